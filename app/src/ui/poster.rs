//! The poster of arrival: whose place this is, what day it is, whom to ask, where the data is.

use chrono::Datelike as _;
use leptos::{either::EitherOf3, prelude::*};

use super::{Dezky, time::capital};
use crate::{Backend, shell::Logo};

#[component]
pub fn Poster(backend: Backend) -> impl IntoView {
    let when = backend.when;
    let day = when.date(backend.ctx.now());
    let month = backend.text.with(
        "poster-month",
        [
            ("month", when.month(day).into()),
            ("year", day.year().to_string().into()),
            ("week", day.iso_week().week().to_string().into()),
        ],
    );
    let support = backend.ctx.tenant().and_then(|tenant| tenant.brand.support.clone());
    let hosted = hosted(&backend);
    view! {
        <aside class="poster field-ground">
            <Sign backend=backend.clone()/>
            <div class="date">
                <p class="w">{capital(&when.weekday(day))}</p>
                <p class="d">{day.day()}</p>
                <p class="w">{capital(&month)}</p>
            </div>
            <p class="foot">
                {support.map(|support| view! { <Support support/> })}
                <Legal backend=backend.clone()/>
                <span>{hosted}</span>
            </p>
        </aside>
    }
}

/// Logo and name of the tenant, or our own.
#[component]
pub fn Sign(backend: Backend) -> impl IntoView {
    let (logo, name) = match backend.ctx.tenant().cloned() {
        Some(tenant) => (view! { <Logo tenant=tenant.clone()/> }.into_any(), tenant.name.clone()),
        None => (view! { <Dezky/> }.into_any(), backend.services.platform.name.clone()),
    };
    view! { <div class="logo">{logo}{name}</div> }
}

#[must_use]
pub fn hosted(backend: &Backend) -> String {
    backend.text.with("hosted-in", [("place", backend.services.platform.hosted_in.as_str().into())])
}

/// Who runs the platform, and what becomes of data, where the operator says so.
#[component]
pub fn Legal(backend: Backend) -> impl IntoView {
    let platform = &backend.services.platform;
    let pages = [("legal-imprint", &platform.imprint_url), ("legal-privacy", &platform.privacy_url)];
    let pages = pages.into_iter().filter(|(_, url)| !url.is_empty());
    pages.map(|(word, url)| view! { <a href=url.clone()>{backend.text.say(word)}</a> }).collect_view()
}

/// An address or a link, as the tenant wrote it; anything else stays text.
#[component]
pub fn Support(support: String) -> impl IntoView {
    if support.starts_with("https://") || support.starts_with("http://") {
        let short =
            support.split_once("://").map_or(support.as_str(), |(_, rest)| rest.trim_end_matches('/')).to_owned();
        EitherOf3::A(view! { <a href=support>{short}</a> })
    } else if support.contains('@') && !support.contains([':', '/', '?', ' ']) {
        EitherOf3::B(view! { <a href=format!("mailto:{support}")>{support.clone()}</a> })
    } else {
        EitherOf3::C(view! { <span>{support}</span> })
    }
}
