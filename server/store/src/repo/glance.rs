//! A tenant at a glance: numbers that one statement each gives.

use dezky_domain::{ctx::Scope, id::TenantId};
use sea_orm::QueryResult;

use crate::{
    Result, Store, scope,
    sql::{count, sql},
};

/// Reads them.
#[derive(Debug, Clone, Copy)]
pub struct Glance<'a> {
    pub(crate) store: &'a Store,
}

impl Glance<'_> {
    /// The mail domains that need attention, by name, with how many records do; at most 100.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Db`.
    pub async fn domains(&self, scope: &Scope, tenant: TenantId) -> Result<Vec<(String, u64)>> {
        if !scope::admits(scope, tenant)? {
            return Ok(Vec::new());
        }
        let db = &self.store.reader;
        let text = "SELECT domain, attention FROM mail_domain WHERE tenant_id = $1 AND attention > 0
            ORDER BY domain LIMIT 100";
        let rows = sql(db, text, [tenant.uuid().into()]).rows(db).await?;
        let read = |row: &QueryResult| {
            let attention: i32 = row.try_get_by_index(1)?;
            Ok((row.try_get_by_index(0)?, u64::try_from(attention).unwrap_or_default()))
        };
        rows.iter().map(read).collect()
    }

    /// How many people want to be let in.
    ///
    /// # Errors
    /// As `domains`.
    pub async fn requests(&self, scope: &Scope, tenant: TenantId) -> Result<u64> {
        if !scope::admits(scope, tenant)? {
            return Ok(0);
        }
        let db = &self.store.reader;
        let select = sql(db, "SELECT COUNT(*) FROM access_request WHERE tenant_id = $1", [tenant.uuid().into()]);
        Ok(count(select.value(db).await?.unwrap_or_default()))
    }
}
