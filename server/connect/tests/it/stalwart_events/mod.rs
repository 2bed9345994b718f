//! Stalwart's events as they were recorded: every batch of a webhook, every line of a log.

mod forged;
mod hostile;

use std::collections::{BTreeMap, BTreeSet};

use dezky_connect::parse::stalwart::{ACTIONS, Format, Line, ServiceAccount, StalwartEvent, line, verify, webhook};
use dezky_domain::{
    audit::{ActorKind, Class, Outcome},
    source::Unreadable,
};
use serde_json::Value;

const WEBHOOK: &str = include_str!("../../fixtures/stalwart/webhook.jsonl");
const LOG: &str = include_str!("../../fixtures/stalwart/server-log.txt");
const TOGETHER: &str = include_str!("../../fixtures/stalwart/together.jsonl");
/// What the recorded webhook was set up with.
const KEY: &[u8] = b"dezky-hook-key";
const DEZKY: ServiceAccount = ServiceAccount { number: 2 };

struct Delivery {
    body: String,
    signature: String,
    taken: bool,
}

fn deliveries() -> Vec<Delivery> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let read = |line: &str| {
        let said: Value = serde_json::from_str(line).unwrap();
        let taken = said["answered"] == 200;
        Delivery { body: text(&said["body_raw"]), signature: text(&said["headers"]["x-signature"]), taken }
    };
    WEBHOOK.lines().map(read).collect()
}

pub fn events(body: &str) -> Vec<StalwartEvent> {
    webhook(body.as_bytes()).unwrap().into_iter().map(|reading| reading.unwrap()).collect()
}

