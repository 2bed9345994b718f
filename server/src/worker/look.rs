//! Asks for a look at every tenant whose last one is long ago, so that what was changed by hand is found.

use std::time::Duration;

use dezky_domain::{Result, ctx::Ctx};

use crate::{provision::desire, state::State};

const EVERY: Duration = Duration::from_secs(2);

/// At once; the rest is found with the next look.
const BATCH: u64 = 500;

pub async fn run(state: State) {
    loop {
        state.heartbeats.beat("look");
        if let Err(error) = ask(&state).await {
            tracing::error!(%error, "looks could not be asked for; trying again");
        }
        if !super::pause(&state, EVERY).await {
            return;
        }
    }
}

/// How many looks were asked for.
///
/// # Errors
/// `Fault` from the store.
pub async fn ask(state: &State) -> Result<usize> {
    let ctx = Ctx::service("provisioner", std::sync::Arc::clone(&state.clock));
    let work = state.store.begin().await?;
    desire::platform(&work, &state.config, &ctx).await?;
    let next = ctx.now() + chrono::TimeDelta::seconds(state.config.provision.look_seconds);
    let due = work.plans().due(ctx.now(), next, BATCH).await?;
    for tenant in &due {
        desire::wake(&work, &ctx, Some(*tenant)).await?;
    }
    work.save().await?;
    if !due.is_empty() {
        state.wanted.notify_waiters();
    }
    Ok(due.len())
}
