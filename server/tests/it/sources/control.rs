//! Pausing a source, and deciding what becomes of a record that couldn't be read.

use dezky_domain::{
    access::Role,
    audit::Source,
    id::QuarantineId,
    source::{LedgerRow, Quarantined, SourceState, Unreadable},
};

use crate::support::{ALL, World};

const LINE: &str = r#"{"RemoteAddr":"","User":"4c510ada-c86b-4815-8820-42cdf82c3d51","URL":"","Method":"","UserAgent":"","Time":"2026-11-24T04:00:00Z","App":"admin_audit","Message":"user 'x' was created","Action":"user_created","CLI":true,"Level":1,"UserID":"4c510ada-c86b-4815-8820-42cdf82c3d52"}"#;

async fn kept(world: &World, bytes: &[u8], length: u64) -> QuarantineId {
    let position = format!("{}:7", dezky_domain::id::FileId::new(&*world.clock));
    kept_of(world, Source::Ocis, position, bytes, length).await
}

async fn kept_of(world: &World, source: Source, position: String, bytes: &[u8], length: u64) -> QuarantineId {
    let id = QuarantineId::new(&*world.clock);
    let record = Quarantined {
        id,
        source,
        seen: world.now(),
        position,
        reason: Unreadable::NoAction,
        length,
        bytes: bytes.to_vec(),
        sha256: "00".repeat(32),
        settled: None,
    };
    let work = world.store().begin().await.unwrap();
    work.sources().ensure(source, None, world.now()).await.unwrap();
    work.sources().quarantine(source, &[record]).await.unwrap();
    work.save().await.unwrap();
    id
}

async fn ledger(world: &World) -> usize {
    let rows = world.store().sources().ledger(&ALL, None).await.unwrap().rows;
    rows.iter().filter(|row| matches!(row, LedgerRow::Quarantined(_))).count()
}

#[tokio::test]
async fn a_record_that_can_be_read_by_now_gets_its_place() {
    let world = World::new().await;
    let mut ines = world.operator("Ines", Role::Operator).await;
    let id = kept(&world, LINE.as_bytes(), LINE.len() as u64).await;
    let page = ines.get(&format!("/operator/sources/quarantine/{id}")).await;
    page.is(200).says("Read it again");
    ines.post("/api/sources/read-again", &[("id", &id.to_string())]).await.leads_to("/operator/sources");
    assert_eq!(ledger(&world).await, 0);
    assert_eq!(world.events_of("user_created").await.len(), 1);
    let told = world.events_of("quarantine.read").await;
    assert_eq!(told[0].event.actor.name.as_deref(), Some("Ines"));
    ines.get(&format!("/operator/sources/quarantine/{id}")).await.is(200).says("Read after all");
    // Once is enough.
    ines.post("/api/sources/read-again", &[("id", &id.to_string())]).await.is(404);
}

