//! A tenant's members: how they come, change and leave. Who left is remembered until what is theirs is erased.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use dezky_domain::{
    access::Role,
    ctx::Scope,
    id::{PersonId, TenantId},
    member::{Member, MemberState, Person},
};
use sea_orm::FromQueryResult;
use uuid::Uuid;

use crate::{
    Result,
    entity::person,
    repo::{
        people::{PeopleReader, PeopleWork, parse_role, parse_state, read_person},
        people_list::{MEMBER, MemberRow, with_groups},
    },
    scope,
    sql::{clean, count, sql, time},
};

/// Somebody of a tenant, with what its wants follow from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanMember {
    pub person: PersonId,
    pub name: String,
    /// Their address, which nobody else has.
    pub email: String,
    /// `Member` for who left.
    pub role: Role,
    /// `Suspended` for who left.
    pub state: MemberState,
    /// Whether another tenant, which is active, has them and hasn't suspended them.
    pub elsewhere_active: bool,
    pub departed: Option<Departed>,
}

/// That somebody left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Departed {
    pub removed: DateTime<Utc>,
    /// From when on what is theirs is erased.
    pub erase: Option<DateTime<Utc>>,
}

impl PeopleReader<'_> {
    /// One member of a tenant.
    ///
    /// # Errors
    /// `Denied` for a person's scope; `Db`, `Corrupt`.
    pub async fn member(&self, scope: &Scope, tenant: TenantId, person: PersonId) -> Result<Option<Member>> {
        if !scope::admits(scope, tenant)? {
            return Ok(None);
        }
        let db = &self.store.reader;
        let mut select = sql(db, MEMBER, []);
        select.push(" WHERE m.tenant_id = ").bind(tenant.uuid()).push(" AND m.person_id = ").bind(person.uuid());
        let Some(row) = select.one::<MemberRow>(db).await? else { return Ok(None) };
        let mut member = [row.member()?];
        with_groups(db, tenant.uuid(), &mut member).await?;
        Ok(member.into_iter().next())
    }

    /// Which of these addresses are a member's of this tenant.
    ///
    /// # Errors
    /// `Denied` for another tenant's scope; `Db`.
    pub async fn addresses_of(&self, scope: &Scope, tenant: TenantId, emails: &[String]) -> Result<HashSet<String>> {
        scope::require(scope, tenant)?;
        let (db, mut found) = (&self.store.reader, HashSet::new());
        for some in emails.chunks(256) {
            let text = "SELECT a.email FROM address a JOIN membership m ON m.person_id = a.person_id
                WHERE m.tenant_id = $1 AND a.email IN (";
            let mut select = sql(db, text, [tenant.uuid().into()]);
            select.bind_all(some.iter().map(|email| clean(email))).push(")");
            for row in select.rows(db).await? {
                found.insert(row.try_get_by_index(0)?);
            }
        }
        Ok(found)
    }
}

