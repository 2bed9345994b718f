//! Somebody's role in a space. A share's external id is `<drive id>/<permission id>`: OCIS' permission id names the user
//! only, and is the same in every space.

use dezky_domain::provision::{Facts, Owner, SpaceRole, Spec, Standing, Trouble};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Ocis, creation, destruction, not_yet, unlike, wire};
use crate::engine::{Call, Comparison, Found, Seen, Wanted};

/// facts/ocis.md §5: the roles that are for spaces.
const ROLES: [(SpaceRole, &str); 3] = [
    (SpaceRole::Viewer, "a8d5fe5e-96e3-418d-825b-534dbdf22b99"),
    (SpaceRole::Editor, "58c63c02-1d89-4572-916a-870abc5a1b7d"),
    (SpaceRole::Manager, "312c0871-5ef7-4b3a-85b6-0e4074c64049"),
];

fn role_id(role: SpaceRole) -> &'static str {
    ROLES.iter().find(|(is, _)| *is == role).map_or("", |(_, id)| id)
}

#[derive(Deserialize)]
struct Permissions {
    #[serde(default)]
    value: Vec<Permission>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Permission {
    pub id: String,
    roles: Option<Vec<String>>,
    granted_to_v2: Option<Grantee>,
}

/// A link has none.
#[derive(Debug, Clone, Deserialize)]
struct Grantee {
    user: Option<Identity>,
    group: Option<Identity>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Identity {
    pub id: String,
    pub display_name: Option<String>,
}

impl Permission {
    pub fn user(&self) -> Option<&Identity> {
        self.granted_to_v2.as_ref()?.user.as_ref()
    }

    pub fn group(&self) -> Option<&Identity> {
        self.granted_to_v2.as_ref()?.group.as_ref()
    }

    /// The role's word, or the id of one that Dezky doesn't give.
    pub fn role(&self) -> String {
        let id = self.roles.iter().flatten().next().map_or("", String::as_str);
        ROLES.iter().find(|(_, is)| *is == id).map_or_else(|| wire::plain(id), |(role, _)| role.word().to_owned())
    }
}

fn root(drive: &str) -> String {
    format!("/graph/v1beta1/drives/{}/root", wire::segment(drive, ""))
}

/// The path of a permission by its external id.
pub(super) fn path(external: &str) -> Option<String> {
    let (drive, permission) = external.split_once('/')?;
    Some(format!("{}/permissions/{}", root(drive), wire::segment(permission, "")))
}

pub(super) fn external(drive: &str, permission: &Permission) -> Result<String, Trouble> {
    Ok(format!("{drive}/{}", wire::id(&permission.id)?))
}

impl Ocis {
    /// None for a space that is gone, or disabled: OCIS doesn't look into those.
    pub(super) async fn permissions(&self, drive: &str) -> Result<Option<Vec<Permission>>, Trouble> {
        let permissions: Option<Permissions> = self.get(&format!("{}/permissions", root(drive))).await?;
        Ok(permissions.map(|permissions| permissions.value))
    }
}

/// Where a share can't be looked at since its space or user isn't there, nobody has it: missing is right for what shall
/// not be. In a disabled space nobody has a role either, but it has its roles again when it is enabled.
pub(super) async fn observe(ocis: &Ocis, wanted: &Wanted<'_>, space: &str, username: &str) -> Result<Seen, Trouble> {
    match within(ocis, wanted.owner, wanted.external, space, username).await? {
        Ok(seen) => Ok(seen),
        Err(lacking) if wanted.standing == Standing::Present => Err(not_yet(&lacking)),
        Err(_) => Ok(Seen::Missing { more: Value::Null }),
    }
}

async fn within(
    ocis: &Ocis,
    owner: &Owner,
    external: Option<&str>,
    space: &str,
    username: &str,
) -> Result<Result<Seen, String>, Trouble> {
    let hint = external.and_then(|external| external.split_once('/')).map(|(drive, _)| drive);
    let Some(drive) = ocis.space(owner, space, hint).await? else { return Ok(Err(format!("no space {space} yet"))) };
    if drive.disabled() {
        return Ok(Err(format!("the space {space} is disabled")));
    }
    let Some(user) = ocis.user(username).await? else { return Ok(Err(format!("no user {username} yet"))) };
    let Some(permissions) = ocis.permissions(&drive.id).await? else {
        return Ok(Err(format!("the space {space} went away")));
    };
    let theirs = permissions.iter().find(|permission| permission.user().is_some_and(|is| is.id == user.id));
    let Some(permission) = theirs else {
        return Ok(Ok(Seen::Missing { more: json!({ "drive": drive.id, "user": user.id }) }));
    };
    let facts = Facts::from([("role".to_owned(), permission.role())]);
    Ok(Ok(Seen::There(Found { external: self::external(&drive.id, permission)?, facts, more: Value::Null })))
}

/// Cut leaves a share as it is: the account or the space is disabled.
pub(super) fn compare(wanted: &Wanted<'_>, seen: &Seen) -> Comparison {
    let Spec::Share { role, .. } = wanted.spec else { return Comparison::default() };
    match (wanted.standing, seen) {
        (Standing::Present, Seen::Missing { more }) => {
            let (drive, user) = (more["drive"].as_str().unwrap_or_default(), &more["user"]);
            let body = json!({
                "recipients": [{ "objectId": user, "@libre.graph.recipient.type": "user" }],
                "roles": [role_id(*role)],
            });
            creation(Call::new("POST", format!("{}/invite", root(drive)), body))
        }
        (Standing::Present, Seen::There(found)) => {
            let seen = found.facts.get("role");
            match path(&found.external) {
                Some(path) if seen.map(String::as_str) != Some(role.word()) => Comparison {
                    differences: vec![unlike("role", role.word(), seen)],
                    calls: vec![Call::new("PATCH", path, json!({ "roles": [role_id(*role)] }))],
                },
                _ => Comparison::default(),
            }
        }
        // Nothing of anybody's is lost with it.
        (Standing::Gone, Seen::There(found)) => match path(&found.external) {
            Some(path) => destruction(Call::new("DELETE", path, Value::Null)),
            None => Comparison::default(),
        },
        _ => Comparison::default(),
    }
}
