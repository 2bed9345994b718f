//! What Stalwart's refusals mean (facts/stalwart.md §3.4). There are three layers: the HTTP status, the method's `error`,
//! and what is said of each object of a `set`; the last two come with status 200.

use dezky_domain::provision::{Trouble, TroubleKind};
use http::{HeaderMap, header::RETRY_AFTER};
use serde_json::Value;

use super::jmap::{text, unexpected};
use crate::engine::{status_trouble, trouble};

/// How Stalwart's texts name what it sells.
const PAID: &str = "Enterprise";

/// A status that isn't a success.
pub fn of_status(status: u16, headers: &HeaderMap, body: &[u8]) -> Trouble {
    let problem: Value = serde_json::from_slice(body).unwrap_or_default();
    let after = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    let limit = text(&problem, "limit");
    let words = match (status, text(&problem, "type").rsplit_once(':')) {
        // The detail of what it can't read is the whole request again, passwords included.
        (400, kind) if limit.is_empty() => kind.map(|(_, kind)| kind.to_owned()).unwrap_or_default(),
        _ => {
            let words = [text(&problem, "title"), text(&problem, "detail")];
            words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(": ")
        }
    };
    match status {
        // A second factor is asked for, which no key has.
        402 => trouble(TroubleKind::Credentials, Some(status), &words),
        // There is no `/jmap`: something else, or a Stalwart before 0.16.
        404 => trouble(TroubleKind::Unexpected, Some(status), &words),
        400 if limit == "maxConcurrentRequests" => trouble(TroubleKind::TooMany, Some(status), &words),
        _ => status_trouble(status, after, &words),
    }
}

/// A method's `error`.
pub fn of_method(error: &Value) -> Trouble {
    let words = words(error);
    let kind = match text(error, "type") {
        "forbidden" if words.contains(PAID) => TroubleKind::Licence,
        // In bootstrap mode and in recovery it knows nothing of what we ask for: it isn't up yet.
        "forbidden" if words.contains("bootstrap mode") => TroubleKind::Server,
        "forbidden" => TroubleKind::Credentials,
        "serverUnavailable" | "serverFail" | "serverPartialFail" => TroubleKind::Server,
        "rateLimit" | "limit" => TroubleKind::TooMany,
        "unknownMethod" => TroubleKind::Unexpected,
        _ => TroubleKind::Rejected,
    };
    trouble(kind, None, &words)
}

/// Whether every object of a `set` was done. What is to be destroyed and is gone already counts as done.
///
/// # Errors
/// The first refusal. What exists already, is still linked or has vanished is `NotYet`: it is looked at again.
pub fn of_set(asked: &Value, answer: &Value) -> Result<(), Trouble> {
    for (verb, done, refused) in [("create", "created", "notCreated"), ("update", "updated", "notUpdated")] {
        for key in asked[verb].as_object().into_iter().flat_map(serde_json::Map::keys) {
            if let Some(error) = answer[refused].get(key) {
                return Err(of_object(error));
            }
            if answer[done].get(key).is_none() {
                return Err(unexpected("the answer doesn't tell what became of it"));
            }
        }
    }
    for id in asked["destroy"].as_array().into_iter().flatten() {
        let error = id.as_str().and_then(|id| answer["notDestroyed"].get(id));
        match error {
            Some(error) if text(error, "type") == "notFound" => {}
            Some(error) => return Err(of_object(error)),
            None if answer["destroyed"].as_array().is_some_and(|ids| ids.contains(id)) => {}
            None => return Err(unexpected("the answer doesn't tell what became of it")),
        }
    }
    Ok(())
}

fn of_object(error: &Value) -> Trouble {
    let words = words(error);
    let holder = || format!("{} {}", text(&error["objectId"], "object"), text(&error["objectId"], "id"));
    match text(error, "type") {
        "primaryKeyViolation" => trouble(TroubleKind::NotYet, None, &format!("it is there already: {}", holder())),
        "objectIsLinked" => trouble(TroubleKind::NotYet, None, &format!("still linked: {}", linked(error))),
        // It went between our look and our call.
        "notFound" => trouble(TroubleKind::NotYet, None, "it is gone"),
        "invalidForeignKey" => trouble(TroubleKind::NotYet, None, &format!("what it refers to is gone: {}", holder())),
        "willDestroy" => trouble(TroubleKind::NotYet, None, &words),
        "rateLimit" => trouble(TroubleKind::TooMany, None, &words),
        "forbidden" if words.contains(PAID) => trouble(TroubleKind::Licence, None, &words),
        _ => trouble(TroubleKind::Rejected, None, &words),
    }
}

/// `DkimSignature jqai0dxqafqa, Account d`.
fn linked(error: &Value) -> String {
    let objects = error["linkedObjects"].as_array().into_iter().flatten();
    objects.map(|it| format!("{} {}", text(it, "object"), text(it, "id"))).collect::<Vec<_>>().join(", ")
}

/// The engine's words; its name for the error where it has none.
fn words(error: &Value) -> String {
    let (kind, description) = (text(error, "type"), text(error, "description"));
    let fields: Vec<_> = error["properties"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let words = if description.is_empty() { kind } else { description };
    if fields.is_empty() { words.to_owned() } else { format!("{words} ({})", fields.join(", ")) }
}
