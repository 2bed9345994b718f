//! Host names of tenants' own. A host is one tenant's, and leads there only when its DNS has shown the token.

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{ctx::Scope, id::TenantId, tenant::Slug};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, Work,
    repo::tenants::stored_slug,
    scope,
    sql::{Sql, clean, clip, sql, time},
};

/// How long a host that isn't proven is kept from others.
const CLAIM: TimeDelta = TimeDelta::days(2);

/// A tenant's own host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostRow {
    /// Lower-cased.
    pub host: String,
    pub tenant: TenantId,
    /// What a DNS record must say; no secret.
    pub token: String,
    pub created: DateTime<Utc>,
    pub verified: Option<DateTime<Utc>>,
}

/// Reads hosts.
#[derive(Debug, Clone, Copy)]
pub struct Hosts<'a> {
    pub(crate) store: &'a Store,
}

/// Writes hosts.
#[derive(Debug, Clone, Copy)]
pub struct HostsWork<'a> {
    pub(crate) work: &'a Work,
}

impl Hosts<'_> {
    /// A tenant's, by name.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Db`, `Corrupt`.
    pub async fn of(&self, scope: &Scope, tenant: TenantId) -> Result<Vec<HostRow>> {
        if !scope::admits(scope, tenant)? {
            return Ok(Vec::new());
        }
        let mut select = sql(&self.store.reader, "SELECT * FROM hostname WHERE tenant_id = ", []);
        select.bind(tenant.uuid());
        self.rows(select).await
    }

    /// Everybody's that lead to their tenants, by name.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Db`, `Corrupt`.
    pub async fn verified_all(&self, scope: &Scope) -> Result<Vec<HostRow>> {
        scope::everything(scope)?;
        self.rows(sql(&self.store.reader, "SELECT * FROM hostname WHERE verified_us IS NOT NULL", [])).await
    }

    /// Everybody's whose DNS is yet to be looked at, by name.
    ///
    /// # Errors
    /// As `verified_all`.
    pub async fn unverified_all(&self, scope: &Scope) -> Result<Vec<HostRow>> {
        scope::everything(scope)?;
        self.rows(sql(&self.store.reader, "SELECT * FROM hostname WHERE verified_us IS NULL", [])).await
    }

    /// The tenant that a host leads to, in any case; nobody while it isn't verified.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Db`.
    pub async fn by_host(&self, scope: &Scope, host: &str) -> Result<Option<TenantId>> {
        let db = &self.store.reader;
        let text = "SELECT tenant_id FROM hostname WHERE verified_us IS NOT NULL AND host = ";
        let mut select = sql(db, text, []);
        select.bind(clean(&host.to_lowercase()));
        if let Some(only) = scope::within(scope)? {
            select.push(" AND tenant_id = ").bind(only);
        }
        Ok(select.value::<Uuid>(db).await?.map(TenantId::from_uuid))
    }

    /// Every provisioned tenant that isn't being deleted, with its own proven hosts, by slug: where the proxy leads to.
    ///
    /// # Errors
    /// As `verified_all`; `Corrupt`.
    pub async fn routed(&self, scope: &Scope) -> Result<Vec<(Slug, Vec<String>)>> {
        scope::everything(scope)?;
        let text = "SELECT t.slug, h.host FROM tenant_plan p JOIN tenant t ON t.id = p.tenant_id
            LEFT JOIN hostname h ON h.tenant_id = t.id AND h.verified_us IS NOT NULL
            WHERE p.deleting = FALSE ORDER BY t.slug, h.host";
        let mut routed: Vec<(Slug, Vec<String>)> = Vec::new();
        for row in sql(&self.store.reader, text, []).rows(&self.store.reader).await? {
            let slug: String = row.try_get_by_index(0)?;
            if routed.last().is_none_or(|(last, _)| last.as_str() != slug) {
                let slug = stored_slug(&slug)?;
                routed.push((slug, Vec::new()));
            }
            if let (Some((_, hosts)), Some(host)) = (routed.last_mut(), row.try_get_by_index(1)?) {
                hosts.push(host);
            }
        }
        Ok(routed)
    }

    async fn rows(&self, mut select: Sql) -> Result<Vec<HostRow>> {
        select.push(" ORDER BY host");
        select.all::<Row>(&self.store.reader).await?.into_iter().map(Row::host).collect()
    }
}

