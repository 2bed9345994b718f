//! Events of a real Authentik 2026.2.2, from its API and from its webhook, read and folded.

use std::{collections::BTreeMap, fmt::Write as _};

use dezky_connect::parse::authentik::{AuthentikEvent, Nudge, Thing, headline, nudge, parse};
use dezky_domain::audit::{ActorKind, Class, Outcome};

/// The newest hundred after provisioning and removal, as one page was listed.
const PAGE: &str = include_str!("../fixtures/authentik/events.jsonl");
/// Others of the same recordings, and of the story of one person in all three engines.
const MORE: &str = include_str!("../fixtures/authentik/events-more.jsonl");
/// What came by the webhook, with the path it came to.
const WEBHOOK: &str = include_str!("../fixtures/authentik/webhook.jsonl");

fn read(lines: &str) -> Vec<AuthentikEvent> {
    lines.lines().map(|line| parse(line.as_bytes()).unwrap()).collect()
}

fn one(pk: &str) -> AuthentikEvent {
    let all = PAGE.lines().chain(MORE.lines());
    parse(all.into_iter().find(|line| line.contains(pk)).unwrap().as_bytes()).unwrap()
}

fn things(all: &[Thing]) -> String {
    all.iter().map(|thing| format!("{}={}", thing.kind, thing.id)).collect::<Vec<_>>().join(" ")
}

/// Everything that is told of an event, on a line that a person can review.
fn told(event: &AuthentikEvent) -> String {
    let some = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".to_owned());
    let mut line = format!(
        "{} {} {} | {} | {} {} {} |",
        event.action,
        event.class.word(),
        event.telling,
        event.actor_name.clone().unwrap_or_else(|| format!("({})", event.actor_kind.word())),
        event.target.kind,
        some(&event.target.id),
        some(&event.target.name),
    );
    for (word, value) in &event.words {
        let _ = write!(line, " {word}={value}");
    }
    let _ = write!(line, " | {} {}", some(&event.method), some(&event.path));
    let place = &event.place;
    let _ = write!(line, " | {} | {} | {}", things(&place.objects), things(&place.names), place.domains.join(" "));
    line.trim_end().to_owned()
}

#[test]
fn every_real_event_is_read_to_the_same_words() {
    let all: Vec<String> = read(PAGE).iter().chain(&read(MORE)).map(told).collect();
    assert_eq!(all.len(), 135);
    let expected = include_str!("../fixtures/authentik/events.told");
    for (told, expected) in all.iter().zip(expected.lines()) {
        assert_eq!(told, expected);
    }
    assert_eq!(expected.lines().count(), all.len());
}

#[test]
fn nothing_that_opens_a_door_is_left() {
    for event in read(PAGE).iter().chain(&read(MORE)) {
        let all = format!("{event:?}");
        for secret in ["st-", "n-Hz2a4dCn", "code_challenge\":\"4", "redirect_uri=", "374a9e97", "eyJhbGci"] {
            assert!(!all.contains(secret), "{secret} in {all}");
        }
        assert!(event.path.as_deref().is_none_or(|path| !path.contains('?')), "{all}");
    }
    let login = one("e59dbbc3-2de3-4031-9958-79e690835853");
    let args = r#""args":{"next":"***","nonce":"***","scope":"***","state":"***","client_id":"acme-portal","redirect_uri":"***""#;
    assert!(login.raw.contains(args), "{}", login.raw);
    let viewed = one("74a2bad8-6d30-4c11-b2ed-3e7aaf12e651");
    assert!(viewed.raw.contains("dezky-provisioner-api"), "which secret it was stays: {}", viewed.raw);
}

#[test]
fn a_call_of_the_api_is_one_entry_with_the_headline_of_what_was_called() {
    let mut requests: BTreeMap<String, Vec<AuthentikEvent>> = BTreeMap::new();
    let mut alone = 0;
    for event in read(PAGE) {
        match event.request.clone() {
            Some(request) => requests.entry(request).or_default().push(event),
            None => alone += 1,
        }
    }
    assert_eq!((requests.len(), alone), (56, 3));
    let folded = |request: &str| {
        let events = &requests[request];
        let headline = headline(events).unwrap();
        (events.len(), format!("{} {}", headline.action, headline.target.name.clone().unwrap_or_default()))
    };
    let expect = |request: &str, count: usize, said: &str| assert_eq!(folded(request), (count, said.to_owned()));
    expect("c7bbf0ce333843389518b780a7363ecd", 6, "model_deleted acme");
    expect("b390d65a301c42088ce94f4e694bed33", 3, "model_created Acme Files");
    expect("9bf18063e78c4e3e9e3e5fc444d72b45", 3, "model_created dezky-provisioner");
    expect("9ffa1bf1a039400a888234111c61b3fa", 2, "model_deleted Alice Acme");
    expect("67cc97a2b9c54b74b3d50d6668f4a022", 2, "model_deleted acme-scim");
    expect("f534ea16e61c4787ac7492ca05dab6bd", 2, "model_updated dezky-provisioner");
    let grant = &requests["6e16e7f966fd41b6a2fc9a6c61fb8add"];
    let role = Thing { kind: "role".into(), id: "a248c63330504413a7fa95303132052b".into() };
    assert!(grant.len() == 30 && grant.iter().all(|event| event.telling == 5 && event.place.objects.contains(&role)));
    assert!(grant.iter().all(|event| event.class == Class::Mutation && event.target.kind == "permission"));

    // Two acts of one request, of which the second alone knows who: a password that an administrator set.
    let set: Vec<_> = ["b25a0b36-3628-4192-a475-d0058eba2c75", "40836991-3ad1-44d5-9715-d2802da3edbb"].map(one).into();
    assert_eq!(set[0].request, set[1].request);
    let first = headline(&set).unwrap();
    assert_eq!(
        (first.action.as_str(), first.actor.as_deref(), first.actor_kind),
        ("password_set", None, ActorKind::Unknown)
    );
    assert_eq!((first.target.kind.as_str(), first.target.id.as_deref()), ("user", Some("19")));
    assert_eq!(first.target.name.as_deref(), Some("carol@acme.test"));
    assert_eq!((set[1].actor.as_deref(), set[1].actor_name.as_deref()), (Some("3"), Some("akadmin")));
}

