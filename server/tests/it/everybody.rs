//! Everybody on the platform, as operators see them: where they belong, and nothing to press.

use chrono::TimeDelta;
use dezky_domain::{access::Role, member::MemberState};

use crate::support::{ALL, World};

const PATH: &str = "/operator/people";

#[tokio::test]
async fn everybody_stands_with_where_they_belong() {
    let world = World::new().await;
    let mara = world.person("Mara Quist").await;
    let belongs = [("acme", Role::Owner), ("bolt", Role::Member), ("cord", Role::Member), ("dune", Role::Member)];
    for (slug, role) in belongs {
        world.tenant(slug).await;
        world.grant(slug, &mara, role).await;
    }
    world.tenant("elm").await;
    let work = world.store().begin().await.unwrap();
    work.people().signed_in(&ALL, mara.id, &mara.email, &mara.name, world.now()).await.unwrap();
    work.save().await.unwrap();
    world.pass(TimeDelta::minutes(9));
    let ben = world.person("Ben Berg").await;
    world.grant_as("elm", &ben, Role::Helpdesk, MemberState::Suspended).await;
    world.grant("elm", &mara, Role::Admin).await;
    let nord = world.partner("Nordlicht IT").await;
    world.colleague(&nord, "Nina Nord", Role::PartnerAdmin).await;
    let mut vera = world.operator("Vera", Role::OperatorAuditor).await;

    let page = vera.get(PATH).await;
    page.is(200).says("4 people.").says("1–4 of 4").says("is done in their tenant or at the sign-in service");
    page.says("Ben Berg ben.berg@people.example Elm (Helpdesk, Suspended)");
    page.says("Mara Quist mara.quist@people.example Acme (Owner), Bolt (Member), Cord (Member) and 2 more");
    page.says("9 min ago").holds("href=\"/operator/tenants/acme\"").keeps_quiet_about("/operator/tenants/dune");
    page.says("Partner admin Nordlicht IT").holds(&format!("href=\"/operator/partners/{}\"", nord.id));
    page.says("Operator auditor").says("Never");
    page.holds(&format!("href=\"/operator/audit?actor={}\"", mara.id)).says("What this person did : Mara Quist");
    page.holds("href=\"/operator/people\" aria-current=\"page\"").keeps_quiet_about("action=\"/api/members");
    vera.get(&format!("/operator/audit?actor={}", mara.id)).await.is(200);
}

#[tokio::test]
async fn a_part_of_the_name_or_the_address_finds_them_page_by_page() {
    let world = World::new().await;
    for number in 1..=60 {
        world.person(&format!("Person {number:02}")).await;
    }
    let mut olga = world.operator("Olga Ost", Role::Operator).await;
    olga.get(PATH).await.is(200).says("61 people.").says("1–50 of 61").holds("href=\"/operator/people?page=2\"");
    let second = olga.get("/operator/people?page=2&q=person").await;
    second.is(200).says("51–60 of 60").says("Person 60").keeps_quiet_about("Person 01").says("61 people.");
    second.holds("href=\"/operator/people?q=person\"");
    olga.get("/operator/people?q=OLGA.OST%40").await.is(200).says("Olga Ost").says("1–1 of 1");
    for nobody in ["%25", "_", "%27+OR+1%3D1--"] {
        olga.get(&format!("/operator/people?q={nobody}")).await.is(200).says("Nobody matches").says("61 people.");
    }
    olga.get("/operator/people?page=9").await.is(200).says("This page is empty").says("First page");
    let hostile = olga.get("/operator/people?q=%3Cscript%3Ealert(1)%3C/script%3E").await;
    hostile.is(200).keeps_quiet_about("<script>alert");
}
