//! `/graph/v1.0/groups`: one namespace for all tenants.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};

use super::caller::Call;
use super::edge::{Refusal, strict};
use super::space::Grantee;
use super::state::{Group, State};
use super::{members, users};
use crate::clock;

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Wanted {
    id: Option<String>,
    #[serde(rename = "displayName")]
    display_name: Option<String>,
    description: Option<String>,
    #[serde(rename = "members@odata.bind")]
    members: Option<Vec<String>>,
}

/// A group as Graph shows it.
pub fn view(state: &State, group: &Group, with_members: bool) -> Value {
    let mut shown = json!({ "displayName": group.name, "groupTypes": [], "id": group.id });
    if with_members {
        shown["members"] = members_of(state, group);
    }
    shown
}

/// The members as they are stored.
pub fn members_of(state: &State, group: &Group) -> Value {
    group.members.iter().filter_map(|id| state.user(*id)).map(users::stored).collect()
}

/// `GET …/groups?$search=…&$expand=members`.
pub async fn list(call: Call) -> Result<Response, Refusal> {
    let search = call.query.get("$search").map(|term| term.trim_matches('"').to_lowercase());
    let full = call.expands("members");
    if !call.is_admin() {
        if search.as_ref().is_none_or(|term| term.chars().count() < 3) {
            return Err(Refusal::denied("search term too short"));
        }
        if full || call.query.contains_key("$filter") {
            return Err(Refusal::denied("query has forbidden elements for regular users"));
        }
    }
    let state = call.state();
    let holds = |group: &&Group| search.as_ref().is_none_or(|term| group.name.to_lowercase().contains(term));
    let shown: Value = state.groups.iter().filter(holds).map(|group| view(&state, group, full)).collect();
    Ok(Json(json!({ "value": shown })).into_response())
}

/// `POST …/groups`: 201, or 409 when the name is taken. A group of the directory gets the id written there.
pub async fn create(call: Call, body: Bytes) -> Result<Response, Refusal> {
    call.require_admin()?;
    let wanted: Wanted = strict(&body).map_err(|e| Refusal::invalid(format!("invalid request body: {e}")))?;
    let name = wanted.display_name.ok_or_else(|| Refusal::invalid("Missing Required Attribute"))?;
    check_name(&name)?;
    if wanted.id.is_some() {
        return Err(Refusal::invalid("group id is a read-only attribute"));
    }
    let known = {
        let directory = call.provider().directory();
        let group = directory.tenants.iter().flat_map(|t| &t.groups).find(|group| group.name == name);
        group.map(|group| group.id)
    };
    let mut state = call.state();
    if state.groups.iter().any(|group| group.name.eq_ignore_ascii_case(&name)) {
        return Err(Refusal::taken("group already exists"));
    }
    let id = known.filter(|id| state.group(*id).is_none()).unwrap_or_else(clock::random_uuid);
    let group = Group { id, name, members: Vec::new() };
    let shown = view(&state, &group, false);
    call.created(format_args!("group {}", group.name), id);
    state.groups.push(group);
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

/// `GET …/groups/{id or name}`.
pub async fn one(call: Call, Path(group): Path<String>) -> Result<Response, Refusal> {
    call.require_admin()?;
    let state = call.state();
    let group = &state.groups[found(&state, &group)?];
    Ok(Json(view(&state, group, call.expands("members"))).into_response())
}

/// `PATCH …/groups/{id}`: another name, more members, or both.
pub async fn change(call: Call, Path(group): Path<String>, body: Bytes) -> Result<Response, Refusal> {
    call.require_admin()?;
    let wanted: Wanted = strict(&body).map_err(|e| Refusal::invalid(format!("invalid request body: {e}")))?;
    let mut state = call.state();
    let index = found(&state, &group)?;
    if let Some(name) = wanted.display_name {
        check_name(&name)?;
        if state.find_group(&name).is_some_and(|other| other != index) {
            return Err(Refusal::taken("group already exists"));
        }
        state.groups[index].name = name;
    }
    if let Some(references) = wanted.members {
        members::bind(&mut state, index, &references)?;
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `DELETE …/groups/{id}`.
pub async fn delete(call: Call, Path(group): Path<String>) -> Result<Response, Refusal> {
    call.require_admin()?;
    let mut state = call.state();
    let index = found(&state, &group)?;
    let group = state.groups.remove(index);
    let to = Grantee::Group(group.id);
    for space in &mut state.spaces {
        let before = space.grants.len();
        space.grants.retain(|grant| grant.to != to);
        if space.grants.len() < before {
            call.deleted(format_args!("permission {} {}", space.name, group.name), to.permission());
        }
    }
    call.deleted(format_args!("group {}", group.name), group.id);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Where a group is.
pub fn found(state: &State, id_or_name: &str) -> Result<usize, Refusal> {
    state.find_group(id_or_name).ok_or_else(|| Refusal::missing("not found"))
}

fn check_name(name: &str) -> Result<(), Refusal> {
    if name.is_empty() || name.chars().count() > 255 {
        return Err(Refusal::invalid("Invalid displayName"));
    }
    Ok(())
}
