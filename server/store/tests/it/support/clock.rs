//! A clock that stands still until it is told.

use std::sync::Mutex;

use chrono::{DateTime, Duration, Utc};
use dezky_domain::ctx::Clock;

#[derive(Debug)]
pub struct TestClock(Mutex<DateTime<Utc>>);

impl Default for TestClock {
    /// 24 November 2026, 10:00.
    fn default() -> Self {
        Self(Mutex::new(DateTime::from_timestamp(1_795_514_400, 0).unwrap()))
    }
}

impl TestClock {
    pub fn advance(&self, by: Duration) {
        *self.0.lock().unwrap() += by;
    }
}

impl Clock for TestClock {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}
