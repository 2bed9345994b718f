//! Who is in a tenant for a partner, and what they are told when that is over. Their session is gone then, and nothing in
//! it could say so; a cookie beside it does, which opens nothing.

use axum::{
    extract::{Request, State as Shared},
    middleware::Next,
    response::{AppendHeaders, Html, IntoResponse as _, Response},
};
use chrono::TimeDelta;
use dezky_app::{Backend, pages::guest::document, shell::content_security_policy};
use dezky_domain::{ctx::Scope, id::GrantId, partner::Grant};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

use super::{
    context::{backend, cookie},
    fault::asks_for_a_page,
};
use crate::state::State;

/// The cookie that names the grant by which this browser came in last. With the prefix no other host can set it.
fn name(state: &State) -> &'static str {
    if state.config.web.secure { "__Host-guest" } else { "guest" }
}

type Cookie = AppendHeaders<Option<(HeaderName, HeaderValue)>>;

fn set(state: &State, value: &str, age: &str) -> Cookie {
    let secure = if state.config.web.secure { "; Secure" } else { "" };
    let cookie = format!("{}={value}; Path=/; SameSite=Lax; HttpOnly{age}{secure}", name(state));
    AppendHeaders(HeaderValue::from_str(&cookie).ok().map(|cookie| (header::SET_COOKIE, cookie)))
}

/// How long somebody is told that their access ended. After that this browser is anybody's.
const TOLD: TimeDelta = TimeDelta::days(7);

/// This browser is a guest's, whose grant stands for `left`.
pub fn welcome(state: &State, grant: GrantId, left: TimeDelta) -> Cookie {
    set(state, &grant.to_string(), &format!("; Max-Age={}", (left + TOLD).num_seconds()))
}

/// It isn't, or not any more: whoever signs in here themselves is at home.
pub fn at_home(state: &State, headers: &HeaderMap) -> Cookie {
    if cookie(headers, name(state)).is_some() { set(state, "", "; Max-Age=0") } else { AppendHeaders(None) }
}

/// By what this browser came in last, if it was a guest's.
#[must_use]
pub fn by(state: &State, headers: &HeaderMap) -> Option<GrantId> {
    cookie(headers, name(state))?.parse().ok()
}

/// Answers a guest whose session or grant is over with a page that says so. The provider's sign-in would be a dead end,
/// and that there is nothing here would be a riddle.
pub async fn farewell(Shared(state): Shared<State>, request: Request, next: Next) -> Response {
    let by = by(&state, request.headers()).filter(|_| asks_for_a_page(request.headers()));
    let guest = by.and_then(|by| Some((by, backend(&state, &request)?)));
    let response = next.run(request).await;
    let Some((by, backend)) = guest else { return response };
    let over = match (response.status(), backend.ctx.acting()) {
        (StatusCode::UNAUTHORIZED, None) => true,
        (StatusCode::NOT_FOUND, Some(acting)) => acting.role.is_none(),
        _ => false,
    };
    if !over {
        return response;
    }
    let Some(grant) = known(&state, &backend, by).await else { return response };
    let stands = grant.stands(backend.ctx.now());
    // They are still signed in and may come in: that there is nothing has another cause, such as a suspended tenant.
    if stands && backend.ctx.acting().is_some() {
        return response;
    }
    let status = if stands { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
    let mut page = (status, Html(document(backend, state.assets.clone(), &grant))).into_response();
    if let Ok(policy) = HeaderValue::from_str(&content_security_policy(None, &state.services.platform)) {
        page.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    page.extensions_mut().insert(Told);
    page
}

/// On an answer: a guest was told that it is over. To look is no attempt at anything.
#[derive(Debug, Clone, Copy)]
pub struct Told;

/// The grant of this host's tenant, whether it stands or not.
async fn known(state: &State, backend: &Backend, by: GrantId) -> Option<Grant> {
    let tenant = backend.ctx.tenant()?;
    let scope = Scope::any_tenant("whoever came in by a grant may know that it is over");
    state.store.grants().one(&scope, tenant.id, by).await.unwrap_or_else(|error| {
        tracing::warn!(%error, request = %backend.ctx.request, "a guest's grant could not be read");
        None
    })
}
