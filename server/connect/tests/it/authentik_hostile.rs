//! Events that want to do harm, that are made by hand, that nobody knows, and those that only a licence or a newer
//! version writes.

use dezky_connect::parse::authentik::{AuthentikEvent, Nudge, headline, nudge, parse};
use dezky_domain::{
    audit::{ActorKind, Class, Outcome},
    source::Unreadable,
};
use serde_json::{Value, json};

const PK: &str = "152ed05b-de64-4b3e-863d-2cef203810ce";
const ID: &str = "1c0b9256c67149a583ee7be875c48f27";

/// An event with the fields of `more` in place of the usual ones.
fn json(more: Value) -> Value {
    let mut event = json!({
        "pk": PK, "action": "model_updated", "app": "authentik.events.middleware",
        "user": { "pk": 3, "email": "ann@acme.test", "username": "ann" },
        "context": { "model": { "pk": ID, "app": "authentik_core", "name": "acme", "model_name": "group" } },
        "client_ip": "192.0.2.7", "created": "2026-11-24T05:16:58.148802Z", "brand": {},
    });
    event.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    event
}

fn event(more: Value) -> AuthentikEvent {
    parse(json(more).to_string().as_bytes()).unwrap()
}

fn refused(more: Value) -> Unreadable {
    parse(json(more).to_string().as_bytes()).unwrap_err()
}

