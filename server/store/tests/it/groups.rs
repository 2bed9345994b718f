//! Groups: their names and handles are a tenant's own, and what is deleted is remembered for the engines.

use dezky_domain::{access::Role, group::GroupName, id::GroupId, member::PeopleQuery, tenant::Tenant};
use dezky_store::{PlanGroup, StoreError};

use crate::support::{ALL, World};

fn name(text: &str) -> GroupName {
    GroupName::parse(text).unwrap()
}

async fn group(world: &World, tenant: &Tenant, text: &str) -> GroupId {
    let id = GroupId::new(&*world.clock);
    let work = world.store.begin().await.unwrap();
    work.groups().insert(&world.within(tenant), tenant.id, id, &name(text), world.now()).await.unwrap();
    work.save().await.unwrap();
    id
}

async fn plan(world: &World, tenant: &Tenant) -> Vec<PlanGroup> {
    let work = world.store.begin().await.unwrap();
    work.groups().for_plan(tenant.id).await.unwrap()
}

on_both!(a_name_is_one_groups_whatever_its_case, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let sales = group(&world, &acme, "Sales").await;
    group(&world, &bolt, "Sales").await;
    let work = world.store.begin().await.unwrap();
    let scope = world.within(&acme);
    let taken = work.groups().insert(&scope, acme.id, GroupId::new(&*world.clock), &name("SALES"), world.now()).await;
    assert!(matches!(taken, Err(StoreError::Taken("name"))), "{taken:?}");
    assert!(work.groups().rename(&scope, acme.id, sales, &name("sales")).await.unwrap(), "its own in another case");
    // Another name with the same handle gets one of its own.
    let other = GroupId::new(&*world.clock);
    let made = work.groups().insert(&scope, acme.id, other, &name("Sales!"), world.now()).await.unwrap();
    assert_eq!(made.handle, "sales-2");
    work.save().await.unwrap();
    let listed = world.store.groups().list(&scope).await.unwrap();
    let listed: Vec<_> = listed.into_iter().map(|group| (group.name, group.handle)).collect();
    assert_eq!(listed, [("sales".into(), "sales".into()), ("Sales!".into(), "sales-2".into())]);
});

on_both!(who_is_in_a_group_is_a_member_and_leaves_with_the_membership, |world| async move {
    let acme = world.tenant("acme").await;
    let ann = world.member(&acme, "Ann", Role::Member).await;
    let otto = world.person("Otto").await;
    let (sales, scope) = (group(&world, &acme, "Sales").await, world.within(&acme));
    let work = world.store.begin().await.unwrap();
    let groups = work.groups();
    assert!(groups.put(&scope, acme.id, sales, ann.id).await.unwrap());
    assert!(!groups.put(&scope, acme.id, sales, ann.id).await.unwrap(), "once");
    work.save().await.unwrap();
    let work = world.store.begin().await.unwrap();
    assert!(work.groups().put(&scope, acme.id, sales, otto.id).await.is_err(), "who is no member can't be in it");
    drop(work);

    let shown = world.store.people().member(&scope, acme.id, ann.id).await.unwrap().unwrap();
    assert_eq!(shown.groups.iter().map(|group| group.name.as_str()).collect::<Vec<_>>(), ["Sales"]);
    assert_eq!(plan(&world, &acme).await[0].people, [ann.id]);
    let work = world.store.begin().await.unwrap();
    work.people().remove_member(&scope, acme.id, ann.id, world.now()).await.unwrap();
    work.save().await.unwrap();
    assert!(plan(&world, &acme).await[0].people.is_empty());
});

on_both!(what_is_deleted_is_remembered_until_it_is_there_again, |world| async move {
    let acme = world.tenant("acme").await;
    let (sales, scope) = (group(&world, &acme, "Sales").await, world.within(&acme));
    let work = world.store.begin().await.unwrap();
    assert!(work.groups().delete(&scope, acme.id, sales).await.unwrap());
    assert!(!work.groups().delete(&scope, acme.id, sales).await.unwrap());
    work.save().await.unwrap();
    let gone = PlanGroup { handle: "sales".into(), people: Vec::new(), gone: true };
    assert_eq!(plan(&world, &acme).await, std::slice::from_ref(&gone));
    group(&world, &acme, "Sales").await;
    assert_eq!(plan(&world, &acme).await, [PlanGroup { gone: false, ..gone }]);
});

on_both!(groups_are_a_tenants_own, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let sales = group(&world, &acme, "Sales").await;
    let ann = world.member(&acme, "Ann", Role::Member).await;
    let theirs = world.within(&bolt);
    assert!(world.store.groups().list(&theirs).await.unwrap().is_empty());
    assert_eq!(world.store.groups().by_id(&theirs, sales).await.unwrap(), None);
    let work = world.store.begin().await.unwrap();
    let groups = work.groups();
    assert!(matches!(groups.by_id(&theirs, acme.id, sales).await, Err(StoreError::Denied)));
    assert!(!groups.put(&theirs, bolt.id, sales, ann.id).await.unwrap(), "no group of theirs");
    assert!(!groups.delete(&theirs, bolt.id, sales).await.unwrap());
    assert!(!groups.rename(&theirs, bolt.id, sales, &name("Ours")).await.unwrap());
});

on_both!(no_list_reads_more_than_its_tenants_people, |world| async move {
    let acme = world.tenant("acme").await;
    let sales = group(&world, &acme, "Sales").await;
    let group = PeopleQuery { group: Some(sales), ..PeopleQuery::default() };
    let text = PeopleQuery { text: "ann".into(), role: Some(Role::Admin), ..PeopleQuery::default() };
    for query in [PeopleQuery::default(), text, group.clone()] {
        let plan = world.store.people().explain(&world.within(&acme), &query).await.unwrap();
        // PostgreSQL's planner looks at how much there is: of nothing it reads everything.
        let scans: Vec<_> = plan.iter().filter(|line| line.contains("SCAN")).collect();
        assert!(world.postgres() || scans.is_empty(), "{plan:#?}");
    }
    assert_eq!(world.store.people().list(&ALL, &group).await.unwrap().page.total, 0);
});
