//! Every way in which Authentik can fail, from the sandbox's faults and from a server that answers anything.

use dezky_connect::{
    engine::{Call, Engine as _, Seen},
    http,
};
use dezky_domain::provision::{Spec, Standing, TroubleKind};
use dezky_sandbox::engine::{Fault, Kind, System};
use serde_json::{Value, json};

use super::{PLATFORM, QUICK, World, acme, alice, application, brand, engine_at, ground, mapping, umbrella, wanted};
use crate::replay::{Reaction, Replay};

fn group() -> Spec {
    ground("acme").remove(0)
}

#[tokio::test]
async fn each_answer_means_what_it_says() {
    let html = |status| Reaction::text(status, "text/html", "<h1>Not Found</h1>");
    let json = |status, body: Value| Reaction::json(status, &body);
    let cases = [
        (json(401, json!({"detail": "x"})), TroubleKind::Credentials, Some(401), None),
        (json(403, json!({"detail": "Token invalid/expired"})), TroubleKind::Credentials, Some(403), None),
        (json(429, json!({"detail": "Slow."})).heading("retry-after", "17"), TroubleKind::TooMany, Some(429), Some(17)),
        (json(429, Value::Null), TroubleKind::TooMany, Some(429), None),
        (json(500, json!({"detail": "x"})), TroubleKind::Server, Some(500), None),
        (html(502), TroubleKind::Server, Some(502), None),
        (
            json(400, json!({"path": ["No leading or trailing slashes allowed."]})),
            TroubleKind::Rejected,
            Some(400),
            None,
        ),
        (json(409, json!({"detail": "x"})), TroubleKind::Rejected, Some(409), None),
        (html(404), TroubleKind::Unexpected, Some(404), None),
        (html(400), TroubleKind::Unexpected, Some(400), None),
        (html(200), TroubleKind::Unexpected, Some(200), None),
        (json(200, Value::Null), TroubleKind::Unexpected, Some(200), None),
        (json(302, json!({})).heading("location", "http://127.0.0.1:1/"), TroubleKind::Unexpected, Some(302), None),
        (Reaction::Cut, TroubleKind::Unreachable, None, None),
        (Reaction::Raw(b"SSH-2.0-OpenSSH_9.6\r\n".to_vec()), TroubleKind::Unreachable, None, None),
        (Reaction::Hang, TroubleKind::Timeout, None, None),
    ];
    for (reaction, kind, status, after) in cases {
        let name = format!("{reaction:?}");
        let replay = Replay::always(reaction).await;
        let engine = engine_at(&replay.url(), QUICK);
        let call = Call::new("POST", "/api/v3/core/users/", json!({"username": "a", "name": "b"}));
        let trouble = engine.apply(&call).await.unwrap_err();
        assert_eq!((trouble.kind, trouble.status, trouble.after), (kind, status, after), "{name}");
        let (owner, spec, secret) = (acme(), group(), super::SECRET.into());
        let seen = engine.observe(&wanted(&owner, &spec, Standing::Present, &secret)).await;
        assert_eq!(seen.unwrap_err().kind, kind, "{name}");
        assert_eq!(engine.check().await.unwrap_err().kind, kind, "{name}");
    }
}

#[tokio::test]
async fn a_refusal_is_told_in_the_engines_words() {
    let body = json!({"path": ["No leading or trailing slashes allowed."], "email": ["Enter a valid email address."]});
    let replay = Replay::always(Reaction::json(400, &body)).await;
    let call = Call::new("POST", "/api/v3/core/users/", json!({"username": "a", "name": "b"}));
    let trouble = engine_at(&replay.url(), QUICK).apply(&call).await.unwrap_err();
    let says = "email: Enter a valid email address.; path: No leading or trailing slashes allowed.";
    assert_eq!(trouble.detail.as_deref(), Some(says));
}

#[tokio::test]
async fn what_is_gone_already_counts_as_deleted_if_authentik_says_so() {
    let call = Call::new("DELETE", "/api/v3/core/users/5/", Value::Null).destroying();
    let gone = Reaction::json(404, &json!({"detail": "No User matches the given query."}));
    let replay = Replay::always(gone.heading("x-authentik-id", "2fe1b4d325eb405393aa5486393c791d")).await;
    let applied = engine_at(&replay.url(), QUICK).apply(&call).await.unwrap();
    assert_eq!(applied.request.as_deref(), Some("2fe1b4d325eb405393aa5486393c791d"));
    let proxy = Replay::always(Reaction::text(404, "text/html", "<h1>404</h1>")).await;
    let trouble = engine_at(&proxy.url(), QUICK).apply(&call).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Unexpected, "a proxy's word isn't Authentik's");
}

