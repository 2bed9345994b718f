//! A request of several calls, one after the other and not as one transaction; what one created, a later one names
//! (`#name`), and takes from an answer (`#ids`).

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::caller::Caller;
use super::kinds::{self, ENTERPRISE, Kind};
use super::refusal::{CallError, Refusal};
use super::set::{Outcome, Wanted};
use super::{State, form, get, ids, text};
use crate::clock;

/// One call: name, arguments, its id.
#[derive(Debug)]
pub struct Call {
    pub name: String,
    pub arguments: Map<String, Value>,
    pub id: String,
}

/// A call that was made, for the events.
#[derive(Debug)]
pub struct Ran {
    pub method: String,
    /// As a whole; what single objects were refused isn't told.
    pub refused: Option<CallError>,
}

/// What the calls answered, and what they created.
#[derive(Debug, Default)]
pub struct Batch {
    pub answers: Vec<Value>,
    pub ran: Vec<Ran>,
    pub created: BTreeMap<String, String>,
}

impl Batch {
    /// Runs a call and keeps its answer.
    pub fn run(&mut self, state: &mut State, call: Call, caller: &Caller) {
        state.settle();
        let name = call.name.clone();
        let answer = self.resolve(call.arguments).and_then(|arguments| self.dispatch(state, &name, arguments, caller));
        self.ran.push(Ran { method: name, refused: answer.as_ref().err().cloned() });
        self.answers.push(match answer {
            Ok(answer) => json!([call.name, answer, call.id]),
            Err(error) => json!(["error", error.body(), call.id]),
        });
    }

    fn dispatch(
        &mut self,
        state: &mut State,
        name: &str,
        arguments: Map<String, Value>,
        caller: &Caller,
    ) -> Result<Value, CallError> {
        let unknown = || CallError::new("unknownMethod", name);
        let (object, verb) = name.strip_prefix("x:").and_then(|n| n.split_once('/')).ok_or_else(unknown)?;
        let kind = kinds::kind(object);
        let known =
            kind.is_some() || ENTERPRISE.contains(&object) || ["ApiKey", "AppPassword", "Action"].contains(&object);
        if !known || !["get", "set", "query"].contains(&verb) {
            return Err(unknown());
        }
        permitted(object, verb, &arguments, caller)?;
        if ENTERPRISE.contains(&object) {
            return Err(CallError::forbidden(
                "This feature is only available in the Enterprise edition. Obtain your trial license at \
                 https://license.stalw.art/trial.",
            ));
        }
        match (kind, verb) {
            (Some(kind), "get") => state.get(kind, &arguments, caller),
            (Some(kind), "query") => {
                asked_for_keys(state, kind, &arguments);
                state.query(kind, &arguments, caller)
            }
            (Some(kind), _) => {
                self.refer(kind, &arguments)?;
                state.set(kind, &arguments, caller, &mut self.created)
            }
            (None, verb) if object == "Action" => action(state, verb, &arguments, caller, &mut self.created),
            (None, verb) => state.keys(object, verb, &arguments, caller, &mut self.created),
        }
    }

    /// Puts in what `#ids` takes from an answer, and the ids that `#name` stands for.
    fn resolve(&self, arguments: Map<String, Value>) -> Result<Map<String, Value>, CallError> {
        let mut resolved = Map::new();
        for (name, value) in arguments {
            match name.strip_prefix('#') {
                Some(name) => {
                    resolved.insert(name.to_owned(), self.taken(&value)?);
                }
                None => {
                    let value = match name.as_str() {
                        "ids" | "destroy" => self.named(value)?,
                        "update" => self.named_keys(value)?,
                        _ => value,
                    };
                    resolved.insert(name, value);
                }
            }
        }
        Ok(resolved)
    }

    fn taken(&self, reference: &Value) -> Result<Value, CallError> {
        let (of, name) = (text(reference, "resultOf"), text(reference, "name"));
        let steps: Vec<&str> = text(reference, "path").trim_start_matches('/').split('/').collect();
        let answer = self.answers.iter().find(|answer| answer[2] == of && answer[0] == name);
        answer.and_then(|answer| follow(&answer[1], &steps)).ok_or_else(|| {
            let why = format!("Result reference to {of}#{name} not found.");
            CallError::new("invalidResultReference", why)
        })
    }

    fn created_id(&self, text: &str) -> Result<String, CallError> {
        let Some(name) = text.strip_prefix('#') else { return Ok(text.to_owned()) };
        let why = || format!("Id reference {name:?} does not exist or is invalid.");
        self.created.get(name).cloned().ok_or_else(|| CallError::new("invalidResultReference", why()))
    }

    fn named(&self, ids: Value) -> Result<Value, CallError> {
        let Value::Array(ids) = ids else { return Ok(ids) };
        let ids: Result<Vec<_>, _> =
            ids.iter().filter_map(Value::as_str).map(|id| self.created_id(id).map(Value::String)).collect();
        ids.map(Value::Array)
    }

    fn named_keys(&self, update: Value) -> Result<Value, CallError> {
        let Value::Object(update) = update else { return Ok(update) };
        let update: Result<Map<_, _>, _> =
            update.into_iter().map(|(id, value)| self.created_id(&id).map(|id| (id, value))).collect();
        update.map(Value::Object)
    }

