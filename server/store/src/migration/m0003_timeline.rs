//! The line of time, and how many events each of its quarters has.
//!
//! Every index costs each event something, so there is one for each filter and no more. All of them go on with
//! `(occurred_us, seq)`, which is the timeline's order: a page is read from the index without sorting, and page 10,000
//! like page 1. Words of others are indexed by their first 200 characters, since PostgreSQL refuses an index row of more
//! than 2,704 bytes and an event is never refused.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &str {
        "m0003_timeline"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::ddl(manager, TABLES).await?;
        super::ddl(manager, INDEXES).await?;
        super::postgres_only!(manager, POSTGRES);
        Ok(())
    }

    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}

const TABLES: &str = r"
-- No foreign key to tenant: what happened outlives whom it happened to.
CREATE TABLE audit_event (
    seq {seq},
    id {uuid} NOT NULL CONSTRAINT audit_event_id UNIQUE,
    source TEXT NOT NULL,
    position TEXT NOT NULL,
    tenant_id {uuid},
    attribution TEXT NOT NULL,
    occurred_us BIGINT NOT NULL,
    occurred_known BOOLEAN NOT NULL,
    observed_us BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor_id TEXT,
    actor_name TEXT,
    action TEXT NOT NULL,
    class TEXT NOT NULL,
    target_kind TEXT NOT NULL,
    target_id TEXT,
    target_name TEXT,
    outcome TEXT NOT NULL,
    ip TEXT,
    user_agent TEXT,
    request TEXT,
    words TEXT NOT NULL,
    changes TEXT NOT NULL,
    raw TEXT,
    raw_sha256 TEXT,
    format TEXT,
    space_id TEXT,
    account_id TEXT,
    haystack TEXT NOT NULL,
    -- Stored once, however often it is read.
    CONSTRAINT audit_event_position UNIQUE (source, position)
);

-- Events of each quarter of an hour. An empty key is for those without a tenant: NULL would not be unique.
CREATE TABLE event_count (
    tenant_key TEXT NOT NULL,
    quarter_us BIGINT NOT NULL,
    source TEXT NOT NULL,
    events BIGINT NOT NULL,
    refused BIGINT NOT NULL,
    PRIMARY KEY (tenant_key, quarter_us, source)
);
-- The platform's strip and the sources' last hour.
CREATE INDEX event_count_by_quarter ON event_count (quarter_us, source);
";

const INDEXES: &str = r"
-- No filter; `text`, `from`, `until` and the outcome `done` alone.
CREATE INDEX audit_event_by_time ON audit_event (occurred_us{, seq});
-- A tenant's own timeline, the filter `tenant`; on SQLite also the unattributed, since it looks NULL up as a value.
CREATE INDEX audit_event_by_tenant ON audit_event (tenant_id, occurred_us{, seq});
-- `source`; a source's last event.
CREATE INDEX audit_event_by_source ON audit_event (source, occurred_us{, seq});
-- `action`
CREATE INDEX audit_event_by_action ON audit_event (action, occurred_us{, seq});
-- `actor`, by id and by name
CREATE INDEX audit_event_by_actor_id ON audit_event (substr(actor_id, 1, 200), occurred_us{, seq})
    WHERE actor_id IS NOT NULL;
CREATE INDEX audit_event_by_actor_name ON audit_event (substr(actor_name, 1, 200), occurred_us{, seq})
    WHERE actor_name IS NOT NULL;
-- `target`, by id and by name; attributing by correlation
CREATE INDEX audit_event_by_target_id ON audit_event (substr(target_id, 1, 200), occurred_us{, seq})
    WHERE target_id IS NOT NULL;
CREATE INDEX audit_event_by_target_name ON audit_event (substr(target_name, 1, 200), occurred_us{, seq})
    WHERE target_name IS NOT NULL;
-- `outcome`, where it is refused or failed: few.
CREATE INDEX audit_event_by_outcome ON audit_event (outcome, occurred_us{, seq}) WHERE outcome <> 'done';
-- The ledger and the strip: fewer.
CREATE INDEX audit_event_gaps ON audit_event (occurred_us{, seq}) WHERE class = 'gap';
-- Attributing later, when an object's tenant becomes known.
CREATE INDEX audit_event_by_space ON audit_event (substr(space_id, 1, 200)) WHERE attribution = 'none' AND space_id IS NOT NULL;
CREATE INDEX audit_event_by_account ON audit_event (substr(account_id, 1, 200)) WHERE attribution = 'none' AND account_id IS NOT NULL;
";

const POSTGRES: &str = r"
-- The unattributed. PostgreSQL finds NULL in an index, but doesn't know that what follows is in order then.
CREATE INDEX audit_event_unattributed ON audit_event (occurred_us, seq) WHERE tenant_id IS NULL;
-- What it learns of a partial index on an expression it doesn't use; without these it thinks that every actor has one
-- event in 200, and sorts where it could read in order.
CREATE STATISTICS audit_event_actor_id ON (substr(actor_id, 1, 200)) FROM audit_event;
CREATE STATISTICS audit_event_actor_name ON (substr(actor_name, 1, 200)) FROM audit_event;
CREATE STATISTICS audit_event_target_id ON (substr(target_id, 1, 200)) FROM audit_event;
CREATE STATISTICS audit_event_target_name ON (substr(target_name, 1, 200)) FROM audit_event;
";
