//! What a delete would touch, as `…/used_by/` lists it.

use serde_json::{Value, json};

use super::row::{Noun, Row, plain};
use super::state::State;

/// Everything that refers to a row, one entry a reference.
pub fn of(state: &State, noun: Noun, row: &Row) -> Vec<Value> {
    let pk = row.get(noun.pk());
    let entry = |app: &str, model: &str, pk: String, name: String, action: &str| json!({ "app": app, "model_name": model, "pk": pk, "name": name, "action": action });
    let mut touched = Vec::new();
    match noun {
        Noun::Group => {
            for child in state.all(Noun::Group).iter().filter(|g| g.holds("parents", pk)) {
                let name = format!("Group {}", child.text("name"));
                touched.push(entry("authentik_core", "group", plain(child.get("pk")), name, "cascade_many"));
            }
        }
        Noun::User => {
            for group in row.list("groups").iter().filter_map(|pk| state.by_pk(Noun::Group, pk)) {
                let name = format!("Group {}", group.text("name"));
                touched.push(entry("authentik_core", "group", plain(group.get("pk")), name, "cascade_many"));
            }
        }
        Noun::OAuth2Provider => {
            for mapping in row.list("property_mappings").iter().filter_map(|pk| state.by_pk(Noun::ScopeMapping, pk)) {
                let name = format!("Property Mapping {}", mapping.text("name"));
                let pk = plain(mapping.get("pk"));
                touched.push(entry("authentik_core", "propertymapping", pk, name, "cascade_many"));
            }
        }
        _ => {}
    }
    let refers = |b: &&Row| [b.get("group"), b.get("user"), b.get("target")].contains(&pk);
    for binding in state.all(Noun::Binding).iter().filter(refers) {
        let target = state.by_pk(Noun::Application, binding.get("target")).map_or("?", |a| a.text("name"));
        let whom = state.by_pk(Noun::Group, binding.get("group")).map_or("?", |g| g.text("name"));
        let name = format!("Binding from {target} #{} to Group {whom}", plain(binding.get("order")));
        touched.push(entry("authentik_policies", "policybinding", plain(binding.get("pk")), name, "cascade"));
    }
    touched
}
