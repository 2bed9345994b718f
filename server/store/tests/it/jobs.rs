//! Durable work: asked for once, claimed by one, lost by who sleeps.

use chrono::Duration;
use dezky_domain::id::JobId;
use dezky_store::Job;
use serde_json::json;

use crate::support::{World, minutes};

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
