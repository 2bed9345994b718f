//! A clock that stands still until it is told.

use std::sync::Mutex;

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::ctx::{Clock, SystemClock};

#[derive(Debug)]
pub struct TestClock(Mutex<DateTime<Utc>>);

impl Default for TestClock {
    /// Tuesday, 24 November 2026, 10:00 UTC: 11:00 in Copenhagen.
    fn default() -> Self {
        Self(Mutex::new(DateTime::from_timestamp(1_795_514_400, 0).unwrap()))
    }
}

impl TestClock {
    /// At this very moment: what the provider signs says when, and by the machine's clock.
    pub fn of_the_machine() -> Self {
        Self(Mutex::new(SystemClock.now()))
    }

    pub fn advance(&self, by: TimeDelta) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}
