//! A tenant provisioned call by call: who may sign in then, as whom, and what is refused.

use reqwest::Method;
use serde_json::{Value, json};

use super::super::relying_party::{World, led_to, part, pkce};
use super::{Api, authorize};

const ALICE: &str = "alice@acme.example";

/// Acme with a group, its members' group below it, and Alice among the members.
async fn acme(api: &Api) -> (Value, Value, Value) {
    let root =
        api.group("acme", &[], json!({ "kind": "tenant", "slug": "acme", "verified_domains": ["acme.example"] })).await;
    let members = api.group("acme-members", &[&root], json!({ "kind": "role" })).await;
    let alice = api.user(ALICE, &[&members]).await;
    api.post(&format!("/core/users/{alice}/set_password/"), json!({ "password": "a" })).await;
    (root, members, alice)
}

async fn redeem(world: &World, code: &str, verifier: &str) -> Value {
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", "http://acme.localhost:3000/auth/callback"),
        ("code_verifier", verifier),
        ("client_id", "acme-portal"),
        ("client_secret", "portal-secret"),
    ];
    let answer = world.post("/application/o/token/", &form).await;
    assert_eq!(answer.status(), 200);
    answer.json().await.unwrap()
}

#[tokio::test]
async fn a_person_made_by_the_api_signs_in_to_an_application_made_by_the_api() {
    let mut api = Api::new().await;
    let (root, _, alice) = acme(&api).await;
    let verifying = api.verifying().await;
    let openid = "/propertymappings/provider/scope/?managed=goauthentik.io/providers/oauth2/scope-";
    let profile = api.only(&format!("{openid}profile"), "pk").await;
    let openid = api.only(&format!("{openid}openid"), "pk").await;
    assert_eq!(
        api.portal(&root, json!({ "property_mappings": [openid, profile, verifying] })).await,
        json!({ "applied": true, "logs": [] })
    );
    let (challenge, verifier) = pkce();
    let back = api.world.sign_in(&authorize(&challenge), ALICE, "a").await;
    let tokens = redeem(&api.world, &led_to(&back, "code").unwrap(), &verifier).await;
    let claims = part(tokens["id_token"].as_str().unwrap(), 1);
    let user = api.get(&format!("/core/users/{alice}/")).await;
    assert_eq!(claims["iss"], api.world.sandbox.issuer("acme"), "the slug is in the issuer, not the client id");
    assert_eq!((&claims["aud"], &claims["sub"]), (&json!("acme-portal"), &user["uuid"]));
    assert_eq!((&claims["email"], &claims["email_verified"]), (&json!(ALICE), &json!(true)));
    assert_eq!(claims["groups"], json!(["acme-members"]), "direct groups only");
    assert!(user["last_login"].is_string());
    assert_eq!(tokens["expires_in"], 3600);
    let discovery = api.world.get("/application/o/acme/.well-known/openid-configuration").await;
    assert_eq!(discovery.json::<Value>().await.unwrap()["issuer"], api.world.sandbox.issuer("acme"));
}

#[tokio::test]
async fn only_who_is_bound_is_let_in_and_a_lost_binding_opens_the_door() {
    let mut api = Api::new().await;
    let (root, _, _) = acme(&api).await;
    api.portal(&root, json!({})).await;
    let mallory = api.user("mallory@other.example", &[]).await;
    api.post(&format!("/core/users/{mallory}/set_password/"), json!({ "password": "m" })).await;
    let access = format!("/core/applications/acme/check_access/?for_user={mallory}");
    assert_eq!(api.get(&access).await["passing"], false);
    let denied = api.world.sign_in(&authorize(&pkce().0), "mallory@other.example", "m").await;
    assert_eq!(denied.status(), 200);
    assert!(denied.text().await.unwrap().contains("Permission denied"));

    api.delete(&format!("/core/groups/{}/", root.as_str().unwrap())).await;
    assert_eq!(api.get(&access).await["passing"], true, "the binding went with its group");
    let back = api.world.get(&authorize(&pkce().0)).await;
    assert!(led_to(&back, "code").is_some());
    let gone = api.world.sandbox.provider().journal.entries(Some("deleted"), 0);
    let gone: Vec<_> = gone.iter().map(|e| &*e.what).collect();
    assert_eq!(gone.len(), 2, "{gone:?}");
    assert_eq!(gone[0], "authentik group acme");
    assert!(gone[1].starts_with("authentik binding acme "), "{gone:?}");
}

#[tokio::test]
async fn an_application_is_made_whole_or_not_at_all() {
    let api = Api::new().await;
    let (root, ..) = acme(&api).await;
    api.portal(&root, json!({})).await;
    let made = api.world.sandbox.provider().journal.entries(Some("created"), 0).len();
    let flow = api.get("/flows/instances/default-invalidation-flow/").await["pk"].clone();
    let mut body = json!({ "app": { "name": "x", "slug": "acme" },
        "provider_model": "authentik_providers_oauth2.oauth2provider",
        "provider": { "name": "acme-portal", "authorization_flow": flow, "invalidation_flow": flow, "redirect_uris": [] },
        "policy_bindings": [{ "group": root, "order": 0 }] });
    let path = "/core/transactional/applications/";
    let taken = json!({ "app": { "slug": ["Application with this slug already exists."] } });
    assert_eq!(api.refused(Method::PUT, path, body.clone()).await, (400, taken));
    body["app"]["slug"] = json!("other");
    let taken = json!({ "provider": { "name": ["provider with this name already exists."] } });
    assert_eq!(api.refused(Method::PUT, path, body.clone()).await, (400, taken));
    body["provider"]["name"] = json!("other");
    body["policy_bindings"][0]["group"] = json!("00000000-0000-4000-8000-000000000000");
    let (status, wrong) = api.refused(Method::PUT, path, body).await;
    assert_eq!(status, 400);
    assert!(wrong["policy_bindings"][0]["group"][0].as_str().unwrap().ends_with("object does not exist."));
    let after = api.world.sandbox.provider().journal.entries(Some("created"), 0).len();
    assert_eq!(made, after, "nothing came into being");
}

