//! Calls and answers. A look-up that says 404 counts as "isn't there" only in OCIS' own words: a wrong address or a
//! proxy's error page must not pass for an object that is gone.

use http::{
    HeaderMap, HeaderValue, Method, Request, Response,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER},
};
use secrecy::ExposeSecret;
use serde::de::DeserializeOwned;
use serde_json::Value;

use dezky_domain::provision::{Trouble, TroubleKind};

use super::{Auth, Ocis, not_yet};
use crate::{
    engine::{Applied, Call, Troubled, status_trouble, trouble},
    http::send_capped,
};

const CAP: usize = 4 << 20;
/// The list of all spaces names each member of each: 300 bytes a member (facts/ocis.md §5).
const SPACES_CAP: usize = 16 << 20;
const JSON: &str = "application/json";

/// An answer whose status says nothing yet.
type Answer = Response<Vec<u8>>;

impl Ocis {
    /// None where OCIS says `itemNotFound`.
    pub(super) async fn get<T: DeserializeOwned>(&self, path: &str) -> Result<Option<T>, Trouble> {
        let answer = self.ask(&Call::new("GET", path, Value::Null), Some(self.authorization()?), CAP).await?;
        if answer.status() == 404 {
            let gone = error(&answer).is_some_and(|error| error["code"] == "itemNotFound");
            return if gone { Ok(None) } else { Err(unreadable(&answer, "404 without OCIS' own words")) };
        }
        success(&answer)?;
        json(&answer).map(Some)
    }

    /// What exists always.
    pub(super) async fn list<T: DeserializeOwned>(&self, path: &str) -> Result<T, Trouble> {
        let answer = self.ask(&Call::new("GET", path, Value::Null), Some(self.authorization()?), SPACES_CAP).await?;
        success(&answer)?;
        json(&answer)
    }

    /// Without our credentials.
    pub(super) async fn get_openly<T: DeserializeOwned>(&self, path: &str) -> Result<T, Trouble> {
        let answer = self.ask(&Call::new("GET", path, Value::Null), None, CAP).await?;
        success(&answer)?;
        json(&answer)
    }

