//! Putting users into a group and taking them out: 204 however often it is asked (facts/authentik.md §1.4).

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};

use super::answer::{Refusal, invalid, object};
use super::made::moment;
use super::resource;
use super::row::Noun;
use crate::provider::Provider;

type App = Shared<Arc<Provider>>;

pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/api/v3/core/groups/{key}/add_user/", post(|app: App, key, h, b| member(true, app, key, h, b)))
        .route("/api/v3/core/groups/{key}/remove_user/", post(|app: App, key, h, b| member(false, app, key, h, b)))
        .route("/api/v3/core/groups/{key}/used_by/", get(|app: App, key| resource::used_by(Noun::Group, app, key)))
}

async fn member(
    joins: bool,
    Shared(provider): App,
    Path(key): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let body = object(&headers, &body)?;
    let mut state = provider.engines.authentik();
    let group = state.by_key(Noun::Group, &key).ok_or(Refusal::Missing("Group"))?.get("pk").clone();
    let user = body.get("pk").ok_or_else(|| invalid("pk", "This field is required."))?.clone();
    let row = state.row_mut(Noun::User, &user).ok_or(Refusal::NotFound)?;
    if joins {
        row.add("groups", group.clone());
    } else {
        row.strike("groups", &group);
    }
    row.set("last_updated", moment());
    // Which user it was isn't said, nor whether anything changed (facts/authentik.md §2.3).
    provider.row_changed(&state, "model_updated", Noun::Group, &group);
    Ok(StatusCode::NO_CONTENT.into_response())
}
