//! A record that couldn't be read, read with what Dezky knows by now.

use chrono::{DateTime, Utc};
use dezky_connect::{
    authentik::Event,
    parse::stalwart::{ServiceAccount, webhook},
    tail::Item,
};
use dezky_domain::{
    Result,
    audit::Source,
    ctx::Clock,
    source::{Quarantined, Unreadable},
};
use dezky_store::Work;

use super::{
    attribute, authentik,
    record::Records,
    stalwart::{self, BATCH, HOOK},
    take_in::Taken,
    unread,
};

/// Stores what it says, at its own position. False where it still can't be read, or its bytes weren't all kept.
///
/// # Errors
/// `Fault` from the store.
pub async fn read(
    work: &Work,
    record: &Quarantined,
    service: Option<&ServiceAccount>,
    now: DateTime<Utc>,
    clock: &dyn Clock,
) -> Result<bool> {
    if !record.is_whole() {
        return Ok(false);
    }
    match record.source {
        Source::Ocis => of_ocis(work, record, now, clock).await,
        Source::Authentik => of_authentik(work, record, now, clock).await,
        Source::Stalwart => of_stalwart(work, record, service, now, clock).await,
        Source::Platform | Source::Zulip => Ok(false),
    }
}

async fn of_ocis(work: &Work, record: &Quarantined, now: DateTime<Utc>, clock: &dyn Clock) -> Result<bool> {
    let Some(line) = line(record) else { return Ok(false) };
    let Records { events, dropped, quarantined } = Records::read(&[line], record.seen, clock);
    let (events, learned, correlated) = attribute::attribute(work, events).await?;
    keep(work, Taken { events, learned, correlated, dropped, quarantined, ..Taken::of(Source::Ocis) }, record, now)
        .await
}

async fn of_authentik(work: &Work, record: &Quarantined, now: DateTime<Utc>, clock: &dyn Clock) -> Result<bool> {
    let Ok(json) = String::from_utf8(record.bytes.clone()) else { return Ok(false) };
    let event = Event { pk: Some(record.position.clone()), created: None, json };
    let taken = authentik::read(work, vec![event], record.seen, clock).await?;
    keep(work, taken, record, now).await
}

async fn keep(work: &Work, mut taken: Taken, record: &Quarantined, now: DateTime<Utc>) -> Result<bool> {
    if !taken.quarantined.is_empty() {
        return Ok(false);
    }
    for event in &mut taken.events {
        event.raw_sha256 = Some(record.sha256.clone());
    }
    taken.save(work, now).await?;
    Ok(true)
}

/// A line of the log, an event of a batch, or a whole batch, of which some may be put aside by themselves.
async fn of_stalwart(
    work: &Work,
    record: &Quarantined,
    service: Option<&ServiceAccount>,
    now: DateTime<Utc>,
    clock: &dyn Clock,
) -> Result<bool> {
    let whole = record.position.starts_with(BATCH);
    let mut lines = if whole || record.position.starts_with(HOOK) {
        let body = if whole { record.bytes.clone() } else { [b"{\"events\":[", &record.bytes[..], b"]}"].concat() };
        let Ok(readings) = webhook(&body) else { return Ok(false) };
        let (heard, quarantined) = stalwart::batch(readings, record.seen, clock);
        stalwart::Lines { heard, quarantined, ..stalwart::Lines::default() }
    } else {
        let Some(line) = line(record) else { return Ok(false) };
        stalwart::lines(&[line], record.seen, clock)
    };
    if !whole {
        if !lines.quarantined.is_empty() {
            return Ok(false);
        }
        for heard in &mut lines.heard {
            heard.sha256.clone_from(&record.sha256);
        }
    }
    stalwart::take_in(work, lines, service, now, clock).await?;
    Ok(true)
}

fn line(record: &Quarantined) -> Option<Item> {
    let (file, offset) = unread::place(&record.position)?;
    Some(Item::Line {
        file,
        offset,
        bytes: record.bytes.clone().into(),
        truncated: record.reason == Unreadable::CutOff,
    })
}
