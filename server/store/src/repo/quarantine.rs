//! What becomes of a record that couldn't be read: it was read after all, or somebody let it go.

use chrono::{DateTime, Utc};
use dezky_domain::{
    audit::Source,
    ctx::Scope,
    id::QuarantineId,
    source::{Quarantined, Unreadable},
};

use crate::{
    Result,
    entity::quarantine,
    repo::{ledger::quarantined, sources::SourcesWork},
    scope,
    sql::{clip, size, sql},
};

impl SourcesWork<'_> {
    /// A record that still waits, with its bytes.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Busy`, `Db`, `Corrupt`.
    pub async fn waiting(&self, scope: &Scope, id: QuarantineId) -> Result<Option<Quarantined>> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let text = "SELECT * FROM quarantine WHERE id = $1 AND settled_us IS NULL";
        let select = sql(&self.work.tx, text, [id.uuid().into()]);
        select.one::<quarantine::Model>(&self.work.tx).await?.map(quarantined).transpose()
    }

    /// The oldest records of a source that still wait for the same reason, after one of them.
    ///
    /// # Errors
    /// As `waiting`.
    pub async fn alike(
        &self,
        scope: &Scope,
        (source, reason): (Source, Unreadable),
        after: Option<QuarantineId>,
        limit: u64,
    ) -> Result<Vec<Quarantined>> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let text = "SELECT * FROM quarantine WHERE settled_us IS NULL AND source = $1 AND reason = $2";
        let mut select = sql(&self.work.tx, text, [source.word().into(), reason.word().into()]);
        if let Some(after) = after {
            select.push(" AND id > ").bind(after.uuid());
        }
        select.push(" ORDER BY id LIMIT ").bind(size(limit));
        select.all::<quarantine::Model>(&self.work.tx).await?.into_iter().map(quarantined).collect()
    }

    /// It waits no more: `how` is `read`, or why somebody let it go. False when it didn't wait any more.
    ///
    /// # Errors
    /// As `waiting`.
    pub async fn settle(
        &self,
        scope: &Scope,
        id: QuarantineId,
        how: &str,
        by: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        scope::everything(scope)?;
        let text = "UPDATE quarantine SET settled_us = $2, settled = $3, settled_by = $4
            WHERE id = $1 AND settled_us IS NULL";
        let by = by.map(|by| clip(by, 200));
        let values = [id.uuid().into(), now.timestamp_micros().into(), clip(how, 500).into(), by.into()];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }
}
