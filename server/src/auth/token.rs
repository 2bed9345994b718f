//! Logout tokens of OpenID Connect Back-Channel Logout 1.0, checked as §2.6 says.

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use openidconnect::{
    JsonWebKey as _,
    core::{CoreJsonWebKey, CoreJwsSigningAlgorithm},
};
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

/// The event that makes a JWT a logout token.
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// How far the provider's clock may be from ours.
const SKEW: TimeDelta = TimeDelta::seconds(60);

/// How old a token may be, whatever it says itself; Authentik's live for ten minutes (facts/authentik.md §3.4).
const OLDEST: TimeDelta = TimeDelta::minutes(15);

#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum TokenError {
    #[error("not a signed JWT")]
    Malformed,
    #[error("typ is not logout+jwt")]
    Type,
    #[error("an algorithm that isn't accepted")]
    Algorithm,
    #[error("no key of the issuer's made this signature")]
    Signature,
    #[error("another issuer")]
    Issuer,
    #[error("another audience")]
    Audience,
    #[error("expired, too old, or from the future")]
    Time,
    #[error("no back-channel logout event")]
    Event,
    #[error("it has a nonce")]
    Nonce,
    #[error("it has no jti")]
    Jti,
    #[error("it names neither a session nor a subject")]
    Nobody,
}

#[derive(Debug, Deserialize)]
struct Header {
    alg: String,
    typ: Option<String>,
    kid: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Body {
    iss: Option<String>,
    aud: Option<Value>,
    iat: Option<i64>,
    exp: Option<i64>,
    jti: Option<String>,
    events: Option<Value>,
    nonce: Option<Value>,
    sid: Option<String>,
    sub: Option<String>,
}

/// What a valid token says.
#[derive(Debug, PartialEq, Eq)]
pub struct Logout {
    pub jti: String,
    pub sid: Option<String>,
    pub subject: Option<String>,
    pub expires: DateTime<Utc>,
}

/// The issuer that a token claims, before anything of it is believed: which keys to check it with.
#[must_use]
pub fn claimed_issuer(token: &str) -> Option<String> {
    decode::<Body>(token.split('.').nth(1)?)?.iss
}

/// # Errors
/// The first thing that is wrong.
pub fn verify(
    token: &str,
    issuer: &str,
    audience: &str,
    keys: &[CoreJsonWebKey],
    now: DateTime<Utc>,
) -> Result<Logout, TokenError> {
    let mut parts = token.split('.');
    let (Some(head), Some(body), Some(signature), None) = (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(TokenError::Malformed);
    };
    let header: Header = decode(head).ok_or(TokenError::Malformed)?;
    if !header.typ.as_deref().is_some_and(|typ| typ.eq_ignore_ascii_case("logout+jwt")) {
        return Err(TokenError::Type);
    }
    let algorithm = match header.alg.as_str() {
        "RS256" => CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
        "ES256" => CoreJwsSigningAlgorithm::EcdsaP256Sha256,
        // `none` and the symmetric ones above all.
        _ => return Err(TokenError::Algorithm),
    };
    let message = &token.as_bytes()[..head.len() + 1 + body.len()];
    let signature = URL_SAFE_NO_PAD.decode(signature).map_err(|_| TokenError::Malformed)?;
    let signed = keys
        .iter()
        .filter(|key| header.kid.is_none() || key.key_id().map(|id| id.as_str()) == header.kid.as_deref())
        .any(|key| key.verify_signature(&algorithm, message, &signature).is_ok());
    if !signed {
        return Err(TokenError::Signature);
    }
    claims(decode(body).ok_or(TokenError::Malformed)?, issuer, audience, now)
}

fn claims(body: Body, issuer: &str, audience: &str, now: DateTime<Utc>) -> Result<Logout, TokenError> {
    if body.iss.as_deref() != Some(issuer) {
        return Err(TokenError::Issuer);
    }
    let for_us = match &body.aud {
        Some(Value::String(one)) => one == audience,
        Some(Value::Array(several)) => several.iter().any(|one| one == audience),
        _ => false,
    };
    if !for_us {
        return Err(TokenError::Audience);
    }
    let time = |seconds: Option<i64>| seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    let (Some(issued), Some(expires)) = (time(body.iat), time(body.exp)) else { return Err(TokenError::Time) };
    if expires + SKEW < now || issued > now + SKEW || now - issued > OLDEST {
        return Err(TokenError::Time);
    }
    if !body.events.as_ref().and_then(|events| events.get(EVENT)).is_some_and(Value::is_object) {
        return Err(TokenError::Event);
    }
    if body.nonce.is_some() {
        return Err(TokenError::Nonce);
    }
    let jti = body.jti.filter(|jti| !jti.is_empty() && jti.len() <= 256).ok_or(TokenError::Jti)?;
    if body.sid.is_none() && body.sub.is_none() {
        return Err(TokenError::Nobody);
    }
    // Remembered for as long as it could be accepted again, and no longer than it is accepted at all.
    let expires = (expires + SKEW).min(issued + OLDEST) + SKEW;
    Ok(Logout { jti, sid: body.sid, subject: body.sub, expires })
}

fn decode<T: serde::de::DeserializeOwned>(part: &str) -> Option<T> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}
