//! Signing: three fixed RSA keys, public on purpose, and JWTs written as Authentik writes them.
//!
//! Tokens are signed over plain JSON rather than built with `CoreIdToken`: that one writes `aud` as a list, while
//! Authentik writes a string (facts/authentik.md §3.3), and a double must be able to sign claims that are wrong.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use openidconnect::core::{CoreJsonWebKeySet, CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey};
use openidconnect::{JsonWebKeyId, PrivateSigningKey};
use serde_json::{Value, json};

use crate::error::Error;

/// The published key, the one it rotates to, and one that is never published.
#[derive(Debug)]
pub struct Keys {
    pub current: Key,
    pub next: Key,
    pub stranger: Key,
}

/// A private key with the id under which it is published.
pub struct Key {
    kid: String,
    key: CoreRsaPrivateSigningKey,
}

impl Keys {
    /// Reads the keys that are compiled in: making one takes seconds without optimisation.
    pub fn built_in() -> Result<Self, Error> {
        Ok(Self {
            current: Key::read("sandbox-current", include_str!("../keys/current.pem"))?,
            next: Key::read("sandbox-next", include_str!("../keys/next.pem"))?,
            stranger: Key::read("sandbox-stranger", include_str!("../keys/stranger.pem"))?,
        })
    }
}

impl Key {
    fn read(kid: &str, pem: &str) -> Result<Self, Error> {
        let id = JsonWebKeyId::new(kid.to_owned());
        let key = CoreRsaPrivateSigningKey::from_pem(pem, Some(id)).map_err(Error::Key)?;
        Ok(Self { kid: kid.to_owned(), key })
    }

    pub fn kid(&self) -> &str {
        &self.kid
    }

    /// The JWKS that publishes this key alone, with `alg` as the real one has it.
    pub fn jwks(&self) -> Result<Value, Error> {
        let set = CoreJsonWebKeySet::new(vec![self.key.as_verification_key()]);
        let mut set = serde_json::to_value(set).map_err(|e| Error::Key(e.to_string()))?;
        set["keys"][0]["alg"] = json!("RS256");
        Ok(set)
    }

    /// Signs `claims` under the key id `kid`, which need not be this key's own.
    pub fn sign(&self, typ: Option<&str>, kid: &str, claims: &Value) -> Result<String, Error> {
        let mut header = json!({ "alg": "RS256", "kid": kid });
        if let Some(typ) = typ {
            header["typ"] = json!(typ);
        }
        let input = format!("{}.{}", encode(&header), encode(claims));
        let signature = self
            .key
            .sign(&CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256, input.as_bytes())
            .map_err(|e| Error::Key(e.to_string()))?;
        Ok(format!("{input}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

/// A token with `"alg":"none"` and an empty signature, which no client may take.
pub fn unsigned(typ: Option<&str>, claims: &Value) -> String {
    let mut header = json!({ "alg": "none" });
    if let Some(typ) = typ {
        header["typ"] = json!(typ);
    }
    format!("{}.{}.", encode(&header), encode(claims))
}

/// The claims of a token, unverified.
pub fn peek(token: &str) -> Option<Value> {
    let payload = URL_SAFE_NO_PAD.decode(token.split('.').nth(1)?).ok()?;
    serde_json::from_slice(&payload).ok()
}

fn encode(part: &Value) -> String {
    URL_SAFE_NO_PAD.encode(part.to_string())
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Key").field("kid", &self.kid).finish_non_exhaustive()
    }
}
