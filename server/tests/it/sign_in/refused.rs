//! Answers that can't be trusted. Each ends on a page that says so, with nobody signed in and an event on the line.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;
use dezky_connect::http::{Options as HttpOptions, client};
use dezky_domain::audit::{Class, Outcome};
use dezky_server::auth::oidc::Providers;
use serde_json::{Value, json};

use super::MARA;
use crate::support::{Answer, Browser, World};

/// The browser stands before `/sign-in/refused`, is nobody, and the line of time knows why.
async fn refused(world: &World, browser: &mut Browser, answer: &Answer, why: &str) {
    assert_eq!(answer.is(303).location(), format!("/sign-in/refused?why={why}"));
    let page = browser.follow(answer).await;
    page.is(200).says(match why {
        "down" => "The sign-in service doesn’t answer",
        "denied" => "The sign-in service said no",
        "stale" => "This sign-in is no longer valid",
        "busy" => "Too many sign-ins from your network",
        _ => "We couldn’t trust the answer",
    });
    page.says("Try again").says(page.header("x-request-id"));
    browser.get("/me").await.is(303);
    let events = world.events_of("session.refused").await;
    let event = &events.first().expect("an event").event;
    assert_eq!((event.class, event.outcome), (Class::Security, Outcome::Refused));
    assert_eq!(event.words["reason"], why);
    assert_eq!(event.request.as_deref(), Some(answer.header("x-request-id")));
    assert_eq!(world.events_of("session.start").await.len(), 0);
    assert_eq!(world.database.count("session WHERE person_id IS NOT NULL").await, 0);
}

/// A sign-in that goes as it should until the provider behaves so.
async fn with_a_provider_that(how: Value, why: &str) {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let mut browser = world.browser("acme");
    let begun = browser.begin("/").await;
    let (code, _) = world.code(&begun, MARA).await;
    world.misbehave(how.clone());
    let answer = browser.come_back(&begun, &[("code", &code)]).await;
    refused(&world, &mut browser, &answer, why).await;
    // When the provider is well again, so is everything.
    world.misbehave(json!({}));
    world.sign_in("acme", MARA).await;
}

#[tokio::test]
async fn a_token_that_is_not_for_this_sign_in() {
    for token in ["wrong_nonce", "wrong_audience", "wrong_issuer", "expired", "bad_signature", "no_id_token"] {
        with_a_provider_that(json!({ "token": token }), "wrong").await;
    }
}

#[tokio::test]
async fn a_token_endpoint_that_does_not_work() {
    with_a_provider_that(json!({ "token": "garbage" }), "wrong").await;
    // A fault of theirs is no answer, as a dead server is none.
    with_a_provider_that(json!({ "token": "500" }), "down").await;
    with_a_provider_that(json!({ "token": "huge" }), "down").await;
}

#[tokio::test]
async fn a_provider_that_does_not_answer_or_not_as_itself() {
    for (discovery, why) in [("down", "down"), ("garbage", "down"), ("wrong_issuer", "wrong")] {
        let world = World::with_sandbox("").await;
        world.tenant("acme").await;
        world.misbehave(json!({ "discovery": discovery }));
        let mut browser = world.browser("acme");
        let answer = browser.get("/sign-in").await;
        assert_eq!(answer.is(303).location(), format!("/sign-in/refused?why={why}"), "{discovery}");
        refused(&world, &mut browser, &answer, why).await;
        world.misbehave(json!({}));
        world.sign_in("acme", MARA).await;
    }
}

#[tokio::test]
async fn a_provider_that_takes_too_long() {
    for how in [json!({ "discovery": "slow", "delay_ms": 600_000 }), json!({ "token": "slow", "delay_ms": 600_000 })] {
        let patience = HttpOptions { timeout: Duration::from_millis(300), ..HttpOptions::default() };
        let world = World::with_sandbox("").await.exchanged(|state| {
            let clock = Arc::clone(&state.clock);
            state.providers = Arc::new(Providers::new(
                &state.config.oidc,
                client(patience),
                clock,
                state.store.clone(),
                Arc::clone(&state.keys),
            ));
        });
        world.tenant("acme").await;
        let mut browser = world.browser("acme");
        let mut answer = None;
        if how.get("token").is_some() {
            let begun = browser.begin("/").await;
            let (code, _) = world.code(&begun, MARA).await;
            world.misbehave(how);
            answer = Some(browser.come_back(&begun, &[("code", &code)]).await);
        } else {
            world.misbehave(how);
        }
        let answer = if let Some(answer) = answer { answer } else { browser.get("/sign-in").await };
        refused(&world, &mut browser, &answer, "down").await;
    }
}

#[tokio::test]
async fn keys_that_cannot_be_read() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    world.misbehave(json!({ "jwks": "garbage" }));
    let mut browser = world.browser("acme");
    let answer = browser.get("/sign-in").await;
    refused(&world, &mut browser, &answer, "down").await;
}

#[tokio::test]
async fn a_tenant_without_a_client() {
    let world = World::with_sandbox("").await;
    world.tenant("initech").await;
    let mut browser = world.browser("initech");
    let answer = browser.get("/sign-in").await;
    refused(&world, &mut browser, &answer, "down").await;
}

