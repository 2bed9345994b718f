//! JSON as it was written: the order of keys is kept, and what different readers would read differently is refused.

use std::{collections::HashSet, fmt};

use dezky_domain::source::Unreadable;
use serde::{
    Deserialize, Serialize,
    de::{Deserializer, Error, MapAccess, SeqAccess, Visitor},
    ser::Serializer,
};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    Text(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

const TWICE: &str = "the same key twice";

/// Reads one record. NUL becomes U+FFFD: no database keeps it in text.
///
/// # Errors
/// `Refused` for a key that comes twice: readers differ on which of the two counts.
pub(super) fn read(bytes: &[u8]) -> Result<Json, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|_| Unreadable::NotUtf8)?;
    serde_json::from_str(text).map_err(|error| {
        let why = error.to_string();
        if why.starts_with("recursion limit") {
            Unreadable::TooDeep
        } else if why.starts_with(TWICE) {
            Unreadable::Refused
        } else {
            Unreadable::NotJson
        }
    })
}

impl Json {
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(entries) => Some(entries),
            _ => None,
        }
    }

    pub fn get(&self, key: &str) -> Option<&Self> {
        self.object()?.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub fn list(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }
}

fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "\u{fffd}") } else { text }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json, E> {
        serde_json::Number::from_f64(value).map(Json::Number).ok_or_else(|| E::custom("no number"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Text(without_nul(value.to_owned())))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::Text(without_nul(value)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Json, A::Error> {
        let (mut object, mut keys) = (Vec::new(), HashSet::new());
        while let Some((key, value)) = entries.next_entry::<String, Json>()? {
            let key = without_nul(key);
            if !keys.insert(key.clone()) {
                return Err(A::Error::custom(TWICE));
            }
            object.push((key, value));
        }
        Ok(Json::Object(object))
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Reader)
    }
}

impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => value.serialize(serializer),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(items) => serializer.collect_seq(items),
            Self::Object(entries) => serializer.collect_map(entries.iter().map(|(key, value)| (key, value))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_read_is_written_the_same() {
        let text = r#"{"z":1,"a":[true,null,-2,1.5,"x\n"],"m":{"k":18446744073709551615}}"#;
        assert_eq!(serde_json::to_string(&read(text.as_bytes()).unwrap()).unwrap(), text);
    }

    #[test]
    fn what_cant_be_trusted_is_refused() {
        let refused = |text: &str| read(text.as_bytes()).unwrap_err();
        assert_eq!(refused(r#"{"a":1,"a":2}"#), Unreadable::Refused);
        assert_eq!(refused(r#"{"a":{"b":1,"\u0062":2}}"#), Unreadable::Refused);
        assert_eq!(refused(r#"{"a":1e999}"#), Unreadable::NotJson);
        assert_eq!(refused(r#"{"a":"\ud800"}"#), Unreadable::NotJson);
        assert_eq!(refused(r#"{"a":1}{"a":1}"#), Unreadable::NotJson);
        assert_eq!(refused(""), Unreadable::NotJson);
        assert_eq!(refused(&"[".repeat(10_000)), Unreadable::TooDeep);
        assert_eq!(read(b"{\"a\":\"\xff\"}").unwrap_err(), Unreadable::NotUtf8);
    }

    #[test]
    fn a_byte_order_mark_and_nul_do_no_harm() {
        assert_eq!(read(b"\xef\xbb\xbf\"a\\u0000b\"").unwrap(), Json::Text("a\u{fffd}b".to_owned()));
    }
}
