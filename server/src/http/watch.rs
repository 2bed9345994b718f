//! A stream that tells an open page a word whenever it is another one: how many events are new, how far a tenant is.

use std::{convert::Infallible, future::Future, time::Duration};

use axum::{
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{
        IntoResponse as _, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use dezky_domain::{
    AppError, Result,
    access::Action,
    ctx::{Acting, Actor, Ctx},
};
use futures::{StreamExt as _, stream};
use tower_sessions::Session;

use super::limit::LivePlace;
use crate::{auth::identify, state::State};

/// How often a stream looks without being told: another process may have done something.
const LOOK: Duration = Duration::from_secs(1);

/// Between two looks at least.
const BREATH: Duration = Duration::from_millis(200);

/// Who watches, and what their browser knows. Whether they may was decided before, so that a refusal is a status.
pub(super) struct Watch {
    pub state: State,
    pub ctx: Ctx,
    pub session: Session,
    /// The name of the events.
    pub event: &'static str,
    /// The word that the browser was told last.
    pub told: Option<String>,
    pub _place: LivePlace,
}

impl Watch {
    /// Sends what `look` says, whenever it is another word. It asks with the rights of the moment, not with those of when
    /// the stream began.
    pub(super) fn stream<Looked>(self, look: impl Fn(State, Ctx) -> Looked + Send + 'static) -> Response
    where
        Looked: Future<Output = Result<String>> + Send,
    {
        let stored = self.state.stored.subscribe();
        let words = stream::unfold((self, look, stored), |(mut watch, look, mut stored)| async move {
            loop {
                let word = match watch.still_there().await {
                    Ok(ctx) => look(watch.state.clone(), ctx).await,
                    Err(error) => Err(error),
                };
                match word {
                    Ok(word) if watch.told.as_ref() != Some(&word) => {
                        watch.told = Some(word.clone());
                        let event = Event::default().event(watch.event).id(word.clone()).data(word);
                        return Some((Ok::<_, Infallible>(event), (watch, look, stored)));
                    }
                    Ok(_) => {}
                    // Signed out, demoted, deleted, or the database is gone: the browser asks again, and is told.
                    Err(_) => return None,
                }
                // However much is stored, and however many watch, a page is told a few times a second.
                if !crate::worker::pause(&watch.state, BREATH).await {
                    return None;
                }
                tokio::select! {
                    () = watch.state.stop.cancelled() => return None,
                    () = tokio::time::sleep(LOOK) => {}
                    changed = stored.changed() => if changed.is_err() { return None },
                }
            }
        });
        let alive = KeepAlive::new().interval(Duration::from_secs(15));
        let mut response = Sse::new(words.boxed()).keep_alive(alive).into_response();
        let headers = response.headers_mut();
        // No proxy keeps it back.
        headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }

    /// Whoever opened the stream, with the rights of this moment.
    async fn still_there(&self) -> Result<Ctx> {
        let acting = still_there(&self.state, &self.ctx, &self.session).await?;
        Ok(Ctx { actor: Actor::Person(acting), ..self.ctx.clone() })
    }
}

/// The word that a browser had last, where it comes back after a break.
pub(super) fn last_event(headers: &HeaderMap) -> Option<String> {
    headers.get("last-event-id")?.to_str().ok().map(str::to_owned)
}

/// # Errors
/// `SignedOut` when their session is over.
async fn still_there(state: &State, ctx: &Ctx, session: &Session) -> Result<Acting> {
    let (scope, acting) = (ctx.require(Action::ReadMe)?, ctx.acting().ok_or(AppError::SignedOut)?);
    // Loading the session would count as its person's being there, and a page left open would never be signed out.
    if !state.store.sessions().holds(&scope, acting.session).await? {
        return Err(AppError::SignedOut);
    }
    identify::acting(state, &ctx.host, session).await?.ok_or(AppError::SignedOut)
}
