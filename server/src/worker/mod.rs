//! What runs without being asked: following logs, durable jobs, sweeping. Each worker beats while it lives; `/readyz`
//! says which is silent.

pub mod again;
pub mod alerts;
pub mod attribute;
pub mod authentik;
pub mod batches;
pub mod deliver;
mod follower;
pub mod heartbeat;
pub mod hosts;
pub mod ingest;
pub mod look;
pub mod mail_domains;
pub mod own_account;
pub mod queue;
pub mod reader;
pub mod reconcile;
pub mod record;
pub mod retention;
pub mod stalwart;
pub mod sweep;
pub mod take_in;
pub mod unread;
pub mod watch;
pub mod whose;

use crate::{lifecycle::Lifecycle, state::State};

/// Starts all workers that the configuration asks for.
pub fn spawn(lifecycle: &Lifecycle, state: &State) {
    for log in [ingest::Log::ocis(&state.config), ingest::Log::stalwart(&state.config)].into_iter().flatten() {
        lifecycle.spawn(log.name, ingest::run(state.clone(), log));
    }
    if state.authentik.is_some() && state.config.sources.authentik.poll_seconds > 0 {
        lifecycle.spawn("authentik", authentik::run(state.clone()));
    }
    if state.stalwart.is_some() && !state.config.sources.stalwart.webhook_url.is_empty() {
        lifecycle.spawn("watch", watch::run(state.clone()));
    }
    lifecycle.spawn("queue", queue::run(state.clone()));
    if state.engines.ready() {
        lifecycle.spawn("look", look::run(state.clone()));
        for number in 0..state.config.provision.workers {
            lifecycle.spawn("reconcile", reconcile::run(state.clone(), number));
        }
    }
    lifecycle.spawn("alerts", alerts::run(state.clone()));
    for channel in dezky_domain::alert::Channel::ALL {
        lifecycle.spawn("deliver", deliver::run(state.clone(), *channel));
    }
    lifecycle.spawn("mail_domains", mail_domains::run(state.clone()));
    lifecycle.spawn("hosts", hosts::run(state.clone()));
    lifecycle.spawn("sweep", sweep::run(state.clone()));
}

/// Sleeps as [`pause`] does, and gives signs of life meanwhile.
pub async fn rest(state: &State, worker: &'static str, time: std::time::Duration) -> bool {
    let mut left = time;
    while !left.is_zero() {
        state.heartbeats.beat(worker);
        let some = left.min(heartbeat::EVERY);
        if !pause(state, some).await {
            return false;
        }
        left -= some;
    }
    true
}

/// Sleeps, or returns at once when everything stops. True: go on.
pub async fn pause(state: &State, time: std::time::Duration) -> bool {
    tokio::select! {
        () = state.stop.cancelled() => false,
        () = tokio::time::sleep(time) => true,
    }
}
