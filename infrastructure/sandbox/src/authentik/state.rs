//! The tables, and how rows are found, made and taken out.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::row::{Noun, Row, plain};
use crate::clock;

/// A link by which somebody may set a password.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Recovery {
    pub user: u64,
    pub flow: String,
    pub until: DateTime<Utc>,
}

/// What Authentik holds.
#[derive(Default, Clone, Serialize, Deserialize)]
pub struct State {
    tables: BTreeMap<Noun, Vec<Row>>,
    counted: BTreeMap<Noun, u64>,
    /// By the pk of the user.
    pub(super) passwords: BTreeMap<u64, String>,
    /// By the token in the link.
    pub(super) recoveries: BTreeMap<String, Recovery>,
    pub(super) settings: Map<String, Value>,
    /// User names and client ids that were ever made here, in lower case.
    #[serde(default)]
    pub(super) known: BTreeSet<String>,
}

// Rows hold client secrets and the rest holds passwords.
impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("State").finish_non_exhaustive()
    }
}

impl State {
    pub fn objects(&self) -> usize {
        self.tables.values().map(Vec::len).sum()
    }

    pub(super) fn all(&self, noun: Noun) -> &[Row] {
        self.tables.get(&noun).map_or(&[], Vec::as_slice)
    }

    pub(super) fn all_mut(&mut self, noun: Noun) -> &mut Vec<Row> {
        self.tables.entry(noun).or_default()
    }

    pub(super) fn find(&self, noun: Noun, fits: impl Fn(&Row) -> bool) -> Option<&Row> {
        self.all(noun).iter().find(|row| fits(row))
    }

    /// By the value that others refer to it by.
    pub(super) fn by_pk(&self, noun: Noun, pk: &Value) -> Option<&Row> {
        self.find(noun, |row| row.get(noun.pk()) == pk)
    }

    /// By what stands in its address.
    pub(super) fn by_key(&self, noun: Noun, key: &str) -> Option<&Row> {
        self.find(noun, |row| plain(row.get(noun.key())) == key)
    }

    pub(super) fn by_text(&self, noun: Noun, field: &str, text: &str) -> Option<&Row> {
        self.find(noun, |row| row.text(field) == text)
    }

    pub(super) fn row_mut(&mut self, noun: Noun, pk: &Value) -> Option<&mut Row> {
        self.all_mut(noun).iter_mut().find(|row| row.get(noun.pk()) == pk)
    }

    pub(super) fn user(&self, pk: u64) -> Option<&Row> {
        self.by_pk(Noun::User, &json!(pk))
    }

    /// A pk that was not given before.
    pub(super) fn new_pk(&mut self, noun: Noun) -> Value {
        if !noun.counts() {
            return json!(clock::random_uuid());
        }
        let counted = self.counted.entry(noun).or_default();
        *counted += 1;
        json!(*counted)
    }

    /// Puts a row in, which gets a pk if it has none.
    pub(super) fn put(&mut self, noun: Noun, mut row: Row) -> Value {
        if row.get(noun.pk()).is_null() {
            let pk = self.new_pk(noun);
            row.set(noun.pk(), pk);
        }
        let pk = row.get(noun.pk()).clone();
        self.know(noun, &row);
        self.all_mut(noun).push(row);
        pk
    }

    /// Remembers a user name or client id for good.
    pub(super) fn know(&mut self, noun: Noun, row: &Row) {
        let name = match noun {
            Noun::User => row.text("username"),
            Noun::OAuth2Provider => row.text("client_id"),
            _ => return,
        };
        self.known.insert(name.to_lowercase());
    }

    /// Takes a row out with all that refers to it: bindings go with their group, user or application, memberships with
    /// the group; an application outlives its provider (facts/authentik.md §0, 1). Returns everything that went.
    pub(super) fn remove(&mut self, noun: Noun, pk: &Value) -> Vec<(Noun, Row)> {
        let mut gone = self.take(noun, |row| row.get(noun.pk()) == pk);
        match noun {
            Noun::Group => {
                gone.extend(self.take(Noun::Binding, |b| b.get("group") == pk));
                self.strike(Noun::Group, "parents", pk);
                self.strike(Noun::User, "groups", pk);
            }
            Noun::User => {
                gone.extend(self.take(Noun::Binding, |b| b.get("user") == pk));
                gone.extend(self.take(Noun::Token, |t| t.get("user") == pk));
                gone.extend(self.take(Noun::Device, |d| d.get("user") == pk));
                if let Some(pk) = pk.as_u64() {
                    self.passwords.remove(&pk);
                    self.recoveries.retain(|_, r| r.user != pk);
                }
            }
            Noun::Application => {
                gone.extend(self.take(Noun::Binding, |b| b.get("target") == pk));
                self.forget(Noun::Brand, "default_application", pk);
            }
            Noun::OAuth2Provider => self.forget(Noun::Application, "provider", pk),
            Noun::ScopeMapping => self.strike(Noun::OAuth2Provider, "property_mappings", pk),
            Noun::Role => {
                self.strike(Noun::User, "roles", pk);
                self.strike(Noun::Group, "roles", pk);
            }
            _ => {}
        }
        gone
    }

    fn take(&mut self, noun: Noun, goes: impl Fn(&Row) -> bool) -> Vec<(Noun, Row)> {
        self.all_mut(noun).extract_if(.., |row| goes(row)).map(|row| (noun, row)).collect()
    }

    fn strike(&mut self, noun: Noun, field: &str, pk: &Value) {
        self.all_mut(noun).iter_mut().for_each(|row| {
            row.strike(field, pk);
        });
    }

    fn forget(&mut self, noun: Noun, field: &str, pk: &Value) {
        self.all_mut(noun).iter_mut().filter(|row| row.get(field) == pk).for_each(|row| row.set(field, Value::Null));
    }

    pub(super) fn setting(&self, name: &str) -> &Value {
        self.settings.get(name).unwrap_or(&Value::Null)
    }
}
