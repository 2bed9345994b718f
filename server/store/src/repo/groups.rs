//! A tenant's groups, and who is in them. A group's handle is what engines know it by: it never changes, and is remembered
//! when the group goes, so that the engines lose it too.

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    fold::folded,
    group::{Group, GroupName, GroupRef, GroupTile},
    id::{GroupId, PersonId, TenantId},
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, Work, scope,
    sql::{Sql, clean, count, size, sql},
};

/// As many groups as a tenant may have.
pub const MOST_GROUPS: u64 = 1_000;

/// Reads groups.
#[derive(Debug, Clone, Copy)]
pub struct Groups<'a> {
    pub(crate) store: &'a Store,
}

/// Writes groups.
#[derive(Debug, Clone, Copy)]
pub struct GroupsWork<'a> {
    pub(crate) work: &'a Work,
}

/// A group as the engines shall have it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanGroup {
    pub handle: String,
    pub people: Vec<PersonId>,
    /// It was deleted.
    pub gone: bool,
}

impl Groups<'_> {
    /// By name; at most [`MOST_GROUPS`].
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Db`.
    pub async fn list(&self, scope: &Scope) -> Result<Vec<Group>> {
        let db = &self.store.reader;
        let mut select = sql(db, GROUP, []);
        within(&mut select, scope)?;
        select.push(" ORDER BY g.name_folded, g.id LIMIT ").bind(size(MOST_GROUPS));
        let mut groups: Vec<Group> = select.all::<Row>(db).await?.into_iter().map(Row::group).collect();
        groups.sort_by_cached_key(|group| folded(&group.name));
        Ok(groups)
    }

    /// # Errors
    /// As `list`.
    pub async fn by_id(&self, scope: &Scope, id: GroupId) -> Result<Option<Group>> {
        let db = &self.store.reader;
        let mut select = sql(db, GROUP, []);
        within(&mut select, scope)?;
        select.push(" AND g.id = ").bind(id.uuid());
        Ok(select.one::<Row>(db).await?.map(Row::group))
    }

    /// The tiles that are for this group, by name.
    ///
    /// # Errors
    /// As `list`.
    pub async fn tiles(&self, scope: &Scope, id: GroupId) -> Result<Vec<GroupTile>> {
        let db = &self.store.reader;
        let text = "SELECT t.key, (SELECT COUNT(*) FROM tile_group o
                WHERE o.tenant_id = t.tenant_id AND o.key = t.key AND o.group_id <> t.group_id) AS others
            FROM tile_group t WHERE t.group_id = $1";
        let mut select = sql(db, text, [id.uuid().into()]);
        if let Some(only) = scope::within(scope)? {
            select.push(" AND t.tenant_id = ").bind(only);
        }
        select.push(" ORDER BY t.key");
        let mut tiles = Vec::new();
        for row in select.rows(db).await? {
            let (key, others): (String, i64) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            let link = key.strip_prefix("link:").and_then(|id| Uuid::parse_str(id).ok());
            let name = match link {
                Some(link) => sql(db, "SELECT name FROM tile WHERE id = $1", [link.into()]).value(db).await?,
                None => None,
            };
            tiles.push(GroupTile { key, name, others: count(others) });
        }
        Ok(tiles)
    }
}

impl GroupsWork<'_> {
    /// A new group, with nobody in it.
    ///
    /// # Errors
    /// `Taken("name")` when another has this name, `Taken("groups")` when there are [`MOST_GROUPS`]; `Denied` for another
    /// tenant; `Busy`, `Db`.
    pub async fn insert(
        &self,
        scope: &Scope,
        tenant: TenantId,
        id: GroupId,
        name: &GroupName,
        now: DateTime<Utc>,
    ) -> Result<Group> {
        let tx = &self.work.tx;
        if self.by_name(scope, tenant, name).await?.is_some() {
            return Err(StoreError::Taken("name"));
        }
        let handles = self.handles(tenant).await?;
        if handles.len() >= usize::try_from(MOST_GROUPS).unwrap_or(usize::MAX) {
            return Err(StoreError::Taken("groups"));
        }
        let handle = free(&name.handle(), &handles);
        let text = "INSERT INTO people_group (id, tenant_id, name, name_folded, handle, created_us)
            VALUES ($1, $2, $3, $4, $5, $6)";
        let values = [
            id.uuid().into(),
            tenant.uuid().into(),
            clean(name.as_str()).into(),
            lowered(name).into(),
            handle.clone().into(),
            now.timestamp_micros().into(),
        ];
        sql(tx, text, values).run(tx).await?;
        let text = "DELETE FROM people_group_gone WHERE tenant_id = $1 AND handle = $2";
        sql(tx, text, [tenant.uuid().into(), handle.clone().into()]).run(tx).await?;
        Ok(Group { id, name: name.as_str().to_owned(), handle, members: 0 })
    }

    /// False when there is no such group.
    ///
    /// # Errors
    /// As `insert`.
    pub async fn rename(&self, scope: &Scope, tenant: TenantId, id: GroupId, name: &GroupName) -> Result<bool> {
        if self.by_name(scope, tenant, name).await?.is_some_and(|other| other.id != id) {
            return Err(StoreError::Taken("name"));
        }
        let text = "UPDATE people_group SET name = $3, name_folded = $4 WHERE tenant_id = $1 AND id = $2";
        let values = [tenant.uuid().into(), id.uuid().into(), clean(name.as_str()).into(), lowered(name).into()];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }

    /// Its people stay; its handle is remembered. False when there is no such group.
    ///
    /// # Errors
    /// `Denied` for another tenant; `Busy`, `Db`; so for all that follow.
    pub async fn delete(&self, scope: &Scope, tenant: TenantId, id: GroupId) -> Result<bool> {
        let Some(group) = self.by_id(scope, tenant, id).await? else { return Ok(false) };
        let tx = &self.work.tx;
        let values = [tenant.uuid().into(), id.uuid().into()];
        sql(tx, "DELETE FROM people_group WHERE tenant_id = $1 AND id = $2", values).run(tx).await?;
        let text = "INSERT INTO people_group_gone (tenant_id, handle) VALUES ($1, $2) ON CONFLICT DO NOTHING";
        sql(tx, text, [tenant.uuid().into(), group.handle.into()]).run(tx).await?;
        Ok(true)
    }

    /// As it is now; nobody changes it before this work ends.
    ///
    /// # Errors
    /// As `delete`.
    pub async fn by_id(&self, scope: &Scope, tenant: TenantId, id: GroupId) -> Result<Option<Group>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let mut select = sql(&self.work.tx, GROUP, []);
        select.push(" WHERE g.tenant_id = ").bind(tenant.uuid()).push(" AND g.id = ").bind(id.uuid());
        Ok(select.one::<Row>(&self.work.tx).await?.map(Row::group))
    }

    /// Whatever its case.
    ///
    /// # Errors
    /// As `delete`.
    pub async fn by_name(&self, scope: &Scope, tenant: TenantId, name: &GroupName) -> Result<Option<Group>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let mut select = sql(&self.work.tx, GROUP, []);
        select.push(" WHERE g.tenant_id = ").bind(tenant.uuid()).push(" AND g.name_folded = ").bind(lowered(name));
        Ok(select.one::<Row>(&self.work.tx).await?.map(Row::group))
    }

    /// A member joins. False when they are in it already.
    ///
    /// # Errors
    /// As `delete`; `Db` for who is no member, and for a group that isn't there.
    pub async fn put(&self, scope: &Scope, tenant: TenantId, id: GroupId, person: PersonId) -> Result<bool> {
        let text = "INSERT INTO people_group_member (tenant_id, group_id, person_id)
            SELECT $1, id, $3 FROM people_group WHERE tenant_id = $1 AND id = $2 ON CONFLICT DO NOTHING";
        self.change(scope, tenant, id, person, text).await
    }

    /// False when they aren't in it.
    ///
    /// # Errors
    /// As `delete`.
    pub async fn take(&self, scope: &Scope, tenant: TenantId, id: GroupId, person: PersonId) -> Result<bool> {
        let text = "DELETE FROM people_group_member WHERE tenant_id = $1 AND group_id = $2 AND person_id = $3";
        self.change(scope, tenant, id, person, text).await
    }

    /// All of a tenant's, the deleted ones among them, by handle. Nobody changes them before this work ends.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn for_plan(&self, tenant: TenantId) -> Result<Vec<PlanGroup>> {
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "SELECT g.handle, m.person_id FROM people_group g
            LEFT JOIN people_group_member m ON m.group_id = g.id WHERE g.tenant_id = $1 ORDER BY g.handle, m.person_id";
        let mut groups: Vec<PlanGroup> = Vec::new();
        for row in sql(tx, text, [tenant.uuid().into()]).rows(tx).await? {
            let (handle, person): (String, Option<Uuid>) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            if groups.last().is_none_or(|group| group.handle != handle) {
                groups.push(PlanGroup { handle, ..PlanGroup::default() });
            }
            if let (Some(group), Some(person)) = (groups.last_mut(), person) {
                group.people.push(PersonId::from_uuid(person));
            }
        }
        let text = "SELECT handle FROM people_group_gone WHERE tenant_id = $1 ORDER BY handle";
        for row in sql(tx, text, [tenant.uuid().into()]).rows(tx).await? {
            groups.push(PlanGroup { handle: row.try_get_by_index(0)?, gone: true, ..PlanGroup::default() });
        }
        Ok(groups)
    }

    async fn handles(&self, tenant: TenantId) -> Result<Vec<String>> {
        let select = sql(&self.work.tx, "SELECT handle FROM people_group WHERE tenant_id = $1", [tenant.uuid().into()]);
        select.rows(&self.work.tx).await?.iter().map(|row| Ok(row.try_get_by_index(0)?)).collect()
    }

    /// Runs `text` with tenant, group and person as `$1` to `$3`.
    async fn change(&self, scope: &Scope, tenant: TenantId, id: GroupId, person: PersonId, text: &str) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let values = [tenant.uuid().into(), id.uuid().into(), person.uuid().into()];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }
}

/// The groups of some people of a tenant, by name.
pub(crate) async fn of_people(
    db: &impl ConnectionTrait,
    tenant: Uuid,
    people: &[Uuid],
) -> Result<Vec<(Uuid, GroupRef)>> {
    let mut found = Vec::new();
    for some in people.chunks(256) {
        let text =
            "SELECT m.person_id, g.id, g.name FROM people_group_member m JOIN people_group g ON g.id = m.group_id
            WHERE m.tenant_id = $1 AND m.person_id IN (";
        let mut select = sql(db, text, [tenant.into()]);
        select.bind_all(some.iter().copied()).push(") ORDER BY g.name_folded, g.id");
        for row in select.rows(db).await? {
            let group = GroupRef { id: GroupId::from_uuid(row.try_get_by_index(1)?), name: row.try_get_by_index(2)? };
            found.push((row.try_get_by_index(0)?, group));
        }
    }
    Ok(found)
}

const GROUP: &str = "SELECT g.id, g.name, g.handle, \
    (SELECT COUNT(*) FROM people_group_member m WHERE m.group_id = g.id) AS members FROM people_group g";

fn within(select: &mut Sql, scope: &Scope) -> Result<()> {
    select.push(" WHERE 1 = 1");
    if let Some(only) = scope::within(scope)? {
        select.push(" AND g.tenant_id = ").bind(only);
    }
    Ok(())
}

fn lowered(name: &GroupName) -> String {
    clean(name.as_str()).to_lowercase()
}

/// `sales`, or `sales-2` where another has it.
fn free(handle: &str, taken: &[String]) -> String {
    let is_taken = |handle: &String| taken.contains(handle);
    let numbered = (2..).map(|number| format!("{handle}-{number}"));
    std::iter::once(handle.to_owned()).chain(numbered).find(|handle| !is_taken(handle)).unwrap_or_default()
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    name: String,
    handle: String,
    members: i64,
}

impl Row {
    fn group(self) -> Group {
        Group { id: GroupId::from_uuid(self.id), name: self.name, handle: self.handle, members: count(self.members) }
    }
}
