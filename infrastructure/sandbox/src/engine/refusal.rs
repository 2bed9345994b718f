//! Refusals in the words of each engine, for faults that are a status.

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use serde_json::{Value, json};

use super::System;
use crate::clock;

/// The engine's answer with a status that it would give for a reason of its own; `retry_after` in seconds.
pub fn answer(system: System, status: u16, retry_after: Option<u64>) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut answer = if status.is_server_error() {
        let reason = status.canonical_reason().unwrap_or("Server Error");
        let code = status.as_u16();
        (status, Html(format!("<!doctype html><html><head><title>{reason}</title></head><body><h1>{reason} ({code})</h1></body></html>")))
            .into_response()
    } else {
        match system {
            System::Authentik => authentik(status, retry_after),
            System::Stalwart => stalwart(status),
            System::Ocis => ocis(status),
        }
    };
    if let Some(seconds) = retry_after {
        answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

/// facts/authentik.md §1.2; the words of the throttle are Django REST framework's.
fn authentik(status: StatusCode, retry_after: Option<u64>) -> Response {
    let detail = match status.as_u16() {
        401 => "Authentication credentials were not provided.".to_owned(),
        403 => "You do not have permission to perform this action.".to_owned(),
        429 => {
            let wait = retry_after.map(|s| format!(" Expected available in {s} seconds.")).unwrap_or_default();
            format!("Request was throttled.{wait}")
        }
        _ => "Not found.".to_owned(),
    };
    (status, Json(json!({ "detail": detail }))).into_response()
}

/// facts/stalwart.md §2 and the table of errors there.
fn stalwart(status: StatusCode) -> Response {
    let (title, detail) = match status.as_u16() {
        401 => ("Unauthorized", "You have to authenticate first."),
        403 => ("Forbidden", "You do not have enough permissions to access this resource."),
        429 => ("Too Many Authentication Attempts", "Your IP address has been banned after too many attempts."),
        _ => ("Not Found", "The requested resource does not exist on this server."),
    };
    let body = json!({ "type": "about:blank", "status": status.as_u16(), "title": title, "detail": detail });
    let mut answer = problem(status, &body);
    if status == StatusCode::UNAUTHORIZED {
        const HOW: &str =
            "Bearer realm=\"Stalwart Server\", resource_metadata=\"/.well-known/oauth-protected-resource\"";
        answer.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static(HOW));
    }
    answer
}

fn problem(status: StatusCode, body: &Value) -> Response {
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

/// facts/ocis.md §3: a 401 has no body, the rest is Graph's error object.
fn ocis(status: StatusCode) -> Response {
    let (code, message) = match status.as_u16() {
        401 => {
            let how = [(header::WWW_AUTHENTICATE, "Basic realm=\"localhost:9200\", charset=\"UTF-8\"")];
            return (status, how).into_response();
        }
        429 => return status.into_response(),
        403 => ("notAllowed", "insufficient permissions"),
        _ => ("itemNotFound", "not found"),
    };
    let inner =
        json!({ "date": clock::now().format("%Y-%m-%dT%H:%M:%SZ").to_string(), "request-id": clock::random_uuid() });
    (status, Json(json!({ "error": { "code": code, "innererror": inner, "message": message } }))).into_response()
}
