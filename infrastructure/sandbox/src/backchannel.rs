//! Telling applications that a session is over: OpenID Connect back-channel logout, as Authentik's worker sends it
//! (facts/authentik.md §3.4).

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use serde_json::{Value, json};

use crate::clock;
use crate::error::Error;
use crate::provider::Provider;
use crate::sessions::Session;

pub const TYP: &str = "logout+jwt";
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
const LIVES: i64 = 600;

/// The HTTP client for it: it reaches loopback and nothing else.
#[derive(Debug)]
pub struct Backchannel(reqwest::Client);

impl Backchannel {
    pub fn new() -> Result<Self, Error> {
        Ok(Self(client()?))
    }

    async fn post(&self, uri: &str, token: &str) -> Result<u16, reqwest::Error> {
        let answer = self.0.post(uri).form(&[("logout_token", token)]).send().await?;
        Ok(answer.status().as_u16())
    }
}

/// The client for whatever Authentik's worker sends.
pub fn client() -> Result<reqwest::Client, Error> {
    // An error says that the process has a provider already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = reqwest::Client::builder()
        .dns_resolver(Arc::new(Loopback))
        .redirect(reqwest::redirect::Policy::none())
        .timeout(Duration::from_secs(5))
        .no_proxy()
        .user_agent("authentik@sandbox")
        .build()?;
    Ok(client)
}

/// The claims of a logout token for one application.
pub fn claims(issuer: &str, client_id: &str, sub: &str, sid: &str) -> Value {
    let now = clock::now().timestamp();
    json!({
        "iss": issuer,
        "aud": client_id,
        "iat": now,
        "exp": now + LIVES,
        "jti": clock::random_uuid(),
        "events": { EVENT: {} },
        "sub": sub,
        "sid": sid,
    })
}

/// Tells every application of a session that has ended; returns how many took it with a 2xx.
pub async fn announce(provider: &Provider, session: &Session) -> usize {
    let Some(person) = provider.account(&session.username) else { return 0 };
    let mut taken = 0;
    for (client_id, issuer) in &session.applications {
        let Some(client) = provider.client(client_id) else { continue };
        let Some(uri) = client.backchannel_logout_uri.clone() else { continue };
        let key = provider.signing_key();
        let claims = claims(issuer, client_id, &client.sub(&person), &session.sid);
        let outcome = match key.sign(Some(TYP), key.kid(), &claims) {
            Ok(token) => provider.backchannel.post(&uri, &token).await.map_err(|e| reason(&e)),
            Err(e) => Err(e.to_string()),
        };
        taken += usize::from(outcome.as_ref().is_ok_and(|status| (200..300).contains(status)));
        provider.journal.note("backchannel", uri, outcome.map_or_else(|e| e, |status| status.to_string()));
    }
    taken
}

/// The innermost cause: reqwest's own message only repeats the address.
fn reason(error: &dyn std::error::Error) -> String {
    let mut error = error;
    while let Some(source) = error.source() {
        error = source;
    }
    error.to_string()
}

/// Resolves `localhost` and `*.localhost`, which the C library need not know, and refuses everything else.
pub struct Loopback;

impl Resolve for Loopback {
    fn resolve(&self, name: Name) -> Resolving {
        let host = name.as_str().trim_end_matches('.');
        let answer = if host == "localhost" || host.ends_with(".localhost") {
            Ok(Box::new(std::iter::once(SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))) as Addrs)
        } else {
            Err(format!("the sandbox reaches localhost only, not {host}").into())
        };
        Box::pin(std::future::ready(answer))
    }
}
