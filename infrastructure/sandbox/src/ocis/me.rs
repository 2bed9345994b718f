//! `/graph/v1.0/me`: the caller, as the caller is shown to itself.

use axum::Json;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::caller::Call;
use super::drive_view::{Version, shares, view};
use super::edge::Refusal;
use super::users;

/// `GET …/me`. With `$expand=memberOf` the answer comes from the directory behind OCIS and has more fields.
pub async fn me(call: Call) -> Result<Response, Refusal> {
    let state = call.state();
    let user = state.user(call.caller).ok_or_else(|| Refusal::missing("not found"))?;
    let identity = json!({ "issuer": call.base.at(""), "issuerAssignedId": user.id });
    let mut shown = users::read(&call, &state, user);
    shown["identities"] = json!([identity]);
    shown["preferredLanguage"] = json!("en");
    if !call.expands("memberOf")
        && let Some(fields) = shown.as_object_mut()
    {
        fields.retain(|name, _| !matches!(name.as_str(), "accountEnabled" | "surname" | "givenName"));
    }
    Ok(Json(shown).into_response())
}

/// `GET …/me/drives`: the shares, the caller's own space, and those that the caller is in.
pub async fn drives(call: Call) -> Response {
    let state = call.state();
    let mine = state.spaces.iter().filter(|space| state.role_in(space, call.caller).is_some());
    let mut shown: Vec<Value> = vec![shares(&call.base)];
    shown.extend(mine.map(|space| view(&state, space, &call.base, Version::One)));
    Json(json!({ "value": shown })).into_response()
}
