//! Passwords of accounts, and `x:ApiKey` and `x:AppPassword`, which live in their account and are shown once.

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Map, Value, json};

use super::caller::Caller;
use super::form::{self, Form};
use super::get::{account, asked, narrow, properties};
use super::kinds::KEY;
use super::patch::Patch;
use super::query::page;
use super::refusal::{CallError, Refusal};
use super::set::{Outcome, Wanted};
use super::{State, ids, members, names, now, text};
use crate::clock;

static FORM: Form = Form::Fields(KEY);
/// How many of each an account may have.
const MOST: usize = 5;

impl State {
    /// Checks what an account's credentials become, and numbers new ones.
    pub fn check_credentials(&self, row: &mut Value, old: Option<&Value>) -> Result<(), Refusal> {
        let wrong = |why: &str| Refusal::properties(why).about("credentials");
        let before: Vec<Value> =
            old.map(|old| members(old, "credentials").map(|(_, c)| c.clone()).collect()).unwrap_or_default();
        let Some(credentials) = row.get_mut("credentials").and_then(Value::as_object_mut) else { return Ok(()) };
        let mut highest = credentials.values().filter_map(|c| ids::number(text(c, "credentialId"))).max().unwrap_or(0);
        let has_password = |c: &Value| form::tag(c) == Some("Password") && c["credentialId"].is_string();
        let mut passwords = credentials.values().filter(|c| has_password(c)).count();
        for (place, credential) in credentials.values_mut().enumerate() {
            let same = before.iter().find(|b| b["credentialId"] == credential["credentialId"]);
            let secret = text(credential, "secret").to_owned();
            if credential["credentialId"].is_string() {
                let kept = same.is_some_and(|same| text(same, "secret") == secret);
                if !kept && self.has_directory() {
                    let why = "Cannot change credentials for accounts in an external directory.";
                    return Err(Refusal::forbidden(why));
                }
                if !kept {
                    strong(&secret)?;
                }
                continue;
            }
            if form::tag(credential) != Some("Password") {
                return Err(wrong("Secondary credentials cannot be set directly."));
            }
            if self.has_directory() {
                return Err(Refusal::forbidden("Cannot set credentials for accounts in an external directory."));
            }
            if passwords > 0 {
                return Err(wrong("Only one password credential is allowed."));
            }
            strong(&secret)?;
            passwords += 1;
            if old.is_some() {
                highest += 1;
                credential["credentialId"] = json!(ids::text(highest));
            } else {
                credential["credentialId"] = json!(ids::text(place as u64));
            }
        }
        Ok(())
    }

    /// `get`, `set` or `query` of an account's keys; `tag` is `ApiKey` or `AppPassword`.
    pub fn keys(
        &mut self,
        tag: &str,
        verb: &str,
        arguments: &Map<String, Value>,
        caller: &Caller,
        created: &mut BTreeMap<String, String>,
    ) -> Result<Value, CallError> {
        let of = account(arguments, caller);
        let number = ids::number(&of).unwrap_or(u64::MAX);
        if number != caller.account && !caller.may("impersonate") {
            return Err(CallError::forbidden("You are not authorized to perform this action"));
        }
        let row = self.row("Account", number).filter(|row| form::tag(row) == Some("User"));
        let row =
            row.filter(|row| caller.tenant.is_none() || row["memberTenantId"].as_str() == caller.tenant.as_deref());
        let row = row.cloned();
        match verb {
            "get" => get(tag, row.as_ref(), arguments, &of),
            "query" => {
                let row = row.ok_or_else(|| CallError::forbidden("Account not found."))?;
                let mut found: Vec<u64> =
                    held(&row, tag).filter_map(|(_, c)| ids::number(text(c, "credentialId"))).collect();
                found.sort_unstable_by(|a, b| b.cmp(a));
                page(arguments, &found.into_iter().map(ids::text).collect::<Vec<_>>(), caller)
            }
            _ => self.set_keys(tag, arguments, row.map(|row| (number, row)), created).map(|o| o.answer(&of)),
        }
    }

