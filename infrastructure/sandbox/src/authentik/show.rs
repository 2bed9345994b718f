//! Rows as the API shows them, with what is derived from other rows.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::row::{Noun, Row};
use super::state::State;

/// The query of a call: what to include, what to filter by.
pub type Asked = HashMap<String, String>;

/// Whether `include_x` is on; `by_default` where it isn't said.
fn includes(asked: &Asked, what: &str, by_default: bool) -> bool {
    asked.get(what).map_or(by_default, |v| v.eq_ignore_ascii_case("true") || v == "1")
}

impl State {
    /// A row as its endpoint shows it.
    pub(super) fn show(&self, noun: Noun, row: &Row, asked: &Asked) -> Value {
        match noun {
            Noun::Group => self.show_group(row, asked),
            Noun::User => self.show_user(row, asked),
            Noun::Application => self.show_application(row),
            Noun::OAuth2Provider => self.show_provider(row),
            Noun::Binding => self.show_binding(row),
            Noun::Token => self.show_token(row),
            Noun::Invitation => self.show_invitation(row),
            Noun::Device => row.only(DEVICE),
            Noun::Brand | Noun::Flow | Noun::ScopeMapping | Noun::CertificateKeyPair | Noun::Role => {
                Value::Object(row.0.clone())
            }
        }
    }

    fn show_group(&self, row: &Row, asked: &Asked) -> Value {
        let pk = row.get("pk");
        let children: Vec<&Row> = self.all(Noun::Group).iter().filter(|g| g.holds("parents", pk)).collect();
        let with_users = includes(asked, "include_users", true);
        let users: Vec<&Row> = if with_users { self.members_of(pk).collect() } else { Vec::new() };
        let parents = || row.list("parents").iter().filter_map(|p| self.by_pk(Noun::Group, p)).map(relative);
        let inherited = || json!([]);
        json!({
            "pk": pk,
            "num_pk": row.get("num_pk"),
            "name": row.get("name"),
            "is_superuser": row.get("is_superuser"),
            "parents": row.get("parents"),
            "parents_obj": includes(asked, "include_parents", false).then(|| parents().collect::<Vec<_>>()),
            "users": users.iter().map(|u| u.get("pk")).collect::<Vec<_>>(),
            "users_obj": with_users.then(|| users.iter().map(|u| u.only(MEMBER)).collect::<Vec<_>>()),
            "attributes": row.get("attributes"),
            "roles": row.get("roles"),
            "roles_obj": self.roles(row),
            "inherited_roles_obj": includes(asked, "include_inherited_roles", false).then(inherited),
            "children": children.iter().map(|c| c.get("pk")).collect::<Vec<_>>(),
            "children_obj": includes(asked, "include_children", false)
                .then(|| children.into_iter().map(relative).collect::<Vec<_>>()),
        })
    }

    fn show_user(&self, row: &Row, asked: &Asked) -> Value {
        let groups = row.list("groups").iter().filter_map(|pk| self.by_pk(Noun::Group, pk));
        let groups: Vec<Value> = groups.map(|g| g.only(GROUP)).collect();
        json!({
            "pk": row.get("pk"),
            "username": row.get("username"),
            "name": row.get("name"),
            "is_active": row.get("is_active"),
            "last_login": row.get("last_login"),
            "date_joined": row.get("date_joined"),
            "is_superuser": self.is_superuser(row),
            "groups": row.get("groups"),
            "groups_obj": includes(asked, "include_groups", true).then_some(groups),
            "roles": row.get("roles"),
            "roles_obj": includes(asked, "include_roles", true).then(|| self.roles(row)),
            "email": row.get("email"),
            "avatar": AVATAR,
            "attributes": row.get("attributes"),
            "uid": row.get("uid"),
            "path": row.get("path"),
            "type": row.get("type"),
            "uuid": row.get("uuid"),
            "password_change_date": row.get("password_change_date"),
            "last_updated": row.get("last_updated"),
        })
    }

    fn roles(&self, row: &Row) -> Vec<Value> {
        let roles = row.list("roles").iter().filter_map(|pk| self.by_pk(Noun::Role, pk));
        roles.map(|r| r.only(&["pk", "name"])).collect()
    }

    fn show_application(&self, row: &Row) -> Value {
        let provider = self.by_pk(Noun::OAuth2Provider, row.get("provider"));
        let backchannel = row.list("backchannel_providers").iter().filter_map(|p| self.by_pk(Noun::OAuth2Provider, p));
        json!({
            "pk": row.get("pk"),
            "name": row.get("name"),
            "slug": row.get("slug"),
            "provider": row.get("provider"),
            "provider_obj": provider.map(|p| self.provider_head(p)),
            "backchannel_providers": row.get("backchannel_providers"),
            "backchannel_providers_obj": backchannel.map(|p| self.provider_head(p)).collect::<Vec<_>>(),
            "launch_url": launch_url(row, provider),
            "open_in_new_tab": row.get("open_in_new_tab"),
            "meta_launch_url": row.get("meta_launch_url"),
            "meta_icon": row.get("meta_icon"),
            "meta_icon_url": null,
            "meta_icon_themed_urls": null,
            "meta_description": row.get("meta_description"),
            "meta_publisher": row.get("meta_publisher"),
            "policy_engine_mode": row.get("policy_engine_mode"),
            "group": row.get("group"),
        })
    }

