//! The connector to Authentik: stories against the sandbox, the recorded calls, every half state, and every way in which
//! an answer can be bad. Each body that is sent here is held against Authentik's own description of it.

mod application;
mod bodies;
mod events;
mod failures;
mod groups;
mod hostile;
mod links;
mod looks;
mod people;
mod recorded;

use std::time::Duration;

use dezky_connect::{
    authentik::{Authentik, EMAIL_MAPPING, Options},
    engine::{Call, Comparison, Engine, Found, Seen, Wanted},
    http::{self, client},
};
use dezky_domain::{
    id::{PersonId, TenantId},
    provision::{Difference, GroupKind, Owner, Spec, Standing, Trouble, TroubleKind},
    tenant::Slug,
};
use dezky_sandbox::Sandbox;
use secrecy::SecretString;
use serde_json::{Value, json};

pub const QUICK: http::Options =
    http::Options { connect_timeout: Duration::from_millis(500), timeout: Duration::from_millis(300) };

pub const ACME: &str = "019ac001-0000-7000-8000-0000000000ac";
pub const GLOBEX: &str = "019ac001-0000-7000-8000-00000000061b";
pub const SECRET: &str = "acme-portal-secret-0123456789";

pub fn engine_at(url: &str, options: http::Options) -> Authentik {
    Authentik::new(
        client(options),
        Options {
            url: url.to_owned(),
            token: SecretString::from("sandbox-only-authentik"),
            authorization_flow: "default-provider-authorization-implicit-consent".to_owned(),
            invalidation_flow: "default-invalidation-flow".to_owned(),
            recovery_flow: "default-recovery-flow".to_owned(),
        },
    )
}

pub fn owner(id: &str, slug: &str) -> Owner {
    Owner { tenant: Some((id.parse::<TenantId>().unwrap(), Slug::parse(slug).unwrap())) }
}

pub fn acme() -> Owner {
    owner(ACME, "acme")
}

pub fn globex() -> Owner {
    owner(GLOBEX, "globex")
}

pub const PLATFORM: Owner = Owner { tenant: None };

pub fn mapping() -> Spec {
    let expression = "return {\"email\": request.user.email, \"email_verified\": True}\n".to_owned();
    Spec::Mapping { name: EMAIL_MAPPING.to_owned(), scope: "email".to_owned(), expression }
}

pub fn umbrella() -> Spec {
    group("dezky-files-users", GroupKind::Umbrella, &[])
}

pub fn group(name: &str, purpose: GroupKind, parents: &[&str]) -> Spec {
    let parents = parents.iter().map(|name| (*name).to_owned()).collect();
    let domains = if purpose == GroupKind::Tenant { vec!["acme.test".to_owned()] } else { Vec::new() };
    Spec::Group { name: name.to_owned(), purpose, parents, verified_domains: domains }
}

pub fn application() -> Spec {
    Spec::Application {
        slug: "dz-acme".to_owned(),
        name: "Acme".to_owned(),
        redirect_uris: ["https://acme.dezky.test/auth/callback", "https://work.acme.test/auth/callback"]
            .map(str::to_owned)
            .to_vec(),
        launch_url: "https://acme.dezky.test/".to_owned(),
        logout_uri: "https://acme.dezky.test/auth/backchannel-logout".to_owned(),
        admits: "dz-acme".to_owned(),
    }
}

pub fn brand() -> Spec {
    Spec::Brand { domain: "work.acme.test".to_owned(), title: Some("Acme".to_owned()) }
}

pub fn default_brand() -> Spec {
    Spec::Brand { domain: "authentik-default".to_owned(), title: None }
}

pub fn person_id(number: u32) -> PersonId {
    format!("019ac002-0000-7000-8000-{number:012}").parse().unwrap()
}

pub fn alice(groups: &[&str], active: bool) -> Spec {
    Spec::Person {
        person: person_id(1),
        email: "alice@acme.test".to_owned(),
        name: "Alice Admin".to_owned(),
        path: "tenants/acme".to_owned(),
        groups: groups.iter().map(|name| (*name).to_owned()).collect(),
        active,
    }
}

/// What a tenant named `slug` needs before people and applications.
pub fn ground(slug: &str) -> Vec<Spec> {
    let root = format!("dz-{slug}");
    vec![
        group(&root, GroupKind::Tenant, &[]),
        group(&format!("{root}-admins"), GroupKind::Role, &[&root]),
        group(&format!("{root}-members"), GroupKind::Role, &[&root]),
        group(&format!("{root}-files"), GroupKind::Service, &[&root, "dezky-files-users"]),
    ]
}

