//! What tenants decide, and that sessions mind it.

use chrono::Duration;
use dezky_domain::{id::PersonId, language::Language, settings::Settings, tenant::Tenant};
use dezky_store::StoreError;
use tower_sessions_core::SessionStore as _;

use crate::{
    session_store::{sessions, signed_in},
    support::{ALL, World, minutes},
};

impl World {
    pub async fn decide(&self, tenant: &Tenant, settings: &Settings) {
        let work = self.store.begin().await.unwrap();
        work.settings().set(&self.within(tenant), tenant.id, settings).await.unwrap();
        work.save().await.unwrap();
    }
}

on_both!(what_is_decided_is_kept, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let settings = world.store.settings();
    assert_eq!(settings.of(&ALL, acme.id).await.unwrap(), Settings::NONE);
    let decided = Settings {
        language: Some(Language::Danish),
        idle_minutes: Some(30),
        session_hours: Some(8),
        retention_days: Some(400),
        alert_mail: vec!["a@x.example".into(), "b@x.example".into()],
    };
    world.decide(&acme, &decided).await;
    assert_eq!(settings.of(&world.within(&acme), acme.id).await.unwrap(), decided);
    assert_eq!(settings.of(&ALL, bolt.id).await.unwrap(), Settings::NONE);
    assert_eq!(settings.of(&world.within(&bolt), acme.id).await.unwrap(), Settings::NONE, "another tenant's");
    let work = world.store.begin().await.unwrap();
    let denied = work.settings().set(&world.within(&bolt), acme.id, &decided).await;
    assert!(matches!(denied, Err(StoreError::Denied)), "{denied:?}");
    drop(work);
    world.decide(&acme, &Settings::NONE).await;
    assert_eq!(settings.of(&ALL, acme.id).await.unwrap(), Settings::NONE);
});

on_both!(a_shorter_life_counts_from_the_next_request_on, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let store = sessions(&world);
    let mut records = Vec::new();
    for tenant in [Some(acme.id), Some(bolt.id), None] {
        let (_, mut record) = signed_in(&world, PersonId::new(&*world.clock), tenant, "x");
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
    world.decide(&acme, &Settings { idle_minutes: Some(10), ..Settings::NONE }).await;
    world.clock.advance(minutes(10));
    assert_eq!(alive().await, [true, true, true]);
    world.clock.advance(minutes(10) + Duration::microseconds(1));
    assert_eq!(alive().await, [false, true, true], "ten minutes of nobody, on that host only");
});

on_both!(a_sign_in_ends_after_the_tenants_hours_and_never_later_than_the_platforms, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    world.decide(&acme, &Settings { session_hours: Some(2), ..Settings::NONE }).await;
    world.decide(&bolt, &Settings { session_hours: Some(500), idle_minutes: Some(1_000), ..Settings::NONE }).await;
    let store = sessions(&world);
    let since = world.now();
    let mut records = Vec::new();
    for tenant in [acme.id, bolt.id] {
        let (_, mut record) = signed_in(&world, PersonId::new(&*world.clock), Some(tenant), "x");
        store.create(&mut record).await.unwrap();
        records.push(record);
    }
    let mut ended = [None, None];
    while world.now() < since + Duration::hours(9) {
        world.clock.advance(minutes(30));
        for (record, ended) in records.iter().zip(&mut ended) {
            if store.load(&record.id).await.unwrap().is_none() && ended.is_none() {
                *ended = Some((world.now() - since).num_minutes());
            }
        }
    }
    assert_eq!(ended, [Some(150), Some(510)]);
});
