//! A database of its own: a copy of a file that was migrated once, or a database on the server that
//! `DEZKY_TEST_POSTGRES` names.

use std::{env, sync::Arc};

use dezky_domain::{ctx::Clock, id::JobId};
use dezky_store::Store;
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, FromQueryResult, JsonValue, Statement};
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

    /// What a statement finds, as JSON.
    pub async fn ask(&self, text: &str) -> Vec<JsonValue> {
        let raw = self.raw().await;
        let statement = Statement::from_string(raw.get_database_backend(), text);
        let rows = JsonValue::find_by_statement(statement).all(&raw).await.unwrap();
        raw.close().await.unwrap();
        rows
    }

    pub async fn count(&self, from: &str) -> i64 {
        self.ask(&format!("SELECT COUNT(*) AS n FROM {from}")).await[0]["n"].as_i64().unwrap()
    }

    /// Every text in every column of every table: what somebody with a copy of the database can read.
    pub async fn texts(&self) -> String {
        let tables = match self.raw().await.get_database_backend() {
            DbBackend::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
            _ => "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
        };
        let mut all = String::new();
        for table in self.ask(tables).await {
            for row in self.ask(&format!("SELECT * FROM \"{}\"", table["name"].as_str().unwrap())).await {
                for value in row.as_object().unwrap().values() {
                    let bytes = value.as_array().map(|bytes| bytes.iter().map(|byte| byte.as_u64().unwrap_or(0) as u8).collect());
                    all += &bytes.map_or_else(|| value.to_string(), |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned());
                    all.push('\n');
                }
            }
        }
        all
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Ok(server) = env::var("DEZKY_TEST_POSTGRES") else { return };
        let name = self.url.rsplit('/').next().and_then(|rest| rest.split('?').next()).unwrap_or_default().to_owned();
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
