//! What makes the open timeline live: a stream that says how many events are new, the same number for who can't stream,
//! and the rows themselves. All three ask the timeline's service, which decides what the caller may see.

use std::sync::Arc;

use axum::{
    Extension,
    extract::{OriginalUri, Query, State as Shared},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{Html, IntoResponse, Response},
};
use dezky_domain::{AppError, ctx::Ctx, id::EventId, timeline::TimelineFilter};
use tower_sessions::Session;

use super::{
    context::{part, status},
    watch::{Watch, last_event},
};
use crate::state::State;

type Pairs = Query<Vec<(String, String)>>;

/// `GET …/audit/live?after=SEQ&…filters`: an event `count` whenever the number of new events changes.
pub async fn events(
    Shared(state): Shared<State>,
    Extension(ctx): Extension<Ctx>,
    session: Session,
    headers: HeaderMap,
    Query(pairs): Pairs,
) -> Response {
    let (filter, after) = asked(&pairs);
    let Some(acting) = ctx.acting() else { return status(&AppError::SignedOut) };
    // Decided before the stream begins, so that a refusal is a status.
    if let Err(error) = state.services.timeline.count_newer(&ctx, &filter, after).await {
        return status(&error);
    }
    let Some(place) = state.limits.live(acting.person) else { return status(&AppError::Busy) };
    // After a break the browser says what it had; the page still counts from where it began.
    let told = last_event(&headers);
    let filter = Arc::new(filter);
    Watch { state, ctx, session, event: "count", told, _place: place }.stream(move |state, ctx| {
        let filter = Arc::clone(&filter);
        async move { Ok(state.services.timeline.count_newer(&ctx, &filter, after).await?.to_string()) }
    })
}

/// `GET …/audit/count?after=SEQ&…filters`: the number alone.
pub async fn count(Shared(state): Shared<State>, Extension(ctx): Extension<Ctx>, Query(pairs): Pairs) -> Response {
    let (filter, after) = asked(&pairs);
    match state.services.timeline.count_newer(&ctx, &filter, after).await {
        Ok(count) => ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], count.to_string()).into_response(),
        Err(error) => status(&error),
    }
}

/// `GET …/audit/rows?after=SEQ&…filters`: the new entries as they stand on the page; `X-Head` is the newest's sequence.
pub async fn rows(
    Shared(state): Shared<State>,
    ctx: Extension<Ctx>,
    session: Session,
    OriginalUri(uri): OriginalUri,
    Query(pairs): Pairs,
) -> Response {
    let (filter, after) = asked(&pairs);
    let answer = async {
        let backend = part(&state, &ctx, &session, &uri)?;
        let events = state.services.timeline.newer(&ctx, &filter, after).await?;
        let head = events.iter().map(|event| event.seq).max().unwrap_or(after);
        let entries: Vec<EventId> = events.iter().map(|event| event.event.id).collect();
        let parts = state.services.timeline.parts(&ctx, &entries).await?;
        Ok((head, dezky_app::pages::timeline::rows(&backend, &events, parts)))
    };
    match answer.await {
        Ok((head, rows)) => {
            ([(HeaderName::from_static("x-head"), HeaderValue::from(head))], Html(rows)).into_response()
        }
        Err(error) => status(&error),
    }
}

fn asked(pairs: &[(String, String)]) -> (TimelineFilter, i64) {
    let after = pairs.iter().find(|(key, _)| key == "after").and_then(|(_, seq)| seq.parse().ok()).unwrap_or(i64::MAX);
    (TimelineFilter::from_pairs(pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()))), after)
}