/// A running sandbox with the connector to it.
pub struct World {
    pub sandbox: Sandbox,
    pub engine: Authentik,
}

impl World {
    /// As fresh as Authentik is after its own set-up.
    pub async fn fresh() -> Self {
        let sandbox = Sandbox::start(dezky_sandbox::Options::default()).await.unwrap();
        let engine = engine_at(&sandbox.base_url(), http::Options::default());
        Self { sandbox, engine }
    }

    /// With what the platform needs, and the groups of acme.
    pub async fn new() -> Self {
        let world = Self::fresh().await;
        for spec in [mapping(), umbrella(), default_brand()] {
            world.bring(&PLATFORM, &spec, Standing::Present).await;
        }
        for spec in ground("acme") {
            world.bring(&acme(), &spec, Standing::Present).await;
        }
        world
    }

    pub async fn see(&self, owner: &Owner, spec: &Spec, standing: Standing) -> Result<Seen, Trouble> {
        self.engine.observe(&wanted(owner, spec, standing, &SecretString::from(SECRET))).await
    }

    pub async fn plan(&self, owner: &Owner, spec: &Spec, standing: Standing) -> Result<Comparison, Trouble> {
        let secret = SecretString::from(SECRET);
        let wanted = wanted(owner, spec, standing, &secret);
        let seen = self.engine.observe(&wanted).await?;
        self.engine.compare(&wanted, &seen)
    }

    /// Observes, compares and applies until it is as wanted, as the reconciler does; returns the calls.
    pub async fn bring(&self, owner: &Owner, spec: &Spec, standing: Standing) -> Vec<Call> {
        let mut made = Vec::new();
        for _ in 0..6 {
            let plan = self.plan(owner, spec, standing).await.unwrap();
            if plan.differences.is_empty() {
                assert_eq!(plan.calls, [], "calls without a difference");
                return made;
            }
            assert_ne!(plan.calls, [], "{:?}", plan.differences);
            for call in plan.calls {
                bodies::hold(&call);
                self.engine.apply(&call).await.unwrap();
                made.push(call);
            }
        }
        panic!("it never comes to rest: {made:?}");
    }

    /// As `bring`, and once more: the second time nothing is to be done.
    pub async fn twice(&self, owner: &Owner, spec: &Spec, standing: Standing) -> Vec<Call> {
        let first = self.bring(owner, spec, standing).await;
        assert_eq!(self.bring(owner, spec, standing).await, [], "{spec:?} {standing:?}");
        first
    }

    pub async fn found(&self, owner: &Owner, spec: &Spec) -> Found {
        match self.see(owner, spec, Standing::Present).await.unwrap() {
            Seen::There(found) => found,
            other => panic!("{other:?}"),
        }
    }

    /// What somebody does in Authentik by hand.
    pub async fn by_hand(&self, verb: &str, path: &str, body: Value) -> Value {
        let path = format!("/api/v3{}", path.replace(' ', "%20"));
        self.engine.apply(&Call::new(verb, path, body)).await.unwrap().answer
    }

    /// The rows of a list.
    pub async fn rows(&self, path: &str) -> Vec<Value> {
        self.by_hand("GET", path, Value::Null).await["results"].as_array().unwrap().clone()
    }

    /// How often the sandbox made something whose description begins so.
    pub fn made(&self, what: &str) -> usize {
        let entries = self.sandbox.provider().journal.entries(Some("created"), 0);
        entries.iter().filter(|entry| entry.what.starts_with(what)).count()
    }
}

pub fn wanted<'a>(owner: &'a Owner, spec: &'a Spec, standing: Standing, secret: &'a SecretString) -> Wanted<'a> {
    let secret = matches!(spec, Spec::Application { .. }).then_some(secret);
    Wanted { owner, spec, standing, external: None, secret }
}

/// Calls in one line each.
pub fn lines(calls: &[Call]) -> Vec<String> {
    calls.iter().map(|call| format!("{} {}", call.verb, call.path.trim_start_matches("/api/v3"))).collect()
}

/// `field: wanted | seen`.
pub fn words(differences: &[Difference]) -> Vec<String> {
    let text = |side: &Option<String>| side.clone().unwrap_or_else(|| "-".to_owned());
    differences.iter().map(|one| format!("{}: {} | {}", one.field, text(&one.wanted), text(&one.seen))).collect()
}

pub fn conflict(result: Result<Comparison, Trouble>) -> String {
    let trouble = result.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Conflict, "{trouble:?}");
    trouble.detail.unwrap()
}

pub fn mark(slug: &str, id: &str, kind: &str) -> Value {
    json!({"dezky": {"kind": kind, "slug": slug, "tenant_id": id}})
}
