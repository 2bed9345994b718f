//! Who may do what to whom, and what stays as it is.

use dezky_domain::{
    AppError,
    access::Role,
    audit::ActorKind,
    ctx::{Actor, Ctx},
    error::Why,
    language::Language,
    member::NewMember,
    provision::Kind,
};

use super::{super::kit::new_member, seen::*};
use crate::support::ALL;

#[tokio::test]
async fn the_last_owner_stays_one() {
    let (world, on, mia) = with_mia().await;
    let oda = world.person_of(ODA).await;
    let last = AppError::Conflict { field: "", why: Why("last-owner") };
    let people = members(&world);
    assert_eq!(people.set_role(&on, oda, Role::Admin).await.unwrap_err(), last);
    assert_eq!(people.suspend(&on, oda).await.unwrap_err(), last);
    assert_eq!(people.remove(&on, oda).await.unwrap_err(), last);
    people.set_role(&on, mia, Role::Owner).await.unwrap();
    people.suspend(&on, mia).await.unwrap();
    assert_eq!(people.remove(&on, oda).await.unwrap_err(), last, "one who is suspended can't act");
    people.resume(&on, mia).await.unwrap();
    people.remove(&on, oda).await.unwrap();
    assert_eq!(people.set_role(&on, mia, Role::Member).await.unwrap_err(), last);
    settled(&world, &["musterbau"]).await;
    // Somebody must read what is written to the domain's postmaster.
    let tenant = world.tenant_of("musterbau").await.id;
    let resources = world.store().resources().of(&ALL, Some(tenant)).await.unwrap();
    let list = resources.iter().find(|one| one.name().kind == Kind::MailingList).unwrap();
    assert!(list.seen.values().any(|seen| seen.contains(MIA)), "{:#?}", list.seen);
    assert!(list.seen.values().all(|seen| !seen.contains(ODA)), "{:#?}", list.seen);
}

#[tokio::test]
async fn each_may_do_what_their_role_says() {
    let (world, on, mia) = with_mia().await;
    let people = members(&world);
    let oda = world.person_of(ODA).await;
    let ida = people.add(&on, new_member("Ida", "musterbau.example", "admin")).await.unwrap().person;
    let admin = acting(&on, ida, "Ida", Some(Role::Admin));
    let denied = AppError::Denied;
    assert_eq!(people.suspend(&admin, oda).await.unwrap_err(), denied);
    assert_eq!(people.remove(&admin, oda).await.unwrap_err(), denied);
    assert_eq!(people.set_role(&admin, oda, Role::Member).await.unwrap_err(), denied);
    assert_eq!(people.end_sessions(&admin, oda).await.unwrap_err(), denied);
    assert_eq!(people.reset_second_factor(&admin, oda).await.unwrap_err(), denied);
    assert_eq!(people.invite_again(&admin, oda).await.unwrap_err(), denied);
    assert_eq!(people.set_role(&admin, mia, Role::Owner).await.unwrap_err(), denied);
    assert_eq!(people.set_role(&admin, ida, Role::Owner).await.unwrap_err(), denied, "nor of themselves");
    let owner = new_member("Ole", "musterbau.example", "owner");
    assert_eq!(people.add(&admin, owner.clone()).await.unwrap_err(), denied);
    people.set_role(&admin, mia, Role::Helpdesk).await.unwrap();

    let helpdesk = acting(&on, mia, "Mia", Some(Role::Helpdesk));
    assert_eq!(people.suspend(&helpdesk, ida).await.unwrap_err(), denied);
    assert_eq!(people.remove(&helpdesk, ida).await.unwrap_err(), denied);
    assert_eq!(people.end_sessions(&helpdesk, oda).await.unwrap_err(), denied);
    people.end_sessions(&helpdesk, ida).await.unwrap();

    let member = acting(&on, mia, "Mia", Some(Role::Member));
    assert_eq!(people.end_sessions(&member, ida).await.unwrap_err(), denied);
    assert_eq!(people.show(&member, ida).await.unwrap_err(), denied);
    // Whoever has no role here can't tell that anything is.
    let stranger = acting(&on, mia, "Mia", None);
    assert_eq!(people.suspend(&stranger, ida).await.unwrap_err(), AppError::Missing);
    let nobody = Ctx { actor: Actor::Nobody, ..on.clone() };
    assert_eq!(people.suspend(&nobody, ida).await.unwrap_err(), AppError::SignedOut);

    let boss = acting(&on, oda, "Oda", Some(Role::Owner));
    people.add(&boss, owner).await.unwrap();
    people.reset_second_factor(&boss, oda).await.unwrap();
    // What was refused left nothing behind.
    assert_eq!(world.events_of("member.suspend").await.len(), 0);
    assert_eq!(world.events_of("member.remove").await.len(), 0);
    let helped = &world.events_of("member.sessions").await[0].event;
    assert_eq!((helped.actor.kind, helped.actor.name.as_deref()), (ActorKind::Person, Some("Mia")));
    settled(&world, &["musterbau"]).await;
}

