//! Removes sessions that ended by themselves.

use std::time::Duration;

use crate::state::State;

const EVERY: Duration = Duration::from_secs(10);

/// Between two sweeps, in beats.
const BEATS: u32 = 60;

pub async fn run(state: State) {
    let mut beats = 0;
    loop {
        state.heartbeats.beat("sweep");
        if beats % BEATS == 0 {
            match sweep(&state).await {
                Ok(0) => {}
                Ok(gone) => tracing::info!(gone, "swept sessions that had ended"),
                Err(error) => tracing::error!(%error, "could not sweep sessions; trying again"),
            }
        }
        beats += 1;
        if !super::pause(&state, EVERY).await {
            return;
        }
    }
}

async fn sweep(state: &State) -> dezky_domain::Result<u64> {
    let work = state.store.begin().await?;
    let gone = work.sessions().sweep(state.clock.now()).await?;
    work.save().await?;
    Ok(gone)
}
