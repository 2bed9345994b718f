//! Setting Stalwart up so that events come, and what comes then.

use std::time::Duration;

use dezky_connect::{
    parse::stalwart::{ServiceAccount, StalwartEvent, line, verify, webhook},
    stalwart::Watch,
};
use dezky_domain::{audit::Class, provision::TroubleKind};
use serde_json::{Value, json};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
    sync::mpsc::{UnboundedReceiver, unbounded_channel},
};

use super::{PATIENT, connect, world::World};

const KEY: &str = "sandbox-only-hook-key";

fn watch(url: &str) -> Watch {
    Watch {
        name: "dezky".to_owned(),
        url: url.to_owned(),
        key: KEY.into(),
        log: Some("/var/log/dezky".to_owned()),
        mail: false,
    }
}

const NOWHERE: &str = "http://127.0.0.1:1/hooks/stalwart";

impl World {
    async fn all(&self, object: &str) -> Vec<Value> {
        let answer = self.by_hand(&format!("x:{object}/get"), json!({ "ids": null })).await;
        answer["list"].as_array().unwrap().clone()
    }

    async fn act(&self, act: Value) -> Value {
        let client = dezky_connect::http::client(dezky_connect::http::Options::default());
        let at = format!("{}/sandbox/stalwart/events", self.sandbox.base_url());
        client.post(at).json(&act).send().await.unwrap().json().await.unwrap()
    }
}

/// Takes what is delivered: the signature and the body as it came.
async fn receiver() -> (String, UnboundedReceiver<(String, Vec<u8>)>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hooks/stalwart", listener.local_addr().unwrap());
    let (told, got) = unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
            let (head, body) = loop {
                let read = stream.read(&mut part).await.unwrap();
                bytes.extend_from_slice(&part[..read]);
                let text = String::from_utf8(bytes.clone()).unwrap();
                let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
                let said = |name: &str| {
                    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
                    lines.find(|(is, _)| is.eq_ignore_ascii_case(name)).unwrap().1.to_owned()
                };
                if body.len() == said("content-length").parse::<usize>().unwrap() {
                    break (said("x-signature"), body.as_bytes().to_vec());
                }
            };
            told.send((head, body)).unwrap();
            stream.write_all(b"HTTP/1.1 204 No Content\r\nconnection: close\r\n\r\n").await.unwrap();
        }
    });
    (url, got)
}

async fn batch(got: &mut UnboundedReceiver<(String, Vec<u8>)>) -> Vec<StalwartEvent> {
    let (signature, body) = tokio::time::timeout(Duration::from_secs(20), got.recv()).await.unwrap().unwrap();
    assert!(verify(KEY.as_bytes(), &body, &signature));
    webhook(&body).unwrap().into_iter().map(|reading| reading.unwrap()).collect()
}

#[tokio::test]
async fn done_twice_is_done_once_and_nothing_else_is_touched() {
    let world = World::new().await;
    let other = json!({ "url": "http://127.0.0.1:1/other", "events": { "auth.failed": true }, "eventsPolicy": "include",
        "signatureKey": { "@type": "None" }, "httpAuth": { "@type": "Unauthenticated" } });
    world.by_hand("x:WebHook/set", json!({ "create": { "w": other } })).await;
    let (hooks, tracers) = (world.all("WebHook").await, world.all("Tracer").await);

    let differences = world.stalwart.watch(&watch(NOWHERE)).await.unwrap();
    let fields: Vec<_> = differences.iter().map(|it| it.field.as_str()).collect();
    assert_eq!(fields, ["webhook exists", "log exists", "settings"]);
    let made = |world: &World| {
        let made = world.happened("created");
        made.iter().filter(|it| it.contains("webhook") || it.contains("tracer")).count()
    };
    assert_eq!(made(&world), 3, "the other one, ours, and our log");
    assert_eq!(world.stalwart.watch(&watch(NOWHERE)).await.unwrap(), []);
    assert_eq!(world.stalwart.watch_plan(&watch(NOWHERE)).await.unwrap(), dezky_connect::engine::Comparison::default());
    assert_eq!(made(&world), 3);

    let (after, logs) = (world.all("WebHook").await, world.all("Tracer").await);
    assert!(hooks.iter().all(|hook| after.contains(hook)) && tracers.iter().all(|tracer| logs.contains(tracer)));
    let [hook] = after.iter().filter(|hook| !hooks.contains(hook)).collect::<Vec<_>>().try_into().unwrap();
    assert_eq!(
        (&hook["url"], &hook["eventsPolicy"], &hook["throttle"]),
        (&json!(NOWHERE), &json!("include"), &json!(1000))
    );
    assert_eq!((&hook["events"]["auth.failed"], &hook["events"]["jmap.method-call"]), (&json!(true), &json!(true)));
    assert!(hook["events"]["message-ingest.ham"].is_null(), "people's mail only where it is wanted");
    let [log] = logs.iter().filter(|log| !tracers.contains(log)).collect::<Vec<_>>().try_into().unwrap();
    assert_eq!((&log["prefix"], &log["ansi"], &log["level"]), (&json!("dezky"), &json!(false), &json!("debug")));
    assert_eq!(
        (&log["path"], &log["rotate"], &log["events"]),
        (&json!("/var/log/dezky"), &json!("daily"), &hook["events"])
    );
}

