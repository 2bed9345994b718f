//! What taking in OCIS's log costs, and what survives: `make bench`. On the PostgreSQL that `DEZKY_TEST_POSTGRES` names, or
//! on SQLite. It prints figures, and fails where a budget is missed.
//!
//! `rate N`: a log of N recorded lines, read, understood, attributed and stored; beside it the rows that came of it, put
//! into the same table of an empty database by as little as can do that: inserts of many rows, a transaction for each
//! thousand (SQLite), or one `COPY` (PostgreSQL).
//! `memory M`: a log of M MiB, taken in by a process; the most memory that it had.
//! `kill K`: a process that takes in what is being written is killed with SIGKILL K times, at any moment; what is lost, and
//! what is there twice.

#![expect(clippy::print_stdout, reason = "figures are what it is for")]
#![expect(clippy::unwrap_used, reason = "it ends where anything goes wrong")]

mod support;

use std::{
    collections::BTreeSet,
    env,
    fs::{self, File, OpenOptions},
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
    process::{Command, ExitCode},
    sync::Arc,
    time::{Duration, Instant},
};

use dezky_connect::parse::ocis::{Parsed, parse};
use dezky_domain::{
    audit::Source,
    ctx::{Clock, Scope, SystemClock},
    id::TenantId,
    tenant::{NewTenant, ObjectKind},
};
use dezky_server::{
    config::{Config, Outside},
    state::State,
    worker::{
        ingest::{Log, Step, step},
        reader::Reader,
    },
};
use dezky_store::Store;
use sea_orm::{ConnectOptions, ConnectionTrait as _, DatabaseConnection, Statement, TransactionTrait as _, Value};
use support::{Dice, Process, database};
use uuid::Uuid;

/// Of what the bare batch reaches.
const SHARE: f64 = 0.7;
const MEMORY_KB: u64 = 64 << 10;

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let number = |usual: usize| words.get(1).and_then(|word| word.parse().ok()).unwrap_or(usual);
    let good = match words.first().map(String::as_str) {
        Some("kill") => killed(number(1000)).await,
        Some("memory") => memory(number(1024)).await,
        _ => rate(number(100_000)).await,
    };
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A platform that follows a log.
struct Bench {
    folder: tempfile::TempDir,
    log: PathBuf,
    url: String,
    raw: DatabaseConnection,
}

impl Bench {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (log, url) = (folder.path().join("audit.log"), database(folder.path()).await);
        fs::write(
            folder.path().join("dezky.toml"),
            format!(
                "[web]\nlisten = '127.0.0.1:0'\n[database]\nurl = '{url}'\n[log]\nfilter = 'error'\n\
                 [sources.ocis]\npath = '{}'\npoll_ms = 50\n",
                log.display()
            ),
        )
        .unwrap();
        let store = Store::connect(&url, Arc::new(SystemClock)).await.unwrap();
        store.migrate().await.unwrap();
        told(&store).await;
        store.close().await.unwrap();
        let raw = raw(&url).await;
        Self { folder, log, url, raw }
    }

    fn config(&self) -> PathBuf {
        self.folder.path().join("dezky.toml")
    }

    async fn state(&self) -> State {
        let file = Some((self.config(), fs::read_to_string(self.config()).unwrap()));
        let config = Config::load(&Outside { file, ..Outside::default() }).unwrap();
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        State::new(config, Store::connect(&self.url, Arc::clone(&clock)).await.unwrap(), clock).unwrap()
    }

    /// Until there is no more.
    async fn take_in(&self) -> Duration {
        let state = self.state().await;
        let log = Log::ocis(&state.config).unwrap();
        let (mut reader, mut follower) = (Reader::new(Source::Ocis), None);
        let began = Instant::now();
        while step(&state, &log, &mut reader, &mut follower).await.unwrap() == Step::More {}
        began.elapsed()
    }

    async fn number(&self, text: &str) -> i64 {
        let statement = Statement::from_string(self.raw.get_database_backend(), text);
        self.raw.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap()
    }

    async fn stored(&self) -> i64 {
        self.number("SELECT COUNT(*) FROM audit_event WHERE source = 'ocis'").await
    }
}

/// One connection, which waits for the disk as Dezky's own does.
async fn raw(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(|options| {
        options.pragma("synchronous", "FULL").pragma("cache_size", "-4096").busy_timeout(Duration::from_secs(60))
    });
    sea_orm::Database::connect(options).await.unwrap()
}

