//! The schema, step by step. A step that was released is never changed; the next one follows it.
//!
//! The DDL is SQL for both databases. What they call differently stands in braces, see `ddl`.

mod m0001_tenants;
mod m0002_sessions;
mod m0003_timeline;
mod m0004_sources;
mod m0005_jobs;
mod m0006_provisioning;
mod m0007_entries;
mod m0008_alerts;
mod m0009_desk;
mod m0010_leases;
mod m0011_second_factor;
mod m0012_chat;
mod m0013_views;
mod m0014_everybody;
mod m0015_folded;

use std::collections::HashSet;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, TransactionTrait};
use sea_orm_migration::{MigrationTrait, MigratorTrait, SchemaManager};

use crate::{Result, sql::sql, tx::IMMEDIATE};

/// Any number will do, as long as nothing else in this database uses it.
const LOCK: i64 = 0x6465_7a6b_7900;

struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_tenants::Step),
            Box::new(m0002_sessions::Step),
            Box::new(m0003_timeline::Step),
            Box::new(m0004_sources::Step),
            Box::new(m0005_jobs::Step),
            Box::new(m0006_provisioning::Step),
            Box::new(m0007_entries::Step),
            Box::new(m0008_alerts::Step),
            Box::new(m0009_desk::Step),
            Box::new(m0010_leases::Step),
            Box::new(m0011_second_factor::Step),
            Box::new(m0012_chat::Step),
            Box::new(m0013_views::Step),
            Box::new(m0014_everybody::Step),
            Box::new(m0015_folded::Step),
        ]
    }
}

/// All of it or nothing, one process at a time: on SQLite by the lock that its transaction begins with, on PostgreSQL by
/// one that ends with it.
pub(crate) async fn up(db: &DatabaseConnection) -> Result<()> {
    let tx = db.begin_with_options(IMMEDIATE).await?;
    if db.get_database_backend() == DbBackend::Postgres {
        sql(&tx, "SELECT pg_advisory_xact_lock($1)", [LOCK.into()]).rows(&tx).await?;
    }
    Migrator::up(&tx, None).await?;
    Ok(tx.commit().await?)
}

/// Reads only, so that a database user without rights on the schema may ask.
pub(crate) async fn pending(db: &DatabaseConnection) -> Result<usize> {
    let table = match db.get_database_backend() {
        DbBackend::Sqlite => "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'seaql_migrations'",
        _ => "SELECT 1 WHERE to_regclass('seaql_migrations') IS NOT NULL",
    };
    let mut applied = HashSet::new();
    if !sql(db, table, []).rows(db).await?.is_empty() {
        for row in sql(db, "SELECT version FROM seaql_migrations", []).rows(db).await? {
            applied.insert(row.try_get_by_index::<String>(0)?);
        }
    }
    let steps = Migrator::migrations();
    let missing = steps.iter().filter(|step| !applied.remove(step.name())).count();
    if let Some(unknown) = applied.iter().next() {
        return Err(DbErr::Migration(format!("the database is from a newer version: {unknown}")).into());
    }
    Ok(missing)
}

/// A step that only runs DDL.
macro_rules! step {
    ($name:literal, $($ddl:expr),+) => {
        pub(crate) struct Step;

        impl sea_orm_migration::MigrationName for Step {
            fn name(&self) -> &str {
                $name
            }
        }

        #[async_trait::async_trait]
        impl sea_orm_migration::MigrationTrait for Step {
            async fn up(&self, manager: &sea_orm_migration::SchemaManager) -> Result<(), sea_orm::DbErr> {
                $(crate::migration::ddl(manager, $ddl).await?;)+
                Ok(())
            }

            /// `up` has one for all steps.
            fn use_transaction(&self) -> Option<bool> {
                Some(false)
            }
        }
    };
}
use step;

/// Runs statements for both databases. `{sorted}` is text whose order is that of its bytes: a language's order would
/// change with the server's libraries, and differ between the two databases.
async fn ddl(manager: &SchemaManager<'_>, text: &str) -> Result<(), DbErr> {
    let words = match manager.get_database_backend() {
        DbBackend::Sqlite => [
            ("{uuid}", "BLOB"),
            ("{bytes}", "BLOB"),
            ("{sorted}", "TEXT"),
            ("{seq}", "INTEGER PRIMARY KEY AUTOINCREMENT"),
            // SQLite ends every index with the row's number, which is `seq`.
            ("{, seq}", ""),
        ],
        _ => [
            ("{uuid}", "UUID"),
            ("{bytes}", "BYTEA"),
            ("{sorted}", "TEXT COLLATE \"C\""),
            ("{seq}", "BIGSERIAL PRIMARY KEY"),
            ("{, seq}", ", seq"),
        ],
    };
    let text = words.iter().fold(text.to_owned(), |text, (word, meaning)| text.replace(word, meaning));
    manager.get_connection().execute_unprepared(&text).await?;
    Ok(())
}

/// Runs statements on PostgreSQL only.
macro_rules! postgres_only {
    ($manager:expr, $ddl:expr) => {
        if $manager.get_database_backend() == sea_orm::DbBackend::Postgres {
            crate::migration::ddl($manager, $ddl).await?;
        }
    };
}
use postgres_only;
