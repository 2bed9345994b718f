//! A field for several lines, and a list of boxes to tick.

use leptos::prelude::*;

use super::{Icon, field::Kept};

#[component]
pub fn Area(
    name: &'static str,
    #[prop(into)] label: String,
    kept: Kept,
    #[prop(optional, into)] hint: String,
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
            <textarea class="input" id=name name=name rows="3" maxlength=maxlength aria-invalid=invalid.then_some("true")
                autofocus=invalid aria-describedby=(!described.is_empty()).then(|| described.join(" "))>
                {kept.typed(name)}
            </textarea>
            {wrong.map(|wrong| view! {
                <p class="error" id=format!("{name}-error")><Icon name="warning-circle-fill"/>{wrong}</p>
            })}
        </div>
    }
}

/// Boxes of one question, sent as `name[]`: value and label of each, and whether it is ticked.
#[component]
pub fn Boxes(
    name: &'static str,
    #[prop(into)] legend: String,
    #[prop(into)] hint: String,
    choices: Vec<(String, String, bool)>,
) -> impl IntoView {
    let id = format!("{name}-hint");
    let described = id.clone();
    view! {
        <fieldset class="choices" aria-describedby=described>
            <legend>{legend}</legend>
            <p class="hint muted" id=id>{hint}</p>
            {choices.into_iter().map(|(value, label, ticked)| view! {
                <label class="row">
                    <input class="check" type="checkbox" name=format!("{name}[]") value=value checked=ticked/>{label}
                </label>
            }).collect_view()}
        </fieldset>
    }
}
