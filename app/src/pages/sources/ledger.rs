//! What is known to be lost, and what was kept unread.

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    access::Action,
    audit::Source,
    source::LedgerRow,
    timeline::{Moment, TimelineFilter},
};
use leptos::{either::Either, prelude::*};

use crate::{
    Backend,
    backend::address,
    text::Text,
    ui::{Shape, Status, Tone, amount, source_name},
};

pub fn ledger(backend: &Backend, rows: Vec<LedgerRow>) -> impl IntoView + use<> {
    let text = backend.text;
    let bytes = backend.ctx.may(Action::ReadQuarantine);
    let columns = ["ledger-when", "ledger-source", "ledger-what"]
        .map(|key| view! { <th scope="col" role="columnheader">{text.say(key)}</th> });
    view! {
        <table class="t tall cards rows" role="table">
            <caption class="vh">{text.say("ledger-title")}</caption>
            <thead>
                <tr role="row">
                    {columns.into_iter().collect_view()}
                    <th scope="col" role="columnheader" class="n">{text.say("ledger-amount")}</th>
                    <th scope="col" role="columnheader">{text.say("ledger-why")}</th>
                    <th scope="col" role="columnheader">{text.say("ledger-state")}</th>
                    <th scope="col" role="columnheader"><span class="vh">{text.say("ledger-act")}</span></th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| line(backend, row, bytes)).collect_view()}</tbody>
        </table>
    }
}

fn line(backend: &Backend, row: LedgerRow, bytes: bool) -> impl IntoView + use<> {
    let text = backend.text;
    match row {
        LedgerRow::Gap { source, seen, since, bytes, cause } => {
            let amount = bytes.map_or_else(|| text.say("ledger-unknown"), |bytes| amount::bytes(text, bytes));
            let why = text.say(&format!("gap-cause-{}", cause.word()));
            Either::Left(view! {
                <tr role="row">
                    <td role="cell" data-at="aside">{span(backend, since, seen)}</td>
                    <td role="cell"><From text source/></td>
                    <td role="cell" data-at="name"><b>{text.say("ledger-gap")}</b><Narrow amount=amount.clone()/></td>
                    <td role="cell" class="n">{amount}</td>
                    <td role="cell" class="prose" data-at="sub">{why}</td>
                    <td role="cell" data-at="state"><Status tone=Tone::Warn word=text.say("ledger-lost")/></td>
                    <td role="cell" data-at="acts"><a href=around(since.unwrap_or(seen), seen)>{text.say("ledger-around")}</a></td>
                </tr>
            })
        }
        LedgerRow::Quarantined(record) => {
            let amount = amount::bytes(text, record.length);
            let why = text.say(&format!("unreadable-{}", record.reason.word()));
            let href = format!("/operator/sources/quarantine/{}", record.id);
            Either::Right(view! {
                <tr role="row">
                    <td role="cell" data-at="aside">{span(backend, None, record.seen)}</td>
                    <td role="cell"><From text source=record.source/></td>
                    <td role="cell" data-at="name"><b>{text.say("ledger-quarantined")}</b><Narrow amount=amount.clone()/></td>
                    <td role="cell" class="n">{amount}</td>
                    <td role="cell" class="prose" data-at="sub">{why}</td>
                    <td role="cell" data-at="state"><Status tone=Tone::Off word=text.say("ledger-kept") icon="hourglass-medium-fill"/></td>
                    <td role="cell" data-at="acts">{bytes.then(|| view! { <a href=href>{text.say("ledger-bytes")}</a> })}</td>
                </tr>
            })
        }
    }
}

/// How much, where the column for it has no room.
#[component]
fn Narrow(amount: String) -> impl IntoView {
    view! { <span class="md:hidden">", "{amount}</span> }
}

#[component]
fn From(text: Text, source: Source) -> impl IntoView {
    view! { <span class="src"><Shape source/>{source_name(text, source)}</span> }
}

/// `13:41:08–13:44:20`, with the day where it isn't today.
fn span(backend: &Backend, since: Option<DateTime<Utc>>, seen: DateTime<Utc>) -> String {
    let (when, now) = (backend.when, backend.ctx.now());
    let said = |at| {
        if when.date(at) == when.date(now) {
            when.second(at)
        } else {
            format!("{}, {}", when.full_day(when.date(at)), when.minute(at))
        }
    };
    match since.map(said) {
        Some(since) if since != said(seen) => format!("{since}–{}", said(seen)),
        _ => said(seen),
    }
}

/// The line of all sources at that time, with five minutes on either side.
fn around(since: DateTime<Utc>, seen: DateTime<Utc>) -> String {
    let margin = TimeDelta::minutes(5);
    let (from, until) = (Some(Moment::Exact(since - margin)), Some(Moment::Exact(seen + margin)));
    address("/operator/audit", &TimelineFilter { from, until, ..TimelineFilter::default() }.pairs())
}
