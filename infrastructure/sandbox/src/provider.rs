//! Everything that the handlers share.

use std::sync::{Mutex, PoisonError, RwLock, RwLockReadGuard};

use crate::backchannel::Backchannel;
use crate::directory::{Application, Directory, Person};
use crate::error::Error;
use crate::journal::Journal;
use crate::keys::{Key, Keys};
use crate::misbehave::{Jwks, Misbehaviour};
use crate::sessions::Sessions;

/// The state of one sandbox.
#[derive(Debug)]
pub struct Provider {
    /// Where Dezky is, for applications that are added later.
    pub origin: String,
    pub keys: Keys,
    pub sessions: Sessions,
    pub journal: Journal,
    pub backchannel: Backchannel,
    directory: RwLock<Directory>,
    misbehaviour: Mutex<Misbehaviour>,
}

impl Provider {
    pub fn new(origin: &str, directory: Directory) -> Result<Self, Error> {
        Ok(Self {
            origin: origin.to_owned(),
            keys: Keys::built_in()?,
            sessions: Sessions::default(),
            journal: Journal::default(),
            backchannel: Backchannel::new()?,
            directory: RwLock::new(directory),
            misbehaviour: Mutex::default(),
        })
    }

    pub fn directory(&self) -> RwLockReadGuard<'_, Directory> {
        self.directory.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn application(&self, client_id: &str) -> Option<Application> {
        self.directory().application(client_id).cloned()
    }

    pub fn person(&self, username: &str) -> Option<Person> {
        self.directory().person(username).cloned()
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
