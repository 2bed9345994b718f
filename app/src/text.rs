//! Texts in the reader's language, from the Fluent files in `app/text`. A text that is missing in a language is taken
//! from English; a key that is missing everywhere shows itself, and a test finds it first.

use std::sync::LazyLock;

use dezky_domain::language::Language;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, types::FluentNumber};
use unic_langid::LanguageIdentifier;

type Bundle = FluentBundle<FluentResource>;

/// All texts of a language, by file. The test in `tests/texts.rs` holds them against each other and against the code.
macro_rules! files {
    ($language:literal) => {
        &[
            include_str!(concat!("../text/", $language, "/common.ftl")),
            include_str!(concat!("../text/", $language, "/arrive.ftl")),
            include_str!(concat!("../text/", $language, "/desk.ftl")),
            include_str!(concat!("../text/", $language, "/provision.ftl")),
            include_str!(concat!("../text/", $language, "/letters.ftl")),
            include_str!(concat!("../text/", $language, "/timeline.ftl")),
            include_str!(concat!("../text/", $language, "/acts.ftl")),
            include_str!(concat!("../text/", $language, "/authentik.ftl")),
            include_str!(concat!("../text/", $language, "/stalwart.ftl")),
            include_str!(concat!("../text/", $language, "/alerts.ftl")),
            include_str!(concat!("../text/", $language, "/partners.ftl")),
            include_str!(concat!("../text/", $language, "/settings.ftl")),
            include_str!(concat!("../text/", $language, "/groups.ftl")),
            include_str!(concat!("../text/", $language, "/batches.ftl")),
            include_str!(concat!("../text/", $language, "/requests.ftl")),
            include_str!(concat!("../text/", $language, "/domains.ftl")),
            include_str!(concat!("../text/", $language, "/brand.ftl")),
            include_str!(concat!("../text/", $language, "/launch.ftl")),
            include_str!(concat!("../text/", $language, "/find.ftl")),
        ]
    };
}

static BUNDLES: LazyLock<[Bundle; 4]> = LazyLock::new(|| {
    Language::ALL
        .iter()
        .map(|l| bundle(*l))
        .collect::<Vec<_>>()
        .try_into()
        .unwrap_or_else(|_| unreachable!("one bundle a language"))
});

#[must_use]
pub const fn sources(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => files!("en"),
        Language::German => files!("de"),
        Language::French => files!("fr"),
        Language::Danish => files!("da"),
    }
}

fn bundle(language: Language) -> Bundle {
    let id: LanguageIdentifier = language.word().parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![id]);
    // The marks that keep left-to-right and right-to-left apart would stand in every copied value.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(grouped));
    for source in sources(language) {
        // A broken message is skipped with its neighbours kept; `tests/texts.rs` fails on it.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

/// Numbers as they are written in the language: `1,284`, `1.284`, `1 284`.
fn grouped<M>(value: &FluentValue, _: &M) -> Option<String>
where
    M: fluent_bundle::memoizer::MemoizerKind,
{
    // The language isn't handed in, so the separator is put in by `Text::with` afterwards.
    match value {
        FluentValue::Number(FluentNumber { value, .. }) if value.fract() == 0.0 => Some(group(*value)),
        _ => None,
    }
}

/// Stands for the thousands' separator until the language is known; no text has it otherwise.
const SEPARATOR: char = '\u{e000}';
/// Stand around what is read first in a sentence.
const STRONG: (char, char) = ('\u{e001}', '\u{e002}');

fn group(value: f64) -> String {
    let digits = format!("{:.0}", value.abs());
    let mut out = String::from(if value < 0.0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place) % 3 == 0 {
            out.push(SEPARATOR);
        }
        out.push(digit);
    }
    out
}

/// What a text is filled with.
#[derive(Debug, Clone)]
pub enum Fill {
    Number(u64),
    /// Anything, hostile input included: private-use characters are taken out, the rest is shown as it is.
    Word(String),
    /// The same, read first in the sentence.
    Strong(String),
}

