//! Tenants' mail domains, with the records that were wanted and seen. Several tenants may claim a domain; it is whose DNS
//! has shown the token. Written by `mail_domains_work`.

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    id::TenantId,
    mail_domain::{DomainRecord, MailDomain},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, scope,
    sql::{Sql, clip, count, sql, time},
};

/// A tenant's domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainRow {
    pub domain: MailDomain,
    pub tenant: TenantId,
    /// What a DNS record must say; no secret. Empty for a tenant's first domain.
    pub token: String,
    /// Records that needed attention when it was last looked at and DNS answered.
    pub attention: u32,
}

/// Reads mail domains.
#[derive(Debug, Clone, Copy)]
pub struct MailDomains<'a> {
    pub(crate) store: &'a Store,
}

impl MailDomains<'_> {
    /// A tenant's, the first one first, then by name.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Db`, `Corrupt`.
    pub async fn of(&self, scope: &Scope, tenant: TenantId) -> Result<Vec<DomainRow>> {
        if !scope::admits(scope, tenant)? {
            return Ok(Vec::new());
        }
        rows(self.select(tenant), &self.store.reader).await
    }

    /// One of a tenant's.
    ///
    /// # Errors
    /// As `of`.
    pub async fn one(&self, scope: &Scope, tenant: TenantId, domain: &str) -> Result<Option<DomainRow>> {
        if !scope::admits(scope, tenant)? {
            return Ok(None);
        }
        one(&self.store.reader, tenant, domain).await
    }

    /// How many of a tenant's domains need attention.
    ///
    /// # Errors
    /// As `of`.
    pub async fn needing(&self, scope: &Scope, tenant: TenantId) -> Result<u64> {
        if !scope::admits(scope, tenant)? {
            return Ok(0);
        }
        let text = "SELECT COUNT(*) FROM mail_domain WHERE removed_us IS NULL AND attention > 0 AND tenant_id = $1";
        let db = &self.store.reader;
        Ok(count(sql(db, text, [tenant.uuid().into()]).value(db).await?.unwrap_or_default()))
    }

    /// Everybody's whose turn has come, the longest waiting first.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Db`, `Corrupt`.
    pub async fn due(&self, scope: &Scope, now: DateTime<Utc>, most: u64) -> Result<Vec<DomainRow>> {
        scope::everything(scope)?;
        rows(self.waiting(now, most), &self.store.reader).await
    }

    /// Addresses of the tenant's people that end with it, in order; also of who left, until their mailbox is erased.
    ///
    /// # Errors
    /// As `of`.
    pub async fn addresses(&self, scope: &Scope, tenant: TenantId, domain: &str, most: u64) -> Result<Vec<String>> {
        if !scope::admits(scope, tenant)? {
            return Ok(Vec::new());
        }
        addresses(&self.store.reader, tenant, domain, most).await
    }

    /// How the database means to run `of` and `due`: tests hold it against the indexes.
    ///
    /// # Errors
    /// `Db`.
    pub async fn explain(&self, tenant: TenantId, now: DateTime<Utc>) -> Result<[Vec<String>; 2]> {
        let db = &self.store.reader;
        Ok([self.select(tenant).explain(db).await?, self.waiting(now, 20).explain(db).await?])
    }

    fn select(&self, tenant: TenantId) -> Sql {
        let text = "SELECT * FROM mail_domain WHERE removed_us IS NULL AND tenant_id = $1 ORDER BY first DESC, domain";
        sql(&self.store.reader, text, [tenant.uuid().into()])
    }

    fn waiting(&self, now: DateTime<Utc>, most: u64) -> Sql {
        let text = "SELECT * FROM mail_domain WHERE removed_us IS NULL AND next_us <= $1 ORDER BY next_us LIMIT $2";
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        sql(&self.store.reader, text, [now.timestamp_micros().into(), most.into()])
    }
}

pub(crate) async fn one(db: &impl ConnectionTrait, tenant: TenantId, domain: &str) -> Result<Option<DomainRow>> {
    let text = "SELECT * FROM mail_domain WHERE removed_us IS NULL AND tenant_id = $1 AND domain = $2";
    let row = sql(db, text, [tenant.uuid().into(), name(domain).into()]).one::<Row>(db).await?;
    row.map(Row::domain).transpose()
}

/// Whose addresses end with a domain: everybody's who is a member, or left and still has a mailbox.
const ADDRESSES: &str = "SELECT a.email FROM (
        SELECT person_id FROM membership WHERE tenant_id = $1
        UNION SELECT person_id FROM departed WHERE tenant_id = $1
    ) p JOIN address a ON a.person_id = p.person_id
    WHERE a.email LIKE $2 ORDER BY a.email LIMIT $3";

pub(crate) async fn addresses(
    db: &impl ConnectionTrait,
    tenant: TenantId,
    domain: &str,
    most: u64,
) -> Result<Vec<String>> {
    // No name has a character that a pattern reads.
    let pattern = format!("%@{}", name(domain).replace(['%', '_', '\\'], ""));
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = sql(db, ADDRESSES, [tenant.uuid().into(), pattern.into(), most.into()]).rows(db).await?;
    rows.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
}

async fn rows(select: Sql, db: &impl ConnectionTrait) -> Result<Vec<DomainRow>> {
    select.all::<Row>(db).await?.into_iter().map(Row::domain).collect()
}

/// As it stands in the table. A name has 253 characters at most (RFC 1035 §2.3.4).
pub(crate) fn name(domain: &str) -> String {
    clip(&domain.to_lowercase(), 253)
}

#[derive(Debug, FromQueryResult)]
struct Row {
    domain: String,
    tenant_id: Uuid,
    first: bool,
    token: String,
    proven_us: Option<i64>,
    checked_us: Option<i64>,
    next_us: i64,
    records: String,
    attention: i32,
}

impl Row {
    fn domain(self) -> Result<DomainRow> {
        // What an older version wrote and this one can't read is looked at anew.
        let records: Vec<DomainRecord> = serde_json::from_str(&self.records).unwrap_or_default();
        let domain = MailDomain {
            name: self.domain,
            first: self.first,
            proven: self.proven_us.map(time).transpose()?,
            checked: self.checked_us.map(time).transpose()?,
            next: Some(time(self.next_us)?),
            records,
        };
        let attention = u32::try_from(self.attention).map_err(|_| StoreError::corrupt("attention", self.attention))?;
        Ok(DomainRow { domain, tenant: TenantId::from_uuid(self.tenant_id), token: self.token, attention })
    }
}
