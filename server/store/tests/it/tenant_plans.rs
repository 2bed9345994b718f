//! What a tenant has, when it is looked at, and its end.

use dezky_domain::{
    access::Role,
    provision::{Spec, Standing, TenantServices},
    tenant::TenantState,
};
use dezky_store::Desired;
use serde_json::json;

use crate::support::{ALL, minutes, services};

on_both!(a_plan_is_kept_and_changed, |world| async move {
    let acme = world.tenant("acme").await;
    assert_eq!(world.store.plans().of(&ALL, acme.id).await.unwrap(), None, "an older tenant has none");
    let work = world.store.begin().await.unwrap();
    assert!(!work.plans().set_paused(acme.id, true).await.unwrap());
    work.save().await.unwrap();
    world.plan(&acme).await;
    let made = world.store.plans().of(&ALL, acme.id).await.unwrap().unwrap();
    assert_eq!((made.tenant, made.services, made.contact.as_deref()), (acme.id, services(), Some("o@x.example")));
    assert_eq!(
        (made.paused, made.cancelled, made.deleting, made.closes, made.looked),
        (false, false, false, None, None)
    );

    let more = TenantServices { mail: false, files: true, chat: true, quota: 7 };
    let closes = world.now() + minutes(60);
    let before = world.store.resources().version(&ALL, Some(acme.id)).await.unwrap();
    let work = world.store.begin().await.unwrap();
    let plans = work.plans();
    assert!(plans.set_services(acme.id, more).await.unwrap());
    assert!(plans.set_paused(acme.id, true).await.unwrap());
    assert!(plans.set_cancelled(acme.id, true).await.unwrap());
    assert!(plans.set_deleting(acme.id, true).await.unwrap());
    assert!(plans.set_closing(acme.id, Some(closes)).await.unwrap());
    assert!(work.tenants().set_state(&ALL, acme.id, TenantState::Closing).await.unwrap());
    assert_eq!(work.tenants().by_id(&ALL, acme.id).await.unwrap().unwrap().state, TenantState::Closing);
    let seen = plans.of(acme.id).await.unwrap().unwrap();
    work.save().await.unwrap();
    assert_eq!((seen.services, seen.paused, seen.cancelled, seen.deleting), (more, true, true, true));
    assert_eq!(seen.closes, Some(closes));
    assert_eq!(world.store.plans().of(&ALL, acme.id).await.unwrap(), Some(seen));
    let tenant = world.store.tenants().by_id(&ALL, acme.id).await.unwrap().unwrap();
    assert_eq!(tenant.state, TenantState::Closing);
    assert!(
        world.store.resources().version(&ALL, Some(acme.id)).await.unwrap() > before,
        "a page that shows it is told"
    );
});

on_both!(each_is_looked_at_in_its_turn, |world| async move {
    let (acme, bolt, cord) = (world.tenant("acme").await, world.tenant("bolt").await, world.tenant("cord").await);
    for tenant in [&acme, &bolt, &cord] {
        world.plan(tenant).await;
        world.clock.advance(minutes(1));
    }
    let due = async |limit| {
        let work = world.store.begin().await.unwrap();
        let due = work.plans().due(world.now(), world.now() + minutes(10), limit).await.unwrap();
        work.save().await.unwrap();
        due
    };
    let work = world.store.begin().await.unwrap();
    work.plans().set_paused(bolt.id, true).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(due(1).await, [acme.id], "who waits longest");
    assert_eq!(due(9).await, [cord.id], "taken once, and not the paused one");
    assert_eq!(due(9).await, []);
    let work = world.store.begin().await.unwrap();
    work.plans().looked(acme.id, world.now(), &[], world.now(), world.now() + minutes(90)).await.unwrap();
    work.save().await.unwrap();
    world.clock.advance(minutes(10));
    assert_eq!(due(9).await, [cord.id]);
    let looked = world.store.plans().of(&ALL, acme.id).await.unwrap().unwrap().looked;
    assert_eq!(looked, Some(world.now() - minutes(10)));
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.plans().all_looks_now().await.unwrap(), 2);
    work.save().await.unwrap();
    assert_eq!(due(9).await.len(), 2, "everybody but the paused one");
});

on_both!(a_tenants_end_takes_along_what_hangs_on_it, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    for tenant in [&acme, &bolt] {
        let mara = world.member(tenant, "Mara", Role::Owner).await;
        world.plan(tenant).await;
        let mut event = world.event();
        event.tenant = Some(tenant.id);
        world.record(&[event]).await;
        let work = world.store.begin().await.unwrap();
        let spec = Spec::Brand { domain: format!("{}.example", tenant.slug), title: None };
        let desired = [Desired { position: 1, spec, standing: Standing::Present }];
        work.resources().desire(Some(tenant.id), &desired, None, None, &*world.clock).await.unwrap();
        work.hosts().add(&ALL, tenant.id, &format!("{}.eu", tenant.slug), "t", world.now()).await.unwrap();
        work.oidc_clients().put(tenant.id, "https://id.example/", "dz", b"sealed").await.unwrap();
        let id = dezky_domain::id::JobId::new(&*world.clock);
        work.jobs().enqueue(id, "reconcile", &tenant.id.to_string(), &json!({}), world.now()).await.unwrap();
        work.people().remove_member(&ALL, tenant.id, mara.id, world.now()).await.unwrap();
        work.save().await.unwrap();
    }
    let work = world.store.begin().await.unwrap();
    assert!(work.tenants().delete(&ALL, acme.id).await.unwrap());
    assert!(!work.tenants().delete(&ALL, acme.id).await.unwrap());
    work.save().await.unwrap();

    let store = &world.store;
    assert_eq!(store.tenants().by_id(&ALL, acme.id).await.unwrap(), None);
    assert_eq!(store.plans().of(&ALL, acme.id).await.unwrap(), None);
    assert_eq!(store.resources().of(&ALL, Some(acme.id)).await.unwrap(), []);
    assert_eq!(store.resources().version(&ALL, Some(acme.id)).await.unwrap(), 0);
    assert_eq!(store.hosts().of(&ALL, acme.id).await.unwrap(), []);
    assert_eq!(store.oidc_clients().of(&ALL, acme.id).await.unwrap(), None);
    let jobs = store.jobs().list(&ALL, None, None, 10).await.unwrap();
    assert_eq!(jobs.into_iter().map(|job| job.about).collect::<Vec<_>>(), ["bolt"]);
    let events = store.timeline().page(&ALL, &dezky_store::Query::default(), None, 10).await.unwrap();
    assert_eq!(events.len(), 2, "what happened happened");
    assert_eq!(store.resources().of(&ALL, Some(bolt.id)).await.unwrap().len(), 1);
    let work = store.begin().await.unwrap();
    assert_eq!(work.people().members_for_plan(acme.id).await.unwrap(), []);
});
