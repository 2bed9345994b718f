//! Sessions, listed and ended by others than their browser; logout tokens.

use chrono::Duration;
use dezky_domain::id::PersonId;
use tower_sessions_core::SessionStore as _;

use crate::{
    session_store::{anonymous, sessions, signed_in},
    support::minutes,
};

on_both!(a_person_lists_and_ends_their_own, |world| async move {
    let acme = world.tenant("acme").await;
    let (mara, otto) = (PersonId::new(&*world.clock), PersonId::new(&*world.clock));
    let store = sessions(&world);
    let (old, mut record) = signed_in(&world, mara, Some(acme.id), "1");
    store.create(&mut record).await.unwrap();
    world.clock.advance(minutes(2));
    let (new, mut record) = signed_in(&world, mara, None, "2");
    store.create(&mut record).await.unwrap();
    let (others, mut record) = signed_in(&world, otto, None, "3");
    store.create(&mut record).await.unwrap();
    store.create(&mut anonymous()).await.unwrap();

    let own = world.own(mara);
    let list = world.store.sessions().list(&own, Some(old)).await.unwrap();
    let shown: Vec<_> = list.iter().map(|session| (session.id, session.current)).collect();
    assert_eq!(shown, [(old, true), (new, false)]);
    assert_eq!((list[0].workspace.as_deref(), list[1].workspace.as_deref()), (Some("ACME"), None));
    assert_eq!(
        (list[0].user_agent.as_deref(), list[0].address.as_deref()),
        (Some("Firefox\u{fffd}"), Some("192.0.2.7"))
    );
    assert_eq!((list[0].signed_in, list[1].last_seen), (world.now() - minutes(2), world.now()));

    let work = world.store.begin().await.unwrap();
    assert!(!work.sessions().end(&own, others).await.unwrap(), "somebody else's");
    assert!(work.sessions().end(&own, old).await.unwrap());
    assert!(!work.sessions().end(&own, old).await.unwrap());
    work.save().await.unwrap();
    let list = world.store.sessions().list(&own, None).await.unwrap();
    assert_eq!(list.iter().map(|session| session.id).collect::<Vec<_>>(), [new]);
    world.clock.advance(minutes(61));
    assert_eq!(world.store.sessions().list(&own, None).await.unwrap(), [], "expired, though not swept yet");
});

on_both!(the_provider_ends_by_sid_and_by_subject, |world| async move {
    let mara = PersonId::new(&*world.clock);
    let store = sessions(&world);
    let mut records = Vec::new();
    for sid in ["1", "1", "2", "3"] {
        let (_, mut record) = signed_in(&world, mara, None, sid);
        store.create(&mut record).await.unwrap();
        records.push(record);
    }
    let alive = async || {
        let mut alive = Vec::new();
        for record in &records {
            alive.push(store.load(&record.id).await.unwrap().is_some());
        }
        alive
    };
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.sessions().end_by_sid("https://evil.example/", "1").await.unwrap(), 0, "another issuer's sid");
    assert_eq!(work.sessions().end_by_sid("https://id.example/", "1").await.unwrap(), 2);
    work.save().await.unwrap();
    assert_eq!(alive().await, [false, false, true, true]);
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.sessions().end_by_subject("https://id.example/", "s-2").await.unwrap(), 0);
    assert_eq!(work.sessions().end_by_subject("https://id.example/", "s-1").await.unwrap(), 2);
    work.save().await.unwrap();
    assert_eq!(alive().await, [false; 4]);
});

on_both!(the_sweep_takes_what_has_expired, |world| async move {
    let store = sessions(&world);
    let (_, mut record) = signed_in(&world, PersonId::new(&*world.clock), None, "1");
    store.create(&mut record).await.unwrap();
    store.create(&mut anonymous()).await.unwrap();
    for (minute, swept) in [(15, 0), (1, 1), (44, 0), (1, 1), (1, 0)] {
        world.clock.advance(minutes(minute));
        let work = world.store.begin().await.unwrap();
        assert_eq!(work.sessions().sweep(world.now()).await.unwrap(), swept, "{minute} minutes later");
        work.save().await.unwrap();
    }
});

on_both!(a_logout_token_counts_once, |world| async move {
    let once = async |issuer: &str, jti: &str| {
        let work = world.store.begin().await.unwrap();
        let new = work.logout_tokens().once(issuer, jti, world.now() + Duration::minutes(2)).await.unwrap();
        work.save().await.unwrap();
        new
    };
    assert!(once("https://id.example/", "a\0").await);
    assert!(!once("https://id.example/", "a\0").await);
    assert!(once("https://id.example/a", "\0").await);
    assert!(once("https://other.example/", "a\0").await);
    world.clock.advance(Duration::minutes(2));
    assert!(!once("https://id.example/", "a\0").await, "not yet expired");
    world.clock.advance(Duration::microseconds(1));
    assert!(once("https://id.example/", "a\0").await, "forgotten");
});
