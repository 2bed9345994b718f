//! What Dezky sets up in Stalwart so that events come: one webhook that names Dezky's address and one log of the same
//! events, each with an explicit list (facts/stalwart.md §5.5). Both are known by Dezky's name: the webhook by a header
//! that it sends, the log by the beginning of its files' names. Other webhooks and tracers are left alone.
//!
//! Nothing that is set counts before the settings are loaded again, and loading can fail as a whole over something else.
//! So the header says that loading is still due until it was done, and a later round makes up for it. The key can't be
//! read back: the header has its fingerprint, and another key means another webhook.
//!
//! Dezky's account needs `sysWebHook…` and `sysTracer…` for it, each to get, query, create, update and (webhooks)
//! destroy, and `sysActionCreate`.

use std::collections::BTreeSet;

use dezky_domain::provision::{Difference, Facts, Trouble};
use secrecy::{ExposeSecret, SecretString};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use super::{
    diff,
    jmap::{Jmap, text, unexpected},
};
use crate::{
    engine::{Call, Comparison},
    parse::stalwart::{ACTIONS, ServiceAccount, is_mail, number_of},
};

const WEBHOOK: &str = "x:WebHook";
const TRACER: &str = "x:Tracer";

/// Milliseconds between two batches. A line is to be on the page within a second.
const THROTTLE: u64 = 1000;

/// The header by which our webhook is known, and what is behind the fingerprint while loading is due.
const HEADER: &str = "X-Dezky-Watch";
const DUE: &str = "reload";

const SECRET: &str = "/create/w/signatureKey/secret";

/// What is to be watched, and who is to be told.
#[derive(Clone)]
pub struct Watch {
    /// By which our webhook and our log are known: a word of letters, digits and hyphens, one for each Dezky.
    pub name: String,
    /// Where Stalwart reaches Dezky: `https://dezky.example/hooks/stalwart`.
    pub url: String,
    /// What the batches are signed with.
    pub key: SecretString,
    /// The directory of the log, on Stalwart's machine. `None` for no log; one that is there stays.
    pub log: Option<String>,
    /// Whether to be told of people's mail too.
    pub mail: bool,
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { name, url, log, mail, .. } = self;
        let mut shown = f.debug_struct("Watch");
        shown.field("name", name).field("url", url).field("log", log).field("mail", mail).finish_non_exhaustive()
    }
}

impl Watch {
    fn events(&self) -> BTreeSet<&'static str> {
        ACTIONS.iter().map(|(kind, ..)| *kind).filter(|kind| self.mail || !is_mail(kind)).collect()
    }

    /// `dezky 1f0c4a…`, with `reload` behind it while that is due.
    fn mark(&self, due: bool) -> String {
        let print = hex::encode(&Sha256::digest(self.key.expose_secret().as_bytes())[..6]);
        format!("{} {print}{}", self.name, if due { format!(" {DUE}") } else { String::new() })
    }
}

/// What is there of ours.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Seen {
    /// The first is the one that is kept.
    pub webhooks: Vec<Value>,
    /// So with them.
    pub tracers: Vec<Value>,
}

/// # Errors
/// What the engine answered.
pub async fn observe(jmap: &Jmap, watch: &Watch) -> Result<Seen, Trouble> {
    let properties = ["url", "events", "eventsPolicy", "throttle", "signatureKey", "httpHeaders", "lossy", "enable"];
    let ids = jmap.all(WEBHOOK, json!({})).await?;
    let mut webhooks = jmap.get(WEBHOOK, &ids, &properties).await?;
    // One that was made by hand for our address would deliver everything twice, so it becomes ours.
    webhooks.retain(|hook| is_marked(hook, watch) || text(hook, "url") == watch.url);
    // The one with our key stays, of several the oldest: ids aren't in the order of their letters.
    webhooks.sort_by_key(|hook| (!has_key(hook, watch), !is_marked(hook, watch), number_of(text(hook, "id"))));
    let tracers = if watch.log.is_some() {
        let ids = jmap.all(TRACER, json!({})).await?;
        let properties = [
            "@type",
            "path",
            "prefix",
            "rotate",
            "ansi",
            "multiline",
            "level",
            "lossy",
            "enable",
            "events",
            "eventsPolicy",
        ];
        let mut tracers = jmap.get(TRACER, &ids, &properties).await?;
        tracers.retain(|it| text(it, "@type") == "Log" && text(it, "prefix") == watch.name);
        tracers.sort_by_key(|it| number_of(text(it, "id")));
        tracers
    } else {
        Vec::new()
    };
    Ok(Seen { webhooks, tracers })
}

