//! How far resources are. Every change raises the tenant's version in the same transaction; what was learned of a
//! generation that isn't wanted any more never counts as done. The statements are the reconciler's: they take no scope.

use chrono::{DateTime, Utc};
use dezky_domain::{
    id::{ResourceId, TenantId},
    provision::{Difference, Facts, StepState, Trouble},
};
use sea_orm::Value;
use uuid::Uuid;

use crate::{
    Result, Work,
    repo::resources::{json, of_tenant, tenant_key},
    sql::{Sql, clean_some, sql},
};

/// Writes resources. What says whether it changed anything says no where the resource isn't there any more.
#[derive(Debug, Clone, Copy)]
pub struct ResourcesWork<'a> {
    pub(crate) work: &'a Work,
}

impl ResourcesWork<'_> {
    /// An attempt at `generation` begins. False when it was cancelled meanwhile, or something else is wanted: leave it.
    ///
    /// # Errors
    /// `Busy`, `Db`; as all here.
    pub async fn begin(&self, id: ResourceId, generation: i64, now: DateTime<Utc>) -> Result<bool> {
        let text = "UPDATE resource SET state = 'running', tries = tries + 1, started_us = $3, next_try_us = NULL,
                version = $2
            WHERE id = $1 AND generation = $4 AND state <> 'cancelled'";
        self.change(id, text, [now.timestamp_micros().into(), generation.into()]).await
    }

    /// It is as `generation` wants it. Where something else is wanted by now, it waits for that.
    ///
    /// # Errors
    /// As `begin`.
    #[expect(clippy::too_many_arguments, reason = "what one attempt tells, and each part of it has a type of its own")]
    pub async fn done(
        &self,
        id: ResourceId,
        generation: i64,
        external: Option<&str>,
        seen: &Facts,
        took_ms: u32,
        adopted: bool,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let text = "UPDATE resource SET seen_generation = $3, external_id = COALESCE($4, external_id), seen = $5,
                took_ms = $6, adopted = $7, seen_us = $8, looked_us = $8, done_us = $8, trouble = NULL, next_try_us = NULL,
                differences = '[]', repair = FALSE, version = $2,
                state = CASE WHEN generation = $3 THEN 'done' WHEN state = 'cancelled' THEN state ELSE 'waiting' END
            WHERE id = $1";
        let values = [
            generation.into(),
            clean_some(external).into(),
            json(seen).into(),
            i32::try_from(took_ms).unwrap_or(i32::MAX).into(),
            adopted.into(),
            now.timestamp_micros().into(),
        ];
        self.change(id, text, values).await
    }

    /// These were looked at and are as their generation wants them; nothing was done. What was done before stays at its
    /// version: a steady tenant wakes no page.
    ///
    /// # Errors
    /// As `begin`.
    pub async fn seen_same(&self, seen: &[(ResourceId, i64)], now: DateTime<Utc>) -> Result<()> {
        self.work.queue().await?;
        let (tx, now) = (&self.work.tx, now.timestamp_micros());
        for chunk in seen.chunks(256) {
            let ids = || chunk.iter().map(|(id, _)| id.uuid());
            let text = "SELECT id FROM resource WHERE (state <> 'done' OR seen_generation <> generation) AND id IN (";
            let mut select = sql(tx, text, []);
            select.bind_all(ids()).push(")");
            for row in select.rows(tx).await? {
                let id = ResourceId::from_uuid(row.try_get_by_index::<Uuid>(0)?);
                let Some((_, generation)) = chunk.iter().find(|(seen, _)| *seen == id) else { continue };
                let text = "UPDATE resource SET state = 'done', seen_generation = generation, seen_us = $4,
                        looked_us = $4, done_us = $4,
                        trouble = NULL, next_try_us = NULL, differences = '[]', repair = FALSE, version = $2
                    WHERE id = $1 AND generation = $3";
                self.change(id, text, [(*generation).into(), now.into()]).await?;
            }
            let text = "UPDATE resource SET seen_us = $1, looked_us = $1, done_us = $1
                WHERE state = 'done' AND seen_generation = generation AND id IN (";
            let mut update = sql(tx, text, [now.into()]);
            update.bind_all(ids()).push(")");
            update.run(tx).await?;
        }
        Ok(())
    }

    /// It was as `generation` wants it, and was changed in the engine. False when something else is wanted by now.
    ///
    /// # Errors
    /// As `begin`.
    pub async fn drifted(
        &self,
        id: ResourceId,
        generation: i64,
        differences: &[Difference],
        seen: &Facts,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let text = "UPDATE resource SET state = 'drifted', differences = $4, seen = $5, seen_us = $6, looked_us = $6,
                trouble = NULL,
                next_try_us = NULL, version = $2
            WHERE id = $1 AND generation = $3";
        let values = [generation.into(), json(&differences).into(), json(seen).into(), now.timestamp_micros().into()];
        self.change(id, text, values).await
    }

    /// An attempt at `generation` failed: `state` is `Trying` or `Failed`. Where something else is wanted by now it
    /// waits for that, and where it was cancelled it stays so.
    ///
    /// # Errors
    /// As `begin`.
    pub async fn trouble(
        &self,
        id: ResourceId,
        generation: i64,
        state: StepState,
        trouble: &Trouble,
        next_try: Option<DateTime<Utc>>,
    ) -> Result<bool> {
        // An attempt that came as far as its first call was counted when it began.
        let text = "UPDATE resource SET version = $2, looked_us = $7,
                tries = CASE WHEN generation = $3 AND state <> 'running' THEN tries + 1 ELSE tries END,
                trouble = CASE WHEN generation = $3 THEN $5 ELSE trouble END,
                next_try_us = CASE WHEN generation = $3 AND state <> 'cancelled' THEN $6 END,
                state = CASE WHEN state = 'cancelled' THEN state WHEN generation = $3 THEN $4 ELSE 'waiting' END
            WHERE id = $1";
        let next_try = next_try.map(|at| at.timestamp_micros());
        let now = self.work.clock.now().timestamp_micros();
        let values = [generation.into(), state.word().into(), json(trouble).into(), next_try.into(), now.into()];
        self.change(id, text, values).await
    }

    /// The engine is left alone until then: it waits, and no attempt is counted. What is as wanted stays so.
    ///
    /// # Errors
    /// As `begin`.
    pub async fn postpone(&self, id: ResourceId, until: DateTime<Utc>) -> Result<bool> {
        let text = "UPDATE resource SET version = $2, next_try_us = $3, looked_us = $4,
                state = CASE WHEN state IN ('waiting', 'running', 'trying') THEN 'trying' ELSE state END
            WHERE id = $1";
        let now = self.work.clock.now().timestamp_micros();
        self.change(id, text, [until.timestamp_micros().into(), now.into()]).await
    }

    /// Tries again at once what isn't as wanted and doesn't run: all of it, from a position on, or `only` these. Says
    /// how many.
    ///
    /// # Errors
    /// As `begin`.
    pub async fn again(
        &self,
        tenant: Option<TenantId>,
        from_position: Option<i32>,
        only: Option<&[ResourceId]>,
    ) -> Result<u64> {
        let text = "UPDATE resource SET state = 'waiting', tries = 0, trouble = NULL, next_try_us = NULL, version = $1";
        let mut update = self.change_all(tenant, text).await?;
        update.push(" AND state IN ('trying', 'failed', 'cancelled', 'waiting')");
        if let Some(from) = from_position {
            update.push(" AND position >= ").bind(from);
        }
        if let Some(only) = only {
            among(&mut update, only);
        }
        update.run(&self.work.tx).await
    }

    /// Stops trying: all that is neither as wanted nor drifted. Says how many.
    ///
    /// # Errors
    /// As `begin`.
    pub async fn cancel(&self, tenant: Option<TenantId>) -> Result<u64> {
        let text = "UPDATE resource SET state = 'cancelled', next_try_us = NULL, repair = FALSE, version = $1";
        let mut update = self.change_all(tenant, text).await?;
        // Access that was cut, and what is to be gone, isn't theirs to stop.
        update.push(" AND state NOT IN ('done', 'drifted', 'cancelled') AND standing = 'present'");
        update.run(&self.work.tx).await
    }

    /// Those of these that have drifted shall be brought back. Says how many.
    ///
    /// # Errors
    /// As `begin`.
    pub async fn repair(
        &self,
        tenant: Option<TenantId>,
        ids: &[ResourceId],
        by: Option<&str>,
        request: Option<&str>,
    ) -> Result<u64> {
        let text = "UPDATE resource SET state = 'waiting', repair = TRUE, tries = 0, next_try_us = NULL, version = $1,
            asked_by = ";
        let version = raise(self.work, tenant).await?;
        let mut update = sql(&self.work.tx, text, [version.into()]);
        update.bind(clean_some(by)).push(", request = ").bind(clean_some(request));
        of_tenant(&mut update, tenant);
        update.push(" AND state = 'drifted'");
        among(&mut update, ids);
        update.run(&self.work.tx).await
    }

    /// Forgets it.
    ///
    /// # Errors
    /// As `begin`.
    pub async fn remove(&self, id: ResourceId) -> Result<bool> {
        if raise_of(self.work, id).await?.is_none() {
            return Ok(false);
        }
        let delete = sql(&self.work.tx, "DELETE FROM resource WHERE id = $1", [id.uuid().into()]);
        Ok(delete.run(&self.work.tx).await? > 0)
    }

    /// Runs `text` with the resource as `$1`, the tenant's new version as `$2`, and `values` from `$3` on.
    async fn change<const N: usize>(&self, id: ResourceId, text: &str, values: [Value; N]) -> Result<bool> {
        let Some(version) = raise_of(self.work, id).await? else { return Ok(false) };
        let mut update = sql(&self.work.tx, text, [id.uuid().into(), version.into()]);
        update.with(values);
        Ok(update.run(&self.work.tx).await? > 0)
    }

    /// `text` with the tenant's new version as `$1`, restricted to its resources.
    async fn change_all(&self, tenant: Option<TenantId>, text: &str) -> Result<Sql> {
        let version = raise(self.work, tenant).await?;
        let mut update = sql(&self.work.tx, text, [version.into()]);
        of_tenant(&mut update, tenant);
        Ok(update)
    }
}

