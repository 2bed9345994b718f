//! Authentik's events as a real one listed them: each once, those of one request as one entry, beside what Dezky did.

use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::authentik::Event;
use dezky_domain::{
    audit::{Attribution, AuditEvent, Outcome, Showing, Source, Target},
    id::TenantId,
    tenant::ObjectKind,
};
use dezky_server::{service::audit, worker::authentik};
use dezky_store::Echo;
use futures::FutureExt as _;
use serde_json::Value;

use crate::support::{ALL, World};

const RECORDED: &str = include_str!("../../../connect/tests/fixtures/authentik/events.jsonl");

const MORE: &str = include_str!("../../../connect/tests/fixtures/authentik/events-more.jsonl");

fn listed(json: &str) -> Event {
    let value: Value = serde_json::from_str(json).unwrap();
    let created = value["created"].as_str().and_then(|created| created.parse().ok());
    Event { pk: value["pk"].as_str().map(str::to_owned), created, json: json.to_owned() }
}

fn recorded() -> Vec<Event> {
    RECORDED.lines().map(listed).collect()
}

fn request(event: &Event) -> Option<String> {
    let value: Value = serde_json::from_str(&event.json).unwrap();
    value["context"]["http_request"]["request_id"].as_str().map(str::to_owned)
}

async fn take_in(world: &World, events: Vec<Event>) -> usize {
    let work = world.store().begin().await.unwrap();
    work.sources().ensure(Source::Authentik, None, world.now()).await.unwrap();
    let taken = authentik::read(&work, events, world.now(), &*world.clock).await.unwrap();
    let kept = taken.save(&work, world.now()).await.unwrap();
    work.save().await.unwrap();
    kept
}

async fn stored(world: &World) -> Vec<AuditEvent> {
    let mut events = world.events().await;
    events.retain(|event| event.event.source == Source::Authentik);
    events
}

/// Who stands where, whatever the order in which it was stored.
fn standing(events: &[AuditEvent]) -> Vec<(String, Showing, Option<String>)> {
    let position = |id| events.iter().find(|event| Some(event.event.id) == id).map(|head| head.event.position.clone());
    let mut all: Vec<_> =
        events.iter().map(|event| (event.event.position.clone(), event.showing, position(event.head))).collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

#[tokio::test]
async fn events_of_one_request_are_one_entry_whatever_the_order_in_which_they_come() {
    let world = World::new().await;
    let all = recorded();
    let whole = all.len();
    assert_eq!(take_in(&world, all.clone()).await, whole);
    assert_eq!(take_in(&world, all.clone()).await, 0, "each once");
    let events = stored(&world).await;
    assert_eq!(events.len(), whole);
    let requests: std::collections::BTreeSet<_> = all.iter().filter_map(request).collect();
    let alone = all.iter().filter(|event| request(event).is_none()).count();
    let heads = events.iter().filter(|event| event.head.is_none()).count();
    assert_eq!(heads, requests.len() + alone);
    let part_of = |event: &AuditEvent| events.iter().find(|other| Some(other.event.id) == event.head);
    for part in events.iter().filter(|event| event.showing == Showing::Part) {
        assert_eq!(part_of(part).unwrap().event.request, part.event.request);
        assert!(part_of(part).unwrap().event.telling >= part.event.telling, "{part:?}");
    }
    // One by one, backwards: the same line of time.
    let other = World::new().await;
    for event in all.into_iter().rev() {
        take_in(&other, vec![event]).await;
    }
    assert_eq!(standing(&stored(&other).await), standing(&events));
}

#[tokio::test]
async fn a_sign_in_is_one_entry_with_what_authentik_told_of_it() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let mut browser = world.browser("acme");
    let begun = browser.begin("/").await;
    // As recorded, with the question that this browser was sent with; each is a request of its own.
    let told = |action: &str, number: u8, state: &str, at: DateTime<Utc>| {
        let mut event: Value = RECORDED
            .lines()
            .chain(MORE.lines())
            .map(|line| serde_json::from_str::<Value>(line).unwrap())
            .find(|event| event["action"] == action && event["context"]["http_request"]["args"]["state"].is_string())
            .unwrap();
        let request = &mut event["context"]["http_request"];
        request["args"]["state"] = state.into();
        request["args"]["client_id"] = begun.asked("client_id").into();
        request["request_id"] = format!("{number:032x}").into();
        event["created"] = at.to_rfc3339().into();
        event["pk"] = format!("00000000-0000-4000-8000-{number:012x}").into();
        listed(&event.to_string())
    };
    let (state, now) = (begun.asked("state"), world.now());
    assert_eq!(take_in(&world, vec![told("login", 1, &state, now - TimeDelta::seconds(2))]).await, 1);
    let (code, _) = world.code(&begun, "mara.quist@acme.example").await;
    browser.come_back(&begun, &[("code", &code)]).await.is(303);
    let others = vec![
        told("authorize_application", 2, &state, now),
        told("login", 3, &"another".repeat(4), now),
        told("login", 4, "short", now),
        // Whoever asks with it again, later, signs in again.
        told("login", 5, &state, now + TimeDelta::minutes(5)),
    ];
    assert_eq!(take_in(&world, others).await, 4);

    let came = world.events_of("session.start").await.remove(0);
    let events = stored(&world).await;
    let under =
        |number: usize| events.iter().find(|it| it.event.position.ends_with(&format!("{number:012x}"))).unwrap();
    for part in [under(1), under(2)] {
        assert_eq!((part.showing, part.head), (Showing::Echo, Some(came.event.id)), "{}", part.event.action);
        assert!(!part.event.raw.as_deref().unwrap().contains(&state), "the question itself is kept out");
    }
    assert!([under(3), under(4), under(5)].iter().all(|one| one.showing == Showing::Entry && one.head.is_none()));
}