impl From<u64> for Fill {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Fill {
    fn from(word: &str) -> Self {
        Self::Word(word.to_owned())
    }
}

impl From<String> for Fill {
    fn from(word: String) -> Self {
        Self::Word(word)
    }
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    Plain(String),
    Strong(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Text {
    pub language: Language,
}

impl Text {
    #[must_use]
    pub const fn new(language: Language) -> Self {
        Self { language }
    }

    #[must_use]
    pub fn say(self, key: &str) -> String {
        self.with(key, [])
    }

    #[must_use]
    pub fn has(self, key: &str) -> bool {
        BUNDLES[Language::English as usize].has_message(key)
    }

    #[must_use]
    pub fn with<const N: usize>(self, key: &str, fills: [(&str, Fill); N]) -> String {
        self.fill(key, &fills).replace([STRONG.0, STRONG.1], "")
    }

    /// A sentence whose `Strong` fills can be shown as such.
    #[must_use]
    pub fn rich(self, key: &str, fills: &[(&str, Fill)]) -> Vec<Span> {
        let sentence = self.fill(key, fills);
        let mut spans = Vec::new();
        let mut rest = sentence.as_str();
        while let Some((plain, strong)) = rest.split_once(STRONG.0) {
            let (strong, after) = strong.split_once(STRONG.1).unwrap_or((strong, ""));
            spans.extend((!plain.is_empty()).then(|| Span::Plain(plain.to_owned())));
            spans.push(Span::Strong(strong.to_owned()));
            rest = after;
        }
        spans.extend((!rest.is_empty()).then(|| Span::Plain(rest.to_owned())));
        spans
    }

    /// `1,284` in the reader's language.
    #[must_use]
    pub fn number(self, number: u64) -> String {
        #[expect(clippy::cast_precision_loss, reason = "counts over 2^53 are beyond any table")]
        self.separated(&group(number as f64))
    }

    fn fill(self, key: &str, fills: &[(&str, Fill)]) -> String {
        let args: FluentArgs = fills.iter().map(|(name, fill)| (*name, value(fill))).collect();
        let text = [self.language, Language::English].into_iter().find_map(|language| {
            let bundle = &BUNDLES[language as usize];
            let pattern = bundle.get_message(key)?.value()?;
            Some(bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned())
        });
        self.separated(&text.unwrap_or_else(|| key.to_owned()))
    }

    fn separated(self, text: &str) -> String {
        text.replace(
            SEPARATOR,
            match self.language {
                Language::English => ",",
                Language::German | Language::Danish => ".",
                Language::French => "\u{202f}",
            },
        )
    }
}

fn value(fill: &Fill) -> FluentValue<'static> {
    let clean = |word: &str| word.replace(|c: char| ('\u{e000}'..='\u{f8ff}').contains(&c), "\u{fffd}");
    match fill {
        #[expect(clippy::cast_precision_loss, reason = "counts over 2^53 are beyond any table")]
        Fill::Number(number) => (*number as f64).into(),
        Fill::Word(word) => clean(word).into(),
        Fill::Strong(word) => format!("{}{}{}", STRONG.0, clean(word), STRONG.1).into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_as_the_language_does() {
        let said = |language| Text::new(language).number(1_234_567);
        assert_eq!(
            Language::ALL.iter().map(|l| said(*l)).collect::<Vec<_>>(),
            ["1,234,567", "1.234.567", "1\u{202f}234\u{202f}567", "1.234.567"]
        );
        assert_eq!(Text::new(Language::English).number(999), "999");
    }

    #[test]
    fn a_hostile_word_cannot_make_itself_strong() {
        let name = Fill::Word("Mallory\u{e001}root\u{e002}".into());
        let spans = Text::new(Language::English).rich("act-session-start", &[("actor", name)]);
        assert!(spans.iter().all(|span| matches!(span, Span::Plain(_))), "{spans:?}");
    }
}
