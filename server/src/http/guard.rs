//! The guards around every route: an id for each request, the client's address, known hosts only, no change that another
//! site asked for, and the headers that tell the browser what may not happen.

use std::{
    net::{IpAddr, SocketAddr},
    time::Instant,
};

use axum::{
    extract::{ConnectInfo, MatchedPath, Request, State as Shared},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use dezky_app::text::Text;
use dezky_domain::{
    ctx::{Host, Origin},
    id::RequestId,
};
use sha2::{Digest as _, Sha256};
use tracing::Instrument as _;

use super::{address, context::preferences, here};
use crate::{auth::identify::Refusal, state::State};

/// Set by the outermost guard, read by everything within.
#[derive(Debug, Clone)]
pub struct Client {
    pub address: IpAddr,
    pub request: RequestId,
    pub origin: Origin,
}

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// An id of our own (a client's can't be trusted to be one) and the address that proxies we trust tell.
pub async fn identify(Shared(state): Shared<State>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|info| info.0.ip());
    // A request without a peer comes from a test or a socket of this machine.
    let peer = peer.unwrap_or(IpAddr::from([127, 0, 0, 1]));
    let forwarded: Vec<&str> =
        request.headers().get_all("x-forwarded-for").iter().filter_map(|value| value.to_str().ok()).collect();
    let address = address::client(peer, &forwarded, &state.trusted);
    let user_agent = text(request.headers(), &header::USER_AGENT).map(|agent| agent.chars().take(300).collect());
    let id = RequestId::random();
    let client = Client {
        address,
        request: id.clone(),
        origin: Origin { address: Some(address.to_canonical().to_string()), user_agent },
    };
    request.extensions_mut().insert(client);
    let span = tracing::info_span!("request", id = %id, method = %request.method(), path = request.uri().path());
    let mut response = next.run(request).instrument(span).await;
    if let Ok(id) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}

/// Counts and logs. The path as it was matched: one with ids in it would make a metric a request.
pub async fn observe(request: Request, next: Next) -> Response {
    // Only the methods there are: a client can make up more than a metric can bear.
    let known = [Method::GET, Method::HEAD, Method::POST, Method::OPTIONS].contains(request.method());
    let method = if known { request.method().clone() } else { Method::TRACE };
    let path = request.extensions().get::<MatchedPath>().map_or("page", MatchedPath::as_str).to_owned();
    let begun = Instant::now();
    let response = next.run(request).await;
    let (took, status) = (begun.elapsed(), response.status());
    let labels = [("method", method.to_string()), ("path", path), ("status", status.as_u16().to_string())];
    metrics::counter!("dezky_requests_total", &labels).increment(1);
    metrics::histogram!("dezky_request_duration_seconds", &labels[..2]).record(took.as_secs_f64());
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if status.is_server_error() {
        tracing::warn!(status = status.as_u16(), ms, "answered");
    } else {
        tracing::debug!(status = status.as_u16(), ms, "answered");
    }
    response
}

