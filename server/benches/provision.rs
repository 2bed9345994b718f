//! What provisioning costs, with processes as they run in production: `make bench`. On the PostgreSQL that
//! `DEZKY_TEST_POSTGRES` names, or on SQLite. It prints figures, and fails where a budget is missed.
//!
//! `steady N`: N tenants as wanted, one process; how long one round of looks takes, and its memory.
//! `kill N K`: N tenants, three processes of which one is killed with SIGKILL K times, at any moment; what was made twice.
//! `storm N P`: N tenants, P processes, engines that fail by chance; how long until all are as wanted, what was made twice.

#![expect(clippy::print_stdout, reason = "figures are what it is for")]
#![expect(clippy::unwrap_used, reason = "it ends where anything goes wrong")]

mod support;

use std::{
    env,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use dezky_domain::{
    ctx::{Clock, Ctx, SystemClock},
    language::Language,
    member::NewMember,
    provision::RunState,
    tenant::{NewPlan, NewTenant},
};
use dezky_sandbox::{
    Options, Sandbox,
    engine::{Fault, Kind},
};
use dezky_server::{
    config::{Config, Outside},
    provision::seal::Keys,
    state::State,
};
use dezky_store::Store;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, Statement};
use support::{Dice, Process, database};

/// A round of 1,000 tenants takes less, and its process holds less.
const ROUND: Duration = Duration::from_secs(60);
const MEMORY_KB: u64 = 150_000;

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let number = |at: usize, usual: usize| words.get(at).and_then(|word| word.parse().ok()).unwrap_or(usual);
    let good = match words.first().map(String::as_str) {
        Some("storm") => storm(number(1, 200), number(2, 4)).await,
        Some("kill") => killed(number(1, 20), number(2, 100)).await,
        _ => steady(number(1, 1000)).await,
    };
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

struct Bench {
    state: State,
    raw: DatabaseConnection,
    sandbox: Sandbox,
    folder: tempfile::TempDir,
}

impl Bench {
    async fn new(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let sandbox = Sandbox::start(Options::default()).await.unwrap();
        sandbox.provider().engines.stalwart().dkim_after_calls(1);
        let url = database(folder.path()).await;
        std::fs::write(folder.path().join("secrets.keys"), Keys::new_line("k1")).unwrap();
        let (engine, at) = (sandbox.base_url(), folder.path().display());
        let file = format!(
            "{settings}\n[web]\nlisten = '127.0.0.1:0'\n[database]\nurl = '{url}'\n[log]\nfilter = 'error'\n\
             [oidc]\nissuer = '{}'\nclient_id = 'dezky'\nclient_secret = 'x'\nshared_subjects = '{engine}/application/o/'\n\
             [secrets]\nkeys = '{at}/secrets.keys'\n[authentik]\nurl = '{engine}'\ntoken = 'sandbox-only-authentik'\n\
             [stalwart]\nurl = '{engine}'\ntoken = 'API_sandbox-only-stalwart'\n\
             [ocis]\nurl = '{engine}'\nuser = 'dezky'\ntoken = 'sandbox-only-ocis'\n\
             [mail]\nurl = 'file://{at}/outbox'\nfrom = 'Dezky <no-reply@dezky.example>'\n[traefik]\npath = '{at}/traefik.yml'\n",
            sandbox.issuer("dezky"),
        );
        let path = folder.path().join("dezky.toml");
        std::fs::write(&path, &file).unwrap();
        let config = Config::load(&Outside { file: Some((path, file)), ..Outside::default() }).unwrap();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let store = Store::connect(&url, Arc::clone(&clock)).await.unwrap();
        store.migrate().await.unwrap();
        let state = State::new(config, store, clock).unwrap();
        Self { state, raw: sea_orm::Database::connect(&url).await.unwrap(), sandbox, folder }
    }

    /// A process that works.
    fn process(&self) -> Process {
        self.process_with(&[])
    }

    fn process_with(&self, environment: &[(&str, &str)]) -> Process {
        Process::start(&self.folder.path().join("dezky.toml"), environment)
    }

    async fn ask_for(&self, number: usize) {
        let (slug, ctx) = (format!("t{number}"), Ctx::service("bench", Arc::clone(&self.state.clock)));
        let domain = format!("{slug}.example");
        let owner = NewMember::parse("Oda Ort", &format!("oda@{domain}"), "owner", "", Language::English);
        let mut new = NewTenant::parse(&format!("Tenant {number}"), &slug, &domain, "").unwrap();
        new.plan = Some(NewPlan::parse(owner, true, true, false, "100").unwrap());
        self.state.services.tenants.create(&ctx, new).await.unwrap();
    }

    async fn states(&self) -> Vec<RunState> {
        let ctx = Ctx::service("bench", Arc::clone(&self.state.clock));
        self.state.services.provisioner.states(&ctx).await.unwrap().into_values().collect()
    }

    /// Waits until all are as wanted; how long that took.
    async fn all_as_wanted(&self, tenants: usize) -> Duration {
        let began = Instant::now();
        loop {
            let states = self.states().await;
            let ready = states.iter().filter(|state| **state == RunState::AsWanted).count();
            if ready == tenants {
                return began.elapsed();
            }
            assert!(began.elapsed() < Duration::from_secs(1800), "{ready} of {tenants} are as wanted");
            tokio::time::sleep(Duration::from_millis(250)).await;
        }
    }

