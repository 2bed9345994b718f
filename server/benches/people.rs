//! What a tenant of N people costs those who manage it (10,000 where nothing is said): `make bench`, on the PostgreSQL that
//! `DEZKY_TEST_POSTGRES` names, or on SQLite. The median and the longest of 50 of each; acts on all, and a file of all, once.

#![expect(clippy::print_stdout, reason = "figures are what it is for")]
#![expect(clippy::unwrap_used, reason = "it ends where anything goes wrong")]

#[expect(dead_code, reason = "only the database of it is needed here")]
mod support;

use std::{
    env,
    future::Future,
    sync::Arc,
    time::{Duration, Instant},
};

use dezky_domain::{
    access::Role,
    batch::{Chosen, Deed},
    ctx::{Acting, Actor, Clock, Ctx, Host, Scope, SystemClock},
    id::{PersonId, SessionId, TenantId},
    member::{Email, Identity, MemberState, PeopleOrder, PeopleQuery, PeopleSort},
    tenant::NewTenant,
};
use dezky_server::{
    config::{Config, Outside},
    state::State,
    worker,
};
use dezky_store::Store;
use support::database;

const ALL: Scope = Scope::any_tenant("a bench fills a database");
const TIMES: usize = 50;

#[tokio::main]
async fn main() {
    let people = env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(10_000_usize);
    let folder = tempfile::tempdir().unwrap();
    let url = database(folder.path()).await;
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let file = format!("[web]\nlisten = '127.0.0.1:0'\n[database]\nurl = '{url}'\n[log]\nfilter = 'error'\n");
    let outside = Outside { file: Some((folder.path().join("dezky.toml"), file)), ..Outside::default() };
    let config = Config::load(&outside).unwrap();
    let store = Store::connect(&url, Arc::clone(&clock)).await.unwrap();
    store.migrate().await.unwrap();
    let state = State::new(config, store, Arc::clone(&clock)).unwrap();
    let ctx = filled(&state, people).await;
    println!("{people} people");

    let query = PeopleQuery::default;
    let members = &state.services.members;
    let of = &ctx;
    let list = |query: PeopleQuery| async move { members.list(of, &query).await.unwrap().page.rows.len() };
    timed("list, first page", || list(query())).await;
    timed("list, last page", || list(PeopleQuery { number: (people as u64).div_ceil(25), ..query() })).await;
    let falling = PeopleOrder { by: PeopleSort::LastSignIn, falling: true };
    timed("list, by last sign-in", || list(PeopleQuery { order: falling, ..query() })).await;
    timed("search, one found", || list(PeopleQuery { text: format!("person{}@", people / 2), ..query() })).await;
    timed("search, a tenth found", || list(PeopleQuery { text: "7@many".to_owned(), ..query() })).await;
    timed("one role", || list(PeopleQuery { role: Some(Role::Owner), ..query() })).await;

    let batches = &state.services.batches;
    let began = Instant::now();
    let id = batches.choose(&ctx, Deed::SetRole { role: Role::Auditor }, &Chosen::All, &query()).await.unwrap();
    said("an act on all, chosen", began.elapsed());
    let began = Instant::now();
    batches.start(&ctx, id).await.unwrap();
    while worker::batches::next(&state).await.unwrap() {}
    said("an act on all, done", began.elapsed());

    let rows: String = (0..people).map(|n| format!("Newcomer {n},newcomer{n}@many.example\n")).collect();
    let began = Instant::now();
    let id = batches.import(&ctx, format!("name,email\n{rows}").as_bytes()).await.unwrap();
    said("a file of as many, read and judged", began.elapsed());
    let began = Instant::now();
    batches.start(&ctx, id).await.unwrap();
    while worker::batches::next(&state).await.unwrap() {}
    said("a file of as many, added", began.elapsed());
}

/// A tenant with that many people; the context is its owner's.
async fn filled(state: &State, people: usize) -> Ctx {
    let clock = Arc::clone(&state.clock);
    let work = state.store.begin().await.unwrap();
    let new = NewTenant::parse("Many", "many", "many.example", "#336699").unwrap();
    let tenant = work.tenants().insert(&ALL, TenantId::new(&*clock), &new, clock.now()).await.unwrap();
    let mut owner = None;
    for number in 0..people {
        let (id, email) = (PersonId::new(&*clock), format!("person{number}@many.example"));
        let identity = Identity { issuer: "https://id.example/".to_owned(), subject: number.to_string() };
        let person =
            work.people().create(&ALL, id, &identity, &email, &format!("Person {number}"), clock.now()).await.unwrap();
        let role = if number == 0 { Role::Owner } else { Role::Member };
        work.people().grant(&ALL, tenant.id, id, role, MemberState::Active, clock.now()).await.unwrap();
        work.people().claim(&ALL, id, &Email::parse(&email).unwrap()).await.unwrap();
        owner.get_or_insert(person);
    }
    work.save().await.unwrap();
    let owner = owner.unwrap();
    let acting = Acting {
        person: owner.id,
        session: SessionId::new(&*clock),
        name: owner.name,
        email: owner.email,
        role: Some(Role::Owner),
        platform: None,
        partner: None,
        until: None,
    };
    Ctx { actor: Actor::Person(acting), host: Host::Tenant(Arc::new(tenant)), ..Ctx::service("bench", clock) }
}

async fn timed<F: Future<Output = usize>>(what: &str, ask: impl Fn() -> F) {
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let began = Instant::now();
        assert_ne!(ask().await, 0, "{what} finds nobody");
        times.push(began.elapsed());
    }
    times.sort_unstable();
    println!("  {what:<36} {:>8.2} ms, at most {:.2} ms", ms(times[TIMES / 2]), ms(times[TIMES - 1]));
}

fn said(what: &str, took: Duration) {
    println!("  {what:<36} {:>8.0} ms", ms(took));
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
