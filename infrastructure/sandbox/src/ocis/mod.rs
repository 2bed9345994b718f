//! OCIS' Graph and WebDAV, as the recordings of 7.1.0-rc.2 answer (facts/ocis.md §5). What was not recorded follows the
//! source of 7.x: statuses and codes are meant to be right, a message now and then may not be.
//!
//! Left out, since provisioning needs none of it: files, links, shares of items, and accounts made at sign-in.

mod app_roles;
mod caller;
mod dav;
mod drive_view;
mod drives;
mod edge;
mod filter;
mod groups;
mod me;
mod members;
mod multistatus;
mod permissions;
mod roles;
mod space;
mod state;
mod status;
mod tokens;
mod users;

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn;
use axum::routing::{any, delete, get, post};

pub use state::State;

use crate::provider::Provider;

/// The routes of Graph, WebDAV, the app tokens and the two that tell how OCIS is.
pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/status.php", get(status::status))
        .route("/ocs/v1.php/cloud/capabilities", get(status::capabilities))
        .route("/auth-app/tokens", get(tokens::list).post(tokens::create).delete(tokens::delete))
        .merge(graph())
        .route("/dav/spaces/{drive}", any(dav::root))
        .route("/dav/spaces/{drive}/", any(dav::root))
        .route("/dav/spaces/{drive}/{*path}", any(dav::folder))
        .route("/graph/{*rest}", any(edge::unknown))
        .route_layer(from_fn(edge::edge))
}

fn graph() -> Router<Arc<Provider>> {
    Router::new()
        .route("/graph/v1.0/me", get(me::me))
        .route("/graph/v1.0/me/drives", get(me::drives))
        .route("/graph/v1.0/users", get(users::list).post(users::create))
        .route("/graph/v1.0/users/{user}", get(users::one).patch(users::change).delete(users::delete))
        .route("/graph/v1.0/users/{user}/appRoleAssignments", get(app_roles::assigned).post(app_roles::assign))
        .route("/graph/v1.0/applications", get(app_roles::applications))
        .route("/graph/v1.0/applications/{application}", get(app_roles::application))
        .route("/graph/v1.0/groups", get(groups::list).post(groups::create))
        .route("/graph/v1.0/groups/{group}", get(groups::one).patch(groups::change).delete(groups::delete))
        .route("/graph/v1.0/groups/{group}/members", get(members::list))
        .route("/graph/v1.0/groups/{group}/members/$ref", post(members::add))
        .route("/graph/v1.0/groups/{group}/members/{user}/$ref", delete(members::remove))
        .route("/graph/v1.0/drives", get(drives::list).post(drives::create))
        .route("/graph/v1.0/drives/{drive}", get(drives::one).patch(drives::change).delete(drives::delete))
        .route("/graph/v1beta1/drives", get(drives::list_beta).post(drives::create))
        .route("/graph/v1beta1/drives/{drive}", get(drives::one_beta).patch(drives::change).delete(drives::delete))
        .route("/graph/v1beta1/drives/{drive}/root/invite", post(permissions::invite))
        .route("/graph/v1beta1/drives/{drive}/root/permissions", get(permissions::list))
        .route(
            "/graph/v1beta1/drives/{drive}/root/permissions/{permission}",
            axum::routing::patch(permissions::change).delete(permissions::delete),
        )
        .route("/graph/v1beta1/roleManagement/permissions/roleDefinitions", get(roles::definitions))
}
