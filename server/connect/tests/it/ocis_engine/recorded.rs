//! The calls that Dezky makes beside those that a real OCIS 7.1.0-rc.2 was asked, with its answers.

use dezky_connect::{
    engine::{Call, Engine, Seen, Wanted},
    http,
};
use dezky_domain::provision::{Owner, SpaceRole, Spec, Standing, TroubleKind};
use serde_json::{Value, json};

use super::{account, engine_at, mark, owner, there, wanted};
use crate::replay::{Line, Replay};

const GRAPH: &str = include_str!("../../fixtures/ocis/graph.jsonl");
const TOGETHER: &str = include_str!("../../fixtures/ocis/together.jsonl");
const STORAGE: &str = "5ea93b36-be41-451a-b5e7-e0b0f35d3741";
const LIST: &str = "/graph/v1.0/drives?$filter=driveType%20eq%20'project'";

/// The recorded call of this name.
fn recorded(step: &str) -> Line {
    let named = |line: &&str| serde_json::from_str::<Value>(line).unwrap()["step"] == step;
    let line = GRAPH.lines().chain(TOGETHER.lines()).find(named);
    Line::read(line.unwrap_or_else(|| panic!("not recorded: {step}"))).remove(0)
}

fn missing(path: &str) -> Line {
    let mut line = recorded("get user missing (404)");
    line.path = path.to_owned();
    line
}

fn no_spaces() -> Line {
    Line::asked("GET", LIST).answers(200, json!({ "value": [] }))
}

fn acme(name: &str, description: &str, quota: u64) -> Spec {
    let (name, description) = (name.to_owned(), description.to_owned());
    Spec::Space { alias: name.clone(), name, description, quota, folders: Vec::new() }
}

/// Observes and compares once, and makes every call of the plan.
async fn round(replay: &Replay, of: &Owner, spec: &Spec, standing: Standing, external: Option<&str>) -> Vec<Call> {
    let ocis = engine_at(&replay.url(), http::Options::default());
    let wanted = Wanted { external, ..wanted(of, spec, standing) };
    let seen = ocis.observe(&wanted).await.unwrap();
    let calls = ocis.compare(&wanted, &seen).unwrap().calls;
    for call in &calls {
        ocis.apply(call).await.unwrap();
    }
    calls
}

#[tokio::test]
async fn a_space_is_made_as_recorded_but_for_its_mark() {
    let of = owner("globex");
    let ours = mark(&of, "globex");
    let lines = vec![no_spaces(), recorded("create space globex (tenant 2)")];
    let replay = Replay::of(lines, &[(&ours, "project/globex")]).await;
    round(&replay, &of, &acme("globex", "second tenant", 1 << 30), Standing::Present, None).await;
    replay.end();

    let of = owner("acme");
    let made = recorded("space with quota").wanting("/driveAlias", "project/acme".into());
    let replay = Replay::of(vec![no_spaces(), made], &[(&mark(&of, "acme"), "project/acme")]).await;
    round(&replay, &of, &acme("acme", "Dezky tenant acme", 5 << 30), Standing::Present, None).await;
    replay.end();
}

#[tokio::test]
async fn an_alias_that_isnt_kept_stops_at_once() {
    let of = owner("globex");
    let mut made = recorded("create space globex (tenant 2)");
    made.request["driveAlias"] = mark(&of, "globex").into();
    let replay = Replay::of(vec![no_spaces(), made], &[]).await;
    let ocis = engine_at(&replay.url(), http::Options::default());
    let spec = acme("globex", "second tenant", 1 << 30);
    let wanted = wanted(&of, &spec, Standing::Present);
    let seen = ocis.observe(&wanted).await.unwrap();
    let create = ocis.compare(&wanted, &seen).unwrap().calls.remove(0);
    let refusal = ocis.apply(&create).await.unwrap_err();
    assert_eq!(refusal.kind, TroubleKind::Rejected);
    assert!(refusal.detail.unwrap().starts_with("OCIS doesn't keep a space's driveAlias"));
    replay.end();
}

#[tokio::test]
async fn two_spaces_with_the_name_and_derived_alias_of_ours_arent_ours() {
    let of = owner("acme");
    let replay = Replay::of(vec![recorded("list all project spaces (admin)")], &[]).await;
    let ocis = engine_at(&replay.url(), http::Options::default());
    let spec = acme("acme", "", 0);
    assert!(matches!(ocis.observe(&wanted(&of, &spec, Standing::Present)).await.unwrap(), Seen::Missing { .. }));
    replay.end();
}

