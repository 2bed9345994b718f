//! A server that plays recorded calls back, in order, and minds that it is asked what was asked then. Of use to every
//! connector:
//!
//! - `Line::read(include_str!("../fixtures/<engine>/<what>.jsonl"))` reads recorded lines; `Line::asked("GET", "/a?b=c")
//!   .answers(200, json!(..))` makes one by hand, for a look-up that wasn't recorded; `.wanting("/pointer", value)` and
//!   `.without("/pointer")` say openly where Dezky asks otherwise than the recording; `.heading(name, value)` adds a
//!   header of the answer, and `.saying("/pointer", value)` changes the answer itself.
//! - `Replay::of(lines, &[(ours, recorded), ..]).await` serves them. Wherever `ours` stands in a call it is taken for
//!   `recorded`, and in answers the other way round: ids, secrets, hosts. `replay.url()` has no slash at the end.
//! - `replay.end()` at the end of the test: fails unless every line was played and each call was the recorded one.
//!   `replay.calls()` are the calls as they came in, mapped to nothing.
//! - `Replay::always(Reaction)` gives every call the same: an error, silence, a cut connection, any bytes.
//!
//! Queries are compared decoded and whatever their order, JSON bodies as values, other bodies as text. A call that isn't
//! the next line gets 599, and `end` tells both.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use serde_json::Value;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A call as it came in.
#[derive(Debug, Clone, PartialEq)]
pub struct Asked {
    pub method: String,
    /// With its query.
    pub path: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// JSON where it is JSON, else a string; null where there is none.
    pub body: Value,
}

impl Asked {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(is, _)| is == name).map(|(_, value)| value.as_str())
    }
}

/// What a call gets.
#[derive(Debug, Clone)]
pub enum Reaction {
    Answer {
        status: u16,
        headers: Vec<(String, String)>,
        body: Vec<u8>,
    },
    /// The connection stays open, and nothing comes.
    Hang,
    /// The connection ends without a byte.
    Cut,
    /// These bytes and the end, HTTP or not.
    Raw(Vec<u8>),
}

impl Reaction {
    /// A JSON answer; null is no body.
    pub fn json(status: u16, body: &Value) -> Self {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        Self::Answer { status, headers, body }
    }

    pub fn text(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        Self::Answer { status, headers: vec![("content-type".to_owned(), kind.to_owned())], body: body.into() }
    }

    pub fn heading(mut self, name: &str, value: &str) -> Self {
        if let Self::Answer { headers, .. } = &mut self {
            headers.push((name.to_owned(), value.to_owned()));
        }
        self
    }
}

/// A recorded call with its answer.
#[derive(Debug, Clone)]
pub struct Line {
    pub method: String,
    pub path: String,
    pub request: Value,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub answer: Value,
    without: Vec<&'static str>,
}

impl Line {
    /// Every line of a recording, in any of the shapes that the recordings have.
    pub fn read(jsonl: &str) -> Vec<Self> {
        jsonl.lines().filter(|line| !line.trim().is_empty()).map(Self::one).collect()
    }

    fn one(line: &str) -> Self {
        let line: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| line[name].as_str().unwrap().to_owned();
        let headers = line["response_headers"].as_object().into_iter().flatten();
        let headers = headers.filter_map(|(name, value)| Some((name.to_lowercase(), value.as_str()?.to_owned())));
        Self {
            method: text("method"),
            path: text("path"),
            request: line["request_body"].clone(),
            status: u16::try_from(line["status"].as_u64().unwrap()).unwrap(),
            headers: headers.filter(|(name, _)| !matches!(name.as_str(), "content-length" | "connection")).collect(),
            answer: line["response_body"].clone(),
            without: Vec::new(),
        }
    }

    pub fn asked(method: &str, path: &str) -> Self {
        Self {
            method: method.to_owned(),
            path: path.to_owned(),
            request: Value::Null,
            status: 204,
            headers: Vec::new(),
            answer: Value::Null,
            without: Vec::new(),
        }
    }

    pub fn with(mut self, body: Value) -> Self {
        self.request = body;
        self
    }

    pub fn answers(mut self, status: u16, body: Value) -> Self {
        (self.status, self.answer) = (status, body);
        self.heading("content-type", "application/json")
    }

