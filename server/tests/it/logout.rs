//! Back-channel logout: the provider says that a session is over, and is believed only when it is really the provider.

use chrono::TimeDelta;
use dezky_domain::audit::ActorKind;
use dezky_sandbox::Misbehaviour;
use serde_json::{Value, json};

use crate::support::{Answer, Browser, World};

const MARA: &str = "mara.quist@acme.example";

struct Scene {
    world: World,
    mara: Browser,
    sid: String,
}

async fn scene() -> Scene {
    let world = World::with_sandbox("").await;
    world.tenant("acme").await;
    let (mara, sid) = world.sign_in("acme", MARA).await;
    Scene { world, mara, sid }
}

impl Scene {
    /// A token as the provider makes it, but for what is wished otherwise.
    async fn token(&self, wish: Value) -> String {
        let mut all = json!({ "app": "dz-acme", "username": MARA, "sid": self.sid });
        all.as_object_mut().unwrap().extend(wish.as_object().unwrap().clone());
        self.world.control("/sandbox/logout-token", &all).await["logout_token"].as_str().unwrap().to_owned()
    }

    /// As the provider sends it: no cookie, no origin, no word about the site.
    async fn told(&self, token: &str) -> Answer {
        let mut provider = self.world.browser("acme").with("sec-fetch-site", "").with("accept", "");
        provider.post("/auth/backchannel-logout", &[("logout_token", token)]).await
    }

    async fn is_taken(&mut self, wish: Value) {
        let answer = self.told(&self.token(wish.clone()).await).await;
        assert_eq!((answer.status, answer.body.as_str()), (200, ""), "{wish}");
        assert_eq!(answer.header("cache-control"), "no-store");
        self.mara.get("/me").await.is(303);
    }

    async fn is_refused(&mut self, wish: Value) {
        let token = self.token(wish.clone()).await;
        self.token_is_refused(&token).await;
    }

