//! Stalwart's management: the recorded calls in their order, then what Dezky must be ready for.

mod accounts;
mod events;
mod keys;
mod requests;

use std::collections::BTreeMap;

use base64::{Engine, engine::general_purpose::STANDARD};
use reqwest::Response;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use serde_json::{Value, json};

use super::relying_party::World;

const RECORDED: &str = include_str!("../fixtures/stalwart-jmap.jsonl");
const SERVICE: &str = "Bearer API_sandbox-only-stalwart";

/// A sandbox whose DKIM keys come at once, where a test says nothing else.
struct Mail(World);

impl Mail {
    async fn new() -> Self {
        let world = World::new().await;
        world.sandbox.provider().engines.stalwart().dkim_at_once();
        Self(world)
    }

    async fn post(&self, who: &str, path: &str, body: String) -> Response {
        let call = self.0.http.post(self.0.at(path)).header(CONTENT_TYPE, "application/json").body(body);
        let call = if who == "nobody" { call } else { call.header(AUTHORIZATION, credentials(who)) };
        call.send().await.unwrap()
    }

    async fn get(&self, who: &str, path: &str) -> Response {
        let call = self.0.http.get(self.0.at(path));
        let call = if who == "nobody" { call } else { call.header(AUTHORIZATION, credentials(who)) };
        call.send().await.unwrap()
    }

    /// One call as the service account; its name and its answer.
    async fn call(&self, method: &str, arguments: Value) -> (String, Value) {
        self.call_as("service", method, arguments).await
    }

    async fn call_as(&self, who: &str, method: &str, arguments: Value) -> (String, Value) {
        let request = json!({ "using": ["urn:ietf:params:jmap:core", "urn:stalwart:jmap"],
            "methodCalls": [[method, arguments, "c1"]] });
        let answer = self.post(who, "/jmap/", request.to_string()).await;
        assert_eq!(answer.status(), 200, "{method}");
        let body: Value = answer.json().await.unwrap();
        let one = &body["methodResponses"][0];
        (one[0].as_str().unwrap().to_owned(), one[1].clone())
    }

    /// The id of a new object.
    async fn create(&self, object: &str, value: Value) -> String {
        let (_, answer) = self.call(&format!("x:{object}/set"), json!({ "create": { "n": value } })).await;
        answer["created"]["n"]["id"].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
    }

    /// How a creation is refused.
    async fn refused(&self, object: &str, value: Value) -> Value {
        let (_, answer) = self.call(&format!("x:{object}/set"), json!({ "create": { "n": value } })).await;
        answer["notCreated"]["n"].clone()
    }

    async fn read(&self, object: &str, id: &str) -> Value {
        let (_, answer) = self.call(&format!("x:{object}/get"), json!({ "ids": [id] })).await;
        answer["list"][0].clone()
    }

    async fn update(&self, object: &str, id: &str, changes: Value) -> Value {
        self.call(&format!("x:{object}/set"), json!({ "update": { id: changes } })).await.1
    }

    async fn keys(&self, domain: &str) -> Vec<String> {
        let (_, answer) = self.call("x:DkimSignature/query", json!({ "filter": { "domainId": domain } })).await;
        serde_json::from_value(answer["ids"].clone()).unwrap()
    }

    fn noted(&self, kind: &str) -> Vec<String> {
        let entries = self.0.sandbox.provider().journal.entries(Some(kind), 0);
        entries.into_iter().map(|e| format!("{} {}", e.what, e.outcome)).collect()
    }
}

fn credentials(who: &str) -> String {
    match who {
        "service" => SERVICE.to_owned(),
        "admin" => format!("Basic {}", STANDARD.encode("admin@dezky.example:sandbox-only-stalwart")),
        pair => format!("Basic {}", STANDARD.encode(pair)),
    }
}

fn domain(name: &str) -> Value {
    json!({ "name": name, "aliases": {}, "certificateManagement": { "@type": "Manual" },
        "dkimManagement": { "@type": "Automatic" }, "dnsManagement": { "@type": "Manual" },
        "subAddressing": { "@type": "Enabled" } })
}

fn user(name: &str, domain: &str) -> Value {
    json!({ "@type": "User", "name": name, "domainId": domain,
        "credentials": { "0": { "@type": "Password", "secret": "Correct-Horse-7-Battery" } } })
}

