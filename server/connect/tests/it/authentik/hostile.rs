//! Answers that were made to hurt: too large, too deep, full of control characters, without an end, or almost right.

use dezky_connect::{
    engine::{Call, Engine as _, Seen},
    http,
};
use dezky_domain::provision::{GroupKind, Spec, Standing, TroubleKind};
use serde_json::{Value, json};

use super::{ACME, acme, alice, brand, engine_at, group, mark, wanted};
use crate::replay::{Reaction, Replay};

fn page(results: &Value, next: &Value) -> Value {
    json!({"pagination": {"next": next, "count": 1}, "results": results, "autocomplete": {}})
}

async fn see(reaction: Reaction, spec: &Spec) -> Result<Seen, dezky_domain::provision::Trouble> {
    let replay = Replay::always(reaction).await;
    let engine = engine_at(&replay.url(), http::Options::default());
    let (owner, secret) = (acme(), super::SECRET.into());
    engine.observe(&wanted(&owner, spec, Standing::Present, &secret)).await
}

#[tokio::test]
async fn too_much_and_too_deep_is_not_read() {
    let spec = group("dz-acme", GroupKind::Tenant, &[]);
    let large = json!({"results": "x".repeat(10 << 20)});
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    for reaction in [Reaction::json(200, &large), Reaction::text(200, "application/json", deep)] {
        assert_eq!(see(reaction, &spec).await.unwrap_err().kind, TroubleKind::Unexpected);
    }
    // Large within what is allowed, as a refusal: 300 characters of it are kept.
    let body = json!({"detail": "x\u{1b}[31m\u{0}".repeat(100_000)});
    let replay = Replay::always(Reaction::json(400, &body)).await;
    let call = Call::new("POST", "/api/v3/core/users/", json!({}));
    let detail = engine_at(&replay.url(), http::Options::default()).apply(&call).await.unwrap_err().detail.unwrap();
    assert!(detail.chars().count() <= 300 && !detail.chars().any(char::is_control), "{detail}");
}

#[tokio::test]
async fn a_list_without_an_end_ends() {
    let rows = json!([{"pk": "x", "name": "other", "attributes": {}}]);
    let spec = group("dz-acme", GroupKind::Tenant, &[]);
    let trouble = see(Reaction::json(200, &page(&rows, &json!(1))), &spec).await.unwrap_err();
    assert_eq!((trouble.kind, trouble.detail.as_deref()), (TroubleKind::Unexpected, Some("a list without an end")));
}

#[tokio::test]
async fn what_is_almost_right_is_refused_whole() {
    let spec = group("dz-acme", GroupKind::Tenant, &[]);
    for body in [
        json!([]),
        json!({}),
        json!({"results": []}),
        json!({"pagination": {}, "results": {}}),
        page(&json!([{"name": "dz-acme"}]), &json!(0)),
        page(&json!([{"pk": 1, "name": "dz-acme"}]), &json!(0)),
        page(&json!(["dz-acme"]), &json!(0)),
        page(&json!([]), &json!("no number")),
    ] {
        let trouble = see(Reaction::json(200, &body), &spec).await.unwrap_err();
        assert_eq!(trouble.kind, TroubleKind::Unexpected, "{body}");
    }
}

#[tokio::test]
async fn facts_and_conflicts_hold_no_control_characters() {
    let nasty = "a\u{0}\u{1b}]0;x\u{7}\u{202e}";
    let rows = json!([{"pk": "11111111-1111-4111-8111-111111111111", "name": "dz-acme", "is_superuser": null,
        "parents": [nasty], "users": null, "attributes": mark("acme", ACME, nasty)}]);
    let spec = group("dz-acme", GroupKind::Tenant, &[]);
    let Seen::There(found) = see(Reaction::json(200, &page(&rows, &json!(0.0))), &spec).await.unwrap() else {
        panic!("it is there")
    };
    assert!(found.facts.values().all(|fact| !fact.chars().any(char::is_control)), "{:?}", found.facts);
    let rows = json!([{"pk": "x", "name": "dz-acme", "attributes": {"dezky": {"slug": nasty}}}]);
    let Seen::Taken { whose } = see(Reaction::json(200, &page(&rows, &json!(0))), &spec).await.unwrap() else {
        panic!("it is taken")
    };
    assert!(!whose.chars().any(char::is_control), "{whose:?}");
}

