//! A webhook: JSON to an address of the platform's own choice, signed so that whoever gets it knows that it is ours and
//! when it was sent. Redirects aren't followed, answers are capped; neither address nor secret is ever logged.

use std::fmt;

use chrono::{DateTime, Utc};
use dezky_domain::provision::{Trouble, TroubleKind};
use hmac::{Hmac, KeyInit as _, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;

use crate::{
    engine::{Troubled, status_trouble, trouble},
    http::send_capped,
};

/// What an answer may weigh: nothing of it is needed.
const CAP: usize = 64 * 1024;

/// Where to, and with which secret.
#[derive(Clone)]
pub struct Hook {
    client: reqwest::Client,
    url: SecretString,
    secret: SecretString,
}

impl fmt::Debug for Hook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hook")
    }
}

impl Hook {
    #[must_use]
    pub const fn new(client: reqwest::Client, url: SecretString, secret: SecretString) -> Self {
        Self { client, url, secret }
    }

    /// Sends `body`. `id` stands in `x-dezky-delivery` and is the same whenever the same thing is sent again;
    /// `x-dezky-signature` is `t=<now>,v1=<signature>`.
    ///
    /// # Errors
    /// For every answer but a 2xx, and for none.
    pub async fn send(&self, id: &str, body: Vec<u8>, now: DateTime<Utc>) -> Result<(), Trouble> {
        let seconds = now.timestamp();
        let signature = signature(&self.secret, seconds, &body)?;
        let request = http::Request::post(self.url.expose_secret())
            .header("content-type", "application/json")
            .header("x-dezky-delivery", id)
            .header("x-dezky-signature", format!("t={seconds},v1={signature}"))
            .body(body)
            .map_err(|_| trouble(TroubleKind::Rejected, None, "the request can't be built"))?;
        let answer = send_capped(&self.client, request, CAP).await.map_err(Troubled::trouble)?;
        let status = answer.status();
        if status.is_success() {
            return Ok(());
        }
        if status.is_redirection() {
            let detail = "a redirect, which is not followed";
            return Err(trouble(TroubleKind::Unexpected, Some(status.as_u16()), detail));
        }
        let after = answer.headers().get("retry-after").and_then(|value| value.to_str().ok());
        let said = String::from_utf8_lossy(&answer.body()[..answer.body().len().min(1_000)]).into_owned();
        Err(status_trouble(status.as_u16(), after, said.trim()))
    }
}

/// Hexadecimal HMAC-SHA-256 of `<seconds>.<body>`: the time is signed too, so that nothing can be sent again later.
fn signature(secret: &SecretString, seconds: i64, body: &[u8]) -> Result<String, Trouble> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
        .map_err(|_| trouble(TroubleKind::Rejected, None, "the secret can't sign"))?;
    mac.update(seconds.to_string().as_bytes());
    mac.update(b".");
    mac.update(body);
    Ok(hex::encode(mac.finalize().into_bytes()))
}

/// Whether an address may be sent to: `https`, or this machine; no name and no password in it.
#[must_use]
pub fn may_send(url: &str) -> bool {
    let Ok(uri) = url.parse::<http::Uri>() else { return false };
    let (Some(scheme), Some(authority), Some(host)) = (uri.scheme_str(), uri.authority(), uri.host()) else {
        return false;
    };
    if authority.as_str().contains('@') {
        return false;
    }
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let loopback = bare.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
    match scheme {
        "https" => true,
        "http" => loopback || host == "localhost" || host.ends_with(".localhost"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_of_time_and_body() {
        let secret = SecretString::from("a secret of our own");
        let said = signature(&secret, 1_795_514_400, b"{}").unwrap();
        // printf '1795514400.{}' | openssl dgst -sha256 -hmac 'a secret of our own'
        assert_eq!(said, "e506614a0ea2c8931a2a6de57511757a347fd21f57cde63e73585262b44ef023");
        assert_ne!(said, signature(&secret, 1_795_514_401, b"{}").unwrap());
        assert_ne!(said, signature(&SecretString::from("another"), 1_795_514_400, b"{}").unwrap());
    }

    #[test]
    fn only_https_and_this_machine_are_sent_to() {
        for fine in [
            "https://hooks.example/x?y=z",
            "http://127.0.0.1:1/",
            "http://[::1]:80/x",
            "http://localhost:3/",
            "http://a.localhost/",
        ] {
            assert!(may_send(fine), "{fine}");
        }
        for evil in [
            "http://hooks.example/",
            "http://10.0.0.1/",
            "http://localhost.evil.example/",
            "https://user:pass@hooks.example/",
            "http://127.0.0.1@evil.example/",
            "ftp://localhost/",
            "file:///etc/passwd",
            "/x",
            "",
        ] {
            assert!(!may_send(evil), "{evil}");
        }
    }

    #[test]
    fn nothing_secret_is_printed() {
        let client = crate::http::client(crate::http::Options::default());
        let hook = Hook::new(client, "https://hooks.example/token".into(), "secret".into());
        assert_eq!(format!("{hook:?}"), "Hook");
    }
}
