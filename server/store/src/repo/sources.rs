//! Where events come from, how far they are read, and what is missing.

use std::collections::BTreeMap;

use chrono::{DateTime, Duration, Utc};
use dezky_domain::{
    audit::Source,
    ctx::Scope,
    id::{FileId, QuarantineId},
    source::{FollowedFile, Ledger, LedgerPlace, Quarantined, SourceState, SourceStatus},
};

use crate::{
    Result, Store, Work,
    entity::{cursor, source},
    repo::{counts, ledger},
    scope,
    sql::{clean, clean_some, clip, count, insert_many, size, sql, time},
};

/// Reads sources. They are the platform's: a tenant's scope is `Denied`.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    pub(crate) store: &'a Store,
}

/// Writes sources. A worker's statements: nothing here is a tenant's.
#[derive(Debug, Clone, Copy)]
pub struct SourcesWork<'a> {
    pub(crate) work: &'a Work,
}

impl Sources<'_> {
    /// All that are heard, whether configured or not. The strip begins at `day_start`.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Db`, `Corrupt`.
    pub async fn overview(&self, scope: &Scope, day_start: DateTime<Utc>) -> Result<Vec<SourceStatus>> {
        scope::everything(scope)?;
        let mut overview = Vec::with_capacity(Source::HEARD.len());
        for source in Source::HEARD {
            overview.push(self.status(*source, day_start).await?);
        }
        Ok(overview)
    }

    /// How many records wait in quarantine, a thousand at most: it stands on every page.
    ///
    /// # Errors
    /// As `overview`.
    pub async fn waiting(&self, scope: &Scope) -> Result<u64> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let select =
            sql(db, "SELECT COUNT(*) FROM (SELECT 1 FROM quarantine WHERE settled_us IS NULL LIMIT 1000) q", []);
        Ok(count(select.value(db).await?.unwrap_or_default()))
    }

    /// Gaps and quarantined records behind `before`, newest first; the records without their bytes.
    ///
    /// # Errors
    /// As `overview`.
    pub async fn ledger(&self, scope: &Scope, before: Option<LedgerPlace>) -> Result<Ledger> {
        scope::everything(scope)?;
        ledger::page(&self.store.reader, before).await
    }

    /// One record with its bytes.
    ///
    /// # Errors
    /// As `overview`.
    pub async fn quarantined(&self, scope: &Scope, id: QuarantineId) -> Result<Option<Quarantined>> {
        scope::everything(scope)?;
        ledger::one(&self.store.reader, id).await
    }

    /// The follower's state of each file: those that are still read first, then the finished ones, the newest first. A
    /// finished file is remembered for as long as it may still lie there: one that is forgotten would be read again.
    ///
    /// # Errors
    /// `Db`.
    pub async fn cursors(&self, source: Source) -> Result<Vec<(FileId, String)>> {
        let db = &self.store.reader;
        let text = "SELECT id, json FROM cursor WHERE source = $1
            ORDER BY finished, updated_us DESC, id DESC";
        let rows = sql(db, text, [source.word().into()]).rows(db).await?;
        let read =
            |row: &sea_orm::QueryResult| Ok((FileId::from_uuid(row.try_get_by_index(0)?), row.try_get_by_index(1)?));
        rows.iter().map(read).collect()
    }

    async fn status(&self, source: Source, day_start: DateTime<Utc>) -> Result<SourceStatus> {
        let db = &self.store.reader;
        let word = || source.word().into();
        let row: Option<source::Model> = sql(db, "SELECT * FROM source WHERE source = $1", [word()]).one(db).await?;
        let files = self.files(source).await?;
        let last = sql(db, "SELECT MAX(occurred_us) FROM audit_event WHERE source = $1", [word()]);
        let last = last.value::<Option<i64>>(db).await?.flatten();
        let quarantined = sql(db, "SELECT COUNT(*) FROM quarantine WHERE source = $1 AND settled_us IS NULL", [word()]);
        let gaps = sql(db, "SELECT COUNT(*) FROM audit_event WHERE class = 'gap' AND source = $1", [word()]);
        let gaps = count(gaps.value(db).await?.unwrap_or_default());
        // The running quarter and the three before it.
        let hour_ago = self.store.clock.now() - Duration::minutes(45);
        let lag_bytes = self.unread(source).await?;
        let polled = row.as_ref().and_then(|row| row.polled_us).map(time).transpose()?;
        let last_event = last.map(time).transpose()?;
        let path = row.as_ref().and_then(|row| row.path.clone());
        let now = self.store.clock.now();
        let behind = if path.is_none() { polled } else { last_event.filter(|_| lag_bytes > 0) };
        let lag_seconds = behind.map_or(0, |then| count((now - then).num_seconds()));
        let reader = row.as_ref().filter(|row| row.reader_until_us > Some(now.timestamp_micros()));
        Ok(SourceStatus {
            source,
            state: state(source, row.as_ref(), !files.is_empty(), lag_bytes, gaps),
            path,
            files,
            lag_bytes,
            lag_seconds,
            reader: reader.and_then(|row| row.reader.clone()),
            polled,
            last_event,
            last_error: row.as_ref().and_then(|row| row.last_error.clone()),
            kept: count(row.as_ref().map_or(0, |row| row.kept)),
            dropped: self.dropped(source).await?,
            quarantined: count(quarantined.value(db).await?.unwrap_or_default()),
            gaps,
            last_hour: count(counts::since(db, source, hour_ago).await?),
            strip: counts::strip(db, None, Some(source), day_start).await?,
        })
    }

    async fn files(&self, source: Source) -> Result<Vec<FollowedFile>> {
        let db = &self.store.reader;
        let text = "SELECT * FROM cursor WHERE source = $1 ORDER BY finished, updated_us DESC, id DESC LIMIT 50";
        let read = |row: cursor::Model| {
            Ok(FollowedFile {
                id: FileId::from_uuid(row.id),
                path: row.path,
                inode: row.inode.cast_unsigned(),
                offset: count(row.offset_bytes),
                size: count(row.size_bytes),
                finished: row.finished,
                read: time(row.updated_us)?,
            })
        };
        let rows = sql(db, text, [source.word().into()]).all::<cursor::Model>(db).await?;
        rows.into_iter().map(read).collect()
    }

    /// Bytes of all its files.
    async fn unread(&self, source: Source) -> Result<u64> {
        let db = &self.store.reader;
        let text = "SELECT CAST(COALESCE(SUM(size_bytes - offset_bytes), 0) AS BIGINT) FROM cursor
            WHERE source = $1 AND finished = FALSE AND size_bytes > offset_bytes";
        Ok(count(sql(db, text, [source.word().into()]).value(db).await?.unwrap_or_default()))
    }

    async fn dropped(&self, source: Source) -> Result<Vec<(String, u64)>> {
        let db = &self.store.reader;
        let text = "SELECT action, events FROM dropped WHERE source = $1 ORDER BY events DESC, action";
        let rows = sql(db, text, [source.word().into()]).rows(db).await?;
        rows.iter().map(|row| Ok((row.try_get_by_index(0)?, count(row.try_get_by_index(1)?)))).collect()
    }
}

