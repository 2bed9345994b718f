//! Accounts, groups and lists: their addresses, how they are changed and found.

use serde_json::{Value, json};

use super::{Mail, domain, user};

#[tokio::test]
async fn one_address_has_one_holder() {
    let mail = Mail::new().await;
    let acme = mail.create("Domain", domain("acme.example")).await;
    let globex = mail.create("Domain", domain("globex.example")).await;
    let mut alice = user("alice", &acme);
    alice["aliases"] = json!({ "0": { "name": "a.liddell", "domainId": acme } });
    let alice = mail.create("Account", alice).await;
    let list = json!({ "name": "all", "domainId": acme, "recipients": { "alice@acme.example": true } });
    let all = mail.create("MailingList", list).await;

    let taken = |object: &str, id: &str| json!({ "type": "primaryKeyViolation", "properties": ["email"], "objectId": { "object": object, "id": id } });
    assert_eq!(mail.refused("Account", user("Alice", &acme)).await, taken("Account", &alice));
    assert_eq!(mail.refused("Account", user("all", &acme)).await, taken("MailingList", &all));
    let list = json!({ "name": "a.liddell", "domainId": acme });
    assert_eq!(mail.refused("MailingList", list).await, taken("Account", &alice));
    let bob = mail.create("Account", user("bob", &acme)).await;
    let alias = json!({ "aliases/0": { "name": "alice", "domainId": acme } });
    assert_eq!(mail.update("Account", &bob, alias).await["notUpdated"][&bob], taken("Account", &alice));
    mail.create("Account", user("alice", &globex)).await;

    let again = mail.refused("Domain", domain("ACME.example")).await;
    assert_eq!(again["objectId"], json!({ "object": "Domain", "id": acme }));
    let far = mail.refused("Account", user("carol", "zz")).await;
    assert_eq!(far, json!({ "type": "invalidForeignKey", "objectId": { "object": "Domain", "id": "zz" } }));
    let nameless = mail.refused("Account", json!({ "@type": "User", "domainId": acme })).await;
    assert_eq!(nameless["validationErrors"], json!([{ "type": "Required", "property": "name" }]));
}

#[tokio::test]
async fn an_account_is_changed_by_pointers() {
    let mail = Mail::new().await;
    let acme = mail.create("Domain", domain("acme.example")).await;
    let group = mail.create("Account", json!({ "@type": "Group", "name": "sales", "domainId": acme })).await;
    let id = mail.create("Account", user("alice", &acme)).await;
    let who = "alice@acme.example:Correct-Horse-7-Battery";
    assert_eq!(mail.get(who, "/api/account").await.status(), 200);

    let changes = [
        json!({ "aliases/0": { "name": "a.liddell", "domainId": acme, "description": "maiden name" } }),
        json!({ "aliases/1": { "name": "al", "domainId": acme } }),
        json!({ "aliases/0": { "name": "ally", "domainId": acme, "enabled": false } }),
        json!({ format!("memberGroupIds/{group}"): true, "quotas/maxDiskQuota": 5_368_709_120u64 }),
        json!({ "description": "Alice", "credentials/0/secret": "****" }),
        json!({ "permissions": { "@type": "Merge", "enabledPermissions": {},
            "disabledPermissions": { "authenticate": true, "emailReceive": true } } }),
    ];
    for change in changes {
        assert_eq!(mail.update("Account", &id, change).await["updated"], json!({ &id: null }));
    }
    let alice = mail.read("Account", &id).await;
    // What was there and isn't named stays.
    assert_eq!(
        alice["aliases"]["0"],
        json!({ "name": "ally", "domainId": acme, "enabled": false, "description": "maiden name" })
    );
    assert_eq!(alice["memberGroupIds"], json!({ &group: true }));
    assert_eq!((&alice["quotas"]["maxDiskQuota"], &alice["description"]), (&json!(5_368_709_120u64), &json!("Alice")));
    assert_eq!(mail.get(who, "/api/account").await.status(), 403, "suspended");
    let (_, linked) = mail.call("x:Account/set", json!({ "destroy": [group] })).await;
    assert_eq!(linked["notDestroyed"][&group]["linkedObjects"], json!([{ "object": "Account", "id": id }]));

    let end = json!({ "permissions": { "@type": "Inherit" }, "aliases/1": null, "description": null,
        format!("memberGroupIds/{group}"): null });
    assert_eq!(mail.update("Account", &id, end).await["updated"], json!({ &id: null }));
    let alice = mail.read("Account", &id).await;
    assert_eq!(alice["aliases"].as_object().unwrap().len(), 1);
    assert_eq!((&alice["description"], &alice["memberGroupIds"]), (&Value::Null, &json!({})));
    assert_eq!(mail.get(who, "/api/account").await.status(), 200, "the password was kept");

    mail.update("Account", &id, json!({ "credentials/0/secret": "An0ther-Horse-Battery-9" })).await;
    assert_eq!(mail.get(who, "/api/account").await.status(), 401);
    assert_eq!(mail.get("alice@acme.example:An0ther-Horse-Battery-9", "/api/account").await.status(), 200);

    for (change, kind, about) in [
        (json!({ "nope": 1 }), "invalidPatch", "nope"),
        (json!({ "aliases/9": null }), "invalidPatch", "aliases/9"),
        (json!({ "aliases/0/name": "a@b" }), "invalidPatch", "aliases/0/name"),
        (json!({ "emailAddress": "x@acme.example" }), "invalidPatch", "emailAddress"),
        (json!({ "quotas": { "maxCats": 1 } }), "invalidPatch", "quotas"),
        (json!({ "credentials/0/secret": "password" }), "invalidProperties", "secret"),
        (json!({ "@type": "Group" }), "invalidProperties", "@type"),
    ] {
        let answer = mail.update("Account", &id, change.clone()).await;
        let refusal = &answer["notUpdated"][&id];
        assert_eq!((&refusal["type"], &refusal["properties"]), (&json!(kind), &json!([about])), "{change}");
    }
}

