//! A sign-in that has begun. It lives in the browser's session, so that its state and nonce are worth nothing in another
//! browser, and it is taken out before the code is redeemed, so that it works once.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

const KEY: &str = "pending";

/// Tabs that can be signing in at the same time; the oldest gives way.
const MOST: usize = 5;

/// How long somebody may take at the provider.
const PATIENCE: TimeDelta = TimeDelta::minutes(10);

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Pending {
    pub state: String,
    pub nonce: String,
    /// PKCE's secret.
    pub verifier: String,
    /// The issuer it was begun with: the answer must come from the same.
    pub issuer: String,
    /// Where to go on; a path of this host.
    pub next: String,
    pub begun: DateTime<Utc>,
}

/// # Errors
/// When the session can't be stored.
pub async fn put(session: &Session, pending: Pending) -> Result<(), tower_sessions::session::Error> {
    let mut all: Vec<Pending> = session.get(KEY).await?.unwrap_or_default();
    if all.len() >= MOST {
        all.remove(0);
    }
    all.push(pending);
    session.insert(KEY, all).await
}

/// The one that was begun with this state, if it isn't too old. It is gone afterwards, and so are those that are.
///
/// # Errors
/// When the session can't be stored.
pub async fn take(
    session: &Session,
    state: &str,
    now: DateTime<Utc>,
) -> Result<Option<Pending>, tower_sessions::session::Error> {
    let mut all: Vec<Pending> = session.get(KEY).await?.unwrap_or_default();
    // Who has begun nothing isn't given a session for asking.
    if all.is_empty() {
        return Ok(None);
    }
    let found = all.iter().position(|pending| pending.state == state).map(|place| all.remove(place));
    all.retain(|pending| now - pending.begun < PATIENCE);
    if all.is_empty() {
        session.remove::<Vec<Pending>>(KEY).await?;
    } else {
        session.insert(KEY, all).await?;
    }
    // At once, not at the end of the request: a second answer with the same state must not find it.
    session.save().await?;
    Ok(found.filter(|pending| now - pending.begun < PATIENCE))
}
