//! The mark in `attributes.dezky` by which Dezky knows its own objects, and what is written there beside it: whatever
//! others keep in `attributes` stays (a PATCH replaces them whole, facts/authentik.md §1.4).

use dezky_domain::{
    id::TenantId,
    provision::{GroupKind, Owner},
};
use serde_json::{Map, Value, json};

use super::words::shown;

/// What a group or a brand carries.
pub(super) fn of(owner: &Owner, kind: GroupKind) -> Map<String, Value> {
    let mut mark = Map::from_iter([("kind".to_owned(), Value::from(kind.word()))]);
    if let Some((tenant, slug)) = &owner.tenant {
        mark.insert("slug".to_owned(), Value::from(slug.to_string()));
        mark.insert("tenant_id".to_owned(), Value::from(tenant.to_string()));
    }
    mark
}

/// Whether an object with these attributes is the owner's.
pub(super) fn is_ours(owner: &Owner, attributes: &Value) -> bool {
    match &owner.tenant {
        Some((tenant, _)) => tenant_of(attributes) == Some(*tenant),
        None => attributes["dezky"]["kind"] == GroupKind::Umbrella.word(),
    }
}

/// Whether it is the owner's, or belongs to the platform as a whole.
pub(super) fn is_ours_or_umbrella(owner: &Owner, attributes: &Value) -> bool {
    is_ours(owner, attributes) || is_ours(&Owner { tenant: None }, attributes)
}

pub(super) fn tenant_of(attributes: &Value) -> Option<TenantId> {
    attributes["dezky"]["tenant_id"].as_str()?.parse().ok()
}

/// `what` belongs to whom, for a conflict.
pub(super) fn whose(what: &str, attributes: &Value) -> String {
    let mark = &attributes["dezky"];
    match (mark["slug"].as_str(), mark["tenant_id"].as_str(), mark["kind"].as_str()) {
        (Some(name), ..) | (None, Some(name), _) => format!("{what} belongs to the tenant {}", shown(name)),
        (None, None, Some(_)) => format!("{what} belongs to the platform"),
        (None, None, None) => format!("{what} wasn't made by Dezky"),
    }
}

/// `attributes` with `ours` in `dezky`; a null takes a field out. What else stands in either stays.
pub(super) fn merged(attributes: &Value, ours: Map<String, Value>) -> Value {
    let mut all = attributes.as_object().cloned().unwrap_or_default();
    let mut mark = all.get("dezky").and_then(Value::as_object).cloned().unwrap_or_default();
    for (name, value) in ours {
        if value.is_null() {
            mark.remove(&name);
        } else {
            mark.insert(name, value);
        }
    }
    all.insert("dezky".to_owned(), Value::Object(mark));
    Value::Object(all)
}

/// Whether `merged` would change nothing.
pub(super) fn is_in(attributes: &Value, ours: &Map<String, Value>) -> bool {
    ours.iter().all(|(name, value)| attributes["dezky"].get(name).unwrap_or(&Value::Null) == value)
}

/// What an application carries: it has no attributes, and `meta_publisher` is a text that people see.
pub(super) fn publisher(owner: &Owner) -> String {
    owner.tenant.as_ref().map_or_else(|| "Dezky".to_owned(), |(tenant, _)| format!("Dezky {tenant}"))
}

/// The filter for whatever carries the tenant's mark.
pub(super) fn filter(tenant: TenantId) -> String {
    json!({"dezky__tenant_id": tenant.to_string()}).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn merging_keeps_what_others_wrote() {
        let there = json!({"theirs": 1, "dezky": {"note": "x", "kind": "role", "verified_domains": ["a.test"]}});
        let ours = json!({"kind": "tenant", "verified_domains": null});
        let merged = merged(&there, ours.as_object().unwrap().clone());
        assert_eq!(merged, json!({"theirs": 1, "dezky": {"note": "x", "kind": "tenant"}}));
        assert!(is_in(&merged, ours.as_object().unwrap()) && !is_in(&there, ours.as_object().unwrap()));
        assert_eq!(super::merged(&json!({"dezky": "text"}), Map::new()), json!({"dezky": {}}));
    }
}
