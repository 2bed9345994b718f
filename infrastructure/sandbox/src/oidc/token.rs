//! `/application/o/token/`: an authorization code for tokens.
//!
//! As recorded: every refusal is a 400 in JSON, a wrong client secret too, and a failed try leaves the code usable.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Form, Json};
use base64::{Engine, engine::general_purpose::STANDARD};
use openidconnect::{PkceCodeChallenge, PkceCodeVerifier};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Base, claims};
use crate::client::Client;
use crate::clock;
use crate::error::Error;
use crate::misbehave::{Misbehaviour, Token};
use crate::provider::Provider;
use crate::sessions::{Grant, Session};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    grant_type: String,
    code: String,
    redirect_uri: String,
    code_verifier: String,
    client_id: Option<String>,
    client_secret: Option<String>,
}

pub async fn token(
    State(provider): State<Arc<Provider>>,
    base: Base,
    headers: HeaderMap,
    form: Result<Form<Asked>, FormRejection>,
) -> Response {
    let Ok(Form(asked)) = form else { return refused("invalid_request") };
    let Some(client) = client(&provider, &headers, &asked) else { return refused("invalid_client") };
    if asked.grant_type != "authorization_code" {
        return refused("unsupported_grant_type");
    }
    let how = provider.misbehaviour();
    match how.token {
        Token::Fault => return (StatusCode::INTERNAL_SERVER_ERROR, "Server Error (500)").into_response(),
        Token::Garbage => return "{\"access_token\": \"ey".into_response(),
        Token::Slow => tokio::time::sleep(how.delay()).await,
        _ => {}
    }
    let redeemed = provider.sessions.redeem(&asked.code, |grant| {
        grant.client_id == client.client_id
            && grant.redirect_uri == asked.redirect_uri
            && proves(&asked.code_verifier, &grant.code_challenge)
    });
    let Some((grant, session)) = redeemed else {
        provider.journal.note("token", client.client_id, "invalid_grant");
        return refused("invalid_grant");
    };
    provider.journal.note("token", client.client_id.clone(), &session.username);
    match tokens(&provider, &base.issuer(&client.slug), &client, &grant, &session, how) {
        Ok(body) => (uncached(), Json(body)).into_response(),
        Err(e) => (StatusCode::INTERNAL_SERVER_ERROR, e.to_string()).into_response(),
    }
}

/// The application that the credentials are of, from the `Authorization` header or from the form.
fn client(provider: &Provider, headers: &HeaderMap, asked: &Asked) -> Option<Client> {
    let (id, secret) = match headers.get(header::AUTHORIZATION) {
        Some(basic) => credentials(basic.to_str().ok()?)?,
        None => (asked.client_id.clone()?, asked.client_secret.clone().unwrap_or_default()),
    };
    provider.client(&id).filter(|c| c.secret.as_ref().is_none_or(|s| *s == secret))
}

/// Both halves are form-encoded before they are put together (RFC 6749 §2.3.1).
fn credentials(header: &str) -> Option<(String, String)> {
    let decoded = STANDARD.decode(header.strip_prefix("Basic ")?).ok()?;
    let text = String::from_utf8(decoded).ok()?;
    let (id, secret) = text.split_once(':')?;
    let plain = |half: &str| super::query::value(&format!("v={half}"), "v");
    Some((plain(id)?, plain(secret)?))
}

fn proves(verifier: &str, challenge: &str) -> bool {
    // Checked here, since the crate panics on a length outside RFC 7636.
    (43..=128).contains(&verifier.len())
        && PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.to_owned())).as_str()
            == challenge
}

fn tokens(
    provider: &Provider,
    issuer: &str,
    client: &Client,
    grant: &Grant,
    session: &Session,
    how: Misbehaviour,
) -> Result<Value, Error> {
    let person = provider.account(&session.username).ok_or_else(|| Error::Directory(session.username.clone()))?;
    let id_claims = spoil(claims::id_token(issuer, client, &person, grant, session), how.token);
    let key = provider.signing_key();
    let signer = if how.token == Token::BadSignature { &provider.keys.stranger } else { key };
    let access = key.sign(Some("JWT"), key.kid(), &claims::access_token(&id_claims, grant))?;
    let mut userinfo = Value::Object(claims::about(client, &person, &grant.scope));
    if let Some(nonce) = &grant.nonce {
        userinfo["nonce"] = json!(nonce);
    }
    provider.sessions.remember(grant, issuer, &access, userinfo, client.lives);
    let mut body = json!({
        "access_token": access,
        "token_type": "Bearer",
        "scope": grant.scope.join(" "),
        "expires_in": client.lives,
    });
    if how.token != Token::NoIdToken && grant.scope.iter().any(|s| s == "openid") {
        body["id_token"] = json!(signer.sign(Some("JWT"), key.kid(), &id_claims)?);
    }
    if how.token == Token::Huge {
        body["padding"] = json!("x".repeat(16 << 20));
    }
    Ok(body)
}

fn spoil(mut claims: Value, how: Token) -> Value {
    match how {
        Token::WrongNonce => claims["nonce"] = json!("another-nonce"),
        Token::WrongAudience => claims["aud"] = json!("another-client"),
        Token::WrongIssuer => claims["iss"] = json!("http://localhost/application/o/somebody-else/"),
        Token::Expired => {
            let then = clock::now().timestamp() - 3600;
            claims["iat"] = json!(then);
            claims["exp"] = json!(then + 600);
        }
        _ => {}
    }
    claims
}

fn refused(error: &str) -> Response {
    let why = match error {
        "invalid_client" => {
            "Client authentication failed (e.g., unknown client, no client authentication included, or unsupported \
             authentication method)"
        }
        "invalid_grant" => {
            "The provided authorization grant or refresh token is invalid, expired, revoked, does not match the \
             redirection URI used in the authorization request, or was issued to another client"
        }
        "unsupported_grant_type" => "The authorization grant type is not supported by the authorization server",
        _ => "The request is otherwise malformed",
    };
    let body = json!({ "error": error, "error_description": why, "request_id": clock::random_hex::<16>() });
    (StatusCode::BAD_REQUEST, uncached(), Json(body)).into_response()
}

fn uncached() -> [(header::HeaderName, &'static str); 2] {
    [(header::CACHE_CONTROL, "no-store"), (header::PRAGMA, "no-cache")]
}
