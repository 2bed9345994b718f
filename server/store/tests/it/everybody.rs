//! Everybody, over all tenants.

use std::collections::BTreeSet;

use dezky_domain::{
    access::Role,
    everybody::{EverybodyQuery, Somebody},
    id::PartnerId,
    member::{MemberState, Person},
    page::Limit,
    partner::NewPartner,
};
use dezky_store::StoreError;

use crate::support::{ALL, World};

fn asked(text: &str) -> EverybodyQuery {
    EverybodyQuery { text: text.to_owned(), ..EverybodyQuery::default() }
}

fn names(people: &[Somebody]) -> Vec<&str> {
    people.iter().map(|one| one.name.as_str()).collect()
}

/// Two tenants; somebody in both, somebody in none, and one who works for a partner.
async fn platform(world: &World) -> [Person; 3] {
    let (bolt, acme) = (world.tenant("bolt").await, world.tenant("acme").await);
    let mara = world.member(&acme, "Mara 100%", Role::Owner).await;
    world.grant(&bolt, &mara, Role::Member, MemberState::Suspended).await;
    let (cem, nina) = (world.person("cem_Öz").await, world.person("Nina").await);
    let new = NewPartner { name: "Nordlicht".to_owned(), contact: "help@nordlicht.example".to_owned() };
    let partner = PartnerId::new(&*world.clock);
    let work = world.store.begin().await.unwrap();
    work.partners().insert(&ALL, partner, &new, world.now()).await.unwrap();
    work.partners().add_person(&ALL, partner, nina.id, Role::PartnerAgent, world.now()).await.unwrap();
    work.people().signed_in(&ALL, mara.id, &mara.email, &mara.name, world.now()).await.unwrap();
    work.save().await.unwrap();
    [mara, cem, nina]
}

on_both!(everybody_is_told_with_where_they_belong, |world| async move {
    let [mara, cem, nina] = platform(&world).await;
    let people = world.store.people();
    let list = people.everybody(&ALL, &EverybodyQuery::default()).await.unwrap();
    assert_eq!((list.everybody, list.page.total, list.page.limit.rows()), (3, 3, 50));
    let [first, second, third] = list.page.rows.as_slice() else { panic!("{list:?}") };
    assert_eq!([first.person, second.person, third.person], [cem.id, mara.id, nina.id], "by name, whatever its case");
    assert_eq!((first.tenants.len(), first.platform, first.last_sign_in), (0, None, None));
    let tenants = second.tenants.iter().map(|of| (of.tenant.slug.as_str(), of.role, of.state));
    let both = [("acme", Role::Owner, MemberState::Active), ("bolt", Role::Member, MemberState::Suspended)];
    assert_eq!(tenants.collect::<Vec<_>>(), both, "by the tenant's name");
    assert_eq!((second.last_sign_in, second.email.as_str()), (Some(world.now()), mara.email.as_str()));
    assert_eq!(third.platform, Some(Role::PartnerAgent));
    assert_eq!(third.partner.as_ref().map(|partner| partner.name.as_str()), Some("Nordlicht"));

    // A role that was changed elsewhere counts, and the partner doesn't.
    let work = world.store.begin().await.unwrap();
    work.people().grant_platform(&ALL, nina.id, Some(Role::Operator)).await.unwrap();
    work.save().await.unwrap();
    let found = people.find_anywhere(&ALL, "nina", 6).await.unwrap();
    assert_eq!((found[0].platform, &found[0].partner), (Some(Role::Operator), &None));
});

on_both!(a_part_of_a_name_or_an_address_finds_them, |world| async move {
    platform(&world).await;
    let people = world.store.people();
    let asks: [(&str, &[&str]); 6] = [
        ("MARA", &["Mara 100%"]),
        ("öz", &["cem_Öz"]),
        ("@x.example", &["cem_Öz", "Mara 100%", "Nina"]),
        ("%", &["Mara 100%"]),
        ("_", &["cem_Öz"]),
        ("\\", &[]),
    ];
    for (text, found) in asks {
        let list = people.everybody(&ALL, &asked(text)).await.unwrap();
        assert_eq!(names(&list.page.rows), found, "{text}");
        assert_eq!((list.page.total as usize, list.everybody), (found.len(), 3), "{text}");
        assert_eq!(names(&people.find_anywhere(&ALL, text, 6).await.unwrap()), found, "{text}");
    }
    assert_eq!(people.find_anywhere(&ALL, "x.example", 2).await.unwrap().len(), 2);
});

on_both!(who_is_in_many_tenants_is_told_with_the_first, |world| async move {
    let (ann, ben) = (world.person("Ann").await, world.person("Ben").await);
    for name in ["delta", "alpha", "echo", "charlie", "bravo"] {
        let tenant = world.tenant(name).await;
        world.grant(&tenant, &ann, Role::Admin, MemberState::Active).await;
        if name == "echo" {
            world.grant(&tenant, &ben, Role::Member, MemberState::Active).await;
        }
    }
    let found = world.store.people().find_anywhere(&ALL, "@x.example", 6).await.unwrap();
    let of = |one: &Somebody| {
        let tenants = one.tenants.iter().map(|of| of.tenant.slug.as_str().to_owned());
        (tenants.collect::<Vec<_>>().join(" "), one.more)
    };
    assert_eq!(of(&found[0]), ("alpha bravo charlie".to_owned(), 2));
    assert_eq!(of(&found[1]), ("echo".to_owned(), 0));
});

on_both!(pages_cover_everybody_once, |world| async move {
    for _ in 0..53 {
        world.person("Same Name").await;
    }
    let mut seen = BTreeSet::new();
    for number in 1..=3 {
        let query = EverybodyQuery { number, limit: Limit::parse("25"), ..EverybodyQuery::default() };
        let page = world.store.people().everybody(&ALL, &query).await.unwrap().page;
        assert_eq!(page.total, 53);
        seen.extend(page.rows.into_iter().map(|one| one.person));
    }
    assert_eq!(seen.len(), 53);
});

on_both!(a_tenant_sees_nothing_of_everybody, |world| async move {
    let [mara, ..] = platform(&world).await;
    let cord = world.tenant("cord").await;
    for scope in [world.within(&cord), world.own(mara.id)] {
        let people = world.store.people();
        let list = people.everybody(&scope, &EverybodyQuery::default()).await;
        assert!(matches!(list, Err(StoreError::Denied)), "{list:?}");
        assert!(matches!(people.find_anywhere(&scope, "mara", 6).await, Err(StoreError::Denied)));
    }
});
