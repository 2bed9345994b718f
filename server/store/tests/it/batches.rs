//! Acts on many: taken from the list by one statement, done row by row, counted by an index.

use dezky_domain::{
    access::Role,
    batch::{BatchState, Chosen, Deed, RowState, RowsQuery},
    id::{BatchId, PersonId},
    language::Language,
    member::{Member, MemberState, PeopleOrder, PeopleQuery, PeopleSort},
    page::Limit,
    tenant::Tenant,
};
use dezky_store::{NewBatch, NewRow, StoreError, Work};

use crate::support::{World, minutes};

fn new<'a>(world: &World, tenant: &Tenant, deed: &'a Deed) -> NewBatch<'a> {
    NewBatch {
        id: BatchId::new(&*world.clock),
        tenant: tenant.id,
        deed,
        by: PersonId::new(&*world.clock),
        by_name: "Mara",
        language: Language::Danish,
        request: "0123456789",
        now: world.now(),
    }
}

async fn draft(world: &World, work: &Work, tenant: &Tenant) -> BatchId {
    let new = new(world, tenant, &Deed::Suspend);
    work.batches().insert(&world.within(tenant), &new).await.unwrap();
    new.id
}

fn any() -> RowsQuery {
    RowsQuery { state: None, number: 1, limit: Limit::default() }
}

on_both!(the_people_of_a_list_are_taken_in_its_order, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    for number in 0..30 {
        world.member(&acme, &format!("Person {number:02}"), Role::Member).await;
    }
    let other = world.member(&bolt, "Person of Bolt", Role::Member).await;
    let scope = world.within(&acme);
    let order = PeopleOrder { by: PeopleSort::Name, falling: true };
    let query = PeopleQuery { order, number: 2, text: "person".into(), ..PeopleQuery::default() };
    for chosen in [Chosen::All, Chosen::Page] {
        let work = world.store.begin().await.unwrap();
        let id = draft(&world, &work, &acme).await;
        let taken = work.batches().take_people(&scope, acme.id, id, &chosen, &query, 100).await.unwrap();
        work.save().await.unwrap();
        let rows = world.store.batches().all_rows(&scope, id).await.unwrap();
        let page = world.store.people().list(&scope, &query).await.unwrap().page;
        assert_eq!(taken as usize, rows.len());
        let names = |rows: &[Member]| rows.iter().map(|member| member.name.clone()).collect::<Vec<_>>();
        let taken: Vec<String> = rows.iter().map(|row| row.fields[0].1.clone()).collect();
        match chosen {
            Chosen::Page => assert_eq!(taken, names(&page.rows), "what the page shows"),
            _ => assert_eq!((taken.len(), taken[0].as_str()), (30, "Person 29")),
        }
    }
    let work = world.store.begin().await.unwrap();
    let id = draft(&world, &work, &acme).await;
    let stranger = Chosen::Ticked(vec![other.id]);
    assert_eq!(work.batches().take_people(&scope, acme.id, id, &stranger, &query, 100).await.unwrap(), 0);
    let most = work.batches().take_people(&scope, acme.id, id, &Chosen::All, &query, 10).await.unwrap();
    assert_eq!(most, 11, "one more than may be");
});

on_both!(rows_are_done_one_after_the_other, |world| async move {
    let acme = world.tenant("acme").await;
    let scope = world.within(&acme);
    let work = world.store.begin().await.unwrap();
    let id = draft(&world, &work, &acme).await;
    let row = |number: u64, wrong| NewRow { number, fields: vec![("name".into(), format!("N\0{number}"))], wrong };
    let rows = [row(2, None), row(3, Some(("email", "wrong-email"))), row(5, None), row(4, None)];
    work.batches().take_rows(id, &rows).await.unwrap();
    assert!(work.batches().turn(id, BatchState::Draft, BatchState::Running, None).await.unwrap());
    assert!(!work.batches().turn(id, BatchState::Draft, BatchState::Running, None).await.unwrap(), "once");
    let waiting = work.batches().waiting(id, 2).await.unwrap();
    assert_eq!(waiting.iter().map(|row| row.number).collect::<Vec<_>>(), [2, 4]);
    work.batches().settle(id, 2, RowState::Done, None).await.unwrap();
    work.batches().settle(id, 4, RowState::Failed, Some(("email", "taken-member"))).await.unwrap();
    assert_eq!(work.batches().count_waiting(id).await.unwrap(), 1);
    assert_eq!(work.batches().fail_rest(id, "batch-right-lost").await.unwrap(), 1);
    work.save().await.unwrap();

    let batch = world.store.batches().show(&scope, id).await.unwrap().unwrap();
    assert_eq!((batch.wrong, batch.done, batch.failed, batch.waiting, batch.rows()), (1, 1, 2, 0, 4));
    assert_eq!((batch.by.as_str(), &batch.deed, batch.state), ("Mara", &Deed::Suspend, BatchState::Running));
    let failed = RowsQuery { state: Some(RowState::Failed), ..any() };
    let page = world.store.batches().rows(&scope, id, failed).await.unwrap();
    assert_eq!((page.total, page.rows[0].why.clone()), (2, Some(("email".into(), "taken-member".into()))));
    let head = world.store.batches().head(&scope, id).await.unwrap().unwrap();
    assert_eq!((head.language, head.request.as_str()), (Language::Danish, "0123456789"));
});

