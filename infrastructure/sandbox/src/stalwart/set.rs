//! `x:<Object>/set`: creations, then changes, then destructions, each of its own: what one is refused stops no other.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::caller::Caller;
use super::get::{MOST, account, sees};
use super::kinds::{Kind, Numbering};
use super::patch::Patch;
use super::refusal::{CallError, Refusal};
use super::{State, dkim, form, ids, now};

/// What a set did, object by object.
#[derive(Debug, Default)]
pub struct Outcome {
    pub created: Map<String, Value>,
    pub updated: Map<String, Value>,
    pub destroyed: Vec<Value>,
    pub not_created: Map<String, Value>,
    pub not_updated: Map<String, Value>,
    pub not_destroyed: Map<String, Value>,
}

impl Outcome {
    /// The answer: a part that is empty isn't there.
    pub fn answer(self, account: &str) -> Value {
        let mut answer = json!({ "accountId": account });
        let parts = [
            ("created", self.created),
            ("updated", self.updated),
            ("notCreated", self.not_created),
            ("notUpdated", self.not_updated),
            ("notDestroyed", self.not_destroyed),
        ];
        for (name, part) in parts.into_iter().filter(|(_, part)| !part.is_empty()) {
            answer[name] = Value::Object(part);
        }
        if !self.destroyed.is_empty() {
            answer["destroyed"] = Value::Array(self.destroyed);
        }
        answer
    }
}

/// What a set is asked to do.
#[derive(Debug)]
pub struct Wanted {
    /// In an order in which nothing points ahead, where there is one.
    pub create: Vec<(String, Value)>,
    pub update: Vec<(String, Map<String, Value>)>,
    pub destroy: Vec<String>,
}

impl Wanted {
    pub fn read(arguments: &Map<String, Value>) -> Result<Self, CallError> {
        let part = |name: &str| arguments.get(name).and_then(Value::as_object).cloned().unwrap_or_default();
        let destroy = arguments.get("destroy").and_then(Value::as_array).cloned().unwrap_or_default();
        let (create, update) = (part("create"), part("update"));
        if create.len() + update.len() + destroy.len() > MOST {
            return Err(CallError::too_large());
        }
        let update = update.into_iter().map(|(id, v)| (id, v.as_object().cloned().unwrap_or_default())).collect();
        let destroy = destroy.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        Ok(Self { create: in_order(create), update, destroy })
    }
}

/// Puts what others name behind what they name.
fn in_order(create: Map<String, Value>) -> Vec<(String, Value)> {
    let mut waiting: Vec<(String, Value)> = create.into_iter().collect();
    let mut ordered = Vec::with_capacity(waiting.len());
    while !waiting.is_empty() {
        let names: Vec<String> = waiting.iter().map(|(name, _)| format!("\"#{name}\"")).collect();
        let free = |(name, value): &(String, Value)| {
            let said = value.to_string();
            !names.iter().any(|other| *other != format!("\"#{name}\"") && said.contains(other))
        };
        let next = if waiting.len() == 1 { 0 } else { waiting.iter().position(free).unwrap_or(0) };
        ordered.push(waiting.remove(next));
    }
    ordered
}

impl State {
    /// `created` grows by what comes into being.
    pub fn set(
        &mut self,
        kind: &'static Kind,
        arguments: &Map<String, Value>,
        caller: &Caller,
        created: &mut BTreeMap<String, String>,
    ) -> Result<Value, CallError> {
        let wanted = Wanted::read(arguments)?;
        let mut outcome = Outcome::default();
        for (name, value) in wanted.create {
            let patch = Patch { created, tenant_bound: caller.tenant.is_some() };
            match self.create(kind, &value, caller, patch) {
                Ok(id) => {
                    let id = ids::text(id);
                    created.insert(name.clone(), id.clone());
                    outcome.created.insert(name, json!({ "id": id }));
                }
                Err(refusal) => {
                    outcome.not_created.insert(name, refusal.into());
                }
            }
        }
        for (id, changes) in wanted.update {
            let patch = Patch { created, tenant_bound: caller.tenant.is_some() };
            let changed = if wanted.destroy.contains(&id) {
                Err(Refusal::new("willDestroy"))
            } else {
                self.update(kind, &id, &changes, caller, patch)
            };
            match changed {
                Ok(()) => outcome.updated.insert(id, Value::Null),
                Err(refusal) => outcome.not_updated.insert(id, refusal.into()),
            };
        }
        for id in wanted.destroy {
            match self.destroy(kind, &id, caller) {
                Ok(()) => outcome.destroyed.push(Value::String(id)),
                Err(refusal) => {
                    outcome.not_destroyed.insert(id, refusal.into());
                }
            }
        }
        Ok(outcome.answer(&account(arguments, caller)))
    }

