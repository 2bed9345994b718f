//! Writes what stands on launchers.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    group::GroupRef,
    id::{GroupId, PersonId, TenantId, TileId},
    launch::{App, NewLink, TileKey},
};

use crate::{
    Result, Work,
    repo::tiles::{self, Row},
    scope,
    sql::{clean, insert_many, sql},
};

/// Writes tiles.
#[derive(Debug, Clone, Copy)]
pub struct TilesWork<'a> {
    pub(crate) work: &'a Work,
}

impl TilesWork<'_> {
    /// False when it is so already.
    ///
    /// # Errors
    /// `Denied` for another tenant; `Busy`, `Db`; so for all that name a tenant.
    pub async fn switch(&self, scope: &Scope, tenant: TenantId, app: App, on: bool) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = if on {
            "DELETE FROM tenant_app WHERE tenant_id = $1 AND app = $2 AND switched_off"
        } else {
            "INSERT INTO tenant_app (tenant_id, app, switched_off) VALUES ($1, $2, TRUE)
            ON CONFLICT (tenant_id, app) DO UPDATE SET switched_off = TRUE WHERE tenant_app.switched_off = FALSE"
        };
        Ok(sql(tx, text, [tenant.uuid().into(), app.word().into()]).run(tx).await? > 0)
    }

    /// Says for which groups a tile is. What it was and what it is now, by name; `None` where one isn't this tenant's,
    /// and then nothing is changed.
    ///
    /// # Errors
    /// As `switch`.
    pub async fn show_to(
        &self,
        scope: &Scope,
        tenant: TenantId,
        key: TileKey,
        groups: &[GroupId],
    ) -> Result<Option<[Vec<GroupRef>; 2]>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let wanted: BTreeSet<GroupId> = groups.iter().copied().collect();
        let mut after = Vec::new();
        if !wanted.is_empty() {
            let mut select = sql(tx, "SELECT id, name FROM people_group WHERE tenant_id = ", []);
            select.bind(tenant.uuid()).push(" AND id IN (").bind_all(wanted.iter().map(|id| id.uuid()));
            select.push(") ORDER BY name_folded, id");
            after = select.rows(tx).await?.iter().map(tiles::group).collect::<Result<_>>()?;
        }
        if after.len() != wanted.len() {
            return Ok(None);
        }
        let values = || [tenant.uuid().into(), key.to_string().into()];
        let text = "SELECT g.id, g.name FROM tile_group t JOIN people_group g ON g.id = t.group_id
            WHERE t.tenant_id = $1 AND t.key = $2 ORDER BY g.name_folded, g.id";
        let before = sql(tx, text, values()).rows(tx).await?.iter().map(tiles::group).collect::<Result<_>>()?;
        sql(tx, "DELETE FROM tile_group WHERE tenant_id = $1 AND key = $2", values()).run(tx).await?;
        let rows = wanted.iter().map(|id| vec![tenant.uuid().into(), key.to_string().into(), id.uuid().into()]);
        insert_many(tx, "INSERT INTO tile_group (tenant_id, key, group_id)", rows.collect(), "").await?;
        Ok(Some([before, after]))
    }

    /// The tenant's links in their order; nobody else changes them before this work ends.
    ///
    /// # Errors
    /// As `switch`.
    pub async fn links(&self, scope: &Scope, tenant: TenantId) -> Result<Vec<(TileId, NewLink)>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        tiles::links(&self.work.tx, tenant).await
    }

    /// A new link, after all others.
    ///
    /// # Errors
    /// As `switch`.
    pub async fn add(
        &self,
        scope: &Scope,
        tenant: TenantId,
        id: TileId,
        link: &NewLink,
        now: DateTime<Utc>,
    ) -> Result<()> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "INSERT INTO tile (id, tenant_id, name, url, icon, created_us, place)
            SELECT $1, $2, $3, $4, $5, $6, COALESCE(MAX(place), 0) + 1 FROM tile WHERE tenant_id = $2";
        let values = [
            id.uuid().into(),
            tenant.uuid().into(),
            clean(&link.name).into(),
            clean(&link.url).into(),
            clean(&link.icon).into(),
            now.timestamp_micros().into(),
        ];
        sql(tx, text, values).run(tx).await.map(drop)
    }

    /// What it was; `None` where there is no such link.
    ///
    /// # Errors
    /// As `switch`.
    pub async fn edit(&self, scope: &Scope, tenant: TenantId, id: TileId, link: &NewLink) -> Result<Option<NewLink>> {
        let before = self.link(scope, tenant, id).await?;
        let tx = &self.work.tx;
        let text = "UPDATE tile SET name = $3, url = $4, icon = $5 WHERE tenant_id = $1 AND id = $2";
        let values = [
            tenant.uuid().into(),
            id.uuid().into(),
            clean(&link.name).into(),
            clean(&link.url).into(),
            clean(&link.icon).into(),
        ];
        sql(tx, text, values).run(tx).await?;
        Ok(before)
    }

    /// What it was, now that it is gone from every launcher; `None` where there was no such link.
    ///
    /// # Errors
    /// As `switch`.
    pub async fn remove(&self, scope: &Scope, tenant: TenantId, id: TileId) -> Result<Option<NewLink>> {
        let before = self.link(scope, tenant, id).await?;
        let tx = &self.work.tx;
        let values = [tenant.uuid().into(), id.uuid().into()];
        sql(tx, "DELETE FROM tile WHERE tenant_id = $1 AND id = $2", values).run(tx).await?;
        for table in ["tile_group", "arranged_tile"] {
            let values = [tenant.uuid().into(), TileKey::Link(id).to_string().into()];
            let delete = sql(tx, &format!("DELETE FROM {table} WHERE tenant_id = $1 AND key = $2"), values);
            delete.run(tx).await?;
        }
        Ok(before)
    }

    /// Puts links in this order; those that aren't named keep their places.
    ///
    /// # Errors
    /// As `switch`.
    pub async fn order(&self, scope: &Scope, tenant: TenantId, ids: &[TileId]) -> Result<()> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        for (place, id) in (1_i32..).zip(ids) {
            let values = [tenant.uuid().into(), id.uuid().into(), place.into()];
            sql(tx, "UPDATE tile SET place = $3 WHERE tenant_id = $1 AND id = $2", values).run(tx).await?;
        }
        Ok(())
    }

    /// How somebody arranged their tiles: in this order, pinned or not. Tiles that aren't named stay as they were: they
    /// may be seen again.
    ///
    /// # Errors
    /// As `switch`; `Db` when the person isn't a member.
    pub async fn arrange(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
        tiles: &[(TileKey, bool)],
    ) -> Result<()> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let row = |(place, (key, pinned)): (i32, &(TileKey, bool))| {
            let ids = [tenant.uuid().into(), person.uuid().into()];
            ids.into_iter().chain([key.to_string().into(), (*pinned).into(), place.into()]).collect()
        };
        let tail = "ON CONFLICT (tenant_id, person_id, key)
            DO UPDATE SET pinned = excluded.pinned, place = excluded.place";
        let head = "INSERT INTO arranged_tile (tenant_id, person_id, key, pinned, place)";
        insert_many(&self.work.tx, head, (1_i32..).zip(tiles).map(row).collect(), tail).await
    }

    async fn link(&self, scope: &Scope, tenant: TenantId, id: TileId) -> Result<Option<NewLink>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "SELECT id, name, url, icon FROM tile WHERE tenant_id = $1 AND id = $2";
        let found = sql(tx, text, [tenant.uuid().into(), id.uuid().into()]).one::<Row>(tx).await?;
        Ok(found.map(|row| row.link().1))
    }
}
