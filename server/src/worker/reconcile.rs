//! Brings tenants to what they shall be. A worker has one tenant at a time, for a lease; it takes the tenant's steps in
//! their order, each `observe → compare → apply → observe`, and commits what came of each together with its audit record,
//! only while the lease is its own. A worker that is killed loses nothing: whoever comes next looks at what is there.

mod bring;
mod commit;
mod learn;

use std::{future::Future, pin::pin, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    AppError, Result,
    ctx::{Ctx, Scope},
    id::{JobId, TenantId},
    provision::{Owner, ResourceName, StepState, Trouble, TroubleKind},
};
use dezky_store::{Job, PlanRow, Resource};

use self::commit::Commit;
use crate::{
    provision::{desire, engines::Line, order},
    state::State,
    worker::heartbeat::EVERY,
};

/// How long to wait for work that another process asked for.
const LOOK: Duration = Duration::from_secs(1);

/// What one claim may do before the next tenant has its turn.
const SLICE_STEPS: usize = 40;
const SLICE_TIME: TimeDelta = TimeDelta::seconds(10);

/// Runs until everything stops; several side by side.
pub async fn run(state: State, number: usize) {
    let worker = format!("{}#{number}", state.process);
    while !state.stop.is_cancelled() {
        state.heartbeats.beat("reconcile");
        let idle = match next(&state, &worker).await {
            Ok(worked) => !worked,
            Err(error) => {
                tracing::error!(%error, "provisioning could not go on; trying again");
                true
            }
        };
        if idle {
            tokio::select! {
                () = state.stop.cancelled() => return,
                () = state.wanted.notified() => {}
                () = tokio::time::sleep(LOOK) => {}
            }
        }
    }
}

/// Works at one tenant. False when none is due.
///
/// # Errors
/// `Fault` from the store: the lease runs out and the tenant is claimed again.
pub async fn next(state: &State, worker: &str) -> Result<bool> {
    let lease = TimeDelta::seconds(state.config.provision.lease_seconds);
    let work = state.store.begin().await?;
    let job = work.jobs().claim(desire::RECONCILE, worker, state.clock.now(), lease).await?;
    work.save().await?;
    let Some(job) = job else { return Ok(false) };
    let tenant = match job.key.as_str() {
        desire::PLATFORM => None,
        key => Some(key.parse::<TenantId>().map_err(|_| AppError::Fault)?),
    };
    let mut turn = Turn::new(state, tenant, &job, lease);
    match turn.run().await {
        Ok(Some(at)) => turn.later(at).await?,
        Ok(None) => turn.finish().await?,
        Err(Stop::Cancelled) => turn.later(state.clock.now()).await?,
        Err(Stop::Lost) => tracing::warn!(?tenant, worker, "the lease was lost; another worker goes on"),
        Err(Stop::Failed(error)) => {
            turn.retry(job.attempts, &error).await?;
            return Err(error);
        }
    }
    Ok(true)
}

/// Why a turn ends before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// Somebody else has the tenant now.
    Lost,
    /// A step was cancelled while the turn was at it.
    Cancelled,
    Failed(AppError),
}

impl From<AppError> for Stop {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

impl From<dezky_store::StoreError> for Stop {
    fn from(error: dezky_store::StoreError) -> Self {
        Self::Failed(error.into())
    }
}

/// One worker's turn at one tenant.
pub(super) struct Turn<'a> {
    state: &'a State,
    tenant: Option<TenantId>,
    job: JobId,
    token: i64,
    lease: TimeDelta,
    /// Until when the lease is ours, as we wrote it.
    until: DateTime<Utc>,
    begun: DateTime<Utc>,
    ctx: Ctx,
    plan: Option<PlanRow>,
}

impl<'a> Turn<'a> {
    fn new(state: &'a State, tenant: Option<TenantId>, job: &Job, lease: TimeDelta) -> Self {
        let ctx = Ctx::service("provisioner", std::sync::Arc::clone(&state.clock));
        let begun = state.clock.now();
        Self { state, tenant, job: job.id, token: job.token, lease, until: begun + lease, begun, ctx, plan: None }
    }

    /// Says when to come back; never when there is nothing more to do until somebody asks or the next look is due.
    async fn run(&mut self) -> Result<Option<DateTime<Utc>>, Stop> {
        let scope = Scope::any_tenant("a worker brings every tenant to what it shall be");
        let mut owner = Owner { tenant: None };
        if let Some(id) = self.tenant {
            self.plan = self.state.store.plans().of(&scope, id).await?;
            if self.plan.is_none() {
                return Ok(None);
            }
            let Some(tenant) = self.state.store.tenants().by_id(&scope, id).await? else { return Ok(None) };
            owner.tenant = Some((tenant.id, tenant.slug));
        }
        let mut steps = self.state.store.resources().of(&scope, self.tenant).await?;
        let paused = self.plan.as_ref().is_some_and(|plan| plan.paused);
        let look = self.look(&steps).filter(|_| !paused);
        let mut same = Vec::new();
        let mut taken = 0;
        for at in 0..steps.len() {
            let waits = paused && !order::cuts(&steps[at]) || order::waits_for(&steps[at], &steps).is_some();
            if waits || !self.is_due(&steps[at], look) {
                continue;
            }
            if taken >= SLICE_STEPS || self.state.clock.now() - self.begun > SLICE_TIME {
                self.same(&same).await?;
                return Ok(Some(self.state.clock.now()));
            }
            let outcome = self.bring(&owner, &steps[at]).await?;
            taken += usize::from(!matches!(outcome, Commit::Same));
            match outcome {
                Commit::Same => same.push((steps[at].id, steps[at].generation)),
                outcome => self.commit(&mut steps[at], outcome).await?,
            }
        }
        self.same(&same).await?;
        if look.is_some() {
            self.looked(&owner, &steps, look).await?;
        }
        if self.is_over(&steps) {
            self.over().await?;
            return Ok(None);
        }
        let again = self.next_at(&steps, paused);
        // Nobody asks for the platform's own look: it comes back by itself.
        let look = self.tenant.is_none().then(|| self.begun + self.look_every());
        Ok(again.into_iter().chain(look).min())
    }