    async fn token_is_refused(&mut self, token: &str) {
        let answer = self.told(token).await;
        assert_eq!((answer.status, answer.body.as_str()), (400, r#"{"error":"invalid_request"}"#), "{token}");
        assert_eq!(answer.header("cache-control"), "no-store");
        self.mara.get("/me").await.is(200).says("Mara Quist");
    }
}

#[tokio::test]
async fn the_end_of_the_providers_session_is_the_end_of_ours() {
    let mut scene = scene().await;
    let (mut elsewhere, _) = scene.world.sign_in("acme", MARA).await;
    let (mut on_the_platform, _) = scene.world.sign_in("", MARA).await;
    scene.is_taken(json!({})).await;
    // Another session of hers at the provider goes on, and so does another client's.
    elsewhere.get("/me").await.is(200);
    on_the_platform.get("/me").await.is(200);
    let event = &scene.world.events_of("session.logout").await[0];
    assert_eq!(event.event.actor.kind, ActorKind::Service);
    assert_eq!(event.event.target.id.as_deref(), Some("a0a9e4bd-b3e3-454e-ba61-54c0aab0b1e7"));
    assert_eq!(event.tenant.as_ref().unwrap().slug.as_str(), "acme");
}

#[tokio::test]
async fn a_token_that_names_only_the_person_ends_all_of_theirs_at_this_client() {
    let mut scene = scene().await;
    let (mut elsewhere, _) = scene.world.sign_in("acme", MARA).await;
    let (mut on_the_platform, _) = scene.world.sign_in("", MARA).await;
    let (mut tilo, _) = scene.world.sign_in("acme", "tilo.arend@acme.example").await;
    scene.is_taken(json!({ "claims": { "sid": null } })).await;
    elsewhere.get("/me").await.is(303);
    on_the_platform.get("/me").await.is(200);
    tilo.get("/me").await.is(200);
}

#[tokio::test]
async fn a_token_without_the_person_is_enough() {
    scene().await.is_taken(json!({ "claims": { "sub": null } })).await;
}

#[tokio::test]
async fn several_audiences_may_be_meant() {
    scene().await.is_taken(json!({ "claims": { "aud": ["another", "dz-acme"] } })).await;
}

#[tokio::test]
async fn a_session_that_nobody_has_is_no_fault() {
    let mut scene = scene().await;
    let answer = scene.told(&scene.token(json!({ "sid": "unknown" })).await).await;
    assert_eq!(answer.status, 200);
    scene.mara.get("/me").await.is(200);
    assert!(scene.world.events_of("session.logout").await.is_empty(), "nothing ended, so nothing is told");
}

#[tokio::test]
async fn a_token_counts_once() {
    let mut scene = scene().await;
    let token = scene.token(json!({ "sid": "unknown" })).await;
    assert_eq!(scene.told(&token).await.status, 200);
    scene.token_is_refused(&token).await;
    // Remembered for longer than it is good: nobody has to wait for it to be forgotten.
    scene.world.pass(TimeDelta::minutes(10));
    scene.token_is_refused(&token).await;
}

#[tokio::test]
async fn what_is_no_logout_token_ends_nothing() {
    let mut scene = scene().await;
    for typ in [json!("JWT"), json!("at+jwt"), json!(null)] {
        scene.is_refused(json!({ "typ": typ })).await;
    }
    scene.is_refused(json!({ "alg": "none" })).await;
    scene.is_refused(json!({ "wrong_key": true })).await;
    for claims in [
        json!({ "events": null }),
        json!({ "events": {} }),
        json!({ "events": { "http://schemas.openid.net/event/backchannel-logout": true } }),
        json!({ "events": ["http://schemas.openid.net/event/backchannel-logout"] }),
        json!({ "nonce": "n" }),
        json!({ "aud": "dz-globex" }),
        json!({ "aud": ["dz-globex", "dezky"] }),
        json!({ "aud": null }),
        json!({ "iss": scene.world.provider().issuer("dz-globex") }),
        json!({ "iss": scene.world.provider().issuer("dz-acme").trim_end_matches('/') }),
        json!({ "iss": null }),
        json!({ "jti": null }),
        json!({ "jti": "" }),
        json!({ "jti": "x".repeat(300) }),
        json!({ "sid": null, "sub": null }),
        json!({ "exp": null }),
        json!({ "iat": null }),
    ] {
        scene.is_refused(json!({ "claims": claims })).await;
    }
    assert!(scene.world.events_of("session.logout").await.is_empty());
}

#[tokio::test]
async fn a_token_out_of_its_time_ends_nothing() {
    let mut scene = scene().await;
    let now = scene.world.now().timestamp();
    for (iat, exp) in
        [(now - 600, now - 120), (now + 120, now + 600), (now - 1000, now + 600), (i64::MAX, i64::MAX), (-1, i64::MAX)]
    {
        scene.is_refused(json!({ "claims": { "iat": iat, "exp": exp } })).await;
    }
    // Two clocks are never the same: a minute is allowed.
    scene.is_taken(json!({ "claims": { "iat": now + 30, "exp": now - 30 } })).await;
}

#[tokio::test]
async fn a_signature_over_something_else_ends_nothing() {
    let mut scene = scene().await;
    let token = scene.token(json!({})).await;
    let other = scene.token(json!({ "sid": "unknown" })).await;
    let part = |token: &str, number: usize| token.split('.').nth(number).unwrap().to_owned();
    let swapped = [part(&token, 0), part(&token, 1), part(&other, 2)].join(".");
    let unsigned = [part(&token, 0), part(&token, 1), String::new()].join(".");
    for forged in [swapped, unsigned, format!("{token}.x"), token[..token.len() - 8].to_owned()] {
        scene.token_is_refused(&forged).await;
    }
    for rubbish in ["", ".", "..", "a.b.c", "eyJhbGciOiJSUzI1NiJ9..", "ünïcode.ü.ü", "\0"] {
        scene.token_is_refused(rubbish).await;
    }
    scene.is_taken(json!({})).await;
}

#[tokio::test]
async fn a_body_that_is_no_form_or_too_large_ends_nothing() {
    let mut scene = scene().await;
    let token = scene.token(json!({})).await;
    let mut provider = scene.world.browser("acme").with("sec-fetch-site", "").with("accept", "");
    for body in [String::new(), token.clone(), "logout_token".to_owned(), format!("other={token}")] {
        let answer = provider.post_text("/auth/backchannel-logout", body).await;
        assert!((400..500).contains(&answer.status), "{}", answer.status);
    }
    let large = format!("logout_token={token}&padding={}", "x".repeat(65 * 1024));
    assert_eq!(provider.post_text("/auth/backchannel-logout", large).await.status, 413);
    assert!([404, 405].contains(&provider.get(&format!("/auth/backchannel-logout?logout_token={token}")).await.status));
    scene.mara.get("/me").await.is(200);
}

#[tokio::test]
async fn a_token_for_one_company_is_nothing_at_another() {
    let scene = scene().await;
    scene.world.tenant("globex").await;
    let (mut gus, _) = scene.world.sign_in("globex", "gus.hollander@globex.example").await;
    let token = scene.token(json!({})).await;
    for slug in ["globex", ""] {
        let answer = scene.world.browser(slug).post("/auth/backchannel-logout", &[("logout_token", &token)]).await;
        assert_eq!(answer.status, 400);
    }
    gus.get("/me").await.is(200);
}

#[tokio::test]
async fn a_new_key_of_the_providers_is_looked_for() {
    let mut scene = scene().await;
    scene.world.misbehave(json!({ "jwks": "rotate" }));
    scene.world.pass(TimeDelta::seconds(30));
    scene.is_taken(json!({})).await;
}

#[tokio::test]
async fn when_the_provider_cannot_be_asked_for_its_keys_it_is_told_to_come_again() {
    let mut scene = scene().await;
    let token = scene.token(json!({})).await;
    // By then what it said of itself is no longer believed; the token is.
    scene.world.pass(TimeDelta::seconds(601));
    scene.world.misbehave(json!({ "discovery": "down" }));
    assert_eq!(scene.told(&token).await.status, 503);
    scene.mara.get("/me").await.is(200);
    scene.world.provider().provider().misbehave(Misbehaviour::default());
    assert_eq!(scene.told(&token).await.status, 200);
    scene.mara.get("/me").await.is(303);
}
