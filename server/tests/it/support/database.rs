//! A database of its own: a copy of a file that was migrated once, or a database on the server that
//! `DEZKY_TEST_POSTGRES` names.

use std::{env, sync::Arc};

use dezky_domain::{ctx::Clock, id::JobId};
use dezky_store::Store;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use tokio::sync::OnceCell;

use super::TestClock;

pub struct Database {
    pub url: String,
    /// Also where a test puts its files.
    pub folder: tempfile::TempDir,
}

impl Database {
    pub async fn migrated() -> Self {
        static FILE: OnceCell<Vec<u8>> = OnceCell::const_new();
        let folder = tempfile::tempdir().unwrap();
        let Ok(server) = env::var("DEZKY_TEST_POSTGRES") else {
            let path = folder.path().join("dezky.db");
            tokio::fs::write(&path, FILE.get_or_init(sqlite).await).await.unwrap();
            return Self { url: format!("sqlite://{}", path.display()), folder };
        };
        let name = format!("dezky_{}", JobId::new(&TestClock::default()).uuid().simple());
        let url = sibling(&server, &name);
        run(&sibling(&server, "postgres"), &format!("CREATE DATABASE {name}")).await;
        migrate(&url).await;
        Self { url, folder }
    }

    pub fn is_sqlite(&self) -> bool {
        self.url.starts_with("sqlite:")
    }

    /// The database itself, past the store.
    pub async fn raw(&self) -> DatabaseConnection {
        sea_orm::Database::connect(&self.url).await.unwrap()
    }

    pub async fn execute(&self, text: &str) {
        run(&self.url, text).await;
    }

    /// An id as a statement writes it.
    pub fn uuid(&self, id: impl std::fmt::Display) -> String {
        let id = id.to_string();
        if self.is_sqlite() { format!("X'{}'", id.replace('-', "")) } else { format!("'{id}'") }
    }

    pub async fn count(&self, from: &str) -> i64 {
        let raw = self.raw().await;
        let statement = Statement::from_string(raw.get_database_backend(), format!("SELECT COUNT(*) FROM {from}"));
        let count = raw.query_one_raw(statement).await.unwrap().unwrap().try_get_by_index(0).unwrap();
        raw.close().await.unwrap();
        count
    }

    /// Whether somebody with a copy of the database could read this in it, in any column of any table.
    pub async fn tells(&self, secret: &str) -> bool {
        let raw = self.raw().await;
        if let Some(path) = self.url.strip_prefix("sqlite://") {
            raw.execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)").await.unwrap();
            let bytes = tokio::fs::read(path).await.unwrap();
            return bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
        }
        let ask = |text: String| raw.query_all_raw(Statement::from_string(DbBackend::Postgres, text));
        for table in ask("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'".to_owned()).await.unwrap()
        {
            let table: String = table.try_get_by_index(0).unwrap();
            for row in ask(format!("SELECT t::text FROM \"{table}\" t")).await.unwrap() {
                let row: String = row.try_get_by_index(0).unwrap();
                if row.contains(secret) || row.contains(&hex::encode(secret)) {
                    return true;
                }
            }
        }
        false
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Ok(server) = env::var("DEZKY_TEST_POSTGRES") else { return };
        let path = self.url.split('?').next().unwrap_or_default();
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        let remove = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(run(&sibling(&server, "postgres"), &format!("DROP DATABASE {name} WITH (FORCE)")));
        };
        // A runtime can't be started on a thread that runs one.
        let _ = std::thread::spawn(remove).join();
    }
}

async fn sqlite() -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("dezky.db");
    migrate(&format!("sqlite://{}", path.display())).await;
    tokio::fs::read(&path).await.unwrap()
}

async fn migrate(url: &str) {
    let store = Store::connect(url, Arc::new(TestClock::default()) as Arc<dyn Clock>).await.unwrap();
    store.migrate().await.unwrap();
    store.close().await.unwrap();
}

async fn run(url: &str, text: &str) {
    let raw = sea_orm::Database::connect(url).await.unwrap();
    raw.execute_unprepared(text).await.unwrap();
    raw.close().await.unwrap();
}

/// The same server, another database.
fn sibling(url: &str, name: &str) -> String {
    let (path, query) = url.split_once('?').map_or((url, String::new()), |(path, query)| (path, format!("?{query}")));
    let (scheme, rest) = path.split_once("://").unwrap();
    format!("{scheme}://{}/{name}{query}", rest.split('/').next().unwrap())
}
