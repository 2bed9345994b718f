//! Engines that fail as told, answers held back, and state that outlives the process.

use std::time::Duration;

use dezky_sandbox::engine::{Fault, Kind, System};
use dezky_sandbox::{Options, Sandbox};
use reqwest::Method;
use serde_json::{Value, json};

use super::authentik::{Api, TOKEN};

const PATIENCE: Duration = Duration::from_secs(10);

async fn faults(api: &Api, list: Value) {
    let answer = api.world.control("/sandbox/faults", list).await;
    assert_eq!(answer.status(), 204, "{}", answer.text().await.unwrap());
}

/// Whether a group can be made, and the status if an answer came.
async fn make(api: &Api, name: &str, patience: Duration) -> Result<u16, reqwest::Error> {
    let asked = api.world.http.post(api.world.at("/api/v3/core/groups/")).bearer_auth(TOKEN);
    let answer = asked.json(&json!({ "name": name })).timeout(patience).send().await?;
    Ok(answer.status().as_u16())
}

fn count(sandbox: &Sandbox, name: &str) -> usize {
    let made = sandbox.provider().journal.entries(Some("created"), 0);
    made.iter().filter(|e| e.what == format!("authentik group {name}")).count()
}

#[tokio::test]
async fn a_status_is_answered_in_the_words_of_each_engine() {
    let api = Api::new().await;
    let status = |status| json!([{ "fault": { "kind": "status", "status": status, "retry_after": 7 } }]);
    for (code, detail) in [
        (403, "You do not have permission to perform this action."),
        (404, "Not found."),
        (429, "Request was throttled. Expected available in 7 seconds."),
    ] {
        faults(&api, status(code)).await;
        let answer = api.send(Method::GET, "/core/groups/", Some(TOKEN), None).await;
        assert_eq!(answer.status(), code);
        assert_eq!(answer.headers()["retry-after"], "7");
        assert!(answer.headers().contains_key("x-authentik-id"));
        assert_eq!(answer.json::<Value>().await.unwrap(), json!({ "detail": detail }));
    }
    faults(&api, status(401)).await;
    let ocis = api.world.get("/graph/v1.0/me").await;
    assert_eq!((ocis.status().as_u16(), ocis.text().await.unwrap()), (401, String::new()));
    let stalwart = api.world.post("/jmap", &[]).await;
    assert_eq!(stalwart.headers()["content-type"], "application/problem+json");
    assert_eq!(stalwart.json::<Value>().await.unwrap()["title"], "Unauthorized");
    faults(&api, status(503)).await;
    let html = api.world.get("/graph/v1.0/me").await;
    assert_eq!(html.status(), 503);
    assert!(html.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
    faults(&api, json!([])).await;
    assert_eq!(make(&api, "acme", PATIENCE).await.unwrap(), 201, "sound again");
}

#[tokio::test]
async fn a_fault_picks_its_calls() {
    let api = Api::new().await;
    let rule = json!([{ "system": "authentik", "method": "POST", "path": "/core/groups/", "calls": "\"bad\"",
        "after": 1, "times": 1, "fault": { "kind": "status", "status": 500 } }]);
    faults(&api, rule).await;
    let mut seen = Vec::new();
    for name in ["good", "bad", "bad", "bad", "good"] {
        seen.push(make(&api, name, PATIENCE).await.unwrap());
    }
    assert_eq!(seen, [201, 201, 500, 400, 400], "one passes, one fails, and then it is over");
    let struck = api.world.sandbox.provider().journal.entries(Some("fault"), 0);
    assert_eq!(struck.len(), 1);
    assert_eq!(struck[0].what, "authentik POST /api/v3/core/groups/");
}

#[tokio::test]
async fn chance_repeats_itself_by_its_seed() {
    let mut runs = Vec::new();
    for seed in [7, 7, 8] {
        let api = Api::new().await;
        let fault = Fault {
            share: Some(0.5),
            seed,
            system: Some(System::Authentik),
            ..Fault::always(Kind::Status { status: 500, retry_after: None })
        };
        api.world.sandbox.provider().engines.faults.set([fault]);
        let mut run = Vec::new();
        for _ in 0..32 {
            run.push(api.send(Method::GET, "/core/groups/", Some(TOKEN), None).await.status() == 500);
        }
        assert!(run.contains(&true) && run.contains(&false));
        runs.push(run);
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
}

#[tokio::test]
async fn a_cut_connection_is_an_error_whether_it_was_done_or_not() {
    let api = Api::new().await;
    for (kind, name, done) in [("cut", "one", 0), ("done_then_cut", "two", 1)] {
        faults(&api, json!([{ "method": "POST", "fault": { "kind": kind } }])).await;
        let error = make(&api, name, PATIENCE).await.unwrap_err();
        assert!(error.is_request() && !error.is_timeout() && error.status().is_none(), "{error:?}");
        assert_eq!(count(&api.world.sandbox, name), done, "{kind}");
    }
    faults(&api, json!([])).await;
    assert_eq!(make(&api, "two", PATIENCE).await.unwrap(), 400, "the second try finds it made");
}

#[tokio::test]
async fn success_after_a_time_out() {
    let api = Api::new().await;
    let soon = Duration::from_millis(200);
    for (fault, name, done) in [
        (json!({ "kind": "hang" }), "one", 0),
        (json!({ "kind": "done_then_hang" }), "two", 1),
        (json!({ "kind": "delay", "ms": 400 }), "three", 1),
    ] {
        let kind = fault["kind"].clone();
        faults(&api, json!([{ "method": "POST", "fault": fault }])).await;
        assert!(make(&api, name, soon).await.unwrap_err().is_timeout(), "{kind}");
        if done == 1 {
            // A late call is carried out although nobody waits any more.
            let mut made = api.world.sandbox.provider().engines.hold.watch();
            let until = if name == "two" { 1 } else { 2 };
            tokio::time::timeout(PATIENCE, made.wait_for(|n| *n >= until)).await.unwrap().unwrap();
        }
        assert_eq!(count(&api.world.sandbox, name), done, "{kind}");
    }
}

#[tokio::test]
async fn a_stale_read_answers_as_before_the_last_change() {
    let api = Api::new().await;
    api.group("acme", &[], json!({})).await;
    api.group("globex", &[], json!({})).await;
    faults(&api, json!([{ "system": "authentik", "fault": { "kind": "stale" } }])).await;
    assert_eq!(api.get("/core/groups/?name=acme").await["pagination"]["count"], 1);
    assert_eq!(api.get("/core/groups/?name=globex").await["pagination"]["count"], 0, "not seen yet");
    assert_eq!(make(&api, "globex", PATIENCE).await.unwrap(), 400, "but it is there");
    faults(&api, json!([])).await;
    assert_eq!(api.get("/core/groups/?name=globex").await["pagination"]["count"], 1);
}

#[tokio::test]
async fn answers_are_held_back_from_a_point_until_they_are_let_go() {
    let api = Api::new().await;
    let engines = &api.world.sandbox.provider().engines;
    let begun = engines.hold.calls();
    let held = api.world.control("/sandbox/hold", json!({ "after": begun + 2 })).await;
    assert_eq!(held.status(), 204);
    assert_eq!(make(&api, "one", PATIENCE).await.unwrap(), 201, "the first goes through");
    let second = make(&api, "two", PATIENCE);
    tokio::pin!(second);
    let mut done = engines.hold.watch();
    tokio::select! {
        early = &mut second => panic!("answered: {early:?}"),
        carried = done.wait_for(|n| *n >= begun + 2) => drop(carried.unwrap()),
    }
    assert_eq!(count(&api.world.sandbox, "two"), 1, "carried out, and its answer is held");
    let calls: Value = api.world.get("/sandbox/calls").await.json().await.unwrap();
    assert_eq!(calls, json!({ "calls": begun + 2 }));
    api.world.control("/sandbox/hold", json!({ "after": null })).await;
    assert_eq!(second.await.unwrap(), 201);
}

#[tokio::test]
async fn what_the_engines_hold_outlives_the_sandbox() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("engines.json");
    let options = || Options { keep: Some(file.clone()), ..Options::default() };
    let api = Api::with(options()).await;
    let alice = api.user("alice@acme.example", &[]).await;
    api.post(&format!("/core/users/{alice}/set_password/"), json!({ "password": "kept" })).await;
    api.world.sandbox.shutdown().await;

    let mut again = Api::with(options()).await;
    let found = again.only("/core/users/?username=alice%40acme.example", "pk").await;
    assert_eq!(found, alice);
    // The platform's own client admits everybody.
    let dezky = super::relying_party::World::authorize("x", "")
        .replace("client_id=dz-acme", "client_id=dezky")
        .replace("acme.localhost", "localhost");
    let back = again.world.sign_in(&dezky, "alice@acme.example", "kept").await;
    assert!(super::relying_party::led_to(&back, "code").is_some(), "with the password of before");
}

#[tokio::test]
async fn a_file_that_cannot_be_read_stops_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("engines.json");
    std::fs::write(&file, "{").unwrap();
    let refused = Sandbox::start(Options { keep: Some(file), ..Options::default() }).await;
    assert!(refused.unwrap_err().to_string().contains("engines.json"));
}
