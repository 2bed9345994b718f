//! A webhook's batch: `{"events":[{"id":…,"createdAt":…,"type":…,"data":{…}},…]}` (facts/stalwart.md §5.2). Each event is
//! read by itself, so that one that can't be read is put aside and the others count.

use std::{collections::HashMap, fmt};

use dezky_domain::source::Unreadable;
use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{
    Format, StalwartEvent,
    event::{self, Said},
    identity, secrets,
};
use crate::parse::json::{self, Json};

/// Bytes of a batch that is read. What waits through an outage comes as one, so it is far more than a second's.
pub const LONGEST_BATCH: usize = 32 << 20;
/// Bytes of an event; those that are asked for have a few hundred.
const LONGEST_EVENT: usize = 256 << 10;
/// Events in a batch, so that a body of nothing but commas takes no memory.
const MOST: usize = 200_000;

/// An event, or why it couldn't be read and its bytes as they came: to be kept after
/// [`redact_bytes`](crate::parse::redact_bytes).
pub type Reading = Result<StalwartEvent, (Unreadable, Vec<u8>)>;

/// Reads a batch whose signature was right ([`verify`](super::verify)).
///
/// # Errors
/// Why the batch as a whole is none: then nothing of it is known.
pub fn webhook(body: &[u8]) -> Result<Vec<Reading>, Unreadable> {
    if body.len() > LONGEST_BATCH {
        return Err(Unreadable::TooLong);
    }
    let text = std::str::from_utf8(body).map_err(|_| Unreadable::NotUtf8)?;
    let batch: Batch<'_> = serde_json::from_str(text).map_err(|error| why(text, &error))?;
    let mut alike = HashMap::new();
    Ok(batch.events.0.iter().map(|one| read(one.get(), &mut alike).map_err(|why| (why, one.get().into()))).collect())
}

fn why(text: &str, error: &serde_json::Error) -> Unreadable {
    let words = error.to_string();
    if words.starts_with(TOO_MANY) {
        Unreadable::TooLong
    } else if words.starts_with("duplicate field") {
        Unreadable::Refused
    } else if !error.is_data() {
        Unreadable::NotJson
    } else if text.trim_start().starts_with('{') {
        Unreadable::NoAction
    } else {
        Unreadable::NotAnObject
    }
}

/// `alike` counts events of the same content.
fn read(text: &str, alike: &mut HashMap<String, usize>) -> Result<StalwartEvent, Unreadable> {
    if text.len() > LONGEST_EVENT {
        return Err(Unreadable::TooLong);
    }
    let mut record = json::read(text.as_bytes())?;
    if record.object().is_none() {
        return Err(Unreadable::NotAnObject);
    }
    let said = |key: &str| record.get(key).and_then(Json::text);
    let kind = said("type").and_then(event::kind_of).ok_or(Unreadable::NoAction)?;
    let created = said("createdAt").unwrap_or_default();
    let occurred = event::time_of(created);
    let nothing = Json::Object(Vec::new());
    let dedupe = {
        let data = record.get("data").unwrap_or(&nothing);
        let first = identity::dedupe(created, &kind, data, 0);
        let count = alike.entry(first.clone()).and_modify(|count| *count += 1).or_insert(0);
        if *count == 0 { first } else { identity::dedupe(created, &kind, data, *count) }
    };
    secrets::clear(&kind, &mut record);
    let raw = serde_json::to_string(&record).map_err(|_| Unreadable::NotJson)?;
    let data = record.get("data").unwrap_or(&nothing);
    let text = |key: &str| data.get(key).and_then(Json::text).unwrap_or_default();
    let bare = text("accountName").trim().is_empty() && text("details") == event::BARE;
    Ok(event::event(Said { format: Format::Webhook, kind, occurred, data, raw, dedupe, bare }))
}

const TOO_MANY: &str = "more events than a batch has";

/// From an object only: a derived reader would take a list for it too.
struct Batch<'a> {
    events: Events<'a>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Batch<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Outer<'a>(std::marker::PhantomData<&'a ()>);

        impl<'de: 'a, 'a> Visitor<'de> for Outer<'a> {
            type Value = Batch<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a batch of events")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut entries: A) -> Result<Batch<'a>, A::Error> {
                let mut events = None;
                while let Some(key) = entries.next_key::<String>()? {
                    if key != "events" {
                        entries.next_value::<serde::de::IgnoredAny>()?;
                    } else if events.is_some() {
                        return Err(serde::de::Error::duplicate_field("events"));
                    } else {
                        events = Some(entries.next_value()?);
                    }
                }
                let events = events.ok_or_else(|| serde::de::Error::missing_field("events"))?;
                Ok(Batch { events })
            }
        }

        deserializer.deserialize_map(Outer(std::marker::PhantomData))
    }
}

struct Events<'a>(Vec<&'a RawValue>);

impl<'de: 'a, 'a> Deserialize<'de> for Events<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Inner<'a>(std::marker::PhantomData<&'a ()>);

        impl<'de: 'a, 'a> Visitor<'de> for Inner<'a> {
            type Value = Events<'a>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of events")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Events<'a>, A::Error> {
                let mut events = Vec::new();
                while let Some(event) = items.next_element::<&'de RawValue>()? {
                    if events.len() == MOST {
                        return Err(serde::de::Error::custom(TOO_MANY));
                    }
                    events.push(event);
                }
                Ok(Events(events))
            }
        }

        deserializer.deserialize_seq(Inner(std::marker::PhantomData))
    }
}
