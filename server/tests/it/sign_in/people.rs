//! Who somebody is, and what they may do from one request to the next.

use dezky_domain::{access::Role, member::MemberState};
use serde_json::json;

use super::{MARA, OPAL, grant};
use crate::support::{ALL, World, tenant_form};

async fn last_person(world: &World) -> String {
    world.events_of("session.start").await[0].event.actor.id.clone().unwrap()
}

#[tokio::test]
async fn an_address_that_is_given_to_somebody_else_is_somebody_else() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    world.sign_in("acme", MARA).await;
    let first = last_person(&world).await;
    grant(&world, "acme", &first, Role::Owner).await;
    world.pass(chrono::TimeDelta::seconds(1));
    // Mara left; her successor is given the same address. To the provider they are two.
    let successor = json!({
        "username": MARA, "name": "Mira Quell", "role": "member", "password": "x", "tenant": "acme",
        "sub": "11111111-1111-4111-8111-111111111111", "ocis_user": "22222222-2222-4222-8222-222222222222",
    });
    world.control("/sandbox/people", &successor).await;
    let (mut mira, _) = world.sign_in("acme", MARA).await;
    let second = last_person(&world).await;
    assert_ne!(first, second);
    mira.get("/admin/people").await.is(404).says(MARA);
    assert_eq!(world.database.count("person").await, 2);
}

#[tokio::test]
async fn one_person_is_the_same_on_every_host_of_a_shared_provider() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    world.sign_in("acme", MARA).await;
    let here = last_person(&world).await;
    grant(&world, "acme", &here, Role::Owner).await;
    let (mut mara, _) = world.sign_in("", MARA).await;
    assert_eq!(last_person(&world).await, here);
    mara.get("/").await.is(200).says("Your workspaces").holds("http://acme.localhost:3000");
    assert_eq!(world.database.count("identity").await, 2);
    // And without a word of the configuration's, two issuers know two people.
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let world = world.restarted(|config| config.oidc.shared_subjects.clear());
    world.sign_in("acme", MARA).await;
    world.sign_in("", MARA).await;
    assert_eq!(world.database.count("person").await, 2);
}

#[tokio::test]
async fn what_the_provider_says_of_somebody_is_what_is_shown() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    world.sign_in("acme", MARA).await;
    let renamed = json!({
        "username": "Mara.Holm@acme.example", "name": "Mara Holm <b>", "role": "owner", "password": "x", "tenant": "acme",
        "sub": "a0a9e4bd-b3e3-454e-ba61-54c0aab0b1e7", "ocis_user": "22222222-2222-4222-8222-222222222222",
    });
    world.control("/sandbox/people", &renamed).await;
    let (mut mara, _) = world.sign_in("acme", "mara.holm@acme.example").await;
    mara.get("/me").await.is(200).says("Mara Holm <b>").says("mara.holm@acme.example").keeps_quiet_about("Holm <b>");
    assert_eq!(world.database.count("person").await, 1);
}

#[tokio::test]
async fn whoever_belongs_to_no_one_sees_nothing_of_the_workspace() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let (mut nora, _) = world.sign_in("acme", OPAL).await;
    let page = nora.get("/").await;
    page.is(404).says("Nothing here").says(OPAL).says("Sign out").keeps_quiet_about("Apps of Acme");
    nora.get("/admin").await.is(404);
}

#[tokio::test]
async fn a_right_that_is_taken_away_is_gone_with_the_next_request() {
    let world = World::new().await;
    world.tenant("acme").await;
    let ann = world.person("Ann Ade").await;
    world.grant("acme", &ann, Role::Admin).await;
    let mut browser = world.signed_in("acme", &ann).await;
    browser.get("/admin/people").await.is(200).says("Ann Ade");
    world.grant("acme", &ann, Role::Member).await;
    browser.get("/admin/people").await.is(403);
    browser.get("/").await.is(200);
    for state in [MemberState::Suspended, MemberState::Invited] {
        world.grant_as("acme", &ann, Role::Owner, state).await;
        for path in ["/", "/admin", "/admin/people", "/admin/audit"] {
            browser.get(path).await.is(404);
        }
    }
    world.grant_as("acme", &ann, Role::Owner, MemberState::Active).await;
    browser.get("/admin/people").await.is(200);
}

#[tokio::test]
async fn an_operator_who_is_none_any_more_creates_nothing() {
    let world = World::new().await;
    let olga = world.person("Olga Ost").await;
    world.grant_platform(&olga, Some(Role::Operator)).await;
    let mut browser = world.signed_in("", &olga).await;
    browser.get("/operator/tenants/new").await.is(200);
    let form = tenant_form("Acme", "acme", "", "");
    world.grant_platform(&olga, Some(Role::OperatorAuditor)).await;
    browser.post("/api/tenants/create", &form).await.is(403).says("Your role doesn’t include this");
    world.grant_platform(&olga, None).await;
    browser.post("/api/tenants/create", &form).await.is(404);
    assert!(world.store().tenants().list(&ALL, "").await.unwrap().is_empty());
}

#[tokio::test]
async fn somebody_new_may_come_by_two_doors_at_once() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let (mut one, mut two) = (world.browser("acme"), world.browser("acme"));
    let (begun_one, begun_two) = (one.begin("/me").await, two.begin("/me").await);
    let ((first, _), (second, _)) = (world.code(&begun_one, MARA).await, world.code(&begun_two, MARA).await);
    let (first, second) = ([("code", first.as_str())], [("code", second.as_str())]);
    // Both are looked for, and not found, before either can be made.
    let hold = async {
        let journal = &world.provider().provider().journal;
        while journal.entries(Some("token"), 0).len() < 2 {
            tokio::task::yield_now().await;
        }
        let writer = world.store().begin().await.unwrap();
        for _ in 0..1000 {
            world.store().ping().await.unwrap();
        }
        drop(writer);
    };
    let (first, second, ()) = tokio::join!(one.come_back(&begun_one, &first), two.come_back(&begun_two, &second), hold);
    assert_eq!((first.location(), second.location()), ("/me", "/me"));
    assert_eq!((world.database.count("person").await, world.events_of("session.start").await.len()), (1, 2));
}
