//! The walls between tenants, and between people.

use dezky_domain::{
    access::Role,
    audit::{Attribution, Source},
    id::{PersonId, SessionId, TenantId},
    member::{Email, MemberState, PeopleQuery},
    provision::{Spec, Standing},
    tenant::{NewTenant, ObjectKind, TenantRef, TenantState},
    timeline::{TenantFilter, TimelineFilter},
};
use dezky_store::{Desired, Query, StoreError};

use crate::support::{ALL, identity};

on_both!(a_tenant_sees_only_its_own, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    let ben = world.member(&bolt, "Ben", Role::Owner).await;
    let work = world.store.begin().await.unwrap();
    work.tenants().set_logo(&ALL, bolt.id, false, "svg", b"bolt").await.unwrap();
    work.objects().tell(&ALL, bolt.id, Source::Ocis, ObjectKind::Space, "sp", None, world.now()).await.unwrap();
    work.save().await.unwrap();
    let mut events = [&acme, &bolt].map(|tenant| {
        let mut event = world.event();
        (event.tenant, event.attribution) = (Some(tenant.id), Attribution::Space);
        event
    });
    events[1].outcome = dezky_domain::audit::Outcome::Refused;
    world.record(&events).await;
    world.record(&[world.event()]).await;

    let scope = world.within(&acme);
    let (tenants, people, timeline) = (world.store.tenants(), world.store.people(), world.store.timeline());
    assert_eq!(tenants.list(&scope, "").await.unwrap().into_iter().map(|t| t.id).collect::<Vec<_>>(), [acme.id]);
    assert_eq!(tenants.by_slug(&scope, &bolt.slug).await.unwrap(), None);
    assert_eq!(tenants.by_domain(&scope, "bolt.example").await.unwrap(), None);
    assert_eq!(tenants.people(&scope, bolt.id).await.unwrap(), 0);
    assert_eq!(tenants.people(&scope, acme.id).await.unwrap(), 1);
    assert_eq!(tenants.objects(&scope, bolt.id).await.unwrap(), []);
    assert_eq!(tenants.objects(&ALL, bolt.id).await.unwrap().len(), 1);
    let hash = tenants.by_slug(&ALL, &bolt.slug).await.unwrap().unwrap().brand.logo.unwrap().hash;
    assert_eq!(tenants.logo(&scope, &bolt.slug, &hash).await.unwrap(), None);
    assert!(tenants.logo(&ALL, &bolt.slug, &hash).await.unwrap().is_some());

    let list = people.list(&scope, &PeopleQuery::default()).await.unwrap();
    assert_eq!(list.page.rows.iter().map(|member| member.person).collect::<Vec<_>>(), [ann.id]);
    assert_eq!((list.page.total, list.active), (1, 1));
    assert_eq!(people.by_id(&scope, ben.id).await.unwrap(), None);
    assert_eq!(people.by_id(&scope, ann.id).await.unwrap(), Some(ann.clone()));
    let bens = identity("https://id.example/acme/", &ben.id.to_string());
    assert_eq!(people.by_identity(&scope, &bens).await.unwrap(), None);
    assert_eq!(people.by_subject_under(&scope, "https://", &ben.id.to_string()).await.unwrap(), None);
    assert_eq!(people.role_in(&scope, ben.id, bolt.id).await.unwrap(), None);

    let own = |filter| Query { filter, ..Query::default() };
    let to = |tenant| TimelineFilter { tenant: Some(tenant), ..TimelineFilter::default() };
    let page = timeline.page(&scope, &Query::default(), None, 50).await.unwrap();
    assert_eq!(page.iter().map(|event| event.event.id).collect::<Vec<_>>(), [events[0].id]);
    assert_eq!(page[0].tenant, Some(TenantRef { id: acme.id, slug: acme.slug.clone(), name: acme.name.clone() }));
    for filter in [to(TenantFilter::Slug("bolt".into())), to(TenantFilter::Unattributed)] {
        assert_eq!(timeline.page(&scope, &own(filter.clone()), None, 50).await.unwrap(), [], "{filter:?}");
        assert_eq!(timeline.newer(&scope, &own(filter.clone()), 0, 50).await.unwrap(), []);
        assert_eq!(timeline.count_newer(&scope, &own(filter), 0, 50).await.unwrap(), 0);
    }
    assert_eq!(timeline.count_newer(&scope, &Query::default(), 0, 50).await.unwrap(), 1);
    assert_eq!(timeline.event(&scope, events[1].id).await.unwrap(), None);
    assert!(timeline.event(&scope, events[0].id).await.unwrap().is_some());
    let strip = timeline.strip(&scope, world.now()).await.unwrap();
    assert_eq!((strip[0].events, strip[0].refused), (1, 0));
    assert_eq!(timeline.strip(&ALL, world.now()).await.unwrap()[0].events, 3);
});

