//! The session layer's store: what it keeps, and for how long.

use chrono::Duration;
use dezky_domain::id::{PersonId, SessionId, TenantId};
use dezky_store::SessionStore;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::json;
use tower_sessions_core::{
    SessionStore as _,
    session::{Id, Record},
};

use crate::support::{World, minutes};

pub fn sessions(world: &World) -> SessionStore {
    world.store.session_store(Duration::hours(1), Duration::hours(8))
}

pub fn anonymous() -> Record {
    let data = [("state".to_owned(), json!("a\0b"))].into_iter().collect();
    Record { id: Id::default(), data, expiry_date: std::time::UNIX_EPOCH.into() }
}

/// Somebody who signed in now, on no tenant's host.
pub fn signed_in(world: &World, person: PersonId, tenant: Option<TenantId>, sid: &str) -> (SessionId, Record) {
    let session = SessionId::new(&*world.clock);
    let mut record = anonymous();
    let told = json!({
        "session": session, "person": person, "tenant": tenant, "issuer": "https://id.example/", "subject": "s-1",
        "sid": sid, "user_agent": "Firefox\0", "address": "192.0.2.7", "since_us": world.now().timestamp_micros(),
    });
    record.data.insert("signed_in".to_owned(), told);
    (session, record)
}

on_both!(keeps_the_data_and_not_the_id, |world| async move {
    let store = sessions(&world);
    let mut record = anonymous();
    store.create(&mut record).await.unwrap();
    let loaded = store.load(&record.id).await.unwrap().unwrap();
    assert_eq!((loaded.id, &loaded.data), (record.id, &record.data));
    record.data.insert("more".into(), json!({"ä": 1}));
    store.save(&record).await.unwrap();
    assert_eq!(store.load(&record.id).await.unwrap().unwrap().data, record.data);

    let db = world.raw().await;
    let select = Statement::from_string(db.get_database_backend(), "SELECT id_hash, data FROM session");
    let row = db.query_one_raw(select).await.unwrap().unwrap();
    let hash: Vec<u8> = row.try_get_by_index(0).unwrap();
    assert_eq!(hash.len(), 32);
    assert_ne!(hash[..16], record.id.0.to_le_bytes());
    let data: String = row.try_get_by_index(1).unwrap();
    assert!(!data.contains(&record.id.to_string()) && !data.contains(&record.id.0.to_string()));
    db.close().await.unwrap();

    assert_eq!(store.load(&Id(5)).await.unwrap(), None);
    store.delete(&record.id).await.unwrap();
    assert_eq!(store.load(&record.id).await.unwrap(), None);
});

on_both!(an_id_that_is_taken_is_drawn_again, |world| async move {
    let store = sessions(&world);
    let (mut one, mut two) = (anonymous(), anonymous());
    two.id = one.id;
    two.data.insert("mine".into(), json!(true));
    store.create(&mut one).await.unwrap();
    store.create(&mut two).await.unwrap();
    assert_ne!(one.id, two.id);
    assert_eq!(store.load(&one.id).await.unwrap().unwrap().data, one.data);
    assert_eq!(store.load(&two.id).await.unwrap().unwrap().data, two.data);
});

on_both!(ends_when_nobody_comes, |world| async move {
    let store = sessions(&world);
    let (_, mut record) = signed_in(&world, PersonId::new(&*world.clock), None, "x");
    store.create(&mut record).await.unwrap();
    for _ in 0..3 {
        world.clock.advance(minutes(60));
        assert!(store.load(&record.id).await.unwrap().is_some(), "seen an hour ago, and seen again");
    }
    world.clock.advance(minutes(60) + Duration::microseconds(1));
    assert_eq!(store.load(&record.id).await.unwrap(), None);
    store.save(&record).await.unwrap();
    assert_eq!(store.load(&record.id).await.unwrap(), None, "what has expired isn't brought back");
});

on_both!(ends_after_its_day_however_busy, |world| async move {
    let store = sessions(&world);
    let (_, mut record) = signed_in(&world, PersonId::new(&*world.clock), None, "x");
    let since = world.now();
    store.create(&mut record).await.unwrap();
    while world.now() < since + Duration::hours(8) {
        world.clock.advance(minutes(30));
        let loaded = store.load(&record.id).await.unwrap().expect("within eight hours");
        assert!(loaded.expiry_date.unix_timestamp() <= (since + Duration::hours(8)).timestamp());
        store.save(&record).await.unwrap();
    }
    // A new id doesn't make it younger.
    store.delete(&record.id).await.unwrap();
    store.create(&mut record).await.unwrap();
    world.clock.advance(Duration::microseconds(1));
    assert_eq!(store.load(&record.id).await.unwrap(), None);
});

on_both!(a_sign_in_has_a_quarter_of_an_hour, |world| async move {
    let store = sessions(&world);
    let mut record = anonymous();
    store.create(&mut record).await.unwrap();
    world.clock.advance(minutes(10));
    store.save(&record).await.unwrap();
    world.clock.advance(minutes(5));
    assert!(store.load(&record.id).await.unwrap().is_some());
    world.clock.advance(Duration::microseconds(1));
    assert_eq!(store.load(&record.id).await.unwrap(), None);
});

on_both!(what_was_ended_stays_so, |world| async move {
    let store = sessions(&world);
    let person = PersonId::new(&*world.clock);
    let (id, mut record) = signed_in(&world, person, None, "x");
    store.create(&mut record).await.unwrap();
    let work = world.store.begin().await.unwrap();
    assert!(work.sessions().end(&world.own(person), id).await.unwrap());
    work.save().await.unwrap();
    // A request that began before has the last word, and isn't heard.
    store.save(&record).await.unwrap();
    assert_eq!(store.load(&record.id).await.unwrap(), None);
});