    async fn number(&self, text: &str) -> i64 {
        let statement = Statement::from_string(self.raw.get_database_backend(), text);
        self.raw.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }

    fn twice(&self) -> usize {
        let made = self.sandbox.provider().journal.entries(Some("created"), 0);
        let mut made: Vec<String> = made.into_iter().map(|entry| entry.what).collect();
        made.sort();
        made.windows(2).filter(|pair| pair[0] == pair[1]).inspect(|pair| println!("twice: {}", pair[0])).count()
    }
}

async fn steady(tenants: usize) -> bool {
    // No look comes by itself: the round is asked for.
    let bench = Bench::new("[provision]\nlook_seconds = 100000").await;
    let process = bench.process();
    let began = Instant::now();
    bench.ask_for(0).await;
    bench.all_as_wanted(1).await;
    println!("one tenant, on an idle platform: {:.2} s until as wanted", began.elapsed().as_secs_f64());
    for number in 1..tenants {
        bench.ask_for(number).await;
    }
    let asked = began.elapsed();
    bench.all_as_wanted(tenants).await;
    println!(
        "{tenants} tenants: asked for in {:.1} s, as wanted after {:.1} s; {:.0} ms of processor time each",
        asked.as_secs_f64(),
        began.elapsed().as_secs_f64(),
        process.worked().as_secs_f64() * 1000.0 / tenants as f64
    );
    let calls = bench.sandbox.provider().engines.hold.calls();
    let began = Instant::now();
    bench.raw.execute_unprepared("UPDATE tenant_plan SET look_due_us = 0, looked_us = NULL").await.unwrap();
    while bench.number("SELECT COUNT(*) FROM tenant_plan WHERE looked_us IS NULL").await > 0 {
        assert!(began.elapsed() < ROUND * 10, "the round doesn't end");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let (round, peak) = (began.elapsed(), process.peak());
    let calls = bench.sandbox.provider().engines.hold.calls() - calls;
    println!("one round: {:.1} s, {calls} calls; the process had {} MB at most", round.as_secs_f64(), peak / 1000);
    println!("made twice: {}", bench.twice());
    round < ROUND && peak < MEMORY_KB && bench.twice() == 0
}

async fn killed(tenants: usize, kills: usize) -> bool {
    let bench = Bench::new("").await;
    for number in 0..tenants {
        bench.ask_for(number).await;
    }
    // What a killed one had begun is taken over when its lease ends.
    let soon = [
        ("DEZKY__PROVISION__LEASE_SECONDS", "10"),
        ("DEZKY__AUTHENTIK__TIMEOUT_SECONDS", "2"),
        ("DEZKY__STALWART__TIMEOUT_SECONDS", "2"),
        ("DEZKY__OCIS__TIMEOUT_SECONDS", "2"),
    ];
    let mut processes: Vec<Process> = (0..3).map(|_| bench.process_with(&soon)).collect();
    let mut dice = Dice(0x9e37_79b9);
    for _ in 0..kills {
        tokio::time::sleep(Duration::from_millis(u64::from(dice.below(400)))).await;
        let place = dice.below(3) as usize;
        processes[place] = bench.process_with(&soon);
    }
    let took = bench.all_as_wanted(tenants).await;
    let twice = bench.twice();
    println!(
        "{tenants} tenants, {kills} kills: as wanted {:.1} s after the last; made twice: {twice}",
        took.as_secs_f64()
    );
    twice == 0
}

async fn storm(tenants: usize, processes: usize) -> bool {
    let bench = Bench::new("").await;
    let ways = [
        Kind::Cut,
        Kind::DoneThenCut,
        Kind::Status { status: 500, retry_after: None },
        Kind::Status { status: 429, retry_after: Some(1) },
        Kind::Delay { ms: 500 },
        Kind::Stale,
    ];
    let one = |(seed, kind)| Fault { share: Some(0.01), seed, ..Fault::always(kind) };
    bench.sandbox.provider().engines.faults.set((1..).zip(ways).map(one));
    for number in 0..tenants {
        bench.ask_for(number).await;
    }
    let _processes: Vec<Process> = (0..processes).map(|_| bench.process()).collect();
    let took = bench.all_as_wanted(tenants).await;
    let calls = bench.sandbox.provider().engines.hold.calls();
    println!(
        "{tenants} tenants, {processes} processes, engines that fail: as wanted after {:.1} s, {calls} calls",
        took.as_secs_f64()
    );
    // Since all were asked for before any was begun, the spread of their ends is the unfairness.
    let spread = "SELECT CAST(MAX(ready) - MIN(ready) AS BIGINT) FROM
        (SELECT MAX(done_us) AS ready FROM resource WHERE tenant_id IS NOT NULL GROUP BY tenant_id) t";
    println!("between the first and the last tenant: {} ms", bench.number(spread).await / 1000);
    let twice = bench.twice();
    println!("made twice: {twice}");
    twice == 0
}
