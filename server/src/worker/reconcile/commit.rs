//! What came of a step, committed: the row, the audit record and what was learned in one transaction, and only while
//! the lease is ours.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dezky_connect::{engine::Found, ocis};
use dezky_domain::{
    audit::{Change, NewEvent, Outcome, Source, Target},
    ctx::Scope,
    id::ResourceId,
    provision::{Difference, Extra, Facts, Owner, ResourceName, StepState, Trouble},
};
use dezky_store::{Echo, Resource, Work};

use super::{Stop, Turn, learn};
use crate::{provision::desire, service::audit};

/// What came of a step.
#[derive(Debug)]
pub(super) enum Commit {
    /// As it was.
    Same,
    Done(Brought),
    Drifted {
        differences: Vec<Difference>,
        facts: Facts,
    },
    /// Again by itself.
    Trying {
        trouble: Trouble,
        next_try: DateTime<Utc>,
    },
    /// It needs a person.
    Failed {
        trouble: Trouble,
    },
    /// The engine is left alone for now: no attempt of this step's.
    Postponed {
        until: DateTime<Utc>,
    },
}

/// A step at its end.
#[derive(Debug, Default)]
pub(super) struct Brought {
    /// None for what is gone, and for an act.
    pub found: Option<Found>,
    /// It was there before its first attempt.
    pub adopted: bool,
    /// What had to be changed.
    pub differences: Vec<Difference>,
    pub calls: Vec<Made>,
    /// Milliseconds.
    pub took: u32,
}

/// A call that was made.
#[derive(Debug)]
pub(super) struct Made {
    pub verb: String,
    /// The engine's name for it.
    pub request: Option<String>,
    pub at: DateTime<Utc>,
}

impl Brought {
    pub(super) fn facts(&self) -> Facts {
        self.found.as_ref().map(|found| found.facts.clone()).unwrap_or_default()
    }

    pub(super) fn external(&self) -> Option<&str> {
        self.found.as_ref().map(|found| found.external.as_str())
    }
}

