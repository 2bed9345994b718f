//! What OCIS holds: accounts, groups, spaces and app tokens. Lists keep the order of creation.

use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::{Uuid, uuid};

use super::roles::{self, SpaceRole};
use super::space::{Grantee, Kind, Space};
use crate::clock;
use crate::directory::Directory;

/// The account by which Dezky comes.
const SERVICE: Uuid = uuid!("8f80296b-4865-4e2a-a0f5-1d20b530eb34");
const SERVICE_TOKEN: &str = "sandbox-only-ocis";

/// What it holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct State {
    /// The first half of every drive id.
    pub storage: Uuid,
    pub users: Vec<User>,
    pub groups: Vec<Group>,
    pub spaces: Vec<Space>,
    pub tokens: Vec<AppToken>,
}

/// An account. `name` is `onPremisesSamAccountName`, unique whatever the case.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct User {
    pub id: Uuid,
    pub name: String,
    pub display_name: String,
    pub mail: Option<String>,
    pub given_name: Option<String>,
    pub surname: String,
    /// `Member` or `Guest`.
    pub kind: String,
    /// None until it is set: then it counts as enabled, and some answers leave the field out.
    pub enabled: Option<bool>,
    pub password: Option<Secret>,
    pub app_role: Uuid,
    /// The id of the assignment of that role; each assignment makes a new one.
    pub assignment: Uuid,
}

impl User {
    pub fn new(id: Uuid, name: &str, display_name: &str) -> Self {
        Self {
            id,
            name: name.to_owned(),
            display_name: display_name.to_owned(),
            mail: None,
            given_name: None,
            surname: name.to_owned(),
            kind: "Member".to_owned(),
            enabled: None,
            password: None,
            app_role: roles::USER,
            assignment: clock::random_uuid(),
        }
    }

    pub fn is_disabled(&self) -> bool {
        self.enabled == Some(false)
    }
}

/// A group; its name is unique over all tenants (facts/ocis.md §7).
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Group {
    pub id: Uuid,
    pub name: String,
    pub members: Vec<Uuid>,
}

/// A password for one account, to be used in Basic authentication.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct AppToken {
    pub user: Uuid,
    pub token: Secret,
    pub created: DateTime<Utc>,
    /// None for the one that Dezky has from the start.
    pub expires: Option<DateTime<Utc>>,
    pub label: String,
}

/// A password or token, kept as it is.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Secret(pub String);

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[secret]")
    }
}

impl State {
    pub fn objects(&self) -> usize {
        self.users.len() + self.groups.len() + self.spaces.len()
    }

    /// As it is after its own set-up, before Dezky knows it: OCIS' own admin, and the account that Dezky uses.
    pub fn fresh(directory: &Directory) -> Self {
        let mut admin = User::new(directory.ocis.admin, "admin", "Admin");
        admin.mail = Some("admin@example.org".to_owned());
        let mut service = User::new(SERVICE, "dezky", "Dezky");
        service.mail = Some("dezky@dezky.example".to_owned());
        for user in [&mut admin, &mut service] {
            user.app_role = roles::ADMIN;
        }
        let token = AppToken {
            user: SERVICE,
            token: Secret(SERVICE_TOKEN.to_owned()),
            created: clock::now(),
            expires: None,
            label: "Generated via CLI".to_owned(),
        };
        Self {
            storage: directory.ocis.storage,
            users: vec![admin, service],
            groups: Vec::new(),
            spaces: Vec::new(),
            tokens: vec![token],
        }
    }

    pub fn user(&self, id: Uuid) -> Option<&User> {
        self.users.iter().find(|u| u.id == id)
    }

    pub fn user_named(&self, name: &str) -> Option<&User> {
        self.users.iter().find(|u| u.name.eq_ignore_ascii_case(name))
    }

    /// Where the account with this id or name is.
    pub fn find_user(&self, id_or_name: &str) -> Option<usize> {
        let id = id_or_name.parse::<Uuid>().ok();
        self.users.iter().position(|u| Some(u.id) == id || u.name.eq_ignore_ascii_case(id_or_name))
    }

    pub fn group(&self, id: Uuid) -> Option<&Group> {
        self.groups.iter().find(|g| g.id == id)
    }

    pub fn find_group(&self, id_or_name: &str) -> Option<usize> {
        let id = id_or_name.parse::<Uuid>().ok();
        self.groups.iter().position(|g| Some(g.id) == id || g.name.eq_ignore_ascii_case(id_or_name))
    }

    /// Where the space of a drive id is: `<storage>$<space>`, with or without `!<root>`.
    pub fn find_space(&self, drive: &str) -> Option<usize> {
        let (storage, space) = drive.split_once('$')?;
        let space: Uuid = space.split('!').next()?.parse().ok()?;
        let here = storage.parse() == Ok(self.storage);
        self.spaces.iter().position(|s| here && s.id == space)
    }

    pub fn drive_id(&self, space: Uuid) -> String {
        format!("{}${space}", self.storage)
    }

    /// What somebody is in a space, in person or by a group.
    pub fn role_in(&self, space: &Space, user: Uuid) -> Option<SpaceRole> {
        let holds = |to: Grantee| match to {
            Grantee::User(id) => id == user,
            Grantee::Group(id) => self.group(id).is_some_and(|g| g.members.contains(&user)),
        };
        space.grants.iter().filter(|g| holds(g.to)).map(|g| g.role).max()
    }

    /// The name of a holder of a role: of an account its user name. None when it is gone.
    pub fn name_of(&self, to: Grantee) -> Option<&str> {
        match to {
            Grantee::User(id) => self.user(id).map(|u| u.name.as_str()),
            Grantee::Group(id) => self.group(id).map(|g| g.name.as_str()),
        }
    }

    /// Gives somebody the personal space that OCIS makes at the first request.
    pub fn settle(&mut self, user: Uuid) {
        if self.spaces.iter().any(|s| s.id == user) {
            return;
        }
        if let Some(user) = self.user(user) {
            let mut home = Space::new(user.id, Kind::Personal, &user.display_name, 0, user.id);
            home.alias = format!("personal/{}", user.name.to_lowercase());
            self.spaces.push(home);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::space::{Folder, Kind, Space};
    use super::State;
    use crate::directory::Directory;

    #[test]
    fn the_state_outlives_a_restart_and_shows_no_secret() {
        let mut state = State::fresh(&Directory::built_in("http://localhost:3000").unwrap());
        let maker = state.users[1].id;
        let mut space = Space::new(crate::clock::random_uuid(), Kind::Project, "Acme", 5, maker);
        space.folders.insert("/Sales".to_owned(), Folder::fresh());
        state.spaces.push(space);
        let kept = serde_json::to_string(&state).unwrap();
        let again: State = serde_json::from_str(&kept).unwrap();
        assert_eq!(serde_json::to_string(&again).unwrap(), kept);
        assert!(!format!("{state:?}").contains("sandbox-only-ocis"));
    }
}
