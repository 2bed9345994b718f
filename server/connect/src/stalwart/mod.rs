//! Stalwart, 0.16 and later, by JMAP (facts/stalwart.md §3): a tenant's mail domain with its signing keys, its people's
//! mailboxes, its mailing lists. Stalwart's own tenants are paid for and aren't used: whose a domain is stands in its
//! description, and what is in a domain is its tenant's.

mod account;
mod check;
mod diff;
mod dkim;
mod domain;
mod extras;
mod holder;
mod jmap;
mod list;
mod mailbox;
mod mark;
mod password;
mod refusal;
mod wanted;
mod watch;
pub mod zone;

use async_trait::async_trait;
use dezky_domain::{
    audit::Source,
    provision::{Difference, Extra, Owner, ResourceName, Spec, Trouble, TroubleKind},
};
use secrecy::SecretString;

use self::{jmap::Jmap, mailbox::Mailbox};
use crate::{
    engine::{Applied, Call, Comparison, Engine, Seen, Wanted, not_mine, trouble},
    parse::stalwart::ServiceAccount,
};

pub use self::{domain::records, wanted::wanted, watch::Watch};

const WATCH_ROUNDS: usize = 6;

/// Where Stalwart is, and how we are known to it.
#[derive(Clone)]
pub struct Options {
    /// Its base: `https://mail.example`, without `/jmap`.
    pub url: String,
    /// An API key, `API_…` (facts/stalwart.md §3.1).
    pub token: SecretString,
    /// Whether Stalwart keeps people's passwords itself. False where it trusts Authentik's tokens.
    pub passwords: bool,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("url", &self.url).field("passwords", &self.passwords).finish_non_exhaustive()
    }
}

/// The connector.
#[derive(Debug, Clone)]
pub struct Stalwart {
    jmap: Jmap,
    passwords: bool,
}

impl Stalwart {
    #[must_use]
    pub fn new(client: reqwest::Client, options: Options) -> Self {
        Self { jmap: Jmap::new(client, &options.url, options.token), passwords: options.passwords }
    }

    /// What is still to be done so that events of `watch` come; both empty if nothing is.
    ///
    /// # Errors
    /// What the engine answered.
    pub async fn watch_plan(&self, watch: &Watch) -> Result<Comparison, Trouble> {
        Ok(watch::compare(watch, &watch::observe(&self.jmap, watch).await?))
    }

    /// Sees to it that events of `watch` come, and gives what differed. Done again, it does nothing.
    ///
    /// # Errors
    /// What the engine answered. `Rejected` where the settings can't be loaded, by the fault of any of them: what was
    /// set counts only when this is done again.
    pub async fn watch(&self, watch: &Watch) -> Result<Vec<Difference>, Trouble> {
        let mut differences = Vec::new();
        // What is missing or differs, then the settings, then nothing.
        for _ in 0..WATCH_ROUNDS {
            let plan = self.watch_plan(watch).await?;
            if plan.calls.is_empty() {
                return Ok(differences);
            }
            for call in &plan.calls {
                self.apply(call).await?;
            }
            differences.extend(plan.differences);
        }
        Err(trouble(TroubleKind::NotYet, None, "somebody else changes the same webhook or log"))
    }

    /// Dezky's own account, as Stalwart's events name it.
    ///
    /// # Errors
    /// What the engine answered.
    pub async fn service_account(&self) -> Result<ServiceAccount, Trouble> {
        watch::service_account(&self.jmap).await
    }

    /// The records to be published for the owner's domain, as Stalwart has them now; none while it isn't there, or isn't
    /// the owner's. Those of the signing keys come seconds after the domain (facts/stalwart.md §0.3).
    ///
    /// # Errors
    /// What the engine answered.
    pub async fn zone(&self, owner: &Owner, name: &str) -> Result<Option<Vec<zone::DnsRecord>>, Trouble> {
        domain::zone(&self.jmap, owner, name).await
    }

    /// Gives the owner's mailbox `address` a password, new or first.
    ///
    /// # Errors
    /// `Rejected` where Stalwart finds it weak, in its words, and where it doesn't keep passwords; `NotYet` where there
    /// is no such mailbox, `Conflict` where the domain is somebody else's.
    pub async fn set_password(&self, owner: &Owner, address: &str, password: &SecretString) -> Result<(), Trouble> {
        if !self.passwords {
            return Err(trouble(TroubleKind::Rejected, None, "passwords of mailboxes aren't kept in Stalwart"));
        }
        password::set(&self.jmap, owner, address, password).await
    }
}

#[async_trait]
impl Engine for Stalwart {
    fn system(&self) -> Source {
        Source::Stalwart
    }

    async fn observe(&self, wanted: &Wanted<'_>) -> Result<Seen, Trouble> {
        match wanted.spec {
            Spec::Domain { name, .. } => domain::observe(&self.jmap, wanted, name).await,
            Spec::Dkim { domain, keys } => dkim::observe(&self.jmap, wanted, domain, *keys).await,
            Spec::MailingList { local, domain, .. } => list::observe(&self.jmap, wanted, local, domain).await,
            other => mailbox::observe(&self.jmap, wanted, mailbox_of(other)?).await,
        }
    }

    fn compare(&self, wanted: &Wanted<'_>, seen: &Seen) -> Result<Comparison, Trouble> {
        match wanted.spec {
            Spec::Domain { name, description } => domain::compare(wanted, seen, name, description),
            Spec::Dkim { domain, .. } => dkim::compare(wanted, seen, domain),
            Spec::MailingList { local, domain, recipients } => list::compare(wanted, seen, (local, domain), recipients),
            other => mailbox::compare(wanted, seen, mailbox_of(other)?),
        }
    }

    async fn apply(&self, call: &Call) -> Result<Applied, Trouble> {
        let answer = self.jmap.call(&call.verb, &call.body).await?;
        refusal::of_set(&call.body, &answer)?;
        Ok(Applied { request: None, answer })
    }

    async fn extras(&self, owner: &Owner, wanted: &[ResourceName]) -> Result<Vec<Extra>, Trouble> {
        extras::extras(&self.jmap, owner, wanted).await
    }

    fn remove(&self, extra: &Extra) -> Vec<Call> {
        extras::remove(extra)
    }

    async fn check(&self) -> Result<Vec<String>, Trouble> {
        check::check(&self.jmap).await
    }
}

fn mailbox_of(spec: &Spec) -> Result<Mailbox<'_>, Trouble> {
    match spec {
        Spec::Mailbox { local, domain, name, aliases, quota } => {
            Ok(Mailbox { local, domain, name, aliases, quota: *quota })
        }
        other => Err(not_mine(other)),
    }
}
