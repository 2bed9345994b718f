//! Durable jobs, asked for in the transaction of the act that wants them. A claim is a lease with a fencing token: a
//! worker that lost its lease can't say that it is done.

use std::time::Duration;

use chrono::TimeDelta;
use dezky_domain::{AppError, Result, audit::Source, id::TenantId, tenant::ObjectKind};
use dezky_store::Job;
use serde::Deserialize;

use crate::state::State;

/// Gives a tenant the events that came before its object was known. The payload is [`Reattribute`].
pub const REATTRIBUTE: &str = "reattribute";

const LOOK: Duration = Duration::from_secs(2);
const LEASE: TimeDelta = TimeDelta::seconds(60);

/// Events changed in one transaction: SQLite has one writer, and sign-ins wait for it.
const STEP: u64 = 500;

#[derive(Debug, Deserialize)]
struct Reattribute {
    /// Jobs of before had none.
    #[serde(default = "ocis")]
    source: Source,
    kind: String,
    id: String,
    tenant: TenantId,
}

const fn ocis() -> Source {
    Source::Ocis
}

pub async fn run(state: State) {
    while !state.stop.is_cancelled() {
        state.heartbeats.beat("queue");
        match next(&state).await {
            Ok(true) => {}
            Ok(false) => {
                if !super::pause(&state, LOOK).await {
                    return;
                }
            }
            Err(error) => {
                tracing::error!(%error, "the queue could not be read; trying again");
                if !super::pause(&state, LOOK).await {
                    return;
                }
            }
        }
    }
}

/// Does one job, or a step of one. False when there is none.
///
/// # Errors
/// `Fault` from the store: the lease runs out and the job is claimed again.
pub async fn next(state: &State) -> Result<bool> {
    // Both, so that neither keeps the other waiting.
    let (objects, batches) = (next_object(state).await?, super::batches::next(state).await?);
    Ok(objects || batches)
}

async fn next_object(state: &State) -> Result<bool> {
    let work = state.store.begin().await?;
    let job = work.jobs().claim(REATTRIBUTE, "queue", state.clock.now(), LEASE).await?;
    work.save().await?;
    let Some(job) = job else { return Ok(false) };
    match reattribute(state, &job).await {
        Ok(given) => {
            let work = state.store.begin().await?;
            let ours = work.jobs().finish(job.id, job.token).await?;
            work.save().await?;
            tracing::info!(given, ours, object = job.key, "events given to their tenant");
        }
        Err(error) => again(state, &job, &error).await?,
    }
    Ok(true)
}

/// Later, the longer the more often it failed.
///
/// # Errors
/// `Fault` from the store.
pub(super) async fn again(state: &State, job: &Job, error: &AppError) -> Result<()> {
    let wait = TimeDelta::seconds(2_i64.pow(job.attempts.min(8)));
    let work = state.store.begin().await?;
    work.jobs().retry(job.id, job.token, state.clock.now() + wait, &error.to_string()).await?;
    work.save().await?;
    tracing::warn!(%error, kind = job.kind, attempts = job.attempts, "job failed; it is tried again");
    Ok(())
}

async fn reattribute(state: &State, job: &Job) -> Result<u64> {
    let asked: Reattribute = serde_json::from_value(job.payload.clone()).map_err(|_| AppError::Fault)?;
    let kind = ObjectKind::parse(&asked.kind).ok_or(AppError::Fault)?;
    let mut given = 0;
    loop {
        state.heartbeats.beat("queue");
        let work = state.store.begin().await?;
        let step = work.objects().reattribute(asked.source, kind, &asked.id, asked.tenant, STEP).await?;
        work.save().await?;
        given += step;
        if step < STEP {
            return Ok(given);
        }
    }
}
