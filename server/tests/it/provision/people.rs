//! The life of a person in a tenant: added, invited, promoted, suspended, removed; and what of it each engine has.

mod links;
mod rights;
mod seen;
mod teams;

use axum::http::Method;
use dezky_connect::http::{Options as HttpOptions, client};
use dezky_domain::{
    AppError,
    access::Role,
    audit::Outcome,
    ctx::Ctx,
    id::PersonId,
    language::Language,
    member::{Email, MemberState, NewMember},
};
use serde_json::{Value, json};

use self::seen::*;
use super::kit::new_member;
use crate::support::World;

#[tokio::test]
async fn who_is_added_is_somebody_in_every_engine() {
    let (world, _, _) = with_mia().await;
    for what in ["authentik user", "stalwart account", "ocis user"] {
        assert_eq!(world.created(&format!("{what} {MIA}")), 1, "{what}");
    }
    let user = world.user(MIA).await;
    assert_eq!((&user["is_active"], &user["path"]), (&json!(true), &json!("tenants/musterbau")));
    assert_eq!(groups(&world, MIA).await, named(&["dz-musterbau-files", "dz-musterbau-mail", "dz-musterbau-members"]));
    assert_eq!(let_in(&world, MIA).await, EVERYWHERE);
    assert_eq!(in_space(&world, "Musterbau").await, named(&["Mia", "Oda"]));
    assert_eq!(in_space(&world, "Musterbau management").await, named(&["Oda"]));
}

#[tokio::test]
async fn the_letter_is_in_the_language_of_who_reads_it_and_its_link_sets_their_password() {
    let (world, on, mia) = with_mia().await;
    let german = letter(mia);
    for words in [&format!("To: {MIA}"), "Guten Tag Mia,", "Legen Sie Ihr Passwort fest", "musterbau.localhost:3000"] {
        assert!(german.contains(words), "{words}: {german}");
    }
    let door = client(HttpOptions::default()).get(link(&german)).send().await.unwrap().text().await.unwrap();
    assert!(door.contains(&format!("A new password for {MIA}.")), "{door}");

    let mut new = new_member("Luc", "musterbau.example", "member");
    new.language = Language::French;
    new.invite_to = Some(Email::parse("luc@elsewhere.example").unwrap());
    let luc = members(&world).add(&on, new).await.unwrap();
    world.settle().await;
    let french = letter(luc.person);
    for words in ["To: luc@elsewhere.example", "Bonjour Luc,", "luc@musterbau.example"] {
        assert!(french.contains(words), "{words}: {french}");
    }
    assert_ne!(link(&french), link(&german));

    // Lost, and asked for again, it comes again; whoever has a password already gets none.
    std::fs::remove_file(&letters(mia)[0]).unwrap();
    members(&world).invite_again(&on, mia).await.unwrap();
    world.settle().await;
    assert!(letter(mia).contains(MIA));
    let known = NewMember { invited: false, ..new_member("Noa", "musterbau.example", "member") };
    let noa = members(&world).add(&on, known).await.unwrap();
    world.settle().await;
    assert_eq!(noa.state, MemberState::Active);
    assert!(letters(noa.person).is_empty());
    assert!(world.may_sign_in("noa@musterbau.example").await);
}

#[tokio::test]
async fn somebody_is_invited_until_they_come() {
    let (world, on, mia) = with_mia().await;
    let shown = members(&world).show(&on, mia).await.unwrap();
    assert_eq!((shown.state, shown.role, shown.last_sign_in), (MemberState::Invited, Role::Member, None));
    let (mut browser, _) = world.sign_in("musterbau", MIA).await;
    browser.get("/").await.is(200).says("Musterbau");
    let shown = members(&world).show(&on, mia).await.unwrap();
    assert_eq!((shown.person, shown.state), (mia, MemberState::Active));
    assert!(shown.last_sign_in.is_some());
    assert_eq!(world.person_of(MIA).await, mia, "whoever came is who was added");
}

