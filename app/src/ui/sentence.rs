//! What an event says, as a sentence in the past tense: who, did what, with what. The Fluent files have one message an
//! action; what a record doesn't know is left out of it, never shown as a hole.

use dezky_domain::{
    audit::{Actor, ActorKind, AuditEvent, NewEvent, Outcome, Source, Target},
    provision::Kind,
};

use super::{
    amount, provision,
    visible::{shorten, visible},
};
use crate::text::{Fill, Span, Text};

/// The words of events that sentences know. Each comes with a companion `has-<word>`, `yes` or `no`, for a message to
/// choose by: Fluent can't ask whether a string is empty.
const WORDS: &[&str] = &[
    "old_path",
    "with",
    "with_kind",
    "space_name",
    "new_name",
    "member",
    "features",
    "quota",
    "role",
    "object",
    "recipient",
    "standing",
    "call",
    "rule",
    "partner",
    "scope",
    "deed",
    "count",
    "app",
];
/// Those that choose a variant or stand in passing; the others are read first.
const QUIET: &[&str] =
    &["with_kind", "features", "quota", "role", "standing", "call", "rule", "scope", "deed", "count"];
/// What has no name of its own here is told with what it is: “file 3f8284d6”.
const TOLD_WITH_KIND: &[&str] = &["file", "folder", "node", "share", "link"];
/// These sentences say by themselves that nothing was done. So do all of Stalwart's: its events are named by their outcome.
const OF_REFUSAL: &[&str] = &[
    "session.refused",
    "access.refused",
    "access.failed",
    "public_link_accessed",
    "gap",
    "provision.failed",
    "alert.undelivered",
    "batch.stop",
    "login_failed",
    "suspicious_request",
    "access_request_denied",
    "policy_exception",
    "property_mapping_exception",
    "system_task_exception",
    "system_exception",
    "configuration_error",
];
/// As long as a name may be in a row.
const LONGEST: usize = 120;

#[must_use]
pub fn sentence(text: Text, event: &AuditEvent) -> Vec<Span> {
    let NewEvent { action, outcome, source, .. } = &event.event;
    let key = key(action);
    let key = if !text.has(&key) {
        "act-unknown"
    } else if *outcome != Outcome::Done && *source != Source::Stalwart && !OF_REFUSAL.contains(&action.as_str()) {
        "act-tried"
    } else {
        &key
    };
    let fills = fills(text, event);
    let fills: Vec<(&str, Fill)> = fills.iter().map(|(name, fill)| (name.as_str(), fill.clone())).collect();
    text.rich(key, &fills)
}

/// The same as plain text, for a title.
#[must_use]
pub fn plain(spans: &[Span]) -> String {
    spans.iter().map(|(Span::Plain(text) | Span::Strong(text))| text.as_str()).collect()
}

/// Who did it, as a name: the person's, or what the record tells of them.
#[must_use]
pub fn who(text: Text, actor: &Actor) -> String {
    match (&actor.name, &actor.id, actor.kind) {
        (Some(name), _, ActorKind::Service) if text.has(&service(name)) => text.say(&service(name)),
        (Some(name), ..) if !name.trim().is_empty() => tidy(name),
        (_, Some(id), ActorKind::Person | ActorKind::Partner | ActorKind::Unknown) => {
            text.with("who-user", [("id", short(id).into())])
        }
        (_, Some(id), ActorKind::Service) => text.with("who-service", [("id", short(id).into())]),
        (_, None, ActorKind::Service) => text.say("who-a-service"),
        (_, None, _) => text.say("who-someone"),
    }
}

/// The key of one of the platform's own programs, such as `service-command-line`.
fn service(name: &str) -> String {
    format!("service-{}", name.replace(' ', "-"))
}

/// What was acted on, as a name: its own, its path, or the beginning of its id.
#[must_use]
pub fn what(text: Text, event: &NewEvent) -> String {
    found(text, event).unwrap_or_else(|| match &event.target {
        Target { kind, id: Some(id), .. } if TOLD_WITH_KIND.contains(&kind.as_str()) => of_kind(text, kind, id),
        Target { id: Some(id), .. } => short(id),
        Target { id: None, .. } => text.say("nameless"),
    })
}

/// What it is called, or what it is a link or share of.
fn found(text: Text, event: &NewEvent) -> Option<String> {
    let word = |word: &str| event.words.get(word).map(|word| tidy(word));
    // A renamed space has its new name already, and a deletion by id gives `.` for a path.
    let new = word("new_name").filter(|_| event.action == "space_renamed");
    let name = event
        .target
        .name
        .as_deref()
        .map(tidy)
        .filter(|name| !name.is_empty() && name != "." && new.as_ref() != Some(name));
    name.or_else(|| {
        let shared = matches!(event.target.kind.as_str(), "share" | "link");
        event.words.get("node").filter(|_| shared).map(|node| of_kind(text, "node", node))
    })
}

