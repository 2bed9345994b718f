//! What the benches have in common: a database of its own for each, and processes as they run in production.

use std::{
    env,
    path::Path,
    process::{Child, Command, Stdio},
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use sea_orm::ConnectionTrait as _;

/// The URL of an empty database: on the PostgreSQL that `DEZKY_TEST_POSTGRES` names, or in the folder.
pub async fn database(folder: &Path) -> String {
    static MADE: AtomicU32 = AtomicU32::new(0);
    let name = format!("dezky_bench_{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
    let Ok(server) = env::var("DEZKY_TEST_POSTGRES") else {
        return format!("sqlite://{}", folder.join(name).with_extension("db").display());
    };
    let (path, query) = server.split_once('?').map_or((server.as_str(), String::new()), |(a, b)| (a, format!("?{b}")));
    let before = path.rsplit_once('/').unwrap().0;
    let admin = sea_orm::Database::connect(format!("{before}/postgres{query}")).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    format!("{before}/{name}{query}")
}

/// The same numbers each time (xorshift).
pub struct Dice(pub u32);

impl Dice {
    pub fn below(&mut self, most: u32) -> u32 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 17;
        self.0 ^= self.0 << 5;
        self.0 % most
    }
}

/// `dezky work`. Dropped, it is killed with SIGKILL.
pub struct Process(Child);

impl Process {
    pub fn start(config: &Path, environment: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_dezky"));
        // As the image and the units have it: what is freed goes back at once.
        command.arg("work").env("MIMALLOC_PURGE_DELAY", "0");
        command.env("DEZKY_CONFIG", config).envs(environment.iter().copied()).stdout(Stdio::null());
        Self(command.spawn().unwrap())
    }

    /// The most memory that it had in RAM so far, in kB.
    pub fn peak(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.0.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }

    /// The processor time that it has had. Linux counts it in hundredths of a second (proc_pid_stat(5)).
    pub fn worked(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.0.id())).unwrap();
        let times = stat.rsplit_once(')').unwrap().1.split_whitespace().skip(11).take(2);
        Duration::from_millis(times.map(|ticks| ticks.parse::<u64>().unwrap() * 10).sum())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