    /// What an application shows of its provider.
    fn provider_head(&self, row: &Row) -> Value {
        let pk = row.get("pk");
        let application = self.find(Noun::Application, |a| a.get("provider") == pk);
        let backchannel = self.find(Noun::Application, |a| a.holds("backchannel_providers", pk));
        let of = |a: Option<&Row>, field| a.map_or(Value::Null, |a| a.get(field).clone());
        json!({
            "pk": pk,
            "name": row.get("name"),
            "authentication_flow": row.get("authentication_flow"),
            "authorization_flow": row.get("authorization_flow"),
            "invalidation_flow": row.get("invalidation_flow"),
            "property_mappings": row.get("property_mappings"),
            "component": "ak-provider-oauth2-form",
            "assigned_application_slug": of(application, "slug"),
            "assigned_application_name": of(application, "name"),
            "assigned_backchannel_application_slug": of(backchannel, "slug"),
            "assigned_backchannel_application_name": of(backchannel, "name"),
            "verbose_name": "OAuth2/OpenID Provider",
            "verbose_name_plural": "OAuth2/OpenID Providers",
            "meta_model_name": "authentik_providers_oauth2.oauth2provider",
        })
    }

    fn show_provider(&self, row: &Row) -> Value {
        let mut shown = self.provider_head(row);
        if let Some(shown) = shown.as_object_mut() {
            for (field, value) in &row.0 {
                shown.insert(field.clone(), value.clone());
            }
        }
        shown
    }

    fn show_binding(&self, row: &Row) -> Value {
        let group = self.by_pk(Noun::Group, row.get("group"));
        let user = self.by_pk(Noun::User, row.get("user"));
        json!({
            "pk": row.get("pk"),
            "policy": row.get("policy"),
            "group": row.get("group"),
            "user": row.get("user"),
            "policy_obj": null,
            "group_obj": group.map(|g| g.only(GROUP)),
            "user_obj": user.map(|u| u.only(MEMBER)),
            "target": row.get("target"),
            "negate": row.get("negate"),
            "enabled": row.get("enabled"),
            "order": row.get("order"),
            "timeout": row.get("timeout"),
            "failure_result": row.get("failure_result"),
        })
    }

    fn show_token(&self, row: &Row) -> Value {
        let user = self.by_pk(Noun::User, row.get("user"));
        json!({
            "pk": row.get("pk"),
            "managed": row.get("managed"),
            "identifier": row.get("identifier"),
            "intent": row.get("intent"),
            "user": row.get("user"),
            "user_obj": user.map(|u| self.show_user(u, &Asked::new())),
            "description": row.get("description"),
            "expires": row.get("expires"),
            "expiring": row.get("expiring"),
        })
    }

    fn show_invitation(&self, row: &Row) -> Value {
        let by = self.by_pk(Noun::User, row.get("created_by"));
        let flow = self.by_pk(Noun::Flow, row.get("flow"));
        json!({
            "pk": row.get("pk"),
            "name": row.get("name"),
            "expires": row.get("expires"),
            "fixed_data": row.get("fixed_data"),
            "created_by": by.map(|u| u.only(MEMBER)),
            "single_use": row.get("single_use"),
            "flow": row.get("flow"),
            "flow_obj": flow.map(|f| Value::Object(f.0.clone())),
        })
    }
}

/// Where a tile on the user's page leads: what was said, else the host of the first redirect URI.
fn launch_url(application: &Row, provider: Option<&Row>) -> Value {
    let said = application.text("meta_launch_url");
    if !said.is_empty() {
        return json!(said);
    }
    let first = provider.and_then(|p| p.list("redirect_uris").first()).and_then(|r| r["url"].as_str());
    let host = first.and_then(|url| {
        let (scheme, rest) = url.split_once("://")?;
        Some(format!("{scheme}://{}", rest.split('/').next().unwrap_or_default()))
    });
    json!(host)
}

/// A parent or child in a group.
fn relative(group: &Row) -> Value {
    let mut shown = group.only(&["pk", "name", "is_superuser", "attributes"]);
    shown["group_uuid"] = group.get("pk").clone();
    shown
}

const AVATAR: &str = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=";
const MEMBER: &[&str] = &["pk", "username", "name", "is_active", "last_login", "email", "attributes", "uid"];
const GROUP: &[&str] = &["pk", "num_pk", "name", "is_superuser", "attributes"];
const DEVICE: &[&str] = &["pk", "name"];

/// What `autocomplete` says beside a list.
pub fn autocomplete(noun: Noun) -> Value {
    let field =
        |kind: &str, nullable: bool, options: Value| json!({ "type": kind, "nullable": nullable, "options": options });
    let relation = |of: &str| json!({ "type": "relation", "nullable": false, "options": null, "relation": of });
    let text = || field("str", false, Value::Null);
    match noun {
        Noun::Group => json!({ "current_model": "authentik_core.group", "models": { "authentik_core.group": {
            "name": text(),
            "is_superuser": field("bool", true, Value::Null),
            "attributes": relation("authentik_core.group_attributes"),
        } } }),
        Noun::User => json!({ "current_model": "authentik_core.user", "models": { "authentik_core.user": {
            "username": text(),
            "name": text(),
            "email": text(),
            "path": text(),
            "is_active": field("bool", true, Value::Null),
            "type": field("str", false, json!(["internal", "external", "service_account", "internal_service_account"])),
            "attributes": relation("authentik_core.user_attributes"),
        } } }),
        _ => Value::Object(Map::new()),
    }
}
