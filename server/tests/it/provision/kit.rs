//! A platform with its engines: Dezky beside the sandbox, and workers that work when they are told to.

use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::Method;
use chrono::TimeDelta;
use dezky_connect::http::{Options as HttpOptions, client};
use dezky_domain::{
    ctx::Ctx,
    id::{PersonId, ResourceId},
    language::Language,
    member::{Email, NewMember},
    provision::{Kind, Provisioning, RunState, Step, StepState},
    tenant::{NewPlan, NewTenant, Slug, Tenant},
};
use dezky_sandbox::{Options, Provider, Sandbox};
use dezky_server::{
    provision::{desire, seal::Keys},
    state::State,
    worker,
};
use serde_json::Value;

use crate::support::{ALL, TestClock, World};

/// Enough for everything that is ever tried again in these tests; a story that needs more doesn't converge.
const TURNS: usize = 400;

impl World {
    /// With the engines of the sandbox, provisioned on the platform's own part already.
    pub async fn with_engines(settings: &str) -> Self {
        let world = Self::with_bare_engines(settings).await;
        worker::look::ask(&world.state).await.unwrap();
        world.settle().await;
        world
    }

    /// The same, where tenants can have chat.
    pub async fn with_chat() -> Self {
        static SOCKETS: AtomicUsize = AtomicUsize::new(0);
        let socket = folder().join(format!("zulip-{}.sock", SOCKETS.fetch_add(1, Ordering::Relaxed)));
        let settings = format!(
            "[zulip]\nrealms = true\nsocket = '{}'\n[launcher]\n\
             apps = [{{ app = 'chat', url = 'https://{{slug}}-chat.dezky.example' }}]\n",
            socket.display()
        );
        let world = Self::beside(&settings, Options { zulip: Some(socket), ..Options::default() }).await;
        worker::look::ask(&world.state).await.unwrap();
        world.settle().await;
        world
    }

    /// With the engines of the sandbox, before anything is provisioned.
    pub async fn with_bare_engines(settings: &str) -> Self {
        Self::beside(settings, Options::default()).await
    }

    async fn beside(settings: &str, options: Options) -> Self {
        let sandbox = Sandbox::start(options).await.unwrap();
        sandbox.provider().engines.stalwart().dkim_after_calls(1);
        let url = sandbox.base_url();
        let issuer = sandbox.issuer("dezky");
        let all = format!(
            "{settings}\n[limits]\nsign_in_per_minute = 1000\n[oidc]\nissuer = '{issuer}'\nclient_id = 'dezky'\n\
             client_secret = 'sandbox-only-dezky'\nshared_subjects = '{url}/application/o/'\n\
             [secrets]\nkeys = '{}'\n[authentik]\nurl = '{url}'\ntoken = 'sandbox-only-authentik'\ntimeout_seconds = 2\n\
             [stalwart]\nurl = '{url}'\ntoken = 'API_sandbox-only-stalwart'\ntimeout_seconds = 2\n\
             [ocis]\nurl = '{url}'\nuser = 'dezky'\ntoken = 'sandbox-only-ocis'\ntimeout_seconds = 2\n\
             [mail]\nurl = 'file://{}'\nfrom = 'Dezky <no-reply@dezky.example>'\n",
            folder().join("secrets.keys").display(),
            folder().join("outbox").display(),
        );
        Self::made(&all, TestClock::of_the_machine(), Some(sandbox)).await
    }

