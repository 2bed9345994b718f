//! 127 lines that a real OCIS wrote, with what each of them means worked out here from the JSON alone, by the rules of
//! facts/ocis.md §2 and nothing of the parser.

use std::collections::{BTreeMap, HashMap};

use chrono::DateTime;
use dezky_domain::{
    audit::{Attribution, AuditEvent, Class},
    source::SourceState,
    tenant::ObjectKind,
};
use serde_json::Value;

use super::{Log, REAL};

const ALICE: &str = "c1f66a35-e481-434a-b919-1e2ed2d6bd36";
const BOB: &str = "09eed42e-d444-4a9c-a64b-4e6ae11382c8";
const CAROL: &str = "09464331-22b6-4a5d-a6b1-cba55b15bec6";

/// What people told. The administrator 496a6bfa… and the service account 45b9634a… belong to nobody, and the rest of the
/// spaces, people and groups nobody told of.
const TOLD: &[(&str, ObjectKind, &str)] = &[
    ("acme", ObjectKind::User, ALICE),
    ("acme", ObjectKind::User, BOB),
    ("acme", ObjectKind::User, CAROL),
    ("acme", ObjectKind::Group, "15257730-8576-4944-bbdc-9863328d669e"),
    ("acme", ObjectKind::Space, "0f229b2a-7a70-4a51-8e54-5daca7dca79f"),
    ("globex", ObjectKind::Space, "f7dbc61f-6bb4-4976-be94-30300a1553c0"),
    ("globex", ObjectKind::Space, "4badb77a-6614-4abf-b1ee-5b74e6d9bc4c"),
    ("globex", ObjectKind::User, "c913607d-72e9-4306-b15d-d32fd8cfb864"),
];

pub async fn told(log: &Log) {
    for slug in ["acme", "globex"] {
        log.world.tenant(slug).await;
    }
    for (slug, kind, id) in TOLD {
        log.tell(slug, *kind, id).await;
    }
}

/// What a line must have become.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    pub offset: usize,
    pub action: String,
    pub actor: Option<String>,
    /// An id; of a file that is known by its path only, that.
    pub target: Option<String>,
    pub tenant: Option<&'static str>,
    pub time: Option<String>,
}

pub fn expected() -> Vec<Expected> {
    let mut offset = 0;
    let records: Vec<(usize, Value)> = REAL
        .lines()
        .map(|line| {
            offset += line.len() + 1;
            (offset - line.len() - 1, serde_json::from_str(line).unwrap())
        })
        .collect();
    let mutations = || records.iter().filter(|(_, record)| !is_read(record));
    // Which space a file is in, as a share of it says, whenever that is.
    let nodes: HashMap<_, _> = mutations()
        .filter_map(|(_, record)| Some((text(record, "FileID").filter(|id| !id.contains('$'))?, space(record)?)))
        .collect();
    let mut links = HashMap::new();
    mutations()
        .map(|(offset, record)| {
            let link = link(record);
            let node = text(record, "FileID").filter(|id| !id.contains('$'));
            let placed = whose(space(record).as_ref(), node.and_then(|node| nodes.get(&node)), record)
                .or_else(|| link.as_ref().and_then(|link| links.get(link).copied()));
            // Who did it is the last thing that is asked, and isn't remembered of a link.
            if let (Some(link), Some(tenant)) = (&link, placed) {
                links.entry(link.clone()).or_insert(tenant);
            }
            let tenant = placed.or_else(|| of(ObjectKind::User, actor(record).as_ref()));
            let received = matches!(action(record).as_str(), "share_accepted" | "share_pending");
            Expected {
                offset: *offset,
                action: action(record),
                actor: actor(record),
                target: target(record, link),
                tenant,
                time: text(record, "Time").filter(|_| !received),
            }
        })
        .collect()
}

fn text(record: &Value, key: &str) -> Option<String> {
    record.get(key)?.as_str().filter(|text| !text.is_empty()).map(str::to_owned)
}

fn is_read(record: &Value) -> bool {
    matches!(record["Action"].as_str(), Some("file_read" | "public_link_accessed"))
}

fn action(record: &Value) -> String {
    let message = record["Message"].as_str().unwrap();
    let empty = if message.is_empty() { "share_pending" } else { "share_updated" };
    text(record, "Action").unwrap_or_else(|| empty.to_owned())
}