impl HostsWork<'_> {
    /// A tenant wants a host. Nothing changes when it has it already: the token stays, too. Another tenant's claim that
    /// wasn't proven for two days gives way, or a name could be kept from whom it belongs to.
    ///
    /// # Errors
    /// `Taken("host")` when it is another tenant's; `Denied` for another tenant's scope; `Busy`, `Db`.
    pub async fn add(
        &self,
        scope: &Scope,
        tenant: TenantId,
        host: &str,
        token: &str,
        now: DateTime<Utc>,
    ) -> Result<()> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let (tx, host) = (&self.work.tx, name(host));
        let text = "DELETE FROM hostname
            WHERE host = $1 AND tenant_id <> $2 AND verified_us IS NULL AND created_us < $3";
        let stale = (now - CLAIM).timestamp_micros();
        sql(tx, text, [host.clone().into(), tenant.uuid().into(), stale.into()]).run(tx).await?;
        let text = "INSERT INTO hostname (host, tenant_id, token, created_us) VALUES ($1, $2, $3, $4)
            ON CONFLICT (host) DO NOTHING";
        let values = [host.clone().into(), tenant.uuid().into(), clean(token).into(), now.timestamp_micros().into()];
        if sql(tx, text, values).run(tx).await? > 0 {
            return Ok(());
        }
        let text = "SELECT tenant_id FROM hostname WHERE host = $1";
        let owner: Option<Uuid> = sql(tx, text, [host.into()]).value(tx).await?;
        if owner == Some(tenant.uuid()) { Ok(()) } else { Err(StoreError::Taken("host")) }
    }

    /// Its DNS has shown the token. False when the tenant has no such host.
    ///
    /// # Errors
    /// `Denied` for another tenant's scope; `Busy`, `Db`.
    pub async fn verify(&self, scope: &Scope, tenant: TenantId, host: &str, now: DateTime<Utc>) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let text = "UPDATE hostname SET verified_us = $3 WHERE tenant_id = $1 AND host = $2";
        let values = [tenant.uuid().into(), name(host).into(), now.timestamp_micros().into()];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }

    /// False when the tenant has no such host.
    ///
    /// # Errors
    /// As `verify`.
    pub async fn remove(&self, scope: &Scope, tenant: TenantId, host: &str) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let text = "DELETE FROM hostname WHERE tenant_id = $1 AND host = $2";
        Ok(sql(&self.work.tx, text, [tenant.uuid().into(), name(host).into()]).run(&self.work.tx).await? > 0)
    }

    /// The names of the tenant's verified hosts, in order. Nobody changes them before this work ends.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn verified(&self, tenant: TenantId) -> Result<Vec<String>> {
        self.work.queue().await?;
        let text = "SELECT host FROM hostname WHERE tenant_id = $1 AND verified_us IS NOT NULL ORDER BY host";
        let rows = sql(&self.work.tx, text, [tenant.uuid().into()]).rows(&self.work.tx).await?;
        rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
    }
}

/// As it stands in the table. A name has 253 characters at most (RFC 1035 §2.3.4).
fn name(host: &str) -> String {
    clip(&host.to_lowercase(), 253)
}

#[derive(Debug, FromQueryResult)]
struct Row {
    host: String,
    tenant_id: Uuid,
    token: String,
    created_us: i64,
    verified_us: Option<i64>,
}

impl Row {
    fn host(self) -> Result<HostRow> {
        Ok(HostRow {
            host: self.host,
            tenant: TenantId::from_uuid(self.tenant_id),
            token: self.token,
            created: time(self.created_us)?,
            verified: self.verified_us.map(time).transpose()?,
        })
    }
}