impl SourcesWork<'_> {
    /// Says that a source is configured, with its file's path if it is read from one.
    ///
    /// # Errors
    /// `Busy`, `Db`; as all here.
    pub async fn ensure(&self, source: Source, path: Option<&str>, now: DateTime<Utc>) -> Result<()> {
        self.work.queue().await?;
        let text = "INSERT INTO source (source, path, configured_us, kept) VALUES ($1, $2, $3, 0)
            ON CONFLICT (source) DO UPDATE SET path = excluded.path,
                configured_us = COALESCE(source.configured_us, excluded.configured_us)";
        let values = [source.word().into(), clean_some(path).into(), now.timestamp_micros().into()];
        sql(&self.work.tx, text, values).run(&self.work.tx).await?;
        Ok(())
    }

    /// How far a file is read: `offset` and `size` in bytes for people, `json` for the follower. Belongs into the
    /// transaction of the events that were read.
    ///
    /// # Errors
    /// As `ensure`.
    #[expect(clippy::too_many_arguments, reason = "one row, written by one caller")]
    pub async fn cursor(
        &self,
        source: Source,
        file: FileId,
        json: &str,
        path: &str,
        inode: u64,
        offset: u64,
        size_bytes: u64,
        finished: bool,
        now: DateTime<Utc>,
    ) -> Result<()> {
        self.work.queue().await?;
        let text = "INSERT INTO cursor (id, source, path, inode, offset_bytes, size_bytes, finished, json, updated_us)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            ON CONFLICT (id) DO UPDATE SET path = excluded.path, inode = excluded.inode,
                offset_bytes = excluded.offset_bytes, size_bytes = excluded.size_bytes, finished = excluded.finished,
                json = excluded.json, updated_us = excluded.updated_us";
        let values = [
            file.uuid().into(),
            source.word().into(),
            clean(path).into(),
            inode.cast_signed().into(),
            size(offset).into(),
            size(size_bytes).into(),
            finished.into(),
            clean(json).into(),
            now.timestamp_micros().into(),
        ];
        sql(&self.work.tx, text, values).run(&self.work.tx).await?;
        Ok(())
    }

    /// Adds to what was read and not kept, by action.
    ///
    /// # Errors
    /// As `ensure`.
    pub async fn dropped(&self, source: Source, by_action: &BTreeMap<String, u64>) -> Result<()> {
        self.work.queue().await?;
        // Two actions may be one after clipping, and PostgreSQL refuses to touch a row twice in one statement.
        let mut clipped: BTreeMap<String, u64> = BTreeMap::new();
        for (action, events) in by_action {
            *clipped.entry(clip(action, 200)).or_default() += events;
        }
        let row = |(action, events): (String, u64)| vec![source.word().into(), action.into(), size(events).into()];
        let tail = "ON CONFLICT (source, action) DO UPDATE SET events = dropped.events + excluded.events";
        let rows = clipped.into_iter().map(row).collect();
        insert_many(&self.work.tx, "INSERT INTO dropped (source, action, events)", rows, tail).await
    }

    /// Forgets a file that is gone: it can't be read again.
    ///
    /// # Errors
    /// As `ensure`.
    pub async fn forget(&self, source: Source, file: FileId) -> Result<()> {
        let text = "DELETE FROM cursor WHERE source = $1 AND id = $2";
        sql(&self.work.tx, text, [source.word().into(), file.uuid().into()]).run(&self.work.tx).await.map(drop)
    }

    /// Keeps records that couldn't be read, each once by its position.
    ///
    /// # Errors
    /// As `ensure`.
    pub async fn quarantine(&self, source: Source, records: &[Quarantined]) -> Result<()> {
        self.work.queue().await?;
        let row = |record: &Quarantined| {
            vec![
                record.id.uuid().into(),
                source.word().into(),
                record.seen.timestamp_micros().into(),
                clean(&record.position).into(),
                record.reason.word().into(),
                size(record.length).into(),
                record.bytes.clone().into(),
                clean(&record.sha256).into(),
            ]
        };
        let head = "INSERT INTO quarantine (id, source, seen_us, position, reason, length, bytes, sha256)";
        let tail = "ON CONFLICT (source, position) DO NOTHING";
        insert_many(&self.work.tx, head, records.iter().map(row).collect(), tail).await
    }

    /// When it was last looked at, and what went wrong then; `None` clears an earlier error. Does nothing for a source
    /// that was never ensured.
    ///
    /// # Errors
    /// As `ensure`.
    pub async fn polled(&self, source: Source, now: DateTime<Utc>, error: Option<&str>) -> Result<()> {
        self.work.queue().await?;
        let text = "UPDATE source SET polled_us = $2, last_error = $3 WHERE source = $1";
        let error = error.map(|error| clip(error, 500));
        let values = [source.word().into(), now.timestamp_micros().into(), error.into()];
        sql(&self.work.tx, text, values).run(&self.work.tx).await?;
        Ok(())
    }
}

fn state(source: Source, row: Option<&source::Model>, files: bool, lag_bytes: u64, gaps: u64) -> SourceState {
    if source == Source::Platform {
        return SourceState::Complete;
    }
    let Some(row) = row.filter(|row| row.configured_us.is_some()) else { return SourceState::Off };
    // A source that isn't read from a file is there as soon as it answered once.
    let there = if row.path.is_some() { files } else { row.polled_us.is_some() };
    if row.paused {
        SourceState::Paused
    } else if row.last_error.is_some() {
        SourceState::Failing
    } else if !there {
        SourceState::Waiting
    } else if lag_bytes > 0 {
        SourceState::Behind
    } else if gaps > 0 {
        SourceState::Gaps
    } else {
        SourceState::Complete
    }
}
