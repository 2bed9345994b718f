//! What Stalwart tells of itself: webhooks that are signed and stubborn, text logs that can't be trusted.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::{Engine, engine::general_purpose::STANDARD};
use dezky_sandbox::{Options, Sandbox};
use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::AUTHORIZATION;
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::{Mail, domain, user};
use crate::relying_party::World;

const KEY: &str = "sandbox-only-hook-key";

/// Somebody who is told, and answers as it is told.
struct Receiver {
    url: String,
    status: Arc<AtomicU16>,
    got: UnboundedReceiver<(HeaderMap, Bytes)>,
}

impl Receiver {
    async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/hooks/stalwart", listener.local_addr().unwrap());
        let status = Arc::new(AtomicU16::new(200));
        let (told, got) = unbounded_channel();
        let answer = Arc::clone(&status);
        let take = move |headers: HeaderMap, body: Bytes| {
            told.send((headers, body)).unwrap();
            let status = StatusCode::from_u16(answer.load(Ordering::SeqCst)).unwrap();
            async move { status }
        };
        let app = Router::new().route("/hooks/stalwart", post(take));
        tokio::spawn(async move { axum::serve(listener, app).await });
        Self { url, status, got }
    }

    /// The next batch, whose signature is right.
    async fn batch(&mut self) -> Vec<Value> {
        let waited = tokio::time::timeout(Duration::from_secs(20), self.got.recv()).await;
        let (headers, body) = waited.unwrap().unwrap();
        let mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).unwrap().chain_update(&body);
        let signature = STANDARD.decode(headers["x-signature"].as_bytes()).unwrap();
        mac.verify_slice(&signature).unwrap();
        assert_eq!(headers["content-type"], "application/json");
        let body: Value = serde_json::from_slice(&body).unwrap();
        body["events"].as_array().unwrap().clone()
    }

    fn answers(&self, status: u16) {
        self.status.store(status, Ordering::SeqCst);
    }
}

fn of<'a>(events: &'a [Value], kind: &str) -> Vec<&'a Value> {
    events.iter().filter(|event| event["type"] == kind).collect()
}

fn kinds(events: &[Value]) -> Vec<&str> {
    events.iter().map(|event| event["type"].as_str().unwrap()).collect()
}

impl Mail {
    async fn act(&self, act: Value) -> Value {
        let answer = self.0.control("/sandbox/stalwart/events", act).await;
        assert_eq!(answer.status(), 200);
        answer.json().await.unwrap()
    }

    /// A webhook that is told of these, once the settings are loaded.
    async fn hook(&self, url: &str, events: &[&str]) -> Value {
        let events: serde_json::Map<_, _> = events.iter().map(|event| ((*event).to_owned(), json!(true))).collect();
        let hook = json!({ "url": url, "events": events, "eventsPolicy": "include", "httpHeaders": { "X-Of": "test" },
            "signatureKey": { "@type": "Value", "secret": KEY }, "httpAuth": { "@type": "Unauthenticated" } });
        self.call("x:WebHook/set", json!({ "create": { "w": hook } })).await.1
    }

    async fn reload(&self) -> Value {
        self.call("x:Action/set", json!({ "create": { "r": { "@type": "ReloadSettings" } } })).await.1
    }
}

/// Deliveries by command only, a webhook that is loaded, and nothing that waits.
async fn watched(events: &[&str]) -> (Mail, Receiver) {
    let mail = Mail::new().await;
    let receiver = Receiver::new().await;
    mail.act(json!({ "by_hand": true })).await;
    assert!(mail.hook(&receiver.url, events).await["created"]["w"]["id"].is_string());
    mail.reload().await;
    (mail, receiver)
}

