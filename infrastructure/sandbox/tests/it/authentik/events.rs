//! Events: what each call writes, how they are listed, and what the list is told to do.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use dezky_sandbox::{Options, Webhook};
use reqwest::Method;
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::super::relying_party::pkce;
use super::{Api, TOKEN, authorize};

const LIST: &str = "/events/events/?ordering=-created&page_size=100";
const PATIENCE: Duration = Duration::from_secs(10);

impl Api {
    /// `action model name`, oldest first.
    async fn told(&self, query: &str) -> Vec<String> {
        let list = self.get(&format!("/events/events/?ordering=created&page_size=100{query}")).await;
        let line = |event: &Value| {
            let model = &event["context"]["model"];
            let (kind, name) = (model["model_name"].as_str(), model["name"].as_str());
            [event["action"].as_str(), kind, name].into_iter().flatten().collect::<Vec<_>>().join(" ")
        };
        list["results"].as_array().unwrap().iter().map(line).collect()
    }

    async fn newest(&self) -> Value {
        self.get(LIST).await["results"][0].clone()
    }
}

#[tokio::test]
async fn each_change_is_told_with_the_id_of_its_answer() {
    let api = Api::new().await;
    assert_eq!(api.told("").await, [] as [&str; 0], "what stands there from the start was no request");
    let body = json!({ "name": "acme", "attributes": {} });
    let answer = api.send(Method::POST, "/core/groups/", Some(TOKEN), Some(&body)).await;
    let id = answer.headers()["x-authentik-id"].to_str().unwrap().to_owned();
    let pk: Value = answer.json().await.unwrap();
    let event = api.newest().await;
    let hex = pk["pk"].as_str().unwrap().replace('-', "");
    let model = json!({ "pk": hex, "app": "authentik_core", "name": "acme", "model_name": "group" });
    assert_eq!((&event["action"], &event["context"]["model"]), (&json!("model_created"), &model));
    let request = &event["context"]["http_request"];
    assert_eq!((&request["request_id"], &request["method"]), (&json!(id), &json!("POST")));
    assert_eq!((&request["path"], &request["args"]), (&json!("/api/v3/core/groups/"), &json!({})));
    assert_eq!(event["user"], json!({ "pk": 4, "email": "", "username": "dezky-control-plane" }));
    assert_eq!(
        (&event["brand"]["name"], &event["app"]),
        (&json!("Default brand"), &json!("authentik.events.middleware"))
    );

    // What is refused is no event.
    assert_eq!(api.refused(Method::POST, "/core/groups/", body).await.0, 400);
    assert_eq!(api.told("").await.len(), 1);
}

#[tokio::test]
async fn a_tenants_life_is_told_as_it_was_recorded() {
    let api = Api::new().await;
    let root = api.group("acme", &[], json!({})).await;
    let members = api.group("acme-members", &[&root], json!({})).await;
    let alice = api.user("alice@acme.example", &[&members]).await;
    api.post(&format!("/core/users/{alice}/set_password/"), json!({ "password": "a" })).await;
    api.portal(&root, json!({})).await;
    let group = members.as_str().unwrap();
    api.post(&format!("/core/groups/{group}/add_user/"), json!({ "pk": alice })).await;
    api.post("/core/tokens/", json!({ "identifier": "probe", "intent": "api", "user": alice })).await;
    api.get("/core/tokens/probe/view_key/").await;
    assert_eq!(
        api.told("").await,
        [
            "model_created group acme",
            "model_created group acme-members",
            "model_updated group acme-members",
            "model_created user Some One",
            "model_updated user Some One",
            "model_updated user Some One",
            "password_set",
            "model_updated user Some One",
            "model_created oauth2provider acme-portal",
            "model_created application Acme portal",
            "model_created policybinding Binding from Acme portal #0 to Group acme",
            "model_updated group acme-members",
            "model_created token probe",
            "secret_view",
        ]
    );
    let set = api.get("/events/events/?actions=password_set").await["results"][0].clone();
    assert_eq!(set["user"]["username"], "alice@acme.example", "told of whose password it is");
    let request = set["context"]["http_request"]["request_id"].as_str().unwrap();
    let both = api.get(&format!("/events/events/?search={request}")).await;
    assert_eq!(both["pagination"]["count"], 2);

    let before = api.told("").await.len();
    api.delete(&format!("/core/groups/{}/", root.as_str().unwrap())).await;
    let told = api.told("").await;
    assert_eq!(told[before..].len(), 3);
    assert!(told[before].starts_with("model_deleted groupparentagenode Group Parentage Node from #"), "{told:?}");
    assert_eq!(told[before + 1], "model_deleted policybinding Binding from Acme portal #0 to Group acme");
    assert_eq!(told[before + 2], "model_deleted group acme");
}

