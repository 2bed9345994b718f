//! Spaces: what they may be called, how they end, and who is in them.

use serde_json::{Value, json};

use super::{EDITOR, MANAGER, Ocis, PASSWORD, VIEWER, read, refusal, text, told};

const DRIVES: &str = "/graph/v1.0/drives";
const PROJECTS: &str = "/graph/v1.0/drives?$filter=driveType%20eq%20'project'";

fn ids(list: &Value) -> Vec<String> {
    list["value"].as_array().unwrap().iter().map(|drive| text(&drive["id"])).collect()
}

#[tokio::test]
async fn a_space_that_cannot_be_is_refused() {
    let ocis = Ocis::new().await;
    let forbidden = "spacenames must not contain [/ \\ . : ? * \" > < |]";
    for name in ["a/b", "a\\b", "acme.com", "a:b", "a?", "a*", "a\"", "a>", "a<", "a|"] {
        let refused = ocis.refused("POST", DRIVES, json!({ "name": name })).await;
        assert_eq!(refused, told(400, "invalidRequest", &format!("invalid spacename: {forbidden}")), "{name}");
    }
    let cases = [
        (json!({ "driveType": "project" }), "invalid spacename: spacename must not be empty"),
        (json!({ "name": "a".repeat(256) }), "invalid spacename: spacename must be smaller than 255"),
        (json!({ "name": "a", "tenant": "acme" }), "invalid body schema definition"),
        (json!({ "name": "a", "driveType": "personal" }), "drives of this type cannot be created via this api"),
    ];
    for (body, message) in cases {
        assert_eq!(ocis.refused("POST", DRIVES, body).await, told(400, "invalidRequest", message));
    }
    let drive = ocis.space("a").await;
    let path = format!("{DRIVES}/{drive}");
    let renamed = ocis.refused("PATCH", &path, json!({ "name": "a.b" })).await;
    assert_eq!(renamed, told(400, "generalException", forbidden));
    let unknown = ocis.refused("PATCH", &path, json!({ "tenant": "acme" })).await;
    assert_eq!(unknown.2, "invalid request body: error: json: unknown field \"tenant\"");
    let filter = ocis.refused("GET", &format!("{DRIVES}?$filter=startswith(name,'a')"), Value::Null).await;
    assert_eq!(filter.0, 501);
    assert_eq!(ocis.noted(), ["created ocis space a"]);
}

#[tokio::test]
async fn a_name_is_not_unique_and_the_directory_knows_the_first() {
    let ocis = Ocis::new().await;
    let drives = [ocis.space("Trade fairs").await, ocis.space("Trade fairs").await];
    assert!(drives[0].ends_with("$0ff431c3-087c-4cd3-a6fe-d9fb56903fb8"), "{}", drives[0]);
    assert_ne!(drives[0], drives[1]);
    assert_eq!(ids(&ocis.get(PROJECTS).await), drives);
    let one = ocis.get(&format!("{DRIVES}/{}", drives[0])).await;
    assert_eq!(one["driveAlias"], "project/trade-fairs");
    assert_eq!(
        one["quota"],
        json!({ "remaining": 1_000_000_000, "state": "normal", "total": 1_000_000_000, "used": 0 })
    );
    let encoded = ocis.get(&format!("{DRIVES}/{}", drives[0].replace('$', "%24"))).await;
    assert_eq!(encoded, one);
}

#[tokio::test]
async fn a_space_ends_in_two_steps_and_comes_back_after_the_first() {
    let ocis = Ocis::new().await;
    let drive = ocis.space("Acme").await;
    let path = format!("{DRIVES}/{drive}");
    let send = async |method: &str, headers: &[(&str, &str)], body: &str| {
        read(ocis.send(super::DEZKY, method, &path, headers, body).await).await
    };
    ocis.call("PATCH", &path, json!({ "quota": { "total": 5_000 }, "description": "Everybody" })).await;
    let purge = [("Purge", "T")];
    let too_early = refusal(&send("DELETE", &purge, "").await);
    assert_eq!(too_early, told(400, "invalidRequest", "error: bad request: can't purge enabled space"));

    assert_eq!(send("DELETE", &[], "").await, (204, Value::Null));
    let listed = ocis.get(PROJECTS).await;
    assert_eq!(listed["value"][0]["root"]["deleted"], json!({ "state": "trashed" }));
    assert_eq!(listed["value"][0]["quota"], json!({ "total": 5_000 }));
    assert_eq!(ocis.call("GET", &format!("/graph/v1beta1/drives/{drive}/root/permissions"), Value::Null).await.0, 404);
    assert_eq!(ocis.send(super::DEZKY, "PROPFIND", &format!("/dav/spaces/{drive}"), &[], "").await.status(), 404);

    let (status, back) = send("PATCH", &[("Restore", "true")], "{}").await;
    assert_eq!((status, &back["root"]["deleted"], &back["description"]), (200, &Value::Null, &json!("Everybody")));
    assert_eq!(send("DELETE", &[], "").await.0, 204);
    assert_eq!(send("DELETE", &purge, "").await.0, 204);
    for (method, headers, message) in [
        ("GET", &[][..], "no drive returned from storage"),
        ("DELETE", &[], "drive not found"),
        ("DELETE", &purge, "drive not found"),
        ("PATCH", &[("Restore", "true")], "drive not found"),
    ] {
        let body = if method == "PATCH" { "{}" } else { "" };
        assert_eq!(refusal(&send(method, headers, body).await), told(404, "itemNotFound", message), "{method}");
    }
    assert_eq!(ocis.noted(), ["created ocis space Acme", "deleted ocis space Acme"]);
}

