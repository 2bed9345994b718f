//! Who reads a source: one process, for a lease. Its token rises with every change of hands, and what it read is stored
//! only while the token is still its own: a process that slept through its lease stores nothing twice.

use chrono::{DateTime, Utc};
use dezky_domain::{audit::Source, id::FileId};

use crate::{
    Result,
    repo::sources::{Sources, SourcesWork},
    sql::{clean, clip, sql, time},
};

impl Sources<'_> {
    /// How far a source that is asked was read, as its reader wrote it.
    ///
    /// # Errors
    /// `Db`.
    pub async fn progress(&self, source: Source) -> Result<Option<String>> {
        let db = &self.store.reader;
        let select = sql(db, "SELECT progress FROM source WHERE source = $1", [source.word().into()]);
        Ok(select.value::<Option<String>>(db).await?.flatten())
    }
}

impl SourcesWork<'_> {
    /// When the source last told or answered anything.
    ///
    /// # Errors
    /// `Busy`, `Db`, `Corrupt`.
    pub async fn last_heard(&self, source: Source) -> Result<Option<DateTime<Utc>>> {
        let select = sql(&self.work.tx, "SELECT polled_us FROM source WHERE source = $1", [source.word().into()]);
        select.value::<Option<i64>>(&self.work.tx).await?.flatten().map(time).transpose()
    }

    /// Makes `reader` the one who reads the source until then, if nobody else does. The answer is its token; none while
    /// another's lease lasts, and while the source is paused.
    ///
    /// # Errors
    /// `Busy`, `Db`; as all here.
    pub async fn claim(
        &self,
        source: Source,
        reader: &str,
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Option<i64>> {
        let text = "UPDATE source SET reader = $2, reader_token = reader_token + 1, reader_until_us = $4
            WHERE source = $1 AND paused = FALSE AND (reader_until_us IS NULL OR reader_until_us <= $3)
            RETURNING reader_token";
        let [now, until] = [now, until].map(|time| time.timestamp_micros().into());
        sql(&self.work.tx, text, [source.word().into(), clip(reader, 200).into(), now, until])
            .value(&self.work.tx)
            .await
    }

    /// Keeps it until then. False when it is another's by now, or paused: then nothing of what was read may be stored. It
    /// comes first in the work that stores, so that nobody takes it over before that ends.
    ///
    /// # Errors
    /// As `claim`.
    pub async fn hold(&self, source: Source, token: i64, until: DateTime<Utc>) -> Result<bool> {
        self.work.queue().await?;
        let text = "UPDATE source SET reader_until_us = $3
            WHERE source = $1 AND reader_token = $2 AND paused = FALSE AND reader_until_us IS NOT NULL";
        let values = [source.word().into(), token.into(), until.timestamp_micros().into()];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }

    /// Leaves it to the next, at once. Does nothing when it is another's already.
    ///
    /// # Errors
    /// As `claim`.
    pub async fn let_go(&self, source: Source, token: i64) -> Result<()> {
        let text = "UPDATE source SET reader = NULL, reader_until_us = NULL WHERE source = $1 AND reader_token = $2";
        sql(&self.work.tx, text, [source.word().into(), token.into()]).run(&self.work.tx).await.map(drop)
    }

    /// Stops reading, or goes on where it stopped. False where it was so already, or the source isn't there.
    ///
    /// # Errors
    /// As `claim`.
    pub async fn pause(&self, source: Source, paused: bool) -> Result<bool> {
        self.work.queue().await?;
        let text = "UPDATE source SET paused = $2, reader = NULL, reader_until_us = NULL
            WHERE source = $1 AND paused <> $2 AND configured_us IS NOT NULL";
        Ok(sql(&self.work.tx, text, [source.word().into(), paused.into()]).run(&self.work.tx).await? > 0)
    }

    /// Whether a file's stored cursor is this one.
    ///
    /// # Errors
    /// As `claim`.
    pub async fn is_at(&self, source: Source, file: FileId, json: &str) -> Result<bool> {
        let text = "SELECT 1 FROM cursor WHERE source = $1 AND id = $2 AND json = $3";
        let values = [source.word().into(), file.uuid().into(), clean(json).into()];
        Ok(!sql(&self.work.tx, text, values).rows(&self.work.tx).await?.is_empty())
    }

    /// Says that the source told something by itself. What is wrong with its log stays to be seen.
    ///
    /// # Errors
    /// As `claim`.
    pub async fn heard(&self, source: Source, now: DateTime<Utc>) -> Result<()> {
        let text = "UPDATE source SET polled_us = $2 WHERE source = $1";
        sql(&self.work.tx, text, [source.word().into(), now.timestamp_micros().into()])
            .run(&self.work.tx)
            .await
            .map(drop)
    }

    /// Says how far a source that is asked was read. Belongs into the transaction of what was read.
    ///
    /// # Errors
    /// As `claim`.
    pub async fn progress(&self, source: Source, progress: &str) -> Result<()> {
        let text = "UPDATE source SET progress = $2 WHERE source = $1";
        sql(&self.work.tx, text, [source.word().into(), progress.into()]).run(&self.work.tx).await.map(drop)
    }
}
