//! Saved views: each person's own, for each line.

use dezky_domain::{
    access::Role,
    ctx::Scope,
    id::{PersonId, TenantId, ViewId},
    timeline::TimelineFilter,
    view::View,
};
use dezky_store::StoreError;

use crate::support::{ALL, World, minutes};

async fn save(world: &World, scope: &Scope, tenant: Option<TenantId>, person: PersonId, name: &str) -> ViewId {
    let filter = TimelineFilter { text: format!("{name}\0"), noise: true, ..TimelineFilter::default() };
    let view = View { id: ViewId::new(&*world.clock), name: name.to_owned(), filter };
    let work = world.store.begin().await.unwrap();
    // One after the other: the first of all is as old as its name is long.
    let now = world.now() - minutes(i64::try_from(name.len()).unwrap());
    work.views().save(scope, tenant, person, &view, now).await.unwrap();
    work.save().await.unwrap();
    view.id
}

async fn names(world: &World, scope: &Scope, tenant: Option<TenantId>, person: PersonId) -> Vec<String> {
    let views = world.store.views().of(scope, tenant, person).await.unwrap();
    views.into_iter().map(|view| view.name).collect()
}

on_both!(views_are_ones_own_of_one_line, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let ann = world.member(&acme, "Ann", Role::Owner).await.id;
    let ben = world.member(&acme, "Ben", Role::Admin).await.id;
    let (of_acme, of_bolt) = (world.within(&acme), world.within(&bolt));
    let first = save(&world, &of_acme, Some(acme.id), ann, "Shared").await;
    save(&world, &of_acme, Some(acme.id), ann, "Refused").await;
    save(&world, &ALL, None, ann, "Platform").await;
    save(&world, &of_acme, Some(acme.id), ben, "Ben's").await;
    assert_eq!(names(&world, &of_acme, Some(acme.id), ann).await, ["Refused", "Shared"]);
    assert_eq!(names(&world, &ALL, None, ann).await, ["Platform"]);
    assert_eq!(names(&world, &of_bolt, Some(bolt.id), ann).await, [""; 0]);
    let view = world.store.views().of(&of_acme, Some(acme.id), ann).await.unwrap().remove(1);
    assert_eq!((view.filter.text.as_str(), view.filter.noise), ("Shared\u{fffd}", true));

    let work = world.store.begin().await.unwrap();
    assert_eq!(work.views().remove(&of_acme, Some(acme.id), ben, first).await.unwrap(), None, "not Ben's");
    assert_eq!(work.views().remove(&ALL, None, ann, first).await.unwrap(), None, "not of this line");
    let removed = work.views().remove(&of_acme, Some(acme.id), ann, first).await.unwrap();
    assert_eq!(removed.as_deref(), Some("Shared"));
    work.save().await.unwrap();
    assert_eq!(names(&world, &of_acme, Some(acme.id), ann).await, ["Refused"]);
});

on_both!(another_line_is_out_of_reach, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let ann = world.member(&acme, "Ann", Role::Owner).await.id;
    let scope = world.within(&acme);
    for tenant in [Some(bolt.id), None] {
        let denied = world.store.views().of(&scope, tenant, ann).await.unwrap_err();
        assert!(matches!(denied, StoreError::Denied), "{denied}");
        let work = world.store.begin().await.unwrap();
        let denied = work.views().remove(&scope, tenant, ann, ViewId::new(&*world.clock)).await.unwrap_err();
        assert!(matches!(denied, StoreError::Denied), "{denied}");
    }
});