on_both!(one_that_fails_takes_nothing_along, |world| async move {
    let acme = world.tenant("acme").await;
    let (ann, scope) = (world.member(&acme, "Ann", Role::Member).await, world.within(&acme));
    let work = world.store.begin().await.unwrap();
    let people = work.people();
    work.mark().await.unwrap();
    people.set_role(&scope, acme.id, ann.id, Role::Admin).await.unwrap();
    work.keep().await.unwrap();
    work.mark().await.unwrap();
    people.set_state(&scope, acme.id, ann.id, MemberState::Suspended).await.unwrap();
    // A statement that the database refuses, too.
    assert!(
        work.groups()
            .put(&scope, acme.id, "0f229b2a-7a70-4a51-8e54-5daca7dca79f".parse().unwrap(), ann.id)
            .await
            .is_ok()
    );
    let twice = draft(&world, &work, &acme).await;
    let row = NewRow { number: 1, fields: Vec::new(), wrong: None };
    assert!(work.batches().take_rows(twice, &[row.clone(), row]).await.is_err());
    work.undo().await.unwrap();
    work.mark().await.unwrap();
    work.keep().await.unwrap();
    work.save().await.unwrap();
    let now = world.store.people().role_in(&scope, ann.id, acme.id).await.unwrap();
    assert_eq!(now, Some((Role::Admin, MemberState::Active)));
    assert_eq!(world.store.batches().head(&scope, twice).await.unwrap(), None);
});

on_both!(another_tenants_batches_are_not_there, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let work = world.store.begin().await.unwrap();
    let id = draft(&world, &work, &acme).await;
    work.batches().take_rows(id, &[NewRow { number: 1, fields: Vec::new(), wrong: None }]).await.unwrap();
    work.save().await.unwrap();
    let theirs = world.within(&bolt);
    assert_eq!(world.store.batches().show(&theirs, id).await.unwrap(), None);
    assert!(world.store.batches().all_rows(&theirs, id).await.unwrap().is_empty());
    assert_eq!(world.store.batches().rows(&theirs, id, any()).await.unwrap().total, 0);
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.batches().head(&theirs, id).await.unwrap(), None);
    let refused = work.batches().insert(&theirs, &new(&world, &acme, &Deed::Resume)).await;
    assert!(matches!(refused, Err(StoreError::Denied)), "{refused:?}");
});

on_both!(what_is_old_is_swept_and_what_runs_is_not, |world| async move {
    let acme = world.tenant("acme").await;
    let scope = world.within(&acme);
    let work = world.store.begin().await.unwrap();
    let (old, running) = (draft(&world, &work, &acme).await, draft(&world, &work, &acme).await);
    work.batches().turn(running, BatchState::Draft, BatchState::Running, None).await.unwrap();
    work.save().await.unwrap();
    world.clock.advance(minutes(60));
    let work = world.store.begin().await.unwrap();
    let young = draft(&world, &work, &acme).await;
    assert_eq!(work.batches().sweep(world.now(), world.now(), 10).await.unwrap(), 1);
    work.save().await.unwrap();
    let there = async |id| world.store.batches().head(&scope, id).await.unwrap().is_some();
    assert_eq!((there(old).await, there(running).await, there(young).await), (false, true, true));
});

on_both!(rows_are_found_by_an_index, |world| async move {
    let acme = world.tenant("acme").await;
    let work = world.store.begin().await.unwrap();
    let id = draft(&world, &work, &acme).await;
    work.save().await.unwrap();
    if world.postgres() {
        return;
    }
    for query in [any(), RowsQuery { state: Some(RowState::Failed), ..any() }] {
        let plan = world.store.batches().explain_rows(&world.within(&acme), id, query).await.unwrap().join("\n");
        assert!(!plan.contains("SCAN") && !plan.contains("TEMP B-TREE"), "{plan}");
    }
});

on_both!(a_list_has_the_newest_of_one_tenant, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let work = world.store.begin().await.unwrap();
    let (first, _) = (draft(&world, &work, &acme).await, draft(&world, &work, &bolt).await);
    let scope = world.within(&acme);
    let later = NewBatch { now: world.now() + minutes(1), ..new(&world, &acme, &Deed::Suspend) };
    work.batches().insert(&scope, &later).await.unwrap();
    let second = later.id;
    let row = |number| NewRow { number, fields: Vec::new(), wrong: None };
    work.batches().take_rows(first, &[row(1), row(2)]).await.unwrap();
    work.batches().settle(first, 2, RowState::Failed, Some(("", "batch-gone"))).await.unwrap();
    work.save().await.unwrap();
    let ids = async |most| {
        let lines = world.store.batches().list(&scope, acme.id, &["suspend"], most).await.unwrap();
        lines.into_iter().map(|line| line.id).collect::<Vec<_>>()
    };
    assert_eq!(ids(50).await, [second, first]);
    assert_eq!(ids(1).await, [second]);
    let lines = world.store.batches().list(&scope, acme.id, &["resume", "suspend"], 50).await.unwrap();
    let numbers: Vec<_> = lines.iter().map(|line| (line.rows, line.over, line.failed)).collect();
    assert_eq!(numbers, [(0, 0, 0), (2, 1, 1)]);
    for none in [&["import"][..], &[]] {
        assert!(world.store.batches().list(&scope, acme.id, none, 50).await.unwrap().is_empty(), "{none:?}");
    }
    let denied = world.store.batches().list(&scope, bolt.id, &["suspend"], 50).await.unwrap_err();
    assert!(matches!(denied, StoreError::Denied), "{denied}");
});
