//! The addresses: `/jmap`, `/jmap/session`, the few helpers under `/api`, health. Errors of a whole request are
//! problem+json; those of a call are in an answer with status 200.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{ConnectInfo, DefaultBodyLimit, FromRequestParts, Path, State};
use axum::http::{HeaderMap, StatusCode, header, request::Parts};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::batch::{Batch, Call};
use super::caller::{Caller, Denied};
use super::events::{self, Span};
use super::ids;
use crate::oidc::Base;
use crate::provider::Provider;
use crate::wire::Line;

/// The hash of 0.16.18's schema: what a client pins.
const SCHEMA: &str = "25gnm1_xB9bPk-puX9VTFMP1W5V-1muUWuK964-_uEw";
const SESSION: &str = include_str!("session.json");
const STATE: &str = "3d5b2937";
const MOST_CALLS: usize = 16;
const MOST_BYTES: usize = 10_000_000;

pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/jmap", post(jmap))
        .route("/jmap/", post(jmap))
        .route("/jmap/session", get(session))
        .route("/.well-known/jmap", get(well_known))
        .route("/api/account", get(account))
        .route("/api/schema", get(schema))
        .route("/api/schema/{hash}", get(schema_of))
        .route("/healthz/live", get(health))
        .route("/healthz/ready", get(health))
        // Addresses that older guides name, and what only a licence brings.
        .route("/api", any(nothing))
        .route("/api/principal", any(nothing))
        .route("/api/principal/{*rest}", any(nothing))
        .route("/api/live/tracing", any(nothing))
        .route("/metrics/prometheus", any(nothing))
        .route("/sandbox/stalwart", post(control))
        .route("/sandbox/stalwart/events", post(events::act))
        .layer(DefaultBodyLimit::max(2 * MOST_BYTES))
}

/// An error of a whole request.
fn problem(body: Value) -> Response {
    let status = body["status"].as_u64().and_then(|s| u16::try_from(s).ok());
    let status = status.and_then(|s| StatusCode::from_u16(s).ok()).unwrap_or(StatusCode::BAD_REQUEST);
    (status, [(header::CONTENT_TYPE, "application/problem+json")], body.to_string()).into_response()
}

fn blank(status: u16, title: &str, detail: &str) -> Response {
    problem(json!({ "type": "about:blank", "status": status, "title": title, "detail": detail }))
}

fn jmap_problem(kind: &str, detail: &str) -> Response {
    problem(json!({ "type": format!("urn:ietf:params:jmap:error:{kind}"), "status": 400, "detail": detail }))
}

fn over(limit: &str, detail: &str) -> Response {
    problem(json!({ "type": "urn:ietf:params:jmap:error:limit", "status": 400, "detail": detail, "limit": limit }))
}

async fn nothing() -> Response {
    blank(404, "Not Found", "The requested resource does not exist on this server.")
}

fn unauthorized() -> Response {
    let mut answer = blank(401, "Unauthorized", "You have to authenticate first.");
    let bearer = "Bearer realm=\"Stalwart Server\", resource_metadata=\"/.well-known/oauth-protected-resource\"";
    for scheme in [bearer, "Basic realm=\"Stalwart Server\""] {
        answer.headers_mut().append(header::WWW_AUTHENTICATE, header::HeaderValue::from_static(scheme));
    }
    answer
}

impl IntoResponse for Denied {
    fn into_response(self) -> Response {
        match self {
            Self::Unknown => unauthorized(),
            Self::Suspended => blank(403, "Forbidden", "You do not have enough permissions to access this resource."),
        }
    }
}

/// Who calls, which is told of.
fn known(provider: &Provider, headers: &HeaderMap, span: &Span) -> Result<Caller, Denied> {
    let (who, caller) = {
        let state = provider.engines.stalwart();
        (state.who(headers), state.caller(headers).and_then(|caller| caller.ok_or(Denied::Unknown)))
    };
    provider.stalwart_events.signed_in(&who, caller.as_ref().map(|_| ()).map_err(|denied| *denied), span);
    caller
}

/// The connection of a call.
struct Peer(Option<SocketAddr>);

impl<S: Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(parts.extensions.get::<ConnectInfo<Line>>().and_then(|info| info.0.from())))
    }
}

fn span(provider: &Provider, peer: &Peer) -> Span {
    provider.stalwart_events.span(peer.0, "http")
}

async fn health() -> Response {
    problem(json!({ "detail": "OK", "status": 200, "title": "OK", "type": "about:blank" }))
}

async fn jmap(State(provider): State<Arc<Provider>>, peer: Peer, headers: HeaderMap, body: Bytes) -> Response {
    let span = span(&provider, &peer);
    let caller = match known(&provider, &headers, &span) {
        Ok(caller) => caller,
        Err(denied) => return denied.into_response(),
    };
    let said = headers.get(header::CONTENT_TYPE).map(|said| said.to_str().unwrap_or_default());
    let json = |said: &str| said.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json");
    if said.is_some_and(|said| !json(said)) {
        let detail = "Failed to parse JSON: The Content-Type header must be application/json.";
        return jmap_problem("notJSON", detail);
    }
    if body.len() > MOST_BYTES {
        return over("maxSizeRequest", "The request is larger than the server is willing to process.");
    }
    let Some(request) = Request::read(&body) else {
        return jmap_problem("notRequest", &String::from_utf8_lossy(&body));
    };
    if let Some(unknown) = request.using.iter().find(|name| !is_capability(name)) {
        let detail = format!("The Request object used capability '{unknown}', which is not supportedby this server.");
        return jmap_problem("unknownCapability", &detail);
    }
    if request.calls.len() > MOST_CALLS {
        let detail = "The request exceeds the maximum number of calls in a single request.";
        return over("maxCallsInRequest", detail);
    }
    Json(run(&provider, request, &caller, &span)).into_response()
}