#[test]
fn what_cant_be_read_says_why() {
    let why = |bytes: &[u8]| parse(bytes).unwrap_err();
    assert_eq!(why(b""), Unreadable::NotJson);
    assert_eq!(why(b"<!DOCTYPE html>"), Unreadable::NotJson);
    assert_eq!(why(b"[]"), Unreadable::NotAnObject);
    assert_eq!(why(b"{}"), Unreadable::NoAction);
    assert_eq!(why(b"{\"action\":\"login\xff\"}"), Unreadable::NotUtf8);
    assert_eq!(why(format!(r#"{{"pk":"{PK}","action":"login","action":"logout"}}"#).as_bytes()), Unreadable::Refused);
    assert_eq!(why(format!(r#"{{"pk":"{PK}","action":"login","n":NaN}}"#).as_bytes()), Unreadable::NotJson);
    let deep = format!(r#"{{"pk":"{PK}","action":"login","context":{}1{}}}"#, "[".repeat(5000), "]".repeat(5000));
    assert_eq!(why(deep.as_bytes()), Unreadable::TooDeep);
    assert_eq!(refused(json!({"context": {"x": "y".repeat(1 << 20)}})), Unreadable::TooLong);
    for action in [json!(null), json!(7), json!(""), json!("\n"), json!(["login"])] {
        assert_eq!(refused(json!({"action": action})), Unreadable::NoAction, "{action}");
    }
    for pk in [json!(null), json!(7), json!(""), json!("17"), json!(format!("{{{PK}}}")), json!(PK.replace('e', "g"))] {
        assert_eq!(refused(json!({"pk": pk})), Unreadable::Refused, "{pk}");
    }
    assert_eq!(event(json!({"pk": PK.replace('-', "").to_uppercase()})).pk, PK);
}

#[test]
fn wrong_types_anywhere_are_no_more_than_unknown() {
    let wrong =
        [json!(null), json!(true), json!(-1.5), json!(1e300), json!(""), json!("x"), json!([]), json!([{}]), json!({})];
    for value in &wrong {
        for key in ["user", "context", "client_ip", "created", "brand", "app", "expires"] {
            let event = event(json!({ key: value }));
            assert_eq!((event.pk.as_str(), event.action.as_str()), (PK, "model_updated"), "{key} {value}");
        }
        for key in ["model", "http_request", "diff", "secret", "username", "to_email", "stage", "user", "path"] {
            for action in ["model_created", "login_failed", "email_sent", "user_write", "secret_view", "brand_new"] {
                event(json!({"action": action, "context": { key: value }}));
            }
        }
        for key in ["args", "path", "method", "request_id", "user_agent"] {
            let event = event(json!({"context": {"http_request": { key: value }}}));
            assert_eq!((event.request, event.method), (None, None), "{key} {value}");
        }
        for key in ["pk", "name", "model_name", "app"] {
            event(json!({"context": {"model": { key: value }}}));
            event(json!({"user": { key: value, "on_behalf_of": value, "authenticated_as": { key: value } }}));
        }
    }
}

#[test]
fn times_and_addresses_are_taken_only_if_they_are_some() {
    for created in ["", "NaN", "yesterday", "2026-02-30T00:00:00Z", "2026-11-24", "99999-01-01T00:00:00Z", "1795493230"]
    {
        assert_eq!(event(json!({"created": created})).occurred, None, "{created}");
    }
    let shifted = event(json!({"created": "2026-11-24T06:16:58.148802+01:00"})).occurred.unwrap();
    assert_eq!(shifted.timestamp_micros(), 1_795_497_418_148_802);
    for (ip, read) in [
        ("255.255.255.255", None),
        ("2001:DB8::1", Some("2001:db8::1")),
        ("192.0.2.7, 10.0.0.1", None),
        ("localhost", None),
    ] {
        assert_eq!(event(json!({"client_ip": ip})).ip.as_deref(), read, "{ip}");
    }
}

#[test]
fn an_id_is_the_same_however_it_is_written() {
    let target = |pk: Value| event(json!({"context": {"model": {"pk": pk, "model_name": "oauth2provider"}}})).target;
    assert_eq!(target(json!(7)).id.as_deref(), Some("7"));
    assert_eq!(target(json!("7")).id.as_deref(), Some("7"));
    assert_eq!(target(json!("1C0B9256-C671-49A5-83EE-7BE875C48F27")).id.as_deref(), Some(ID));
    assert_eq!(target(json!(ID)).kind, "provider");
    assert_eq!(target(json!(1.5)), dezky_domain::audit::Target::default());
}

#[test]
fn unknown_actions_and_models_are_kept() {
    let new = event(json!({"action": "quantum_leap"}));
    assert_eq!((new.class, new.outcome, new.target.kind.as_str()), (Class::Unknown, Outcome::Done, "group"));
    let custom = event(json!({"action": "custom_door_opened"}));
    assert_eq!(custom.class, Class::Noise);
    let model = event(json!({"context": {"model": {"pk": 1, "name": "x", "model_name": "Teapot"}}}));
    assert_eq!(
        (model.class, model.target.kind.as_str(), model.words["model"].as_str()),
        (Class::Mutation, "teapot", "teapot")
    );
    let long = event(json!({"action": "x".repeat(500)}));
    assert_eq!(long.action.len(), 64);
    let denied = event(json!({"action": "access_request_denied"}));
    assert_eq!((denied.class, denied.outcome), (Class::Mutation, Outcome::Refused));
}

#[test]
fn names_cannot_forge_a_line_or_look_like_others() {
    let name = "a\n{\"action\":\"login\"}\u{0}\u{1b}[31m\u{202e}gpj";
    let forged = event(json!({"context": {"model": {"pk": ID, "name": name, "model_name": "group"}},
        "user": {"pk": 3, "username": name}}));
    let clean = "a{\"action\":\"login\"}\u{fffd}[31mgpj";
    assert_eq!((forged.target.name.as_deref(), forged.actor_name.as_deref()), (Some(clean), Some(clean)));
    assert!(!forged.raw.contains('\0') && !forged.raw.contains("\\u0000") && !forged.raw.contains('\n'));
    let path =
        event(json!({"context": {"http_request": {"path": "/api/v3/core/users/4/\r\nX: y?flow_token=abcdef#x"}}}));
    assert_eq!(path.path.as_deref(), Some("/api/v3/core/users/4/X: y"));
    assert_eq!(path.words.get("call"), None);
}

#[test]
fn secrets_are_gone_wherever_they_stand() {
    let sent = event(json!({"action": "email_sent", "context": {
        "subject": "Reset your password", "to_email": ["bo@acme.test"],
        "body": "Go to https://id.example/if/flow/r/?flow_token=t0psecret",
        "message": "see https://id.example/if/flow/r/?x=1&flow_token=t0psecret now",
    }}));
    assert_eq!(sent.words["recipient"], "bo@acme.test");
    assert_eq!(sent.words["message"], "see https://id.example/if/flow/r/?x=1&flow_token=*** now");
    assert_eq!(
        (sent.place.domains[0].as_str(), sent.target.name.as_deref()),
        ("acme.test", Some("Reset your password"))
    );

    let written = event(json!({"action": "user_write", "context": {
        "username": "bo", "password": "hunter22", "password_repeat": "hunter22", "nested": {"client_secret": ["s3same"]},
        "path": "tenants/acme", "note": "hunter22!"
    }}));
    assert_eq!(
        (written.words["features"].as_str(), written.place.path.as_deref()),
        ("username,path", Some("tenants/acme"))
    );

    let invited = event(json!({"action": "model_created", "context": {
        "model": {"pk": ID, "app": "authentik_stages_invitation", "name": "acme-1", "model_name": "invitation"},
        "http_request": {"path": "/api/v3/stages/invitation/invitations/1c0b9256-c671-49a5-83ee-7be875c48f27/"}
    }}));
    assert_eq!((invited.target.id.as_deref(), invited.target.name.as_deref()), (None, Some("acme-1")));
    let used = event(json!({"action": "invitation_used", "context": {"invitation_uuid": ID}}));

    let disguised = event(json!({"action": "secret_view", "context": {
        "secret": {"pk": ID, "app": "authentik_core", "name": "api", "model_name": "token"},
        "token": {"pk": ID, "app": "authentik_core", "model_name": "token", "key": "t0psecret"},
    }}));
    assert_eq!(disguised.target.name.as_deref(), Some("api"));
    for event in [sent, written, disguised] {
        let all = format!("{event:?}");
        assert!(!["t0psecret", "hunter22", "s3same"].iter().any(|secret| all.contains(secret)), "{all}");
    }
    for event in [invited, used] {
        assert!(!format!("{event:?}").replace('-', "").contains(ID), "{event:?}");
    }
}

#[test]
fn who_calls_the_pk_a_secret_hides_nothing() {
    let hidden = event(json!({"context": {"token": [PK, "model_updated", "2026-11-24T05:16:58.148802Z"]}}));
    assert_eq!((hidden.pk.as_str(), hidden.action.as_str()), (PK, "model_updated"));
    assert!(hidden.occurred.is_some() && !hidden.raw.contains(PK));
}

#[test]
fn who_really_acted_is_told_apart() {
    let bo = json!({"pk": 5, "username": "bo", "email": "bo@acme.test"});
    let ann = json!({"pk": 3, "username": "ann", "email": "ann@ops.test"});
    let with = |user: &Value, key: &str, other: &Value| {
        let mut user = user.clone();
        user[key] = other.clone();
        user
    };
    let who = |event: &AuthentikEvent| {
        (event.actor_name.clone(), event.on_behalf.clone().and_then(|party| party.name), event.target.name.clone())
    };
    let names = |actor: &str, other: &str, target: &str| {
        let some = |name: &str| (!name.is_empty()).then(|| name.to_owned());
        (some(actor), some(other), some(target))
    };
    let as_bo = with(&ann, "on_behalf_of", &bo);
    assert_eq!(who(&event(json!({"user": as_bo}))), names("ann", "bo", "acme"));
    let started = event(json!({"user": as_bo, "action": "impersonation_started", "context": {"reason": "a call"}}));
    assert_eq!(who(&started), names("ann", "bo", "bo"));
    assert_eq!((started.target.id.as_deref(), started.words["message"].as_str()), (Some("5"), "a call"));
    assert_eq!(started.place.domains, ["acme.test"]);

    let flow = json!({"http_request": {"path": "/api/v3/flows/executor/x/", "method": "POST"}});
    let signed_in = with(&bo, "authenticated_as", &ann);
    let set = event(json!({"user": signed_in, "action": "password_set", "context": flow}));
    assert_eq!(who(&set), names("ann", "bo", "bo"));
    let own = event(json!({"user": bo, "action": "password_set", "context": flow}));
    assert_eq!(who(&own), names("bo", "", "bo"));
    let anonymous = with(&bo, "authenticated_as", &json!({"pk": null, "username": "", "is_anonymous": true}));
    assert_eq!(who(&event(json!({"user": anonymous, "action": "user_write", "context": {}}))), names("bo", "", "bo"));

    let tried = event(json!({"user": ann, "action": "login_failed", "context": {"username": "bo"}}));
    assert_eq!(who(&tried), names("", "", "bo"));
    assert_eq!((tried.target.id, tried.place.objects), (None, vec![]));
    let nobody = event(json!({"user": {}, "action": "login_failed", "context": {"username": "eve@acme.test"}}));
    assert_eq!((nobody.actor_kind, nobody.place.domains), (ActorKind::Unknown, vec!["acme.test".to_owned()]));
    let outpost = event(json!({"user": {"pk": 9, "username": "ak-outpost-7f"}}));
    assert_eq!(outpost.actor_kind, ActorKind::Service);
}

#[test]
fn a_licence_says_what_changed() {
    let changed = event(json!({"context": {
        "model": {"pk": 5, "name": "Bo", "app": "authentik_core", "model_name": "user"},
        "diff": {
            "name": {"previous_value": "Bo", "new_value": "Bob"},
            "is_active": {"previous_value": true, "new_value": false},
            "email": {"previous_value": null, "new_value": "bo@acme.test"},
            "groups": {"related": {"add": [ID]}},
            "password": {"previous_value": "old-hash", "new_value": "new-hash"},
            "key": {"previous_value": "k-old", "new_value": "k-new"},
            "odd": 7, "\n": {"new_value": 1}
        }
    }}));
    let all: Vec<_> =
        changed.changes.iter().map(|c| (c.field.as_str(), c.before.as_deref(), c.after.as_deref())).collect();
    assert_eq!(
        all,
        [
            ("email", None, Some("bo@acme.test")),
            ("groups", None, Some("[\"1c0b9256c67149a583ee7be875c48f27\"]")),
            ("is_active", Some("true"), Some("false")),
            ("key", None, None),
            ("name", Some("Bo"), Some("Bob")),
            ("odd", None, None),
            ("password", Some("***"), Some("***")),
        ]
    );
    assert_eq!(changed.words["features"], "email,groups,is_active,key,name,odd,password");
    let wide: serde_json::Map<_, _> = (0..500).map(|n| (format!("f{n}"), json!({"new_value": n}))).collect();
    assert_eq!(event(json!({"context": {"diff": wide}})).changes.len(), 32);
}

#[test]
fn equals_are_headed_by_the_earliest_and_none_by_none() {
    assert_eq!(headline([]), None);
    let late = event(json!({}));
    let early = event(json!({"created": "2026-11-24T05:16:58Z"}));
    assert_eq!(headline([&late, &early]).unwrap().occurred, early.occurred);
    assert_eq!(headline([&early, &late]).unwrap().occurred, early.occurred);
}

#[test]
fn any_body_is_a_nudge_or_foreign() {
    let mapped = json(json!({})).to_string();
    assert_eq!(nudge(mapped.as_bytes()), Nudge::Event { pk: PK.to_owned() });
    assert_eq!(nudge(br#"{"body":"login: {}","severity":"notice"}"#), Nudge::Something);
    for body in
        ["", "x", "{}", "[]", "null", r#"{"pk":7,"action":"login"}"#, r#"{"pk":"x","pk":"y"}"#, r#"{"body":"x"}"#]
    {
        assert_eq!(nudge(body.as_bytes()), Nudge::Foreign, "{body}");
    }
    assert_eq!(nudge(&vec![b' '; 2 << 20]), Nudge::Foreign);
}

#[test]
fn no_bytes_make_it_panic() {
    let lines: Vec<&str> = include_str!("../fixtures/authentik/events-more.jsonl").lines().collect();
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    for turn in 0..8_000 {
        let mut bytes = lines[turn % lines.len()].as_bytes().to_vec();
        for _ in 0..3 {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            let at = (seed >> 8) as usize % bytes.len();
            match seed % 4 {
                0 => bytes[at] = (seed >> 40) as u8,
                1 => bytes.truncate(at.max(1)),
                2 => bytes.insert(at, b"\"\\{}:,\0'"[(seed >> 50) as usize % 8]),
                _ => drop(bytes.remove(at)),
            }
            if bytes.is_empty() {
                bytes.push(b'{');
            }
        }
        let _ = parse(&bytes);
        let _ = nudge(&bytes);
    }
}
