//! `x:<Object>/get`: objects by id, or the first 500 of all.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::caller::Caller;
use super::kinds::{Kind, Numbering};
use super::refusal::CallError;
use super::{State, form, ids};

/// How many ids a call may name.
pub const MOST: usize = 500;

impl State {
    pub fn get(&self, kind: &Kind, arguments: &Map<String, Value>, caller: &Caller) -> Result<Value, CallError> {
        let wanted = match asked(arguments)? {
            Some(ids) => ids,
            None if kind.numbering == Numbering::Single => vec![ids::SINGLETON.to_owned()],
            None => {
                let visible = self.rows(kind.name).filter(|(_, row)| sees(kind, row, caller));
                visible.take(MOST).map(|(id, _)| ids::text(id)).collect()
            }
        };
        let only = properties(arguments);
        let (mut list, mut missing) = (Vec::new(), Vec::new());
        for id in wanted {
            let number = ids::number(&id);
            match number.and_then(|n| Some((n, self.row(kind.name, n)?))).filter(|(_, row)| sees(kind, row, caller)) {
                Some((number, row)) => list.push(self.read(kind, number, row, only.as_ref())),
                None if id == ids::SINGLETON && kind.numbering == Numbering::Single => list.push(json!({ "id": id })),
                None => missing.push(id),
            }
        }
        Ok(json!({ "accountId": account(arguments, caller), "list": list, "notFound": missing }))
    }

    /// An object as it is read, with what is reckoned at reading.
    fn read(&self, kind: &Kind, id: u64, row: &Value, only: Option<&BTreeSet<String>>) -> Value {
        let mut read = kind.form.masked(row);
        let asked = |name: &str| only.is_none_or(|only| only.contains(name));
        match kind.name {
            "Domain" if asked("dnsZoneFile") => read["dnsZoneFile"] = json!(self.zone(id, row)),
            "Account" => {
                read["usedDiskQuota"] = json!(0);
                read["emailAddress"] = json!(self.address(row));
            }
            "MailingList" => read["emailAddress"] = json!(self.address(row)),
            "Tenant" => read["usedDiskQuota"] = json!(0),
            _ => {}
        }
        read["id"] = json!(ids::text(id));
        narrow(read, only)
    }
}

/// The ids that a call names; none for `null`.
pub fn asked(arguments: &Map<String, Value>) -> Result<Option<Vec<String>>, CallError> {
    let Some(ids) = arguments.get("ids").filter(|ids| !ids.is_null()) else { return Ok(None) };
    let ids = ids.as_array().ok_or_else(|| CallError::new("invalidArguments", "Invalid value for ids"))?;
    if ids.len() > MOST {
        return Err(CallError::too_large());
    }
    Ok(Some(ids.iter().filter_map(Value::as_str).map(str::to_owned).collect()))
}

/// The properties that a call asks for; `id` always comes too.
pub fn properties(arguments: &Map<String, Value>) -> Option<BTreeSet<String>> {
    let names = arguments.get("properties")?.as_array()?;
    let names: BTreeSet<String> = names.iter().filter_map(Value::as_str).map(str::to_owned).collect();
    (!names.is_empty()).then_some(names)
}

/// Only the properties that were asked for.
pub fn narrow(read: Value, only: Option<&BTreeSet<String>>) -> Value {
    match (read, only) {
        (Value::Object(read), Some(only)) => {
            Value::Object(read.into_iter().filter(|(name, _)| name == "id" || only.contains(name)).collect())
        }
        (read, _) => read,
    }
}

/// Whether the caller's tenant lets them see an object.
pub fn sees(kind: &Kind, row: &Value, caller: &Caller) -> bool {
    let bound = caller.tenant.is_some() && kind.has_tenant();
    !bound || row["memberTenantId"].as_str() == caller.tenant.as_deref()
}

/// The account that a call is about: its own, or one that it names.
pub fn account(arguments: &Map<String, Value>, caller: &Caller) -> String {
    let named = arguments.get("accountId").and_then(Value::as_str);
    named.map_or_else(|| ids::text(caller.account), str::to_owned)
}

/// The `@type` of a row is a property like others to a filter.
pub fn property<'a>(row: &'a Value, name: &str) -> Option<&'a Value> {
    if name == "@type" { form::tag(row).and(row.get("@type")) } else { row.get(name) }
}
