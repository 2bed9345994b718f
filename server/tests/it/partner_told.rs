//! What is told of a grant, and to whom: its last day, for whom a guest acts, and that it is over.

use chrono::TimeDelta;
use dezky_domain::{access::Role, partner::GrantScope};

use crate::{
    partner_entry::{BACK, scene},
    partners::give,
    support::World,
};

#[tokio::test]
async fn the_last_day_is_the_same_whoever_reads_it() {
    let world = World::new().await;
    world.tenant("acme").await;
    let nord = world.partner("Nordlicht IT").await;
    let nina = world.colleague(&nord, "Nina Berg", Role::PartnerAdmin).await;
    let mut mara = world.member("acme", "Mara Quist", Role::Owner).await;
    give(&mut mara, "Nordlicht IT", "manage", "2026-12-20", "Move of the mail").await.is(302);
    mara.get("/admin/partners").await.is(200).says("20 December 2026");
    world.signed_in("", &nina).await.get("/partner/tenants").await.is(200).says("20 December 2026");
    let path = format!("/operator/partners/{}", nord.id);
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    olga.get(&path).await.is(200).says("20 December 2026").keeps_quiet_about("21 December");
    world.pass(TimeDelta::days(30));
    let mut odd = world.member("acme", "Odd Orr", Role::Owner).await;
    odd.get("/admin/partners").await.is(200).says("Ran out, 20 December 2026");
    let mut vera = world.operator("Vera", Role::OperatorAuditor).await;
    vera.get(&path).await.is(200).says("20 December 2026").says("Ran out");
}

#[tokio::test]
async fn a_guest_reads_on_every_page_for_whom_they_act_and_finds_back() {
    let mut scene = scene().await;
    let mut inside = scene.inside().await;
    for path in ["/admin", "/admin/people", "/admin/groups"] {
        let page = inside.get(path).await;
        page.is(200).says("You act for Nordlicht IT in Acme until 24 December 2026. You may manage it.");
        page.says("Back to your tenants").holds(BACK).keeps_quiet_about("Back to the apps");
    }
    let agent = scene.world.colleague(&scene.nord, "Ana Gent", Role::PartnerAgent).await;
    let mut agent = scene.world.signed_in("acme", &agent).await;
    agent.get("/admin").await.is(200).says("You may help.");
    let mut mara = scene.world.member("acme", "Mara Quist", Role::Owner).await;
    mara.get("/admin").await.is(200).says("Back to the apps").keeps_quiet_about("You act for");
    let page = scene.console.get("/partner/tenants").await;
    page.is(200).says("Back to the apps").keeps_quiet_about("You act for");
}

#[tokio::test]
async fn a_guest_who_is_put_out_is_told_so_and_not_sent_to_sign_in() {
    let mut scene = scene().await;
    let mut inside = scene.inside().await;
    let mut mara = scene.world.member("acme", "Mara Quist", Role::Owner).await;
    let id = scene.grant.to_string();
    mara.post("/api/grants/revoke", &[("id", &id)]).await.is(302);
    for path in ["/admin", "/admin/people", "/me"] {
        let page = inside.get(path).await;
        page.is(403).says("Acme ended your access").holds(BACK).keeps_quiet_about("Mara Quist");
    }
    let posted = inside.post("/api/groups/create", &[("name", "New")]).await;
    posted.is(403).says("Acme ended your access");
    inside.get("/").await.is(200).says("Sign in");
    // It is Acme's to say, and what the cookie says is worth nothing else.
    let mut globex = scene.world.browser("globex");
    globex.cookies.clone_from(&inside.cookies);
    globex.get("/admin").await.is(401).keeps_quiet_about("Acme");
    inside.keep("guest", "none");
    assert!(inside.get("/admin").await.is(303).location().starts_with("/sign-in"));
}

#[tokio::test]
async fn a_guest_whose_time_is_over_is_told_so() {
    let mut scene = scene().await;
    scene.world.put_out("acme", scene.grant).await;
    scene.world.let_in("acme", &scene.nord, GrantScope::Manage, TimeDelta::minutes(5)).await;
    let mut inside = scene.inside().await;
    inside.get("/admin").await.is(200);
    scene.world.pass(TimeDelta::minutes(5));
    inside.get("/admin/people").await.is(403).says("Your access to Acme has run out").says("Sign out").holds(BACK);
    assert!(scene.world.events_of("access.refused").await.is_empty(), "to look is no attempt");

    scene.world.let_in("acme", &scene.nord, GrantScope::Manage, TimeDelta::days(1)).await;
    let mut inside = scene.inside().await;
    inside.get("/admin/nothing").await.is(404).keeps_quiet_about("Your access");
    inside.post("/sign-out", &[]).await.is(303);
    inside.get("/admin").await.is(401).says("You are no longer signed in to Acme").says("Sign in");
}
