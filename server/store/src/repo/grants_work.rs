//! Grants, written: given, changed, ended. They are never removed.

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    id::{GrantId, TenantId},
    partner::Grant,
};

use crate::{
    Result, StoreError, Work,
    repo::grants,
    scope,
    sql::{clean, sql},
};

/// Writes grants.
#[derive(Debug, Clone, Copy)]
pub struct GrantsWork<'a> {
    pub(crate) work: &'a Work,
}

impl GrantsWork<'_> {
    /// # Errors
    /// `Taken("grant")` while another one of this partner's stands; `Denied` for another tenant; `Busy`, `Db`.
    pub async fn insert(&self, scope: &Scope, tenant: TenantId, grant: &Grant) -> Result<()> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let (tx, partner) = (&self.work.tx, grant.partner.id.uuid());
        let text = "SELECT 1 FROM partner_grant
            WHERE partner_id = $1 AND tenant_id = $2 AND revoked_us IS NULL AND until_us > $3";
        let standing = sql(tx, text, [partner.into(), tenant.uuid().into(), grant.created.timestamp_micros().into()]);
        if standing.value::<i32>(tx).await?.is_some() {
            return Err(StoreError::Taken("grant"));
        }
        let text = "INSERT INTO partner_grant
                (id, tenant_id, partner_id, scope, until_us, reason, by_name, created_us, revoked_us)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, NULL)";
        let values = [
            grant.id.uuid().into(),
            tenant.uuid().into(),
            partner.into(),
            grant.scope.word().into(),
            grant.until.timestamp_micros().into(),
            clean(&grant.reason).into(),
            clean(&grant.by).into(),
            grant.created.timestamp_micros().into(),
        ];
        sql(tx, text, values).run(tx).await.map(drop)
    }

    /// One of a tenant's. Nobody changes it before this work ends.
    ///
    /// # Errors
    /// As `insert`; `Corrupt`.
    pub async fn one(&self, scope: &Scope, tenant: TenantId, id: GrantId) -> Result<Option<Grant>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        grants::one(&self.work.tx, tenant, id).await
    }

    /// # Errors
    /// As `insert`; so for `revoke`.
    pub async fn set_until(&self, scope: &Scope, tenant: TenantId, id: GrantId, until: DateTime<Utc>) -> Result<bool> {
        self.set(scope, tenant, id, "UPDATE partner_grant SET until_us = $3", until).await
    }

    /// # Errors
    /// As `set_until`.
    pub async fn revoke(&self, scope: &Scope, tenant: TenantId, id: GrantId, now: DateTime<Utc>) -> Result<bool> {
        self.set(scope, tenant, id, "UPDATE partner_grant SET revoked_us = $3", now).await
    }

    async fn set(&self, scope: &Scope, tenant: TenantId, id: GrantId, text: &str, at: DateTime<Utc>) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let text = format!("{text} WHERE id = $1 AND tenant_id = $2 AND revoked_us IS NULL");
        let values = [id.uuid().into(), tenant.uuid().into(), at.timestamp_micros().into()];
        Ok(sql(&self.work.tx, &text, values).run(&self.work.tx).await? > 0)
    }
}
