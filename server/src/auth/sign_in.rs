//! The way to the provider.

use axum::{
    Extension,
    extract::{Query, State as Shared},
    response::{IntoResponse as _, Redirect, Response},
};
use dezky_domain::{ctx::Ctx, page::here};
use openidconnect::{CsrfToken, Nonce, PkceCodeChallenge, Scope, core::CoreAuthenticationFlow};
use serde::Deserialize;
use tower_sessions::Session;

use super::{
    identify::{Refusal, record_refusal},
    pending::{self, Pending},
};
use crate::{http::here::Here, state::State};

#[derive(Debug, Deserialize)]
pub struct Asked {
    next: Option<String>,
}

/// `GET /sign-in?next=/path`: remembers a state, a nonce and PKCE's secret in this browser's session, and redirects.
pub async fn begin(
    Shared(state): Shared<State>,
    Extension(ctx): Extension<Ctx>,
    Extension(here_): Extension<Here>,
    session: Session,
    Query(asked): Query<Asked>,
) -> Response {
    let next = here(asked.next.as_deref().unwrap_or("/"));
    if ctx.acting().is_some() {
        return Redirect::to(next).into_response();
    }
    let begun = async {
        let registration = state.providers.registration(&ctx.host).await?;
        let party = state.providers.relying_party(&registration, &here_.origin).await?;
        Ok((registration, party))
    };
    let (registration, party) = match begun.await {
        Ok(begun) => begun,
        Err(error) => {
            let refusal = Refusal::of(&ctx, &error);
            record_refusal(&state, &ctx, refusal).await;
            return refusal.page();
        }
    };
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let request = party
        .authorize_url(CoreAuthenticationFlow::AuthorizationCode, CsrfToken::new_random, Nonce::new_random)
        .set_pkce_challenge(challenge);
    let scopes =
        state.providers.scopes.iter().filter(|scope| *scope != "openid").map(|scope| Scope::new(scope.clone()));
    let (url, csrf, nonce) = request.add_scopes(scopes).url();
    let pending = Pending {
        state: csrf.secret().clone(),
        nonce: nonce.secret().clone(),
        verifier: verifier.secret().clone(),
        issuer: registration.issuer.clone(),
        next: next.to_owned(),
        begun: ctx.now(),
    };
    match pending::put(&session, pending).await {
        Ok(()) => Redirect::to(url.as_str()).into_response(),
        Err(error) => {
            tracing::error!(%error, request = %ctx.request, "the session could not be stored");
            Refusal::Down.page()
        }
    }
}