#[tokio::test]
async fn an_event_is_its_tenants_by_what_provisioning_made() {
    let world = World::new().await;
    let acme = world.tenant("acme").await;
    let events = recorded();
    // The group that most of them are about, as if provisioning had made it.
    let about = |event: &Event| {
        let value: Value = serde_json::from_str(&event.json).unwrap();
        let model = &value["context"]["model"];
        (model["model_name"] == "group").then(|| model["pk"].as_str().unwrap().to_owned())
    };
    let group = events.iter().find_map(about).unwrap();
    let work = world.store().begin().await.unwrap();
    let kind = ObjectKind::Group;
    work.objects().tell(&ALL, acme.id, Source::Authentik, kind, &group, Some("acme"), world.now()).await.unwrap();
    work.save().await.unwrap();
    let of_group = events.iter().filter(|event| about(event).as_deref() == Some(&group)).count();
    take_in(&world, events).await;
    let stored = stored(&world).await;
    let theirs: Vec<_> = stored.iter().filter(|event| event.tenant.is_some()).collect();
    assert!(theirs.len() >= of_group, "{} of {of_group}", theirs.len());
    assert!(theirs.iter().all(|event| event.tenant.as_ref().unwrap().id == acme.id));
    let directly = theirs.iter().filter(|event| event.event.target.id.as_deref() == Some(&group));
    assert!(directly.clone().count() >= of_group);
    assert!(directly.into_iter().all(|event| event.event.attribution == Attribution::Account));
}

/// An act of Dezky's in which it made this request.
async fn act(world: &World, tenant: TenantId, request: &str) {
    let ctx = dezky_domain::ctx::Ctx::service("tests", std::sync::Arc::clone(&world.state.clock));
    let target = Target { kind: "person".to_owned(), id: None, name: Some("Max".to_owned()) };
    let mut event = audit::event(&ctx, "member.add", Outcome::Done, target);
    (event.tenant, event.attribution) = (Some(tenant), Attribution::Own);
    let story = event.story.clone().unwrap();
    let work = world.store().begin().await.unwrap();
    work.audit().record(&[event]).await.unwrap();
    let echo = Echo { source: Source::Authentik, key: request.to_owned(), at: world.now(), story };
    work.stories().expect(&[echo]).await.unwrap();
    work.save().await.unwrap();
}

#[tokio::test]
async fn what_dezky_did_leads_and_authentik_confirms_it_whichever_comes_first() {
    let (early, late) = (World::new().await, World::new().await);
    let all = recorded();
    let requests: Vec<String> = all.iter().filter_map(request).collect();
    let most = |request: &&String| requests.iter().filter(|other| other == request).count();
    let request_id = requests.iter().max_by_key(most).unwrap().clone();
    let many = requests.iter().filter(|other| **other == request_id).count();
    assert!(many > 1);
    let (acme, other) = (early.tenant("acme").await, late.tenant("acme").await);
    take_in(&early, all.clone()).await;
    act(&early, acme.id, &request_id).await;
    act(&late, other.id, &request_id).await;
    late.pass(TimeDelta::seconds(1));
    take_in(&late, all).await;
    for world in [&early, &late] {
        let head = world.events_of("member.add").await.remove(0);
        assert_eq!(head.showing, Showing::Entry);
        let parts: Vec<_> = stored(world)
            .await
            .into_iter()
            .filter(|event| event.event.request.as_deref() == Some(&request_id))
            .collect();
        assert_eq!(parts.len(), many);
        assert!(parts.iter().all(|part| part.head == Some(head.event.id)), "{parts:#?}");
        assert_eq!(parts.iter().filter(|part| part.showing == Showing::Echo).count(), 1, "one tells it best");
        // What nobody else could attribute is the act's.
        assert!(parts.iter().all(|part| part.tenant.as_ref().is_some_and(|tenant| tenant.slug.as_str() == "acme")));
        assert!(world.entries().await.iter().all(|entry| entry.event.request.as_deref() != Some(&request_id)));
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_kept_and_the_others_count() {
    let world = World::new().await;
    let mut events = recorded();
    events.truncate(3);
    events[1].json = r#"{"pk":"165e8618-88cd-4c1f-a298-2c497af2597f","created":"2026-11-24T04:10:19Z"}"#.to_owned();
    events[1].pk = Some("165e8618-88cd-4c1f-a298-2c497af2597f".to_owned());
    assert_eq!(take_in(&world, events).await, 2);
    assert_eq!(world.store().sources().ledger(&ALL, None).await.unwrap().rows.len(), 1);
}

#[tokio::test]
async fn a_webhook_with_the_secret_makes_dezky_look_and_is_not_believed() {
    let secret = "s".repeat(32);
    let world = World::new().await;
    let world = world.restarted(|config| config.sources.authentik.webhook_secret = secret.clone().into());
    let body = RECORDED.lines().next().unwrap();
    let looks = || world.state.nudged.notified().now_or_never().is_some();
    for wrong in ["", "x", &secret[1..]] {
        let mut somebody = world.browser("").with("x-dezky-webhook-secret", wrong);
        somebody.post_body("/hooks/authentik", body.into()).await.is(401);
        assert!(!looks());
    }
    let mut authentik = world.browser("").with("x-dezky-webhook-secret", &secret);
    authentik.post_body("/hooks/authentik", body.into()).await.is(204);
    assert!(looks());
    assert!(stored(&world).await.is_empty(), "the list of events is the truth");
}
