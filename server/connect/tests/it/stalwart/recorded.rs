//! Dezky's calls beside those that were recorded of a real Stalwart 0.16.18, with the real answers.

use dezky_connect::{
    engine::{Applied, Engine, Seen},
    stalwart::records,
};
use dezky_domain::provision::{Standing, TroubleKind};
use serde_json::{Value, json};

use super::{PATIENT, Wish, acme, asked, connect, dkim, domain, list, mailbox, only, query};
use crate::replay::{Line, Replay};

const DOMAIN: [&str; 6] = ["name", "description", "dkimManagement", "dnsManagement", "subAddressing", "dnsZoneFile"];
const HOME: [&str; 2] = ["name", "description"];
const KEY: [&str; 4] = ["@type", "selector", "stage", "domainId"];
const ACCOUNT: [&str; 7] = ["@type", "name", "domainId", "description", "aliases", "quotas", "permissions"];
const LIST: [&str; 4] = ["name", "domainId", "recipients", "aliases"];

/// That recording numbers its calls from zero.
const CALL_ID: (&str, &str) = ("\"c1\"", "\"c0\"");

fn provision() -> Vec<Line> {
    Line::read(include_str!("../../fixtures/stalwart/provision.jsonl"))
}

fn life() -> Vec<Line> {
    Line::read(include_str!("../../fixtures/stalwart/life.jsonl"))
}

/// A line with other ids in it.
fn renamed(line: Line, from: &str, to: &str) -> Line {
    let text = |value: &Value| serde_json::from_str(&value.to_string().replace(from, to)).unwrap();
    let (request, answer) = (text(&line.request), text(&line.answer));
    line.with(request).answers(200, answer)
}

/// A look-up beside the recording that calls its requests `c0`.
fn numbered(line: Line) -> Line {
    renamed(line, CALL_ID.0, CALL_ID.1)
}

fn get(object: &str, ids: &[&str], properties: &[&str], found: Value) -> Line {
    asked(
        &format!("{object}/get"),
        json!({ "ids": ids, "properties": properties }),
        json!({ "list": found, "notFound": [] }),
    )
}

/// The look for the domain that something lives in.
fn home(id: &str) -> [Line; 2] {
    let found = json!([{ "name": "acme.test", "description": "Dezky tenant acme", "id": id }]);
    [query("x:Domain", json!({ "name": "acme.test" }), &[id]), get("x:Domain", &[id], &HOME, found)]
}

#[tokio::test]
async fn a_domain_is_made_by_the_recorded_call() {
    let recorded = provision();
    let alias = numbered(query("x:Domain", json!({ "aliases": "acme.test" }), &[]));
    let replay = Replay::of(vec![recorded[0].clone(), alias, recorded[1].clone()], &[CALL_ID]).await;
    let stalwart = connect(&replay.url(), PATIENT);
    let plan = Wish::new(domain("acme.test")).plan(&stalwart).await.unwrap();
    let call = only(&plan);
    assert_eq!((call.verb.as_str(), call.path.as_str(), call.destroys), ("x:Domain/set", "create acme.test", false));
    assert_eq!(plan.differences[0].field, "exists");
    let Applied { answer, request } = stalwart.apply(call).await.unwrap();
    assert_eq!((answer["created"]["d"]["id"].as_str(), request), (Some("c"), None));
    replay.end();
    assert_eq!(replay.calls()[0].header("authorization"), Some("Bearer API_sandbox-only-stalwart"));
}