    /// A name that no call created and this one doesn't create ends the whole call, as when the domain of a new
    /// account was refused before.
    fn refer(&self, kind: &Kind, arguments: &Map<String, Value>) -> Result<(), CallError> {
        let part = |name: &str| arguments.get(name).and_then(Value::as_object);
        let own = part("create");
        for value in own.into_iter().chain(part("update")).flat_map(Map::values) {
            for (_, _, id) in kind.form.ids(value) {
                let Some(name) = id.strip_prefix('#') else { continue };
                if !self.created.contains_key(name) && !own.is_some_and(|own| own.contains_key(name)) {
                    let why = format!("Id reference {name:?} not found.");
                    return Err(CallError::new("invalidResultReference", why));
                }
            }
        }
        Ok(())
    }
}

/// A query for the keys of a domain is one of the calls that they may be waiting for.
fn asked_for_keys(state: &mut State, kind: &Kind, arguments: &Map<String, Value>) {
    let domain = arguments.get("filter").map_or("", |filter| text(filter, "domainId"));
    if let ("DkimSignature", Some(domain)) = (kind.name, ids::number(domain)) {
        state.asked(domain);
    }
}

/// The value at the end of a path; `*` goes through every item of a list.
fn follow(value: &Value, steps: &[&str]) -> Option<Value> {
    let Some((step, rest)) = steps.split_first() else { return Some(value.clone()) };
    if *step == "*" {
        let items = value.as_array()?.iter().map(|item| follow(item, rest));
        let mut found = Vec::new();
        for item in items {
            match item? {
                Value::Array(more) => found.extend(more),
                one => found.push(one),
            }
        }
        return Some(Value::Array(found));
    }
    let next = step.parse::<usize>().ok().and_then(|n| value.get(n)).or_else(|| value.get(*step))?;
    follow(next, rest)
}

fn permitted(object: &str, verb: &str, arguments: &Map<String, Value>, caller: &Caller) -> Result<(), CallError> {
    let may = |what: &str| caller.may(&format!("sys{object}{what}"));
    match verb {
        "get" | "query" => {
            let what = if verb == "get" { "Get" } else { "Query" };
            if may(what) { Ok(()) } else { Err(CallError::forbidden("You are not authorized to perform this action")) }
        }
        _ => {
            let acts = [("create", "Create"), ("update", "Update"), ("destroy", "Destroy")];
            if !acts.iter().any(|(_, what)| may(what)) {
                let why = "You are not authorized to create, update or destroy objects of this type";
                return Err(CallError::forbidden(why));
            }
            let asked = |part: &str| match arguments.get(part) {
                Some(Value::Object(part)) => !part.is_empty(),
                Some(Value::Array(part)) => !part.is_empty(),
                _ => false,
            };
            match acts.iter().find(|(part, what)| asked(part) && !may(what)) {
                None => Ok(()),
                Some((part, _)) => {
                    let why = format!("You are not authorized to {part} objects of this type");
                    Err(CallError::forbidden(&why))
                }
            }
        }
    }
}

/// `x:Action`: reloading, by which webhooks and logs begin to count. Its id is the second in which it ran.
fn action(
    state: &mut State,
    verb: &str,
    arguments: &Map<String, Value>,
    caller: &Caller,
    created: &mut BTreeMap<String, String>,
) -> Result<Value, CallError> {
    let of = get::account(arguments, caller);
    if verb == "query" {
        return Err(CallError::new("invalidArguments", "Actions cannot be queried"));
    }
    if verb == "get" {
        return Ok(json!({ "accountId": of, "list": [], "notFound": get::asked(arguments)?.unwrap_or_default() }));
    }
    let wanted = Wanted::read(arguments)?;
    let mut outcome = Outcome::default();
    let known = ["ReloadSettings", "ReloadTlsCertificates", "ReloadLookupStores", "ReloadBlockedIps"];
    for (name, value) in wanted.create {
        let reloads = form::tag(&value) == Some("ReloadSettings");
        if reloads && state.broken {
            let why = "Invalid address: failed to lookup address information: Name or service not known";
            let refusal = Refusal::new("validationFailed").saying(why).of("SpamPyzor", ids::SINGLETON);
            outcome.not_created.insert(name, refusal.into());
        } else if form::tag(&value).is_some_and(|tag| known.contains(&tag)) {
            state.loads |= reloads;
            let id = ids::text(u64::try_from(clock::now().timestamp()).unwrap_or_default());
            created.insert(name.clone(), id.clone());
            outcome.created.insert(name, json!({ "id": id }));
        } else {
            let why = "Missing or invalid '@type' property in object";
            outcome.not_created.insert(name, Refusal::patch(why, "").into());
        }
    }
    let no = |why: &str| Value::from(Refusal::forbidden(why));
    outcome.not_updated = wanted.update.into_iter().map(|(id, _)| (id, no("Actions cannot be updated"))).collect();
    outcome.not_destroyed = wanted.destroy.into_iter().map(|id| (id, no("Actions cannot be destroyed"))).collect();
    Ok(outcome.answer(&of))
}
