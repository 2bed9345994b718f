//! The Stalwart connector: against recorded answers, against its refusals, and against the sandbox.

mod failures;
mod life;
mod others;
mod recorded;
mod refused;
mod watch;
mod world;
mod zone;

use std::time::Duration;

use dezky_connect::{
    engine::{Call, Comparison, Engine, Found, Seen, Wanted},
    http::{self, client},
    stalwart::{Options, Stalwart},
};
use dezky_domain::{
    provision::{Owner, Spec, Standing, Trouble},
    tenant::Slug,
};
use serde_json::{Value, json};

use crate::replay::Line;

const TOKEN: &str = "API_sandbox-only-stalwart";
const ACME_ID: &str = "01989f2e-7a10-7000-8000-00000000000a";
const PATIENT: Duration = Duration::from_secs(10);

pub fn owner(id: &str, slug: &str) -> Owner {
    Owner { tenant: Some((id.parse().unwrap(), Slug::parse(slug).unwrap())) }
}

pub fn acme() -> Owner {
    owner(ACME_ID, "acme")
}

pub fn connect(url: &str, timeout: Duration) -> Stalwart {
    let client = client(http::Options { connect_timeout: timeout, timeout });
    Stalwart::new(client, Options { url: url.to_owned(), token: TOKEN.into(), passwords: true })
}

/// Something wanted, as the reconciler hands it over.
#[derive(Debug, Clone)]
pub struct Wish {
    pub owner: Owner,
    pub spec: Spec,
    pub standing: Standing,
    pub external: Option<String>,
}

impl Wish {
    pub fn new(spec: Spec) -> Self {
        Self { owner: acme(), spec, standing: Standing::Present, external: None }
    }

    pub fn standing(mut self, standing: Standing) -> Self {
        self.standing = standing;
        self
    }

    pub fn of(mut self, owner: Owner) -> Self {
        self.owner = owner;
        self
    }

    pub fn known(mut self, external: &str) -> Self {
        self.external = Some(external.to_owned());
        self
    }

    pub fn wanted(&self) -> Wanted<'_> {
        Wanted {
            owner: &self.owner,
            spec: &self.spec,
            standing: self.standing,
            external: self.external.as_deref(),
            secret: None,
        }
    }

    pub async fn observe(&self, stalwart: &Stalwart) -> Result<Seen, Trouble> {
        stalwart.observe(&self.wanted()).await
    }

    /// What would be done now.
    pub async fn plan(&self, stalwart: &Stalwart) -> Result<Comparison, Trouble> {
        let seen = self.observe(stalwart).await?;
        stalwart.compare(&self.wanted(), &seen)
    }

    pub async fn found(&self, stalwart: &Stalwart) -> Found {
        match self.observe(stalwart).await.unwrap() {
            Seen::There(found) => found,
            other => panic!("{other:?}"),
        }
    }
}

pub fn domain(name: &str) -> Spec {
    Spec::Domain { name: name.to_owned(), description: "Dezky tenant acme".to_owned() }
}

pub fn dkim(name: &str) -> Spec {
    Spec::Dkim { domain: name.to_owned(), keys: 2 }
}

pub fn mailbox(address: &str, name: &str, aliases: &[&str], quota: u64) -> Spec {
    let (local, domain) = address.split_once('@').unwrap();
    let aliases = aliases.iter().map(|alias| (*alias).to_owned()).collect();
    Spec::Mailbox { local: local.to_owned(), domain: domain.to_owned(), name: name.to_owned(), aliases, quota }
}

pub fn list(address: &str, recipients: &[&str]) -> Spec {
    let (local, domain) = address.split_once('@').unwrap();
    let recipients = recipients.iter().map(|recipient| (*recipient).to_owned()).collect();
    Spec::MailingList { local: local.to_owned(), domain: domain.to_owned(), recipients }
}

/// A JMAP request as Dezky sends it.
pub fn envelope(method: &str, arguments: Value) -> Value {
    let using = ["urn:ietf:params:jmap:core", "urn:stalwart:jmap"];
    json!({ "using": using, "methodCalls": [[method, arguments, "c1"]] })
}

pub fn answer(method: &str, arguments: Value) -> Value {
    json!({ "methodResponses": [[method, arguments, "c1"]], "sessionState": "4939cc92" })
}

/// A look-up that nobody recorded in this form.
pub fn asked(method: &str, arguments: Value, answered: Value) -> Line {
    Line::asked("POST", "/jmap").with(envelope(method, arguments)).answers(200, answer(method, answered))
}

pub fn query(object: &str, filter: Value, ids: &[&str]) -> Line {
    asked(&format!("{object}/query"), json!({ "filter": filter }), json!({ "ids": ids, "position": 0 }))
}

/// The plan's only call.
pub fn only(plan: &Comparison) -> &Call {
    let [call] = plan.calls.as_slice() else { panic!("{:?}", plan.calls) };
    call
}
