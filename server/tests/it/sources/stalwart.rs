//! `POST /hooks/stalwart`, with every batch that a real Stalwart sent: each event once, whatever is sent again.

use std::collections::BTreeSet;

use axum::body::Body;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use dezky_domain::{
    audit::{AuditEvent, Class, Showing, Source},
    source::LedgerRow,
};
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::support::{ALL, World};

const RECORDED: &str = include_str!("../../../connect/tests/fixtures/stalwart/webhook.jsonl");
/// What the recorded webhook was set up with.
pub const KEY: &str = "dezky-hook-key";

async fn world() -> World {
    let world = World::new().await;
    world.restarted(|config| config.sources.stalwart.webhook_secret = KEY.to_owned().into())
}

pub fn signed(body: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()).unwrap();
    mac.update(body.as_bytes());
    STANDARD.encode(mac.finalize().into_bytes())
}

pub async fn send(world: &World, body: &str, signature: &str) -> u16 {
    let mut stalwart = world.browser("").with("x-signature", signature);
    stalwart.post_body("/hooks/stalwart", Body::from(body.to_owned())).await.status
}

pub fn batch(events: &[Value]) -> String {
    json!({ "events": events }).to_string()
}

fn event(id: &str, at: &str, kind: &str, data: Value) -> Value {
    json!({ "id": id, "createdAt": at, "type": kind, "data": data })
}

pub async fn stored(world: &World) -> Vec<AuditEvent> {
    let mut events = world.events().await;
    events.retain(|event| event.event.source == Source::Stalwart);
    events
}

#[tokio::test]
async fn every_recorded_batch_is_taken_and_each_event_is_stored_once() {
    let world = world().await;
    let (mut sent, mut told) = (0, BTreeSet::new());
    for line in RECORDED.lines() {
        let delivery: Value = serde_json::from_str(line).unwrap();
        let body = delivery["body_raw"].as_str().unwrap();
        let status = send(&world, body, delivery["headers"]["x-signature"].as_str().unwrap()).await;
        assert_eq!(status, 200, "{body}");
        let batch: Value = serde_json::from_str(body).unwrap();
        for event in batch["events"].as_array().unwrap() {
            sent += 1;
            told.insert(json!([event["createdAt"], event["type"], event["data"]]).to_string());
        }
    }
    // The recording has retries under new ids, and deliveries that were sent again though they had arrived.
    assert!(told.len() < sent, "{} of {sent}", told.len());
    let events = stored(&world).await;
    let happened: Vec<_> = events.iter().filter(|event| event.event.class != Class::Gap).collect();
    assert_eq!(happened.len(), told.len());
    // And once more, all of it.
    for line in RECORDED.lines() {
        let delivery: Value = serde_json::from_str(line).unwrap();
        let signature = delivery["headers"]["x-signature"].as_str().unwrap();
        assert_eq!(send(&world, delivery["body_raw"].as_str().unwrap(), signature).await, 200);
    }
    assert_eq!(stored(&world).await.len(), events.len());
}

#[tokio::test]
async fn what_is_not_signed_is_refused_and_changes_nothing() {
    let world = world().await;
    let body = batch(&[event("1", "2026-11-24T04:10:10Z", "auth.success", json!({ "accountName": "a@acme.example" }))]);
    for signature in ["", "x", "AAAA", &signed("{}"), &signed(&body)[1..]] {
        assert_eq!(send(&world, &body, signature).await, 401, "{signature}");
    }
    assert!(stored(&world).await.is_empty());
    // Without a secret there is no webhook.
    let closed = World::new().await;
    assert_eq!(send(&closed, &body, &signed(&body)).await, 401);
}

#[tokio::test]
async fn a_signed_body_that_is_no_batch_is_kept_in_quarantine() {
    let world = world().await;
    for body in ["", "[]", "{\"events\": 3}", "\u{1}"] {
        assert_eq!(send(&world, body, &signed(body)).await, 200, "{body}");
    }
    let broken = r#"{"events":[{"id":"1","createdAt":"2026-11-24T04:10:10Z","data":{}},
        {"id":"2","createdAt":"2026-11-24T04:10:10Z","type":"auth.success","data":{}}]}"#;
    assert_eq!(send(&world, broken, &signed(broken)).await, 200);
    let ledger = world.store().sources().ledger(&ALL, None).await.unwrap().rows;
    assert_eq!(ledger.iter().filter(|row| matches!(row, LedgerRow::Quarantined(_))).count(), 5);
    assert_eq!(stored(&world).await.len(), 1, "the other of the batch counts");
}

