//! The timeline while it is open: how many are new, and the new ones themselves.

use std::{sync::Arc, time::Duration};

use dezky_domain::{
    access::Role,
    audit::{Outcome, Target},
    ctx::{Clock, Ctx, Host},
};
use dezky_server::service::audit;

use crate::support::{Open, World};

/// Something happens in a tenant, or on the platform.
async fn happens(world: &World, slug: &str, what: &str) {
    let host = if slug.is_empty() { Host::Platform } else { Host::Tenant(Arc::new(world.tenant_of(slug).await)) };
    let ctx = Ctx { host, ..Ctx::service("test", Arc::clone(&world.clock) as Arc<dyn Clock>) };
    let target = Target { kind: "tenant".to_owned(), id: None, name: Some(what.to_owned()) };
    audit::record(&world.state, audit::event(&ctx, "tenant.brand", Outcome::Done, target)).await.unwrap();
}

/// The next number that the stream tells; `None` when it ends. Fails rather than waiting for ever.
async fn told(stream: &mut Open) -> Option<String> {
    let frame = tokio::time::timeout(Duration::from_secs(20), stream.next()).await.expect("nothing is told")?;
    let line = |name: &str| frame.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':')).map(str::trim);
    assert_eq!((line("event"), line("id")), (Some("count"), line("data")), "{frame}");
    line("data").map(str::to_owned)
}

#[tokio::test]
async fn what_happens_is_told_at_once() {
    let world = World::new().await;
    world.tenant("acme").await;
    happens(&world, "acme", "before").await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let mut stream = olga.open("/operator/audit/live?after=1").await;
    assert_eq!(stream.status(), 200);
    let header = |name: &str| stream.0.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "text/event-stream");
    assert_eq!((header("x-accel-buffering"), header("cache-control")), ("no".to_owned(), "no-store".to_owned()));
    assert_eq!(told(&mut stream).await.as_deref(), Some("0"));
    happens(&world, "acme", "one").await;
    assert_eq!(told(&mut stream).await.as_deref(), Some("1"));
    happens(&world, "", "two").await;
    happens(&world, "", "three").await;
    let mut last = told(&mut stream).await.unwrap();
    if last == "2" {
        last = told(&mut stream).await.unwrap();
    }
    assert_eq!(last, "3");
    assert_eq!(olga.get("/operator/audit/count?after=1").await.body, "3");
}

#[tokio::test]
async fn a_company_is_told_of_its_own_only() {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let mut lotte = world.member("acme", "Lotte Haag", Role::Auditor).await;
    let mut stream = lotte.open("/admin/audit/live?after=0").await;
    assert_eq!(told(&mut stream).await.as_deref(), Some("0"));
    happens(&world, "globex", "theirs").await;
    happens(&world, "", "the platform's").await;
    happens(&world, "acme", "ours").await;
    assert_eq!(told(&mut stream).await.as_deref(), Some("1"), "nothing was told of the others");
    let rows = lotte.get("/admin/audit/rows?after=0").await;
    rows.is(200).says("ours").keeps_quiet_about("theirs").keeps_quiet_about("the platform's");
}

#[tokio::test]
async fn only_what_the_filter_asks_for_is_counted() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let mut stream = olga.open("/operator/audit/live?after=0&q=wanted").await;
    assert_eq!(told(&mut stream).await.as_deref(), Some("0"));
    happens(&world, "acme", "something else").await;
    happens(&world, "acme", "what is WANTED").await;
    assert_eq!(told(&mut stream).await.as_deref(), Some("1"));
}

#[tokio::test]
async fn after_a_break_it_goes_on_where_it_was() {
    let world = World::new().await;
    world.tenant("acme").await;
    happens(&world, "acme", "one").await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await.with("last-event-id", "1");
    let mut stream = olga.open("/operator/audit/live?after=0").await;
    happens(&world, "acme", "two").await;
    assert_eq!(told(&mut stream).await.as_deref(), Some("2"), "the browser has the 1 already");
}

#[tokio::test]
async fn with_the_session_the_stream_ends() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut lotte = world.member("acme", "Lotte Haag", Role::Auditor).await;
    let mut stream = lotte.open("/admin/audit/live?after=0").await;
    assert_eq!(told(&mut stream).await.as_deref(), Some("0"));
    lotte.post("/sign-out", &[]).await.is(303);
    assert_eq!(told(&mut stream).await, None);
}

#[tokio::test]
async fn with_the_right_the_stream_ends() {
    let world = World::new().await;
    world.tenant("acme").await;
    let lotte = world.person("Lotte Haag").await;
    world.grant("acme", &lotte, Role::Auditor).await;
    let mut stream = world.signed_in("acme", &lotte).await.open("/admin/audit/live?after=0").await;
    assert_eq!(told(&mut stream).await.as_deref(), Some("0"));
    world.grant("acme", &lotte, Role::Member).await;
    happens(&world, "acme", "what a member isn't told of").await;
    assert_eq!(told(&mut stream).await, None);
}

