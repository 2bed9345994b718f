//! How a tenant ends: suspended, closed, deleted, in this order, and each can be looked at before it is done. What
//! destroys asks on a page of its own.

use chrono::{DateTime, Utc};
use dezky_domain::tenant::{Tenant, TenantState};
use leptos::{prelude::*, server_fn::ServerFn as _};

use super::page;
use crate::{
    Backend,
    api::tenants::ResumeTenant,
    text::Text,
    ui::{Act, Weight},
};

#[component]
pub fn Close(
    backend: Backend,
    tenant: Tenant,
    /// When a closing tenant may be deleted.
    closes: Option<DateTime<Utc>>,
) -> impl IntoView {
    let (text, when) = (backend.text, backend.when);
    let over = closes.is_none_or(|closes| closes <= backend.ctx.now());
    let day = closes.map(|closes| when.full_day(when.date(closes)));
    let Tenant { slug, state, .. } = tenant;
    let resume = || {
        let fields = vec![("slug", slug.to_string())];
        let word = text.say(if state == TenantState::Closing { "tenant-keep" } else { "tenant-resume" });
        view! { <Act action=ResumeTenant::PATH fields word weight=Weight::Usual/> }.into_any()
    };
    let asks = |what: &str, word: &str, class: &'static str| {
        let href = format!("{}/{what}", page(&slug));
        view! { <p><a class=class href=href>{text.say(word)}</a></p> }.into_any()
    };
    let suspend = match state {
        TenantState::Active => Some(asks("suspend", "tenant-suspend", "btn")),
        TenantState::Suspended => Some(resume()),
        TenantState::Closing => None,
    };
    let close = if state == TenantState::Closing { resume() } else { asks("close", "tenant-close", "btn danger") };
    let (delete, said) = match (state, day) {
        (TenantState::Closing, _) if over => {
            (Some(asks("delete", "tenant-delete", "btn danger")), text.say("tenant-delete-now"))
        }
        (TenantState::Closing, Some(day)) => (None, text.with("tenant-delete-from", [("day", day.into())])),
        _ => (None, text.say("tenant-delete-later")),
    };
    let suspended = if state == TenantState::Suspended { "tenant-suspended-what" } else { "tenant-suspend-what" };
    let closing = if state == TenantState::Closing { "tenant-closing-what" } else { "tenant-close-what" };
    view! {
        <div class="sheetcol">
            {suspend.map(|act| view! { <Way title=text.say("tenant-suspend-title") said=text.say(suspended)>{act}</Way> })}
            <Way title=text.say("tenant-close-title") said=text.say(closing)>{close}</Way>
            <Way title=text.say("tenant-delete-title") said=said>{delete}</Way>
        </div>
    }
}

#[component]
fn Way(title: String, said: String, children: Children) -> impl IntoView {
    view! { <section><h2>{title}</h2><p class="muted">{said}</p>{children()}</section> }
}

/// What a tenant's end destroys, as lines of a list.
#[must_use]
pub fn destroyed(text: Text, provisioning: Option<&dezky_domain::provision::Provisioning>) -> Vec<String> {
    use dezky_domain::provision::Kind;

    let Some(provisioning) = provisioning else { return Vec::new() };
    let count = |kind: Kind| {
        let of = provisioning.steps.iter().filter(|step| step.name.kind == kind);
        u64::try_from(of.count()).unwrap_or_default()
    };
    let lines = [
        (count(Kind::Mailbox), "destroys-mailboxes"),
        (count(Kind::MailingList), "destroys-lists"),
        (count(Kind::Domain), "destroys-domains"),
        (count(Kind::Space), "destroys-spaces"),
        (count(Kind::Realm), "destroys-chat"),
        (count(Kind::Person), "destroys-people"),
        (count(Kind::Group), "destroys-groups"),
    ];
    lines
        .iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, key)| text.with(key, [("count", (*count).into())]))
        .collect()
}
