//! A space: who is in it, its folders, and whether it is disabled.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::roles::SpaceRole;
use crate::clock;

/// What a space is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Made by API, owned by itself.
    Project,
    /// Of one person, with the person's id, made at the first request.
    Personal,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Self::Project => "project",
            Self::Personal => "personal",
        }
    }
}

/// A space; its name is not unique. `quota` in bytes, 0 for none.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Space {
    pub id: Uuid,
    pub kind: Kind,
    pub name: String,
    pub description: Option<String>,
    pub alias: String,
    pub quota: i64,
    /// Bytes, as somebody said: the sandbox keeps folders only, and they weigh nothing.
    #[serde(default)]
    pub used: i64,
    /// Disabled: kept, but closed to everybody.
    pub trashed: bool,
    pub modified: DateTime<Utc>,
    pub etag: String,
    pub grants: Vec<Grant>,
    /// By path, `/a/b`; the parent of each is there.
    pub folders: BTreeMap<String, Folder>,
}

/// Somebody's role in a space.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Grant {
    pub to: Grantee,
    pub role: SpaceRole,
    pub expires: Option<DateTime<Utc>>,
}

/// Who holds a role. A permission has no id of its own: it is `u:` or `g:` and the holder's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grantee {
    User(Uuid),
    Group(Uuid),
}

impl Grantee {
    pub fn permission(self) -> String {
        match self {
            Self::User(id) => format!("u:{id}"),
            Self::Group(id) => format!("g:{id}"),
        }
    }
}

/// A folder.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Folder {
    pub id: Uuid,
    pub modified: DateTime<Utc>,
    pub etag: String,
}

impl Folder {
    /// One with an id of its own.
    pub fn fresh() -> Self {
        Self { id: clock::random_uuid(), modified: clock::now(), etag: etag() }
    }
}

impl Space {
    /// A new one, with its maker as manager.
    pub fn new(id: Uuid, kind: Kind, name: &str, quota: i64, maker: Uuid) -> Self {
        let first = Grant { to: Grantee::User(maker), role: SpaceRole::Manager, expires: None };
        Self {
            id,
            kind,
            name: name.to_owned(),
            description: None,
            alias: format!("{}/{}", kind.name(), name.replace(' ', "-").to_lowercase()),
            quota,
            used: 0,
            trashed: false,
            modified: clock::now(),
            etag: etag(),
            grants: vec![first],
            folders: BTreeMap::new(),
        }
    }

    /// Something in it has changed.
    pub fn touch(&mut self) {
        self.modified = clock::now();
        self.etag = etag();
    }

    /// Whether nobody but this one manages the space.
    pub fn is_last_manager(&self, to: Grantee) -> bool {
        let mut managers = self.grants.iter().filter(|g| g.role == SpaceRole::Manager);
        managers.next().is_some_and(|first| first.to == to) && managers.next().is_none()
    }
}

fn etag() -> String {
    format!("\"{}\"", clock::random_hex::<16>())
}
