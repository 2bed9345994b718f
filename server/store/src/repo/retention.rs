//! What is older than it is kept goes, in small transactions, and the counters with it.

use chrono::{DateTime, Utc};
use dezky_domain::{audit::Source, id::TenantId};
use sea_orm::QueryResult;
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, Work,
    repo::{
        counts::{self, Counted},
        timeline::{showing, word},
    },
    sql::{Sql, size, sql},
};

/// Finds what there may be to remove.
#[derive(Debug, Clone, Copy)]
pub struct Retention<'a> {
    pub(crate) store: &'a Store,
}

/// Removes it.
#[derive(Debug, Clone, Copy)]
pub struct RetentionWork<'a> {
    pub(crate) work: &'a Work,
}

impl Retention<'_> {
    /// Whose events there are, tenants that are gone too, with the days that each decided to keep them; none is for
    /// those without a tenant.
    ///
    /// # Errors
    /// `Db`, `Corrupt`; as all here.
    pub async fn lines(&self) -> Result<Vec<(Option<TenantId>, Option<u32>)>> {
        let db = &self.store.reader;
        let text = "SELECT MIN(tenant_key) FROM event_count WHERE tenant_key > $1";
        let days = "SELECT retention_days FROM tenant_settings WHERE tenant_id = $1";
        let (mut lines, mut last) = (vec![(None, None)], String::new());
        // From one key to the next: the counters of a tenant are many.
        while let Some(key) = sql(db, text, [last.into()]).value::<Option<String>>(db).await?.flatten() {
            let id: Uuid = key.parse().map_err(|_| StoreError::corrupt("tenant_key", &key))?;
            let kept = sql(db, days, [id.into()]).value::<Option<i32>>(db).await?.flatten();
            lines.push((Some(TenantId::from_uuid(id)), kept.and_then(|days| u32::try_from(days).ok())));
            last = key;
        }
        Ok(lines)
    }

    /// Whether a line has anything older than `before`. Cheap: no lock is taken for it.
    ///
    /// # Errors
    /// As `lines`.
    pub async fn is_due(&self, tenant: Option<TenantId>, before: DateTime<Utc>) -> Result<bool> {
        let db = &self.store.reader;
        Ok(!oldest(sql(db, "SELECT seq FROM audit_event", []), tenant, before, 1).rows(db).await?.is_empty())
    }

    /// How the database means to find what is old: tests hold it against the indexes.
    ///
    /// # Errors
    /// As `lines`.
    pub async fn explain(&self, tenant: Option<TenantId>, before: DateTime<Utc>) -> Result<Vec<String>> {
        let db = &self.store.reader;
        oldest(sql(db, "SELECT seq FROM audit_event", []), tenant, before, 500).explain(db).await
    }
}

impl RetentionWork<'_> {
    /// Removes at most `limit` events of a line that happened before `before`, the oldest first, and what tells of the
    /// same acts; says how many. None are left when it says 0.
    ///
    /// # Errors
    /// `Busy`, `Db`, `Corrupt`.
    pub async fn forget(&self, tenant: Option<TenantId>, before: DateTime<Utc>, limit: u64) -> Result<u64> {
        self.work.queue().await?;
        let tx = &self.work.tx;
        let old = oldest(sql(tx, "SELECT id FROM audit_event", []), tenant, before, limit).rows(tx).await?;
        let ids: Vec<Uuid> = old.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
        if ids.is_empty() {
            let text = "DELETE FROM event_count WHERE tenant_key = $1 AND quarter_us < $2
                AND events = 0 AND refused = 0 AND parts = 0 AND noise = 0";
            let key = tenant.map(|tenant| tenant.to_string()).unwrap_or_default();
            let quarter = before.timestamp_micros() - counts::QUARTER_US;
            sql(tx, text, [key.into(), quarter.into()]).run(tx).await?;
            return Ok(0);
        }
        let mut gone = 0;
        for ids in ids.chunks(256) {
            for column in ["head_id", "id"] {
                gone += self.remove(column, ids).await?;
            }
        }
        Ok(gone)
    }

    async fn remove(&self, column: &str, ids: &[Uuid]) -> Result<u64> {
        let tx = &self.work.tx;
        let mut delete = sql(tx, &format!("DELETE FROM audit_event WHERE {column} IN ("), []);
        delete.bind_all(ids.iter().copied());
        delete.push(") RETURNING tenant_id, source, occurred_us, outcome, showing");
        let rows = delete.rows(tx).await?;
        let mut changes = counts::Changes::default();
        for row in &rows {
            let outcome: String = row.try_get_by_index(3)?;
            changes.add(row.try_get_by_index(0)?, counted(row, &outcome)?, -1);
        }
        changes.save(tx).await?;
        for source in Source::HEARD {
            let gone = rows.iter().filter(|row| row.try_get_by_index::<String>(1).is_ok_and(|it| it == source.word()));
            let gone = i64::try_from(gone.count()).unwrap_or(i64::MAX);
            if gone > 0 {
                let text = "UPDATE source SET kept = kept - $2 WHERE source = $1";
                sql(tx, text, [source.word().into(), gone.into()]).run(tx).await?;
            }
        }
        Ok(rows.len() as u64)
    }
}

fn counted<'a>(row: &QueryResult, outcome: &'a str) -> Result<Counted<'a>> {
    Ok(Counted {
        source: word(&row.try_get_by_index::<String>(1)?, Source::parse)?,
        occurred_us: row.try_get_by_index(2)?,
        outcome,
        showing: showing(row.try_get_by_index(4)?)?,
    })
}

/// A line's events from before a moment, the oldest first.
fn oldest(mut select: Sql, tenant: Option<TenantId>, before: DateTime<Utc>, limit: u64) -> Sql {
    match tenant {
        Some(tenant) => select.push(" WHERE tenant_id = ").bind(tenant.uuid()),
        None => select.push(" WHERE tenant_id IS NULL"),
    };
    select.push(" AND occurred_us < ").bind(before.timestamp_micros());
    select.push(" ORDER BY occurred_us, seq LIMIT ").bind(size(limit));
    select
}
