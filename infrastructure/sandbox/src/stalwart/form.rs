//! The forms that values of the API take: lists are objects with the keys "0", "1" and so on, sets objects of
//! member → true, variants have an `@type` (facts/stalwart.md §3.2).

use serde_json::{Map, Value};

/// What a value may be.
#[derive(Debug)]
pub enum Form {
    Text,
    Domain,
    LocalPart,
    Email,
    Flag,
    Count,
    Time,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The id of another object, and of which `@type` where that matters.
    Id(&'static str, Option<&'static str>),
    /// Always these properties.
    Fields(&'static [Field]),
    /// One of these, by its `@type`.
    Variant(&'static [(&'static str, &'static [Field])]),
    List(&'static Form),
    Set(&'static Form),
    /// Numbers by these names.
    Sums(&'static [&'static str]),
    /// Whatever is sent: kinds that Dezky writes once, at set-up.
    Any,
}

/// One property.
#[derive(Debug)]
pub struct Field {
    pub name: &'static str,
    pub form: Form,
    /// JSON; empty for what the form itself begins with.
    pub default: &'static str,
    pub access: Access,
    pub nullable: bool,
    pub required: bool,
}

/// Who writes a property, and how it is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    Open,
    /// Read as `"****"`; that text sent back keeps what was there.
    Secret,
    /// Written by Stalwart only.
    Server,
    /// Both.
    ServerSecret,
    /// A secret that is left out where there is none.
    Hidden,
}

const fn base(name: &'static str, form: Form, default: &'static str) -> Field {
    Field { name, form, default, access: Access::Open, nullable: false, required: false }
}

/// A property with a value of its own to begin with.
pub const fn with(name: &'static str, form: Form, default: &'static str) -> Field {
    base(name, form, default)
}

/// A property that may be null, and is to begin with.
pub const fn maybe(name: &'static str, form: Form) -> Field {
    Field { nullable: true, ..base(name, form, "null") }
}

/// A property that may be null, and begins otherwise.
pub const fn maybe_with(name: &'static str, form: Form, default: &'static str) -> Field {
    Field { nullable: true, ..base(name, form, default) }
}

/// A property without which there is no object.
pub const fn must(name: &'static str, form: Form) -> Field {
    Field { required: true, ..base(name, form, "null") }
}

pub const fn secret(name: &'static str) -> Field {
    Field { access: Access::Secret, ..base(name, Form::Text, "null") }
}

pub const fn must_secret(name: &'static str) -> Field {
    Field { required: true, ..secret(name) }
}

/// A secret that Stalwart makes and shows once.
pub const fn server_secret(name: &'static str) -> Field {
    Field { access: Access::ServerSecret, ..secret(name) }
}

pub const fn server(name: &'static str) -> Field {
    Field { access: Access::Server, ..base(name, Form::Any, "null") }
}

pub const fn hidden(name: &'static str) -> Field {
    Field { access: Access::Hidden, nullable: true, ..base(name, Form::Text, "null") }
}

/// The text in place of every secret.
pub const MASK: &str = "****";

/// The `@type` of a value.
pub fn tag(value: &Value) -> Option<&str> {
    value.get("@type").and_then(Value::as_str)
}

impl Form {
    /// The properties of a value of this form; those of its `@type`, where it has one.
    pub fn fields(&self, tag: Option<&str>) -> Option<&'static [Field]> {
        match self {
            Self::Fields(fields) => Some(fields),
            Self::Variant(variants) => variants.iter().find(|(name, _)| Some(*name) == tag).map(|(_, fields)| *fields),
            _ => None,
        }
    }

    /// A value of this form as it is before anything is said about it; the first variant without a `tag`.
    pub fn blank(&self, tag: Option<&str>) -> Value {
        let mut map = Map::new();
        let tag = match self {
            Self::Variant(variants) => tag.or_else(|| variants.first().map(|(name, _)| *name)),
            _ => None,
        };
        if let Some(tag) = tag {
            map.insert("@type".to_owned(), Value::from(tag));
        }
        for field in self.fields(tag).unwrap_or_default() {
            let value = match field.default {
                "" => field.form.blank(None),
                json => serde_json::from_str(json).unwrap_or_default(),
            };
            map.insert(field.name.to_owned(), value);
        }
        Value::Object(map)
    }

    /// The value as a reader gets it: secrets masked, hidden nulls left out.
    pub fn masked(&self, value: &Value) -> Value {
        match (self, value) {
            (Self::Fields(_) | Self::Variant(_), Value::Object(map)) => {
                let fields = self.fields(tag(value)).unwrap_or_default();
                let read = map.iter().filter_map(|(name, value)| {
                    let field = fields.iter().find(|f| f.name == name);
                    let read = match field.map(|f| (f.access, &f.form)) {
                        Some((Access::Secret | Access::ServerSecret | Access::Hidden, _)) if !value.is_null() => {
                            Value::from(MASK)
                        }
                        Some((Access::Hidden, _)) if value.is_null() => return None,
                        Some((_, form)) => form.masked(value),
                        None => value.clone(),
                    };
                    Some((name.clone(), read))
                });
                Value::Object(read.collect())
            }
            (Self::List(inner), Value::Object(map)) => {
                Value::Object(map.iter().map(|(key, value)| (key.clone(), inner.masked(value))).collect())
            }
            (Self::Any, Value::Object(map)) => {
                let read = |(name, value): (&String, &Value)| {
                    let is_secret = value.is_string() && name.to_lowercase().ends_with("secret");
                    (name.clone(), if is_secret { Value::from(MASK) } else { Self::Any.masked(value) })
                };
                Value::Object(map.iter().map(read).collect())
            }
            _ => value.clone(),
        }
    }

    /// The ids in a value, with the kind that each is of and the `@type` that it must have.
    pub fn ids(&self, value: &Value) -> Vec<(&'static str, Option<&'static str>, String)> {
        match (self, value) {
            (Self::Id(kind, tag), Value::String(id)) => vec![(*kind, *tag, id.clone())],
            (Self::Set(inner), Value::Object(map)) => {
                map.keys().flat_map(|key| inner.ids(&Value::from(key.as_str()))).collect()
            }
            (Self::List(inner), Value::Object(map)) => map.values().flat_map(|v| inner.ids(v)).collect(),
            (Self::Fields(_) | Self::Variant(_), Value::Object(map)) => {
                let fields = self.fields(tag(value)).unwrap_or_default();
                fields.iter().filter_map(|f| map.get(f.name).map(|v| f.form.ids(v))).flatten().collect()
            }
            _ => Vec::new(),
        }
    }

    /// The first property that is required and missing, at any depth.
    pub fn missing(&self, value: &Value) -> Vec<&'static str> {
        match (self, value) {
            (Self::Fields(_) | Self::Variant(_), Value::Object(map)) => self
                .fields(tag(value))
                .unwrap_or_default()
                .iter()
                .flat_map(|field| match map.get(field.name) {
                    None | Some(Value::Null) if field.required => vec![field.name],
                    Some(value) => field.form.missing(value),
                    None => Vec::new(),
                })
                .collect(),
            (Self::List(inner), Value::Object(map)) => map.values().flat_map(|v| inner.missing(v)).collect(),
            _ => Vec::new(),
        }
    }
}
