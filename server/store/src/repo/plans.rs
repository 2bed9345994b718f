//! What a tenant has of the platform, and when it is looked at. A tenant without a plan isn't provisioned.

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    ctx::Scope,
    id::TenantId,
    provision::{Extra, TenantServices},
};
use sea_orm::{ConnectionTrait, FromQueryResult, Value};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, Work,
    repo::{resources::json, resources_work::raise},
    scope,
    sql::{Sql, clean_some, count, size, sql, time},
};

/// A tenant's plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanRow {
    pub tenant: TenantId,
    pub services: TenantServices,
    /// Where its owners are told what concerns the whole tenant.
    pub contact: Option<String>,
    /// Nothing is looked at or changed.
    pub paused: bool,
    /// Somebody stopped it; what is made stays.
    pub cancelled: bool,
    /// Everything is to be destroyed.
    pub deleting: bool,
    /// When a closing tenant may be deleted.
    pub closes: Option<DateTime<Utc>>,
    /// When all of it was last looked at.
    pub looked: Option<DateTime<Utc>>,
    /// When the look that isn't over began; none while none is asked for.
    pub look_since: Option<DateTime<Utc>>,
    /// What is in the engines and nobody wants.
    pub extras: Vec<Extra>,
}

/// Reads plans.
#[derive(Debug, Clone, Copy)]
pub struct Plans<'a> {
    pub(crate) store: &'a Store,
}

/// Writes plans. What says whether it changed anything says no for a tenant without one. A change of what the tenant's
/// page shows raises the tenant's version.
#[derive(Debug, Clone, Copy)]
pub struct PlansWork<'a> {
    pub(crate) work: &'a Work,
}

impl Plans<'_> {
    /// # Errors
    /// `Denied` for a person's scope; `Db`, `Corrupt`.
    pub async fn of(&self, scope: &Scope, tenant: TenantId) -> Result<Option<PlanRow>> {
        if scope::admits(scope, tenant)? { of(&self.store.reader, tenant).await } else { Ok(None) }
    }

    /// How the database means to find out who is due: tests hold it against the indexes.
    ///
    /// # Errors
    /// `Db`.
    pub async fn explain_due(&self, now: DateTime<Utc>) -> Result<Vec<String>> {
        due(&self.store.reader, now, 10).explain(&self.store.reader).await
    }
}

