//! Wishes to be let into a tenant: one for each person and tenant, until somebody there answers.

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    id::{AccessRequestId, PersonId, TenantId},
    me::{AccessRequest, OwnRequest},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    Result, Store, Work, scope,
    sql::{clean, sql, time},
};

/// Reads wishes to be let in.
#[derive(Debug, Clone, Copy)]
pub struct AccessRequests<'a> {
    pub(crate) store: &'a Store,
}

/// Writes them.
#[derive(Debug, Clone, Copy)]
pub struct AccessRequestsWork<'a> {
    pub(crate) work: &'a Work,
}

impl AccessRequests<'_> {
    /// A tenant's, the oldest first; at most 100.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Db`, `Corrupt`.
    pub async fn list(&self, scope: &Scope) -> Result<Vec<AccessRequest>> {
        let db = &self.store.reader;
        let mut select = sql(db, SELECT, []);
        if let Some(only) = scope::within(scope)? {
            select.push(" WHERE r.tenant_id = ").bind(only);
        }
        select.push(" ORDER BY r.created_us, r.id LIMIT 100");
        select.all::<Row>(db).await?.into_iter().map(Row::request).collect()
    }

    /// One's own, the oldest first.
    ///
    /// # Errors
    /// `Denied` unless the scope is a person's; `Db`, `Corrupt`.
    pub async fn mine(&self, scope: &Scope) -> Result<Vec<OwnRequest>> {
        let db = &self.store.reader;
        let text = "SELECT t.name, r.created_us FROM access_request r JOIN tenant t ON t.id = r.tenant_id
            WHERE r.person_id = $1 ORDER BY r.created_us, r.id LIMIT 100";
        let rows = sql(db, text, [scope::own(scope)?.into()]).rows(db).await?;
        let own = |row: &sea_orm::QueryResult| {
            Ok(OwnRequest { tenant: row.try_get_by_index(0)?, created: time(row.try_get_by_index(1)?)? })
        };
        rows.iter().map(own).collect()
    }
}

impl AccessRequestsWork<'_> {
    /// One's own wish. False when it stands there already.
    ///
    /// # Errors
    /// `Denied` unless the scope is a person's; `Busy`, `Db`.
    pub async fn insert(
        &self,
        scope: &Scope,
        id: AccessRequestId,
        tenant: TenantId,
        why: &str,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        let person = scope::own(scope)?;
        self.work.queue().await?;
        let text = "INSERT INTO access_request (id, tenant_id, person_id, why, created_us) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, person_id) DO NOTHING";
        let values =
            [id.uuid().into(), tenant.uuid().into(), person.into(), clean(why).into(), now.timestamp_micros().into()];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }

    /// Takes one off the list: it is answered. Of two who answer at once, one finds none.
    ///
    /// # Errors
    /// `Denied` for another tenant; `Busy`, `Db`, `Corrupt`.
    pub async fn answer(&self, scope: &Scope, tenant: TenantId, id: AccessRequestId) -> Result<Option<AccessRequest>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let mut select = sql(tx, SELECT, []);
        select.push(" WHERE r.tenant_id = ").bind(tenant.uuid()).push(" AND r.id = ").bind(id.uuid());
        let Some(row) = select.one::<Row>(tx).await? else { return Ok(None) };
        sql(tx, "DELETE FROM access_request WHERE id = $1", [id.uuid().into()]).run(tx).await?;
        row.request().map(Some)
    }

    /// Who came in by another way needs no answer.
    ///
    /// # Errors
    /// As `answer`.
    pub async fn forget(&self, scope: &Scope, tenant: TenantId, person: PersonId) -> Result<()> {
        scope::require(scope, tenant)?;
        let text = "DELETE FROM access_request WHERE tenant_id = $1 AND person_id = $2";
        sql(&self.work.tx, text, [tenant.uuid().into(), person.uuid().into()]).run(&self.work.tx).await.map(drop)
    }
}

const SELECT: &str = "SELECT r.id, r.person_id, p.name, COALESCE(a.email, p.email) AS email, \
    CASE WHEN a.email IS NULL THEN FALSE ELSE TRUE END AS checked, r.why, r.created_us \
    FROM access_request r JOIN person p ON p.id = r.person_id LEFT JOIN address a ON a.person_id = p.id";

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    person_id: Uuid,
    name: String,
    email: String,
    checked: bool,
    why: String,
    created_us: i64,
}

impl Row {
    fn request(self) -> Result<AccessRequest> {
        Ok(AccessRequest {
            id: AccessRequestId::from_uuid(self.id),
            person: PersonId::from_uuid(self.person_id),
            name: self.name,
            email: self.email,
            checked: self.checked,
            why: self.why,
            created: time(self.created_us)?,
        })
    }
}
