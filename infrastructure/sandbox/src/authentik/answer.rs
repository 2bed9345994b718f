//! Answers and refusals, in the words of Django REST framework (facts/authentik.md §1.2).

use axum::Json;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

/// Why a call is not carried out.
#[derive(Debug)]
pub enum Refusal {
    /// 400, by field.
    Invalid(Map<String, Value>),
    /// 400 with any body.
    Bad(Value),
    /// 403.
    Forbidden,
    /// 404 of a thing that is not there: "No Group matches the given query."
    Missing(&'static str),
    /// 404 "Not found."
    NotFound,
    /// 404 "Invalid page."
    NoPage,
    /// 415.
    Media(String),
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let detail = |status, text: String| (status, json!({ "detail": text }));
        let (status, body) = match self {
            Self::Invalid(errors) => (StatusCode::BAD_REQUEST, Value::Object(errors)),
            Self::Bad(body) => (StatusCode::BAD_REQUEST, body),
            Self::Forbidden => {
                detail(StatusCode::FORBIDDEN, "You do not have permission to perform this action.".to_owned())
            }
            Self::Missing(model) => detail(StatusCode::NOT_FOUND, format!("No {model} matches the given query.")),
            Self::NotFound => detail(StatusCode::NOT_FOUND, "Not found.".to_owned()),
            Self::NoPage => detail(StatusCode::NOT_FOUND, "Invalid page.".to_owned()),
            Self::Media(kind) => {
                detail(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("Unsupported media type \"{kind}\" in request."))
            }
        };
        (status, Json(body)).into_response()
    }
}

/// One field's error.
pub fn invalid(field: &str, message: &str) -> Refusal {
    Refusal::Invalid(Map::from_iter([(field.to_owned(), json!([message]))]))
}

/// A body as JSON; none at all is an empty object.
pub fn object(headers: &HeaderMap, body: &Bytes) -> Result<Map<String, Value>, Refusal> {
    if body.is_empty() {
        return Ok(Map::new());
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/json") {
        return Err(Refusal::Media(kind.to_owned()));
    }
    match serde_json::from_slice(body) {
        Ok(Value::Object(object)) => Ok(object),
        Ok(other) => {
            let what = kind_of(&other);
            let text = format!("Invalid data. Expected a dictionary, but got {what}.");
            Err(Refusal::Bad(json!({ "non_field_errors": [text] })))
        }
        Err(e) => Err(Refusal::Bad(json!({ "detail": format!("JSON parse error - {e}") }))),
    }
}

/// Python's name for the kind of a value.
pub fn kind_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "NoneType",
        Value::Bool(_) => "bool",
        Value::Number(n) if n.is_f64() => "float",
        Value::Number(_) => "int",
        Value::String(_) => "str",
        Value::Array(_) => "list",
        Value::Object(_) => "dict",
    }
}
