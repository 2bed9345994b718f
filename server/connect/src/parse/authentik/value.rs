//! Values as Authentik writes them: ids of two sorts, and objects that name a row of a model.

use uuid::Uuid;

use super::{
    super::{clean::clean, json::Json, redact::GONE},
    action,
};

/// Longest number that is an id: 64 bits.
const DIGITS: usize = 20;

/// An id as it is compared: a UUID without dashes, a number as text (facts/authentik.md §2.1).
pub(super) fn id(value: &Json) -> Option<String> {
    match value {
        Json::Number(number) if number.is_u64() || number.is_i64() => Some(number.to_string()),
        Json::Text(text) => hex(text).or_else(|| clean(text).filter(|text| text != GONE)),
        _ => None,
    }
}

/// A UUID without dashes, in lower case.
pub(super) fn hex(text: &str) -> Option<String> {
    uuid(text).map(|uuid| uuid.simple().to_string())
}

/// A UUID of 32 or 36 characters.
pub(super) fn uuid(text: &str) -> Option<Uuid> {
    matches!(text.len(), 32 | 36).then(|| Uuid::try_parse(text).ok()).flatten()
}

pub(super) fn is_number(text: &str) -> bool {
    (1..=DIGITS).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A text, cleaned.
pub(super) fn text(value: Option<&Json>) -> Option<String> {
    value.and_then(Json::text).and_then(clean)
}

/// `{"pk", "app", "name", "model_name"}`: a row of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// As targets have it.
    pub kind: String,
    /// Authentik's own word.
    pub model: String,
    pub id: Option<String>,
    /// A display name: a user's name, not their user name.
    pub name: Option<String>,
}

impl Reference {
    pub fn read(value: &Json) -> Option<Self> {
        let model = text(value.get("model_name"))?.to_ascii_lowercase();
        let (pk, name) = (value.get("pk").and_then(id), text(value.get("name")));
        (pk.is_some() || name.is_some()).then(|| Self { kind: action::kind(&model).to_owned(), model, id: pk, name })
    }
}

/// Every row that is named within, at most `most`.
pub(super) fn references(value: &Json, most: usize) -> Vec<Reference> {
    fn gather(value: &Json, depth: usize, most: usize, all: &mut Vec<Reference>) {
        if depth == 0 || all.len() >= most {
            return;
        }
        if let Some(found) = Reference::read(value) {
            all.push(found);
        }
        match value {
            Json::Object(entries) => entries.iter().for_each(|(_, value)| gather(value, depth - 1, most, all)),
            Json::List(items) => items.iter().for_each(|item| gather(item, depth - 1, most, all)),
            Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {}
        }
    }
    let mut all = Vec::new();
    gather(value, 6, most, &mut all);
    all.truncate(most);
    all
}
