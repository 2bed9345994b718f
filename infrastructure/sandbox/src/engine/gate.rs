//! What every call of an engine's API passes through: counted, noted, failed as told, its answer held back as told.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::faults::{Call, Kind};
use super::{STALE, System, refusal};
use crate::authentik::events::Act;
use crate::provider::Provider;
use crate::wire::Line;

const LARGEST: usize = 64 << 20;

/// What becomes of a call.
enum Outcome {
    Answer(Response),
    Silence,
    Cut,
}

/// The middleware.
pub async fn gate(State(provider): State<Arc<Provider>>, request: Request, next: Next) -> Response {
    let act = Act::of(&request);
    let id = act.id.clone();
    let Some(system) = System::of(request.uri().path()) else {
        // Signing in is Authentik's too.
        let answer = act.scope(next.run(request)).await;
        return signed(None, &id, answer);
    };
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, LARGEST).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let call = Call {
        system,
        method: parts.method.to_string(),
        path: parts.uri.to_string(),
        body: String::from_utf8_lossy(&body).into_owned(),
    };
    let line = parts.extensions.get::<ConnectInfo<Line>>().map(|info| info.0.clone());
    let request = Request::from_parts(parts, Body::from(body));
    // In a task of its own: a real server finishes what it was asked for even if the caller has gone.
    let outcome = tokio::spawn(act.scope(async move { carry_out(&provider, &call, request, next).await })).await;
    match outcome {
        Ok(Outcome::Answer(answer)) => signed(Some(system), &id, answer),
        Ok(Outcome::Silence) => std::future::pending().await,
        Ok(Outcome::Cut) => cut(line),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

async fn carry_out(provider: &Provider, call: &Call, request: Request, next: Next) -> Outcome {
    let fault = provider.engines.faults.strikes(call);
    if let Some(kind) = fault {
        provider.journal.note("fault", call.line(), format!("{kind:?}"));
    }
    if let Some(delay) = fault.and_then(Kind::delay) {
        tokio::time::sleep(delay).await;
    }
    let answer = match fault {
        Some(Kind::Hang) => return Outcome::Silence,
        Some(Kind::Cut) => return Outcome::Cut,
        Some(Kind::Status { status, retry_after }) => refusal::answer(call.system, status, retry_after),
        Some(Kind::Stale) => STALE.scope((), next.run(request)).await,
        _ => {
            if call.changes() {
                provider.engines.remember(call.system);
            }
            let answer = next.run(request).await;
            provider.engines.touch();
            answer
        }
    };
    let kind = if call.changes() { "change" } else { "read" };
    provider.journal.note(kind, call.line(), answer.status().as_str());
    provider.engines.hold.done().await;
    match fault {
        Some(Kind::DoneThenHang) => Outcome::Silence,
        Some(Kind::DoneThenCut) => Outcome::Cut,
        _ => Outcome::Answer(answer),
    }
}

/// Authentik gives each answer the id that its events carry.
fn signed(system: Option<System>, id: &str, mut answer: Response) -> Response {
    if system.is_none_or(|system| system == System::Authentik)
        && let Ok(id) = HeaderValue::from_str(id)
    {
        answer.headers_mut().entry("x-authentik-id").or_insert(id);
    }
    answer
}

/// Cuts the connection. A router that somebody else serves has no such line, and answers as a proxy would.
fn cut(line: Option<Line>) -> Response {
    if let Some(line) = line {
        line.cut();
    }
    StatusCode::BAD_GATEWAY.into_response()
}
