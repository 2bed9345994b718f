//! Writes mail domains: how they are claimed, proven, looked at and taken back.

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{ctx::Scope, id::TenantId, mail_domain::DomainRecord};
use sea_orm::QueryResult;

use crate::{
    Result, StoreError, Work,
    repo::{
        mail_domains::{DomainRow, addresses, name, one},
        resources::json,
    },
    scope,
    sql::{clean, sql},
};

/// Writes mail domains.
#[derive(Debug, Clone, Copy)]
pub struct MailDomainsWork<'a> {
    pub(crate) work: &'a Work,
}

/// What a look at a domain's DNS found.
#[derive(Debug)]
pub struct Checked<'a> {
    pub records: &'a [DomainRecord],
    pub attention: u32,
    pub now: DateTime<Utc>,
    pub next: DateTime<Utc>,
    /// When it had been looked at before: of two who looked at once, one is heard.
    pub before: Option<DateTime<Utc>>,
}

impl MailDomainsWork<'_> {
    /// The domain that a tenant begins with: an operator's word proves it.
    pub(crate) async fn first(&self, tenant: TenantId, domain: &str, now: DateTime<Utc>) -> Result<()> {
        let text = "INSERT INTO mail_domain
                (tenant_id, domain, first, token, created_us, proven_us, next_us, records, attention)
            VALUES ($1, $2, TRUE, '', $3, $3, $3, '[]', 0) ON CONFLICT DO NOTHING";
        let values = [tenant.uuid().into(), name(domain).into(), now.timestamp_micros().into()];
        let added = sql(&self.work.tx, text, values).run(&self.work.tx).await?;
        if added > 0 { Ok(()) } else { Err(StoreError::Taken("domain")) }
    }

    /// The domain that a tenant begins with is nobody's word yet: its DNS has to show the token, as with any further one.
    ///
    /// # Errors
    /// `Denied` for another tenant's scope; `Busy`, `Db`.
    pub async fn doubt(&self, scope: &Scope, tenant: TenantId, token: &str) -> Result<()> {
        scope::require(scope, tenant)?;
        let text = "UPDATE mail_domain SET proven_us = NULL, token = $2, attention = 1 WHERE tenant_id = $1 AND first";
        sql(&self.work.tx, text, [tenant.uuid().into(), clean(token).into()]).run(&self.work.tx).await.map(drop)
    }

    /// A tenant claims a further domain. Nothing changes when it did so already: the token stays, too.
    ///
    /// # Errors
    /// `Taken("domain")` when it is proven to be another's; `Denied` for another tenant's scope; `Busy`, `Db`.
    pub async fn add(
        &self,
        scope: &Scope,
        tenant: TenantId,
        domain: &str,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        if self.is_anothers(tenant, domain).await? {
            return Err(StoreError::Taken("domain"));
        }
        let text = "INSERT INTO mail_domain (tenant_id, domain, first, token, created_us, next_us, records, attention)
            VALUES ($1, $2, FALSE, $3, $4, $4, '[]', 1)
            ON CONFLICT (tenant_id, domain) DO UPDATE SET token = excluded.token, created_us = excluded.created_us,
                next_us = excluded.next_us, records = '[]', attention = 1, checked_us = NULL, removed_us = NULL
            WHERE mail_domain.removed_us IS NOT NULL";
        let values = [tenant.uuid().into(), name(domain).into(), clean(token).into(), now.timestamp_micros().into()];
        sql(&self.work.tx, text, values).run(&self.work.tx).await.map(drop)
    }

    /// One of a tenant's; nobody changes it before this work ends.
    ///
    /// # Errors
    /// `Denied` for another tenant's scope; `Busy`, `Db`, `Corrupt`.
    pub async fn one(&self, scope: &Scope, tenant: TenantId, domain: &str) -> Result<Option<DomainRow>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        one(&self.work.tx, tenant, domain).await
    }

    /// Its DNS has shown the token. False when the tenant has no such domain, or it is another's by now.
    ///
    /// # Errors
    /// `Denied` for another tenant's scope; `Busy`, `Db`.
    pub async fn prove(&self, scope: &Scope, tenant: TenantId, domain: &str, now: DateTime<Utc>) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        if self.is_anothers(tenant, domain).await? {
            return Ok(false);
        }
        let text = "UPDATE mail_domain SET proven_us = $3
            WHERE tenant_id = $1 AND domain = $2 AND proven_us IS NULL AND removed_us IS NULL";
        self.change(text, tenant, domain, now).await
    }

    /// Has it looked at now. False when the tenant has no such domain, or it was looked at within `pause`.
    ///
    /// # Errors
    /// As `prove`.
    pub async fn ask(
        &self,
        scope: &Scope,
        tenant: TenantId,
        domain: &str,
        now: DateTime<Utc>,
        pause: TimeDelta,
    ) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let text = "UPDATE mail_domain SET next_us = $3 WHERE tenant_id = $1 AND domain = $2 AND removed_us IS NULL
            AND (checked_us IS NULL OR checked_us <= $4)";
        let values = [
            tenant.uuid().into(),
            name(domain).into(),
            now.timestamp_micros().into(),
            (now - pause).timestamp_micros().into(),
        ];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }

    /// Keeps what a look found. False when somebody else looked meanwhile, or it was taken back.
    ///
    /// # Errors
    /// As `prove`.
    pub async fn checked(&self, scope: &Scope, tenant: TenantId, domain: &str, found: &Checked<'_>) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let text = "UPDATE mail_domain SET records = $3, attention = $4, checked_us = $5, next_us = $6
            WHERE tenant_id = $1 AND domain = $2 AND removed_us IS NULL AND COALESCE(checked_us, -1) = $7";
        let values = [
            tenant.uuid().into(),
            name(domain).into(),
            clean(&json(&found.records)).into(),
            i32::try_from(found.attention).unwrap_or(i32::MAX).into(),
            found.now.timestamp_micros().into(),
            found.next.timestamp_micros().into(),
            found.before.map_or(-1, |before| before.timestamp_micros()).into(),
        ];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }

    /// Takes it back. It is kept until the mail server has forgotten it, and may be another's at once. False when the
    /// tenant has no such domain, and for its first one.
    ///
    /// # Errors
    /// As `prove`.
    pub async fn remove(&self, scope: &Scope, tenant: TenantId, domain: &str, now: DateTime<Utc>) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let text = "UPDATE mail_domain SET removed_us = $3, proven_us = NULL, attention = 0
            WHERE tenant_id = $1 AND domain = $2 AND first = FALSE AND removed_us IS NULL";
        self.change(text, tenant, domain, now).await
    }

    /// Forgets those that were taken back before `before`.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn forget(&self, before: DateTime<Utc>) -> Result<u64> {
        let text = "DELETE FROM mail_domain WHERE removed_us < $1";
        sql(&self.work.tx, text, [before.timestamp_micros().into()]).run(&self.work.tx).await
    }

    /// A tenant's proven domains, the first one first; and those that were taken back. Nobody changes them before this
    /// work ends.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn wanted(&self, tenant: TenantId) -> Result<(Vec<String>, Vec<String>)> {
        self.work.queue().await?;
        let text = "SELECT domain, removed_us FROM mail_domain
            WHERE tenant_id = $1 AND (proven_us IS NOT NULL OR removed_us IS NOT NULL) ORDER BY first DESC, domain";
        let rows = sql(&self.work.tx, text, [tenant.uuid().into()]).rows(&self.work.tx).await?;
        let read =
            |row: &QueryResult| Ok((row.try_get_by_index(0)?, row.try_get_by_index::<Option<i64>>(1)?.is_some()));
        let all: Vec<(String, bool)> = rows.iter().map(read).collect::<Result<_>>()?;
        let (gone, there): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, removed)| *removed);
        let names = |all: Vec<(String, bool)>| all.into_iter().map(|(name, _)| name).collect();
        Ok((names(there), names(gone)))
    }

    /// How many a tenant has, proven or not.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn count(&self, tenant: TenantId) -> Result<u64> {
        self.work.queue().await?;
        let text = "SELECT COUNT(*) FROM mail_domain WHERE tenant_id = $1 AND removed_us IS NULL";
        let counted: Option<i64> = sql(&self.work.tx, text, [tenant.uuid().into()]).value(&self.work.tx).await?;
        Ok(crate::sql::count(counted.unwrap_or_default()))
    }

    /// As `MailDomains::addresses`, and nobody gets or loses one before this work ends.
    ///
    /// # Errors
    /// As `prove`.
    pub async fn addresses(&self, scope: &Scope, tenant: TenantId, domain: &str, most: u64) -> Result<Vec<String>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        addresses(&self.work.tx, tenant, domain, most).await
    }

    async fn is_anothers(&self, tenant: TenantId, domain: &str) -> Result<bool> {
        let text = "SELECT 1 FROM mail_domain WHERE domain = $2 AND tenant_id <> $1 AND proven_us IS NOT NULL
            UNION ALL SELECT 1 FROM tenant WHERE domain = $2 AND id <> $1";
        let select = sql(&self.work.tx, text, [tenant.uuid().into(), name(domain).into()]);
        Ok(select.value::<i32>(&self.work.tx).await?.is_some())
    }

    async fn change(&self, text: &str, tenant: TenantId, domain: &str, now: DateTime<Utc>) -> Result<bool> {
        let values = [tenant.uuid().into(), name(domain).into(), now.timestamp_micros().into()];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }
}
