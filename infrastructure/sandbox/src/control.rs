//! `/sandbox/…`: what only tests and developers ask of it, and what no real provider would do.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::directory::{Application, Person};
use crate::engine::Fault;
use crate::journal::Entry;
use crate::misbehave::Misbehaviour;
use crate::oidc::Base;
use crate::provider::Provider;
use crate::sessions::Grant;
use crate::{backchannel, clock, keys};

/// The control routes.
pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/sandbox/misbehave", post(misbehave))
        .route("/sandbox/code", post(code))
        .route("/sandbox/logout-token", post(logout_token))
        .route("/sandbox/end-sessions", post(end_sessions))
        .route("/sandbox/people", post(put_person))
        .route("/sandbox/applications", post(put_application))
        .route("/sandbox/journal", get(journal))
        .route("/sandbox/faults", post(faults))
        .route("/sandbox/hold", post(hold))
        .route("/sandbox/calls", get(calls))
}

async fn misbehave(State(provider): State<Arc<Provider>>, Json(how): Json<Misbehaviour>) -> StatusCode {
    provider.misbehave(how);
    StatusCode::NO_CONTENT
}

/// Replaces all faults of the engines; `[]` makes them sound again.
async fn faults(State(provider): State<Arc<Provider>>, Json(faults): Json<Vec<Fault>>) -> StatusCode {
    provider.engines.faults.set(faults);
    StatusCode::NO_CONTENT
}

/// What `/sandbox/hold` takes: the number of the engine call from which on answers are held back, or null.
#[derive(Debug, Deserialize)]
struct HoldAfter {
    after: Option<u64>,
}

async fn hold(State(provider): State<Arc<Provider>>, Json(hold): Json<HoldAfter>) -> StatusCode {
    match hold.after {
        Some(n) => provider.engines.hold.after(n),
        None => provider.engines.hold.release(),
    }
    StatusCode::NO_CONTENT
}

/// How many engine calls have been carried out; waits up to `wait_ms` for more than `after`.
async fn calls(State(provider): State<Arc<Provider>>, Query(which): Query<Which>) -> Json<Value> {
    let mut done = provider.engines.hold.watch();
    if which.wait_ms > 0 {
        let patience = Duration::from_millis(which.wait_ms.min(30_000));
        // Whether it came or not, the count is the answer.
        let _ = tokio::time::timeout(patience, done.wait_for(|done| *done > which.after)).await;
    }
    Json(json!({ "calls": provider.engines.hold.calls() }))
}

/// What `/sandbox/code` takes. `sid` joins an SSO session that exists, as a second application of the same browser does.
#[derive(Debug, Deserialize)]
struct WantsCode {
    app: String,
    username: String,
    redirect_uri: String,
    nonce: Option<String>,
    code_challenge: String,
    #[serde(default)]
    scope: String,
    sid: Option<String>,
}

/// A code without the sign-in page. Nobody asks whether the application admits the person: a real one would not either,
/// once its binding is lost (facts/authentik.md §0, 1), and Dezky must hold then too.
async fn code(State(provider): State<Arc<Provider>>, Json(wants): Json<WantsCode>) -> Response {
    let Some(client) = provider.client(&wants.app) else { return unknown("app", &wants.app) };
    let Some(person) = provider.account(&wants.username) else { return unknown("username", &wants.username) };
    let joined = wants.sid.as_deref().and_then(|sid| provider.sessions.by_sid(sid));
    let session = joined.unwrap_or_else(|| provider.sessions.open(&person.username));
    let code = provider.sessions.issue(Grant {
        client_id: wants.app,
        redirect_uri: wants.redirect_uri,
        code_challenge: wants.code_challenge,
        nonce: wants.nonce,
        scope: crate::oidc::granted(&client, &wants.scope),
        sid: session.sid.clone(),
    });
    Json(json!({ "code": code, "sid": session.sid })).into_response()
}

