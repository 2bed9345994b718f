//! Removes sessions that ended by themselves, what no echo is waited for any more, and domains that were taken back.

use std::time::Duration;

use chrono::TimeDelta;

use crate::state::State;

const EVERY: Duration = Duration::from_secs(10);

/// Between two sweeps, in beats.
const BEATS: u32 = 60;

/// An engine that tells of an act later than this tells of it by itself: Authentik's last day is read again and again.
const ECHOES: TimeDelta = TimeDelta::days(7);

/// By then the mail server has forgotten a domain that was taken back.
const DOMAINS: TimeDelta = TimeDelta::days(30);

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
    let now = state.clock.now();
    let work = state.store.begin().await?;
    let gone = work.sessions().sweep(now).await?;
    work.mail_domains().forget(now - DOMAINS).await?;
    work.stories().forget(now - ECHOES, 10_000).await?;
    work.save().await?;
    Ok(gone)
}
