//! `/graph/v1beta1/drives/{id}/root/…`: who is in a space, and as what. A person is in it once: a second invitation is a
//! conflict, and a space keeps its last manager.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::json;

use super::caller::Call;
use super::drive_view::{Version, holder, permission, permissions};
use super::edge::{Refusal, strict};
use super::roles::SpaceRole;
use super::space::{Grant, Grantee, Kind};
use super::state::State;
use crate::clock;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Invitation {
    recipients: Vec<Recipient>,
    roles: Vec<String>,
    #[serde(rename = "expirationDateTime")]
    expires: Option<DateTime<Utc>>,
    #[serde(rename = "@libre.graph.permissions.actions")]
    actions: Option<IgnoredAny>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Recipient {
    #[serde(rename = "objectId")]
    id: Option<String>,
    #[serde(rename = "@libre.graph.recipient.type")]
    kind: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Change {
    roles: Vec<String>,
    #[serde(rename = "expirationDateTime")]
    expires: Option<DateTime<Utc>>,
}

/// `POST …/invite`: 200 with the permission, 409 for somebody who is in the space already.
pub async fn invite(call: Call, Path(drive): Path<String>, body: Bytes) -> Result<Response, Refusal> {
    check_id(&drive)?;
    let wanted: Invitation = strict(&body).map_err(|_| Refusal::invalid("invalid request body"))?;
    let [recipient] = wanted.recipients.as_slice() else { return Err(failed("Recipients", "len")) };
    let [role] = wanted.roles.as_slice() else { return Err(failed("Roles", "max")) };
    if wanted.expires.is_some_and(|when| when <= clock::now()) {
        return Err(failed("ExpirationDateTime", "gt"));
    }
    let role = SpaceRole::parse(role)?;
    let mut state = call.state();
    let index = managed(&call, &state, &drive)?;
    let to = resolve(&state, recipient)?;
    if state.spaces[index].grants.iter().any(|grant| grant.to == to) {
        let name = &state.spaces[index].name;
        return Err(Refusal::taken(format!("add grant: error: already exists: {name}")));
    }
    let grant = Grant { to, role, expires: wanted.expires };
    // The answer to an invitation leaves out when it ends; the list has it.
    let shown = json!({
        "grantedToV2": holder(&state, to),
        "id": to.permission(),
        "invitation": { "invitedBy": holder(&state, Grantee::User(call.caller)) },
        "roles": [role.id()],
    });
    let what = format!("permission {} {}", state.spaces[index].name, state.name_of(to).unwrap_or_default());
    call.created(what, to.permission());
    state.spaces[index].grants.push(grant);
    state.spaces[index].touch();
    Ok(Json(json!({ "value": [shown] })).into_response())
}

/// `GET …/permissions`, with what the caller may do and give.
pub async fn list(call: Call, Path(drive): Path<String>) -> Result<Response, Refusal> {
    check_id(&drive)?;
    let state = call.state();
    let (index, role) = entered(&call, &state, &drive)?;
    Ok(Json(json!({
        "@libre.graph.permissions.actions.allowedValues": role.actions(),
        "@libre.graph.permissions.roles.allowedValues": role.offered(),
        "value": permissions(&state, &state.spaces[index], Version::Beta),
    }))
    .into_response())
}

/// `PATCH …/permissions/{id}`: another role or another end.
pub async fn change(call: Call, path: Path<(String, String)>, body: Bytes) -> Result<Response, Refusal> {
    let Path((drive, id)) = path;
    check_id(&drive)?;
    let wanted: Change = strict(&body).map_err(|_| Refusal::invalid("invalid request body"))?;
    let role = wanted.roles.first().map(|role| SpaceRole::parse(role)).transpose()?;
    let mut state = call.state();
    let index = managed(&call, &state, &drive)?;
    let at = position(&state, index, &id)?;
    let space = &mut state.spaces[index];
    if role.is_some_and(|role| role < SpaceRole::Manager) && space.is_last_manager(space.grants[at].to) {
        return Err(Refusal::denied("can't remove the last manager"));
    }
    let grant = &mut space.grants[at];
    grant.role = role.unwrap_or(grant.role);
    grant.expires = wanted.expires.or(grant.expires);
    space.touch();
    Ok(Json(permission(&state, &state.spaces[index].grants[at])).into_response())
}

/// `DELETE …/permissions/{id}`.
pub async fn delete(call: Call, Path((drive, id)): Path<(String, String)>) -> Result<Response, Refusal> {
    check_id(&drive)?;
    let mut state = call.state();
    let index = managed(&call, &state, &drive)?;
    let at = position(&state, index, &id)?;
    let to = state.spaces[index].grants[at].to;
    if state.spaces[index].is_last_manager(to) {
        return Err(Refusal::denied("can't remove the last manager"));
    }
    let what = format!("permission {} {}", state.spaces[index].name, state.name_of(to).unwrap_or_default());
    call.deleted(what, to.permission());
    state.spaces[index].grants.remove(at);
    state.spaces[index].touch();
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A project space that is open, and what the caller is in it. To anybody else it is not there, an admin included.
fn entered(call: &Call, state: &State, drive: &str) -> Result<(usize, SpaceRole), Refusal> {
    let index = state.find_space(drive).filter(|index| !state.spaces[*index].trashed);
    let index = index.ok_or_else(|| Refusal::missing("not found"))?;
    let role = state.role_in(&state.spaces[index], call.caller).ok_or_else(|| Refusal::missing("not found"))?;
    if state.spaces[index].kind != Kind::Project {
        return Err(Refusal::invalid("unsupported space type"));
    }
    Ok((index, role))
}

fn managed(call: &Call, state: &State, drive: &str) -> Result<usize, Refusal> {
    let (index, role) = entered(call, state, drive)?;
    if role < SpaceRole::Manager {
        return Err(Refusal::denied("permission denied"));
    }
    Ok(index)
}

fn resolve(state: &State, recipient: &Recipient) -> Result<Grantee, Refusal> {
    let id = recipient.id.as_deref().and_then(|id| id.parse().ok());
    let to = id.map(|id| match recipient.kind.as_deref() {
        Some("group") => Grantee::Group(id),
        _ => Grantee::User(id),
    });
    to.filter(|to| state.name_of(*to).is_some()).ok_or_else(|| Refusal::invalid("itemNotFound: not found"))
}

fn position(state: &State, space: usize, permission: &str) -> Result<usize, Refusal> {
    let grants = &state.spaces[space].grants;
    let at = grants.iter().position(|grant| grant.to.permission() == permission);
    at.ok_or_else(|| Refusal::missing("permission not found"))
}

fn check_id(drive: &str) -> Result<(), Refusal> {
    if drive.contains('$') {
        return Ok(());
    }
    Err(Refusal::new(StatusCode::UNPROCESSABLE_ENTITY, "invalidRequest", "could not parse driveID"))
}

fn failed(field: &str, rule: &str) -> Refusal {
    Refusal::invalid(format!(
        "Key: 'DriveItemInvite.{field}' Error:Field validation for '{field}' failed on the '{rule}' tag"
    ))
}
