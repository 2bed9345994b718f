//! Mail domains: claimed by many, proven by one, looked at in turn.

use chrono::TimeDelta;
use dezky_domain::{
    access::Role,
    mail_domain::{DomainRecord, proof},
    tenant::{NewTenant, Tenant},
};
use dezky_store::{Checked, StoreError};

use crate::support::{ALL, World, minutes};

async fn claim(world: &World, tenant: &Tenant, domain: &str) -> Result<(), StoreError> {
    let work = world.store.begin().await?;
    let token = format!("token-{}", tenant.slug);
    work.mail_domains().add(&world.within(tenant), tenant.id, domain, &token, world.now()).await?;
    work.save().await
}

async fn prove(world: &World, tenant: &Tenant, domain: &str) -> bool {
    let work = world.store.begin().await.unwrap();
    let proven = work.mail_domains().prove(&world.within(tenant), tenant.id, domain, world.now()).await.unwrap();
    work.save().await.unwrap();
    proven
}

async fn names(world: &World, tenant: &Tenant) -> Vec<String> {
    let all = world.store.mail_domains().of(&world.within(tenant), tenant.id).await.unwrap();
    all.into_iter().map(|row| row.domain.name).collect()
}

on_both!(a_domain_is_whose_dns_shows_it, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    assert_eq!(names(&world, &acme).await, ["acme.example"], "what a tenant begins with is there");
    claim(&world, &acme, "Fairs.Example").await.unwrap();
    claim(&world, &bolt, "fairs.example").await.unwrap();
    let first = world.store.mail_domains().one(&ALL, acme.id, "FAIRS.example").await.unwrap().unwrap();
    assert_eq!((first.token.as_str(), first.domain.proven, first.attention), ("token-acme", None, 1));
    // A claim is nobody's domain yet.
    assert_eq!(world.store.tenants().by_domain(&ALL, "fairs.example").await.unwrap(), None);

    assert!(prove(&world, &bolt, "fairs.example").await);
    assert!(!prove(&world, &acme, "fairs.example").await, "it is bolt's");
    assert!(!prove(&world, &bolt, "fairs.example").await, "once");
    assert_eq!(world.store.tenants().by_domain(&ALL, "Fairs.example").await.unwrap().unwrap().id, bolt.id);
    for taken in ["fairs.example", "bolt.example"] {
        let refused = claim(&world, &world.tenant(&format!("c{}", taken.len())).await, taken).await;
        assert!(matches!(refused, Err(StoreError::Taken("domain"))), "{refused:?}");
    }
    let work = world.store.begin().await.unwrap();
    let new = NewTenant::parse("Fairs", "fairs", "fairs.example", "").unwrap();
    let id = dezky_domain::id::TenantId::new(&*world.clock);
    let refused = work.tenants().insert(&ALL, id, &new, world.now()).await;
    assert!(matches!(refused, Err(StoreError::Taken("domain"))), "{refused:?}");
});

on_both!(a_domain_that_was_taken_back_is_remembered_until_it_is_gone, |world| async move {
    let acme = world.tenant("acme").await;
    claim(&world, &acme, "fairs.example").await.unwrap();
    assert!(prove(&world, &acme, "fairs.example").await);
    let work = world.store.begin().await.unwrap();
    let domains = work.mail_domains();
    assert_eq!(domains.wanted(acme.id).await.unwrap(), (vec!["acme.example".into(), "fairs.example".into()], vec![]));
    assert_eq!(domains.count(acme.id).await.unwrap(), 2);
    assert!(!domains.remove(&ALL, acme.id, "acme.example", world.now()).await.unwrap(), "the first one stays");
    assert!(domains.remove(&ALL, acme.id, "fairs.example", world.now()).await.unwrap());
    assert!(!domains.remove(&ALL, acme.id, "fairs.example", world.now()).await.unwrap());
    assert_eq!(domains.wanted(acme.id).await.unwrap(), (vec!["acme.example".into()], vec!["fairs.example".into()]));
    work.save().await.unwrap();
    assert_eq!(names(&world, &acme).await, ["acme.example"]);
    // Claimed again, it begins anew.
    claim(&world, &acme, "fairs.example").await.unwrap();
    assert_eq!(names(&world, &acme).await, ["acme.example", "fairs.example"]);
    let again = world.store.mail_domains().one(&ALL, acme.id, "fairs.example").await.unwrap().unwrap();
    assert_eq!((again.domain.proven, again.domain.checked), (None, None));

    let work = world.store.begin().await.unwrap();
    work.mail_domains().remove(&ALL, acme.id, "fairs.example", world.now()).await.unwrap();
    assert_eq!(work.mail_domains().forget(world.now()).await.unwrap(), 0);
    assert_eq!(work.mail_domains().forget(world.now() + minutes(1)).await.unwrap(), 1);
    assert_eq!(work.mail_domains().wanted(acme.id).await.unwrap().1, Vec::<String>::new());
});