#[tokio::test]
async fn a_directory_elsewhere_keeps_the_passwords() {
    let mail = Mail::new().await;
    let acme = mail.create("Domain", domain("acme.example")).await;
    let alice = mail.create("Account", user("alice", &acme)).await;
    let oidc = json!({ "@type": "Oidc", "issuerUrl": "https://auth.example/", "bindSecret": "hush" });
    let directory = mail.create("Directory", oidc).await;
    assert_eq!(mail.read("Directory", &directory).await["bindSecret"], "****");
    mail.update("Authentication", "singleton", json!({ "directoryId": directory })).await;

    assert_eq!(mail.get("alice@acme.example:Correct-Horse-7-Battery", "/api/account").await.status(), 401);
    let why = mail.refused("Account", user("bob", &acme)).await;
    assert_eq!(why["description"], "Cannot set credentials for accounts in an external directory.");
    let bare = json!({ "@type": "User", "name": "bob", "domainId": acme });
    mail.create("Account", bare).await;
    let change = mail.update("Account", &alice, json!({ "credentials/0/secret": "An0ther-Horse-Battery-9" })).await;
    assert_eq!(change["notUpdated"][&alice]["type"], "forbidden");
    // Application passwords go on working, and an administrator makes them for others.
    let (_, made) = mail
        .call("x:AppPassword/set", json!({ "accountId": alice, "create": { "p": { "description": "phone" } } }))
        .await;
    let secret = made["created"]["p"]["secret"].as_str().unwrap();
    assert_eq!(mail.get(&format!("alice@acme.example:{secret}"), "/api/account").await.status(), 200);
}

#[tokio::test]
async fn many_accounts_are_read_page_by_page() {
    let mail = Mail::new().await;
    let acme = mail.create("Domain", domain("acme.example")).await;
    let accounts: serde_json::Map<String, Value> = (0..200)
        .map(|n| (format!("n{n}"), json!({ "@type": "User", "name": format!("person{n}"), "domainId": acme })))
        .collect();
    let (_, answer) = mail.call("x:Account/set", json!({ "create": accounts })).await;
    assert_eq!(answer["created"].as_object().unwrap().len(), 200);

    let ask = async |filter: Value| mail.call("x:Account/query", filter).await.1;
    let page = ask(json!({ "filter": { "domainId": acme }, "position": 0, "limit": 50, "calculateTotal": true })).await;
    assert_eq!((&page["total"], &page["limit"]), (&json!(200), &json!(50)));
    assert_eq!(page["ids"].as_array().unwrap().len(), 50);
    let last = ask(json!({ "filter": { "domainId": acme }, "position": 150, "limit": 100 })).await;
    assert_eq!(last["ids"].as_array().unwrap().len(), 50);
    assert_eq!(last["ids"][49], "d", "newest first");
    let one = ask(json!({ "filter": { "name": "person17", "domainId": acme } })).await;
    assert_eq!(one["ids"].as_array().unwrap().len(), 1);
    assert!(one["limit"].is_null() && one["total"].is_null());
    assert_eq!(ask(json!({ "filter": { "text": "PERSON42" } })).await["ids"].as_array().unwrap().len(), 1);
    assert_eq!(ask(json!({ "filter": { "text": "person" } })).await["ids"], json!([]), "whole words only");

    let body = json!({ "using": ["urn:stalwart:jmap"], "methodCalls": [
        ["x:Account/query", { "filter": { "name": "person7" } }, "q"],
        ["x:Account/get", { "#ids": { "resultOf": "q", "name": "x:Account/query", "path": "/ids" },
            "properties": ["emailAddress"] }, "g"]] });
    let answer: Value = mail.post("service", "/jmap", body.to_string()).await.json().await.unwrap();
    let list = &answer["methodResponses"][1][1]["list"];
    assert_eq!(list[0]["emailAddress"], "person7@acme.example");
    assert_eq!(list[0].as_object().unwrap().len(), 2, "the id comes too");
}
