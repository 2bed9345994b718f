//! Whatever goes wrong on the way: each has its own kind, nothing hangs, nothing hostile gets through.

use std::time::Duration;

use dezky_connect::engine::{Call, Engine};
use dezky_domain::provision::{
    Standing,
    TroubleKind::{self, Credentials, Server, Timeout, TooMany, Unexpected, Unreachable},
};
use serde_json::json;

use super::{PATIENT, Wish, acme, answer, connect, dkim, domain, list, mailbox};
use crate::replay::{Reaction, Replay};

const HASTY: Duration = Duration::from_millis(300);

/// All that can be asked of Stalwart fails in the same way.
async fn every_act(reaction: Reaction, timeout: Duration) -> TroubleKind {
    let replay = Replay::always(reaction).await;
    let stalwart = connect(&replay.url(), timeout);
    let mut kinds = Vec::new();
    for spec in [
        domain("acme.test"),
        dkim("acme.test"),
        mailbox("a@acme.test", "A", &[], 0),
        list("l@acme.test", &["a@acme.test"]),
    ] {
        for standing in [Standing::Present, Standing::Cut, Standing::Gone] {
            let wish = Wish::new(spec.clone()).standing(standing).known("c");
            kinds.push(wish.observe(&stalwart).await.unwrap_err().kind);
        }
    }
    let call = Call::new("x:Domain/set", "destroy", json!({ "destroy": ["c"] }));
    kinds.push(stalwart.apply(&call).await.unwrap_err().kind);
    kinds.push(stalwart.check().await.unwrap_err().kind);
    kinds.push(stalwart.extras(&acme(), &[domain("acme.test").resource()]).await.unwrap_err().kind);
    kinds.push(stalwart.set_password(&acme(), "a@acme.test", &"x".into()).await.unwrap_err().kind);
    assert!(kinds.iter().all(|kind| *kind == kinds[0]), "{kinds:?}");
    kinds[0]
}

#[tokio::test]
async fn a_status_tells_what_is_wrong() {
    for (status, kind) in
        [(401, Credentials), (403, Credentials), (404, Unexpected), (429, TooMany), (500, Server), (503, Server)]
    {
        let problem = json!({ "type": "about:blank", "status": status, "title": "No", "detail": "Not now." });
        assert_eq!(every_act(Reaction::json(status, &problem), PATIENT).await, kind, "{status}");
        assert_eq!(every_act(Reaction::text(status, "text/html", "<h1>No</h1>"), PATIENT).await, kind, "{status}");
    }
}

#[tokio::test]
async fn too_many_says_when_to_come_back() {
    let problem = json!({ "status": 429, "title": "Too Many Requests" });
    let replay = Replay::always(Reaction::json(429, &problem).heading("retry-after", "17")).await;
    let call = Call::new("x:Domain/set", "destroy", json!({ "destroy": ["c"] }));
    let trouble = connect(&replay.url(), PATIENT).apply(&call).await.unwrap_err();
    assert_eq!((trouble.kind, trouble.after, trouble.status), (TooMany, Some(17), Some(429)));
}

#[tokio::test]
async fn silence_is_a_time_out_and_a_cut_line_is_nobody_there() {
    assert_eq!(every_act(Reaction::Cut, PATIENT).await, Unreachable);
    assert_eq!(
        every_act(Reaction::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".to_vec()), PATIENT).await,
        Unreachable
    );
    let replay = Replay::always(Reaction::Hang).await;
    let call = Call::new("x:Domain/set", "destroy", json!({ "destroy": ["c"] }));
    assert_eq!(connect(&replay.url(), HASTY).apply(&call).await.unwrap_err().kind, Timeout);
    let nobody = connect("http://127.0.0.1:1", PATIENT).apply(&call).await.unwrap_err();
    assert_eq!((nobody.kind, nobody.detail), (Unreachable, None));
}

#[tokio::test]
async fn what_is_no_answer_is_not_taken_for_one() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for body in ["<html>fine</html>", "", "null", "{", "[]", "\u{feff}{}", deep.as_str()] {
        let short: String = body.chars().take(20).collect();
        assert_eq!(every_act(Reaction::text(200, "application/json", body), PATIENT).await, Unexpected, "{short}");
    }
    let huge = vec![b' '; 10 << 20];
    assert_eq!(every_act(Reaction::text(200, "application/json", huge), PATIENT).await, Unexpected);
}

#[tokio::test]
async fn hostile_words_are_cut_and_cleaned() {
    let words = format!("\u{1b}[31m\r\nFAKE: line\0{}", "x".repeat(100_000));
    let error = json!({ "methodResponses": [["error", { "type": "invalidArguments", "description": words }, "c1"]] });
    let replay = Replay::always(Reaction::json(200, &error)).await;
    let stalwart = connect(&replay.url(), PATIENT);
    let trouble = Wish::new(domain("acme.test")).observe(&stalwart).await.unwrap_err();
    let detail = trouble.detail.unwrap();
    assert!(detail.chars().count() <= 300 && !detail.contains(char::is_control), "{detail}");
}

#[tokio::test]
async fn strange_lists_are_survived() {
    for ids in [json!([null]), json!([1]), json!([["c"]]), json!({}), json!("c"), json!(null)] {
        let body = answer("x:Domain/query", json!({ "ids": ids }));
        let replay = Replay::always(Reaction::json(200, &body)).await;
        let stalwart = connect(&replay.url(), PATIENT);
        let trouble = Wish::new(domain("acme.test")).observe(&stalwart).await.unwrap_err();
        assert_eq!(trouble.kind, Unexpected, "{body}");
    }
}

#[tokio::test]
async fn a_key_that_no_header_holds_is_told() {
    let client = dezky_connect::http::client(dezky_connect::http::Options::default());
    let options = dezky_connect::stalwart::Options {
        url: "http://127.0.0.1:1/".to_owned(),
        token: "API_\n".into(),
        passwords: false,
    };
    assert!(!format!("{options:?}").contains("API_"));
    let stalwart = dezky_connect::stalwart::Stalwart::new(client, options);
    assert!(!format!("{stalwart:?}").contains("API_"));
    assert_eq!(stalwart.check().await.unwrap_err().kind, Credentials);
    let trouble = stalwart.set_password(&acme(), "a@acme.test", &"x".into()).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Rejected);
}
