//! Where engines push what happened. Both are for machines: no session, no origin; each proves itself by a secret of its
//! own. What Authentik sends is only a reason to look; what Stalwart sends is stored before it is answered with 200, and
//! stored once, however often it is sent.

use axum::{
    body::Bytes,
    extract::{Request, State as Shared},
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use dezky_connect::parse::{authentik, stalwart};
use dezky_domain::{Result, audit::Source};
use http_body_util::{BodyExt as _, Limited};
use secrecy::ExposeSecret as _;
use sha2::{Digest as _, Sha256};

use super::guard::{same, text};
use crate::{
    state::State,
    worker::{
        stalwart::{BATCH, batch, look, restarted, store},
        unread::unread,
    },
};

/// Longest nudge, in bytes.
const NUDGE: usize = 1 << 20;

/// What Authentik's header mapping sends: the configured secret.
const SECRET: HeaderName = HeaderName::from_static("x-dezky-webhook-secret");

/// `POST /hooks/authentik`, with the secret in `X-Dezky-Webhook-Secret`.
pub async fn from_authentik(Shared(state): Shared<State>, headers: HeaderMap, request: Request) -> Response {
    let secret = state.config.sources.authentik.webhook_secret.expose_secret();
    // Without a secret nobody may push: an empty one is no secret.
    if secret.is_empty() || !same(text(&headers, &SECRET).unwrap_or_default(), secret) {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let Ok(body) = whole(request, NUDGE).await else { return StatusCode::PAYLOAD_TOO_LARGE.into_response() };
    let kind = match authentik::nudge(&body) {
        authentik::Nudge::Event { .. } => "event",
        authentik::Nudge::Something => "something",
        authentik::Nudge::Foreign => "foreign",
    };
    metrics::counter!("dezky_hooks_total", "source" => "authentik", "kind" => kind).increment(1);
    state.nudged.notify_one();
    StatusCode::NO_CONTENT.into_response()
}

/// `POST /hooks/stalwart`, signed: `x-signature` is the base64 of HMAC-SHA256 over the body (facts/stalwart.md §5.2).
pub async fn from_stalwart(Shared(state): Shared<State>, headers: HeaderMap, request: Request) -> Response {
    let secret = state.config.sources.stalwart.webhook_secret.expose_secret();
    let signature = text(&headers, &HeaderName::from_static("x-signature")).unwrap_or_default().to_owned();
    if secret.is_empty() || signature.is_empty() {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    // A batch is held before it is known to be Stalwart's, so all that are read at once have a measure together.
    let Ok(_place) = state.hooks.try_acquire_many(megabytes(&headers)) else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let Ok(body) = whole(request, stalwart::LONGEST_BATCH).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    if !stalwart::verify(secret.as_bytes(), &body, &signature) {
        metrics::counter!("dezky_hooks_total", "source" => "stalwart", "kind" => "unsigned").increment(1);
        return StatusCode::UNAUTHORIZED.into_response();
    }
    match take_in(&state, &body).await {
        Ok(()) => StatusCode::OK.into_response(),
        Err(error) => {
            // Stalwart sends it again, for five minutes.
            tracing::error!(%error, "what Stalwart sent could not be stored");
            metrics::counter!("dezky_ingest_errors_total", "source" => "stalwart").increment(1);
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// What a body may take, begun megabytes counting whole; one that doesn't say is taken for the largest.
fn megabytes(headers: &HeaderMap) -> u32 {
    let said = text(headers, &header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    let bytes = said.unwrap_or(stalwart::LONGEST_BATCH).min(stalwart::LONGEST_BATCH);
    u32::try_from(bytes >> 20).unwrap_or(u32::MAX) + 1
}

async fn whole(request: Request, most: usize) -> std::result::Result<Bytes, ()> {
    Limited::new(request.into_body(), most).collect().await.map(http_body_util::Collected::to_bytes).map_err(drop)
}

async fn take_in(state: &State, body: &[u8]) -> Result<()> {
    let (now, clock) = (state.clock.now(), state.clock.as_ref());
    let (heard, unread) = match stalwart::webhook(body) {
        Ok(readings) => batch(readings, now, clock),
        // Signed and yet no batch: kept, so that it isn't lost silently.
        Err(reason) => {
            let position = format!("{BATCH}{}", hex::encode(Sha256::digest(body)));
            (Vec::new(), vec![unread(Source::Stalwart, position, reason, body, now, clock)])
        }
    };
    let service = state.own_account.get().await;
    let work = state.store.begin().await?;
    work.sources().ensure(Source::Stalwart, log(state).as_deref(), now).await?;
    let since = work.sources().last_heard(Source::Stalwart).await?;
    let (taken, kept, noticed) = store(&work, heard, unread, service.as_ref(), now, clock).await?;
    if noticed.restarted && log(state).is_none() {
        // With the log followed, that tells what is missing.
        work.audit().record(&[restarted(since, now, clock)]).await?;
    }
    look(&work, &noticed, now).await?;
    work.sources().polled(Source::Stalwart, now, None).await?;
    work.save().await?;
    taken.count(kept);
    if kept > 0 {
        state.stored.send_modify(|count| *count += 1);
    }
    Ok(())
}

fn log(state: &State) -> Option<String> {
    let path = &state.config.sources.stalwart.path;
    (!path.as_os_str().is_empty()).then(|| path.display().to_string())
}
