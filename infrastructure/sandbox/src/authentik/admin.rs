//! Version, settings, and the keys of tokens.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::{Value, json};

use super::answer::{Refusal, invalid, object};
use super::row::Noun;
use crate::provider::Provider;

type App = Shared<Arc<Provider>>;
type Answer = Result<Response, Refusal>;

pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/api/v3/admin/version/", get(version))
        .route("/api/v3/admin/settings/", get(settings).patch(change).put(change))
        .route("/api/v3/root/config/", get(config))
        .route("/api/v3/core/tokens/{key}/view_key/", get(view_key))
        .route("/api/v3/core/tokens/{key}/set_key/", post(set_key))
}

/// Outside the door.
pub fn health() -> Router<Arc<Provider>> {
    Router::new()
        .route("/-/health/live/", get(async || StatusCode::OK))
        .route("/-/health/ready/", get(async || StatusCode::OK))
}

async fn version() -> Json<Value> {
    Json(json!({
        "version_current": "2026.2.2", "version_latest": "2026.2.2", "version_latest_valid": true, "build_hash": "",
        "outdated": false, "outpost_outdated": false,
    }))
}

async fn config() -> Json<Value> {
    Json(json!({
        "error_reporting": {
            "enabled": false, "sentry_dsn": "", "environment": "customer", "send_pii": false, "traces_sample_rate": 0.1
        },
        "capabilities": ["can_impersonate", "is_enterprise"],
        "cache_timeout": 300, "cache_timeout_flows": 300, "cache_timeout_policies": 300,
    }))
}

async fn settings(Shared(provider): App) -> Json<Value> {
    Json(Value::Object(provider.engines.authentik().settings.clone()))
}

/// Settings that are not known are dropped.
async fn change(Shared(provider): App, headers: HeaderMap, body: Bytes) -> Answer {
    let body = object(&headers, &body)?;
    let mut state = provider.engines.authentik();
    for (name, value) in body {
        if let Some(setting) = state.settings.get_mut(&name) {
            *setting = value;
        }
    }
    Ok(Json(Value::Object(state.settings.clone())).into_response())
}

async fn view_key(Shared(provider): App, Path(key): Path<String>) -> Answer {
    let state = provider.engines.authentik();
    let token = state.by_key(Noun::Token, &key).ok_or(Refusal::Missing("Token"))?;
    provider.secret_viewed(&state, token);
    Ok(Json(json!({ "key": token.get("key") })).into_response())
}

async fn set_key(Shared(provider): App, Path(key): Path<String>, headers: HeaderMap, body: Bytes) -> Answer {
    let body = object(&headers, &body)?;
    let new = body.get("key").and_then(Value::as_str).ok_or_else(|| invalid("key", "This field is required."))?;
    let mut state = provider.engines.authentik();
    let pk = state.by_key(Noun::Token, &key).ok_or(Refusal::Missing("Token"))?.get("pk").clone();
    if let Some(token) = state.row_mut(Noun::Token, &pk) {
        token.set("key", new);
    }
    provider.row_changed(&state, "model_updated", Noun::Token, &pk);
    Ok(StatusCode::NO_CONTENT.into_response())
}
