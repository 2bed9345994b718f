//! The end of a session: where the browser goes, and what the applications are told.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{RawForm, State};
use axum::http::HeaderMap;
use axum::routing::post;
use openidconnect::url::form_urlencoded;
use reqwest::header::AUTHORIZATION;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use super::relying_party::{CALLBACK, World, led_to, location, part, pkce};

const MARA: &str = "mara.quist@acme.example";
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
const PATIENCE: Duration = Duration::from_secs(10);

/// An application that takes logout tokens; each comes with the `Host` it was sent to.
async fn application(world: &World) -> mpsc::Receiver<(String, String)> {
    let (told, hears) = mpsc::channel(8);
    let take =
        async |State(told): State<Arc<mpsc::Sender<(String, String)>>>, headers: HeaderMap, RawForm(form): RawForm| {
            let token = form_urlencoded::parse(&form).find(|(n, _)| n == "logout_token").unwrap().1.into_owned();
            told.send((headers["host"].to_str().unwrap().to_owned(), token)).await.unwrap();
        };
    let router = axum::Router::new().route("/logout", post(take)).with_state(Arc::new(told));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move { axum::serve(listener, router).await });
    let settings = json!({
        "client_id": "dz-acme", "name": "Acme", "client_secret": "sandbox-only-dz-acme", "host": "acme",
        "tenant": "acme", "redirect_uris": ["{origin}/auth/callback"],
        "post_logout_redirect_uris": ["{origin}/"],
        "backchannel_logout_uri": format!("http://acme.localhost:{port}/logout"),
    });
    assert_eq!(world.control("/sandbox/applications", settings).await.status(), 204);
    hears
}

#[tokio::test]
async fn signing_out_ends_the_session_everywhere() {
    let mut world = World::new().await;
    let mut hears = application(&world).await;
    let (challenge, verifier) = pkce();
    let authorize = World::authorize(&challenge, "");
    let back = world.sign_in(&authorize, MARA, "owner").await;
    let tokens = world.exchange(&led_to(&back, "code").unwrap(), &verifier).await.json::<Value>().await.unwrap();
    let id = part(tokens["id_token"].as_str().unwrap(), 1);

    let end =
        "/application/o/dz-acme/end-session/?state=s2&post_logout_redirect_uri=http%3A%2F%2Facme.localhost%3A3000%2F";
    assert_eq!(location(&world.get(end).await), "http://acme.localhost:3000/?state=s2");

    let (host, token) = tokio::time::timeout(PATIENCE, hears.recv()).await.unwrap().unwrap();
    assert!(host.starts_with("acme.localhost:"), "{host}");
    assert!(world.is_signed(&token).await);
    assert_eq!(part(&token, 0)["typ"], "logout+jwt");
    let claims = part(&token, 1);
    assert_eq!(claims["iss"], world.sandbox.issuer("dz-acme"));
    assert_eq!(claims["aud"], "dz-acme");
    assert_eq!((&claims["sub"], &claims["sid"]), (&id["sub"], &id["sid"]));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 600);
    assert_eq!(claims["events"], json!({ EVENT: {} }));
    assert!(claims["jti"].is_string() && claims["nonce"].is_null());
    let noted = world.sandbox.provider().journal.wait(Some("backchannel"), 0, PATIENCE).await;
    assert_eq!(noted[0].outcome, "200");

    let bearer = format!("Bearer {}", tokens["access_token"].as_str().unwrap());
    let info = world.http.get(world.at("/application/o/userinfo/")).header(AUTHORIZATION, bearer);
    assert_eq!(info.send().await.unwrap().status(), 401);
    let silent = world.get(&format!("{authorize}&prompt=none")).await;
    assert_eq!(led_to(&silent, "error").as_deref(), Some("login_required"));
}

#[tokio::test]
async fn an_administrator_ends_the_sessions_of_a_person() {
    let world = World::new().await;
    let mut hears = application(&world).await;
    world.tokens(MARA).await;
    world.tokens(MARA).await;
    let answer = world.control("/sandbox/end-sessions", json!({ "username": MARA })).await;
    assert_eq!(answer.json::<Value>().await.unwrap(), json!({ "ended": 2, "told": 2 }));
    assert_ne!(hears.recv().await.unwrap().1, hears.recv().await.unwrap().1);
}

#[tokio::test]
async fn an_unregistered_address_is_not_gone_back_to() {
    let world = World::new().await;
    let end = "/application/o/dz-acme/end-session/?post_logout_redirect_uri=http%3A%2F%2Fevil.example%2F";
    let answer = world.get(end).await;
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("You&#39;ve logged out of Acme."));
}

#[tokio::test]
async fn a_logout_token_is_minted_as_wished() {
    let world = World::new().await;
    let mint = async |more: Value| {
        let mut wish = json!({ "app": "dz-acme", "username": MARA });
        wish.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let answer: Value = world.control("/sandbox/logout-token", wish).await.json().await.unwrap();
        answer["logout_token"].as_str().unwrap().to_owned()
    };
    let (challenge, verifier) = pkce();
    let (code, sid) = world.code(MARA, &challenge).await;
    world.exchange(&code, &verifier).await;

    let sound = mint(json!({})).await;
    assert!(world.is_signed(&sound).await);
    assert_eq!(part(&sound, 1)["sid"], sid, "of the latest session in that application");

    let spoilt = mint(json!({ "claims": { "events": null, "nonce": "n", "aud": "other", "exp": 1 } })).await;
    let claims = part(&spoilt, 1);
    assert!(world.is_signed(&spoilt).await && claims["events"].is_null());
    assert_eq!((&claims["nonce"], &claims["aud"], &claims["exp"]), (&json!("n"), &json!("other"), &json!(1)));

    assert_eq!(part(&mint(json!({ "typ": "JWT" })).await, 0)["typ"], "JWT");
    assert!(part(&mint(json!({ "typ": null })).await, 0)["typ"].is_null());
    assert!(!world.is_signed(&mint(json!({ "wrong_key": true })).await).await);
    let unsigned = mint(json!({ "alg": "none" })).await;
    assert!(part(&unsigned, 0)["alg"] == "none" && unsigned.ends_with('.'));
}

#[tokio::test]
async fn a_second_application_joins_the_session() {
    let world = World::new().await;
    let (challenge, _) = pkce();
    let (_, sid) = world.code(MARA, &challenge).await;
    let wish =
        json!({ "app": "dezky", "username": MARA, "redirect_uri": CALLBACK, "code_challenge": challenge, "sid": sid });
    let joined: Value = world.control("/sandbox/code", wish).await.json().await.unwrap();
    assert_eq!(joined["sid"], sid);
}
