//! Whose objects are whose, and events that come to their tenant later.

use dezky_domain::{
    audit::{Attribution, NewEvent, Outcome, Source},
    id::TenantId,
    tenant::ObjectKind,
};
use dezky_store::{Known, Learned, StoreError};

use crate::support::{ALL, World, minutes};

fn learned(kind: ObjectKind, id: &str, tenant: Option<TenantId>, name: Option<&str>) -> Learned {
    Learned { kind, id: id.into(), tenant, name: name.map(Into::into) }
}

async fn known(world: &World, kind: ObjectKind, id: &str) -> Option<Known> {
    let work = world.store.begin().await.unwrap();
    let found = work.objects().resolve(Source::Ocis, &[(kind, id), (kind, "nobody")]).await.unwrap();
    assert_eq!(found.get(kind, "nobody"), None, "what isn't known is left out");
    found.get(kind, id).cloned()
}

on_both!(what_was_told_stays, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let (space, now) = (ObjectKind::Space, world.now());
    let work = world.store.begin().await.unwrap();
    let objects = work.objects();
    objects.learn(Source::Ocis, &[learned(space, "s", Some(bolt.id), Some("Old"))], now).await.unwrap();
    objects.tell(&ALL, acme.id, Source::Ocis, space, "s", None, now).await.unwrap();
    objects.tell(&ALL, acme.id, Source::Ocis, space, "s", Some("Studio"), now).await.unwrap();
    for kind in [space, ObjectKind::User, ObjectKind::Group] {
        let taken = objects.tell(&ALL, bolt.id, Source::Ocis, kind, "s", None, now).await;
        assert!(matches!(taken, Err(StoreError::Taken("object"))), "{kind:?}: {taken:?}");
    }
    objects.tell(&ALL, bolt.id, Source::Stalwart, space, "s", None, now).await.unwrap();
    objects.learn(Source::Ocis, &[learned(space, "s", Some(bolt.id), None)], now).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(known(&world, space, "s").await, Some(Known { tenant: Some(acme.id), name: Some("Studio".into()) }));
    let listed = world.store.tenants().objects(&ALL, acme.id).await.unwrap();
    assert_eq!(listed.iter().map(|o| (o.external_id.as_str(), o.told)).collect::<Vec<_>>(), [("s", true)]);
});

on_both!(what_is_learned_fills_the_blanks, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let (node, now) = (ObjectKind::Node, world.now());
    let work = world.store.begin().await.unwrap();
    let batch = [
        learned(node, "n", None, Some("a.odt")),
        learned(node, "n", Some(acme.id), Some("b.odt")),
        learned(node, "n", Some(bolt.id), None),
        learned(node, &"x".repeat(5_000), Some(acme.id), None),
    ];
    work.objects().learn(Source::Ocis, &batch, now).await.unwrap();
    work.objects().learn(Source::Ocis, &[learned(node, "n", Some(bolt.id), Some("c.odt"))], now).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(known(&world, node, "n").await, Some(Known { tenant: Some(acme.id), name: Some("c.odt".into()) }));
    assert_eq!(known(&world, ObjectKind::Space, "n").await, None);
    assert_eq!(world.store.tenants().objects(&ALL, acme.id).await.unwrap(), [], "nodes aren't listed");
});

async fn attributions(world: &World, events: &[NewEvent]) -> Vec<(Option<TenantId>, Attribution)> {
    let mut found = Vec::new();
    for event in events {
        let stored = world.store.timeline().event(&ALL, event.id).await.unwrap().unwrap().event;
        found.push((stored.tenant, stored.attribution));
    }
    found
}

/// Events and refusals of the hour, as each scope's strip has them.
async fn strips(world: &World, tenants: [&dezky_domain::tenant::Tenant; 2]) -> [(u32, u32); 3] {
    let scopes = [ALL, world.within(tenants[0]), world.within(tenants[1])];
    let mut sums = [(0, 0); 3];
    for (sum, scope) in sums.iter_mut().zip(scopes) {
        let strip = world.store.timeline().strip(&scope, world.now()).await.unwrap();
        *sum = strip.iter().fold((0, 0), |sum, quarter| (sum.0 + quarter.events, sum.1 + quarter.refused));
    }
    sums
}

