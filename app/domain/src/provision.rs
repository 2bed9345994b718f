//! Provisioning: what a tenant shall be in each engine, beside what was seen there. Desired state is derived from
//! Dezky's own tables and stored as resources; a reconciler brings the engines to it, step by step.

mod spec;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    audit::Source,
    id::{ResourceId, TenantId},
    tenant::Slug,
};

pub use self::spec::{GroupKind, SpaceRole, Spec};

crate::words! {
    /// What kind of object a resource is.
    Kind {
        /// Authentik: how an application says an address and whether it is verified.
        Mapping = "mapping",
        /// Authentik: a group, with its parents.
        Group = "group",
        /// Authentik: application, provider and binding, made in one call.
        Application = "application",
        /// Authentik: the looks and flows of a host.
        Brand = "brand",
        /// Authentik: who signs in.
        Person = "person",
        /// Authentik: ends somebody's sessions, once.
        Sessions = "sessions",
        /// Authentik: takes somebody's second factors away, once.
        SecondFactor = "second_factor",
        /// Stalwart: a mail domain.
        Domain = "domain",
        /// Stalwart: the domain's signing keys, which appear some time after it.
        Dkim = "dkim",
        /// Stalwart: somebody's account.
        Mailbox = "mailbox",
        /// Stalwart: an address that goes to several.
        MailingList = "mailing_list",
        /// OCIS: a project space with its folders.
        Space = "space",
        /// OCIS: a user.
        Account = "account",
        /// OCIS: a user's role in a space.
        Share = "share",
        /// Zulip: a tenant's chat.
        Realm = "realm",
        /// Dezky: hosts that Traefik leads here.
        Route = "route",
        /// Dezky: a letter with a link that sets the first password, sent once.
        Invitation = "invitation",
        /// Dezky: a letter that tells an owner that their workspace ends, sent once.
        Notice = "notice",
    }
}

impl Kind {
    /// Done once and over: there is nothing to be seen afterwards. Asking again raises the generation.
    #[must_use]
    pub const fn is_act(self) -> bool {
        matches!(self, Self::Sessions | Self::SecondFactor | Self::Invitation | Self::Notice)
    }
}

/// Names a resource within a tenant. `key` is the natural key by which the engine finds it: a group's name, a mail
/// domain, an address. A share's is `<space's key>/<address>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ResourceName {
    pub system: Source,
    pub kind: Kind,
    pub key: String,
}

crate::words! {
    Standing {
        /// As its spec says.
        Present = "present",
        /// Kept, without access: suspended, or removed while its data waits for its explicit end.
        Cut = "cut",
        /// Destroyed.
        Gone = "gone",
    }
}

/// A resource as it is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Want {
    pub spec: Spec,
    pub standing: Standing,
}

/// Whose objects these are: the mark that Dezky writes into them and looks for before it adopts one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owner {
    /// None for what belongs to the platform itself.
    pub tenant: Option<(TenantId, Slug)>,
}

crate::words! {
    /// Why a step didn't come to its end.
    TroubleKind {
        /// No connection.
        Unreachable = "unreachable",
        /// No answer in time; it may have been done all the same.
        Timeout = "timeout",
        /// 429.
        TooMany = "too_many",
        /// 5xx.
        Server = "server",
        /// Our own credentials are refused (401, 403).
        Credentials = "credentials",
        /// Asynchronous: it is being made, or what it needs is.
        NotYet = "not_yet",
        /// Such an object exists and isn't ours.
        Conflict = "conflict",
        /// The engine finds the request wrong.
        Rejected = "rejected",
        /// It needs a licence that the engine doesn't have.
        Licence = "licence",
        /// An answer that we can't read.
        Unexpected = "unexpected",
        /// Done, and the engine still shows something else.
        NotTaken = "not_taken",
        /// Nothing that we may call does it: somebody does, in the engine.
        ByHand = "by_hand",
    }
}

impl TroubleKind {
    /// Whether the same attempt can succeed by itself later. What can't is looked at again with each round all the
    /// same, since a person may have mended it in the engine.
    #[must_use]
    pub const fn retry(self) -> bool {
        !matches!(self, Self::Conflict | Self::Rejected | Self::Licence | Self::ByHand)
    }

