//! How the provider is told to fail, for tests of what Dezky does then.

use std::time::Duration;

use serde::Deserialize;

/// The whole of it; `{}` makes everything work again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Misbehaviour {
    pub discovery: Discovery,
    pub token: Token,
    pub jwks: Jwks,
    /// How long `slow` takes, in milliseconds; ten seconds if not said.
    pub delay_ms: Option<u64>,
}

/// What `…/.well-known/openid-configuration` answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Discovery {
    #[default]
    Ok,
    /// 503 in HTML, as a proxy answers for a dead server.
    Down,
    Slow,
    /// 200 with a body that is not JSON.
    Garbage,
    /// A document of another issuer.
    WrongIssuer,
}

/// What `/application/o/token/` answers to a request that is in order.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Token {
    #[default]
    Ok,
    #[serde(rename = "500")]
    Fault,
    Slow,
    Garbage,
    WrongNonce,
    WrongAudience,
    WrongIssuer,
    Expired,
    /// Signed by a key that is not published, under the published key's id.
    BadSignature,
    NoIdToken,
    /// A sound answer of sixteen megabytes.
    Huge,
}

/// What `…/jwks/` answers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Jwks {
    #[default]
    Ok,
    Garbage,
    /// Another key is published, and signs from now on.
    Rotate,
}

impl Misbehaviour {
    pub fn delay(&self) -> Duration {
        Duration::from_millis(self.delay_ms.unwrap_or(10_000))
    }
}
