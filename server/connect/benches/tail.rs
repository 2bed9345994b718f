//! What following files costs: `cargo bench -p dezky-connect --bench tail`. It prints figures, and fails where a budget is
//! missed. Reading: lines as OCIS writes them, recorded ones with ids that change, cut and handed out in batches as a
//! worker takes them, on one thread, out of the system's cache. Idling: ten thousand files where nothing happens beside
//! one that is written to ten times a second. `DEZKY_BENCH_MIB` sets the size of the file that is read.

#![expect(clippy::print_stdout, reason = "figures are what it is for")]
#![expect(clippy::unwrap_used, reason = "it ends where anything goes wrong")]

use std::{
    env,
    fs::{self, File, OpenOptions},
    io::{BufWriter, Write as _},
    path::Path,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use dezky_connect::tail::{Family, Item, Limits, Pattern, Tail};
use dezky_domain::ctx::SystemClock;

/// On one core.
const MIB_PER_SECOND: f64 = 500.0;
const MEMORY_KB: u64 = 64 << 10;
const IDLE: usize = 10_000;
/// Of a core, for the idle files.
const IDLE_SHARE: f64 = 0.02;
const FOR: Duration = Duration::from_secs(10);

fn main() -> ExitCode {
    let read = reading();
    let idle = idling();
    if read && idle { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn reading() -> bool {
    let mib: u64 = env::var("DEZKY_BENCH_MIB").ok().and_then(|mib| mib.parse().ok()).unwrap_or(1024);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("audit.log");
    let written = write(&path, mib << 20);
    let mut tail = Tail::new(path, Vec::new(), Limits::default(), Arc::new(SystemClock));
    let (mut lines, mut bytes, mut batches) = (0_u64, 0_u64, 0_u64);
    let began = Instant::now();
    loop {
        let batch = tail.poll().unwrap();
        for item in &batch.items {
            let Item::Line { bytes: line, .. } = item else { panic!("{item:?}") };
            lines += 1;
            bytes += line.len() as u64 + 1;
        }
        batches += 1;
        if !batch.more {
            break;
        }
    }
    let took = began.elapsed().as_secs_f64();
    assert_eq!(bytes, written, "every byte");
    let (rate, memory) = (written as f64 / took / 1_048_576.0, peak());
    println!(
        "read: {mib} MiB, {lines} lines in {batches} batches, {took:.2} s: {rate:.0} MiB/s, {:.0} lines/s (at least \
         {MIB_PER_SECOND} MiB/s); peak memory {} MiB (less than {} MiB)",
        lines as f64 / took,
        memory >> 10,
        MEMORY_KB >> 10
    );
    rate >= MIB_PER_SECOND && memory < MEMORY_KB
}

/// Recorded lines, each with an id that no other has.
fn write(path: &Path, size: u64) -> u64 {
    let recorded = include_str!("../tests/fixtures/ocis-audit.jsonl");
    let mut file = BufWriter::new(File::create(path).unwrap());
    let mut written = 0;
    'full: loop {
        for line in recorded.lines().filter(|line| line.starts_with('{')) {
            let line = format!("{{\"Id\":\"{written:016x}\",{}\n", &line[1..]);
            file.write_all(line.as_bytes()).unwrap();
            written += line.len() as u64;
            if written >= size {
                break 'full;
            }
        }
    }
    file.flush().unwrap();
    written
}

fn idling() -> bool {
    let alone = share(0);
    let beside = share(IDLE);
    let idle = beside - alone;
    println!(
        "idle: one hot file {:.2} % of a core, with {IDLE} idle ones {:.2} %: {:.2} % for these (less than {} %)",
        alone * 100.0,
        beside * 100.0,
        idle * 100.0,
        IDLE_SHARE * 100.0
    );
    idle < IDLE_SHARE
}

/// The share of a core that is used while a file is written to, and so many others aren't.
#[expect(clippy::disallowed_methods, reason = "it is time that is measured")]
fn share(idle: usize) -> f64 {
    let folder = tempfile::tempdir().unwrap();
    for n in 0..idle {
        fs::write(folder.path().join(format!("idle-{n}.log")), format!("{n} begins\n")).unwrap();
    }
    let hot = folder.path().join("hot.log");
    let mut writer = OpenOptions::new().create(true).append(true).open(&hot).unwrap();
    let pattern = Pattern::new("*.log").unwrap();
    let mut family =
        Family::new(folder.path().to_owned(), pattern, Vec::new(), Limits::default(), Arc::new(SystemClock));
    let mut read = 0;
    while {
        let batch = family.poll().unwrap();
        read += batch.items.len();
        batch.more
    } {}
    assert_eq!(read, idle);
    let (began, used) = (Instant::now(), cpu());
    let mut lines = 0;
    while began.elapsed() < FOR {
        writer.write_all(b"a line that is new\n").unwrap();
        lines += 1;
        assert_eq!(family.poll().unwrap().items.len(), 1, "seen at once");
        std::thread::sleep(Duration::from_millis(100));
    }
    let share = (cpu() - used).as_secs_f64() / began.elapsed().as_secs_f64();
    println!("      {idle} idle files: {lines} lines of the hot one, {:.2} % of a core", share * 100.0);
    share
}

/// What this thread used of the processor.
fn cpu() -> Duration {
    let stat = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(stat.split_whitespace().next().unwrap().parse().unwrap())
}

fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse().unwrap()
}