/// Compares an answer with the recorded one. Ids may differ and are learnt; times, dates and keys count by their shape.
fn compare(recorded: &Value, ours: &Value, ids: &mut BTreeMap<String, String>, at: &str) {
    match (recorded, ours) {
        (Value::Object(r), Value::Object(o)) => {
            let names = |of: &serde_json::Map<String, Value>| of.keys().cloned().collect::<Vec<_>>();
            let (mut rn, mut on) = (names(r), names(o));
            rn.sort();
            on.sort();
            assert_eq!(rn, on, "{at}: {ours}");
            for (name, value) in r.iter().filter(|(name, _)| *name != "sessionState") {
                compare(value, &o[name], ids, &format!("{at}/{name}"));
            }
        }
        (Value::Array(r), Value::Array(o)) => {
            assert_eq!(r.len(), o.len(), "{at}: {recorded} {ours}");
            for (n, (r, o)) in r.iter().zip(o).enumerate() {
                compare(r, o, ids, &format!("{at}/{n}"));
            }
        }
        (Value::String(r), Value::String(o)) if r.len() == 12 && r.starts_with("jqa") => {
            assert_eq!(o.len(), 12, "{at}: {o}");
            assert_eq!(ids.entry(r.clone()).or_insert_with(|| o.clone()), o, "{at}");
        }
        (Value::String(r), Value::String(o)) => assert_eq!(shape(r), shape(o), "{at}"),
        _ => assert_eq!(recorded, ours, "{at}"),
    }
}

/// A text with times, dates and base 64 replaced by what they are.
fn shape(text: &str) -> String {
    if chrono::DateTime::parse_from_rfc3339(text).is_ok() {
        return "a time".to_owned();
    }
    if text.len() == "dezky-0a9klyla".len() && text.starts_with("dezky-") {
        return "a random selector".to_owned();
    }
    let is_base64 = |c: char| c.is_ascii_alphanumeric() || "+/=".contains(c);
    let mut shaped = String::new();
    for part in text.split_inclusive(|c| !is_base64(c)) {
        let (word, end) = part.split_at(part.trim_end_matches(|c| !is_base64(c)).len());
        let is_date = word.len() == 8 && word.bytes().all(|b| b.is_ascii_digit());
        match (is_date, word.len()) {
            (true, _) => shaped.push_str("a date"),
            (_, 40..) => shaped.push_str(&format!("{} of base 64", word.len())),
            _ => shaped.push_str(word),
        }
        shaped.push_str(end);
    }
    shaped
}

#[tokio::test]
async fn the_recorded_calls_are_answered_as_recorded() {
    let mail = Mail::new().await;
    let mut ids = BTreeMap::new();
    for line in RECORDED.lines() {
        let call: Value = serde_json::from_str(line).unwrap();
        let note = call["note"].as_str().unwrap();
        let (who, path) = (call["as"].as_str().unwrap(), call["path"].as_str().unwrap());
        let mut body = call["request"].as_str().map_or_else(|| call["request"].to_string(), str::to_owned);
        if body.contains("jqajutlqabaa") && !ids.contains_key("jqajutlqabaa") {
            // The one id that was not asked for in the recording before it was used.
            ids.insert("jqajutlqabaa".to_owned(), mail.keys("e").await[0].clone());
        }
        for (recorded, ours) in &ids {
            body = body.replace(recorded, ours);
        }
        let answer = match call["method"].as_str() {
            Some("GET") => mail.get(who, path).await,
            _ => mail.post(who, path, body).await,
        };
        assert_eq!(answer.status(), call["status"].as_u64().unwrap() as u16, "{note}");
        if !call["answer"].is_null() {
            let ours: Value = answer.json().await.unwrap();
            compare(&call["answer"], &ours, &mut ids, note);
        }
    }
    assert_eq!(ids.len(), 4, "three keys of two domains and one made by hand");
    let (created, deleted) = (mail.noted("created"), mail.noted("deleted"));
    assert_eq!(created.iter().filter(|c| c.starts_with("stalwart account alice@acme.test")).count(), 1, "{created:?}");
    assert!(created.contains(&"stalwart domain acme.test c".to_owned()), "{created:?}");
    assert!(created.contains(&"stalwart list all@acme.test b".to_owned()), "{created:?}");
    assert_eq!(created.len(), deleted.len(), "{created:?} {deleted:?}");
}

#[tokio::test]
async fn its_state_survives_as_json_and_shows_no_secret() {
    let mail = Mail::new().await;
    let acme = mail.create("Domain", domain("acme.example")).await;
    mail.create("Account", user("alice", &acme)).await;
    let state = mail.0.sandbox.provider().engines.stalwart().clone();
    assert_eq!(format!("{state:?}").matches("Horse").count(), 0);
    let kept = serde_json::to_string(&state).unwrap();
    *mail.0.sandbox.provider().engines.stalwart() = serde_json::from_str(&kept).unwrap();
    assert_eq!(mail.read("Domain", &acme).await["name"], "acme.example");
    assert_eq!(mail.keys(&acme).await.len(), 2);
}
