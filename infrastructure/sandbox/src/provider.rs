//! Everything that the handlers share.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

use crate::authentik::events::Events;
use crate::backchannel::Backchannel;
use crate::client::{Account, Client, Rule};
use crate::directory::{Application, Directory, Person};
use crate::engine::Engines;
use crate::error::Error;
use crate::journal::Journal;
use crate::keys::{Key, Keys};
use crate::misbehave::{Jwks, Misbehaviour};
use crate::sessions::Sessions;
use crate::stalwart::events::Telemetry;

/// The state of one sandbox.
#[derive(Debug)]
pub struct Provider {
    /// Where Dezky is, for applications that are added later.
    pub origin: String,
    pub keys: Keys,
    pub sessions: Sessions,
    pub journal: Arc<Journal>,
    pub backchannel: Backchannel,
    pub engines: Engines,
    /// Authentik's, which need both its state and the request at hand.
    pub events: Events,
    pub stalwart_events: Telemetry,
    directory: RwLock<Directory>,
    misbehaviour: Mutex<Misbehaviour>,
}

impl Provider {
    /// Stalwart's logs go to a folder, if there is one.
    pub fn new(
        origin: &str,
        directory: Directory,
        engines: Engines,
        stalwart_log: Option<PathBuf>,
    ) -> Result<Self, Error> {
        let stalwart_events = Telemetry::new(stalwart_log, &engines.stalwart())?;
        Ok(Self {
            origin: origin.to_owned(),
            keys: Keys::built_in()?,
            sessions: Sessions::default(),
            journal: Arc::default(),
            backchannel: Backchannel::new()?,
            engines,
            events: Events::new()?,
            stalwart_events,
            directory: RwLock::new(directory),
            misbehaviour: Mutex::default(),
        })
    }

    pub fn directory(&self) -> RwLockReadGuard<'_, Directory> {
        self.directory.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// The application of a client id: Authentik's if it ever had one, else the directory's.
    pub fn client(&self, client_id: &str) -> Option<Client> {
        let state = self.engines.authentik();
        if state.knows(client_id) {
            return state.client(client_id);
        }
        drop(state);
        self.directory().application(client_id).map(Client::from)
    }

    /// The application of the slug in an issuer; the directory's have their client id there.
    pub fn client_by_slug(&self, slug: &str) -> Option<Client> {
        let state = self.engines.authentik();
        let found = state.client_by_slug(slug);
        if found.is_some() || state.knows(slug) {
            return found;
        }
        drop(state);
        self.directory().application(slug).map(Client::from)
    }

    /// Somebody who may sign in: Authentik's user if it ever had one of that name, else the directory's person.
    pub fn account(&self, username: &str) -> Option<Account> {
        let state = self.engines.authentik();
        let found = state.account(username);
        if found.is_some() || state.knows(username.trim()) {
            return found;
        }
        drop(state);
        self.directory().person(username).map(Account::from)
    }

    /// The directory's person of that name, whether or not Authentik holds them.
    pub fn person(&self, username: &str) -> Option<Person> {
        self.directory().person(username).cloned()
    }

    /// Whether an application lets somebody in.
    pub fn admits(&self, client: &Client, account: &Account) -> bool {
        match &client.rule {
            Rule::Tenant(tenant) => tenant.is_none() || *tenant == account.tenant,
            Rule::Bindings => self.engines.authentik().lets_in(&client.slug, &account.username),
        }
    }

    /// Adds a person, or replaces the one with that user name.
    pub fn put_person(&self, person: Person) {
        let mut directory = self.directory.write().unwrap_or_else(PoisonError::into_inner);
        directory.people.retain(|p| !p.username.eq_ignore_ascii_case(&person.username));
        directory.people.push(person);
    }

    /// Adds an application, or replaces the one with that client id.
    pub fn put_application(&self, mut application: Application) -> Result<(), Error> {
        application.settle(&self.origin)?;
        let mut directory = self.directory.write().unwrap_or_else(PoisonError::into_inner);
        directory.applications.retain(|a| a.client_id != application.client_id);
        directory.applications.push(application);
        Ok(())
    }

    pub fn misbehaviour(&self) -> Misbehaviour {
        *self.misbehaviour.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn misbehave(&self, how: Misbehaviour) {
        self.journal.note("misbehave", format!("{how:?}"), "set");
        *self.misbehaviour.lock().unwrap_or_else(PoisonError::into_inner) = how;
    }

    /// The key that signs, and that the JWKS publishes.
    pub fn signing_key(&self) -> &Key {
        match self.misbehaviour().jwks {
            Jwks::Rotate => &self.keys.next,
            Jwks::Ok | Jwks::Garbage => &self.keys.current,
        }
    }
}
