//! OCIS: spaces with their folders, users, and who may do what in a space, by LibreGraph and WebDAV (facts/ocis.md §5–7).
//! OCIS knows no tenants; what is a tenant's is told by the mark in a space's `driveAlias` (`drive::mark`).

mod account;
mod drive;
mod extras;
mod folders;
mod multistatus;
mod rules;
mod share;
mod space;
mod wire;

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use async_trait::async_trait;
use dezky_domain::{
    audit::Source,
    provision::{Difference, Extra, Owner, ResourceName, Spec, Standing, Trouble, TroubleKind},
};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;
use tokio::sync::OnceCell;

use crate::engine::{Applied, Call, Comparison, Engine, Seen, Wanted, not_mine, trouble};

pub use drive::space_uuid;

/// How Dezky shows who it is. Either way it must be an OCIS admin, or it can make no users (facts/ocis.md §5).
#[derive(Debug, Clone)]
pub enum Auth {
    /// Sent as Basic `user:token`. It expires, and OCIS doesn't tell when.
    AppToken { user: String, token: SecretString },
    /// An access token of OCIS' issuer.
    Bearer(SecretString),
}

#[derive(Debug, Clone)]
pub struct Options {
    /// `https://files.example`, with or without a slash at the end.
    pub url: String,
    pub auth: Auth,
}

/// The connector. What it remembers only spares calls: each remembered id is looked up and its mark compared.
#[derive(Debug)]
pub struct Ocis {
    client: reqwest::Client,
    url: String,
    auth: Auth,
    /// Our own user's id.
    me: OnceCell<String>,
    spaces: Mutex<BTreeMap<String, drive::Known>>,
    book: Mutex<Option<extras::Book>>,
    /// Names of users by their ids, as they were last looked up by name.
    people: Mutex<BTreeMap<String, String>>,
}

impl Ocis {
    #[must_use]
    pub fn new(client: reqwest::Client, options: Options) -> Self {
        Self {
            client,
            url: options.url.trim_end_matches('/').to_owned(),
            auth: options.auth,
            me: OnceCell::new(),
            spaces: Mutex::default(),
            book: Mutex::default(),
            people: Mutex::default(),
        }
    }

    /// Who we are in OCIS.
    async fn me(&self) -> Result<&str, Trouble> {
        let id = self.me.get_or_try_init(async || {
            let me: Option<account::User> = self.get("/graph/v1.0/me").await?;
            Ok(me.ok_or_else(|| trouble(TroubleKind::Unexpected, Some(404), "no /me"))?.id)
        });
        Ok(id.await?.as_str())
    }
}

#[derive(Deserialize)]
struct Status {
    productversion: Option<String>,
    #[serde(default)]
    maintenance: bool,
}

#[async_trait]
impl Engine for Ocis {
    fn system(&self) -> Source {
        Source::Ocis
    }

    async fn observe(&self, wanted: &Wanted<'_>) -> Result<Seen, Trouble> {
        match wanted.spec {
            Spec::Space { alias, folders, .. } => space::observe(self, wanted, alias, folders).await,
            Spec::Account { username, email, .. } => account::observe(self, wanted, username, email).await,
            Spec::Share { space, username, .. } => share::observe(self, wanted, space, username).await,
            spec => Err(not_mine(spec)),
        }
    }

    fn compare(&self, wanted: &Wanted<'_>, seen: &Seen) -> Result<Comparison, Trouble> {
        if let Seen::Taken { whose } = seen {
            // What isn't ours isn't touched, and so it is as wanted where nothing of ours shall be.
            return match wanted.standing {
                Standing::Present => Err(trouble(TroubleKind::Conflict, None, whose)),
                Standing::Cut | Standing::Gone => Ok(Comparison::default()),
            };
        }
        match wanted.spec {
            Spec::Space { .. } => space::compare(wanted, seen),
            Spec::Account { .. } => Ok(account::compare(wanted, seen)),
            Spec::Share { .. } => Ok(share::compare(wanted, seen)),
            spec => Err(not_mine(spec)),
        }
    }

    async fn apply(&self, call: &Call) -> Result<Applied, Trouble> {
        let applied = self.make(call).await?;
        self.learn(call, &applied.answer)?;
        Ok(applied)
    }

    async fn extras(&self, owner: &Owner, wanted: &[ResourceName]) -> Result<Vec<Extra>, Trouble> {
        extras::look(self, owner, wanted).await
    }

    fn remove(&self, extra: &Extra) -> Vec<Call> {
        extras::remove(extra)
    }

    async fn check(&self) -> Result<Vec<String>, Trouble> {
        let status: Status = self.get_openly("/status.php").await?;
        let version = status.productversion.unwrap_or_default();
        let mut words = Vec::new();
        if !(version.starts_with("7.") || version.starts_with("8.")) {
            words.push(format!("OCIS {}: Dezky knows 7.x and 8.x", wire::plain(&version)));
        }
        if status.maintenance {
            words.push(format!("OCIS {}: in maintenance", wire::plain(&version)));
        }
        let me: Option<account::User> = self.get("/graph/v1.0/me").await?;
        if me.is_none() {
            return Err(trouble(TroubleKind::Unexpected, Some(404), "no /me"));
        }
        Ok(words)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn not_yet(words: &str) -> Trouble {
    trouble(TroubleKind::NotYet, None, words)
}

fn unlike(field: &str, wanted: &str, seen: Option<&String>) -> Difference {
    Difference { field: field.to_owned(), wanted: Some(wanted.to_owned()), seen: seen.cloned() }
}

/// It is missing, and this call makes it.
fn creation(call: Call) -> Comparison {
    Comparison { differences: vec![unlike("exists", "yes", None)], calls: vec![call] }
}

/// It is there, shall not be, and this call brings it nearer to that.
fn destruction(call: Call) -> Comparison {
    let there = Difference { field: "exists".to_owned(), wanted: None, seen: Some("yes".to_owned()) };
    Comparison { differences: vec![there], calls: vec![call] }
}

/// Texts at a name in what an observation carried.
fn texts<'a>(more: &'a Value, name: &str) -> Vec<&'a str> {
    more[name].as_array().into_iter().flatten().filter_map(Value::as_str).collect()
}