#[tokio::test]
async fn its_keys_are_waited_for() {
    let recorded = provision();
    let one = json!([{ "@type": "Dkim1Ed25519Sha256", "selector": "v1-ed25519-20261124", "stage": "active",
        "domainId": "c", "id": "jqapqwiiafqa" }]);
    let mut lines = Vec::new();
    for (poll, keys) in [
        (recorded[2].clone(), None),
        (recorded[3].clone(), Some(numbered(get("x:DkimSignature", &["jqapqwiiafqa"], &KEY, one)))),
        (recorded[4].clone(), Some(recorded[5].clone().wanting("/methodCalls/0/1/properties", json!(KEY)))),
    ] {
        lines.extend(home("c").map(numbered));
        lines.push(poll);
        lines.extend(keys);
    }
    let replay = Replay::of(lines, &[CALL_ID]).await;
    let stalwart = connect(&replay.url(), PATIENT);
    let keys = Wish::new(dkim("acme.test"));
    for made in ["0 of 2 signing keys are made", "1 of 2 signing keys are made"] {
        let trouble = keys.observe(&stalwart).await.unwrap_err();
        assert_eq!((trouble.kind, trouble.detail.as_deref()), (TroubleKind::NotYet, Some(made)));
        assert_eq!(trouble.after, Some(1));
    }
    let seen = keys.observe(&stalwart).await.unwrap();
    let Seen::There(found) = &seen else { panic!("{seen:?}") };
    assert_eq!(found.facts["rsa"], "v1-rsa-20261124");
    assert_eq!(found.facts["ed25519"], "v1-ed25519-20261124");
    let plan = stalwart.compare(&keys.wanted(), &seen).unwrap();
    assert!(plan.differences.is_empty() && plan.calls.is_empty());
    replay.end();
}

#[tokio::test]
async fn a_domain_tells_its_records() {
    let zones = Line::read(include_str!("../../fixtures/stalwart/zones.jsonl"));
    let whole = zones[0].clone().wanting("/methodCalls/0/1/properties", json!(DOMAIN));
    let replay = Replay::of(vec![whole], &[]).await;
    let stalwart = connect(&replay.url(), PATIENT);
    // With the id of the last time one call is enough.
    let wish = Wish::new(domain("acme.test")).known("c");
    let seen = wish.observe(&stalwart).await.unwrap();
    let Seen::There(found) = &seen else { panic!("{seen:?}") };
    let facts: Vec<_> = found.facts.iter().map(|(field, value)| format!("{field} {value}")).collect();
    let wanted = ["description Dezky tenant acme", "dkimManagement Automatic", "dnsManagement Manual"];
    assert_eq!(facts[..3], wanted);
    assert_eq!((facts[3].as_str(), facts.len()), ("subAddressing Enabled", 4));
    let records = records(found);
    assert_eq!(records.iter().filter(|record| record.kind == "TXT").count(), 7);
    assert_eq!(records.iter().filter(|record| record.name.ends_with("._domainkey.acme.test")).count(), 2);
    assert!(stalwart.compare(&wish.wanted(), &seen).unwrap().calls.is_empty());
    replay.end();
}

#[tokio::test]
async fn a_mailbox_is_made_by_the_recorded_call_but_for_the_password() {
    let recorded = provision();
    let create = recorded[7].clone().without("/methodCalls/0/1/create/a/credentials");
    let looks = [
        query("x:Account", json!({ "domainId": "c", "name": "alice" }), &[]),
        query("x:MailingList", json!({ "text": "alice" }), &[]),
        query("x:Account", json!({ "domainId": "c", "text": "alice" }), &[]),
    ];
    let mut lines: Vec<_> = home("c").into_iter().chain(looks).map(numbered).collect();
    lines.push(create);
    let replay = Replay::of(lines, &[CALL_ID]).await;
    let stalwart = connect(&replay.url(), PATIENT);
    let wish = Wish::new(mailbox("alice@acme.test", "Alice Admin", &["alice.admin"], 1 << 30));
    let plan = wish.plan(&stalwart).await.unwrap();
    assert!(!only(&plan).body.to_string().contains("credentials"));
    assert_eq!(only(&plan).path, "create alice@acme.test");
    stalwart.apply(only(&plan)).await.unwrap();
    replay.end();
}

