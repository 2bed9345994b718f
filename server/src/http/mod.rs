//! The web: routes and, around them, the guards. Read from the bottom up: the outermost layer sees a request first.

pub mod address;
pub mod brand;
pub mod chosen;
pub mod context;
pub mod domains;
pub mod export;
pub mod fault;
pub mod find;
pub mod guard;
pub mod guest;
pub mod health;
pub mod here;
pub mod hooks;
pub mod limit;
pub mod live;
pub mod logo;
pub mod mine;
pub mod nav;
pub mod people_files;
mod preview;
pub mod site;
pub mod steps;
pub mod traefik;
mod watch;

use std::time::Duration;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::{from_fn, from_fn_with_state},
    routing::{get, post, post_service},
};
use dezky_app::shell::{App, shell};
use leptos_axum::{LeptosRoutes as _, generate_route_list};
use tower::ServiceBuilder;
use tower_http::{
    catch_panic::CatchPanicLayer, compression::CompressionLayer, limit::RequestBodyLimitLayer, timeout::TimeoutLayer,
};
use tower_sessions::{Expiry, SessionManagerLayer, cookie::SameSite};

use crate::{auth, state::State};

/// Every path that isn't a page or a server function, as the refusals test must know it.
pub const MACHINE_PATHS: &[&str] = &[
    "/healthz",
    "/readyz",
    "/metrics",
    "/brand/{slug}/{file}",
    "/sign-in",
    "/auth/callback",
    "/auth/backchannel-logout",
    "/sign-out",
    "/partner-entry",
    "/me/export.json",
    "/admin/people/import/upload",
    "/admin/people/import/template.csv",
    "/admin/people/batches/{id}/result.csv",
    "/operator/audit/live",
    "/operator/audit/count",
    "/operator/audit/rows",
    "/operator/audit/export.csv",
    "/operator/audit/export.ndjson",
    "/admin/audit/live",
    "/admin/audit/count",
    "/admin/audit/rows",
    "/admin/audit/export.csv",
    "/admin/audit/export.ndjson",
    "/admin/domains/{domain}/zone",
    "/admin/brand/logo",
    "/admin/brand/preview",
    "/operator/tenants/{slug}/steps",
    "/operator/tenants/{slug}/steps/events",
    "/find/rows",
    "/nav.json",
    "/nav.html",
    "/internal/traefik",
    "/hooks/authentik",
    "/hooks/stalwart",
];

/// Where a file of people goes.
const UPLOAD: &str = "/admin/people/import/upload";

/// The paths of all pages.
#[must_use]
pub fn pages() -> Vec<String> {
    generate_route_list(App).iter().map(|route| route.path().to_owned()).collect()
}

/// What machines ask of a process that serves no pages.
pub fn machines(state: &State) -> Router {
    health::routes().with_state(state.clone())
}

/// The application as it is served and tested.
pub fn router(state: &State) -> Router {
    let timeline = Router::new()
        .route("/live", get(live::events))
        .route("/count", get(live::count))
        .route("/rows", get(live::rows))
        .route("/export.csv", get(export::table))
        .route("/export.ndjson", get(export::lines));
    let sign_in = Router::new()
        .route("/sign-in", get(auth::sign_in::begin))
        .route("/auth/callback", get(auth::callback::finish))
        .route("/partner-entry", post(auth::entry::enter))
        .layer(from_fn_with_state(state.clone(), guard::sign_in_limit));
    let asking = Router::new()
        .route("/api/requests/ask", post(context::server_function))
        .layer(from_fn_with_state(state.clone(), guard::ask_limit));
    let pages = Router::new()
        .nest("/operator/audit", timeline.clone())
        .nest("/admin/audit", timeline)
        .route("/admin/domains/{domain}/zone", get(domains::zone))
        .route("/admin/brand/logo", post(logo::upload).layer(DefaultBodyLimit::max(logo::BODY)))
        .route("/admin/brand/preview", get(preview::piece))
        .route("/operator/tenants/{slug}/steps", get(steps::fragment))
        .route("/operator/tenants/{slug}/steps/events", get(steps::events))
        .route("/find/rows", get(find::rows))
        .route("/nav.json", get(nav::data))
        .route("/nav.html", get(nav::page))
        .merge(sign_in)
        .route("/me/export.json", get(mine::export))
        .merge(asking)
        .route(UPLOAD, post(people_files::upload).layer(DefaultBodyLimit::max(people_files::PATIENCE)))
        .route("/admin/people/import/template.csv", get(people_files::template))
        .route("/admin/people/batches/{id}/result.csv", get(people_files::result))
        .route("/sign-out", post(auth::logout::sign_out))
        .route("/auth/backchannel-logout", post(auth::logout::backchannel))
        .route("/api/{*name}", post(context::server_function))
        .leptos_routes_with_handler(generate_route_list(App), get(context::page));
    let sessions = SessionManagerLayer::new(state.store.session_store(
        chrono::Duration::minutes(state.config.session.idle_minutes),
        chrono::Duration::hours(state.config.session.absolute_hours),
    ))
    .with_name(if state.config.web.secure { "__Host-dezky" } else { "dezky" })
    .with_secure(state.config.web.secure)
    .with_http_only(true)
    .with_same_site(SameSite::Lax)
    .with_path("/")
    .with_expiry(Expiry::OnSessionEnd);
    let browsers = pages
        .fallback(context::not_here)
        .layer(from_fn(guard::right_console))
        .layer(CatchPanicLayer::custom(fault::panicked))
        .layer(from_fn(guard::same_origin))
        .layer(from_fn_with_state(state.clone(), guest::farewell))
        .layer(from_fn_with_state(state.clone(), fault::pages))
        .layer(from_fn_with_state(state.clone(), context::provide))
        .layer(sessions)
        .layer(from_fn_with_state(state.clone(), guard::known_host));
    let browsers = browsers.with_state(state.clone());
    let uploads = ServiceBuilder::new().layer(RequestBodyLimitLayer::new(logo::BODY)).service(browsers.clone());
    let body = state.config.web.body_kib * 1024;
    health::routes()
        .route("/internal/traefik", get(traefik::configuration))
        .route("/brand/{slug}/{file}", get(brand::file))
        .merge(site::files(state))
        .fallback_service(browsers.clone())
        .layer(DefaultBodyLimit::max(body))
        .layer(RequestBodyLimitLayer::new(body))
        // A file of people is larger than any form, and so is what engines push: each has a limit of its own.
        .route(UPLOAD, post_service(browsers))
        // A logo is larger than any other form.
        .route_service("/admin/brand/logo", uploads)
        // What engines push is larger than any form, and has a limit of its own.
        .route("/hooks/authentik", post(hooks::from_authentik))
        .route("/hooks/stalwart", post(hooks::from_stalwart))
        .layer(TimeoutLayer::with_status_code(
            http::StatusCode::GATEWAY_TIMEOUT,
            Duration::from_secs(state.config.web.timeout_seconds),
        ))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(state.clone(), guard::headers))
        .layer(from_fn(guard::observe))
        .layer(from_fn_with_state(state.clone(), guard::identify))
        .with_state(state.clone())
}

/// What a page is rendered in: see [`context::page`].
pub fn document(state: &State) -> impl Fn() -> leptos::prelude::AnyView + Clone + Send + Sync + 'static + use<> {
    use leptos::prelude::IntoAny as _;

    let options = state.leptos.clone();
    move || shell(options.clone()).into_any()
}
