//! People: identities, roles, and the list.

use std::collections::BTreeSet;

use dezky_domain::{
    access::Role,
    id::PersonId,
    member::{MemberState, PeopleOrder, PeopleQuery, PeopleSort},
    page::Limit,
};
use dezky_store::StoreError;

use crate::support::{ALL, identity, minutes};

on_both!(is_known_by_issuer_and_subject, |world| async move {
    let mara = PersonId::new(&*world.clock);
    let acme = identity("https://id.example/acme/", "s-1");
    let work = world.store.begin().await.unwrap();
    work.people().create(&ALL, mara, &acme, "Mara@X.example", "Mara Quist", world.now()).await.unwrap();
    work.people().link(&ALL, mara, &identity("https://id.example/bolt/", "s-1")).await.unwrap();
    work.save().await.unwrap();

    let work = world.store.begin().await.unwrap();
    let taken =
        work.people().create(&ALL, PersonId::new(&*world.clock), &acme, "e@x.example", "Eve", world.now()).await;
    assert!(matches!(taken, Err(StoreError::Taken("identity"))), "{taken:?}");
    drop(work);

    let people = world.store.people();
    let found = people.by_identity(&ALL, &acme).await.unwrap().unwrap();
    assert_eq!((found.id, found.email.as_str(), found.platform), (mara, "mara@x.example", None));
    assert_eq!(people.by_identity(&ALL, &identity("https://id.example/ACME/", "s-1")).await.unwrap(), None);
    assert_eq!(people.by_subject_under(&ALL, "https://id.example/", "s-1").await.unwrap().map(|p| p.id), Some(mara));
    assert_eq!(people.by_subject_under(&ALL, "https://ID.example/", "s-1").await.unwrap(), None, "an issuer is exact");
    assert_eq!(people.by_subject_under(&ALL, "https://id.example/", "s-2").await.unwrap(), None);

    let work = world.store.begin().await.unwrap();
    let other = identity("https://id.example/cord/", "s-1");
    work.people().create(&ALL, PersonId::new(&*world.clock), &other, "o@x.example", "Otto", world.now()).await.unwrap();
    work.save().await.unwrap();
    let ambiguous = people.by_subject_under(&ALL, "https://id.example/", "s-1").await.unwrap();
    assert_eq!(ambiguous, None, "two people, so nobody");
});

on_both!(roles_come_and_go, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let mara = world.member(&acme, "Mara", Role::Member).await;
    let people = world.store.people();
    assert_eq!(people.role_in(&ALL, mara.id, acme.id).await.unwrap(), Some((Role::Member, MemberState::Active)));
    assert_eq!(people.role_in(&ALL, mara.id, bolt.id).await.unwrap(), None);

    world.grant(&acme, &mara, Role::Admin, MemberState::Active).await;
    world.grant(&bolt, &mara, Role::Auditor, MemberState::Suspended).await;
    let work = world.store.begin().await.unwrap();
    work.people().grant_platform(&ALL, mara.id, Some(Role::Operator)).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(people.role_in(&ALL, mara.id, bolt.id).await.unwrap(), Some((Role::Auditor, MemberState::Suspended)));
    assert_eq!(people.by_id(&ALL, mara.id).await.unwrap().unwrap().platform, Some(Role::Operator));
    let workspaces = people.workspaces(&world.own(mara.id)).await.unwrap();
    assert_eq!(workspaces, [(acme, Role::Admin)], "a suspended membership opens nothing");

    let work = world.store.begin().await.unwrap();
    work.people().grant_platform(&ALL, mara.id, None).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(people.by_id(&ALL, mara.id).await.unwrap().unwrap().platform, None);
});

on_both!(a_sign_in_refreshes_name_and_address, |world| async move {
    let acme = world.tenant("acme").await;
    let mara = world.member(&acme, "Mara", Role::Member).await;
    world.clock.advance(minutes(5));
    let work = world.store.begin().await.unwrap();
    work.people().signed_in(&ALL, mara.id, "mq@x.example", "Mara Quist", world.now()).await.unwrap();
    let nobody = work.people().signed_in(&ALL, PersonId::new(&*world.clock), "", "", world.now()).await;
    assert!(nobody.is_err());
    work.save().await.unwrap();
    let list = world.store.people().list(&world.within(&acme), &PeopleQuery::default()).await.unwrap();
    let [member] = list.page.rows.as_slice() else { panic!("{list:?}") };
    assert_eq!((member.name.as_str(), member.email.as_str()), ("Mara Quist", "mq@x.example"));
    assert_eq!(member.last_sign_in, Some(world.now()));
});

