//! What stands beside the tiles: what was announced, where one was, and why an app can't be seen.

use std::sync::Arc;

use dezky_domain::{
    announcement::{Announcement, Severity},
    launch::{App, Hidden, Recent},
    tenant::Tenant,
};
use leptos::prelude::*;

use crate::{
    Backend,
    text::Text,
    ui::{Icon, Near, Support, Tone, alert::moment},
};

#[must_use]
pub const fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Info => Tone::Info,
        Severity::Warn => Tone::Warn,
        Severity::Bad => Tone::Bad,
    }
}

#[component]
pub fn Announced(backend: Backend, announcements: Vec<Announcement>) -> impl IntoView {
    let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
    let notes = announcements.into_iter().map(move |Announcement { id, what, .. }| {
        let hide = text.with("announcement-hide", [("title", what.title.as_str().into())]);
        let until = text.with("announcement-until", [("time", moment(when, what.until, now).into())]);
        view! {
            <div class=format!("note {}", tone(what.severity).class()) role="status">
                <Icon name="megaphone-simple-fill"/>
                <div class="grow">
                    <b>{what.title}</b>
                    {what.text.lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view()}
                    <p class="small faint">{until}</p>
                </div>
                <button class="btn quiet icon" form="hide" name="id" value=id.to_string() aria-label=hide>
                    <Icon name="x-bold"/>
                </button>
            </div>
        }
    });
    notes.collect_view()
}

#[component]
pub fn Recents(backend: Backend, recents: Vec<Recent>) -> impl IntoView {
    let (text, when, now) = (backend.text, backend.when, backend.ctx.now());
    (!recents.is_empty()).then(|| {
        let rows = recents.into_iter().map(|Recent { app, name, place, url, at }| {
            let app = text.say(&format!("app-{}", app.word()));
            let place = place.map_or_else(|| app.clone(), |place| format!("{app}, {place}"));
            view! {
                <li>
                    <Icon name="file-text-regular"/>
                    <span><a href=url>{name}</a>" "<span class="faint">{place}</span></span>
                    <Near when at now/>
                </li>
            }
        });
        view! {
            <section class="group recent">
                <header><h2>{text.say("launcher-recents")}</h2></header>
                <ul>{rows.collect_view()}</ul>
            </section>
        }
    })
}

#[component]
pub fn Why(text: Text, tenant: Arc<Tenant>, hidden: Vec<(App, Hidden)>) -> impl IntoView {
    (!hidden.is_empty()).then(|| {
        let reasons = hidden.into_iter().map(|(app, hidden)| {
            let reason = match hidden {
                Hidden::NotOrdered => "launcher-not-ordered",
                Hidden::SwitchedOff => "launcher-switched-off",
                Hidden::OtherGroups => "launcher-other-groups",
            };
            let reason = text.with(reason, [("tenant", tenant.name.as_str().into())]);
            view! { <p><b>{text.say(&format!("app-{}", app.word()))}</b>" "{reason}</p> }
        });
        let ask = match tenant.brand.support.clone() {
            Some(support) => view! { <p>{text.say("launcher-ask")}" "<Support support/></p> }.into_any(),
            None => {
                view! { <p>{text.with("launcher-ask-admin", [("tenant", tenant.name.as_str().into())])}</p> }.into_any()
            }
        };
        view! {
            <details class="why">
                <summary>{text.say("launcher-why")}</summary>
                {reasons.collect_view()}
                {ask}
            </details>
        }
    })
}