on_both!(correlation_moves_what_only_the_actor_told, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let event = |target: &str, tenant, attribution, outcome| {
        let mut event = world.event();
        event.target.id = Some(target.into());
        (event.tenant, event.attribution, event.outcome) = (tenant, attribution, outcome);
        event
    };
    let mut elsewhere = event("f", None, Attribution::None, Outcome::Done);
    elsewhere.source = Source::Stalwart;
    let mut later = event("f", Some(bolt.id), Attribution::Actor, Outcome::Refused);
    later.occurred += minutes(20);
    let events = [
        event("f", None, Attribution::None, Outcome::Done),
        later,
        event("f", Some(bolt.id), Attribution::Space, Outcome::Done),
        event("g", None, Attribution::None, Outcome::Done),
        // They begin alike, as far as an index looks.
        event(&"f".repeat(300), None, Attribution::None, Outcome::Done),
        event(&"f".repeat(301), None, Attribution::None, Outcome::Done),
        elsewhere,
    ];
    world.record(&events).await;
    assert_eq!(strips(&world, [&acme, &bolt]).await, [(7, 1), (0, 0), (2, 1)]);

    let work = world.store.begin().await.unwrap();
    let told = [("f".to_owned(), acme.id), ("f".repeat(300), bolt.id), ("nothing".to_owned(), bolt.id)];
    assert_eq!(work.objects().correlate(Source::Ocis, &told).await.unwrap(), 3);
    assert_eq!(work.objects().correlate(Source::Ocis, &told).await.unwrap(), 0, "once");
    work.save().await.unwrap();
    let expected = [
        (Some(acme.id), Attribution::Correlated),
        (Some(acme.id), Attribution::Correlated),
        (Some(bolt.id), Attribution::Space),
        (None, Attribution::None),
        (Some(bolt.id), Attribution::Correlated),
        (None, Attribution::None),
        (None, Attribution::None),
    ];
    assert_eq!(attributions(&world, &events).await, expected);
    assert_eq!(strips(&world, [&acme, &bolt]).await, [(7, 1), (2, 1), (2, 0)], "the counters follow");
});

on_both!(a_told_object_brings_its_events, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let event = |space: Option<&str>, account: Option<&str>| {
        let mut event = world.event();
        event.words.extend(space.map(|id| ("@space".into(), id.into())));
        event.words.extend(account.map(|id| ("@account".into(), id.into())));
        event
    };
    let mut settled = event(Some("s"), None);
    (settled.tenant, settled.attribution) = (Some(bolt.id), Attribution::Actor);
    let mut events = vec![event(Some("u"), None), event(None, Some("u")), event(None, Some("g")), settled];
    events.extend((0..7).map(|_| event(Some("s"), None)));
    world.record(&events).await;
    let work = world.store.begin().await.unwrap();
    let objects = work.objects();
    let mut moved = Vec::new();
    for (kind, id, limit) in [
        (ObjectKind::Space, "s", 5),
        (ObjectKind::Space, "s", 5),
        (ObjectKind::Space, "s", 5),
        (ObjectKind::User, "u", 5),
        (ObjectKind::Group, "g", 5),
        (ObjectKind::Node, "s", 5),
    ] {
        moved.push(objects.reattribute(Source::Ocis, kind, id, acme.id, limit).await.unwrap());
    }
    assert_eq!(moved, [5, 2, 0, 2, 1, 0]);
    work.save().await.unwrap();
    let found = attributions(&world, &events).await;
    let (account, space) = ((Some(acme.id), Attribution::Account), (Some(acme.id), Attribution::Space));
    assert_eq!(found[..4], [account, account, account, (Some(bolt.id), Attribution::Actor)]);
    assert_eq!(found[4..], [space; 7]);
    assert_eq!(strips(&world, [&acme, &bolt]).await, [(11, 0), (10, 0), (1, 0)]);
});