    pub fn heading(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Dezky sends this here, whatever the recording has. The parent of `pointer` must be an object.
    pub fn wanting(mut self, pointer: &'static str, value: Value) -> Self {
        let (parent, name) = pointer.rsplit_once('/').unwrap();
        self.request.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(name.to_owned(), value);
        self
    }

    /// The answer says this here, whatever the recording has. The parent of `pointer` must be an object or an array.
    pub fn saying(mut self, pointer: &'static str, value: Value) -> Self {
        match self.answer.pointer_mut(pointer) {
            Some(there) => *there = value,
            None => {
                let (parent, name) = pointer.rsplit_once('/').unwrap();
                self.answer.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert(name.to_owned(), value);
            }
        }
        self
    }

    /// What stands here in either body isn't looked at.
    pub fn without(mut self, pointer: &'static str) -> Self {
        self.without.push(pointer);
        self
    }

    fn reaction(&self) -> Reaction {
        let body = match &self.answer {
            Value::Null => Vec::new(),
            Value::String(text) if !self.is_json() => text.clone().into_bytes(),
            json => json.to_string().into_bytes(),
        };
        Reaction::Answer { status: self.status, headers: self.headers.clone(), body }
    }

    fn is_json(&self) -> bool {
        self.headers.iter().any(|(name, value)| name == "content-type" && value.contains("json"))
    }

    /// Why `asked` isn't this call.
    fn differs(&self, asked: &Asked) -> Option<String> {
        if self.method != asked.method || address(&self.path) != address(&asked.path) {
            return Some(format!("recorded {} {}\nasked    {} {}", self.method, self.path, asked.method, asked.path));
        }
        let (mut recorded, mut sent) = (self.request.clone(), asked.body.clone());
        for pointer in &self.without {
            remove(&mut recorded, pointer);
            remove(&mut sent, pointer);
        }
        (recorded != sent).then(|| format!("{} {}\nrecorded {recorded:#}\nasked    {sent:#}", self.method, self.path))
    }
}

/// A running server. Dropped, it stops.
#[derive(Debug)]
pub struct Replay {
    port: u16,
    play: Arc<Mutex<Play>>,
    server: tokio::task::JoinHandle<()>,
}

#[derive(Debug, Default)]
struct Play {
    lines: VecDeque<Line>,
    ids: Vec<(String, String)>,
    always: Option<Reaction>,
    calls: Vec<Asked>,
    wrong: Vec<String>,
}

impl Replay {
    pub async fn of(lines: Vec<Line>, ids: &[(&str, &str)]) -> Self {
        let ids = ids.iter().map(|(ours, recorded)| ((*ours).to_owned(), (*recorded).to_owned())).collect();
        Self::start(Play { lines: lines.into(), ids, ..Play::default() }).await
    }

    pub async fn always(reaction: Reaction) -> Self {
        Self::start(Play { always: Some(reaction), ..Play::default() }).await
    }

    async fn start(play: Play) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let play = Arc::new(Mutex::new(play));
        let shared = Arc::clone(&play);
        let server = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, Arc::clone(&shared)));
            }
        });
        Self { port, play, server }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub fn calls(&self) -> Vec<Asked> {
        self.play.lock().unwrap().calls.clone()
    }

    /// Every line was played, and nothing else was asked.
    pub fn end(&self) {
        let play = self.play.lock().unwrap();
        assert!(play.wrong.is_empty(), "{}", play.wrong.join("\n\n"));
        let left: Vec<_> = play.lines.iter().map(|line| format!("{} {}", line.method, line.path)).collect();
        assert!(left.is_empty(), "never asked: {left:#?}");
    }
}

impl Drop for Replay {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl Play {
    fn react(&mut self, asked: Asked) -> Reaction {
        self.calls.push(asked.clone());
        if let Some(always) = &self.always {
            return always.clone();
        }
        let mapped = Asked {
            path: swap(&asked.path, self.ids.iter().map(|(ours, recorded)| (ours, recorded))),
            body: serde_json::from_str(&swap(&asked.body.to_string(), self.ids.iter().map(|(o, r)| (o, r)))).unwrap(),
            ..asked
        };
        let wrong = match self.lines.pop_front() {
            None => format!("nothing more was recorded, and asked is {} {}", mapped.method, mapped.path),
            Some(line) => match line.differs(&mapped) {
                Some(wrong) => wrong,
                None => return self.unmapped(line.reaction()),
            },
        };
        self.wrong.push(wrong);
        Reaction::text(599, "text/plain", "not the recorded call")
    }

