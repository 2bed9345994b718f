//! Something done to many people at once: an import from a file, a change of all that a list holds. Its rows are kept with
//! what came of each; a worker does them, so that nobody waits on a page, and a killed one goes on where it was.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    Result,
    access::{Action, Role},
    error::Why,
    id::{BatchId, GroupId, PersonId},
    page::{Limit, Page},
};

/// As many people as one act may be on.
pub const MOST_PEOPLE: u64 = 10_000;
/// As many rows as a file may have.
pub const MOST_ROWS: usize = 20_000;

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

    /// What a form asks for: the deed's word, with the role or the group that it is about. A file isn't chosen from a
    /// list.
    ///
    /// # Errors
    /// `Invalid` for `deed`, `role` or `group`.
    pub fn parse(word: &str, role: &str, group: &str) -> Result<Self> {
        let group = || group.parse().map_err(|_| Why("wrong-group").at("group"));
        Ok(match word {
            "set_role" => {
                let role = Role::parse(role).filter(|role| role.is_tenants());
                Self::SetRole { role: role.ok_or_else(|| Why("wrong-role").at("role"))? }
            }
            "add_to_group" => Self::AddToGroup { group: group()? },
            "take_from_group" => Self::TakeFromGroup { group: group()? },
            "end_sessions" => Self::EndSessions,
            "send_link" => Self::SendLink,
            "suspend" => Self::Suspend,
            "resume" => Self::Resume,
            _ => return Err(Why("wrong-deed").at("deed")),
        })
    }

    /// The right that it takes, for the one who asks and again for each step of the worker's.
    #[must_use]
    pub const fn action(&self) -> Action {
        match self {
            Self::Import | Self::SetRole { .. } | Self::Suspend | Self::Resume => Action::ManagePeople,
            Self::AddToGroup { .. } | Self::TakeFromGroup { .. } => Action::ManageGroups,
            Self::EndSessions | Self::SendLink => Action::HelpPeople,
        }
    }

    /// The words of those that somebody may ask for.
    #[must_use]
    pub fn words(may: impl Fn(Action) -> bool) -> Vec<&'static str> {
        let group = GroupId::from_uuid(Uuid::nil());
        let kinds = [
            Self::Import,
            Self::SetRole { role: Role::Member },
            Self::AddToGroup { group },
            Self::TakeFromGroup { group },
            Self::EndSessions,
            Self::SendLink,
            Self::Suspend,
            Self::Resume,
        ];
        kinds.iter().filter(|deed| may(deed.action())).map(Self::word).collect()
    }

    /// Done to oneself in passing, it would take away the right to do the rest.
    #[must_use]
    pub const fn spares_oneself(&self) -> bool {
        matches!(self, Self::SetRole { .. } | Self::Suspend)
    }

    #[must_use]
    pub const fn group(&self) -> Option<GroupId> {
        match self {
            Self::AddToGroup { group } | Self::TakeFromGroup { group } => Some(*group),
            _ => None,
        }
    }
}

/// Whom it is done to, out of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    Ticked(Vec<PersonId>),
    /// Those on the list's page.
    Page,
    /// All that match.
    All,
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

/// A batch in the list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchLine {
    pub id: BatchId,
    pub deed: Deed,
    /// The name of the group that it is about, while it is there.
    pub group: Option<String>,
    pub state: BatchState,
    /// Who asked, by name.
    pub by: String,
    pub created: DateTime<Utc>,
    pub rows: u64,
    /// Of them, those of which something came.
    pub over: u64,
    pub failed: u64,
}