impl PlansWork<'_> {
    /// As it is now; nobody else changes the tenant or what follows from it before this work ends.
    ///
    /// # Errors
    /// `Busy`, `Db`, `Corrupt`.
    pub async fn of(&self, tenant: TenantId) -> Result<Option<PlanRow>> {
        self.work.queue().await?;
        of(&self.work.tx, tenant).await
    }

    /// Takes a tenant in; it is looked at from now on.
    ///
    /// # Errors
    /// `Db` when it has a plan or isn't there; `Busy`.
    pub async fn insert(
        &self,
        tenant: TenantId,
        services: TenantServices,
        contact: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        let text = "INSERT INTO tenant_plan (tenant_id, mail, files, chat, quota_bytes, contact, paused, cancelled,
                deleting, look_due_us, look_since_us, extras)
            VALUES ($1, $2, $3, $4, $5, $6, FALSE, FALSE, FALSE, $7, $7, '[]')";
        let values = [
            services.mail.into(),
            services.files.into(),
            services.chat.into(),
            size(services.quota).into(),
            clean_some(contact).into(),
            now.timestamp_micros().into(),
        ];
        self.change(tenant, text, values).await.map(drop)
    }

    /// # Errors
    /// `Busy`, `Db`; as all that follow.
    pub async fn set_services(&self, tenant: TenantId, services: TenantServices) -> Result<bool> {
        let text = "UPDATE tenant_plan SET mail = $2, files = $3, chat = $4, quota_bytes = $5 WHERE tenant_id = $1";
        let TenantServices { mail, files, chat, quota } = services;
        let values = [mail.into(), files.into(), chat.into(), size(quota).into()];
        self.change(tenant, text, values).await
    }

    /// # Errors
    /// As `set_services`.
    pub async fn set_paused(&self, tenant: TenantId, paused: bool) -> Result<bool> {
        self.change(tenant, "UPDATE tenant_plan SET paused = $2 WHERE tenant_id = $1", [paused.into()]).await
    }

    /// # Errors
    /// As `set_services`.
    pub async fn set_cancelled(&self, tenant: TenantId, cancelled: bool) -> Result<bool> {
        self.change(tenant, "UPDATE tenant_plan SET cancelled = $2 WHERE tenant_id = $1", [cancelled.into()]).await
    }

    /// # Errors
    /// As `set_services`.
    pub async fn set_deleting(&self, tenant: TenantId, deleting: bool) -> Result<bool> {
        self.change(tenant, "UPDATE tenant_plan SET deleting = $2 WHERE tenant_id = $1", [deleting.into()]).await
    }

    /// When a closing tenant may be deleted; None when it isn't closing any more.
    ///
    /// # Errors
    /// As `set_services`.
    pub async fn set_closing(&self, tenant: TenantId, closes: Option<DateTime<Utc>>) -> Result<bool> {
        let closes = closes.map(|at| at.timestamp_micros());
        self.change(tenant, "UPDATE tenant_plan SET closes_us = $2 WHERE tenant_id = $1", [closes.into()]).await
    }

    /// All of it was looked at since `since`, `extras` among it; the next look is due at `next_due`. A look that was
    /// asked for meanwhile is still to come. Raises the version only when somebody waits for it, or the extras are others.
    ///
    /// # Errors
    /// As `set_services`.
    pub async fn looked(
        &self,
        tenant: TenantId,
        since: DateTime<Utc>,
        extras: &[Extra],
        now: DateTime<Utc>,
        next_due: DateTime<Utc>,
    ) -> Result<bool> {
        self.work.queue().await?;
        let (tx, extras) = (&self.work.tx, json(&extras));
        // An open page waits for the look that somebody asked for.
        let text = "SELECT 1 FROM tenant_plan WHERE tenant_id = $1 AND (extras <> $2 OR looked_us IS NULL)";
        let news = sql(tx, text, [tenant.uuid().into(), extras.clone().into()]);
        if news.value::<i32>(tx).await?.is_some() {
            raise(self.work, Some(tenant)).await?;
        }
        let text = "UPDATE tenant_plan SET extras = $2, looked_us = $3, look_due_us = $4,
                look_since_us = CASE WHEN look_since_us > $5 THEN look_since_us END
            WHERE tenant_id = $1";
        let times = [now, next_due, since].map(|at| at.timestamp_micros().into());
        let [now, next, since] = times;
        Ok(sql(tx, text, [tenant.uuid().into(), extras.into(), now, next, since]).run(tx).await? > 0)
    }

    /// At most `limit` that are due for a look and not paused, who waits longest first. They are put off until
    /// `next_due`, so that nobody else takes them too: ask for their looks in this work.
    ///
    /// # Errors
    /// As `set_services`.
    pub async fn due(&self, now: DateTime<Utc>, next_due: DateTime<Utc>, limit: u64) -> Result<Vec<TenantId>> {
        self.work.queue().await?;
        let tx = &self.work.tx;
        let mut due_ids = Vec::new();
        for row in due(tx, now, limit).rows(tx).await? {
            due_ids.push(row.try_get_by_index::<Uuid>(0)?);
        }
        let next = next_due.timestamp_micros();
        for ids in due_ids.chunks(256) {
            let text = "UPDATE tenant_plan SET look_due_us = $1, look_since_us = COALESCE(look_since_us, $2)
                WHERE tenant_id IN (";
            let mut update = sql(tx, text, [next.into(), now.timestamp_micros().into()]);
            update.bind_all(ids.iter().copied()).push(")");
            update.run(tx).await?;
        }
        Ok(due_ids.into_iter().map(TenantId::from_uuid).collect())
    }

    /// The tenant is looked at with its next job.
    ///
    /// # Errors
    /// As `set_services`.
    pub async fn look_now(&self, tenant: TenantId) -> Result<bool> {
        let text = "UPDATE tenant_plan SET looked_us = NULL, look_since_us = $2 WHERE tenant_id = $1";
        self.change(tenant, text, [self.work.clock.now().timestamp_micros().into()]).await
    }

    /// The tenant, or everybody, is due now, unless looked at within `recent`.
    ///
    /// # Errors
    /// As `set_services`; `Denied` for another tenant's scope.
    pub async fn look_soon(
        &self,
        scope: &Scope,
        tenant: Option<TenantId>,
        now: DateTime<Utc>,
        recent: TimeDelta,
    ) -> Result<u64> {
        match tenant {
            Some(tenant) => scope::require(scope, tenant)?,
            None => scope::everything(scope)?,
        }
        self.work.queue().await?;
        let text = "UPDATE tenant_plan SET look_due_us = $1
            WHERE look_due_us > $1 AND (looked_us IS NULL OR looked_us < $2)";
        let [now, before] = [now, now - recent].map(|time| time.timestamp_micros().into());
        let mut update = sql(&self.work.tx, text, [now, before]);
        if let Some(tenant) = tenant {
            update.push(" AND tenant_id = ").bind(tenant.uuid());
        }
        update.run(&self.work.tx).await
    }

    /// Everybody is due now.
    ///
    /// # Errors
    /// As `set_services`.
    pub async fn all_looks_now(&self) -> Result<u64> {
        self.work.queue().await?;
        let now = self.work.clock.now().timestamp_micros();
        let text = "UPDATE tenant_plan SET look_due_us = $1 WHERE look_due_us > $1";
        sql(&self.work.tx, text, [now.into()]).run(&self.work.tx).await
    }

    /// Runs `text` with the tenant as `$1` and `values` from `$2` on.
    async fn change<const N: usize>(&self, tenant: TenantId, text: &str, values: [Value; N]) -> Result<bool> {
        raise(self.work, Some(tenant)).await?;
        let mut statement = sql(&self.work.tx, text, [tenant.uuid().into()]);
        statement.with(values);
        Ok(statement.run(&self.work.tx).await? > 0)
    }
}

