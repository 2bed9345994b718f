//! A space as Graph shows it: v1.0 names roles, v1beta1 gives ids of roles and of permissions.

use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

use super::space::{Grant, Grantee, Kind, Space};
use super::state::State;
use crate::oidc::Base;

/// The same for every installation.
const SHARES: &str = "a0ca6a90-a365-4782-871e-d44447bbc668$a0ca6a90-a365-4782-871e-d44447bbc668";

/// Which of the two interfaces is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Version {
    One,
    Beta,
}

/// A space; of a disabled one the quota is only its total.
pub fn view(state: &State, space: &Space, base: &Base, version: Version) -> Value {
    let id = state.drive_id(space.id);
    let mut root = json!({ "eTag": space.etag, "id": id, "webDavUrl": base.at(&format!("/dav/spaces/{id}")) });
    if space.kind == Kind::Project {
        root["permissions"] = permissions(state, space, version);
    }
    if space.trashed {
        root["deleted"] = json!({ "state": "trashed" });
    }
    let mut shown = json!({
        "driveAlias": space.alias,
        "driveType": space.kind.name(),
        "id": id,
        "lastModifiedDateTime": space.modified.to_rfc3339_opts(SecondsFormat::Nanos, true),
        "name": space.name,
        // A project space belongs to itself.
        "owner": { "user": { "displayName": "", "id": space.id } },
        "quota": quota(space),
        "root": root,
        "webUrl": base.at(&format!("/f/{id}")),
    });
    if let Some(description) = &space.description {
        shown["description"] = json!(description);
    }
    shown
}

/// The place where shares of others are shown; not a space, but listed with them.
pub fn shares(base: &Base) -> Value {
    json!({
        "driveAlias": "virtual/shares",
        "driveType": "virtual",
        "id": SHARES,
        "name": "Shares",
        "root": { "eTag": "DECAFC00FEE", "id": SHARES, "webDavUrl": base.at(&format!("/dav/spaces/{SHARES}")) },
        "webUrl": base.at(&format!("/f/{SHARES}")),
    })
}

fn quota(space: &Space) -> Value {
    if space.trashed {
        return json!({ "total": space.quota });
    }
    let remaining = if space.quota == 0 { i64::MAX } else { space.quota - space.used };
    json!({ "remaining": remaining, "state": "normal", "total": space.quota, "used": space.used })
}

/// The permissions of a space, without those whose holder is gone.
pub fn permissions(state: &State, space: &Space, version: Version) -> Value {
    let shown = |grant: &Grant| match version {
        Version::Beta => permission(state, grant),
        Version::One => {
            let holder = holder(state, grant.to)?;
            let role = grant.role.name();
            let shown = json!({ "grantedToIdentities": [holder], "grantedToV2": holder, "roles": [role] });
            Some(expiring(shown, grant.expires))
        }
    };
    space.grants.iter().filter_map(shown).collect()
}

/// One permission of v1beta1.
pub fn permission(state: &State, grant: &Grant) -> Option<Value> {
    let holder = holder(state, grant.to)?;
    let shown = json!({ "grantedToV2": holder, "id": grant.to.permission(), "roles": [grant.role.id()] });
    Some(expiring(shown, grant.expires))
}

/// A holder of a role, as an identity.
pub fn holder(state: &State, to: Grantee) -> Option<Value> {
    match to {
        Grantee::User(id) => state.user(id).map(|user| {
            json!({ "user": {
                "@libre.graph.userType": user.kind, "displayName": user.display_name, "id": user.id,
            } })
        }),
        Grantee::Group(id) => {
            state.group(id).map(|group| json!({ "group": { "displayName": group.name, "id": group.id } }))
        }
    }
}

fn expiring(mut shown: Value, expires: Option<DateTime<Utc>>) -> Value {
    if let Some(expires) = expires {
        shown["expirationDateTime"] = json!(expires.to_rfc3339_opts(SecondsFormat::AutoSi, true));
    }
    shown
}
