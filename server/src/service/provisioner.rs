//! How far tenants are in the engines: what a page shows of it, and what an operator may do about it.

use std::collections::BTreeMap;

use async_trait::async_trait;
use dezky_connect::{
    engine::{Call, Wanted},
    zulip,
};
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::Outcome,
    ctx::{Ctx, Scope},
    id::{ResourceId, TenantId},
    port,
    provision::{JobRow, Owner, Provisioning, Repair, RepairPlan, RunState, Standing, StepState, TroubleKind},
    tenant::{Slug, Tenant},
};
use dezky_store::{Resource, Work};

use super::{Shared, audit};
use crate::provision::{client_secret, desire};

#[derive(Debug)]
pub struct Provisioner {
    pub shared: Shared,
}

impl Provisioner {
    async fn tenant(&self, scope: &Scope, slug: &Slug) -> Result<Tenant> {
        self.shared.store.tenants().by_slug(scope, slug).await?.ok_or(AppError::Missing)
    }

    /// A change of a tenant's provisioning, recorded, and a worker woken.
    async fn change<Changed>(&self, ctx: &Ctx, slug: &Slug, action: &str, changed: Changed) -> Result<()>
    where
        Changed: AsyncFnOnce(&Work, TenantId) -> dezky_store::Result<()> + Send,
    {
        let scope = ctx.require(Action::Provision)?;
        let tenant = self.tenant(&scope, slug).await?;
        let work = self.shared.store.begin().await?;
        if work.plans().of(tenant.id).await?.is_none() {
            return Err(AppError::Missing);
        }
        changed(&work, tenant.id).await?;
        let event = audit::event(ctx, action, Outcome::Done, audit::tenant_target(&tenant));
        work.audit().record(&[audit::of_tenant(event, &tenant)]).await?;
        desire::wake(&work, ctx, Some(tenant.id)).await?;
        self.shared.save(work).await
    }

    /// What would be done for one resource, by looking now.
    async fn repair_of(&self, owner: &Owner, step: &Resource) -> Result<Repair> {
        let mut repair = Repair {
            id: step.id,
            name: step.name(),
            differences: step.differences.clone(),
            calls: Vec::new(),
            trouble: None,
        };
        let Some(line) = self.shared.engines.get(repair.name.system) else {
            // Where only workers reach Zulip: what they saw stands in the differences, and there is one way to mend it.
            let missing = zulip::creation(&step.spec).filter(|_| step.standing == Standing::Present);
            repair.calls = missing.iter().map(Call::planned).collect();
            return Ok(repair);
        };
        let secret = match client_secret(&self.shared.store, &self.shared.keys, owner, &step.spec).await? {
            Ok(secret) => secret,
            Err(trouble) => return Ok(Repair { trouble: Some(trouble), ..repair }),
        };
        let wanted = Wanted {
            owner,
            spec: &step.spec,
            standing: step.standing,
            external: step.external.as_deref(),
            secret: secret.as_ref(),
        };
        let planned = match line.engine.observe(&wanted).await {
            Ok(seen) => line.engine.compare(&wanted, &seen),
            Err(trouble) => Err(trouble),
        };
        match planned {
            Ok(comparison) => {
                repair.calls = comparison.calls.iter().map(Call::planned).collect();
                repair.differences = comparison.differences;
            }
            Err(trouble) => repair.trouble = Some(trouble),
        }
        Ok(repair)
    }
}

/// What takes its time in the engine, such as keys, is work and no trouble.
fn shown_state(one: &Resource) -> StepState {
    let in_work = one.state == StepState::Trying
        && one.trouble.as_ref().is_some_and(|trouble| trouble.kind == TroubleKind::NotYet);
    if in_work { StepState::Waiting } else { one.state }
}

/// What shall not be there and never was: a share that a role doesn't give. It is looked after, and nothing to show.
fn never_was(one: &Resource) -> bool {
    one.standing == Standing::Gone && one.state == StepState::Done && one.external.is_none() && one.tries == 0
}

/// The whole, worst first.
#[must_use]
pub fn run_state(paused: bool, states: impl Iterator<Item = StepState> + Clone) -> RunState {
    let any = |wanted: StepState| states.clone().any(|state| state == wanted);
    if paused {
        RunState::Paused
    } else if any(StepState::Failed) {
        RunState::Failed
    } else if any(StepState::Trying) {
        RunState::Trying
    } else if any(StepState::Waiting) || any(StepState::Running) {
        RunState::Working
    } else if any(StepState::Cancelled) {
        RunState::Cancelled
    } else if any(StepState::Drifted) {
        RunState::Drifted
    } else {
        RunState::AsWanted
    }
}