on_both!(a_tenant_changes_only_its_own, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let ben = world.member(&bolt, "Ben", Role::Member).await;
    let (scope, now) = (world.within(&acme), world.now());
    let work = world.store.begin().await.unwrap();
    let new = NewTenant::parse("Cord", "cord", "", "").unwrap();
    let denied = |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::Denied)), "{result:?}");
    denied(work.tenants().insert(&scope, TenantId::new(&*world.clock), &new, now).await.map(drop));
    denied(work.tenants().set_logo(&scope, bolt.id, false, "svg", b"").await);
    denied(work.tenants().set_support(&scope, bolt.id, None).await);
    denied(work.people().grant(&scope, bolt.id, ben.id, Role::Owner, MemberState::Active, now).await);
    denied(work.people().grant_platform(&scope, ben.id, Some(Role::Operator)).await);
    denied(work.people().link(&scope, ben.id, &identity("https://evil.example/", "x")).await);
    denied(work.people().signed_in(&scope, ben.id, "", "", now).await);
    denied(work.people().second_factor(&scope, ben.id, true).await);
    denied(work.objects().tell(&scope, bolt.id, Source::Ocis, ObjectKind::Space, "sp", None, now).await);
    denied(work.sessions().end(&scope, SessionId::new(&*world.clock)).await.map(drop));
    denied(world.store.sources().overview(&scope, now).await.map(drop));
    denied(world.store.sources().ledger(&scope, None).await.map(drop));
});

