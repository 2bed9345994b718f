//! A platform of its own for each test: a database, a clock that is told the time, the router, and people in it.

mod answer;
mod browser;
mod clock;
mod database;
mod groups;
mod provider;
mod zone;

use std::sync::{Arc, OnceLock};

use axum::Router;
use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    access::Role,
    audit::AuditEvent,
    ctx::{Clock, Scope},
    id::{EventId, PersonId, SessionId, TenantId},
    member::{Email, Identity, MemberState, Person},
    tenant::{NewTenant, Slug, Tenant},
    timeline::TimelineFilter,
};
use dezky_sandbox::Sandbox;
use dezky_server::{
    auth::identify::{ID_TOKEN, SIGNED_IN, SignedIn},
    config::{Config, Outside},
    http::router,
    state::State,
};
use dezky_store::{Query, Store};
use serde_json::json;
use tower_sessions::{SessionStore as _, session::Record};

pub use self::{
    answer::Answer,
    browser::{Browser, Open},
    clock::TestClock,
    database::Database,
    provider::Begun,
    zone::Zone,
};

pub const ALL: Scope = Scope::any_tenant("tests see everything");

/// The form for a new tenant that has an owner and no service.
#[must_use]
pub fn tenant_form<'a>(name: &'a str, slug: &'a str, domain: &'a str, accent: &'a str) -> [(&'static str, &'a str); 9] {
    [
        ("name", name),
        ("slug", slug),
        ("domain", domain),
        ("accent", accent),
        ("quota", "100"),
        ("owner_name", "Oda Ort"),
        ("owner_email", "oda@people.example"),
        ("invite_to", ""),
        ("language", "de"),
    ]
}

/// Where the platform itself is; a tenant is one label before it.
pub const PLATFORM: &str = "localhost:3000";

pub struct World {
    pub state: State,
    pub clock: Arc<TestClock>,
    pub database: Database,
    pub sandbox: Option<Sandbox>,
    /// With which a test talks to the sandbox.
    control: OnceLock<reqwest::Client>,
    router: Router,
}

impl World {
    pub async fn new() -> Self {
        Self::with("").await
    }

    /// With a `dezky.toml`.
    pub async fn with(settings: &str) -> Self {
        Self::made(settings, TestClock::default(), None).await
    }

    pub(crate) async fn made(settings: &str, clock: TestClock, sandbox: Option<Sandbox>) -> Self {
        let (database, clock) = (Database::migrated().await, Arc::new(clock));
        let file = Some(("dezky.toml".into(), settings.to_owned()));
        let config = Config::load(&Outside { file, ..Outside::default() }).unwrap();
        let store = Store::connect(&database.url, Arc::clone(&clock) as Arc<dyn Clock>).await.unwrap();
        let state = State::new(config, store, Arc::clone(&clock) as Arc<dyn Clock>).unwrap();
        Self { router: router(&state), state, clock, database, sandbox, control: OnceLock::new() }
    }

    /// The same world with a part of it exchanged.
    pub fn exchanged(mut self, change: impl FnOnce(&mut State)) -> Self {
        change(&mut self.state);
        Self { router: router(&self.state), ..self }
    }

    /// The same world after a restart with another configuration.
    pub fn restarted(self, change: impl FnOnce(&mut Config)) -> Self {
        let mut config = (*self.state.config).clone();
        change(&mut config);
        self.exchanged(|state| *state = State::new(config, state.store.clone(), Arc::clone(&state.clock)).unwrap())
    }

