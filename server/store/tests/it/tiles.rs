//! What stands on launchers: for whom a tile is, in which order, and never another tenant's.

use dezky_domain::{
    access::Role,
    id::{GroupId, PersonId, TileId},
    launch::{App, NewLink, TileKey},
    tenant::Tenant,
};
use dezky_store::StoreError;
use sea_orm::ConnectionTrait;

use crate::support::World;

/// A group of a tenant, and who is in it.
async fn group(world: &World, tenant: &Tenant, name: &str, members: &[PersonId]) -> GroupId {
    let id = GroupId::new(&*world.clock);
    let db = world.raw().await;
    let uuid = |id: uuid::Uuid| {
        let hex = id.simple();
        if world.postgres() { format!("'{hex}'::uuid") } else { format!("x'{hex}'") }
    };
    let (of, this) = (uuid(tenant.id.uuid()), uuid(id.uuid()));
    let folded = name.to_lowercase();
    db.execute_unprepared(&format!(
        "INSERT INTO people_group (id, tenant_id, name, name_folded, handle, created_us)
        VALUES ({this}, {of}, '{name}', '{folded}', '{folded}', 0)"
    ))
    .await
    .unwrap();
    for person in members {
        let person = uuid(person.uuid());
        let text =
            format!("INSERT INTO people_group_member (group_id, tenant_id, person_id) VALUES ({this}, {of}, {person})");
        db.execute_unprepared(&text).await.unwrap();
    }
    db.close().await.unwrap();
    id
}

fn link(name: &str) -> NewLink {
    NewLink::parse(name, "https://canteen.example/plan", "fork-knife", false).unwrap()
}

async fn add(world: &World, tenant: &Tenant, name: &str) -> TileId {
    let id = TileId::new(&*world.clock);
    let work = world.store.begin().await.unwrap();
    work.tiles().add(&world.within(tenant), tenant.id, id, &link(name), world.now()).await.unwrap();
    work.save().await.unwrap();
    id
}

on_both!(an_app_is_on_until_somebody_switches_it_off, |world| async move {
    let acme = world.tenant("acme").await;
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    let scope = world.within(&acme);
    let off = async || world.store.tiles().placing(&scope, acme.id, ann.id).await.unwrap().off;
    assert_eq!(off().await, []);
    let work = world.store.begin().await.unwrap();
    assert!(!work.tiles().switch(&scope, acme.id, App::Chat, true).await.unwrap(), "it is on already");
    assert!(work.tiles().switch(&scope, acme.id, App::Chat, false).await.unwrap());
    assert!(!work.tiles().switch(&scope, acme.id, App::Chat, false).await.unwrap());
    work.save().await.unwrap();
    assert_eq!(off().await, [App::Chat]);
    let work = world.store.begin().await.unwrap();
    assert!(work.tiles().switch(&scope, acme.id, App::Chat, true).await.unwrap());
    work.save().await.unwrap();
    assert_eq!(off().await, []);
});

on_both!(a_tile_is_for_the_groups_that_are_named, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    let ben = world.member(&acme, "Ben", Role::Member).await;
    let (it, sales) =
        (group(&world, &acme, "IT", &[ann.id]).await, group(&world, &acme, "Sales", &[ann.id, ben.id]).await);
    let theirs = group(&world, &bolt, "Board", &[]).await;
    let (scope, files) = (world.within(&acme), TileKey::App(App::Files));
    let work = world.store.begin().await.unwrap();
    let [before, after] = work.tiles().show_to(&scope, acme.id, files, &[it, it]).await.unwrap().unwrap();
    assert_eq!((before.len(), after.len(), after[0].name.as_str()), (0, 1, "IT"));
    assert_eq!(work.tiles().show_to(&scope, acme.id, files, &[sales, theirs]).await.unwrap(), None, "another's group");
    work.save().await.unwrap();
    let limited = async |person| world.store.tiles().placing(&scope, acme.id, person).await.unwrap().limited;
    assert_eq!(limited(ann.id).await, [(files, true)].into());
    assert_eq!(limited(ben.id).await, [(files, false)].into());
    let work = world.store.begin().await.unwrap();
    let [before, _] = work.tiles().show_to(&scope, acme.id, files, &[it, sales]).await.unwrap().unwrap();
    assert_eq!(before[0].id, it);
    work.save().await.unwrap();
    assert_eq!(limited(ben.id).await, [(files, true)].into(), "one of them is enough");
    let shown = world.store.tiles().shown_to(&scope, acme.id).await.unwrap();
    assert_eq!(shown[&files].iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["IT", "Sales"]);
    assert_eq!(world.store.tiles().groups(&scope, acme.id).await.unwrap().len(), 2);
    let work = world.store.begin().await.unwrap();
    work.tiles().show_to(&scope, acme.id, files, &[]).await.unwrap().unwrap();
    work.save().await.unwrap();
    assert!(limited(ben.id).await.is_empty(), "for everybody again");
});

