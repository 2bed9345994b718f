//! Fields of forms: label, hint, input, error, in that order; what was typed is kept.

use std::collections::BTreeMap;

use dezky_domain::port::Flash;
use leptos::prelude::*;

use super::Icon;
use crate::text::Text;

/// What a form shows again after it was refused.
#[derive(Debug, Clone)]
pub struct Kept {
    typed: BTreeMap<String, String>,
    wrong: Vec<(String, String)>,
    /// The form was not sent yet.
    fresh: bool,
    text: Text,
}

impl Kept {
    #[must_use]
    pub fn new(flash: Option<Flash>, text: Text) -> Self {
        let fresh = flash.is_none();
        let Flash { typed, wrong, .. } = flash.unwrap_or_default();
        Self { typed, wrong, fresh, text }
    }

    #[must_use]
    pub fn typed(&self, field: &str) -> String {
        self.typed.get(field).cloned().unwrap_or_default()
    }

    /// What a field holds before anybody typed: nothing, unless it is said here.
    #[must_use]
    pub fn usual(mut self, field: &str, value: &str) -> Self {
        if self.fresh {
            self.typed.insert(field.to_owned(), value.to_owned());
        }
        self
    }

    /// The sentence that says what is wrong with this field.
    #[must_use]
    pub fn wrong(&self, field: &str) -> Option<String> {
        self.wrong.iter().find(|(name, _)| name == field).map(|(_, why)| self.text.say(why))
    }

    /// Whether this, by the text's key, is what is wrong with this field.
    #[must_use]
    pub fn says(&self, field: &str, why: &str) -> bool {
        self.wrong.iter().any(|(name, key)| name == field && key == why)
    }

    /// A message about the whole form.
    #[must_use]
    pub fn whole(&self) -> Option<String> {
        self.wrong("")
    }

    /// What is wrong first, whatever it is about: for acts that have no field to say it at.
    #[must_use]
    pub fn any(&self) -> Option<String> {
        self.wrong.first().map(|(_, why)| self.text.say(why))
    }
}

#[component]
pub fn Field(
    name: &'static str,
    #[prop(into)] label: String,
    kept: Kept,
    #[prop(optional, into)] hint: String,
    #[prop(optional, into)] placeholder: String,
    #[prop(default = "text")] kind: &'static str,
    #[prop(optional)] autocomplete: &'static str,
    #[prop(optional)] large: bool,
    #[prop(optional)] required: bool,
    #[prop(optional)] maxlength: Option<u16>,
) -> impl IntoView {
    let wrong = kept.wrong(name);
    let invalid = wrong.is_some();
    let described = [(!hint.is_empty()).then(|| format!("{name}-hint")), invalid.then(|| format!("{name}-error"))];
    let described: Vec<String> = described.into_iter().flatten().collect();
    view! {
        <div class=if invalid { "field wrong" } else { "field" }>
            <label for=name>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
            <input class=if large { "input large" } else { "input" } id=name name=name type=kind
                value=kept.typed(name) placeholder=(!placeholder.is_empty()).then_some(placeholder)
                autocomplete=(!autocomplete.is_empty()).then_some(autocomplete) required=required maxlength=maxlength
                aria-invalid=invalid.then_some("true") autofocus=invalid
                aria-describedby=(!described.is_empty()).then(|| described.join(" "))/>
            {wrong.map(|wrong| view! {
                <p class="error" id=format!("{name}-error")><Icon name="warning-circle-fill"/>{wrong}</p>
            })}
        </div>
    }
}

/// A native select: value and label of each choice, and the value that is chosen.
#[component]
pub fn Select(
    name: &'static str,
    #[prop(into)] label: String,
    choices: Vec<(String, String)>,
    #[prop(into)] chosen: String,
    #[prop(optional, into)] hint: String,
) -> impl IntoView {
    let described = (!hint.is_empty()).then(|| format!("{name}-hint"));
    view! {
        <div class="field">
            <label for=name>{label}</label>
            {described.clone().map(|id| view! { <p class="hint" id=id>{hint}</p> })}
            <select class="input select" id=name name=name aria-describedby=described>
                {choices.into_iter().map(|(value, label)| {
                    let selected = value == chosen;
                    view! { <option value=value selected=selected>{label}</option> }
                }).collect_view()}
            </select>
        </div>
    }
}

/// A box to tick; sent only when it is.
#[component]
pub fn Tick(name: &'static str, #[prop(into)] label: String, kept: Kept) -> impl IntoView {
    let ticked = !kept.typed(name).is_empty();
    view! {
        <label class="row">
            <input class="check" type="checkbox" id=name name=name value="on" checked=ticked/>{label}
        </label>
    }
}

#[cfg(test)]
mod tests {
    use dezky_domain::language::Language;

    use super::*;

    #[test]
    fn what_is_usual_stands_there_until_somebody_typed() {
        let text = Text::new(Language::English);
        assert_eq!(Kept::new(None, text).usual("quota", "100").typed("quota"), "100");
        let sent = Flash { form: "tenant".into(), ..Flash::default() };
        assert_eq!(Kept::new(Some(sent), text).usual("quota", "100").typed("quota"), "");
    }
}