#[tokio::test]
async fn an_event_is_its_tenants_by_the_domain_of_the_address() {
    let world = world().await;
    let acme = world.tenant("acme").await;
    let failed = |id: &str, name: &str, second: u8| {
        let at = format!("2026-11-24T04:10:{second:02}Z");
        event(id, &at, "auth.failed", json!({ "accountName": name, "remoteIp": "203.0.113.7", "remotePort": 1 }))
    };
    let body = batch(&[failed("1", "ann@acme.example", 10), failed("2", "ann@nowhere.example", 11)]);
    assert_eq!(send(&world, &body, &signed(&body)).await, 200);
    let events = stored(&world).await;
    let of = |position: usize| events[position].tenant.as_ref().map(|tenant| tenant.id);
    assert_eq!(
        (of(1), of(0)),
        (Some(acme.id), None),
        "who nobody knows isn't of the tenant that somebody beside is of"
    );
    let shown: Vec<Showing> = events.iter().map(|event| event.showing).collect();
    assert_eq!(shown, [Showing::Entry, Showing::Entry]);
    let body = batch(&[failed("3", "bo@acme.example", 12), failed("4", "cy@nowhere.example", 13)]);
    assert_eq!(send(&world, &body, &signed(&body)).await, 200);
    let shown: Vec<Showing> = stored(&world).await.iter().map(|event| event.showing).collect();
    let alike = [Showing::Part, Showing::Part, Showing::Entry, Showing::Entry];
    assert_eq!(shown, alike, "one address, one minute, one tenant: one entry");
}

#[tokio::test]
async fn what_waited_through_an_outage_is_stored_however_much_it_is() {
    let world = world().await;
    let one = |number: usize| {
        let data = json!({ "accountName": "ann@acme.example", "remoteIp": "203.0.113.7", "remotePort": number });
        event(&number.to_string(), "2026-11-24T04:10:10Z", "auth.success", data)
    };
    let body = batch(&(0..2_300).map(one).collect::<Vec<_>>());
    assert_eq!(send(&world, &body, &signed(&body)).await, 200);
    assert_eq!(world.database.count("audit_event").await, 2_300);
    assert_eq!(send(&world, &body, &signed(&body)).await, 200);
    assert_eq!(world.database.count("audit_event").await, 2_300);
}

#[tokio::test]
async fn what_is_more_than_is_taken_is_a_gap_that_is_told_once() {
    let world = world().await;
    let body = format!("{{\"events\":[{}{{}}]}}", "{},".repeat(200_000));
    for _ in 0..2 {
        assert_eq!(send(&world, &body, &signed(&body)).await, 200);
        let gaps: Vec<_> = stored(&world).await;
        assert_eq!(gaps.len(), 1);
        assert_eq!((gaps[0].event.class, &*gaps[0].event.words["cause"]), (Class::Gap, "too_much"));
        assert_eq!(world.database.count("quarantine").await, 1);
    }
    // What isn't signed isn't even counted among them.
    let huge = "x".repeat((32 << 20) + 1);
    assert_eq!(send(&world, &huge, "AAAA").await, 413);
    assert_eq!(world.state.hooks.available_permits(), 66, "every place is free again");
}

#[tokio::test]
async fn what_stalwart_gave_up_sending_is_a_gap() {
    let world = world().await;
    let told = event("1", "2026-11-24T04:10:10Z", "telemetry.webhook-error", json!({ "details": "discarded" }));
    let body = batch(&[told]);
    for _ in 0..2 {
        assert_eq!(send(&world, &body, &signed(&body)).await, 200);
    }
    let gaps: Vec<_> = stored(&world).await.into_iter().filter(|event| event.event.class == Class::Gap).collect();
    assert_eq!(gaps.iter().map(|gap| &*gap.event.words["cause"]).collect::<Vec<_>>(), ["discarded"]);
}

#[tokio::test]
async fn a_server_that_began_anew_may_have_lost_something_and_is_looked_at() {
    let world = world().await;
    let body = batch(&[event("1", "2026-11-24T04:10:10Z", "server.startup", json!({ "version": "0.16.18" }))]);
    assert_eq!(send(&world, &body, &signed(&body)).await, 200);
    let gaps: Vec<_> = stored(&world).await.into_iter().filter(|event| event.event.class == Class::Gap).collect();
    assert_eq!(gaps.len(), 1);
    assert_eq!(gaps[0].event.words["cause"], "restarted");
    assert_eq!(send(&world, &body, &signed(&body)).await, 200);
    let again = stored(&world).await.into_iter().filter(|event| event.event.class == Class::Gap).count();
    assert_eq!(again, 1, "told once");
}
