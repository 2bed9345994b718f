//! The messages of a language, read as Fluent reads them.

use std::collections::{BTreeMap, BTreeSet};

use dezky_app::text::sources;
use dezky_domain::language::Language;
use fluent_syntax::ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement};

pub struct Texts {
    /// Each key, and what it is filled with.
    pub messages: BTreeMap<String, BTreeSet<String>>,
    /// What can't be read, and what stands twice.
    pub wrong: Vec<String>,
}

impl Texts {
    pub fn of(language: Language) -> Self {
        let word = language.word();
        let mut texts = Self { messages: BTreeMap::new(), wrong: Vec::new() };
        for source in sources(language) {
            let resource = fluent_syntax::parser::parse(*source).unwrap_or_else(|(resource, errors)| {
                texts
                    .wrong
                    .extend(errors.iter().map(|error| format!("{word}: {error} {:?}", source.get(error.pos.clone()))));
                resource
            });
            for entry in resource.body {
                texts.take(word, entry);
            }
        }
        texts
    }

    fn take(&mut self, language: &str, entry: Entry<&str>) {
        let Entry::Message(message) = entry else { return };
        let key = message.id.name.to_owned();
        let mut fills = BTreeSet::new();
        match &message.value {
            Some(pattern) => within(pattern, &mut fills),
            None => self.wrong.push(format!("{language}: {key} says nothing")),
        }
        if self.messages.insert(key.clone(), fills).is_some() {
            self.wrong.push(format!("{language}: {key} stands twice"));
        }
    }
}

fn within(pattern: &Pattern<&str>, fills: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            expressed(expression, fills);
        }
    }
}

fn expressed(expression: &Expression<&str>, fills: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => inlined(inline, fills),
        Expression::Select { selector, variants } => {
            inlined(selector, fills);
            for variant in variants {
                within(&variant.value, fills);
            }
        }
    }
}

fn inlined(inline: &InlineExpression<&str>, fills: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            fills.insert(id.name.to_owned());
        }
        InlineExpression::FunctionReference { arguments: CallArguments { positional, .. }, .. } => {
            positional.iter().for_each(|argument| inlined(argument, fills));
        }
        InlineExpression::Placeable { expression } => expressed(expression, fills),
        _ => {}
    }
}
