//! A tenant's groups. They say who sees which tile, and stand in the identity provider; being in one gives no access.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{NewEvent, Outcome, Target},
    ctx::{Ctx, Scope},
    error::Why,
    group::{Group, GroupName, GroupTile},
    id::{GroupId, PersonId},
    port,
    tenant::Tenant,
};
use dezky_store::{StoreError, Work};

use super::{
    Shared, audit,
    members::acts::{Did, One, change, of as of_person},
};
use crate::provision::desire;

#[derive(Debug)]
pub struct Groups {
    pub shared: Shared,
}

/// A new group, in `work`, which the caller saves. What follows in the engines is the caller's to derive.
///
/// # Errors
/// `Conflict` when another has this name, and when there are too many.
pub(super) async fn create(work: &Work, ctx: &Ctx, scope: &Scope, tenant: &Tenant, name: &GroupName) -> Result<Group> {
    let id = GroupId::new(ctx.clock.as_ref());
    let group = work.groups().insert(scope, tenant.id, id, name, ctx.now()).await.map_err(taken)?;
    let mut event = of(ctx, "group.create", tenant, &group);
    event.changes.push(change("name", None, Some(&group.name)));
    work.audit().record(&[event]).await?;
    Ok(group)
}

/// A member joins a group.
///
/// # Errors
/// As `One::know`; `Missing` for a group that isn't there.
pub(super) async fn put(one: One<'_>, id: GroupId, person: PersonId) -> Result<Did> {
    let known = one.know(Action::ManageGroups, person).await?;
    let groups = one.work.groups();
    let group = groups.by_id(&known.scope, known.tenant.id, id).await?.ok_or(AppError::Missing)?;
    if !groups.put(&known.scope, known.tenant.id, id, person).await? {
        return Ok(Did::Same);
    }
    let event = of_person(one.ctx, "group.add", &known.tenant, &known.person);
    one.work.audit().record(&[with(event, &group)]).await?;
    Ok(Did::Changed)
}

/// A member leaves a group.
///
/// # Errors
/// As `put`.
pub(super) async fn take(one: One<'_>, id: GroupId, person: PersonId) -> Result<Did> {
    let known = one.know(Action::ManageGroups, person).await?;
    let groups = one.work.groups();
    let group = groups.by_id(&known.scope, known.tenant.id, id).await?.ok_or(AppError::Missing)?;
    if !groups.take(&known.scope, known.tenant.id, id, person).await? {
        return Ok(Did::Same);
    }
    let event = of_person(one.ctx, "group.take", &known.tenant, &known.person);
    one.work.audit().record(&[with(event, &group)]).await?;
    Ok(Did::Changed)
}

fn of(ctx: &Ctx, action: &str, tenant: &Tenant, group: &Group) -> NewEvent {
    let target = Target { kind: "group".to_owned(), id: Some(group.id.to_string()), name: Some(group.name.clone()) };
    audit::of_tenant(audit::event(ctx, action, Outcome::Done, target), tenant)
}

/// Which group it is about, where the event is about a person.
fn with(mut event: NewEvent, group: &Group) -> NewEvent {
    event.words.insert("object".to_owned(), group.name.clone());
    event.words.insert("object_kind".to_owned(), "group".to_owned());
    event
}

fn taken(error: StoreError) -> AppError {
    match error {
        StoreError::Taken("name") => AppError::Conflict { field: "name", why: Why("taken-group") },
        StoreError::Taken("groups") => AppError::Conflict { field: "name", why: Why("too-many-groups") },
        other => other.into(),
    }
}

impl Groups {
    async fn change(&self, ctx: &Ctx, id: GroupId, person: PersonId, joins: bool) -> Result<()> {
        ctx.require(Action::ManageGroups)?;
        let work = self.shared.store.begin().await?;
        let one = One { work: &work, shared: &self.shared, ctx };
        let did = if joins { put(one, id, person).await? } else { take(one, id, person).await? };
        if did == Did::Same {
            return Ok(());
        }
        self.save(ctx, work).await
    }

    /// What a group means in the engines is a matter of this tenant alone.
    async fn save(&self, ctx: &Ctx, work: Work) -> Result<()> {
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        desire::tenant(&work, &self.shared.config, ctx, tenant.id).await?;
        self.shared.save(work).await
    }
}

#[async_trait]
impl port::Groups for Groups {
    async fn list(&self, ctx: &Ctx) -> Result<Vec<Group>> {
        let scope = ctx.require(Action::ReadPeople)?;
        Ok(self.shared.store.groups().list(&scope).await?)
    }

    async fn show(&self, ctx: &Ctx, id: GroupId) -> Result<Group> {
        let scope = ctx.require(Action::ManageGroups)?;
        self.shared.store.groups().by_id(&scope, id).await?.ok_or(AppError::Missing)
    }

    async fn tiles(&self, ctx: &Ctx, id: GroupId) -> Result<Vec<GroupTile>> {
        let scope = ctx.require(Action::ManageGroups)?;
        Ok(self.shared.store.groups().tiles(&scope, id).await?)
    }

    async fn create(&self, ctx: &Ctx, name: &GroupName) -> Result<GroupId> {
        let scope = ctx.require(Action::ManageGroups)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let group = create(&work, ctx, &scope, tenant, name).await?;
        self.save(ctx, work).await?;
        Ok(group.id)
    }

    async fn rename(&self, ctx: &Ctx, id: GroupId, name: &GroupName) -> Result<()> {
        let scope = ctx.require(Action::ManageGroups)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let group = work.groups().by_id(&scope, tenant.id, id).await?.ok_or(AppError::Missing)?;
        if group.name == name.as_str() {
            return Ok(());
        }
        work.groups().rename(&scope, tenant.id, id, name).await.map_err(taken)?;
        let renamed = Group { name: name.as_str().to_owned(), ..group.clone() };
        let mut event = with(of(ctx, "group.rename", tenant, &renamed), &group);
        event.changes.push(change("name", Some(&group.name), Some(name.as_str())));
        work.audit().record(&[event]).await?;
        // Engines know it by its handle, which stays.
        self.shared.save(work).await
    }

    async fn delete(&self, ctx: &Ctx, id: GroupId) -> Result<()> {
        let scope = ctx.require(Action::ManageGroups)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let group = work.groups().by_id(&scope, tenant.id, id).await?.ok_or(AppError::Missing)?;
        work.groups().delete(&scope, tenant.id, id).await?;
        let mut event = of(ctx, "group.delete", tenant, &group);
        event.changes.push(change("name", Some(&group.name), None));
        work.audit().record(&[event]).await?;
        self.save(ctx, work).await
    }

    async fn put(&self, ctx: &Ctx, id: GroupId, person: PersonId) -> Result<()> {
        ctx.require(Action::ManageGroups)?;
        self.change(ctx, id, person, true).await
    }

    async fn take(&self, ctx: &Ctx, id: GroupId, person: PersonId) -> Result<()> {
        ctx.require(Action::ManageGroups)?;
        self.change(ctx, id, person, false).await
    }
}
