//! PostgreSQL for tests: `DEZKY_TEST_POSTGRES`, or a cluster that is made for this run and goes with it.
//!
//! The cluster is looked after by a shell that reads from us: when we end, however we end, its input does, and it stops
//! the cluster and removes it. `initdb` and `postgres` refuse to be root, so a root's cluster is the user `postgres`'.

use std::{
    env,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::OnceLock,
};

use dezky_domain::id::JobId;
use sea_orm::{ConnectionTrait, Database};

use super::TestClock;

#[derive(Debug)]
struct Server {
    /// The URL up to the database's name, and what follows it.
    url: (String, String),
    _keeper: Option<Child>,
}

/// A new, empty database's URL.
pub async fn database() -> Option<String> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    let server = SERVER.get_or_init(start).as_ref()?;
    let name = format!("dezky_{}", JobId::new(&TestClock::default()).uuid().simple());
    let (before, after) = &server.url;
    let admin = Database::connect(format!("{before}postgres{after}")).await.unwrap();
    admin.execute_unprepared(&format!("CREATE DATABASE {name}")).await.unwrap();
    admin.close().await.unwrap();
    Some(format!("{before}{name}{after}"))
}

pub async fn remove(url: &str) {
    let (before, name, after) = split(url);
    let admin = Database::connect(format!("{before}postgres{after}")).await.unwrap();
    admin.execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)")).await.unwrap();
    admin.close().await.unwrap();
}

fn start() -> Option<Server> {
    if let Ok(url) = env::var("DEZKY_TEST_POSTGRES") {
        let (before, _, after) = split(&url);
        return Some(Server { url: (before, after), _keeper: None });
    }
    let Some(bin) = binaries() else {
        assert!(
            env::var("DEZKY_SKIP_POSTGRES").is_ok_and(|skip| skip == "1"),
            "no PostgreSQL here: install it, or set DEZKY_TEST_POSTGRES to a server's URL, or DEZKY_SKIP_POSTGRES=1"
        );
        return None;
    };
    Some(cluster(&bin))
}

/// Where `initdb` is, with its companions beside it.
fn binaries() -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let installed = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut installed: Vec<_> = installed.map(|version| version.path().join("bin")).collect();
    installed.sort();
    let resolved = |folder: PathBuf| Some(folder.join("initdb").canonicalize().ok()?.parent()?.to_owned());
    let complete = |folder: &PathBuf| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).exists());
    env::split_paths(&path).chain(installed.into_iter().rev()).filter_map(resolved).find(complete)
}

fn cluster(bin: &Path) -> Server {
    let root = output(Command::new("id").arg("-u")) == "0";
    let user = |command: &str| {
        let mut shell = if root { Command::new("runuser") } else { Command::new("sh") };
        if root {
            shell.args(["-u", "postgres", "--", "sh"]);
        }
        shell.arg("-c").arg(command).current_dir("/");
        shell
    };
    let folder = output(&mut user(&format!("mktemp -d '{}/dezky-pg-XXXXXX'", env::temp_dir().display())));
    let bin = bin.display();
    output(&mut user(&format!("'{bin}/initdb' -D {folder}/data -U postgres -A trust -E UTF8 --no-locale --no-sync")));
    // Nothing here outlives the run, so nothing waits for the disk. It listens on a socket in its own folder only.
    let settings = format!(
        "-c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 \
         -c listen_addresses= -c unix_socket_directories={folder}"
    );
    let keeper = user(&format!(
        "trap '' INT TERM HUP; cat; '{bin}/pg_ctl' -D {folder}/data -m immediate -w stop; rm -rf {folder}"
    ))
    .stdin(Stdio::piped())
    .stdout(Stdio::null())
    .stderr(Stdio::null())
    .spawn()
    .unwrap();
    output(&mut user(&format!("'{bin}/pg_ctl' -D {folder}/data -l {folder}/log -w -o '{settings}' start >/dev/null")));
    Server { url: ("postgres://postgres@localhost/".to_owned(), format!("?host={folder}")), _keeper: Some(keeper) }
}

fn output(command: &mut Command) -> String {
    let output = command.output().unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {told}");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// `postgres://host/`, the database's name, `?…`
fn split(url: &str) -> (String, String, String) {
    let (path, query) = url.split_once('?').map_or((url, String::new()), |(path, query)| (path, format!("?{query}")));
    let (scheme, rest) = path.split_once("://").unwrap();
    let (host, name) = rest.split_once('/').unwrap_or((rest, "postgres"));
    (format!("{scheme}://{host}/"), name.to_owned(), query)
}