async fn rate(lines: usize) -> bool {
    let (mut ours, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        let bench = Bench::new().await;
        written(&bench.log, lines);
        ours.push(bench.take_in().await.as_secs_f64());
        assert_eq!(bench.stored().await, i64::try_from(lines).unwrap());
        let beside = Bench::new().await;
        bare.push(copied(&bench, &beside).await.as_secs_f64());
        assert_eq!(beside.stored().await, i64::try_from(lines).unwrap());
    }
    let best = |times: Vec<f64>| lines as f64 / times.into_iter().fold(f64::INFINITY, f64::min);
    let (ours, bare) = (best(ours), best(bare));
    println!(
        "{lines} lines: {ours:.0} rows/s; the bare batch {bare:.0} rows/s; {:.2} of it (at least {SHARE})",
        ours / bare
    );
    ours >= SHARE * bare
}

/// The spaces that are recorded are a tenant's, as on a platform that works.
async fn told(store: &Store) {
    let (clock, all) = (SystemClock, Scope::any_tenant("a bench fills a database"));
    let work = store.begin().await.unwrap();
    let new = NewTenant::parse("Acme", "acme", "acme.example", "#336699").unwrap();
    // One id: its rows are put into another database.
    let id = TenantId::from_uuid(Uuid::from_u128(1));
    let tenant = work.tenants().insert(&all, id, &new, clock.now()).await.unwrap();
    let mut spaces = BTreeSet::new();
    for line in recorded() {
        if let Ok(Parsed::Event(event)) = parse(line.as_bytes()) {
            spaces.extend(event.place.space);
        }
    }
    for space in &spaces {
        let kind = ObjectKind::Space;
        work.objects().tell(&all, tenant.id, Source::Ocis, kind, space, None, clock.now()).await.unwrap();
    }
    work.save().await.unwrap();
}

/// Recorded lines that are kept.
fn recorded() -> impl Iterator<Item = &'static str> + Clone {
    let kept = |line: &&str| !line.contains("\"file_read\"") && !line.contains("\"public_link_accessed\"");
    include_str!("../connect/tests/fixtures/ocis-audit.jsonl").lines().filter(kept)
}

/// Recorded lines, over and over.
fn written(path: &Path, lines: usize) {
    let mut file = BufWriter::new(File::create(path).unwrap());
    for line in recorded().cycle().take(lines) {
        writeln!(file, "{line}").unwrap();
    }
    file.flush().unwrap();
}

const UUIDS: [&str; 3] = ["id", "tenant_id", "head_id"];
const NUMBERS: [&str; 4] = ["occurred_us", "observed_us", "telling", "showing"];
const TEXTS: [&str; 25] = [
    "source",
    "position",
    "attribution",
    "actor_kind",
    "actor_id",
    "actor_name",
    "action",
    "class",
    "target_kind",
    "target_id",
    "target_name",
    "outcome",
    "ip",
    "user_agent",
    "request",
    "words",
    "changes",
    "raw",
    "raw_sha256",
    "format",
    "on_behalf",
    "story",
    "space_id",
    "account_id",
    "haystack",
];

fn columns() -> String {
    [&UUIDS[..], &["occurred_known"], &NUMBERS[..], &TEXTS[..]].concat().join(", ")
}

/// Puts one's rows into the other, and says how long that took.
async fn copied(from: &Bench, to: &Bench) -> Duration {
    if to.url.starts_with("postgres") {
        let (columns, rows) = (columns(), from.folder.path().join("rows"));
        let psql = |url: &str, command: String| {
            assert!(Command::new("psql").args(["-qX", url, "-c", &command]).status().unwrap().success());
        };
        let out = format!("\\copy (SELECT {columns} FROM audit_event ORDER BY seq) TO '{}'", rows.display());
        psql(&from.url, out);
        let began = Instant::now();
        psql(&to.url, format!("\\copy audit_event ({columns}) FROM '{}'", rows.display()));
        return began.elapsed();
    }
    let rows = rows(from).await;
    let began = Instant::now();
    let mut rows = rows.chunks_exact(250);
    while rows.len() > 0 {
        let tx = to.raw.begin().await.unwrap();
        for some in rows.by_ref().take(4) {
            insert(&tx, some).await;
        }
        tx.commit().await.unwrap();
    }
    let took = began.elapsed();
    let rest = rows.remainder();
    if !rest.is_empty() {
        insert(&to.raw, rest).await;
    }
    took
}

async fn insert(db: &impl sea_orm::ConnectionTrait, rows: &[Vec<Value>]) {
    let marks = format!("({})", vec!["?"; rows[0].len()].join(","));
    let text = format!("INSERT INTO audit_event ({}) VALUES {}", columns(), vec![marks; rows.len()].join(","));
    let values = rows.iter().flatten().cloned();
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), text, values)).await.unwrap();
}

