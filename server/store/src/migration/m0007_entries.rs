//! One act and its echoes are one entry; noise is hidden and counted; a source is read by one process at a time.

use sea_orm::DbErr;
use sea_orm_migration::{MigrationName, MigrationTrait, SchemaManager};

pub(crate) struct Step;

impl MigrationName for Step {
    fn name(&self) -> &str {
        "m0007_entries"
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        super::ddl(manager, ENTRIES).await?;
        super::ddl(manager, SOURCES).await
    }

    /// `up` has one for all steps.
    fn use_transaction(&self) -> Option<bool> {
        Some(false)
    }
}

const ENTRIES: &str = r"
-- 0 an entry of its own, 1 what one engine says about another's entry, 2 a part, 3 noise: hidden unless asked for.
ALTER TABLE audit_event ADD COLUMN showing SMALLINT NOT NULL DEFAULT 0;
-- The entry that it is a part of.
ALTER TABLE audit_event ADD COLUMN head_id {uuid};
-- What belongs together: a request of Dezky's or of an engine's.
ALTER TABLE audit_event ADD COLUMN story TEXT;
-- How good a headline it is among its story.
ALTER TABLE audit_event ADD COLUMN telling SMALLINT NOT NULL DEFAULT 0;
ALTER TABLE audit_event ADD COLUMN on_behalf TEXT;
CREATE INDEX audit_event_by_head ON audit_event (head_id{, seq}) WHERE head_id IS NOT NULL;
CREATE INDEX audit_event_by_story ON audit_event (story) WHERE story IS NOT NULL;
-- No filter: entries, and noise beside them where it is asked for. Parts are read with their entry.
DROP INDEX audit_event_by_time;
CREATE INDEX audit_event_by_time ON audit_event (occurred_us{, seq}) WHERE showing = 0;
CREATE INDEX audit_event_noise ON audit_event (occurred_us{, seq}) WHERE showing = 3;
-- Of a quarter of an hour, beside the entries.
ALTER TABLE event_count ADD COLUMN parts BIGINT NOT NULL DEFAULT 0;
ALTER TABLE event_count ADD COLUMN noise BIGINT NOT NULL DEFAULT 0;

-- By what an engine's record is known as an echo of what Dezky did: a request's name, an object's id, a method.
CREATE TABLE echo (
    source TEXT NOT NULL,
    key {sorted} NOT NULL,
    at_us BIGINT NOT NULL,
    story TEXT NOT NULL,
    PRIMARY KEY (source, key, at_us)
);
-- Forgetting old ones.
CREATE INDEX echo_by_time ON echo (at_us);

-- What two channels of one source tell of the same happening: a webhook and a log's line.
CREATE TABLE twin (
    source TEXT NOT NULL,
    key {sorted} NOT NULL,
    channel TEXT NOT NULL,
    event_id {uuid} NOT NULL,
    at_us BIGINT NOT NULL,
    PRIMARY KEY (source, key, event_id)
);
CREATE INDEX twin_by_time ON twin (at_us);
";

const SOURCES: &str = r"
-- Who reads it: one process, whose token rises with every change of hands.
ALTER TABLE source ADD COLUMN reader TEXT;
ALTER TABLE source ADD COLUMN reader_token BIGINT NOT NULL DEFAULT 0;
ALTER TABLE source ADD COLUMN reader_until_us BIGINT;
ALTER TABLE source ADD COLUMN paused BOOLEAN NOT NULL DEFAULT FALSE;
-- Of a source that is asked: how far it was read, as its reader keeps it.
ALTER TABLE source ADD COLUMN progress TEXT;

-- What became of a record that couldn't be read.
ALTER TABLE quarantine ADD COLUMN settled_us BIGINT;
ALTER TABLE quarantine ADD COLUMN settled_by TEXT;
ALTER TABLE quarantine ADD COLUMN settled TEXT;
-- What still waits, by time and by source.
DROP INDEX quarantine_by_time;
CREATE INDEX quarantine_by_time ON quarantine (seen_us) WHERE settled_us IS NULL;
CREATE INDEX quarantine_waiting ON quarantine (source, id) WHERE settled_us IS NULL;
";
