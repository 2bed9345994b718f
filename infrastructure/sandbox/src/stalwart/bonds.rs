//! What holds objects together: every id must lead somewhere, an address has one holder, and what others point at
//! can't be destroyed.

use serde_json::Value;

use super::kinds::{self, Kind};
use super::refusal::Refusal;
use super::{State, form, ids, members, text};

impl State {
    /// Whether an object may be stored so; `id` is its own, none for a new one.
    pub fn fits(&self, kind: &Kind, id: Option<u64>, row: &Value) -> Result<(), Refusal> {
        let missing = kind.form.missing(row);
        if !missing.is_empty() {
            return Err(Refusal::required(&missing));
        }
        for (object, tag, foreign) in kind.form.ids(row) {
            let found = self.named(object, &foreign).filter(|row| tag.is_none() || form::tag(row) == tag);
            let tenant = row["memberTenantId"].as_str();
            let shared = kinds::kind(object).is_none_or(|kind| !kind.has_tenant());
            // Once an object belongs to a tenant, it can only lean on what belongs to the same.
            if !found.is_some_and(|f| tenant.is_none() || shared || f["memberTenantId"].as_str() == tenant) {
                return Err(Refusal::new("invalidForeignKey").of(object, &foreign));
            }
        }
        match kind.name {
            "Domain" => self.domain_is_free(id, row),
            "Account" | "MailingList" => self.addresses_are_free(kind, id, row),
            _ => Ok(()),
        }
    }

    /// Accounts, groups and lists share one space of addresses, their aliases too.
    fn addresses_are_free(&self, kind: &Kind, id: Option<u64>, row: &Value) -> Result<(), Refusal> {
        let wanted = addresses(row);
        for holder in ["Account", "MailingList"] {
            for (other, held) in self.rows(holder).filter(|(other, _)| holder != kind.name || Some(*other) != id) {
                if addresses(held).iter().any(|address| wanted.contains(address)) {
                    return Err(Refusal::taken("email", holder, &ids::text(other)));
                }
            }
        }
        Ok(())
    }

    fn domain_is_free(&self, id: Option<u64>, row: &Value) -> Result<(), Refusal> {
        let holder = |name: &str| {
            let mut others = self.rows("Domain").filter(|(other, _)| Some(*other) != id);
            others.find(|(_, held)| {
                text(held, "name") == name || members(held, "aliases").any(|(alias, _)| alias == name)
            })
        };
        if let Some((other, _)) = holder(text(row, "name")) {
            return Err(Refusal::taken("name", "Domain", &ids::text(other)));
        }
        for (alias, _) in members(row, "aliases") {
            if let Some((other, _)) = holder(alias) {
                return Err(Refusal::taken("aliases", "Domain", &ids::text(other)));
            }
        }
        Ok(())
    }

    /// What points at an object: kind and id, in the order of both.
    pub fn linked(&self, kind: &Kind, id: u64, row: &Value) -> Vec<(String, String)> {
        let mut linked = Vec::new();
        let never = ["DkimSignature", "MailingList"].contains(&kind.name) || form::tag(row) == Some("User");
        if never {
            return linked;
        }
        for other in kinds::all() {
            for (number, row) in self.rows(other.name) {
                let points =
                    |(object, _, to): (&str, Option<&str>, String)| object == kind.name && ids::number(&to) == Some(id);
                if other.form.ids(row).into_iter().any(points) {
                    linked.push((other.name.to_owned(), ids::text(number)));
                }
            }
        }
        linked
    }
}

/// Local part and domain of each address of an account or a list.
fn addresses(row: &Value) -> Vec<(&str, &str)> {
    let own = std::iter::once(row);
    own.chain(members(row, "aliases").map(|(_, alias)| alias)).map(|a| (text(a, "name"), text(a, "domainId"))).collect()
}