async fn rows(from: &Bench) -> Vec<Vec<Value>> {
    let text = format!("SELECT {} FROM audit_event ORDER BY seq", columns());
    let answers = from.raw.query_all_raw(Statement::from_string(from.raw.get_database_backend(), text)).await.unwrap();
    let row = |answer: &sea_orm::QueryResult| {
        let uuid = |column: &&str| answer.try_get::<Option<Uuid>>("", column).unwrap().into();
        let number = |column: &&str| answer.try_get::<i64>("", column).unwrap().into();
        let text = |column: &&str| answer.try_get::<Option<String>>("", column).unwrap().into();
        let mut row: Vec<Value> = UUIDS.iter().map(uuid).collect();
        row.push(answer.try_get::<bool>("", "occurred_known").unwrap().into());
        row.extend(NUMBERS.iter().map(number).chain(TEXTS.iter().map(text)));
        row
    };
    answers.iter().map(row).collect()
}

async fn memory(mib: usize) -> bool {
    let bench = Bench::new().await;
    // A recorded line has about 430 bytes; what is written is measured below.
    written(&bench.log, (mib << 20) / 430);
    let (lines, began) = (fs::read(&bench.log).unwrap().iter().filter(|byte| **byte == b'\n').count(), Instant::now());
    let process = Process::start(&bench.config(), &[]);
    while bench.stored().await < i64::try_from(lines).unwrap() {
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let (took, peak) = (began.elapsed().as_secs_f64(), process.peak());
    println!(
        "{} MiB, {lines} lines: {took:.0} s, {:.1} s of processor time; the process had {} MiB at most (less than {} MiB)",
        fs::metadata(&bench.log).unwrap().len() >> 20,
        process.worked().as_secs_f64(),
        peak >> 10,
        MEMORY_KB >> 10
    );
    peak < MEMORY_KB
}

async fn killed(kills: usize) -> bool {
    let bench = Bench::new().await;
    let (mut dice, mut line) = (Dice(0x9e37_79b9), 0_u32);
    for kill in 0..kills {
        let process = Process::start(&bench.config(), &[]);
        // About as long as a process takes to begin, and as much again.
        let life = Duration::from_millis(u64::from(100 + dice.below(400)));
        let began = Instant::now();
        while began.elapsed() < life {
            append(&bench.log, &mut line, &mut dice);
            tokio::time::sleep(Duration::from_millis(u64::from(dice.below(20)))).await;
        }
        drop(process);
        // Its lease has fifteen seconds more; they are taken off, so that the next one reads in this life.
        bench.raw.execute_unprepared("UPDATE source SET reader_until_us = 0").await.unwrap();
        if kill % 50 == 49 {
            fs::rename(&bench.log, bench.log.with_extension(format!("log.{kill}"))).unwrap();
        }
    }
    let before = bench.stored().await;
    let _process = Process::start(&bench.config(), &[]);
    let began = Instant::now();
    while bench.stored().await < i64::from(line) && began.elapsed() < Duration::from_secs(120) {
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
    tokio::time::sleep(Duration::from_secs(2)).await;
    let (stored, gaps) = (bench.stored().await, "SELECT COUNT(*) FROM audit_event WHERE class = 'gap'");
    let different = bench.number("SELECT COUNT(DISTINCT target_name) FROM audit_event WHERE source = 'ocis'").await;
    let (gaps, quarantined) = (bench.number(gaps).await, bench.number("SELECT COUNT(*) FROM quarantine").await);
    println!(
        "{kills} kills, {line} lines, {before} of them stored before the last process: {different} stored, {} twice, {} \
         lost, {gaps} gaps, {quarantined} in quarantine",
        stored - different,
        i64::from(line) - different
    );
    (stored, different, gaps, quarantined) == (i64::from(line), i64::from(line), 0, 0)
}

/// Some lines, in two pieces that are cut anywhere.
fn append(log: &Path, line: &mut u32, dice: &mut Dice) {
    let space = "0f229b2a-7a70-4a51-8e54-5daca7dca79f";
    let mut text = String::new();
    for _ in 0..=dice.below(20) {
        let name = format!("{line}.odt");
        text += &format!(
            r#"{{"RemoteAddr":"","User":"","URL":"","Method":"","UserAgent":"","Time":"2026-11-24T04:01:09Z","App":"admin_audit","Message":"user '09eed42e-d444-4a9c-a64b-4e6ae11382c8' created file 'st${space}!{space}/{name}'","Action":"file_create","CLI":false,"Level":1,"Path":"./{name}","Owner":"","FileID":"st${space}!{space}/{name}"}}"#
        );
        text += "\n";
        *line += 1;
    }
    let cut = dice.below(u32::try_from(text.len()).unwrap()) as usize;
    let mut file = OpenOptions::new().create(true).append(true).open(log).unwrap();
    file.write_all(&text.as_bytes()[..cut]).unwrap();
    file.write_all(&text.as_bytes()[cut..]).unwrap();
}
