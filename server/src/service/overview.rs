//! A tenant at a glance: what works, what waits for somebody.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::Source,
    ctx::{Ctx, Scope},
    id::TenantId,
    member::PeopleQuery,
    overview::{Fares, Health, Overview as Glance, PeopleCount, Storage},
    port,
    provision::{Kind, Standing, StepState, TroubleKind},
};
use dezky_store::Resource;

use super::Shared;

#[derive(Debug)]
pub struct Overview {
    pub shared: Shared,
}

/// An engine by the worst of what is wanted of it. None where nothing is.
fn health(system: Source, resources: &[Resource]) -> Option<Health> {
    let own: Vec<&Resource> = resources.iter().filter(|one| one.name().system == system && !is_over(one)).collect();
    let is_troubled = |one: &&&Resource| {
        let asked = one.trouble.as_ref().is_some_and(|trouble| trouble.kind != TroubleKind::NotYet);
        one.state == StepState::Failed || one.state == StepState::Trying && asked
    };
    let trouble = own.iter().filter(is_troubled).count() as u64;
    let fares = if trouble > 0 {
        Fares::InTrouble
    } else if own.iter().all(|one| matches!(one.state, StepState::Done | StepState::Drifted | StepState::Cancelled)) {
        Fares::AsWanted
    } else {
        Fares::BeingMade
    };
    (!own.is_empty()).then_some(Health { system, fares, trouble })
}

/// What is removed, or was done once, tells nothing about how an engine fares now.
fn is_over(one: &Resource) -> bool {
    one.state == StepState::Done && (one.standing == Standing::Gone || one.name().kind.is_act())
}

/// Of the main space, which is the largest.
fn storage(quota: u64, resources: &[Resource]) -> Storage {
    let spaces = resources.iter().filter(|one| one.name().kind == Kind::Space && one.standing == Standing::Present);
    let fact = |one: &Resource, name: &str| one.seen.get(name).and_then(|text| text.parse::<u64>().ok());
    let main = spaces.max_by_key(|one| fact(one, "quota").unwrap_or_default());
    Storage { quota, used: main.and_then(|main| fact(main, "used")) }
}

impl Overview {
    async fn people(&self, scope: &Scope) -> Result<PeopleCount> {
        let people = self.shared.store.people().list(scope, &PeopleQuery::default()).await?;
        Ok(PeopleCount { active: people.active, invited: people.invited, suspended: people.suspended })
    }

    async fn provisioned(&self, scope: &Scope, tenant: TenantId, glance: &mut Glance) -> Result<()> {
        let store = &self.shared.store;
        let Some(plan) = store.plans().of(scope, tenant).await? else { return Ok(()) };
        let resources = store.resources().of(scope, Some(tenant)).await?;
        glance.services = Source::ALL.iter().filter_map(|source| health(*source, &resources)).collect();
        glance.storage = plan.services.files.then(|| storage(plan.services.quota, &resources));
        Ok(())
    }
}

#[async_trait]
impl port::Overview for Overview {
    async fn show(&self, ctx: &Ctx) -> Result<Glance> {
        let scope = ctx.require(Action::ReadOverview)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?.id;
        let store = &self.shared.store;
        let mut glance = Glance::default();
        self.provisioned(&scope, tenant, &mut glance).await?;
        if ctx.may(Action::ReadPeople) {
            glance.people = Some(self.people(&scope).await?);
        }
        if ctx.may(Action::ReadDomains) {
            glance.domains = Some(store.glance().domains(&scope, tenant).await?);
        }
        if ctx.may(Action::ManagePeople) {
            glance.requests = Some(store.glance().requests(&scope, tenant).await?);
        }
        if ctx.may(Action::ManagePartners) {
            glance.partners = Some(store.grants().count(&scope, tenant, ctx.now()).await?);
        }
        Ok(glance)
    }
}
