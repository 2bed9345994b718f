//! The engines, each behind a gate: at most so many calls at once, none while its breaker is open. Both are this
//! process's; several processes add up.

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::engine::Engine;
use dezky_domain::{audit::Source, provision::Trouble};
use tokio::sync::{Semaphore, SemaphorePermit};

/// Failures in a row after which an engine is left alone for a while.
const PATIENCE: u32 = 5;
const SHORTEST: TimeDelta = TimeDelta::seconds(5);
const LONGEST: TimeDelta = TimeDelta::minutes(5);

/// An engine and its gate.
pub struct Line {
    pub engine: Arc<dyn Engine>,
    gate: Semaphore,
    /// Whoever finds no place comes again later: a place may be taken for minutes, and there are few workers.
    later: bool,
    breaker: Mutex<Breaker>,
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line({})", self.engine.system().name())
    }
}

#[derive(Debug, Default)]
struct Breaker {
    failures: u32,
    open_until: Option<DateTime<Utc>>,
}

impl Line {
    #[must_use]
    pub fn new(engine: Arc<dyn Engine>, at_once: usize) -> Self {
        Self { engine, gate: Semaphore::new(at_once.max(1)), later: false, breaker: Mutex::default() }
    }

    /// For an engine whose calls take minutes: one at a time, and nobody waits for it.
    #[must_use]
    pub fn slow(engine: Arc<dyn Engine>) -> Self {
        Self { later: true, ..Self::new(engine, 1) }
    }

    /// A place at the engine.
    ///
    /// # Errors
    /// The time until which the breaker is open, or at which there may be a place. When the breaker's is over one goes
    /// first, and the others wait for its outcome.
    pub async fn enter(&self, now: DateTime<Utc>) -> Result<SemaphorePermit<'_>, DateTime<Utc>> {
        {
            let mut breaker = self.breaker.lock().unwrap_or_else(PoisonError::into_inner);
            match breaker.open_until {
                Some(until) if now < until => return Err(until),
                Some(_) => breaker.open_until = Some(now + SHORTEST),
                None => {}
            }
        }
        if self.later {
            return self.gate.try_acquire().map_err(|_| now + SHORTEST);
        }
        // It is never closed.
        self.gate.acquire().await.map_err(|_| now + SHORTEST)
    }

    /// Whether it failed again and again, and hasn't answered since: also while it is being tried, which takes as long as
    /// it hangs, and while there is nothing to ask it. This process's word: it knows of no other's.
    #[must_use]
    pub fn fails(&self) -> bool {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner).failures >= PATIENCE
    }

    /// What the engine answered decides whether it is left alone.
    pub fn report(&self, trouble: Option<&Trouble>, now: DateTime<Utc>) {
        let mut breaker = self.breaker.lock().unwrap_or_else(PoisonError::into_inner);
        match trouble.filter(|trouble| trouble.kind.of_engine()) {
            None => *breaker = Breaker::default(),
            Some(trouble) => {
                breaker.failures += 1;
                let asked = trouble.after.map(|seconds| TimeDelta::seconds(i64::from(seconds)));
                let wait = (breaker.failures >= PATIENCE).then(|| {
                    let doubled = 1_i32 << (breaker.failures - PATIENCE).min(6);
                    (SHORTEST * doubled).min(LONGEST)
                });
                // Asked to wait, everybody waits: the next object would get the same answer.
                if let Some(wait) = asked.max(wait) {
                    tracing::warn!(system = self.engine.system().name(), seconds = wait.num_seconds(), "left alone");
                    breaker.open_until = Some(now + wait);
                } else if breaker.open_until.is_some() {
                    breaker.open_until = None;
                }
            }
        }
    }
}

/// Those that are configured.
#[derive(Debug, Default)]
pub struct Engines(BTreeMap<Source, Line>);

impl Engines {
    #[must_use]
    pub fn new(lines: impl IntoIterator<Item = Line>) -> Self {
        Self(lines.into_iter().map(|line| (line.engine.system(), line)).collect())
    }

    #[must_use]
    pub fn get(&self, system: Source) -> Option<&Line> {
        self.0.get(&system)
    }

    pub fn all(&self) -> impl Iterator<Item = &Line> {
        self.0.values()
    }

    /// Whether tenants are provisioned at all.
    #[must_use]
    pub fn ready(&self) -> bool {
        self.0.contains_key(&Source::Authentik)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use dezky_connect::zulip::{Options, Zulip};
    use dezky_domain::provision::TroubleKind;

    use super::*;

    #[tokio::test]
    async fn nobody_waits_for_a_slow_engine() {
        let options = Options { socket: "/nowhere".into(), timeout: Duration::ZERO, fresh: Duration::ZERO };
        let (line, now) = (Line::slow(Arc::new(Zulip::new(options))), DateTime::UNIX_EPOCH);
        let place = line.enter(now).await.unwrap();
        assert_eq!(line.enter(now).await.unwrap_err(), now + SHORTEST);
        drop(place);
        assert!(line.enter(now).await.is_ok());
    }

    #[tokio::test]
    async fn an_engine_fails_until_it_answers() {
        let options = Options { socket: "/nowhere".into(), timeout: Duration::ZERO, fresh: Duration::ZERO };
        let (line, now) = (Line::slow(Arc::new(Zulip::new(options))), DateTime::UNIX_EPOCH);
        let trouble = Trouble { kind: TroubleKind::Unreachable, status: None, detail: None, after: None };
        for failures in 1..=PATIENCE {
            assert!(!line.fails(), "after {}", failures - 1);
            line.report(Some(&trouble), now);
        }
        // Its trial hangs, however long.
        let later = now + TimeDelta::hours(1);
        drop(line.enter(later).await.unwrap());
        assert!(line.fails());
        line.report(None, later);
        assert!(!line.fails());
    }
}