/// What `/sandbox/logout-token` takes. In `claims`, null removes a claim and anything else replaces it.
#[derive(Debug, Deserialize)]
struct WantsLogoutToken {
    app: String,
    username: Option<String>,
    sid: Option<String>,
    #[serde(default)]
    claims: BTreeMap<String, Value>,
    /// Null for no `typ` at all.
    #[serde(default = "logout_typ")]
    typ: Option<String>,
    /// `none` for a token without a signature.
    #[serde(default)]
    alg: Option<String>,
    /// Signed by a key that is not published, under the published key's id.
    #[serde(default)]
    wrong_key: bool,
}

fn logout_typ() -> Option<String> {
    Some(backchannel::TYP.to_owned())
}

async fn logout_token(
    State(provider): State<Arc<Provider>>,
    base: Base,
    Json(wants): Json<WantsLogoutToken>,
) -> Response {
    let person = wants.username.as_deref().and_then(|name| provider.account(name));
    let latest = person
        .as_ref()
        .and_then(|p| provider.sessions.of(&p.username).into_iter().find(|s| s.applications.contains_key(&wants.app)));
    let client = provider.client(&wants.app);
    let sub = match (&client, person) {
        (Some(client), Some(person)) => client.sub(&person),
        (_, person) => person.map_or_else(clock::random_uuid, |p| p.uuid).to_string(),
    };
    let sid = wants.sid.or(latest.map(|s| s.sid)).unwrap_or_else(clock::random_hex::<32>);
    let mut claims =
        backchannel::claims(&base.issuer(client.as_ref().map_or(&wants.app, |c| &c.slug)), &wants.app, &sub, &sid);
    if let Some(all) = claims.as_object_mut() {
        for (name, value) in wants.claims {
            if value.is_null() {
                all.remove(&name);
            } else {
                all.insert(name, value);
            }
        }
    }
    let typ = wants.typ.as_deref();
    let key = provider.signing_key();
    let signer = if wants.wrong_key { &provider.keys.stranger } else { key };
    let token = match wants.alg.as_deref() {
        Some("none") => Ok(keys::unsigned(typ, &claims)),
        None | Some("RS256") => signer.sign(typ, key.kid(), &claims),
        Some(other) => return unknown("alg", other),
    };
    match token {
        Ok(token) => Json(json!({ "logout_token": token })).into_response(),
        Err(e) => (StatusCode::INTERNAL_SERVER_ERROR, e.to_string()).into_response(),
    }
}

#[derive(Debug, Deserialize)]
struct WhoseSessions {
    username: String,
}

/// Ends every session of a person, as an administrator does; answers when the applications have been told.
async fn end_sessions(State(provider): State<Arc<Provider>>, Json(whose): Json<WhoseSessions>) -> Response {
    let Some(person) = provider.account(&whose.username) else { return unknown("username", &whose.username) };
    let (mut ended, mut told) = (0, 0);
    for session in provider.sessions.of(&person.username) {
        if let Some(session) = provider.sessions.end(&session.sid) {
            ended += 1;
            told += backchannel::announce(&provider, &session).await;
        }
    }
    Json(json!({ "ended": ended, "told": told })).into_response()
}

async fn put_person(State(provider): State<Arc<Provider>>, Json(person): Json<Person>) -> StatusCode {
    provider.put_person(person);
    StatusCode::NO_CONTENT
}

async fn put_application(State(provider): State<Arc<Provider>>, Json(application): Json<Application>) -> Response {
    match provider.put_application(application) {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(e) => (StatusCode::BAD_REQUEST, e.to_string()).into_response(),
    }
}

#[derive(Debug, Deserialize)]
struct Which {
    kind: Option<String>,
    #[serde(default)]
    after: u64,
    #[serde(default)]
    wait_ms: u64,
}

async fn journal(State(provider): State<Arc<Provider>>, Query(which): Query<Which>) -> Json<Vec<Entry>> {
    let patience = Duration::from_millis(which.wait_ms.min(30_000));
    Json(provider.journal.wait(which.kind.as_deref(), which.after, patience).await)
}

fn unknown(what: &str, value: &str) -> Response {
    (StatusCode::NOT_FOUND, Json(json!({ "error": format!("unknown {what}: {value}") }))).into_response()
}
