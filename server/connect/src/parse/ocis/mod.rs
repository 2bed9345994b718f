//! OCIS' audit log: one JSON object a line, in Go's field names. The discriminator is `Action`, the actor is only in
//! the English `Message`, and `User` is somebody else (facts/ocis.md §1–3). The older synthetic shape, with `type` and
//! `executingUser`, is read too, to the same words.

mod action;
mod describe;
mod facts;
mod native;
mod relay;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dezky_domain::{
    audit::{Change, Class, Outcome, Target},
    source::Unreadable,
    tenant::ObjectKind,
};

use self::facts::Facts;
use super::{json, redact::redact};

pub use self::action::{ACTIONS, Kind};

dezky_domain::words! {
    /// The shape of a record.
    Format {
        /// What OCIS 5 to 8 and OpenCloud write.
        Ocis = "ocis",
        /// The older synthetic one: reva's event names, `executingUser`, `spaceName`.
        Relay = "relay",
    }
}

/// What a line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Parsed {
    /// Somebody only looked: to be counted, not kept.
    Read {
        action: String,
    },
    Event(Box<OcisEvent>),
}

/// A record, read, with its secrets taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OcisEvent {
    pub format: Format,
    /// OCIS' own word. `share_updated` and `share_pending` where OCIS writes an empty one, `unknown` where it writes
    /// one that no rule knows.
    pub action: String,
    pub class: Class,
    pub outcome: Outcome,
    /// A user's uuid, or a name where the record has nothing better; a service account's for what signing in does.
    pub actor: Option<String>,
    /// Only in the older shape.
    pub actor_name: Option<String>,
    /// When it happened, in whole seconds; often not said.
    pub occurred: Option<DateTime<Utc>>,
    /// `kind` is one of `file folder space user group link share`.
    pub target: Target,
    /// What a sentence needs, by the names that `describe` documents.
    pub words: BTreeMap<String, String>,
    pub changes: Vec<Change>,
    /// The record again, in its own order, secrets replaced by `***`.
    pub raw: String,
    pub place: Place,
    pub learned: Vec<Learned>,
}

/// What tells whose a record is (facts/ocis.md §2.4).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    pub space: Option<String>,
    /// The user who is acted on, or whose personal space it is.
    pub user: Option<String>,
    pub group: Option<String>,
    /// A file or folder. Where the record names no space it may be a space's root, and so the space's own uuid.
    pub node: Option<String>,
    pub link: Option<String>,
    pub share: Option<String>,
    /// `space` is a personal one.
    pub personal: bool,
}

/// What a record tells in passing, for records that say less.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned {
    pub kind: ObjectKind,
    pub id: String,
    /// The space that it is in; `None` for what isn't in one, and when it isn't said.
    pub space: Option<String>,
    pub name: Option<String>,
}

/// Reads one line.
///
/// # Errors
/// Why the line can't be read. Its bytes are kept elsewhere, after [`redact_bytes`](super::redact_bytes).
pub fn parse(line: &[u8]) -> Result<Parsed, Unreadable> {
    let mut record = json::read(line)?;
    if record.object().is_none() {
        return Err(Unreadable::NotAnObject);
    }
    redact(&mut record);
    let (format, facts) = if let Some(facts) = native::read(&record) {
        (Format::Ocis, facts)
    } else if let Some(facts) = relay::read(&record) {
        (Format::Relay, facts)
    } else {
        return Err(Unreadable::NoAction);
    };
    let kind = action::kind(&facts.action);
    if kind == Kind::Read {
        return Ok(Parsed::Read { action: facts.action });
    }
    let raw = serde_json::to_string(&record).map_err(|_| Unreadable::NotJson)?;
    Ok(Parsed::Event(Box::new(event(format, kind, facts, raw))))
}

fn event(format: Format, kind: Kind, facts: Facts, raw: String) -> OcisEvent {
    let told = describe::describe(kind, &facts);
    OcisEvent {
        format,
        class: kind.class(),
        // What was refused or failed isn't written (facts/ocis.md §1.10).
        outcome: Outcome::Done,
        target: told.target,
        words: told.words,
        place: told.place,
        learned: told.learned,
        changes: facts.changes,
        action: facts.action,
        actor: facts.actor,
        actor_name: facts.actor_name,
        occurred: facts.occurred,
        raw,
    }
}
