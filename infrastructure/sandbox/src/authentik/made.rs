//! What a new thing gets by itself: ids, secrets, moments.

use chrono::{SecondsFormat, TimeDelta};
use serde_json::{Value, json};

use super::door::Caller;
use super::row::{Noun, Row};
use super::state::State;
use crate::clock;
use crate::provider::Provider;

/// Now, as Authentik writes it.
pub fn moment() -> Value {
    json!(clock::now().to_rfc3339_opts(SecondsFormat::Micros, true))
}

/// Fills in what the body cannot say. Somebody whom the directory names gets the directory's id, so that what a seed
/// links is there.
pub fn complete(provider: &Provider, noun: Noun, caller: &Caller, row: &mut Row) {
    match noun {
        Noun::Group => {
            let id = clock::random_uuid();
            row.set("pk", json!(id));
            row.set("num_pk", id.as_u128() as u32 % 90_000 + 10_000);
        }
        Noun::User => {
            let known = provider.directory().person(row.text("username")).map(|p| p.sub);
            row.set("uuid", json!(known.unwrap_or_else(clock::random_uuid)));
            row.set("uid", clock::random_hex::<32>());
            for field in ["date_joined", "password_change_date", "last_updated"] {
                row.set(field, moment());
            }
        }
        Noun::OAuth2Provider => {
            if row.get("client_id").is_null() {
                row.set("client_id", clock::random_hex::<20>());
            }
            if row.get("client_secret").is_null() {
                row.set("client_secret", clock::random_hex::<64>());
            }
        }
        Noun::Flow => {
            row.set("policybindingmodel_ptr_id", json!(clock::random_uuid()));
            let slug = row.text("slug").to_owned();
            dress(row, &slug);
        }
        Noun::ScopeMapping => {
            row.set("component", "ak-property-mapping-provider-scope-form");
            row.set("verbose_name", "Scope Mapping");
            row.set("verbose_name_plural", "Scope Mappings");
            row.set("meta_model_name", "authentik_providers_oauth2.scopemapping");
        }
        Noun::Token => {
            if row.get("user").is_null() {
                row.set("user", caller.user);
            }
            row.set("key", clock::random_hex::<30>());
            // For intent=api the `expires` of the body is ignored (facts/authentik.md §1.8).
            let expires = clock::now() + TimeDelta::minutes(30);
            row.set("expires", expires.to_rfc3339_opts(SecondsFormat::Micros, true));
        }
        Noun::Invitation => row.set("created_by", caller.user),
        _ => {}
    }
}

/// What only follows once the row has its pk: the directory's password, as if the person had followed the link.
pub fn after(provider: &Provider, state: &mut State, noun: Noun, pk: &Value) {
    if noun != Noun::User {
        return;
    }
    let username = state.by_pk(noun, pk).map(|row| row.text("username").to_owned()).unwrap_or_default();
    let password = provider.directory().person(&username).map(|p| p.password.clone());
    if let (Some(password), Some(pk)) = (password, pk.as_u64()) {
        state.passwords.insert(pk, password);
    }
}

/// The fields of a flow that are the same for all.
pub fn dress(row: &mut Row, slug: &str) {
    row.set("background_url", "/static/dist/assets/images/flow_background.jpg");
    row.set("background_themed_urls", Value::Null);
    row.set("stages", json!([]));
    row.set("policies", json!([]));
    row.set("cache_count", 0);
    row.set("export_url", format!("/api/v3/flows/instances/{slug}/export/"));
}
