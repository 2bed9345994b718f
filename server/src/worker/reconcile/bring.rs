//! One step: look, compare, make the calls, look again.

use std::time::Instant;

use chrono::TimeDelta;
use dezky_connect::{
    authentik,
    engine::{Engine, Seen, Wanted, trouble},
};
use dezky_domain::provision::{Difference, Owner, Spec, Standing, StepState, Trouble, TroubleKind};
use dezky_store::Resource;

use super::{
    Stop, Turn,
    commit::{Brought, Commit, Made},
};
use crate::{config::RepairPolicy, provision::client_secret};

/// Rounds of looking and calling, at most: some calls need what others made.
const ROUNDS: usize = 8;

impl Turn<'_> {
    /// Brings one step as far as it goes now.
    pub(super) async fn bring(&mut self, owner: &Owner, step: &Resource) -> Result<Commit, Stop> {
        let line = match self.line(&step.name()) {
            Ok(line) => line,
            Err(trouble) => return Ok(self.failed(step, trouble)),
        };
        let now = self.state.clock.now();
        // The place is kept for the whole step; its calls come one after the other.
        let _place = match self.meanwhile(line.enter(now)).await? {
            Ok(place) => place,
            Err(until) => return Ok(Commit::Postponed { until: until + jitter(step, TimeDelta::seconds(2)) }),
        };
        let secret = match client_secret(&self.state.store, &self.state.keys, owner, &step.spec).await? {
            Ok(secret) => secret,
            Err(trouble) => return Ok(self.failed(step, trouble)),
        };
        let wanted = Wanted {
            owner,
            spec: &step.spec,
            standing: step.standing,
            external: step.external.as_deref(),
            secret: secret.as_ref(),
        };
        let brought = self.rounds(line.engine.as_ref(), &wanted, step).await?;
        let now = self.state.clock.now();
        match brought {
            Ok(commit) => {
                line.report(None, now);
                Ok(commit)
            }
            // It was as wanted, and what it refers to is gone: asking again and again won't bring that back.
            Err(trouble) if trouble.kind == TroubleKind::NotYet && step.seen_generation == step.generation => {
                line.report(None, now);
                let difference = Difference { field: "needs".to_owned(), wanted: None, seen: trouble.detail };
                Ok(Commit::Drifted { differences: vec![difference], facts: step.seen.clone() })
            }
            Err(trouble) => {
                line.report(Some(&trouble), now);
                Ok(self.failed(step, trouble))
            }
        }
    }

    async fn rounds(
        &mut self,
        engine: &dyn Engine,
        wanted: &Wanted<'_>,
        step: &Resource,
    ) -> Result<Result<Commit, Trouble>, Stop> {
        let clock = Stopwatch::start();
        let fresh = step.seen_generation != step.generation;
        let is_act = step.name().kind.is_act();
        if is_act && !fresh {
            return Ok(Ok(Commit::Same));
        }
        let mut brought = Brought::default();
        let mut called = false;
        for round in 0..ROUNDS {
            self.keep().await?;
            let seen = match self.meanwhile(engine.observe(wanted)).await? {
                Ok(seen) => seen,
                Err(trouble) => return Ok(Err(trouble)),
            };
            brought.found = None;
            if let Seen::There(found) = &seen {
                brought.found = Some(found.clone());
                // Keys come by themselves.
                let ours = is_act || matches!(step.spec, Spec::Dkim { .. });
                brought.adopted |= round == 0 && step.seen_generation == 0 && !ours;
            }
            let comparison = match engine.compare(wanted, &seen) {
                Ok(comparison) => comparison,
                Err(trouble) => return Ok(Err(trouble)),
            };
            if comparison.calls.is_empty() && comparison.differences.is_empty() {
                brought.took = clock.elapsed();
                // What nobody wants one way or another may still be news, such as how full a space is.
                let settled = !fresh && !called && step.state == StepState::Done && brought.facts() == step.seen;
                return Ok(Ok(if settled { Commit::Same } else { Commit::Done(brought) }));
            }
            if comparison.calls.is_empty() {
                return Ok(Err(not_taken(&comparison.differences)));
            }
            if round == 0 {
                brought.differences.clone_from(&comparison.differences);
                if !fresh && !self.may_repair(step, &comparison.differences) {
                    return Ok(Ok(Commit::Drifted { differences: comparison.differences, facts: brought.facts() }));
                }
                self.begin(step).await?;
            }
            for call in &comparison.calls {
                self.keep().await?;
                match self.meanwhile(engine.apply(call)).await? {
                    Ok(applied) => brought.calls.push(Made {
                        verb: call.verb.clone(),
                        request: applied.request,
                        at: self.state.clock.now(),
                    }),
                    Err(trouble) => return Ok(Err(trouble)),
                }
                called = true;
            }
            // An act leaves nothing to be seen.
            if is_act {
                brought.took = clock.elapsed();
                return Ok(Ok(Commit::Done(brought)));
            }
        }
        Ok(Err(not_taken(&brought.differences)))
    }

    /// What was changed by hand waits for an operator, unless the policy says otherwise. Access that was cut, and an
    /// application that lets everybody in, wait for nobody.
    fn may_repair(&self, step: &Resource, differences: &[Difference]) -> bool {
        step.repair
            || self.state.config.provision.repair == RepairPolicy::AtOnce
            || step.standing != Standing::Present
            || differences.iter().any(authentik::admits_everybody)
            || matches!(&step.spec, Spec::Person { active: false, .. })
            // The platform's own objects are nobody's to change by hand.
            || self.tenant.is_none()
            || matches!(step.spec, Spec::Route { .. })
    }

    /// When, and whether, a step that failed is tried again.
    fn failed(&self, step: &Resource, trouble: Trouble) -> Commit {
        if !trouble.kind.retry() {
            return Commit::Failed { trouble };
        }
        let now = self.state.clock.now();
        let tries = step.tries + 1;
        let (first, most) = match trouble.kind {
            TroubleKind::NotYet => (TimeDelta::milliseconds(300), TimeDelta::seconds(30)),
            TroubleKind::Credentials => (TimeDelta::seconds(15), TimeDelta::minutes(10)),
            _ => (TimeDelta::seconds(1), TimeDelta::minutes(10)),
        };
        let doubled = (first * (1_i32 << (tries - 1).min(16))).min(most);
        let asked = trouble.after.map_or(TimeDelta::zero(), |seconds| TimeDelta::seconds(i64::from(seconds)));
        let wait = doubled.max(asked) + jitter(step, doubled / 4);
        Commit::Trying { trouble, next_try: now + wait }
    }
}

/// Spreads what would come back at the same moment: by the step and its attempt, so that a test sees the same each time.
fn jitter(step: &Resource, most: TimeDelta) -> TimeDelta {
    let mixed = step.id.uuid().as_u128().wrapping_mul(0x9e37_79b9_7f4a_7c15).wrapping_add(u128::from(step.tries) << 64);
    let part = i32::try_from((mixed >> 70) % 1000).unwrap_or_default();
    most * part / 1000
}

fn not_taken(differences: &[Difference]) -> Trouble {
    let words = differences.iter().map(|difference| difference.field.clone()).collect::<Vec<_>>().join(", ");
    trouble(TroubleKind::NotTaken, None, &words)
}

/// How long a step took, which is shown and never decided by: not the handed-in clock, which stands still in tests.
struct Stopwatch(Instant);

impl Stopwatch {
    fn start() -> Self {
        Self(Instant::now())
    }

    fn elapsed(&self) -> u32 {
        u32::try_from(self.0.elapsed().as_millis()).unwrap_or(u32::MAX)
    }
}