/// Bob as he was read, and the look for his domain: all that is asked when his id is known.
fn bob(permissions: &Value) -> [Line; 2] {
    let aliases = json!({ "0": { "enabled": true, "name": "robert", "domainId": "c", "description": null } });
    let account = json!({ "@type": "User", "name": "bob", "domainId": "c", "description": "Bob", "aliases": aliases,
        "quotas": { "maxDiskQuota": 1_073_741_824 }, "permissions": permissions, "id": "f" });
    let known = json!([{ "name": "acme.test", "description": "Dezky tenant acme", "id": "c" }]);
    [get("x:Account", &["f"], &ACCOUNT, json!([account])), get("x:Domain", &["c"], &HOME, known)]
}

#[tokio::test]
async fn a_mailbox_is_mended_by_the_recorded_call() {
    let mut lines = bob(&json!({ "@type": "Inherit" })).to_vec();
    lines.push(life()[1].clone());
    let replay = Replay::of(lines, &[]).await;
    let stalwart = connect(&replay.url(), PATIENT);
    let wish = Wish::new(mailbox("bob@acme.test", "Bob B.", &["robert"], 5 << 30)).known("f");
    let plan = wish.plan(&stalwart).await.unwrap();
    let fields = plan.differences.iter().map(|it| (it.field.as_str(), it.wanted.as_deref(), it.seen.as_deref()));
    assert_eq!(
        fields.collect::<Vec<_>>(),
        [("description", Some("Bob B."), Some("Bob")), ("quota", Some("5368709120"), Some("1073741824")),]
    );
    stalwart.apply(only(&plan)).await.unwrap();
    replay.end();
}

#[tokio::test]
async fn a_mailbox_is_cut_off_and_let_in_again_by_the_recorded_calls() {
    let (inherit, cut) =
        (json!({ "@type": "Inherit" }), life()[4].request["methodCalls"][0][1]["update"]["gq"]["permissions"].clone());
    let mut lines = bob(&inherit).to_vec();
    // It was another account that was cut off.
    lines.push(renamed(life()[4].clone(), "\"gq\"", "\"f\""));
    lines.extend(bob(&cut));
    lines.extend(bob(&cut));
    lines.push(renamed(life()[5].clone(), "\"gq\"", "\"f\""));
    let replay = Replay::of(lines, &[]).await;
    let stalwart = connect(&replay.url(), PATIENT);
    // What else differs isn't looked at while somebody is cut off.
    let away = Wish::new(mailbox("bob@acme.test", "Robert", &[], 0)).known("f").standing(Standing::Cut);
    let plan = away.plan(&stalwart).await.unwrap();
    assert_eq!(plan.differences.len(), 1);
    assert_eq!(plan.differences[0].wanted.as_deref(), Some("Merge, without authenticate, emailReceive"));
    stalwart.apply(only(&plan)).await.unwrap();
    let plan = away.plan(&stalwart).await.unwrap();
    assert!(plan.calls.is_empty() && plan.differences.is_empty());

    let back = Wish::new(mailbox("bob@acme.test", "Bob", &["robert"], 1 << 30)).known("f");
    let plan = back.plan(&stalwart).await.unwrap();
    stalwart.apply(only(&plan)).await.unwrap();
    replay.end();
}

#[tokio::test]
async fn a_list_is_made_and_destroyed_by_the_recorded_calls() {
    let found =
        json!([{ "name": "all", "domainId": "c", "recipients": { "bob@acme.test": true }, "aliases": {}, "id": "b" }]);
    let mut lines = home("c").to_vec();
    lines.push(query("x:MailingList", json!({ "text": "all" }), &[]));
    lines.push(query("x:Account", json!({ "domainId": "c", "text": "all" }), &[]));
    lines.push(life()[0].clone().without("/methodCalls/0/1/create/m/description"));
    lines.extend(home("c"));
    lines.push(query("x:MailingList", json!({ "text": "all" }), &["b"]));
    lines.push(get("x:MailingList", &["b"], &LIST, found));
    lines.push(life()[6].clone());
    let replay = Replay::of(lines, &[]).await;
    let stalwart = connect(&replay.url(), PATIENT);
    let all = Wish::new(list("all@acme.test", &["bob@acme.test", "Alice@acme.test"]));
    let plan = all.plan(&stalwart).await.unwrap();
    stalwart.apply(only(&plan)).await.unwrap();

    let gone = all.standing(Standing::Gone);
    let plan = gone.plan(&stalwart).await.unwrap();
    assert!(only(&plan).destroys);
    stalwart.apply(only(&plan)).await.unwrap();
    replay.end();
}

