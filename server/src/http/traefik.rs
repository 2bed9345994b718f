//! `GET /internal/traefik`: what Traefik's HTTP provider polls. With the configured bearer token only.

use axum::{
    Json,
    extract::State as Shared,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use secrecy::ExposeSecret as _;

use super::guard::{bearer_is, text};
use crate::state::State;

pub async fn configuration(Shared(state): Shared<State>, headers: HeaderMap) -> Response {
    let token = state.config.traefik.token.expose_secret();
    // Without a token nobody may ask: an empty one is no secret.
    if token.is_empty() || !bearer_is(text(&headers, &header::AUTHORIZATION), token) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    match state.routes.document().await {
        Ok(document) => Json(document).into_response(),
        Err(error) => {
            // Traefik keeps what it has.
            tracing::error!(%error, "the routes could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}
