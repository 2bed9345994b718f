//! What machines ask: alive, ready, numbers.

use chrono::TimeDelta;
use serde_json::Value;

use crate::support::World;

async fn ready(world: &World) -> (u16, Value) {
    let answer = world.browser("").with("accept", "").get("/readyz").await;
    (answer.status, serde_json::from_str(&answer.body).unwrap())
}

#[tokio::test]
async fn alive_is_whoever_answers() {
    let world = World::new().await;
    for host in ["", "nobody"] {
        let answer = world.browser(host).get("/healthz").await;
        assert_eq!((answer.status, answer.body.as_str()), (200, "ok\n"), "whatever the name");
    }
}

#[tokio::test]
async fn ready_is_who_has_a_migrated_database_and_workers_that_beat() {
    let world = World::new().await;
    world.state.heartbeats.beat("queue");
    world.state.heartbeats.beat("ingest");
    let (status, report) = ready(&world).await;
    assert_eq!((status, &report["ready"], &report["database"]), (200, &true.into(), &"ok".into()));
    assert_eq!((&report["migrations_pending"], &report["workers_silent"]), (&0.into(), &serde_json::json!([])));

    world.pass(TimeDelta::seconds(61));
    world.state.heartbeats.beat("queue");
    let (status, report) = ready(&world).await;
    assert_eq!(
        (status, &report["ready"], &report["workers_silent"]),
        (503, &false.into(), &serde_json::json!(["ingest"]))
    );
    world.state.heartbeats.beat("ingest");
    assert_eq!(ready(&world).await.0, 200);

    world.database.execute("DELETE FROM seaql_migrations WHERE version = 'm0005_jobs'").await;
    let (status, report) = ready(&world).await;
    assert_eq!((status, &report["migrations_pending"]), (503, &1.into()));
}

#[tokio::test]
async fn who_is_stopping_takes_no_more() {
    let world = World::new().await;
    world.state.stop.cancel();
    let (status, report) = ready(&world).await;
    assert_eq!((status, &report["stopping"]), (503, &true.into()));
}

#[tokio::test]
async fn without_a_token_the_numbers_are_for_this_machine_only() {
    let world = World::new().await;
    let asked = async |peer: &str, forwarded: &str| {
        world.browser("").from(peer).with("x-forwarded-for", forwarded).get("/metrics").await.status
    };
    assert_eq!(asked("127.0.0.1", "").await, 200);
    assert_eq!(asked("::1", "").await, 200);
    assert_eq!(asked("::ffff:127.0.0.1", "").await, 200);
    assert_eq!(asked("192.0.2.9", "").await, 401);
    assert_eq!(asked("192.0.2.9", "127.0.0.1").await, 401);
    assert_eq!(asked("127.0.0.1", "192.0.2.9").await, 401, "the world, through a proxy on this machine");
}

#[tokio::test]
async fn with_a_token_the_numbers_are_for_whoever_has_it() {
    let world = World::with("[metrics]\ntoken = 'right'\n").await;
    let asked = async |authorization: &str| {
        world.browser("").from("192.0.2.9").with("authorization", authorization).get("/metrics").await.status
    };
    assert_eq!(asked("Bearer right").await, 200);
    for wrong in ["", "right", "Bearer wrong", "Bearer ", "Basic right", "Bearer right "] {
        assert_ne!(asked(wrong).await, 500, "{wrong}");
        if !wrong.ends_with("right ") {
            assert_eq!(asked(wrong).await, 401, "{wrong}");
        }
    }
    assert_eq!(world.browser("").from("127.0.0.1").get("/metrics").await.status, 401, "this machine, too");
}
