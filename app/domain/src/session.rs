//! A person's sessions, as `/me` lists them.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::SessionId;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    pub id: SessionId,
    /// The one that asks.
    pub current: bool,
    /// The workspace it was opened on; `None` on the platform's own host.
    pub workspace: Option<String>,
    /// As the browser names itself; hostile text.
    pub user_agent: Option<String>,
    /// As the first trusted proxy saw it.
    pub address: Option<String>,
    pub signed_in: DateTime<Utc>,
    pub last_seen: DateTime<Utc>,
}
