//! A page for every refusal and fault that no page of ours made. It says what the person can do, shows the request's
//! reference and nothing of the inside.

use std::any::Any;

use axum::{
    extract::{Request, State as Shared},
    middleware::Next,
    response::{Html, IntoResponse as _, Response},
};
use dezky_app::{api::answer::REFUSED, pages::fault::document, shell::content_security_policy};
use dezky_domain::{
    AppError,
    audit::{Class, NewEvent, Outcome, Target},
    ctx::Ctx,
};
use http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};

use super::{context::backend, guest};
use crate::{service::audit, state::State};

/// Answers with a page where a browser asked for one and the answer is a bare status. What somebody asked for and didn't
/// get stands on the timeline: what was refused, what can't be done, and what broke.
pub async fn pages(Shared(state): Shared<State>, request: Request, next: Next) -> Response {
    let html = asks_for_a_page(request.headers());
    let (backend, ctx) = (backend(&state, &request), request.extensions().get::<Ctx>().cloned());
    let form = Some(request.headers()).filter(|_| request.method() == Method::POST).and_then(from);
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let mut response = next.run(request).await;
    let status = response.status();
    let why = response.headers_mut().remove(REFUSED);
    if let Some(ctx) = ctx.filter(|ctx| ctx.acting().is_some())
        && (method != Method::GET || response.extensions().get::<guest::Told>().is_none())
        && let Some(event) = unmet(&ctx, &method, path, status, why.as_ref())
        && let Err(error) = audit::record(&state, event).await
    {
        tracing::error!(%error, "a refusal could not be recorded");
    }
    let bare = !response.headers().contains_key(header::CONTENT_TYPE)
        || response.headers().get(header::CONTENT_TYPE).is_some_and(|kind| !kind.as_bytes().starts_with(b"text/html"));
    if !html || !bare || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let Some(mut backend) = backend else { return response };
    // A form's address answers no GET: after the sign-in it goes on at the page on which the form stands.
    if let Some(form) = form.filter(|_| status == StatusCode::UNAUTHORIZED) {
        backend = backend.at(&form);
    }
    let mut page = (status, Html(document(backend, state.assets.clone(), error(status)))).into_response();
    // What else the answer says, such as `Retry-After`, it goes on saying.
    let about_the_body = [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::LOCATION];
    for (name, value) in response.headers().iter().filter(|(name, _)| !about_the_body.contains(name)) {
        page.headers_mut().append(name, value.clone());
    }
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(None, &state.services.platform)) {
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    page
}

/// The page of ours on which a form stood. What host it names is of no matter: the way there is a path.
fn from(headers: &HeaderMap) -> Option<Uri> {
    headers.get(header::REFERER)?.to_str().ok()?.parse().ok()
}

/// Who asks is a browser that shows what comes, and no script of ours.
pub(super) fn asks_for_a_page(headers: &HeaderMap) -> bool {
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/html"))
}

/// What is recorded of an answer that isn't what was asked for. A wrong input is the form's business: kept, and hidden
/// unless somebody asks for it.
fn unmet(ctx: &Ctx, method: &Method, path: String, status: StatusCode, why: Option<&HeaderValue>) -> Option<NewEvent> {
    let change = method == Method::POST;
    let target = Target { kind: "path".to_owned(), id: None, name: Some(path) };
    if status == StatusCode::FORBIDDEN || change && status == StatusCode::NOT_FOUND {
        return Some(audit::event(ctx, "access.refused", Outcome::Refused, target));
    }
    let why = why.and_then(|why| why.to_str().ok());
    if why.is_none() && !(change && status.is_server_error()) {
        return None;
    }
    let mut event = audit::event(ctx, "access.failed", Outcome::Failed, target);
    if let Some(why) = why {
        event.class = Class::Noise;
        event.words.insert("why".to_owned(), why.to_owned());
    }
    Some(event)
}

fn error(status: StatusCode) -> AppError {
    match status {
        StatusCode::UNAUTHORIZED => AppError::SignedOut,
        StatusCode::FORBIDDEN => AppError::Denied,
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => AppError::Missing,
        StatusCode::TOO_MANY_REQUESTS => AppError::Busy,
        status if status.is_client_error() => {
            AppError::Invalid { field: "", why: dezky_domain::error::Why("fault-invalid") }
        }
        _ => AppError::Fault,
    }
}

/// A panic in a page is a 500 and the process lives; what it said is for the log only.
pub fn panicked(panic: Box<dyn Any + Send + 'static>) -> Response {
    let said = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    tracing::error!(said = said.unwrap_or("nothing"), "a page panicked");
    metrics::counter!("dezky_panics_total").increment(1);
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
