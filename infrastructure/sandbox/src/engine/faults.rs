//! How the engines are told to fail: a list of rules, of which the first that fits a call decides.
//!
//! Chance is drawn from a seed, so that a run that failed can be had again.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde::Deserialize;

use super::System;

/// One way to fail, and which calls it is for; what isn't said fits every call.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    #[serde(default)]
    pub system: Option<System>,
    #[serde(default)]
    pub method: Option<String>,
    /// A part of the path and query.
    #[serde(default)]
    pub path: Option<String>,
    /// A part of the body, such as `x:Account/set`.
    #[serde(default)]
    pub calls: Option<String>,
    /// So many calls that fit pass first.
    #[serde(default)]
    pub after: u64,
    /// How often it fails; for ever if not said.
    #[serde(default)]
    pub times: Option<u64>,
    /// The share of calls that fail, from 0 to 1; all if not said.
    #[serde(default)]
    pub share: Option<f64>,
    #[serde(default)]
    pub seed: u64,
    #[serde(rename = "fault")]
    pub kind: Kind,
}

/// What happens in place of the answer, or to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Kind {
    /// Late, but done, even if the caller has gone by then.
    Delay { ms: u64 },
    /// Not done, and no answer until the caller goes.
    Hang,
    /// Refused as that engine refuses.
    Status {
        status: u16,
        #[serde(default)]
        retry_after: Option<u64>,
    },
    /// Not done, and the connection is cut.
    Cut,
    /// Done, and the answer never comes.
    DoneThenHang,
    /// Done, and the connection is cut in place of an answer.
    DoneThenCut,
    /// A read answers as before the engine's last change. Changes are not touched by it.
    Stale,
}

impl Kind {
    pub(super) fn delay(self) -> Option<Duration> {
        if let Self::Delay { ms } = self { Some(Duration::from_millis(ms)) } else { None }
    }
}

impl Fault {
    /// For every call.
    pub fn always(kind: Kind) -> Self {
        Self { system: None, method: None, path: None, calls: None, after: 0, times: None, share: None, seed: 0, kind }
    }

    fn fits(&self, call: &Call) -> bool {
        self.system.is_none_or(|s| s == call.system)
            && self.method.as_ref().is_none_or(|m| m.eq_ignore_ascii_case(&call.method))
            && self.path.as_ref().is_none_or(|p| call.path.contains(p))
            && self.calls.as_ref().is_none_or(|c| call.body.contains(c))
            && (self.kind != Kind::Stale || !call.changes())
    }
}

/// A call of an engine's API.
#[derive(Debug)]
pub(super) struct Call {
    pub system: System,
    pub method: String,
    pub path: String,
    pub body: String,
}

impl Call {
    /// Whether it may change what the engine holds: JMAP says so in its body, the others in the method.
    pub fn changes(&self) -> bool {
        let reads = matches!(&*self.method, "GET" | "HEAD" | "OPTIONS" | "PROPFIND" | "REPORT" | "SEARCH");
        !reads && (self.system != System::Stalwart || self.method != "POST" || self.body.contains("/set\""))
    }

    pub fn line(&self) -> String {
        format!("{} {} {}", self.system.name(), self.method, self.path)
    }
}

#[derive(Debug)]
struct Rule {
    fault: Fault,
    seen: u64,
    failed: u64,
    chance: u64,
}

/// The ways to fail that are in force.
#[derive(Debug, Default)]
pub struct Faults(Mutex<Vec<Rule>>);

impl Faults {
    /// Replaces all of them.
    pub fn set(&self, faults: impl IntoIterator<Item = Fault>) {
        let rules = faults.into_iter().map(|fault| Rule { seen: 0, failed: 0, chance: fault.seed, fault }).collect();
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = rules;
    }

    pub fn clear(&self) {
        self.set([]);
    }

    /// Whether some call may be answered from before the last change.
    pub(super) fn read_stale(&self) -> bool {
        let rules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rules.iter().any(|rule| rule.fault.kind == Kind::Stale)
    }

    pub(super) fn strikes(&self, call: &Call) -> Option<Kind> {
        let mut rules = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rules.iter_mut().filter(|rule| rule.fault.fits(call)).find_map(Rule::draw)
    }
}

impl Rule {
    fn draw(&mut self) -> Option<Kind> {
        self.seen += 1;
        let spent = self.fault.times.is_some_and(|times| self.failed >= times);
        if self.seen <= self.fault.after || spent || self.fault.share.is_some_and(|share| self.next() >= share) {
            return None;
        }
        self.failed += 1;
        Some(self.fault.kind)
    }

    /// From 0 to 1 (SplitMix64).
    fn next(&mut self) -> f64 {
        self.chance = self.chance.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.chance;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        f64::from(u32::try_from((z ^ (z >> 31)) >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX)
    }
}
