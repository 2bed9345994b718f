//! Looks for secrets in whatever shape they may have got somewhere.

use std::{
    io,
    sync::{Arc, Mutex},
};

use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, STANDARD_NO_PAD, URL_SAFE_NO_PAD},
};
use sea_orm::{ConnectionTrait as _, Statement};
use tracing::{
    Dispatch,
    subscriber::{DefaultGuard, NoSubscriber, set_default},
};
use tracing_subscriber::{
    EnvFilter,
    fmt::{self, format::FmtSpan},
    prelude::*,
};

use crate::support::Database;

/// Secrets, each with what it is.
#[derive(Default)]
pub struct Secrets(Vec<(String, String)>);

impl Secrets {
    pub fn plant(&mut self, what: &str, secret: &str) {
        assert!(secret.len() > 8, "{what} could be found by chance");
        self.0.push((what.to_owned(), secret.to_owned()));
    }

    pub fn plain(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(_, secret)| secret.as_str())
    }

    /// Never says what it found.
    #[track_caller]
    pub fn none_in(&self, place: &str, bytes: &[u8]) {
        let text = letters(bytes);
        for (what, secret) in &self.0 {
            let found = shapes(secret).iter().any(|shape| text.contains(&letters(shape)));
            assert!(!found, "{what} is in {place}");
        }
    }
}

/// As it is; as hexadecimal and base64 of its bytes; and as the bytes that it stands for itself.
fn shapes(secret: &str) -> Vec<Vec<u8>> {
    let bytes = secret.as_bytes();
    let mut shapes = vec![
        bytes.to_vec(),
        hex::encode(bytes).into_bytes(),
        hex::encode_upper(bytes).into_bytes(),
        STANDARD_NO_PAD.encode(bytes).into_bytes(),
        URL_SAFE_NO_PAD.encode(bytes).into_bytes(),
    ];
    shapes.extend(hex::decode(secret).ok());
    shapes.extend(STANDARD.decode(secret).ok().filter(|bytes| bytes.len() == 32));
    shapes.extend(STANDARD.decode(secret).ok().filter(|bytes| bytes.len() == 32).map(|b| hex::encode(b).into_bytes()));
    shapes
}

pub fn holds(bytes: &[u8], part: &[u8]) -> bool {
    letters(bytes).contains(&letters(part))
}

/// A letter for each byte: texts are searched faster than bytes.
fn letters(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| char::from(*byte)).collect()
}

/// Every value of every column of every table, as bytes, one after the other.
pub async fn dump(database: &Database) -> Vec<u8> {
    let raw = database.raw().await;
    let backend = raw.get_database_backend();
    let rows = async |text: String| {
        let rows = raw.query_all_raw(Statement::from_string(backend, text)).await.unwrap();
        rows.iter().map(|row| row.try_get_by_index::<String>(0).unwrap()).collect::<Vec<_>>()
    };
    let tables = if database.is_sqlite() {
        "SELECT name FROM sqlite_master WHERE type = 'table'"
    } else {
        "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'"
    };
    let mut dump = Vec::new();
    for table in rows(tables.to_owned()).await {
        let columns = if database.is_sqlite() {
            format!("SELECT name FROM pragma_table_info('{table}')")
        } else {
            format!("SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}'")
        };
        for column in rows(columns).await {
            let value = if database.is_sqlite() {
                format!("hex(CAST(\"{column}\" AS BLOB))")
            } else {
                // Bytes are written as \x and their digits.
                format!(
                    "CASE WHEN pg_typeof(\"{column}\") = 'bytea'::regtype THEN substr(\"{column}\"::text, 3)
                    ELSE encode(convert_to(\"{column}\"::text, 'UTF8'), 'hex') END"
                )
            };
            let all = format!("SELECT {value} FROM \"{table}\" WHERE \"{column}\" IS NOT NULL");
            for value in rows(all).await {
                dump.extend(hex::decode(value).unwrap());
                dump.push(b'\n');
            }
        }
    }
    raw.close().await.unwrap();
    dump
}

/// All that is logged while its subscriber is the thread's, down to the finest trace of every crate but the sandbox.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// Listens to this thread until both are dropped. The second subscriber hears nothing: while there is one only,
    /// `tracing` remembers of a place in the code what the first thread to come by thought of it, and other tests' threads
    /// think nothing.
    pub fn listen(&self) -> (DefaultGuard, Dispatch) {
        let log = self.clone();
        let layer = fmt::layer().with_writer(move || log.clone()).with_ansi(false).with_span_events(FmtSpan::NEW);
        let filter = EnvFilter::new("trace,dezky_sandbox=off");
        let guard = set_default(tracing_subscriber::registry().with(filter).with(layer));
        (guard, Dispatch::new(NoSubscriber::new()))
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