    fn create(
        &mut self,
        kind: &'static Kind,
        value: &Value,
        caller: &Caller,
        patch: Patch<'_>,
    ) -> Result<u64, Refusal> {
        if kind.numbering == Numbering::Single {
            return Err(Refusal::new("singleton"));
        }
        let tag = form::tag(value);
        let mut row = kind.form.blank(tag.filter(|t| kind.form.fields(Some(t)).is_some()));
        patch.create(&kind.form, &mut row, value)?;
        if kind.form.fields(tag).is_some_and(|fields| fields.iter().any(|f| f.name == "createdAt")) {
            row["createdAt"] = json!(now());
        }
        if let (Some(tenant), true) = (&caller.tenant, kind.has_tenant()) {
            row["memberTenantId"] = json!(tenant);
        }
        self.check(kind, &mut row, None)?;
        self.fits(kind, None, &row)?;
        let id = self.insert(kind, row.clone());
        let label = self.label(kind, id, &row);
        self.note("created", label, id);
        if kind.name == "Domain" && form::tag(&row["dkimManagement"]) == Some("Automatic") {
            self.conceive(id, &row);
        }
        Ok(id)
    }

    fn update(
        &mut self,
        kind: &'static Kind,
        id: &str,
        changes: &Map<String, Value>,
        caller: &Caller,
        patch: Patch<'_>,
    ) -> Result<(), Refusal> {
        let number = ids::number(id).ok_or_else(Refusal::not_found)?;
        let single = kind.numbering == Numbering::Single && id == ids::SINGLETON;
        let old = self.row(kind.name, number).filter(|row| sees(kind, row, caller)).cloned();
        let old = old.or_else(|| single.then(|| json!({}))).ok_or_else(Refusal::not_found)?;
        let mut row = old.clone();
        let retyped = changes.get("@type").and_then(Value::as_str).filter(|t| form::tag(&old) != Some(t));
        match retyped {
            Some(_) if kind.name == "Account" => {
                let why = "Cannot change the type of an existing account.";
                return Err(Refusal::properties(why).about("@type"));
            }
            Some(_) => patch.create(&kind.form, &mut row, &Value::Object(changes.clone()))?,
            None => patch.update(&kind.form, &mut row, changes)?,
        }
        self.check(kind, &mut row, Some(&old))?;
        if row == old {
            return Ok(());
        }
        self.fits(kind, Some(number), &row)?;
        let automatic = |row: &Value| kind.name == "Domain" && form::tag(&row["dkimManagement"]) == Some("Automatic");
        let conceives = automatic(&row) && !automatic(&old);
        self.replace(kind.name, number, row.clone());
        if conceives {
            self.conceive(number, &row);
        }
        Ok(())
    }

    fn destroy(&mut self, kind: &'static Kind, id: &str, caller: &Caller) -> Result<(), Refusal> {
        if kind.numbering == Numbering::Single {
            return Err(Refusal::new("singleton"));
        }
        let number = ids::number(id).ok_or_else(Refusal::not_found)?;
        let row = self.row(kind.name, number).filter(|row| sees(kind, row, caller)).cloned();
        let row = row.ok_or_else(Refusal::not_found)?;
        if kind.name == "Domain" {
            self.asked(number);
        }
        let linked = self.linked(kind, number, &row);
        if !linked.is_empty() {
            return Err(Refusal::linked(kind.name, id, &linked));
        }
        let label = self.label(kind, number, &row);
        self.remove(kind.name, number);
        self.forget_if_domain(kind, number);
        self.note("deleted", label, number);
        Ok(())
    }

    fn forget_if_domain(&mut self, kind: &Kind, id: u64) {
        if kind.name == "Domain" {
            self.forget(id);
        }
    }

    /// What goes beyond the form of a value.
    fn check(&self, kind: &Kind, row: &mut Value, old: Option<&Value>) -> Result<(), Refusal> {
        match kind.name {
            "Account" => self.check_credentials(row, old),
            "DkimSignature" => dkim::check(row, old),
            _ => dkim::check_template(kind, row),
        }
    }
}