    fn set_keys(
        &mut self,
        tag: &str,
        arguments: &Map<String, Value>,
        owner: Option<(u64, Value)>,
        created: &mut BTreeMap<String, String>,
    ) -> Result<Outcome, CallError> {
        let wanted = Wanted::read(arguments)?;
        let mut outcome = Outcome::default();
        let Some((owner, mut row)) = owner else {
            let no = || Value::from(Refusal::not_found());
            outcome.not_created = wanted.create.into_iter().map(|(name, _)| (name, no())).collect();
            outcome.not_updated = wanted.update.into_iter().map(|(id, _)| (id, no())).collect();
            outcome.not_destroyed = wanted.destroy.into_iter().map(|id| (id, no())).collect();
            return Ok(outcome);
        };
        let address = self.address(&row);
        let kind = if tag == "ApiKey" { "api key" } else { "app password" };
        for (name, value) in wanted.create {
            match make(tag, &value, owner, &mut row, created) {
                Ok((id, secret)) => {
                    created.insert(name.clone(), id.clone());
                    self.notes.push(("created", format!("stalwart {kind} of {address}"), id.clone()));
                    outcome.created.insert(name, json!({ "id": id, "secret": secret }));
                }
                Err(refusal) => {
                    outcome.not_created.insert(name, refusal.into());
                }
            }
        }
        for (id, changes) in wanted.update {
            let patch = Patch { created, tenant_bound: true };
            let place = held(&row, tag).find(|(_, c)| text(c, "credentialId") == id).map(|(key, _)| key.clone());
            let changed = place.ok_or_else(Refusal::not_found).and_then(|place| {
                let mut key = row["credentials"][&place].clone();
                patch.update(&FORM, &mut key, &changes)?;
                row["credentials"][&place] = key;
                Ok(())
            });
            match changed {
                Ok(()) => outcome.updated.insert(id, Value::Null),
                Err(refusal) => outcome.not_updated.insert(id, refusal.into()),
            };
        }
        for id in wanted.destroy {
            let place = members(&row, "credentials").find(|(_, c)| text(c, "credentialId") == id);
            match place.map(|(key, c)| (key.clone(), form::tag(c) == Some("Password"))) {
                None => {
                    outcome.not_destroyed.insert(id, Refusal::not_found().into());
                }
                Some((_, true)) => {
                    let why = "Users are not allowed to destroy their own credentials.";
                    outcome.not_destroyed.insert(id, Refusal::forbidden(why).into());
                }
                Some((place, false)) => {
                    if let Some(credentials) = row["credentials"].as_object_mut() {
                        credentials.remove(&place);
                    }
                    self.notes.push(("deleted", format!("stalwart {kind} of {address}"), id.clone()));
                    outcome.destroyed.push(Value::String(id));
                }
            }
        }
        self.replace("Account", owner, row);
        Ok(outcome)
    }
}

fn strong(secret: &str) -> Result<(), Refusal> {
    if names::is_hash(secret) {
        return Ok(());
    }
    names::weakness(secret).map_or(Ok(()), |why| Err(Refusal::properties(why).about("secret")))
}

fn held<'a>(row: &'a Value, tag: &'a str) -> impl Iterator<Item = (&'a String, &'a Value)> {
    members(row, "credentials").filter(move |(_, c)| form::tag(c) == Some(tag))
}

/// Without ids the answer names the other credentials as not found, as recorded.
fn get(tag: &str, row: Option<&Value>, arguments: &Map<String, Value>, of: &str) -> Result<Value, CallError> {
    let all = || row.into_iter().flat_map(|row| members(row, "credentials").map(|(_, c)| text(c, "credentialId")));
    let mut wanted = asked(arguments)?.unwrap_or_else(|| all().map(str::to_owned).collect());
    let only = properties(arguments);
    let mut list = Vec::new();
    for (_, key) in row.into_iter().flat_map(|row| held(row, tag)) {
        let id = text(key, "credentialId");
        if wanted.iter().any(|w| w == id) {
            let mut read = FORM.masked(key);
            read["id"] = json!(id);
            if let Some(read) = read.as_object_mut() {
                read.remove("credentialId");
                read.remove("@type");
            }
            list.push(narrow(read, only.as_ref()));
            wanted.retain(|w| w != id);
        }
    }
    Ok(json!({ "accountId": of, "list": list, "notFound": wanted }))
}

/// The id and the secret of a new key.
fn make(
    tag: &str,
    value: &Value,
    owner: u64,
    row: &mut Value,
    created: &BTreeMap<String, String>,
) -> Result<(String, String), Refusal> {
    let mut key = FORM.blank(None);
    Patch { created, tenant_bound: true }.create(&FORM, &mut key, value)?;
    let missing = FORM.missing(&key);
    if !missing.is_empty() {
        return Err(Refusal::required(&missing));
    }
    if held(row, tag).count() >= MOST {
        let what = if tag == "ApiKey" { "API keys" } else { "app passwords" };
        return Err(Refusal::new("overQuota").saying(format!("You have exceeded your quota of {MOST} {what}.")));
    }
    let highest = members(row, "credentials").filter_map(|(_, c)| ids::number(text(c, "credentialId"))).max();
    let number = highest.map_or(1, |highest| highest + 1);
    let id = ids::text(number);
    let secret = if tag == "ApiKey" { api_key(owner, number) } else { format!("app_{}", clock::random_hex::<12>()) };
    key["@type"] = json!(tag);
    key["credentialId"] = json!(id);
    key["secret"] = json!(secret);
    key["createdAt"] = json!(now());
    let places = members(row, "credentials").filter_map(|(place, _)| place.parse::<u32>().ok());
    let place = places.max().map_or(0, |highest| highest + 1);
    row["credentials"][place.to_string()] = key;
    Ok((id, secret))
}

/// `API_` and the account, the credential and 20 random bytes in base 64.
fn api_key(owner: u64, number: u64) -> String {
    let short = |n: u64| u32::try_from(n).unwrap_or(u32::MAX).to_be_bytes();
    let random = hex::decode(clock::random_hex::<20>()).unwrap_or_default();
    let bytes: Vec<u8> = short(owner).into_iter().chain(short(number)).chain(random).collect();
    format!("API_{}", URL_SAFE_NO_PAD.encode(bytes))
}
