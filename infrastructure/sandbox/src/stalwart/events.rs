//! What Stalwart tells of itself: events, which go into text logs and to webhooks at the same moment
//! (facts/stalwart.md §5). Settings count from the next loading on; what waits for a webhook is lost at a restart.
//!
//! Time is the machine's, and can be put ahead by command; deliveries go out by themselves, or by command only.

mod acts;
mod calls;
mod delivery;
mod known;
mod line;
mod sign_in;

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use serde_json::{Map, Value, json};
use tokio::sync::Notify;

use self::known::Known;
use super::{State, form, ids, text, zone};
use crate::clock;
use crate::error::Error;

pub use acts::act;
pub use delivery::run;
pub use known::NAMES;

const VERSION: &str = "0.16.18";

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    Trace,
    Debug,
    Info,
    Warn,
    Error,
}

impl Level {
    fn of(word: &str) -> Self {
        let all = [Self::Trace, Self::Debug, Self::Warn, Self::Error];
        all.into_iter().find(|level| level.word().eq_ignore_ascii_case(word)).unwrap_or(Self::Info)
    }

    const fn word(self) -> &'static str {
        match self {
            Self::Trace => "TRACE",
            Self::Debug => "DEBUG",
            Self::Info => "INFO",
            Self::Warn => "WARN",
            Self::Error => "ERROR",
        }
    }
}

/// A client's connection, as its events name it.
#[derive(Debug, Clone)]
pub struct Span {
    id: u64,
    listener: String,
    port: u16,
    ip: IpAddr,
    remote: u16,
}

/// A value of an event.
#[derive(Debug, Clone)]
pub enum Said {
    Text(String),
    Texts(Vec<String>),
    Number(u64),
    Numbers(Vec<u64>),
    Millis(u64),
    Ip(IpAddr),
    Time(DateTime<Utc>),
    /// Where the connection's number stands among an event's own keys; a log doesn't print it.
    Span,
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

#[derive(Debug, Clone)]
struct Event {
    at: DateTime<Utc>,
    known: &'static Known,
    span: Option<Span>,
    own: Vec<(&'static str, Said)>,
}

/// Which events a webhook or log wants.
#[derive(Debug, Clone)]
struct Choice {
    events: BTreeSet<String>,
    includes: bool,
}

impl Choice {
    fn read(row: &Value) -> Self {
        let events = super::members(row, "events").map(|(name, _)| name.clone()).collect();
        Self { events, includes: text(row, "eventsPolicy") == "include" }
    }

