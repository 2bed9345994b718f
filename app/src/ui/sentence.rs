//! What an event says, as a sentence in the past tense: who, did what, with what. The Fluent files have one message an
//! action; what a record doesn't know is left out of it, never shown as a hole.

use dezky_domain::audit::{Actor, ActorKind, AuditEvent, NewEvent, Outcome};

use super::{
    amount,
    visible::{shorten, visible},
};
use crate::text::{Fill, Span, Text};

/// The words of events that sentences know. Each comes with a companion `has-<word>`, `yes` or `no`, for a message to
/// choose by: Fluent can't ask whether a string is empty.
const WORDS: &[&str] = &[
    "path", "old_path", "with", "with_kind", "space_name", "new_name", "permissions", "member", "features", "quota", "role",
    "reason", "kind", "tenant",
];
/// Those that choose a variant or stand in passing; the others are read first.
const QUIET: &[&str] = &["with_kind", "permissions", "features", "quota", "role", "reason", "kind"];
/// These sentences say by themselves that nothing was done.
const OF_REFUSAL: &[&str] = &["session.refused", "access.refused", "public_link_accessed"];
/// As long as a name may be in a row.
const LONGEST: usize = 120;

#[must_use]
pub fn sentence(text: Text, event: &AuditEvent) -> Vec<Span> {
    let NewEvent { action, outcome, .. } = &event.event;
    let key = key(action);
    let key = if !text.has(&key) {
        "act-unknown"
    } else if *outcome != Outcome::Done && !OF_REFUSAL.contains(&action.as_str()) {
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
        (Some(name), ..) if !name.trim().is_empty() => tidy(name),
        (_, Some(id), ActorKind::Person | ActorKind::Unknown) => text.with("who-user", [("id", short(id).into())]),
        (_, Some(id), ActorKind::Service) => text.with("who-service", [("id", short(id).into())]),
        (_, None, ActorKind::Service) => text.say("who-a-service"),
        (_, None, _) => text.say("who-someone"),
    }
}

/// What was acted on, as a name: its own, its path, or the beginning of its id.
#[must_use]
pub fn what(text: Text, event: &NewEvent) -> String {
    let target = &event.target;
    let path = event.words.get("path").filter(|_| target.kind == "file" || target.kind == "folder" || target.kind == "node");
    // A deletion by id gives `.` for a path; a renamed space is told by its old name or not at all.
    let renamed = event.action == "space_renamed";
    let name = [target.name.as_ref(), path].into_iter().flatten().map(|name| tidy(name)).find(|name| {
        !name.is_empty() && name != "." && !(renamed && event.words.get("new_name").is_some_and(|new| tidy(new) == *name))
    });
    match (name, &target.id) {
        (Some(name), _) => name,
        (None, Some(id)) => {
            let key = format!("short-{}", target.kind);
            if text.has(&key) { text.with(&key, [("id", short(id).into())]) } else { short(id) }
        }
        (None, None) => text.say("nameless"),
    }
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
    ];
    for word in WORDS {
        let found = words.get(*word).map(|value| value.trim()).filter(|value| !value.is_empty());
        let value = match (*word, found) {
            ("tenant", None) => event.tenant.as_ref().map(|tenant| tenant.name.clone()),
            ("features", _) => features(text, found, changes.iter().map(|change| change.field.as_str())),
            ("quota", Some(quota)) => Some(quota.parse().map_or_else(|_| tidy(quota), |quota| amount::size(text, quota))),
            ("role", Some(role)) => Some(translated(text, "role", role)),
            ("with", Some(with)) => Some(named(text, with, words.get("with_kind").map(String::as_str))),
            ("member", Some(member)) => Some(named(text, member, None)),
            (_, found) => found.map(tidy),
        };
        let has = if value.is_some() { "yes" } else { "no" };
        fills.push((format!("has-{word}"), has.into()));
        let value = value.unwrap_or_default();
        fills.push(((*word).to_owned(), if QUIET.contains(word) { Fill::Word(value) } else { Fill::Strong(value) }));
    }
    fills
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

/// Somebody in the middle of a sentence: a name, or the beginning of an id with what it is of.
fn named(text: Text, value: &str, kind: Option<&str>) -> String {
    match (is_id(value), kind) {
        (false, _) => tidy(value),
        (true, Some("group")) => short(value),
        (true, _) => text.with("short-user", [("id", short(value).into())]),
    }
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
