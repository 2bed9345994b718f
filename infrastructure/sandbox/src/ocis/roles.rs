//! The roles of OCIS: in a space (facts/ocis.md §5, "roles for spaces") and of an account (app roles).

use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::{Uuid, uuid};

use super::caller::Call;
use super::edge::Refusal;

/// As recorded: every role with its actions, those for files and folders too.
const DEFINITIONS: &str = include_str!("role_definitions.json");

/// The account roles that may make spaces and see all of them.
pub const ADMIN: Uuid = uuid!("71881883-1768-46bd-a24d-a356a2afdf7f");
pub const SPACE_ADMIN: Uuid = uuid!("2aadd357-682c-406b-8874-293091995fdd");
/// What a new account has.
pub const USER: Uuid = uuid!("d7beeea8-8ff4-406b-8fb6-ab2dd81e6b11");
pub const USER_LIGHT: Uuid = uuid!("38071a68-456a-4553-846a-fa67bf5596cc");

/// What somebody is in a space; a later one may do all that an earlier one may.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpaceRole {
    Viewer,
    Editor,
    Manager,
}

impl SpaceRole {
    pub const ALL: [Self; 3] = [Self::Viewer, Self::Editor, Self::Manager];

    /// v1beta1 speaks of a role by id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Viewer => "a8d5fe5e-96e3-418d-825b-534dbdf22b99",
            Self::Editor => "58c63c02-1d89-4572-916a-870abc5a1b7d",
            Self::Manager => "312c0871-5ef7-4b3a-85b6-0e4074c64049",
        }
    }

    /// v1.0 speaks of a role by name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Editor => "editor",
            Self::Manager => "manager",
        }
    }

    /// A role of a file or folder exists and yet fits no space.
    pub fn parse(id: &str) -> Result<Self, Refusal> {
        let known = || all().iter().any(|role| role["id"] == id);
        match Self::ALL.into_iter().find(|role| role.id() == id) {
            Some(role) => Ok(role),
            None if known() => Err(Refusal::invalid("role not applicable to this resource")),
            None => Err(Refusal::invalid("role not found")),
        }
    }

    /// What the role lets its holder do.
    pub fn actions(self) -> Value {
        let role = all().into_iter().find(|role| role["id"] == self.id());
        role.map_or(Value::Null, |role| role["rolePermissions"][0]["allowedResourceActions"].clone())
    }

    /// The roles that the holder of this one may see or give, without their actions, as the list of permissions has them.
    pub fn offered(self) -> Value {
        let up_to_own = Self::ALL.into_iter().filter(|role| *role <= self).enumerate();
        up_to_own.map(|(index, role)| role.described(index + 1)).collect()
    }

    fn described(self, weight: usize) -> Value {
        let (name, what) = match self {
            Self::Viewer => ("Can view", "View and download."),
            Self::Editor => ("Can edit", "View, download, upload, edit, add, delete including the history."),
            Self::Manager => ("Can manage", "View, download, upload, edit, add, delete and manage members."),
        };
        json!({ "@libre.graph.weight": weight, "description": what, "displayName": name, "id": self.id() })
    }
}

/// `GET …/roleDefinitions`.
pub async fn definitions(_: Call) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], DEFINITIONS).into_response()
}

fn all() -> Vec<Value> {
    serde_json::from_str(DEFINITIONS).expect("the file is part of this program, and a test reads it")
}

#[cfg(test)]
mod tests {
    use super::SpaceRole;

    #[test]
    fn each_space_role_is_defined() {
        let actions = SpaceRole::ALL.map(|role| role.actions().as_array().unwrap().len());
        assert_eq!(actions, [7, 14, 19]);
        assert!(SpaceRole::parse("b1e2218d-eef8-4d4c-b82d-0f1a1b48f3b5").is_err(), "a role of files");
    }
}
