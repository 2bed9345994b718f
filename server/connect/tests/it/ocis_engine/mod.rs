//! The connector to OCIS: stories against the sandbox, the recorded calls, and every way in which an answer can be bad.

mod errors;
mod extras;
mod people;
mod recorded;
mod shares;
mod spaces;
mod twice;

use std::time::Duration;

use dezky_connect::{
    engine::{Call, Comparison, Engine, Found, Seen, Wanted},
    http::{self, client},
    ocis::{Auth, Ocis, Options},
};
use dezky_domain::{
    id::{PersonId, TenantId},
    provision::{Owner, SpaceRole, Spec, Standing, Trouble},
    tenant::Slug,
};
use dezky_sandbox::{
    Sandbox,
    engine::{Fault, Kind, System},
};
use serde_json::Value;

pub const QUICK: http::Options =
    http::Options { connect_timeout: Duration::from_millis(500), timeout: Duration::from_millis(300) };

pub fn engine_at(url: &str, options: http::Options) -> Ocis {
    let auth = Auth::AppToken { user: "dezky".to_owned(), token: "sandbox-only-ocis".into() };
    Ocis::new(client(options), Options { url: url.to_owned(), auth })
}

pub fn owner(slug: &str) -> Owner {
    let id: TenantId = format!("019ac001-0000-7000-8000-00000000{:0>4}", slug.len()).parse().unwrap();
    Owner { tenant: Some((id, Slug::parse(slug).unwrap())) }
}

/// The mark of a space of `owner`.
pub fn mark(owner: &Owner, alias: &str) -> String {
    let id = owner.tenant.as_ref().unwrap().0.to_string();
    format!("project/{alias}.{}", &id[24..])
}

pub fn space() -> Spec {
    Spec::Space {
        alias: "acme".to_owned(),
        name: "Acme".to_owned(),
        description: "Everything that Acme shares".to_owned(),
        quota: 5 << 30,
        folders: ["Projekte/2026", "Verträge & Angebote"].map(str::to_owned).to_vec(),
    }
}

pub fn account(name: &str) -> Spec {
    let email = format!("{}@acme.test", name.to_lowercase());
    Spec::Account {
        person: PersonId::from_uuid(uuid::Uuid::nil()),
        username: email.clone(),
        name: format!("{name} Carter"),
        email,
    }
}

pub fn share(name: &str, role: SpaceRole) -> Spec {
    Spec::Share { space: "acme".to_owned(), username: format!("{}@acme.test", name.to_lowercase()), role }
}

pub fn wanted<'a>(owner: &'a Owner, spec: &'a Spec, standing: Standing) -> Wanted<'a> {
    Wanted { owner, spec, standing, external: None, secret: None }
}

pub fn there(seen: Seen) -> Found {
    match seen {
        Seen::There(found) => found,
        other => panic!("not there: {other:?}"),
    }
}

/// `field: seen → wanted`, as a person reads a difference.
pub fn told(comparison: &Comparison) -> Vec<String> {
    let text = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
    let one = |d: &dezky_domain::provision::Difference| format!("{}: {} → {}", d.field, text(&d.seen), text(&d.wanted));
    comparison.differences.iter().map(one).collect()
}

pub fn verbs(calls: &[Call]) -> Vec<String> {
    calls.iter().map(|call| format!("{call:?}")).collect()
}

/// A sandbox, and a connector to it.
pub struct World {
    pub sandbox: Sandbox,
    pub ocis: Ocis,
    pub owner: Owner,
}

impl World {
    pub async fn new() -> Self {
        let sandbox = Sandbox::start(dezky_sandbox::Options::default()).await.unwrap();
        let ocis = engine_at(&sandbox.base_url(), http::Options::default());
        Self { sandbox, ocis, owner: owner("acme") }
    }

    /// Another process: it remembers nothing.
    pub fn restart(&mut self) {
        self.ocis = engine_at(&self.sandbox.base_url(), http::Options::default());
    }

    pub async fn look(&self, spec: &Spec, standing: Standing) -> Result<Comparison, Trouble> {
        let wanted = wanted(&self.owner, spec, standing);
        let seen = self.ocis.observe(&wanted).await?;
        self.ocis.compare(&wanted, &seen)
    }

    pub async fn seen(&self, spec: &Spec) -> Seen {
        self.ocis.observe(&wanted(&self.owner, spec, Standing::Present)).await.unwrap()
    }

    /// As the reconciler does, up to six rounds. Returns the calls that were made.
    pub async fn settle(&self, spec: &Spec, standing: Standing) -> Result<Vec<Call>, Trouble> {
        let mut made = Vec::new();
        for _ in 0..6 {
            let comparison = self.look(spec, standing).await?;
            if comparison == Comparison::default() {
                return Ok(made);
            }
            for call in comparison.calls {
                self.ocis.apply(&call).await?;
                made.push(call);
            }
        }
        panic!("never as wanted: {made:?}");
    }

    /// A call by hand: by somebody in OCIS' own pages. Returns the answer.
    pub async fn by_hand(&self, verb: &str, path: &str, body: Value) -> Value {
        self.ocis.apply(&Call::new(verb, path, body)).await.unwrap().answer
    }

    pub fn fail(&self, method: &str, path: &str, kind: Kind) {
        let (system, method) = (Some(System::Ocis), Some(method.to_owned()));
        let fault = Fault { system, method, path: Some(path.to_owned()), times: Some(1), ..Fault::always(kind) };
        self.sandbox.provider().engines.faults.set([fault]);
    }

    /// What really came into being, or went.
    pub fn journal(&self, kind: &str) -> Vec<String> {
        let entries = self.sandbox.provider().journal.entries(Some(kind), 0);
        entries.into_iter().map(|entry| entry.what).filter(|what| what.starts_with("ocis ")).collect()
    }
}
