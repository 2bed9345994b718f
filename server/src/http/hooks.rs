//! Where engines push what happened. Both are for machines: no session, no origin; each proves itself by a secret of its
//! own. What Authentik sends is only a reason to look; what Stalwart sends is stored before it is answered with 200, and
//! stored once, however often it is sent.

use std::time::Duration;

use axum::{
    body::Bytes,
    extract::{Request, State as Shared},
    http::{HeaderMap, HeaderName, StatusCode},
    response::{IntoResponse as _, Response},
};
use dezky_connect::parse::{authentik, stalwart};
use dezky_domain::{Result, audit::Source, source::GapCause};
use http_body_util::{BodyExt as _, Limited};
use secrecy::ExposeSecret as _;
use sha2::{Digest as _, Sha256};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::guard::{same, text};
use crate::{
    state::State,
    worker::{
        stalwart::{BATCH, batch, look, lost, store},
        unread::unread,
    },
};

/// How long a batch may take to arrive.
const ARRIVAL: Duration = Duration::from_secs(10);

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
    let (body, _held) = match tokio::time::timeout(ARRIVAL, received(request, &state.hooks)).await {
        Ok(Ok(received)) => received,
        Ok(Err(status)) => {
            metrics::counter!("dezky_hooks_total", "source" => "stalwart", "kind" => "refused").increment(1);
            return status.into_response();
        }
        Err(_) => return StatusCode::REQUEST_TIMEOUT.into_response(),
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

/// A batch, with its place among all that are being received. What it takes is counted as it comes, since it is held
/// before it is known to be Stalwart's: whoever sends nothing keeps nobody out.
async fn received(
    request: Request,
    places: &Semaphore,
) -> std::result::Result<(Vec<u8>, Option<SemaphorePermit<'_>>), StatusCode> {
    let (mut body, mut batch, mut held) = (request.into_body(), Vec::new(), None::<SemaphorePermit<'_>>);
    while let Some(frame) = body.frame().await {
        let Ok(data) = frame.map_err(|_| StatusCode::BAD_REQUEST)?.into_data() else { continue };
        if batch.len() + data.len() > stalwart::LONGEST_BATCH {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        batch.extend_from_slice(&data);
        // Begun megabytes beyond the first.
        while batch.len() >> 20 > held.as_ref().map_or(0, SemaphorePermit::num_permits) {
            let place = places.try_acquire().map_err(|_| StatusCode::SERVICE_UNAVAILABLE)?;
            match &mut held {
                Some(held) => held.merge(place),
                None => held = Some(place),
            }
        }
    }
    Ok((batch, held))
}

async fn whole(request: Request, most: usize) -> std::result::Result<Bytes, ()> {
    Limited::new(request.into_body(), most).collect().await.map(http_body_util::Collected::to_bytes).map_err(drop)
}

/// Events of a transaction. What waited through an outage is many of these: each is kept when it is stored, so that a
/// batch that is sent again goes on where it was.
const SLICE: usize = 1_000;

async fn take_in(state: &State, body: &[u8]) -> Result<()> {
    let (now, clock, print) = (state.clock.now(), state.clock.as_ref(), hex::encode(Sha256::digest(body)));
    let (heard, mut set_aside, cut) = match stalwart::webhook(body) {
        Ok(readings) => {
            let (heard, set_aside) = batch(readings, now, clock);
            (heard, set_aside, false)
        }
        // Signed and yet no batch: kept, so that it isn't lost silently.
        Err(reason) => {
            let record = unread(Source::Stalwart, format!("{BATCH}{print}"), reason, body, now, clock);
            let cut = !record.is_whole();
            (Vec::new(), vec![record], cut)
        }
    };
    let service = state.own_account.get().await;
    let mut heard = heard.into_iter();
    loop {
        let slice: Vec<_> = heard.by_ref().take(SLICE).collect();
        let work = state.store.begin().await?;
        work.sources().ensure(Source::Stalwart, log(state).as_deref(), now).await?;
        let since = work.sources().last_heard(Source::Stalwart).await?;
        let (taken, kept, noticed) =
            store(&work, slice, std::mem::take(&mut set_aside), service.as_ref(), now, clock).await?;
        let mut gaps = Vec::new();
        // With the log followed, that tells what is missing.
        let unlogged = log(state).is_none();
        gaps.extend((unlogged && noticed.restarted).then_some(GapCause::Restarted));
        gaps.extend((unlogged && noticed.discarded).then_some(GapCause::Discarded));
        gaps.extend(cut.then_some(GapCause::TooMuch));
        // A batch that is sent again tells of the same occasion.
        let gaps: Vec<_> = gaps.into_iter().map(|cause| lost(cause, &print, since, now, clock)).collect();
        work.audit().record(&gaps).await?;
        look(&work, &noticed, now).await?;
        work.sources().heard(Source::Stalwart, now).await?;
        work.save().await?;
        taken.count(kept);
        if kept + gaps.len() > 0 {
            state.stored.send_modify(|count| *count += 1);
        }
        if heard.len() == 0 {
            return Ok(());
        }
    }
}

fn log(state: &State) -> Option<String> {
    let path = &state.config.sources.stalwart.path;
    (!path.as_os_str().is_empty()).then(|| path.display().to_string())
}
