//! The engines that Dezky provisions, beside each other: what they hold, how they fail when told to, and how they keep
//! it over a restart.

pub mod faults;
mod gate;
pub mod hold;
pub mod keep;
mod refusal;

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};
use tokio::sync::watch;

use crate::{authentik, directory::Directory, ocis, stalwart, zulip};

pub use faults::{Fault, Faults, Kind};
pub use gate::gate;
pub use hold::Hold;
pub use keep::Kept;

tokio::task_local! {
    /// Set while a call is answered from what an engine held before its last change.
    static STALE: ();
}

/// Whether the call at hand is answered from before the last change: what comes into being by itself doesn't, then.
pub fn stale() -> bool {
    STALE.try_with(|()| ()).is_ok()
}

/// Which engine a call is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum System {
    Authentik,
    Stalwart,
    Ocis,
}

impl System {
    /// As it stands in the journal and in commands.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Authentik => "authentik",
            Self::Stalwart => "stalwart",
            Self::Ocis => "ocis",
        }
    }

    /// The engine whose API is at a path; none for sign-in, which fails by `Misbehaviour`, and for the sandbox itself.
    pub fn of(path: &str) -> Option<Self> {
        let below = |roots: &[&str]| roots.iter().any(|root| path.starts_with(root));
        if below(&["/api/v3/"]) {
            Some(Self::Authentik)
        } else if below(&["/jmap", "/api", "/healthz/", "/.well-known/jmap"]) {
            Some(Self::Stalwart)
        } else if below(&["/graph/", "/dav/", "/remote.php/", "/ocs/", "/auth-app/", "/status.php"]) {
            Some(Self::Ocis)
        } else {
            None
        }
    }
}

/// As many objects are copied with every change.
const SMALL: usize = 2000;

/// What an engine holds, and what it held before the last call that changes something.
#[derive(Debug)]
struct Held<S> {
    now: Mutex<S>,
    before: Mutex<S>,
}

impl<S: Clone> Held<S> {
    fn new(state: S) -> Self {
        Self { before: Mutex::new(state.clone()), now: Mutex::new(state) }
    }

    fn lock(&self) -> MutexGuard<'_, S> {
        let state = if stale() { &self.before } else { &self.now };
        state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A large estate isn't copied for every change, unless some call is to read what was before.
    fn remember(&self, objects: impl Fn(&S) -> usize, read: bool) {
        let now = self.lock();
        if read || objects(&now) <= SMALL {
            let now = now.clone();
            *self.before.lock().unwrap_or_else(PoisonError::into_inner) = now;
        }
    }
}

/// What the engines hold. Zulip's sidecar isn't called by HTTP: it fails in ways of its own.
#[derive(Debug)]
pub struct Engines {
    authentik: Held<authentik::State>,
    stalwart: Held<stalwart::State>,
    ocis: Held<ocis::State>,
    pub zulip: zulip::Zulip,
    pub faults: Faults,
    pub hold: Hold,
    changes: watch::Sender<u64>,
}

impl Engines {
    /// Each as it is after its own set-up, before Dezky knows it.
    pub fn fresh(directory: &Directory) -> Self {
        Self::holding(Kept {
            authentik: authentik::State::fresh(directory),
            stalwart: stalwart::State::fresh(directory),
            ocis: ocis::State::fresh(directory),
            zulip: zulip::State::new(),
        })
    }

    /// Each as it was kept.
    pub fn holding(kept: Kept) -> Self {
        Self {
            authentik: Held::new(kept.authentik),
            stalwart: Held::new(kept.stalwart),
            ocis: Held::new(kept.ocis),
            zulip: zulip::Zulip::holding(kept.zulip),
            faults: Faults::default(),
            hold: Hold::default(),
            changes: watch::Sender::new(0),
        }
    }

    /// A handler takes one lock at a time and holds it over no `await`.
    pub fn authentik(&self) -> MutexGuard<'_, authentik::State> {
        self.authentik.lock()
    }

    pub fn stalwart(&self) -> MutexGuard<'_, stalwart::State> {
        self.stalwart.lock()
    }

    pub fn ocis(&self) -> MutexGuard<'_, ocis::State> {
        self.ocis.lock()
    }

    /// Says that something may have changed, so that it is written to the file. The gate does after each call; only what
    /// changes by itself or outside an engine's API needs to.
    pub fn touch(&self) {
        self.changes.send_modify(|count| *count += 1);
    }

    /// Wakes when something may have changed.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changes.subscribe()
    }

    /// A copy of all that is held.
    pub fn snapshot(&self) -> Kept {
        Kept {
            authentik: self.authentik().clone(),
            stalwart: self.stalwart().clone(),
            ocis: self.ocis().clone(),
            zulip: self.zulip.realms().clone(),
        }
    }

    fn remember(&self, system: System) {
        let read = self.faults.read_stale();
        match system {
            System::Authentik => self.authentik.remember(authentik::State::objects, read),
            System::Stalwart => self.stalwart.remember(stalwart::State::objects, read),
            System::Ocis => self.ocis.remember(ocis::State::objects, read),
        }
    }
}
