//! Every line of the story is held against the recording of a real OCIS: the same keys in the same order, and a message
//! of the same form, for each kind of record.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dezky_sandbox::Directory;
use dezky_sandbox::ocis_log::{Pace, Plan, Story, run, write_line};
use serde::Deserialize;
use serde::de::{IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

const RECORDED: &str = include_str!("../../recorded/ocis-audit.jsonl");

/// The keys of an object in the order in which they stand.
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Keys;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some((key, _)) = map.next_entry::<String, IgnoredAny>()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// What is compared: the kind, its keys, whether it has a time and a user, and the form of its message.
type Form = (String, Vec<String>, bool, bool, String);

fn form(line: &str) -> Form {
    let record: Value = serde_json::from_str(line).unwrap();
    let Keys(keys) = serde_json::from_str(line).unwrap();
    let text = |name: &str| record[name].as_str().unwrap_or_default();
    // An update of a group's share was not recorded; it is one of a person's in all but the type (facts/ocis.md §2.2).
    let with = if text("Action").is_empty() { "user" } else { text("ShareType") };
    let kind = format!("{}/{with}", text("Action"));
    (kind, keys, text("Time").is_empty(), text("User").is_empty(), shape(text("Message")))
}

/// A message with what it says left out: quoted words, ids, the value of a feature, whether a link opened.
fn shape(message: &str) -> String {
    let message = message.split_once("features:").map_or(message, |(head, _)| head);
    let message = message.split_once("opaque: ").map_or(message, |(head, _)| head);
    let message = message.replace("TYPE_", "").replace("'s ", " ").replace("Success: true", "Success: false");
    let mut shape = String::new();
    for (number, piece) in message.split('\'').enumerate() {
        if number % 2 == 0 {
            let words = piece.split(' ').map(|w| if w.len() == 36 { "id" } else { w });
            shape.push_str(&words.collect::<Vec<_>>().join(" "));
        } else {
            shape.push('*');
        }
    }
    shape
}

fn monday() -> DateTime<Utc> {
    "2026-11-23T08:00:00Z".parse().unwrap()
}

/// The lines of so many acts, a minute apart.
fn lines(seed: u64, acts: i64) -> Vec<String> {
    let mut story = Story::new(seed);
    let mut records = story.prologue(monday());
    for minute in 0..acts {
        records.extend(story.act(monday() + TimeDelta::minutes(minute)));
    }
    records.iter().map(|record| record.line().unwrap()).collect()
}

#[test]
fn every_line_has_the_form_of_a_real_one() {
    let mut real: BTreeMap<String, HashSet<Form>> = BTreeMap::new();
    for line in RECORDED.lines() {
        let form = form(line);
        real.entry(form.0.clone()).or_default().insert(form);
    }
    let mut seen = BTreeSet::new();
    for line in lines(1, 6000) {
        assert!(line.ends_with("}\n") && line.matches('\n').count() == 1);
        let form = form(&line);
        let known = real.get(&form.0).unwrap_or_else(|| panic!("no real record of the kind {}", form.0));
        assert!(known.contains(&form), "{line}\n{form:#?}\n{known:#?}");
        seen.insert(form.0);
    }
    // Nobody of the sample deletes a group or disables a space and thinks better of it.
    let unseen: Vec<_> = real.keys().filter(|kind| !seen.contains(*kind)).collect();
    assert_eq!(unseen, ["group_created/", "group_deleted/", "space_enabled/"]);
}

#[test]
fn the_same_seed_tells_the_same_story() {
    assert_eq!(lines(7, 200), lines(7, 200));
    assert_ne!(lines(7, 200), lines(8, 200));
}

#[test]
fn almost_every_line_names_somebody_or_something_of_a_tenant() {
    let directory = Directory::built_in("http://localhost:3000").unwrap();
    let mut known: Vec<String> = directory.people.iter().map(|p| p.ocis_user.to_string()).collect();
    for tenant in &directory.tenants {
        known.extend(
            tenant.spaces.iter().map(|s| s.id.to_string()).chain(tenant.groups.iter().map(|g| g.id.to_string())),
        );
    }
    let lines = lines(3, 2000);
    let strangers = lines.iter().filter(|line| !known.iter().any(|id| line.contains(id))).count();
    assert!(strangers > 0, "a timeline must meet what it cannot attribute");
    assert!(strangers * 20 < lines.len(), "{strangers} of {}", lines.len());
}

#[tokio::test]
async fn an_empty_log_begins_with_the_past_hours_and_a_full_one_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let plan = Plan {
        file: folder.path().join("ocis/audit.log"),
        pace: Pace(0.0),
        seed: Some(5),
        replay: None,
        rotate_every: None,
    };
    let directory = Directory::built_in("http://localhost:3000").unwrap();
    for _ in 0..2 {
        // A pace of nothing: it writes what it begins with, and then waits for ever.
        let _ = tokio::time::timeout(Duration::from_millis(200), run(&plan, &directory)).await;
        let text = std::fs::read_to_string(&plan.file).unwrap();
        let count = text.lines().count();
        assert!((60..80).contains(&count), "{count}, and no second beginning");
        let time = |line: &str| serde_json::from_str::<Value>(line).unwrap()["Time"].as_str()?.parse().ok();
        let times: Vec<DateTime<Utc>> = text.lines().filter_map(time).collect();
        let (first, last) = (times.iter().min().unwrap(), times.iter().max().unwrap());
        assert!(*last - *first > TimeDelta::hours(6), "{first} to {last}");
    }
    let record = &Story::new(5).act(monday())[0];
    write_line(&plan.file, record).unwrap();
    assert!(std::fs::read_to_string(&plan.file).unwrap().ends_with(&record.line().unwrap()));
}

#[tokio::test]
async fn a_recording_is_written_as_it_stands() {
    let folder = tempfile::tempdir().unwrap();
    let replay = folder.path().join("recorded.jsonl");
    std::fs::write(&replay, RECORDED).unwrap();
    let plan = Plan {
        file: folder.path().join("audit.log"),
        pace: Pace(100_000.0),
        seed: None,
        replay: Some(replay),
        rotate_every: None,
    };
    run(&plan, &Directory::built_in("http://localhost:3000").unwrap()).await.unwrap();
    assert_eq!(std::fs::read_to_string(&plan.file).unwrap(), RECORDED);
}
