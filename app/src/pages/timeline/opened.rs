//! An entry that is opened: its story, fact by fact, and what it changed. Every value leads to the others like it. The
//! event's own page is made of the same pieces.

use chrono::TimeDelta;
use dezky_domain::{
    audit::{AuditEvent, Change, NewEvent, Source, Target},
    timeline::TenantFilter,
};
use leptos::{either::Either, prelude::*};

use super::{Line, entry::attribution, parts::confirmed};
use crate::{
    text::Text,
    ui::{
        amount,
        sentence::{translated, what, who},
        source_name, visible,
    },
};

pub fn opened(line: &Line, event: &AuditEvent) -> impl IntoView + use<> {
    let text = line.text;
    let page = line.event(event.event.id);
    let raw = format!("{page}?tab=raw");
    let changes = event.event.changes.clone();
    view! {
        <div class="open">
            <div class="card">
                <div class="tabs">
                    <a href=page aria-current="true">{text.say("tab-story")}</a>
                    <a href=raw>{text.say("tab-raw")}</a>
                </div>
                <div class="cols">
                    <dl class="prop content-start">{story(line, event)}</dl>
                    <div class="stack content-start">
                        {(!changes.is_empty()).then(|| view! { <Changes text changes/> })}
                        <dl class="prop">{setting(line, event)}</dl>
                        {line.parts.get(&event.event.id).map(|parts| confirmed(line, event, &parts.first))}
                    </div>
                </div>
            </div>
        </div>
    }
}

/// When, who, what, on which target.
pub fn story(line: &Line, event: &AuditEvent) -> impl IntoView + use<> {
    let text = line.text;
    let whom = who(text, &event.event.actor);
    let on = what(text, &event.event);
    let NewEvent { occurred, occurred_known, observed, source, actor, on_behalf, action, target, .. } = &event.event;
    let (occurred, observed) = (*occurred, *observed);
    let when = line.when;
    let exact = format!("{} {}", when.exact(occurred), when.zone(occurred));
    let happened = if *occurred_known { exact } else { text.with("happened-unknown", [("seen", exact.into())]) };
    let kind = translated(text, "actor-kind", actor.kind.word());
    let actor_key = actor.id.clone().or_else(|| actor.name.clone());
    let whom_href = actor_key.map(|key| line.with(|filter| filter.actor = Some(key)));
    let Target { kind: target_kind, id, name } = target;
    let on_href = id.clone().or_else(|| name.clone()).map(|key| line.with(|filter| filter.target = Some(key)));
    let of = (!target_kind.is_empty()).then(|| format!(", {}", translated(text, "target-kind", target_kind)));
    let action_href = line.with(|filter| filter.action = Some(action.clone()));
    view! {
        <dt>{text.say("fact-happened")}</dt>
        <dd>
            {format!("{}, {happened}", when.full_day(when.date(occurred)))}<br/>
            <span class="mono faint">{when.machine(occurred)}</span>
        </dd>
        <dt>{text.say("fact-seen")}</dt>
        <dd>{seen(text, *source, *occurred_known, observed - occurred)}</dd>
        <dt>{text.say("fact-who")}</dt>
        <dd>{linked(whom, whom_href)}", "{kind}</dd>
        {on_behalf.clone().map(|name| view! { <dt>{text.say("fact-on-behalf")}</dt><dd>{visible(&name)}</dd> })}
        <dt>{text.say("fact-target")}</dt>
        <dd>{linked(on, on_href)}{of}</dd>
        <dt>{text.say("fact-action")}</dt>
        <dd><a class="mono" href=action_href>{visible(action)}</a></dd>
    }
}

/// In which tenant and why, from where, by which request.
pub fn setting(line: &Line, event: &AuditEvent) -> impl IntoView + use<> {
    let text = line.text;
    let NewEvent { ip, request, attribution: why, source, .. } = &event.event;
    let (why, source) = (*why, *source);
    let tenant = line.tenants.then(|| {
        let (name, filter) = match &event.tenant {
            Some(tenant) => (tenant.name.clone(), TenantFilter::Slug(tenant.slug.to_string())),
            None => (text.say("no-tenant"), TenantFilter::Unattributed),
        };
        let href = line.with(|asked| asked.tenant = Some(filter));
        view! {
            <dt>{text.say("fact-tenant")}</dt>
            <dd><a href=href>{name}</a>", "{attribution(text, source, why)}</dd>
        }
    });
    let searched = |key: &'static str, value: &Option<String>| {
        value.as_ref().map(|value| {
            let href = line.with(|asked| asked.text.clone_from(value));
            view! { <dt>{text.say(key)}</dt><dd><a class="mono" href=href>{visible(value)}</a></dd> }
        })
    };
    let from = line.with(|asked| asked.source = Some(source));
    // A tenant's own line says whose it is nowhere else; why it is theirs is told all the same.
    let why =
        (!line.tenants).then(|| view! { <dt>{text.say("fact-why")}</dt><dd>{attribution(text, source, why)}</dd> });
    view! {
        {tenant}
        {why}
        <dt>{text.say("fact-source")}</dt>
        <dd><a href=from>{source_name(text, source)}</a></dd>
        {searched("fact-from", ip)}
        {searched("fact-request", request)}
    }
}

fn linked(name: String, href: Option<String>) -> impl IntoView {
    match href {
        Some(href) => Either::Left(view! { <a href=href>{name}</a> }),
        None => Either::Right(name),
    }
}

/// How long after it happened we saw it.
fn seen(text: Text, source: Source, known: bool, delay: TimeDelta) -> String {
    let span = || amount::span(text, delay).into();
    match source {
        _ if !known => text.say("seen-first"),
        Source::Platform => text.say("seen-same"),
        _ if delay < TimeDelta::seconds(-2) => text.with("seen-skewed", [("span", span())]),
        _ if delay < TimeDelta::zero() => text.with("seen-before", [("span", span())]),
        _ => text.with("seen-later", [("span", span())]),
    }
}

/// Before and after, field by field.
#[component]
pub fn Changes(text: Text, changes: Vec<Change>) -> impl IntoView {
    let cell = move |class: &'static str, value: Option<String>| match value {
        Some(value) => Either::Left(view! { <td class=class>{visible(&value)}</td> }),
        None => Either::Right(view! { <td class="faint">{text.say("change-nothing")}</td> }),
    };
    view! {
        <table class="diff">
            <caption class="vh">{text.say("changes")}</caption>
            <thead>
                <tr>
                    <th scope="col">{text.say("change-field")}</th>
                    <th scope="col">{text.say("change-before")}</th>
                    <th scope="col">{text.say("change-after")}</th>
                </tr>
            </thead>
            <tbody>
                {changes.into_iter().map(|Change { field, before, after }| view! {
                    <tr>
                        <td>{crate::ui::capital(&translated(text, "field", &field))}</td>
                        {cell("was", before)}
                        {cell("now", after)}
                    </tr>
                }).collect_view()}
            </tbody>
        </table>
    }
}
