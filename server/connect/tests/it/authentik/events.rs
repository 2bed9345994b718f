//! Reading the list of events: the recorded page, the sandbox's, and answers that are none.

use std::collections::BTreeSet;

use dezky_connect::{
    authentik::{Ask, Authentik, Step, Walk},
    http,
    parse::authentik::{headline, parse},
};
use dezky_domain::{audit::Class, provision::TroubleKind};
use serde_json::{Value, json};

use super::{QUICK, World, engine_at};
use crate::replay::{Line, Reaction, Replay};

const FIRST: Ask = Ask { page: 1, size: 100 };
const PATH: &str = "/api/v3/events/events/?ordering=-created,-pk&page=1&page_size=100";

fn recorded() -> Vec<Value> {
    let lines = include_str!("../../fixtures/authentik/events.jsonl").lines();
    lines.map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn page(results: &[Value], next: u32, start: usize) -> Value {
    let pagination = json!({ "next": next, "previous": 0, "count": 117, "current": 1, "total_pages": 2,
        "start_index": start, "end_index": start + results.len() - 1 });
    json!({ "pagination": pagination, "results": results, "autocomplete": {} })
}

/// Walks to the end as the worker does; the events, each once.
async fn walked(engine: &Authentik, mut walk: Walk) -> Vec<String> {
    let (mut all, mut seen, mut ask) = (Vec::new(), BTreeSet::new(), walk.first());
    loop {
        let step = match engine.events(ask).await.unwrap() {
            Some(page) => {
                for event in &page.events {
                    if seen.insert(event.pk.clone().unwrap()) {
                        all.push(event.json.clone());
                    }
                }
                walk.read(&page.read())
            }
            None => walk.gone(),
        };
        match step {
            Step::Next(next) | Step::Again(next) => ask = next,
            Step::Done { watermark } => {
                assert!(watermark.is_some());
                return all;
            }
            Step::Lost(why) => panic!("{why}"),
        }
    }
}

#[tokio::test]
async fn the_recorded_page_is_read_with_each_event_as_it_came() {
    let line = Line::asked("GET", PATH).answers(200, page(&recorded(), 2, 1));
    let replay = Replay::of(vec![line], &[]).await;
    let read = engine_at(&replay.url(), http::Options::default()).events(FIRST).await.unwrap().unwrap();
    assert_eq!((read.events.len(), read.start, read.more, read.count), (100, 0, true, 117));
    assert!(read.is_descending());
    let first = &read.events[0];
    assert_eq!(first.pk.as_deref(), Some("165e8618-88cd-4c1f-a298-2c497af2597e"));
    assert_eq!(first.created.unwrap().timestamp_subsec_micros(), 526_167);
    assert_eq!(first.json, recorded()[0].to_string());
    assert_eq!(parse(first.json.as_bytes()).unwrap().pk, first.pk.clone().unwrap());
    assert_eq!(first.sha256().len(), 64);
    assert_ne!(first.sha256(), read.events[1].sha256());
    replay.end();
}

#[tokio::test]
async fn an_order_that_is_not_honoured_is_seen() {
    let mut rows = recorded();
    rows.reverse();
    let replay = Replay::always(Reaction::json(200, &page(&rows, 0, 1))).await;
    let read = engine_at(&replay.url(), http::Options::default()).events(FIRST).await.unwrap().unwrap();
    assert!(!read.is_descending() && !read.more);
}

#[tokio::test]
async fn the_end_that_moved_is_no_trouble_and_everything_else_is() {
    let answer = async |reaction: Reaction| {
        let replay = Replay::always(reaction).await;
        engine_at(&replay.url(), QUICK).events(Ask { page: 3, size: 100 }).await
    };
    assert_eq!(answer(Reaction::json(404, &json!({ "detail": "Invalid page." }))).await, Ok(None));
    let kind = async |reaction: Reaction| answer(reaction).await.unwrap_err().kind;
    let denied = json!({ "detail": "You do not have permission to perform this action." });
    assert_eq!(kind(Reaction::json(403, &denied)).await, TroubleKind::Credentials);
    assert_eq!(kind(Reaction::json(500, &json!({}))).await, TroubleKind::Server);
    assert_eq!(kind(Reaction::json(429, &json!({})).heading("retry-after", "7")).await, TroubleKind::TooMany);
    assert_eq!(kind(Reaction::text(404, "text/html", "<h1>Not Found</h1>")).await, TroubleKind::Unexpected);
    assert_eq!(kind(Reaction::Hang).await, TroubleKind::Timeout);
    assert_eq!(kind(Reaction::Cut).await, TroubleKind::Unreachable);
    for body in ["", "[]", "{}", "null", r#"{"results":{}}"#, r#"{"results":[1,"#, "<html>"] {
        assert_eq!(kind(Reaction::text(200, "application/json", body)).await, TroubleKind::Unexpected, "{body}");
    }
    let vast = format!(r#"{{"results":["{}"]}}"#, "x".repeat(17 << 20));
    assert_eq!(kind(Reaction::text(200, "application/json", vast)).await, TroubleKind::Unexpected);
}

#[tokio::test]
async fn rows_that_are_no_events_are_handed_on_for_the_parser_to_refuse() {
    let rows = r#"[7, null, {}, {"pk": 7, "created": "NaN"}, {"pk": "x", "pk": "y"}, {"pk":"165E861888CD4C1FA2982C497AF2597E","created":"2026-11-24T04:10:19.526167+00:00"}]"#;
    let body = format!(r#"{{"pagination": {{"next": 2.0, "count": -1, "start_index": 1e999}}, "results": {rows}}}"#);
    let replay = Replay::always(Reaction::text(200, "application/json", body)).await;
    let engine = engine_at(&replay.url(), http::Options::default());
    // A number that no float holds.
    assert_eq!(engine.events(FIRST).await.unwrap_err().kind, TroubleKind::Unexpected);

    let body = format!(r#"{{"pagination": {{"next": 2.0, "count": -1}}, "results": {rows}}}"#);
    let replay = Replay::always(Reaction::text(200, "application/json", body)).await;
    let engine = engine_at(&replay.url(), http::Options::default());
    let read = engine.events(Ask { page: 3, size: 50 }).await.unwrap().unwrap();
    assert_eq!((read.events.len(), read.start, read.more, read.count), (6, 100, true, 0));
    let known: Vec<_> = read.events.iter().filter_map(|event| event.pk.clone()).collect();
    assert_eq!(known, ["165e8618-88cd-4c1f-a298-2c497af2597e"]);
    assert_eq!(read.read().rows.len(), 1);
    assert!(read.events[..5].iter().all(|event| parse(event.json.as_bytes()).is_err()));
}

#[tokio::test]
async fn the_sandboxs_events_are_walked_through_and_folded() {
    let world = World::new().await;
    for number in 0..120 {
        world.by_hand("POST", "/core/groups/", json!({ "name": format!("g{number}") })).await;
    }
    let now = "2100-01-01T00:00:00Z".parse().unwrap();
    let all = walked(&world.engine, Walk::everything(now)).await;
    assert!(all.len() > 125, "{}", all.len());
    let events: Vec<_> = all.iter().map(|json| parse(json.as_bytes()).unwrap()).collect();
    assert!(events.iter().all(|event| event.class == Class::Mutation && event.request.is_some()));
    let requests: BTreeSet<_> = events.iter().map(|event| event.request.clone()).collect();
    let of = |request: &Option<String>| events.iter().filter(|event| event.request == *request).collect::<Vec<_>>();
    let headlines = requests.iter().map(|request| headline(of(request)).unwrap());
    let made = headlines.filter(|event| event.action == "model_created" && event.target.kind == "group").count();
    assert_eq!(made, 120 + 1 + 4, "by hand, the umbrella, and acme's own");
}
