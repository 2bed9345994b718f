//! Engines that fail in every way, by chance, with several workers at once: all tenants come to what is wanted, nothing
//! is made twice, and nobody waits for somebody else's trouble.

use std::sync::Arc;

use chrono::TimeDelta;
use dezky_domain::{
    access::Role,
    provision::{Kind, RunState, StepState},
};
use dezky_sandbox::engine::{Fault, Kind as Way, System};
use dezky_server::{provision::desire, state::State, worker};

use super::kit::{new_member, open_steps};
use crate::support::{ALL, World};

const TENANTS: [&str; 8] = ["ahorn", "birke", "buche", "eiche", "erle", "esche", "linde", "ulme"];

/// Every call is a round at most where each fails once.
const ROUNDS: usize = 2000;

/// Every way to fail but silence, which costs a time-out of real time each.
fn storm(seed: u64) -> Vec<Fault> {
    let ways = [
        Way::Cut,
        Way::DoneThenCut,
        Way::Status { status: 500, retry_after: None },
        Way::Status { status: 503, retry_after: Some(3) },
        Way::Status { status: 429, retry_after: Some(2) },
        Way::Stale,
    ];
    let one = |(number, kind)| Fault { share: Some(0.03), seed: seed + number, ..Fault::always(kind) };
    (0..).zip(ways).map(one).collect()
}

/// `workers` processes work until nothing is left to do, as long as it takes.
async fn converge(world: &World, workers: usize) {
    let process =
        || State::new((*world.state.config).clone(), world.store().clone(), Arc::clone(&world.state.clock)).unwrap();
    let processes: Vec<State> = (0..workers).map(|_| process()).collect();
    for _ in 0..ROUNDS {
        let work = processes.iter().enumerate().map(|(number, state)| async move {
            while worker::reconcile::next(state, &format!("worker {number}")).await.unwrap() {}
        });
        futures::future::join_all(work).await;
        let jobs = world.store().jobs().list(&ALL, None, Some(desire::RECONCILE), 500).await.unwrap();
        let next = jobs.iter().filter(|job| job.about != desire::PLATFORM).map(|job| job.run_at).min();
        let Some(at) = next else { return };
        world.pass((at - world.now()).max(TimeDelta::zero()) + TimeDelta::milliseconds(1));
    }
    panic!("it doesn't come to an end");
}

#[tokio::test]
async fn all_tenants_come_to_what_is_wanted_and_nothing_is_made_twice() {
    for seed in [1, 7, 50, 1000] {
        let world = World::with_engines("").await;
        world.engines().engines.faults.set(storm(seed));
        for slug in TENANTS {
            world.ask_for(slug, "Oda").await;
        }
        converge(&world, 4).await;
        let failed = world.engines().journal.entries(Some("fault"), 0).len();
        assert!(failed > 50, "{failed} calls failed");
        world.engines().engines.faults.clear();
        for slug in TENANTS {
            let shown = world.shown(slug).await;
            assert_eq!(shown.state, RunState::AsWanted, "seed {seed}, {slug}: {:#?}", open_steps(&shown));
        }
        assert_eq!(world.created_twice(), Vec::<String>::new(), "seed {seed}");
        // And it really is so: looked at without faults, nothing is left to change.
        let journal = &world.engines().journal;
        let last = journal.entries(Some("change"), 0).last().map_or(0, |entry| entry.number);
        world.look().await;
        assert!(journal.entries(Some("change"), last).is_empty(), "seed {seed}");
    }
}

#[tokio::test]
async fn a_tenants_trouble_is_its_own() {
    let world = World::with_engines("").await;
    // Everything about one tenant's domain is refused for ever.
    let fault = Fault {
        calls: Some("ulme.example".to_owned()),
        ..Fault::always(Way::Status { status: 500, retry_after: None })
    };
    world.engines().engines.faults.set([Fault { system: Some(System::Stalwart), ..fault }]);
    world.ask_for("ulme", "Uli").await;
    world.ask_for("ahorn", "Anna").await;
    for _ in 0..40 {
        while worker::reconcile::next(&world.state, "one").await.unwrap() {}
        world.pass(TimeDelta::seconds(10));
    }
    assert_eq!(world.shown("ahorn").await.state, RunState::AsWanted);
    let ulme = world.shown("ulme").await;
    assert!(matches!(ulme.state, RunState::Trying | RunState::Failed), "{:?}", ulme.state);
    // What of it doesn't need mail is done.
    assert_eq!(world.step("ulme", Kind::Application, "dz-ulme").await.state, StepState::Done);
    assert_eq!(world.step("ulme", Kind::Space, "dz-ulme").await.state, StepState::Done);
    let domain = world.step("ulme", Kind::Domain, "ulme.example").await;
    assert!(domain.trouble.is_some());
    // Ever more seldom: 1, 2, 4 … seconds between, of the 400 that went by.
    assert!((5..=12).contains(&domain.tries), "{} tries", domain.tries);
}

#[tokio::test]
async fn a_large_tenant_lets_a_small_one_through() {
    let world = World::with_engines("").await;
    world.ask_for("ulme", "Uli").await;
    let on_ulme = world.on("ulme").await;
    world.pass(TimeDelta::milliseconds(1));
    for number in 0..60 {
        let member = new_member(&format!("Person{number}"), "ulme.example", Role::Member.word());
        world.state.services.members.add(&on_ulme, member).await.unwrap();
    }
    world.ask_for("ahorn", "Anna").await;
    // One worker alone, which takes the large one first.
    for _ in 0..3 {
        world.pass(TimeDelta::milliseconds(1));
        assert!(worker::reconcile::next(&world.state, "one").await.unwrap());
    }
    // Keys take their time, whoever waits for them.
    let open = |step: &&dezky_domain::provision::Step| step.name.kind != Kind::Dkim;
    let shown = world.shown("ahorn").await;
    let open: Vec<_> = open_steps(&shown).into_iter().filter(open).map(|step| (&step.name.key, step.state)).collect();
    assert!(open.is_empty(), "{open:#?}");
    assert!(open_steps(&world.shown("ulme").await).len() > 100);
}

#[tokio::test]
async fn an_engine_that_hangs_holds_nobody_up() {
    let world = World::with_engines("").await;
    world.engines().engines.faults.set([Fault {
        system: Some(System::Ocis),
        times: Some(2),
        ..Fault::always(Way::Hang)
    }]);
    world.ask_for("ulme", "Uli").await;
    world.settle().await;
    let shown = world.shown("ulme").await;
    assert_eq!(shown.state, RunState::AsWanted, "{:#?}", open_steps(&shown));
    assert_eq!(world.created_twice(), Vec::<String>::new());
}
