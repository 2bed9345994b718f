//! Checking a body against the fields of a noun, every error at once, as the serializers do.

use serde_json::{Map, Value, json};

use super::answer::kind_of;
use super::row::{Noun, Row, plain, uuid};
use super::state::State;

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// At least one character.
    Text,
    /// May be empty.
    Note,
    Slug,
    Email,
    /// A user's path: neither begins nor ends with a slash.
    Path,
    Url,
    Choice(&'static [&'static str]),
    Flag,
    Number,
    /// A JSON object.
    Object,
    /// A moment, or null.
    Moment,
    /// The pk of a thing; may be null.
    Ref(Noun),
    /// The pk of a thing that must be there.
    Must(Noun),
    /// The pk of something that bindings can be on.
    Target,
    /// A list of pks.
    Refs(Noun),
    Redirects,
    /// Kept as it comes.
    Any,
}

/// One field of a noun.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub kind: Kind,
    /// JSON that stands for it if it isn't said; none where it must be said.
    pub default: Option<&'static str>,
    /// The message if another row has this value.
    pub unique: Option<&'static str>,
}

impl Field {
    pub const fn required(name: &'static str, kind: Kind) -> Self {
        Self { name, kind, default: None, unique: None }
    }

    pub const fn optional(name: &'static str, kind: Kind, default: &'static str) -> Self {
        Self { name, kind, default: Some(default), unique: None }
    }

    pub const fn unique(self, message: &'static str) -> Self {
        Self { unique: Some(message), ..self }
    }
}

/// The fields of a body that are sound, and those that are not. `now` is the row that is changed, none for a new one;
/// `partial` leaves out what isn't said. Unknown fields are dropped without a word.
pub fn check(
    state: &State,
    noun: Noun,
    fields: &[Field],
    body: &Map<String, Value>,
    now: Option<&Row>,
    partial: bool,
) -> Result<Row, Map<String, Value>> {
    let mut row = Row::default();
    let mut errors = Map::new();
    for field in fields {
        let Some(value) = body.get(field.name) else {
            match field.default {
                _ if partial => {}
                None => {
                    errors.insert(field.name.to_owned(), json!(["This field is required."]));
                }
                Some(default) => row.set(field.name, serde_json::from_str::<Value>(default).unwrap_or_default()),
            }
            continue;
        };
        match sound(state, field, value).and_then(|value| alone(state, noun, field, value, now)) {
            Ok(value) => row.set(field.name, value),
            Err(error) => {
                errors.insert(field.name.to_owned(), error);
            }
        }
    }
    if errors.is_empty() { Ok(row) } else { Err(errors) }
}

fn alone(state: &State, noun: Noun, field: &Field, value: Value, now: Option<&Row>) -> Result<Value, Value> {
    let Some(message) = field.unique.filter(|_| !value.is_null()) else { return Ok(value) };
    let own = now.map(|row| row.get(noun.pk()));
    let taken = state.find(noun, |row| *row.get(field.name) == value && Some(row.get(noun.pk())) != own);
    if taken.is_some() { Err(json!([message])) } else { Ok(value) }
}

