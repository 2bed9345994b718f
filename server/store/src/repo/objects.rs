//! What the engines' objects are and whose: the keys that tell a record's tenant (facts/ocis.md §2.4).

use std::collections::{BTreeMap, HashMap};

use chrono::{DateTime, Utc};
use dezky_domain::{audit::Source, ctx::Scope, id::TenantId, tenant::ObjectKind};
use uuid::Uuid;

use crate::{
    Result, StoreError, Work,
    repo::attribution,
    scope,
    sql::{MANY, clean, clean_some, insert_many, sql},
};

/// Longer ids are no engine's; PostgreSQL couldn't keep them in a key.
const LONGEST: usize = 512;

/// What is known of an object.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known {
    pub tenant: Option<TenantId>,
    pub name: Option<String>,
}

/// What is known of objects, by kind and the engine's id.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Objects(BTreeMap<ObjectKind, HashMap<String, Known>>);

impl Objects {
    #[must_use]
    pub fn get(&self, kind: ObjectKind, id: &str) -> Option<&Known> {
        self.0.get(&kind)?.get(id)
    }

    /// Of one that nobody knows yet, nothing is known.
    pub fn entry(&mut self, kind: ObjectKind, id: String) -> &mut Known {
        self.0.entry(kind).or_default().entry(id).or_default()
    }
}

/// What a record tells of an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Learned {
    pub kind: ObjectKind,
    pub id: String,
    pub tenant: Option<TenantId>,
    pub name: Option<String>,
}

/// Writes objects, and the tenants of events that follow from them. Its statements are a worker's: they take no scope,
/// except `tell`.
#[derive(Debug, Clone, Copy)]
pub struct ObjectsWork<'a> {
    pub(crate) work: &'a Work,
}