    /// Straight at an engine, as somebody with a screwdriver would: status and body.
    pub async fn engine_call(&self, method: Method, path: &str, body: &Value) -> (u16, Value) {
        let url = format!("{}{path}", self.provider().base_url());
        let request = client(HttpOptions::default()).request(method, url);
        let request = if body.is_null() { request } else { request.json(body) };
        let request = if path.starts_with("/api/v3/") {
            request.bearer_auth("sandbox-only-authentik")
        } else if path.starts_with("/jmap") {
            request.bearer_auth("API_sandbox-only-stalwart")
        } else {
            request.basic_auth("dezky", Some("sandbox-only-ocis"))
        };
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, serde_json::from_str(&answer.text().await.unwrap()).unwrap_or_default())
    }

    /// Somebody as Authentik has them.
    pub async fn user(&self, email: &str) -> Value {
        let path = format!("/api/v3/core/users/?username={email}");
        self.engine_call(Method::GET, &path, &Value::Null).await.1["results"][0].clone()
    }

    /// Whether Authentik lets somebody in.
    pub async fn may_sign_in(&self, email: &str) -> bool {
        self.user(email).await["is_active"] == true
    }

    /// Whether OCIS lets somebody in.
    pub async fn account_enabled(&self, email: &str) -> bool {
        let (status, user) = self.engine_call(Method::GET, &format!("/graph/v1.0/users/{email}"), &Value::Null).await;
        status == 200 && user["accountEnabled"] == true
    }

    /// The sandbox's engines, in which nobody has done anything yet.
    pub fn engines(&self) -> &Provider {
        self.provider().provider()
    }

    pub fn service(&self) -> Ctx {
        Ctx::service("tests", std::sync::Arc::clone(&self.state.clock))
    }

    /// Wanted, not made: no worker has run.
    pub async fn ask_for(&self, slug: &str, owner: &str) -> Tenant {
        let tenants = std::sync::Arc::clone(&self.state.services.tenants);
        tenants.create(&self.service(), new_tenant(slug, owner)).await.unwrap()
    }

    /// A tenant with mail and files, whose owner is `owner@<slug>.example`, as wanted everywhere.
    pub async fn provisioned(&self, slug: &str, owner: &str) -> Tenant {
        let tenant = self.ask_for(slug, owner).await;
        self.settle().await;
        let shown = self.shown(slug).await;
        assert_eq!(shown.state, RunState::AsWanted, "{:#?}", open_steps(&shown));
        tenant
    }

    /// Lets a worker work until nothing is left to do, moving the clock to whatever comes next.
    pub async fn settle(&self) {
        settle(&self.state, |by| self.pass(by)).await;
    }

    /// Looks at every tenant again, and lets the workers work.
    pub async fn look(&self) {
        self.pass(TimeDelta::seconds(self.state.config.provision.look_seconds + 1));
        worker::look::ask(&self.state).await.unwrap();
        self.settle().await;
    }

    pub async fn shown(&self, slug: &str) -> Provisioning {
        let slug = Slug::parse(slug).unwrap();
        self.state.services.provisioner.show(&self.service(), &slug).await.unwrap().unwrap()
    }

    pub async fn step(&self, slug: &str, kind: Kind, key: &str) -> Step {
        let shown = self.shown(slug).await;
        let found = shown.steps.into_iter().find(|step| step.name.kind == kind && step.name.key == key);
        found.unwrap_or_else(|| panic!("{slug} has no {kind:?} {key}"))
    }

    pub async fn step_id(&self, slug: &str, kind: Kind, key: &str) -> ResourceId {
        self.step(slug, kind, key).await.id
    }

    /// The context of somebody who acts on a tenant's host as the command line does.
    pub async fn on(&self, slug: &str) -> Ctx {
        let tenant = self.tenant_of(slug).await;
        Ctx { host: dezky_domain::ctx::Host::Tenant(tenant.into()), ..self.service() }
    }

    pub async fn person_of(&self, email: &str) -> PersonId {
        self.store().people().by_address(&ALL, &Email::parse(email).unwrap()).await.unwrap().unwrap().id
    }

    /// How often an object came into being in an engine, by the sandbox's own word: `stalwart domain acme.example`.
    pub fn created(&self, what: &str) -> usize {
        let entries = self.engines().journal.entries(Some("created"), 0);
        entries.iter().filter(|entry| entry.what == what).count()
    }

    /// Objects that came into being more than once.
    pub fn created_twice(&self) -> Vec<String> {
        let mut all: Vec<String> =
            self.engines().journal.entries(Some("created"), 0).into_iter().map(|entry| entry.what).collect();
        all.sort();
        let mut twice: Vec<String> =
            all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0].clone()).collect();
        twice.dedup();
        twice
    }

    /// The newest calls that changed something in an engine, or would have.
    pub fn changes(&self) -> Vec<String> {
        self.engines().journal.entries(Some("change"), 0).into_iter().map(|entry| entry.what).collect()
    }
}

/// Where the key file is and letters go: one folder for all tests of this run, since a letter is named by whom it is to.
pub fn folder() -> &'static std::path::Path {
    static FOLDER: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
    let made = || {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("secrets.keys"), Keys::new_line("k1")).unwrap();
        folder
    };
    FOLDER.get_or_init(made).path()
}

#[must_use]
pub fn new_tenant(slug: &str, owner: &str) -> NewTenant {
    let name = slug[..1].to_uppercase() + &slug[1..];
    let domain = format!("{slug}.example");
    let owner = NewMember::parse(owner, &format!("{}@{domain}", owner.to_lowercase()), "owner", "", Language::English);
    let mut new = NewTenant::parse(&name, slug, &domain, "").unwrap();
    new.plan = Some(NewPlan::parse(owner, true, true, false, "100").unwrap());
    new
}

#[must_use]
pub fn new_member(name: &str, domain: &str, role: &str) -> NewMember {
    NewMember::parse(name, &format!("{}@{domain}", name.to_lowercase()), role, "", Language::German).unwrap()
}

/// What isn't done, for a message.
#[must_use]
pub fn open_steps(shown: &Provisioning) -> Vec<&Step> {
    shown.steps.iter().filter(|step| step.state != StepState::Done).collect()
}

/// Lets a worker of `state` work until no job is left but those of the far future.
pub async fn settle(state: &State, pass: impl Fn(TimeDelta)) {
    for _ in 0..TURNS {
        while worker::reconcile::next(state, "a worker").await.unwrap() {}
        let jobs = state.store.jobs().list(&ALL, None, Some(desire::RECONCILE), 500).await.unwrap();
        let every = TimeDelta::seconds(state.config.provision.look_seconds);
        let now = state.clock.now();
        let next = jobs
            .iter()
            // The platform's own next look comes round for ever.
            .filter(|job| job.about != desire::PLATFORM)
            .map(|job| job.run_at)
            .min();
        match next {
            Some(at) if at - now < every => pass((at - now).max(TimeDelta::zero()) + TimeDelta::milliseconds(1)),
            _ => return,
        }
    }
    panic!("it doesn't come to an end");
}
