//! A tenant's life: made, suspended, resumed, closed, deleted.

use axum::http::Method;
use chrono::TimeDelta;
use dezky_domain::{
    AppError,
    audit::Outcome,
    error::Why,
    provision::{Kind, RunState, StepState},
    tenant::{Slug, TenantState},
};

use super::kit::{folder, new_tenant, open_steps};
use crate::support::{ALL, World};

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

#[tokio::test]
async fn one_act_makes_a_tenant_real_everywhere() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;

    for what in [
        "authentik group dz-musterbau",
        "authentik group dz-musterbau-admins",
        "authentik application dz-musterbau",
        "authentik user oda@musterbau.example",
        "stalwart domain musterbau.example",
        "stalwart account oda@musterbau.example",
        "stalwart list postmaster@musterbau.example",
        "ocis space Musterbau",
        "ocis user oda@musterbau.example",
    ] {
        assert_eq!(world.created(what), 1, "{what}");
    }
    assert_eq!(world.created_twice(), Vec::<String>::new());

    let steps = world.events_of("provision.step").await;
    let not_done: Vec<_> = steps.iter().filter(|event| event.event.outcome != Outcome::Done).collect();
    assert!(not_done.is_empty(), "{not_done:#?}");
    let application = steps.iter().find(|event| {
        event.event.target.name.as_deref() == Some("dz-musterbau") && event.event.target.kind == "application"
    });
    let words = &application.unwrap().event.words;
    let request = words.get("engine_requests").unwrap().split(' ').next().unwrap();
    assert!(request.len() == 32 && request.chars().all(|c| c.is_ascii_hexdigit()), "Authentik's name for the request");
}

#[tokio::test]
async fn its_owner_signs_in_on_its_own_host() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    let (mut oda, _) = world.sign_in("musterbau", "oda@musterbau.example").await;
    let launcher = oda.get("/").await;
    assert!(launcher.is(200).body.contains("Musterbau"));
    // Invited until then, and an owner from then on.
    assert!(oda.get("/admin/people").await.is(200).body.contains("oda@musterbau.example"));
}

#[tokio::test]
async fn asking_twice_changes_nothing() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    let before = world.changes();
    assert!(before.len() > 10, "{before:#?}");
    world.look().await;
    world.look().await;
    assert_eq!(world.changes(), before);
    assert_eq!(world.shown("musterbau").await.state, RunState::AsWanted);
    assert_eq!(world.created_twice(), Vec::<String>::new());
}

#[tokio::test]
async fn who_comes_second_gets_a_clear_word() {
    let world = World::with_engines("").await;
    world.ask_for("musterbau", "Oda").await;
    let (tenants, ctx) = (std::sync::Arc::clone(&world.state.services.tenants), world.service());
    let mut same_slug = new_tenant("musterbau", "Otto");
    same_slug.domain = Some("musterhaus.example".to_owned());
    let taken = tenants.create(&ctx, same_slug).await;
    assert_eq!(taken.unwrap_err(), AppError::Conflict { field: "slug", why: Why("taken-slug") });
    let mut same_domain = new_tenant("musterhaus", "Otto");
    same_domain.domain = Some("musterbau.example".to_owned());
    let taken = tenants.create(&ctx, same_domain).await;
    assert_eq!(taken.unwrap_err(), AppError::Conflict { field: "domain", why: Why("taken-domain") });
}

#[tokio::test]
async fn what_is_somebody_elses_is_left_alone_and_named() {
    let world = World::with_engines("").await;
    // Somebody made the group by hand, before Dezky.
    let group = serde_json::json!({ "name": "dz-musterbau" });
    assert_eq!(world.engine_call(Method::POST, "/api/v3/core/groups/", &group).await.0, 201);
    world.ask_for("musterbau", "Oda").await;
    world.settle().await;
    let step = world.step("musterbau", Kind::Group, "dz-musterbau").await;
    assert_eq!(step.state, StepState::Failed);
    assert_eq!(step.trouble.unwrap().kind.word(), "conflict");
    assert_eq!(world.shown("musterbau").await.state, RunState::Failed);
    assert_eq!(world.events_of("provision.failed").await.len(), 1);
    // What doesn't need it goes on.
    assert_eq!(world.step("musterbau", Kind::Domain, "musterbau.example").await.state, StepState::Done);
}

