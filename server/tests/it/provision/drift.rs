//! What was changed by hand in an engine is found with the next look, shown, and brought back when somebody says so.

use axum::http::Method;
use chrono::TimeDelta;
use dezky_domain::{
    AppError,
    provision::{Kind, RunState, StepState},
    tenant::Slug,
};
use dezky_server::worker;
use serde_json::{Value, json};

use super::kit::new_member;
use crate::support::World;

const ODA: &str = "oda@musterbau.example";

fn slug() -> Slug {
    Slug::parse("musterbau").unwrap()
}

/// Straight at Authentik: the path of the first object that a list finds.
async fn path_of(world: &World, list: &str, query: &str) -> String {
    let (status, found) = world.engine_call(Method::GET, &format!("{list}?{query}"), &Value::Null).await;
    assert_eq!((status, found["results"].as_array().map(Vec::len)), (200, Some(1)), "{found}");
    format!("{list}{}/", found["results"][0]["pk"].to_string().trim_matches('"'))
}

/// Somebody renames a group's person by hand.
async fn rename(world: &World, name: &str) {
    let user = path_of(world, "/api/v3/core/users/", &format!("username={ODA}")).await;
    assert_eq!(world.engine_call(Method::PATCH, &user, &json!({ "name": name })).await.0, 200);
}

#[tokio::test]
async fn what_was_changed_by_hand_is_shown_and_waits_for_somebody() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    rename(&world, "Odette").await;
    let before = world.changes();
    world.look().await;
    assert_eq!(world.changes(), before, "nothing is changed unasked");
    let step = world.step("musterbau", Kind::Person, ODA).await;
    assert_eq!(step.state, StepState::Drifted);
    let difference = &step.differences[0];
    assert_eq!((difference.field.as_str(), difference.wanted.as_deref()), ("name", Some("Oda")));
    assert_eq!(difference.seen.as_deref(), Some("Odette"));
    assert_eq!(world.shown("musterbau").await.state, RunState::Drifted);
    let told = &world.events_of("provision.drift").await[0];
    assert_eq!(
        (told.event.changes[0].before.as_deref(), told.event.changes[0].after.as_deref()),
        (Some("Oda"), Some("Odette"))
    );
    // Seen again, it is no news.
    world.look().await;
    assert_eq!(world.events_of("provision.drift").await.len(), 1);
}

#[tokio::test]
async fn how_full_a_space_is_is_news_and_no_drift() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    world.look().await;
    for space in &mut world.engines().engines.ocis().spaces {
        space.used = 4_200_000_000;
    }
    world.look().await;
    assert_eq!(world.shown("musterbau").await.state, RunState::AsWanted);
    assert_eq!(world.events_of("provision.drift").await, []);
    let glance = world.state.services.overview.show(&world.on("musterbau").await).await.unwrap();
    assert_eq!(glance.storage.unwrap().used, Some(4_200_000_000));
}

#[tokio::test]
async fn a_plan_says_what_would_be_done_and_the_repair_does_it() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    rename(&world, "Odette").await;
    world.look().await;
    let provisioner = &world.state.services.provisioner;
    let id = world.step_id("musterbau", Kind::Person, ODA).await;

    let before = world.changes();
    let plan = provisioner.plan(&world.service(), &slug(), &[id]).await.unwrap();
    assert_eq!(world.changes(), before, "a plan changes nothing");
    let [repair] = plan.repairs.as_slice() else { panic!("{plan:#?}") };
    let [call] = repair.calls.as_slice() else { panic!("{plan:#?}") };
    assert_eq!((call.verb.as_str(), call.destroys), ("PATCH", false));
    assert!(call.body.contains("Oda"), "{}", call.body);

    provisioner.repair(&world.service(), &slug(), &[id]).await.unwrap();
    world.settle().await;
    assert_eq!(world.changes().len(), before.len() + 1);
    assert_eq!(world.user(ODA).await["name"], "Oda");
    assert_eq!(world.shown("musterbau").await.state, RunState::AsWanted);
    let repaired = &world.events_of("provision.repair").await[0].event;
    assert_eq!(repaired.changes[0].before.as_deref(), Some("Odette"));
    assert_eq!(repaired.changes[0].after.as_deref(), Some("Oda"));
    assert_eq!(world.created_twice(), Vec::<String>::new());
}

