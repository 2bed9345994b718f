//! Accounts, app roles and groups.

use serde_json::{Value, json};

use super::{Ocis, PASSWORD, refusal, told};

const USERS: &str = "/graph/v1.0/users";
const GROUPS: &str = "/graph/v1.0/groups";

fn names(list: &Value) -> Vec<&str> {
    list["value"].as_array().unwrap().iter().map(|user| user["onPremisesSamAccountName"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn an_account_that_cannot_be_is_refused() {
    let ocis = Ocis::new().await;
    ocis.user("alice").await;
    let taken = "a user with that name already exists";
    let cases = [
        (json!({}), 400, "invalidRequest", "missing required Attribute: 'displayName'"),
        (json!({ "displayName": "" }), 400, "invalidRequest", "Empty displayname"),
        (
            json!({ "displayName": "A" }),
            400,
            "invalidRequest",
            "missing required Attribute: 'onPremisesSamAccountName'",
        ),
        (json!({ "displayName": "A", "onPremisesSamAccountName": "1a" }), 400, "invalidRequest", "Invalid username"),
        (json!({ "displayName": "A", "onPremisesSamAccountName": "ä" }), 400, "invalidRequest", "Invalid username"),
        (
            json!({ "displayName": "A", "onPremisesSamAccountName": "a", "mail": "no" }),
            400,
            "invalidRequest",
            "invalid email address",
        ),
        (
            json!({ "displayName": "A", "onPremisesSamAccountName": "a", "tenant": "acme" }),
            400,
            "invalidRequest",
            "invalid request body: json: unknown field \"tenant\"",
        ),
        (json!({ "displayName": "A", "onPremisesSamAccountName": "ALICE" }), 409, "nameAlreadyExists", taken),
    ];
    for (body, status, code, message) in cases {
        assert_eq!(ocis.refused("POST", USERS, body.clone()).await, told(status, code, message), "{body}");
    }
    assert_eq!(ocis.noted(), ["created ocis user alice"]);
}

#[tokio::test]
async fn an_account_is_found_and_changed_by_id_and_by_name() {
    let ocis = Ocis::new().await;
    let alice = ocis.user("alice").await;
    ocis.user("bob").await;
    for name in [&alice, "alice", "Alice"] {
        let found = ocis.get(&format!("{USERS}/{name}")).await;
        assert_eq!((&found["id"], found["mail"].is_null()), (&json!(alice), true), "by itself without its mail");
    }
    let (status, changed) = ocis.call("PATCH", &format!("{USERS}/alice"), json!({ "mail": "a@acme.test" })).await;
    assert_eq!((status, &changed["mail"]), (200, &json!("a@acme.test")));
    let bad = ocis.refused("PATCH", &format!("{USERS}/alice"), json!({ "mail": "no" })).await;
    assert_eq!(bad, told(400, "invalidRequest", "'no' is not a valid email address"));
    assert_eq!(ocis.call("PATCH", &format!("{USERS}/alice"), json!({})).await.0, 204);
    let taken = ocis.refused("PATCH", &format!("{USERS}/alice"), json!({ "onPremisesSamAccountName": "bob" })).await;
    assert_eq!(taken.0, 409);
    for method in ["GET", "DELETE", "PATCH"] {
        let body = if method == "PATCH" { json!({ "displayName": "N" }) } else { Value::Null };
        assert_eq!(ocis.refused(method, &format!("{USERS}/none"), body).await, told(404, "itemNotFound", "not found"));
    }

    assert_eq!(names(&ocis.get(&format!("{USERS}?$search=%22a@acme%22")).await), ["alice"]);
    assert_eq!(names(&ocis.get(&format!("{USERS}?$search=ali")).await), ["alice"]);
    let filter = |text: &str| format!("{USERS}?$filter={}", text.replace(' ', "%20"));
    assert_eq!(names(&ocis.get(&filter("startswith(displayName,'bo')")).await), ["bob"]);
    let users = filter("appRoleAssignments/any(m:m/appRoleId eq 'd7beeea8-8ff4-406b-8fb6-ab2dd81e6b11')");
    assert_eq!(names(&ocis.get(&users).await), ["alice", "bob"]);
    let unknown = ocis.refused("GET", &filter("mail eq 'a@acme.test'"), Value::Null).await;
    assert_eq!(unknown, told(501, "generalException", "unsupported filter"));
}

#[tokio::test]
async fn a_disabled_account_is_listed_and_a_deleted_one_is_gone() {
    let ocis = Ocis::new().await;
    let bob = ocis.user("bob").await;
    let drive = ocis.space("Acme").await;
    ocis.invite(&drive, &bob, super::EDITOR).await;
    assert_eq!(ocis.by(("bob", PASSWORD), "GET", "/graph/v1.0/me/drives", Value::Null).await.0, 200);

    ocis.call("PATCH", &format!("{USERS}/bob"), json!({ "accountEnabled": false })).await;
    let listed = ocis.get(&format!("{USERS}?$search=bob")).await;
    assert_eq!(listed["value"][0]["accountEnabled"], false);
    assert_eq!(ocis.get(&format!("{USERS}/bob")).await["accountEnabled"], false);

    let personal = "/graph/v1.0/drives?$filter=driveType%20eq%20'personal'";
    assert_eq!(ocis.get(personal).await["value"].as_array().unwrap().len(), 2, "Dezky's and Bob's");
    assert_eq!(ocis.call("DELETE", &format!("{USERS}/{bob}"), Value::Null).await, (204, Value::Null));
    assert_eq!(ocis.call("DELETE", &format!("{USERS}/{bob}"), Value::Null).await.0, 404);
    assert_eq!(ocis.get(personal).await["value"].as_array().unwrap().len(), 1);
    let left = ocis.get(&format!("/graph/v1beta1/drives/{drive}/root/permissions")).await;
    assert_eq!(left["value"].as_array().unwrap().len(), 1);
    let own = ocis.refused("DELETE", &format!("{USERS}/dezky"), Value::Null).await;
    assert_eq!(own, told(403, "notAllowed", "self deletion forbidden"));
    assert_eq!(
        ocis.noted(),
        [
            "created ocis user bob",
            "created ocis space Acme",
            "created ocis permission Acme bob",
            "deleted ocis permission Acme bob",
            "deleted ocis user bob",
        ]
    );
}

#[tokio::test]
async fn whoever_is_no_admin_sees_names_and_changes_nothing() {
    let ocis = Ocis::new().await;
    ocis.user("alice").await;
    ocis.user("bob").await;
    let alice = ("alice", PASSWORD);
    let (_, found) = ocis.by(alice, "GET", &format!("{USERS}?$search=bob"), Value::Null).await;
    let fields: Vec<&String> = found["value"][0].as_object().unwrap().keys().collect();
    assert_eq!(fields, ["displayName", "id", "userType"]);
    let forbidden = [
        ("GET", USERS.to_owned(), Value::Null),
        ("GET", format!("{USERS}?$search=bo"), Value::Null),
        ("GET", format!("{GROUPS}?$expand=members"), Value::Null),
        ("POST", USERS.to_owned(), json!({ "displayName": "C", "onPremisesSamAccountName": "c" })),
        ("PATCH", format!("{USERS}/bob"), json!({ "displayName": "B" })),
        ("DELETE", format!("{USERS}/bob"), Value::Null),
        ("POST", GROUPS.to_owned(), json!({ "displayName": "g" })),
    ];
    for (method, path, body) in forbidden {
        let (status, code, _) = refusal(&ocis.by(alice, method, &path, body).await);
        assert_eq!((status, code.as_str()), (403, "accessDenied"), "{method} {path}");
    }
}

#[tokio::test]
async fn a_group_has_a_unique_name_and_takes_twenty_at_once() {
    let ocis = Ocis::new().await;
    let alice = ocis.user("alice").await;
    let (status, group) = ocis.call("POST", GROUPS, json!({ "displayName": "acme-sales" })).await;
    assert_eq!((status, &group["id"]), (201, &json!("59f42847-c3cf-4f94-be77-37b78923f96d")), "the directory's id");
    let path = format!("{GROUPS}/{}", group["id"].as_str().unwrap());

    let refused = [
        (json!({}), told(400, "invalidRequest", "Missing Required Attribute")),
        (json!({ "displayName": "" }), told(400, "invalidRequest", "Invalid displayName")),
        (json!({ "displayName": "Acme-Sales" }), told(409, "nameAlreadyExists", "group already exists")),
    ];
    for (body, expected) in refused {
        assert_eq!(ocis.refused("POST", GROUPS, body).await, expected);
    }
    let member = json!({ "@odata.id": ocis.world.at(&format!("/graph/v1.0/users/{alice}")) });
    for _ in 0..2 {
        assert_eq!(ocis.call("POST", &format!("{path}/members/$ref"), member.clone()).await.0, 204);
    }
    assert_eq!(ocis.get(&format!("{path}?$expand=members")).await["members"].as_array().unwrap().len(), 1);
    let of_group = format!("{USERS}?$filter=memberOf/any(m:m/id%20eq%20{})", group["id"]).replace('"', "'");
    assert_eq!(names(&ocis.get(&of_group).await), ["alice"]);

    let many = vec![format!("/graph/v1.0/users/{alice}"); 21];
    let refused = ocis.refused("PATCH", &path, json!({ "members@odata.bind": many })).await;
    assert_eq!(refused, told(400, "invalidRequest", "Request is limited to 20 members"));
    let group_in_group = json!({ "@odata.id": "http://localhost/graph/v1.0/groups/x" });
    assert_eq!(ocis.refused("POST", &format!("{path}/members/$ref"), group_in_group).await.0, 400);

    let removal = format!("{path}/members/{alice}/$ref");
    assert_eq!(ocis.call("DELETE", &removal, Value::Null).await.0, 204);
    assert_eq!(ocis.call("DELETE", &removal, Value::Null).await.0, 404);
    assert_eq!(ocis.call("DELETE", &path, Value::Null).await.0, 204);
    assert_eq!(ocis.refused("GET", &path, Value::Null).await, told(404, "itemNotFound", "not found"));
}
