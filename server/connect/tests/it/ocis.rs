//! Records of a real OCIS 7.1, and the older shape, read to events.

use std::collections::{BTreeMap, BTreeSet};

use dezky_connect::parse::ocis::{Format, Learned, OcisEvent, Parsed, parse};
use dezky_domain::{audit::Class, tenant::ObjectKind};

const REAL: &str = include_str!("../fixtures/ocis-audit.jsonl");
const TOGETHER: &str = include_str!("../fixtures/ocis-audit-together.jsonl");

fn event(line: &str) -> OcisEvent {
    match parse(line.as_bytes()) {
        Ok(Parsed::Event(event)) => *event,
        other => panic!("{other:?}: {line}"),
    }
}

fn counted(lines: &str) -> (BTreeMap<String, usize>, BTreeMap<String, usize>) {
    let (mut events, mut reads) = (BTreeMap::new(), BTreeMap::new());
    for line in lines.lines() {
        match parse(line.as_bytes()).unwrap() {
            Parsed::Read { action } => *reads.entry(action).or_default() += 1,
            Parsed::Event(event) => {
                assert_eq!((event.class, event.format), (Class::Mutation, Format::Ocis), "{line}");
                *events.entry(event.action).or_default() += 1;
            }
        }
    }
    (events, reads)
}

fn counts<const N: usize>(list: [(&str, usize); N]) -> BTreeMap<String, usize> {
    list.into_iter().map(|(action, count)| (action.to_owned(), count)).collect()
}

#[test]
fn every_real_line_is_an_event_or_a_read() {
    let (events, reads) = counted(REAL);
    assert_eq!(reads, counts([("file_read", 3), ("public_link_accessed", 5)]));
    assert_eq!(events.values().sum::<usize>() + 8, 127);
    let expected = counts([
        ("user_created", 8),
        ("user_deleted", 2),
        ("user_feature_changed", 11),
        ("group_created", 7),
        ("group_deleted", 1),
        ("group_member_added", 3),
        ("group_member_removed", 1),
        ("space_created", 12),
        ("space_updated", 3),
        ("space_renamed", 1),
        ("space_disabled", 4),
        ("space_enabled", 1),
        ("space_deleted", 3),
        ("space_shared", 7),
        ("space_unshared", 3),
        ("container_create", 5),
        ("file_create", 12),
        ("file_rename", 3),
        ("file_delete", 5),
        ("file_trash_delete", 2),
        ("file_trash_restore", 1),
        ("file_version_restore", 1),
        ("file_shared", 6),
        ("file_unshared", 3),
        ("share_accepted", 6),
        ("share_updated", 2),
        ("share_pending", 1),
        ("share_permission_updated", 2),
        ("share_name_updated", 1),
        ("share_expiration_updated", 1),
        ("share_password_updated", 1),
    ]);
    assert_eq!(events, expected);

    let (events, reads) = counted(TOGETHER);
    assert_eq!((events.values().sum::<usize>(), reads.len()), (58, 0));
}

#[test]
fn no_links_token_survives() {
    let mut secrets = BTreeSet::new();
    for line in REAL.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        secrets.extend(record["ShareToken"].as_str().filter(|token| !token.is_empty()).map(str::to_owned));
    }
    assert_eq!(secrets.len(), 4);
    for line in REAL.lines() {
        let Ok(Parsed::Event(event)) = parse(line.as_bytes()) else { continue };
        let all = format!("{event:?}");
        assert!(secrets.iter().all(|secret| !all.contains(secret)), "{all}");
    }
    let torn = REAL.lines().find(|line| line.contains("nosuchtoken123")).unwrap();
    for cut in 0..torn.len() {
        let clean = dezky_connect::parse::redact_bytes(&torn.as_bytes()[..cut]);
        assert!(!String::from_utf8_lossy(&clean).contains("nosuch"), "cut at {cut}");
    }
}

