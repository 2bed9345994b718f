//! What a page has at hand: the services, who asks, the texts in their language, and the address that was asked for.

use std::{fmt, future::Future, sync::Arc};

use dezky_domain::{
    AppError, Result,
    ctx::Ctx,
    port::{Counts, Flash, Flashes, Services},
};
use leptos::{either::Either, prelude::*};
use leptos_axum::ResponseOptions;

use crate::{pages::fault::Fault, text::Text, when::When};

#[derive(Clone)]
pub struct Backend {
    pub services: Services,
    pub ctx: Ctx,
    pub text: Text,
    pub when: When,
    /// The path that was asked for, such as `/operator/audit`.
    pub path: String,
    /// The query string's pairs, decoded, in order; at most 256.
    pub query: Vec<(String, String)>,
    /// What waits for the caller, beside the places of a console's navigation; empty on every other page.
    pub counts: Arc<Counts>,
    flashes: Arc<dyn Flashes>,
}

impl fmt::Debug for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Backend").field("path", &self.path).finish_non_exhaustive()
    }
}

impl Backend {
    #[must_use]
    pub fn new(services: Services, ctx: Ctx, flashes: Arc<dyn Flashes>, uri: &http::Uri) -> Self {
        Self {
            text: Text::new(ctx.preferences.language),
            when: When::new(&services.platform.time_zone, ctx.preferences.language),
            path: uri.path().to_owned(),
            query: pairs(uri.query().unwrap_or_default()),
            services,
            ctx,
            counts: Arc::default(),
            flashes,
        }
    }

    /// The same at another page.
    #[must_use]
    pub fn at(self, uri: &http::Uri) -> Self {
        Self { path: uri.path().to_owned(), query: pairs(uri.query().unwrap_or_default()), ..self }
    }

    /// The same with what a console's navigation shows. A page isn't refused for want of a number.
    async fn counted(mut self) -> Self {
        if self.ctx.acting().is_some() && ["/admin", "/operator", "/partner"].iter().any(|it| self.path.starts_with(it))
        {
            self.counts = Arc::new(self.services.badges.counts(&self.ctx).await.unwrap_or_default());
        }
        self
    }

    /// The query string's pairs as a filter reads them.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.query.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The last value of a key.
    #[must_use]
    pub fn asked(&self, key: &str) -> Option<&str> {
        self.pairs().filter(|(name, _)| *name == key).map(|(_, value)| value).last()
    }

    /// What the last form on this page left behind; taking it removes it.
    pub async fn flash(&self, form: &str) -> Option<Flash> {
        self.flashes.take().await.filter(|flash| flash.form == form)
    }

    /// The same on a page with several forms, whichever form it was.
    pub async fn left(&self) -> Option<Flash> {
        self.flashes.take().await
    }

    /// Shown once, on the next page.
    pub async fn leave(&self, flash: Flash) {
        self.flashes.put(flash).await;
    }
}

/// The backend of the request that is being answered. The server provides it to every page and server function.
///
/// # Errors
/// `Fault` outside of a request.
pub fn backend() -> Result<Backend> {
    use_context::<Backend>().ok_or(AppError::Fault)
}

/// A page's body that needs data: awaited before the first byte is sent, so that status and page always agree.
pub fn load<F, Answer, View>(body: F) -> impl IntoView
where
    F: FnOnce(Backend) -> Answer + Send + 'static,
    Answer: Future<Output = Result<View>> + Send + 'static,
    View: IntoView + Send + 'static,
{
    let backend = backend();
    let response = use_context::<ResponseOptions>();
    Suspend::new(async move {
        let answer = match backend {
            Ok(backend) => body(backend.counted().await).await,
            Err(error) => Err(error),
        };
        match answer {
            Ok(view) => Either::Left(view),
            Err(error) => {
                if let Some(response) = response {
                    response.set_status(http::StatusCode::from_u16(error.status()).unwrap_or_default());
                }
                Either::Right(view! { <Fault error/> })
            }
        }
    })
}

/// `path` with `pairs` as its query string.
#[must_use]
pub fn address<Key: AsRef<str>, Value: AsRef<str>>(path: &str, pairs: &[(Key, Value)]) -> String {
    let query: Vec<String> =
        pairs.iter().map(|(key, value)| format!("{}={}", escape(key.as_ref()), escape(value.as_ref()))).collect();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{}", query.join("&")) }
}

/// Percent-encodes everything but the unreserved characters of RFC 3986.
#[must_use]
pub fn escape(text: &str) -> String {
    text.bytes().fold(String::with_capacity(text.len()), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
        out
    })
}

/// Decodes a query string; what isn't UTF-8 becomes U+FFFD.
pub(crate) fn pairs(query: &str) -> Vec<(String, String)> {
    query
        .split('&')
        .filter(|pair| !pair.is_empty())
        .take(256)
        .map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (unescape(key), unescape(value))
        })
        .collect()
}

fn unescape(text: &str) -> String {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while let Some(&byte) = bytes.get(at) {
        let hex = (byte == b'%').then(|| text.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()));
        match hex.flatten() {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(if byte == b'+' { b' ' } else { byte });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_survives_its_query_string() {
        let address = address("/operator/audit", &[("q", "a&b=c d/ü%"), ("source", "ocis")]);
        assert_eq!(address, "/operator/audit?q=a%26b%3Dc%20d%2F%C3%BC%25&source=ocis");
        let read = pairs(address.split_once('?').unwrap().1);
        assert_eq!(read, [("q".into(), "a&b=c d/ü%".into()), ("source".into(), "ocis".into())]);
    }

    #[test]
    fn a_torn_query_string_is_read_as_far_as_it_goes() {
        assert_eq!(
            pairs("a=%&b=%f&c=%ff&d=1+2&&e"),
            [
                ("a".into(), "%".into()),
                ("b".into(), "%f".into()),
                ("c".into(), "\u{fffd}".into()),
                ("d".into(), "1 2".into()),
                ("e".into(), String::new()),
            ]
        );
        assert_eq!(pairs("a=%€")[0].1, "%€");
    }
}
