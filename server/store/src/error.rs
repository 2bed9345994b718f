//! What can go wrong in the store. Private causes stay here: `AppError` says only what a person can do about it.

use dezky_domain::AppError;
use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, SqlErr, sqlx};
use thiserror::Error;

pub type Result<T, E = StoreError> = std::result::Result<T, E>;

#[derive(Debug, Error)]
pub enum StoreError {
    /// Somebody else has it; which unique key, such as `slug`.
    #[error("{0} is taken")]
    Taken(&'static str),
    /// No connection in time, a lock not had, a deadlock: worth another attempt.
    #[error("the database is busy")]
    Busy,
    /// The scope doesn't reach this.
    #[error("out of scope")]
    Denied,
    #[error("database: {0}")]
    Db(#[source] DbErr),
    /// A row holds what this version can't read.
    #[error("corrupt row: {0}")]
    Corrupt(String),
}

impl StoreError {
    /// The unique key that `error` is about, where its message names one of `keys`. SQLite names the column
    /// (`tenant.slug`), PostgreSQL the constraint (`tenant_slug`).
    pub(crate) fn unique(error: DbErr, keys: &[&'static str]) -> Self {
        let Some(SqlErr::UniqueConstraintViolation(message)) = error.sql_err() else { return error.into() };
        keys.iter().find(|key| message.contains(**key)).map_or(Self::Db(error), |key| Self::Taken(key))
    }

    pub(crate) fn corrupt(what: &str, value: impl std::fmt::Debug) -> Self {
        Self::Corrupt(format!("{what} {value:?}"))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if is_busy(&error) { Self::Busy } else { Self::Db(error) }
    }
}

/// Scopes are asked by `Scope::tenant` and `Scope::person`, whose only answer beside data is `Denied`.
impl From<AppError> for StoreError {
    fn from(_: AppError) -> Self {
        Self::Denied
    }
}

/// The last stop of a private cause: it is logged here, once. `Taken` is a fault as well, since only the service knows
/// the field that the person filled in; it matches `Taken` before it converts.
impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Denied) {
            return Self::Denied;
        }
        tracing::error!(%error, "store");
        Self::Fault
    }
}

fn is_busy(error: &DbErr) -> bool {
    let cause = match error {
        DbErr::ConnectionAcquire(ConnAcquireErr::Timeout) => return true,
        DbErr::Exec(RuntimeErr::SqlxError(cause))
        | DbErr::Query(RuntimeErr::SqlxError(cause))
        | DbErr::Conn(RuntimeErr::SqlxError(cause)) => cause,
        _ => return false,
    };
    let sqlx::Error::Database(cause) = cause.as_ref() else {
        return matches!(cause.as_ref(), sqlx::Error::PoolTimedOut);
    };
    // SQLITE_BUSY with its extended codes, SQLITE_LOCKED; serialisation failure, deadlock, lock not available.
    let busy = ["5", "261", "517", "773", "6", "262", "40001", "40P01", "55P03"];
    cause.code().is_some_and(|code| busy.contains(&code.as_ref()))
}