#[test]
fn what_is_kept_of_a_record_is_the_record() {
    for line in REAL.lines().chain(TOGETHER.lines()) {
        let Ok(Parsed::Event(event)) = parse(line.as_bytes()) else { continue };
        let mut original: serde_json::Value = serde_json::from_str(line).unwrap();
        if original["ShareToken"].as_str().is_some_and(|token| !token.is_empty()) {
            original["ShareToken"] = "***".into();
        }
        assert_eq!(serde_json::from_str::<serde_json::Value>(&event.raw).unwrap(), original);
        assert!(event.raw.starts_with(r#"{"RemoteAddr":"","User":""#), "the order of keys is kept: {}", event.raw);
    }
}

/// `action | actor | target | words | place`, uuids cut to their first four characters.
fn told(event: &OcisEvent) -> String {
    let uuid = regex::Regex::new("([0-9a-f]{4})[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}").unwrap();
    let short = |text: &str| uuid.replace_all(text, "$1").into_owned();
    let target =
        [event.target.id.as_deref(), event.target.name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let words = event.words.iter().filter(|(word, _)| *word != "permissions");
    let words: Vec<_> = words.map(|(word, value)| format!("{word}={value}")).collect();
    let place = &event.place;
    let parts = [
        ("space", &place.space),
        ("user", &place.user),
        ("group", &place.group),
        ("node", &place.node),
        ("link", &place.link),
        ("share", &place.share),
    ];
    let mut parts: Vec<_> =
        parts.into_iter().filter_map(|(name, id)| id.as_ref().map(|id| format!("{name}:{id}"))).collect();
    if place.personal {
        parts.push("personal".to_owned());
    }
    let target = format!("{} {target}", event.target.kind);
    short(&format!(
        "{} | {} | {} | {} | {}",
        event.action,
        event.actor.as_deref().unwrap_or("-"),
        target.trim(),
        words.join(" "),
        parts.join(" ")
    ))
}

/// The first line of each action, and each target: written down from the records and facts/ocis.md §2.
const TOLD: &str = "\
space_created | 496a | space 496a Admin | owner=496a space_name=Admin space_type=personal | space:496a user:496a personal
user_created | 496a | user c1f6 |  | user:c1f6
user_feature_changed | 496a | user c1f6 Alice A. Acme | features=displayname | user:c1f6
group_created | 496a | group 1525 |  | group:1525
group_member_added | 496a | group 1525 | member=c1f6 | user:c1f6 group:1525
group_member_removed | 496a | group 1525 | member=0946 | user:0946 group:1525
group_deleted | 496a | group d855 |  | group:d855
space_updated | 496a | space 0f22 acme | description=Acme tenant space quota=21474836480 space_name=acme | space:0f22
space_shared | 496a | space 0f22 | with=c1f6 with_kind=user | space:0f22
space_unshared | 496a | space 0f22 | with=0946 with_kind=user | space:0f22
file_shared | 496a | link VDZzeYiFcvKOuGN | access=view node=0f22 password=true | node:0f22 link:VDZzeYiFcvKOuGN
file_create | 09ee | file /hello.txt | path=/hello.txt | space:0f22
container_create | 09ee | folder /docs | path=/docs | space:0f22
file_rename | 09ee | file /hello-renamed.txt | old_path=/hello.txt path=/hello-renamed.txt | space:0f22
file_version_restore | 09ee | file 543d | key=543d.REV.2026-11-24T04:01:09.703250327Z version=2026-11-24T04:01:09.703250327Z | space:0f22 node:543d
file_delete | 09ee | file /copy.txt | path=/copy.txt | space:0f22
file_trash_restore | c1f6 | file /copy-restored.txt | path=/copy-restored.txt | space:0f22
file_trash_delete | c1f6 | file |  | space:0f22
file_shared | c1f6 | file 3f82 | node=3f82 with=09ee with_kind=user | node:3f82
share_accepted | 09ee | share 91b7 | node=3f82 owner=c1f6 with=09ee with_kind=user | space:c1f6 user:c1f6 node:3f82 share:91b7 personal
share_updated | c1f6 | share 91b7 | access=edit node=3f82 with=09ee with_kind=user | space:c1f6 user:c1f6 node:3f82 share:91b7 personal
share_pending | - | share 91b7 | node=3f82 owner=c1f6 with=09ee with_kind=user | space:c1f6 user:c1f6 node:3f82 share:91b7 personal
file_unshared | - | share 91b7 |  | space:c1f6 share:91b7
share_permission_updated | c1f6 | link cJspjJymvDLHnks | access=edit expires=2026-12-24T23:59:59Z node=3f82 password=true | node:3f82 link:cJspjJymvDLHnks
share_name_updated | c1f6 | link cJspjJymvDLHnks | access=edit expires=2026-12-24T23:59:59Z node=3f82 password=true | node:3f82 link:cJspjJymvDLHnks
share_expiration_updated | c1f6 | link cJspjJymvDLHnks | access=edit expires=2026-12-04T23:59:59Z node=3f82 password=true | node:3f82 link:cJspjJymvDLHnks
share_password_updated | c1f6 | link cJspjJymvDLHnks | access=edit expires=2026-12-04T23:59:59Z node=3f82 password=true | node:3f82 link:cJspjJymvDLHnks
file_unshared | c1f6 | link cJspjJymvDLHnks |  | link:cJspjJymvDLHnks
space_renamed | c1f6 | space 0f22 acme-renamed | new_name=acme-renamed | space:0f22
space_disabled | 496a | space 0f22 |  | space:0f22
space_enabled | 496a | space 0f22 |  | space:0f22
space_deleted | 496a | space 0f22 |  | space:0f22
user_deleted | 496a | user 0946 |  | user:0946";

#[test]
fn the_first_line_of_each_action_is_told() {
    let mut seen = BTreeSet::new();
    let events = REAL.lines().filter_map(|line| match parse(line.as_bytes()) {
        Ok(Parsed::Event(event)) => Some(*event),
        _ => None,
    });
    let first = events.filter(|event| seen.insert((event.action.clone(), event.target.kind.clone())));
    let lines: Vec<_> = first.map(|event| told(&event)).collect();
    assert_eq!(lines, TOLD.lines().collect::<Vec<_>>());
}

#[test]
fn the_actor_is_in_the_message_and_not_in_user() {
    // facts/ocis.md §1.3: bob uploads where admin and alice are managers.
    let line = REAL.lines().find(|line| line.contains("./hello.txt")).unwrap();
    let upload = event(line);
    assert_eq!(upload.actor.as_deref(), Some("09eed42e-d444-4a9c-a64b-4e6ae11382c8"));
    assert!(line.contains(r#""User":"496a6bfa"#));

    // A group took the share: nobody knows who of it.
    let group = REAL
        .lines()
        .map(str::to_owned)
        .find(|line| line.contains("share_accepted") && line.contains(r#""ShareType":"group""#));
    let group = event(&group.unwrap());
    assert_eq!((group.actor, group.words["with_kind"].as_str()), (None, "group"));
}

#[test]
fn times_are_taken_where_they_are_the_time_of_the_act() {
    let of = |action: &str| {
        let found = REAL.lines().map(|line| parse(line.as_bytes()).unwrap()).find_map(|parsed| match parsed {
            Parsed::Event(event) if event.action == action => Some(event.occurred),
            _ => None,
        });
        found.unwrap().map(|time| time.to_rfc3339())
    };
    assert_eq!(of("file_create").as_deref(), Some("2026-11-24T04:01:09+00:00"));
    assert_eq!(of("space_renamed").as_deref(), Some("2026-11-24T04:02:11+00:00"));
    for action in ["user_created", "group_member_added", "space_shared", "share_accepted", "share_pending"] {
        assert_eq!(of(action), None, "{action}");
    }
}

#[test]
fn records_teach_what_others_leave_out() {
    let all = |action: &str| -> Vec<Learned> {
        let parsed = REAL.lines().map(|line| parse(line.as_bytes()).unwrap());
        let learned = parsed.filter_map(|parsed| match parsed {
            Parsed::Event(event) if event.action == action => Some(event.learned),
            _ => None,
        });
        learned.flatten().collect()
    };
    let one = |kind, id: &str, space: Option<&str>, name: Option<&str>| Learned {
        kind,
        id: id.to_owned(),
        space: space.map(str::to_owned),
        name: name.map(str::to_owned),
    };
    let (alice, acme) = ("c1f66a35-e481-434a-b919-1e2ed2d6bd36", "0f229b2a-7a70-4a51-8e54-5daca7dca79f");
    let admin = "496a6bfa-77ef-41a7-aede-297eaa4e7d5c";
    assert_eq!(
        all("space_created")[..2],
        [one(ObjectKind::Space, admin, None, Some("Admin")), one(ObjectKind::User, admin, None, Some("Admin"))]
    );
    assert!(all("space_created").contains(&one(ObjectKind::Space, acme, None, Some("acme"))));
    assert_eq!(all("space_renamed"), [one(ObjectKind::Space, acme, None, Some("acme-renamed"))]);
    assert!(all("user_feature_changed").contains(&one(ObjectKind::User, alice, None, Some("Alice A. Acme"))));
    assert!(all("share_accepted").contains(&one(
        ObjectKind::Node,
        "3f8284d6-53ba-4f8a-b3cd-b1907ab2187e",
        Some(alice),
        None
    )));
    assert!(all("file_version_restore").contains(&one(
        ObjectKind::Node,
        "543d2fd3-4513-4591-b0fe-3dc88fc8cb5e",
        Some(acme),
        None
    )));
    assert!(all("file_shared").contains(&one(ObjectKind::Link, "cJspjJymvDLHnks", None, None)));
    assert_eq!(all("user_created"), []);
}

#[test]
fn a_users_changes_are_kept_and_no_password() {
    let changes: Vec<_> = REAL
        .lines()
        .filter_map(|line| match parse(line.as_bytes()) {
            Ok(Parsed::Event(event)) => Some(event.changes),
            _ => None,
        })
        .flatten()
        .map(|change| format!("{}: {:?} -> {:?}", change.field, change.before, change.after))
        .collect();
    assert_eq!(changes[0], r#"displayname: Some("Alice Acme") -> Some("Alice A. Acme")"#);
    assert!(changes.contains(&r#"accountEnabled: Some("true") -> Some("false")"#.to_owned()));
    assert!(changes.contains(&r#"roleChanged: Some("User") -> Some("Space Admin")"#.to_owned()));
    let passwords: Vec<_> = changes.iter().filter(|change| change.starts_with("password")).collect();
    assert_eq!(passwords, ["passwordChanged: None -> None", "password: None -> None"]);
}
