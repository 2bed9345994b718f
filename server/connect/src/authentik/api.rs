//! Calls to Authentik's API: credentials, pages, caps, and what its answers mean (facts/authentik.md §1.2). Every path
//! ends in a slash, a conflict is a 400, wrong credentials are a 403, and an unknown route is a 404 in HTML.

use dezky_domain::provision::{Trouble, TroubleKind};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;

use super::words;
use crate::{
    engine::{Call, Troubled, status_trouble, trouble},
    http::send_capped,
};

/// What an answer may weigh. A hundred users with their groups are some hundred kilobytes.
const CAP: usize = 4 << 20;
/// Pages of a list, at a hundred rows each. Nothing of one tenant comes near.
const PAGES: u64 = 500;

#[derive(Debug, Clone)]
pub(super) struct Api {
    pub client: reqwest::Client,
    pub url: String,
    pub token: SecretString,
}

/// An answer of any status.
pub(super) struct Answer {
    pub status: u16,
    /// `X-authentik-id`: the events that this request causes carry it too.
    pub request: Option<String>,
    after: Option<String>,
    /// None where the body is empty or isn't JSON.
    pub body: Option<Value>,
}

#[derive(Deserialize)]
struct Page {
    pagination: Pagination,
    results: Vec<Value>,
}

#[derive(Deserialize)]
struct Pagination {
    /// A page's number, 0 for none. The schema calls it a `number`, so it may come as a float.
    #[serde(default)]
    next: f64,
}

impl Api {
    /// One exchange.
    ///
    /// # Errors
    /// Only where there is no answer: a bad status is an answer.
    pub async fn send(&self, call: &Call) -> Result<Answer, Trouble> {
        let answer = self.exchange(call, CAP).await?;
        Ok(Answer::of(&answer))
    }

    /// One exchange whose body is handed on as it came, at most `cap` bytes of it.
    ///
    /// # Errors
    /// Only where there is no answer: a bad status is an answer.
    pub async fn exchange(&self, call: &Call, cap: usize) -> Result<http::Response<Vec<u8>>, Trouble> {
        let unspoken = |_| trouble(TroubleKind::Unexpected, None, "the request can't be built");
        let mut request = http::Request::builder()
            .method(call.verb.as_str())
            .uri(format!("{}{}", self.url, call.path))
            .header("authorization", format!("Bearer {}", self.token.expose_secret()))
            .header("accept", "application/json")
            // Messages are translated; people shall read the same ones everywhere.
            .header("accept-language", "en");
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        let body = if call.body.is_null() {
            Vec::new()
        } else {
            request = request.header("content-type", "application/json");
            call.body.to_string().into_bytes()
        };
        let request = request.body(body).map_err(unspoken)?;
        send_capped(&self.client, request, cap).await.map_err(Troubled::trouble)
    }

    /// Reads one object; None where the API itself says that it isn't there.
    ///
    /// # Errors
    /// Whatever else was answered.
    pub async fn find<T: DeserializeOwned>(&self, path: &str) -> Result<Option<T>, Trouble> {
        let answer = self.send(&Call::new("GET", path, Value::Null)).await?;
        if answer.is_gone() {
            return Ok(None);
        }
        parse(answer.accepted()?).map(Some)
    }

    /// Reads what is always there.
    ///
    /// # Errors
    /// Whatever else was answered.
    pub async fn read<T: DeserializeOwned>(&self, path: &str) -> Result<T, Trouble> {
        parse(self.send(&Call::new("GET", path, Value::Null)).await?.accepted()?)
    }

    /// All pages of a list. `path` has its query.
    ///
    /// # Errors
    /// What was answered; `NotYet` where the list shrinks while it is read.
    pub async fn list<T: DeserializeOwned>(&self, path: &str) -> Result<Vec<T>, Trouble> {
        let mut rows = Vec::new();
        let mut next = path.to_owned();
        for number in 2..PAGES {
            let answer = self.send(&Call::new("GET", next.as_str(), Value::Null)).await?;
            if number > 2 && answer.is_gone() {
                return Err(trouble(TroubleKind::NotYet, Some(404), "the list changed while it was read"));
            }
            let page: Page = parse(answer.accepted()?)?;
            for row in page.results {
                rows.push(parse(row)?);
            }
            if page.pagination.next < 1.0 {
                return Ok(rows);
            }
            // Counted here, not taken from the answer: it can't lead in a circle.
            next = format!("{path}{}page={number}", if path.contains('?') { '&' } else { '?' });
        }
        Err(trouble(TroubleKind::Unexpected, None, "a list without an end"))
    }
}

impl Answer {
    /// Reads an answer's body as JSON.
    pub fn of(answer: &http::Response<Vec<u8>>) -> Self {
        let header = |name| answer.headers().get(name).and_then(|value| value.to_str().ok());
        Self {
            status: answer.status().as_u16(),
            request: header("x-authentik-id").filter(|id| is_id(id)).map(str::to_owned),
            after: header("retry-after").map(str::to_owned),
            body: serde_json::from_slice(answer.body()).ok(),
        }
    }

    /// A 404 of the API. One in HTML is an unknown route, or somebody else's server.
    pub fn is_gone(&self) -> bool {
        self.status == 404 && self.body.is_some()
    }

    /// The body of a success.
    ///
    /// # Errors
    /// What the status means; `Unexpected` for a success without JSON.
    pub fn accepted(self) -> Result<Value, Trouble> {
        if !(200..300).contains(&self.status) {
            return Err(self.refusal());
        }
        self.body.ok_or_else(|| trouble(TroubleKind::Unexpected, Some(self.status), "an answer that isn't JSON"))
    }

    /// What an answer that isn't a success means.
    pub fn refusal(&self) -> Trouble {
        let detail = self.body.as_ref().map(words::flat).unwrap_or_default();
        let mut means = status_trouble(self.status, self.after.as_deref(), &detail);
        if means.kind == TroubleKind::Rejected && self.body.is_none() {
            means.kind = TroubleKind::Unexpected;
            means.detail = Some("this is no answer of Authentik's API".to_owned());
        }
        means
    }
}

/// A path of the API with a query.
pub(super) fn query(path: &str, pairs: &[(&str, &str)]) -> String {
    let mut text = format!("/api/v3{path}");
    for (place, (name, value)) in pairs.iter().enumerate() {
        text.push(if place == 0 { '?' } else { '&' });
        text.push_str(name);
        text.push('=');
        text.push_str(&segment(value));
    }
    text
}

/// A path of the API to one object: `at("/core/groups/", pk, "add_user/")`.
pub(super) fn at(path: &str, id: &str, rest: &str) -> String {
    format!("/api/v3{path}{}/{rest}", segment(id))
}

/// Percent-encoded, so that no id or name can reach another path. `.` is encoded too: `..` would climb.
pub(super) fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn parse<T: DeserializeOwned>(value: Value) -> Result<T, Trouble> {
    // The error would name what was read; the field is enough.
    serde_json::from_value(value).map_err(|_| trouble(TroubleKind::Unexpected, None, "an answer that we can't read"))
}

fn is_id(text: &str) -> bool {
    (1..=64).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_name_reaches_another_path_or_parameter() {
        assert_eq!(at("/core/groups/", "../users/1", "add_user/"), "/api/v3/core/groups/%2E%2E%2Fusers%2F1/add_user/");
        assert_eq!(
            query("/core/users/", &[("username", "a+b&c=d#é@x.y")]),
            "/api/v3/core/users/?username=a%2Bb%26c%3Dd%23%C3%A9%40x%2Ey"
        );
    }
}
