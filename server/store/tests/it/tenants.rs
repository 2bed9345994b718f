//! Tenants: unique names, search, logos.

use dezky_domain::{
    id::TenantId,
    tenant::{NewTenant, Slug},
};
use dezky_store::StoreError;

use crate::support::{ALL, World};

async fn insert(world: &World, slug: &str, domain: &str) -> Result<(), StoreError> {
    let new = NewTenant::parse("Somebody", slug, domain, "").unwrap();
    let work = world.store.begin().await?;
    work.tenants().insert(&ALL, TenantId::new(&*world.clock), &new, world.now()).await?;
    work.save().await
}

on_both!(one_of_two_gets_the_slug, |world| async move {
    let (one, two) = tokio::join!(insert(&world, "acme", "a.example"), insert(&world, "acme", "b.example"));
    let lost = [one, two].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(matches!(lost.as_slice(), [StoreError::Taken("slug")]), "{lost:?}");
    assert_eq!(world.store.tenants().list(&ALL, "").await.unwrap().len(), 1);
});

on_both!(one_of_two_gets_the_domain, |world| async move {
    let (one, two) = tokio::join!(insert(&world, "acme", "a.example"), insert(&world, "bolt", "a.example"));
    let lost = [one, two].into_iter().filter_map(Result::err).collect::<Vec<_>>();
    assert!(matches!(lost.as_slice(), [StoreError::Taken("domain")]), "{lost:?}");
    insert(&world, "cord", "").await.unwrap();
    insert(&world, "dune", "").await.unwrap();
});

on_both!(is_found_by_slug_domain_and_part_of_a_name, |world| async move {
    let acme = world.tenant("acme").await;
    let bolt = world.tenant("bolt").await;
    let tenants = world.store.tenants();
    assert_eq!(tenants.by_slug(&ALL, &acme.slug).await.unwrap().as_ref(), Some(&acme));
    assert_eq!(tenants.by_domain(&ALL, "BOLT.example").await.unwrap().as_ref(), Some(&bolt));
    assert_eq!(tenants.by_domain(&ALL, "nobody.example").await.unwrap(), None);
    assert_eq!(tenants.by_slug(&ALL, &Slug::parse("nobody").unwrap()).await.unwrap(), None);
    assert_eq!(tenants.list(&ALL, "t.exam").await.unwrap(), std::slice::from_ref(&bolt));
    assert_eq!(tenants.list(&ALL, "CM").await.unwrap(), std::slice::from_ref(&acme));
    assert_eq!(tenants.list(&ALL, "").await.unwrap(), [acme, bolt]);
    assert_eq!(tenants.list(&ALL, "%").await.unwrap(), []);
    assert_eq!(tenants.list(&ALL, "a_me").await.unwrap(), []);
});

on_both!(a_logo_is_served_by_its_hash, |world| async move {
    let acme = world.tenant("acme").await;
    let work = world.store.begin().await.unwrap();
    work.tenants().set_logo(&ALL, acme.id, false, "png", b"old").await.unwrap();
    work.tenants().set_logo(&ALL, acme.id, false, "svg", b"<svg/>").await.unwrap();
    work.tenants().set_logo(&ALL, acme.id, true, "webp", b"\0dark").await.unwrap();
    work.tenants().set_support(&ALL, acme.id, Some("help@acme.example")).await.unwrap();
    work.save().await.unwrap();

    let tenants = world.store.tenants();
    let brand = tenants.by_slug(&ALL, &acme.slug).await.unwrap().unwrap().brand;
    assert_eq!(brand.support.as_deref(), Some("help@acme.example"));
    let (light, dark) = (brand.logo.unwrap(), brand.logo_dark.unwrap());
    assert_eq!((light.kind.as_str(), light.hash.len()), ("svg", 16));
    let served = tenants.logo(&ALL, &acme.slug, &light.hash).await.unwrap();
    assert_eq!(served, Some(("svg".into(), b"<svg/>".to_vec())));
    let served = tenants.logo(&ALL, &acme.slug, &dark.hash).await.unwrap();
    assert_eq!(served, Some(("webp".into(), b"\0dark".to_vec())));
    assert_eq!(tenants.logo(&ALL, &acme.slug, "0000000000000000").await.unwrap(), None);
});
