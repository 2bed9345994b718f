//! Putting what was sent into an object: a whole value at creation, JSON pointers and values at a change. What doesn't
//! fit is refused as `invalidPatch` with the pointer, in Stalwart's words.

use std::collections::BTreeMap;

use chrono::DateTime;
use serde_json::{Map, Value};

use super::form::{Access, Field, Form, MASK, tag};
use super::refusal::Refusal;
use super::{ids, names};

/// How one request writes.
#[derive(Debug, Clone, Copy)]
pub struct Patch<'a> {
    /// What `#name` stands for.
    pub created: &'a BTreeMap<String, String>,
    /// Whether the caller belongs to a tenant, and so may not say which tenant something belongs to.
    pub tenant_bound: bool,
}

impl Patch<'_> {
    /// Fills a blank object.
    pub fn create(&self, form: &Form, object: &mut Value, value: &Value) -> Result<(), Refusal> {
        self.put(form, object, &[], value, "")
    }

    /// Changes an object; the keys are properties or pointers (`credentials/0/secret`).
    pub fn update(&self, form: &Form, object: &mut Value, changes: &Map<String, Value>) -> Result<(), Refusal> {
        for (pointer, value) in changes.iter().filter(|(pointer, _)| *pointer != "@type") {
            let steps: Vec<String> =
                pointer.trim_start_matches('/').split('/').map(|s| s.replace("~1", "/").replace("~0", "~")).collect();
            let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
            self.put(form, object, &steps, value, pointer)?;
        }
        Ok(())
    }

    /// `steps` lead on from `slot`, which is at `here` already.
    fn put(&self, form: &Form, slot: &mut Value, steps: &[&str], value: &Value, here: &str) -> Result<(), Refusal> {
        match form {
            Form::Any => {
                anything(slot, steps, value);
                Ok(())
            }
            Form::Fields(fields) => self.put_fields(fields, slot, steps, value, here),
            Form::Variant(_) => {
                if steps.is_empty() {
                    let fields = tag(value).filter(|t| form.fields(Some(t)).is_some());
                    let named = fields.ok_or("Missing or invalid '@type' property in object");
                    *slot = form.blank(Some(named.map_err(|why| Refusal::patch(why, here))?));
                }
                let fields = form.fields(tag(slot)).unwrap_or_default();
                if fields.is_empty() && !steps.is_empty() {
                    return Err(Refusal::patch("Invalid JSON Pointer path", here));
                }
                if fields.is_empty() { Ok(()) } else { self.put_fields(fields, slot, steps, value, here) }
            }
            Form::List(inner) => self.put_list(inner, slot, steps, value, here),
            Form::Set(inner) => self.put_set(inner, slot, steps, value, here),
            Form::Sums(known) => put_sums(known, slot, steps, value, here),
            scalar if steps.is_empty() => {
                *slot = self.scalar(scalar, value, here)?;
                Ok(())
            }
            _ => Err(Refusal::patch("Invalid JSON Pointer path", here)),
        }
    }

    fn put_fields(
        &self,
        fields: &[Field],
        slot: &mut Value,
        steps: &[&str],
        value: &Value,
        here: &str,
    ) -> Result<(), Refusal> {
        let named = |name: &str| fields.iter().find(|f| f.name == name);
        if let Some((step, rest)) = steps.split_first() {
            let field = named(step).ok_or_else(|| Refusal::patch("Invalid property", here))?;
            return self.put_field(field, slot, rest, value, here);
        }
        let Some(values) = value.as_object() else {
            return Err(Refusal::patch("Invalid value type for object", here));
        };
        for (name, value) in values.iter().filter(|(name, _)| *name != "@type") {
            let field = named(name).ok_or_else(|| Refusal::patch("Invalid key for object", here))?;
            let below = if here.is_empty() { name.clone() } else { format!("{here}/{name}") };
            self.put_field(field, slot, &[], value, &below)?;
        }
        Ok(())
    }

    fn put_field(
        &self,
        field: &Field,
        object: &mut Value,
        steps: &[&str],
        value: &Value,
        here: &str,
    ) -> Result<(), Refusal> {
        if matches!(field.access, Access::Server | Access::ServerSecret) {
            return Err(Refusal::patch("Cannot modify server set property", here));
        }
        if field.name == "memberTenantId" && self.tenant_bound {
            return Err(Refusal::patch("Cannot modify memberTenantId property", here));
        }
        let slot = &mut object[field.name];
        let masked = matches!(field.access, Access::Secret | Access::Hidden) && value.as_str() == Some(MASK);
        if masked && !slot.is_null() {
            return Ok(());
        }
        if field.nullable && steps.is_empty() && value.is_null() {
            *slot = Value::Null;
            return Ok(());
        }
        self.put(&field.form, slot, steps, value, here)
    }

    fn put_list(
        &self,
        inner: &Form,
        slot: &mut Value,
        steps: &[&str],
        value: &Value,
        here: &str,
    ) -> Result<(), Refusal> {
        let misfit = || Refusal::patch("Invalid value for object property", here);
        let mut list = slot.as_object().cloned().unwrap_or_default();
        if let Some((key, rest)) = steps.split_first() {
            if key.parse::<u32>().is_err() {
                return Err(misfit());
            }
            if rest.is_empty() && value.is_null() {
                list.remove(*key).ok_or_else(misfit)?;
            } else {
                let item = list.entry((*key).to_owned()).or_insert_with(|| inner.blank(None));
                self.put(inner, item, rest, value, here)?;
            }
        } else {
            list = Map::new();
            for (key, value) in value.as_object().ok_or_else(misfit)? {
                if key.parse::<u32>().is_err() {
                    return Err(Refusal::patch("Invalid key for object property", here));
                }
                let mut item = inner.blank(None);
                self.put(inner, &mut item, &[], value, here)?;
                list.insert(key.clone(), item);
            }
        }
        *slot = Value::Object(list);
        Ok(())
    }

    fn put_set(
        &self,
        inner: &Form,
        slot: &mut Value,
        steps: &[&str],
        value: &Value,
        here: &str,
    ) -> Result<(), Refusal> {
        let misfit = || Refusal::patch("Invalid value for object property", here);
        let member = |key: &str| match self.scalar(inner, &Value::from(key), here) {
            Ok(Value::String(member)) => Ok(member),
            Err(refusal) if key.starts_with('#') => Err(refusal),
            _ => Err(Refusal::patch("Invalid key for object property", here)),
        };
        let mut set = slot.as_object().cloned().unwrap_or_default();
        match steps {
            [] => {
                set = Map::new();
                for (key, value) in value.as_object().ok_or_else(misfit)? {
                    if value.as_bool().ok_or_else(misfit)? {
                        set.insert(member(key)?, Value::Bool(true));
                    }
                }
            }
            [key] => match value {
                Value::Bool(true) => {
                    set.insert(member(key)?, Value::Bool(true));
                }
                Value::Bool(false) | Value::Null => {
                    set.remove(&member(key)?);
                }
                _ => return Err(misfit()),
            },
            _ => return Err(misfit()),
        }
        *slot = Value::Object(set);
        Ok(())
    }

    fn scalar(&self, form: &Form, value: &Value, here: &str) -> Result<Value, Refusal> {
        let text = value.as_str().filter(|t| !t.is_empty());
        let cleaned = |clean: fn(&str) -> Option<String>, why: &str| {
            let text = text.ok_or_else(|| Refusal::patch("Invalid value for property.", here))?;
            clean(text).map(Value::String).ok_or_else(|| Refusal::patch(why, here))
        };
        match form {
            Form::Domain => cleaned(names::domain, "Invalid domain name"),
            Form::LocalPart => cleaned(names::local_part, "Invalid email local part"),
            Form::Email => cleaned(names::email, "Invalid email address"),
            Form::Time => {
                cleaned(|t| DateTime::parse_from_rfc3339(t).ok().map(|_| t.to_owned()), "Invalid value for property.")
            }
            Form::Id(..) => self.id(text, here),
            Form::Word(words) => cleaned(|t| Some(t.to_owned()), "").and_then(|word| {
                let known = word.as_str().is_some_and(|w| words.contains(&w));
                known.then_some(word).ok_or_else(|| Refusal::patch("Invalid value for enum property.", here))
            }),
            Form::Flag if value.is_boolean() => Ok(value.clone()),
            Form::Flag => Err(Refusal::patch("Invalid value for boolean property (expected true or false)", here)),
            Form::Count if value.is_u64() => Ok(value.clone()),
            Form::Count => Err(Refusal::patch(NO_COUNT, here)),
            _ => cleaned(|t| Some(t.to_owned()), ""),
        }
    }

    fn id(&self, text: Option<&str>, here: &str) -> Result<Value, Refusal> {
        let misfit = || Refusal::patch("Invalid value for property.", here);
        let text = text.ok_or_else(misfit)?;
        if let Some(name) = text.strip_prefix('#') {
            let id = self.created.get(name).map(|id| Value::from(id.as_str()));
            return id.ok_or_else(|| Refusal::not_found().saying(format!("Id reference {name:?} not found.")));
        }
        ids::number(text).map(|_| Value::from(text)).ok_or_else(misfit)
    }
}

