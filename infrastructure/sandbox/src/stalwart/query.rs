//! `x:<Object>/query`: ids only, newest first, found by the few properties that Stalwart keeps an index of.

use serde_json::{Map, Value, json};

use super::caller::Caller;
use super::get::{account, property, sees};
use super::kinds::{Find, Kind};
use super::refusal::CallError;
use super::{State, ids, members, names, text};

impl State {
    pub fn query(&self, kind: &Kind, arguments: &Map<String, Value>, caller: &Caller) -> Result<Value, CallError> {
        let conditions = conditions(arguments.get("filter"))?;
        let mut tests = Vec::new();
        for (name, value) in &conditions {
            let known = kind.filters.iter().find(|(filter, _)| filter == name).map(|(_, find)| *find);
            let (Some(find), Some(wanted)) = (known, value.as_str()) else {
                let why = format!("Filter on property {name} is not supported or invalid");
                return Err(CallError::new("unsupportedFilter", why));
            };
            if find == Find::Words {
                tests.push((name.as_str(), find, wanted, self.with_words(kind, wanted)));
            } else {
                tests.push((name.as_str(), find, wanted, Vec::new()));
            }
        }
        let mut found: Vec<u64> = Vec::new();
        for (id, row) in self.rows(kind.name).filter(|(_, row)| sees(kind, row, caller)) {
            let fits = tests.iter().all(|(name, find, wanted, by_words)| match find {
                Find::Words => by_words.contains(&id),
                Find::Whole | Find::Id => holds(property(row, name), wanted),
            });
            if fits {
                found.push(id);
            }
        }
        if descends(arguments.get("sort"))? {
            found.reverse();
        }
        page(arguments, &found.into_iter().map(ids::text).collect::<Vec<_>>(), caller)
    }

    /// What has all the words of a text. As in Stalwart, a word that nothing has is forgotten as long as no word before
    /// it was found.
    fn with_words(&self, kind: &Kind, wanted: &str) -> Vec<u64> {
        let mut found: Vec<u64> = Vec::new();
        for word in names::words(wanted) {
            let rows = self.rows(kind.name).filter(|(_, row)| speaks(row, &word));
            let with: Vec<u64> = rows.map(|(id, _)| id).collect();
            if found.is_empty() {
                found = with;
            } else {
                found.retain(|id| with.contains(id));
                if found.is_empty() {
                    break;
                }
            }
        }
        found
    }
}

/// Whether an object is found by a word: one of its name, its description or its addresses.
fn speaks(row: &Value, word: &str) -> bool {
    let own = [text(row, "name"), text(row, "description")].into_iter();
    let aliases = members(row, "aliases").map(|(key, alias)| match text(alias, "name") {
        "" => key.as_str(),
        name => name,
    });
    let recipients = members(row, "recipients").map(|(address, _)| address.as_str());
    own.chain(aliases).chain(recipients).any(|text| names::speaks(text, word))
}

fn holds(value: Option<&Value>, wanted: &str) -> bool {
    match value {
        Some(Value::String(text)) => text == wanted,
        Some(Value::Object(set)) => set.contains_key(wanted),
        _ => false,
    }
}

/// The conditions of a filter; only AND is known.
fn conditions(filter: Option<&Value>) -> Result<Vec<(String, Value)>, CallError> {
    let Some(Value::Object(filter)) = filter else { return Ok(Vec::new()) };
    match filter.get("operator").and_then(Value::as_str) {
        None => Ok(filter.iter().map(|(name, value)| (name.clone(), value.clone())).collect()),
        Some("AND") => {
            let parts = filter.get("conditions").and_then(Value::as_array).into_iter().flatten();
            let parts: Result<Vec<_>, _> = parts.map(|part| conditions(Some(part))).collect();
            Ok(parts?.into_iter().flatten().collect())
        }
        Some(_) => Err(CallError::new("unsupportedFilter", "Only AND is supported in filters")),
    }
}

/// By id only; newest first where nothing is said.
fn descends(sort: Option<&Value>) -> Result<bool, CallError> {
    let Some(first) = sort.and_then(Value::as_array).and_then(|sort| sort.first()) else { return Ok(true) };
    match text(first, "property") {
        "id" => Ok(first.get("isAscending").and_then(Value::as_bool) == Some(false)),
        other => {
            let why = format!("Property {other} is not supported for sorting");
            Err(CallError::new("unsupportedSort", why))
        }
    }
}

/// The answer with the part that was asked for. `limit` is in it only where it cut something off.
pub fn page(arguments: &Map<String, Value>, all: &[String], caller: &Caller) -> Result<Value, CallError> {
    let number = |name: &str| arguments.get(name).and_then(Value::as_i64);
    let asked = number("position").unwrap_or(0);
    let start = match arguments.get("anchor").and_then(Value::as_str) {
        Some(anchor) => {
            let place = all.iter().position(|id| id == anchor).ok_or_else(|| {
                let why = "An anchor argument was supplied, but it cannot be found in the results of the query.";
                CallError::new("anchorNotFound", why)
            })?;
            offset(place, number("anchorOffset").unwrap_or(0))
        }
        None if asked < 0 => offset(all.len(), asked),
        None => usize::try_from(asked).unwrap_or(usize::MAX).min(all.len()),
    };
    let limit = number("limit").and_then(|limit| usize::try_from(limit).ok());
    let ids: Vec<&String> = all.iter().skip(start).take(limit.unwrap_or(usize::MAX)).collect();
    let mut answer = json!({ "accountId": account(arguments, caller), "queryState": "n",
        "canCalculateChanges": true, "position": start, "ids": ids });
    if arguments.get("calculateTotal").and_then(Value::as_bool) == Some(true) {
        answer["total"] = json!(all.len());
    }
    if let Some(limit) = limit.filter(|limit| *limit < all.len()) {
        answer["limit"] = json!(limit);
    }
    Ok(answer)
}

fn offset(place: usize, by: i64) -> usize {
    let by_that = usize::try_from(by.unsigned_abs()).unwrap_or(usize::MAX);
    if by < 0 { place.saturating_sub(by_that) } else { place.saturating_add(by_that) }
}
