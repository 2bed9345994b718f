//! Authentik's API, as the recordings of 2026.2.2 answer (facts/authentik.md §1), and what sign-in takes from it.

mod access;
mod admin;
mod answer;
mod applications;
mod brands;
mod devices;
mod door;
pub mod events;
mod field;
mod groups;
mod list;
mod made;
mod providers;
mod recovery_page;
mod resource;
mod row;
mod schema;
mod sessions;
mod set_up;
mod show;
mod state;
mod used_by;
mod users;
pub mod validity;
mod who;

use std::sync::Arc;

use axum::Json;
use axum::Router;
use axum::http::{Method, StatusCode};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::provider::Provider;
use row::Noun;

pub use state::State;

const NOUNS: [Noun; 12] = [
    Noun::Group,
    Noun::User,
    Noun::Application,
    Noun::OAuth2Provider,
    Noun::Binding,
    Noun::Brand,
    Noun::Flow,
    Noun::ScopeMapping,
    Noun::CertificateKeyPair,
    Noun::Token,
    Noun::Invitation,
    Noun::Role,
];

/// The API behind its door, and the page of a recovery link.
pub fn routes(provider: &Arc<Provider>) -> Router<Arc<Provider>> {
    NOUNS
        .into_iter()
        .fold(Router::new(), |all, noun| all.merge(resource::routes(noun)))
        .merge(users::routes())
        .merge(groups::routes())
        .merge(applications::routes())
        .merge(providers::routes())
        .merge(brands::routes())
        .merge(sessions::routes())
        .merge(devices::routes())
        .merge(admin::routes())
        .merge(events::routes())
        .method_not_allowed_fallback(not_allowed)
        .route_layer(from_fn_with_state(Arc::clone(provider), door::door))
        .merge(admin::health())
        .merge(devices::control())
        .merge(events::control())
        .merge(recovery_page::routes())
}

async fn not_allowed(method: Method) -> Response {
    let detail = format!("Method \"{method}\" not allowed.");
    (StatusCode::METHOD_NOT_ALLOWED, Json(json!({ "detail": detail }))).into_response()
}
