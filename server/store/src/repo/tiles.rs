//! What stands on launchers: which apps are switched off, a tenant's links, for whom they are, and how each person
//! arranged them. Written by `tiles_work`.

use std::collections::BTreeMap;

use dezky_domain::{
    ctx::Scope,
    group::GroupRef,
    id::{GroupId, PersonId, TenantId, TileId},
    launch::{App, NewLink, TileKey},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, scope,
    sql::{Sql, sql},
};

/// Reads tiles.
#[derive(Debug, Clone, Copy)]
pub struct Tiles<'a> {
    pub(crate) store: &'a Store,
}

/// What decides which tiles a person sees, and where.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Placing {
    /// Apps that are switched off for everybody.
    pub off: Vec<App>,
    /// Tiles that are for groups, and whether the person is in one of these.
    pub limited: BTreeMap<TileKey, bool>,
    /// What the person arranged: whether it is pinned, and its place.
    pub arranged: BTreeMap<TileKey, (bool, i32)>,
}

impl Tiles<'_> {
    /// One question, since it is asked with every launcher.
    ///
    /// # Errors
    /// `Denied` for a person's scope or another tenant's; `Db`; so for all here.
    pub async fn placing(&self, scope: &Scope, tenant: TenantId, person: PersonId) -> Result<Placing> {
        scope::require(scope, tenant)?;
        let db = &self.store.reader;
        let mut placing = Placing::default();
        for row in placing_of(db, tenant, person).rows(db).await? {
            let (what, key): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let (yes, place): (bool, i32) = (row.try_get_by_index(2)?, row.try_get_by_index(3)?);
            // A key of a newer version is nothing that could be shown.
            let Ok(key) = key.parse::<TileKey>() else { continue };
            match (what.as_str(), key) {
                ("off", TileKey::App(app)) => placing.off.push(app),
                ("for", key) => drop(placing.limited.insert(key, yes)),
                ("arranged", key) => drop(placing.arranged.insert(key, (yes, place))),
                _ => {}
            }
        }
        Ok(placing)
    }

    /// The tenant's links in their order.
    ///
    /// # Errors
    /// As `placing`.
    pub async fn links(&self, scope: &Scope, tenant: TenantId) -> Result<Vec<(TileId, NewLink)>> {
        scope::require(scope, tenant)?;
        links(&self.store.reader, tenant).await
    }

    /// For which groups each tile is, by their names; tiles that are for everybody are left out.
    ///
    /// # Errors
    /// As `placing`.
    pub async fn shown_to(&self, scope: &Scope, tenant: TenantId) -> Result<BTreeMap<TileKey, Vec<GroupRef>>> {
        scope::require(scope, tenant)?;
        let db = &self.store.reader;
        let text = "SELECT t.key, g.id, g.name FROM tile_group t JOIN people_group g ON g.id = t.group_id
            WHERE t.tenant_id = $1 ORDER BY t.key, g.name_folded, g.id";
        let mut shown: BTreeMap<TileKey, Vec<GroupRef>> = BTreeMap::new();
        for row in sql(db, text, [tenant.uuid().into()]).rows(db).await? {
            let Ok(key) = row.try_get_by_index::<String>(0)?.parse() else { continue };
            let group = GroupRef { id: GroupId::from_uuid(row.try_get_by_index(1)?), name: row.try_get_by_index(2)? };
            shown.entry(key).or_default().push(group);
        }
        Ok(shown)
    }

    /// The tenant's groups by name, at most 500: whom a tile can be for.
    ///
    /// # Errors
    /// As `placing`.
    pub async fn groups(&self, scope: &Scope, tenant: TenantId) -> Result<Vec<GroupRef>> {
        scope::require(scope, tenant)?;
        let db = &self.store.reader;
        let text = "SELECT id, name FROM people_group WHERE tenant_id = $1 ORDER BY name_folded, id LIMIT 500";
        sql(db, text, [tenant.uuid().into()]).rows(db).await?.iter().map(group).collect()
    }

    /// How the database means to run `placing`: tests hold it against the indexes.
    ///
    /// # Errors
    /// As `placing`.
    pub async fn explain(&self, tenant: TenantId, person: PersonId) -> Result<Vec<String>> {
        placing_of(&self.store.reader, tenant, person).explain(&self.store.reader).await
    }
}

fn placing_of(db: &impl ConnectionTrait, tenant: TenantId, person: PersonId) -> Sql {
    let text = "SELECT 'off' AS what, 'app:' || app AS key, TRUE AS yes, 0 AS place
            FROM tenant_app WHERE tenant_id = $1 AND switched_off
        UNION ALL SELECT 'for', t.key, COUNT(m.person_id) > 0, 0
            FROM tile_group t LEFT JOIN people_group_member m ON m.group_id = t.group_id AND m.person_id = $2
            WHERE t.tenant_id = $1 GROUP BY t.key
        UNION ALL SELECT 'arranged', key, pinned, place
            FROM arranged_tile WHERE tenant_id = $1 AND person_id = $2";
    sql(db, text, [tenant.uuid().into(), person.uuid().into()])
}

pub(crate) async fn links(db: &impl ConnectionTrait, tenant: TenantId) -> Result<Vec<(TileId, NewLink)>> {
    let text = "SELECT id, name, url, icon FROM tile WHERE tenant_id = $1 ORDER BY place, id";
    let rows = sql(db, text, [tenant.uuid().into()]).all::<Row>(db).await?;
    Ok(rows.into_iter().map(Row::link).collect())
}

pub(crate) fn group(row: &sea_orm::QueryResult) -> Result<GroupRef, StoreError> {
    Ok(GroupRef { id: GroupId::from_uuid(row.try_get_by_index(0)?), name: row.try_get_by_index(1)? })
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct Row {
    id: Uuid,
    name: String,
    url: String,
    icon: String,
}

impl Row {
    pub(crate) fn link(self) -> (TileId, NewLink) {
        (TileId::from_uuid(self.id), NewLink { name: self.name, url: self.url, icon: self.icon })
    }
}
