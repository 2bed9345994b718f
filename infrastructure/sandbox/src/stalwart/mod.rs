//! Stalwart's JMAP management, as the recordings of 0.16.18 answer (facts/stalwart.md), community edition.
//!
//! State only: no mail flows, suspended means that the permissions say so. DKIM keys are born some time after their
//! domain. Mind three traps of the real one: status 200 says nothing, a list isn't found by its domain, and
//! `aliases/0` changes what is there.

mod batch;
mod bonds;
mod caller;
mod credentials;
mod dkim;
pub mod events;
mod form;
mod get;
mod ids;
mod kinds;
mod names;
mod patch;
mod query;
mod refusal;
mod serve;
mod set;
mod zone;

use std::collections::BTreeMap;
use std::fmt;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::{clock, directory::Directory};
use dkim::{Birth, Pace};
use kinds::{Kind, Numbering};

pub use serve::routes;

/// The API key of Dezky's service account. Public on purpose: it opens nothing but the sandbox.
const KEY: &str = "API_sandbox-only-stalwart";
/// The password of `admin` and `dezky-svc`, as public.
const PASSWORD: &str = "sandbox-only-stalwart";
const SYSTEM_DOMAIN: &str = "dezky.example";

/// The objects of one kind, by the number of their id.
#[derive(Clone, Default, Serialize, Deserialize)]
struct Table {
    /// The last number that was given out.
    last: u64,
    rows: BTreeMap<u64, Value>,
}

/// What happened to an object, for the journal: `created` or `deleted`, what, and its id.
type Note = (&'static str, String, String);

/// What it holds.
#[derive(Clone, Serialize, Deserialize)]
pub struct State {
    tables: BTreeMap<String, Table>,
    /// Counts the ids that are made from the time.
    made: u64,
    /// DKIM keys that are still to be born.
    births: Vec<Birth>,
    pace: Pace,
    #[serde(skip)]
    notes: Vec<Note>,
    /// Keys that were born and nobody was told of: selector and domain.
    #[serde(skip)]
    keys_told: Vec<(String, String)>,
    /// The settings are to be loaded.
    #[serde(skip)]
    loads: bool,
    /// They can't be, over something else.
    #[serde(skip)]
    broken: bool,
}

/// Never what the rows say: they hold passwords.
impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.tables.iter().map(|(kind, table)| (kind, table.rows.len()));
        f.debug_map().entries(rows).finish()
    }
}

impl State {
    pub fn objects(&self) -> usize {
        self.tables.values().map(|table| table.rows.len()).sum()
    }

    /// As it is after its own set-up, before Dezky knows it: the domain `b`, the accounts `b` (admin) and `c` (Dezky's
    /// service account with an API key). So the first tenant's domain is `c` and its first account `d`.
    pub fn fresh(_directory: &Directory) -> Self {
        let mut state = Self {
            tables: BTreeMap::new(),
            made: 0,
            births: Vec::new(),
            pace: Pace::default(),
            notes: Vec::new(),
            keys_told: Vec::new(),
            loads: false,
            broken: false,
        };
        let manual = json!({ "@type": "Manual" });
        let domain = json!({ "name": SYSTEM_DOMAIN, "dkimManagement": manual });
        state.plant(&kinds::DOMAINS, None, domain);
        let password = json!({ "@type": "Password", "credentialId": "a", "secret": PASSWORD, "otpAuth": null,
            "expiresAt": null, "allowedIps": {} });
        let key = json!({ "@type": "ApiKey", "credentialId": "b", "description": "dezky control plane", "secret": KEY,
            "createdAt": now(), "expiresAt": null, "permissions": { "@type": "Inherit" },
            "allowedIps": { "127.0.0.0/8": true } });
        let admin = json!({ "name": "admin", "domainId": "b", "roles": { "@type": "Admin" },
            "credentials": { "0": password.clone() } });
        let service = json!({ "name": "dezky-svc", "domainId": "b", "description": "Dezky control plane",
            "roles": { "@type": "Admin" }, "credentials": { "0": password, "1": key } });
        state.plant(&kinds::ACCOUNT, Some("User"), admin);
        state.plant(&kinds::ACCOUNT, Some("User"), service);
        let log = json!({ "path": "/var/lib/stalwart/logs", "ansi": false });
        state.plant(&kinds::TRACER, Some("Log"), log);
        let single = ids::number(ids::SINGLETON).unwrap_or_default();
        let settings = json!({ "defaultHostname": zone::HOST, "defaultDomainId": "b", "defaultCertificateId": null,
            "mailExchangers": { "0": { "hostname": null, "priority": 10 } }, "maxConnections": 8192 });
        let authentication = json!({ "directoryId": null, "maxApiKeys": 5, "maxAppPasswords": 5 });
        for (kind, row) in [("SystemSettings", settings), ("Authentication", authentication)] {
            state.tables.entry(kind.to_owned()).or_default().rows.insert(single, row);
        }
        state
    }

