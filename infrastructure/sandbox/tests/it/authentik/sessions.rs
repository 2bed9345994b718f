//! Cutting somebody off: what ends at once, and who is told (facts/together.md).

use std::time::Duration;

use reqwest::Method;
use reqwest::header::AUTHORIZATION;
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::super::relying_party::{led_to, pkce};
use super::{Api, authorize};

const ALICE: &str = "alice@acme.example";
const PATIENCE: Duration = Duration::from_secs(10);

/// Alice, signed in at a portal that listens for logouts; her pk and her access token.
async fn signed_in(api: &mut Api) -> (Value, String) {
    let told = axum::Router::new().route("/logout", axum::routing::post(async || "heard"));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, told).await });
    let root = api.group("acme", &[], json!({})).await;
    let uri = format!("http://acme.localhost:{port}/logout");
    api.portal(&root, json!({ "logout_uri": uri, "logout_method": "backchannel", "client_type": "public" })).await;
    let alice = api.user(ALICE, &[&root]).await;
    api.post(&format!("/core/users/{alice}/set_password/"), json!({ "password": "a" })).await;
    let (challenge, verifier) = pkce();
    let back = api.world.sign_in(&authorize(&challenge), ALICE, "a").await;
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &led_to(&back, "code").unwrap()),
        ("redirect_uri", "http://acme.localhost:3000/auth/callback"),
        ("code_verifier", &verifier),
        ("client_id", "acme-portal"),
    ];
    let tokens: Value = api.world.post("/application/o/token/", &form).await.json().await.unwrap();
    (alice, tokens["access_token"].as_str().unwrap().to_owned())
}

async fn userinfo(api: &Api, token: &str) -> u16 {
    let asked = api.world.http.get(api.world.at("/application/o/userinfo/"));
    asked.header(AUTHORIZATION, format!("Bearer {token}")).send().await.unwrap().status().as_u16()
}

#[tokio::test]
async fn deleting_the_sessions_tells_the_applications() {
    let mut api = Api::new().await;
    let (alice, token) = signed_in(&mut api).await;
    assert_eq!(userinfo(&api, &token).await, 200);
    let list = api.get("/core/authenticated_sessions/?user__username=alice%40acme.example").await;
    assert_eq!((&list["pagination"]["count"], &list["results"][0]["user"]), (&json!(1), &alice));
    let uuid = list["results"][0]["uuid"].as_str().unwrap();
    assert_eq!(api.get(&format!("/core/authenticated_sessions/{uuid}/")).await["uuid"], uuid);

    let bulk = format!("/core/authenticated_sessions/bulk_delete/?user_pks={alice}");
    assert_eq!(api.delete(&bulk).await, json!({ "deleted": 1 }));
    let told = api.world.sandbox.provider().journal.wait(Some("backchannel"), 0, PATIENCE).await;
    assert_eq!(told[0].outcome, "200");
    assert_eq!(userinfo(&api, &token).await, 401);
    assert_eq!(api.delete(&bulk).await, json!({ "deleted": 0 }), "and again is nothing");
    let missing = api.refused(Method::DELETE, &format!("/core/authenticated_sessions/{uuid}/"), json!({})).await;
    assert_eq!(missing, (404, json!({ "detail": "No AuthenticatedSession matches the given query." })));
}

#[tokio::test]
async fn deactivating_ends_everything_here_and_tells_nobody() {
    let mut api = Api::new().await;
    let (alice, token) = signed_in(&mut api).await;
    api.patch(&format!("/core/users/{alice}/"), json!({ "is_active": false })).await;
    assert_eq!(userinfo(&api, &token).await, 401);
    let silent = api.world.get(&format!("{}&prompt=none", authorize(&pkce().0))).await;
    assert_eq!(led_to(&silent, "error").as_deref(), Some("login_required"));
    let page = super::super::relying_party::location(&api.world.get(&authorize(&pkce().0)).await);
    let refused = api.world.post(&page, &[("username", ALICE), ("password", "a")]).await;
    assert!(refused.text().await.unwrap().contains("role=\"alert\""));
    assert!(api.world.sandbox.provider().journal.entries(Some("backchannel"), 0).is_empty());
}

#[tokio::test]
async fn second_factors_are_listed_and_taken_away() {
    let api = Api::new().await;
    let alice = api.user(ALICE, &[]).await;
    let given = api.world.control("/sandbox/devices", json!({ "username": ALICE, "kind": "webauthn" })).await;
    assert_eq!(given.status(), 201);
    let all = format!("/authenticators/admin/all/?user={alice}");
    let devices = api.get(&all).await;
    assert_eq!(devices[0]["type"], "authentik_stages_authenticator_webauthn.WebAuthnDevice");
    api.delete(&format!("/authenticators/admin/webauthn/{}/", devices[0]["pk"].as_str().unwrap())).await;
    assert_eq!(api.get(&all).await, json!([]));
}
