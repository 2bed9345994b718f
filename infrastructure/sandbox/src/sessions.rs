//! SSO sessions, authorization codes and access tokens, in memory.
//!
//! As Authentik has it (facts/authentik.md §3.2, §3.4): a failed exchange leaves the code usable, a replay does not end
//! the tokens already given, and the end of a session ends its access tokens.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use uuid::Uuid;

use crate::clock;

const CODE_LIVES: TimeDelta = TimeDelta::seconds(60);

/// Somebody signed in at the provider in one browser.
#[derive(Debug, Clone)]
pub struct Session {
    pub sid: String,
    /// What the administrator sees in place of both.
    pub uuid: Uuid,
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
    tokens: HashMap<String, Token>,
}

/// What an access token stands for.
#[derive(Debug)]
struct Token {
    sid: String,
    client_id: String,
    userinfo: Value,
    until: DateTime<Utc>,
}

/// The book of all of them.
#[derive(Debug, Default)]
pub struct Sessions(Mutex<Book>);

impl Sessions {
    pub fn open(&self, username: &str) -> Session {
        let session = Session {
            sid: clock::random_hex::<32>(),
            uuid: clock::random_uuid(),
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

    /// All of them, in no order.
    pub fn all(&self) -> Vec<Session> {
        self.book().sessions.values().cloned().collect()
    }

    /// Ends the sessions and tokens of a person without a word to anybody, as it is when they are deactivated.
    pub fn drop_of(&self, username: &str) {
        for session in self.of(username) {
            self.end(&session.sid);
        }
    }

    /// A session outlives a change of the user name.
    pub fn rename(&self, from: &str, to: &str) {
        self.book().sessions.values_mut().filter(|s| s.username == from).for_each(|s| to.clone_into(&mut s.username));
    }

    /// An application's tokens and codes go with its provider.
    pub fn forget(&self, client_id: &str) {
        let mut book = self.book();
        book.codes.retain(|_, (grant, _)| grant.client_id != client_id);
        book.tokens.retain(|_, token| token.client_id != client_id);
        book.sessions.values_mut().for_each(|session| {
            session.applications.remove(client_id);
        });
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
        book.tokens.retain(|_, token| token.sid != sid);
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

    /// Remembers a token for `lives` seconds, and that the application takes part in the session.
    pub fn remember(&self, grant: &Grant, issuer: &str, token: &str, userinfo: Value, lives: i64) {
        let mut book = self.book();
        if let Some(session) = book.sessions.get_mut(&grant.sid) {
            session.applications.insert(grant.client_id.clone(), issuer.to_owned());
            let until = clock::now() + TimeDelta::try_seconds(lives).unwrap_or_else(|| TimeDelta::hours(1));
            let (sid, client_id) = (grant.sid.clone(), grant.client_id.clone());
            book.tokens.insert(token.to_owned(), Token { sid, client_id, userinfo, until });
        }
    }

    pub fn userinfo(&self, token: &str) -> Option<Value> {
        let book = self.book();
        book.tokens.get(token).filter(|token| token.until > clock::now()).map(|token| token.userinfo.clone())
    }

    fn book(&self) -> MutexGuard<'_, Book> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
