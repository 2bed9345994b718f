//! For machines: is it alive, can it serve, what are its numbers.

use std::{net::SocketAddr, sync::OnceLock};

use axum::{
    Json, Router,
    extract::{ConnectInfo, State as Shared},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::get,
};
use metrics_exporter_prometheus::PrometheusHandle;
use secrecy::ExposeSecret as _;
use serde_json::json;

use super::guard::{bearer_is, text};
use crate::state::State;

/// Set once at the start; without it `/metrics` is empty.
pub static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();

/// What machines ask; `/metrics` knows who asks by the connection.
pub fn routes() -> Router<State> {
    Router::new().route("/healthz", get(alive)).route("/readyz", get(ready)).route("/metrics", get(metrics))
}

/// `GET /healthz`: the process answers. Nothing else is looked at, so that a broken database doesn't restart it.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: database, migrations, and the workers' heartbeats.
pub async fn ready(Shared(state): Shared<State>) -> Response {
    let database = state.store.ping().await.is_ok();
    let pending = state.store.pending().await.ok();
    let stale = state.heartbeats.stale();
    let ready = database && pending == Some(0) && stale.is_empty() && !state.stop.is_cancelled();
    let report = json!({
        "ready": ready,
        "database": if database { "ok" } else { "unreachable" },
        "migrations_pending": pending,
        "workers_silent": stale,
        "stopping": state.stop.is_cancelled(),
    });
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, Json(report)).into_response()
}

/// `GET /metrics`: with the configured bearer token, or without one only from this machine.
pub async fn metrics(
    Shared(state): Shared<State>,
    peer: Option<axum::Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
) -> Response {
    let token = state.config.metrics.token.expose_secret();
    let allowed = if token.is_empty() {
        // The peer itself, whatever it claims: a proxy on this machine would let the world in, so a forwarded request
        // never counts as local.
        let local = peer.is_none_or(|peer| peer.0.0.ip().to_canonical().is_loopback());
        local && !headers.contains_key("x-forwarded-for")
    } else {
        bearer_is(text(&headers, &header::AUTHORIZATION), token)
    };
    if !allowed {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let body = RECORDER.get().map(PrometheusHandle::render).unwrap_or_default();
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], body).into_response()
}
