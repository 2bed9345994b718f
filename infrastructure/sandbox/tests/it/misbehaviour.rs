//! The provider told to fail, and a sound client that notices.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::relying_party::{World, pkce};

const MARA: &str = "mara.quist@acme.example";

#[tokio::test]
async fn each_spoilt_id_token_is_refused_for_its_own_reason() {
    let world = World::new().await;
    for (how, reason) in [
        ("wrong_nonce", "nonce"),
        ("wrong_audience", "InvalidAudience"),
        ("wrong_issuer", "InvalidIssuer"),
        ("expired", "Expired"),
        ("bad_signature", "SignatureVerification"),
    ] {
        world.control("/sandbox/misbehave", json!({ "token": how })).await;
        let tokens = world.tokens(MARA).await;
        let why = world.verify(tokens["id_token"].as_str().unwrap()).await.unwrap_err();
        assert!(why.to_lowercase().contains(&reason.to_lowercase()), "{how}: {why}");
    }
    world.control("/sandbox/misbehave", json!({})).await;
    let tokens = world.tokens(MARA).await;
    world.verify(tokens["id_token"].as_str().unwrap()).await.unwrap();
}

#[tokio::test]
async fn the_token_endpoint_breaks_in_other_ways() {
    let world = World::new().await;
    let (challenge, verifier) = pkce();
    let (code, _) = world.code(MARA, &challenge).await;
    let exchange = async |how: &str| {
        world.control("/sandbox/misbehave", json!({ "token": how, "delay_ms": 50 })).await;
        world.exchange(&code, &verifier).await
    };
    assert_eq!(exchange("500").await.status(), 500);
    assert!(exchange("garbage").await.json::<Value>().await.is_err());
    let asked = Instant::now();
    assert_eq!(exchange("slow").await.status(), 200);
    assert!(asked.elapsed() >= Duration::from_millis(50));

    world.control("/sandbox/misbehave", json!({ "token": "no_id_token" })).await;
    assert!(world.tokens(MARA).await["id_token"].is_null());
    world.control("/sandbox/misbehave", json!({ "token": "huge" })).await;
    let (challenge, verifier) = pkce();
    let (code, _) = world.code(MARA, &challenge).await;
    assert!(world.exchange(&code, &verifier).await.bytes().await.unwrap().len() > 16 << 20);
}

#[tokio::test]
async fn discovery_and_keys_break_and_mend() {
    let world = World::new().await;
    for how in ["down", "garbage", "wrong_issuer"] {
        world.control("/sandbox/misbehave", json!({ "discovery": how })).await;
        assert!(world.discover().await.is_err(), "{how}");
    }
    world.control("/sandbox/misbehave", json!({ "jwks": "garbage" })).await;
    assert!(world.discover().await.is_err());

    world.control("/sandbox/misbehave", json!({})).await;
    let tokens = world.tokens(MARA).await;
    let old = tokens["id_token"].as_str().unwrap();
    world.verify(old).await.unwrap();
    world.control("/sandbox/misbehave", json!({ "jwks": "rotate" })).await;
    assert!(world.verify(old).await.is_err(), "the old key is gone");
    let tokens = world.tokens(MARA).await;
    world.verify(tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!(world.control("/sandbox/misbehave", json!({ "token": "explode" })).await.status(), 422);
}

#[tokio::test]
async fn the_discovery_document_has_the_recorded_endpoints() {
    let world = World::new().await;
    let document: Value =
        world.get("/application/o/dz-acme/.well-known/openid-configuration").await.json().await.unwrap();
    let base = world.sandbox.base_url();
    for (name, path) in [
        ("issuer", "dz-acme/"),
        ("authorization_endpoint", "authorize/"),
        ("token_endpoint", "token/"),
        ("userinfo_endpoint", "userinfo/"),
        ("jwks_uri", "dz-acme/jwks/"),
        ("end_session_endpoint", "dz-acme/end-session/"),
    ] {
        assert_eq!(document[name], format!("{base}/application/o/{path}"));
    }
    assert_eq!(document["backchannel_logout_session_supported"], true);
}
