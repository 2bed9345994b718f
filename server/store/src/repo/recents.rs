//! Where somebody was: the files that their own account touched last, as OCIS told it.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    id::{PersonId, TenantId},
};
use sea_orm::ConnectionTrait;

use crate::{
    Result, Store,
    repo::resources::tenant_key,
    scope,
    sql::{Sql, clip, sql, time},
};

/// Reads where people were.
#[derive(Debug, Clone, Copy)]
pub struct Recents<'a> {
    pub(crate) store: &'a Store,
}

/// A file that is still there, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentFile {
    /// From the space's root, `/docs/a.txt`.
    pub path: String,
    /// Its space's name; none for the personal one, and for one that isn't known.
    pub space: Option<String>,
    pub at: DateTime<Utc>,
}

/// Events that are looked at: one file that is saved again and again stands in many.
const LOOKED: i64 = 60;

impl Recents<'_> {
    /// The last files of somebody's account in this tenant, each once, the newest first; at most `most`. None for who has
    /// no account there.
    ///
    /// # Errors
    /// `Denied` for a person's scope or another tenant's; `Db`, `Corrupt`.
    pub async fn files(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
        most: usize,
    ) -> Result<Vec<RecentFile>> {
        scope::require(scope, tenant)?;
        let db = &self.store.reader;
        let text = "SELECT r.external_id FROM address a JOIN resource r ON r.key = a.email
            WHERE a.person_id = $2 AND r.tenant_key = $1 AND r.system = 'ocis' AND r.kind = 'account'
                AND r.external_id IS NOT NULL";
        let account: Option<String> =
            sql(db, text, [tenant_key(Some(tenant)).into(), person.uuid().into()]).value(db).await?;
        let Some(account) = account else { return Ok(Vec::new()) };
        let (mut files, mut seen) = (Vec::new(), Vec::new());
        for row in touched(db, tenant, &account).rows(db).await? {
            let (action, path): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let (space, at): (Option<String>, i64) = (row.try_get_by_index(2)?, row.try_get_by_index(3)?);
            if seen.contains(&(path.clone(), space.clone())) {
                continue;
            }
            seen.push((path.clone(), space.clone()));
            // What was deleted last is nowhere to go back to.
            if !action.contains("delete") && !action.contains("trash") && files.len() < most {
                files.push((path, space.filter(|space| *space != account), time(at)?));
            }
        }
        let names = names(db, tenant, files.iter().filter_map(|(_, space, _)| space.clone()).collect()).await?;
        let named = |space: Option<String>| space.and_then(|space| names.get(&space).cloned());
        Ok(files.into_iter().map(|(path, space, at)| RecentFile { path, space: named(space), at }).collect())
    }

    /// How the database means to find an account's files: tests hold it against the index.
    ///
    /// # Errors
    /// `Db`.
    pub async fn explain(&self, tenant: TenantId, account: &str) -> Result<Vec<String>> {
        touched(&self.store.reader, tenant, account).explain(&self.store.reader).await
    }
}

/// As the timeline's filter `actor` does: by the index on the actor, and the rest is only looked at.
fn touched(db: &impl ConnectionTrait, tenant: TenantId, account: &str) -> Sql {
    let mut select = sql(
        db,
        "SELECT action, target_name, space_id, occurred_us FROM audit_event WHERE substr(actor_id, 1, 200) = ",
        [],
    );
    select.bind(clip(account, 200)).push(" AND actor_id IS NOT NULL AND ");
    // SQLite would choose any index: `+` keeps it from all but the first.
    let plus = if select.sqlite() { "+" } else { "" };
    select.push(&format!("{plus}tenant_id = ")).bind(tenant.uuid());
    select.push(&format!(" AND {plus}source = 'ocis' AND {plus}outcome = 'done' AND target_kind = 'file'"));
    select.push(&format!(" AND {plus}target_name IS NOT NULL ORDER BY occurred_us DESC, seq DESC LIMIT ")).bind(LOOKED);
    select
}

async fn names(db: &impl ConnectionTrait, tenant: TenantId, spaces: Vec<String>) -> Result<BTreeMap<String, String>> {
    if spaces.is_empty() {
        return Ok(BTreeMap::new());
    }
    let text = "SELECT external_id, name FROM engine_object
        WHERE source = 'ocis' AND kind = 'space' AND name IS NOT NULL AND tenant_id = ";
    let mut select = sql(db, text, []);
    select.bind(tenant.uuid()).push(" AND external_id IN (").bind_all(spaces).push(")");
    let rows = select.rows(db).await?;
    rows.iter().map(|row| Ok((row.try_get_by_index(0)?, row.try_get_by_index(1)?))).collect()
}
