//! The line by days, and the way to what is older. Each list knows where its day begins, so that what comes later finds
//! its place.

use chrono::{DateTime, NaiveDate, Utc};
use dezky_domain::{audit::AuditEvent, page::Cursor, timeline::Moment};
use leptos::prelude::*;

use super::{Line, entry};
use crate::{
    backend::address,
    ui::{capital, time::Near},
};

/// The newest page always begins with today, so that what happens next has a day to stand in.
pub fn days(line: &Line, events: Vec<AuditEvent>, newest: bool) -> impl IntoView + use<> {
    let some = !events.is_empty();
    let mut days: Vec<(NaiveDate, Vec<AuditEvent>)> = Vec::new();
    if newest && line.filter.until.is_none() {
        days.push((line.when.date(line.now), Vec::new()));
    }
    for event in events {
        let day = line.when.date(event.event.occurred);
        match days.last_mut() {
            Some((last, events)) if *last == day => events.push(event),
            _ => days.push((day, vec![event])),
        }
    }
    days.into_iter()
        .enumerate()
        .map(|(place, (day, events))| {
            let quiet = some && events.is_empty();
            view! { <Day line=line.clone() day events first=place == 0 quiet/> }
        })
        .collect_view()
}

#[component]
fn Day(line: Line, day: NaiveDate, events: Vec<AuditEvent>, first: bool, quiet: bool) -> impl IntoView {
    let begins = line.when.exactly(&Moment::Local(day.and_time(chrono::NaiveTime::MIN)));
    let ends = day.succ_opt().map(|next| line.when.exactly(&Moment::Local(next.and_time(chrono::NaiveTime::MIN))));
    view! {
        <div class="day">
            <h2 class="text-t13">{capital(&line.when.day(day, line.now))}</h2>
            <span>{line.when.zone(begins)}</span>
            {first.then(|| view! { <div id="new" role="status"></div> })}
            {quiet.then(|| view! { <span class="right" id="quiet">{line.text.say("day-quiet")}</span> })}
        </div>
        <ol role="list" id=first.then_some("line") data-from=begins.timestamp_micros()
            data-until=ends.map(|ends| ends.timestamp_micros())>
            {events.into_iter().map(|event| entry(&line, &event)).collect_view()}
        </ol>
    }
}

/// Below the list: older ones, back to the newest, and how far back it goes.
pub fn further(
    line: &Line,
    before: bool,
    older: Option<Cursor>,
    oldest: Option<DateTime<Utc>>,
    shown: u64,
) -> impl IntoView + use<> {
    let text = line.text;
    let on = older.map(|older| {
        let mut pairs = line.filter.pairs();
        pairs.push(("before", older.to_string()));
        view! { <a class="btn" href=address(line.path, &pairs)>{text.say("older")}</a> }
    });
    let back = before.then(|| view! { <a class="btn quiet" href=line.address(&line.filter)>{text.say("newest")}</a> });
    let kept = oldest.filter(|_| shown > 0).map(|oldest| {
        view! { <span>{text.with("shown", [("shown", shown.into())])}" "{text.say("oldest")}" "<Near when=line.when at=oldest now=line.now inside=true/></span> }
    });
    (on.is_some() || back.is_some() || kept.is_some()).then(|| view! { <div class="pages">{on}{back}{kept}</div> })
}
