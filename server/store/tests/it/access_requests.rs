//! Wishes to be let in: one for each person and tenant, answered once, by the tenant.

use dezky_domain::{
    id::AccessRequestId,
    member::{Email, Person},
    tenant::Tenant,
};
use dezky_store::StoreError;

use crate::support::{ALL, World};

async fn ask(world: &World, person: &Person, tenant: &Tenant) -> (AccessRequestId, bool) {
    let id = AccessRequestId::new(&*world.clock);
    let work = world.store.begin().await.unwrap();
    let new =
        work.access_requests().insert(&world.own(person.id), id, tenant.id, "let me in\0", world.now()).await.unwrap();
    work.save().await.unwrap();
    (id, new)
}

on_both!(a_wish_stands_once_and_is_answered_once, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let (ann, ben) = (world.person("Ann").await, world.person("Ben").await);
    let (id, new) = ask(&world, &ann, &acme).await;
    assert!(new);
    assert!(!ask(&world, &ann, &acme).await.1, "once for each tenant");
    world.clock.advance(chrono::Duration::seconds(1));
    assert!(ask(&world, &ann, &bolt).await.1);
    assert!(ask(&world, &ben, &acme).await.1);
    let work = world.store.begin().await.unwrap();
    work.people().claim(&ALL, ben.id, &Email::parse("ben@home.example").unwrap()).await.unwrap();
    work.save().await.unwrap();

    let open = world.store.access_requests().list(&world.within(&acme)).await.unwrap();
    let told: Vec<_> =
        open.iter().map(|request| (request.name.as_str(), request.email.as_str(), request.checked)).collect();
    assert_eq!(told, [("Ann", "ann@x.example", false), ("Ben", "ben@home.example", true)]);
    assert_eq!(open[0].why, "let me in\u{fffd}");
    let mine = world.store.access_requests().mine(&world.own(ann.id)).await.unwrap();
    assert_eq!(mine.into_iter().map(|request| request.tenant).collect::<Vec<_>>(), ["ACME", "BOLT"]);

    let work = world.store.begin().await.unwrap();
    let requests = work.access_requests();
    let other = requests.answer(&world.within(&bolt), bolt.id, id).await.unwrap();
    assert_eq!(other, None, "not theirs");
    let refused = requests.answer(&world.within(&bolt), acme.id, id).await;
    assert!(matches!(refused, Err(StoreError::Denied)), "{refused:?}");
    assert_eq!(requests.answer(&world.within(&acme), acme.id, id).await.unwrap().unwrap().person, ann.id);
    assert_eq!(requests.answer(&world.within(&acme), acme.id, id).await.unwrap(), None);
    requests.forget(&world.within(&acme), acme.id, ben.id).await.unwrap();
    work.save().await.unwrap();
    assert!(world.store.access_requests().list(&world.within(&acme)).await.unwrap().is_empty());
});

on_both!(nobody_asks_for_somebody_else, |world| async move {
    let acme = world.tenant("acme").await;
    let work = world.store.begin().await.unwrap();
    let id = AccessRequestId::new(&*world.clock);
    let refused = work.access_requests().insert(&ALL, id, acme.id, "", world.now()).await;
    assert!(matches!(refused, Err(StoreError::Denied)), "{refused:?}");
    drop(work);
    let ann = world.person("Ann").await;
    let own = world.own(ann.id);
    assert!(matches!(world.store.access_requests().list(&own).await, Err(StoreError::Denied)));
});