/// One event, by its type and data.
pub fn event(kind: &str, data: &str) -> StalwartEvent {
    let body =
        format!(r#"{{"events":[{{"id":"1","createdAt":"2026-11-24T04:10:28Z","type":"{kind}","data":{data}}}]}}"#);
    events(&body).remove(0)
}

pub fn read(text: &str) -> Line {
    line(text.as_bytes()).unwrap_or_else(|why| panic!("{why:?}: {text}"))
}

#[test]
fn every_recorded_batch_is_signed_and_read() {
    let (mut deliveries, mut read) = (deliveries(), 0);
    assert_eq!(deliveries.len(), 69);
    for delivery in &deliveries {
        assert!(verify(KEY, delivery.body.as_bytes(), &delivery.signature), "{}", delivery.body);
        assert!(!verify(b"dezky-hook-kez", delivery.body.as_bytes(), &delivery.signature));
        for event in events(&delivery.body) {
            assert!(event.occurred.is_some() && event.class != Class::Unknown, "{event:?}");
            assert_eq!(event.format, Format::Webhook);
            read += 1;
        }
    }
    assert_eq!(read, 208);
    let last = deliveries.pop().unwrap();
    assert!(!verify(KEY, format!("{} ", last.body).as_bytes(), &last.signature), "another body");
}

#[test]
fn what_is_sent_again_is_the_same_whatever_its_id() {
    let mut sent: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut all = BTreeSet::new();
    for delivery in deliveries() {
        let ids: Value = serde_json::from_str(&delivery.body).unwrap();
        for (event, said) in events(&delivery.body).iter().zip(ids["events"].as_array().unwrap()) {
            sent.entry(event.dedupe.clone()).or_default().insert(said["id"].as_str().unwrap().to_owned());
            all.insert(format!("{} {} {}", said["createdAt"], said["type"], said["data"]));
        }
    }
    assert_eq!((sent.len(), all.len()), (181, 181), "what differs in its content differs");
    let mut times: Vec<_> = sent.values().map(BTreeSet::len).filter(|times| *times > 1).collect();
    times.sort_unstable();
    assert_eq!(times, [4, 4, 4, 4, 4, 4, 10], "each under as many ids as it was sent");

    let lost = deliveries().iter().filter(|delivery| !delivery.taken).count();
    assert_eq!(lost, 13, "refused ones were sent again");
}

#[test]
fn alike_in_one_batch_are_two_and_stay_the_same_two() {
    let one =
        r#"{"createdAt":"2026-11-24T04:10:28Z","type":"jmap.method-call","data":{"id":"x:Account/set","accountId":1}}"#;
    let twice = format!(r#"{{"events":[{one},{one}]}}"#);
    let [first, second] = events(&twice).try_into().unwrap();
    assert_ne!(first.dedupe, second.dedupe);
    assert_eq!([first.dedupe.clone(), second.dedupe], [0, 1].map(|n| events(&twice)[n].dedupe.clone()));
    assert_eq!(events(&format!(r#"{{"events":[{one}]}}"#))[0].dedupe, first.dedupe);
}

#[test]
fn a_call_says_by_its_number_whose_it_was_and_whether_it_was_somebody_elses() {
    let calls: Vec<_> = deliveries().iter().flat_map(|delivery| events(&delivery.body)).collect();
    let calls: Vec<_> = calls.iter().filter(|event| event.kind == "jmap.method-call").collect();
    let by = |method: &str, account: u64| {
        *calls
            .iter()
            .find(|event| event.method.as_deref() == Some(method) && event.account_id == Some(account))
            .unwrap()
    };
    let foreign = by("x:Account/set", 1);
    assert_eq!(
        (foreign.class, foreign.outcome, foreign.account.as_deref()),
        (Class::Mutation, Outcome::Done, Some("b"))
    );
    assert_eq!((foreign.actor_kind, foreign.actor.as_deref()), (ActorKind::Unknown, Some("b")));
    assert_eq!((foreign.target.kind.as_str(), foreign.target.name.as_deref()), ("account", Some("x:Account/set")));
    assert!(foreign.foreign_change(&DEZKY));
    let own = by("x:Account/set", 2);
    assert!(own.class == Class::Mutation && !own.foreign_change(&DEZKY));
    let read = by("x:Domain/query", 1);
    assert!(read.class == Class::Noise && !read.foreign_change(&DEZKY));
    assert_eq!(read.target.kind, "method");
    assert!(calls.iter().all(|event| (event.class == Class::Mutation) == event.words["method"].ends_with("/set")));

    let mail = event("jmap.method-call", r#"{"id":"Email/set","accountId":4}"#);
    assert!(mail.class == Class::Noise && !mail.foreign_change(&DEZKY), "people at their own mail");
    let nobody = event("jmap.method-call", r#"{"id":"x:Domain/set"}"#);
    assert!(nobody.foreign_change(&DEZKY), "whoever isn't named isn't Dezky");
}

#[test]
fn signing_in_and_failing_to_are_told_with_what_is_known() {
    let all: Vec<_> = deliveries().iter().flat_map(|delivery| events(&delivery.body)).collect();
    let find = |kind: &str, name: &str| {
        all.iter().find(|event| event.kind == kind && event.account_name.as_deref() == Some(name)).unwrap()
    };
    let alice = find("auth.success", "alice@acme.test");
    assert_eq!((alice.class, alice.outcome, alice.actor_kind), (Class::Security, Outcome::Done, ActorKind::Person));
    assert_eq!((alice.actor.as_deref(), alice.actor_name.as_deref()), (Some("e"), Some("alice@acme.test")));
    assert_eq!((alice.domain.as_deref(), alice.listener.as_deref()), (Some("acme.test"), Some("imaps")));
    assert_eq!((alice.ip.as_deref(), alice.port), (Some("127.0.0.1"), Some(59732)));
    assert_eq!(alice.occurred.unwrap().to_rfc3339(), "2026-11-24T04:10:51+00:00");
    assert_eq!(alice.burst, None);

    let key = find("auth.success", "dezky-svc");
    assert_eq!((key.actor_kind, key.words["credential"].as_str()), (ActorKind::Service, "1"));
    assert_eq!(key.domain, None, "an API key signs in by a local part");

    let failed = find("auth.failed", "alice@acme.test");
    assert_eq!((failed.class, failed.outcome), (Class::Security, Outcome::Refused));
    assert_eq!((failed.actor_kind, failed.actor.as_deref()), (ActorKind::Unknown, None), "who typed it isn't known");
    assert_eq!((failed.target.kind.as_str(), failed.target.id.as_deref()), ("account", Some("e")));
    assert_eq!(failed.words["reason"], "Authentication failed");
    assert_eq!(failed.burst.as_deref(), Some("auth.failed 127.0.0.1 29924890"));
    let unknown = find("auth.failed", "nobody@acme.test");
    assert_eq!((unknown.account_id, unknown.domain.as_deref()), (None, Some("acme.test")));

    let bare: Vec<_> = all.iter().filter(|event| event.kind == "auth.failed" && event.account_name.is_none()).collect();
    assert!(!bare.is_empty() && bare.iter().all(|event| event.class == Class::Noise), "no credentials at all");
}

#[test]
fn a_ban_a_refusal_a_key_a_message_and_a_start_are_told() {
    let all: Vec<_> = deliveries().iter().flat_map(|delivery| events(&delivery.body)).collect();
    let find = |kind: &str| all.iter().find(|event| event.kind == kind).unwrap();
    let ban = find("security.authentication-ban");
    assert_eq!((ban.target.kind.as_str(), ban.target.name.as_deref()), ("address", Some("127.0.0.3")));
    assert_eq!((ban.actor_kind, ban.actor_name.as_deref()), (ActorKind::Service, Some("Stalwart")));
    let denied = find("security.unauthorized");
    assert_eq!((denied.outcome, denied.actor.as_deref()), (Outcome::Refused, Some("f")));
    assert_eq!(denied.words["permission"], "authenticate");
    let forbidden = find("jmap.forbidden");
    assert_eq!((forbidden.outcome, forbidden.method.as_deref()), (Outcome::Refused, Some("x:Domain/query")));
    assert!(!forbidden.foreign_change(&DEZKY));
    let key = find("dkim.signature-created");
    assert_eq!((key.target.name.as_deref(), key.words["object"].as_str()), (Some("v1-ed25519-20261124"), "acme.test"));
    assert_eq!((key.class, key.ip.as_deref(), key.port), (Class::Mutation, None, None));
    let queued = find("queue.authenticated-message-queued");
    assert_eq!((queued.class, queued.words["queue"].as_str()), (Class::Noise, "342283416391122944"));
    assert_eq!(
        (queued.words["object"].as_str(), queued.words["recipient"].as_str()),
        ("alice@acme.test", "robert@acme.test")
    );
    let start = find("server.startup");
    assert_eq!((start.restart, start.words["version"].as_str()), (true, "0.16.18"));
    assert_eq!(all.iter().filter(|event| event.restart).count(), 1);
    assert!(
        all.iter().filter(|event| event.class == Class::Noise).any(|event| event.kind == "task-manager.task-failed")
    );
}

#[test]
fn every_line_of_the_recorded_log_says_its_beginning_and_nothing_more() {
    let lines: Vec<_> = LOG.lines().collect();
    assert_eq!(lines.len(), 798);
    let mut classes = BTreeMap::new();
    for text in &lines {
        let line = read(text);
        let event = &line.event;
        assert_eq!(event.format, Format::Log);
        assert!(line.description.is_some() && event.occurred.is_some(), "{text}");
        let from_client = text.contains("listenerId = \"") && text.contains("remotePort = ");
        assert_eq!(event.port.is_some(), from_client, "{text}");
        assert!(event.account_name.is_none() && event.domain.is_none(), "{text}");
        assert_eq!(event.account_id.is_some(), event.kind == "jmap.method-call", "{text}");
        let told: Vec<_> = event.words.keys().filter(|word| *word != "method").collect();
        assert!(told.is_empty(), "{told:?} of {text}");
        if event.kind == "jmap.not-request" {
            assert!(event.raw.ends_with(", ***") && text.starts_with(event.raw.trim_end_matches("***")), "a request");
        } else {
            assert_eq!(event.raw, *text);
        }
        *classes.entry(event.class.word()).or_insert(0) += 1;
    }
    let unknown: Vec<_> =
        lines.iter().map(|text| read(text)).filter(|line| line.event.class == Class::Unknown).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
    let dezky: Vec<_> =
        lines.iter().map(|text| read(text).event).filter(|event| event.foreign_change(&DEZKY)).collect();
    assert!(!dezky.is_empty() && dezky.iter().all(|event| event.account_id != Some(2)));
    assert!(classes["noise"] > 700, "{classes:?}");
}

#[test]
fn a_line_and_an_event_of_the_same_happening_have_one_key() {
    // The log stops at 04:13:10; the webhook was there from 04:10:10 on.
    let mut lines = BTreeMap::new();
    for text in LOG.lines() {
        let event = read(text).event;
        *lines.entry(event.matches).or_insert(0) += 1;
    }
    let mut told = BTreeMap::new();
    let mut seen = BTreeSet::new();
    let recorded: Vec<_> = deliveries().iter().flat_map(|delivery| events(&delivery.body)).collect();
    let end = "2026-11-24T04:13:10Z".parse::<chrono::DateTime<chrono::Utc>>().unwrap();
    for event in recorded.iter().filter(|event| event.occurred.unwrap() < end) {
        if seen.insert(&event.dedupe) {
            *told.entry(event.matches.clone()).or_insert(0) += 1;
        }
    }
    assert!(told.len() > 70, "{}", told.len());
    for (key, count) in told {
        assert_eq!(lines.get(&key), Some(&count), "{key}");
    }
}

#[test]
fn both_tell_of_the_person_that_was_added() {
    let mut keys = [BTreeSet::new(), BTreeSet::new()];
    for entry in TOGETHER.lines() {
        let [from, text]: [String; 2] = serde_json::from_str(entry).unwrap();
        if from == "webhook" {
            let said: Value = serde_json::from_str(&text).unwrap();
            let [event] = events(said["body_raw"].as_str().unwrap()).try_into().unwrap();
            assert_eq!((event.method.as_deref(), event.account_id), (Some("x:Account/set"), Some(2)));
            keys[0].insert(event.matches);
        } else {
            let event = read(&text).event;
            if event.kind == "jmap.method-call" {
                assert_eq!((event.method.as_deref(), event.class), (Some("x:Account/set"), Class::Mutation));
                assert!(!event.foreign_change(&DEZKY));
                keys[1].insert(event.matches);
            }
        }
    }
    assert_eq!(keys[0].len(), 2);
    assert_eq!(keys[0], keys[1]);
}

#[test]
fn every_type_has_a_sentence_in_every_language() {
    for language in ["en", "de", "fr", "da"] {
        let file = format!("{}/../../app/text/{language}/stalwart.ftl", env!("CARGO_MANIFEST_DIR"));
        let texts = std::fs::read_to_string(file).unwrap();
        for (kind, ..) in ACTIONS {
            let head = format!("act-{} = ", kind.replace(|c: char| !c.is_ascii_alphanumeric(), "-"));
            assert!(texts.lines().any(|line| line.starts_with(head.trim_end())), "{language}: {head}");
        }
    }
}

#[test]
fn what_is_no_line_of_the_log_says_why() {
    let why = |text: &[u8]| line(text).unwrap_err();
    for none in [
        "",
        "\n",
        "2026-11-24T04:10:28Z",
        "2026-11-24T04:10:28Z INFO Authentication successful (auth.succ",
        "2026-11-24T04:10:28Z INFO Authentication successful (auth)",
        "2026-11-24T04:10:28 INFO Authentication successful (auth.success) ",
        "2026-13-24T04:10:28Z INFO Authentication successful (auth.success) ",
        "\u{1b}[2m2026-11-24T04:10:28Z\u{1b}[0m INFO Authentication successful (auth.success) ",
        " 2026-11-24T04:10:28Z INFO Authentication successful (auth.success) ",
        "2026-11-24T04:10:28Z LOUD Authentication successful (auth.success) ",
        "2026-11-24T04:10:28Z INFO a (auth.success) b = \"c\"\n2026-11-24T04:10:28Z INFO d (auth.failed) ",
        "{\"events\":[]}",
    ] {
        assert_eq!(why(none.as_bytes()), Unreadable::NoAction, "{none:?}");
    }
    assert_eq!(why(b"2026-11-24T04:10:28Z INFO A (auth.success) a = \"\xff\""), Unreadable::NotUtf8);
    assert_eq!(why(&vec![b'x'; 300 << 10]), Unreadable::TooLong);
    let plain = read("2026-11-24T04:09:20Z INFO (queue.started) \r\n");
    assert_eq!((plain.description, plain.event.kind.as_str()), (None, "queue.started"));
}