#[tokio::test]
async fn a_person_is_in_a_space_once_and_it_keeps_a_manager() {
    let ocis = Ocis::new().await;
    let alice = ocis.user("alice").await;
    let drive = ocis.space("Acme").await;
    let root = format!("/graph/v1beta1/drives/{drive}/root");
    let (status, invited) = ocis.invite(&drive, &alice, EDITOR).await;
    assert_eq!((status, &invited["value"][0]["id"]), (200, &json!(format!("u:{alice}"))));
    let again = refusal(&ocis.invite(&drive, &alice, VIEWER).await);
    assert_eq!(again, told(409, "nameAlreadyExists", "add grant: error: already exists: Acme"));

    let permission = format!("{root}/permissions/u%3A{alice}");
    let (status, changed) = ocis.call("PATCH", &permission, json!({ "roles": [VIEWER] })).await;
    assert_eq!((status, &changed["roles"], changed["invitation"].is_null()), (200, &json!([VIEWER]), true));
    let beta = ocis.get(&format!("/graph/v1beta1/drives/{drive}")).await;
    assert_eq!(beta["root"]["permissions"][1]["roles"], json!([VIEWER]));
    let one = ocis.get(&format!("{DRIVES}/{drive}")).await;
    assert_eq!(one["root"]["permissions"][1]["roles"], json!(["viewer"]));

    let mine = text(&ocis.get("/graph/v1.0/me").await["id"]);
    let last = told(403, "accessDenied", "can't remove the last manager");
    let own = format!("{root}/permissions/u:{mine}");
    assert_eq!(ocis.refused("DELETE", &own, Value::Null).await, last);
    assert_eq!(ocis.refused("PATCH", &own, json!({ "roles": [EDITOR] })).await, last);
    ocis.call("PATCH", &permission, json!({ "roles": [MANAGER] })).await;
    assert_eq!(ocis.call("DELETE", &own, Value::Null).await.0, 204);
    assert_eq!(ocis.invite(&drive, &mine, EDITOR).await.0, 404, "an admin outside sees no members");
    let by_alice = ocis.by(("alice", PASSWORD), "GET", &format!("{root}/permissions"), Value::Null).await;
    assert_eq!(by_alice.1["value"].as_array().unwrap().len(), 1);
    assert_eq!(
        ocis.noted()[2..],
        ["created ocis permission Acme alice", "deleted ocis permission Acme dezky"].map(str::to_owned)
    );
}

#[tokio::test]
async fn an_invitation_that_cannot_be_is_refused() {
    let ocis = Ocis::new().await;
    let [alice, bob] = [ocis.user("alice").await, ocis.user("bob").await];
    let drive = ocis.space("Acme").await;
    let of_files = "b1e2218d-eef8-4d4c-b82d-0f1a1b48f3b5";
    let nobody = "00000000-0000-0000-0000-000000000000";
    for (user, role) in [(&*alice, of_files), (&*alice, nobody), (nobody, VIEWER)] {
        let (status, code, _) = refusal(&ocis.invite(&drive, user, role).await);
        assert_eq!((status, code.as_str()), (400, "invalidRequest"));
    }
    assert_eq!(ocis.invite(&drive.replace(|c| c != '$', "0"), &alice, VIEWER).await.0, 404);
    assert_eq!(ocis.invite("0", &alice, VIEWER).await.0, 422);
    let both = json!([{ "objectId": alice }, { "objectId": bob }]);
    let path = format!("/graph/v1beta1/drives/{drive}/root/invite");
    assert_eq!(ocis.call("POST", &path, json!({ "recipients": both, "roles": [VIEWER] })).await.0, 400);

    ocis.invite(&drive, &alice, EDITOR).await;
    let to = json!({ "recipients": [{ "objectId": bob }], "roles": [VIEWER] });
    assert_eq!(ocis.by(("alice", PASSWORD), "POST", &path, to.clone()).await.0, 403, "an editor invites nobody");
    assert_eq!(ocis.by(("bob", PASSWORD), "POST", &path, to).await.0, 404, "outside it is not there");
    let removal = ocis.refused("DELETE", &path.replace("invite", &format!("permissions/u:{bob}")), Value::Null).await;
    assert_eq!(removal.0, 404);
}