#[tokio::test]
async fn when_everything_stops_the_stream_does() {
    let world = World::new().await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let mut stream = olga.open("/operator/audit/live?after=0").await;
    assert_eq!(told(&mut stream).await.as_deref(), Some("0"));
    world.state.stop.cancel();
    assert_eq!(told(&mut stream).await, None);
}

#[tokio::test]
async fn one_person_holds_only_so_many_open() {
    let world = World::with("[limits]\nlive_per_person = 2\n").await;
    let olga = world.operator("Olga Ost", Role::Operator).await;
    let mut first = olga.clone().open("/operator/audit/live?after=0").await;
    let second = olga.clone().open("/operator/audit/live?after=0").await;
    assert_eq!((first.status(), second.status()), (200, 200));
    assert_eq!(olga.clone().open("/operator/audit/live?after=0").await.status(), 429);
    // Somebody else has places of their own.
    let mut otto = world.operator("Otto Orr", Role::Operator).await;
    assert_eq!(otto.open("/operator/audit/live?after=0").await.status(), 200);
    assert_eq!(told(&mut first).await.as_deref(), Some("0"));
    drop(first);
    assert_eq!(olga.clone().open("/operator/audit/live?after=0").await.status(), 200);
}

#[tokio::test]
async fn the_new_rows_stand_as_they_would_on_the_page() {
    let world = World::new().await;
    world.tenant("acme").await;
    for number in 1..=3 {
        happens(&world, "acme", &format!("number {number}")).await;
        world.pass(chrono::TimeDelta::seconds(1));
    }
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let rows = olga.get("/operator/audit/rows?after=1").await;
    rows.is(200).says("number 3").says("number 2").keeps_quiet_about("number 1").keeps_quiet_about("<html");
    assert_eq!(rows.header("x-head"), "3");
    assert!(rows.body.find("id=\"e3\"") < rows.body.find("id=\"e2\""), "newest first");
    let page = olga.get("/operator/audit").await;
    let entry = |body: &str| {
        let from = body.find("<li id=\"e2\"").unwrap();
        body[from..from + body[from..].find("</li>").unwrap()].replace("<!>", "")
    };
    assert_eq!(entry(&rows.body), entry(&page.body));
    let nothing = olga.get("/operator/audit/rows?after=3").await;
    assert_eq!((nothing.body.as_str(), nothing.header("x-head")), ("", "3"));
    for nonsense in ["", "?after=", "?after=x", "?after=99999999999999999999"] {
        olga.get(&format!("/operator/audit/count{nonsense}")).await.is(200);
        assert_eq!(olga.get(&format!("/operator/audit/rows{nonsense}")).await.is(200).body, "", "{nonsense}");
    }
}

#[tokio::test]
async fn more_than_a_hundred_are_a_hundred() {
    let world = World::new().await;
    world.tenant("acme").await;
    for number in 0..105 {
        happens(&world, "acme", &format!("number {number}")).await;
    }
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    assert_eq!(olga.get("/operator/audit/count?after=0").await.body, "100");
    let rows = olga.get("/operator/audit/rows?after=0").await;
    assert_eq!(rows.body.matches("<li id=\"e").count(), 100);
    rows.says("number 104").keeps_quiet_about("number 4<");
}

#[tokio::test]
async fn a_stream_is_not_held_back_to_be_made_smaller() {
    let world = World::new().await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await.with("accept-encoding", "gzip, br");
    let mut stream = olga.open("/operator/audit/live?after=0").await;
    assert!(stream.0.headers().get("content-encoding").is_none());
    assert_eq!(told(&mut stream).await.as_deref(), Some("0"));
    let page = olga.get("/operator/audit").await;
    assert_eq!(page.header("content-encoding"), "br", "a page is");
}

#[tokio::test]
async fn a_page_that_is_left_open_does_not_keep_its_session_alive() {
    let world = World::new().await;
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    let mut stream = olga.open("/operator/audit/live?after=0").await;
    assert_eq!(told(&mut stream).await.as_deref(), Some("0"));
    for number in ["1", "2"] {
        world.pass(chrono::TimeDelta::minutes(230));
        happens(&world, "", "something").await;
        assert_eq!(told(&mut stream).await.as_deref(), Some(number));
    }
    world.pass(chrono::TimeDelta::minutes(21));
    happens(&world, "", "something").await;
    assert_eq!(told(&mut stream).await, None);
    olga.get("/me").await.is(303);
}
