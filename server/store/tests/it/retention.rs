//! Events that are older than they are kept: they go, and the counters with them.

use dezky_domain::{
    audit::{Attribution, Class, NewEvent, Outcome},
    settings::Settings,
    tenant::Tenant,
};

use crate::support::{ALL, World, minutes};

fn of(world: &World, tenant: Option<&Tenant>) -> NewEvent {
    let mut event = world.event();
    if let Some(tenant) = tenant {
        (event.tenant, event.attribution) = (Some(tenant.id), Attribution::Space);
    }
    event
}

on_both!(what_is_old_goes_with_its_counters_and_nothing_else, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let begin = world.now();
    let mut refused = of(&world, Some(&acme));
    refused.outcome = Outcome::Refused;
    let mut noise = of(&world, Some(&acme));
    noise.class = Class::Noise;
    let mut old = vec![refused, noise];
    old.extend((0..20).map(|_| of(&world, Some(&acme))));
    world.record(&old).await;
    world.record(&[of(&world, Some(&bolt)), of(&world, None)]).await;
    world.clock.advance(minutes(60));
    let before = world.now();
    world.record(&[of(&world, Some(&acme))]).await;

    let strip = async |tenant: &Tenant| {
        world.store.timeline().strip(&world.within(tenant), begin).await.unwrap().iter().map(|q| q.events).sum::<u32>()
    };
    assert_eq!((strip(&acme).await, strip(&bolt).await), (22, 1));
    let retention = world.store.retention();
    assert!(retention.is_due(Some(acme.id), before).await.unwrap());
    let mut steps = Vec::new();
    loop {
        let work = world.store.begin().await.unwrap();
        let gone = work.retention().forget(Some(acme.id), before, 8).await.unwrap();
        work.save().await.unwrap();
        steps.push(gone);
        if gone == 0 {
            break;
        }
    }
    assert_eq!(steps, [8, 8, 6, 0]);
    assert!(!retention.is_due(Some(acme.id), before).await.unwrap());
    assert_eq!((strip(&acme).await, strip(&bolt).await), (1, 1));
    assert_eq!(world.store.timeline().oldest(&world.within(&acme)).await.unwrap(), Some(before));
    assert_eq!(world.store.timeline().noise(&world.within(&acme), begin).await.unwrap(), 0);
    let kept = world.store.sources().overview(&ALL, world.now()).await.unwrap();
    assert_eq!(kept.iter().map(|source| source.kept).sum::<u64>(), 3);
});

on_both!(what_tells_of_the_same_act_goes_with_it, |world| async move {
    let acme = world.tenant("acme").await;
    let head = of(&world, Some(&acme));
    world.record(std::slice::from_ref(&head)).await;
    world.clock.advance(minutes(60));
    let part = of(&world, Some(&acme));
    world.record(std::slice::from_ref(&part)).await;
    // As folding leaves it: a part that came later than the moment from which on events are kept.
    let db = world.raw().await;
    let text = format!(
        "UPDATE audit_event SET showing = 2, head_id = (SELECT id FROM audit_event WHERE position = '{}')
        WHERE position = '{}'",
        head.position, part.position
    );
    sea_orm::ConnectionTrait::execute_unprepared(&db, &text).await.unwrap();
    db.close().await.unwrap();
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.retention().forget(Some(acme.id), world.now(), 8).await.unwrap(), 2);
    work.save().await.unwrap();
});

on_both!(each_line_is_known_with_what_it_decided, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    world.decide(&bolt, &Settings { retention_days: Some(30), ..Settings::NONE }).await;
    world.record(&[of(&world, Some(&acme)), of(&world, Some(&bolt)), of(&world, None)]).await;
    let lines = world.store.retention().lines().await.unwrap();
    assert_eq!(lines.len(), 3);
    for line in [(None, None), (Some(acme.id), None), (Some(bolt.id), Some(30))] {
        assert!(lines.contains(&line), "{line:?}");
    }
    let plan = world.store.retention().explain(Some(acme.id), world.now()).await.unwrap().join("\n");
    if !world.postgres() {
        assert!(plan.contains("audit_event_by_tenant") && !plan.contains("USE TEMP B-TREE"), "{plan}");
    }
});
