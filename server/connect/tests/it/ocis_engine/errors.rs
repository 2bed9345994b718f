//! Bad answers: each kind of trouble, for looks and for acts, and content that means harm.

use dezky_connect::{
    engine::{Call, Engine, Seen},
    http,
    ocis::{Auth, Ocis, Options},
};
use dezky_domain::provision::{SpaceRole, Spec, Standing, TroubleKind};
use serde_json::{Value, json};

use super::{QUICK, account, engine_at, mark, owner, share, space, there, wanted};
use crate::replay::{Line, Reaction, Replay};

fn specs() -> [Spec; 3] {
    [space(), account("Carol"), share("Carol", SpaceRole::Editor)]
}

fn error(status: u16) -> Reaction {
    Reaction::json(status, &json!({ "error": { "code": "someCode", "message": "in\u{7} words" } }))
}

/// What a look, an act and a check come to.
async fn outcomes(reaction: Reaction) -> Vec<(TroubleKind, Option<u16>, Option<String>, Option<u32>)> {
    let replay = Replay::always(reaction).await;
    let ocis = engine_at(&replay.url(), QUICK);
    let of = owner("acme");
    let mut troubles = Vec::new();
    for spec in &specs() {
        troubles.push(ocis.observe(&wanted(&of, spec, Standing::Present)).await.unwrap_err());
    }
    let create = Call::new("POST", "/graph/v1.0/users", json!({}));
    troubles.push(ocis.apply(&create).await.unwrap_err());
    troubles.push(ocis.extras(&of, &[]).await.unwrap_err());
    troubles.push(ocis.check().await.unwrap_err());
    troubles.into_iter().map(|t| (t.kind, t.status, t.detail, t.after)).collect()
}

#[tokio::test]
async fn each_status_is_its_trouble_everywhere() {
    let words = Some("in words".to_owned());
    for (status, kind) in [
        (400, TroubleKind::Rejected),
        (401, TroubleKind::Credentials),
        (403, TroubleKind::Credentials),
        (422, TroubleKind::Rejected),
        (500, TroubleKind::Server),
        (502, TroubleKind::Server),
        (302, TroubleKind::Unexpected),
    ] {
        for outcome in outcomes(error(status)).await {
            assert_eq!(outcome, (kind, Some(status), words.clone(), None));
        }
    }
    let busy = Reaction::text(429, "text/plain", "").heading("retry-after", "17");
    for outcome in outcomes(busy).await {
        assert_eq!(outcome, (TroubleKind::TooMany, Some(429), None, Some(17)));
    }
}

#[tokio::test]
async fn no_answer_is_told_from_a_late_one() {
    for (reaction, kind) in [
        (Reaction::Hang, TroubleKind::Timeout),
        (Reaction::Cut, TroubleKind::Unreachable),
        (Reaction::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".to_vec()), TroubleKind::Unreachable),
        (Reaction::Raw(b"SSH-2.0-OpenSSH\r\n".to_vec()), TroubleKind::Unreachable),
    ] {
        for outcome in outcomes(reaction.clone()).await {
            assert_eq!(outcome, (kind, None, None, None), "{reaction:?}");
        }
    }
    let nobody = engine_at("http://127.0.0.1:1", QUICK).check().await.unwrap_err();
    assert_eq!(nobody.kind, TroubleKind::Unreachable);
    let nonsense = engine_at("no address", QUICK).check().await.unwrap_err();
    assert_eq!(nonsense.kind, TroubleKind::Unexpected);
}

#[tokio::test]
async fn what_cant_be_read_is_unexpected() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for reaction in [
        Reaction::text(200, "text/html", "<html>Sign in</html>"),
        Reaction::text(200, "application/json", ""),
        Reaction::text(200, "application/json", "{\"value\":"),
        Reaction::text(200, "application/json", deep.clone()),
        Reaction::text(200, "application/json", format!("{{\"value\":[{{\"id\":{deep}}}]}}")),
        Reaction::text(200, "application/json", vec![0xff; 64]),
        Reaction::Raw(b"HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\n".to_vec()),
    ] {
        for (kind, ..) in outcomes(reaction).await {
            assert_eq!(kind, TroubleKind::Unexpected);
        }
    }
}

#[tokio::test]
async fn a_page_that_isnt_found_is_no_object_that_is_gone() {
    for reaction in [
        Reaction::text(404, "text/plain", "404 page not found\n"),
        Reaction::text(404, "text/html", "<html>Not Found</html>"),
        Reaction::json(404, &json!({ "error": { "code": "other", "message": "no route" } })),
    ] {
        let replay = Replay::always(reaction).await;
        let ocis = engine_at(&replay.url(), http::Options::default());
        let of = owner("acme");
        let spec = account("Carol");
        let trouble = ocis.observe(&wanted(&of, &spec, Standing::Gone)).await.unwrap_err();
        assert_eq!(trouble.kind, TroubleKind::Unexpected);
    }
}

