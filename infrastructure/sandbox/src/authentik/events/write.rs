//! Writing events, as the recordings show that Authentik does.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::super::row::{Noun, Row, plain, uuid};
use super::super::state::State;
use super::act::Act;
use crate::clock;
use crate::provider::Provider;

/// The path of everything that is done in a flow.
pub const FLOW: &str = "/api/v3/flows/executor/default-authentication-flow/";
const MIDDLEWARE: &str = "authentik.events.middleware";
const SIGNALS: &str = "authentik.events.signals";

/// A row as events name it: a UUID has no dashes, and a number stays one.
pub fn reference(state: &State, noun: Noun, row: &Row) -> Value {
    let (app, model) = model(noun);
    named(app, model, row.get(noun.pk()), &display(state, noun, row))
}

fn named(app: &str, model: &str, pk: &Value, name: &str) -> Value {
    let pk = pk.as_str().and_then(uuid).map_or_else(|| pk.clone(), |pk| json!(pk.simple().to_string()));
    json!({ "pk": pk, "app": app, "name": name, "model_name": model })
}

const fn model(noun: Noun) -> (&'static str, &'static str) {
    match noun {
        Noun::Group => ("authentik_core", "group"),
        Noun::User => ("authentik_core", "user"),
        Noun::Application => ("authentik_core", "application"),
        Noun::OAuth2Provider => ("authentik_providers_oauth2", "oauth2provider"),
        Noun::Binding => ("authentik_policies", "policybinding"),
        Noun::Brand => ("authentik_brands", "brand"),
        Noun::Flow => ("authentik_flows", "flow"),
        Noun::ScopeMapping => ("authentik_providers_oauth2", "scopemapping"),
        Noun::CertificateKeyPair => ("authentik_crypto", "certificatekeypair"),
        Noun::Token => ("authentik_core", "token"),
        Noun::Invitation => ("authentik_stages_invitation", "invitation"),
        Noun::Device => ("authentik_stages_authenticator_totp", "totpdevice"),
        Noun::Role => ("authentik_rbac", "role"),
    }
}

fn display(state: &State, noun: Noun, row: &Row) -> String {
    match noun {
        Noun::Brand if row.flag("default") => "Default brand".to_owned(),
        Noun::Brand => format!("Brand {}", row.text("domain")),
        Noun::Token => row.text("identifier").to_owned(),
        Noun::Binding => {
            let target = state.by_pk(Noun::Application, row.get("target")).map_or("?", |a| a.text("name"));
            let group = state.by_pk(Noun::Group, row.get("group")).map(|g| format!("Group {}", g.text("name")));
            let user = state.by_pk(Noun::User, row.get("user")).map(|u| format!("User {}", u.text("name")));
            let who = group.or(user).unwrap_or_else(|| "Policy ?".to_owned());
            format!("Binding from {target} #{} to {who}", plain(row.get("order")))
        }
        _ => row.text("name").to_owned(),
    }
}

/// Everything that goes when a row is deleted, in the order in which Authentik tells it: the row itself comes last.
pub fn falling(state: &State, noun: Noun, row: &Row) -> Vec<Value> {
    let pk = row.get(noun.pk());
    let mut all = Vec::new();
    if noun == Noun::Group {
        let children = state.all(Noun::Group).iter().filter(|g| g.holds("parents", pk)).map(|g| (g.get("pk"), pk));
        let parents = row.list("parents").iter().map(|parent| (pk, parent));
        for (child, parent) in children.chain(parents) {
            let name = format!("Group Parentage Node from #{} to {}", plain(child), plain(parent));
            all.push(named("authentik_core", "groupparentagenode", &json!(clock::random_uuid()), &name));
        }
    }
    let field = match noun {
        Noun::Group => "group",
        Noun::User => "user",
        Noun::Application => "target",
        _ => "",
    };
    let with = |noun: Noun, field: &'static str| state.all(noun).iter().filter(move |r| r.get(field) == pk);
    if !field.is_empty() {
        all.extend(with(Noun::Binding, field).map(|b| reference(state, Noun::Binding, b)));
    }
    if noun == Noun::User {
        all.extend(with(Noun::Token, "user").map(|t| reference(state, Noun::Token, t)));
    }
    all.push(reference(state, noun, row));
    all
}

impl State {
    /// A user as events name them; `{}` for none.
    pub(super) fn shown(&self, user: Option<u64>) -> Value {
        let shown = |u: &Row| json!({ "pk": u.get("pk"), "email": u.text("email"), "username": u.text("username") });
        user.and_then(|pk| self.user(pk)).map_or_else(|| json!({}), shown)
    }

    fn brand_shown(&self, host: &str) -> Value {
        let fallback = || named("authentik_brands", "brand", &json!(clock::random_uuid()), "Brand fallback");
        self.brand_of(host).map_or_else(fallback, |brand| reference(self, Noun::Brand, brand))
    }
}

/// An event that isn't written yet.
#[derive(Debug)]
pub struct Draft {
    pub action: &'static str,
    pub app: &'static str,
    pub user: Value,
    pub context: Value,
    /// Method and path where the request itself is another one than Authentik's would be: its flows are calls of an API.
    pub flow: Option<(&'static str, &'static str)>,
    pub args: Map<String, Value>,
}

