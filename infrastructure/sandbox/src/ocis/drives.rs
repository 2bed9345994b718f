//! `/graph/v1.0/drives` and its twin in v1beta1: spaces, their names, quotas, and their end in two steps.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Value, json};

use super::caller::Call;
use super::drive_view::{Version, shares, view};
use super::edge::{Refusal, is_true, strict};
use super::roles::SpaceRole;
use super::space::{Kind, Space};
use super::state::State;
use crate::clock;

/// GRAPH_SPACES_DEFAULT_QUOTA as it comes.
const DEFAULT_QUOTA: i64 = 1_000_000_000;
const FORBIDDEN: [char; 10] = ['/', '\\', '.', ':', '?', '*', '"', '>', '<', '|'];
const LONGEST: usize = 255;

/// The fields of a drive; those after `quota` can be sent and do nothing.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "camelCase")]
struct Wanted {
    name: Option<String>,
    drive_type: Option<String>,
    description: Option<String>,
    drive_alias: Option<String>,
    quota: Option<Quota>,
    id: Option<IgnoredAny>,
    owner: Option<IgnoredAny>,
    root: Option<IgnoredAny>,
    special: Option<IgnoredAny>,
    web_url: Option<IgnoredAny>,
    e_tag: Option<IgnoredAny>,
    created_date_time: Option<IgnoredAny>,
    last_modified_date_time: Option<IgnoredAny>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Quota {
    total: Option<i64>,
    used: Option<IgnoredAny>,
    remaining: Option<IgnoredAny>,
    deleted: Option<IgnoredAny>,
    state: Option<IgnoredAny>,
}

/// `GET /graph/v1.0/drives`.
pub async fn list(call: Call) -> Result<Response, Refusal> {
    listed(&call, Version::One)
}

/// `GET /graph/v1beta1/drives`.
pub async fn list_beta(call: Call) -> Result<Response, Refusal> {
    listed(&call, Version::Beta)
}

/// Everything for whoever rules spaces, disabled ones too; what they are in for the others.
fn listed(call: &Call, version: Version) -> Result<Response, Refusal> {
    let filter = call.query.get("$filter").map(|text| read_filter(text)).transpose()?;
    let state = call.state();
    let fits = |space: &&Space| match &filter {
        Some((field, value)) if field == "driveType" => space.kind.name() == value,
        Some((field, value)) if field == "id" => state.drive_id(space.id) == *value,
        _ => true,
    };
    let seen = |space: &&Space| call.rules_spaces() || state.role_in(space, call.caller).is_some();
    let spaces = state.spaces.iter().filter(fits).filter(seen);
    let mut shown: Vec<Value> = spaces.map(|space| view(&state, space, &call.base, version)).collect();
    let virtual_too = filter.is_none_or(|(field, value)| field == "driveType" && value == "virtual");
    if virtual_too {
        shown.push(shares(&call.base));
    }
    Ok(Json(json!({ "value": shown })).into_response())
}

/// Only `<field> eq '<value>'` is understood; a field that OCIS does not know filters nothing.
fn read_filter(text: &str) -> Result<(String, String), Refusal> {
    let unsupported = || Refusal::new(StatusCode::NOT_IMPLEMENTED, "notSupported", "unsupported filter operand");
    let (field, value) = text.split_once(" eq ").ok_or_else(unsupported)?;
    Ok((field.trim().to_owned(), value.trim().trim_matches('\'').to_owned()))
}

/// `POST …/drives`: 201 each time, a name that is there already included. The maker becomes its manager.
pub async fn create(call: Call, body: Bytes) -> Result<Response, Refusal> {
    if !call.rules_spaces() {
        return Err(Refusal::not_allowed("insufficient permissions to create a space."));
    }
    let wanted: Wanted = strict(&body).map_err(|_| Refusal::invalid("invalid body schema definition"))?;
    let name = wanted.name.unwrap_or_default().trim().to_owned();
    check_name(&name).map_err(|why| Refusal::invalid(format!("invalid spacename: {why}")))?;
    if wanted.drive_type.is_some_and(|kind| !kind.is_empty() && kind != Kind::Project.name()) {
        return Err(Refusal::invalid("drives of this type cannot be created via this api"));
    }
    let quota = wanted.quota.and_then(|quota| quota.total).filter(|total| *total >= 0).unwrap_or(DEFAULT_QUOTA);
    let known = {
        let directory = call.provider().directory();
        let space = directory.tenants.iter().flat_map(|t| &t.spaces).find(|space| space.name == name);
        space.map(|space| space.id)
    };
    let mut state = call.state();
    let free = known.filter(|id| state.spaces.iter().all(|space| space.id != *id));
    let mut space = Space::new(free.unwrap_or_else(clock::random_uuid), Kind::Project, &name, quota, call.caller);
    space.description = wanted.description;
    if let Some(alias) = wanted.drive_alias {
        space.alias = alias;
    }
    call.created(format_args!("space {name}"), state.drive_id(space.id));
    let shown = view(&state, &space, &call.base, Version::One);
    state.spaces.push(space);
    Ok((StatusCode::CREATED, Json(shown)).into_response())
}

/// `GET /graph/v1.0/drives/{id}`.
pub async fn one(call: Call, Path(drive): Path<String>) -> Result<Response, Refusal> {
    single(&call, &drive, Version::One)
}

/// `GET /graph/v1beta1/drives/{id}`.
pub async fn one_beta(call: Call, Path(drive): Path<String>) -> Result<Response, Refusal> {
    single(&call, &drive, Version::Beta)
}

fn single(call: &Call, drive: &str, version: Version) -> Result<Response, Refusal> {
    let state = call.state();
    let index = seen(call, &state, drive, SpaceRole::Viewer);
    let index = index.ok_or_else(|| Refusal::missing("no drive returned from storage"))?;
    Ok(Json(view(&state, &state.spaces[index], &call.base, version)).into_response())
}

/// `PATCH …/drives/{id}`: name, description, alias, quota; with `Restore: true` a disabled space is enabled.
pub async fn change(call: Call, Path(drive): Path<String>, body: Bytes) -> Result<Response, Refusal> {
    let wanted: Wanted = strict(&body).map_err(|e| Refusal::invalid(format!("invalid request body: error: {e}")))?;
    let name = wanted.name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    if let Some(name) = &name {
        check_name(name).map_err(|why| Refusal::new(StatusCode::BAD_REQUEST, "generalException", why))?;
    }
    let quota = wanted.quota.and_then(|quota| quota.total);
    if quota.is_some() && !call.rules_spaces() {
        return Err(Refusal::not_allowed("user is not allowed to set the space quota"));
    }
    let mut state = call.state();
    let index = seen(&call, &state, &drive, SpaceRole::Manager).ok_or_else(|| Refusal::missing("drive not found"))?;
    let space = &mut state.spaces[index];
    space.name = name.unwrap_or_else(|| space.name.clone());
    space.description = wanted.description.or_else(|| space.description.take());
    space.alias = wanted.drive_alias.unwrap_or_else(|| space.alias.clone());
    space.quota = quota.unwrap_or(space.quota);
    if is_true(call.headers.get("restore")) {
        space.trashed = false;
    }
    space.touch();
    Ok(Json(view(&state, &state.spaces[index], &call.base, Version::One)).into_response())
}

/// `DELETE …/drives/{id}` disables; with `Purge: T` it ends a space for good, which has to be disabled before.
pub async fn delete(call: Call, Path(drive): Path<String>) -> Result<Response, Refusal> {
    let mut state = call.state();
    let index = seen(&call, &state, &drive, SpaceRole::Manager).ok_or_else(|| Refusal::missing("drive not found"))?;
    if !is_true(call.headers.get("purge")) {
        state.spaces[index].trashed = true;
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    if !state.spaces[index].trashed {
        return Err(Refusal::invalid("error: bad request: can't purge enabled space"));
    }
    let space = state.spaces.remove(index);
    call.deleted(format_args!("space {}", space.name), state.drive_id(space.id));
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Where a space is, if the caller is at least this in it, or rules spaces.
fn seen(call: &Call, state: &State, drive: &str, least: SpaceRole) -> Option<usize> {
    let index = state.find_space(drive)?;
    let role = state.role_in(&state.spaces[index], call.caller);
    (call.rules_spaces() || role.is_some_and(|role| role >= least)).then_some(index)
}

fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() {
        return Err("spacename must not be empty".to_owned());
    }
    if name.len() > LONGEST {
        return Err(format!("spacename must be smaller than {LONGEST}"));
    }
    if name.contains(FORBIDDEN) {
        let all = FORBIDDEN.map(String::from).join(" ");
        return Err(format!("spacenames must not contain [{all}]"));
    }
    Ok(())
}