/// Only the sentence says who did it; where a whole group accepted a share, it names the group.
fn actor(record: &Value) -> Option<String> {
    if action(record) == "share_accepted" && record["ShareType"] == "group" {
        return None;
    }
    let named = record["Message"]
        .as_str()
        .unwrap()
        .strip_prefix("user '")
        .map(|rest| rest.split('\'').next().unwrap().to_owned());
    named.or_else(|| text(record, "User").filter(|_| record["ShareType"] == "link"))
}

fn space(record: &Value) -> Option<String> {
    let of_id = |id: String| Some(id.split_once('$')?.1.split('!').next()?.to_owned());
    let of_share = |id: String| id.split(':').nth(1).map(str::to_owned);
    ["SpaceID", "FileID"]
        .into_iter()
        .find_map(|key| of_id(text(record, key)?))
        .or_else(|| of_share(text(record, "ShareID")?))
}

fn link(record: &Value) -> Option<String> {
    let is_link = record["ShareType"] == "link";
    let made = record["Message"]
        .as_str()?
        .split_once("with id '")
        .map(|(_, rest)| rest.split('\'').next().unwrap().to_owned());
    text(record, "ShareID").or(made).filter(|_| is_link)
}

fn target(record: &Value, link: Option<String>) -> Option<String> {
    let action = action(record);
    let id = |key: &str| text(record, key);
    match action.split_once('_').unwrap().0 {
        "user" => id("UserID"),
        "group" => id("GroupID"),
        "space" => space(record),
        "share" => link.or_else(|| id("ShareID")?.split(':').next_back().map(str::to_owned)),
        _ if action == "file_unshared" => link.or_else(|| id("ShareID")?.split(':').next_back().map(str::to_owned)),
        _ if action == "file_shared" => link.or_else(|| id("FileID")),
        _ => {
            let path = id("Path").map(|path| path.trim_start_matches(['.', '/']).to_owned());
            let node = || Some(id("FileID")?.split_once('!')?.1.to_owned());
            let node = || node().filter(|node| !node.contains('/') && Some(node) != space(record).as_ref());
            path.filter(|path| !path.is_empty()).map(|path| format!("/{path}")).or_else(node)
        }
    }
}

fn of(kind: ObjectKind, id: Option<&String>) -> Option<&'static str> {
    TOLD.iter().find(|(_, told, told_id)| *told == kind && id.is_some_and(|id| id == told_id)).map(|(slug, ..)| *slug)
}

/// The space first, which may be somebody's own; then whom it is about; then where else the file was seen.
fn whose(space: Option<&String>, elsewhere: Option<&String>, record: &Value) -> Option<&'static str> {
    let place = |space: Option<&String>| of(ObjectKind::Space, space).or_else(|| of(ObjectKind::User, space));
    place(space)
        .or_else(|| of(ObjectKind::User, text(record, "UserID").as_ref()))
        .or_else(|| of(ObjectKind::Group, text(record, "GroupID").as_ref()))
        .or_else(|| place(elsewhere))
        // A link on a whole space names the space where it would name a file.
        .or_else(|| place(text(record, "FileID").as_ref()))
}

/// The same of what was stored.
pub fn became(event: &AuditEvent) -> Expected {
    let AuditEvent { tenant, event, .. } = event.clone();
    let of_path = matches!(event.target.kind.as_str(), "file" | "folder");
    let time = event.occurred.to_rfc3339_opts(chrono::SecondsFormat::Secs, true);
    Expected {
        offset: event.position.rsplit(':').next().unwrap().parse().unwrap(),
        action: event.action,
        actor: event.actor.id,
        target: event.target.name.filter(|_| of_path).or(event.target.id),
        tenant: tenant.map(|tenant| if tenant.slug.as_str() == "acme" { "acme" } else { "globex" }),
        time: event.occurred_known.then_some(time),
    }
}

