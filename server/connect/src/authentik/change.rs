//! Collects, field by field, how an object differs and what a PATCH would send to mend it.

use dezky_domain::provision::{Difference, Facts, Trouble, TroubleKind};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::engine::{Call, Comparison, Found, trouble};

#[derive(Debug, Default)]
pub(super) struct Changes {
    pub differences: Vec<Difference>,
    /// What the PATCH says.
    pub body: Map<String, Value>,
}

impl Changes {
    /// Notes a difference where the fact called `word` isn't as wanted, and says whether it is one.
    pub fn differs(&mut self, facts: &Facts, word: &str, wanted: &str) -> bool {
        let seen = facts.get(word);
        let differs = seen.map(String::as_str) != Some(wanted);
        if differs {
            self.note(word, Some(wanted), seen.map(String::as_str));
        }
        differs
    }

    /// As `differs`, with the field that mends it.
    pub fn field(&mut self, facts: &Facts, word: &str, wanted: &str, name: &str, value: impl Into<Value>) {
        if self.differs(facts, word, wanted) {
            self.body.insert(name.to_owned(), value.into());
        }
    }

    pub fn note(&mut self, field: &str, wanted: Option<&str>, seen: Option<&str>) {
        self.differences.push(Difference {
            field: field.to_owned(),
            wanted: wanted.map(str::to_owned),
            seen: seen.map(str::to_owned),
        });
    }

    /// The PATCH, where there is something to say.
    pub fn patch(&mut self, path: impl Into<String>) -> Option<Call> {
        let body = std::mem::take(&mut self.body);
        (!body.is_empty()).then(|| Call::new("PATCH", path, Value::Object(body)))
    }

    pub fn with(self, calls: Vec<Call>) -> Comparison {
        Comparison { differences: self.differences, calls }
    }
}

/// It isn't there and shall be.
pub(super) fn created(call: Call) -> Comparison {
    let mut changes = Changes::default();
    changes.note("exists", Some("yes"), None);
    changes.with(vec![call])
}

/// It is there and shall not be.
pub(super) fn destroyed(calls: Vec<Call>) -> Comparison {
    let mut changes = Changes::default();
    changes.note("exists", None, Some("yes"));
    changes.with(calls)
}

/// What `observe` kept for `compare`.
pub(super) fn kept<T: DeserializeOwned>(more: &Value) -> Result<T, Trouble> {
    T::deserialize(more).map_err(|_| trouble(TroubleKind::Unexpected, None, "what was observed can't be compared"))
}

/// As `kept`, of an object that is there.
pub(super) fn of<T: DeserializeOwned>(found: &Found) -> Result<T, Trouble> {
    kept(&found.more)
}

pub(super) fn facts<const N: usize>(pairs: [(&str, String); N]) -> Facts {
    pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
