//! What makes a tenant's step log live: a stream of version numbers, and the log itself as it stands on the page.

use std::{convert::Infallible, time::Duration};

use axum::{
    Extension,
    extract::{OriginalUri, Path, Query, State as Shared},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{
        Html, IntoResponse as _, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use dezky_domain::{
    AppError, Result,
    access::Action,
    ctx::{Actor, Ctx},
    tenant::Slug,
};
use futures::{Stream, StreamExt as _, stream};
use serde::Deserialize;
use tower_sessions::Session;

use super::{
    context::{part, status},
    live,
};
use crate::state::State;

/// How often a stream looks without being told: another process may do the work.
const LOOK: Duration = Duration::from_secs(1);

/// The version that the page has.
#[derive(Debug, Deserialize)]
pub struct Asked {
    after: Option<i64>,
}

/// `GET /operator/tenants/{slug}/steps/events?after=VERSION`: an event `version` whenever a step changed since.
pub async fn events(
    Shared(state): Shared<State>,
    Extension(ctx): Extension<Ctx>,
    session: Session,
    headers: HeaderMap,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let Some(acting) = ctx.acting() else { return status(&AppError::SignedOut) };
    // Decided before the stream begins, so that a refusal is a status.
    let first = async {
        ctx.require(Action::ReadTenants)?;
        let slug = Slug::parse(&slug).map_err(|_| AppError::Missing)?;
        state.services.provisioner.version(&ctx, &slug).await.map(|_| slug)
    };
    let slug = match first.await {
        Ok(slug) => slug,
        Err(error) => return status(&error),
    };
    let Some(place) = state.limits.live(acting.person) else { return status(&AppError::Busy) };
    let told = live::last_event(&headers).or(asked.after);
    let watch = Watch { stored: state.stored.subscribe(), state, ctx, session, slug, told, _place: place };
    live::streaming(Sse::new(watch.stream()).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))))
}

struct Watch {
    state: State,
    ctx: Ctx,
    session: Session,
    slug: Slug,
    /// The version that the browser was told last.
    told: Option<i64>,
    stored: tokio::sync::watch::Receiver<u64>,
    _place: super::limit::LivePlace,
}

impl Watch {
    fn stream(self) -> impl Stream<Item = std::result::Result<Event, Infallible>> {
        stream::unfold(self, |mut watch| async move {
            loop {
                match watch.look().await {
                    Ok(version) if watch.told != Some(version) => {
                        watch.told = Some(version);
                        let text = version.to_string();
                        return Some((Ok(Event::default().event("version").id(text.clone()).data(text)), watch));
                    }
                    Ok(_) => {}
                    // Signed out, demoted, deleted, or the database is gone: the browser asks again, and is told.
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
    async fn look(&mut self) -> Result<i64> {
        let acting = live::still_there(&self.state, &self.ctx, &self.session).await?;
        self.ctx.actor = Actor::Person(acting);
        self.state.services.provisioner.version(&self.ctx, &self.slug).await
    }
}

/// `GET /operator/tenants/{slug}/steps`: the live part of the page; `X-Version` is its version.
pub async fn fragment(
    Shared(state): Shared<State>,
    ctx: Extension<Ctx>,
    session: Session,
    OriginalUri(uri): OriginalUri,
    Path(slug): Path<String>,
) -> Response {
    let answer = async {
        ctx.require(Action::ReadTenants)?;
        let slug = Slug::parse(&slug).map_err(|_| AppError::Missing)?;
        let backend = part(&state, &ctx, &session, &uri)?;
        dezky_app::pages::tenant::fragment(&backend, &slug).await
    };
    match answer.await {
        Ok((version, html)) => {
            let no_store = (header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            ([(HeaderName::from_static("x-version"), HeaderValue::from(version)), no_store], Html(html)).into_response()
        }
        Err(error) => status(&error),
    }
}