#[tokio::test]
async fn whoever_is_deleted_takes_their_events_along() {
    let api = Api::new().await;
    let bob = api.user("bob@acme.example", &[]).await;
    let set = format!("/core/users/{bob}/set_password/");
    api.post(&set, json!({ "password": "a" })).await;
    api.patch("/admin/settings/", json!({ "gdpr_compliance": false })).await;
    let eve = api.user("eve@acme.example", &[]).await;
    api.post(&format!("/core/users/{eve}/set_password/"), json!({ "password": "a" })).await;
    api.delete(&format!("/core/users/{eve}/")).await;
    assert_eq!(api.told("&username=eve%40acme.example").await, ["password_set"]);
    api.patch("/admin/settings/", json!({ "gdpr_compliance": true })).await;
    api.delete(&format!("/core/users/{bob}/")).await;
    assert_eq!(api.told("&username=bob%40acme.example").await, [] as [&str; 0]);
    let about = api.told(&format!("&context_model_pk={bob}")).await;
    assert_eq!(about.last().unwrap(), "model_deleted user Some One", "what others did to them stays");
}

#[tokio::test]
async fn signing_in_and_out_is_told_with_the_whole_query() {
    let mut api = Api::new().await;
    let root = api.group("acme", &[], json!({})).await;
    api.portal(&root, json!({})).await;
    let alice = api.user("alice@acme.example", &[&root]).await;
    api.post(&format!("/core/users/{alice}/set_password/"), json!({ "password": "a" })).await;
    let before = api.told("").await.len();
    let (challenge, _) = pkce();
    let page = super::super::relying_party::location(&api.world.get(&authorize(&challenge)).await);
    for username in ["alice@acme.example", "nobody@acme.example"] {
        api.world.post(&page, &[("username", username), ("password", "wrong")]).await;
    }
    let signed_in = api.world.sign_in(&authorize(&challenge), "alice@acme.example", "a").await;
    assert!(signed_in.headers().contains_key("x-authentik-id"));
    api.world.get("/application/o/acme/end-session/").await;
    let told = api.told("").await;
    assert_eq!(told[before..], ["login_failed", "login_failed", "login", "authorize_application", "logout"]);

    let failed =
        api.get("/events/events/?action=login_failed&username=alice%40acme.example").await["results"][0].clone();
    assert_eq!(failed["context"]["password"], "********************");
    let args = &failed["context"]["http_request"]["args"];
    assert_eq!(
        (&args["client_id"], &args["state"], &args["nonce"]),
        (&json!("acme-portal"), &json!("s1"), &json!("n1"))
    );
    let unknown = api.get("/events/events/?search=nobody").await["results"][0].clone();
    assert_eq!((&unknown["user"], &unknown["context"]["username"]), (&json!({}), &json!("nobody@acme.example")));
    let opened = api.get("/events/events/?actions=authorize_application").await["results"][0].clone();
    assert_eq!(opened["context"]["authorized_application"]["name"], "Acme portal");
    assert_eq!(opened["user"]["pk"], alice);
}

#[tokio::test]
async fn the_list_is_filtered_ordered_and_paged_as_recorded() {
    let api = Api::new().await;
    for number in 0..7 {
        api.group(&format!("g{number}"), &[], json!({})).await;
    }
    let count = async |query: &str| api.get(&format!("/events/events/?{query}")).await["pagination"]["count"].clone();
    for ignored in ["created__gte=2030-01-01T00:00:00Z", "nonsense=1", "ordering=bogus", "ql=x", "page_size=0"] {
        assert_eq!(count(ignored).await, 7, "{ignored}");
    }
    assert_eq!(count("action=model_").await, 7);
    assert_eq!(count("action=bogus").await, 0);
    assert_eq!(count("actions=model_updated&actions=model_created").await, 7);
    assert_eq!(count("context_model_app=authentik_core&context_model_name=group").await, 7);
    assert_eq!(count("context_model_name=user").await, 0);
    assert_eq!(count("client_ip=127.0.0.1&brand_name=Default+brand").await, 7);
    let pk = api.only("/core/groups/?name=g3", "pk").await;
    assert_eq!(count(&format!("context_model_pk={}", pk.as_str().unwrap())).await, 1, "with dashes");
    let (status, why) = api.refused(Method::GET, "/events/events/?actions=bogus", Value::Null).await;
    assert_eq!(
        (status, &why["actions"][0]),
        (400, &json!("Select a valid choice. bogus is not one of the available choices."))
    );

    let page = api.get("/events/events/?ordering=-created,-pk&page=2&page_size=3").await;
    let pagination = json!({ "next": 3, "previous": 1, "count": 7, "current": 2, "total_pages": 3, "start_index": 4, "end_index": 6 });
    assert_eq!(page["pagination"], pagination);
    let names: Vec<_> =
        page["results"].as_array().unwrap().iter().map(|e| e["context"]["model"]["name"].clone()).collect();
    assert_eq!(names, ["g3", "g2", "g1"]);
    for page in ["0", "4", "9999", "x"] {
        let (status, why) =
            api.refused(Method::GET, &format!("/events/events/?page_size=3&page={page}"), Value::Null).await;
        assert_eq!((status, &why), (404, &json!({ "detail": "Invalid page." })), "{page}");
    }
    let clipped = api.get("/events/events/?page_size=1000").await;
    assert_eq!(clipped["pagination"]["end_index"], 7);
}

