//! What a browser is answered.

use axum::{body::Body, http::HeaderMap, response::Response};
use http_body_util::BodyExt as _;

#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    /// The body; what isn't UTF-8 becomes U+FFFD.
    pub body: String,
}

impl Answer {
    pub async fn of(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Self { status: parts.status.as_u16(), headers: parts.headers, bytes, body }
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map(|value| value.to_str().unwrap()).unwrap_or_default()
    }

    /// Where a redirect leads.
    pub fn location(&self) -> &str {
        assert!((300..400).contains(&self.status), "{} {}", self.status, self.text());
        self.header("location")
    }

    /// What a person reads: the body without its tags, one space between words.
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut rest = self.body.split_once("<body").map_or(self.body.as_str(), |(_, body)| body);
        while let Some(open) = rest.find('<') {
            text.push_str(&rest[..open]);
            // A comment is the renderer's own mark between two texts; a tag stands between two words.
            text.push_str(if rest[open..].starts_with("<!") { "" } else { " " });
            rest = rest[open..].split_once('>').map_or("", |(_, after)| after);
        }
        text.push_str(rest);
        let plain = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")];
        let text = plain.iter().fold(text, |text, (escaped, plain)| text.replace(escaped, plain));
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A page, said in words, as the person sees it.
    #[track_caller]
    pub fn says(&self, words: &str) -> &Self {
        assert!(self.text().contains(words), "{} doesn't say {words:?}: {}", self.status, self.text());
        self
    }

    #[track_caller]
    pub fn keeps_quiet_about(&self, words: &str) -> &Self {
        assert!(!self.body.contains(words), "{} says {words:?}: {}", self.status, self.body);
        self
    }

    #[track_caller]
    pub fn holds(&self, html: &str) -> &Self {
        assert!(self.body.contains(html), "{} doesn't hold {html:?}: {}", self.status, self.body);
        self
    }

    /// A redirect to there.
    #[track_caller]
    pub fn leads_to(&self, path: &str) -> &Self {
        self.is(302);
        assert_eq!(self.location(), path);
        self
    }

    #[track_caller]
    pub fn is(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{:?} {}", self.headers.get("location"), self.text());
        self
    }
}