#[tokio::test]
async fn what_somebody_changed_is_mended_and_what_is_better_stays() {
    let world = World::new().await;
    world.stalwart.watch(&watch(NOWHERE)).await.unwrap();
    let hook = world.all("WebHook").await[0]["id"].as_str().unwrap().to_owned();
    let patch = json!({ "enable": false, "throttle": 60_000, "events/auth.failed": false, "timeout": 5000,
        "httpHeaders/X-More": "kept" });
    world.by_hand("x:WebHook/set", json!({ "update": { &hook: patch } })).await;
    let tracers = world.all("Tracer").await;
    let log = tracers.iter().find(|log| log["prefix"] == "dezky").unwrap()["id"].as_str().unwrap();
    world.by_hand("x:Tracer/set", json!({ "update": { log: { "ansi": true, "level": "info" } } })).await;

    let plan = world.stalwart.watch_plan(&watch(NOWHERE)).await.unwrap();
    assert!(
        !format!("{:?}", plan.calls.iter().map(dezky_connect::engine::Call::planned).collect::<Vec<_>>()).contains(KEY)
    );
    let differences = world.stalwart.watch(&watch(NOWHERE)).await.unwrap();
    let mut fields: Vec<_> = differences.iter().map(|it| it.field.as_str()).collect();
    fields.sort_unstable();
    assert_eq!(fields, ["log ansi", "log level", "settings", "webhook enable", "webhook events", "webhook throttle"]);
    let mended = world.all("WebHook").await.remove(0);
    assert_eq!((&mended["id"], &mended["enable"], &mended["throttle"]), (&json!(hook), &json!(true), &json!(1000)));
    assert_eq!((&mended["timeout"], &mended["httpHeaders"]["X-More"]), (&json!(5000), &json!("kept")));

    world.by_hand("x:WebHook/set", json!({ "update": { &hook: { "throttle": 200 } } })).await;
    assert_eq!(world.stalwart.watch(&watch(NOWHERE)).await.unwrap(), [], "quicker is no harm");

    let more = Watch { mail: true, ..watch("http://127.0.0.1:1/moved") };
    let differences = world.stalwart.watch(&more).await.unwrap();
    assert!(differences.iter().any(|it| it.field == "webhook url"), "{differences:?}");
    let moved = world.all("WebHook").await;
    assert_eq!((moved.len(), &moved[0]["url"]), (1, &json!("http://127.0.0.1:1/moved")));
    assert_eq!(moved[0]["events"]["message-ingest.ham"], true);
}

#[tokio::test]
async fn another_key_is_another_webhook_and_shown_to_nobody() {
    let world = World::new().await;
    world.stalwart.watch(&watch(NOWHERE)).await.unwrap();
    let first = world.all("WebHook").await.remove(0);
    let new = Watch { key: "another-hook-key".into(), ..watch(NOWHERE) };
    let plan = world.stalwart.watch_plan(&new).await.unwrap();
    let shown: Vec<_> = plan.calls.iter().map(|call| call.planned().body).collect();
    assert!(shown[0].contains("•••") && shown.iter().all(|body| !body.contains("another-hook-key")), "{shown:?}");
    assert!(!format!("{new:?}").contains("another-hook-key"));
    world.stalwart.watch(&new).await.unwrap();
    let hooks = world.all("WebHook").await;
    assert_eq!(hooks.len(), 1);
    assert_ne!(hooks[0]["id"], first["id"]);
    assert_eq!(world.stalwart.watch(&new).await.unwrap(), []);
    assert!(!hooks[0].to_string().contains("another-hook-key"));

    // One that somebody made for our address becomes ours, and of two of ours one stays.
    let twin = json!({ "url": NOWHERE, "httpHeaders": hooks[0]["httpHeaders"], "eventsPolicy": "include",
        "signatureKey": { "@type": "None" }, "httpAuth": { "@type": "Unauthenticated" } });
    world.by_hand("x:WebHook/set", json!({ "create": { "w": twin } })).await;
    let differences = world.stalwart.watch(&new).await.unwrap();
    assert_eq!(differences[0].field, "webhooks");
    assert_eq!(world.all("WebHook").await.len(), 1);
}