#[tokio::test]
async fn the_life_of_a_space_as_recorded() {
    let of = owner("acme");
    let ours = mark(&of, "acme");
    let id = format!("{STORAGE}$0f229b2a-7a70-4a51-8e54-5daca7dca79f");
    let path = format!("/graph/v1.0/drives/{}", id.replace('$', "%24"));
    let answer = |line: &str| recorded(line).answer;
    let enabled = answer("admin re-enables the space");
    let disabled = answer("list project spaces after disable (trashed state)")["value"][1].clone();
    let mut renamed = recorded("update space quota").with(json!({ "name": "acme" }));
    renamed.answer["name"] = "acme".into();
    let lines = vec![
        // Both have the alias here; the one that is known is ours.
        recorded("list all project spaces (admin)"),
        recorded("get space"),
        recorded("update space description"),
        recorded("update space quota"),
        Line::asked("GET", &path).answers(200, enabled.clone()),
        recorded("admin disables the space"),
        Line::asked("GET", &path).answers(200, disabled.clone()),
        recorded("admin re-enables the space"),
        Line::asked("GET", &path).answers(200, enabled),
        recorded("admin disables the space again"),
        Line::asked("GET", &path).answers(200, disabled),
        recorded("admin purges the space"),
        recorded("get purged space (404)"),
        no_spaces(),
    ];
    let replay = Replay::of(lines, &[(&ours, "project/acme")]).await;
    let as_made = acme("acme", "Acme tenant space", 10 << 30);
    let found = {
        let ocis = engine_at(&replay.url(), http::Options::default());
        there(ocis.observe(&wanted(&of, &as_made, Standing::Present)).await.unwrap())
    };
    assert_eq!(found.external, id, "the smaller id");
    assert_eq!((found.facts["quota"].as_str(), found.facts["state"].as_str()), ("10737418240", "enabled"));

    let changed = acme("acme", "Acme tenant (updated)", 20 << 30);
    round(&replay, &of, &changed, Standing::Present, Some(&id)).await;
    round(&replay, &of, &changed, Standing::Cut, Some(&id)).await;
    // It was renamed by hand, which its alias outlived.
    let restored = round(&replay, &of, &changed, Standing::Present, Some(&id)).await;
    assert_eq!((restored.len(), restored[0].headers.as_slice()), (1, &[("restore", "true".to_owned())][..]));
    round(&replay, &of, &changed, Standing::Gone, Some(&id)).await;
    let purged = round(&replay, &of, &changed, Standing::Gone, Some(&id)).await;
    assert_eq!(purged[0].headers, [("purge", "T".to_owned())]);
    assert_eq!(round(&replay, &of, &changed, Standing::Gone, Some(&id)).await, []);
    replay.end();
    let sent: Vec<_> = replay.calls().into_iter().filter(|call| call.method == "DELETE").collect();
    assert_eq!(sent.iter().map(|call| call.header("purge")).collect::<Vec<_>>(), [None, None, Some("T")]);
}

#[tokio::test]
async fn a_person_is_made_and_invited_as_recorded() {
    let of = owner("acme");
    let drive = "49ec3c9a-7de8-40cb-910f-1068b8c77794$d9dea269-eb50-4c77-b66f-3d845a250b7e";
    let users = "/graph/v1.0/users";
    let carol = format!("{users}/carol%40acme.test");
    let user = recorded("4 files user").answer;
    // As `GET users/{name}` shows it: without the address.
    let mut shown = recorded("get user by name").answer;
    for name in ["id", "displayName", "onPremisesSamAccountName"] {
        shown[name] = user[name].clone();
    }
    let lines = vec![
        missing(&carol),
        recorded("4 files user"),
        Line::asked("GET", LIST).answers(200, json!({ "value": [recorded("space with quota").answer] })),
        Line::asked("GET", &carol).answers(200, shown.clone()),
        Line::asked("GET", &format!("/graph/v1beta1/drives/{}/root/permissions", drive.replace('$', "%24")))
            .answers(200, json!({ "value": [recorded("invite alice as manager").answer["value"][0]] })),
        recorded("5 invite to the space"),
        Line::asked("GET", &carol).answers(200, shown),
        Line::asked("GET", &format!("{users}?$search=%22carol%40acme.test%22"))
            .answers(200, json!({ "value": [user.clone()] })),
    ];
    let replay = Replay::of(lines, &[(&mark(&of, "acme"), "project/acme")]).await;
    round(&replay, &of, &account("Carol"), Standing::Present, None).await;
    let share = super::share("Carol", SpaceRole::Editor);
    round(&replay, &of, &share, Standing::Present, None).await;
    assert_eq!(round(&replay, &of, &account("Carol"), Standing::Present, None).await, [], "as wanted");
    replay.end();
}