#[tokio::test]
async fn groups_and_the_management_space_follow_the_role() {
    let (world, on, mia) = with_mia().await;
    members(&world).set_role(&on, mia, Role::Admin).await.unwrap();
    settled(&world, &["musterbau"]).await;
    assert_eq!(groups(&world, MIA).await, named(&["dz-musterbau-admins", "dz-musterbau-files", "dz-musterbau-mail"]));
    assert_eq!(in_space(&world, "Musterbau management").await, named(&["Mia", "Oda"]));

    members(&world).set_role(&on, mia, Role::Member).await.unwrap();
    settled(&world, &["musterbau"]).await;
    assert_eq!(groups(&world, MIA).await, named(&["dz-musterbau-files", "dz-musterbau-mail", "dz-musterbau-members"]));
    assert_eq!(in_space(&world, "Musterbau management").await, named(&["Oda"]));
    assert_eq!(in_space(&world, "Musterbau").await, named(&["Mia", "Oda"]));
}

#[tokio::test]
async fn who_is_suspended_is_out_at_once_and_then_everywhere_in_the_safe_order() {
    let (world, on, mia) = with_mia().await;
    let (mut browser, _) = world.sign_in("musterbau", MIA).await;
    let (mut oda, _) = world.sign_in("musterbau", ODA).await;
    browser.get("/me").await.is(200);
    let before = world.changes().len();

    members(&world).suspend(&on, mia).await.unwrap();
    assert!(is_signed_out(&browser.get("/me").await), "before any engine was told");
    oda.get("/me").await.is(200);
    // Authentik would still let her in; Dezky doesn't.
    let (mut again, _) = world.sign_in("musterbau", MIA).await;
    assert_ne!(again.get("/").await.status, 200);
    assert_eq!(members(&world).show(&on, mia).await.unwrap().state, MemberState::Suspended);

    settled(&world, &["musterbau"]).await;
    assert_eq!(let_in(&world, MIA).await, NOWHERE);
    assert_eq!(sessions(&world, MIA).await, 0);
    let changes = &world.changes()[before..];
    let mut order: Vec<&str> = changes.iter().map(|change| change.split(' ').next().unwrap()).collect();
    order.dedup();
    assert_eq!(order, ["ocis", "stalwart", "authentik"], "{changes:#?}");
    let last = |what: &str| changes.iter().rposition(|change| change.contains(what)).unwrap();
    assert!(last("/authenticated_sessions/") < last("/core/users/"), "{changes:#?}");
    assert!(kept(&world), "what is hers stays");

    members(&world).resume(&on, mia).await.unwrap();
    settled(&world, &["musterbau"]).await;
    assert_eq!(let_in(&world, MIA).await, EVERYWHERE);
    assert_eq!(in_space(&world, "Musterbau").await, named(&["Mia", "Oda"]));
    let (mut browser, _) = world.sign_in("musterbau", MIA).await;
    browser.get("/").await.is(200).says("Musterbau");
}

#[tokio::test]
async fn sessions_end_everywhere_and_she_may_come_back() {
    let (world, on, mia) = with_mia().await;
    let (mut browser, _) = world.sign_in("musterbau", MIA).await;
    assert_eq!(sessions(&world, MIA).await, 1);
    members(&world).end_sessions(&on, mia).await.unwrap();
    assert!(is_signed_out(&browser.get("/me").await));
    world.settle().await;
    assert_eq!(sessions(&world, MIA).await, 0);
    assert!(world.may_sign_in(MIA).await);
    let (mut browser, _) = world.sign_in("musterbau", MIA).await;
    browser.get("/me").await.is(200);

    // Asked for again it is done again.
    members(&world).end_sessions(&on, mia).await.unwrap();
    world.settle().await;
    assert_eq!(sessions(&world, MIA).await, 0);
    assert_eq!(world.events_of("member.sessions").await.len(), 2);
}

