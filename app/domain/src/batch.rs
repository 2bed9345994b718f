//! Something done to many people at once: an import from a file, a change of all that a list holds. Its rows are kept with
//! what came of each; a worker does them, so that nobody waits on a page, and a killed one goes on where it was.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    access::Role,
    id::{BatchId, GroupId},
    page::Page,
};

/// What is done to each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Deed {
    /// Adds the people of a file.
    Import,
    SetRole {
        role: Role,
    },
    AddToGroup {
        group: GroupId,
    },
    TakeFromGroup {
        group: GroupId,
    },
    EndSessions,
    /// Another letter with a link that sets a password.
    SendLink,
    Suspend,
    Resume,
}

impl Deed {
    /// Its name in the database, in audit records and in texts.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::SetRole { .. } => "set_role",
            Self::AddToGroup { .. } => "add_to_group",
            Self::TakeFromGroup { .. } => "take_from_group",
            Self::EndSessions => "end_sessions",
            Self::SendLink => "send_link",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
        }
    }
}

crate::words! {
    BatchState {
        /// Shown for a look; nothing is changed.
        Draft = "draft",
        Running = "running",
        Done = "done",
        /// Given up before it was begun, or on the way: what was done stays.
        Cancelled = "cancelled",
    }
}

crate::words! {
    RowState {
        /// Can't be done as it is.
        Wrong = "wrong",
        Waiting = "waiting",
        Done = "done",
        /// As wanted before.
        Same = "same",
        Failed = "failed",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    pub id: BatchId,
    pub deed: Deed,
    pub state: BatchState,
    /// Who asked, by name.
    pub by: String,
    pub created: DateTime<Utc>,
    pub ended: Option<DateTime<Utc>>,
    pub wrong: u64,
    pub waiting: u64,
    pub done: u64,
    pub same: u64,
    pub failed: u64,
}

impl Batch {
    #[must_use]
    pub const fn rows(&self) -> u64 {
        self.wrong + self.waiting + self.done + self.same + self.failed
    }
}

/// One of many.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchRow {
    /// Its line in the file, from 1; its place where there is no file.
    pub number: u64,
    /// For an import the fields of the file (`name`, `email`, `role`, `groups`, `language`, `invite_to`); else the name and the
    /// address of the person.
    pub fields: Vec<(String, String)>,
    pub state: RowState,
    /// The field that is wrong, and the key of the text that says why.
    pub why: Option<(String, String)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchPage {
    pub batch: Batch,
    pub rows: Page<BatchRow>,
}