#[tokio::test]
async fn every_change_is_kept_once_with_who_what_and_whose() {
    let mut log = Log::new().await;
    told(&log).await;
    log.append(REAL);
    log.read().await;

    let (events, expected) = (log.events().await, expected());
    assert_eq!((REAL.lines().count(), expected.len()), (127, 119));
    for (event, expected) in events.iter().zip(&expected) {
        assert_eq!(&became(event), expected, "{}", event.event.raw.as_deref().unwrap());
    }
    assert_eq!(events.len(), expected.len());
    assert!(events.iter().all(|event| event.event.class == Class::Mutation));
    // The expectation is no empty one: somebody, something and both companies are in it.
    let with = |what: fn(&Expected) -> bool| expected.iter().filter(|expected| what(expected)).count();
    assert_eq!(with(|expected| expected.actor.is_some()), 115);
    assert_eq!(with(|expected| expected.target.is_some()), 117, "two lines of an emptied trash name nothing");
    let whose =
        [Some("acme"), Some("globex"), None].map(|slug| expected.iter().filter(|one| one.tenant == slug).count());
    assert_eq!(whose.iter().sum::<usize>(), 119);
    assert!(whose.iter().all(|count| *count >= 20), "{whose:?}");
}

#[tokio::test]
async fn every_read_is_counted_and_nothing_is_lost() {
    let mut log = Log::new().await;
    told(&log).await;
    log.append(REAL);
    log.read().await;
    let status = log.status().await;
    let dropped: BTreeMap<_, _> = status.dropped.iter().cloned().collect();
    assert_eq!(dropped, BTreeMap::from([("file_read".to_owned(), 3), ("public_link_accessed".to_owned(), 5)]));
    assert_eq!(status.kept + dropped.values().sum::<u64>() + status.quarantined, 127);
    assert_eq!((status.kept, status.quarantined, status.gaps, status.lag_bytes), (119, 0, 0, 0));
    assert_eq!((status.state, status.last_error), (SourceState::Complete, None));
    let file = &status.files[0];
    assert_eq!((file.offset, file.size), (REAL.len() as u64, REAL.len() as u64));
}

#[tokio::test]
async fn a_record_is_kept_as_it_came_without_its_secrets() {
    let mut log = Log::new().await;
    told(&log).await;
    log.append(REAL);
    log.read().await;
    let mut tokens: Vec<String> =
        REAL.lines().filter_map(|line| text(&serde_json::from_str(line).unwrap(), "ShareToken")).collect();
    tokens.sort();
    tokens.dedup();
    assert!(tokens.len() >= 3, "{tokens:?}");
    for token in tokens {
        assert!(!log.world.database.tells(&token).await, "{token}");
    }
    assert!(log.world.database.tells("public link").await, "what is there is found");
    for (event, line) in
        log.events().await.iter().zip(REAL.lines().filter(|line| !is_read(&serde_json::from_str(line).unwrap())))
    {
        let hash = hex::encode(<sha2::Sha256 as sha2::Digest>::digest(line));
        assert_eq!(event.event.raw_sha256.as_deref(), Some(hash.as_str()));
        let raw: Value = serde_json::from_str(event.event.raw.as_deref().unwrap()).unwrap();
        assert_eq!(raw["Action"], serde_json::from_str::<Value>(line).unwrap()["Action"]);
    }
}

#[tokio::test]
async fn two_lines_that_are_the_same_to_the_byte_are_two_events() {
    let mut log = Log::new().await;
    told(&log).await;
    log.append(REAL);
    log.read().await;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for event in log.events().await {
        *seen.entry(event.event.raw_sha256.unwrap()).or_default() += 1;
    }
    let twice = seen.values().filter(|count| **count == 2).count();
    assert_eq!((twice, seen.len()), (2, 117), "OCIS itself wrote two of them twice");
    let positions: std::collections::BTreeSet<_> =
        log.events().await.into_iter().map(|event| event.event.position).collect();
    assert_eq!(positions.len(), 119);
}

#[tokio::test]
async fn a_record_without_a_time_stands_beside_the_one_behind_it() {
    let mut log = Log::new().await;
    told(&log).await;
    log.append(REAL);
    log.read().await;
    let events = log.events().await;
    for (event, next) in events.iter().zip(&events[1..]) {
        if !event.event.occurred_known {
            let behind = if next.event.occurred_known { next.event.occurred } else { event.event.occurred };
            assert_eq!(event.event.occurred, behind, "{}", event.seq);
        }
    }
    let oldest = DateTime::parse_from_rfc3339("2026-11-24T04:00:00Z").unwrap();
    assert!(events.iter().all(|event| event.event.occurred > oldest && event.event.observed == log.world.now()));
    assert!(events.iter().any(|event| event.event.attribution == Attribution::Correlated));
}