    /// The multistatus of a folder and what is right in it; none where there is no such folder.
    pub(super) async fn propfind(&self, path: &str) -> Result<Option<Vec<u8>>, Trouble> {
        let body = Value::from(r#"<d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/></d:prop></d:propfind>"#);
        let call = Call::new("PROPFIND", path, body).header("depth", "1");
        let answer = self.ask(&call, Some(self.authorization()?), CAP).await?;
        match answer.status().as_u16() {
            404 => Ok(None),
            207 => Ok(Some(answer.into_body())),
            _ => Err(success(&answer).err().unwrap_or_else(|| unreadable(&answer, "no multistatus"))),
        }
    }

    /// Makes one call that changes something. What is done already counts as done.
    pub(super) async fn make(&self, call: &Call) -> Result<Applied, Trouble> {
        let answer = self.ask(call, Some(self.authorization()?), CAP).await?;
        let request = answer.headers().get("x-request-id").and_then(|id| id.to_str().ok());
        let done = |body| Ok(Applied { request: request.map(plain), answer: body });
        let verb = call.verb.as_str();
        match answer.status().as_u16() {
            200..=299 => done(made(&answer, verb)?),
            404 if verb == "DELETE" => done(Value::Null),
            // The folder is there.
            405 if verb == "MKCOL" => done(Value::Null),
            // It exists, or a folder's parent doesn't; or what it is about went away: all that shows at the next look.
            status @ (404 | 409) if status == 404 || verb != "PATCH" => {
                Err(Trouble { status: Some(status), ..not_yet(&words(&answer)) })
            }
            // Not our credentials: OCIS keeps at least one manager in a space (facts/ocis.md §5).
            403 if words(&answer).contains("last manager") => {
                Err(trouble(TroubleKind::Rejected, Some(403), &words(&answer)))
            }
            _ => Err(success(&answer).err().unwrap_or_else(|| unreadable(&answer, ""))),
        }
    }

    async fn ask(&self, call: &Call, auth: Option<HeaderValue>, cap: usize) -> Result<Answer, Trouble> {
        let request = self.request(call, auth).map_err(|error| {
            tracing::debug!(%error, "a call that can't be sent");
            trouble(TroubleKind::Unexpected, None, "the address or the call is malformed")
        })?;
        send_capped(&self.client, request, cap).await.map_err(Troubled::trouble)
    }

    fn request(&self, call: &Call, auth: Option<HeaderValue>) -> Result<Request<Vec<u8>>, http::Error> {
        let method = Method::from_bytes(call.verb.as_bytes())?;
        let mut request = Request::builder().method(method).uri(format!("{}{}", self.url, call.path));
        let body = match &call.body {
            Value::Null => Vec::new(),
            Value::String(xml) => {
                request = request.header(CONTENT_TYPE, "application/xml");
                xml.clone().into_bytes()
            }
            json => {
                request = request.header(CONTENT_TYPE, JSON);
                json.to_string().into_bytes()
            }
        };
        for (name, value) in &call.headers {
            request = request.header(*name, value);
        }
        if let Some(auth) = auth {
            request = request.header(AUTHORIZATION, auth);
        }
        request.header(ACCEPT, "*/*").body(body)
    }

    /// Made anew for each call, so that the token lies nowhere in the open. Marked as sensitive: no `Debug` prints it.
    fn authorization(&self) -> Result<HeaderValue, Trouble> {
        let request = self.client.get("http://localhost/");
        let request = match &self.auth {
            Auth::AppToken { user, token } => request.basic_auth(user, Some(token.expose_secret())),
            Auth::Bearer(token) => request.bearer_auth(token.expose_secret()),
        };
        let header = request.build().ok().and_then(|request| request.headers().get(AUTHORIZATION).cloned());
        header.ok_or_else(|| trouble(TroubleKind::Credentials, None, "a token that no header can carry"))
    }
}

/// What a success brings. A page of a proxy's that asks to sign in is none, whatever its status.
fn made(answer: &Answer, verb: &str) -> Result<Value, Trouble> {
    let kind = answer.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    if answer.status() == 204 {
        Ok(Value::Null)
    } else if kind.contains("html") {
        Err(unreadable(answer, "HTML"))
    } else if matches!(verb, "POST" | "PATCH") {
        json(answer)
    } else {
        Ok(Value::Null)
    }
}

/// OCIS' answer to a failure: `{"error":{"code","message","innererror"}}`. A 401 has no body.
fn error(answer: &Answer) -> Option<Value> {
    let body: Value = serde_json::from_slice(answer.body()).ok()?;
    body.get("error").filter(|error| error.is_object()).cloned()
}

fn words(answer: &Answer) -> String {
    let error = error(answer).unwrap_or_default();
    let text = |name: &str| error[name].as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
    text("message").or_else(|| text("code")).unwrap_or_default()
}

fn success(answer: &Answer) -> Result<(), Trouble> {
    if answer.status().is_success() {
        return Ok(());
    }
    let header = |headers: &HeaderMap| Some(headers.get(RETRY_AFTER)?.to_str().ok()?.to_owned());
    Err(status_trouble(answer.status().as_u16(), header(answer.headers()).as_deref(), &words(answer)))
}

fn json<T: DeserializeOwned>(answer: &Answer) -> Result<T, Trouble> {
    // The parser's own words can quote the answer; they say nothing to a person either.
    serde_json::from_slice(answer.body()).map_err(|_| unreadable(answer, "not the JSON that was due"))
}

fn unreadable(answer: &Answer, why: &str) -> Trouble {
    trouble(TroubleKind::Unexpected, Some(answer.status().as_u16()), why)
}

/// A text of OCIS' as it may be stored and shown: no control characters, and of bounded length. What it replaces is seen,
/// so that such a text never equals a wanted one.
pub(super) fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { char::REPLACEMENT_CHARACTER } else { c }).take(2000).collect()
}

/// An id goes into paths, and into Dezky's own tables.
pub(super) fn id(id: &str) -> Result<&str, Trouble> {
    if id.is_empty() || id.len() > 255 || id.chars().any(|c| c.is_control() || c == '/') {
        return Err(trouble(TroubleKind::Unexpected, None, "an id that can't be one"));
    }
    Ok(id)
}

/// One segment of a path, percent-encoded but for what RFC 3986 leaves alone and for `keep`.
pub(super) fn segment(text: &str, keep: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-._~".contains(c) || (byte.is_ascii() && keep.contains(c)) {
            encoded.push(c);
        } else {
            encoded.push_str(&format!("%{byte:02X}"));
        }
    }
    encoded
}

/// The text that was percent-encoded; what is no encoding stays.
pub(super) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let pair = bytes.get(at + 1..at + 3).filter(|_| byte == b'%').and_then(|pair| hex::decode(pair).ok());
        match pair {
            Some(pair) => {
                decoded.extend(pair);
                at += 3;
            }
            None => {
                decoded.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_goes_there_and_back() {
        assert_eq!(segment("Verträge & 1/2", ""), "Vertr%C3%A4ge%20%26%201%2F2");
        assert_eq!(segment("a$b:c", ""), "a%24b%3Ac");
        assert_eq!(segment("a$b:c", "$"), "a$b%3Ac");
        for text in ["Verträge & 1/2", "100%", "%zz", "", "a+b", "%"] {
            assert_eq!(decoded(&segment(text, "")), text);
        }
        assert_eq!(decoded("%zz%2"), "%zz%2", "what is no encoding stays");
    }

    #[test]
    fn hostile_text_is_told_from_what_it_imitates() {
        assert_ne!(plain("ac\u{0}me"), "acme");
        assert_eq!(plain(&"x".repeat(1 << 20)).len(), 2000);
        for wrong in ["", "a/b", "a\nb", &"x".repeat(256)] {
            assert!(id(wrong).is_err(), "{wrong:?}");
        }
    }
}