#[tokio::test]
async fn a_second_factor_is_taken_away_on_request_only() {
    let (world, on, mia) = with_mia().await;
    for kind in ["totp", "webauthn"] {
        world.control("/sandbox/devices", &json!({ "username": MIA, "kind": kind, "name": kind })).await;
    }
    let pk = world.user(MIA).await["pk"].to_string();
    let path = format!("/api/v3/authenticators/admin/all/?user={pk}");
    let count = async || world.engine_call(Method::GET, &path, &Value::Null).await.1.as_array().unwrap().len();
    let used = async || members(&world).show(&on, mia).await.unwrap().second_factor;
    assert_eq!(used().await, None);
    world.sign_in("musterbau", MIA).await;
    assert_eq!(used().await, Some(true), "as the provider said");
    world.look().await;
    assert_eq!(count().await, 2);
    members(&world).reset_second_factor(&on, mia).await.unwrap();
    world.settle().await;
    assert_eq!(count().await, 0);
    assert_eq!(used().await, Some(false));
    // What was done once isn't done again by a look: a new factor stays.
    world.control("/sandbox/devices", &json!({ "username": MIA })).await;
    world.look().await;
    assert_eq!(count().await, 1);
}

#[tokio::test]
async fn who_is_removed_is_out_and_leaves_mail_and_files() {
    let (world, on, mia) = with_mia().await;
    let (mut browser, _) = world.sign_in("musterbau", MIA).await;
    members(&world).remove(&on, mia).await.unwrap();
    assert!(is_signed_out(&browser.get("/me").await));
    assert_eq!(members(&world).show(&on, mia).await.unwrap_err(), AppError::Missing);
    assert_eq!(members(&world).remove(&on, mia).await.unwrap_err(), AppError::Missing);
    settled(&world, &["musterbau"]).await;
    assert_eq!(let_in(&world, MIA).await, NOWHERE, "all of it is there, and cut");
    assert_eq!(groups(&world, MIA).await, named(&[]));
    assert_eq!(in_space(&world, "Musterbau").await, named(&["Oda"]));
    assert!(kept(&world), "what is hers stays");

    // Added again she finds what was hers.
    members(&world).add(&on, new_member("Mia", "musterbau.example", "member")).await.unwrap();
    settled(&world, &["musterbau"]).await;
    assert_eq!(world.person_of(MIA).await, mia);
    assert_eq!(let_in(&world, MIA).await, EVERYWHERE);
    assert_eq!(in_space(&world, "Musterbau").await, named(&["Mia", "Oda"]));
}

/// Mia, who belongs to Globex as well.
async fn with_mia_in_two() -> (World, Ctx, Ctx, PersonId) {
    let (world, on, mia) = with_mia().await;
    world.provisioned("globex", "Gus").await;
    let globex = world.on("globex").await;
    let again = members(&world).add(&globex, new_member("Mia", "musterbau.example", "member")).await.unwrap();
    assert_eq!(again.person, mia, "one address is one person");
    settled(&world, &["musterbau", "globex"]).await;
    (world, on, globex, mia)
}

#[tokio::test]
async fn who_leaves_one_of_two_workspaces_stays_in_the_other() {
    let (world, on, globex, mia) = with_mia_in_two().await;
    assert_eq!(groups(&world, MIA).await, named(&[IN_GLOBEX, IN_MUSTERBAU].concat()));
    let (mut there, _) = world.sign_in("globex", MIA).await;
    there.get("/").await.is(200).says("Globex");

    members(&world).remove(&on, mia).await.unwrap();
    settled(&world, &["musterbau", "globex"]).await;
    assert_eq!(groups(&world, MIA).await, named(&IN_GLOBEX));
    assert!(world.may_sign_in(MIA).await);
    assert!(world.account_enabled(MIA).await);
    assert_eq!(in_space(&world, "Musterbau").await, named(&["Oda"]));
    assert_eq!(in_space(&world, "Globex").await, named(&["Gus", "Mia"]));
    assert!(!takes_mail(&world, "mia").await, "the mailbox is Musterbau's");
    let (mut there, _) = world.sign_in("globex", MIA).await;
    there.get("/").await.is(200).says("Globex");

    // The last one lets go.
    members(&world).remove(&globex, mia).await.unwrap();
    settled(&world, &["musterbau", "globex"]).await;
    assert_eq!(let_in(&world, MIA).await, NOWHERE);
    assert_eq!(groups(&world, MIA).await, named(&[]));
}

