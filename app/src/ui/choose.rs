//! Language and theme, chosen with one press each. They are forms, since a choice is kept in a cookie.

use dezky_domain::language::Language;
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::Icon;
use crate::{Backend, api::preferences::Choose, backend::address};

/// The four languages by their own names.
#[component]
pub fn Languages(backend: Backend) -> impl IntoView {
    let (chosen, label) = (backend.ctx.preferences.language, backend.text.say("language"));
    view! {
        <form class="langs" method="post" action=Choose::PATH aria-label=label>
            <Here backend/>
            {Language::ALL.iter().map(|language| view! {
                <button name="language" value=language.word() lang=language.word()
                    aria-current=(*language == chosen).then_some("true")>{language.endonym()}</button>
            }).collect_view()}
        </form>
    }
}

/// The style sheet shows the one of both that changes something: without a choice of ours, the system decides.
#[component]
pub fn ThemeSwitch(backend: Backend) -> impl IntoView {
    let text = backend.text;
    let switch = |class: &'static str, theme: &'static str, icon: &'static str, label: String| {
        view! {
            <form class=class method="post" action=Choose::PATH>
                <Here backend=backend.clone()/>
                <button class="btn quiet icon" name="theme" value=theme aria-label=label><Icon name=icon/></button>
            </form>
        }
    };
    (
        switch("in-light", "dark", "moon-bold", text.say("switch-to-dark")),
        switch("in-dark", "light", "sun-bold", text.say("switch-to-light")),
    )
}

/// Where to go on: this very page.
#[component]
fn Here(backend: Backend) -> impl IntoView {
    view! { <input type="hidden" name="page" value=address(&backend.path, &backend.query)/> }
}