const NO_COUNT: &str = "Invalid value for unsigned integer property (expected non-negative integer)";

fn put_sums(known: &[&str], slot: &mut Value, steps: &[&str], value: &Value, here: &str) -> Result<(), Refusal> {
    let misfit = || Refusal::patch("Invalid value for object property", here);
    let mut sums = slot.as_object().cloned().unwrap_or_default();
    let put = |sums: &mut Map<String, Value>, name: &str, value: &Value| {
        if !known.contains(&name) {
            return Err(Refusal::patch("Invalid key for object property", here));
        }
        let count = value.as_u64().ok_or_else(|| Refusal::patch(NO_COUNT, here))?;
        sums.insert(name.to_owned(), Value::from(count));
        Ok(())
    };
    match steps {
        [] => {
            sums = Map::new();
            for (name, value) in value.as_object().ok_or_else(misfit)? {
                put(&mut sums, name, value)?;
            }
        }
        [name] if value.is_null() => {
            sums.remove(*name);
        }
        [name] => put(&mut sums, name, value)?,
        _ => return Err(misfit()),
    }
    *slot = Value::Object(sums);
    Ok(())
}

fn anything(slot: &mut Value, steps: &[&str], value: &Value) {
    let Some((step, rest)) = steps.split_first() else {
        *slot = value.clone();
        return;
    };
    if !slot.is_object() {
        *slot = Value::Object(Map::new());
    }
    anything(&mut slot[*step], rest, value);
}