    /// Both DKIM keys are there at once.
    pub fn dkim_at_once(&mut self) {
        self.pace = Pace::After(0, 0);
    }

    /// The first DKIM key comes this long after its domain, the second that long. Recorded: 0.3 s and 1.5 s.
    pub fn dkim_after(&mut self, first: Duration, both: Duration) {
        let ms = |d: Duration| u64::try_from(d.as_millis()).unwrap_or(u64::MAX);
        self.pace = Pace::After(ms(first), ms(both));
    }

    /// The domain's keys come while somebody asks: `calls` queries for them find none (an attempt to destroy the
    /// domain counts too), the next finds the first one, the one after it both. For tests that don't wait.
    pub fn dkim_after_calls(&mut self, calls: u32) {
        self.pace = Pace::Calls(calls);
    }

    /// From now on the settings can't be loaded, as when a host that one of them names isn't found
    /// (facts/stalwart.md §3.4).
    pub fn break_settings(&mut self, broken: bool) {
        self.broken = broken;
    }

    /// Writes a row of the set-up.
    fn plant(&mut self, kind: &'static Kind, tag: Option<&str>, said: Value) {
        let mut row = kind.form.blank(tag);
        if kind.form.fields(tag).is_some_and(|fields| fields.iter().any(|field| field.name == "createdAt")) {
            row["createdAt"] = json!(now());
        }
        if let (Value::Object(row), Value::Object(said)) = (&mut row, said) {
            row.extend(said);
        }
        self.insert(kind, row);
    }

    /// Stores an object under the next id of its kind.
    fn insert(&mut self, kind: &Kind, row: Value) -> u64 {
        self.made += 1;
        let made = self.made;
        let table = self.tables.entry(kind.name.to_owned()).or_default();
        let id = match kind.numbering {
            Numbering::Counter => table.last + 1,
            Numbering::Time => ids::at(clock::now(), made).max(table.last + 1),
            Numbering::Single => ids::number(ids::SINGLETON).unwrap_or_default(),
        };
        table.last = id;
        table.rows.insert(id, row);
        id
    }

    fn rows(&self, kind: &str) -> impl DoubleEndedIterator<Item = (u64, &Value)> {
        self.tables.get(kind).into_iter().flat_map(|table| table.rows.iter().map(|(id, row)| (*id, row)))
    }

    fn row(&self, kind: &str, id: u64) -> Option<&Value> {
        self.tables.get(kind)?.rows.get(&id)
    }

    /// The object of an id as the API writes it.
    fn named(&self, kind: &str, id: &str) -> Option<&Value> {
        self.row(kind, ids::number(id)?)
    }

    fn replace(&mut self, kind: &str, id: u64, row: Value) {
        self.tables.entry(kind.to_owned()).or_default().rows.insert(id, row);
    }

    fn remove(&mut self, kind: &str, id: u64) {
        if let Some(table) = self.tables.get_mut(kind) {
            table.rows.remove(&id);
        }
    }

    /// `alice@acme.test` of an account or a list.
    fn address(&self, row: &Value) -> String {
        let domain = self.named("Domain", text(row, "domainId")).map_or("", |domain| text(domain, "name"));
        format!("{}@{domain}", text(row, "name"))
    }

    /// What the journal calls an object: its kind and its natural key.
    fn label(&self, kind: &Kind, id: u64, row: &Value) -> String {
        let what = match (kind.name, form::tag(row)) {
            ("Domain", _) => format!("domain {}", text(row, "name")),
            ("Account", Some("Group")) => format!("group {}", self.address(row)),
            ("Account", _) => format!("account {}", self.address(row)),
            ("MailingList", _) => format!("list {}", self.address(row)),
            ("Tenant", _) => format!("tenant {}", text(row, "name")),
            ("DkimSignature", _) => {
                let domain = self.named("Domain", text(row, "domainId")).map_or("", |domain| text(domain, "name"));
                format!("dkim {} {domain}", text(row, "selector"))
            }
            (other, _) => format!("{} {}", other.to_lowercase(), ids::text(id)),
        };
        format!("stalwart {what}")
    }

    /// What happened since this was last asked.
    fn take_notes(&mut self) -> Vec<Note> {
        std::mem::take(&mut self.notes)
    }

    fn note(&mut self, what: &'static str, label: String, id: u64) {
        self.notes.push((what, label, ids::text(id)));
    }
}

/// A text of an object, empty where there is none.
fn text<'a>(row: &'a Value, name: &str) -> &'a str {
    row.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// The members of an object of objects or a set.
fn members<'a>(row: &'a Value, name: &str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    row.get(name).and_then(Value::as_object).into_iter().flat_map(Map::iter)
}

/// The time as the API writes it.
fn now() -> String {
    clock::now().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}
