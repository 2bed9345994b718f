//! Looks for the records that prove tenants' own hosts. A claim that nobody proves is looked for less and less.

use std::time::Duration;

use chrono::TimeDelta;
use dezky_domain::{
    AppError, Result,
    ctx::{Ctx, Scope},
};

use crate::{service::hosts::Hosts, state::State};

const EVERY: Duration = Duration::from_secs(10);
/// Between two looks at all of them, in beats.
const BEATS: u32 = 12;
/// A claim that is older is looked for when somebody asks.
const CLAIM: TimeDelta = TimeDelta::days(14);

pub async fn run(state: State) {
    let mut beats = 0;
    loop {
        state.heartbeats.beat("hosts");
        if beats % BEATS == 0
            && let Err(error) = step(&state).await
        {
            tracing::error!(%error, "hosts could not be verified; trying again");
        }
        beats += 1;
        tokio::select! {
            () = state.stop.cancelled() => return,
            () = state.look_at_hosts.notified() => beats = 0,
            () = tokio::time::sleep(EVERY) => {}
        }
    }
}

/// Looks for each, and says how many were proven.
///
/// # Errors
/// `Fault` from the store.
pub async fn step(state: &State) -> Result<usize> {
    let scope = Scope::any_tenant("a worker proves everybody's hosts");
    let ctx = Ctx::service("domains", state.clock.clone());
    let mut proven = 0;
    for row in state.store.hosts().unverified_all(&scope).await? {
        state.heartbeats.beat("hosts");
        if ctx.now() - row.created > CLAIM {
            continue;
        }
        let Some(tenant) = state.store.tenants().by_id(&scope, row.tenant).await? else { continue };
        match Hosts(state).verify(&ctx, &tenant.slug, &row.host).await {
            Ok(()) => proven += 1,
            // Not there yet, or DNS doesn't answer; or it was taken back meanwhile.
            Err(AppError::Conflict { .. } | AppError::Missing | AppError::Invalid { .. } | AppError::Several(_)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(proven)
}