#[tokio::test]
async fn what_was_put_right_by_hand_is_as_wanted_again() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    rename(&world, "Odette").await;
    world.look().await;
    rename(&world, "Oda").await;
    world.look().await;
    assert_eq!(world.shown("musterbau").await.state, RunState::AsWanted);
}

#[tokio::test]
async fn where_policy_says_so_it_is_brought_back_at_once() {
    let world = World::with_engines("[provision]\nrepair = 'at_once'").await;
    world.provisioned("musterbau", "Oda").await;
    rename(&world, "Odette").await;
    world.look().await;
    assert_eq!(world.user(ODA).await["name"], "Oda");
    assert_eq!(world.events_of("provision.repair").await.len(), 1);
}

#[tokio::test]
async fn an_application_that_lets_everybody_in_waits_for_nobody() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    let (_, application) =
        world.engine_call(Method::GET, "/api/v3/core/applications/dz-musterbau/", &Value::Null).await;
    let target = application["pk"].as_str().unwrap();
    let binding = path_of(&world, "/api/v3/policies/bindings/", &format!("target={target}")).await;
    assert_eq!(world.engine_call(Method::DELETE, &binding, &Value::Null).await.0, 204);
    world.look().await;
    path_of(&world, "/api/v3/policies/bindings/", &format!("target={target}")).await;
    assert_eq!(world.shown("musterbau").await.state, RunState::AsWanted);
    let repaired = &world.events_of("provision.repair").await[0].event;
    assert_eq!(repaired.changes[0].field, "admits");
}

#[tokio::test]
async fn what_is_missing_is_made_again_when_somebody_says_so() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    let group = path_of(&world, "/api/v3/core/groups/", "name=dz-musterbau-mail").await;
    assert_eq!(world.engine_call(Method::DELETE, &group, &Value::Null).await.0, 204);
    world.look().await;
    let step = world.step("musterbau", Kind::Group, "dz-musterbau-mail").await;
    assert_eq!(step.state, StepState::Drifted);
    // Who was in it isn't any more.
    let person = world.step("musterbau", Kind::Person, ODA).await;
    let ids = [step.id, person.id];
    world.state.services.provisioner.repair(&world.service(), &slug(), &ids).await.unwrap();
    world.settle().await;
    world.look().await;
    assert_eq!(world.shown("musterbau").await.state, RunState::AsWanted);
    let groups = world.user(ODA).await["groups_obj"].to_string();
    assert!(groups.contains("dz-musterbau-mail"), "{groups}");
}

#[tokio::test]
async fn what_nobody_wants_is_shown_and_left_alone() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    // A group of the tenant's, as Dezky marks its own, that it never wanted.
    let tenant = world.tenant_of("musterbau").await.id;
    let group = path_of(&world, "/api/v3/core/groups/", "name=dz-musterbau-members").await;
    let (_, like) = world.engine_call(Method::GET, &group, &Value::Null).await;
    let extra = json!({ "name": "dz-musterbau-old", "attributes": like["attributes"] });
    assert_eq!(like["attributes"]["dezky"]["tenant_id"], tenant.to_string());
    assert_eq!(world.engine_call(Method::POST, "/api/v3/core/groups/", &extra).await.0, 201);
    world.look().await;
    let shown = world.shown("musterbau").await;
    let keys: Vec<_> = shown.extras.iter().map(|extra| extra.name.key.as_str()).collect();
    assert_eq!(keys, ["dz-musterbau-old"]);
    path_of(&world, "/api/v3/core/groups/", "name=dz-musterbau-old").await;
}

