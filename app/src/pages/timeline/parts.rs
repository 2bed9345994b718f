//! What else tells of the same act: a short list in an opened entry, or, where there is much, a burst whose summary says
//! how much.

use chrono::TimeDelta;
use dezky_domain::{
    audit::{AuditEvent, Class, Outcome},
    timeline::Parts,
};
use leptos::prelude::*;

use super::Line;
use crate::{
    text::Text,
    ui::{Said, Shape, amount, sentence, source_name, visible},
};

/// `: 41 records in 4 systems, 3.2 s`
#[must_use]
pub fn tally(text: Text, entry: &AuditEvent, parts: &Parts) -> String {
    let own = entry.event.source;
    let systems = parts.systems.iter().filter(|source| **source != own).count() as u64 + 1;
    let took = (parts.until - entry.event.occurred).max(TimeDelta::zero());
    let fills =
        [("records", (parts.count + 1).into()), ("systems", systems.into()), ("span", amount::span(text, took).into())];
    text.with("tally", fills)
}

/// The first of many, and the way to the rest.
pub fn burst(line: &Line, entry: &AuditEvent, parts: &Parts) -> impl IntoView + use<> {
    let (text, when) = (line.text, line.when);
    let page = line.event(entry.event.id);
    let rest = parts.count.saturating_sub(parts.first.len() as u64);
    let more = match rest {
        0 => text.say("burst-story"),
        rest => text.with("burst-more", [("count", rest.into())]),
    };
    let row = |part: &AuditEvent| {
        let at = part.event.occurred;
        let source = part.event.source;
        let hollow = part.event.class != Class::Mutation || part.event.outcome != Outcome::Done;
        view! {
            <div class="ev">
                <time datetime=when.machine(at)>{when.second(at)}</time>
                <span class="dot"><Shape source hollow bad=part.event.outcome != Outcome::Done/></span>
                <span class="say"><Said spans=sentence(text, part)/></span>
                <span class="tags"></span>
                <span class="kind cut">{visible(&part.event.action)}</span>
                <span class="from">{source_name(text, source)}</span>
            </div>
        }
    };
    view! {
        <div class="inner">
            {parts.first.iter().map(row).collect_view()}
            <p class="more"><a href=page>{more}</a></p>
        </div>
    }
}

/// Each with how long after the act it happened, and the way to itself.
pub fn confirmed(line: &Line, entry: &AuditEvent, parts: &[AuditEvent]) -> impl IntoView + use<> {
    let (text, began) = (line.text, entry.event.occurred);
    let row = |part: &AuditEvent| {
        let delay = amount::span(text, (part.event.occurred - began).max(TimeDelta::zero()));
        view! {
            <li>
                <Shape source=part.event.source/>
                <span class="grow">
                    <a href=line.event(part.event.id)><code>{visible(&part.event.action)}</code></a>" "
                    <Said spans=sentence(text, part)/>
                </span>
                <span class="faint num">{text.with("confirm-later", [("span", delay.into())])}</span>
            </li>
        }
    };
    view! {
        <h3 class="conf">{text.say("confirm-title")}</h3>
        <ul class="confirm" role="list">{parts.iter().map(row).collect_view()}</ul>
    }
}