impl Turn<'_> {
    /// Before the first call that changes something: a page that is open shows that it runs.
    pub(super) async fn begin(&mut self, step: &Resource) -> Result<(), Stop> {
        let work = self.state.store.begin().await?;
        self.hold(&work).await?;
        let begun = work.resources().begin(step.id, step.generation, self.state.clock.now()).await?;
        self.save(work).await?;
        // Somebody cancelled it since it was read, or wants something else; whoever asks again finds it as it is.
        if begun { Ok(()) } else { Err(Stop::Cancelled) }
    }

    /// Those that are as they were: one statement for all.
    pub(super) async fn same(&mut self, ids: &[(ResourceId, i64)]) -> Result<(), Stop> {
        if ids.is_empty() {
            return Ok(());
        }
        let work = self.state.store.begin().await?;
        self.hold(&work).await?;
        work.resources().seen_same(ids, self.state.clock.now()).await?;
        Ok(work.save().await?)
    }

    /// Writes down what came of a step, and makes `step` what is stored now.
    pub(super) async fn commit(&mut self, step: &mut Resource, outcome: Commit) -> Result<(), Stop> {
        let work = self.state.store.begin().await?;
        self.hold(&work).await?;
        let now = self.state.clock.now();
        let resources = work.resources();
        let (mut events, mut echoes) = (Vec::new(), Vec::new());
        match outcome {
            Commit::Same => {}
            Commit::Done(brought) => {
                let external = brought.external();
                let (took, adopted) = (brought.took, brought.adopted);
                resources.done(step.id, step.generation, external, &brought.facts(), took, adopted, now).await?;
                if !brought.differences.is_empty() || brought.adopted || step.name().kind.is_act() {
                    let event = self.done_event(step, &brought);
                    echoes = expected(step, &brought, event.story.as_deref(), now);
                    events.push(event);
                }
                learn::from(self, &work, step, &brought).await?;
                step.state = StepState::Done;
                step.seen_generation = step.generation;
                step.external = brought.external().map(str::to_owned).or(step.external.take());
                step.seen = brought.facts();
            }
            Commit::Drifted { differences, facts } => {
                if step.state != StepState::Drifted || step.differences != differences {
                    let mut event = self.event(step, "provision.drift", Outcome::Done);
                    event.changes = changes(&differences, false);
                    events.push(event);
                }
                resources.drifted(step.id, step.generation, &differences, &facts, now).await?;
                step.state = StepState::Drifted;
            }
            Commit::Trying { trouble, next_try } => {
                resources.trouble(step.id, step.generation, StepState::Trying, &trouble, Some(next_try)).await?;
                step.state = StepState::Trying;
                step.next_try = Some(next_try);
            }
            Commit::Failed { trouble } => {
                // Said once: with every look it is the same again.
                if step.state != StepState::Failed || step.trouble.as_ref() != Some(&trouble) {
                    let mut event = self.event(step, "provision.failed", Outcome::Failed);
                    event.words.insert("trouble".to_owned(), trouble.kind.word().to_owned());
                    event.words.extend(trouble.detail.iter().map(|detail| ("detail".to_owned(), detail.clone())));
                    events.push(event);
                }
                resources.trouble(step.id, step.generation, StepState::Failed, &trouble, None).await?;
                step.state = StepState::Failed;
            }
            Commit::Postponed { until } => {
                resources.postpone(step.id, until).await?;
                if matches!(step.state, StepState::Waiting | StepState::Running) {
                    step.state = StepState::Trying;
                }
                step.next_try = Some(until);
            }
        }
        work.audit().record(&events).await?;
        work.stories().expect(&echoes).await?;
        self.save(work).await
    }

    /// Everything was looked at: what nobody wants is found out, too.
    pub(super) async fn looked(
        &mut self,
        owner: &Owner,
        steps: &[Resource],
        since: Option<DateTime<Utc>>,
    ) -> Result<(), Stop> {
        let (Some(tenant), Some(since)) = (self.tenant, since) else { return Ok(()) };
        let names: Vec<ResourceName> = steps.iter().map(Resource::name).collect();
        let mut extras: Vec<Extra> = Vec::new();
        let known = self.plan.as_ref().map(|plan| plan.extras.clone()).unwrap_or_default();
        for line in self.state.engines.all() {
            let system = line.engine.system();
            if !names.iter().any(|name| name.system == system) {
                continue;
            }
            self.keep().await?;
            let now = self.state.clock.now();
            let found = match line.enter(now).await {
                Ok(_place) => line.engine.extras(owner, &names).await.inspect_err(|trouble| {
                    line.report(Some(trouble), self.state.clock.now());
                }),
                Err(_) => Ok(known.iter().filter(|extra| extra.name.system == system).cloned().collect()),
            };
            // What can't be asked now is as it was.
            extras.extend(
                found.unwrap_or_else(|_| known.iter().filter(|extra| extra.name.system == system).cloned().collect()),
            );
        }
        let work = self.state.store.begin().await?;
        self.hold(&work).await?;
        let now = self.state.clock.now();
        work.plans().looked(tenant, since, &extras, now, now + self.look_every()).await?;
        self.save(work).await
    }

    /// A deleted tenant whose every object is gone is gone itself; its audit stays.
    pub(super) async fn over(&mut self) -> Result<(), Stop> {
        let Some(id) = self.tenant else { return Ok(()) };
        let scope = Scope::any_tenant("a worker ends what was deleted");
        let work = self.state.store.begin().await?;
        self.hold(&work).await?;
        if let Some(tenant) = work.tenants().by_id(&scope, id).await? {
            let event = audit::event(&self.ctx, "tenant.deleted", Outcome::Done, audit::tenant_target(&tenant));
            work.audit().record(&[audit::of_tenant(event, &tenant)]).await?;
            work.tenants().delete(&scope, id).await?;
        }
        self.save(work).await
    }

    fn done_event(&self, step: &Resource, brought: &Brought) -> NewEvent {
        let repaired = step.seen_generation == step.generation;
        let action = if repaired { "provision.repair" } else { "provision.step" };
        let mut event = self.event(step, action, Outcome::Done);
        event.changes = changes(&brought.differences, true);
        event.words.insert("standing".to_owned(), step.standing.word().to_owned());
        if brought.adopted {
            event.words.insert("adopted".to_owned(), "yes".to_owned());
        }
        let requests: Vec<&str> = brought.calls.iter().filter_map(|call| call.request.as_deref()).collect();
        if !requests.is_empty() {
            // Authentik's events name the same request (facts/authentik.md §2.3).
            event.words.insert("engine_requests".to_owned(), requests.join(" "));
        }
        // A step is a part of what somebody did; a repair is an act of its own, though of an earlier wish.
        event.story = if repaired { Some(event.id.to_string()) } else { event.request.clone() };
        event
    }

    fn event(&self, step: &Resource, action: &str, outcome: Outcome) -> NewEvent {
        let name = step.name();
        let target =
            Target { kind: name.kind.word().to_owned(), id: step.external.clone(), name: Some(name.key.clone()) };
        let mut event = audit::event(&self.ctx, action, outcome, target);
        if let Some(tenant) = self.tenant {
            event.tenant = Some(tenant);
            event.attribution = dezky_domain::audit::Attribution::Own;
        }
        event.words = BTreeMap::from([
            ("system".to_owned(), name.system.name().to_owned()),
            ("object_kind".to_owned(), name.kind.word().to_owned()),
            ("object".to_owned(), name.key),
        ]);
        desire::on_behalf(event, step.asked_by.as_deref(), step.request.as_deref())
    }

    /// Commits, and tells open pages.
    async fn save(&self, work: Work) -> Result<(), Stop> {
        work.save().await?;
        self.state.stored.send_modify(|count| *count += 1);
        Ok(())
    }
}

/// By what the engine's own records of these calls will be known (facts/together.md): Authentik's by the request, OCIS' by
/// the object, Stalwart's, which tell no more, by the method and the time.
fn expected(step: &Resource, brought: &Brought, story: Option<&str>, now: DateTime<Utc>) -> Vec<Echo> {
    let Some(story) = story else { return Vec::new() };
    let echo = |source, key: &str, at| Echo { source, key: key.to_owned(), at, story: story.to_owned() };
    let source = step.name().system;
    match source {
        Source::Authentik => {
            let made = brought.calls.iter().filter_map(|call| Some((call.request.as_deref()?, call.at)));
            made.map(|(request, at)| echo(source, request, at)).collect()
        }
        Source::Ocis if !brought.calls.is_empty() => {
            let external = brought.external().or(step.external.as_deref());
            let id = external.map(|external| ocis::space_uuid(external).unwrap_or(external));
            id.map(|id| echo(source, id, now)).into_iter().collect()
        }
        Source::Stalwart => brought.calls.iter().map(|call| echo(source, &call.verb, call.at)).collect(),
        Source::Ocis | Source::Platform | Source::Zulip => Vec::new(),
    }
}

/// Before and after as the record shows them: seen, then wanted, where it was made so.
fn changes(differences: &[Difference], mended: bool) -> Vec<Change> {
    let change = |difference: &Difference| {
        let (before, after) = if mended {
            (difference.seen.clone(), difference.wanted.clone())
        } else {
            (difference.wanted.clone(), difference.seen.clone())
        };
        Change { field: difference.field.clone(), before, after }
    };
    differences.iter().map(change).collect()
}