#[tokio::test]
async fn a_suspended_tenant_keeps_everything_and_lets_nobody_in() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    let (mut oda, _) = world.sign_in("musterbau", "oda@musterbau.example").await;
    oda.get("/").await.is(200);

    world.state.services.tenants.suspend(&world.service(), &slug("musterbau")).await.unwrap();
    assert_eq!(oda.get("/admin/people").await.status, 404, "at once, before any engine was told");
    world.settle().await;
    assert!(!world.account_enabled("oda@musterbau.example").await);
    assert!(!world.may_sign_in("oda@musterbau.example").await);

    world.state.services.tenants.resume(&world.service(), &slug("musterbau")).await.unwrap();
    world.settle().await;
    assert!(world.account_enabled("oda@musterbau.example").await);
    assert!(world.may_sign_in("oda@musterbau.example").await);
    assert_eq!(
        world.shown("musterbau").await.state,
        RunState::AsWanted,
        "{:#?}",
        open_steps(&world.shown("musterbau").await)
    );
    assert_eq!(world.created_twice(), Vec::<String>::new());
}

#[tokio::test]
async fn a_tenant_is_deleted_only_when_its_grace_period_is_over_and_in_the_safe_order() {
    let world = World::with_engines("").await;
    let tenants = std::sync::Arc::clone(&world.state.services.tenants);
    world.provisioned("musterbau", "Oda").await;
    let tenant = slug("musterbau");
    let not_yet = |why| AppError::Conflict { field: "", why: Why(why) };
    let early = tenants.delete(&world.service(), &tenant, "musterbau").await;
    assert_eq!(early.unwrap_err(), not_yet("not-closing"));
    tenants.close(&world.service(), &tenant).await.unwrap();
    world.settle().await;
    assert_eq!(world.tenant_of("musterbau").await.state, TenantState::Closing);
    let told = world.step("musterbau", Kind::Notice, "oda@musterbau.example").await;
    assert_eq!(told.state, StepState::Done);
    let letters = std::fs::read_dir(folder().join("outbox")).unwrap().map(|letter| letter.unwrap().path());
    let closing = letters.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("closing-"));
    let closing: Vec<_> = closing.map(|path| std::fs::read_to_string(path).unwrap()).collect();
    let to_oda = closing.iter().find(|letter| letter.contains("To: oda@musterbau.example")).unwrap();
    assert!(to_oda.contains("Subject: Musterbau is closing"), "{to_oda}");
    let early = tenants.delete(&world.service(), &tenant, "musterbau").await;
    assert_eq!(early.unwrap_err(), not_yet("grace-period"));

    world.pass(TimeDelta::days(31));
    let typed = tenants.delete(&world.service(), &tenant, "musterbua").await;
    assert_eq!(typed.unwrap_err(), Why("wrong-typed").at("typed"));
    tenants.delete(&world.service(), &tenant, "musterbau").await.unwrap();
    world.settle().await;

    assert_eq!(world.store().tenants().by_slug(&ALL, &tenant).await.unwrap(), None);
    let gone: Vec<String> =
        world.engines().journal.entries(Some("deleted"), 0).into_iter().map(|entry| entry.what).collect();
    let place = |what: &str| gone.iter().position(|gone| gone == what).unwrap_or_else(|| panic!("{what}: {gone:#?}"));
    assert!(place("authentik application dz-musterbau") < place("authentik group dz-musterbau"));
    assert!(place("authentik user oda@musterbau.example") < place("authentik group dz-musterbau-admins"));
    assert!(place("stalwart account oda@musterbau.example") < place("stalwart domain musterbau.example"));
    place("ocis space Musterbau");
    place("ocis user oda@musterbau.example");
    // What happened outlives whom it happened to.
    assert_eq!(world.events_of("tenant.deleted").await.len(), 1);
    // The name is free again.
    world.provisioned("musterbau", "Otto").await;
}
