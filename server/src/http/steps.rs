//! What makes a tenant's step log live: a stream of version numbers, and the log itself as it stands on the page.

use axum::{
    Extension,
    extract::{OriginalUri, Path, Query, State as Shared},
    http::{HeaderMap, HeaderName, HeaderValue, header},
    response::{Html, IntoResponse as _, Response},
};
use dezky_domain::{AppError, access::Action, ctx::Ctx, tenant::Slug};
use serde::Deserialize;
use tower_sessions::Session;

use super::{
    context::{part, status},
    watch::{Watch, last_event},
};
use crate::state::State;

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
    let told = last_event(&headers).or(asked.after.map(|version| version.to_string()));
    Watch { state, ctx, session, event: "version", told, _place: place }.stream(move |state, ctx| {
        let slug = slug.clone();
        async move { Ok(state.services.provisioner.version(&ctx, &slug).await?.to_string()) }
    })
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
