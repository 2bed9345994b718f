//! Who calls the API: the bearer token, and whose it is (facts/authentik.md §1.2: 403, never 401).

use std::sync::Arc;

use axum::Json;
use axum::extract::{Request, State as Shared};
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::answer::Refusal;
use super::events::Act;
use super::row::Noun;
use super::state::State;
use crate::provider::Provider;

/// The token that Dezky has from the start, public on purpose: it opens nothing but the sandbox.
pub const TOKEN: &str = "sandbox-only-authentik";
/// The user that it is of.
pub const OWNER: &str = "dezky-control-plane";

/// Whose token it is.
#[derive(Debug, Clone, Copy)]
pub struct Caller {
    pub user: u64,
    pub superuser: bool,
}

/// The middleware; everything below `/api/v3/` but what is public passes through it.
pub async fn door(Shared(provider): Shared<Arc<Provider>>, mut request: Request, next: Next) -> Response {
    if matches!(request.uri().path(), "/api/v3/core/brands/current/" | "/api/v3/root/config/") {
        return next.run(request).await;
    }
    let bearer = request.headers().get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
    let refused = |detail| (StatusCode::FORBIDDEN, Json(json!({ "detail": detail }))).into_response();
    let Some(token) = bearer.and_then(|b| b.strip_prefix("Bearer ")) else {
        return refused("Authentication credentials were not provided.");
    };
    let Some((caller, may)) = provider.engines.authentik().caller(token) else {
        return refused("Token invalid/expired");
    };
    let own = request.method() == Method::GET && request.uri().path() == "/api/v3/core/users/me/";
    if !may && !own {
        return Refusal::Forbidden.into_response();
    }
    Act::called_by(caller.user);
    request.extensions_mut().insert(caller);
    next.run(request).await
}

impl State {
    /// Whose token it is, and whether that user may do anything: a new service account may not until it has a role.
    /// Single permissions are not told apart.
    fn caller(&self, token: &str) -> Option<(Caller, bool)> {
        let user = if token == TOKEN {
            self.by_text(Noun::User, "username", OWNER)?
        } else {
            let row = self.find(Noun::Token, |t| t.text("intent") == "api" && t.text("key") == token)?;
            self.by_pk(Noun::User, row.get("user")).filter(|u| u.flag("is_active"))?
        };
        let superuser = self.is_superuser(user);
        let may = token == TOKEN || superuser || !user.list("roles").is_empty();
        Some((Caller { user: user.get("pk").as_u64()?, superuser }, may))
    }
}
