//! What can be done with a user beyond the five calls: passwords, links to set one, service accounts, who one is.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Map, Value, json};

use super::answer::{Refusal, invalid, object};
use super::door::Caller;
use super::made::moment;
use super::row::{Noun, Row};
use super::show::Asked;
use super::state::{Recovery, State};
use super::{brands, resource, validity};
use crate::clock;
use crate::provider::Provider;

type App = Shared<Arc<Provider>>;
type Answer = Result<Response, Refusal>;

pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/api/v3/core/users/me/", get(me))
        .route("/api/v3/core/users/service_account/", post(service_account))
        .route("/api/v3/core/users/{key}/set_password/", post(set_password))
        .route("/api/v3/core/users/{key}/recovery/", post(recovery))
        .route("/api/v3/core/users/{key}/recovery_email/", post(recovery_email))
        .route("/api/v3/core/users/{key}/used_by/", get(|app: App, key| resource::used_by(Noun::User, app, key)))
}

fn pk(state: &State, key: &str) -> Result<u64, Refusal> {
    let row = state.by_key(Noun::User, key).ok_or(Refusal::Missing("User"))?;
    row.get("pk").as_u64().ok_or(Refusal::NotFound)
}

/// No password policy is applied, as recorded: policies only run in flows.
async fn set_password(Shared(provider): App, Path(key): Path<String>, headers: HeaderMap, body: Bytes) -> Answer {
    let mut state = provider.engines.authentik();
    let pk = pk(&state, &key)?;
    let body = object(&headers, &body)?;
    let password = match body.get("password") {
        None => return Err(invalid("password", "This field is required.")),
        Some(Value::String(password)) if password.is_empty() => {
            return Err(invalid("password", "This field may not be blank."));
        }
        Some(Value::String(password)) => password.clone(),
        Some(_) => return Err(invalid("password", "Not a valid string.")),
    };
    state.set_password(pk, password);
    provider.password_set(&state, pk, None);
    Ok(StatusCode::NO_CONTENT.into_response())
}

impl State {
    pub(super) fn set_password(&mut self, user: u64, password: String) {
        self.passwords.insert(user, password);
        if let Some(row) = self.row_mut(Noun::User, &json!(user)) {
            row.set("password_change_date", moment());
            row.set("last_updated", moment());
        }
    }

    /// The token of a user's recovery link, from now on for `duration`; a link that exists keeps its token, as recorded.
    fn recovery_token(&mut self, user: u64, flow: &Row, duration: Option<&str>) -> String {
        let usual = self.setting("default_token_duration").as_str().and_then(validity::parse);
        let lives = duration.and_then(validity::parse).or(usual).unwrap_or_else(|| chrono::TimeDelta::minutes(30));
        let now = clock::now();
        self.recoveries.retain(|_, r| r.until > now);
        let token = self.recoveries.iter().find(|(_, r)| r.user == user).map(|(token, _)| token.clone());
        let token = token.unwrap_or_else(clock::random_hex::<30>);
        let recovery = Recovery { user, flow: flow.text("slug").to_owned(), until: now + lives };
        self.recoveries.insert(token.clone(), recovery);
        token
    }
}

/// The link is on the host that was called, and needs a flow on the brand of that host.
async fn recovery(Shared(provider): App, Path(key): Path<String>, headers: HeaderMap, body: Bytes) -> Answer {
    let body = object(&headers, &body)?;
    let mut state = provider.engines.authentik();
    let pk = pk(&state, &key)?;
    let flow = flow(&state, &headers)?;
    let duration = duration(&body)?;
    let token = state.recovery_token(pk, &flow, duration.as_deref());
    let host = brands::host(&headers);
    let link = format!("http://{host}/if/flow/{}/?flow_token={token}", flow.text("slug"));
    Ok(Json(json!({ "link": link })).into_response())
}

