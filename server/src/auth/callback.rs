//! The way back from the provider: a code, once, for the browser that began.

use axum::{
    Extension,
    extract::{Query, State as Shared},
    response::{IntoResponse as _, Redirect, Response},
};
use chrono::TimeDelta;
use dezky_connect::parse::authentik::sign_in;
use dezky_domain::{
    AppError,
    ctx::{Ctx, Host},
    id::PersonId,
    page::here,
};
use http::HeaderMap;
use openidconnect::{AuthorizationCode, ClaimsVerificationError, Nonce, PkceCodeVerifier, TokenResponse as _};
use serde::Deserialize;
use tower_sessions::Session;

use super::{
    identify::{self, Claims, Refusal},
    oidc::{ProviderError, Registration},
    pending::{self, Pending},
};
use crate::{
    http::{chosen, guest, here::Here},
    state::State,
};

#[derive(Debug, Deserialize)]
pub struct Answer {
    code: Option<String>,
    state: Option<String>,
    /// RFC 9207: who answers, where the provider says it.
    iss: Option<String>,
    error: Option<String>,
}

/// RFC 8176: more than one factor.
const MFA: &str = "mfa";

/// `GET /auth/callback`.
pub async fn finish(
    Shared(state): Shared<State>,
    Extension(ctx): Extension<Ctx>,
    Extension(here_): Extension<Here>,
    session: Session,
    headers: HeaderMap,
    Query(answer): Query<Answer>,
) -> Response {
    match redeem(&state, &ctx, &here_, &session, answer).await {
        Ok((next, person)) => {
            let cookies = chosen::cookies(&state, &headers, person).await;
            (cookies, guest::at_home(&state, &headers), Redirect::to(here(&next))).into_response()
        }
        Err(refusal) => {
            identify::record_refusal(&state, &ctx, refusal).await;
            refusal.page()
        }
    }
}

/// Where to go on, and who it was.
async fn redeem(
    state: &State,
    ctx: &Ctx,
    here: &Here,
    session: &Session,
    answer: Answer,
) -> Result<(String, PersonId), Refusal> {
    let ours = |error: tower_sessions::session::Error| {
        tracing::error!(%error, request = %ctx.request, "the session could not be read or stored");
        Refusal::Down
    };
    // Taken first, whatever the rest of the answer is: an error, too, uses up the state.
    let asked = answer.state.as_deref().unwrap_or_default();
    let pending = pending::take(session, asked, ctx.now()).await.map_err(ours)?.ok_or(Refusal::Stale)?;
    let registration = state.providers.registration(&ctx.host).await.map_err(|error| Refusal::of(ctx, &error))?;
    if pending.issuer != registration.issuer || answer.iss.is_some_and(|iss| iss != registration.issuer) {
        return Err(Refusal::Wrong);
    }
    if let Some(error) = answer.error {
        return Err(if error == "access_denied" { Refusal::Denied } else { Refusal::Wrong });
    }
    let code = answer.code.ok_or(Refusal::Wrong)?;
    let next = pending.next.clone();
    let (claims, id_token) =
        exchange(state, &registration, here, pending, code).await.map_err(|error| Refusal::of(ctx, &error))?;
    let person = identify::person(state, ctx, &registration, &claims).await.map_err(|error: AppError| {
        tracing::error!(%error, request = %ctx.request, "the person could not be stored");
        Refusal::Down
    })?;
    let tenant = match &ctx.host {
        Host::Tenant(tenant) => Some(tenant.id),
        Host::Platform => None,
    };
    identify::establish(ctx, session, &person, tenant, &registration.issuer, claims, id_token).await.map_err(ours)?;
    Ok((next, person.id))
}

/// Redeems the code and checks the ID token: signature, issuer, audience, expiry and nonce.
async fn exchange(
    state: &State,
    registration: &Registration,
    here: &Here,
    pending: Pending,
    code: String,
) -> Result<(Claims, String), ProviderError> {
    // The provider's clock may be in the minute before ours, or in the next.
    let minutes = [-1, 0, 1].map(|minutes| state.clock.now() + TimeDelta::minutes(minutes));
    let sign_in = minutes.into_iter().filter_map(|at| sign_in(&registration.client_id, &pending.state, at)).collect();
    let party = state.providers.relying_party(registration, &here.origin).await?;
    let request = party.exchange_code(AuthorizationCode::new(code));
    let request = request.map_err(|error| ProviderError::Untrusted(error.to_string()))?;
    let answer =
        request.set_pkce_verifier(PkceCodeVerifier::new(pending.verifier)).request_async(state.providers.http()).await;
    let answer = answer.map_err(|error| match error {
        openidconnect::RequestTokenError::Request(error) => ProviderError::Down(error.to_string()),
        // The provider's own words about a code stay out of the log: they can quote it.
        openidconnect::RequestTokenError::ServerResponse(response) => {
            ProviderError::Untrusted(response.error().to_string())
        }
        openidconnect::RequestTokenError::Parse(..) => {
            ProviderError::Untrusted("the answer is not a token response".to_owned())
        }
        openidconnect::RequestTokenError::Other(why) => ProviderError::Untrusted(why),
    })?;
    let token = answer.id_token().ok_or_else(|| ProviderError::Untrusted("no ID token".to_owned()))?;
    let now = state.clock.now();
    let nonce = Nonce::new(pending.nonce);
    let verifier = party.id_token_verifier().set_time_fn(move || now);
    let mut checked = token.claims(&verifier, &nonce);
    let newer;
    if matches!(checked, Err(ClaimsVerificationError::SignatureVerification(_))) {
        // Perhaps the provider has a new key since we looked.
        state.providers.forget(registration).await;
        newer = state.providers.relying_party(registration, &here.origin).await?;
        checked = token.claims(&newer.id_token_verifier().set_time_fn(move || now), &nonce);
    }
    let claims = checked.map_err(|error| ProviderError::Untrusted(error.to_string()))?;
    let read = Claims {
        subject: claims.subject().to_string(),
        sid: claims.additional_claims().sid.clone(),
        email: claims.email().map(|email| short(&email.to_lowercase(), 254)).unwrap_or_default(),
        name: claims
            .name()
            .and_then(|name| name.get(None))
            .map(|name| short(name, 120))
            .or_else(|| claims.preferred_username().map(|name| short(name, 120)))
            .unwrap_or_default(),
        sign_in,
        second_factor: claims.auth_method_refs().is_some_and(|refs| refs.iter().any(|method| method.as_str() == MFA)),
    };
    Ok((read, token.to_string()))
}

/// A provider lets people call themselves anything: no more of it than a form here takes.
fn short(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}