/// Runs the calls under one lock, and notes what came into being, or went.
fn run(provider: &Provider, request: Request, caller: &Caller, span: &Span) -> Value {
    let tells = request.created.is_some();
    let mut batch = Batch { created: request.created.unwrap_or_default(), ..Batch::default() };
    let notes = {
        let mut state = provider.engines.stalwart();
        for call in request.calls {
            batch.run(&mut state, call, caller);
        }
        state.settle();
        provider.stalwart_events.ran(&batch.ran, caller.account, span);
        provider.stalwart_events.after(&mut state);
        state.take_notes()
    };
    for (what, label, id) in notes {
        provider.journal.note(what, label, id);
    }
    let mut answer = json!({ "methodResponses": batch.answers, "sessionState": STATE });
    if tells {
        answer["createdIds"] = json!(batch.created);
    }
    answer
}

/// What a request says.
struct Request {
    using: Vec<String>,
    calls: Vec<Call>,
    created: Option<std::collections::BTreeMap<String, String>>,
}

impl Request {
    /// None for what is no request, broken JSON too.
    fn read(body: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Raw {
            using: Vec<String>,
            method_calls: Vec<(String, Map<String, Value>, String)>,
            created_ids: Option<std::collections::BTreeMap<String, String>>,
        }
        let raw: Raw = serde_json::from_slice(body).ok()?;
        let calls = raw.method_calls.into_iter().map(|(name, arguments, id)| Call { name, arguments, id }).collect();
        Some(Self { using: raw.using, calls, created: raw.created_ids })
    }
}

fn is_capability(name: &str) -> bool {
    name == "urn:stalwart:jmap" || SESSION.contains(&format!("\"{name}\":"))
}

async fn session(State(provider): State<Arc<Provider>>, base: Base, headers: HeaderMap) -> Response {
    let (caller, username) = {
        let state = provider.engines.stalwart();
        let caller = match state.caller(&headers) {
            Ok(caller) => caller,
            Err(denied) => return denied.into_response(),
        };
        let row = caller.as_ref().and_then(|caller| state.row("Account", caller.account));
        let username = row.map_or_else(String::new, |row| state.address(row));
        (caller, username)
    };
    let url = base.at("");
    let host = url.strip_prefix("http://").unwrap_or(&url);
    let account = caller.as_ref().map_or_else(String::new, |caller| ids::text(caller.account));
    let filled = [("{base}", url.as_str()), ("{host}", host), ("{account}", &account), ("{username}", &username)];
    let text = filled.iter().fold(SESSION.to_owned(), |text, (name, value)| text.replace(name, value));
    let mut body: Value = serde_json::from_str(&text).unwrap_or_default();
    if caller.is_none() {
        body["accounts"] = json!({});
        body["primaryAccounts"] = json!({});
        body["state"] = json!("0");
    }
    Json(body).into_response()
}

async fn well_known() -> Response {
    (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, "/jmap/session")]).into_response()
}

/// The caller's own permissions and the edition, which tells whether there is a licence.
async fn account(State(provider): State<Arc<Provider>>, peer: Peer, headers: HeaderMap) -> Result<Response, Denied> {
    let caller = known(&provider, &headers, &span(&provider, &peer))?;
    let body = json!({ "permissions": caller.permissions(), "edition": "oss", "locale": "en_US" });
    Ok(Json(body).into_response())
}

async fn schema(State(provider): State<Arc<Provider>>, peer: Peer, headers: HeaderMap) -> Result<Response, Denied> {
    known(&provider, &headers, &span(&provider, &peer))?;
    Ok((StatusCode::FOUND, [(header::LOCATION, format!("/api/schema/{SCHEMA}"))]).into_response())
}

/// The schema's outline only: a client reads the hash in the address.
async fn schema_of(
    State(provider): State<Arc<Provider>>,
    Path(hash): Path<String>,
    peer: Peer,
    headers: HeaderMap,
) -> Result<Response, Denied> {
    known(&provider, &headers, &span(&provider, &peer))?;
    if hash != SCHEMA {
        return Ok((StatusCode::FOUND, [(header::LOCATION, format!("/api/schema/{SCHEMA}"))]).into_response());
    }
    let objects: Map<String, Value> = super::kinds::all()
        .iter()
        .map(|kind| (format!("x:{}", kind.name), json!({ "permissionPrefix": format!("sys{}", kind.name) })))
        .collect();
    let empty = json!({});
    let body = json!({ "objects": objects, "schemas": empty, "fields": empty, "forms": empty, "lists": empty,
        "enums": empty, "dashboards": empty, "layouts": empty });
    Ok(([(header::CACHE_CONTROL, "max-age=31536000, immutable")], Json(body)).into_response())
}

/// What `/sandbox/stalwart` takes: how DKIM keys come, by milliseconds for the first and for both, or by calls.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Control {
    dkim_ms: Option<[u64; 2]>,
    dkim_calls: Option<u32>,
}

async fn control(State(provider): State<Arc<Provider>>, Json(how): Json<Control>) -> StatusCode {
    let mut state = provider.engines.stalwart();
    if let Some([first, both]) = how.dkim_ms {
        state.dkim_after(std::time::Duration::from_millis(first), std::time::Duration::from_millis(both));
    }
    if let Some(calls) = how.dkim_calls {
        state.dkim_after_calls(calls);
    }
    StatusCode::NO_CONTENT
}