    /// Whether it says that the whole engine is in trouble, not this one object.
    #[must_use]
    pub const fn of_engine(self) -> bool {
        matches!(self, Self::Unreachable | Self::Timeout | Self::TooMany | Self::Server | Self::Credentials)
    }
}

/// What went wrong, without secrets. `detail` is the engine's own words, at most 300 characters: text, never markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trouble {
    pub kind: TroubleKind,
    pub status: Option<u16>,
    pub detail: Option<String>,
    /// Seconds until the engine wants to be asked again.
    pub after: Option<u32>,
}

/// One field in which an object isn't as wanted, in the engine's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    pub field: String,
    /// None: not wanted at all.
    pub wanted: Option<String>,
    /// None: not there.
    pub seen: Option<String>,
}

/// A call that would bring an object to what is wanted, as it is shown before it is made; secrets are masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlannedCall {
    /// `POST`, or a JMAP method.
    pub verb: String,
    /// A path, or the object of a JMAP call.
    pub target: String,
    /// JSON, indented; empty where there is none.
    pub body: String,
    pub destroys: bool,
}

crate::words! {
    StepState {
        /// Not begun, or waiting for another step.
        Waiting = "waiting",
        Running = "running",
        /// It failed and is tried again by itself.
        Trying = "trying",
        /// As wanted.
        Done = "done",
        /// It was as wanted, and was changed in the engine.
        Drifted = "drifted",
        /// It needs a person.
        Failed = "failed",
        Cancelled = "cancelled",
    }
}

/// A resource with how far it is, for the step log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    pub id: ResourceId,
    pub name: ResourceName,
    pub standing: Standing,
    pub state: StepState,
    /// Attempts at this generation, with the one that runs.
    pub tries: u32,
    pub trouble: Option<Trouble>,
    pub next_try: Option<DateTime<Utc>>,
    /// Milliseconds of the attempt that succeeded.
    pub took_ms: Option<u32>,
    /// When it was last seen as wanted.
    pub done: Option<DateTime<Utc>>,
    /// It was there already, and ours.
    pub adopted: bool,
    pub differences: Vec<Difference>,
}

/// An object of the tenant's in an engine that nobody wants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extra {
    pub name: ResourceName,
    /// The engine's own id.
    pub external: String,
    /// In the engine's words: `→ o.brink`.
    pub seen: String,
}

crate::words! {
    /// A tenant's provisioning as a whole, worst first where several are true.
    RunState {
        Failed = "failed",
        Trying = "trying",
        Working = "working",
        Drifted = "drifted",
        Paused = "paused",
        Cancelled = "cancelled",
        AsWanted = "as_wanted",
    }
}

/// What the operator's page shows of a tenant's provisioning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provisioning {
    pub state: RunState,
    /// In the order in which they run.
    pub steps: Vec<Step>,
    pub extras: Vec<Extra>,
    pub services: TenantServices,
    /// When all of it was last looked at.
    pub looked: Option<DateTime<Utc>>,
    pub paused: bool,
    /// When a closing tenant may be deleted.
    pub closes: Option<DateTime<Utc>>,
    /// Rises with every change of a step: what a live page waits for.
    pub version: i64,
}

/// The services that a tenant has, and how much of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct TenantServices {
    pub mail: bool,
    pub files: bool,
    pub chat: bool,
    /// Bytes of the tenant's main space.
    pub quota: u64,
}

/// What a repair would do, object by object. Made by looking again; nothing is changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepairPlan {
    pub repairs: Vec<Repair>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    pub id: ResourceId,
    pub name: ResourceName,
    pub differences: Vec<Difference>,
    pub calls: Vec<PlannedCall>,
    /// Why it can't be planned now.
    pub trouble: Option<Trouble>,
}

crate::words! {
    JobState {
        Pending = "pending",
        Running = "running",
    }
}

/// A durable job in the operator's list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobRow {
    pub id: crate::id::JobId,
    pub kind: String,
    /// The tenant's slug where the job is a tenant's, else its key.
    pub about: String,
    pub state: JobState,
    pub run_at: DateTime<Utc>,
    pub attempts: u32,
    pub worker: Option<String>,
    pub last_error: Option<String>,
    pub created: DateTime<Utc>,
}

/// Seen facts of an object, such as a domain's DNS records: by name, in the engine's words.
pub type Facts = BTreeMap<String, String>;