    pub fn store(&self) -> &Store {
        &self.state.store
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn pass(&self, time: TimeDelta) {
        self.clock.advance(time);
    }

    /// `acme` is Acme, with the mail domain `acme.example`.
    pub async fn tenant(&self, slug: &str) -> Tenant {
        let name = slug[..1].to_uppercase() + &slug[1..];
        let new = NewTenant::parse(&name, slug, &format!("{slug}.example"), "#F4B942").unwrap();
        let work = self.store().begin().await.unwrap();
        let tenant = work.tenants().insert(&ALL, TenantId::new(&*self.clock), &new, self.now()).await.unwrap();
        work.save().await.unwrap();
        tenant
    }

    pub async fn tenant_of(&self, slug: &str) -> Tenant {
        self.store().tenants().by_slug(&ALL, &Slug::parse(slug).unwrap()).await.unwrap().unwrap()
    }

    /// Somebody whom the provider knows, with no right anywhere.
    pub async fn person(&self, name: &str) -> Person {
        let (id, email) =
            (PersonId::new(&*self.clock), format!("{}@people.example", name.to_lowercase().replace(' ', ".")));
        let identity = Identity { issuer: "https://id.example/".to_owned(), subject: name.to_owned() };
        let work = self.store().begin().await.unwrap();
        let person = work.people().create(&ALL, id, &identity, &email, name, self.now()).await.unwrap();
        work.save().await.unwrap();
        person
    }

    pub async fn grant(&self, slug: &str, person: &Person, role: Role) {
        self.grant_as(slug, person, role, MemberState::Active).await;
    }

    pub async fn grant_as(&self, slug: &str, person: &Person, role: Role, state: MemberState) {
        let tenant = self.tenant_of(slug).await;
        let work = self.store().begin().await.unwrap();
        work.people().grant(&ALL, tenant.id, person.id, role, state, self.now()).await.unwrap();
        if let Ok(email) = Email::parse(&person.email) {
            work.people().claim(&ALL, person.id, &email).await.unwrap();
        }
        work.save().await.unwrap();
    }

    pub async fn grant_platform(&self, person: &Person, role: Option<Role>) {
        let work = self.store().begin().await.unwrap();
        work.people().grant_platform(&ALL, person.id, role).await.unwrap();
        work.save().await.unwrap();
    }

    /// Somebody new with a role in a tenant, signed in on its host.
    pub async fn member(&self, slug: &str, name: &str, role: Role) -> Browser {
        let person = self.person(name).await;
        self.grant(slug, &person, role).await;
        self.signed_in(slug, &person).await
    }

    /// Somebody new with a role on the platform, signed in on its host.
    pub async fn operator(&self, name: &str, role: Role) -> Browser {
        let person = self.person(name).await;
        self.grant_platform(&person, Some(role)).await;
        self.signed_in("", &person).await
    }

    /// A browser that nobody has signed in with. `slug` is a tenant's, or empty for the platform itself.
    pub fn browser(&self, slug: &str) -> Browser {
        let host = if slug.is_empty() { PLATFORM.to_owned() } else { format!("{slug}.{PLATFORM}") };
        Browser::new(self.router.clone(), host, self.state.config.web.secure)
    }

    /// A browser with a session, as a sign-in leaves it, without the provider.
    pub async fn signed_in(&self, slug: &str, person: &Person) -> Browser {
        let tenant = if slug.is_empty() { None } else { Some(self.tenant_of(slug).await.id) };
        let signed_in = SignedIn {
            session: SessionId::new(&*self.clock),
            person: person.id,
            tenant,
            issuer: "https://id.example/".to_owned(),
            subject: person.name.clone(),
            sid: None,
            user_agent: Some("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0".to_owned()),
            address: Some("192.0.2.1".to_owned()),
            since_us: self.now().timestamp_micros(),
        };
        let data = [(SIGNED_IN, json!(signed_in)), (ID_TOKEN, json!("not.a.token"))];
        let mut record = Record {
            id: tower_sessions::session::Id::default(),
            data: data.into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
            expiry_date: std::time::SystemTime::UNIX_EPOCH.into(),
        };
        let session = &self.state.config.session;
        let life = (TimeDelta::minutes(session.idle_minutes), TimeDelta::hours(session.absolute_hours));
        self.store().session_store(life.0, life.1).create(&mut record).await.unwrap();
        let mut browser = self.browser(slug);
        browser.keep(browser.session_cookie(), &record.id.to_string());
        browser
    }

    /// Everything that is stored, newest first: noise and the parts of entries as well.
    pub async fn events(&self) -> Vec<AuditEvent> {
        let timeline = self.store().timeline();
        let filter = TimelineFilter { noise: true, ..TimelineFilter::default() };
        let mut events = timeline.page(&ALL, &Query { filter, ..Query::default() }, None, 10_000).await.unwrap();
        let entries: Vec<EventId> = events.iter().map(|event| event.event.id).collect();
        let parts = timeline.parts(&ALL, &entries, 10_000).await.unwrap();
        events.extend(parts.into_values().flat_map(|parts| parts.first));
        events.sort_by_key(|event| std::cmp::Reverse((event.event.occurred, event.seq)));
        events
    }

    /// What the line of time shows, newest first.
    pub async fn entries(&self) -> Vec<AuditEvent> {
        self.store().timeline().page(&ALL, &Query::default(), None, 10_000).await.unwrap()
    }

    /// Those with this action, newest first.
    pub async fn events_of(&self, action: &str) -> Vec<AuditEvent> {
        let events = self.events().await;
        events.into_iter().filter(|event| event.event.action == action).collect()
    }
}