#[tokio::test]
async fn somebody_of_another_workspace_is_nobody_here() {
    let (world, on, mia) = with_mia().await;
    world.provisioned("globex", "Gus").await;
    let globex = world.on("globex").await;
    let gus = world.person_of("gus@globex.example").await;
    let (people, missing) = (members(&world), AppError::Missing);
    let boss = acting(&globex, gus, "Gus", Some(Role::Owner));
    assert_eq!(people.suspend(&boss, mia).await.unwrap_err(), missing);
    assert_eq!(people.end_sessions(&boss, mia).await.unwrap_err(), missing);
    assert_eq!(people.remove(&globex, mia).await.unwrap_err(), missing);
    assert_eq!(people.set_role(&on, gus, Role::Member).await.unwrap_err(), missing);
    assert!(world.may_sign_in(MIA).await);
}

#[tokio::test]
async fn nobody_is_added_twice() {
    let (world, on, _) = with_mia().await;
    let before = world.changes();
    let twice = members(&world).add(&on, new_member("MIA", "Musterbau.Example", "admin")).await;
    assert_eq!(twice.unwrap_err(), AppError::Conflict { field: "email", why: Why("taken-member") });
    world.settle().await;
    assert_eq!(world.changes(), before);
    assert_eq!(world.events_of("member.add").await.len(), 2, "Oda's and hers");
}

/// Globex's admin knows the address of somebody of Musterbau, and no more.
#[tokio::test]
async fn a_tenants_word_opens_no_account_that_others_know() {
    let (world, _, mia) = with_mia().await;
    world.provisioned("globex", "Gus").await;
    let gus = world.person_of("gus@globex.example").await;
    let admin = acting(&world.on("globex").await, gus, "Gus", Some(Role::Admin));
    let people = members(&world);
    let add = |email: &str, to: &str| NewMember::parse("Any One", email, "member", to, Language::English).unwrap();
    let links = || world.changes().iter().filter(|what| what.contains("/recovery/")).count();
    let before = links();

    let known = AppError::Conflict { field: "invite_to", why: Why("known-person") };
    for somebody in [MIA, ODA] {
        assert_eq!(people.add(&admin, add(somebody, "evil@private.example")).await.unwrap_err(), known);
    }
    // Nor is anybody made in another tenant's domain, before who it belongs to does.
    let foreign = AppError::Conflict { field: "email", why: Why("foreign-domain") };
    assert_eq!(people.add(&admin, add("cfo@musterbau.example", "")).await.unwrap_err(), foreign);

    // She may be a guest; the letter goes to herself, and holds no key.
    people.add(&admin, add(MIA, "")).await.unwrap();
    people.invite_again(&admin, mia).await.unwrap();
    settled(&world, &["globex"]).await;
    assert_eq!(links(), before);
    let to_her = letters(mia);
    assert!(to_her.len() > 1);
    let globex = to_her.iter().map(|path| std::fs::read_to_string(path).unwrap()).filter(|it| it.contains("Globex"));
    for letter in globex {
        assert!(letter.contains(&format!("To: {MIA}")) && !letter.contains("flow_token"), "{letter}");
    }
    // What is hers everywhere isn't Globex's to take.
    let elsewhere = AppError::Conflict { field: "", why: Why("works-elsewhere") };
    assert_eq!(people.reset_second_factor(&admin, mia).await.unwrap_err(), elsewhere);
}

#[tokio::test]
async fn helpdesk_takes_no_second_factor_of_who_has_more_rights() {
    let (world, on, mia) = with_mia().await;
    let people = members(&world);
    let ida = people.add(&on, new_member("Ida", "musterbau.example", "admin")).await.unwrap().person;
    let helpdesk = acting(&on, mia, "Mia", Some(Role::Helpdesk));
    assert_eq!(people.reset_second_factor(&helpdesk, ida).await.unwrap_err(), AppError::Denied);
    let admin = acting(&on, ida, "Ida", Some(Role::Admin));
    people.reset_second_factor(&admin, mia).await.unwrap();
}
