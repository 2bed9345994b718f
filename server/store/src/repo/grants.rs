//! What tenants let partners do, and until when. A grant that ended stays: it is the record of who was let in.

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    fold::folded,
    id::{GrantId, PartnerId, PersonId, TenantId},
    partner::{Grant, GrantScope, LetIn, PartnerRef, PartnerTenant},
    tenant::{TenantRef, TenantState},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    Result, Store,
    repo::{people::parse_role, tenants::stored_slug, timeline::word},
    scope,
    sql::{Sql, count, holds, size, sql, time},
};

/// Reads grants.
#[derive(Debug, Clone, Copy)]
pub struct GrantsReader<'a> {
    pub(crate) store: &'a Store,
}

impl GrantsReader<'_> {
    /// A tenant's, ended or not, the newest first; at most `limit`.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Db`, `Corrupt`.
    pub async fn of_tenant(&self, scope: &Scope, tenant: TenantId, limit: u64) -> Result<Vec<Grant>> {
        if !scope::admits(scope, tenant)? {
            return Ok(Vec::new());
        }
        let db = &self.store.reader;
        let rows = self.tenants(tenant, limit).all::<Row>(db).await?;
        rows.into_iter().map(Row::grant).collect()
    }

    /// How the database means to run `of_tenant`: tests hold it against the indexes.
    ///
    /// # Errors
    /// `Db`.
    pub async fn explain_of_tenant(&self, tenant: TenantId) -> Result<Vec<String>> {
        self.tenants(tenant, 50).explain(&self.store.reader).await
    }

    /// How many partners may act in a tenant now.
    ///
    /// # Errors
    /// As `of_tenant`.
    pub async fn count(&self, scope: &Scope, tenant: TenantId, now: DateTime<Utc>) -> Result<u64> {
        if !scope::admits(scope, tenant)? {
            return Ok(0);
        }
        let db = &self.store.reader;
        let text = "SELECT COUNT(*) FROM partner_grant WHERE tenant_id = $1 AND revoked_us IS NULL AND until_us > $2";
        let select = sql(db, text, [tenant.uuid().into(), now.timestamp_micros().into()]);
        Ok(count(select.value(db).await?.unwrap_or_default()))
    }

    /// One of a tenant's, ended or not.
    ///
    /// # Errors
    /// As `of_tenant`.
    pub async fn one(&self, scope: &Scope, tenant: TenantId, id: GrantId) -> Result<Option<Grant>> {
        if scope::admits(scope, tenant)? { one(&self.store.reader, tenant, id).await } else { Ok(None) }
    }

    /// A partner's, ended or not, the newest first; at most 500.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Db`, `Corrupt`.
    pub async fn of_partner(&self, scope: &Scope, partner: PartnerId) -> Result<Vec<(TenantRef, Grant)>> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let text = SELECT.replace(" FROM partner_grant g", ", t.slug, t.name AS tenant FROM partner_grant g");
        let mut select = sql(db, &text, []);
        select.push(" JOIN tenant t ON t.id = g.tenant_id WHERE g.partner_id = ").bind(partner.uuid());
        select.push(" ORDER BY g.created_us DESC, g.id DESC LIMIT 500");
        let read = |row: &sea_orm::QueryResult| {
            let (slug, name): (String, String) = (row.try_get("", "slug")?, row.try_get("", "tenant")?);
            let row = Row::from_query_result(row, "")?;
            let id = TenantId::from_uuid(row.tenant_id);
            Ok((TenantRef { id, slug: stored_slug(&slug)?, name }, row.grant()?))
        };
        select.rows(db).await?.iter().map(read).collect()
    }

    /// What lets somebody into a tenant now who isn't a member.
    ///
    /// # Errors
    /// As `of_partner`.
    pub async fn lets_in(
        &self,
        scope: &Scope,
        person: PersonId,
        tenant: TenantId,
        now: DateTime<Utc>,
    ) -> Result<Option<LetIn>> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let rows = self.standing(person, tenant, now).rows(db).await?;
        let read = |row: &sea_orm::QueryResult| {
            let (id, name): (Uuid, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let own = parse_role(&row.try_get_by_index::<String>(2)?)?;
            let scope = word(&row.try_get_by_index::<String>(3)?, GrantScope::parse)?;
            Ok(LetIn {
                grant: GrantId::from_uuid(row.try_get_by_index(4)?),
                partner: PartnerRef { id: PartnerId::from_uuid(id), name },
                role: scope.role(own),
                scope,
                until: time(row.try_get_by_index(5)?)?,
            })
        };
        rows.first().map(read).transpose()
    }

    /// How the database means to run `lets_in`.
    ///
    /// # Errors
    /// `Db`.
    pub async fn explain_lets_in(&self, person: PersonId, tenant: TenantId) -> Result<Vec<String>> {
        self.standing(person, tenant, DateTime::UNIX_EPOCH).explain(&self.store.reader).await
    }

    /// The tenants that let a partner in now and whose name or short name holds `text`, by name; at most 500.
    ///
    /// # Errors
    /// As `of_partner`.
    pub async fn console(
        &self,
        scope: &Scope,
        partner: PartnerId,
        text: &str,
        now: DateTime<Utc>,
    ) -> Result<Vec<(TenantId, PartnerTenant)>> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let mut select = sql(db, CONSOLE, [partner.uuid().into(), now.timestamp_micros().into()]);
        if !text.trim().is_empty() {
            select.push(" AND (t.name_folded LIKE ").bind(holds(&folded(text.trim()))).push(r" ESCAPE '\'");
            select.push(" OR t.slug LIKE ").bind(holds(text.trim())).push(r" ESCAPE '\')");
        }
        select.push(" ORDER BY t.name_folded, t.id LIMIT 500");
        select.all::<ConsoleRow>(db).await?.into_iter().map(ConsoleRow::tenant).collect()
    }

    fn tenants(&self, tenant: TenantId, limit: u64) -> Sql {
        let mut select = sql(&self.store.reader, SELECT, []);
        select.push(" WHERE g.tenant_id = ").bind(tenant.uuid());
        select.push(" ORDER BY g.created_us DESC, g.id DESC LIMIT ").bind(size(limit));
        select
    }

    /// The platform's role must say the same: whoever was made something else there isn't the partner's any more.
    fn standing(&self, person: PersonId, tenant: TenantId, now: DateTime<Utc>) -> Sql {
        let text = "SELECT f.id, f.name, m.role, g.scope, g.id, g.until_us FROM partner_person m
            JOIN person p ON p.id = m.person_id AND p.platform_role = m.role
            JOIN partner f ON f.id = m.partner_id
            JOIN partner_grant g ON g.partner_id = m.partner_id AND g.tenant_id = $2 AND g.revoked_us IS NULL
                AND g.until_us > $3
            WHERE m.person_id = $1 ORDER BY g.until_us DESC LIMIT 1";
        let values = [person.uuid().into(), tenant.uuid().into(), now.timestamp_micros().into()];
        sql(&self.store.reader, text, values)
    }
}