on_both!(what_is_provisioned_has_the_same_walls, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let ben = world.member(&bolt, "Ben", Role::Member).await;
    world.plan(&bolt).await;
    let (scope, now, store) = (world.within(&acme), world.now(), &world.store);
    let work = store.begin().await.unwrap();
    work.hosts().add(&ALL, bolt.id, "bolt.eu", "t", now).await.unwrap();
    work.hosts().verify(&ALL, bolt.id, "bolt.eu", now).await.unwrap();
    let spec = Spec::Brand { domain: "bolt.eu".into(), title: None };
    let desired = [Desired { position: 1, spec, standing: Standing::Present }];
    work.resources().desire(Some(bolt.id), &desired, None, None, &*world.clock).await.unwrap();
    work.save().await.unwrap();

    assert_eq!(store.plans().of(&scope, bolt.id).await.unwrap(), None);
    assert_eq!(store.resources().of(&scope, Some(bolt.id)).await.unwrap(), []);
    assert_eq!(store.resources().version(&scope, Some(bolt.id)).await.unwrap(), 0);
    assert_eq!(store.resources().summaries(&scope).await.unwrap(), []);
    assert_eq!(store.hosts().of(&scope, bolt.id).await.unwrap(), []);
    assert_eq!(store.hosts().by_host(&scope, "bolt.eu").await.unwrap(), None);
    assert_eq!(store.people().member(&scope, bolt.id, ben.id).await.unwrap(), None);
    assert_eq!(store.tenants().by_id(&scope, bolt.id).await.unwrap(), None);

    let denied = |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::Denied)), "{result:?}");
    let address = Email::parse("ben@x.example").unwrap();
    for scope in [&scope, &world.own(ben.id)] {
        denied(store.resources().of(scope, None).await.map(drop));
        denied(store.hosts().verified_all(scope).await.map(drop));
        denied(store.hosts().unverified_all(scope).await.map(drop));
        denied(store.oidc_clients().of(scope, bolt.id).await.map(drop));
        denied(store.oidc_clients().all(scope).await.map(drop));
        denied(store.jobs().list(scope, None, None, 1).await.map(drop));
        denied(store.jobs().counts(scope).await.map(drop));
        denied(store.people().by_address(scope, &address).await.map(drop));
        let work = store.begin().await.unwrap();
        let people = work.people();
        denied(work.tenants().set_state(scope, bolt.id, TenantState::Suspended).await.map(drop));
        denied(work.tenants().delete(scope, bolt.id).await.map(drop));
        denied(people.set_role(scope, bolt.id, ben.id, Role::Owner).await.map(drop));
        denied(people.set_state(scope, bolt.id, ben.id, MemberState::Active).await.map(drop));
        denied(people.accept(scope, bolt.id, ben.id).await.map(drop));
        denied(people.remove_member(scope, bolt.id, ben.id, now).await.map(drop));
        denied(people.set_erase(scope, bolt.id, ben.id, None).await.map(drop));
        denied(people.forget_departed(scope, bolt.id, ben.id).await.map(drop));
        denied(people.count_owners(scope, bolt.id, true).await.map(drop));
        denied(work.hosts().add(scope, bolt.id, "x.eu", "t", now).await);
        denied(work.hosts().verify(scope, bolt.id, "bolt.eu", now).await.map(drop));
        denied(work.hosts().remove(scope, bolt.id, "bolt.eu").await.map(drop));
    }
    let own = world.own(ben.id);
    denied(store.plans().of(&own, bolt.id).await.map(drop));
    denied(store.resources().of(&own, Some(bolt.id)).await.map(drop));
    denied(store.resources().version(&own, Some(bolt.id)).await.map(drop));
    denied(store.resources().summaries(&own).await.map(drop));
    denied(store.hosts().of(&own, bolt.id).await.map(drop));
    denied(store.hosts().by_host(&own, "bolt.eu").await.map(drop));
    let work = store.begin().await.unwrap();
    let id = PersonId::new(&*world.clock);
    denied(work.people().find_or_create_by_email(&own, id, &address, "Ben", now).await.map(drop));
});

on_both!(a_person_sees_only_themselves, |world| async move {
    let acme = world.tenant("acme").await;
    let ann = world.member(&acme, "Ann", Role::Member).await;
    let ben = world.member(&acme, "Ben", Role::Member).await;
    let own = world.own(ann.id);
    let people = world.store.people();
    assert_eq!(people.by_id(&own, ann.id).await.unwrap(), Some(ann.clone()));
    assert_eq!(people.by_id(&own, ben.id).await.unwrap(), None);
    assert_eq!(people.role_in(&own, ben.id, acme.id).await.unwrap(), None);
    assert!(people.role_in(&own, ann.id, acme.id).await.unwrap().is_some());
    assert_eq!(people.workspaces(&world.own(PersonId::new(&*world.clock))).await.unwrap(), []);
    let denied = |result: Result<(), StoreError>| assert!(matches!(result, Err(StoreError::Denied)), "{result:?}");
    denied(people.list(&own, &PeopleQuery::default()).await.map(drop));
    denied(people.workspaces(&world.within(&acme)).await.map(drop));
    denied(people.workspaces(&ALL).await.map(drop));
    denied(world.store.tenants().list(&own, "").await.map(drop));
    denied(world.store.timeline().page(&own, &Query::default(), None, 1).await.map(drop));
    denied(world.store.timeline().head(&own).await.map(drop));
    denied(world.store.sessions().list(&ALL, None).await.map(drop));
});
