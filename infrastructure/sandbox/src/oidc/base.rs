//! The address under which the sandbox was called: like Authentik, it takes its issuer from the `Host` header.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::header::HOST;
use axum::http::request::Parts;

/// `http://localhost:9800`, without a slash at the end.
#[derive(Debug, Clone)]
pub struct Base(String);

impl Base {
    pub fn issuer(&self, app: &str) -> String {
        format!("{}/application/o/{app}/", self.0)
    }

    /// The address of a path that begins with `/`.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl<S: Sync> FromRequestParts<S> for Base {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(format!("http://{}", host(parts).unwrap_or("localhost"))))
    }
}

/// Whether a host name, with or without a port, can only mean this machine. Anything else is a page on the internet
/// that had its own name resolve to 127.0.0.1.
pub fn is_loopback(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(
        host,
        |(name, port)| {
            if port.bytes().all(|b| b.is_ascii_digit()) { name } else { host }
        },
    );
    matches!(name, "localhost" | "127.0.0.1" | "[::1]") || name.ends_with(".localhost")
}

fn host(parts: &Parts) -> Option<&str> {
    parts
        .headers
        .get(HOST)
        .and_then(|h| h.to_str().ok())
        .or_else(|| parts.uri.authority().map(axum::http::uri::Authority::as_str))
}

#[cfg(test)]
mod tests {
    use super::is_loopback;

    #[test]
    fn only_this_machine_counts_as_loopback() {
        for host in ["localhost", "localhost:9800", "auth.localhost:9800", "127.0.0.1:1", "[::1]:9800"] {
            assert!(is_loopback(host), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example:9800", "evil.example:9800", "10.0.0.1", ""] {
            assert!(!is_loopback(host), "{host}");
        }
    }
}