fn is_marked(hook: &Value, watch: &Watch) -> bool {
    marked(hook).is_some_and(|mark| mark.split(' ').next() == Some(watch.name.as_str()))
}

/// Whether it signs with our key, as far as can be known.
fn has_key(hook: &Value, watch: &Watch) -> bool {
    let marks = [watch.mark(false), watch.mark(true)];
    marked(hook).is_some_and(|mark| marks.iter().any(|it| it == mark))
        && text(&hook["signatureKey"], "@type") == "Value"
}

/// The mark of a webhook; Stalwart may keep the header's name in small letters.
fn marked(hook: &Value) -> Option<&str> {
    let headers = hook["httpHeaders"].as_object()?;
    headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(HEADER))?.1.as_str()
}

/// How what is there differs, and what to do about it. Loading the settings is a round of its own.
#[must_use]
pub fn compare(watch: &Watch, seen: &Seen) -> Comparison {
    let mut plan = Comparison::default();
    let hook = seen.webhooks.first();
    let surplus: Vec<&Value> = seen.webhooks.iter().skip(1).map(|hook| &hook["id"]).collect();
    let tracer = tracer(watch, &seen.tracers, &mut plan);
    let Some(hook) = hook else {
        plan.differences.splice(0..0, named("webhook", diff::missing()));
        plan.calls.splice(0..0, [create(watch, &[])]);
        return plan;
    };
    if !has_key(hook, watch) {
        let ids: Vec<&Value> = seen.webhooks.iter().map(|hook| &hook["id"]).collect();
        let difference = Difference {
            field: "webhook key".to_owned(),
            wanted: Some("•••".to_owned()),
            seen: Some("another".to_owned()),
        };
        plan.differences.insert(0, difference);
        plan.calls.splice(0..0, [create(watch, &ids)]);
        return plan;
    }
    let mut patch = patch(watch, hook, &mut plan.differences);
    if !surplus.is_empty() {
        let seen = Some(format!("{} more", surplus.len()));
        plan.differences.push(Difference { field: "webhooks".to_owned(), wanted: Some("one".to_owned()), seen });
    }
    let due = marked(hook) == Some(watch.mark(true).as_str());
    if !patch.is_empty() || !surplus.is_empty() || (tracer && !due) {
        // Said before anything is done: whoever is stopped half-way is not forgotten.
        patch.insert("httpHeaders".to_owned(), headers(watch, hook, true));
        plan.calls.splice(0..0, [update(watch, hook, patch, &surplus)]);
    } else if due && !tracer {
        plan.differences.push(Difference {
            field: "settings".to_owned(),
            wanted: Some("loaded".to_owned()),
            seen: Some("not yet".to_owned()),
        });
        let reload = json!({ "create": { "r": { "@type": "ReloadSettings" } } });
        plan.calls.push(Call::new("x:Action/set", "load the settings", reload));
        let done = Map::from_iter([("httpHeaders".to_owned(), headers(watch, hook, false))]);
        plan.calls.push(update(watch, hook, done, &[]));
    }
    plan
}

fn create(watch: &Watch, instead_of: &[&Value]) -> Call {
    let mut body = json!({ "create": { "w": {
        "url": watch.url,
        "events": set(&watch.events()),
        "eventsPolicy": "include",
        "signatureKey": { "@type": "Value", "secret": watch.key.expose_secret() },
        "httpAuth": { "@type": "Unauthenticated" },
        "httpHeaders": { HEADER: watch.mark(true) },
        "throttle": THROTTLE,
        "timeout": 30_000,
        "discardAfter": 300_000,
        "lossy": false,
        "enable": true,
    } } });
    if !instead_of.is_empty() {
        body["destroy"] = json!(instead_of);
    }
    Call::new("x:WebHook/set", format!("create {}", watch.url), body).secret(SECRET)
}

fn update(watch: &Watch, hook: &Value, patch: Map<String, Value>, surplus: &[&Value]) -> Call {
    let mut body = json!({ "update": { text(hook, "id"): patch } });
    if !surplus.is_empty() {
        body["destroy"] = json!(surplus);
    }
    Call::new("x:WebHook/set", format!("update {}", watch.url), body)
}

