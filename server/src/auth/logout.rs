//! Ending a session: here, at the provider, and when the provider says so.

use axum::{
    Extension, Form,
    extract::State as Shared,
    http::{HeaderValue, StatusCode, header::CACHE_CONTROL},
    response::{IntoResponse as _, Redirect, Response},
};
use dezky_domain::{
    audit::{Outcome, Target},
    ctx::{Actor, Ctx},
};
use openidconnect::{
    ClientId, LogoutRequest, PostLogoutRedirectUrl,
    core::{CoreIdToken, CoreJsonWebKey},
};
use serde::Deserialize;
use tower_sessions::Session;

use super::{
    identify::ID_TOKEN,
    oidc::{ProviderError, Registration},
    token::{self, TokenError},
};
use crate::{http::here::Here, service::audit, state::State};

/// `POST /sign-out`: ends our session, then sends the browser to the provider to end its own.
pub async fn sign_out(
    Shared(state): Shared<State>,
    Extension(ctx): Extension<Ctx>,
    Extension(here): Extension<Here>,
    session: Session,
) -> Response {
    let id_token: Option<String> = session.get(ID_TOKEN).await.ok().flatten();
    if let Err(error) = session.flush().await {
        tracing::error!(%error, request = %ctx.request, "the session could not be ended");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    }
    if let Some(acting) = ctx.acting() {
        let target =
            Target { kind: "person".into(), id: Some(acting.person.to_string()), name: Some(acting.name.clone()) };
        if let Err(error) = audit::record(&state, audit::event(&ctx, "session.end", Outcome::Done, target)).await {
            tracing::error!(%error, request = %ctx.request, "the end of a session could not be recorded");
        }
    }
    let elsewhere = match id_token {
        Some(id_token) => at_the_provider(&state, &ctx, &here, &id_token).await,
        None => None,
    };
    Redirect::to(elsewhere.as_deref().unwrap_or("/")).into_response()
}

/// Where the provider ends its session. `None` when it doesn't answer: ours is ended all the same.
async fn at_the_provider(state: &State, ctx: &Ctx, here: &Here, id_token: &str) -> Option<String> {
    let registration = state.providers.registration(&ctx.host).await.ok()?;
    let metadata = state.providers.metadata(&registration).await.ok()?;
    let endpoint = metadata.additional_metadata().end_session_endpoint.clone()?;
    let hint: CoreIdToken = id_token.parse().ok()?;
    let back = PostLogoutRedirectUrl::new(format!("{}/", here.origin)).ok()?;
    let request = LogoutRequest::from(endpoint)
        .set_id_token_hint(&hint)
        .set_client_id(ClientId::new(registration.client_id.clone()))
        .set_post_logout_redirect_uri(back);
    Some(request.http_get_url().to_string())
}

#[derive(Debug, Deserialize)]
pub struct Told {
    logout_token: String,
}

/// `POST /auth/backchannel-logout`, from the provider: no cookie, no origin; the token's signature is the proof.
pub async fn backchannel(
    Shared(state): Shared<State>,
    Extension(ctx): Extension<Ctx>,
    Form(told): Form<Told>,
) -> Response {
    let mut answer = match end(&state, &ctx, &told.logout_token).await {
        Ok(ended) => {
            tracing::info!(ended, request = %ctx.request, "the provider ended sessions");
            StatusCode::OK.into_response()
        }
        Err(Rejected::Token(error)) => {
            tracing::warn!(%error, request = %ctx.request, "logout token refused");
            (StatusCode::BAD_REQUEST, axum::Json(serde_json::json!({"error": "invalid_request"}))).into_response()
        }
        Err(Rejected::Ours(error)) => {
            tracing::error!(%error, request = %ctx.request, "logout token could not be checked");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    };
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    answer
}

enum Rejected {
    Token(TokenError),
    Ours(String),
}

async fn end(state: &State, ctx: &Ctx, logout_token: &str) -> Result<u64, Rejected> {
    let ours = |error: &dyn std::fmt::Display| Rejected::Ours(error.to_string());
    let registration = state.providers.registration(&ctx.host).await.map_err(|error| ours(&error))?;
    if token::claimed_issuer(logout_token).as_deref() != Some(registration.issuer.as_str()) {
        return Err(Rejected::Token(TokenError::Issuer));
    }
    let check = |keys: &[CoreJsonWebKey]| {
        token::verify(logout_token, &registration.issuer, &registration.client_id, keys, ctx.now())
    };
    let mut checked = check(&keys(state, &registration).await.map_err(|error| ours(&error))?);
    if checked == Err(TokenError::Signature) {
        // Perhaps the provider has a new key since we looked.
        state.providers.forget(&registration).await;
        checked = check(&keys(state, &registration).await.map_err(|error| ours(&error))?);
    }
    let logout = checked.map_err(Rejected::Token)?;

    let work = state.store.begin().await.map_err(|error| ours(&error))?;
    let issuer = &registration.issuer;
    // Authentik sends one token an access token: two for one logout are usual, the same twice is not.
    if !work.logout_tokens().once(issuer, &logout.jti, logout.expires).await.map_err(|error| ours(&error))? {
        return Err(Rejected::Token(TokenError::Jti));
    }
    let ended = match (&logout.sid, &logout.subject) {
        (Some(sid), _) => work.sessions().end_by_sid(issuer, sid).await,
        (None, Some(subject)) => work.sessions().end_by_subject(issuer, subject).await,
        (None, None) => Ok(0),
    };
    let ended = ended.map_err(|error| ours(&error))?;
    if ended > 0 {
        let target = Target { kind: "person".into(), id: logout.subject.clone(), name: None };
        let provider = Ctx { actor: Actor::Service("identity provider"), ..ctx.clone() };
        let event = audit::event(&provider, "session.logout", Outcome::Done, target);
        work.audit().record(&[event]).await.map_err(|error| ours(&error))?;
    }
    work.save().await.map_err(|error| ours(&error))?;
    if ended > 0 {
        state.stored.send_modify(|count| *count += 1);
    }
    Ok(ended)
}

async fn keys(state: &State, registration: &Registration) -> Result<Vec<CoreJsonWebKey>, ProviderError> {
    Ok(state.providers.metadata(registration).await?.jwks().keys().clone())
}
