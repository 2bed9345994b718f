//! The one HTTP client: time-outs, no redirects, no proxy from the environment, answers capped. Whoever calls decides
//! what to do with an answer; an error only says whether trying again could help. Bodies and query strings are never
//! logged: they hold tokens.

use std::{
    future::Future,
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    pin::Pin,
    sync::Arc,
    time::Duration,
};

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// How long to wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Options {
    /// For the connection, TLS included.
    pub connect_timeout: Duration,
    /// For the whole exchange, up to the last byte of the answer.
    pub timeout: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { connect_timeout: Duration::from_secs(3), timeout: Duration::from_secs(10) }
    }
}

/// Why there is no answer. An answer with a bad status is an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// Not reached, or the connection broke before the answer was whole.
    #[error("no connection")]
    Connect,
    /// It may have been done all the same.
    #[error("no answer in time")]
    Timeout,
    #[error("the answer is larger than allowed")]
    TooLarge,
    #[error("no valid exchange")]
    Other,
}

impl HttpError {
    /// Whether the same request could succeed later.
    #[must_use]
    pub const fn retry(self) -> bool {
        matches!(self, Self::Connect | Self::Timeout)
    }
}

/// The client for everything that leaves the process. Cloning it shares its connections.
///
/// # Panics
/// If the TLS library refuses its own defaults, which no configuration can cause.
#[must_use]
pub fn client(options: Options) -> reqwest::Client {
    // The second call in a process finds the provider installed: that is what is wanted.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match builder(options).build() {
        Ok(client) => client,
        Err(error) => {
            tracing::warn!(%error, "no certificate authorities on this machine: https will be refused");
            let config = rustls::ClientConfig::builder()
                .with_root_certificates(rustls::RootCertStore::empty())
                .with_no_client_auth();
            builder(options).tls_backend_preconfigured(config).build().expect("a client without authorities")
        }
    }
}

fn builder(options: Options) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .connect_timeout(options.connect_timeout)
        .timeout(options.timeout)
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .referer(false)
        .user_agent(concat!("dezky/", env!("CARGO_PKG_VERSION")))
        .dns_resolver(Arc::new(Names))
}

/// Sends a request and reads the whole answer, at most `cap` bytes of body.
///
/// # Errors
/// See [`HttpError`]. An answer that announces more than `cap` bytes is refused before its body is read.
pub async fn send_capped(
    client: &reqwest::Client,
    request: http::Request<Vec<u8>>,
    cap: usize,
) -> Result<http::Response<Vec<u8>>, HttpError> {
    let host = request.uri().host().unwrap_or_default().to_owned();
    let request = reqwest::Request::try_from(request).map_err(|error| told(&host, error))?;
    let mut answer = client.execute(request).await.map_err(|error| told(&host, error))?;
    if answer.content_length().is_some_and(|length| usize::try_from(length).map_or(true, |length| length > cap)) {
        return Err(HttpError::TooLarge);
    }
    let mut body = Vec::new();
    while let Some(chunk) = answer.chunk().await.map_err(|error| told(&host, error))? {
        if body.len() + chunk.len() > cap {
            return Err(HttpError::TooLarge);
        }
        body.extend_from_slice(&chunk);
    }
    let mut response = http::Response::new(body);
    *response.status_mut() = answer.status();
    *response.version_mut() = answer.version();
    *response.headers_mut() = std::mem::take(answer.headers_mut());
    Ok(response)
}

/// The private cause is for the log, without the URL: its query may hold a token.
fn told(host: &str, error: reqwest::Error) -> HttpError {
    let kind = if error.is_timeout() {
        HttpError::Timeout
    } else if error.is_connect() || error.is_request() || error.is_body() || error.is_decode() {
        HttpError::Connect
    } else {
        HttpError::Other
    };
    tracing::debug!(host, ?kind, error = ?error.without_url(), "no answer");
    kind
}

/// Names under `localhost` are this machine (RFC 6761), whatever its resolver says: the sandbox's tenants live there.
struct Names;

impl Resolve for Names {
    fn resolve(&self, name: Name) -> Resolving {
        type Resolved = Result<Addrs, Box<dyn std::error::Error + Send + Sync>>;
        let look_up: Pin<Box<dyn Future<Output = Resolved> + Send>> = Box::pin(async move {
            if is_local(name.as_str()) {
                let both = [IpAddr::V4(Ipv4Addr::LOCALHOST), IpAddr::V6(Ipv6Addr::LOCALHOST)];
                return Ok(Box::new(both.into_iter().map(|ip| SocketAddr::new(ip, 0))) as Addrs);
            }
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            Ok(Box::new(found.into_iter()) as Addrs)
        });
        look_up
    }
}

fn is_local(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_under_localhost_are_local() {
        for name in ["localhost", "acme.localhost", "Auth.LOCALHOST", "a.b.localhost", "localhost."] {
            assert!(is_local(name), "{name}");
        }
        for name in ["notlocalhost", "localhost.example", "acme.localhost.evil", ""] {
            assert!(!is_local(name), "{name}");
        }
    }

    #[test]
    fn an_error_says_whether_to_try_again() {
        let all = [HttpError::Connect, HttpError::Timeout, HttpError::TooLarge, HttpError::Other];
        assert_eq!(all.map(HttpError::retry), [true, true, false, false]);
    }
}