fn sound(state: &State, field: &Field, value: &Value) -> Result<Value, Value> {
    let no = |message: &str| Err(json!([message]));
    if value.is_null() {
        let may = matches!(field.kind, Kind::Ref(_) | Kind::Moment | Kind::Any);
        return if may { Ok(Value::Null) } else { no("This field may not be null.") };
    }
    match field.kind {
        Kind::Any | Kind::Moment => Ok(value.clone()),
        Kind::Flag if value.is_boolean() => Ok(value.clone()),
        Kind::Flag => no("Must be a valid boolean."),
        Kind::Number if value.is_i64() || value.is_u64() => Ok(value.clone()),
        Kind::Number => no("A valid integer is required."),
        Kind::Object if value.is_object() => Ok(value.clone()),
        Kind::Object => no("Value must be a dictionary, and not have any duplicate keys."),
        Kind::Choice(all) if value.as_str().is_some_and(|v| all.contains(&v)) => Ok(value.clone()),
        Kind::Choice(_) => no(&format!("\"{}\" is not a valid choice.", plain(value))),
        Kind::Ref(noun) | Kind::Must(noun) => refers(state, noun, value).map_err(|e| json!([e])),
        Kind::Target => {
            let flow = |v: &Value| state.find(Noun::Flow, |f| f.get("policybindingmodel_ptr_id") == v).is_some();
            if flow(value) {
                Ok(value.clone())
            } else {
                refers(state, Noun::Application, value).map_err(|e| json!([e]))
            }
        }
        Kind::Refs(noun) => {
            let Some(list) = value.as_array() else { return no(&not_a_list(value)) };
            let found: Result<Vec<_>, _> = list.iter().map(|v| refers(state, noun, v)).collect();
            found.map(Value::Array).map_err(|e| json!([e]))
        }
        Kind::Redirects => redirects(value),
        Kind::Text | Kind::Note | Kind::Slug | Kind::Email | Kind::Path | Kind::Url => {
            text(field.kind, value).map_err(|e| json!([e]))
        }
    }
}

fn text(kind: Kind, value: &Value) -> Result<Value, String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return Err("Not a valid string.".to_owned()),
    };
    let empty = text.is_empty();
    if empty && !matches!(kind, Kind::Note | Kind::Email | Kind::Url) {
        return Err("This field may not be blank.".to_owned());
    }
    let slug = text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_');
    let address = text.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.'));
    match kind {
        Kind::Slug if !slug => {
            Err("Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.".to_owned())
        }
        Kind::Email if !empty && (!address || text.contains(' ')) => Err("Enter a valid email address.".to_owned()),
        Kind::Path if text.starts_with('/') || text.ends_with('/') => {
            Err("No leading or trailing slashes allowed.".to_owned())
        }
        Kind::Url if !empty && !text.contains("://") => Err("Enter a valid URL.".to_owned()),
        _ => Ok(json!(text)),
    }
}

fn refers(state: &State, noun: Noun, value: &Value) -> Result<Value, String> {
    let pk = if noun.counts() {
        let number = value.as_u64().or_else(|| value.as_str()?.parse().ok());
        number
            .map(|n| json!(n))
            .ok_or_else(|| format!("Incorrect type. Expected pk value, received {}.", kind_of(value)))?
    } else {
        let text = plain(value);
        json!(uuid(&text).ok_or_else(|| format!("“{text}” is not a valid UUID."))?)
    };
    match state.by_pk(noun, &pk) {
        Some(_) => Ok(pk),
        None => Err(format!("Invalid pk \"{}\" - object does not exist.", plain(value))),
    }
}

/// `redirect_uri_type` is kept if it is said: a 2026.2 drops it, a 2026.8 has it (facts/authentik.md §1.5).
fn redirects(value: &Value) -> Result<Value, Value> {
    let Some(list) = value.as_array() else {
        return Err(json!({ "non_field_errors": [not_a_list(value)] }));
    };
    let mut errors = Vec::new();
    for entry in list {
        let mut wrong = Map::new();
        match entry.get("matching_mode").map(plain) {
            None => drop(wrong.insert("matching_mode".to_owned(), json!(["This field is required."]))),
            Some(mode) if !["strict", "regex"].contains(&&*mode) => {
                let message = format!("\"{mode}\" is not a valid choice.");
                wrong.insert("matching_mode".to_owned(), json!([message]));
            }
            Some(_) => {}
        }
        if !entry.get("url").is_some_and(Value::is_string) {
            wrong.insert("url".to_owned(), json!(["This field is required."]));
        }
        errors.push(wrong);
    }
    if errors.iter().all(Map::is_empty) { Ok(value.clone()) } else { Err(json!(errors)) }
}

fn not_a_list(value: &Value) -> String {
    format!("Expected a list of items but got type \"{}\".", kind_of(value))
}
