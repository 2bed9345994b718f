//! What nobody wants: told, and removed where no data is lost.

use dezky_connect::engine::Engine;
use dezky_domain::{
    audit::Source,
    provision::{Kind, ResourceName, SpaceRole, Standing},
};
use serde_json::json;

use super::{World, account, owner, share, space, there};

fn names(specs: &[dezky_domain::provision::Spec]) -> Vec<ResourceName> {
    specs.iter().map(dezky_domain::provision::Spec::resource).collect()
}

#[tokio::test]
async fn a_stranger_in_a_space_is_told_and_can_be_removed() {
    let world = World::new().await;
    let wanted = [space(), account("Carol"), share("Carol", SpaceRole::Editor)];
    let all = [&wanted[..], &[account("Mallory"), share("Mallory", SpaceRole::Viewer)]].concat();
    for spec in &all {
        world.settle(spec, Standing::Present).await.unwrap();
    }
    assert_eq!(world.ocis.extras(&world.owner, &names(&all)).await.unwrap(), [], "all of them are wanted");

    let extras = world.ocis.extras(&world.owner, &names(&wanted)).await.unwrap();
    assert_eq!(extras.len(), 1, "neither ourselves nor Carol: {extras:?}");
    let key = "acme/mallory@acme.test".to_owned();
    assert_eq!(extras[0].name, ResourceName { system: Source::Ocis, kind: Kind::Share, key });
    assert_eq!(extras[0].seen, "Mallory Carter: viewer");
    for call in world.ocis.remove(&extras[0]) {
        world.ocis.apply(&call).await.unwrap();
    }
    assert_eq!(world.ocis.extras(&world.owner, &names(&wanted)).await.unwrap(), []);
    assert_eq!(world.journal("deleted").len(), 1);
}

#[tokio::test]
async fn a_group_and_somebody_who_was_never_looked_up_are_named() {
    let mut world = World::new().await;
    for spec in [space(), account("Mallory"), share("Mallory", SpaceRole::Manager)] {
        world.settle(&spec, Standing::Present).await.unwrap();
    }
    let group = world.by_hand("POST", "/graph/v1.0/groups", json!({ "displayName": "acme-staff" })).await;
    let drive = there(world.seen(&space()).await).external.replace('$', "%24");
    let body = json!({
        "recipients": [{ "objectId": group["id"], "@libre.graph.recipient.type": "group" }],
        "roles": ["58c63c02-1d89-4572-916a-870abc5a1b7d"],
    });
    world.by_hand("POST", &format!("/graph/v1beta1/drives/{drive}/root/invite"), body).await;
    world.restart();
    let extras = world.ocis.extras(&world.owner, &names(&[space()])).await.unwrap();
    let mut told: Vec<_> = extras.iter().map(|extra| format!("{} | {}", extra.name.key, extra.seen)).collect();
    told.sort();
    let expected =
        ["acme/group:acme-staff | group acme-staff: editor", "acme/mallory@acme.test | Mallory Carter: manager"];
    assert_eq!(told, expected);
}

#[tokio::test]
async fn spaces_of_the_tenant_are_told_and_never_removed() {
    let world = World::new().await;
    let create = world.look(&space(), Standing::Present).await.unwrap().calls.remove(0);
    for _ in 0..2 {
        world.ocis.apply(&create).await.unwrap();
    }
    world.settle(&space(), Standing::Present).await.unwrap();
    let ours = there(world.seen(&space()).await).external;
    let second = world.ocis.extras(&world.owner, &names(&[space()])).await.unwrap();
    assert!(second.len() == 1 && second[0].external != ours, "{second:?}");
    assert_eq!((second[0].name.clone(), second[0].seen.as_str()), (space().resource(), "a second space, Acme"));
    assert_eq!(world.ocis.remove(&second[0]), []);

    world.settle(&space(), Standing::Cut).await.unwrap();
    let unwanted = world.ocis.extras(&world.owner, &[]).await.unwrap();
    let mut told: Vec<_> = unwanted.iter().map(|extra| extra.seen.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, ["a second space, Acme", "a space, Acme, disabled"]);
    assert_eq!(world.ocis.extras(&owner("globex"), &[]).await.unwrap(), [], "another tenant has none");
}