    fn unmapped(&self, reaction: Reaction) -> Reaction {
        let Reaction::Answer { status, headers, body } = reaction else { return reaction };
        let back = |text: &str| swap(text, self.ids.iter().map(|(ours, recorded)| (recorded, ours)));
        let headers = headers.into_iter().map(|(name, value)| (name, back(&value))).collect();
        Reaction::Answer { status, headers, body: back(&String::from_utf8(body).unwrap()).into_bytes() }
    }
}

fn swap<'a>(text: &str, pairs: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    pairs.fold(text.to_owned(), |text, (from, to)| text.replace(from.as_str(), to))
}

/// Path, and query in a form that can be compared.
fn address(path: &str) -> (String, Vec<(String, String)>) {
    let url = reqwest::Url::parse("http://replay").unwrap().join(path).unwrap();
    let mut query: Vec<_> = url.query_pairs().into_owned().collect();
    query.sort();
    (url.path().to_owned(), query)
}

fn remove(body: &mut Value, pointer: &str) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    if let Some(parent) = body.pointer_mut(parent).and_then(Value::as_object_mut) {
        parent.remove(name);
    }
}

/// One call a connection.
async fn serve(mut stream: TcpStream, play: Arc<Mutex<Play>>) {
    let Some(asked) = read(&mut stream).await else { return };
    let reaction = play.lock().unwrap().react(asked);
    let bytes = match reaction {
        Reaction::Hang => return std::future::pending().await,
        Reaction::Cut => return,
        Reaction::Raw(bytes) => bytes,
        Reaction::Answer { status, headers, body } => {
            let mut bytes = format!("HTTP/1.1 {status} -\r\nconnection: close\r\n").into_bytes();
            for (name, value) in headers {
                bytes.extend(format!("{name}: {value}\r\n").bytes());
            }
            if status != 204 {
                bytes.extend(format!("content-length: {}\r\n", body.len()).bytes());
            }
            bytes.extend(b"\r\n");
            bytes.extend(body);
            bytes
        }
    };
    // Whoever asked may have gone already.
    let _ = stream.write_all(&bytes).await;
    let _ = stream.shutdown().await;
}

async fn read(stream: &mut TcpStream) -> Option<Asked> {
    let mut bytes = Vec::new();
    let head = loop {
        if let Some(at) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break at;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8(bytes[..head].to_vec()).unwrap();
    let mut lines = text.split("\r\n");
    let mut first = lines.next()?.split(' ');
    let (method, path) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<_> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_lowercase(), value.trim().to_owned()))
        .collect();
    let length = headers.iter().find(|(name, _)| name == "content-length").map_or(0, |(_, v)| v.parse().unwrap());
    let mut body = bytes.split_off(head + 4);
    while body.len() < length {
        if stream.read_buf(&mut body).await.ok()? == 0 {
            return None;
        }
    }
    let body = match serde_json::from_slice(&body) {
        Ok(json) => json,
        Err(_) if body.is_empty() => Value::Null,
        Err(_) => Value::from(String::from_utf8_lossy(&body).into_owned()),
    };
    Some(Asked { method, path, headers, body })
}

#[tokio::test]
async fn it_plays_in_order_and_tells_what_was_asked_instead() {
    let lines = Line::read(
        r#"{"method":"GET","path":"/a?x=%20&y=2","status":200,"request_body":null,"response_headers":{"Content-Type":"application/json"},"response_body":{"id":"old"}}
           {"method":"POST","path":"/b/old/","status":201,"request_body":{"id":"old","n":1},"response_headers":{},"response_body":null}"#,
    );
    let replay = Replay::of(lines, &[("new", "old")]).await;
    let client = dezky_connect::http::client(dezky_connect::http::Options::default());
    let answer = client.get(format!("{}/a?y=2&x=+", replay.url())).send().await.unwrap();
    assert_eq!(answer.text().await.unwrap(), r#"{"id":"new"}"#);
    let post = |n: i32| client.post(format!("{}/b/new/", replay.url())).body(format!(r#"{{"id":"new","n":{n}}}"#));
    assert_eq!(post(1).send().await.unwrap().status(), 201);
    replay.end();
    assert_eq!(post(1).send().await.unwrap().status(), 599);
    assert_eq!(replay.calls().len(), 3);
    assert!(std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| replay.end())).is_err(), "one call too many");
}
