//! Saved views of the timeline.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    id::{PersonId, TenantId, ViewId},
    timeline::TimelineFilter,
    view::View,
};
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use crate::{
    Result, Store, Work, scope,
    sql::{Sql, clean, sql},
};

/// Reads views.
#[derive(Debug, Clone, Copy)]
pub struct Views<'a> {
    pub(crate) store: &'a Store,
}

/// Writes views.
#[derive(Debug, Clone, Copy)]
pub struct ViewsWork<'a> {
    pub(crate) work: &'a Work,
}

impl Views<'_> {
    /// A person's own of a tenant's line, or of the platform's, in the order in which they were saved.
    ///
    /// # Errors
    /// `Denied` for another tenant's line, and for the platform's unless everything may be seen; `Db`; so for all here.
    pub async fn of(&self, scope: &Scope, tenant: Option<TenantId>, person: PersonId) -> Result<Vec<View>> {
        line(scope, tenant)?;
        read(&self.store.reader, tenant, person).await
    }
}

impl ViewsWork<'_> {
    /// As `Views::of`. Nobody else saves one before this work ends.
    ///
    /// # Errors
    /// As `Views::of`, and `Busy`.
    pub async fn of(&self, scope: &Scope, tenant: Option<TenantId>, person: PersonId) -> Result<Vec<View>> {
        line(scope, tenant)?;
        self.work.queue().await?;
        read(&self.work.tx, tenant, person).await
    }

    /// # Errors
    /// As `of`.
    pub async fn save(
        &self,
        scope: &Scope,
        tenant: Option<TenantId>,
        person: PersonId,
        view: &View,
        now: DateTime<Utc>,
    ) -> Result<()> {
        line(scope, tenant)?;
        self.work.queue().await?;
        let pairs: BTreeMap<&str, String> =
            view.filter.pairs().into_iter().map(|(key, value)| (key, clean(&value))).collect();
        let query = serde_json::to_string(&pairs).expect("a map of text is JSON");
        let text = "INSERT INTO saved_view (id, person_id, tenant_id, name, query, created_us)
            VALUES ($1, $2, $3, $4, $5, $6)";
        let values: [Value; 6] = [
            view.id.uuid().into(),
            person.uuid().into(),
            tenant.map(TenantId::uuid).into(),
            clean(&view.name).into(),
            query.into(),
            now.timestamp_micros().into(),
        ];
        sql(&self.work.tx, text, values).run(&self.work.tx).await.map(drop)
    }

    /// Its name, when it was there and this person's.
    ///
    /// # Errors
    /// As `of`.
    pub async fn remove(
        &self,
        scope: &Scope,
        tenant: Option<TenantId>,
        person: PersonId,
        view: ViewId,
    ) -> Result<Option<String>> {
        line(scope, tenant)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "DELETE FROM saved_view WHERE id = $1 AND person_id = $2 AND ";
        let mut delete = sql(tx, text, [view.uuid().into(), person.uuid().into()]);
        of_line(&mut delete, tenant).push(" RETURNING name");
        delete.value(tx).await
    }
}

fn line(scope: &Scope, tenant: Option<TenantId>) -> Result<()> {
    tenant.map_or_else(|| scope::everything(scope), |tenant| scope::require(scope, tenant))
}

fn of_line(sql: &mut Sql, tenant: Option<TenantId>) -> &mut Sql {
    match tenant {
        Some(tenant) => sql.push("tenant_id = ").bind(tenant.uuid()),
        None => sql.push("tenant_id IS NULL"),
    }
}

async fn read(db: &impl ConnectionTrait, tenant: Option<TenantId>, person: PersonId) -> Result<Vec<View>> {
    let mut select =
        sql(db, "SELECT id, name, query FROM saved_view WHERE person_id = $1 AND ", [person.uuid().into()]);
    of_line(&mut select, tenant).push(" ORDER BY created_us, id");
    let view = |row: &sea_orm::QueryResult| {
        let query: String = row.try_get_by_index(2)?;
        // What a newer version knows is left out, as in a link from tomorrow.
        let pairs: BTreeMap<String, String> = serde_json::from_str(&query).unwrap_or_default();
        let filter = TimelineFilter::from_pairs(pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        Ok(View { id: ViewId::from_uuid(row.try_get_by_index::<Uuid>(0)?), name: row.try_get_by_index(1)?, filter })
    };
    select.rows(db).await?.iter().map(view).collect()
}
