//! Scope mappings. They carry no attributes; what isn't managed by Authentik itself and has a name of Dezky's is ours.

use dezky_domain::provision::{Standing, Trouble};
use serde_json::{Value, json};

use super::{
    Authentik,
    api::{at, query},
    change::{self, Changes, facts},
    rows,
    words::shown,
};
use crate::engine::{Call, Comparison, Found, Seen, Wanted};

/// The `email` mapping that Dezky's applications use in place of Authentik's, whose `email_verified` is always false
/// (facts/authentik.md §0.9, §3.3). `Spec::Mapping` has it under this name.
pub const EMAIL_MAPPING: &str = "Dezky: email, verified by domain";

pub(super) const PATH: &str = "/propertymappings/provider/scope/";

/// A mapping's spec.
#[derive(Clone, Copy)]
pub(super) struct Mapping<'a> {
    pub name: &'a str,
    pub scope: &'a str,
    pub expression: &'a str,
}

pub(super) async fn observe(engine: &Authentik, mapping: Mapping<'_>) -> Result<Seen, Trouble> {
    Ok(match by_name(engine, mapping.name).await? {
        None => Seen::Missing { more: Value::Null },
        Some(seen) if seen.managed.is_some() || !seen.name.starts_with("Dezky") => {
            Seen::Taken { whose: "a mapping of this name is Authentik's own".to_owned() }
        }
        Some(seen) => {
            let facts = facts([
                ("scope", shown(&seen.scope_name)),
                ("description", shown(&seen.description)),
                ("expression", shown(seen.expression.trim())),
            ]);
            Seen::There(Found { external: seen.pk, facts, more: Value::Null })
        }
    })
}

pub(super) fn compare(wanted: &Wanted<'_>, mapping: Mapping<'_>, seen: &Seen) -> Comparison {
    match (wanted.standing, seen) {
        (Standing::Present, Seen::Missing { .. }) => {
            let body = json!({
                "name": mapping.name,
                "scope_name": mapping.scope,
                "description": description(mapping.scope),
                "expression": mapping.expression,
            });
            change::created(Call::new("POST", query(PATH, &[]), body))
        }
        (Standing::Present, Seen::There(found)) => {
            let mut changes = Changes::default();
            changes.field(&found.facts, "scope", mapping.scope, "scope_name", mapping.scope);
            let description = description(mapping.scope);
            changes.field(&found.facts, "description", description, "description", description);
            // Authentik trims what it stores.
            let expression = shown(mapping.expression.trim());
            changes.field(&found.facts, "expression", &expression, "expression", mapping.expression);
            let call = changes.patch(at(PATH, &found.external, ""));
            changes.with(call.into_iter().collect())
        }
        (Standing::Gone, Seen::There(found)) => {
            change::destroyed(vec![Call::new("DELETE", at(PATH, &found.external, ""), Value::Null).destroying()])
        }
        _ => Comparison::default(),
    }
}

/// Authentik shows it where somebody is asked for consent.
fn description(scope: &str) -> &str {
    if scope == "email" { "Email address" } else { "" }
}

pub(super) async fn by_name(engine: &Authentik, name: &str) -> Result<Option<rows::Mapping>, Trouble> {
    let found: Vec<rows::Mapping> = engine.api.list(&query(PATH, &[("name", name)])).await?;
    Ok(found.into_iter().find(|mapping| mapping.name == name))
}
