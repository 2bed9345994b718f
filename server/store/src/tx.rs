//! The transaction of a `Work`. SQLite's is sea-orm's. PostgreSQL's is held by sqlx itself, with the same statements on it:
//! sea-orm has no `COPY`, by which rows come in half again as fast as by any `INSERT`.

mod copy;

use async_trait::async_trait;
use sea_orm::{
    ConnAcquireErr, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult,
    QueryResult, RuntimeErr, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait as _, Value,
    Values,
    sqlx::{self, AssertSqlSafe, Executor as _, PgConnection, PgPool, Postgres, pool::PoolConnection},
};
use sea_query_sqlx::SqlxValues;
use sqlx_core::{database::Database, transaction::TransactionManager as _};
use tokio::sync::Mutex;

use self::copy::Copy;
use crate::{Result, sql::insert_each};

/// SQLite's write lock is had at the beginning, so that no statement finds out later that it can't have it.
pub(crate) const IMMEDIATE: TransactionOptions = TransactionOptions {
    isolation_level: None,
    access_mode: None,
    sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
};

/// Below this many rows `COPY`, which needs two answers, costs more than it spares.
const FEW: usize = 16;
/// Rows sent at once: about as much as a socket holds, so that the database works on them while the next are made.
const PART: usize = 64;

/// Dropped without `commit`, it is rolled back.
#[derive(Debug)]
pub(crate) enum Tx {
    Sqlite(DatabaseTransaction),
    Postgres(Mutex<Connection>),
}

type Manager = <Postgres as Database>::TransactionManager;

/// A connection with a transaction on it. It goes back to the pool, which may be asked for it at once.
#[derive(Debug)]
pub(crate) struct Connection {
    pool: PoolConnection<Postgres>,
    open: bool,
    /// Rows are on their way. Whoever stops here leaves answers behind that sqlx doesn't count: the next one who had this
    /// connection would be given them.
    copying: bool,
}

impl Connection {
    async fn begin(pool: &PgPool) -> Result<Self> {
        let mut pool = pool.acquire().await.map_err(unconnected)?;
        Manager::begin(&mut pool, None).await.map_err(unqueried)?;
        Ok(Self { pool, open: true, copying: false })
    }

    async fn commit(mut self) -> Result<()> {
        Manager::commit(&mut self.pool).await.map_err(unqueried)?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        if self.copying {
            self.pool.close_on_drop();
        } else if self.open {
            Manager::start_rollback(&mut self.pool);
        }
    }
}

impl Tx {
    pub(crate) async fn begin(db: &DatabaseConnection) -> Result<Self> {
        if db.get_database_backend() == DbBackend::Postgres {
            return Ok(Self::Postgres(Mutex::new(Connection::begin(db.get_postgres_connection_pool()).await?)));
        }
        Ok(Self::Sqlite(db.begin_with_options(IMMEDIATE).await?))
    }

    pub(crate) async fn commit(self) -> Result<()> {
        match self {
            Self::Sqlite(tx) => Ok(tx.commit().await?),
            Self::Postgres(tx) => tx.into_inner().commit().await,
        }
    }

    /// Puts rows into a table; the next ones are made while the database works on the last.
    ///
    /// # Errors
    /// `Busy`; `Db`, also for a row that is there already; `Corrupt` for a type that no column has.
    pub(crate) async fn pour(
        &self,
        table: &str,
        columns: &str,
        rows: impl ExactSizeIterator<Item = Vec<Value>>,
    ) -> Result<()> {
        match self {
            Self::Postgres(tx) if rows.len() >= FEW => {
                let text = format!("COPY {table} ({columns}) FROM STDIN (FORMAT binary)");
                let tx = &mut *tx.lock().await;
                tx.copying = true;
                copied(&mut tx.pool, &text, rows).await?;
                tx.copying = false;
                Ok(())
            }
            _ => insert_each(self, &format!("INSERT INTO {table} ({columns})"), rows, "").await,
        }
    }
}

async fn copied(tx: &mut PgConnection, text: &str, mut rows: impl ExactSizeIterator<Item = Vec<Value>>) -> Result<()> {
    let mut copying = tx.copy_in_raw(text).await.map_err(unqueried)?;
    let mut copy = Copy::default();
    loop {
        rows.by_ref().take(PART).try_for_each(|row| copy.row(&row))?;
        if rows.len() == 0 {
            break;
        }
        copying.send(copy.part()).await.map_err(unqueried)?;
    }
    copying.send(copy.end()).await.map_err(unqueried)?;
    copying.finish().await.map_err(unqueried)?;
    Ok(())
}

#[async_trait]
impl ConnectionTrait for Tx {
    fn get_database_backend(&self) -> DbBackend {
        match self {
            Self::Sqlite(_) => DbBackend::Sqlite,
            Self::Postgres(_) => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        match self {
            Self::Sqlite(tx) => tx.execute_raw(statement).await,
            Self::Postgres(tx) => {
                let done = query(statement).execute(&mut *tx.lock().await.pool).await;
                done.map(Into::into).map_err(|error| DbErr::Exec(cause(error)))
            }
        }
    }

    async fn execute_unprepared(&self, text: &str) -> Result<ExecResult, DbErr> {
        match self {
            Self::Sqlite(tx) => tx.execute_unprepared(text).await,
            Self::Postgres(tx) => {
                let done = tx.lock().await.pool.execute(AssertSqlSafe(text.to_owned())).await;
                done.map(Into::into).map_err(|error| DbErr::Exec(cause(error)))
            }
        }
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        match self {
            Self::Sqlite(tx) => tx.query_one_raw(statement).await,
            Self::Postgres(tx) => {
                let row = query(statement).fetch_optional(&mut *tx.lock().await.pool).await;
                row.map(|row| row.map(Into::into)).map_err(unqueried)
            }
        }
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        match self {
            Self::Sqlite(tx) => tx.query_all_raw(statement).await,
            Self::Postgres(tx) => {
                let rows = query(statement).fetch_all(&mut *tx.lock().await.pool).await;
                rows.map(|rows| rows.into_iter().map(Into::into).collect()).map_err(unqueried)
            }
        }
    }
}

/// The text was put together by this crate, and what others say is bound.
fn query(statement: Statement) -> sqlx::query::Query<'static, Postgres, SqlxValues> {
    let values = statement.values.unwrap_or(Values(Vec::new()));
    sqlx::query_with(AssertSqlSafe(statement.sql), SqlxValues(values))
}

fn cause(error: sqlx::Error) -> RuntimeErr {
    RuntimeErr::SqlxError(error.into())
}

fn unqueried(error: sqlx::Error) -> DbErr {
    DbErr::Query(cause(error))
}

fn unconnected(error: sqlx::Error) -> DbErr {
    match error {
        sqlx::Error::PoolTimedOut => DbErr::ConnectionAcquire(ConnAcquireErr::Timeout),
        sqlx::Error::PoolClosed => DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed),
        error => DbErr::Conn(cause(error)),
    }
}
