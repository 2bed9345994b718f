//! Stalwart's events, as a webhook's batch has them and as lines of its log (facts/stalwart.md §5). The webhook's JSON is
//! sound. A log line isn't: line breaks in values are escaped, so that nobody outside can begin a line, but quotes are
//! not, so that whoever chooses a login name writes `", remoteIp = 9.9.9.9` into it; of a line only what stands before
//! the first value of somebody's choosing is a fact.

mod account;
mod action;
mod describe;
mod event;
mod identity;
mod line;
mod secrets;
mod signature;
mod webhook;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dezky_domain::audit::{ActorKind, Class, Outcome, Target};

pub use self::{
    account::{ServiceAccount, id_of, number_of},
    action::{ACTIONS, Kind, is_mail},
    line::{Line, line},
    signature::verify,
    webhook::{LONGEST_BATCH, Reading, webhook},
};

dezky_domain::words! {
    /// Where an event was read.
    Format {
        /// All of its fields are Stalwart's.
        Webhook = "webhook",
        /// Only the beginning of the line is; in `raw` the rest stands unverified.
        Log = "log",
    }
}

/// An event, read, with its secrets taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StalwartEvent {
    pub format: Format,
    /// Stalwart's own word: `auth.failed`.
    pub kind: String,
    pub class: Class,
    /// Of `jmap.method-call` it is only known that the method ran: what it was refused of single objects isn't said
    /// (facts/stalwart.md §0.4). A method that was refused as a whole is `jmap.forbidden`.
    pub outcome: Outcome,
    /// In whole seconds. `None` where a webhook's time is none.
    pub occurred: Option<DateTime<Utc>>,
    /// As it was typed; an address, or a local part where an API key signed in. Of who didn't get in it isn't said that
    /// they are who they say.
    pub account_name: Option<String>,
    /// The account's number. 4294967295 is the recovery administrator.
    pub account_id: Option<u64>,
    /// The same as the management API has it: `f`.
    pub account: Option<String>,
    /// The domain in `account_name`, in lower case.
    pub domain: Option<String>,
    pub ip: Option<String>,
    /// Of the client's end.
    pub port: Option<u16>,
    /// Of Stalwart's: `imaps`, `http`.
    pub listener: Option<String>,
    /// Of a JMAP call, allowed or forbidden: `x:Account/set`.
    pub method: Option<String>,
    /// `kind` is one of `account address client method dkim record certificate message server part`, or the object of
    /// a management call that sets: `account domain list …`, see [`ACTIONS`] and `describe`.
    pub target: Target,
    pub actor_kind: ActorKind,
    /// The account's id as the management API has it.
    pub actor: Option<String>,
    pub actor_name: Option<String>,
    /// What a sentence needs, by the names that `describe` documents.
    pub words: BTreeMap<String, String>,
    /// The event again, in its own order, secrets replaced by `***`; of a log line the line.
    pub raw: String,
    /// The same event has the same one however often it is sent, whatever its `id` (see `identity`).
    pub dedupe: String,
    /// What an event of a webhook and a line of the log have in common if they tell of the same (see `identity`).
    pub matches: String,
    /// The server was started: what it had not delivered before is lost, and the log may have it.
    pub restart: bool,
    /// Alike within a minute: to be shown as one with a count. What is refused can come by the hundred from one
    /// address; nothing else has one.
    pub burst: Option<String>,
}

impl StalwartEvent {
    /// Whether somebody other than Dezky set objects of the management API. Whether that changed any isn't known:
    /// look at them again. People who set their own password count too, so many of these are one look.
    #[must_use]
    pub fn foreign_change(&self, service: &ServiceAccount) -> bool {
        let sets = self.kind == action::METHOD_CALL && self.method.as_deref().is_some_and(describe::manages);
        sets && self.account_id != Some(service.number)
    }
}
