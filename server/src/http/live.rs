//! What makes the open timeline live: a stream that says how many events are new, the same number for who can't stream,
//! and the rows themselves. All three ask the timeline's service, which decides what the caller may see.

use std::{convert::Infallible, time::Duration};

use axum::{
    Extension,
    extract::{OriginalUri, Query, State as Shared},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{
        Html, IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use dezky_domain::{
    AppError, Result,
    access::Action,
    ctx::{Acting, Actor, Ctx},
    timeline::TimelineFilter,
};
use futures::{Stream, StreamExt as _, stream};
use tower_sessions::Session;

use super::context::{part, status};
use crate::{auth::identify, state::State};

/// How often a stream looks without being told: another process may have stored something.
const LOOK: Duration = Duration::from_secs(1);

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
    let watch = Watch { stored: state.stored.subscribe(), state, ctx, session, filter, after, told, _place: place };
    streaming(Sse::new(watch.stream()).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))))
}

/// The number that a browser had last, where it comes back after a break.
pub(super) fn last_event<Number: std::str::FromStr>(headers: &HeaderMap) -> Option<Number> {
    headers.get("last-event-id")?.to_str().ok()?.parse().ok()
}

/// A stream that no proxy keeps back.
pub(super) fn streaming(stream: impl IntoResponse) -> Response {
    let mut response = stream.into_response();
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Whoever opened a stream, with the rights of this moment.
///
/// # Errors
/// `SignedOut` when their session is over.
pub(super) async fn still_there(state: &State, ctx: &Ctx, session: &Session) -> Result<Acting> {
    let (scope, acting) = (ctx.require(Action::ReadMe)?, ctx.acting().ok_or(AppError::SignedOut)?);
    // Loading the session would count as its person's being there, and a page left open would never be signed out.
    if !state.store.sessions().holds(&scope, acting.session).await? {
        return Err(AppError::SignedOut);
    }
    identify::acting(state, &ctx.host, session).await?.ok_or(AppError::SignedOut)
}

struct Watch {
    state: State,
    ctx: Ctx,
    session: Session,
    filter: TimelineFilter,
    after: i64,
    /// The number that the browser was told last.
    told: Option<u64>,
    stored: tokio::sync::watch::Receiver<u64>,
    _place: super::limit::LivePlace,
}

impl Watch {
    fn stream(self) -> impl Stream<Item = std::result::Result<Event, Infallible>> {
        stream::unfold(self, |mut watch| async move {
            loop {
                match watch.look().await {
                    Ok(count) if watch.told != Some(count) => {
                        watch.told = Some(count);
                        let event = Event::default().event("count").id(count.to_string()).data(count.to_string());
                        return Some((Ok(event), watch));
                    }
                    Ok(_) => {}
                    // Signed out, demoted, or the database is gone: the stream ends, and the browser asks again.
                    Err(_) => return None,
                }
                tokio::select! {
                    () = watch.state.stop.cancelled() => return None,
                    () = tokio::time::sleep(LOOK) => {}
                    changed = watch.stored.changed() => if changed.is_err() { return None },
                }
            }
        })
        .boxed()
    }

    /// Asks with the rights of this moment, not with those of when the stream began.
    async fn look(&mut self) -> Result<u64> {
        let acting = still_there(&self.state, &self.ctx, &self.session).await?;
        self.ctx.actor = Actor::Person(acting);
        self.state.services.timeline.count_newer(&self.ctx, &self.filter, self.after).await
    }
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
        Ok((head, dezky_app::pages::timeline::rows(&backend, &events)))
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