#[tokio::test]
async fn ten_megabytes_are_too_much_for_anything_but_the_list_of_spaces() {
    let mut answer = json!({ "id": "a", "onPremisesSamAccountName": "carol@acme.test" });
    answer["displayName"] = "x".repeat(10 << 20).into();
    let replay = Replay::always(Reaction::json(200, &answer)).await;
    let ocis = engine_at(&replay.url(), http::Options::default());
    let (of, spec) = (owner("acme"), account("Carol"));
    let trouble = ocis.observe(&wanted(&of, &spec, Standing::Present)).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Unexpected);
}

#[tokio::test]
async fn hostile_text_is_shown_harmlessly_and_never_equals_what_is_wanted() {
    let of = owner("acme");
    let drive = |id: &str, name: &str| json!({ "value": [{ "id": id, "name": name, "driveAlias": mark(&of, "acme"), "description": "\u{1b}[2J\u{0}" }] });
    let spec = space();
    let see = |answer: Value| {
        let (of, spec) = (of.clone(), spec.clone());
        async move {
            let replay = Replay::always(Reaction::json(200, &answer)).await;
            let ocis = engine_at(&replay.url(), http::Options::default());
            ocis.observe(&wanted(&of, &spec, Standing::Cut)).await
        }
    };
    let long = format!("Acme\u{0}{}", "x".repeat(100_000));
    let found = there(see(drive("s$1", &long)).await.unwrap());
    assert!(found.facts.values().all(|text| !text.chars().any(char::is_control)));
    assert_eq!(
        (found.facts["name"].chars().count(), found.facts["description"].as_str()),
        (2000, "\u{fffd}[2J\u{fffd}")
    );
    for id in ["", "a/../../graph/v1.0/users/x", "a\r\nx-evil: 1", &"x".repeat(300)] {
        assert_eq!(see(drive(id, "Acme")).await.unwrap_err().kind, TroubleKind::Unexpected, "{id:?}");
    }
    let odd = there(see(drive("s$1?x=#y z%2f..", "Acme")).await.unwrap());
    let comparison =
        engine_at("http://localhost:1", QUICK).compare(&wanted(&of, &spec, Standing::Cut), &Seen::There(odd)).unwrap();
    assert_eq!(comparison.calls[0].path, "/graph/v1.0/drives/s%241%3Fx%3D%23y%20z%252f..");
}

#[tokio::test]
async fn a_folder_list_that_lies_is_refused() {
    let of = owner("acme");
    let spec = space();
    let list = Line::asked("GET", "/graph/v1.0/drives?$filter=driveType eq 'project'")
        .answers(200, json!({ "value": [{ "id": "s$1", "name": "Acme", "driveAlias": mark(&of, "acme") }] }));
    let body = r#"<d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/></d:prop></d:propfind>"#;
    let propfind = || Line::asked("PROPFIND", "/dav/spaces/s$1/").with(body.into());
    let see = |line: Line| {
        let (of, spec, list) = (of.clone(), spec.clone(), list.clone());
        async move {
            let replay = Replay::of(vec![list, line], &[]).await;
            let ocis = engine_at(&replay.url(), http::Options::default());
            let wanted = wanted(&of, &spec, Standing::Present);
            let seen = ocis.observe(&wanted).await?;
            replay.end();
            assert_eq!(replay.calls()[1].header("depth"), Some("1"));
            ocis.compare(&wanted, &seen)
        }
    };
    let xml = |status: u16, body: &str| {
        let mut line = propfind();
        (line.status, line.answer) = (status, body.into());
        line.heading("content-type", "application/xml; charset=utf-8")
    };
    for wrong in ["<html></html>", "", "<d:multistatus><d:response>", "{}"] {
        assert_eq!(see(xml(207, wrong)).await.unwrap_err().kind, TroubleKind::Unexpected, "{wrong}");
    }
    assert_eq!(see(xml(200, "<html>Sign in</html>")).await.unwrap_err().kind, TroubleKind::Unexpected);
    assert_eq!(see(xml(404, "")).await.unwrap_err().kind, TroubleKind::NotYet);

    // Entries of elsewhere aren't this space's; a file is no folder.
    let entry = |href: &str, kind: &str| {
        format!(
            "<d:response><d:href>{href}</d:href><d:propstat><d:prop><d:resourcetype>{kind}</d:resourcetype></d:prop>\
            </d:propstat></d:response>"
        )
    };
    let folder = "<d:collection/>";
    let entries = [
        entry("/dav/spaces/s$1/", folder),
        entry("/dav/spaces/other/Projekte/", folder),
        entry("https://else.example/dav/spaces/s%241/Vertr%c3%a4ge%20&amp;%20Angebote", ""),
    ];
    let comparison =
        see(xml(207, &format!("<d:multistatus xmlns:d=\"DAV:\">{}</d:multistatus>", entries.concat()))).await;
    let made: Vec<_> = comparison.unwrap().calls.into_iter().filter(|call| call.verb == "MKCOL").collect();
    assert_eq!(super::verbs(&made), ["MKCOL /dav/spaces/s$1/Projekte", "MKCOL /dav/spaces/s$1/Projekte/2026"]);
}