#[tokio::test]
async fn settings_that_could_not_be_loaded_are_loaded_later() {
    let world = World::new().await;
    let (url, mut got) = receiver().await;
    world.act(json!({ "by_hand": true })).await;
    world.act(json!({ "break": true })).await;
    let trouble = world.stalwart.watch(&watch(&url)).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Rejected);
    world.act(json!({ "sign_in": { "name": "nobody@dezky.example", "right": false } })).await;
    assert_eq!(world.act(json!("deliver")).await, json!([]), "set up, and not loaded");

    world.act(json!({ "break": false })).await;
    let differences = world.stalwart.watch(&watch(&url)).await.unwrap();
    assert_eq!(differences.iter().map(|it| it.field.as_str()).collect::<Vec<_>>(), ["settings"]);
    assert_eq!(world.stalwart.watch(&watch(&url)).await.unwrap(), []);
    world.act(json!({ "sign_in": { "name": "nobody@dezky.example", "right": false } })).await;
    world.act(json!("deliver")).await;
    let events = batch(&mut got).await;
    assert!(events.iter().any(|event| event.account_name.as_deref() == Some("nobody@dezky.example")), "{events:?}");
}

#[tokio::test]
async fn what_comes_is_read_and_tells_our_own_acts_from_those_of_others() {
    let folder = tempfile::tempdir().unwrap();
    let options = dezky_sandbox::Options { stalwart_log: Some(folder.path().to_owned()), ..Default::default() };
    let mut world = World::new().await;
    world.sandbox = dezky_sandbox::Sandbox::start(options).await.unwrap();
    world.stalwart = connect(&world.sandbox.base_url(), PATIENT);
    world.sandbox.provider().engines.stalwart().dkim_at_once();
    world.act(json!({ "by_hand": true })).await;
    let (url, mut got) = receiver().await;
    world.stalwart.watch(&watch(&url)).await.unwrap();
    let dezky = world.stalwart.service_account().await.unwrap();
    assert_eq!(dezky, ServiceAccount { number: 2 });

    world.reach(&super::Wish::new(super::domain("acme.example"))).await.unwrap();
    let update = json!({ "update": { "b": { "description": "Changed by hand" } } });
    world.act(json!({ "foreign": { "method": "x:Account/set", "arguments": update } })).await;
    world.act(json!({ "sign_in": { "name": "x\", accountId = 2, remoteIp = 9.9.9.9", "right": false } })).await;
    world.act(json!({ "ban": { "ip": "203.0.113.9", "name": "mara@acme.example" } })).await;
    world.act(json!("deliver")).await;
    let events = batch(&mut got).await;
    assert!(events.iter().all(|event| event.class != Class::Unknown));
    let own = events.iter().find(|event| event.method.as_deref() == Some("x:Domain/set")).unwrap();
    assert!(own.class == Class::Mutation && !own.foreign_change(&dezky));
    let foreign: Vec<_> = events.iter().filter(|event| event.foreign_change(&dezky)).collect();
    assert_eq!(foreign.len(), 1);
    assert_eq!((foreign[0].method.as_deref(), foreign[0].actor.as_deref()), (Some("x:Account/set"), Some("b")));
    let keys: Vec<_> = events.iter().filter(|event| event.kind == "dkim.signature-created").collect();
    assert!(keys.len() == 2 && keys.iter().all(|key| key.words["object"] == "acme.example"));

    let logs: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().path()).collect();
    let ours = logs.iter().find(|path| path.file_name().unwrap().to_string_lossy().starts_with("dezky.")).unwrap();
    let text = std::fs::read_to_string(ours).unwrap();
    let lines: Vec<_> = text.lines().map(|text| line(text.as_bytes()).unwrap().event).collect();
    for event in &events {
        let alike = |all: &[StalwartEvent]| all.iter().filter(|it| it.matches == event.matches).count();
        assert_eq!(alike(&lines), alike(&events), "{}", event.matches);
    }
    assert_eq!(lines.iter().filter(|event| event.foreign_change(&dezky)).count(), 1);
    let forged = lines.iter().find(|event| event.raw.contains("9.9.9.9")).unwrap();
    assert_eq!((forged.ip.as_deref(), forged.account_id), (Some("192.0.2.7"), None));
}