on_both!(links_have_an_order_and_leave_nothing_behind, |world| async move {
    let acme = world.tenant("acme").await;
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    let scope = world.within(&acme);
    let mut ids = Vec::new();
    for name in ["One", "Two", "Three"] {
        ids.push(add(&world, &acme, name).await);
    }
    let names = async || {
        let links = world.store.tiles().links(&scope, acme.id).await.unwrap();
        links.into_iter().map(|(_, link)| link.name).collect::<Vec<_>>()
    };
    assert_eq!(names().await, ["One", "Two", "Three"]);
    let work = world.store.begin().await.unwrap();
    work.tiles().order(&scope, acme.id, &[ids[2], ids[0], ids[1]]).await.unwrap();
    assert_eq!(work.tiles().edit(&scope, acme.id, ids[0], &link("First")).await.unwrap(), Some(link("One")));
    let key = TileKey::Link(ids[0]);
    work.tiles().arrange(&scope, acme.id, ann.id, &[(key, true), (TileKey::App(App::Mail), false)]).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(names().await, ["Three", "First", "Two"]);
    let arranged = async || world.store.tiles().placing(&scope, acme.id, ann.id).await.unwrap().arranged;
    assert_eq!(arranged().await, [(TileKey::App(App::Mail), (false, 2)), (key, (true, 1))].into());
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.tiles().remove(&scope, acme.id, ids[0]).await.unwrap(), Some(link("First")));
    assert_eq!(work.tiles().remove(&scope, acme.id, ids[0]).await.unwrap(), None);
    work.save().await.unwrap();
    assert_eq!(arranged().await.len(), 1, "it stands on no launcher any more");
});

on_both!(another_tenants_tiles_are_out_of_reach, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    let theirs = add(&world, &bolt, "Theirs").await;
    let scope = world.within(&acme);
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.tiles().edit(&scope, acme.id, theirs, &link("Mine")).await.unwrap(), None);
    assert_eq!(work.tiles().remove(&scope, acme.id, theirs).await.unwrap(), None);
    work.tiles().order(&scope, acme.id, &[theirs]).await.unwrap();
    let denied = work.tiles().switch(&scope, bolt.id, App::Mail, false).await;
    assert!(matches!(denied, Err(StoreError::Denied)), "{denied:?}");
    work.save().await.unwrap();
    let denied = world.store.tiles().links(&scope, bolt.id).await;
    assert!(matches!(denied, Err(StoreError::Denied)), "{denied:?}");
    let denied = world.store.tiles().placing(&world.own(ann.id), acme.id, ann.id).await;
    assert!(matches!(denied, Err(StoreError::Denied)), "{denied:?}");
    assert_eq!(world.store.tiles().links(&world.within(&bolt), bolt.id).await.unwrap()[0].1.name, "Theirs");
});

on_both!(a_launcher_is_looked_up_in_its_indexes, |world| async move {
    let acme = world.tenant("acme").await;
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    // Of empty tables PostgreSQL reads the whole of them, which is right.
    if !world.postgres() {
        let plan = world.store.tiles().explain(acme.id, ann.id).await.unwrap().join("\n");
        assert!(
            !plan.contains("SCAN tenant_app") && !plan.contains("SCAN t ") && !plan.contains("SCAN arranged"),
            "{plan}"
        );
        assert!(plan.contains("SEARCH arranged_tile") && plan.contains("SEARCH tenant_app"), "{plan}");
    }
});
