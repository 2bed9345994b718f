//! The shape of an audit event: one for every source, so that they stand on one line of time.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    id::{EventId, TenantId},
    tenant::TenantRef,
};

crate::words! {
    /// Who reports, and in which system an object is. Each has a shape of its own on the line (LOOK.md §1.3).
    Source {
        Platform = "platform",
        Authentik = "authentik",
        Ocis = "ocis",
        Stalwart = "stalwart",
        /// It has realms, and tells nothing.
        Zulip = "zulip",
    }
}

impl Source {
    /// Those that tell what happened.
    pub const HEARD: &'static [Self] = &[Self::Platform, Self::Authentik, Self::Ocis, Self::Stalwart];

    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Platform => "Platform",
            Self::Authentik => "Authentik",
            Self::Ocis => "OCIS",
            Self::Stalwart => "Stalwart",
            Self::Zulip => "Zulip",
        }
    }
}

crate::words! {
    Class {
        /// Something changed.
        Mutation = "mutation",
        /// Signing in and out, refusals, who read the audit.
        Security = "security",
        /// The source's own housekeeping, and what only echoes a change: kept, and shown to who asks for it.
        Noise = "noise",
        /// Bytes or spans of time that are known to be lost.
        Gap = "gap",
        /// Nothing that we know: kept and shown, never dropped.
        Unknown = "unknown",
    }
}

crate::words! {
    Outcome {
        Done = "done",
        Refused = "refused",
        Failed = "failed",
    }
}

crate::words! {
    ActorKind {
        Person = "person",
        /// Somebody of a partner, in a tenant that let them in.
        Partner = "partner",
        /// A program: a worker, the command line, a service account.
        Service = "service",
        /// The record doesn't say who (facts/ocis.md §2.3).
        Unknown = "unknown",
    }
}

crate::words! {
    /// How an event came to its tenant, in the order in which it is tried (facts/ocis.md §2.4).
    Attribution {
        /// Dezky did it itself and knows.
        Own = "own",
        Space = "space",
        /// The personal space, or the user or group that is acted on.
        Account = "account",
        /// A file, link or share that other records place in a space.
        Correlated = "correlated",
        /// Only the actor's tenant is known; people can act across tenants.
        Actor = "actor",
        /// Nobody knows: kept, for operators.
        None = "none",
    }
}

crate::words! {
    /// Where an event stands among those that tell of the same act.
    Showing {
        /// An entry of its own.
        Entry = "entry",
        /// What an engine tells of another's entry: shown with it, and by itself where somebody asks for that engine.
        Echo = "echo",
        /// Shown with its entry only.
        Part = "part",
        /// Hidden unless asked for.
        Noise = "noise",
    }
}

impl Showing {
    /// As the database has it: what is shown first is the least.
    #[must_use]
    pub const fn number(self) -> i16 {
        match self {
            Self::Entry => 0,
            Self::Echo => 1,
            Self::Part => 2,
            Self::Noise => 3,
        }
    }

    #[must_use]
    pub fn from_number(number: i16) -> Option<Self> {
        Self::ALL.iter().copied().find(|showing| showing.number() == number)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Actor {
    pub kind: ActorKind,
    /// The source's own id: a person's id for the platform, a user's uuid for OCIS.
    pub id: Option<String>,
    pub name: Option<String>,
}

/// What was acted on. `kind` is the source's word: `file`, `space`, `user`, `tenant`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub kind: String,
    pub id: Option<String>,
    pub name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    pub field: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// An event that isn't stored yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEvent {
    pub id: EventId,
    pub source: Source,
    /// Unique within the source: an event is stored once, however often it is read. For a file,
    /// `<FileId>:<byte offset>`; for the platform, the event's own id.
    pub position: String,
    pub tenant: Option<TenantId>,
    pub attribution: Attribution,
    pub occurred: DateTime<Utc>,
    /// False when the source gave no time and `occurred` is when we saw it.
    pub occurred_known: bool,
    pub observed: DateTime<Utc>,
    pub actor: Actor,
    /// For whom the actor acted, by name: who asked a worker, whom somebody impersonated.
    pub on_behalf: Option<String>,
    /// The source's own word: `file_create`, `tenant.create`.
    pub action: String,
    pub class: Class,
    pub target: Target,
    pub outcome: Outcome,
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    pub request: Option<String>,
    /// What the act is called among all that tell of it: events of one story are one entry. A request of Dezky's, or
    /// `<source>:<its request>`.
    pub story: Option<String>,
    /// How good a headline it is within its story; the highest leads.
    pub telling: u8,
    /// What the sentence needs beyond actor and target, by the names that the Fluent files use.
    pub words: BTreeMap<String, String>,
    pub changes: Vec<Change>,
    /// The source's record as text, secrets replaced by `***`.
    pub raw: Option<String>,
    /// Hexadecimal SHA-256 of the original bytes, before secrets were taken out.
    pub raw_sha256: Option<String>,
    /// The record's format where a source has several: `ocis`, or `relay` for the older synthetic one.
    pub format: Option<String>,
}

/// A stored event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEvent {
    /// Rises with every stored event; ties of time are broken by it.
    pub seq: i64,
    pub tenant: Option<TenantRef>,
    pub showing: Showing,
    /// The entry that it is a part of.
    pub head: Option<EventId>,
    pub event: NewEvent,
}

impl AuditEvent {
    /// The source's clock is ahead of ours: it tells of what hasn't happened yet. Two seconds are forgiven.
    #[must_use]
    pub fn skewed(&self) -> bool {
        self.event.occurred_known && self.event.occurred - self.event.observed > chrono::TimeDelta::seconds(2)
    }

    #[must_use]
    pub fn cursor(&self) -> crate::page::Cursor {
        crate::page::Cursor { micros: self.event.occurred.timestamp_micros(), seq: self.seq }
    }
}
