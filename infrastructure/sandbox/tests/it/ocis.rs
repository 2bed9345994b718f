//! OCIS as Dezky's connector meets it: Graph for people and spaces, WebDAV for folders.

mod folders;
mod people;
mod replay;
mod spaces;

use reqwest::{Method, Response};
use serde_json::{Value, json};

use super::relying_party::World;

const MANAGER: &str = "312c0871-5ef7-4b3a-85b6-0e4074c64049";
const EDITOR: &str = "58c63c02-1d89-4572-916a-870abc5a1b7d";
const VIEWER: &str = "a8d5fe5e-96e3-418d-825b-534dbdf22b99";

/// A sandbox of its own, called by Dezky's account unless it is said otherwise.
struct Ocis {
    world: World,
}

impl Ocis {
    async fn new() -> Self {
        Self { world: World::new().await }
    }

    async fn send(
        &self,
        who: (&str, &str),
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Response {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let mut request = self.world.http.request(method, self.world.at(path)).basic_auth(who.0, Some(who.1));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request.body(body.to_owned()).send().await.unwrap()
    }

    /// A call of Graph by somebody: the status, and the body or null.
    async fn by(&self, who: (&str, &str), method: &str, path: &str, body: Value) -> (u16, Value) {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        read(self.send(who, method, path, &[], &body).await).await
    }

    async fn call(&self, method: &str, path: &str, body: Value) -> (u16, Value) {
        self.by(DEZKY, method, path, body).await
    }

    async fn get(&self, path: &str) -> Value {
        let (status, body) = self.call("GET", path, Value::Null).await;
        assert_eq!(status, 200, "{path}: {body}");
        body
    }

    /// A call that is refused; checks the form of the refusal and gives its status, code and message.
    async fn refused(&self, method: &str, path: &str, body: Value) -> (u16, String, String) {
        refusal(&self.call(method, path, body).await)
    }

    async fn user(&self, name: &str) -> String {
        let body = json!({ "displayName": name, "mail": format!("{name}@acme.test"),
            "onPremisesSamAccountName": name, "passwordProfile": { "password": PASSWORD } });
        let (status, user) = self.call("POST", "/graph/v1.0/users", body).await;
        assert_eq!(status, 201, "{user}");
        text(&user["id"])
    }

    async fn space(&self, name: &str) -> String {
        let (status, space) = self.call("POST", "/graph/v1.0/drives", json!({ "name": name })).await;
        assert_eq!(status, 201, "{space}");
        text(&space["id"])
    }

    async fn invite(&self, drive: &str, user: &str, role: &str) -> (u16, Value) {
        let to = json!({ "objectId": user, "@libre.graph.recipient.type": "user" });
        let path = format!("/graph/v1beta1/drives/{drive}/root/invite");
        self.call("POST", &path, json!({ "recipients": [to], "roles": [role] })).await
    }

    /// What came into being or went, as `<kind> <what>`.
    fn noted(&self) -> Vec<String> {
        let entries = self.world.sandbox.provider().journal.entries(None, 0);
        let of_kind = entries.into_iter().filter(|e| matches!(e.kind, "created" | "deleted"));
        of_kind.map(|e| format!("{} {}", e.kind, e.what)).collect()
    }
}

const DEZKY: (&str, &str) = ("dezky", "sandbox-only-ocis");
const PASSWORD: &str = "Example-Passw0rd!";

async fn read(answer: Response) -> (u16, Value) {
    let status = answer.status().as_u16();
    let body = answer.text().await.unwrap();
    (status, serde_json::from_str(&body).unwrap_or(Value::Null))
}

fn refusal((status, body): &(u16, Value)) -> (u16, String, String) {
    let error = &body["error"];
    assert!(error["innererror"]["date"].is_string() && error["innererror"]["request-id"].is_string(), "{body}");
    (*status, text(&error["code"]), text(&error["message"]))
}

fn told(status: u16, code: &str, message: &str) -> (u16, String, String) {
    (status, code.to_owned(), message.to_owned())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}")).to_owned()
}

