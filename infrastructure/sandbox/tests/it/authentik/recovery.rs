//! A recovery link: who gives one out, whom it lets set a password, and that it is good once.

use reqwest::Method;
use serde_json::json;

use super::super::relying_party::{led_to, pkce};
use super::{Api, authorize};

const ALICE: &str = "alice@acme.example";

#[tokio::test]
async fn a_person_sets_a_password_by_the_link_and_signs_in_with_it() {
    let mut api = Api::new().await;
    let root = api.group("acme", &[], json!({})).await;
    api.portal(&root, json!({})).await;
    let alice = api.user(ALICE, &[&root]).await;
    let ask = format!("/core/users/{alice}/recovery/");
    let without = (400, json!({ "non_field_errors": "No recovery flow set." }));
    assert_eq!(api.refused(Method::POST, &ask, json!({})).await, without);

    let flow = api.get("/flows/instances/default-recovery-flow/").await["pk"].clone();
    let brand = api.only("/core/brands/?default=true", "brand_uuid").await;
    api.patch(&format!("/core/brands/{}/", brand.as_str().unwrap()), json!({ "flow_recovery": flow })).await;
    let link = api.post(&ask, json!({ "token_duration": "hours=2" })).await["link"].as_str().unwrap().to_owned();
    let base = api.world.sandbox.base_url();
    assert!(link.starts_with(&format!("{base}/if/flow/default-recovery-flow/?flow_token=")), "{link}");

    let page = api.world.get(&link).await;
    assert!(page.headers()["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
    assert!(page.text().await.unwrap().contains("autocomplete=\"new-password\""));
    let wrong = api.world.post(&link, &[("password", "one"), ("password_repeat", "two")]).await;
    assert!(wrong.text().await.unwrap().contains("role=\"alert\""));
    let set = api.world.post(&link, &[("password", "own choice"), ("password_repeat", "own choice")]).await;
    assert!(set.headers()["set-cookie"].to_str().unwrap().starts_with("sandbox_sso="), "signed in, as the flow ends");
    assert!(set.text().await.unwrap().contains("Your password is set"));
    let again = api.world.get(&link).await;
    assert!(again.text().await.unwrap().contains("invalid, used or too old"));

    let back = api.world.sign_in(&authorize(&pkce().0), ALICE, "own choice").await;
    assert!(led_to(&back, "code").is_some());
}

#[tokio::test]
async fn the_brand_of_the_called_host_decides() {
    let api = Api::new().await;
    let flow = api.get("/flows/instances/default-recovery-flow/").await["pk"].clone();
    api.post("/core/brands/", json!({ "domain": "acme.localhost", "branding_title": "Acme", "flow_recovery": flow }))
        .await;
    let alice = api.user(ALICE, &[]).await;
    let path = format!("/api/v3/core/users/{alice}/recovery/");
    let on = async |host: &str| {
        let asked = api.world.http.post(api.world.at(&path)).header("host", host).bearer_auth(super::TOKEN);
        asked.json(&json!({})).send().await.unwrap()
    };
    assert_eq!(on("localhost").await.status(), 400);
    let link = on("login.acme.localhost:9800").await.text().await.unwrap();
    assert!(link.contains("http://login.acme.localhost:9800/if/flow/default-recovery-flow/"), "{link}");
    let asked = api.world.http.get(api.world.at("/api/v3/core/brands/current/")).header("host", "acme.localhost");
    assert!(
        asked.send().await.unwrap().text().await.unwrap().contains("\"branding_title\":\"Acme\""),
        "and it is public"
    );
}
