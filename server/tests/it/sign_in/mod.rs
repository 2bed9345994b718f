//! Signing in through the provider, and everything that must not end with somebody signed in.

mod life;
mod people;
mod refused;

use chrono::TimeDelta;
use dezky_domain::{access::Role, audit::ActorKind};
use serde_json::json;

use crate::support::{Begun, World};

pub const MARA: &str = "mara.quist@acme.example";
pub const OPAL: &str = "nora.lindt@dezky.example";

#[tokio::test]
async fn an_owner_signs_in_on_the_companys_own_host_and_comes_back_to_where_they_were() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    world.sign_in("acme", MARA).await;
    let mara = world.events_of("session.start").await[0].event.actor.id.clone().unwrap();
    grant(&world, "acme", &mara, Role::Owner).await;

    let mut browser = world.browser("acme");
    let landing = browser.get("/").await;
    landing.is(200).says("Acme").says("Sign in");
    assert!(browser.cookies.is_empty(), "who only looks is given no cookie");
    let asked = browser.get("/admin/people?q=tilo").await;
    assert_eq!(asked.is(303).location(), "/sign-in?next=%2Fadmin%2Fpeople%3Fq%3Dtilo");

    let begun = Begun::of(&browser.follow(&asked).await);
    let address = begun.address().as_str();
    assert!(address.starts_with(&format!("{}/application/o/authorize/?", world.provider().base_url())), "{address}");
    assert_eq!(begun.asked("response_type"), "code");
    assert_eq!(begun.asked("client_id"), "dz-acme");
    assert_eq!(begun.asked("redirect_uri"), "http://acme.localhost:3000/auth/callback");
    assert_eq!(begun.asked("scope"), "openid profile email");
    assert_eq!(begun.asked("code_challenge_method"), "S256");
    assert!(begun.asked("state").len() >= 22 && begun.asked("nonce").len() >= 22, "{address}");
    assert!(!address.contains("sandbox-only"), "{address}");

    let before = browser.session().unwrap().to_owned();
    let (code, _) = world.code(&begun, MARA).await;
    let back = browser.come_back(&begun, &[("code", &code)]).await;
    assert_eq!(back.is(303).location(), "/admin/people?q=tilo");
    browser.follow(&back).await.is(200).says("Nobody matches");
    browser.get("/me").await.is(200).says("Mara Quist").says(MARA).says("Owner");

    // The session that began the sign-in is another one, and dead: whoever planted it has nothing.
    assert_ne!(browser.session().unwrap(), before);
    let mut planted = world.browser("acme");
    planted.keep("dezky", &before);
    assert_eq!(planted.get("/me").await.is(303).location(), "/sign-in?next=%2Fme");

    let started = &world.events_of("session.start").await[0];
    assert_eq!(started.tenant.as_ref().unwrap().slug.as_str(), "acme");
    let event = &started.event;
    assert_eq!((event.actor.kind, event.actor.id.as_deref()), (ActorKind::Person, Some(mara.as_str())));
    assert_eq!(event.request.as_deref(), Some(back.header("x-request-id")));
    assert_eq!(event.ip.as_deref(), Some("127.0.0.1"));
}

#[tokio::test]
async fn an_operator_signs_in_on_the_platforms_host() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let (mut nora, _) = world.sign_in("", OPAL).await;
    nora.get("/").await.is(200).says("You have no workspace yet").says(OPAL);
    nora.get("/operator/tenants").await.is(404);

    let person = world.events_of("session.start").await[0].event.actor.id.clone().unwrap();
    let work = world.store().begin().await.unwrap();
    work.people()
        .grant_platform(&crate::support::ALL, person.parse().unwrap(), Some(Role::OperatorAuditor))
        .await
        .unwrap();
    work.save().await.unwrap();
    nora.get("/").await.is(200).says("Tenants").says("Timeline").says("Sources");
    nora.get("/operator/tenants").await.is(200).says("Acme").keeps_quiet_about("/operator/tenants/new");
    nora.get("/operator/audit").await.is(200).says("signed in");
}

#[tokio::test]
async fn who_is_signed_in_already_goes_straight_on() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let (mut mara, _) = world.sign_in("acme", MARA).await;
    assert_eq!(mara.get("/sign-in?next=%2Fme").await.is(303).location(), "/me");
    assert_eq!(mara.get("/sign-in?next=%2F%2Fevil.example").await.is(303).location(), "/");
}

#[tokio::test]
async fn no_sign_in_leads_to_a_stranger() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    for next in [
        "https://evil.example",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "evil",
        "javascript:alert(1)",
        "",
    ] {
        let mut browser = world.browser("acme");
        let begun = browser.begin(next).await;
        let (code, _) = world.code(&begun, MARA).await;
        let back = browser.come_back(&begun, &[("code", &code), ("next", "https://evil.example")]).await;
        assert_eq!(back.is(303).location(), "/", "{next:?}");
    }
}

#[tokio::test]
async fn five_tabs_can_be_signing_in_and_a_sixth_takes_the_oldest_ones_place() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let mut browser = world.browser("acme");
    let mut begun = Vec::new();
    for _ in 0..6 {
        begun.push(browser.begin("/me").await);
    }
    let (code, _) = world.code(&begun[0], MARA).await;
    let oldest = browser.come_back(&begun[0], &[("code", &code)]).await;
    assert_eq!(oldest.location(), "/sign-in/refused?why=stale");
    let (code, _) = world.code(&begun[1], MARA).await;
    assert_eq!(browser.come_back(&begun[1], &[("code", &code)]).await.location(), "/me");
    // The session is another one now, and what was begun in the other tabs went on in it.
    let (code, _) = world.code(&begun[5], MARA).await;
    assert_eq!(browser.come_back(&begun[5], &[("code", &code)]).await.location(), "/me");
}

#[tokio::test]
async fn the_providers_new_key_is_found() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    world.sign_in("acme", MARA).await;
    world.misbehave(json!({ "jwks": "rotate" }));
    // Keys are believed for ten minutes; who is signed by one that isn't among them is no stranger yet.
    world.pass(TimeDelta::seconds(30));
    world.sign_in("acme", MARA).await;
}

#[tokio::test]
async fn a_slow_provider_is_waited_for() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    world.misbehave(json!({ "discovery": "slow", "token": "slow", "delay_ms": 20 }));
    world.sign_in("acme", MARA).await;
}

pub async fn grant(world: &World, slug: &str, person: &str, role: Role) {
    let scope = crate::support::ALL;
    let person = world.store().people().by_id(&scope, person.parse().unwrap()).await.unwrap().unwrap();
    world.grant(slug, &person, role).await;
}
