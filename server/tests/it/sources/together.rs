//! One act, and what the engines tell of it: one entry that opens into its parts (facts/together.md).

use axum::http::Method;
use dezky_domain::audit::{AuditEvent, Class, Showing, Source};
use dezky_server::worker::{authentik, reader::Reader, watch};
use serde_json::json;

use crate::support::World;

/// Reads what Authentik tells, until nothing is new.
async fn listen(world: &World) {
    let (mut reader, mut progress) = (Reader::new(Source::Authentik), None);
    let client = world.state.authentik.clone().unwrap();
    for _ in 0..2 {
        assert!(authentik::step(&world.state, &client, &mut reader, &mut progress).await.unwrap());
    }
    reader.let_go(&world.state).await;
}

fn of(events: &[AuditEvent], source: Source) -> Vec<&AuditEvent> {
    events.iter().filter(|event| event.event.source == source).collect()
}

#[tokio::test]
async fn creating_a_tenant_is_one_entry_with_what_authentik_told_of_it() {
    let world = World::with_engines("").await;
    let tenant = world.provisioned("musterbau", "Oda").await;
    listen(&world).await;

    let created = world.events_of("tenant.create").await.remove(0);
    assert_eq!(created.showing, Showing::Entry);
    let events = world.events().await;
    let steps: Vec<_> = events.iter().filter(|event| event.event.action == "provision.step").collect();
    let ours: Vec<_> = steps.iter().filter(|step| step.tenant.as_ref().is_some_and(|of| of.id == tenant.id)).collect();
    assert!(ours.len() > 8, "{}", ours.len());
    assert!(ours.iter().all(|step| step.head == Some(created.event.id) && step.showing == Showing::Part));

    let told = of(&events, Source::Authentik);
    let parts: Vec<_> = told.iter().filter(|event| event.head == Some(created.event.id)).collect();
    assert!(parts.iter().any(|event| event.event.action == "model_created"), "{told:#?}");
    assert!(parts.iter().all(|event| event.tenant.as_ref().is_some_and(|of| of.id == tenant.id)));
    // Nothing that Dezky did for this tenant stands as somebody else's change.
    let about = |event: &&&AuditEvent| event.tenant.as_ref().is_some_and(|of| of.id == tenant.id);
    let alone: Vec<_> = told
        .iter()
        .filter(about)
        .filter(|event| event.showing == Showing::Entry && event.event.class == Class::Mutation)
        .map(|event| (&event.event.action, &event.event.target))
        .collect();
    assert!(alone.is_empty(), "{alone:#?}");
}

#[tokio::test]
async fn one_process_sees_to_it_that_stalwart_tells_and_says_what_it_did() {
    let world = World::with_engines("").await.restarted(|config| {
        config.sources.stalwart.webhook_url = "http://localhost:3000/hooks/stalwart".to_owned();
        config.sources.stalwart.webhook_secret = "0123456789abcdef0123456789abcdef".to_owned().into();
        config.sources.stalwart.log_directory = "/var/log/stalwart".to_owned();
    });
    let (stalwart, wanted) = (world.state.stalwart.clone().unwrap(), watch::wanted(&world.state).unwrap());
    let mut other = world.state.clone();
    other.process = "another:2".into();
    assert!(watch::set_up(&world.state, &stalwart, &wanted).await.unwrap());
    assert!(!watch::set_up(&other, &stalwart, &wanted).await.unwrap(), "two would make two logs");
    assert!(watch::set_up(&world.state, &stalwart, &wanted).await.unwrap());
    let told = world.events_of("source.watch").await;
    assert_eq!(told.len(), 1, "nothing was left to do: {told:#?}");
    let fields: Vec<_> = told[0].event.changes.iter().map(|change| change.field.as_str()).collect();
    assert!(fields.iter().any(|field| field.starts_with("webhook")), "{fields:?}");
    assert!(fields.iter().any(|field| field.starts_with("log")), "{fields:?}");
    assert!(!format!("{told:?}").contains("0123456789abcdef"), "the key is nobody's to read");
    // When the first one is gone, it is the other's turn.
    world.pass(chrono::TimeDelta::minutes(5));
    assert!(watch::set_up(&other, &stalwart, &wanted).await.unwrap());
}

#[tokio::test]
async fn what_somebody_else_changed_stands_by_itself_and_says_so() {
    let world = World::with_engines("").await;
    let tenant = world.provisioned("musterbau", "Oda").await;
    listen(&world).await;
    let user = world.user("oda@musterbau.example").await;
    let path = format!("/api/v3/core/users/{}/", user["pk"]);
    let (status, _) = world.engine_call(Method::PATCH, &path, &json!({ "name": "Oda Changed" })).await;
    assert_eq!(status, 200);
    listen(&world).await;
    let entries = world.entries().await;
    let theirs = of(&entries, Source::Authentik);
    let changed = theirs.iter().find(|event| event.event.action == "model_updated").unwrap();
    assert_eq!(changed.tenant.as_ref().map(|of| of.id), Some(tenant.id));
    assert_eq!(changed.showing, Showing::Entry);
    let mut ines = world.operator("Ines", dezky_domain::access::Role::Operator).await;
    ines.get("/operator/audit?source=authentik").await.is(200).says("Not made by Dezky");
}

#[tokio::test]
async fn an_entry_with_many_parts_says_how_many_and_opens_into_them() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    listen(&world).await;
    let mut ines = world.operator("Ines", dezky_domain::access::Role::Operator).await;
    let page = ines.get("/operator/audit").await;
    page.is(200).says("records in").says("Show the other");
    let created = world.events_of("tenant.create").await.remove(0);
    ines.get(&format!("/operator/audit/{}", created.event.id)).await.is(200).says("Confirmed by");
    let part = world.events().await.into_iter().find(|event| event.head == Some(created.event.id)).unwrap();
    ines.get(&format!("/operator/audit/{}", part.event.id)).await.is(200).says("The whole act");
    // The tenant's own line has it too, and nothing of others.
    let mut oda = world.member("musterbau", "Ola", dezky_domain::access::Role::Owner).await;
    oda.get("/admin/audit").await.is(200).says("records in");
}
