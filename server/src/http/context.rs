//! Hands pages and server functions what they need: who asks, the services, and the session's flash.

use std::sync::Arc;

use axum::{
    Extension,
    body::Body,
    extract::{Request, State as Shared},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use dezky_app::Backend;
use dezky_domain::{
    AppError,
    ctx::{Actor, Ctx, Host, Preferences, Scope},
    language::Language,
    port::{Flash, Flashes},
};
use http::{HeaderMap, StatusCode, header};
use leptos::prelude::provide_context;
use tower_sessions::Session;

use super::{
    guard::{Client, text},
    guest,
};
use crate::{auth::identify, state::State};

/// Who asks, on which host, in which language, with the rights of this moment.
pub async fn provide(Shared(state): Shared<State>, session: Session, mut request: Request, next: Next) -> Response {
    let (Some(client), Some(host)) =
        (request.extensions().get::<Client>().cloned(), request.extensions().get::<Host>().cloned())
    else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let actor = match identify::acting(&state, &host, &session).await {
        Ok(acting) => acting.map_or(Actor::Nobody, Actor::Person),
        Err(_) => return StatusCode::SERVICE_UNAVAILABLE.into_response(),
    };
    let Ok(preferences) = here(&state, &host, request.headers()).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let ctx = Ctx {
        actor,
        host,
        request: client.request,
        origin: client.origin,
        preferences,
        clock: Arc::clone(&state.clock),
    };
    request.extensions_mut().insert(ctx);
    next.run(request).await
}

/// As [`preferences`]; for who chose no language, and whose browser says nothing that we speak, it is the tenant's.
async fn here(state: &State, host: &Host, headers: &HeaderMap) -> Result<Preferences, AppError> {
    let preferences = preferences(headers);
    let Host::Tenant(tenant) = host else { return Ok(preferences) };
    if language(headers).is_some() {
        return Ok(preferences);
    }
    let scope = Scope::any_tenant("the language of a tenant's pages is no secret");
    let usual = state.store.settings().of(&scope, tenant.id).await?.language;
    Ok(Preferences { language: usual.unwrap_or(preferences.language), ..preferences })
}

/// A cookie of the browser's.
pub(super) fn cookie(headers: &HeaderMap, name: &str) -> Option<String> {
    let all = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    all.flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(key, _)| *key == name)
        .map(|(_, value)| value.to_owned())
}

fn language(headers: &HeaderMap) -> Option<Language> {
    let chosen = cookie(headers, "language").and_then(|word| Language::parse(&word));
    chosen.or_else(|| text(headers, &header::ACCEPT_LANGUAGE).and_then(Language::negotiate))
}

/// What the person chose in this browser, or what the browser asks for.
#[must_use]
pub fn preferences(headers: &HeaderMap) -> Preferences {
    let language = language(headers);
    let dark = cookie(headers, "theme").and_then(|theme| match theme.as_str() {
        "dark" => Some(true),
        "light" => Some(false),
        _ => None,
    });
    Preferences { language: language.unwrap_or(Language::English), dark }
}

/// The backend of this request.
#[must_use]
pub fn backend(state: &State, request: &Request) -> Option<Backend> {
    let ctx = request.extensions().get::<Ctx>()?.clone();
    let session = request.extensions().get::<Session>()?.clone();
    Some(Backend::new(state.services.clone(), ctx, Arc::new(SessionFlash(session)), request.uri()))
}

/// A page. With a session that is signed out, a page that needs one leads to the sign-in and back; but not a guest, whom
/// the tenant's provider would only refuse.
pub async fn page(Shared(state): Shared<State>, request: Request) -> Response {
    let Some(backend) = backend(&state, &request) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let assets = state.assets.clone();
    let provide = move || {
        provide_context(backend.clone());
        provide_context(assets.clone());
    };
    let guest = guest::by(&state, request.headers()).is_some();
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str()).to_owned();
    let render = leptos_axum::render_app_async_with_context(provide, super::document(&state));
    let response = render(request).await.into_response();
    if response.status() == StatusCode::UNAUTHORIZED && !guest {
        let to = dezky_app::backend::address("/sign-in", &[("next", path)]);
        return axum::response::Redirect::to(&to).into_response();
    }
    response
}

/// `POST /api/…`: a server function.
pub async fn server_function(Shared(state): Shared<State>, request: Request) -> Response {
    let known = server_fn::axum::server_fn_paths()
        .any(|(path, method)| path == request.uri().path() && method == request.method());
    if !known {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Some(backend) = backend(&state, &request) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let assets = state.assets.clone();
    let provide = move || {
        provide_context(backend.clone());
        provide_context(assets.clone());
    };
    let response = leptos_axum::handle_server_fns_with_context(provide, request).await.into_response();
    // The form couldn't be read: a field is missing, or the body goes on for too long. Left alone, the answer is a
    // redirect with the cause in its address.
    if response.headers().contains_key(server_fn::error::SERVER_FN_ERROR_HEADER) {
        return StatusCode::BAD_REQUEST.into_response();
    }
    response
}

/// No such page.
pub async fn not_here() -> Response {
    StatusCode::NOT_FOUND.into_response()
}

/// The form's leftovers in the browser's session.
struct SessionFlash(Session);

const FLASH: &str = "flash";

#[async_trait::async_trait]
impl Flashes for SessionFlash {
    async fn put(&self, flash: Flash) {
        if let Err(error) = self.0.insert(FLASH, flash).await {
            tracing::error!(%error, "what a form held could not be kept");
        }
    }

    async fn take(&self) -> Option<Flash> {
        // Looked at first: removing nothing would store a session for every visitor.
        self.0.get::<Flash>(FLASH).await.ok().flatten()?;
        self.0.remove(FLASH).await.ok().flatten()
    }
}

/// For handlers beside the pages that show a part of one.
///
/// # Errors
/// `Fault` outside of the guards.
pub fn part(state: &State, ctx: &Extension<Ctx>, session: &Session, uri: &http::Uri) -> Result<Backend, AppError> {
    Ok(Backend::new(state.services.clone(), ctx.0.clone(), Arc::new(SessionFlash(session.clone())), uri))
}

/// Nothing but a status: [`super::fault::pages`] gives it a page.
#[must_use]
pub fn status(error: &AppError) -> Response {
    Response::builder()
        .status(StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR))
        .body(Body::empty())
        .unwrap_or_default()
}