impl PeopleWork<'_> {
    /// Somebody of the tenant's, as they are now.
    ///
    /// # Errors
    /// `Denied` for another tenant's scope; `Busy`, `Db`, `Corrupt`.
    pub async fn of_tenant(&self, scope: &Scope, tenant: TenantId, person: PersonId) -> Result<Option<Person>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let text = "SELECT p.* FROM person p JOIN membership m ON m.person_id = p.id
            WHERE m.tenant_id = $1 AND p.id = $2";
        let select = sql(&self.work.tx, text, [tenant.uuid().into(), person.uuid().into()]);
        select.one::<person::Model>(&self.work.tx).await?.map(read_person).transpose()
    }

    /// Makes somebody a member, or changes role and state of who is one. Who had left is back.
    ///
    /// # Errors
    /// `Denied` for another tenant; `Db` when tenant or person isn't there; `Busy`.
    pub async fn grant(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
        role: Role,
        state: MemberState,
        now: DateTime<Utc>,
    ) -> Result<()> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "INSERT INTO membership (tenant_id, person_id, role, state, created_us) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (tenant_id, person_id) DO UPDATE SET role = excluded.role, state = excluded.state";
        let values = [
            tenant.uuid().into(),
            person.uuid().into(),
            role.word().into(),
            state.word().into(),
            now.timestamp_micros().into(),
        ];
        sql(tx, text, values).run(tx).await?;
        self.forget_departed(scope, tenant, person).await.map(drop)
    }

    /// False when they are no member; so for all that follow.
    ///
    /// # Errors
    /// `Denied` for another tenant; `Busy`, `Db`; so for all that follow.
    pub async fn set_role(&self, scope: &Scope, tenant: TenantId, person: PersonId, role: Role) -> Result<bool> {
        let text = "UPDATE membership SET role = $3 WHERE tenant_id = $1 AND person_id = $2";
        self.change(scope, tenant, person, text, role.word().into()).await
    }

    /// # Errors
    /// As `set_role`.
    pub async fn set_state(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
        state: MemberState,
    ) -> Result<bool> {
        let text = "UPDATE membership SET state = $3 WHERE tenant_id = $1 AND person_id = $2";
        self.change(scope, tenant, person, text, state.word().into()).await
    }

    /// Who was invited has come. False when they weren't invited.
    ///
    /// # Errors
    /// As `set_role`.
    pub async fn accept(&self, scope: &Scope, tenant: TenantId, person: PersonId) -> Result<bool> {
        let text = "UPDATE membership SET state = $3 WHERE tenant_id = $1 AND person_id = $2 AND state = 'invited'";
        self.change(scope, tenant, person, text, MemberState::Active.word().into()).await
    }

    /// Ends a membership and remembers that it was.
    ///
    /// # Errors
    /// As `set_role`.
    pub async fn remove_member(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
        now: DateTime<Utc>,
    ) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let (tx, ids) = (&self.work.tx, || [tenant.uuid().into(), person.uuid().into()]);
        let delete = sql(tx, "DELETE FROM membership WHERE tenant_id = $1 AND person_id = $2", ids());
        if delete.run(tx).await? == 0 {
            return Ok(false);
        }
        let text = "INSERT INTO departed (tenant_id, person_id, removed_us) VALUES ($1, $2, $3)
            ON CONFLICT (tenant_id, person_id) DO UPDATE SET removed_us = excluded.removed_us, erase_us = NULL";
        let mut insert = sql(tx, text, ids());
        insert.with([now.timestamp_micros().into()]);
        insert.run(tx).await?;
        Ok(true)
    }

    /// What is theirs is erased from then on; None takes it back. False when they didn't leave.
    ///
    /// # Errors
    /// As `set_role`.
    pub async fn set_erase(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
        erase: Option<DateTime<Utc>>,
    ) -> Result<bool> {
        let text = "UPDATE departed SET erase_us = $3 WHERE tenant_id = $1 AND person_id = $2";
        self.change(scope, tenant, person, text, erase.map(|at| at.timestamp_micros()).into()).await
    }

    /// Forgets that they were a member: nothing of theirs is left here, or they are back.
    ///
    /// # Errors
    /// As `set_role`.
    pub async fn forget_departed(&self, scope: &Scope, tenant: TenantId, person: PersonId) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let values = [tenant.uuid().into(), person.uuid().into()];
        let delete = sql(&self.work.tx, "DELETE FROM departed WHERE tenant_id = $1 AND person_id = $2", values);
        Ok(delete.run(&self.work.tx).await? > 0)
    }

    /// The tenant's owners who can act; with `invited` also those who haven't come yet. Nobody changes them before this
    /// work ends, so of two who demote each other one finds none left, whether it counts before its change or after.
    ///
    /// # Errors
    /// As `set_role`.
    pub async fn count_owners(&self, scope: &Scope, tenant: TenantId, invited: bool) -> Result<u64> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let text = "SELECT COUNT(*) FROM membership WHERE tenant_id = $1 AND role = 'owner'
            AND (state = 'active' OR $2 AND state = 'invited')";
        let tx = &self.work.tx;
        Ok(count(sql(tx, text, [tenant.uuid().into(), invited.into()]).value(tx).await?.unwrap_or_default()))
    }

    /// Everybody who is or was a member and has an address, by address. Whoever has none was known with somebody else's,
    /// and is nobody in the engines. Nobody changes them before this work ends.
    ///
    /// # Errors
    /// `Busy`, `Db`, `Corrupt`.
    pub async fn members_for_plan(&self, tenant: TenantId) -> Result<Vec<PlanMember>> {
        self.work.queue().await?;
        let tx = &self.work.tx;
        let elsewhere = "EXISTS (SELECT 1 FROM membership o JOIN tenant t ON t.id = o.tenant_id
            WHERE o.person_id = p.id AND o.tenant_id <> $1 AND o.state <> 'suspended' AND t.state = 'active')
            AS elsewhere";
        let text = format!(
            "SELECT p.id, p.name, a.email AS email, m.role, m.state, CAST(NULL AS BIGINT) AS removed_us,
                CAST(NULL AS BIGINT) AS erase_us, {elsewhere}
            FROM membership m JOIN person p ON p.id = m.person_id JOIN address a ON a.person_id = p.id
            WHERE m.tenant_id = $1
            UNION ALL SELECT p.id, p.name, a.email, 'member', 'suspended', d.removed_us, d.erase_us, {elsewhere}
            FROM departed d JOIN person p ON p.id = d.person_id JOIN address a ON a.person_id = p.id
            WHERE d.tenant_id = $1
            ORDER BY email"
        );
        let rows = sql(tx, &text, [tenant.uuid().into()]).all::<PlanRow>(tx).await?;
        rows.into_iter().map(PlanRow::member).collect()
    }

    /// Where somebody is or was a member: what must be derived anew when their access changes.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn tenants_of(&self, person: PersonId) -> Result<Vec<TenantId>> {
        self.work.queue().await?;
        let text = "SELECT tenant_id FROM membership WHERE person_id = $1
            UNION SELECT tenant_id FROM departed WHERE person_id = $1 ORDER BY tenant_id";
        let rows = sql(&self.work.tx, text, [person.uuid().into()]).rows(&self.work.tx).await?;
        rows.iter().map(|row| Ok(TenantId::from_uuid(row.try_get_by_index(0)?))).collect()
    }

    /// Other tenants that have, or had, somebody of this one's.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn tenants_sharing_with(&self, tenant: TenantId) -> Result<Vec<TenantId>> {
        self.work.queue().await?;
        let known = "SELECT tenant_id, person_id FROM membership UNION SELECT tenant_id, person_id FROM departed";
        let text = format!(
            "SELECT DISTINCT o.tenant_id FROM ({known}) o JOIN ({known}) m ON m.person_id = o.person_id
            WHERE m.tenant_id = $1 AND o.tenant_id <> $1 ORDER BY o.tenant_id"
        );
        let rows = sql(&self.work.tx, &text, [tenant.uuid().into()]).rows(&self.work.tx).await?;
        rows.iter().map(|row| Ok(TenantId::from_uuid(row.try_get_by_index(0)?))).collect()
    }

    /// Role and state of a member. Nobody changes them before this work ends.
    ///
    /// # Errors
    /// `Denied` for another tenant; `Busy`, `Db`, `Corrupt`.
    pub async fn role_in(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
    ) -> Result<Option<(Role, MemberState)>> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let text = "SELECT role, state FROM membership WHERE tenant_id = $1 AND person_id = $2";
        let values = [tenant.uuid().into(), person.uuid().into()];
        let rows = sql(&self.work.tx, text, values).rows(&self.work.tx).await?;
        let read = |row: &sea_orm::QueryResult| {
            let (role, state): (String, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            Ok((parse_role(&role)?, parse_state(&state)?))
        };
        rows.first().map(read).transpose()
    }

    /// Runs `text` with tenant and person as `$1` and `$2`, and `value` as `$3`.
    async fn change(
        &self,
        scope: &Scope,
        tenant: TenantId,
        person: PersonId,
        text: &str,
        value: sea_orm::Value,
    ) -> Result<bool> {
        scope::require(scope, tenant)?;
        self.work.queue().await?;
        let values = [tenant.uuid().into(), person.uuid().into(), value];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }
}

#[derive(Debug, FromQueryResult)]
struct PlanRow {
    id: Uuid,
    name: String,
    email: String,
    role: String,
    state: String,
    removed_us: Option<i64>,
    erase_us: Option<i64>,
    elsewhere: bool,
}

impl PlanRow {
    fn member(self) -> Result<PlanMember> {
        let erase = self.erase_us.map(time).transpose()?;
        let departed = self.removed_us.map(time).transpose()?.map(|removed| Departed { removed, erase });
        Ok(PlanMember {
            person: PersonId::from_uuid(self.id),
            name: self.name,
            email: self.email,
            role: parse_role(&self.role)?,
            state: parse_state(&self.state)?,
            elsewhere_active: self.elsewhere,
            departed,
        })
    }
}
