//! The people of a tenant. What happens to somebody here happens to them in every engine the tenant has: the wants follow
//! from the rows, in the same transaction.

pub(crate) mod acts;
mod add;

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::{Action, Role},
    ctx::Ctx,
    id::PersonId,
    member::{Member, MemberState, NewMember, People, PeopleQuery},
    port,
};
use dezky_store::Work;

use self::acts::{Did, One, may_touch};
pub(super) use self::add::{add, admit};
use super::Shared;
use crate::provision::desire;

#[derive(Debug)]
pub struct Members {
    pub shared: Shared,
}

impl Members {
    /// Checks the right before a transaction is begun, which others would wait for.
    async fn begin(&self, ctx: &Ctx, action: Action) -> Result<Work> {
        ctx.require(action)?;
        Ok(self.shared.store.begin().await?)
    }

    const fn one<'a>(&'a self, ctx: &'a Ctx, work: &'a Work) -> One<'a> {
        One { work, shared: &self.shared, ctx }
    }

    async fn save(&self, ctx: &Ctx, work: Work, id: PersonId, did: Did) -> Result<()> {
        match did {
            Did::Same => return Ok(()),
            Did::Done => {}
            Did::Changed => desire::person(&work, &self.shared.config, ctx, id).await?,
        }
        self.shared.save(work).await
    }
}

#[async_trait]
impl port::Members for Members {
    async fn list(&self, ctx: &Ctx, query: &PeopleQuery) -> Result<People> {
        let scope = ctx.require(Action::ReadPeople)?;
        Ok(self.shared.store.people().list(&scope, query).await?)
    }

    async fn show(&self, ctx: &Ctx, person: PersonId) -> Result<Member> {
        let scope = ctx.require(Action::ReadPeople)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        self.shared.store.people().member(&scope, tenant.id, person).await?.ok_or(AppError::Missing)
    }

    async fn add(&self, ctx: &Ctx, new: NewMember) -> Result<Member> {
        ctx.require(Action::ManagePeople)?;
        may_touch(ctx, new.role)?;
        let tenant = ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let person = add(&work, &self.shared, ctx, &tenant, new).await?;
        self.shared.save(work).await?;
        self.show(ctx, person.id).await
    }

    async fn set_role(&self, ctx: &Ctx, id: PersonId, role: Role) -> Result<()> {
        let work = self.begin(ctx, Action::ManagePeople).await?;
        let did = self.one(ctx, &work).set_role(id, role).await?;
        self.save(ctx, work, id, did).await
    }

    async fn suspend(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        let work = self.begin(ctx, Action::ManagePeople).await?;
        let did = self.one(ctx, &work).set_state(id, MemberState::Suspended).await?;
        self.save(ctx, work, id, did).await
    }

    async fn resume(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        let work = self.begin(ctx, Action::ManagePeople).await?;
        let did = self.one(ctx, &work).set_state(id, MemberState::Active).await?;
        self.save(ctx, work, id, did).await
    }

    async fn remove(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        let work = self.begin(ctx, Action::ManagePeople).await?;
        let did = self.one(ctx, &work).remove(id).await?;
        self.save(ctx, work, id, did).await
    }

    async fn end_sessions(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        let work = self.begin(ctx, Action::HelpPeople).await?;
        let did = self.one(ctx, &work).end_sessions(id).await?;
        self.save(ctx, work, id, did).await
    }

    async fn reset_second_factor(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        let work = self.begin(ctx, Action::HelpPeople).await?;
        let did = self.one(ctx, &work).reset_second_factor(id).await?;
        self.save(ctx, work, id, did).await
    }

    async fn invite_again(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        let work = self.begin(ctx, Action::HelpPeople).await?;
        let did = self.one(ctx, &work).invite_again(id).await?;
        self.save(ctx, work, id, did).await
    }

    async fn send_link(&self, ctx: &Ctx, id: PersonId) -> Result<()> {
        let work = self.begin(ctx, Action::HelpPeople).await?;
        let did = self.one(ctx, &work).send_link(id).await?;
        self.save(ctx, work, id, did).await
    }
}
