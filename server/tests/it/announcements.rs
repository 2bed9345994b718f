//! Announcements: written by who may, read by everybody who is meant, hidden by whom they bother.

use chrono::TimeDelta;
use dezky_domain::access::Role;

use crate::support::{Browser, World};

fn form<'a>(title: &'a str, from: &'a str, until: &'a str) -> [(&'static str, &'a str); 5] {
    [("severity", "warn"), ("title", title), ("text", "At night.\nSorry."), ("from", from), ("until", until)]
}

/// A day from now, as the browser's field has it.
fn later(world: &World, hours: i64) -> String {
    (world.now() + TimeDelta::hours(hours)).format("%Y-%m-%dT%H:%M").to_string()
}

/// The value of the first button or hidden field called `id`.
async fn first_id(browser: &mut Browser, path: &str) -> String {
    let page = browser.get(path).await;
    let (_, rest) = page.is(200).body.split_once("name=\"id\" value=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn what_an_administrator_announces_stands_on_the_launchers_of_the_tenant() {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let mut ada = world.member("acme", "Ada Admin", Role::Admin).await;
    let mut ben = world.member("acme", "Ben Berg", Role::Member).await;
    let mut gus = world.member("globex", "Gus Gray", Role::Owner).await;
    ada.get("/admin/announcements").await.is(200).says("Nothing announced");
    let until = later(&world, 24);
    let answer = ada.post("/api/announcements/write", &form("Mail <rests>", "", &until)).await;
    let page = ada.follow(answer.leads_to("/admin/announcements")).await;
    page.is(200).says("Announced.").says("Mail <rests>").says("Ada Admin").says("Warning").says("End now");
    let page = ben.get("/").await;
    page.is(200).says("Mail <rests> At night. Sorry. Until").keeps_quiet_about("<rests>").holds("note warn");
    gus.get("/").await.is(200).keeps_quiet_about("rests");
    gus.get("/admin/announcements").await.is(200).keeps_quiet_about("rests");
    ada.get("/admin/audit").await.says("Ada Admin announced Mail <rests>");
    let event = &world.events_of("announcement.write").await[0].event;
    assert_eq!(event.tenant, Some(world.tenant_of("acme").await.id));
    assert_eq!(event.changes.len(), 5);
    // Another tenant's can be neither ended nor hidden.
    let id = first_id(&mut ben, "/").await;
    gus.post("/api/announcements/end", &[("id", &id)]).await.is(404);
    gus.post("/api/announcements/hide", &[("id", &id)]).await.is(404);
    // Who hides it hides it for themselves.
    ben.post("/api/announcements/hide", &[("id", &id)]).await.leads_to("/");
    ben.get("/").await.is(200).keeps_quiet_about("rests");
    ada.get("/").await.is(200).says("Mail <rests>");
    assert_eq!(world.events_of("announcement.hide").await.len(), 1);
    ada.post("/api/announcements/end", &[("id", &id)]).await.leads_to("/admin/announcements");
    ada.get("/").await.is(200).keeps_quiet_about("rests");
    ada.get("/admin/announcements").await.is(200).says("Over");
    let answer = ada.post("/api/announcements/end", &[("id", &id)]).await;
    ada.follow(&answer).await.says("This announcement is over already.");
    assert_eq!(world.events_of("announcement.end").await.len(), 1);
}

#[tokio::test]
async fn what_an_operator_announces_stands_on_every_launcher() {
    let world = World::new().await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let mut olga = world.operator("Olga", Role::Operator).await;
    let until = later(&world, 24);
    let answer = olga.post("/api/announcements/write", &form("Files move", "", &until)).await;
    olga.follow(answer.leads_to("/operator/announcements")).await.is(200).says("Files move");
    for slug in ["acme", "globex"] {
        let mut owner = world.member(slug, &format!("Owner of {slug}"), Role::Owner).await;
        owner.get("/").await.is(200).says("Files move");
        let id = first_id(&mut owner, "/").await;
        owner.get("/admin/announcements").await.is(200).keeps_quiet_about("Files move");
        owner.post("/api/announcements/end", &[("id", &id)]).await.is(404);
        owner.post("/api/announcements/hide", &[("id", &id)]).await.leads_to("/");
        owner.get("/").await.is(200).keeps_quiet_about("Files move");
    }
    assert_eq!(world.events_of("announcement.write").await[0].event.tenant, None);
    let id = first_id(&mut olga, "/operator/announcements").await;
    olga.post("/api/announcements/end", &[("id", &id)]).await.leads_to("/operator/announcements");
    let mut late = world.member("acme", "Late", Role::Member).await;
    late.get("/").await.is(200).keeps_quiet_about("Files move");
}

#[tokio::test]
async fn it_is_told_from_its_beginning_to_its_end() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ada = world.member("acme", "Ada Admin", Role::Admin).await;
    // The platform's zone is an hour or two ahead of UTC.
    let (from, until) = (later(&world, 4), later(&world, 6));
    ada.post("/api/announcements/write", &form("Soon", &from, &until)).await.leads_to("/admin/announcements");
    ada.get("/").await.is(200).keeps_quiet_about("Soon");
    ada.get("/admin/announcements").await.is(200).says("Waiting");
    world.pass(TimeDelta::minutes(210));
    ada.get("/").await.is(200).says("Soon");
    world.pass(TimeDelta::minutes(150));
    ada.get("/").await.is(200).keeps_quiet_about("Soon");
}

#[tokio::test]
async fn wrong_input_is_kept_and_says_what_was_expected() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ada = world.member("acme", "Ada Admin", Role::Admin).await;
    let (now, until) = (later(&world, 3), later(&world, 24));
    for (form, said) in [
        (form("", "", &until), "A title has 1 to 120 characters"),
        (form("x", "soon", &until), "A moment has a day and a time"),
        (form("x", "", ""), "The end is a day and a time after the beginning"),
        (form("x", &until, &now), "The end is a day and a time after the beginning"),
        (form("x", "2020-01-01T00:00", "2020-01-02T00:00"), "This end is over already"),
    ] {
        let answer = ada.post("/api/announcements/write", &form).await;
        ada.follow(answer.leads_to("/admin/announcements")).await.is(200).says(said).says("At night.");
    }
    assert!(world.events_of("announcement.write").await.is_empty());
}
