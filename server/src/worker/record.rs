//! From what was read of a log to records: events to attribute, reads that are only counted, and what can't be read.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::{
    parse::ocis::{OcisEvent, Parsed, parse},
    tail::Item,
};
use dezky_domain::{
    audit::{Actor, ActorKind, Attribution, Class, NewEvent, Outcome, Source, Target},
    ctx::Clock,
    id::{EventId, FileId},
    source::{GapCause, Quarantined},
};
use sha2::{Digest as _, Sha256};

use super::unread::{too_long, unread};

/// An event with what attribution goes by; a gap has nothing.
#[derive(Debug)]
pub struct Read {
    pub event: NewEvent,
    pub parsed: Option<Box<OcisEvent>>,
}

#[derive(Debug, Default)]
pub struct Records {
    pub events: Vec<Read>,
    /// Reads by action, and blank lines.
    pub dropped: BTreeMap<String, u64>,
    pub quarantined: Vec<Quarantined>,
}

/// How far behind a record must be to count as old news, whose time is guessed from its neighbours.
const BACKLOG: TimeDelta = TimeDelta::seconds(60);

impl Records {
    #[must_use]
    pub fn read(items: &[Item], now: DateTime<Utc>, clock: &dyn Clock) -> Self {
        let mut records = Self::default();
        for item in items {
            match item {
                Item::Line { file, offset, bytes, .. } => records.line(*file, *offset, bytes, now, clock),
                Item::TooLong { file, offset, length, prefix, sha256 } => {
                    let position = format!("{file}:{offset}");
                    records.quarantined.push(too_long(Source::Ocis, position, *length, prefix, *sha256, now, clock));
                }
                Item::Gap { file, at, bytes, cause, since } => {
                    let event = gap(Source::Ocis, behind(*file, *at), *bytes, *cause, *since, now, clock);
                    records.events.push(Read { event, parsed: None });
                }
            }
        }
        records.guess_times(now);
        records
    }

    fn line(&mut self, file: FileId, offset: u64, bytes: &[u8], now: DateTime<Utc>, clock: &dyn Clock) {
        if bytes.trim_ascii().is_empty() {
            *self.dropped.entry("blank".to_owned()).or_default() += 1;
            return;
        }
        let sha256 = hex::encode(Sha256::digest(bytes));
        let position = format!("{file}:{offset}");
        match parse(bytes) {
            Ok(Parsed::Read { action }) => *self.dropped.entry(action).or_default() += 1,
            Ok(Parsed::Event(mut parsed)) => {
                let event = event(&mut parsed, position, sha256, now, clock);
                self.events.push(Read { event, parsed: Some(parsed) });
            }
            Err(reason) => self.quarantined.push(unread(Source::Ocis, position, reason, bytes, now, clock)),
        }
    }

    /// Some records have no time (facts/ocis.md §1.4). It is when we saw them, unless the record behind them is old: then
    /// they are as old, and stand beside it. It is marked as not known either way.
    fn guess_times(&mut self, now: DateTime<Utc>) {
        let mut next: Option<DateTime<Utc>> = None;
        for read in self.events.iter_mut().rev() {
            if read.event.occurred_known {
                next = Some(read.event.occurred);
            } else if let Some(next) = next.filter(|next| now - *next > BACKLOG) {
                read.event.occurred = next;
            }
        }
    }
}

/// A record's own time, if it can be true: one ahead of our clock would stand above everything that comes, and OCIS began
/// in 2019. The raw record keeps what it said.
fn plausible(time: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    time <= now + TimeDelta::minutes(5) && time.timestamp() >= 1_546_300_800
}

/// Takes from the record what only the event needs.
fn event(parsed: &mut OcisEvent, position: String, sha256: String, now: DateTime<Utc>, clock: &dyn Clock) -> NewEvent {
    let kind =
        if parsed.actor.is_some() || parsed.actor_name.is_some() { ActorKind::Person } else { ActorKind::Unknown };
    let occurred = parsed.occurred.filter(|time| plausible(*time, now));
    NewEvent {
        id: EventId::new(clock),
        source: Source::Ocis,
        position,
        tenant: None,
        attribution: Attribution::None,
        occurred: occurred.unwrap_or(now),
        occurred_known: occurred.is_some(),
        observed: now,
        actor: Actor { kind, id: parsed.actor.clone(), name: parsed.actor_name.clone() },
        on_behalf: None,
        action: parsed.action.clone(),
        class: parsed.class,
        target: parsed.target.clone(),
        outcome: parsed.outcome,
        ip: None,
        user_agent: None,
        request: None,
        story: None,
        telling: 0,
        words: parsed.words.clone(),
        changes: std::mem::take(&mut parsed.changes),
        raw: Some(std::mem::take(&mut parsed.raw)),
        raw_sha256: Some(sha256),
        format: Some(parsed.format.word().to_owned()),
    }
}

/// A file can have one gap behind an offset, and its lines have positions of their own.
pub(super) fn behind(file: FileId, at: u64) -> String {
    format!("{file}:{at}:gap")
}

/// Something that is known to be lost.
pub(super) fn gap(
    source: Source,
    position: String,
    bytes: Option<u64>,
    cause: GapCause,
    since: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
    clock: &dyn Clock,
) -> NewEvent {
    let words = [
        ("bytes", bytes.map(|bytes| bytes.to_string())),
        ("cause", Some(cause.word().to_owned())),
        ("since", since.map(|since| since.to_rfc3339())),
    ];
    NewEvent {
        id: EventId::new(clock),
        source,
        position,
        tenant: None,
        attribution: Attribution::None,
        occurred: now,
        occurred_known: true,
        observed: now,
        actor: Actor { kind: ActorKind::Unknown, id: None, name: None },
        on_behalf: None,
        action: "gap".to_owned(),
        class: Class::Gap,
        target: Target { kind: "log".to_owned(), id: None, name: None },
        outcome: Outcome::Failed,
        ip: None,
        user_agent: None,
        request: None,
        story: None,
        telling: 0,
        words: words.into_iter().filter_map(|(key, word)| Some((key.to_owned(), word?))).collect(),
        changes: Vec::new(),
        raw: None,
        raw_sha256: None,
        format: None,
    }
}
