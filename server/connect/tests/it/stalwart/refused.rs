//! Every recorded refusal, and what it means.

use dezky_connect::engine::{Call, Engine};
use dezky_domain::provision::TroubleKind::{self, Credentials, Licence, NotYet, Rejected, Unexpected};
use serde_json::{Value, json};

use super::{PATIENT, answer, connect};
use crate::replay::{Line, Reaction, Replay};

fn refused() -> Vec<Line> {
    Line::read(include_str!("../../fixtures/stalwart/refused.jsonl"))
}

/// Makes the recorded call, and gets the recorded answer.
async fn outcome(line: &Line) -> Result<Value, (TroubleKind, Option<u16>, String)> {
    let replay = Replay::always(Reaction::json(line.status, &line.answer)).await;
    let recorded = &line.request["methodCalls"][0];
    let (method, arguments) = match recorded[0].as_str() {
        Some(method) => (method, recorded[1].clone()),
        None => ("x:Account/set", json!({ "create": { "a": { "credentials": "Very-Secret-Horse" } } })),
    };
    let call = Call::new(method, "as recorded", arguments);
    let applied = connect(&replay.url(), PATIENT).apply(&call).await;
    applied
        .map(|applied| applied.answer)
        .map_err(|trouble| (trouble.kind, trouble.status, trouble.detail.unwrap_or_default()))
}

#[tokio::test]
async fn each_recorded_refusal_has_its_meaning() {
    let no_right = "You are not authorized to perform this action";
    let no_right_to_set = "You are not authorized to create, update or destroy objects of this type";
    let paid = "This feature is only available in the Enterprise edition. Obtain your trial license at https://license.stalw.art/trial.";
    let linked = "still linked: DkimSignature jqai0dxqafqa, DkimSignature jqai0gtsagaa";
    let wanted = [
        Some((Credentials, Some(401), "Unauthorized: You have to authenticate first.")),
        // Its detail is our own request: never quoted.
        Some((Rejected, Some(400), "notRequest")),
        Some((Unexpected, Some(404), "Not Found: The requested resource does not exist on this server.")),
        Some((Unexpected, None, "x:Nope/get")),
        Some((Rejected, None, "Invalid domain name (name)")),
        None,
        Some((NotYet, None, "it is there already: Domain c")),
        Some((NotYet, None, "it is there already: Account e")),
        Some((NotYet, None, "it is there already: Account e")),
        Some((Rejected, None, "Invalid property (nope)")),
        Some((NotYet, None, "it is gone")),
        Some((Credentials, None, no_right)),
        Some((Credentials, None, no_right_to_set)),
        Some((Licence, None, paid)),
        Some((NotYet, None, linked)),
        // Destroyed twice is destroyed.
        None,
        Some((NotYet, None, "still linked: DkimSignature jqajxcvmacaa")),
        Some((Rejected, Some(400), "The request exceeds the maximum number of calls in a single request.")),
    ];
    let lines = refused();
    assert_eq!(lines.len(), wanted.len());
    for (line, wanted) in lines.iter().zip(wanted) {
        let wanted = wanted.map(|(kind, status, words)| (kind, status, words.to_owned()));
        assert_eq!(outcome(line).await.err(), wanted, "{}", line.request);
    }
}

#[tokio::test]
async fn a_request_that_comes_back_is_not_quoted() {
    let body = json!({ "type": "urn:ietf:params:jmap:error:notRequest", "status": 400,
        "detail": "{\"create\":{\"secret\":\"Very-Secret-Horse\"}}" });
    let replay = Replay::always(Reaction::json(400, &body)).await;
    let call = Call::new("x:Account/set", "create", json!({}));
    let trouble = connect(&replay.url(), PATIENT).apply(&call).await.unwrap_err();
    assert!(!format!("{trouble:?}").contains("Horse"), "{trouble:?}");
}

/// Refusals that the facts name and nobody recorded.
#[tokio::test]
async fn other_refusals_have_their_meaning() {
    let set = |error: Value| answer("x:Account/set", json!({ "notUpdated": { "f": error } }));
    let method = |error: Value| json!({ "methodResponses": [["error", error, "c1"]] });
    let licensed = "Enterprise licensed account limit reached: 5 accounts licensed.";
    for (status, body, kind) in [
        (200, set(json!({ "type": "invalidForeignKey", "objectId": { "object": "Domain", "id": "c" } })), NotYet),
        (200, set(json!({ "type": "willDestroy" })), NotYet),
        (200, set(json!({ "type": "rateLimit" })), TroubleKind::TooMany),
        (200, set(json!({ "type": "overQuota", "description": "Tenant quota" })), Rejected),
        (200, set(json!({ "type": "forbidden", "description": licensed })), Licence),
        (200, set(json!({ "type": "invalidProperties", "description": "Password is too weak." })), Rejected),
        (200, set(json!({ "type": "somethingNew" })), Rejected),
        (200, set(json!("no object")), Rejected),
        (200, method(json!({ "type": "serverFail" })), TroubleKind::Server),
        (200, method(json!({ "type": "rateLimit" })), TroubleKind::TooMany),
        (200, method(json!({ "type": "requestTooLarge" })), Rejected),
        (
            200,
            method(json!({ "type": "forbidden", "description": "The server is in bootstrap mode. Only …" })),
            TroubleKind::Server,
        ),
        (402, json!({ "status": 402, "title": "MFA required" }), Credentials),
        (403, json!({ "status": 403, "title": "Forbidden" }), Credentials),
        (400, json!({ "limit": "maxConcurrentRequests", "detail": "too many" }), TroubleKind::TooMany),
        // Neither done nor refused: nobody may take it for done.
        (200, answer("x:Account/set", json!({})), Unexpected),
        (200, answer("x:Account/set", json!({ "updated": { "g": null } })), Unexpected),
        (200, answer("x:Account/set", json!({ "updated": [] })), Unexpected),
        (200, answer("x:Domain/set", json!({ "updated": { "f": null } })), Unexpected),
        (200, json!({ "methodResponses": [["x:Account/set", { "updated": { "f": null } }, "c9"]] }), Unexpected),
        (200, json!({ "methodResponses": [] }), Unexpected),
        (200, json!([]), Unexpected),
        (200, json!("fine"), Unexpected),
        (302, json!({}), Unexpected),
    ] {
        let replay = Replay::always(Reaction::json(status, &body)).await;
        let call = Call::new("x:Account/set", "update", json!({ "update": { "f": { "description": "x" } } }));
        let trouble = connect(&replay.url(), PATIENT).apply(&call).await.unwrap_err();
        assert_eq!(trouble.kind, kind, "{status} {body}");
    }
}
