//! The central navigation, for the headers of a tenant's own apps: as data, and as a small document for a frame. Only the
//! origins of these apps may read the one or show the other.

use axum::{
    Extension, Json,
    extract::{OriginalUri, State as Shared},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{Html, IntoResponse as _, Response},
};
use dezky_app::pages::nav::{document, entries};
use dezky_domain::{Result, ctx::Ctx};
use serde_json::json;
use tower_sessions::Session;

use super::{
    context::{part, status},
    guard::{Framed, text},
    here::Here,
};
use crate::state::State;

const PRIVATE: HeaderValue = HeaderValue::from_static("private, no-store");

/// `GET /nav.json`: `{"tiles": [{"name", "url", "icon", "group", "pinned"}]}`. Asked from another origin it answers those
/// of the tenant's apps alone, with the person's session: 403 for the rest.
pub async fn data(
    Shared(state): Shared<State>,
    ctx: Extension<Ctx>,
    here: Extension<Here>,
    session: Session,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> Response {
    let answer = async {
        let tiles = state.services.launchers.tiles(&ctx).await?;
        let origins = state.services.launchers.origins(&ctx).await?;
        Ok((entries(&part(&state, &ctx, &session, &uri)?, &tiles), origins))
    };
    let (entries, origins): (_, Vec<String>) = match answer.await {
        Ok(answer) => answer,
        Err(error) => return varying(status(&error)),
    };
    let origin = headers.get(header::ORIGIN).filter(|_| text(&headers, &header::ORIGIN) != Some(here.origin.as_str()));
    let admitted = origin.is_none_or(|asks| origins.iter().any(|origin| origin.as_bytes() == asks.as_bytes()));
    if !admitted {
        return varying(StatusCode::FORBIDDEN.into_response());
    }
    let mut response = varying(Json(json!({ "tiles": entries })).into_response());
    if let Some(origin) = origin {
        let headers = response.headers_mut();
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin.clone());
        headers.insert(header::ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
    }
    response
}

/// `GET /nav.html`: the same as links, without a script. Who may frame it stands in its policy.
pub async fn page(
    Shared(state): Shared<State>,
    ctx: Extension<Ctx>,
    session: Session,
    OriginalUri(uri): OriginalUri,
) -> Response {
    let answer: Result<_> = async {
        let tiles = state.services.launchers.tiles(&ctx).await?;
        let origins = state.services.launchers.origins(&ctx).await?;
        let backend = part(&state, &ctx, &session, &uri)?;
        let entries = entries(&backend, &tiles);
        Ok((document(backend, state.assets.clone(), entries), origins))
    }
    .await;
    let (html, origins) = match answer {
        Ok(answer) => answer,
        Err(error) => return status(&error),
    };
    let ancestors = if origins.is_empty() { "'none'".to_owned() } else { origins.join(" ") };
    let policy = format!(
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; frame-ancestors {ancestors}; \
         base-uri 'none'; form-action 'none'"
    );
    let mut response = Html(html).into_response();
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
        // The older header knows no list of origins: it would refuse them all.
        response.extensions_mut().insert(Framed);
    }
    response.headers_mut().insert(header::CACHE_CONTROL, PRIVATE);
    response
}

/// Another origin gets another answer, and no cache may mix them up.
fn varying(mut response: Response) -> Response {
    response.headers_mut().insert(header::CACHE_CONTROL, PRIVATE);
    response.headers_mut().insert(header::VARY, HeaderValue::from_name(header::ORIGIN));
    response
}