    fn takes(&self, known: &Known) -> bool {
        self.events.contains(known.name) == self.includes
    }
}

#[derive(Debug)]
struct Log {
    prefix: String,
    level: Level,
    daily: bool,
    choice: Choice,
}

#[derive(Debug, Default)]
struct Inner {
    hooks: Vec<delivery::Hook>,
    logs: Vec<Log>,
    /// Numbers the ids of a process; each attempt takes a new one.
    sent: u64,
    spans: u64,
    /// Credentials that were used: the next time they are only looked up.
    used: HashSet<String>,
    ahead: TimeDelta,
    by_hand: bool,
}

/// The events of a sandbox, and who hears of them.
#[derive(Debug)]
pub struct Telemetry {
    inner: Mutex<Inner>,
    client: reqwest::Client,
    /// Where logs are written, whatever path a tracer names. None for nowhere.
    folder: Option<PathBuf>,
    news: Notify,
    sending: tokio::sync::Mutex<()>,
}

impl Telemetry {
    pub fn new(folder: Option<PathBuf>, state: &State) -> Result<Self, Error> {
        if let Some(folder) = &folder {
            fs::create_dir_all(folder).map_err(Error::io(format!("cannot make {}", folder.display())))?;
        }
        let telemetry = Self {
            inner: Mutex::default(),
            client: delivery::client()?,
            folder,
            news: Notify::new(),
            sending: tokio::sync::Mutex::default(),
        };
        telemetry.start(state);
        Ok(telemetry)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> DateTime<Utc> {
        clock::now() + self.lock().ahead
    }

    /// A connection of that client at a listener.
    pub fn span(&self, from: Option<SocketAddr>, listener: &str) -> Span {
        let from = from.unwrap_or_else(|| SocketAddr::from((Ipv4Addr::LOCALHOST, 0)));
        let port = match listener {
            "imaps" => 993,
            "submissions" => 465,
            "smtp" => 25,
            _ => 8080,
        };
        let count = {
            let mut inner = self.lock();
            inner.spans += 1;
            inner.spans
        };
        Span { id: ids::at(self.now(), count), listener: listener.to_owned(), port, ip: from.ip(), remote: from.port() }
    }

    /// Tells of an event; one that the sandbox doesn't know is none.
    pub fn emit(&self, name: &str, span: Option<&Span>, own: Vec<(&'static str, Said)>) {
        let Some(known) = known::of(name) else { return };
        let event = Event { at: self.now(), known, span: span.cloned(), own };
        let mut inner = self.lock();
        if let Some(folder) = &self.folder {
            inner.logs.iter().filter(|log| known.level >= log.level && log.choice.takes(known)).for_each(|log| {
                // As in the real one, nobody is told.
                let _ = append(folder, log, &event);
            });
        }
        inner
            .hooks
            .iter_mut()
            .filter(|hook| hook.choice.takes(known))
            .for_each(|hook| hook.waiting.push(event.clone()));
        drop(inner);
        self.news.notify_waiters();
    }

    /// Takes the settings as they are now. What waits for a webhook that stays goes on waiting.
    pub fn load(&self, state: &State) {
        let mut inner = self.lock();
        let enabled = |row: &&Value| row["enable"] != false;
        let mut before = std::mem::take(&mut inner.hooks);
        for (id, row) in state.rows("WebHook").filter(|(_, row)| enabled(row)) {
            let place = before.iter().position(|hook| hook.id == id);
            let waiting = place.map(|place| before.swap_remove(place).waiting).unwrap_or_default();
            inner.hooks.push(delivery::Hook::read(id, row, waiting));
        }
        let logs = state.rows("Tracer").filter(|(_, row)| form::tag(row) == Some("Log") && enabled(row));
        inner.logs = logs
            .map(|(_, row)| Log {
                prefix: Path::new(text(row, "prefix")).file_name().unwrap_or_default().to_string_lossy().into_owned(),
                level: Level::of(text(row, "level")),
                daily: text(row, "rotate") != "never",
                choice: Choice::read(row),
            })
            .collect();
    }

    /// The process begins: its settings are loaded, its counters begin at none.
    fn start(&self, state: &State) {
        {
            let mut inner = self.lock();
            inner.hooks.clear();
            inner.sent = 0;
            inner.used.clear();
        }
        self.load(state);
        let own = vec![("hostname", zone::HOST.into()), ("version", VERSION.into())];
        self.emit("server.startup", None, own);
    }

    /// The process ends; what waits is lost.
    pub fn stop(&self) {
        self.emit("server.shutdown", None, vec![("causedBy", "SIGINT".into())]);
        self.lock().hooks.iter_mut().for_each(|hook| hook.waiting.clear());
    }

    /// Whether credentials come for the first time.
    pub fn is_new(&self, credentials: &str) -> bool {
        self.lock().used.insert(credentials.to_owned())
    }

    /// Puts time ahead, for events and for how long they have waited.
    fn advance(&self, by: TimeDelta) {
        let mut inner = self.lock();
        inner.ahead = inner.ahead.checked_add(&by).unwrap_or(inner.ahead);
    }

    /// Puts time ahead to the next midnight, when logs go on in another file.
    fn rotate(&self) {
        let now = self.now();
        let next = (now.date_naive() + chrono::Days::new(1)).and_time(NaiveTime::MIN).and_utc();
        self.advance(next - now);
    }
}

fn append(folder: &Path, log: &Log, event: &Event) -> std::io::Result<()> {
    let mut name = log.prefix.clone();
    if log.daily {
        name.push_str(&event.at.format(".%Y-%m-%d").to_string());
    }
    let mut file = OpenOptions::new().create(true).append(true).open(folder.join(name))?;
    file.write_all(line::of(event).as_bytes())
}

impl Event {
    /// As a webhook has it: the event's own keys, then those of the connection that it hasn't.
    fn data(&self) -> Map<String, Value> {
        let mut data = Map::new();
        let span = self.span.as_ref();
        for (key, said) in &self.own {
            let (key, value) = match said {
                Said::Text(text) => (*key, json!(text)),
                Said::Texts(texts) => (*key, json!(texts)),
                Said::Number(number) | Said::Millis(number) => (*key, json!(number)),
                Said::Numbers(numbers) => (*key, json!(numbers)),
                Said::Ip(ip) => (*key, json!(ip)),
                Said::Time(time) => (*key, json!(line::time(*time))),
                Said::Span => ("spanId", json!(span.map(|span| span.id))),
            };
            data.insert(key.to_owned(), value);
        }
        if let Some(span) = span {
            let keys = [
                ("listenerId", json!(span.listener)),
                ("localPort", json!(span.port)),
                ("remoteIp", json!(span.ip)),
                ("remotePort", json!(span.remote)),
            ];
            for (key, value) in keys {
                data.entry(key.to_owned()).or_insert(value);
            }
        }
        data
    }
}