#[tokio::test]
async fn only_credentials_that_ocis_knows_let_in() {
    let ocis = Ocis::new().await;
    let refused = [("dezky", "wrong"), ("nobody", "sandbox-only-ocis"), ("admin", "admin"), ("", "")];
    for who in refused {
        for path in ["/graph/v1.0/me", "/graph/v1.0/users", "/graph/none", "/dav/spaces/a$b", "/auth-app/tokens"] {
            let answer = ocis.send(who, "GET", path, &[], "").await;
            assert_eq!(answer.status(), 401, "{who:?} {path}");
            assert!(answer.headers()["www-authenticate"].to_str().unwrap().starts_with("Basic realm=\"localhost:"));
            assert!(answer.headers().contains_key("x-request-id"));
            assert_eq!(answer.text().await.unwrap(), "");
        }
    }
    assert_eq!(ocis.get("/graph/v1.0/me").await["onPremisesSamAccountName"], "dezky");
    let (status, _) = ocis.call("GET", "/graph/v1.0/none", Value::Null).await;
    assert_eq!(status, 404);
    assert_eq!(ocis.call("PUT", "/graph/v1.0/users", Value::Null).await.0, 405);
}

#[tokio::test]
async fn an_app_token_is_a_password_of_its_account() {
    let ocis = Ocis::new().await;
    ocis.user("bob").await;
    let answer = ocis.send(DEZKY, "POST", "/auth-app/tokens?expiry=1h&userName=bob", &[], "").await;
    assert_eq!(answer.headers()["content-type"], "text/plain; charset=utf-8");
    let (status, made) = read(answer).await;
    assert_eq!((status, &made["label"]), (200, &json!("Generated via Impersonation API")));
    let token = text(&made["token"]);

    let (status, me) = ocis.by(("bob", &token), "GET", "/graph/v1.0/me", Value::Null).await;
    assert_eq!((status, &me["onPremisesSamAccountName"]), (200, &json!("bob")));
    let (status, own) = ocis.by(("bob", &token), "GET", "/auth-app/tokens", Value::Null).await;
    assert_eq!((status, own.as_array().unwrap().len()), (200, 1));
    assert_eq!(ocis.by(("dezky", &token), "GET", "/graph/v1.0/me", Value::Null).await.0, 401, "not Dezky's");

    assert_eq!(ocis.call("POST", "/auth-app/tokens", Value::Null).await.0, 400, "without an expiry");
    let for_other = ocis.by(("bob", &token), "POST", "/auth-app/tokens?expiry=1h&userName=dezky", Value::Null).await;
    assert_eq!(for_other.0, 403);
    assert_eq!(ocis.call("DELETE", &format!("/auth-app/tokens?token={token}"), Value::Null).await.0, 500);
}

#[tokio::test]
async fn somebody_signed_in_comes_by_bearer_until_ocis_disables_the_account() {
    let ocis = Ocis::new().await;
    let mara = "mara.quist@acme.example";
    let body = json!({ "displayName": "Mara Quist", "mail": mara, "onPremisesSamAccountName": mara });
    let (status, user) = ocis.call("POST", "/graph/v1.0/users", body).await;
    assert_eq!((status, &user["id"]), (201, &json!("7e0374a5-5bf1-46cd-acca-6ca051c4e09d")), "the directory's id");

    let tokens = ocis.world.tokens(mara).await;
    let drives = async || {
        let request = ocis.world.http.get(ocis.world.at("/graph/v1.0/me/drives"));
        read(request.bearer_auth(tokens["access_token"].as_str().unwrap()).send().await.unwrap()).await
    };
    let (status, mine) = drives().await;
    assert_eq!((status, &mine["value"][1]["driveAlias"]), (200, &json!("personal/mara.quist@acme.example")));

    let path = format!("/graph/v1.0/users/{mara}");
    ocis.call("PATCH", &path, json!({ "accountEnabled": false })).await;
    assert_eq!(drives().await, (401, Value::Null));
    assert_eq!(ocis.by((mara, "owner"), "GET", "/graph/v1.0/me", Value::Null).await.0, 401);
    ocis.call("PATCH", &path, json!({ "accountEnabled": true })).await;
    assert_eq!(drives().await.0, 200, "the same token works again");
    assert_eq!(ocis.by((mara, "owner"), "GET", "/graph/v1.0/me", Value::Null).await.0, 200, "the directory's password");
}