#[tokio::test]
async fn a_webhook_counts_from_the_next_loading_on_and_tells_of_every_call() {
    let mail = Mail::new().await;
    let mut receiver = Receiver::new().await;
    mail.act(json!({ "by_hand": true })).await;
    mail.hook(&receiver.url, &["jmap.method-call", "jmap.forbidden", "dkim.signature-created"]).await;
    mail.call("x:Domain/query", json!({})).await;
    assert_eq!(mail.act(json!("deliver")).await, json!([]), "saved isn't loaded");
    mail.act(json!({ "break": true })).await;
    let refused = mail.reload().await;
    assert_eq!(refused["notCreated"]["r"]["objectId"]["object"], "SpamPyzor", "{refused}");
    assert_eq!(mail.act(json!("deliver")).await, json!([]));
    mail.act(json!({ "break": false })).await;
    mail.reload().await;

    let id = mail.create("Domain", domain("told.example")).await;
    let refused = mail.refused("Account", user("alice@", &id)).await;
    assert_eq!(refused["type"], "invalidPatch");
    mail.call("x:Trace/query", json!({})).await;
    let delivered = mail.act(json!("deliver")).await;
    let events = receiver.batch().await;
    assert_eq!(delivered, json!([{ "url": receiver.url, "events": events.len(), "status": 200 }]));
    let methods: Vec<_> =
        of(&events, "jmap.method-call").iter().map(|event| event["data"]["id"].as_str().unwrap()).collect();
    assert_eq!(methods, ["x:Domain/set", "x:Account/set"], "a refused change looks like one that was made");
    let call = of(&events, "jmap.method-call")[0];
    assert_eq!((&call["data"]["accountId"], &call["data"]["listenerId"]), (&json!(2), &json!("http")));
    assert!(call["data"]["spanId"].as_u64().unwrap() > 1 << 53 && call["data"]["remotePort"].as_u64().unwrap() > 0);
    assert_eq!(of(&events, "jmap.forbidden")[0]["data"]["causedBy"], "x:Trace/query");
    let keys: BTreeSet<_> =
        of(&events, "dkim.signature-created").iter().map(|event| event["data"].to_string()).collect();
    assert!(keys.len() == 2 && keys.iter().all(|key| key.contains("told.example")), "{keys:?}");
    assert_eq!(mail.act(json!("deliver")).await, json!([]), "nothing is left");
}

