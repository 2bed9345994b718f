//! One entry: time, line with shape, sentence, tenant, kind, source. It opens in place, without a script. No link may
//! stand inside a `<summary>`: the chip in it is text, and the link lies over it.

use chrono::DateTime;
use dezky_domain::{
    audit::{Attribution, AuditEvent, Class, NewEvent, Outcome, Source},
    source::GapCause,
    timeline::TenantFilter,
};
use leptos::{either::Either, prelude::*};

use super::{
    Line,
    opened::opened,
    parts::{burst, tally},
};
use crate::{
    text::Text,
    ui::{Badge, Icon, Said, Shape, Tone, amount, sentence, sentence::translated, source_name, visible},
};

/// As many parts are told in the opened entry; more make it a burst.
const FEW: u64 = 3;

pub fn entry(line: &Line, event: &AuditEvent) -> impl IntoView + use<> {
    if event.event.class == Class::Gap { Either::Left(gap(line, event)) } else { Either::Right(happened(line, event)) }
}

fn happened(line: &Line, event: &AuditEvent) -> impl IntoView + use<> {
    let said = sentence(line.text, event);
    let whose = whose(line, event);
    let class = if event.tenant.is_some() { "tag" } else { "tag none" };
    let tag = whose.as_ref().map(|(name, _)| view! { <span class=class>{name.clone()}</span> });
    let over = whose.map(|(name, href)| view! { <span class="tags over"><a class=class href=href>{name}</a></span> });
    let badge = badge(line.text, &event.event);
    let AuditEvent { seq, event: NewEvent { occurred, source, class, outcome, .. }, .. } = *event;
    let hollow = class != Class::Mutation || outcome != Outcome::Done;
    let parts = line.parts.get(&event.event.id).filter(|parts| parts.count > FEW);
    let of_many = parts.map(|parts| tally(line.text, event, parts));
    let inside = match parts {
        Some(parts) => Either::Left(burst(line, event, parts)),
        None => Either::Right(opened(line, event)),
    };
    view! {
        <li id=format!("e{seq}") data-at=occurred.timestamp_micros()>
            <details class=parts.map(|_| "burst")>
                <summary class="ev">
                    <time datetime=line.when.machine(occurred)>{line.when.second(occurred)}</time>
                    <span class="dot"><Shape source hollow bad=outcome != Outcome::Done/></span>
                    <span class="say"><Icon name="caret-right-bold" size="twist"/><Said spans=said/>{of_many}{badge}</span>
                    <span class="tags txt">{tag}</span>
                    <span class="kind cut">{visible(&event.event.action)}</span>
                    <span class="from">{source_name(line.text, source)}</span>
                </summary>
                {inside}
            </details>
            {over}
        </li>
    }
}

/// Whose it is and the way to everything of theirs. A tenant's own line doesn't say it.
fn whose(line: &Line, event: &AuditEvent) -> Option<(String, String)> {
    line.tenants.then(|| match &event.tenant {
        Some(tenant) => {
            let slug = tenant.slug.to_string();
            (tenant.name.clone(), line.with(|filter| filter.tenant = Some(TenantFilter::Slug(slug))))
        }
        None => (line.text.say("no-tenant"), line.with(|filter| filter.tenant = Some(TenantFilter::Unattributed))),
    })
}

/// What deviates, in words: refused, failed, not understood.
pub fn badge(text: Text, event: &NewEvent) -> impl IntoView + use<> {
    let reason = event.words.get("reason").map(|reason| translated(text, "reason", reason));
    let found = match (event.outcome, event.class) {
        (Outcome::Refused, _) => Some((Tone::Bad, reason.unwrap_or_else(|| text.say("outcome-refused")))),
        (Outcome::Failed, _) => Some((Tone::Bad, reason.unwrap_or_else(|| text.say("outcome-failed")))),
        (Outcome::Done, Class::Unknown) => Some((Tone::Warn, text.say("class-unknown"))),
        // What Dezky made is a part of what somebody did in Dezky.
        (Outcome::Done, Class::Mutation) if by_hand(event) => Some((Tone::Warn, text.say("not-by-dezky"))),
        (Outcome::Done, _) => None,
    };
    found.map(|(tone, word)| view! { " "<Badge tone word/> })
}

/// A change in an engine that nobody made by Dezky, though that is what it is for.
fn by_hand(event: &NewEvent) -> bool {
    let change = event.action.starts_with("model_") || event.action == "jmap.method-call";
    let by_dezky = event.story.as_deref().is_some_and(|story| !story.starts_with("authentik:"));
    change && !by_dezky
}

/// Why an event is this tenant's; of no tenant, that it is the platform's own or that nobody knows.
#[must_use]
pub fn attribution(text: Text, source: Source, attribution: Attribution) -> String {
    match (source, attribution) {
        (Source::Platform, Attribution::None) => text.say("attribution-platform"),
        (_, attribution) => text.say(&format!("attribution-{}", attribution.word())),
    }
}

/// Known to be lost. What happened in the other sources in that time is complete.
fn gap(line: &Line, event: &AuditEvent) -> impl IntoView + use<> {
    let text = line.text;
    let NewEvent { occurred, source, words, .. } = &event.event;
    let (occurred, source) = (*occurred, *source);
    let lost = words.get("bytes").and_then(|bytes| bytes.parse().ok()).map(|bytes| amount::bytes(text, bytes));
    let since = words.get("since").and_then(|since| DateTime::parse_from_rfc3339(since).ok()).map(|at| at.to_utc());
    let until = line.when.second(occurred);
    let same_day = |since| line.when.date(since) == line.when.date(occurred);
    let since = since.map(|since| if same_day(since) { line.when.second(since) } else { line.at(since) });
    let since = since.filter(|since| *since != until);
    let key = match (&lost, &since) {
        (Some(_), Some(_)) => "gap-bytes-since",
        (Some(_), None) => "gap-bytes",
        (None, Some(_)) => "gap-since",
        (None, None) => "gap",
    };
    let title = text.with(
        key,
        [
            ("source", source_name(text, source).into()),
            ("bytes", lost.unwrap_or_default().into()),
            ("since", since.unwrap_or_default().into()),
            ("until", until.into()),
        ],
    );
    let cause = words.get("cause").and_then(|cause| GapCause::parse(cause));
    let cause = cause.map(|cause| text.say(&format!("gap-cause-{}", cause.word())));
    view! {
        <li class="gap" id=format!("e{}", event.seq) data-at=occurred.timestamp_micros()>
            <time datetime=line.when.machine(occurred)>{line.when.second(occurred)}</time>
            <span class="dot"></span>
            <div class="text"><b>{title}</b><p>{cause}" "{text.say("gap-others")}</p></div>
            {line.sources.then(|| view! { <a class="btn quiet" href="/operator/sources">{text.say("gap-look")}</a> })}
        </li>
    }
}