    fn look_every(&self) -> TimeDelta {
        TimeDelta::seconds(self.state.config.provision.look_seconds)
    }

    /// Since when everything is to be looked at again; a look goes on where the last turn left it. The platform's own is
    /// short, and begins whenever the last one is long ago.
    fn look(&self, steps: &[Resource]) -> Option<DateTime<Utc>> {
        if self.tenant.is_some() {
            return self.plan.as_ref()?.look_since;
        }
        let long_ago = |step: &Resource| step.looked_at.is_none_or(|at| self.begun - at >= self.look_every());
        steps.iter().all(long_ago).then_some(self.begun)
    }

    fn is_due(&self, step: &Resource, look: Option<DateTime<Utc>>) -> bool {
        let now = self.state.clock.now();
        match step.state {
            StepState::Waiting | StepState::Running | StepState::Trying => step.next_try.is_none_or(|at| at <= now),
            StepState::Done | StepState::Drifted | StepState::Failed => {
                let to_come = look.is_some_and(|since| step.looked_at.is_none_or(|at| at <= since));
                to_come && !(step.name().kind.is_act() && step.state == StepState::Done)
            }
            StepState::Cancelled => false,
        }
    }

    /// The earliest of what is tried again by itself.
    fn next_at(&self, steps: &[Resource], paused: bool) -> Option<DateTime<Utc>> {
        let goes = |step: &&Resource| !paused || order::cuts(step);
        let open = steps.iter().filter(goes).filter(|step| order::waits_for(step, steps).is_none());
        let again =
            |step: &&Resource| matches!(step.state, StepState::Waiting | StepState::Running | StepState::Trying);
        open.filter(again).filter_map(|step| step.next_try).min()
    }

    /// Everything of a tenant that is deleted is gone.
    fn is_over(&self, steps: &[Resource]) -> bool {
        self.plan.as_ref().is_some_and(|plan| plan.deleting)
            && steps.iter().all(|step| step.state == StepState::Done && step.seen_generation == step.generation)
    }

    /// Before each call: a lease that would end during it is renewed, and one that is lost ends the turn. A call takes
    /// its time-out at most, which is less than half of a lease, or goes on while `meanwhile` renews it.
    pub(super) async fn keep(&mut self) -> Result<(), Stop> {
        let now = self.state.clock.now();
        if now + self.lease / 2 < self.until {
            return Ok(());
        }
        let work = self.state.store.begin().await?;
        self.hold(&work).await?;
        work.save().await?;
        Ok(())
    }

    /// Waits for an engine and keeps the lease: a realm of Zulip's can be minutes in the making, and the next one waits.
    pub(super) async fn meanwhile<T>(&mut self, doing: impl Future<Output = T>) -> Result<T, Stop> {
        let often = (self.lease / 3).to_std().unwrap_or(EVERY).min(EVERY);
        let mut doing = pin!(doing);
        loop {
            if let Ok(done) = tokio::time::timeout(often, &mut doing).await {
                return Ok(done);
            }
            self.state.heartbeats.beat("reconcile");
            self.keep().await?;
        }
    }

    /// The fence: within the transaction that commits, the lease is renewed, or nothing is committed.
    pub(super) async fn hold(&mut self, work: &dezky_store::Work) -> Result<(), Stop> {
        let until = self.state.clock.now() + self.lease;
        if !work.jobs().hold(self.job, self.token, until).await? {
            return Err(Stop::Lost);
        }
        self.until = until;
        self.state.heartbeats.beat("reconcile");
        Ok(())
    }

    async fn later(&self, at: DateTime<Utc>) -> Result<()> {
        let work = self.state.store.begin().await?;
        work.jobs().later(self.job, self.token, at).await?;
        Ok(work.save().await?)
    }

    /// After what isn't any step's: the store was busy, or a row can't be read. Ever more seldom, and told on the page of
    /// jobs.
    async fn retry(&self, attempts: u32, error: &AppError) -> Result<()> {
        let wait = TimeDelta::seconds(1) * (1_i32 << attempts.min(8));
        let work = self.state.store.begin().await?;
        work.jobs().retry(self.job, self.token, self.state.clock.now() + wait, &error.to_string()).await?;
        Ok(work.save().await?)
    }

    async fn finish(&self) -> Result<()> {
        let work = self.state.store.begin().await?;
        work.jobs().finish(self.job, self.token).await?;
        Ok(work.save().await?)
    }

    /// The engine of a step, and a place at it.
    pub(super) fn line(&self, name: &ResourceName) -> Result<&'a Line, Trouble> {
        self.state.engines.get(name.system).ok_or_else(|| {
            dezky_connect::engine::trouble(
                TroubleKind::Rejected,
                None,
                &format!("{} is not configured", name.system.name()),
            )
        })
    }
}
