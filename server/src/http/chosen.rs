//! What somebody chose for all their browsers, put into the one that they have just signed in with.

use axum::response::AppendHeaders;
use dezky_domain::id::PersonId;
use http::{HeaderMap, HeaderName, HeaderValue, header::SET_COOKIE};

use super::context::cookie;
use crate::state::State;

/// Cookies for what this browser has no choice of its own of. A sign-in goes on without them.
pub async fn cookies(
    state: &State,
    headers: &HeaderMap,
    person: PersonId,
) -> AppendHeaders<Vec<(HeaderName, HeaderValue)>> {
    let chosen = state.store.me().chosen(person).await.unwrap_or_else(|error| {
        tracing::warn!(%error, "what somebody chose could not be read");
        dezky_domain::me::Chosen::default()
    });
    let language = chosen.language.map(|language| ("language", language.word()));
    let theme = chosen.dark.map(|dark| ("theme", if dark { "dark" } else { "light" }));
    let new = language.into_iter().chain(theme).filter(|(name, _)| cookie(headers, name).is_none());
    let written = new.filter_map(|(name, word)| {
        let cookie = dezky_app::api::preferences::cookie(name, word, state.config.web.secure);
        Some((SET_COOKIE, HeaderValue::from_str(&cookie).ok()?))
    });
    AppendHeaders(written.collect())
}