/// Restricts a statement to these. None at all is no resource, which an empty list couldn't say.
fn among(statement: &mut Sql, ids: &[ResourceId]) {
    let nobody = ids.is_empty().then(Uuid::nil);
    statement.push(" AND id IN (").bind_all(ids.iter().map(|id| id.uuid()).chain(nobody)).push(")");
}

const RAISED: &str = " ON CONFLICT (tenant_key) DO UPDATE SET version = resource_version.version + 1 RETURNING version";

/// The tenant's next version, which nobody else gets.
pub(crate) async fn raise(work: &Work, tenant: Option<TenantId>) -> Result<i64> {
    work.queue().await?;
    let mut insert =
        sql(&work.tx, "INSERT INTO resource_version (tenant_key, version) VALUES ($1, 1)", [tenant_key(tenant).into()]);
    insert.push(RAISED);
    Ok(insert.value(&work.tx).await?.unwrap_or_default())
}

/// The next version of the tenant whose resource this is; `None` where there is no such.
async fn raise_of(work: &Work, id: ResourceId) -> Result<Option<i64>> {
    work.queue().await?;
    let text = "INSERT INTO resource_version (tenant_key, version) SELECT tenant_key, 1 FROM resource WHERE id = $1";
    let mut insert = sql(&work.tx, text, [id.uuid().into()]);
    insert.push(RAISED);
    insert.value(&work.tx).await
}
