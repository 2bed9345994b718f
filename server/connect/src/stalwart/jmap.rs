//! Stalwart's management by JMAP: one method call a request, `accountId` left out (facts/stalwart.md §3). Objects are
//! read by `find` or `all`, which give ids, and `get`. Bodies hold passwords, and some refusals echo them: neither is
//! ever logged or quoted.

use dezky_domain::provision::{Trouble, TroubleKind};
use http::{HeaderMap, HeaderValue, Request, Response, header};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Value, json};

use super::refusal;
use crate::{
    engine::{Troubled, trouble},
    http::send_capped,
};

/// More than 500 accounts, or anybody's list of permissions, is.
const CAP: usize = 4 << 20;

/// Ids that one `get` takes (facts/stalwart.md §3.1).
const PAGE: usize = 500;

/// More objects in one list than any installation has: whoever tells of more is no Stalwart.
const MOST: usize = 200_000;

const CALL_ID: &str = "c1";

#[derive(Clone)]
pub struct Jmap {
    client: reqwest::Client,
    /// Without a slash at the end.
    base: String,
    token: SecretString,
}

impl std::fmt::Debug for Jmap {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Jmap").field("base", &self.base).finish_non_exhaustive()
    }
}

impl Jmap {
    pub fn new(client: reqwest::Client, url: &str, token: SecretString) -> Self {
        Self { client, base: url.trim_end_matches('/').to_owned(), token }
    }

    /// Makes one method call and gives its answer's arguments.
    ///
    /// # Errors
    /// What the HTTP layer or the method refused. What is refused of a single object is still in the answer.
    pub async fn call(&self, method: &str, arguments: &Value) -> Result<Value, Trouble> {
        let request = json!({
            "using": ["urn:ietf:params:jmap:core", "urn:stalwart:jmap"],
            "methodCalls": [[method, arguments, CALL_ID]],
        });
        let request = Request::post(format!("{}/jmap", self.base))
            .header(header::CONTENT_TYPE, "application/json")
            .body(request.to_string().into_bytes());
        let answer = self.send(request).await?;
        if !answer.status().is_success() {
            return Err(refusal::of_status(answer.status().as_u16(), answer.headers(), answer.body()));
        }
        arguments_of(method, answer.body())
    }

    /// What is at a path below the base, with a status of any kind.
    ///
    /// # Errors
    /// No answer.
    pub async fn fetch(&self, path: &str) -> Result<Response<Vec<u8>>, Trouble> {
        self.send(Request::get(format!("{}{path}", self.base)).body(Vec::new())).await
    }

    async fn send(&self, request: http::Result<Request<Vec<u8>>>) -> Result<Response<Vec<u8>>, Trouble> {
        let mut request = request.map_err(|_| unexpected("the configured address is no address"))?;
        self.authorize(request.headers_mut())?;
        send_capped(&self.client, request, CAP).await.map_err(Troubled::trouble)
    }

    fn authorize(&self, headers: &mut HeaderMap) -> Result<(), Trouble> {
        let mut bearer = HeaderValue::try_from(format!("Bearer {}", self.token.expose_secret())).map_err(|_| {
            trouble(TroubleKind::Credentials, None, "the configured key holds characters that no key has")
        })?;
        bearer.set_sensitive(true);
        headers.insert(header::AUTHORIZATION, bearer);
        Ok(())
    }

    /// Ids of the few objects that a filter names. A filter is only a hint: where its first condition matches nothing,
    /// Stalwart goes by the next alone, so the caller compares what it gets.
    ///
    /// # Errors
    /// What [`Jmap::call`] has.
    pub async fn find(&self, object: &str, filter: Value) -> Result<Vec<String>, Trouble> {
        ids(&self.call(&format!("{object}/query"), &json!({ "filter": filter })).await?)
    }

    /// Ids of all objects that a filter names, page by page.
    ///
    /// # Errors
    /// What [`Jmap::call`] has.
    pub async fn all(&self, object: &str, filter: Value) -> Result<Vec<String>, Trouble> {
        let mut all: Vec<String> = Vec::new();
        loop {
            let arguments = json!({ "filter": filter, "position": all.len(), "limit": PAGE });
            let answer = self.call(&format!("{object}/query"), &arguments).await?;
            let page = ids(&answer)?;
            // It may allow less than it was asked for, and says so.
            let limit = answer["limit"].as_u64().map_or(PAGE, |limit| usize::try_from(limit).unwrap_or(PAGE).min(PAGE));
            let last = page.len() < limit || page.is_empty();
            all.extend(page);
            if all.len() > MOST {
                return Err(unexpected("a list without end"));
            }
            if last {
                return Ok(all);
            }
        }
    }

    /// The objects with these ids, as far as they are there.
    ///
    /// # Errors
    /// What [`Jmap::call`] has.
    pub async fn get(&self, object: &str, ids: &[String], properties: &[&str]) -> Result<Vec<Value>, Trouble> {
        let mut objects = Vec::new();
        for page in ids.chunks(PAGE) {
            let arguments = json!({ "ids": page, "properties": properties });
            let mut answer = self.call(&format!("{object}/get"), &arguments).await?;
            match answer.get_mut("list").map(Value::take) {
                Some(Value::Array(list)) => objects.extend(list),
                _ => return Err(unexpected("an answer without a list")),
            }
        }
        Ok(objects)
    }
}

/// Only by pointers: indexing to change panics on an array where an object is due.
fn arguments_of(method: &str, body: &[u8]) -> Result<Value, Trouble> {
    let mut answer: Value = serde_json::from_slice(body).map_err(|_| unexpected("the answer is no JSON"))?;
    let response = answer.pointer_mut("/methodResponses/0").ok_or_else(|| unexpected("the answer is none of JMAP"))?;
    let arguments = response.pointer_mut("/1").map(Value::take).unwrap_or_default();
    if response[2] != CALL_ID {
        return Err(unexpected("the answer is another request's"));
    }
    match response[0].as_str() {
        Some("error") => Err(refusal::of_method(&arguments)),
        Some(name) if name == method && arguments.is_object() => Ok(arguments),
        _ => Err(unexpected("the answer is another method's")),
    }
}

fn ids(answer: &Value) -> Result<Vec<String>, Trouble> {
    let list = answer["ids"].as_array().ok_or_else(|| unexpected("an answer without ids"))?;
    list.iter().map(|id| id.as_str().map(str::to_owned)).collect::<Option<_>>().ok_or_else(|| unexpected("no ids"))
}

pub fn unexpected(detail: &str) -> Trouble {
    trouble(TroubleKind::Unexpected, None, detail)
}

/// A property that is a text; empty where it isn't.
pub fn text<'a>(object: &'a Value, property: &str) -> &'a str {
    object[property].as_str().unwrap_or_default()
}
