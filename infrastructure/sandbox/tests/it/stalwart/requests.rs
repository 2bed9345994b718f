//! Who is let in, and what is wrong with a whole request or a whole call.

use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, LOCATION, WWW_AUTHENTICATE};
use serde_json::{Value, json};

use super::{Mail, SERVICE, domain, user};

#[tokio::test]
async fn who_has_no_credentials_is_told_how_to_bring_them() {
    let mail = Mail::new().await;
    for who in ["nobody", "admin@dezky.example:wrong", "nobody@nowhere.example:x"] {
        let answer = mail.post(who, "/jmap", "{}".to_owned()).await;
        assert_eq!(answer.status(), 401, "{who}");
        assert_eq!(answer.headers()[CONTENT_TYPE], "application/problem+json");
        let ways: Vec<_> = answer.headers().get_all(WWW_AUTHENTICATE).iter().collect();
        assert!(ways.iter().any(|w| w.to_str().unwrap().starts_with("Bearer realm=\"Stalwart Server\"")), "{ways:?}");
        let body: Value = answer.json().await.unwrap();
        assert_eq!(body["detail"], "You have to authenticate first.");
    }
    let call = mail.0.http.post(mail.0.at("/jmap")).header(AUTHORIZATION, "Bearer API_stolen").body("{}");
    assert_eq!(call.send().await.unwrap().status(), 401);

    let session: Value = mail.get("nobody", "/jmap/session").await.json().await.unwrap();
    assert_eq!((&session["accounts"], &session["username"]), (&json!({}), &json!("")));
    let session: Value = mail.get("service", "/jmap/session").await.json().await.unwrap();
    assert_eq!(session["username"], "dezky-svc@dezky.example");
    assert_eq!(session["apiUrl"], format!("{}/jmap/", mail.0.sandbox.base_url()));
    assert_eq!(session["accounts"]["c"]["accountCapabilities"]["urn:stalwart:jmap"], json!({}));
    assert_eq!(mail.get("nobody", "/jmap/session/").await.status(), 404);

    assert_eq!(mail.get("nobody", "/api/schema").await.status(), 401);
    let schema = mail.get("service", "/api/schema").await;
    assert_eq!(schema.status(), 302);
    let at = schema.headers()[LOCATION].to_str().unwrap().to_owned();
    assert!(at.starts_with("/api/schema/") && at.len() == 12 + 43, "{at}");
    assert_eq!(mail.get("service", &at).await.status(), 200);
    let account: Value = mail.get("service", "/api/account").await.json().await.unwrap();
    assert_eq!(account["edition"], "oss");
    assert!(account["permissions"].as_array().unwrap().contains(&json!("sysDomainCreate")));
}

#[tokio::test]
async fn a_bad_request_is_refused_as_a_whole() {
    let mail = Mail::new().await;
    let refused = async |body: Value| {
        let answer = mail.post("service", "/jmap", body.to_string()).await;
        assert_eq!(answer.status(), 400);
        answer.json::<Value>().await.unwrap()["type"].as_str().unwrap().to_owned()
    };
    assert_eq!(refused(json!([])).await, "urn:ietf:params:jmap:error:notRequest");
    assert_eq!(refused(json!({ "using": [] })).await, "urn:ietf:params:jmap:error:notRequest");
    let odd = json!({ "using": ["urn:example:odd"], "methodCalls": [] });
    assert_eq!(refused(odd).await, "urn:ietf:params:jmap:error:unknownCapability");
    let text = mail.0.http.post(mail.0.at("/jmap")).header(AUTHORIZATION, SERVICE).header(CONTENT_TYPE, "text/plain");
    assert_eq!(text.body("{}").send().await.unwrap().status(), 400);
}

