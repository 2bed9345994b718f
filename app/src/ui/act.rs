//! A button that does something: a form of its own, since it is posted. What it needs stands in hidden fields.

use leptos::prelude::*;

use super::Icon;

/// How much a button stands out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// One a page.
    Primary,
    Usual,
    Quiet,
    /// Destroys; stands alone on the page that asks.
    Destroys,
}

impl Weight {
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Primary => "btn primary",
            Self::Usual => "btn",
            Self::Quiet => "btn quiet",
            Self::Destroys => "btn danger solid",
        }
    }
}

#[component]
pub fn Act(
    /// A server function's path.
    action: &'static str,
    fields: Vec<(&'static str, String)>,
    #[prop(into)] word: String,
    weight: Weight,
    #[prop(optional)] icon: &'static str,
    /// Where the page is put in anew while it is open, the focus comes back by it.
    #[prop(optional, into)]
    id: String,
    /// What it is about, where its word alone doesn't say it.
    #[prop(optional, into)]
    label: String,
) -> impl IntoView {
    view! {
        <form method="post" action=action>
            {fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            <button class=weight.class() id=(!id.is_empty()).then_some(id) aria-label=(!label.is_empty()).then_some(label)>
                {(!icon.is_empty()).then(|| view! { <Icon name=icon/> })}{word}
            </button>
        </form>
    }
}

/// A page that asks before something ends: the question, what will happen, the safe way out first.
#[component]
pub fn Asks(
    #[prop(into)] title: String,
    /// Posts when the answer is yes.
    action: &'static str,
    fields: Vec<(&'static str, String)>,
    #[prop(into)] yes: String,
    weight: Weight,
    /// The way back: its word and where it leads.
    no: (String, String),
    /// What must be typed, if anything: a field.
    #[prop(optional)]
    field: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let (no, back) = no;
    view! {
        <form class="dialog" method="post" action=action novalidate=true>
            <h1>{title}</h1>
            {children()}
            {fields.into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()}
            {field}
            <footer><a class="btn" href=back>{no}</a><button class=weight.class()>{yes}</button></footer>
        </form>
    }
}