#[tokio::test]
async fn a_domain_goes_last_and_its_keys_just_before_it() {
    let seen = json!([{ "name": "acme.test", "description": "Dezky tenant acme", "dkimManagement": { "@type": "Automatic" },
        "dnsManagement": { "@type": "Manual" }, "subAddressing": { "@type": "Enabled" }, "dnsZoneFile": "", "id": "c" }]);
    let look = |accounts: &[&str]| {
        let all = json!({ "filter": { "domainId": "c" }, "position": 0, "limit": 500 });
        let lists = json!({ "filter": {}, "position": 0, "limit": 500 });
        [
            get("x:Domain", &["c"], &DOMAIN, seen.clone()),
            asked("x:Account/query", all, json!({ "ids": accounts })),
            asked("x:MailingList/query", lists, json!({ "ids": [] })),
        ]
    };
    let alice = json!([{ "@type": "User", "name": "alice", "domainId": "c", "id": "e" }]);
    let keys = ["jqai0dxqafqa", "jqai0gtsagaa"];
    let [domain_look, accounts, lists] = look(&["e"]);
    let mut lines = vec![domain_look, accounts, get("x:Account", &["e"], &ACCOUNT, alice), lists];
    lines.extend(look(&[]));
    // Without its keys first it is refused, as Stalwart refused it.
    lines.push(life()[8].clone());
    lines.push(life()[9].clone());
    lines.push(life()[10].clone().wanting("/methodCalls/0/1/destroy", json!(keys)));
    lines.push(life()[11].clone());
    let replay = Replay::of(lines, &[]).await;
    let stalwart = connect(&replay.url(), PATIENT);
    let gone = Wish::new(domain("acme.test")).known("c").standing(Standing::Gone);

    let trouble = gone.plan(&stalwart).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotYet);
    assert_eq!(trouble.detail.as_deref(), Some("still in the domain: alice@acme.test"));

    let plan = gone.plan(&stalwart).await.unwrap();
    let paths: Vec<_> = plan.calls.iter().map(|call| (call.path.as_str(), call.destroys)).collect();
    assert_eq!(paths, [("destroy keys of acme.test", true), ("destroy acme.test", true)]);
    let trouble = stalwart.apply(&plan.calls[1]).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotYet);
    assert_eq!(trouble.detail.as_deref(), Some("still linked: DkimSignature jqai0dxqafqa, DkimSignature jqai0gtsagaa"));
    for call in &plan.calls {
        stalwart.apply(call).await.unwrap();
    }
    replay.end();
}

#[tokio::test]
async fn a_password_is_set_by_the_recorded_call_and_refused_where_people_are_kept_elsewhere() {
    let person = Line::read(include_str!("../../fixtures/stalwart/person.jsonl"));
    let carol = json!([{ "@type": "User", "name": "carol", "domainId": "c", "id": "p" }]);
    let credentials = json!([{ "credentials": { "0": { "@type": "Password", "secret": "****" } }, "id": "p" }]);
    let mut lines = home("c").to_vec();
    lines.push(query("x:Account", json!({ "domainId": "c", "name": "carol" }), &["p"]));
    lines.push(get("x:Account", &["p"], &ACCOUNT, carol));
    lines.push(get("x:Account", &["p"], &["credentials"], credentials));
    let mut lines: Vec<_> = lines.into_iter().map(numbered).collect();
    lines.push(person[1].clone());
    let replay = Replay::of(lines, &[CALL_ID]).await;
    let stalwart = connect(&replay.url(), PATIENT);
    let password = "Refused-Horse-77".into();
    let trouble = stalwart.set_password(&acme(), "carol@acme.test", &password).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Rejected);
    assert_eq!(trouble.detail.as_deref(), Some("Cannot set credentials for accounts in an external directory."));
    replay.end();
}
