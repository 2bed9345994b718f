//! A browser on one host: it keeps cookies, says where a request comes from, and asks for HTML.

use std::{
    collections::BTreeMap,
    net::{IpAddr, SocketAddr},
};

use axum::{
    Router,
    body::{Body, Bytes},
    extract::ConnectInfo,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response},
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::Answer;

#[derive(Debug, Clone)]
pub struct Browser {
    pub host: String,
    pub cookies: BTreeMap<String, String>,
    /// Sent with every request.
    pub headers: HeaderMap,
    peer: Option<IpAddr>,
    secure: bool,
    router: Router,
}

impl Browser {
    pub fn new(router: Router, host: String, secure: bool) -> Self {
        let mut headers = HeaderMap::new();
        headers.insert("accept", HeaderValue::from_static("text/html,application/xhtml+xml"));
        headers.insert("sec-fetch-site", HeaderValue::from_static("same-origin"));
        Self { host, cookies: BTreeMap::new(), headers, peer: None, secure, router }
    }

    /// The same browser, asking from another address.
    pub fn from(mut self, peer: &str) -> Self {
        self.peer = Some(peer.parse().unwrap());
        self
    }

    /// The same browser, with another header, or without it where the value is empty.
    pub fn with(mut self, name: &'static str, value: &str) -> Self {
        let name = HeaderName::from_static(name);
        match value {
            "" => self.headers.remove(&name),
            value => self.headers.insert(name, value.parse().unwrap()),
        };
        self
    }

    pub fn keep(&mut self, name: &str, value: &str) {
        self.cookies.insert(name.to_owned(), value.to_owned());
    }

    pub const fn session_cookie(&self) -> &'static str {
        if self.secure { "__Host-dezky" } else { "dezky" }
    }

    /// What is worth a sign-in.
    pub fn session(&self) -> Option<&str> {
        self.cookies.get(self.session_cookie()).map(String::as_str)
    }

    pub fn request(&self, method: Method, path: &str) -> Request<Body> {
        let mut request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let headers = request.headers_mut();
        headers.clone_from(&self.headers);
        headers.insert("host", self.host.parse().unwrap());
        let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if !cookies.is_empty() {
            headers.insert("cookie", cookies.join("; ").parse().unwrap());
        }
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(SocketAddr::from((peer, 40_000))));
        }
        request
    }

    /// Sends it as it is, and keeps what cookies the answer sets.
    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        self.take_cookies(response.headers());
        Answer::of(response).await
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(self.request(Method::GET, path)).await
    }

    pub async fn post(&mut self, path: &str, form: &[(&str, &str)]) -> Answer {
        let pairs: Vec<_> = form.iter().map(|(name, value)| format!("{}={}", escape(name), escape(value))).collect();
        self.post_text(path, pairs.join("&")).await
    }

    /// A form's body, whatever it holds.
    pub async fn post_text(&mut self, path: &str, body: String) -> Answer {
        let length = body.len();
        let mut browser = self.clone().with("content-length", &length.to_string());
        let answer = browser.post_body(path, body.into()).await;
        self.cookies = browser.cookies;
        answer
    }

    /// A form's body that doesn't say how long it is.
    pub async fn post_body(&mut self, path: &str, body: Body) -> Answer {
        let mut request = self.request(Method::POST, path);
        request.headers_mut().insert("content-type", HeaderValue::from_static("application/x-www-form-urlencoded"));
        *request.body_mut() = body;
        self.send(request).await
    }

    /// A file, as a form of several parts has it.
    pub async fn upload(&mut self, path: &str, file: &[u8]) -> Answer {
        let head = "--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n\
                    content-type: text/csv\r\n\r\n";
        let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
        let mut request = self.request(Method::POST, path);
        request.headers_mut().insert("content-type", HeaderValue::from_static("multipart/form-data; boundary=edge"));
        request.headers_mut().insert("content-length", HeaderValue::from(body.len()));
        *request.body_mut() = body.into();
        self.send(request).await
    }

    /// Goes where an answer leads, which is on this host.
    pub async fn follow(&mut self, answer: &Answer) -> Answer {
        let to = answer.location().to_owned();
        assert!(to.starts_with('/') && !to.starts_with("//"), "{to} is elsewhere");
        self.get(&to).await
    }

    /// An answer that doesn't end.
    pub async fn open(&mut self, path: &str) -> Open {
        let response = self.router.clone().oneshot(self.request(Method::GET, path)).await.unwrap();
        Open(response)
    }

    fn take_cookies(&mut self, headers: &HeaderMap) {
        for cookie in headers.get_all("set-cookie") {
            let cookie = cookie.to_str().unwrap();
            let (name, value) = cookie.split(';').next().unwrap().split_once('=').unwrap();
            if cookie.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.keep(name, value);
            }
        }
    }
}

/// A stream that is open.
#[derive(Debug)]
pub struct Open(pub Response<Body>);

impl Open {
    pub fn status(&self) -> u16 {
        self.0.status().as_u16()
    }

    /// What comes next; `None` at the end.
    pub async fn next(&mut self) -> Option<String> {
        let frame = self.0.body_mut().frame().await?.unwrap();
        let data: Bytes = frame.into_data().unwrap();
        Some(String::from_utf8(data.to_vec()).unwrap())
    }
}

/// Percent-encodes everything but letters and digits.
pub fn escape(text: &str) -> String {
    let plain =
        |byte: u8| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(plain).collect()
}