#[tokio::test]
async fn a_file_in_a_folders_place_is_a_conflict_when_nothing_else_is_to_do() {
    let of = owner("acme");
    let spec = space();
    let Spec::Space { name, description, .. } = &spec else { unreachable!() };
    let facts = [("name", name.as_str()), ("description", description), ("quota", "5368709120"), ("state", "enabled")];
    let facts = facts.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let more = json!({ "missing": [], "blocked": ["Projekte"] });
    let seen = Seen::There(dezky_connect::engine::Found { external: "s$1".to_owned(), facts, more });
    let ocis = engine_at("http://localhost:1", QUICK);
    let conflict = ocis.compare(&wanted(&of, &spec, Standing::Present), &seen).unwrap_err();
    let words = "a file has the name of the folder Projekte";
    assert_eq!((conflict.kind, conflict.detail.as_deref()), (TroubleKind::Conflict, Some(words)));
}

#[tokio::test]
async fn acts_know_what_is_done_already() {
    let cases = [
        ("DELETE", "/graph/v1.0/users/x", 404, None),
        ("MKCOL", "/dav/spaces/s$1/A", 405, None),
        ("MKCOL", "/dav/spaces/s$1/A/B", 409, Some(TroubleKind::NotYet)),
        ("POST", "/graph/v1.0/users", 409, Some(TroubleKind::NotYet)),
        ("PATCH", "/graph/v1.0/users/x", 404, Some(TroubleKind::NotYet)),
        ("PATCH", "/graph/v1.0/users/x", 409, Some(TroubleKind::Rejected)),
    ];
    for (verb, path, status, trouble) in cases {
        let replay = Replay::always(error(status).heading("x-request-id", "vm/1-000001")).await;
        let ocis = engine_at(&replay.url(), http::Options::default());
        let outcome = ocis.apply(&Call::new(verb, path, Value::Null)).await;
        match trouble {
            None => assert_eq!(outcome.unwrap().request.as_deref(), Some("vm/1-000001"), "{verb} {status}"),
            Some(kind) => assert_eq!(outcome.unwrap_err().kind, kind, "{verb} {status}"),
        }
    }
    let replay = Replay::always(Reaction::text(200, "text/html", "<html>Sign in</html>")).await;
    let ocis = engine_at(&replay.url(), http::Options::default());
    let outcome = ocis.apply(&Call::new("DELETE", "/graph/v1.0/users/x", Value::Null)).await;
    assert_eq!(outcome.unwrap_err().kind, TroubleKind::Unexpected, "a proxy's page is no deletion");
}

#[tokio::test]
async fn what_is_no_object_of_ocis_is_refused() {
    let ocis = engine_at("http://localhost:1", QUICK);
    let (of, spec) = (owner("acme"), Spec::Route { hosts: Vec::new() });
    let wanted = wanted(&of, &spec, Standing::Present);
    assert_eq!(ocis.observe(&wanted).await.unwrap_err().kind, TroubleKind::Unexpected);
    let seen = Seen::Missing { more: Value::Null };
    assert_eq!(ocis.compare(&wanted, &seen).unwrap_err().kind, TroubleKind::Unexpected);
}

#[tokio::test]
async fn credentials_are_sent_and_never_shown() {
    let replay = Replay::always(error(401)).await;
    let options = Options { url: format!("{}/", replay.url()), auth: Auth::Bearer("s3cret-bearer".into()) };
    let ocis = Ocis::new(http::client(QUICK), options.clone());
    let of = owner("acme");
    let trouble = ocis.observe(&wanted(&of, &account("Carol"), Standing::Present)).await.unwrap_err();
    assert_eq!(replay.calls()[0].header("authorization"), Some("Bearer s3cret-bearer"));
    assert_eq!(replay.calls()[0].path, "/graph/v1.0/users/carol%40acme.test");
    assert!(replay.calls()[0].header("user-agent").unwrap().starts_with("dezky/"));
    for shown in [format!("{ocis:?}"), format!("{options:?}"), format!("{trouble:?}")] {
        assert!(!shown.contains("s3cret"), "{shown}");
    }
    let token = Auth::AppToken { user: "dezky".to_owned(), token: "s3cret-token".into() };
    assert!(!format!("{token:?}").contains("s3cret"));
}