on_both!(a_look_is_kept_once_and_the_next_one_waits_for_its_turn, |world| async move {
    let acme = world.tenant("acme").await;
    let bolt = world.tenant("bolt").await;
    let domains = world.store.mail_domains();
    let due = domains.due(&ALL, world.now(), 10).await.unwrap();
    assert_eq!(due.iter().map(|row| row.domain.name.as_str()).collect::<Vec<_>>(), ["acme.example", "bolt.example"]);
    assert_eq!(domains.due(&ALL, world.now(), 1).await.unwrap().len(), 1);

    let records = [DomainRecord::unknown(proof("abc"))];
    let found =
        Checked { records: &records, attention: 3, now: world.now(), next: world.now() + minutes(15), before: None };
    let work = world.store.begin().await.unwrap();
    assert!(work.mail_domains().checked(&ALL, acme.id, "acme.example", &found).await.unwrap());
    assert!(!work.mail_domains().checked(&ALL, acme.id, "acme.example", &found).await.unwrap(), "somebody looked");
    work.save().await.unwrap();
    assert_eq!(domains.due(&ALL, world.now(), 10).await.unwrap().len(), 1);
    let row = domains.one(&world.within(&acme), acme.id, "acme.example").await.unwrap().unwrap();
    assert_eq!(row.domain.records, records);
    assert_eq!((row.attention, row.domain.checked, row.domain.next), (3, Some(world.now()), Some(found.next)));
    assert_eq!(domains.needing(&world.within(&acme), acme.id).await.unwrap(), 1);
    assert_eq!(domains.needing(&world.within(&bolt), acme.id).await.unwrap(), 0, "not bolt's to count");
    assert_eq!(domains.one(&world.within(&bolt), acme.id, "acme.example").await.unwrap(), None);

    // Asked for at once, but not all the time.
    let ask = async |at| {
        let work = world.store.begin().await.unwrap();
        let pause = TimeDelta::seconds(30);
        let asked = work.mail_domains().ask(&world.within(&acme), acme.id, "acme.example", at, pause).await.unwrap();
        work.save().await.unwrap();
        asked
    };
    assert!(!ask(world.now()).await);
    assert_eq!(domains.due(&ALL, world.now(), 10).await.unwrap().len(), 1);
    assert!(ask(world.now() + minutes(1)).await);
    assert_eq!(domains.due(&ALL, world.now() + minutes(1), 10).await.unwrap().len(), 2);
});

on_both!(addresses_keep_a_domain, |world| async move {
    let acme = world.tenant("acme").await;
    let bolt = world.tenant("bolt").await;
    for (tenant, name) in [(&acme, "Ada"), (&acme, "Bea"), (&bolt, "Cora")] {
        world.member(tenant, name, Role::Member).await;
    }
    let work = world.store.begin().await.unwrap();
    let of = async |tenant: &Tenant, domain: &str, most| {
        work.mail_domains().addresses(&ALL, tenant.id, domain, most).await.unwrap()
    };
    assert_eq!(of(&acme, "x.example", 10).await, ["ada@x.example", "bea@x.example"]);
    assert_eq!(of(&acme, "X.Example", 1).await, ["ada@x.example"]);
    assert_eq!(of(&bolt, "x.example", 10).await, ["cora@x.example"]);
    for other in ["example", "_.example", "%.example", "ax.example", "x.example.net"] {
        assert_eq!(of(&acme, other, 10).await, Vec::<String>::new(), "{other}");
    }
});

on_both!(lists_follow_their_indexes, |world| async move {
    let acme = world.tenant("acme").await;
    let [of, due] = world.store.mail_domains().explain(acme.id, world.now()).await.unwrap();
    if !world.postgres() {
        assert!(of.iter().any(|line| line.contains("sqlite_autoindex_mail_domain_1")), "{of:?}");
        assert!(due.iter().any(|line| line.contains("mail_domain_by_turn")), "{due:?}");
        assert!(!due.iter().any(|line| line.contains("TEMP B-TREE")), "{due:?}");
    }
});