#[tokio::test]
async fn administrators_can_forge_change_and_delete_events() {
    let api = Api::new().await;
    let (status, why) =
        api.refused(Method::POST, "/events/events/", json!({ "action": "custom_x", "app": "dezky" })).await;
    assert_eq!((status, &why["action"][0]), (400, &json!("\"custom_x\" is not a valid choice.")));
    let made = api.post("/events/events/", json!({ "action": "custom_", "app": "dezky", "context": { "a": 1 } })).await;
    let path = format!("/events/events/{}/", made["pk"].as_str().unwrap());
    assert_eq!((&made["user"], &made["brand"]["name"]), (&json!({}), &json!("Brand fallback")));
    assert_eq!(
        api.patch(&path, json!({ "context": { "tampered": true } })).await["context"],
        json!({ "tampered": true })
    );
    assert_eq!(api.get(&path).await["created"], made["created"]);
    api.delete(&path).await;
    assert_eq!(api.refused(Method::DELETE, &path, Value::Null).await.0, 404);
}

#[tokio::test]
async fn a_commit_can_be_late_and_an_order_ignored() {
    let api = Api::new().await;
    let how =
        async |how: Value| assert_eq!(api.world.control("/sandbox/authentik/events/how", how).await.status(), 204);
    api.group("first", &[], json!({})).await;
    how(json!({ "hold": true })).await;
    api.group("late", &[], json!({})).await;
    assert_eq!(api.told("").await, ["model_created group first"]);
    how(json!({ "hold": false })).await;
    api.group("last", &[], json!({})).await;
    assert_eq!(api.told("").await, ["first", "late", "last"].map(|name| format!("model_created group {name}")));
    how(json!({ "late_ms": 3_600_000 })).await;
    api.group("hidden", &[], json!({})).await;
    how(json!({ "ordered": false })).await;
    assert_eq!(api.told("").await.len(), 3, "not within the hour");
    assert_eq!(api.newest().await["context"]["model"]["name"], "first", "oldest first, whatever is asked for");
}

#[tokio::test]
async fn what_somebody_did_by_hand_looks_like_the_admin_interface() {
    let api = Api::new().await;
    let model = json!({ "app": "authentik_core", "model_name": "group", "pk": "0a".repeat(16), "name": "acme" });
    let done = json!({ "model": model, "path": "/api/v3/core/groups/x/", "context": { "diff": {} } });
    let answer = api.world.control("/sandbox/authentik/events", done).await;
    assert_eq!(answer.status(), 201);
    let made: Value = answer.json().await.unwrap();
    assert_eq!(api.newest().await, made);
    assert_eq!((&made["user"]["username"], &made["action"]), (&json!("akadmin"), &json!("model_updated")));
    assert_eq!((&made["context"]["model"], &made["context"]["http_request"]["method"]), (&model, &json!("PATCH")));
}

#[tokio::test]
async fn the_webhook_is_told_with_its_secret() {
    async fn heard(State(told): State<UnboundedSender<(String, Value)>>, headers: HeaderMap, Json(body): Json<Value>) {
        let secret = headers["x-dezky-webhook-secret"].to_str().unwrap().to_owned();
        told.send((secret, body)).unwrap();
    }
    let (told, mut hears) = unbounded_channel();
    let sink = axum::Router::new().route("/hooks/authentik", post(heard)).with_state(told);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://localhost:{}/hooks/authentik", listener.local_addr().unwrap().port());
    tokio::spawn(async move { axum::serve(listener, sink).await });

    let webhook = Some(Webhook { url, secret: "s3".to_owned() });
    let api = Api::with(Options { webhook, ..Options::default() }).await;
    api.group("acme", &[], json!({})).await;
    let (secret, mut body) = tokio::time::timeout(PATIENCE, hears.recv()).await.unwrap().unwrap();
    let mut event = api.newest().await;
    event.as_object_mut().unwrap().remove("expires");
    assert_eq!((secret.as_str(), body.take()), ("s3", event));

    // Nobody there: it is lost, and the list has it.
    let nowhere = json!({ "url": "http://localhost:1/" });
    assert_eq!(api.world.control("/sandbox/authentik/webhook", nowhere).await.status(), 204);
    api.group("lost", &[], json!({})).await;
    let notes = api.world.sandbox.provider().journal.wait(Some("webhook"), 0, PATIENCE).await;
    assert!(!notes.is_empty());
    assert_eq!(api.newest().await["context"]["model"]["name"], "lost");
}