/// Refuses a name that isn't ours, and finds the tenant of one that is.
pub async fn known_host(Shared(state): Shared<State>, mut request: Request, next: Next) -> Response {
    let asked = request.uri().authority().map(ToString::to_string);
    let asked = asked.or_else(|| text(request.headers(), &header::HOST).map(str::to_owned)).unwrap_or_default();
    match here::find(&state, &asked).await {
        Ok(Some((here, host))) => {
            request.extensions_mut().insert(here);
            request.extensions_mut().insert(host);
            next.run(request).await
        }
        Ok(None) => {
            let text = Text::new(preferences(request.headers()).language);
            (StatusCode::NOT_FOUND, text.say("no-workspace-here") + "\n").into_response()
        }
        Err(error) => {
            tracing::error!(%error, "the host could not be looked up");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// Lets a change through only when this very origin asked for it. `SameSite` doesn't help between tenants: their hosts
/// are one site. The provider's back channel has no browser and is let through; its token is its proof.
pub async fn same_origin(request: Request, next: Next) -> Response {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let ours = request.extensions().get::<here::Here>().map(|here| here.origin.as_str()).unwrap_or_default();
    let backchannel = request.uri().path() == "/auth/backchannel-logout";
    if safe || backchannel || asked_by(request.headers(), ours) {
        return next.run(request).await;
    }
    tracing::warn!("a change that another origin asked for was refused");
    StatusCode::FORBIDDEN.into_response()
}

/// Browsers since 2020 (Safari since 2023) say which site asks; older ones say at least the origin of a POST. Who says
/// neither is no browser, and not one of our pages.
fn asked_by(headers: &HeaderMap, ours: &str) -> bool {
    let origin = text(headers, &header::ORIGIN);
    match text(headers, &HeaderName::from_static("sec-fetch-site")) {
        // `none` is the person themselves, who can't post a form by hand: a reload of one that was ours.
        Some("same-origin" | "none") => origin.is_none_or(|origin| origin == ours),
        Some(_) => false,
        None => origin == Some(ours),
    }
}

/// The operator's and the partners' consoles stand on the platform's host only, a tenant's administration, and the way
/// into it for partners, on that tenant's only.
pub async fn right_console(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let within =
        |console: &str| path == console || path.strip_prefix(console).is_some_and(|rest| rest.starts_with('/'));
    let wrong = match request.extensions().get::<Host>() {
        Some(Host::Tenant(_)) => within("/operator") || within("/partner"),
        Some(Host::Platform) | None => within("/admin") || within("/partner-entry"),
    };
    if wrong { StatusCode::NOT_FOUND.into_response() } else { next.run(request).await }
}

/// No more sign-ins from one client than a person can need.
pub async fn sign_in_limit(Shared(state): Shared<State>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<Client>().map(|client| client.address);
    if address.is_none_or(|address| state.limits.sign_in(address)) {
        return next.run(request).await;
    }
    metrics::counter!("dezky_sign_ins_limited_total").increment(1);
    let mut response = Refusal::Busy.page();
    *response.status_mut() = StatusCode::TOO_MANY_REQUESTS;
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    response
}

/// No more wishes to be let in from one client than a person can have.
pub async fn ask_limit(Shared(state): Shared<State>, request: Request, next: Next) -> Response {
    let address = request.extensions().get::<Client>().map(|client| client.address);
    if address.is_none_or(|address| state.limits.ask(address)) {
        return next.run(request).await;
    }
    (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, HeaderValue::from_static("3600"))]).into_response()
}

/// Marks an answer whose own policy says who may show it in a frame.
#[derive(Debug, Clone, Copy)]
pub struct Framed;

/// What every answer carries. A page brings its own Content-Security-Policy with a nonce; all else may load nothing.
pub async fn headers(Shared(state): Shared<State>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let secure = state.config.web.secure;
    let framed = response.extensions().get::<Framed>().is_some();
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    );
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "same-origin");
    if !framed {
        set(header::X_FRAME_OPTIONS, "DENY");
    }
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
    // Pages hold people's data: no cache but the browser's own back button may keep them.
    set(header::CACHE_CONTROL, "no-store");
    if secure {
        set(header::STRICT_TRANSPORT_SECURITY, "max-age=63072000; includeSubDomains");
    }
    response
}

/// A header as text; `None` when it is missing or isn't ASCII.
pub fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

/// Whether a request's `Authorization` bears this token.
#[must_use]
pub fn bearer_is(authorization: Option<&str>, token: &str) -> bool {
    same(authorization.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default(), token)
}

/// Whether a secret that was sent is the one that is known.
#[must_use]
pub fn same(given: &str, secret: &str) -> bool {
    // Hashes of equal length: comparing them tells nothing about the secret, however long it takes.
    Sha256::digest(given) == Sha256::digest(secret)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_this_origin_may_ask_for_a_change() {
        let asked = |site: Option<&'static str>, origin: Option<&'static str>| {
            let mut headers = HeaderMap::new();
            site.map(|site| headers.insert("sec-fetch-site", HeaderValue::from_static(site)));
            origin.map(|origin| headers.insert(header::ORIGIN, HeaderValue::from_static(origin)));
            asked_by(&headers, "https://acme.dezky.eu")
        };
        assert!(asked(Some("same-origin"), Some("https://acme.dezky.eu")));
        assert!(asked(Some("same-origin"), None));
        assert!(asked(None, Some("https://acme.dezky.eu")));
        for (site, origin) in [
            (Some("same-site"), Some("https://evil.dezky.eu")),
            (Some("same-site"), Some("https://acme.dezky.eu")),
            (Some("cross-site"), None),
            (Some("none"), Some("https://evil.example")),
            (None, Some("http://acme.dezky.eu")),
            (None, Some("null")),
            (None, None),
        ] {
            assert!(!asked(site, origin), "{site:?} {origin:?}");
        }
    }
}
