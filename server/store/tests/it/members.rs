//! Members: addresses are one person's, somebody always owns a tenant, and who leaves is remembered.

use dezky_domain::{
    access::Role,
    id::PersonId,
    member::{Email, MemberState, Person},
    tenant::TenantState,
};
use dezky_store::{Departed, PlanMember, StoreError};

use crate::support::{ALL, World, identity, minutes};

async fn find_or_create(world: &World, email: &str, name: &str) -> (Person, bool) {
    let email = Email::parse(email).unwrap();
    let work = world.store.begin().await.unwrap();
    let id = PersonId::new(&*world.clock);
    let found = work.people().find_or_create_by_email(&ALL, id, &email, name, world.now()).await.unwrap();
    work.save().await.unwrap();
    found
}

async fn members(world: &World, tenant: &dezky_domain::tenant::Tenant) -> Vec<PlanMember> {
    let work = world.store.begin().await.unwrap();
    work.people().members_for_plan(tenant.id).await.unwrap()
}

on_both!(two_at_once_make_one_person, |world| async move {
    let both = tokio::join!(
        find_or_create(&world, "Mara@acme.example", "Mara"),
        find_or_create(&world, "mara@ACME.example", "M. Quist")
    );
    let ((one, new), (other, other_new)) = both;
    assert_eq!(one, other);
    assert!(new != other_new, "one of them made her");
    assert_eq!((one.email.as_str(), one.platform), ("mara@acme.example", None));
    let found = world.store.people().by_address(&ALL, &Email::parse("MARA@acme.example").unwrap()).await.unwrap();
    assert_eq!(found, Some(one));
});

on_both!(an_identity_comes_later, |world| async move {
    let (mara, _) = find_or_create(&world, "mara@acme.example", "Mara").await;
    let known = identity("https://id.example/", "s-1");
    let otto = world.person("Otto").await;
    let work = world.store.begin().await.unwrap();
    work.people().link(&ALL, mara.id, &known).await.unwrap();
    work.people().link(&ALL, mara.id, &known).await.unwrap();
    let taken = work.people().link(&ALL, otto.id, &known).await;
    assert!(matches!(taken, Err(StoreError::Taken("identity"))), "{taken:?}");
    work.save().await.unwrap();
    assert_eq!(world.store.people().by_identity(&ALL, &known).await.unwrap(), Some(mara), "the work went on");
});

// People may change at the provider what it says of them; whoever could take an address that way would be given what
// was meant for somebody else.
on_both!(a_sign_in_takes_no_address, |world| async move {
    let acme = world.tenant("acme").await;
    let eve = world.person("Eve").await;
    let work = world.store.begin().await.unwrap();
    work.people().signed_in(&ALL, eve.id, "boss@acme.example", "Eve", world.now()).await.unwrap();
    work.save().await.unwrap();
    let (boss, new) = find_or_create(&world, "boss@acme.example", "Boss").await;
    assert!(new && boss.id != eve.id);
    let work = world.store.begin().await.unwrap();
    for person in [&boss, &eve] {
        let now = world.now();
        work.people().grant(&ALL, acme.id, person.id, Role::Member, MemberState::Active, now).await.unwrap();
    }
    work.save().await.unwrap();
    let told: Vec<_> = members(&world, &acme).await.into_iter().map(|member| (member.person, member.email)).collect();
    assert_eq!(told, [(boss.id, "boss@acme.example".into())], "who has no address is nobody in the engines");

    let work = world.store.begin().await.unwrap();
    work.people().signed_in(&ALL, boss.id, "other@acme.example", "Boss", world.now()).await.unwrap();
    work.save().await.unwrap();
    assert_eq!(members(&world, &acme).await[0].email, "boss@acme.example", "an address stays");
});

on_both!(a_plans_members_are_told_with_their_other_tenants, |world| async move {
    let (acme, bolt) = (world.tenant("acme").await, world.tenant("bolt").await);
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    let ben = world.member(&acme, "Ben", Role::Member).await;
    world.grant(&bolt, &ben, Role::Member, MemberState::Invited).await;
    let told = members(&world, &acme).await;
    let plain = |person: &Person, role, elsewhere_active| PlanMember {
        person: person.id,
        name: person.name.clone(),
        email: person.email.clone(),
        role,
        state: MemberState::Active,
        elsewhere_active,
        departed: None,
    };
    assert_eq!(told, [plain(&ann, Role::Owner, false), plain(&ben, Role::Member, true)]);
    let work = world.store.begin().await.unwrap();
    work.tenants().set_state(&ALL, bolt.id, TenantState::Suspended).await.unwrap();
    assert!(!work.people().members_for_plan(acme.id).await.unwrap()[1].elsewhere_active, "bolt is closed to all");
    drop(work);
    world.grant(&bolt, &ben, Role::Member, MemberState::Suspended).await;
    assert!(!members(&world, &acme).await[1].elsewhere_active);

    let work = world.store.begin().await.unwrap();
    let mut both = vec![acme.id, bolt.id];
    both.sort_unstable();
    assert_eq!(work.people().tenants_of(ben.id).await.unwrap(), both);
    assert!(work.people().remove_member(&ALL, bolt.id, ben.id, world.now()).await.unwrap());
    assert_eq!(work.people().tenants_of(ben.id).await.unwrap(), both, "where somebody was still concerns them");
});

