//! A worker that is killed at any call loses nothing and makes nothing twice: whoever comes next looks at what is there.

use std::{collections::BTreeSet, sync::Arc};

use chrono::TimeDelta;
use dezky_domain::provision::Kind;
use dezky_server::state::State;

use super::kit::settle;
use crate::support::{ALL, World};

/// What a tenant has come to: each step with what was seen of it, and each object in the engines as often as it came into
/// being; in words that are the same for every tenant.
async fn end(world: &World, slug: &str) -> BTreeSet<String> {
    let tenant = world.tenant_of(slug).await;
    let resources = world.store().resources().of(&ALL, Some(tenant.id)).await.unwrap();
    let mut lines: BTreeSet<String> = resources
        .into_iter()
        .map(|one| {
            let name = one.name();
            // Keys are made by the engine, and are other ones every time.
            let seen =
                if name.kind == Kind::Dkim { format!("{} keys", one.seen.len()) } else { format!("{:?}", one.seen) };
            format!("{} {} {}: {:?} {seen}", name.system.name(), name.kind.word(), name.key, one.state)
        })
        .collect();
    let created = world.engines().journal.entries(Some("created"), 0).into_iter().map(|entry| entry.what);
    for what in created.filter(|what| what.to_lowercase().contains(slug)) {
        let number = (1..).find(|number| !lines.contains(&format!("{what}, time {number}"))).unwrap();
        lines.insert(format!("{what}, time {number}"));
    }
    lines.extend(world.shown(slug).await.extras.iter().map(|extra| format!("{extra:?}")));
    let plain = |line: String| {
        let line = line.replace(&tenant.id.to_string(), "ID");
        line.replace(slug, "SLUG").replace(&tenant.name, "NAME")
    };
    lines.into_iter().map(plain).collect()
}

/// The same platform in another process: nothing in its memory.
fn another(world: &World) -> State {
    State::new((*world.state.config).clone(), world.store().clone(), Arc::clone(&world.state.clock)).unwrap()
}

#[tokio::test]
async fn a_worker_may_be_killed_at_any_call() {
    let world = World::with_engines("").await;
    let hold = &world.engines().engines.hold;
    let before = hold.calls();
    world.provisioned("kill-none", "Oda").await;
    let calls = hold.calls() - before;
    let wanted = end(&world, "kill-none").await;
    assert!(calls > 60, "{calls}");
    let twice: Vec<_> = wanted.iter().filter(|line| line.contains(", time 2")).collect();
    assert!(twice.is_empty(), "{twice:#?}");
    assert!(wanted.iter().filter(|line| line.contains(", time 1")).count() > 12, "{wanted:#?}");

    for number in 1..=calls {
        let slug = format!("kill-{number}-of-{calls}");
        world.ask_for(&slug, "Oda").await;
        let last = hold.calls() + number;
        hold.after(last);
        let (state, clock) = (another(&world), Arc::clone(&world.clock));
        let worker = tokio::spawn(async move { settle(&state, |by| clock.advance(by)).await });
        hold.watch().wait_for(|done| *done >= last).await.unwrap();
        // What it would have done next, and what it would have written down, never happens.
        worker.abort();
        assert!(worker.await.unwrap_err().is_cancelled());
        hold.release();
        world.pass(TimeDelta::seconds(world.state.config.provision.lease_seconds + 1));
        settle(&another(&world), |by| world.pass(by)).await;
        let came = end(&world, &slug).await;
        let other: Vec<_> = wanted.symmetric_difference(&came).collect();
        assert!(other.is_empty(), "killed at call {number} of {calls}: {other:#?}");
    }
}
