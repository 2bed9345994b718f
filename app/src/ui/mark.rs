//! Icons of the one sprite, the shapes of the sources, and our own mark.

use dezky_domain::audit::Source;
use leptos::prelude::*;

use crate::text::Text;

/// An icon that stands beside a word; one that stands alone sits in something with an `aria-label`.
#[component]
pub fn Icon(
    /// A symbol of `/icons.svg`, such as `envelope-simple-bold`.
    #[prop(into)]
    name: String,
    /// 16 px unless it is `i-20`, `i-24`, `i-36` or `i-44`.
    #[prop(optional)]
    size: &'static str,
) -> impl IntoView {
    view! {
        <svg class=format!("i {size}") aria-hidden="true">
            <use href=format!("/icons.svg#{name}")></use>
        </svg>
    }
}

/// ■ platform ◆ Authentik ● OCIS ▲ Stalwart ⬢ Zulip. Hollow means that nothing changed.
#[component]
pub fn Shape(source: Source, #[prop(optional)] hollow: bool, #[prop(optional)] bad: bool) -> impl IntoView {
    let class = format!("shape{}{}", if hollow { " hollow" } else { "" }, if bad { " bad" } else { "" });
    let path = match source {
        Source::Platform => "M1 1h10v10H1Z",
        Source::Authentik => "M6 .2 11.8 6 6 11.8 .2 6Z",
        Source::Ocis => "M11.2 6A5.2 5.2 0 1 1 .8 6a5.2 5.2 0 0 1 10.4 0Z",
        Source::Stalwart => "M6 .8 11.6 10.8H.4Z",
        Source::Zulip => "M3.2 1.2h5.6L11.6 6 8.8 10.8H3.2L.4 6Z",
    };
    view! {
        <svg class=class viewBox="0 0 12 12" aria-hidden="true">
            <path d=path></path>
        </svg>
    }
}

/// What a source is called: the platform in the reader's words, the others by their own names.
#[must_use]
pub fn source_name(text: Text, source: Source) -> String {
    match source {
        Source::Platform => text.say("source-platform"),
        engine => engine.name().to_owned(),
    }
}

/// The open door in its frame.
#[component]
pub fn Dezky() -> impl IntoView {
    view! {
        <svg viewBox="0 0 24 24" fill="currentColor" aria-hidden="true">
            <path d="M2 2h20v20h-7v-3h4V5h-6L5 8.2V22H2z"></path>
            <path d="M8 9.6 15 6.8V24l-7-2.6z" transform="translate(0 -1.2)"></path>
        </svg>
    }
}