impl ObjectsWork<'_> {
    /// Says that an object is a tenant's, whatever records told.
    ///
    /// # Errors
    /// `Taken("object")` when it was told for another tenant, or its id has more than 512 bytes; `Denied` for another
    /// tenant's scope; `Busy`, `Db`.
    #[expect(clippy::too_many_arguments, reason = "one fact, and each part of it has a type of its own")]
    pub async fn tell(
        &self,
        scope: &Scope,
        tenant: TenantId,
        source: Source,
        kind: ObjectKind,
        id: &str,
        name: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<()> {
        scope::require(scope, tenant)?;
        if id.len() > LONGEST {
            return Err(StoreError::Taken("object"));
        }
        self.work.queue().await?;
        // Of any kind: OCIS's uuids are unique, and what is one company's group isn't another's person. Others count
        // anew for each kind.
        let others = "SELECT COUNT(*) FROM engine_object WHERE source = $1 AND kind IN ('space', 'user', 'group')
            AND external_id = $2 AND told AND tenant_id <> $3 AND (source = 'ocis' OR kind = $4)";
        let values = [source.word().into(), clean(id).into(), tenant.uuid().into(), kind.word().into()];
        let others = sql(&self.work.tx, others, values);
        if others.value::<i64>(&self.work.tx).await?.unwrap_or_default() > 0 {
            return Err(StoreError::Taken("object"));
        }
        let text = "INSERT INTO engine_object (source, kind, external_id, tenant_id, name, told, seen_us)
            VALUES ($1, $2, $3, $4, $5, TRUE, $6)
            ON CONFLICT (source, kind, external_id) DO UPDATE SET tenant_id = excluded.tenant_id,
                name = COALESCE(excluded.name, engine_object.name), told = TRUE, seen_us = excluded.seen_us
            WHERE NOT engine_object.told OR engine_object.tenant_id = excluded.tenant_id";
        let values = [
            source.word().into(),
            kind.word().into(),
            clean(id).into(),
            tenant.uuid().into(),
            clean_some(name).into(),
            now.timestamp_micros().into(),
        ];
        if sql(&self.work.tx, text, values).run(&self.work.tx).await? == 0 {
            return Err(StoreError::Taken("object"));
        }
        Ok(())
    }

    /// Forgets objects of tenants that are gone, and that nobody told of since then.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn forget(&self, before: DateTime<Utc>) -> Result<u64> {
        let text = "DELETE FROM engine_object WHERE tenant_id IS NOT NULL AND seen_us < $1
            AND NOT EXISTS (SELECT 1 FROM tenant t WHERE t.id = engine_object.tenant_id)";
        sql(&self.work.tx, text, [before.timestamp_micros().into()]).run(&self.work.tx).await
    }

    /// What is known of these; what isn't known is left out.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn resolve(&self, source: Source, objects: &[(ObjectKind, &str)]) -> Result<Objects> {
        let mut asked: BTreeMap<ObjectKind, Vec<&str>> = BTreeMap::new();
        for (kind, id) in objects {
            asked.entry(*kind).or_default().push(id);
        }
        let mut known = Objects::default();
        for (kind, mut ids) in asked {
            ids.sort_unstable();
            ids.dedup();
            for ids in ids.chunks(MANY) {
                let text = "SELECT external_id, tenant_id, name FROM engine_object WHERE source = $1 AND kind = $2 AND external_id";
                let mut select = sql(&self.work.tx, text, [source.word().into(), kind.word().into()]);
                select.among(ids.iter().map(|id| clean(id)));
                for row in select.rows(&self.work.tx).await? {
                    let tenant = row.try_get_by_index::<Option<Uuid>>(1)?.map(TenantId::from_uuid);
                    let name = row.try_get_by_index(2)?;
                    *known.entry(kind, row.try_get_by_index(0)?) = Known { tenant, name };
                }
            }
        }
        Ok(known)
    }

    /// The tenants with these slugs and these domains, whichever of them there are.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn named(&self, slugs: &[String], domains: &[String]) -> Result<HashMap<String, TenantId>> {
        let mut named = HashMap::new();
        for (column, words) in [("slug", slugs), ("domain", domains)] {
            let mut words: Vec<String> = words.iter().map(|word| clean(word)).collect();
            words.sort_unstable();
            words.dedup();
            for some in words.chunks(MANY) {
                let text = format!("SELECT {column}, id FROM tenant WHERE {column}");
                let mut select = sql(&self.work.tx, &text, []);
                select.among(some.iter().cloned());
                for row in select.rows(&self.work.tx).await? {
                    named.insert(row.try_get_by_index(0)?, TenantId::from_uuid(row.try_get_by_index(1)?));
                }
            }
        }
        Ok(named)
    }

    /// Remembers what records told: a tenant where none is known, and the newer name. Of two in `learned` about the
    /// same object, the first one's tenant and the last one's name.
    ///
    /// # Errors
    /// `Busy`, `Db`; the latter for a tenant that isn't there.
    pub async fn learn(&self, source: Source, learned: &[Learned], now: DateTime<Utc>) -> Result<()> {
        // Merged first: PostgreSQL refuses to touch a row twice in one statement.
        let mut merged: BTreeMap<(ObjectKind, String), Known> = BTreeMap::new();
        for one in learned.iter().filter(|one| !one.id.is_empty() && one.id.len() <= LONGEST) {
            let known = merged.entry((one.kind, clean(&one.id))).or_default();
            known.tenant = known.tenant.or(one.tenant);
            known.name = clean_some(one.name.as_deref()).or(known.name.take());
        }
        if merged.is_empty() {
            return Ok(());
        }
        self.work.queue().await?;
        let now = now.timestamp_micros();
        let row = |((kind, id), known): ((ObjectKind, String), Known)| {
            let tenant = known.tenant.map(TenantId::uuid);
            vec![
                source.word().into(),
                kind.word().into(),
                id.into(),
                tenant.into(),
                known.name.into(),
                false.into(),
                now.into(),
            ]
        };
        let head = "INSERT INTO engine_object (source, kind, external_id, tenant_id, name, told, seen_us)";
        let tail = "ON CONFLICT (source, kind, external_id) DO UPDATE SET
            tenant_id = COALESCE(engine_object.tenant_id, excluded.tenant_id),
            name = COALESCE(excluded.name, engine_object.name), seen_us = excluded.seen_us";
        insert_many(&self.work.tx, head, merged.into_iter().map(row).collect(), tail).await
    }

    /// Gives each target's tenant the events about it that only their actor, or nobody, could attribute. Says how many.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn correlate(&self, source: Source, targets: &[(String, TenantId)]) -> Result<u64> {
        attribution::correlate(self.work, source, targets).await
    }

    /// Gives `tenant` at most `limit` of the events that nobody could attribute and that took place in this space or
    /// concern this account; a user's include those in the personal space, whose id is the user's. Says how many: as
    /// many as `limit` means that there may be more.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn reattribute(
        &self,
        source: Source,
        kind: ObjectKind,
        id: &str,
        tenant: TenantId,
        limit: u64,
    ) -> Result<u64> {
        attribution::reattribute(self.work, source, kind, id, tenant, limit).await
    }
}
