//! What somebody sees and takes along of themselves, and a wish to be let in.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::id::{AccessRequestId, PersonId};

/// A sign-in of the person's own, or one that was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    pub at: DateTime<Utc>,
    pub refused: bool,
    pub address: Option<String>,
    pub user_agent: Option<String>,
}

/// Somebody who wants to be let into a tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessRequest {
    pub id: AccessRequestId,
    pub person: PersonId,
    pub name: String,
    pub email: String,
    /// Whether it is the address by which Dezky knows them. Otherwise it is what a sign-in said of them, and they may have
    /// written it there.
    pub checked: bool,
    /// In their own words; may be empty.
    pub why: String,
    pub created: DateTime<Utc>,
}

/// Where somebody is, as they read it of themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MePage {
    /// The newest first, at most 10.
    pub sign_ins: Vec<SignIn>,
    /// The sign-in service's own page for passwords and second factors.
    pub recovery: Option<String>,
}

/// What somebody chose for all their browsers; none is no choice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Chosen {
    pub language: Option<crate::language::Language>,
    pub dark: Option<bool>,
}

/// One's own wish, which nobody has answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnRequest {
    /// The tenant's name.
    pub tenant: String,
    pub created: DateTime<Utc>,
}