impl BatchLine {
    /// As [`Batch::is_discarded`].
    #[must_use]
    pub fn is_discarded(&self) -> bool {
        self.state == BatchState::Cancelled && self.over == 0
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

    /// Those of which something came.
    #[must_use]
    pub const fn over(&self) -> u64 {
        self.done + self.same + self.failed
    }

    /// Given up before anything was done.
    #[must_use]
    pub fn is_discarded(&self) -> bool {
        self.state == BatchState::Cancelled && self.over() == 0
    }

    /// The key of what a row's state is called in it: nothing waits in what was given up.
    #[must_use]
    pub fn called(&self, state: RowState) -> String {
        match (self.state, state) {
            (BatchState::Cancelled, RowState::Waiting) if self.is_discarded() => "row-state-failed".to_owned(),
            (BatchState::Cancelled, RowState::Waiting) => "batch-state-draft".to_owned(),
            (BatchState::Draft, RowState::Waiting) => "row-ready".to_owned(),
            _ => format!("row-state-{}", state.word()),
        }
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
    /// The name of the group that it is about, while it is there.
    pub group: Option<String>,
    /// Groups that a file names and that aren't there yet: they are made when it is begun.
    pub new_groups: Vec<String>,
}

/// What the page of a batch is asked for; lives in the URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RowsQuery {
    /// Only rows in this state.
    pub state: Option<RowState>,
    /// From 1.
    pub number: u64,
    pub limit: Limit,
}

impl RowsQuery {
    /// Reads a query string's pairs; what isn't known is ignored.
    #[must_use]
    pub fn from_pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut query = Self { state: None, number: 1, limit: Limit::default() };
        for (key, value) in pairs {
            match key {
                "state" => query.state = RowState::parse(value),
                "page" => query.number = value.parse().unwrap_or(1).clamp(1, 10_000),
                "rows" => query.limit = Limit::parse(value),
                _ => {}
            }
        }
        query
    }

    /// The pairs of the URL that asks for this; what is as always is left out.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let state = self.state.map(|state| ("state", state.word().to_owned()));
        let rows = (self.limit != Limit::default()).then(|| ("rows", self.limit.rows().to_string()));
        let page = (self.number != 1).then(|| ("page", self.number.to_string()));
        [state, rows, page].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_deed_is_one_of_ours_or_none() {
        let group = "0f229b2a-7a70-4a51-8e54-5daca7dca79f";
        assert_eq!(Deed::parse("set_role", "auditor", "").unwrap(), Deed::SetRole { role: Role::Auditor });
        assert_eq!(Deed::parse("add_to_group", "", group).unwrap().group(), Some(group.parse().unwrap()));
        for (word, role, group) in
            [("import", "", ""), ("set_role", "operator", ""), ("add_to_group", "", "sales"), ("", "", "")]
        {
            assert!(Deed::parse(word, role, group).is_err(), "{word}");
        }
    }

    #[test]
    fn nothing_waits_in_what_was_given_up() {
        let mut batch = Batch {
            id: BatchId::from_uuid(Uuid::nil()),
            deed: Deed::Suspend,
            state: BatchState::Draft,
            by: "Mara".to_owned(),
            created: DateTime::UNIX_EPOCH,
            ended: None,
            wrong: 1,
            waiting: 2,
            done: 0,
            same: 0,
            failed: 0,
        };
        assert!(!batch.is_discarded());
        assert_eq!(batch.called(RowState::Waiting), "row-ready");
        batch.state = BatchState::Running;
        assert_eq!(batch.called(RowState::Waiting), "row-state-waiting");
        batch.state = BatchState::Cancelled;
        assert!(batch.is_discarded());
        assert_eq!(batch.called(RowState::Waiting), "row-state-failed");
        assert_eq!(batch.called(RowState::Wrong), "row-state-wrong");
        batch.same = 1;
        assert!(!batch.is_discarded(), "it was on the way");
        assert_eq!(batch.called(RowState::Waiting), "batch-state-draft");
    }

    #[test]
    fn a_rows_query_survives_its_url() {
        let url = [("state", "failed"), ("page", "3"), ("rows", "50"), ("x", "y")];
        let query = RowsQuery::from_pairs(url.into_iter());
        let pairs = query.pairs();
        assert_eq!(RowsQuery::from_pairs(pairs.iter().map(|(key, value)| (*key, value.as_str()))), query);
        assert_eq!(query.state, Some(RowState::Failed));
    }
}