async fn of(db: &impl ConnectionTrait, tenant: TenantId) -> Result<Option<PlanRow>> {
    let select = sql(db, "SELECT * FROM tenant_plan WHERE tenant_id = $1", [tenant.uuid().into()]);
    select.one::<Row>(db).await?.map(Row::plan).transpose()
}

fn due(db: &impl ConnectionTrait, now: DateTime<Utc>, limit: u64) -> Sql {
    let text = "SELECT tenant_id FROM tenant_plan WHERE paused = FALSE AND look_due_us <= $1
        ORDER BY look_due_us, tenant_id LIMIT $2";
    sql(db, text, [now.timestamp_micros().into(), size(limit).into()])
}

#[derive(Debug, FromQueryResult)]
struct Row {
    tenant_id: Uuid,
    mail: bool,
    files: bool,
    chat: bool,
    quota_bytes: i64,
    contact: Option<String>,
    paused: bool,
    cancelled: bool,
    deleting: bool,
    closes_us: Option<i64>,
    looked_us: Option<i64>,
    look_since_us: Option<i64>,
    extras: String,
}

impl Row {
    fn plan(self) -> Result<PlanRow> {
        let quota = count(self.quota_bytes);
        Ok(PlanRow {
            tenant: TenantId::from_uuid(self.tenant_id),
            services: TenantServices { mail: self.mail, files: self.files, chat: self.chat, quota },
            contact: self.contact,
            paused: self.paused,
            cancelled: self.cancelled,
            deleting: self.deleting,
            closes: self.closes_us.map(time).transpose()?,
            looked: self.looked_us.map(time).transpose()?,
            look_since: self.look_since_us.map(time).transpose()?,
            extras: serde_json::from_str(&self.extras).map_err(|_| StoreError::corrupt("extras of", self.tenant_id))?,
        })
    }
}
