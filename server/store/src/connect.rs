//! Opening a database. SQLite gets one connection that writes and four that can't: a second writer would only wait for
//! the first, and waits badly. PostgreSQL gets one pool.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use sea_orm::{ConnectOptions, Database, DatabaseConnection, DbErr};

use crate::Result;

const READERS: u32 = 4;
const POSTGRES_CONNECTIONS: u32 = 10;
/// How long to wait for a lock, and how long for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
const LONG_PATIENCE: Duration = Duration::from_secs(15);

/// The writer and the readers.
pub(crate) async fn open(url: &str) -> Result<(DatabaseConnection, DatabaseConnection)> {
    if let Some(path) = url.strip_prefix("sqlite://") {
        return sqlite(Path::new(path)).await;
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        let pool = Database::connect(options(url, POSTGRES_CONNECTIONS)).await?;
        return Ok((pool.clone(), pool));
    }
    // The URL itself may hold a password.
    Err(DbErr::Custom("the database is sqlite://… or postgres://…".to_owned()).into())
}

async fn sqlite(path: &Path) -> Result<(DatabaseConnection, DatabaseConnection)> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let failed = |error| DbErr::Custom(format!("{}: {error}", folder.display()));
        tokio::fs::create_dir_all(folder).await.map_err(failed)?;
    }
    // The writer first: it makes the file and turns it to WAL, which stays with the file.
    let writer = Database::connect(file(path, 1, false)).await?;
    let readers = Database::connect(file(path, READERS, true)).await?;
    Ok((writer, readers))
}

fn file(path: &Path, connections: u32, query_only: bool) -> ConnectOptions {
    let path = PathBuf::from(path);
    // The path is set below, as it is: in a URL, `%` and `?` would mean something.
    let mut options = options("sqlite://file", connections);
    options.min_connections(connections).idle_timeout(None).max_lifetime(None).map_sqlx_sqlite_opts(move |options| {
        let options = options
            .filename(&path)
            .create_if_missing(!query_only)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("journal_mode", "WAL");
        // What was answered for is on the disk: with NORMAL a commit could be gone after the power failed, and an engine
        // that was told "stored" never sends again.
        if query_only {
            options.pragma("query_only", "ON")
        } else {
            // In KiB: what a batch of events touches again and again is written once, at its end.
            options.pragma("synchronous", "FULL").pragma("cache_size", "-4096")
        }
    });
    options
}

fn options(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .connect_timeout(PATIENCE)
        .acquire_timeout(LONG_PATIENCE)
        // Statements in logs and spans would tell of people.
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}
