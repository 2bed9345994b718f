//! The OpenID provider, in the shape of Authentik's (facts/authentik.md §3): one issuer per application, with a trailing
//! slash; authorize, token and userinfo shared; every path ends in `/`, and without it is a 404 page.

mod authorize;
mod base;
mod claims;
mod discovery;
mod login;
mod logout;
mod query;
mod token;
mod userinfo;

use std::sync::Arc;

use axum::Router;
use axum::routing::{get, post};

pub use authorize::{COOKIE, granted};
pub use base::{Base, is_loopback};
pub use claims::preview;
pub use login::home;
pub use logout::end;

use crate::provider::Provider;

/// The provider's routes.
pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/application/o/{app}/.well-known/openid-configuration", get(discovery::document))
        .route("/application/o/{app}/jwks/", get(discovery::jwks))
        .route("/application/o/{app}/end-session/", get(logout::end_session).post(logout::end_session))
        .route("/application/o/authorize/", get(authorize::authorize))
        .route("/application/o/token/", post(token::token))
        .route("/application/o/userinfo/", get(userinfo::userinfo).post(userinfo::userinfo))
        .route(login::PATH, get(login::form).post(login::sign_in))
}