#[tokio::test]
async fn a_state_is_good_once() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let mut browser = world.browser("acme");
    let begun = browser.begin("/").await;
    // An error uses it up, too.
    let no = browser.come_back(&begun, &[("error", "access_denied"), ("error_description", "<b>no</b>")]).await;
    refused(&world, &mut browser, &no, "denied").await;
    let (code, _) = world.code(&begun, MARA).await;
    let again = browser.come_back(&begun, &[("code", &code)]).await;
    refused(&world, &mut browser, &again, "stale").await;
}

#[tokio::test]
async fn a_code_is_redeemed_once_however_often_the_address_is_asked() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let mut browser = world.browser("acme");
    let begun = browser.begin("/").await;
    let (code, _) = world.code(&begun, MARA).await;
    let mut twin = browser.clone();
    browser.come_back(&begun, &[("code", &code)]).await;
    browser.get("/me").await.is(200);
    let again = browser.come_back(&begun, &[("code", &code)]).await;
    assert_eq!(again.location(), "/sign-in/refused?why=stale");
    browser.get("/me").await.is(200).says("Mara Quist");
    let late = twin.come_back(&begun, &[("code", &code)]).await;
    assert_eq!(late.location(), "/sign-in/refused?why=stale");
    twin.get("/me").await.is(303);
}

#[tokio::test]
async fn a_state_is_worth_nothing_in_another_browser() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let begun = world.browser("acme").begin("/").await;
    let (code, _) = world.code(&begun, MARA).await;
    // Whoever is led to the callback by somebody else's link isn't signed in as them.
    let mut victim = world.browser("acme");
    let answer = victim.come_back(&begun, &[("code", &code)]).await;
    refused(&world, &mut victim, &answer, "stale").await;
    let mut busy = world.browser("acme");
    busy.begin("/").await;
    let answer = busy.come_back(&begun, &[("code", &code)]).await;
    refused(&world, &mut busy, &answer, "stale").await;
}

#[tokio::test]
async fn a_state_that_nobody_gave_out_and_one_that_is_missing() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let mut browser = world.browser("acme");
    browser.begin("/").await;
    for path in ["?code=x&state=unknown", "?code=x", "?error=access_denied", "", "?code=&state="] {
        let answer = browser.get(&format!("/auth/callback{path}")).await;
        refused(&world, &mut browser, &answer, "stale").await;
    }
}

#[tokio::test]
async fn whoever_only_knocks_leaves_nothing_behind() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let mut stranger = world.browser("acme");
    for path in
        ["/", "/me", "/auth/callback?code=x&state=y", "/auth/callback", "/sign-in/refused?why=stale", "/nothing"]
    {
        stranger.get(path).await;
        assert!(stranger.cookies.is_empty(), "{path}");
        assert_eq!(world.database.count("session").await, 0, "{path}");
    }
}

#[tokio::test]
async fn who_takes_longer_than_ten_minutes_begins_again() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let mut browser = world.browser("acme");
    let begun = browser.begin("/").await;
    let (code, _) = world.code(&begun, MARA).await;
    world.pass(TimeDelta::minutes(11));
    let answer = browser.come_back(&begun, &[("code", &code)]).await;
    refused(&world, &mut browser, &answer, "stale").await;
}

#[tokio::test]
async fn an_answer_of_another_issuer() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let mut browser = world.browser("acme");
    let begun = browser.begin("/").await;
    let (code, _) = world.code(&begun, MARA).await;
    let mixed_up = world.provider().issuer("dz-globex");
    let answer = browser.come_back(&begun, &[("code", &code), ("iss", &mixed_up)]).await;
    refused(&world, &mut browser, &answer, "wrong").await;

    let begun = browser.begin("/").await;
    let (code, _) = world.code(&begun, MARA).await;
    let right = world.provider().issuer("dz-acme");
    assert_eq!(browser.come_back(&begun, &[("code", &code), ("iss", &right)]).await.location(), "/");
}

#[tokio::test]
async fn a_code_of_another_tenants_client() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    world.tenant("globex").await;
    let mut evil = world.browser("globex");
    let begun_there = evil.begin("/").await;
    let (theirs, _) = world.code(&begun_there, MARA).await;
    let mut browser = world.browser("acme");
    let begun = browser.begin("/").await;
    let answer = browser.come_back(&begun, &[("code", &theirs)]).await;
    refused(&world, &mut browser, &answer, "wrong").await;
}

#[tokio::test]
async fn no_code_and_another_error() {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let mut browser = world.browser("acme");
    for answer in [&[][..], &[("error", "server_error")], &[("error", "<script>")]] {
        let begun = browser.begin("/").await;
        let answer = browser.come_back(&begun, answer).await;
        refused(&world, &mut browser, &answer, "wrong").await;
    }
}

#[tokio::test]
async fn the_reason_in_the_address_is_one_of_ours() {
    let world = World::new().await;
    let page = world.browser("").get("/sign-in/refused?why=%3Cscript%3Ealert(1)%3C/script%3E").await;
    page.is(200).says("We couldn’t trust the answer").keeps_quiet_about("alert(1)");
}
