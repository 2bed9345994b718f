//! People and applications of Authentik's state, as sign-in needs them.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::made::moment;
use super::row::{Noun, Row, uuid};
use super::state::State;
use super::validity;
use crate::client::{Account, Client, Redirect, Rule, Subject};

impl State {
    /// The application that signs people in under this client id.
    pub fn client(&self, client_id: &str) -> Option<Client> {
        let provider = self.by_text(Noun::OAuth2Provider, "client_id", client_id)?;
        let application = self.find(Noun::Application, |a| a.get("provider") == provider.get("pk"))?;
        Some(self.sign_in(application, provider))
    }

    /// The application with this slug, which stands in its issuer.
    pub fn client_by_slug(&self, slug: &str) -> Option<Client> {
        let application = self.by_key(Noun::Application, slug)?;
        let provider = self.by_pk(Noun::OAuth2Provider, application.get("provider"))?;
        Some(self.sign_in(application, provider))
    }

    /// Somebody active, by user name or e-mail, whatever the case, as the identification stage has it.
    pub fn account(&self, name: &str) -> Option<Account> {
        self.login(name).filter(|user| user.flag("is_active")).map(|user| self.account_of(user))
    }

    /// Whether this person or client was ever made here: the directory's of the same name then counts no more, or a
    /// person who was removed could still sign in.
    pub fn knows(&self, name: &str) -> bool {
        self.known.contains(&name.to_lowercase())
    }

    /// Whether the bindings of an application let somebody in.
    pub fn lets_in(&self, slug: &str, username: &str) -> bool {
        let user = self.by_text(Noun::User, "username", username);
        self.by_key(Noun::Application, slug).is_some_and(|application| self.admits(application, user))
    }

    /// Notes that somebody signed in.
    pub fn signed_in(&mut self, username: &str) {
        if let Some(user) = self.all_mut(Noun::User).iter_mut().find(|u| u.text("username") == username) {
            user.set("last_login", moment());
        }
    }

    /// Takes the first redirect URI that anyone uses where none is registered (facts/authentik.md §1.5).
    pub fn trust(&mut self, client_id: &str, uri: &str) {
        let provider = self.all_mut(Noun::OAuth2Provider).iter_mut().find(|p| p.text("client_id") == client_id);
        if let Some(provider) = provider.filter(|p| p.list("redirect_uris").is_empty()) {
            provider.set("redirect_uris", json!([{ "matching_mode": "strict", "url": uri }]));
        }
    }

    fn login(&self, name: &str) -> Option<&Row> {
        let name = name.trim();
        let same = |field: &'static str| self.find(Noun::User, |u| u.text(field).eq_ignore_ascii_case(name));
        self.by_text(Noun::User, "username", name).or_else(|| same("username")).or_else(|| same("email"))
    }

    fn account_of(&self, user: &Row) -> Account {
        let all = self.groups_of(user);
        let name = |group: &&Row| group.text("name").to_owned();
        let direct = user.list("groups").iter().filter_map(|pk| self.by_pk(Noun::Group, pk));
        let dezky = |group: &Row, field: &str| group.get("attributes")["dezky"][field].clone();
        let domain = user.text("email").rsplit_once('@').map(|(_, domain)| domain.to_lowercase());
        let verified = domain.is_some_and(|domain| {
            all.iter().any(|g| dezky(g, "verified_domains").as_array().is_some_and(|d| d.contains(&json!(domain))))
        });
        let tenants = all.iter().filter(|g| dezky(g, "kind") == "tenant");
        Account {
            username: user.text("username").to_owned(),
            name: user.text("name").to_owned(),
            email: user.text("email").to_owned(),
            password: user.get("pk").as_u64().and_then(|pk| self.passwords.get(&pk).cloned()),
            pk: user.get("pk").as_u64(),
            uuid: uuid(user.text("uuid")).unwrap_or_default(),
            uid: user.text("uid").to_owned(),
            upn: user.get("attributes")["upn"].as_str().map(str::to_owned),
            tenant: user.text("path").strip_prefix("tenants/").map(str::to_owned),
            groups: direct.map(|g| name(&g)).collect(),
            all_groups: all.iter().map(name).collect::<BTreeSet<_>>().into_iter().collect(),
            tenants: tenants.filter_map(|g| dezky(g, "slug").as_str().map(str::to_owned)).collect(),
            verified,
            second_factor: self.all(Noun::Device).iter().any(|device| device.get("user") == user.get("pk")),
        }
    }

    fn sign_in(&self, application: &Row, provider: &Row) -> Client {
        let mappings: Vec<&Row> =
            provider.list("property_mappings").iter().filter_map(|pk| self.by_pk(Noun::ScopeMapping, pk)).collect();
        let says = |scope: &str, word: &str| {
            mappings.iter().any(|m| m.text("scope_name") == scope && m.text("expression").contains(word))
        };
        // No expression is run; these are known by a word that stands in them.
        let extras = [("dezky", "dezky_groups"), ("profile", "ocisUser")];
        let flow = self.by_pk(Noun::Flow, provider.get("invalidation_flow")).map_or("", |f| f.text("slug"));
        let logout = |r: &&Value| r["redirect_uri_type"] == "logout";
        let url = |r: &Value| r["url"].as_str().unwrap_or_default().to_owned();
        let uris = provider.list("redirect_uris");
        let tells = provider.text("logout_method") == "backchannel" && !provider.text("logout_uri").is_empty();
        Client {
            client_id: provider.text("client_id").to_owned(),
            slug: application.text("slug").to_owned(),
            name: application.text("name").to_owned(),
            secret: (provider.text("client_type") != "public").then(|| provider.text("client_secret").to_owned()),
            redirects: uris
                .iter()
                .filter(|r| !logout(r))
                .map(|r| Redirect { url: url(r), pattern: r["matching_mode"] == "regex" })
                .collect(),
            post_logout: uris.iter().filter(logout).map(url).collect(),
            backchannel_logout_uri: tells.then(|| provider.text("logout_uri").to_owned()),
            ends_session: flow != "default-provider-invalidation-flow",
            subject: subject(provider.text("sub_mode")),
            rule: Rule::Bindings,
            scopes: mappings.iter().map(|m| m.text("scope_name").to_owned()).collect(),
            verifies: says("email", "verified_domains"),
            extras: extras.into_iter().filter(|(scope, word)| says(scope, word)).map(|(_, word)| word).collect(),
            in_id_token: provider.flag("include_claims_in_id_token"),
            lives: validity::parse(provider.text("access_token_validity")).map_or(3600, |d| d.num_seconds()),
        }
    }
}

fn subject(mode: &str) -> Subject {
    match mode {
        "user_id" => Subject::Id,
        "user_uuid" => Subject::Uuid,
        "user_username" => Subject::Username,
        "user_email" => Subject::Email,
        "user_upn" => Subject::Upn,
        _ => Subject::Hashed,
    }
}