#[tokio::test]
async fn a_paused_tenant_is_left_alone_and_a_cancelled_one_stays_as_far_as_it_was() {
    let world = World::with_engines("").await;
    let provisioner = &world.state.services.provisioner;
    world.provisioned("musterbau", "Oda").await;
    provisioner.pause(&world.service(), &slug(), true).await.unwrap();
    rename(&world, "Odette").await;
    world.look().await;
    assert_eq!(world.shown("musterbau").await.state, RunState::Paused);
    assert_eq!(world.step("musterbau", Kind::Person, ODA).await.state, StepState::Done, "nobody looked");
    provisioner.pause(&world.service(), &slug(), false).await.unwrap();
    world.look().await;
    assert_eq!(world.step("musterbau", Kind::Person, ODA).await.state, StepState::Drifted);

    let other = Slug::parse("globex").unwrap();
    world.ask_for("globex", "Gus").await;
    provisioner.cancel(&world.service(), &other).await.unwrap();
    let before = world.changes();
    world.settle().await;
    assert_eq!(world.changes(), before);
    assert_eq!(world.shown("globex").await.state, RunState::Cancelled);
    provisioner.again(&world.service(), &other, None).await.unwrap();
    world.settle().await;
    assert_eq!(world.shown("globex").await.state, RunState::AsWanted);
}

#[tokio::test]
async fn who_asks_for_what_is_not_there_is_told() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    let provisioner = &world.state.services.provisioner;
    let nobody = Slug::parse("nobody").unwrap();
    assert_eq!(provisioner.look(&world.service(), &nobody).await, Err(AppError::Missing));
    assert_eq!(provisioner.repair(&world.service(), &nobody, &[]).await, Err(AppError::Missing));
    // Another tenant's step isn't this one's.
    world.provisioned("globex", "Gus").await;
    let theirs = world.step_id("globex", Kind::Group, "dz-globex").await;
    let plan = provisioner.plan(&world.service(), &slug(), &[theirs]).await.unwrap();
    assert!(plan.repairs.is_empty());
    assert_eq!(provisioner.again(&world.service(), &slug(), Some(theirs)).await, Err(AppError::Missing));
}

/// Forty steps are a turn's most.
#[tokio::test]
async fn a_look_at_a_large_tenant_comes_to_its_end_however_much_is_wrong() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    let on = world.on("musterbau").await;
    for number in 0..50 {
        let member = new_member(&format!("Person{number}"), "musterbau.example", "member");
        world.state.services.members.add(&on, member).await.unwrap();
    }
    world.settle().await;
    for number in 0..50 {
        let user = format!("username=person{number}@musterbau.example");
        let path = path_of(&world, "/api/v3/core/users/", &user).await;
        assert_eq!(world.engine_call(Method::PATCH, &path, &json!({ "name": "Nobody" })).await.0, 200);
    }
    world.pass(TimeDelta::seconds(world.state.config.provision.look_seconds + 1));
    worker::look::ask(&world.state).await.unwrap();
    for _ in 0..10 {
        world.pass(TimeDelta::milliseconds(1));
        if !worker::reconcile::next(&world.state, "one").await.unwrap() {
            let drifted = world.shown("musterbau").await.steps.into_iter();
            assert_eq!(drifted.filter(|step| step.state == StepState::Drifted).count(), 50);
            return;
        }
    }
    panic!("it doesn't come to an end");
}

#[tokio::test]
async fn access_is_cut_even_where_everything_else_is_paused() {
    let world = World::with_engines("").await;
    world.provisioned("musterbau", "Oda").await;
    let (on, members) = (world.on("musterbau").await, std::sync::Arc::clone(&world.state.services.members));
    let mia = members.add(&on, new_member("Mia", "musterbau.example", "member")).await.unwrap().person;
    world.settle().await;
    let provisioner = &world.state.services.provisioner;
    provisioner.pause(&world.service(), &slug(), true).await.unwrap();
    members.suspend(&on, mia).await.unwrap();
    world.settle().await;
    assert!(!world.may_sign_in("mia@musterbau.example").await);
    assert!(!world.account_enabled("mia@musterbau.example").await);
    // And nothing is given meanwhile; nor does cancelling stop a cut.
    members.resume(&on, mia).await.unwrap();
    world.settle().await;
    assert!(!world.may_sign_in("mia@musterbau.example").await);
    provisioner.pause(&world.service(), &slug(), false).await.unwrap();
    world.settle().await;
    assert!(world.may_sign_in("mia@musterbau.example").await);
    members.suspend(&on, mia).await.unwrap();
    provisioner.cancel(&world.service(), &slug()).await.unwrap();
    world.settle().await;
    assert!(!world.account_enabled("mia@musterbau.example").await);
}
