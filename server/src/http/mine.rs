//! A person's own data, as a file.

use axum::{
    Extension,
    extract::State as Shared,
    http::{HeaderValue, header},
    response::{IntoResponse as _, Response},
};
use dezky_domain::ctx::Ctx;

use super::context::status;
use crate::state::State;

/// `GET /me/export.json`.
pub async fn export(Shared(state): Shared<State>, Extension(ctx): Extension<Ctx>) -> Response {
    match state.services.me.export(&ctx).await {
        Ok(json) => {
            let name = format!("attachment; filename=\"dezky-{}.json\"", ctx.now().format("%Y-%m-%d"));
            let name = HeaderValue::from_str(&name).unwrap_or(HeaderValue::from_static("attachment"));
            let kind = HeaderValue::from_static("application/json; charset=utf-8");
            ([(header::CONTENT_TYPE, kind), (header::CONTENT_DISPOSITION, name)], json).into_response()
        }
        Err(error) => status(&error),
    }
}
