//! Durable work: asked for once, claimed by one, lost by who sleeps.

use chrono::Duration;
use dezky_domain::{id::JobId, provision::JobState};
use dezky_store::{Job, JobCount};
use serde_json::json;

use crate::support::{ALL, World, minutes};

async fn enqueue(world: &World, key: &str, payload: serde_json::Value) {
    let work = world.store.begin().await.unwrap();
    work.jobs().enqueue(JobId::new(&*world.clock), "tenant", key, &payload, world.now()).await.unwrap();
    work.save().await.unwrap();
}

async fn claim(world: &World, worker: &str) -> Option<Job> {
    let work = world.store.begin().await.unwrap();
    let job = work.jobs().claim("tenant", worker, world.now(), Duration::minutes(1)).await.unwrap();
    work.save().await.unwrap();
    job
}

async fn finish(world: &World, job: &Job) -> bool {
    let work = world.store.begin().await.unwrap();
    let finished = work.jobs().finish(job.id, job.token).await.unwrap();
    work.save().await.unwrap();
    finished
}

async fn retry(world: &World, job: &Job) -> bool {
    let work = world.store.begin().await.unwrap();
    let again = work.jobs().retry(job.id, job.token, world.now() + minutes(10), "503 \0").await.unwrap();
    work.save().await.unwrap();
    again
}

async fn later(world: &World, job: &Job, in_minutes: i64) -> bool {
    let work = world.store.begin().await.unwrap();
    let again = work.jobs().later(job.id, job.token, world.now() + minutes(in_minutes)).await.unwrap();
    work.save().await.unwrap();
    again
}

async fn hold(world: &World, job: &Job) -> bool {
    let work = world.store.begin().await.unwrap();
    let held = work.jobs().hold(job.id, job.token, world.now() + minutes(1)).await.unwrap();
    work.save().await.unwrap();
    held
}

on_both!(two_workers_claim_it_once, |world| async move {
    enqueue(&world, "acme", json!({"n": 1})).await;
    enqueue(&world, "acme", json!({"n": 2})).await;
    let (one, two) = tokio::join!(claim(&world, "w1"), claim(&world, "w2"));
    let claimed: Vec<Job> = [one, two].into_iter().flatten().collect();
    let [job] = claimed.as_slice() else { panic!("{claimed:?}") };
    assert_eq!((job.key.as_str(), job.payload["n"].as_i64(), job.attempts, job.token), ("acme", Some(1), 1, 1));
    assert!(finish(&world, job).await);
    assert!(!finish(&world, job).await, "once");
    assert_eq!(claim(&world, "w1").await, None, "the second was the same");
});

on_both!(many_workers_share_many_jobs, |world| async move {
    for key in 0..10 {
        enqueue(&world, &key.to_string(), json!(null)).await;
    }
    let workers = (0..4).map(|worker| {
        let world = std::sync::Arc::clone(&world);
        tokio::spawn(async move {
            let mut keys = Vec::new();
            while let Some(job) = claim(&world, &worker.to_string()).await {
                keys.push(job.key);
            }
            keys
        })
    });
    let mut keys = Vec::new();
    for worker in workers.collect::<Vec<_>>() {
        keys.extend(worker.await.unwrap());
    }
    keys.sort();
    assert_eq!(keys, (0..10).map(|key| key.to_string()).collect::<Vec<_>>());
});

on_both!(a_lost_lease_gives_a_higher_token, |world| async move {
    enqueue(&world, "acme", json!(null)).await;
    let first = claim(&world, "w1").await.unwrap();
    world.clock.advance(Duration::seconds(59));
    assert_eq!(claim(&world, "w2").await, None);
    world.clock.advance(Duration::seconds(1));
    let second = claim(&world, "w2").await.unwrap();
    assert_eq!((second.id, second.attempts), (first.id, 2));
    assert!(second.token > first.token);
    assert!(!finish(&world, &first).await, "the first has lost it");
    assert!(!retry(&world, &first).await);
    assert!(finish(&world, &second).await);
});

