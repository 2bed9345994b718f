//! Does what was begun to many at once: a step of rows in one transaction, in the name of who asked, with the rights that
//! they have now. The job is given back after each step, in the step's own transaction: a worker that is killed, or lost
//! its lease, leaves nothing half done, and others get their turn between.

use std::{collections::BTreeSet, sync::Arc};

use chrono::TimeDelta;
use dezky_domain::{
    AppError, Result,
    audit::{Actor, ActorKind, Outcome},
    batch::{BatchState, RowState},
    ctx::{Acting, Actor as By, Ctx, Host, Preferences, Scope},
    id::{BatchId, PersonId, RequestId, SessionId},
};
use dezky_store::{BatchHead, Job, WaitingRow, Work};

use super::queue;
use crate::{
    auth::identify,
    provision::desire,
    service::{
        Shared,
        batches::{self, row},
        members::acts::One,
    },
    state::State,
};

/// The kind of job that does a batch. Its key is the batch's id.
pub const BATCH: &str = "batch";

const LEASE: TimeDelta = TimeDelta::seconds(120);
/// Rows in one transaction: others wait for it.
const STEP: u64 = 100;
/// Attempts at a step after which a row that breaks it is given up.
const PATIENCE: u32 = 5;

/// Does one step of one batch. False when there is none.
///
/// # Errors
/// `Fault` from the store: the lease runs out and the job is claimed again.
pub async fn next(state: &State) -> Result<bool> {
    let work = state.store.begin().await?;
    let job = work.jobs().claim(BATCH, "batches", state.clock.now(), LEASE).await?;
    work.save().await?;
    let Some(job) = job else { return Ok(false) };
    if let Err(error) = step(state, &job).await {
        queue::again(state, &job, &error).await?;
    }
    Ok(true)
}

async fn step(state: &State, job: &Job) -> Result<()> {
    let id: BatchId = job.key.parse().map_err(|_| AppError::Fault)?;
    let scope = Scope::any_tenant("a worker does what was begun, whosever it is");
    let Some(head) = state.store.batches().head(&scope, id).await? else { return finish(state, job).await };
    let ctx = in_the_name_of(state, &head).await?;
    let shared = state.shared();
    let work = state.store.begin().await?;
    if !work.jobs().hold(job.id, job.token, state.clock.now() + LEASE).await? {
        return Ok(());
    }
    let batch = work.batches().head(&scope, id).await?.filter(|batch| batch.state == BatchState::Running);
    let Some(batch) = batch else {
        drop(work);
        return finish(state, job).await;
    };
    let ours = if ctx.require(batch.deed.action()).is_err() {
        stop(state, &work, &batch).await?;
        work.jobs().finish(job.id, job.token).await?
    } else {
        let rows = work.batches().waiting(id, STEP).await?;
        let ctx = Ctx { request: RequestId::kept(named(&batch, &rows)), ..ctx };
        let one = One { work: &work, shared: &shared, ctx: &ctx };
        let changed = act(one, &batch, &rows, job.attempts >= PATIENCE).await?;
        settle(&work, &shared, &ctx, &changed).await?;
        if (rows.len() as u64) < STEP {
            work.batches().turn(id, BatchState::Running, BatchState::Done, Some(ctx.now())).await?;
            work.jobs().finish(job.id, job.token).await?
        } else {
            work.jobs().later(job.id, job.token, ctx.now()).await?
        }
    };
    if ours { shared.save(work).await } else { Ok(()) }
}

async fn finish(state: &State, job: &Job) -> Result<()> {
    let work = state.store.begin().await?;
    work.jobs().finish(job.id, job.token).await?;
    Ok(work.save().await?)
}

/// Each row by itself: what one of them leaves behind when it fails is taken back.
async fn act(one: One<'_>, batch: &BatchHead, rows: &[WaitingRow], give_up: bool) -> Result<BTreeSet<PersonId>> {
    let mut changed = BTreeSet::new();
    for waiting in rows {
        one.work.mark().await?;
        let (state, why) = match row::act(one, &batch.deed, waiting).await {
            Ok(outcome) => {
                one.work.keep().await?;
                changed.extend(outcome.changed);
                (outcome.state, None)
            }
            Err(error) => {
                let broken = give_up.then_some(("", "batch-broken"));
                let Some(why) = row::why(&error).or(broken) else { return Err(error) };
                one.work.undo().await?;
                (RowState::Failed, Some(why))
            }
        };
        one.work.batches().settle(batch.id, waiting.number, state, why).await?;
    }
    Ok(changed)
}

/// What the changes mean in the engines, once for each tenant that they concern.
async fn settle(work: &Work, shared: &Shared, ctx: &Ctx, changed: &BTreeSet<PersonId>) -> Result<()> {
    let mut tenants = BTreeSet::new();
    for person in changed {
        tenants.extend(work.people().tenants_of(*person).await?);
    }
    for tenant in tenants {
        desire::tenant(work, &shared.config, ctx, tenant).await?;
    }
    Ok(())
}

/// Who asked may not any more.
async fn stop(state: &State, work: &Work, batch: &BatchHead) -> Result<()> {
    let rest = work.batches().fail_rest(batch.id, "batch-right-lost").await?;
    work.batches().turn(batch.id, BatchState::Running, BatchState::Done, Some(state.clock.now())).await?;
    let ctx = Ctx::service("batches", Arc::clone(&state.clock));
    let mut event = batches::of(&ctx, "batch.stop", batch, rest);
    event.outcome = Outcome::Failed;
    event.actor = Actor { kind: ActorKind::Service, id: None, name: Some("batches".to_owned()) };
    event.on_behalf = Some(batch.by_name.clone());
    event.request = Some(batch.request.clone());
    work.audit().record(&[event]).await?;
    Ok(())
}

/// Each step is a story of its own: one of ten thousand people would be read again with every step of provisioning that
/// belongs to it.
fn named(batch: &BatchHead, rows: &[WaitingRow]) -> String {
    format!("{}.{}", batch.request, rows.first().map_or(0, |row| row.number))
}

/// Whoever began it, with the role that they have now.
async fn in_the_name_of(state: &State, batch: &BatchHead) -> Result<Ctx> {
    let scope = Scope::any_tenant("finds out what who asked may do now");
    let tenant = state.store.tenants().by_id(&scope, batch.tenant).await?.ok_or(AppError::Fault)?;
    let person = state.store.people().by_id(&scope, batch.by).await?.ok_or(AppError::Fault)?;
    let (role, let_in) = identify::role_in(&state.store, &tenant, person.id, state.clock.now()).await?;
    let (partner, until) = let_in.map(|let_in| (let_in.partner, let_in.until)).unzip();
    let acting = Acting {
        person: person.id,
        session: SessionId::from_uuid(batch.id.uuid()),
        name: person.name,
        email: person.email,
        role,
        platform: None,
        partner,
        until,
    };
    Ok(Ctx {
        actor: By::Person(acting),
        host: Host::Tenant(Arc::new(tenant)),
        request: RequestId::kept(batch.request.clone()),
        preferences: Preferences { language: batch.language, dark: None },
        ..Ctx::service("batches", Arc::clone(&state.clock))
    })
}