fn of_kind(text: Text, kind: &str, id: &str) -> String {
    let key = format!("short-{kind}");
    if text.has(&key) { text.with(&key, [("id", short(id).into())]) } else { short(id) }
}

fn key(action: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || c == '_';
    format!("act-{}", action.replace(|c: char| !fits(c), "-"))
}

fn fills(text: Text, event: &AuditEvent) -> Vec<(String, Fill)> {
    let NewEvent { actor, action, target, words, changes, .. } = &event.event;
    let action = if action.is_empty() { text.say("nameless") } else { tidy(action) };
    let mut fills = vec![
        ("actor".to_owned(), Fill::Strong(who(text, actor))),
        ("target".to_owned(), Fill::Strong(what(text, &event.event))),
        ("action".to_owned(), Fill::Word(action)),
        ("target_kind".to_owned(), Fill::Word(target.kind.clone())),
        ("target_known".to_owned(), if found(text, &event.event).is_some() { "yes" } else { "no" }.into()),
    ];
    for word in WORDS {
        let found = words.get(*word).map(|value| value.trim()).filter(|value| !value.is_empty());
        let kind = |word: &str| words.get(word).map_or("", String::as_str);
        let value = match (*word, found) {
            ("features", _) => features(text, found, changes.iter().map(|change| change.field.as_str())),
            ("quota", Some(quota)) => {
                Some(quota.parse().map_or_else(|_| tidy(quota), |quota| amount::size(text, quota)))
            }
            ("role", Some(role)) => Some(translated(text, "role", role)),
            ("deed", Some(deed)) => Some(translated(text, "deed", deed)),
            ("rule", Some(rule)) => Some(translated(text, "rule", rule)),
            ("scope", Some(scope)) => Some(translated(text, "scope", scope)),
            ("count", Some(count)) => Some(count.parse().map_or_else(|_| tidy(count), |count| text.number(count))),
            ("app", Some(app)) => Some(translated(text, "app", app)),
            // The message says that it is a group.
            ("with", Some(with)) if kind("with_kind") == "group" => Some(short(with)),
            ("with" | "member", Some(user)) => Some(named(text, "user", user)),
            ("object", Some(object)) if event.event.action.starts_with("provision.") => {
                Some(provisioned(text, kind("object_kind"), object, kind("system")))
            }
            ("object", Some(object)) => Some(named(text, kind("object_kind"), object)),
            (_, found) => found.map(tidy),
        };
        let has = if value.is_some() { "yes" } else { "no" };
        fills.push((format!("has-{word}"), has.into()));
        let value = value.unwrap_or_default();
        fills.push(((*word).to_owned(), if QUIET.contains(word) { Fill::Word(value) } else { Fill::Strong(value) }));
    }
    fills
}

/// `mailbox o.brink@acme.example in Stalwart`: what provisioning brings about is named by its kind, and where it is.
fn provisioned(text: Text, kind: &str, key: &str, system: &str) -> String {
    let thing = Kind::parse(kind).map_or_else(|| tidy(key), |kind| provision::thing(text, kind, key));
    match Source::parse(system) {
        Some(system) if system != Source::Platform => {
            text.with("thing-in", [("thing", thing.into()), ("system", system.name().into())])
        }
        _ => thing,
    }
}

/// What was changed of a user, in words: from the record's list, or from the changes themselves.
fn features<'a>(text: Text, told: Option<&str>, changed: impl Iterator<Item = &'a str>) -> Option<String> {
    let told: Vec<&str> = told.unwrap_or_default().split([',', ' ']).filter(|name| !name.is_empty()).collect();
    let names = if told.is_empty() { changed.collect() } else { told };
    let mut names: Vec<String> = names.into_iter().map(|name| translated(text, "field", name)).collect();
    names.dedup();
    (!names.is_empty()).then(|| names.join(", "))
}

/// A word of a family that the texts know, such as `role-owner`, or the word as it came.
#[must_use]
pub fn translated(text: Text, family: &str, word: &str) -> String {
    let key = format!("{family}-{word}");
    if text.has(&key) { text.say(&key) } else { tidy(word) }
}

/// In the middle of a sentence: a name, or the beginning of an id with what it is of.
fn named(text: Text, kind: &str, value: &str) -> String {
    if is_id(value) { of_kind(text, kind, value) } else { tidy(value) }
}

/// `496a6bfa` of a UUID or a hash; anything else whole.
#[must_use]
pub fn short(id: &str) -> String {
    // OCIS writes `<storage>$<space>!<node>`, and paths after a slash: the last part is the one that differs.
    let own = id.rsplit(['!', '$', ':']).next().unwrap_or(id);
    if is_id(own) { own.chars().take(8).collect() } else { tidy(own) }
}

fn is_id(text: &str) -> bool {
    text.len() >= 20 && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

fn tidy(text: &str) -> String {
    let text = text.trim();
    shorten(&visible(text.strip_prefix("./").unwrap_or(text)), LONGEST)
}

#[cfg(test)]
mod tests;