on_both!(a_retry_waits_for_its_time, |world| async move {
    enqueue(&world, "acme", json!(null)).await;
    let job = claim(&world, "w").await.unwrap();
    assert!(retry(&world, &job).await);
    assert_eq!(claim(&world, "w").await, None);
    assert!(!finish(&world, &job).await, "it isn't running");
    world.clock.advance(minutes(10));
    assert_eq!(claim(&world, "w").await.map(|job| job.attempts), Some(2));
});

on_both!(what_is_asked_while_it_runs_runs_after, |world| async move {
    enqueue(&world, "acme", json!(1)).await;
    let running = claim(&world, "w1").await.unwrap();
    enqueue(&world, "acme", json!(2)).await;
    assert_eq!(claim(&world, "w2").await, None, "not two of a key at once");
    assert!(retry(&world, &running).await, "the newer one is enough");
    let next = claim(&world, "w2").await.unwrap();
    assert_eq!((next.payload.as_i64(), next.attempts), (Some(2), 1));
    assert!(finish(&world, &next).await);
    world.clock.advance(minutes(60));
    assert_eq!(claim(&world, "w2").await, None);
});

on_both!(a_job_that_wasnt_saved_isnt_there, |world| async move {
    let work = world.store.begin().await.unwrap();
    work.jobs().enqueue(JobId::new(&*world.clock), "tenant", "acme", &json!(null), world.now()).await.unwrap();
    drop(work);
    assert_eq!(claim(&world, "w").await, None);
});

on_both!(an_act_that_isnt_saved_yet_holds_its_job_back, |world| async move {
    enqueue(&world, "acme", json!(null)).await;
    if !world.postgres() {
        return; // One writer: nobody could claim meanwhile.
    }
    let work = world.store.begin().await.unwrap();
    work.jobs().enqueue(JobId::new(&*world.clock), "tenant", "acme", &json!(null), world.now()).await.unwrap();
    assert_eq!(claim(&world, "w").await, None, "it would not see what the act is about to save");
    work.save().await.unwrap();
    assert!(claim(&world, "w").await.is_some());
});

on_both!(who_asks_again_brings_it_forward, |world| async move {
    enqueue(&world, "acme", json!(1)).await;
    let job = claim(&world, "w").await.unwrap();
    assert!(later(&world, &job, 30).await);
    assert_eq!(claim(&world, "w").await, None);
    enqueue(&world, "acme", json!(2)).await;
    let job = claim(&world, "w").await.unwrap();
    assert_eq!((job.payload.as_i64(), job.attempts), (Some(1), 1), "the same job, earlier; its attempts began anew");
    assert!(finish(&world, &job).await);
    assert_eq!(claim(&world, "w").await, None);
});

on_both!(later_gives_way_to_what_was_asked_meanwhile, |world| async move {
    enqueue(&world, "acme", json!(1)).await;
    let running = claim(&world, "w1").await.unwrap();
    enqueue(&world, "acme", json!(2)).await;
    assert!(later(&world, &running, 30).await);
    assert!(!later(&world, &running, 30).await, "it isn't running");
    let next = claim(&world, "w1").await.unwrap();
    assert_eq!(next.payload.as_i64(), Some(2));
    assert!(finish(&world, &next).await);
    world.clock.advance(minutes(60));
    assert_eq!(claim(&world, "w1").await, None);
});

// On PostgreSQL an update to `pending` would fail while the other's insert isn't committed, and take the step along.
on_both!(asked_for_at_the_moment_it_is_given_back, |world| async move {
    enqueue(&world, "acme", json!(1)).await;
    let running = claim(&world, "w1").await.unwrap();
    let asks = enqueue(&world, "acme", json!(2));
    let (given, ()) = tokio::join!(later(&world, &running, 30), asks);
    assert!(given);
    assert_eq!(claim(&world, "w1").await.map(|job| job.key), Some("acme".into()));
    assert_eq!(claim(&world, "w2").await, None, "once");
});