#[tokio::test]
async fn lists_find_what_a_reconciler_looks_for() {
    let api = Api::new().await;
    let (root, members, alice) = acme(&api).await;
    for path in [
        "/core/groups/?name=acme",
        "/core/groups/?attributes=%7B%22dezky__slug%22%3A%22acme%22%7D&include_users=false",
        "/core/groups/?search=cme-mem",
        "/core/users/?username=alice%40acme.example",
        "/core/users/?email=alice%40acme.example",
        "/core/users/?path=tenants%2Facme",
        "/core/users/?path_startswith=tenants%2Fac&is_active=true",
        "/core/users/?search=ALICE",
        &format!("/core/users/?groups_by_pk={}", members.as_str().unwrap()),
    ] {
        assert_eq!(api.get(path).await["pagination"]["count"], 1, "{path}");
    }
    for path in ["/core/users/?username=ALICE%40acme.example", "/core/groups/?name=acm", "/core/users/?path=tenants"] {
        assert_eq!(api.get(path).await["pagination"]["count"], 0, "{path}");
    }
    let all = api.get("/core/users/?nonsense=1&page_size=2&page=2&ordering=-pk").await;
    let pages = json!({ "next": 0, "previous": 1, "count": 3, "current": 2, "total_pages": 2, "start_index": 3,
        "end_index": 3 });
    assert_eq!(all["pagination"], pages);
    assert_eq!(all["results"][0]["username"], "akadmin");
    let path = format!("/core/users/{alice}/");
    let changed = api.patch(&path, json!({ "groups": [root], "attributes": { "x": 1 } })).await;
    assert_eq!((&changed["groups"], &changed["attributes"]), (&json!([root]), &json!({ "x": 1 })), "replaced whole");
}

#[tokio::test]
async fn whoever_the_directory_names_gets_its_id_and_password_and_loses_them_with_the_user() {
    let mut api = Api::new().await;
    let mara = api.user("mara.quist@acme.example", &[]).await;
    let user = api.get(&format!("/core/users/{mara}/")).await;
    assert_eq!(user["uuid"], "a0a9e4bd-b3e3-454e-ba61-54c0aab0b1e7");
    let sound = World::authorize("x", "");
    let back = api.world.sign_in(&sound, "mara.quist@acme.example", "owner").await;
    assert!(led_to(&back, "code").is_some());

    api.delete(&format!("/core/users/{mara}/")).await;
    let page = super::super::relying_party::location(&api.world.get(&sound).await);
    let form = [("username", "mara.quist@acme.example"), ("password", "owner")];
    let answer = api.world.post(&page, &form).await;
    assert_eq!(answer.status(), 200, "the session went with the user, and so did the password");
    assert!(answer.text().await.unwrap().contains("role=\"alert\""));
}

#[tokio::test]
async fn a_token_opens_what_its_user_may() {
    let api = Api::new().await;
    let account = api.post("/core/users/service_account/", json!({ "name": "robot" })).await;
    let token = json!({ "identifier": "robot-api", "intent": "api", "user": account["user_pk"], "expiring": false });
    api.post("/core/tokens/", token).await;
    let key = api.get("/core/tokens/robot-api/view_key/").await["key"].as_str().unwrap().to_owned();
    let me = api.send(Method::GET, "/core/users/me/", Some(&key), None).await;
    assert_eq!(me.json::<Value>().await.unwrap()["user"]["username"], "robot");
    let groups = api.send(Method::GET, "/core/groups/", Some(&key), None).await;
    assert_eq!(groups.status(), 403);
    let (status, wrong) =
        api.refused(Method::POST, "/core/groups/", json!({ "name": "su", "is_superuser": true })).await;
    assert_eq!(
        (status, &wrong["is_superuser"][0]),
        (400, &json!("User does not have permission to set superuser status to True."))
    );
}

#[tokio::test]
async fn what_is_not_there_is_a_page_not_found() {
    let api = Api::new().await;
    for path in ["/core/groups", "/tenants/tenants/", "/no/such/"] {
        let answer = api.send(Method::GET, path, Some(super::TOKEN), None).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert_eq!(answer.headers()["content-type"], "text/html; charset=utf-8", "{path}");
        assert!(answer.headers().contains_key("x-authentik-id"), "{path}");
    }
    let answer = api.refused(Method::DELETE, "/core/groups/", json!({})).await;
    assert_eq!(answer, (405, json!({ "detail": "Method \"DELETE\" not allowed." })));
}
