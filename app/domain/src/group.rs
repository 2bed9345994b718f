//! Groups: people of a tenant who belong together. They say who sees which tile, and stand in the identity provider.

use serde::{Deserialize, Serialize};

use crate::{Result, error::Why, id::GroupId};

/// A group's name: unique within its tenant, whatever the case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GroupName(String);

impl GroupName {
    /// # Errors
    /// `Invalid` for `name`, unless it has 1 to 60 characters, none of which is a control character or a comma: in a CSV
    /// file commas stand between groups.
    pub fn parse(text: &str) -> Result<Self> {
        let text = text.trim();
        let fine = (1..=60).contains(&text.chars().count()) && !text.chars().any(|c| c.is_control() || c == ',');
        if fine { Ok(Self(text.to_owned())) } else { Err(Why("wrong-group-name").at("name")) }
    }

    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What it is known by in the engines, which keep it when the name changes: `a-z`, `0-9` and single hyphens, at most
    /// 40; `group` where the name has none of these.
    #[must_use]
    pub fn handle(&self) -> String {
        let plain: String =
            self.0.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
        let parts: Vec<&str> = plain.split('-').filter(|part| !part.is_empty()).collect();
        let handle: String = parts.join("-").chars().take(40).collect();
        if handle.is_empty() { "group".to_owned() } else { handle.trim_end_matches('-').to_owned() }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub id: GroupId,
    pub name: String,
    /// Unique within the tenant; never changes.
    pub handle: String,
    pub members: u64,
}

/// A group's name beside a person or a tile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRef {
    pub id: GroupId,
    pub name: String,
}

/// A tile that is for a group: what its end means is told by it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupTile {
    /// `app:mail`, or `link:` and an id.
    pub key: String,
    /// A link's name; none for an app, whose name is a text.
    pub name: Option<String>,
    /// How many other groups it is for. None of them: it is for everybody once this group is gone.
    pub others: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_handle_is_plain_whatever_the_name() {
        for (name, handle) in [
            ("Marketing", "marketing"),
            ("R & D, ", ""),
            ("Müller – Söhne", "m-ller-s-hne"),
            ("日本", "group"),
            ("--", "group"),
        ] {
            match GroupName::parse(name) {
                Ok(name) => assert_eq!(name.handle(), handle),
                Err(_) => assert!(name.contains(',')),
            }
        }
        assert_eq!(GroupName::parse(&"ab ".repeat(20)).unwrap().handle().len(), 40);
    }

    #[test]
    fn a_name_is_short_and_has_no_comma() {
        for wrong in ["", "  ", "a,b", "a\nb", &"x".repeat(61)] {
            assert!(GroupName::parse(wrong).is_err(), "{wrong:?}");
        }
    }
}