on_both!(everybody_has_a_turn, |world| async move {
    for key in ["a", "b", "c"] {
        enqueue(&world, key, json!(null)).await;
        world.clock.advance(Duration::milliseconds(1));
    }
    let mut order = Vec::new();
    for _ in 0..7 {
        let job = claim(&world, "w").await.unwrap();
        order.push(job.key.clone());
        // Whoever has run waits behind those who haven't, however busy it is.
        world.clock.advance(Duration::milliseconds(1));
        assert!(later(&world, &job, 0).await);
    }
    assert_eq!(order, ["a", "b", "c", "a", "b", "c", "a"]);
});

on_both!(a_heartbeat_keeps_it, |world| async move {
    enqueue(&world, "acme", json!(null)).await;
    let job = claim(&world, "w1").await.unwrap();
    world.clock.advance(Duration::seconds(59));
    assert!(hold(&world, &job).await);
    world.clock.advance(Duration::seconds(59));
    assert_eq!(claim(&world, "w2").await, None);
    world.clock.advance(Duration::seconds(1));
    let taken = claim(&world, "w2").await.unwrap();
    assert!(!hold(&world, &job).await, "its lease is lost");
    assert!(hold(&world, &taken).await);
    assert!(finish(&world, &taken).await);
    assert!(!hold(&world, &taken).await);
});

// One that was dropped still has its key: what was asked for meanwhile comes after it, not beside it.
on_both!(what_was_dropped_comes_first, |world| async move {
    enqueue(&world, "acme", json!(1)).await;
    let dropped = claim(&world, "w1").await.unwrap();
    enqueue(&world, "acme", json!(2)).await;
    enqueue(&world, "bolt", json!(3)).await;
    world.clock.advance(minutes(5));
    let (one, two, three) = tokio::join!(claim(&world, "w2"), claim(&world, "w3"), claim(&world, "w4"));
    let mut ran: Vec<_> = [one, two, three].into_iter().flatten().map(|job| (job.payload.as_i64(), job.id)).collect();
    ran.sort_unstable_by_key(|(payload, _)| *payload);
    assert_eq!(ran.iter().map(|(payload, _)| *payload).collect::<Vec<_>>(), [Some(1), Some(3)]);
    assert_eq!(ran[0].1, dropped.id);
});

on_both!(the_list_tells_whose_turn_it_is, |world| async move {
    let acme = world.tenant("acme").await;
    enqueue(&world, &acme.id.to_string(), json!(null)).await;
    world.clock.advance(minutes(1));
    enqueue(&world, "platform", json!(null)).await;
    let job = claim(&world, "w1").await.unwrap();
    assert!(retry(&world, &job).await);
    let running = claim(&world, "w1").await.unwrap();
    let jobs = world.store.jobs();
    let list = jobs.list(&ALL, None, None, 10).await.unwrap();
    assert_eq!(list.iter().map(|job| job.about.as_str()).collect::<Vec<_>>(), ["platform", "acme"]);
    assert_eq!((list[0].id, list[0].state, list[0].worker.as_deref()), (running.id, JobState::Running, Some("w1")));
    assert_eq!((list[1].state, list[1].attempts, list[1].kind.as_str()), (JobState::Pending, 1, "tenant"));
    assert_eq!((list[1].run_at, list[1].created), (world.now() + minutes(10), world.now() - minutes(1)));
    assert_eq!(list[1].last_error.as_deref(), Some("503 \u{fffd}"));
    assert_eq!(jobs.list(&ALL, Some(JobState::Running), None, 10).await.unwrap(), list[..1]);
    assert_eq!(jobs.list(&ALL, None, Some("tenant"), 1).await.unwrap(), list[..1]);
    assert_eq!(jobs.list(&ALL, None, Some("other"), 10).await.unwrap(), []);
    let counts = jobs.counts(&ALL).await.unwrap();
    assert_eq!(counts, [JobCount { kind: "tenant".into(), pending: 1, running: 1 }]);
});