#[test]
fn a_persons_first_minutes_are_told_as_they_were() {
    let created = one("152ed05b-de64-4b3e-863d-2cef203810ce");
    assert_eq!(created.occurred.unwrap().to_rfc3339(), "2026-11-24T05:16:58.148802+00:00");
    assert_eq!(created.request.as_deref(), Some("59402f5d4b3943d6b72ff15dd5197863"));
    assert_eq!(
        (created.ip.as_deref(), created.user_agent.as_deref()),
        (Some("127.0.0.1"), Some("dezky-control-plane/1"))
    );
    assert_eq!((created.target.id.as_deref(), created.target.name.as_deref()), (Some("19"), Some("Carol Carter")));
    assert_eq!(things(&created.place.objects), "user=19");
    assert_eq!((created.place.actor.as_deref(), created.changes.len()), (Some("3"), 0));

    let login = one("95f5b485-0795-4ac4-9324-6957502eb379");
    assert_eq!((login.class, login.outcome, login.actor.as_deref()), (Class::Security, Outcome::Done, Some("19")));
    assert_eq!((login.words["method"].as_str(), login.words["client"].as_str()), ("password", "dezky-files"));
    assert_eq!(things(&login.place.objects), "user=19 brand=770e4fe9b36043c89a0ead0618819de8");
    assert_eq!(things(&login.place.names), "username=carol@acme.test client=dezky-files");
    assert_eq!(login.place.domains, ["acme.test"]);

    let opened = one("7cedf0ce-4cfd-4499-83d2-63a38bbe5a89");
    assert_eq!((opened.target.kind.as_str(), opened.class), ("application", Class::Security));
    assert_eq!(opened.words["scopes"], "email profile openid");

    let failed = one("08b85b7b-cb0c-43ec-bb7d-a737ca97a6dc");
    assert_eq!(
        (failed.class, failed.outcome, failed.actor_kind),
        (Class::Security, Outcome::Refused, ActorKind::Unknown)
    );
    assert_eq!((failed.actor, failed.target.kind.as_str(), failed.target.id.as_deref()), (None, "user", Some("19")));
    assert_eq!(failed.target.name.as_deref(), Some("carol@acme.test"));
}

#[test]
fn what_authentik_reports_of_itself_is_noise() {
    let warning = one("51cac456-ff02-4e7f-afd6-653ac667f918");
    assert_eq!((warning.class, warning.actor_kind, warning.ip), (Class::Noise, ActorKind::Service, None));
    assert!(warning.words["message"].starts_with("authentik.core.models.User.ak_groups is deprecated"));
    let custom = one("1f644aa1-9816-4584-a9f7-50a01d361550");
    assert_eq!((custom.action.as_str(), custom.class, custom.request), ("custom_", Class::Noise, None));
    let set_up = one("5a3a65c9-0799-4e72-944d-f560bb4e68a4");
    assert_eq!((set_up.action.as_str(), set_up.ip, set_up.actor), ("password_set", None, None));
    assert_eq!(set_up.target.name.as_deref(), Some("akadmin"));
    let parentage = PAGE.lines().find(|line| line.contains("Group Parentage Node from #3b03")).unwrap();
    let parentage = parse(parentage.as_bytes()).unwrap();
    assert_eq!((parentage.class, parentage.telling), (Class::Noise, 5));
    assert!(things(&parentage.place.objects).contains("group=def5b55742394610bbbec20ff3186e08"));
}

#[test]
fn every_call_of_the_webhook_is_understood() {
    let mut counted = BTreeMap::new();
    for line in WEBHOOK.lines() {
        let call: serde_json::Value = serde_json::from_str(line).unwrap();
        let (path, body) = (call["path"].as_str().unwrap(), call["body"].as_str().unwrap());
        let kind = match nudge(body.as_bytes()) {
            Nudge::Event { pk } => {
                let event = parse(body.as_bytes()).unwrap();
                assert_eq!(event.pk, pk);
                // The same event in the list says the same, though its keys come in another order.
                if let Some(listed) = read(PAGE).into_iter().find(|listed| listed.pk == pk) {
                    assert_eq!(told(&event), told(&listed));
                    assert_eq!((event.occurred, event.request), (listed.occurred, listed.request));
                }
                "event"
            }
            Nudge::Something => "something",
            Nudge::Foreign => "foreign",
        };
        *counted.entry(format!("{path} {kind}")).or_insert(0) += 1;
    }
    let counted: Vec<(&str, i32)> = counted.iter().map(|(what, count)| (what.as_str(), *count)).collect();
    assert_eq!(
        counted,
        [("/authentik-events event", 26), ("/authentik-events-default something", 2), ("/backchannel foreign", 2)]
    );
}
