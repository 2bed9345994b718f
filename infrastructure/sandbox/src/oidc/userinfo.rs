//! `/application/o/userinfo/`: the person behind an access token whose session still lives.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::provider::Provider;

const REFUSAL: &str = "error=\"invalid_token\", error_description=\"The access token provided is expired, revoked, \
                       malformed, or invalid for other reasons\"";

pub async fn userinfo(State(provider): State<Arc<Provider>>, headers: HeaderMap) -> Response {
    let claims = headers
        .get(header::AUTHORIZATION)
        .and_then(|h| h.to_str().ok())
        .and_then(|h| h.strip_prefix("Bearer "))
        .and_then(|token| provider.sessions.userinfo(token));
    match claims {
        Some(claims) => ([(header::CACHE_CONTROL, "no-store")], Json(claims)).into_response(),
        None => (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, REFUSAL)]).into_response(),
    }
}