#[tokio::test]
async fn done_with_200_and_not_applied_is_a_refusal() {
    let logs = json!({"applied": false, "logs": [{"event": "Group not found", "log_level": "warning"}]});
    let replay = Replay::always(Reaction::json(200, &logs)).await;
    let call = Call::new("PUT", "/api/v3/core/transactional/applications/", json!({}));
    let trouble = engine_at(&replay.url(), QUICK).apply(&call).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Rejected);
    assert!(trouble.detail.unwrap().contains("Group not found"));
}

#[tokio::test]
async fn wrong_credentials_are_credentials() {
    let world = World::fresh().await;
    let mut options = dezky_connect::authentik::Options {
        url: world.sandbox.base_url(),
        token: "wrong".into(),
        authorization_flow: String::new(),
        invalidation_flow: String::new(),
        recovery_flow: String::new(),
    };
    assert!(!format!("{options:?}").contains("wrong"));
    options.url.push('/');
    let engine = dezky_connect::authentik::Authentik::new(http::client(QUICK), options);
    assert!(!format!("{engine:?}").contains("wrong"));
    let trouble = engine.check().await.unwrap_err();
    assert_eq!((trouble.kind, trouble.status), (TroubleKind::Credentials, Some(403)));
    assert_eq!(trouble.detail.as_deref(), Some("Token invalid/expired"));
}

/// Every kind of object, made while each creating call's answer is lost.
#[tokio::test]
async fn what_was_done_without_an_answer_is_found_and_not_done_again() {
    for kind in [Kind::DoneThenCut, Kind::DoneThenHang] {
        let mut world = World::new().await;
        world.engine = engine_at(&world.sandbox.base_url(), QUICK);
        let person = alice(&["dz-acme-members"], true);
        for spec in [application(), brand(), person] {
            let plan = world.plan(&acme(), &spec, Standing::Present).await.unwrap();
            let fault = Fault { times: Some(1), system: Some(System::Authentik), ..Fault::always(kind) };
            world.sandbox.provider().engines.faults.set([fault]);
            let trouble = world.engine.apply(&plan.calls[0]).await.unwrap_err();
            assert!(trouble.kind.retry(), "{trouble:?}");
            assert_eq!(world.bring(&acme(), &spec, Standing::Present).await, [], "{spec:?}");
        }
        for kind in ["application dz-acme", "user alice@acme.test", "brand work.acme.test"] {
            assert_eq!(world.made(&format!("authentik {kind}")), 1, "{kind}");
        }
        assert_eq!(world.made("authentik binding"), 1);
    }
}

/// What was read is from before the last change: it is refused as existing, and looked at again.
#[tokio::test]
async fn a_stale_read_makes_nothing_twice() {
    let world = World::new().await;
    for (owner, spec) in [(PLATFORM, umbrella()), (PLATFORM, mapping()), (acme(), application()), (acme(), brand())] {
        world.bring(&owner, &spec, Standing::Present).await;
        world.bring(&owner, &spec, Standing::Gone).await;
        world.bring(&owner, &spec, Standing::Present).await;
        let before = world.sandbox.provider().journal.entries(Some("created"), 0).len();
        world
            .sandbox
            .provider()
            .engines
            .faults
            .set([Fault { system: Some(System::Authentik), ..Fault::always(Kind::Stale) }]);
        let plan = world.plan(&owner, &spec, Standing::Present).await;
        if let Ok(plan) = plan {
            for call in &plan.calls {
                let trouble = world.engine.apply(call).await.unwrap_err();
                assert_eq!(trouble.kind, TroubleKind::NotYet, "{call:?}");
            }
        }
        world.sandbox.provider().engines.faults.clear();
        assert_eq!(world.bring(&owner, &spec, Standing::Present).await, []);
        assert_eq!(world.sandbox.provider().journal.entries(Some("created"), 0).len(), before);
        if owner == PLATFORM {
            // The others of the list need what this one is about.
            continue;
        }
        world.bring(&owner, &spec, Standing::Gone).await;
    }
}

#[tokio::test]
async fn other_engines_objects_are_none_of_ours() {
    let replay = Replay::always(Reaction::Cut).await;
    let engine = engine_at(&replay.url(), QUICK);
    let (owner, secret) = (acme(), super::SECRET.into());
    let spec = Spec::Domain { name: "acme.test".to_owned(), description: String::new() };
    let wanted = wanted(&owner, &spec, Standing::Present, &secret);
    assert_eq!(engine.observe(&wanted).await.unwrap_err().kind, TroubleKind::Unexpected);
    let seen = Seen::Missing { more: Value::Null };
    assert_eq!(engine.compare(&wanted, &seen).unwrap_err().kind, TroubleKind::Unexpected);
    assert_eq!(replay.calls().len(), 0);
}