/// No e-mail leaves the sandbox; the journal has the link.
async fn recovery_email(Shared(provider): App, Path(key): Path<String>, headers: HeaderMap, body: Bytes) -> Answer {
    let body = object(&headers, &body)?;
    let mut state = provider.engines.authentik();
    let pk = pk(&state, &key)?;
    if body.get("email_stage").is_none() {
        return Err(invalid("email_stage", "This field is required."));
    }
    let to = state.user(pk).map(|u| u.text("email").to_owned()).unwrap_or_default();
    if to.is_empty() {
        return Err(Refusal::Bad(json!({ "non_field_errors": "User does not have an email address set." })));
    }
    let flow = flow(&state, &headers)?;
    let duration = duration(&body)?;
    let token = state.recovery_token(pk, &flow, duration.as_deref());
    let link = format!("http://{}/if/flow/{}/?flow_token={token}", brands::host(&headers), flow.text("slug"));
    provider.journal.note("recovery_email", to, link);
    Ok(StatusCode::NO_CONTENT.into_response())
}

fn flow(state: &State, headers: &HeaderMap) -> Result<Row, Refusal> {
    let brand = state.brand_of(brands::host(headers));
    let flow = brand.and_then(|b| state.by_pk(Noun::Flow, b.get("flow_recovery")));
    flow.cloned().ok_or_else(|| Refusal::Bad(json!({ "non_field_errors": "No recovery flow set." })))
}

fn duration(body: &Map<String, Value>) -> Result<Option<String>, Refusal> {
    match body.get("token_duration") {
        None => Ok(None),
        Some(Value::String(text)) if validity::parse(text).is_some() => Ok(Some(text.clone())),
        Some(_) => Err(invalid("token_duration", "Not a valid duration.")),
    }
}

/// The token is an app password, no API token (facts/authentik.md §1.8).
async fn service_account(
    Shared(provider): App,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let body = object(&headers, &body)?;
    let name = body.get("name").and_then(Value::as_str).ok_or_else(|| invalid("name", "This field is required."))?;
    let mut state = provider.engines.authentik();
    if state.by_text(Noun::User, "username", name).is_some() {
        return Err(invalid("name", "This field must be unique."));
    }
    let expiring = body.get("expiring").and_then(Value::as_bool).unwrap_or(true);
    let user = json!({ "username": name, "name": name, "type": "service_account",
        "path": "goauthentik.io/service-accounts", "attributes": { "goauthentik.io/user/token-expires": expiring } });
    let Value::Object(user) = user else { return Err(Refusal::NotFound) };
    let pk = resource::make(&provider, &mut state, Noun::User, &caller, &user)?;
    let token = json!({ "pk": clock::random_hex::<16>(), "app": "authentik_core",
        "name": format!("service-account-{name}-password"), "model_name": "token" });
    provider.changed(&state, "model_created", token);
    let uid = state.by_pk(Noun::User, &pk).map(|u| u.get("uid").clone());
    let answer = json!({ "username": name, "user_uid": uid, "user_pk": pk, "token": clock::random_hex::<30>() });
    Ok(Json(answer).into_response())
}

async fn me(Shared(provider): App, Extension(caller): Extension<Caller>, Query(_): Query<Asked>) -> Answer {
    let state = provider.engines.authentik();
    let user = state.user(caller.user).ok_or(Refusal::NotFound)?;
    let shown = state.show(Noun::User, user, &Asked::new());
    let mut short = Map::new();
    for field in ["pk", "username", "name", "is_active", "is_superuser"] {
        short.insert(field.to_owned(), shown[field].clone());
    }
    let groups = shown["groups_obj"].as_array().into_iter().flatten();
    short.insert("groups".to_owned(), groups.map(|g| json!({ "name": g["name"], "pk": g["pk"] })).collect());
    short.insert("roles".to_owned(), shown["roles_obj"].clone());
    for field in ["email", "avatar", "uid"] {
        short.insert(field.to_owned(), shown[field].clone());
    }
    short.insert("settings".to_owned(), json!({}));
    short.insert("type".to_owned(), shown["type"].clone());
    short.insert("system_permissions".to_owned(), json!([]));
    Ok(Json(json!({ "user": short })).into_response())
}
