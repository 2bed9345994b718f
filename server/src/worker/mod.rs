//! What runs without being asked: following logs, durable jobs, sweeping. Each worker beats while it lives; `/readyz`
//! says which is silent.

pub mod attribute;
pub mod heartbeat;
pub mod ingest;
pub mod look;
pub mod queue;
pub mod reconcile;
pub mod record;
pub mod sweep;

use crate::{lifecycle::Lifecycle, state::State};

/// Starts all workers that the configuration asks for.
pub fn spawn(lifecycle: &Lifecycle, state: &State) {
    if !state.config.sources.ocis.path.as_os_str().is_empty() {
        lifecycle.spawn("ingest", ingest::run(state.clone()));
    }
    lifecycle.spawn("queue", queue::run(state.clone()));
    if state.engines.ready() {
        lifecycle.spawn("look", look::run(state.clone()));
        for number in 0..state.config.provision.workers {
            lifecycle.spawn("reconcile", reconcile::run(state.clone(), number));
        }
    }
    lifecycle.spawn("sweep", sweep::run(state.clone()));
}

/// Sleeps, or returns at once when everything stops. True: go on.
pub async fn pause(state: &State, time: std::time::Duration) -> bool {
    tokio::select! {
        () = state.stop.cancelled() => false,
        () = tokio::time::sleep(time) => true,
    }
}
