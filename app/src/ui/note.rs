//! What tells: status, badge, note in place, and the empty state that teaches.

use leptos::prelude::*;

use super::Icon;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    Ok,
    Warn,
    Bad,
    Info,
    Off,
}

impl Tone {
    #[must_use]
    pub const fn class(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Bad => "bad",
            Self::Info => "info",
            Self::Off => "off",
        }
    }

    #[must_use]
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Ok => "check-circle-fill",
            Self::Warn => "warning-fill",
            Self::Bad => "x-circle-fill",
            Self::Info => "info-fill",
            Self::Off => "pause-circle-fill",
        }
    }
}

/// Icon and word, always both: nothing is told by colour alone.
#[component]
pub fn Status(tone: Tone, #[prop(into)] word: String, #[prop(optional)] icon: Option<&'static str>) -> impl IntoView {
    view! { <span class=format!("st {}", tone.class())><Icon name=icon.unwrap_or(tone.icon())/>{word}</span> }
}

/// A status on a tint, for what deviates.
#[component]
pub fn Badge(tone: Tone, #[prop(into)] word: String) -> impl IntoView {
    view! { <span class=format!("badge {}", tone.class())><Icon name=tone.icon()/>{word}</span> }
}

/// A message in its place: what happened, what it means, what comes next.
#[component]
pub fn Note(tone: Tone, #[prop(into)] title: String, #[prop(optional, into)] text: String) -> impl IntoView {
    let role = if tone == Tone::Bad { "alert" } else { "status" };
    view! {
        <div class=format!("note {}", tone.class()) role=role>
            <Icon name=tone.icon()/>
            <div class="grow"><b>{title}</b>{(!text.is_empty()).then(|| view! { <p>{text}</p> })}</div>
        </div>
    }
}

/// What would be here, why it isn't, and one thing to do.
#[component]
pub fn Empty(
    icon: &'static str,
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <Icon name=icon size="i-36"/>
            <h2>{title}</h2>
            <p>{text}</p>
            {children.map(|children| children())}
        </div>
    }
}

/// What is finished. It stays until it is put away, which is a link to this very page: it is said once.
#[component]
pub fn Toast(#[prop(into)] word: String, #[prop(into)] here: String, #[prop(into)] close: String) -> impl IntoView {
    view! {
        <div class="toasts">
            <div class="toast" role="status">
                <Icon name="check-circle-fill"/><span class="grow">{word}</span><a class="btn" href=here>{close}</a>
            </div>
        </div>
    }
}
