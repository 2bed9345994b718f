//! Reading Authentik's list of events, one page a call (facts/authentik.md §2.4). There is no filter by time, no cursor,
//! and parameters that aren't known are ignored with 200: so the order is looked at, never taken for granted. Each event
//! is handed on as the bytes that came, for its hash. Which page comes next is for [`Walk`](super::Walk) to say.

use chrono::{DateTime, Utc};
use dezky_domain::provision::{Trouble, TroubleKind};
use serde::Deserialize;
use serde_json::{Value, value::RawValue};
use sha2::{Digest, Sha256};

use super::{
    Ask, Authentik,
    api::{Answer, query},
    walk::Read,
};
use crate::engine::{Call, trouble};

/// What a page may weigh, in bytes: a hundred events that hold the whole of what was written to an account.
const CAP: usize = 16 << 20;

/// A page as it was listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventsPage {
    /// Newest first, unless Authentik didn't honour that.
    pub events: Vec<Event>,
    /// How many events stand before this page's first one.
    pub start: u64,
    /// Whether there is a page behind this one.
    pub more: bool,
    /// How many events there are in all.
    pub count: u64,
}

/// An event as it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// A UUID with dashes; `None` where there is none, which the parser will say.
    pub pk: Option<String>,
    pub created: Option<DateTime<Utc>>,
    /// The event's own bytes, for [`parse`](crate::parse::authentik::parse).
    pub json: String,
}

impl Event {
    /// Hexadecimal SHA-256 of its bytes.
    #[must_use]
    pub fn sha256(&self) -> String {
        hex::encode(Sha256::digest(self.json.as_bytes()))
    }
}

impl EventsPage {
    /// What [`Walk`](super::Walk) needs of it.
    #[must_use]
    pub fn read(&self) -> Read {
        let rows = self.events.iter().filter_map(|event| Some((event.pk.clone()?, event.created?)));
        Read { start: self.start, len: self.events.len() as u64, rows: rows.collect(), more: self.more }
    }

    /// Whether each event is as old as the one before it, or older.
    #[must_use]
    pub fn is_descending(&self) -> bool {
        self.read().is_descending()
    }
}

#[derive(Deserialize)]
struct Listed<'a> {
    #[serde(default)]
    pagination: Pagination,
    #[serde(borrow)]
    results: Vec<&'a RawValue>,
}

/// Numbers may come as floats (facts/authentik.md §1.2).
#[derive(Default, Deserialize)]
#[serde(default)]
struct Pagination {
    next: f64,
    count: f64,
    start_index: f64,
}

#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    pk: Value,
    #[serde(default)]
    created: Value,
}

impl Authentik {
    /// One page of all events, newest first. `None` where there is no such page: the end has moved since the last one
    /// was read.
    ///
    /// # Errors
    /// What was answered: `Credentials` without the permission `authentik_events.view_event`, `Unexpected` for what
    /// isn't a list of events.
    pub async fn events(&self, ask: Ask) -> Result<Option<EventsPage>, Trouble> {
        // `pk` orders what has the same time; where it isn't known it is ignored (`../recorded/authentik/api.jsonl`).
        let (page, size) = (ask.page.to_string(), ask.size.to_string());
        let path = query("/events/events/", &[("ordering", "-created,-pk"), ("page", &page), ("page_size", &size)]);
        let answer = self.api.exchange(&Call::new("GET", path, Value::Null), CAP).await?;
        if answer.status() == http::StatusCode::OK {
            return page_of(answer.body(), ask).map(Some);
        }
        let answer = Answer::of(&answer);
        if answer.is_gone() { Ok(None) } else { Err(answer.refusal()) }
    }
}

fn page_of(body: &[u8], ask: Ask) -> Result<EventsPage, Trouble> {
    let unexpected = |_| trouble(TroubleKind::Unexpected, Some(200), "a list of events that we can't read");
    let listed: Listed<'_> = serde_json::from_slice(body).map_err(unexpected)?;
    let whole = |number: f64| if number.is_finite() && number >= 1.0 { number as u64 } else { 0 };
    let start = match whole(listed.pagination.start_index) {
        0 => u64::from(ask.page.saturating_sub(1)) * u64::from(ask.size),
        first => first - 1,
    };
    Ok(EventsPage {
        events: listed.results.into_iter().map(event).collect(),
        start,
        more: listed.pagination.next >= 1.0,
        count: whole(listed.pagination.count),
    })
}

fn event(json: &RawValue) -> Event {
    let head = serde_json::from_str::<Head>(json.get()).ok();
    let text = |value: &Value| value.as_str().map(str::to_owned);
    let pk = head.as_ref().and_then(|head| text(&head.pk)).and_then(|pk| uuid::Uuid::try_parse(&pk).ok());
    let created = head.as_ref().and_then(|head| DateTime::parse_from_rfc3339(head.created.as_str()?).ok());
    Event {
        pk: pk.map(|pk| pk.hyphenated().to_string()),
        created: created.map(|time| time.with_timezone(&Utc)),
        json: json.get().to_owned(),
    }
}
