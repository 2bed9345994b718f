//! The schema, step by step. A step that was released is never changed; the next one follows it.
//!
//! The DDL is SQL for both databases. What they call differently stands in braces, see `ddl`.

mod m0001_tenants;
mod m0002_sessions;
mod m0003_timeline;
mod m0004_sources;
mod m0005_jobs;

use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, TransactionTrait};
use sea_orm_migration::{MigrationTrait, MigratorTrait, SchemaManager};

use crate::{Result, sql::sql};

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
        ]
    }
}

/// One process at a time: on PostgreSQL by a lock that ends with its transaction, on SQLite by the lock on the file.
pub(crate) async fn up(db: &DatabaseConnection) -> Result<()> {
    if db.get_database_backend() == DbBackend::Sqlite {
        return Ok(Migrator::up(db, None).await?);
    }
    let turn = db.begin().await?;
    sql(&turn, "SELECT pg_advisory_xact_lock($1)", [LOCK.into()]).rows(&turn).await?;
    Migrator::up(db, None).await?;
    Ok(turn.commit().await?)
}

pub(crate) async fn pending(db: &DatabaseConnection) -> Result<usize> {
    Ok(Migrator::get_pending_migrations_read_only(db).await?.len())
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

            /// All of it or nothing, on SQLite too.
            fn use_transaction(&self) -> Option<bool> {
                Some(true)
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