#[tokio::test]
async fn who_is_suspended_in_one_of_two_workspaces_works_on_in_the_other() {
    let (world, on, globex, mia) = with_mia_in_two().await;
    members(&world).suspend(&globex, mia).await.unwrap();
    settled(&world, &["globex"]).await;
    assert_eq!(groups(&world, MIA).await, named(&IN_MUSTERBAU));
    assert_eq!(let_in(&world, MIA).await, EVERYWHERE);
    assert_eq!(in_space(&world, "Globex").await, named(&["Gus"]));
    let (mut here, _) = world.sign_in("musterbau", MIA).await;
    here.get("/").await.is(200).says("Musterbau");

    members(&world).suspend(&on, mia).await.unwrap();
    world.settle().await;
    assert_eq!(let_in(&world, MIA).await, NOWHERE);
    members(&world).resume(&globex, mia).await.unwrap();
    settled(&world, &["musterbau", "globex"]).await;
    assert_eq!(let_in(&world, MIA).await, [true, true, false]);
    assert_eq!(groups(&world, MIA).await, named(&IN_GLOBEX));
    assert_eq!(in_space(&world, "Globex").await, named(&["Gus", "Mia"]));
}

#[tokio::test]
async fn everything_that_happens_to_somebody_is_on_record() {
    let (world, on, mia) = with_mia().await;
    let boss = acting(&on, world.person_of(ODA).await, "Oda", Some(Role::Owner));
    let people = members(&world);
    world.sign_in("musterbau", MIA).await;
    people.set_role(&boss, mia, Role::Admin).await.unwrap();
    people.suspend(&boss, mia).await.unwrap();
    people.resume(&boss, mia).await.unwrap();
    people.end_sessions(&boss, mia).await.unwrap();
    people.reset_second_factor(&boss, mia).await.unwrap();
    people.invite_again(&boss, mia).await.unwrap();
    people.remove(&boss, mia).await.unwrap();
    let tenant = world.tenant_of("musterbau").await.id;
    for (action, change) in [
        ("member.add", Some(("role", None, Some("member")))),
        ("member.role", Some(("role", Some("member"), Some("admin")))),
        ("member.suspend", Some(("state", Some("active"), Some("suspended")))),
        ("member.resume", Some(("state", Some("suspended"), Some("active")))),
        ("member.sessions", None),
        ("member.second_factor", None),
        ("member.invite", None),
        ("member.remove", Some(("role", Some("admin"), None))),
    ] {
        let event = world.events_of(action).await.remove(0);
        assert_eq!(event.tenant.unwrap().id, tenant, "{action}");
        let event = event.event;
        assert_eq!(event.outcome, Outcome::Done, "{action}");
        assert_eq!(event.target.id, Some(mia.to_string()), "{action}");
        let changes: Vec<_> =
            event.changes.iter().map(|one| (one.field.as_str(), one.before.as_deref(), one.after.as_deref())).collect();
        assert_eq!(changes, change.into_iter().collect::<Vec<_>>(), "{action}");
        if action != "member.add" {
            assert_eq!(event.actor.name.as_deref(), Some("Oda"), "{action}");
        }
    }
    world.settle().await;
    // What was done in the engines says on whose behalf.
    let steps = world.events_of("provision.step").await;
    let cut = steps.iter().find(|event| event.event.words["object"] == MIA && event.event.words["standing"] == "cut");
    assert_eq!(cut.unwrap().event.on_behalf.as_deref(), Some("Oda"));
    let (before, after) = {
        let cut = steps.iter().filter(|event| event.event.words["object"] == MIA);
        let mut changes = cut.flat_map(|event| &event.event.changes).filter(|change| change.field == "active");
        let change = changes.next().unwrap();
        (change.before.clone(), change.after.clone())
    };
    assert_eq!((before.as_deref(), after.as_deref()), (Some("yes"), Some("no")));
}
