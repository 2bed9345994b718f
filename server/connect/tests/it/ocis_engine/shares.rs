//! Shares: they wait for their space and user, change their role, and end.

use dezky_connect::engine::{Call, Engine, Seen, Wanted};
use dezky_domain::provision::{SpaceRole, Standing, TroubleKind};
use dezky_sandbox::engine::Kind;
use serde_json::{Value, json};

use super::{World, account, share, space, there, told, wanted};

const EDITOR: SpaceRole = SpaceRole::Editor;

async fn with_carol() -> World {
    let world = World::new().await;
    for spec in [space(), account("Carol"), share("Carol", EDITOR)] {
        world.settle(&spec, Standing::Present).await.unwrap();
    }
    world
}

#[tokio::test]
async fn a_share_waits_for_its_space_and_its_user() {
    let world = World::new().await;
    for (made, words) in [(None, "no space acme yet"), (Some(space()), "no user carol@acme.test yet")] {
        if let Some(spec) = made {
            world.settle(&spec, Standing::Present).await.unwrap();
        }
        let trouble = world.look(&share("Carol", EDITOR), Standing::Present).await.unwrap_err();
        assert_eq!((trouble.kind, trouble.detail.as_deref()), (TroubleKind::NotYet, Some(words)));
        for standing in [Standing::Cut, Standing::Gone] {
            assert_eq!(world.settle(&share("Carol", EDITOR), standing).await.unwrap(), [], "nobody has it");
        }
    }
    world.settle(&account("Carol"), Standing::Present).await.unwrap();
    let made = world.settle(&share("Carol", EDITOR), Standing::Present).await.unwrap();
    assert!(made.len() == 1 && made[0].path.ends_with("/root/invite"), "{made:?}");
    assert_eq!(world.settle(&share("Carol", EDITOR), Standing::Present).await.unwrap(), []);
}

#[tokio::test]
async fn a_share_is_known_by_its_drive_and_permission() {
    let world = with_carol().await;
    let drive = there(world.seen(&space()).await).external;
    let user = there(world.seen(&account("Carol")).await).external;
    let found = there(world.seen(&share("Carol", EDITOR)).await);
    assert_eq!(found.external, format!("{drive}/u:{user}"));
    assert_eq!(found.facts.into_iter().collect::<Vec<_>>(), [("role".to_owned(), "editor".to_owned())]);
}

#[tokio::test]
async fn a_role_is_changed_in_place() {
    let world = with_carol().await;
    let comparison = world.look(&share("Carol", SpaceRole::Viewer), Standing::Present).await.unwrap();
    assert_eq!(told(&comparison), ["role: editor → viewer"]);
    assert_eq!(comparison.calls[0].verb, "PATCH");
    assert_eq!(comparison.calls[0].body, json!({ "roles": ["a8d5fe5e-96e3-418d-825b-534dbdf22b99"] }));
    world.settle(&share("Carol", SpaceRole::Viewer), Standing::Present).await.unwrap();
    world.settle(&share("Carol", SpaceRole::Manager), Standing::Present).await.unwrap();
    assert_eq!(there(world.seen(&share("Carol", EDITOR)).await).facts["role"], "manager");
    assert_eq!(world.journal("deleted").len(), 0);
}

#[tokio::test]
async fn an_invitation_whose_answer_was_lost_is_there() {
    let mut world = World::new().await;
    for spec in [space(), account("Carol")] {
        world.settle(&spec, Standing::Present).await.unwrap();
    }
    let invite = world.look(&share("Carol", EDITOR), Standing::Present).await.unwrap().calls.remove(0);
    world.fail("POST", "/root/invite", Kind::DoneThenCut);
    assert_eq!(world.ocis.apply(&invite).await.unwrap_err().kind, TroubleKind::Unreachable);
    assert_eq!(world.ocis.apply(&invite).await.unwrap_err().kind, TroubleKind::NotYet);
    world.restart();
    assert_eq!(world.settle(&share("Carol", EDITOR), Standing::Present).await.unwrap(), []);
}

#[tokio::test]
async fn a_cut_share_stays_and_a_gone_one_ends() {
    let world = with_carol().await;
    assert_eq!(world.settle(&share("Carol", EDITOR), Standing::Cut).await.unwrap(), []);
    assert!(matches!(world.seen(&share("Carol", EDITOR)).await, Seen::There(_)));
    let made = world.settle(&share("Carol", EDITOR), Standing::Gone).await.unwrap();
    assert!(made.len() == 1 && made[0].verb == "DELETE" && !made[0].destroys, "{made:?}");
    world.ocis.apply(&made[0]).await.unwrap();
    assert!(matches!(world.seen(&share("Carol", EDITOR)).await, Seen::Missing { .. }));
}

#[tokio::test]
async fn in_a_disabled_space_a_share_can_neither_be_given_nor_looked_at() {
    let world = with_carol().await;
    world.settle(&space(), Standing::Cut).await.unwrap();
    let trouble = world.look(&share("Carol", EDITOR), Standing::Present).await.unwrap_err();
    assert_eq!((trouble.kind, trouble.detail.as_deref()), (TroubleKind::NotYet, Some("the space acme is disabled")));
    for standing in [Standing::Cut, Standing::Gone] {
        assert_eq!(world.settle(&share("Carol", EDITOR), standing).await.unwrap(), []);
    }
}

#[tokio::test]
async fn the_last_manager_stays_in_ocis_own_words() {
    let world = World::new().await;
    world.settle(&space(), Standing::Present).await.unwrap();
    let drive = there(world.seen(&space()).await).external.replace('$', "%24");
    let me = world.by_hand("PATCH", &format!("/graph/v1.0/drives/{drive}"), json!({})).await;
    let me = me["root"]["permissions"][0]["grantedToV2"]["user"]["id"].as_str().unwrap().to_owned();
    let path = format!("/graph/v1beta1/drives/{drive}/root/permissions/u%3A{me}");
    let refusal = world.ocis.apply(&Call::new("DELETE", path, Value::Null)).await.unwrap_err();
    assert_eq!((refusal.kind, refusal.status), (TroubleKind::Rejected, Some(403)));
    assert_eq!(refusal.detail.as_deref(), Some("can't remove the last manager"));
}

#[tokio::test]
async fn what_is_known_spares_the_list_of_all_spaces() {
    let mut world = with_carol().await;
    let spec = share("Carol", EDITOR);
    let external = there(world.seen(&spec).await).external;
    world.restart();
    let mark = world.sandbox.provider().journal.entries(None, 0).last().unwrap().number;
    let known = Wanted { external: Some(&external), ..wanted(&world.owner, &spec, Standing::Present) };
    there(world.ocis.observe(&known).await.unwrap());
    let calls: Vec<String> =
        world.sandbox.provider().journal.entries(Some("read"), mark).into_iter().map(|entry| entry.what).collect();
    assert!(!calls.is_empty() && calls.iter().all(|what| !what.contains("$filter")), "{calls:?}");
}
