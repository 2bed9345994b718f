//! Tenants' own hosts, and the clients that were made for them.

use dezky_store::StoreError;

use crate::support::{ALL, World, minutes};

async fn add(world: &World, tenant: &dezky_domain::tenant::Tenant, host: &str) -> Result<(), StoreError> {
    let work = world.store.begin().await?;
    work.hosts().add(&world.within(tenant), tenant.id, host, &format!("token-{}", tenant.slug), world.now()).await?;
    work.save().await
}

on_both!(one_of_two_gets_the_host, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let (one, two) = tokio::join!(add(&world, &acme, "Cloud.Example"), add(&world, &bolt, "cloud.example"));
    let lost: Vec<_> = [one, two].into_iter().filter_map(Result::err).collect();
    assert!(matches!(lost.as_slice(), [StoreError::Taken("host")]), "{lost:?}");
    let all =
        [world.store.hosts().of(&ALL, acme.id).await.unwrap(), world.store.hosts().of(&ALL, bolt.id).await.unwrap()];
    assert_eq!(all.concat().iter().map(|row| row.host.as_str()).collect::<Vec<_>>(), ["cloud.example"]);
});

on_both!(a_host_leads_nowhere_until_it_is_proven, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    for host in ["b.acme.example", "a.acme.example"] {
        add(&world, &acme, host).await.unwrap();
    }
    add(&world, &acme, "A.acme.example").await.unwrap();
    let hosts = world.store.hosts();
    let told = hosts.of(&world.within(&acme), acme.id).await.unwrap();
    assert_eq!(told.iter().map(|row| row.host.as_str()).collect::<Vec<_>>(), ["a.acme.example", "b.acme.example"]);
    assert_eq!((told[0].token.as_str(), told[0].created, told[0].verified), ("token-acme", world.now(), None));
    assert_eq!(hosts.by_host(&ALL, "a.acme.example").await.unwrap(), None);
    assert_eq!(hosts.unverified_all(&ALL).await.unwrap(), told);

    world.clock.advance(minutes(1));
    let work = world.store.begin().await.unwrap();
    assert!(!work.hosts().verify(&ALL, bolt.id, "a.acme.example", world.now()).await.unwrap(), "not bolt's");
    assert!(work.hosts().verify(&ALL, acme.id, "a.acme.example", world.now()).await.unwrap());
    assert_eq!(work.hosts().verified(acme.id).await.unwrap(), ["a.acme.example"]);
    work.save().await.unwrap();
    assert_eq!(hosts.by_host(&ALL, "A.acme.EXAMPLE").await.unwrap(), Some(acme.id));
    let verified = hosts.verified_all(&ALL).await.unwrap();
    assert_eq!(
        verified.iter().map(|row| (row.host.as_str(), row.verified)).collect::<Vec<_>>(),
        [("a.acme.example", Some(world.now()))]
    );

    let work = world.store.begin().await.unwrap();
    assert!(!work.hosts().remove(&ALL, bolt.id, "a.acme.example").await.unwrap());
    assert!(work.hosts().remove(&ALL, acme.id, "a.acme.example").await.unwrap());
    work.save().await.unwrap();
    assert_eq!(hosts.by_host(&ALL, "a.acme.example").await.unwrap(), None);
    add(&world, &bolt, "a.acme.example").await.unwrap();
});

on_both!(a_client_is_kept_sealed, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let work = world.store.begin().await.unwrap();
    for (tenant, sealed) in [(&acme, b"\x00old"), (&acme, b"\x01new"), (&bolt, b"bolt")] {
        work.oidc_clients().put(tenant.id, "https://id.example/acme/", "dz-acme", sealed).await.unwrap();
    }
    assert_eq!(work.oidc_clients().of(acme.id).await.unwrap().unwrap().sealed, b"\x01new");
    work.save().await.unwrap();
    let client = world.store.oidc_clients().of(&ALL, acme.id).await.unwrap().unwrap();
    assert_eq!((client.issuer.as_str(), client.client_id.as_str()), ("https://id.example/acme/", "dz-acme"));
    assert_eq!((client.tenant, client.sealed.as_slice()), (acme.id, &b"\x01new"[..]));
    assert!(!format!("{client:?}").contains("sealed"), "not even sealed");

    let work = world.store.begin().await.unwrap();
    for old in work.oidc_clients().all_sealed().await.unwrap() {
        let anew = [b"k2:", old.sealed.as_slice()].concat();
        work.oidc_clients().put(old.tenant, &old.issuer, &old.client_id, &anew).await.unwrap();
    }
    work.save().await.unwrap();
    let all = world.store.oidc_clients().all(&ALL).await.unwrap();
    assert!(all.len() == 2 && all.iter().all(|client| client.sealed.starts_with(b"k2:")), "{all:?}");
});