on_both!(who_leaves_is_remembered, |world| async move {
    let acme = world.tenant("acme").await;
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    let scope = world.within(&acme);
    let (removed, later) = (world.now(), world.now() + minutes(60));
    let work = world.store.begin().await.unwrap();
    let people = work.people();
    assert!(!people.set_erase(&scope, acme.id, ann.id, Some(later)).await.unwrap(), "she is here");
    assert!(people.remove_member(&scope, acme.id, ann.id, removed).await.unwrap());
    assert!(!people.remove_member(&scope, acme.id, ann.id, removed).await.unwrap());
    assert!(!people.set_role(&scope, acme.id, ann.id, Role::Admin).await.unwrap());
    work.save().await.unwrap();
    let told = members(&world, &acme).await.remove(0);
    assert_eq!((told.role, told.state), (Role::Member, MemberState::Suspended));
    assert_eq!(told.departed, Some(Departed { removed, erase: None }));
    assert_eq!(world.store.people().member(&scope, acme.id, ann.id).await.unwrap(), None);

    let work = world.store.begin().await.unwrap();
    assert!(work.people().set_erase(&scope, acme.id, ann.id, Some(later)).await.unwrap());
    work.save().await.unwrap();
    assert_eq!(members(&world, &acme).await[0].departed, Some(Departed { removed, erase: Some(later) }));

    world.grant(&acme, &ann, Role::Member, MemberState::Active).await;
    assert_eq!(members(&world, &acme).await[0].departed, None, "she is back");
    let work = world.store.begin().await.unwrap();
    work.people().remove_member(&scope, acme.id, ann.id, removed).await.unwrap();
    assert!(work.people().forget_departed(&scope, acme.id, ann.id).await.unwrap());
    work.save().await.unwrap();
    assert_eq!(members(&world, &acme).await, []);
});

on_both!(roles_and_states_change, |world| async move {
    let acme = world.tenant("acme").await;
    let (ann, _) = find_or_create(&world, "ann@acme.example", "Ann").await;
    world.grant(&acme, &ann, Role::Member, MemberState::Invited).await;
    let scope = world.within(&acme);
    let show = async || world.store.people().member(&scope, acme.id, ann.id).await.unwrap().unwrap();
    assert_eq!((show().await.role, show().await.state), (Role::Member, MemberState::Invited));
    let work = world.store.begin().await.unwrap();
    assert!(work.people().accept(&ALL, acme.id, ann.id).await.unwrap());
    assert!(!work.people().accept(&ALL, acme.id, ann.id).await.unwrap());
    assert!(work.people().set_role(&scope, acme.id, ann.id, Role::Admin).await.unwrap());
    work.save().await.unwrap();
    assert_eq!((show().await.role, show().await.state), (Role::Admin, MemberState::Active));
    let work = world.store.begin().await.unwrap();
    assert!(work.people().set_state(&scope, acme.id, ann.id, MemberState::Suspended).await.unwrap());
    assert!(!work.people().accept(&ALL, acme.id, ann.id).await.unwrap(), "a sign-in doesn't undo a suspension");
    work.save().await.unwrap();
    assert_eq!(show().await.state, MemberState::Suspended);
});

on_both!(two_who_demote_each_other_leave_one_owner, |world| async move {
    let acme = world.tenant("acme").await;
    let ann = world.member(&acme, "Ann", Role::Owner).await;
    let ben = world.member(&acme, "Ben", Role::Owner).await;
    let suspended = world.person("Sue").await;
    world.grant(&acme, &suspended, Role::Owner, MemberState::Suspended).await;
    let demote = async |person: PersonId, before: bool| {
        let work = world.store.begin().await.unwrap();
        let people = work.people();
        if before && people.count_owners(&ALL, acme.id, false).await.unwrap() < 2 {
            return false;
        }
        people.set_role(&ALL, acme.id, person, Role::Member).await.unwrap();
        tokio::task::yield_now().await;
        if people.count_owners(&ALL, acme.id, false).await.unwrap() == 0 {
            return false;
        }
        work.save().await.unwrap();
        true
    };
    let (one, two) = tokio::join!(demote(ann.id, true), demote(ben.id, false));
    assert!(one != two, "one of them: {one} {two}");
    let work = world.store.begin().await.unwrap();
    assert_eq!(work.people().count_owners(&ALL, acme.id, false).await.unwrap(), 1);
});
