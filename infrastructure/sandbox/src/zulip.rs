//! The sidecar that makes Zulip's realms, as infrastructure/zulip/realms.py is one: a line of JSON each way on a unix
//! socket, one connection after the other. Who asks isn't looked at: the socket is a file of this user's.

use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};

use crate::error::Error;
use crate::provider::Provider;

/// Realms by their string ids, each as it was asked for.
pub type State = BTreeMap<String, Value>;

/// What happens in place of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Not done, and no answer until the caller goes.
    Hang,
    /// Done, and the connection is cut.
    DoneThenCut,
    /// Not done; this is sent.
    Says(Vec<u8>),
}

/// What Zulip holds, and how it fails.
#[derive(Debug, Default)]
pub struct Zulip {
    realms: Mutex<State>,
    fault: Mutex<Option<Fault>>,
}

impl Zulip {
    pub fn holding(realms: State) -> Self {
        Self { realms: Mutex::new(realms), fault: Mutex::default() }
    }

    pub fn realms(&self) -> MutexGuard<'_, State> {
        self.realms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// From now on; None makes it sound again.
    pub fn fail(&self, fault: Option<Fault>) {
        *self.fault.lock().unwrap_or_else(PoisonError::into_inner) = fault;
    }

    fn fault(&self) -> Option<Fault> {
        self.fault.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Takes the place of a socket that is left from before.
pub fn listen(path: &Path) -> Result<UnixListener, Error> {
    let trouble = || Error::io(format!("cannot listen on {}", path.display()));
    match std::fs::remove_file(path) {
        Err(e) if e.kind() != ErrorKind::NotFound => Err(trouble()(e)),
        _ => UnixListener::bind(path).map_err(trouble()),
    }
}

/// Answers until it is dropped.
pub async fn run(provider: Arc<Provider>, listener: UnixListener) {
    while let Ok((peer, _)) = listener.accept().await {
        // Whoever hung up needs no answer.
        let _ = serve(&provider, BufReader::new(peer)).await;
    }
}

async fn serve(provider: &Provider, mut peer: BufReader<UnixStream>) -> std::io::Result<()> {
    let mut line = String::new();
    peer.read_line(&mut line).await?;
    let zulip = &provider.engines.zulip;
    let answer = match zulip.fault() {
        // The next line is the caller's end.
        Some(Fault::Hang) => return peer.read_line(&mut line).await.map(drop),
        Some(Fault::Says(bytes)) => bytes,
        fault => {
            let answer = answer(provider, &line);
            if fault.is_some() {
                return Ok(());
            }
            format!("{answer}\n").into_bytes()
        }
    };
    peer.get_mut().write_all(&answer).await
}

/// What a question may be.
#[derive(Debug, Deserialize)]
#[serde(tag = "verb", rename_all = "snake_case", deny_unknown_fields)]
enum Question {
    Hello,
    List,
    Create { string_id: String, name: String, admin_email: String, admin_name: String },
}

fn answer(provider: &Provider, line: &str) -> Value {
    let refused = |why: String| json!({ "ok": false, "why": why });
    let question: Question = match serde_json::from_str(line) {
        Ok(question) => question,
        Err(e) => return refused(format!("one of the three verbs was expected: {e}")),
    };
    let mut realms = provider.engines.zulip.realms();
    match question {
        Question::Hello => json!({ "ok": true }),
        Question::List => {
            provider.journal.note("read", "zulip list", "ok");
            let all = realms.iter().map(|(id, realm)| json!({ "string_id": id, "name": realm["name"] }));
            json!({ "ok": true, "realms": all.collect::<Vec<_>>() })
        }
        Question::Create { string_id, name, admin_email, admin_name } => {
            let texts = [("name", &name, 40), ("admin_name", &admin_name, 100)];
            for (field, text, most) in texts {
                if !(1..=most).contains(&text.chars().count()) || text.trim() != text || text.starts_with('-') {
                    return refused(format!("{field}: 1 to {most} characters were expected"));
                }
            }
            if !string_id.ends_with("-chat") {
                return refused("string_id: something like acme-chat was expected".to_owned());
            }
            if !admin_email.contains('@') {
                return refused("admin_email: something like ann@acme.example was expected".to_owned());
            }
            provider.journal.note("change", format!("zulip create {string_id}"), "ok");
            if realms.contains_key(&string_id) {
                return json!({ "ok": true, "made": false });
            }
            provider.journal.note("created", format!("zulip realm {string_id}"), "ok");
            let realm = json!({ "name": name, "admin_email": admin_email, "admin_name": admin_name });
            realms.insert(string_id, realm);
            provider.engines.touch();
            json!({ "ok": true, "made": true })
        }
    }
}