/// What of the webhook isn't as it should be. A quicker one may stay.
fn patch(watch: &Watch, hook: &Value, differences: &mut Vec<Difference>) -> Map<String, Value> {
    let throttle = hook["throttle"].as_u64().filter(|ms| *ms <= THROTTLE).unwrap_or(THROTTLE);
    let wanted = json!({
        "url": watch.url,
        "events": set(&watch.events()),
        "eventsPolicy": "include",
        "throttle": throttle,
        "lossy": false,
        "enable": true,
    });
    differing("webhook", &wanted, hook, differences)
}

/// Whether the log isn't as it should be; then the call for it is in the plan.
fn tracer(watch: &Watch, seen: &[Value], plan: &mut Comparison) -> bool {
    let Some(path) = &watch.log else { return false };
    let wanted = json!({
        "@type": "Log",
        "path": path,
        "prefix": watch.name,
        "rotate": "daily",
        "ansi": false,
        "multiline": false,
        "level": "debug",
        "lossy": false,
        "enable": true,
        "events": set(&watch.events()),
        "eventsPolicy": "include",
    });
    let Some((seen, surplus)) = seen.split_first() else {
        plan.differences.extend(named("log", diff::missing()));
        plan.calls.push(Call::new(
            format!("{TRACER}/set"),
            format!("create the log in {path}"),
            json!({ "create": { "t": wanted } }),
        ));
        return true;
    };
    let patch = differing("log", &wanted, seen, &mut plan.differences);
    if patch.is_empty() && surplus.is_empty() {
        return false;
    }
    let mut body = json!({});
    if !patch.is_empty() {
        body["update"] = json!({ text(seen, "id"): patch });
    }
    if !surplus.is_empty() {
        // Two logs would tell everything twice.
        body["destroy"] = surplus.iter().map(|log| log["id"].clone()).collect();
        let seen = Some(format!("{} more", surplus.len()));
        plan.differences.push(Difference { field: "logs".to_owned(), wanted: Some("one".to_owned()), seen });
    }
    plan.calls.push(Call::new(format!("{TRACER}/set"), format!("update the log in {path}"), body));
    true
}

fn differing(of: &str, wanted: &Value, seen: &Value, differences: &mut Vec<Difference>) -> Map<String, Value> {
    let wanted = wanted.as_object().into_iter().flatten();
    let patch: Map<String, Value> = wanted
        .filter(|(field, value)| members(value) != members(&seen[*field]))
        .map(|(field, value)| (field.clone(), value.clone()))
        .collect();
    for (field, value) in &patch {
        let fields = [(field.as_str(), Some(shown(value)))];
        let facts: Facts = seen.get(field).map(|seen| (field.clone(), shown(seen))).into_iter().collect();
        differences.extend(named(of, diff::fields(&fields, &facts)));
    }
    patch
}

/// A set by its members, so that the order says nothing; anything else as it is.
fn members(value: &Value) -> Value {
    match value.as_object() {
        Some(set) => set
            .iter()
            .filter(|(_, is)| **is == true)
            .map(|(member, _)| member.as_str())
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        None => value.clone(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Object(set) => diff::list(&set.keys().cloned().collect::<Vec<_>>(), 6),
        other => other.to_string(),
    }
}

fn named(of: &str, differences: Vec<Difference>) -> Vec<Difference> {
    differences.into_iter().map(|it| Difference { field: format!("{of} {}", it.field), ..it }).collect()
}

fn set(events: &BTreeSet<&'static str>) -> Value {
    events.iter().map(|event| ((*event).to_owned(), Value::from(true))).collect::<Map<_, _>>().into()
}

/// The headers that are there, with ours.
fn headers(watch: &Watch, hook: &Value, due: bool) -> Value {
    let others = hook["httpHeaders"].as_object().into_iter().flatten();
    let mut headers: Map<String, Value> = others
        .filter(|(name, _)| !name.eq_ignore_ascii_case(HEADER))
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect();
    headers.insert(HEADER.to_owned(), Value::from(watch.mark(due)));
    headers.into()
}

/// Whose key we have: the account that Stalwart's events name when Dezky calls.
///
/// # Errors
/// What the engine answered.
pub async fn service_account(jmap: &Jmap) -> Result<ServiceAccount, Trouble> {
    let answer = jmap.call("x:Domain/query", &json!({ "filter": {}, "limit": 1 })).await?;
    ServiceAccount::of_id(text(&answer, "accountId")).ok_or_else(|| unexpected("an answer without its account"))
}