#[async_trait]
impl port::Provisioner for Provisioner {
    async fn show(&self, ctx: &Ctx, slug: &Slug) -> Result<Option<Provisioning>> {
        let scope = ctx.require(Action::ReadTenants)?;
        let tenant = self.tenant(&scope, slug).await?;
        let Some(plan) = self.shared.store.plans().of(&scope, tenant.id).await? else { return Ok(None) };
        // Read before the steps: a page that is older than its version looks again, one that is newer never would.
        let version = self.shared.store.resources().version(&scope, Some(tenant.id)).await?;
        let resources = self.shared.store.resources().of(&scope, Some(tenant.id)).await?;
        Ok(Some(Provisioning {
            state: run_state(plan.paused, resources.iter().map(shown_state)),
            steps: resources.iter().filter(|one| !never_was(one)).map(Resource::step).collect(),
            extras: plan.extras,
            services: plan.services,
            looked: plan.looked,
            paused: plan.paused,
            closes: plan.closes,
            version,
        }))
    }

    async fn states(&self, ctx: &Ctx) -> Result<BTreeMap<TenantId, RunState>> {
        let scope = ctx.require(Action::ReadTenants)?;
        let all = self.shared.store.resources().summaries(&scope).await?;
        Ok(all.iter().map(|one| (one.tenant, run_state(one.paused, one.states.keys().copied()))).collect())
    }

    async fn version(&self, ctx: &Ctx, slug: &Slug) -> Result<i64> {
        let scope = ctx.require(Action::ReadTenants)?;
        let tenant = self.tenant(&scope, slug).await?;
        Ok(self.shared.store.resources().version(&scope, Some(tenant.id)).await?)
    }

    async fn again(&self, ctx: &Ctx, slug: &Slug, from: Option<ResourceId>) -> Result<()> {
        let scope = ctx.require(Action::Provision)?;
        let tenant = self.tenant(&scope, slug).await?;
        let steps = self.shared.store.resources().of(&scope, Some(tenant.id)).await?;
        let position = match from {
            None => None,
            Some(id) => Some(steps.iter().find(|step| step.id == id).ok_or(AppError::Missing)?.position),
        };
        self.change(ctx, slug, "provision.again", async |work: &Work, tenant| {
            work.plans().set_cancelled(tenant, false).await?;
            work.resources().again(Some(tenant), position, None).await.map(drop)
        })
        .await
    }

    async fn cancel(&self, ctx: &Ctx, slug: &Slug) -> Result<()> {
        self.change(ctx, slug, "provision.cancel", async |work: &Work, tenant| {
            work.plans().set_cancelled(tenant, true).await?;
            work.resources().cancel(Some(tenant)).await.map(drop)
        })
        .await
    }

    async fn pause(&self, ctx: &Ctx, slug: &Slug, paused: bool) -> Result<()> {
        let action = if paused { "provision.pause" } else { "provision.resume" };
        self.change(ctx, slug, action, async |work: &Work, tenant| {
            work.plans().set_paused(tenant, paused).await.map(drop)
        })
        .await
    }

    async fn look(&self, ctx: &Ctx, slug: &Slug) -> Result<()> {
        self.change(ctx, slug, "provision.look", async |work: &Work, tenant| {
            work.plans().look_now(tenant).await.map(drop)
        })
        .await
    }

    async fn plan(&self, ctx: &Ctx, slug: &Slug, ids: &[ResourceId]) -> Result<RepairPlan> {
        let scope = ctx.require(Action::Provision)?;
        let tenant = self.tenant(&scope, slug).await?;
        let resources = self.shared.store.resources().of(&scope, Some(tenant.id)).await?;
        let owner = Owner { tenant: Some((tenant.id, tenant.slug)) };
        let mut repairs = Vec::new();
        for step in resources.iter().filter(|step| ids.contains(&step.id)) {
            repairs.push(self.repair_of(&owner, step).await?);
        }
        Ok(RepairPlan { repairs })
    }

    async fn repair(&self, ctx: &Ctx, slug: &Slug, ids: &[ResourceId]) -> Result<()> {
        let (by, request) = desire::by(ctx);
        self.change(ctx, slug, "provision.repair_asked", async |work: &Work, tenant| {
            work.resources().repair(Some(tenant), ids, by.as_deref(), Some(&request)).await.map(drop)
        })
        .await
    }

    async fn jobs(&self, ctx: &Ctx) -> Result<Vec<JobRow>> {
        let scope = ctx.require(Action::ReadJobs)?;
        Ok(self.shared.store.jobs().list(&scope, None, None, 200).await?)
    }
}