#[tokio::test]
async fn calls_on_users_and_permissions_are_the_recorded_ones() {
    let drive = format!("{STORAGE}$0f229b2a-7a70-4a51-8e54-5daca7dca79f");
    let carol = "09464331-22b6-4a5d-a6b1-cba55b15bec6";
    let list = recorded("list space permissions");
    let user = |name: &str| {
        let answer = json!({ "id": carol, "onPremisesSamAccountName": "carol@acme.test", "displayName": "Carol Carter",
            "mail": "carol@acme.test", "accountEnabled": name != "enable" });
        Line::asked("GET", "/graph/v1.0/users/carol%40acme.test").answers(200, answer)
    };
    let space = || {
        let mut space = recorded("get space");
        space.answer["driveAlias"] = mark(&owner("acme"), "acme").into();
        space
    };
    let mut editor = list.clone();
    editor.answer["value"][0]["roles"][0] = "58c63c02-1d89-4572-916a-870abc5a1b7d".into();
    let lines = vec![
        space(),
        user("share"),
        list,
        recorded("change carol to editor"),
        space(),
        user("share"),
        editor,
        recorded("remove carol from space"),
        user("disable"),
        recorded("disable user (accountEnabled=false)"),
        user("enable"),
        recorded("enable user"),
        user("delete"),
        recorded("delete user carol"),
    ];
    let replay = Replay::of(lines, &[]).await;
    let of = owner("acme");
    let share = super::share("Carol", SpaceRole::Editor);
    let external = format!("{drive}/u:{carol}");
    for standing in [Standing::Present, Standing::Gone] {
        round(&replay, &of, &share, standing, Some(&external)).await;
    }
    for standing in [Standing::Cut, Standing::Present, Standing::Gone] {
        round(&replay, &of, &account("Carol"), standing, None).await;
    }
    replay.end();
}

#[tokio::test]
async fn refusals_are_understood_as_recorded() {
    let replayed = |step: &'static str| async move {
        let line = recorded(step);
        let headers = if step.starts_with("purge") { vec![("purge", "T".to_owned())] } else { Vec::new() };
        let call = Call { headers, ..Call::new(line.method.clone(), line.path.clone(), line.request.clone()) };
        let replay = Replay::of(vec![line], &[]).await;
        let outcome = engine_at(&replay.url(), http::Options::default()).apply(&call).await;
        replay.end();
        outcome.map_err(|trouble| (trouble.kind, trouble.status.unwrap(), trouble.detail.unwrap_or_default()))
    };
    let exists = "a user with that name already exists".to_owned();
    assert_eq!(replayed("14 duplicate (409)").await.unwrap_err(), (TroubleKind::NotYet, 409, exists));
    let invited = "add grant: error: already exists: acme".to_owned();
    assert_eq!(replayed("invite bob again (conflict)").await.unwrap_err(), (TroubleKind::NotYet, 409, invited));
    let name = replayed("create space with invalid name").await.unwrap_err();
    assert_eq!((name.0, name.1), (TroubleKind::Rejected, 400));
    assert!(name.2.starts_with("invalid spacename: spacenames must not contain"));
    let plain = replayed("create space as plain user (403)").await.unwrap_err();
    let words = "insufficient permissions to create a space.".to_owned();
    assert_eq!(plain, (TroubleKind::Credentials, 403, words));
    let purge = replayed("purge an enabled space (must fail)").await.unwrap_err();
    assert_eq!((purge.0, purge.1), (TroubleKind::Rejected, 400));
    let last = "can't remove the last manager".to_owned();
    assert_eq!(replayed("remove the last manager (must fail)").await.unwrap_err(), (TroubleKind::Rejected, 403, last));
    let gone = replayed("delete user carol again (404)").await.unwrap();
    assert_eq!((gone.answer, gone.request.is_some_and(|id| id.starts_with("vm/"))), (Value::Null, true));
}

#[tokio::test]
async fn the_check_knows_the_recorded_version_and_minds_another() {
    let replay =
        Replay::of(vec![recorded("status.php (no auth)"), recorded("graph with app token as basic auth")], &[]);
    let replay = replay.await;
    let words = engine_at(&replay.url(), http::Options::default()).check().await.unwrap();
    assert!(words.is_empty(), "{words:?}");
    replay.end();
    assert_eq!(replay.calls()[0].header("authorization"), None);
    assert_eq!(replay.calls()[1].header("authorization"), Some("Basic ZGV6a3k6c2FuZGJveC1vbmx5LW9jaXM="));

    let mut status = recorded("status.php (no auth)");
    status.answer["productversion"] = "6.6.1".into();
    status.answer["maintenance"] = true.into();
    let replay = Replay::of(vec![status, recorded("graph with app token as basic auth")], &[]).await;
    let words = engine_at(&replay.url(), http::Options::default()).check().await.unwrap();
    assert_eq!(words, ["OCIS 6.6.1: Dezky knows 7.x and 8.x", "OCIS 6.6.1: in maintenance"]);

    let mut refused = recorded("graph without auth");
    refused.headers.retain(|(name, _)| name != "content-type");
    let replay = Replay::of(vec![recorded("status.php (no auth)"), refused], &[]).await;
    let trouble = engine_at(&replay.url(), http::Options::default()).check().await.unwrap_err();
    assert_eq!((trouble.kind, trouble.status), (TroubleKind::Credentials, Some(401)));
}
