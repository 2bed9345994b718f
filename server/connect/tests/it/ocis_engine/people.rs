//! Accounts: found by name, adopted by address, cut by being disabled.

use dezky_connect::engine::{Call, Engine, Seen, Wanted};
use dezky_domain::provision::{Spec, Standing, TroubleKind};
use dezky_sandbox::engine::Kind;
use serde_json::json;

use super::{World, account, there, told, verbs, wanted};

const USERS: &str = "/graph/v1.0/users";

#[tokio::test]
async fn somebody_gets_an_account_without_a_password() {
    let world = World::new().await;
    let made = world.settle(&account("Carol"), Standing::Present).await.unwrap();
    assert_eq!(verbs(&made), [format!("POST {USERS}")]);
    let body = json!({
        "displayName": "Carol Carter", "mail": "carol@acme.test", "onPremisesSamAccountName": "carol@acme.test",
    });
    assert_eq!(made[0].body, body);
    let found = there(world.seen(&account("Carol")).await);
    let facts: Vec<_> = found.facts.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    assert_eq!(facts, ["enabled: yes", "mail: carol@acme.test", "name: Carol Carter"]);
    assert_eq!(world.settle(&account("Carol"), Standing::Present).await.unwrap(), []);
}

#[tokio::test]
async fn a_creation_that_answers_that_it_exists_is_looked_at_again() {
    let world = World::new().await;
    let create = world.look(&account("Carol"), Standing::Present).await.unwrap().calls.remove(0);
    world.fail("POST", USERS, Kind::DoneThenCut);
    assert_eq!(world.ocis.apply(&create).await.unwrap_err().kind, TroubleKind::Unreachable);
    let again = world.ocis.apply(&create).await.unwrap_err();
    assert_eq!((again.kind, again.status), (TroubleKind::NotYet, Some(409)));
    assert_eq!(world.settle(&account("Carol"), Standing::Present).await.unwrap(), []);
    assert_eq!(world.journal("created").len(), 1);
}

#[tokio::test]
async fn each_field_that_was_changed_by_hand_has_its_call() {
    let world = World::new().await;
    world.settle(&account("Carol"), Standing::Present).await.unwrap();
    let id = there(world.seen(&account("Carol")).await).external;
    let changes = json!({ "displayName": "C", "accountEnabled": false, "surname": "Theirs" });
    world.by_hand("PATCH", &format!("{USERS}/{id}"), changes).await;
    let comparison = world.look(&account("Carol"), Standing::Present).await.unwrap();
    assert_eq!(told(&comparison), ["name: C → Carol Carter", "enabled: no → yes"]);
    assert_eq!(comparison.calls[0].body, json!({ "displayName": "Carol Carter" }));
    assert_eq!(comparison.calls[1].body, json!({ "accountEnabled": true }));
    world.settle(&account("Carol"), Standing::Present).await.unwrap();
}

#[tokio::test]
async fn who_was_there_already_is_adopted_by_name_and_address() {
    let world = World::new().await;
    let body =
        json!({ "displayName": "carol", "mail": "Carol@acme.test", "onPremisesSamAccountName": "carol@acme.test" });
    let id = world.by_hand("POST", USERS, body).await["id"].clone();
    let comparison = world.look(&account("Carol"), Standing::Present).await.unwrap();
    assert_eq!(told(&comparison)[0], "name: carol → Carol Carter");
    world.settle(&account("Carol"), Standing::Present).await.unwrap();
    assert_eq!(there(world.seen(&account("Carol")).await).external, id.as_str().unwrap());
    assert_eq!(world.journal("created").len(), 1);
}

#[tokio::test]
async fn another_address_is_another_person() {
    let world = World::new().await;
    let body = json!({ "displayName": "C", "mail": "c@else.test", "onPremisesSamAccountName": "carol@acme.test" });
    let id = world.by_hand("POST", USERS, body).await["id"].as_str().unwrap().to_owned();
    let conflict = world.look(&account("Carol"), Standing::Present).await.unwrap_err();
    let words = "OCIS' user carol@acme.test has the address c@else.test";
    assert_eq!((conflict.kind, conflict.detail.as_deref()), (TroubleKind::Conflict, Some(words)));
    for standing in [Standing::Cut, Standing::Gone] {
        assert_eq!(world.settle(&account("Carol"), standing).await.unwrap(), [], "it isn't touched");
    }
    // Unless it is known as ours: then the address was changed by hand.
    let spec = account("Carol");
    let known = Wanted { external: Some(&id), ..wanted(&world.owner, &spec, Standing::Present) };
    let seen = world.ocis.observe(&known).await.unwrap();
    let comparison = world.ocis.compare(&known, &seen).unwrap();
    assert_eq!(told(&comparison)[1], "mail: c@else.test → carol@acme.test");
}

#[tokio::test]
async fn an_id_is_no_name() {
    let world = World::new().await;
    world.settle(&account("Carol"), Standing::Present).await.unwrap();
    let id = there(world.seen(&account("Carol")).await).external;
    let Spec::Account { person, name, email, .. } = account("Carol") else { unreachable!() };
    let spec = Spec::Account { person, username: id, name, email };
    assert!(matches!(world.seen(&spec).await, Seen::Missing { .. }));
}

#[tokio::test]
async fn a_cut_account_is_disabled_and_kept() {
    let world = World::new().await;
    assert_eq!(world.settle(&account("Carol"), Standing::Cut).await.unwrap(), [], "missing is fine");
    world.settle(&account("Carol"), Standing::Present).await.unwrap();
    let comparison = world.look(&account("Carol"), Standing::Cut).await.unwrap();
    assert_eq!(told(&comparison), ["enabled: yes → no"]);
    assert!(!comparison.calls[0].destroys);
    world.settle(&account("Carol"), Standing::Cut).await.unwrap();
    assert_eq!(world.settle(&account("Carol"), Standing::Cut).await.unwrap(), [], "once");
    assert_eq!(world.settle(&account("Carol"), Standing::Present).await.unwrap().len(), 1);
    assert_eq!(world.journal("deleted").len(), 0);
}

#[tokio::test]
async fn a_gone_account_is_deleted_once() {
    let world = World::new().await;
    world.settle(&account("Carol"), Standing::Present).await.unwrap();
    let made: Vec<Call> = world.settle(&account("Carol"), Standing::Gone).await.unwrap();
    assert!(made.len() == 1 && made[0].verb == "DELETE" && made[0].destroys, "{made:?}");
    world.ocis.apply(&made[0]).await.unwrap();
    assert_eq!(world.settle(&account("Carol"), Standing::Gone).await.unwrap(), []);
    assert_eq!(world.journal("deleted"), ["ocis user carol@acme.test"]);
}
