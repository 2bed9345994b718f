//! A tenant at a glance: what waits, in numbers, and without what the caller may not open.

use chrono::TimeDelta;
use dezky_app::text::Text;
use dezky_domain::{
    access::Role, language::Language, member::MemberState, partner::GrantScope, provision::TenantServices,
};

use crate::support::World;

#[tokio::test]
async fn what_waits_stands_there_with_the_way_to_it() {
    let world = World::new().await;
    let acme = world.tenant("acme").await;
    let mut mara = world.member("acme", "Mara Quist", Role::Owner).await;
    let page = mara.get("/admin").await;
    page.is(200).says("How Acme is").says("Nothing waits.").keeps_quiet_about("Storage");

    let ivo = world.person("Ivo").await;
    world.grant_as("acme", &ivo, Role::Member, MemberState::Invited).await;
    let nord = world.partner("Nordlicht IT").await;
    world.let_in("acme", &nord, GrantScope::Help, TimeDelta::days(1)).await;
    let (tenant, person) = (acme.id.uuid().simple(), ivo.id.uuid().simple());
    if world.database.is_sqlite() {
        world
            .database
            .execute(&format!(
                "UPDATE mail_domain SET attention = 3 WHERE domain = 'acme.example';
                INSERT INTO access_request (id, tenant_id, person_id, why, created_us)
                VALUES (x'{person}', x'{tenant}', x'{person}', '', 0)"
            ))
            .await;
    }
    let work = world.store().begin().await.unwrap();
    let services = TenantServices { mail: true, files: true, chat: false, quota: 100_000_000_000 };
    work.plans().insert(acme.id, services, None, world.now()).await.unwrap();
    work.save().await.unwrap();

    let page = mara.get("/admin").await;
    page.is(200).says("1 invitation is open").says("1 partner may act here").says("100 GB");
    page.holds("href=\"/admin/people?state=invited\"").holds("href=\"/admin/partners\"");
    if world.database.is_sqlite() {
        page.says("acme.example: 3 records need attention").says("1 person asks to be let in");
        page.holds("href=\"/admin/domains\"");
    }

    let mut lotte = world.member("acme", "Lotte Haag", Role::Auditor).await;
    let page = lotte.get("/admin").await;
    page.is(200).keeps_quiet_about("Nothing waits.").holds("href=\"/admin/audit\"");
    page.keeps_quiet_about("/admin/people").keeps_quiet_about("/admin/partners").keeps_quiet_about("records need");
    let mut helpdesk = world.member("acme", "Hedda", Role::Helpdesk).await;
    let page = helpdesk.get("/admin").await;
    page.is(200)
        .says("1 invitation is open")
        .keeps_quiet_about("/admin/partners")
        .keeps_quiet_about("asks to be let in");
    let mut globex = world.tenant_and_owner("globex").await;
    globex.get("/admin").await.is(200).says("Nothing waits.").keeps_quiet_about("Acme");
}

/// No alert is about a tenant's provisioning: operators see it, and nobody writes to them.
#[test]
fn of_trouble_nothing_is_promised_that_does_not_happen() {
    let said = Language::ALL.iter().map(|language| Text::new(*language).say("overview-at-it")).collect::<Vec<_>>();
    let told = ["told", "benachrichtigt", "avertis", "besked"];
    assert!(!said.iter().any(|said| told.iter().any(|word| said.contains(word))), "{said:?}");
}
