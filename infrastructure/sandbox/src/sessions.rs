//! SSO sessions, authorization codes and access tokens, in memory.
//!
//! As Authentik has it (facts/authentik.md §3.2, §3.4): a failed exchange leaves the code usable, a replay does not end
//! the tokens already given, and the end of a session ends its access tokens.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

use crate::clock;

const CODE_LIVES: TimeDelta = TimeDelta::seconds(60);

/// Somebody signed in at the provider in one browser.
#[derive(Debug, Clone)]
pub struct Session {
    pub sid: String,
    /// What the browser holds; never the `sid`, which every application sees.
    pub cookie: String,
    pub username: String,
    pub auth_time: DateTime<Utc>,
    /// `client_id` to the issuer under which that application got a token.
    pub applications: BTreeMap<String, String>,
}

/// What an authorization code stands for.
#[derive(Debug, Clone)]
pub struct Grant {
    pub client_id: String,
    pub redirect_uri: String,
    pub code_challenge: String,
    pub nonce: Option<String>,
    pub scope: Vec<String>,
    pub sid: String,
}

#[derive(Debug, Default)]
struct Book {
    sessions: HashMap<String, Session>,
    codes: HashMap<String, (Grant, DateTime<Utc>)>,
    /// Access token to the session it came from and what userinfo says.
    tokens: HashMap<String, (String, Value)>,
}

/// The book of all of them.
#[derive(Debug, Default)]
pub struct Sessions(Mutex<Book>);

impl Sessions {
    pub fn open(&self, username: &str) -> Session {
        let session = Session {
            sid: clock::random_hex::<32>(),
            cookie: clock::random_hex::<32>(),
            username: username.to_owned(),
            auth_time: clock::now(),
            applications: BTreeMap::new(),
        };
        self.book().sessions.insert(session.sid.clone(), session.clone());
        session
    }

    pub fn by_cookie(&self, cookie: &str) -> Option<Session> {
        self.book().sessions.values().find(|s| s.cookie == cookie).cloned()
    }

    pub fn by_sid(&self, sid: &str) -> Option<Session> {
        self.book().sessions.get(sid).cloned()
    }

    /// The sessions of one person, newest sign-in first.
    pub fn of(&self, username: &str) -> Vec<Session> {
        let mut sessions: Vec<_> = self.book().sessions.values().filter(|s| s.username == username).cloned().collect();
        sessions.sort_by_key(|s| std::cmp::Reverse(s.auth_time));
        sessions
    }

    /// The person proved again who they are.
    pub fn renew(&self, sid: &str) {
        if let Some(session) = self.book().sessions.get_mut(sid) {
            session.auth_time = clock::now();
        }
    }

    /// Ends a session and its tokens; returns it, so that its applications can be told.
    pub fn end(&self, sid: &str) -> Option<Session> {
        let mut book = self.book();
        book.tokens.retain(|_, (of, _)| of != sid);
        book.codes.retain(|_, (grant, _)| grant.sid != sid);
        book.sessions.remove(sid)
    }

    pub fn issue(&self, grant: Grant) -> String {
        let code = clock::random_hex::<16>();
        self.book().codes.insert(code.clone(), (grant, clock::now()));
        code
    }

    /// Takes the code out if it is fresh, its session lives, and `fits` says that the asker may have it.
    pub fn redeem(&self, code: &str, fits: impl FnOnce(&Grant) -> bool) -> Option<(Grant, Session)> {
        let mut book = self.book();
        let (grant, made) = book.codes.get(code)?;
        if clock::now() - *made > CODE_LIVES || !fits(grant) {
            return None;
        }
        let session = book.sessions.get(&grant.sid)?.clone();
        let (grant, _) = book.codes.remove(code)?;
        Some((grant, session))
    }

    /// Remembers a token, and that the application takes part in the session.
    pub fn remember(&self, sid: &str, client_id: &str, issuer: &str, token: &str, userinfo: Value) {
        let mut book = self.book();
        if let Some(session) = book.sessions.get_mut(sid) {
            session.applications.insert(client_id.to_owned(), issuer.to_owned());
            book.tokens.insert(token.to_owned(), (sid.to_owned(), userinfo));
        }
    }

    pub fn userinfo(&self, token: &str) -> Option<Value> {
        self.book().tokens.get(token).map(|(_, claims)| claims.clone())
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
