//! App roles: what an account may do in OCIS as a whole. One account has one, and another assignment replaces it.

use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::{Uuid, uuid};

use super::caller::Call;
use super::edge::{Refusal, strict};
use super::state::User;
use super::{roles, users};
use crate::clock;

const APPLICATION: Uuid = uuid!("91eba300-54d2-4022-95c4-03b7fdd3feb0");
const NAME: &str = "ownCloud Infinite Scale";
const ROLES: [(&str, Uuid); 4] = [
    ("Admin", roles::ADMIN),
    ("Space Admin", roles::SPACE_ADMIN),
    ("User", roles::USER),
    ("User Light", roles::USER_LIGHT),
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
struct Wanted {
    principal_id: String,
    resource_id: String,
    app_role_id: String,
}

/// `GET …/applications`.
pub async fn applications(_: Call) -> Response {
    Json(json!({ "value": [described()] })).into_response()
}

/// `GET …/applications/{id}`.
pub async fn application(_: Call, Path(id): Path<String>) -> Result<Response, Refusal> {
    if id.parse() == Ok(APPLICATION) {
        return Ok(Json(described()).into_response());
    }
    Err(Refusal::missing("requested id does not match expected application id"))
}

fn described() -> Value {
    let roles: Value = ROLES.iter().map(|(name, id)| json!({ "displayName": name, "id": id })).collect();
    json!({ "appRoles": roles, "displayName": NAME, "id": APPLICATION })
}

/// The role of an account as an assignment.
pub fn view(user: &User) -> Value {
    json!({
        "appRoleId": user.app_role,
        "id": user.assignment,
        "principalId": user.id,
        "principalType": "User",
        "resourceDisplayName": NAME,
        "resourceId": APPLICATION,
    })
}

/// `GET …/users/{id}/appRoleAssignments`.
pub async fn assigned(call: Call, Path(user): Path<String>) -> Result<Response, Refusal> {
    let state = call.state();
    let user = &state.users[users::found(&state, &user)?];
    Ok(Json(json!({ "value": [view(user)] })).into_response())
}

/// `POST …/users/{id}/appRoleAssignments`: 201, and the role that was there is replaced.
pub async fn assign(call: Call, Path(user): Path<String>, body: Bytes) -> Result<Response, Refusal> {
    call.require_admin()?;
    let wanted: Wanted = strict(&body).map_err(|e| Refusal::invalid(format!("invalid request body: {e}")))?;
    let mut state = call.state();
    let index = users::found(&state, &user)?;
    let user = &mut state.users[index];
    if wanted.principal_id != user.id.to_string() {
        let both = format!("user id {} does not match principal id {}", user.id, wanted.principal_id);
        return Err(Refusal::invalid(both));
    }
    if wanted.resource_id != APPLICATION.to_string() {
        let both = format!("resource id {} does not match expected application id {APPLICATION}", wanted.resource_id);
        return Err(Refusal::invalid(both));
    }
    let role = ROLES.into_iter().find(|(_, id)| id.to_string() == wanted.app_role_id);
    user.app_role = role.ok_or_else(|| Refusal::invalid("unknown app role"))?.1;
    user.assignment = clock::random_uuid();
    Ok((StatusCode::CREATED, Json(view(user))).into_response())
}
