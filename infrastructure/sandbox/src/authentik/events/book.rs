//! The events that were written, in the order in which they became visible. They are no part of what is kept over a
//! restart: a real Authentik forgets them too, by its retention.

use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::row::plain;
use crate::clock;

/// The newest so many are kept, about.
const KEPT: usize = 100_000;

/// How the list is told to behave.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Manner {
    /// What is written from now on is of a transaction that isn't committed: nobody sees it until this is false again.
    pub hold: bool,
    /// And so for so many milliseconds, each (facts/authentik.md §2.4: 10,500 were seen).
    pub late_ms: i64,
    /// Whether `ordering` is honoured; oldest first otherwise.
    pub ordered: bool,
}

impl Default for Manner {
    fn default() -> Self {
        Self { hold: false, late_ms: 0, ordered: true }
    }
}

#[derive(Debug, Clone)]
struct Written {
    event: Value,
    /// None for as long as it is held back.
    visible: Option<DateTime<Utc>>,
}

#[derive(Debug, Default)]
struct Pages {
    written: Vec<Written>,
    manner: Manner,
    last: Option<DateTime<Utc>>,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Book(Mutex<Pages>);

impl Book {
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn manner(&self) -> Manner {
        self.pages().manner
    }

    /// Sets how it behaves; returns what becomes visible by it.
    pub(super) fn behave(&self, manner: Manner) -> Vec<Value> {
        let mut pages = self.pages();
        pages.manner = manner;
        if manner.hold {
            return Vec::new();
        }
        let held = pages.written.iter_mut().filter(|one| one.visible.is_none());
        held.map(|one| {
            one.visible = Some(clock::now());
            one.event.clone()
        })
        .collect()
    }

    /// Writes an event, whose ids and times it gets here; says whether it can be seen at once.
    pub(super) fn write(&self, mut event: Map<String, Value>) -> (Value, bool) {
        let mut pages = self.pages();
        // Each a little later than the one before, as it is with a database between them.
        let now = pages.last.map_or_else(clock::now, |last| clock::now().max(last + TimeDelta::microseconds(1)));
        pages.last = Some(now);
        let moment = |at: DateTime<Utc>| json!(at.to_rfc3339_opts(SecondsFormat::Micros, true));
        event.insert("pk".to_owned(), json!(clock::random_uuid()));
        event.insert("created".to_owned(), moment(now));
        event.insert("expires".to_owned(), moment(now + TimeDelta::days(365)));
        let Manner { hold, late_ms, .. } = pages.manner;
        let visible = (!hold).then(|| now + TimeDelta::milliseconds(late_ms));
        let event = Value::Object(event);
        pages.written.push(Written { event: event.clone(), visible });
        if pages.written.len() > KEPT + KEPT / 10 {
            pages.written.drain(..KEPT / 10);
        }
        (event, !hold && late_ms == 0)
    }

    /// Looks at what can be seen, oldest first. Whoever needs Authentik's state too takes that first.
    pub(super) fn look<T>(&self, at: impl FnOnce(Vec<&Value>) -> T) -> T {
        let now = clock::now();
        let pages = self.pages();
        let seen = |one: &&Written| one.visible.is_some_and(|visible| visible <= now) || pages.is_future(one);
        at(pages.written.iter().filter(seen).map(|one| &one.event).collect())
    }

    pub(super) fn change(&self, pk: &str, change: impl FnOnce(&mut Value)) -> Option<Value> {
        let mut pages = self.pages();
        let one = pages.written.iter_mut().find(|one| one.event["pk"] == pk)?;
        change(&mut one.event);
        Some(one.event.clone())
    }

    /// Deletes some; says how many.
    pub fn delete(&self, goes: impl Fn(&Value) -> bool) -> usize {
        let mut pages = self.pages();
        let before = pages.written.len();
        pages.written.retain(|one| !goes(&one.event));
        before - pages.written.len()
    }

    /// Forgets what somebody did, as it is when they are deleted (facts/authentik.md §0, 5).
    pub fn forget(&self, user: &Value) -> usize {
        self.delete(|event| event["user"]["pk"] == *user && !plain(user).is_empty())
    }
}

impl Pages {
    /// Several events of the same moment may be a few microseconds ahead of the clock: they can be seen all the same.
    fn is_future(&self, one: &Written) -> bool {
        self.manner.late_ms == 0 && one.visible.is_some_and(|visible| self.last.is_some_and(|last| visible <= last))
    }
}
