//! A database of its own for each test, and short words for what most tests need.

mod clock;
mod postgres;

use std::{collections::BTreeMap, future::Future, sync::Arc};

use chrono::{DateTime, Duration, Utc};
use dezky_domain::{
    access::{Action, Role},
    audit::{Actor, ActorKind, Attribution, Class, NewEvent, Outcome, Source, Target},
    ctx::{Acting, Actor as Caller, Clock, Ctx, Host, Scope},
    id::{EventId, PersonId, SessionId, TenantId},
    member::{Email, Identity, MemberState, Person},
    provision::TenantServices,
    tenant::{NewTenant, Tenant},
};
use dezky_store::Store;
use sea_orm::{Database, DatabaseConnection};

pub use clock::TestClock;

pub const ALL: Scope = Scope::any_tenant("tests see everything");

/// An open, migrated database and the clock it looks at.
#[derive(Debug)]
pub struct World {
    pub store: Store,
    pub clock: Arc<TestClock>,
    pub url: String,
    _folder: Option<tempfile::TempDir>,
}

impl World {
    async fn open(url: String, folder: Option<tempfile::TempDir>) -> Self {
        let clock = Arc::new(TestClock::default());
        let store = Store::connect(&url, Arc::clone(&clock) as Arc<dyn Clock>).await.unwrap();
        Self { store, clock, url, _folder: folder }
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    pub fn postgres(&self) -> bool {
        self.store.kind() == "PostgreSQL"
    }

    /// The database itself, past the store.
    pub async fn raw(&self) -> DatabaseConnection {
        Database::connect(&self.url).await.unwrap()
    }

    pub async fn tenant(&self, slug: &str) -> Tenant {
        let new = NewTenant::parse(&slug.to_uppercase(), slug, &format!("{slug}.example"), "").unwrap();
        let work = self.store.begin().await.unwrap();
        let tenant = work.tenants().insert(&ALL, TenantId::new(&*self.clock), &new, self.now()).await.unwrap();
        work.save().await.unwrap();
        tenant
    }

    pub async fn person(&self, name: &str) -> Person {
        let work = self.store.begin().await.unwrap();
        let (id, email) = (PersonId::new(&*self.clock), format!("{}@x.example", name.to_lowercase().replace(' ', ".")));
        let identity = identity("https://id.example/acme/", &id.to_string());
        let person = work.people().create(&ALL, id, &identity, &email, name, self.now()).await.unwrap();
        work.save().await.unwrap();
        person
    }

    pub async fn member(&self, tenant: &Tenant, name: &str, role: Role) -> Person {
        let person = self.person(name).await;
        self.grant(tenant, &person, role, MemberState::Active).await;
        person
    }

    pub async fn grant(&self, tenant: &Tenant, person: &Person, role: Role, state: MemberState) {
        let work = self.store.begin().await.unwrap();
        work.people().grant(&ALL, tenant.id, person.id, role, state, self.now()).await.unwrap();
        let email = Email::parse(&person.email).unwrap();
        work.people().claim(&ALL, person.id, &email).await.unwrap();
        work.save().await.unwrap();
    }

    /// Takes a tenant into provisioning.
    pub async fn plan(&self, tenant: &Tenant) {
        let work = self.store.begin().await.unwrap();
        work.plans().insert(tenant.id, services(), Some("o@x.example"), self.now()).await.unwrap();
        work.save().await.unwrap();
    }

    pub async fn record(&self, events: &[NewEvent]) -> usize {
        let work = self.store.begin().await.unwrap();
        let stored = work.audit().record(events).await.unwrap();
        work.save().await.unwrap();
        stored
    }

    /// An event of the hour; its position is its own id.
    pub fn event(&self) -> NewEvent {
        let id = EventId::new(&*self.clock);
        NewEvent {
            id,
            source: Source::Ocis,
            position: id.to_string(),
            tenant: None,
            attribution: Attribution::None,
            occurred: self.now(),
            occurred_known: true,
            observed: self.now(),
            actor: Actor { kind: ActorKind::Person, id: Some("u-mara".into()), name: Some("Mara Quist".into()) },
            on_behalf: None,
            action: "file_create".into(),
            class: Class::Mutation,
            target: Target { kind: "file".into(), id: Some("f-cover".into()), name: Some("/Final/cover.odg".into()) },
            outcome: Outcome::Done,
            ip: None,
            user_agent: None,
            request: None,
            story: None,
            telling: 0,
            words: BTreeMap::new(),
            changes: Vec::new(),
            raw: None,
            raw_sha256: None,
            format: None,
        }
    }

    /// The scope of an owner on the tenant's host.
    pub fn within(&self, tenant: &Tenant) -> Scope {
        let owner = acting(PersonId::new(&*self.clock), &*self.clock, Some(Role::Owner));
        self.ctx(owner, Host::Tenant(Arc::new(tenant.clone()))).require(Action::ReadTenantAudit).unwrap()
    }

    /// The scope of somebody's own things.
    pub fn own(&self, person: PersonId) -> Scope {
        self.ctx(acting(person, &*self.clock, None), Host::Platform).require(Action::ReadMe).unwrap()
    }

    fn ctx(&self, acting: Acting, host: Host) -> Ctx {
        let service = Ctx::service("test", Arc::clone(&self.clock) as Arc<dyn Clock>);
        Ctx { actor: Caller::Person(acting), host, ..service }
    }
}

fn acting(person: PersonId, clock: &dyn Clock, role: Option<Role>) -> Acting {
    let session = SessionId::new(clock);
    Acting {
        person,
        session,
        name: String::new(),
        email: String::new(),
        role,
        platform: None,
        partner: None,
        until: None,
    }
}

/// Mail and files, and 5 GB.
pub fn services() -> TenantServices {
    TenantServices { mail: true, files: true, chat: false, quota: 5_000_000_000 }
}

pub fn identity(issuer: &str, subject: &str) -> Identity {
    Identity { issuer: issuer.into(), subject: subject.into() }
}

pub fn minutes(minutes: i64) -> Duration {
    Duration::minutes(minutes)
}

/// On SQLite, with nothing in it yet.
pub async fn empty_sqlite() -> World {
    let folder = tempfile::tempdir().unwrap();
    // The folder in between is made by the store.
    let url = format!("sqlite://{}/data/dezky.db", folder.path().display());
    World::open(url, Some(folder)).await
}

/// On PostgreSQL, with nothing in it yet; `None` where it is skipped aloud.
pub async fn empty_postgres() -> Option<World> {
    Some(World::open(postgres::database().await?, None).await)
}

pub async fn run<F: Future<Output = ()>>(world: World, migrate: bool, test: impl FnOnce(Arc<World>) -> F) {
    if migrate {
        world.store.migrate().await.unwrap();
    }
    let world = Arc::new(world);
    test(Arc::clone(&world)).await;
    // A test that fails leaves its database to be looked at.
    world.store.clone().close().await.unwrap();
    if world.postgres() {
        postgres::remove(&world.url).await;
    }
}

/// A test that is told once and runs on both databases.
macro_rules! on_both {
    ($name:ident, |$world:ident| $test:expr) => {
        on_both!($name, true, |$world| $test);
    };
    ($name:ident, $migrate:literal, |$world:ident| $test:expr) => {
        mod $name {
            #[expect(clippy::allow_attributes, reason = "not every test uses every word of its file")]
            #[allow(unused_imports)]
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() {
                crate::support::run(crate::support::empty_sqlite().await, $migrate, |$world| $test).await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() {
                if let Some(world) = crate::support::empty_postgres().await {
                    crate::support::run(world, $migrate, |$world| $test).await;
                }
            }
        }
    };
}
