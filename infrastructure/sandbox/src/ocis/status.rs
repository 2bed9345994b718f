//! How OCIS is, for checks of health (facts/ocis.md §5, "Health").

use axum::Json;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde_json::json;

const CAPABILITIES: &str = include_str!("capabilities.json");

/// `GET /status.php`, for everybody.
pub async fn status() -> Response {
    Json(json!({
        "installed": true,
        "maintenance": false,
        "needsDbUpgrade": false,
        "version": "10.11.0.0",
        "versionstring": "10.11.0",
        "edition": "Community",
        "productname": "Infinite Scale",
        "product": "Infinite Scale",
        "productversion": "7.1.0-rc.2",
    }))
    .into_response()
}

/// `GET /ocs/v1.php/cloud/capabilities?format=json`, for everybody too. XML, which it is without the format, is left out.
pub async fn capabilities() -> Response {
    ([(header::CONTENT_TYPE, "application/json; charset=utf-8")], CAPABILITIES).into_response()
}
