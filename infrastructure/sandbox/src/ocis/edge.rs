//! What every answer has in common: a request id in a header, and for a refusal the error body of Graph.

use std::sync::atomic::{AtomicU64, Ordering};

use axum::Json;
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use chrono::SecondsFormat;
use serde::de::DeserializeOwned;
use serde_json::json;

use super::caller::Call;
use crate::clock;

/// A refusal in Graph's words. Its body is written by `edge`, which knows the request's id.
#[derive(Debug, Clone)]
pub struct Refusal {
    status: StatusCode,
    code: &'static str,
    message: String,
}

impl Refusal {
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into() }
    }

    pub fn invalid(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalidRequest", message)
    }

    pub fn missing(message: &str) -> Self {
        Self::new(StatusCode::NOT_FOUND, "itemNotFound", message)
    }

    pub fn taken(message: impl Into<String>) -> Self {
        Self::new(StatusCode::CONFLICT, "nameAlreadyExists", message)
    }

    /// `accessDenied`: the person may not do this at all.
    pub fn denied(message: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "accessDenied", message)
    }

    /// `notAllowed`: the role lacks the permission.
    pub fn not_allowed(message: &str) -> Self {
        Self::new(StatusCode::FORBIDDEN, "notAllowed", message)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let mut answer = self.status.into_response();
        answer.extensions_mut().insert(self);
        answer
    }
}

/// Numbers requests as OCIS does, which counts two to a call: the second is the one in the error's body.
pub async fn edge(request: Request, next: Next) -> Response {
    static CALLS: AtomicU64 = AtomicU64::new(1);
    let number = CALLS.fetch_add(2, Ordering::Relaxed);
    let mut answer = next.run(request).await;
    if let Some(refusal) = answer.extensions_mut().remove::<Refusal>() {
        let date = clock::now().to_rfc3339_opts(SecondsFormat::Secs, true);
        let inner = json!({ "date": date, "request-id": request_id(number + 1) });
        let error = json!({ "code": refusal.code, "innererror": inner, "message": refusal.message });
        answer = (refusal.status, Json(json!({ "error": error }))).into_response();
    }
    if let Ok(id) = HeaderValue::from_str(&request_id(number)) {
        answer.headers_mut().insert("x-request-id", id);
    }
    answer
}

fn request_id(number: u64) -> String {
    format!("sandbox/ocis-{number:06}")
}

/// A path of Graph that OCIS does not know either. Who has not signed in learns only that.
pub async fn unknown(_: Call) -> Response {
    (StatusCode::NOT_FOUND, "404 page not found\n").into_response()
}

/// A body in which an unknown field is an error, said as Go says it.
pub fn strict<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    if body.is_empty() {
        return Err("EOF".to_owned());
    }
    serde_json::from_slice(body).map_err(|e| {
        let said = e.to_string();
        let field = said.strip_prefix("unknown field `").and_then(|rest| rest.split_once('`'));
        field.map_or_else(|| said.clone(), |(name, _)| format!("json: unknown field \"{name}\""))
    })
}

/// Go's `strconv.ParseBool`, with which OCIS reads `Restore` and `Purge`.
pub fn is_true(header: Option<&HeaderValue>) -> bool {
    header.is_some_and(|value| ["1", "t", "T", "true", "TRUE", "True"].iter().any(|yes| value == yes))
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::strict;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Named {
        name: String,
    }

    #[test]
    fn an_unknown_field_is_named() {
        assert_eq!(strict::<Named>(br#"{"name":"a"}"#).unwrap().name, "a");
        let refused = strict::<Named>(br#"{"name":"a","tenant":"b"}"#).unwrap_err();
        assert_eq!(refused, "json: unknown field \"tenant\"");
        assert_eq!(strict::<Named>(b"").unwrap_err(), "EOF");
    }
}