#[tokio::test]
async fn calls_that_cannot_be_are_errors_with_status_200() {
    let mail = Mail::new().await;
    for (method, arguments, kind) in [
        ("x:Domain/changes", json!({}), "unknownMethod"),
        ("Email/get", json!({}), "unknownMethod"),
        ("x:Domain/get", json!({ "ids": vec!["b"; 501] }), "requestTooLarge"),
        ("x:MailingList/query", json!({ "filter": { "domainId": "b" } }), "unsupportedFilter"),
        ("x:Account/query", json!({ "filter": { "operator": "OR", "conditions": [] } }), "unsupportedFilter"),
        ("x:Account/query", json!({ "sort": [{ "property": "description" }] }), "unsupportedSort"),
        (
            "x:Domain/get",
            json!({ "#ids": { "resultOf": "c9", "name": "x", "path": "/ids" } }),
            "invalidResultReference",
        ),
        ("x:Account/set", json!({ "create": { "a": user("a", "#none") } }), "invalidResultReference"),
        ("x:Trace/query", json!({}), "forbidden"),
    ] {
        let (name, answer) = mail.call(method, arguments).await;
        assert_eq!((name.as_str(), &answer["type"]), ("error", &json!(kind)), "{method}");
    }
}

#[tokio::test]
async fn a_key_may_be_narrowed_and_taken_back() {
    let mail = Mail::new().await;
    let narrow = json!({ "description": "narrow", "permissions": { "@type": "Replace", "permissions":
        { "authenticate": true, "sysDomainQuery": true, "sysDomainCreate": true } } });
    let (_, made) = mail.call("x:ApiKey/set", json!({ "create": { "k": narrow } })).await;
    let (id, secret) = (&made["created"]["k"]["id"], made["created"]["k"]["secret"].as_str().unwrap());
    assert!(secret.starts_with("API_AAAAA"), "the account and the credential are in it");
    let ask = async |method: &str, arguments: Value| {
        let body = json!({ "using": ["urn:stalwart:jmap"], "methodCalls": [[method, arguments, "c1"]] });
        let call = mail.0.http.post(mail.0.at("/jmap")).header(AUTHORIZATION, format!("Bearer {secret}")).json(&body);
        let answer = call.send().await.unwrap();
        let status = answer.status().as_u16();
        (status, answer.json::<Value>().await.unwrap())
    };
    let (_, found) = ask("x:Domain/query", json!({})).await;
    assert_eq!(found["methodResponses"][0][1]["ids"], json!(["b"]));
    let (_, none) = ask("x:Account/query", json!({})).await;
    assert_eq!(none["methodResponses"][0][1]["description"], "You are not authorized to perform this action");
    let (_, none) = ask("x:Domain/set", json!({ "destroy": ["b"] })).await;
    assert_eq!(none["methodResponses"][0][1]["description"], "You are not authorized to destroy objects of this type");

    let (_, gone) = mail.call("x:ApiKey/set", json!({ "destroy": [id] })).await;
    assert_eq!(gone["destroyed"], json!([id]));
    assert_eq!(ask("x:Domain/query", json!({})).await.0, 401);
}

#[tokio::test]
async fn calls_of_one_request_are_no_transaction() {
    let mail = Mail::new().await;
    mail.create("Domain", domain("acme.example")).await;
    let body = json!({ "using": ["urn:stalwart:jmap"], "createdIds": {}, "methodCalls": [
        ["x:Domain/set", { "create": { "d": domain("acme.example") } }, "1"],
        ["x:Account/set", { "create": { "a": user("ceo", "#d") } }, "2"],
        ["x:Domain/set", { "create": { "e": domain("two.example") } }, "3"],
        ["x:Account/set", { "create": { "b": user("cfo", "#e"), "g": { "@type": "Group", "name": "board",
            "domainId": "#e" }, "c": { "@type": "User", "name": "cto", "domainId": "#e",
            "memberGroupIds": { "#g": true } } } }, "4"]] });
    let answer: Value = mail.post("service", "/jmap", body.to_string()).await.json().await.unwrap();
    let answers = &answer["methodResponses"];
    assert_eq!(answers[0][1]["notCreated"]["d"]["type"], "primaryKeyViolation");
    assert_eq!(answers[1][1]["type"], "invalidResultReference");
    assert_eq!(answers[3][1]["created"].as_object().unwrap().len(), 3, "{answers}");
    assert_eq!(answer["createdIds"].as_object().unwrap().len(), 4);
}
