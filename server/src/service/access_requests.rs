//! Wishes to be let into a workspace: who is signed in and belongs nowhere asks, who manages the people there answers.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::{Action, Role},
    audit::Outcome,
    ctx::{Ctx, Host, Scope},
    error::Why,
    id::{AccessRequestId, JobId},
    me::{AccessRequest, OwnRequest},
    member::{Email, MemberState, Person},
    port,
    provision::Spec,
    tenant::{Tenant, parse_domain},
};
use dezky_store::Work;

use super::{
    Shared, audit,
    members::acts::{change, of},
    settings,
};
use crate::provision::desire;

/// In characters.
const LONGEST: usize = 500;

#[derive(Debug)]
pub struct AccessRequests {
    pub shared: Shared,
}

impl AccessRequests {
    /// The tenant whose domain it is: of an address, or as it is.
    async fn tenant(&self, address: &str) -> Result<Tenant> {
        let wrong = || Why("wrong-email").at("address");
        let domain = match Email::parse(address) {
            Ok(email) => email.domain().to_owned(),
            Err(_) => parse_domain(address.trim()).map_err(|_| wrong())?,
        };
        let scope = Scope::any_tenant("whoever knows a domain may ask to be let in there");
        let tenant = self.shared.store.tenants().by_domain(&scope, &domain).await?;
        tenant.filter(|tenant| desire::open(tenant.state)).ok_or_else(|| Why("no-workspace").at("address"))
    }

    async fn welcome(&self, ctx: &Ctx, work: &Work, tenant: &Tenant, person: &Person) -> Result<()> {
        let Some(email) = work.people().address(person.id).await? else { return Ok(()) };
        if work.plans().of(tenant.id).await?.is_none() {
            return Ok(());
        }
        let letter = JobId::new(ctx.clock.as_ref()).to_string();
        let language = settings::language(&self.shared.store, ctx).await?;
        let (name, to) = (person.name.clone(), email.clone());
        let spec = Spec::Invitation { person: person.id, email, name, to, language, letter, recovery: false };
        desire::act(work, ctx, tenant.id, spec).await
    }
}

#[async_trait]
impl port::AccessRequests for AccessRequests {
    async fn ask(&self, ctx: &Ctx, address: &str, why: &str) -> Result<()> {
        let scope = ctx.require(Action::EditMe)?;
        let (Host::Platform, Some(acting)) = (&ctx.host, ctx.acting()) else { return Err(AppError::Missing) };
        let why = why.trim();
        if why.chars().count() > LONGEST || why.chars().any(|c| c.is_control() && c != '\n' && c != '\r') {
            return Err(Why("wrong-request-why").at("why"));
        }
        let tenant = self.tenant(address).await?;
        let everywhere = Scope::any_tenant("who is known there already needs no letting in");
        let work = self.shared.store.begin().await?;
        if work.people().role_in(&everywhere, tenant.id, acting.person).await?.is_some() {
            return Err(AppError::Conflict { field: "address", why: Why("request-member") });
        }
        let id = AccessRequestId::new(ctx.clock.as_ref());
        if !work.access_requests().insert(&scope, id, tenant.id, why, ctx.now()).await? {
            return Err(AppError::Conflict { field: "address", why: Why("request-open") });
        }
        let event = audit::event(ctx, "request.ask", Outcome::Done, audit::tenant_target(&tenant));
        work.audit().record(&[audit::of_tenant(event, &tenant)]).await?;
        self.shared.save(work).await
    }

    async fn mine(&self, ctx: &Ctx) -> Result<Vec<OwnRequest>> {
        let scope = ctx.require(Action::ReadMe)?;
        Ok(self.shared.store.access_requests().mine(&scope).await?)
    }

    async fn open(&self, ctx: &Ctx) -> Result<Vec<AccessRequest>> {
        let scope = ctx.require(Action::ManagePeople)?;
        Ok(self.shared.store.access_requests().list(&scope).await?)
    }

    async fn accept(&self, ctx: &Ctx, id: AccessRequestId) -> Result<()> {
        let scope = ctx.require(Action::ManagePeople)?;
        let tenant = ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let asked = work.access_requests().answer(&scope, tenant.id, id).await?.ok_or(AppError::Missing)?;
        if work.people().role_in(&scope, tenant.id, asked.person).await?.is_some() {
            return Err(AppError::Conflict { field: "", why: Why("taken-member") });
        }
        let (role, state) = (Role::Member, MemberState::Active);
        work.people().grant(&scope, tenant.id, asked.person, role, state, ctx.now()).await?;
        let person = work.people().of_tenant(&scope, tenant.id, asked.person).await?.ok_or(AppError::Missing)?;
        let mut event = of(ctx, "request.accept", &tenant, &person);
        event.words.insert("role".to_owned(), role.word().to_owned());
        event.changes.push(change("role", None, Some(role.word())));
        work.audit().record(&[event]).await?;
        desire::person(&work, &self.shared.config, ctx, person.id).await?;
        self.welcome(ctx, &work, &tenant, &person).await?;
        self.shared.save(work).await
    }

    async fn decline(&self, ctx: &Ctx, id: AccessRequestId) -> Result<()> {
        let scope = ctx.require(Action::ManagePeople)?;
        let tenant = ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let AccessRequest { person, name, email, .. } =
            work.access_requests().answer(&scope, tenant.id, id).await?.ok_or(AppError::Missing)?;
        let person = Person { id: person, name, email, platform: None };
        work.audit().record(&[of(ctx, "request.decline", &tenant, &person)]).await?;
        self.shared.save(work).await
    }
}