on_both!(pages_cover_everybody_once, |world| async move {
    let acme = world.tenant("acme").await;
    for _ in 0..53 {
        world.member(&acme, "Same Name", Role::Member).await;
    }
    for by in PeopleSort::ALL {
        for falling in [false, true] {
            let mut seen = BTreeSet::new();
            for number in 1..=3 {
                let order = PeopleOrder { by: *by, falling };
                let query = PeopleQuery { number, order, limit: Limit::parse("25"), ..PeopleQuery::default() };
                let list = world.store.people().list(&world.within(&acme), &query).await.unwrap();
                assert_eq!((list.page.total, list.active), (53, 53));
                seen.extend(list.page.rows.into_iter().map(|member| member.person));
            }
            assert_eq!(seen.len(), 53, "{by:?}");
        }
    }
});

on_both!(the_list_filters_and_sorts, |world| async move {
    let acme = world.tenant("acme").await;
    let arend = world.member(&acme, "arend Bakker", Role::Helpdesk).await;
    let bea = world.member(&acme, "Bea 100%", Role::Owner).await;
    let cem = world.person("Cem_Öz").await;
    world.grant(&acme, &cem, Role::Admin, MemberState::Invited).await;
    let work = world.store.begin().await.unwrap();
    work.people().signed_in(&ALL, bea.id, &bea.email, &bea.name, world.now()).await.unwrap();
    work.people().second_factor(&ALL, bea.id, true).await.unwrap();
    work.people().second_factor(&ALL, arend.id, false).await.unwrap();
    work.save().await.unwrap();

    let scope = world.within(&acme);
    let names = async |query: PeopleQuery| {
        let list = world.store.people().list(&scope, &query).await.unwrap();
        assert_eq!((list.active, list.invited, list.suspended), (2, 1, 0), "the numbers are the tenant's");
        assert_eq!(list.page.total as usize, list.page.rows.len());
        list.page.rows.into_iter().map(|member| member.name).collect::<Vec<_>>()
    };
    let by = |by, falling| PeopleQuery { order: PeopleOrder { by, falling }, ..PeopleQuery::default() };
    let text = |text: &str| PeopleQuery { text: text.into(), ..PeopleQuery::default() };
    let factor = |used| PeopleQuery { second_factor: Some(used), ..PeopleQuery::default() };
    let (a, b, c) = (arend.name.as_str(), bea.name.as_str(), cem.name.as_str());
    assert_eq!(names(by(PeopleSort::Name, false)).await, [a, b, c], "whatever its case");
    assert_eq!(names(by(PeopleSort::Name, true)).await, [c, b, a]);
    assert_eq!((names(factor(true)).await, names(factor(false)).await), (vec![b.to_owned()], vec![a.to_owned()]));
    assert_eq!(names(by(PeopleSort::Role, false)).await, [a, c, b]);
    assert_eq!(names(by(PeopleSort::State, true)).await, [c, a, b]);
    assert_eq!(names(by(PeopleSort::LastSignIn, true)).await, [b, a, c]);
    assert_eq!(names(text("BAKKER")).await, [a]);
    assert_eq!(names(text("cem_öz@")).await, [c]);
    assert_eq!(names(text("ÖZ")).await, [c], "beyond ASCII too");
    assert_eq!(names(text("100%")).await, [b]);
    assert_eq!(names(text("%")).await, [b], "a wildcard is a character");
    assert_eq!(names(text("_")).await, [c]);
    assert_eq!(names(text("\\")).await, Vec::<String>::new());
    assert_eq!(names(PeopleQuery { role: Some(Role::Owner), ..PeopleQuery::default() }).await, [b]);
    assert_eq!(names(PeopleQuery { state: Some(MemberState::Invited), ..PeopleQuery::default() }).await, [c]);
});