#[tokio::test]
async fn an_id_from_an_answer_leads_to_no_other_path() {
    let rows = json!([{"pk": "../../core/users/1", "name": "dz-acme", "attributes": mark("acme", ACME, "tenant")}]);
    let replay = Replay::always(Reaction::json(200, &page(&rows, &json!(0)))).await;
    let engine = engine_at(&replay.url(), http::Options::default());
    let (owner, spec, secret) = (acme(), group("dz-acme", GroupKind::Tenant, &[]), super::SECRET.into());
    let wanted = wanted(&owner, &spec, Standing::Present, &secret);
    let plan = engine.compare(&wanted, &engine.observe(&wanted).await.unwrap()).unwrap();
    assert_eq!(plan.calls[0].path, "/api/v3/core/groups/%2E%2E%2F%2E%2E%2Fcore%2Fusers%2F1/");
    // The name of a request goes into the audit record: only what looks like one.
    let nasty = Reaction::json(200, &json!({})).heading("x-authentik-id", "<script>");
    let replay = Replay::always(nasty).await;
    let applied = engine_at(&replay.url(), http::Options::default()).apply(&plan.calls[0]).await.unwrap();
    assert_eq!(applied.request, None);
}

#[tokio::test]
async fn a_group_that_was_given_every_right_loses_it() {
    let mut attributes = mark("acme", ACME, "role");
    attributes["theirs"] = json!(1);
    let rows = json!([{"pk": "p", "name": "dz-acme-admins", "is_superuser": true, "attributes": attributes}]);
    let replay = Replay::always(Reaction::json(200, &page(&rows, &json!(0)))).await;
    let engine = engine_at(&replay.url(), http::Options::default());
    let (owner, spec, secret) = (acme(), group("dz-acme-admins", GroupKind::Role, &[]), super::SECRET.into());
    let wanted = wanted(&owner, &spec, Standing::Present, &secret);
    let plan = engine.compare(&wanted, &engine.observe(&wanted).await.unwrap()).unwrap();
    assert_eq!(super::words(&plan.differences), ["superuser: no | yes"]);
    assert_eq!(plan.calls[0].body, json!({"is_superuser": false}));
}

#[tokio::test]
async fn a_look_that_was_made_for_another_object_is_no_plan() {
    let engine = engine_at("http://127.0.0.1:1", http::Options::default());
    let (owner, secret) = (acme(), super::SECRET.into());
    for spec in [group("dz-acme", GroupKind::Tenant, &[]), super::application(), brand(), alice(&[], true)] {
        let wanted = wanted(&owner, &spec, Standing::Present, &secret);
        let seen = Seen::Missing { more: json!({"nonsense": true}) };
        assert_eq!(engine.compare(&wanted, &seen).unwrap_err().kind, TroubleKind::Unexpected, "{spec:?}");
    }
}

#[tokio::test]
async fn a_second_factor_of_a_new_kind_stops_the_act() {
    let device = json!([{"pk": "1", "type": "authentik_stages_authenticator_new.PasskeyRing"}]);
    let user = json!([{"pk": 4, "username": "alice@acme.test", "uuid": "u",
        "attributes": {"dezky": {"person_id": super::person_id(1)}}}]);
    let lines = vec![
        crate::replay::Line::asked("GET", "/api/v3/core/users/?username=alice@acme.test")
            .answers(200, page(&user, &json!(0))),
        crate::replay::Line::asked("GET", "/api/v3/authenticators/admin/all/?user=4").answers(200, device),
    ];
    let replay = Replay::of(lines, &[]).await;
    let engine = engine_at(&replay.url(), http::Options::default());
    let (owner, secret) = (acme(), super::SECRET.into());
    let spec = Spec::SecondFactor { person: super::person_id(1), email: "alice@acme.test".to_owned() };
    let trouble = engine.observe(&wanted(&owner, &spec, Standing::Present, &secret)).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Unexpected);
    assert!(trouble.detail.unwrap().contains("PasskeyRing"));
    replay.end();
}
