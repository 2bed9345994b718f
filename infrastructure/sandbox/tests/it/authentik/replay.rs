//! Calls that a real Authentik 2026.2.2 answered, put to the sandbox in the same order: same status, refusals word for
//! word, answers of the same shape. Ids differ, and are translated as they become known.

use std::collections::BTreeMap;

use reqwest::Method;
use serde_json::Value;

use super::{Api, TOKEN};

const RECORDED: &str = include_str!("../../fixtures/authentik-api.jsonl");

/// Recorded id to the sandbox's.
#[derive(Default)]
struct Ids {
    texts: BTreeMap<String, String>,
    users: BTreeMap<u64, u64>,
    providers: BTreeMap<u64, u64>,
}

impl Ids {
    fn learn(&mut self, path: &str, recorded: &Value, answered: &Value) {
        match (recorded, answered) {
            (Value::String(one), Value::String(other)) if one != other && is_id(one) && is_id(other) => {
                self.texts.insert(one.clone(), other.clone());
            }
            (Value::Array(one), Value::Array(other)) => {
                one.iter().zip(other).for_each(|(one, other)| self.learn(path, one, other));
            }
            (Value::Object(one), Value::Object(other)) => {
                for (field, part) in
                    [("pk", "/users/"), ("user_pk", "/users/"), ("pk", "/providers/"), ("provider", "/applications/")]
                {
                    let (from, to) = (one.get(field).and_then(Value::as_u64), other.get(field).and_then(Value::as_u64));
                    if let (Some(from), Some(to), true) = (from, to, path.contains(part)) {
                        let known = if part == "/users/" { &mut self.users } else { &mut self.providers };
                        known.insert(from, to);
                    }
                }
                one.iter().filter_map(|(k, v)| Some((v, other.get(k)?))).for_each(|(v, w)| self.learn(path, v, w));
            }
            _ => {}
        }
    }

    fn text(&self, text: &str) -> String {
        self.texts.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    }

    fn path(&self, path: &str) -> String {
        let mut path = self.text(path);
        for (ids, before, after) in [
            (&self.users, "/core/users/", "/"),
            (&self.users, "for_user=", ""),
            (&self.providers, "/providers/oauth2/", "/"),
        ] {
            let found = ids.iter().find(|(from, _)| {
                let part = format!("{before}{from}{after}");
                if after.is_empty() { path.ends_with(&part) } else { path.contains(&part) }
            });
            if let Some((from, to)) = found {
                path = path.replacen(&format!("{before}{from}{after}"), &format!("{before}{to}{after}"), 1);
            }
        }
        path
    }

    fn body(&self, path: &str, body: &Value) -> Value {
        let mut body: Value = serde_json::from_str(&self.text(&body.to_string())).unwrap();
        let users = |v: &Value| v.as_u64().and_then(|n| self.users.get(&n)).copied();
        for (field, new) in [
            ("pk", users(&body["pk"]).filter(|_| path.contains("_user/"))),
            ("user", users(&body["user"])),
            ("provider", body["provider"].as_u64().and_then(|n| self.providers.get(&n)).copied()),
        ] {
            if let Some(new) = new {
                body[field] = new.into();
            }
        }
        body
    }
}

fn is_id(text: &str) -> bool {
    text.len() == 36 && text.bytes().filter(|b| *b == b'-').count() == 4
}

/// Where two values differ in shape: other keys, or another kind of value where neither is null.
fn differs(at: &str, recorded: &Value, answered: &Value) -> Option<String> {
    match (recorded, answered) {
        (Value::Null, _)
        | (_, Value::Null)
        | (Value::String(_), Value::String(_))
        | (Value::Number(_), Value::Number(_))
        | (Value::Bool(_), Value::Bool(_)) => None,
        (Value::Array(one), Value::Array(other)) => differs(at, one.first()?, other.first()?),
        (Value::Object(one), Value::Object(other)) => {
            // What a person wrote is theirs.
            if at.ends_with(".attributes") || at.ends_with(".fixed_data") {
                return (recorded != answered).then(|| format!("{at}: {recorded} became {answered}"));
            }
            let names = |o: &serde_json::Map<String, Value>| o.keys().cloned().collect::<Vec<_>>();
            let (mut left, mut right) = (names(one), names(other));
            left.sort();
            right.sort();
            if left != right {
                return Some(format!("{at}: {left:?} became {right:?}"));
            }
            one.iter().find_map(|(name, value)| differs(&format!("{at}.{name}"), value, &other[name]))
        }
        _ => Some(format!("{at}: {recorded} became {answered}")),
    }
}

#[tokio::test]
async fn recorded_calls_are_answered_as_recorded() {
    let api = Api::new().await;
    let mut ids = Ids::default();
    let mut wrong = Vec::new();
    for line in RECORDED.lines() {
        let call: Value = serde_json::from_str(line).unwrap();
        let text = |name: &str| call[name].as_str().unwrap_or_default();
        let path = ids.path(text("path"));
        let token = match text("auth") {
            "" => None,
            "Bearer <bootstrap>" => Some(TOKEN),
            _ => Some("another"),
        };
        let body = Some(ids.body(text("path"), &call["request_body"])).filter(|b| !b.is_null());
        let method: Method = text("method").parse().unwrap();
        let answer = api.send(method, &path, token, body.as_ref()).await;
        let what = format!("{} ({} {path})", text("note"), text("method"));
        let id = answer.headers()["x-authentik-id"].to_str().unwrap().to_owned();
        assert!(id.len() == 32 && id.bytes().all(|b| b.is_ascii_hexdigit()), "{what}: {id}");
        let status = answer.status().as_u16();
        if status != call["status"].as_u64().unwrap() as u16 {
            wrong.push(format!("{what}: {status} in place of {}: {}", call["status"], answer.text().await.unwrap()));
            continue;
        }
        let html = answer.headers().get("content-type").is_some_and(|t| t.to_str().unwrap().starts_with("text/html"));
        let recorded = &call["response_body"];
        if html || status == 204 {
            assert!(recorded.is_string() || recorded.is_null(), "{what}");
            continue;
        }
        let answered: Value = answer.json().await.unwrap();
        if status >= 400 || text("path").contains("check_access") {
            let as_here: Value = serde_json::from_str(&ids.text(&recorded.to_string())).unwrap();
            if as_here != answered && *recorded != answered {
                wrong.push(format!("{what}: {recorded} became {answered}"));
            }
        } else if let Some(difference) = differs("", recorded, &answered) {
            wrong.push(format!("{what}: {difference}"));
        }
        if !path.ends_with("/used_by/") {
            ids.learn(&path, recorded, &answered);
        }
    }
    assert!(wrong.is_empty(), "{} calls\n{}", wrong.len(), wrong.join("\n"));
}