pub(crate) async fn one(db: &impl ConnectionTrait, tenant: TenantId, id: GrantId) -> Result<Option<Grant>> {
    let mut select = sql(db, SELECT, []);
    select.push(" WHERE g.id = ").bind(id.uuid()).push(" AND g.tenant_id = ").bind(tenant.uuid());
    select.one::<Row>(db).await?.map(Row::grant).transpose()
}

const SELECT: &str = "SELECT g.id, g.tenant_id, g.partner_id, f.name AS partner_name, g.scope, g.until_us, g.reason, \
    g.by_name, g.created_us, g.revoked_us FROM partner_grant g JOIN partner f ON f.id = g.partner_id";

/// `$1` is the partner, `$2` is now.
const CONSOLE: &str = "SELECT t.id, t.slug, t.name, t.state, g.scope, g.until_us,
    (SELECT COUNT(*) FROM membership m WHERE m.tenant_id = t.id) AS people,
    (SELECT COUNT(*) FROM mail_domain d WHERE d.tenant_id = t.id AND d.attention > 0) AS domains
    FROM partner_grant g JOIN tenant t ON t.id = g.tenant_id
    WHERE g.partner_id = $1 AND g.revoked_us IS NULL AND g.until_us > $2";

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    tenant_id: Uuid,
    partner_id: Uuid,
    partner_name: String,
    scope: String,
    until_us: i64,
    reason: String,
    by_name: String,
    created_us: i64,
    revoked_us: Option<i64>,
}

impl Row {
    fn grant(self) -> Result<Grant> {
        Ok(Grant {
            id: GrantId::from_uuid(self.id),
            partner: PartnerRef { id: PartnerId::from_uuid(self.partner_id), name: self.partner_name },
            scope: word(&self.scope, GrantScope::parse)?,
            until: time(self.until_us)?,
            reason: self.reason,
            by: self.by_name,
            created: time(self.created_us)?,
            revoked: self.revoked_us.map(time).transpose()?,
        })
    }
}

#[derive(Debug, FromQueryResult)]
struct ConsoleRow {
    id: Uuid,
    slug: String,
    name: String,
    state: String,
    scope: String,
    until_us: i64,
    people: i64,
    domains: i64,
}

impl ConsoleRow {
    fn tenant(self) -> Result<(TenantId, PartnerTenant)> {
        let tenant = PartnerTenant {
            slug: stored_slug(&self.slug)?,
            name: self.name,
            state: word(&self.state, TenantState::parse)?,
            scope: word(&self.scope, GrantScope::parse)?,
            until: time(self.until_us)?,
            people: count(self.people),
            run: None,
            domains: count(self.domains),
        };
        Ok((TenantId::from_uuid(self.id), tenant))
    }
}
