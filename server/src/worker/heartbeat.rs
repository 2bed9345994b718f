//! Signs of life.

use std::{
    collections::BTreeMap,
    future::Future,
    pin::pin,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::ctx::Clock;

/// A worker that hasn't said anything for this long is silent: each beats at least every ten seconds.
const SILENT: TimeDelta = TimeDelta::seconds(60);

/// How often a worker beats that waits for something long.
pub const EVERY: Duration = Duration::from_secs(10);

#[derive(Debug)]
pub struct Heartbeats {
    clock: Arc<dyn Clock>,
    last: Mutex<BTreeMap<&'static str, DateTime<Utc>>>,
}

impl Heartbeats {
    #[must_use]
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, last: Mutex::default() }
    }

    /// Beats while something goes on for long.
    pub async fn during<T>(&self, worker: &'static str, doing: impl Future<Output = T>) -> T {
        let mut doing = pin!(doing);
        loop {
            self.beat(worker);
            match tokio::time::timeout(EVERY, &mut doing).await {
                Ok(done) => return done,
                Err(_) => continue,
            }
        }
    }

    pub fn beat(&self, worker: &'static str) {
        self.last.lock().unwrap_or_else(PoisonError::into_inner).insert(worker, self.clock.now());
    }

    /// Workers of this process that have beaten once and are silent now.
    #[must_use]
    pub fn stale(&self) -> Vec<&'static str> {
        let now = self.clock.now();
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.iter().filter(|(_, beat)| now - **beat > SILENT).map(|(worker, _)| *worker).collect()
    }
}
