//! How long a session lives, what its cookie is, and how it ends.

use chrono::TimeDelta;
use dezky_domain::access::Role;

use super::MARA;
use crate::support::{Begun, World};

#[tokio::test]
async fn a_session_without_a_request_ends_after_eight_hours() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    world.pass(TimeDelta::minutes(479));
    ann.get("/").await.is(200).says("Apps of Acme");
    world.pass(TimeDelta::minutes(479));
    ann.get("/").await.is(200).says("Apps of Acme");
    world.pass(TimeDelta::minutes(481));
    ann.get("/me").await.is(303);
}

#[tokio::test]
async fn however_busy_a_session_ends_after_a_day() {
    let world = World::new().await;
    world.tenant("acme").await;
    let mut ann = world.member("acme", "Ann Ade", Role::Member).await;
    for _ in 0..23 {
        world.pass(TimeDelta::hours(1));
        ann.get("/me").await.is(200);
    }
    world.pass(TimeDelta::minutes(61));
    ann.get("/me").await.is(303);
}

#[tokio::test]
async fn signing_out_ends_the_session_here_and_at_the_provider() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let (mut mara, _) = world.sign_in("acme", MARA).await;
    let mut thief = mara.clone();
    let answer = mara.post("/sign-out", &[]).await;
    let end = Begun::of(&answer);
    assert!(
        end.address()
            .as_str()
            .starts_with(&format!("{}/application/o/dz-acme/end-session/?", world.provider().base_url()))
    );
    assert_eq!(end.asked("post_logout_redirect_uri"), "http://acme.localhost:3000/");
    assert_eq!(end.asked("client_id"), "dz-acme");
    assert_eq!(end.asked("id_token_hint").split('.').count(), 3);
    assert!(mara.session().is_none(), "{:?}", mara.cookies);
    thief.get("/me").await.is(303);
    assert_eq!(world.database.count("session WHERE person_id IS NOT NULL").await, 0);
    let event = &world.events_of("session.end").await[0].event;
    assert_eq!(event.actor.name.as_deref(), Some("Mara Quist"));
}

#[tokio::test]
async fn signing_out_works_when_the_provider_does_not() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let (mut mara, _) = world.sign_in("acme", MARA).await;
    world.misbehave(serde_json::json!({ "discovery": "down" }));
    world.pass(TimeDelta::minutes(11));
    assert_eq!(mara.post("/sign-out", &[]).await.is(303).location(), "/");
    mara.get("/me").await.is(303);
    // And for who isn't signed in.
    assert_eq!(world.browser("acme").post("/sign-out", &[]).await.is(303).location(), "/");
}

#[tokio::test]
async fn a_session_of_one_company_is_worth_nothing_at_another() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let (mara, _) = world.sign_in("acme", MARA).await;
    for slug in ["globex", ""] {
        let mut carried = world.browser(slug);
        carried.cookies.clone_from(&mara.cookies);
        assert_eq!(carried.get("/me").await.is(303).location(), "/sign-in?next=%2Fme");
    }
}

#[tokio::test]
async fn on_a_developers_machine_the_cookie_is_for_this_host_and_not_for_scripts() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let mut browser = world.browser("acme");
    let cookie = browser.get("/sign-in").await.header("set-cookie").to_owned();
    let (pair, flags) = cookie.split_once("; ").unwrap();
    assert!(pair.starts_with("dezky=") && pair.len() >= "dezky=".len() + 22, "{cookie}");
    assert_eq!(sorted(flags), ["HttpOnly", "Path=/", "SameSite=Lax"]);
}

#[tokio::test]
async fn in_production_the_cookie_is_bound_to_the_host_and_to_https() {
    let settings = "[web]\nsecure = true\nurl = 'https://app.dezky.eu'\ntenant_url = 'https://{slug}.dezky.eu'";
    let world = World::with_sandbox(settings).await;
    let mut browser = world.browser("");
    "app.dezky.eu".clone_into(&mut browser.host);
    let begun = browser.get("/sign-in").await;
    assert_eq!(Begun::of(&begun).asked("redirect_uri"), "https://app.dezky.eu/auth/callback");
    let (pair, flags) = begun.header("set-cookie").split_once("; ").unwrap();
    assert!(pair.starts_with("__Host-dezky="), "{pair}");
    assert_eq!(sorted(flags), ["HttpOnly", "Path=/", "SameSite=Lax", "Secure"]);
    // A choice of language is a cookie that must not cross over to plain http either.
    let chosen = browser.post("/api/preferences/choose", &[("language", "da")]).await;
    assert_eq!(
        sorted(chosen.header("set-cookie")),
        ["HttpOnly", "Max-Age=31536000", "Path=/", "SameSite=Lax", "Secure", "language=da"]
    );
}

fn sorted(flags: &str) -> Vec<&str> {
    let mut flags: Vec<_> = flags.split("; ").collect();
    flags.sort_unstable();
    flags
}