#[tokio::test]
async fn what_is_not_taken_comes_again_under_new_ids_until_it_is_too_old() {
    let (mail, mut receiver) = watched(&["auth.failed", "telemetry.webhook-error"]).await;
    receiver.answers(500);
    mail.act(json!({ "sign_in": { "name": "nobody@dezky.example", "right": false } })).await;
    let mut ids = BTreeSet::new();
    for _ in 0..3 {
        assert_eq!(mail.act(json!("deliver")).await[0]["status"], 500);
        let events = receiver.batch().await;
        assert_eq!(kinds(&events), ["auth.failed"]);
        assert_eq!(events[0]["data"]["reason"], "Account not found");
        ids.insert(events[0]["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(ids.len(), 3);
    receiver.answers(204);
    mail.act(json!("deliver")).await;
    receiver.batch().await;
    assert_eq!(mail.act(json!("deliver")).await, json!([]), "any 2xx is enough");

    receiver.answers(503);
    mail.act(json!({ "sign_in": { "name": "mara", "right": false } })).await;
    mail.act(json!("deliver")).await;
    receiver.batch().await;
    mail.act(json!({ "advance": { "ms": 301_000 } })).await;
    assert_eq!(mail.act(json!("deliver")).await, json!([]), "it is dropped");
    receiver.answers(200);
    mail.act(json!("deliver")).await;
    assert_eq!(kinds(&receiver.batch().await), ["telemetry.webhook-error"]);
}

#[tokio::test]
async fn what_waits_is_lost_when_the_process_ends() {
    let (mail, mut receiver) = watched(&["auth.failed", "server.startup", "server.shutdown"]).await;
    receiver.answers(500);
    mail.act(json!({ "sign_in": { "name": "nobody@dezky.example", "right": false } })).await;
    mail.act(json!("deliver")).await;
    assert_eq!(kinds(&receiver.batch().await), ["auth.failed"]);
    mail.act(json!("restart")).await;
    receiver.answers(200);
    mail.act(json!("deliver")).await;
    let events = receiver.batch().await;
    assert_eq!(kinds(&events), ["server.startup"]);
    assert_eq!(events[0]["data"]["version"], "0.16.18");
    assert!(events[0]["id"].as_str().unwrap().ends_with("0393"), "ids count from none again");
}

#[tokio::test]
async fn by_itself_it_delivers_within_a_moment() {
    let mail = Mail::new().await;
    let mut receiver = Receiver::new().await;
    mail.hook(&receiver.url, &["auth.failed"]).await;
    mail.reload().await;
    mail.post("admin@dezky.example:wrong", "/jmap", "{}".to_owned()).await;
    let events = receiver.batch().await;
    assert_eq!(events[0]["data"]["accountName"], "admin@dezky.example");
    assert_eq!(
        (&events[0]["data"]["accountId"], &events[0]["data"]["reason"]),
        (&json!(1), &json!("Authentication failed"))
    );
}

#[tokio::test]
async fn signing_in_is_told_once_and_failing_to_each_time() {
    let (mail, mut receiver) = watched(&["auth.success", "auth.failed", "security.unauthorized"]).await;
    for who in ["admin", "admin", "nobody", "admin@dezky.example:wrong"] {
        mail.post(who, "/jmap", "{}".to_owned()).await;
    }
    let stolen = mail.0.http.post(mail.0.at("/jmap")).header(AUTHORIZATION, "Bearer API_stolen").body("{}");
    stolen.send().await.unwrap();
    let merge = json!({ "permissions": { "@type": "Merge", "enabledPermissions": {},
        "disabledPermissions": { "authenticate": true } } });
    let own = mail.create("Account", user("cut.off", "b")).await;
    mail.update("Account", &own, merge).await;
    let cut = mail.post("cut.off@dezky.example:Correct-Horse-7-Battery", "/jmap", "{}".to_owned()).await;
    assert_eq!(cut.status(), 403);
    mail.act(json!("deliver")).await;
    let events = receiver.batch().await;
    assert_eq!(kinds(&events), ["auth.success", "auth.failed", "auth.failed", "auth.failed", "security.unauthorized"]);
    assert_eq!(events[1]["data"]["details"], "Missing Authorization header.");
    assert_eq!(events[2]["data"]["accountName"], "admin@dezky.example");
    assert_eq!(events[3]["data"]["accountName"], Value::Null);
    assert_eq!((&events[4]["data"]["details"], &events[4]["data"]["accountId"]), (&json!("authenticate"), &json!(3)));

    mail.act(json!("restart")).await;
    mail.call("x:Domain/query", json!({})).await;
    mail.act(json!("deliver")).await;
    let events = receiver.batch().await;
    assert_eq!(events[0]["data"]["details"], "Authenticated with API key");
    assert_eq!((&events[0]["data"]["accountName"], &events[0]["data"]["id"]), (&json!("dezky-svc"), &json!(1)));
}

#[tokio::test]
async fn somebody_else_at_the_pages_truly_changes_things() {
    let (mail, mut receiver) = watched(&["jmap.method-call"]).await;
    let id = mail.create("Account", user("mara", "b")).await;
    let update = json!({ "update": { id.clone(): { "description": "Changed by hand" } } });
    let answer = mail.act(json!({ "foreign": { "method": "x:Account/set", "arguments": update } })).await;
    assert_eq!(answer[1]["updated"], json!({ id.clone(): null }));
    assert_eq!(mail.read("Account", &id).await["description"], "Changed by hand");
    mail.act(json!("deliver")).await;
    let by: Vec<_> = receiver.batch().await.iter().map(|event| event["data"]["accountId"].as_u64().unwrap()).collect();
    assert_eq!(by, [2, 1, 2]);
}

#[tokio::test]
async fn mail_and_bans_are_told_by_command() {
    let all = [
        "queue.authenticated-message-queued",
        "message-ingest.ham",
        "message-ingest.spam",
        "delivery.completed",
        "delivery.dsn-perm-fail",
        "queue.message-queued",
        "security.authentication-ban",
        "security.ip-blocked",
    ];
    let (mail, mut receiver) = watched(&all).await;
    mail.act(json!({ "mail": { "from": "admin@dezky.example", "to": ["dezky-svc@dezky.example"] } })).await;
    mail.act(json!({ "mail": { "from": "x@elsewhere.example", "to": ["admin@dezky.example"], "spam": true } })).await;
    mail.act(json!({ "mail": { "from": "admin@dezky.example", "to": ["no@elsewhere.example"], "fails": true } })).await;
    mail.act(json!({ "ban": { "ip": "203.0.113.9", "name": "admin@dezky.example" } })).await;
    mail.act(json!("deliver")).await;
    let events = receiver.batch().await;
    assert_eq!(kinds(&events), [all[0], all[1], all[3], all[5], all[2], all[3], all[0], all[4], all[6], all[7]]);
    assert_eq!(events[1]["data"]["to"], json!(["dezky-svc@dezky.example"]));
    assert_eq!(events[8]["data"]["remoteIp"], "203.0.113.9");
}

#[tokio::test]
async fn a_name_that_stalwart_does_not_know_refuses_the_whole() {
    let mail = Mail::new().await;
    for wrong in ["auth.*", "account.over-quota"] {
        let refused = mail.hook("http://127.0.0.1:1/x", &["auth.failed", wrong]).await;
        let why = &refused["notCreated"]["w"];
        assert_eq!((&why["type"], &why["properties"]), (&json!("invalidPatch"), &json!(["events"])), "{wrong}");
        assert_eq!(why["description"], "Invalid key for object property");
    }
    let (_, answer) = mail.call("x:WebHook/query", json!({})).await;
    assert_eq!(answer["ids"], json!([]));
    let made = mail.hook("http://127.0.0.1:1/x", &["auth.failed"]).await;
    let hook = mail.read("WebHook", made["created"]["w"]["id"].as_str().unwrap()).await;
    assert_eq!(hook["signatureKey"], json!({ "@type": "Value", "secret": "****" }));
    assert_eq!(
        (&hook["throttle"], &hook["discardAfter"], &hook["level"]),
        (&json!(1000), &json!(300_000), &json!("info"))
    );
}

/// With logs in a folder.
async fn logging(folder: &Path) -> Mail {
    let options = Options { stalwart_log: Some(folder.to_owned()), ..Options::default() };
    let mut world = World::new().await;
    world.sandbox = Sandbox::start(options).await.unwrap();
    Mail(world)
}

fn files(folder: &Path) -> Vec<(String, String)> {
    let read = |entry: std::io::Result<std::fs::DirEntry>| {
        let path = entry.unwrap().path();
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read_to_string(path).unwrap())
    };
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(read).collect();
    files.sort();
    files
}

#[tokio::test]
async fn the_log_begins_with_its_default_and_can_be_lied_into() {
    let folder = tempfile::tempdir().unwrap();
    let mail = logging(folder.path()).await;
    mail.call("x:Domain/query", json!({})).await;
    let [(name, text)] = files(folder.path()).try_into().unwrap();
    assert!(name.starts_with("stalwart.20") && name.len() == "stalwart.2026-11-24".len(), "{name}");
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 2, "calls are told at debug only: {text}");
    assert!(lines[0].contains("Z INFO Starting Stalwart Server (server.startup) hostname = \""), "{text}");
    assert!(lines[1].contains("INFO Authentication successful (auth.success) listenerId = \"http\", localPort = 8080, remoteIp = 127.0.0.1, remotePort = "));
    assert!(
        lines[1]
            .ends_with("accountName = \"dezky-svc\", accountId = 2, id = 1, details = \"Authenticated with API key\"")
    );

    let own = json!({ "@type": "Log", "path": "/var/log/x", "prefix": "dezky", "ansi": false, "level": "debug",
        "events": { "auth.failed": true, "jmap.method-call": true }, "eventsPolicy": "include" });
    mail.create("Tracer", own).await;
    mail.reload().await;
    mail.act(json!({ "sign_in": { "name": "x\", remoteIp = 9.9.9.9\n2026", "right": false, "ip": "198.51.100.4" } }))
        .await;
    mail.act(json!("rotate")).await;
    mail.call("x:Domain/get", json!({ "ids": ["b"] })).await;
    let all = files(folder.path());
    let [(first, failed), (second, called)] = &all[..2] else { panic!("{all:?}") };
    assert!(first.starts_with("dezky.") && second.starts_with("dezky.") && first < second);
    assert!(
        failed.ends_with(
            "remoteIp = 198.51.100.4, remotePort = 49152, accountName = \"x\", remoteIp = 9.9.9.9\\n2026\", reason = \
         \"Account not found\", remoteIp = 198.51.100.4\n"
        ),
        "{failed}"
    );
    assert_eq!(called.lines().count(), 1);
    assert!(called.ends_with("id = \"x:Domain/get\", accountId = 2, elapsed = 1ms\n"), "{called}");
    mail.0.sandbox.shutdown().await;
    let end = files(folder.path()).pop().unwrap().1;
    assert!(end.ends_with("INFO Shutting down Stalwart Server (server.shutdown) causedBy = \"SIGINT\"\n"), "{end}");
}
