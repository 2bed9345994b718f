//! Who is in a group.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::caller::Call;
use super::edge::{Refusal, strict};
use super::groups;
use super::state::State;
use super::users;

/// GRAPH_GROUP_MEMBERS_PATCH_LIMIT as it comes.
const AT_ONCE: usize = 20;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Reference {
    #[serde(rename = "@odata.id")]
    id: Option<String>,
}

/// `GET …/groups/{id}/members`: a bare list, without `value`.
pub async fn list(call: Call, Path(group): Path<String>) -> Result<Response, Refusal> {
    call.require_admin()?;
    let state = call.state();
    let group = &state.groups[groups::found(&state, &group)?];
    Ok(Json(groups::members_of(&state, group)).into_response())
}

/// `POST …/groups/{id}/members/$ref`: 204, and again 204.
pub async fn add(call: Call, Path(group): Path<String>, body: Bytes) -> Result<Response, Refusal> {
    call.require_admin()?;
    let wanted: Reference = strict(&body).map_err(|e| Refusal::invalid(format!("invalid request body: {e}")))?;
    let reference = wanted.id.ok_or_else(|| Refusal::invalid("@odata.id reference is missing"))?;
    let mut state = call.state();
    let index = groups::found(&state, &group)?;
    let user = users::referenced(&state, &reference)?;
    join(&mut state, index, user);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `DELETE …/groups/{id}/members/{user}/$ref`.
pub async fn remove(call: Call, Path((group, user)): Path<(String, String)>) -> Result<Response, Refusal> {
    call.require_admin()?;
    let mut state = call.state();
    let index = groups::found(&state, &group)?;
    let user = state.users[users::found(&state, &user)?].id;
    let members = &mut state.groups[index].members;
    let at = members.iter().position(|member| *member == user).ok_or_else(|| Refusal::missing("not found"))?;
    members.remove(at);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The `members@odata.bind` of a PATCH: all join or none.
pub fn bind(state: &mut State, group: usize, references: &[String]) -> Result<(), Refusal> {
    if references.len() > AT_ONCE {
        return Err(Refusal::invalid(format!("Request is limited to {AT_ONCE} members")));
    }
    let users =
        references.iter().map(|reference| users::referenced(state, reference)).collect::<Result<Vec<_>, _>>()?;
    for user in users {
        join(state, group, user);
    }
    Ok(())
}

fn join(state: &mut State, group: usize, user: Uuid) {
    let members = &mut state.groups[group].members;
    if !members.contains(&user) {
        members.push(user);
    }
}