#[tokio::test]
async fn so_do_those_of_the_other_engines_wherever_they_came_from() {
    let world = World::new().await;
    let mut ines = world.operator("Ines", Role::Operator).await;
    let event = include_str!("../../../connect/tests/fixtures/authentik/events.jsonl").lines().next().unwrap();
    let pk = serde_json::from_str::<serde_json::Value>(event).unwrap()["pk"].as_str().unwrap().to_owned();
    let mut lines = include_str!("../../../connect/tests/fixtures/stalwart/server-log.txt").lines();
    let line = lines.rfind(|line| line.contains("(auth.")).unwrap();
    let hooked = |number: u8| {
        format!(
            r#"{{"id":"{number}","createdAt":"2026-11-24T04:00:0{number}Z","type":"auth.failed","data":{{"remoteIp":"192.0.2.{number}"}}}}"#
        )
    };
    let batch = format!(r#"{{"events":[{},{}]}}"#, hooked(1), hooked(2));
    let log = format!("{}:7", dezky_domain::id::FileId::new(&*world.clock));
    let records = [
        (Source::Authentik, pk.clone(), event.to_owned(), vec![pk]),
        (Source::Stalwart, log.clone(), line.to_owned(), vec![log]),
        (Source::Stalwart, "hook:00".to_owned(), hooked(3), vec![]),
        (Source::Stalwart, "batch:00".to_owned(), batch, vec![]),
    ];
    let mut stored = 0;
    for (count, (source, position, bytes, there)) in [1, 1, 1, 2].into_iter().zip(records) {
        let id = kept_of(&world, source, position.clone(), bytes.as_bytes(), bytes.len() as u64).await;
        ines.post("/api/sources/read-again", &[("id", &id.to_string())]).await.leads_to("/operator/sources");
        stored += count;
        let mut events = world.events().await;
        events.retain(|event| event.event.source != Source::Platform);
        assert_eq!(events.len(), stored, "{position}");
        let found = events.iter().filter(|event| there.contains(&event.event.position));
        assert_eq!(found.filter(|event| event.event.raw_sha256 == Some("00".repeat(32))).count(), there.len());
    }
    assert_eq!(ledger(&world).await, 0);
}

#[tokio::test]
async fn one_that_still_cannot_be_read_stays_and_says_so() {
    let world = World::new().await;
    let mut ines = world.operator("Ines", Role::Operator).await;
    for (bytes, length) in [(&b"oops"[..], 4), (LINE.as_bytes(), 100_000)] {
        let id = kept(&world, bytes, length).await;
        let page = format!("/operator/sources/quarantine/{id}");
        ines.post("/api/sources/read-again", &[("id", &id.to_string())]).await.leads_to(&page);
        ines.get(&page).await.is(200).says("still can’t be read");
    }
    assert_eq!(ledger(&world).await, 2);
}

#[tokio::test]
async fn letting_one_go_takes_a_reason_and_leaves_a_trace() {
    let world = World::new().await;
    let mut ines = world.operator("Ines", Role::Operator).await;
    let id = kept(&world, b"oops", 4).await;
    let page = format!("/operator/sources/quarantine/{id}");
    ines.post("/api/sources/discard", &[("id", &id.to_string()), ("why", "  ")]).await.leads_to(&page);
    ines.get(&page).await.is(200).says("Say why it may go.");
    let form = [("id", &*id.to_string()), ("why", "a test of ours")];
    ines.post("/api/sources/discard", &form).await.leads_to("/operator/sources");
    ines.get("/operator/sources").await.is(200).says("Discarded. The record and your reason stay.");
    assert_eq!(ledger(&world).await, 0);
    assert_eq!(world.events_of("quarantine.discard").await[0].event.words["why"], "a test of ours");
    ines.get(&page).await.is(200).says("Discarded by Ines").says("a test of ours");
}

#[tokio::test]
async fn all_that_wait_alike_are_read_or_let_go_at_once() {
    let world = World::new().await;
    let mut ines = world.operator("Ines", Role::Operator).await;
    for _ in 0..230 {
        kept(&world, LINE.as_bytes(), LINE.len() as u64).await;
    }
    let mut last = kept(&world, b"oops", 4).await;
    for _ in 0..3 {
        last = kept(&world, b"oops", 4).await;
    }
    ines.post("/api/sources/read-alike", &[("id", &last.to_string())]).await.leads_to("/operator/sources");
    assert_eq!((world.events_of("user_created").await.len(), ledger(&world).await), (230, 4));
    let page = format!("/operator/sources/quarantine/{last}");
    ines.post("/api/sources/read-alike", &[("id", &last.to_string())]).await.leads_to(&page);
    let form = [("id", &*last.to_string()), ("why", "a test"), ("alike", "on")];
    ines.post("/api/sources/discard", &form).await.leads_to("/operator/sources");
    assert_eq!(ledger(&world).await, 0);
    assert_eq!(world.events_of("quarantine.discard").await.len(), 4);
}

#[tokio::test]
async fn the_filtered_line_is_taken_along_as_a_file_and_that_is_on_record() {
    let world = World::new().await;
    let mut ines = world.operator("Ines", Role::Operator).await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    for number in 0..1_200 {
        let mut event = dezky_server::service::audit::event(
            &dezky_domain::ctx::Ctx::service("tests", world.state.clock.clone()),
            "tenant.brand",
            dezky_domain::audit::Outcome::Done,
            dezky_domain::audit::Target { name: Some(format!("=cmd|{number}")), ..Default::default() },
        );
        event.tenant = Some(world.tenant_of(if number % 2 == 0 { "acme" } else { "globex" }).await.id);
        dezky_server::service::audit::record(&world.state, event).await.unwrap();
    }
    let table = ines.get("/operator/audit/export.csv?action=tenant.brand").await;
    table.is(200);
    assert_eq!(table.headers["content-type"], "text/csv; charset=utf-8");
    assert!(
        table.headers["content-disposition"].to_str().unwrap().starts_with("attachment; filename=\"audit-platform-")
    );
    assert_eq!(table.body.lines().count(), 1_201, "a head, and every event, beyond a page");
    assert!(table.body.contains(",'=cmd|7,") && !table.body.contains(",=cmd"), "nothing that a spreadsheet would run");
    let mut olaf = world.member("acme", "Olaf", Role::Owner).await;
    let lines = olaf.get("/admin/audit/export.ndjson?action=tenant.brand").await;
    assert_eq!(lines.is(200).body.lines().count(), 600, "a tenant's own and no more");
    let all = lines.body.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    assert!(all.into_iter().all(|event| event["tenant"] == "acme"));
    let told = world.events_of("audit.export").await;
    let kinds: Vec<_> = told.iter().map(|event| (&*event.event.words["format"], event.tenant.is_some())).collect();
    assert_eq!(kinds, [("ndjson", true), ("csv", false)]);
    assert_eq!(told[0].event.words["filter_action"], "tenant.brand");
}

#[tokio::test]
async fn what_was_asked_for_and_not_done_stands_on_the_line() {
    let world = World::new().await;
    let mut ines = world.operator("Ines", Role::Operator).await;
    let id = kept(&world, b"oops", 4).await;
    ines.get(&format!("/operator/sources/quarantine/{id}")).await.is(200);
    assert_eq!(world.events_of("quarantine.view").await.len(), 1, "who looked is on record");
    let form = [("id", &*id.to_string()), ("why", " ")];
    let answer = ines.post("/api/sources/discard", &form).await;
    assert!(answer.headers.get("x-dezky-refused").is_none(), "that is between the server and itself");
    let failed = world.events_of("access.failed").await;
    assert_eq!((failed.len(), &*failed[0].event.words["why"]), (1, "wrong-reason"));
    assert_eq!(failed[0].event.target.name.as_deref(), Some("/api/sources/discard"));
    // A stranger's try is of the tenant that they tried.
    world.tenant("acme").await;
    let gus = world.person("Gus").await;
    let mut stranger = world.signed_in("acme", &gus).await;
    stranger.post("/api/members/suspend", &[("id", &*gus.id.to_string())]).await.is(404);
    let refused = world.events_of("access.refused").await;
    assert_eq!(refused[0].tenant.as_ref().map(|tenant| tenant.slug.as_str()), Some("acme"));
}

#[tokio::test]
async fn a_source_is_paused_and_goes_on_by_a_button() {
    let world = World::new().await;
    let mut ines = world.operator("Ines", Role::Operator).await;
    kept(&world, b"oops", 4).await;
    ines.get("/operator/sources").await.is(200).holds("Pause OCIS").keeps_quiet_about("Pause Platform");
    ines.post("/api/sources/pause", &[("source", "ocis")]).await.leads_to("/operator/sources");
    ines.get("/operator/sources").await.is(200).holds("Go on reading OCIS").says("Paused");
    let state = world.store().sources().overview(&ALL, world.now()).await.unwrap();
    assert_eq!(state.iter().find(|status| status.source == Source::Ocis).unwrap().state, SourceState::Paused);
    ines.post("/api/sources/resume", &[("source", "ocis")]).await.leads_to("/operator/sources");
    assert_eq!(world.events_of("source.pause").await.len(), 1);
    assert_eq!(world.events_of("source.resume").await.len(), 1);
    ines.post("/api/sources/pause", &[("source", "platform")]).await.leads_to("/operator/sources");
    ines.get("/operator/sources").await.is(200).says("can’t be paused");
    for nobody in ["moon", "zulip"] {
        ines.post("/api/sources/pause", &[("source", nobody)]).await.is(404);
    }
    // Who only reads is shown no buttons and refused.
    let mut reader = world.operator("Otto", Role::OperatorAuditor).await;
    reader.get("/operator/sources").await.is(200).keeps_quiet_about("Pause OCIS");
    reader.post("/api/sources/pause", &[("source", "ocis")]).await.is(403);
}

#[tokio::test]
async fn who_reads_the_audit_is_on_record_once_an_hour_and_hidden() {
    let world = World::new().await;
    let mut ines = world.operator("Ines", Role::Operator).await;
    for _ in 0..3 {
        ines.get("/operator/audit").await.is(200).keeps_quiet_about("read the timeline");
    }
    assert_eq!(world.events_of("audit.read").await.len(), 1);
    ines.get("/operator/audit?noise=shown").await.is(200).says("read the timeline");
    world.pass(chrono::TimeDelta::hours(1));
    ines.get("/operator/audit").await.is(200).says("hidden today");
    assert_eq!(world.events_of("audit.read").await.len(), 2);
}
