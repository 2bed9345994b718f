//! Announcements: who is told what, and when.

use chrono::{DateTime, Utc};
use dezky_domain::{
    access::Role,
    announcement::{NewAnnouncement, Severity},
    ctx::Scope,
    id::{AnnouncementId, TenantId},
};
use dezky_store::StoreError;

use crate::support::{ALL, World, minutes};

fn new(severity: Severity, title: &str, from: DateTime<Utc>, until: DateTime<Utc>) -> NewAnnouncement {
    NewAnnouncement::new(severity.word(), title, "", Ok((from, until))).unwrap()
}

async fn write(world: &World, scope: &Scope, tenant: Option<TenantId>, new: NewAnnouncement) -> AnnouncementId {
    let id = AnnouncementId::new(&*world.clock);
    let work = world.store.begin().await.unwrap();
    work.announcements().insert(scope, tenant, id, &new, "Ann").await.unwrap();
    work.save().await.unwrap();
    id
}

on_both!(everybody_is_told_what_concerns_them_while_it_lasts, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    let ben = world.member(&acme, "Ben", Role::Member).await;
    let (scope, now) = (world.within(&acme), world.now());
    let until = now + minutes(60);
    let of_acme = write(&world, &scope, Some(acme.id), new(Severity::Info, "Cake", now, until)).await;
    write(&world, &ALL, Some(bolt.id), new(Severity::Bad, "Theirs", now, until)).await;
    write(&world, &ALL, None, new(Severity::Bad, "Mail is down", now - minutes(5), until)).await;
    write(&world, &ALL, Some(acme.id), new(Severity::Warn, "Soon", now + minutes(10), until)).await;
    write(&world, &ALL, Some(acme.id), new(Severity::Warn, "Over", now - minutes(10), now)).await;
    let told = async |person, at| {
        let told = world.store.announcements().told(&scope, acme.id, person, at).await.unwrap();
        told.into_iter().map(|one| (one.what.title, one.platform)).collect::<Vec<_>>()
    };
    let (down, cake) = (("Mail is down".to_owned(), true), ("Cake".to_owned(), false));
    assert_eq!(told(ann.id, now).await, [down.clone(), cake.clone()], "the gravest first");
    assert_eq!(told(ann.id, now + minutes(10)).await.len(), 3);
    assert_eq!(told(ann.id, until).await, []);
    let work = world.store.begin().await.unwrap();
    let hidden = work.announcements().hide(&scope, acme.id, ann.id, of_acme).await.unwrap();
    assert_eq!(hidden.as_deref(), Some("Cake"));
    work.announcements().hide(&scope, acme.id, ann.id, of_acme).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(told(ann.id, now).await, std::slice::from_ref(&down));
    assert_eq!(told(ben.id, now).await, [down, cake], "she hid it for herself");
});

on_both!(one_ends_what_is_ones_own, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    let (scope, now) = (world.within(&acme), world.now());
    let until = now + minutes(60);
    let ours = write(&world, &scope, Some(acme.id), new(Severity::Info, "Ours", now, until)).await;
    let theirs = write(&world, &ALL, Some(bolt.id), new(Severity::Info, "Theirs", now, until)).await;
    let everybodys = write(&world, &ALL, None, new(Severity::Info, "Everybody's", now, until)).await;
    let work = world.store.begin().await.unwrap();
    let announcements = work.announcements();
    assert_eq!(announcements.one(&scope, Some(acme.id), theirs).await.unwrap(), None);
    assert_eq!(announcements.one(&scope, Some(acme.id), everybodys).await.unwrap(), None);
    assert_eq!(announcements.one(&ALL, None, ours).await.unwrap(), None, "the platform's are others");
    assert_eq!(announcements.hide(&scope, acme.id, ann.id, theirs).await.unwrap(), None);
    let denied = announcements.one(&scope, None, everybodys).await;
    assert!(matches!(denied, Err(StoreError::Denied)), "{denied:?}");
    assert!(announcements.one(&scope, Some(acme.id), ours).await.unwrap().is_some());
    announcements.end(ours, now).await.unwrap();
    work.save().await.unwrap();
    let list = world.store.announcements().list(&scope, Some(acme.id)).await.unwrap();
    assert_eq!((list.len(), list[0].what.until, list[0].by.as_str()), (1, now, "Ann"));
    assert_eq!(world.store.announcements().list(&ALL, None).await.unwrap()[0].id, everybodys);
    let denied = world.store.announcements().list(&scope, None).await;
    assert!(matches!(denied, Err(StoreError::Denied)), "{denied:?}");
});

on_both!(announcements_are_looked_up_by_tenant, |world| async move {
    let acme = world.tenant("acme").await;
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    if !world.postgres() {
        let plan = world.store.announcements().explain(acme.id, ann.id, world.now()).await.unwrap().join("\n");
        assert_eq!(plan.matches("announcement_by_tenant").count(), 3, "{plan}");
        assert!(!plan.contains("SCAN announcement"), "{plan}");
    }
});