impl Provider {
    /// `model_created`, `model_updated` or `model_deleted`, by whoever calls.
    pub fn changed(&self, state: &State, action: &'static str, model: Value) {
        let caller = Act::now().and_then(|(caller, _)| caller);
        let user = state.shown(caller);
        let context = json!({ "model": model });
        self.event(state, Draft { action, app: MIDDLEWARE, user, context, flow: None, args: Map::new() });
    }

    /// The same of a row that is there.
    pub fn row_changed(&self, state: &State, action: &'static str, noun: Noun, pk: &Value) {
        if let Some(row) = state.by_pk(noun, pk) {
            self.changed(state, action, reference(state, noun, row));
        }
    }

    /// A password that somebody set is told of whose it is, and then as a change of who set it (facts/authentik.md §2.3).
    pub fn password_set(&self, state: &State, user: u64, flow: Option<(&'static str, &'static str)>) {
        let shown = state.shown(Some(user));
        let draft = |action, user, context| Draft { action, app: SIGNALS, user, context, flow, args: Map::new() };
        self.event(state, draft("password_set", shown.clone(), json!({})));
        if flow.is_some() {
            let name = state.user(user).map(|u| u.text("username").to_owned());
            self.event(state, draft("user_write", shown, json!({ "username": name, "created": false })));
        } else {
            self.row_changed(state, "model_updated", Noun::User, &json!(user));
        }
    }

    /// A secret that was looked at.
    pub fn secret_viewed(&self, state: &State, token: &Row) {
        let caller = Act::now().and_then(|(caller, _)| caller);
        let context = json!({ "secret": reference(state, Noun::Token, token) });
        let (user, app) = (state.shown(caller), "authentik.core.api.tokens");
        self.event(state, Draft { action: "secret_view", app, user, context, flow: None, args: Map::new() });
    }

    /// Signing in, in vain or not; `raw` is the authorize request. Whoever is only in the directory has no pk, and no
    /// event: a real Authentik knows everybody who signs in.
    pub fn signed_in_as(&self, state: &State, username: &str, user: Option<u64>, went: bool, raw: &str) {
        let (action, method) = if went { ("login", "GET") } else { ("login_failed", "POST") };
        if went && user.is_none() {
            return;
        }
        let stage = named(
            "authentik_stages_password",
            "passwordstage",
            &json!("d9cbe8a3-c467-4e44-983d-4aad1acc475b"),
            "default-authentication-password",
        );
        let context = if went {
            json!({ "auth_method": "password", "auth_method_args": { "known_device": false } })
        } else {
            json!({ "stage": stage, "password": "********************", "username": username })
        };
        let (user, flow) = (state.shown(user), Some((method, FLOW)));
        self.event(state, Draft { action, app: SIGNALS, user, context, flow, args: args(raw) });
    }

    pub fn signed_out(&self, state: &State, username: &str) {
        let Some(user) = state.by_text(Noun::User, "username", username).and_then(|u| u.get("pk").as_u64()) else {
            return;
        };
        let flow = Some(("GET", "/api/v3/flows/executor/default-invalidation-flow/"));
        let user = state.shown(Some(user));
        self.event(state, Draft { action: "logout", app: SIGNALS, user, context: json!({}), flow, args: Map::new() });
    }

    /// Somebody was let in to an application that Authentik holds.
    pub fn authorized(&self, state: &State, slug: &str, username: &str, scopes: &[String], raw: &str) {
        let application = state.by_key(Noun::Application, slug);
        let user = state.by_text(Noun::User, "username", username).and_then(|u| u.get("pk").as_u64());
        let (Some(application), Some(user)) = (application, user) else { return };
        let context = json!({
            "flow": clock::random_hex::<16>(), "scopes": scopes.join(" "),
            "authorized_application": reference(state, Noun::Application, application),
        });
        let (user, app) = (state.shown(Some(user)), "authentik.providers.oauth2.views.authorize");
        self.event(state, Draft { action: "authorize_application", app, user, context, flow: None, args: args(raw) });
    }

    /// Writes an event of the request at hand, and has the webhook told.
    pub fn event(&self, state: &State, draft: Draft) {
        let Draft { action, app, user, mut context, flow, args } = draft;
        let host = Act::now().map(|(_, host)| host).unwrap_or_default();
        if let (Some(request), Some(context)) = (Act::shown(flow, args), context.as_object_mut()) {
            context.insert("http_request".to_owned(), request);
        }
        let event = json!({
            "user": user, "action": action, "app": app, "context": context, "client_ip": "127.0.0.1",
            "brand": state.brand_shown(&host),
        });
        if let Value::Object(event) = event {
            self.write(event);
        }
    }

    /// Writes an event as it stands, without pk and times.
    pub fn write(&self, event: Map<String, Value>) -> Value {
        let (event, at_once) = self.events.book.write(event);
        if at_once {
            self.events.tell(Arc::clone(&self.journal), event.clone());
        }
        event
    }
}

/// A query as Authentik keeps it in an event: all of it (facts/authentik.md §2.1).
fn args(raw: &str) -> Map<String, Value> {
    let pairs = openidconnect::url::form_urlencoded::parse(raw.as_bytes());
    pairs.map(|(name, value)| (name.into_owned(), json!(value))).collect()
}
