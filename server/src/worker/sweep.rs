//! Removes sessions that ended by themselves, tickets that nobody used, what no echo is waited for any more, what is known
//! of objects whose tenant is long gone, acts on many that are long over, domains that were taken back, and events that
//! are older than they are kept. Counts what the sources have, too.

use std::time::Duration;

use chrono::TimeDelta;
use dezky_domain::ctx::Scope;

use crate::state::State;

const EVERY: Duration = Duration::from_secs(10);

/// Between two sweeps, in beats.
const BEATS: u32 = 60;

/// Between two counts.
const MEASURED: u32 = 3;

/// Engines tell of a tenant's objects for a while after they are gone.
const OBJECTS: TimeDelta = TimeDelta::days(30);

/// An engine that tells of an act later than this tells of it by itself: Authentik's last day is read again and again.
const ECHOES: TimeDelta = TimeDelta::days(7);

/// Rows of a transaction: SQLite has one writer.
const STEP: u64 = 5_000;

/// How long a draft of an act on many is kept, and what came of one that was begun.
const DRAFTS: TimeDelta = TimeDelta::days(1);
const BATCHES: TimeDelta = TimeDelta::days(90);

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
            if let Err(error) = super::retention::run(&state).await {
                tracing::error!(%error, "events that are too old could not be removed; trying again");
            }
        }
        if beats % MEASURED == 0
            && let Err(error) = measure(&state).await
        {
            tracing::warn!(%error, "the sources could not be counted");
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
    work.objects().forget(now - OBJECTS).await?;
    work.tickets().sweep(now).await?;
    work.batches().sweep(now - DRAFTS, now - BATCHES, 10).await?;
    work.mail_domains().forget(now - DOMAINS).await?;
    work.save().await?;
    loop {
        let work = state.store.begin().await?;
        let forgotten = work.stories().forget(now - ECHOES, STEP).await?;
        work.save().await?;
        state.heartbeats.beat("sweep");
        if forgotten < STEP || state.stop.is_cancelled() {
            return Ok(gone);
        }
    }
}

/// How far each source is, and which engines this process leaves alone, for who watches from outside.
async fn measure(state: &State) -> dezky_domain::Result<()> {
    let (scope, now) = (Scope::any_tenant("numbers of the platform"), state.clock.now());
    for line in state.engines.all() {
        let failing = u8::from(line.fails());
        metrics::gauge!("dezky_engine_failing", "engine" => line.engine.system().word()).set(f64::from(failing));
    }
    for status in state.store.sources().overview(&scope, now).await? {
        let source = status.source.word();
        let told = |name: &'static str, number: u64| metrics::gauge!(name, "source" => source).set(number as f64);
        told("dezky_source_lag_bytes", status.lag_bytes);
        told("dezky_source_lag_seconds", status.lag_seconds);
        told("dezky_source_files", status.files.len() as u64);
        told("dezky_source_kept", status.kept);
        told("dezky_source_last_hour", status.last_hour);
        told("dezky_source_quarantined", status.quarantined);
        told("dezky_source_gaps", status.gaps);
        told("dezky_source_failing", u64::from(status.last_error.is_some()));
    }
    Ok(())
}
