//! The API of the double of Authentik, and people and applications that were made by it signing in.

mod events;
mod provision;
mod recovery;
mod replay;
mod sessions;

use std::net::{Ipv4Addr, SocketAddr};

use dezky_sandbox::{Options, Sandbox};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

use super::relying_party::World;

pub const TOKEN: &str = "sandbox-only-authentik";

/// A sandbox, and Dezky's token before its API.
pub struct Api {
    pub world: World,
}

impl Api {
    pub async fn new() -> Self {
        Self::with(Options::default()).await
    }

    pub async fn with(options: Options) -> Self {
        let sandbox = Sandbox::start(options).await.unwrap();
        let http = Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .resolve("localhost", SocketAddr::from((Ipv4Addr::LOCALHOST, 0)))
            .no_proxy()
            .build()
            .unwrap();
        Self { world: World { sandbox, http, cookie: None } }
    }

    pub async fn send(&self, method: Method, path: &str, token: Option<&str>, body: Option<&Value>) -> Response {
        let path = if path.starts_with("/api/") { path.to_owned() } else { format!("/api/v3{path}") };
        let mut request = self.world.http.request(method, self.world.at(&path));
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        request.send().await.unwrap()
    }

    /// What comes back with 2xx, null without a body.
    async fn expect(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let answer = self.send(method, path, Some(TOKEN), body.as_ref()).await;
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    pub async fn get(&self, path: &str) -> Value {
        self.expect(Method::GET, path, None).await
    }

    pub async fn post(&self, path: &str, body: Value) -> Value {
        self.expect(Method::POST, path, Some(body)).await
    }

    pub async fn put(&self, path: &str, body: Value) -> Value {
        self.expect(Method::PUT, path, Some(body)).await
    }

    pub async fn patch(&self, path: &str, body: Value) -> Value {
        self.expect(Method::PATCH, path, Some(body)).await
    }

    pub async fn delete(&self, path: &str) -> Value {
        self.expect(Method::DELETE, path, None).await
    }

    /// What is refused, with its status.
    pub async fn refused(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let answer = self.send(method, path, Some(TOKEN), Some(&body)).await;
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    /// The pk of the only thing that a list finds.
    pub async fn only(&self, path: &str, pk: &str) -> Value {
        let list = self.get(path).await;
        assert_eq!(list["pagination"]["count"], 1, "{path}: {list}");
        list["results"][0][pk].clone()
    }

    pub async fn group(&self, name: &str, parents: &[&Value], attributes: Value) -> Value {
        let body = json!({ "name": name, "parents": parents, "attributes": { "dezky": attributes } });
        self.post("/core/groups/", body).await["pk"].clone()
    }

    pub async fn user(&self, username: &str, groups: &[&Value]) -> Value {
        let body = json!({ "username": username, "name": "Some One", "email": username, "path": "tenants/acme",
            "groups": groups });
        self.post("/core/users/", body).await["pk"].clone()
    }

    /// Dezky's own mapping, by which an address is verified.
    pub async fn verifying(&self) -> Value {
        let body = json!({ "name": "Dezky: email, verified by domain", "scope_name": "email",
            "expression": "…group.attributes.get(\"dezky\", {}).get(\"verified_domains\", [])…" });
        self.post("/propertymappings/provider/scope/", body).await["pk"].clone()
    }

    /// Acme's portal for a group, in one call; `more` goes into the provider.
    pub async fn portal(&self, group: &Value, more: Value) -> Value {
        let flow = async |slug: &str| self.get(&format!("/flows/instances/{slug}/")).await["pk"].clone();
        let mapping = async |scope: &str| {
            let managed = format!("goauthentik.io/providers/oauth2/scope-{scope}");
            self.only(&format!("/propertymappings/provider/scope/?managed={managed}"), "pk").await
        };
        let mut provider = json!({
            "name": "acme-portal",
            "authorization_flow": flow("default-provider-authorization-implicit-consent").await,
            "invalidation_flow": flow("default-invalidation-flow").await,
            "client_id": "acme-portal", "client_secret": "portal-secret", "sub_mode": "user_uuid",
            "redirect_uris": [{ "matching_mode": "strict", "url": "http://acme.localhost:3000/auth/callback" }],
            "property_mappings": [mapping("openid").await, mapping("profile").await, mapping("email").await],
        });
        provider.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let body = json!({
            "app": { "name": "Acme portal", "slug": "acme" },
            "provider_model": "authentik_providers_oauth2.oauth2provider",
            "provider": provider,
            "policy_bindings": [{ "group": group, "order": 0 }],
        });
        self.put("/core/transactional/applications/", body).await
    }
}

/// An authorize request of the portal.
pub fn authorize(challenge: &str) -> String {
    World::authorize(challenge, "").replace("client_id=dz-acme", "client_id=acme-portal")
}
