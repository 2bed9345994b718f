//! How one object or one call is refused; both come with status 200 (facts/stalwart.md §0.2, §3.4).

use serde_json::{Map, Value, json};

/// A value of `notCreated`, `notUpdated` or `notDestroyed`.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal(Map<String, Value>);

impl Refusal {
    pub fn new(kind: &str) -> Self {
        let mut map = Map::new();
        map.insert("type".to_owned(), json!(kind));
        Self(map)
    }

    pub fn not_found() -> Self {
        Self::new("notFound")
    }

    pub fn forbidden(description: &str) -> Self {
        Self::new("forbidden").saying(description)
    }

    /// A value that doesn't fit its property; `path` is the property, or a pointer below it.
    pub fn patch(description: &str, path: &str) -> Self {
        Self::new("invalidPatch").saying(description).about(path)
    }

    pub fn properties(description: impl Into<String>) -> Self {
        Self::new("invalidProperties").saying(description)
    }

    /// A key that somebody else holds: the holder's id comes back.
    pub fn taken(property: &str, object: &str, id: &str) -> Self {
        Self::new("primaryKeyViolation").about(property).of(object, id)
    }

    pub fn linked(object: &str, id: &str, by: &[(String, String)]) -> Self {
        let mut refusal = Self::new("objectIsLinked").of(object, id);
        let by: Vec<Value> = by.iter().map(|(object, id)| json!({ "object": object, "id": id })).collect();
        refusal.0.insert("linkedObjects".to_owned(), Value::Array(by));
        refusal
    }

    /// Properties that are missing.
    pub fn required(properties: &[&str]) -> Self {
        let errors: Vec<Value> = properties.iter().map(|p| json!({ "type": "Required", "property": p })).collect();
        let mut refusal = Self::new("validationFailed");
        refusal.0.insert("validationErrors".to_owned(), Value::Array(errors));
        refusal
    }

    pub fn saying(mut self, description: impl Into<String>) -> Self {
        self.0.insert("description".to_owned(), Value::String(description.into()));
        self
    }

    pub fn about(mut self, property: &str) -> Self {
        self.0.insert("properties".to_owned(), json!([property]));
        self
    }

    pub fn of(mut self, object: &str, id: &str) -> Self {
        self.0.insert("objectId".to_owned(), json!({ "object": object, "id": id }));
        self
    }
}

impl From<Refusal> for Value {
    fn from(refusal: Refusal) -> Self {
        Self::Object(refusal.0)
    }
}

/// A whole call refused: `["error", {type, description}, id]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallError {
    pub kind: &'static str,
    pub description: String,
}

impl CallError {
    pub fn new(kind: &'static str, description: impl Into<String>) -> Self {
        Self { kind, description: description.into() }
    }

    pub fn forbidden(description: &str) -> Self {
        Self::new("forbidden", description)
    }

    pub fn too_large() -> Self {
        Self::new(
            "requestTooLarge",
            "The number of ids requested by the client exceeds the maximum number the server is willing to process in \
             a single method call.",
        )
    }

    pub fn body(&self) -> Value {
        json!({ "type": self.kind, "description": self.description })
    }
}
