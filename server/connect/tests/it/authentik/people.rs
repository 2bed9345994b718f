//! People, their sessions and their second factors, against the sandbox.

use dezky_connect::{authentik::uuid, engine::Seen};
use dezky_domain::provision::{GroupKind, Spec, Standing, TroubleKind};
use serde_json::{Value, json};

use super::{ACME, GLOBEX, World, acme, alice, conflict, globex, group, lines, person_id, words};

const ROLES: &[&str] = &["dz-acme-admins", "dz-acme-files"];

async fn user(world: &World) -> Value {
    let mut rows = world.rows("/core/users/?username=alice@acme.test").await;
    assert!(rows.len() <= 1);
    rows.pop().unwrap_or_default()
}

fn group_names(user: &Value) -> Vec<&str> {
    let mut names: Vec<_> =
        user["groups_obj"].as_array().unwrap().iter().map(|group| group["name"].as_str().unwrap()).collect();
    names.sort_unstable();
    names
}

#[tokio::test]
async fn a_person_is_made_with_their_groups_in_one_call() {
    let world = World::new().await;
    let calls = world.twice(&acme(), &alice(ROLES, true), Standing::Present).await;
    assert_eq!(lines(&calls), ["POST /core/users/"]);
    let user = user(&world).await;
    assert_eq!(group_names(&user), ROLES);
    assert_eq!(user["attributes"], json!({"dezky": {"person_id": person_id(1), "tenant_id": ACME}}));
    assert_eq!(
        (&user["type"], &user["path"], &user["is_active"]),
        (&json!("internal"), &json!("tenants/acme"), &json!(true))
    );
    let found = world.found(&acme(), &alice(ROLES, true)).await;
    assert_eq!(found.external, user["pk"].to_string());
    assert_eq!(uuid(&found), user["uuid"].as_str());
    assert_eq!(world.made("authentik user alice@acme.test"), 1);
}

#[tokio::test]
async fn a_group_that_is_missing_is_waited_for_and_a_foreign_one_is_refused() {
    let world = World::new().await;
    let trouble = world.see(&acme(), &alice(&["dz-acme-mail"], true), Standing::Present).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotYet);
    assert_eq!(trouble.detail.as_deref(), Some("the group dz-acme-mail isn't there"));
    let trouble = world.see(&acme(), &alice(&["authentik Admins"], true), Standing::Present).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Conflict);
}

#[tokio::test]
async fn what_was_changed_by_hand_is_mended_without_touching_other_groups_or_attributes() {
    let world = World::new().await;
    let spec = alice(ROLES, true);
    world.bring(&acme(), &spec, Standing::Present).await;
    let other = world.by_hand("POST", "/core/groups/", json!({"name": "chess"})).await["pk"].clone();
    let members = world.rows("/core/groups/?name=dz-acme-members").await[0]["pk"].clone();
    let mut attributes = user(&world).await["attributes"].clone();
    attributes["theirs"] = json!("kept");
    let body = json!({"name": "Al", "email": "al@x.test", "path": "users", "type": "external", "is_active": false,
        "groups": [other, members], "attributes": attributes});
    world.by_hand("PATCH", &format!("/core/users/{}/", user(&world).await["pk"]), body).await;

    let plan = world.plan(&acme(), &spec, Standing::Present).await.unwrap();
    assert_eq!(
        words(&plan.differences),
        [
            "name: Alice Admin | Al",
            "e-mail: alice@acme.test | al@x.test",
            "type: internal | external",
            "path: tenants/acme | users",
            "active: yes | no",
            "groups: dz-acme-admins, dz-acme-files | dz-acme-members",
        ]
    );
    assert_eq!(plan.calls.len(), 4, "one PATCH, two joins, one leave");
    world.twice(&acme(), &spec, Standing::Present).await;
    let user = user(&world).await;
    assert_eq!(group_names(&user), ["chess", "dz-acme-admins", "dz-acme-files"]);
    assert_eq!(user["attributes"]["theirs"], "kept");
}

#[tokio::test]
async fn one_person_in_two_tenants_is_one_user_that_neither_fights_over() {
    let world = World::new().await;
    for spec in
        [group("dz-globex", GroupKind::Tenant, &[]), group("dz-globex-members", GroupKind::Role, &["dz-globex"])]
    {
        world.bring(&globex(), &spec, Standing::Present).await;
    }
    let here = alice(ROLES, true);
    let there = Spec::Person {
        person: person_id(1),
        email: "alice@acme.test".to_owned(),
        name: "Alice Admin".to_owned(),
        path: "tenants/globex".to_owned(),
        groups: vec!["dz-globex-members".to_owned()],
        active: true,
    };
    world.twice(&acme(), &here, Standing::Present).await;
    let calls = world.twice(&globex(), &there, Standing::Present).await;
    assert!(calls.len() == 1 && calls[0].path.ends_with("/add_user/"), "{calls:?}");
    assert_eq!(world.bring(&acme(), &here, Standing::Present).await, [], "nothing goes to and fro");
    assert_eq!(user(&world).await["attributes"]["dezky"]["tenant_id"], ACME);
    assert_eq!(group_names(&user(&world).await), ["dz-acme-admins", "dz-acme-files", "dz-globex-members"]);

    // The home tenant lets go: the other one becomes the home, and nobody loses their account.
    world.twice(&acme(), &here, Standing::Gone).await;
    assert_eq!(group_names(&user(&world).await), ["dz-globex-members"]);
    world.twice(&globex(), &there, Standing::Present).await;
    let user = user(&world).await;
    assert_eq!((&user["attributes"]["dezky"]["tenant_id"], &user["path"]), (&json!(GLOBEX), &json!("tenants/globex")));
    assert_eq!(user["is_active"], true);
    assert_eq!(world.made("authentik user alice@acme.test"), 1);
}

#[tokio::test]
async fn being_cut_off_ends_sessions_first_and_deactivates_then() {
    let world = World::new().await;
    world.bring(&acme(), &alice(ROLES, true), Standing::Present).await;
    for _ in 0..2 {
        world.sandbox.provider().sessions.open("alice@acme.test");
    }
    let spec = alice(ROLES, false);
    let plan = world.plan(&acme(), &spec, Standing::Cut).await.unwrap();
    assert_eq!(words(&plan.differences), ["sessions: 0 | 2", "active: no | yes"]);
    let calls = world.twice(&acme(), &spec, Standing::Cut).await;
    let verbs: Vec<_> = calls.iter().map(|call| call.verb.as_str()).collect();
    assert_eq!(verbs, ["DELETE", "DELETE", "PATCH"]);
    assert_eq!(calls[2].body, json!({"is_active": false}));
    assert!(calls.iter().all(|call| !call.destroys), "nothing of theirs is lost");
    assert_eq!(group_names(&user(&world).await), ROLES, "to be resumed as they were");
    assert!(world.sandbox.provider().sessions.of("alice@acme.test").is_empty());

    let calls = world.twice(&acme(), &alice(ROLES, true), Standing::Present).await;
    assert_eq!(calls[0].body, json!({"is_active": true}));
}

#[tokio::test]
async fn whoever_leaves_one_tenant_stays_active_for_the_other() {
    let world = World::new().await;
    world.bring(&acme(), &alice(ROLES, true), Standing::Present).await;
    world.sandbox.provider().sessions.open("alice@acme.test");
    let calls = world.twice(&acme(), &alice(&[], true), Standing::Cut).await;
    assert_eq!(calls.len(), 3, "a session and two memberships");
    assert_eq!((group_names(&user(&world).await).len(), &user(&world).await["is_active"]), (0, &json!(true)));
    // A session that the other tenant's application began since is none of ours.
    world.sandbox.provider().sessions.open("alice@acme.test");
    assert_eq!(world.bring(&acme(), &alice(&[], true), Standing::Cut).await, []);
    assert_eq!(world.bring(&acme(), &alice(ROLES, true), Standing::Cut).await, [], "kept as they are");
}

#[tokio::test]
async fn the_last_to_let_go_deletes_and_only_who_they_meant() {
    let world = World::new().await;
    world.bring(&acme(), &alice(ROLES, true), Standing::Present).await;
    let Spec::Person { email, name, path, .. } = alice(&[], false) else { unreachable!() };
    let namesake = Spec::Person { person: person_id(2), email, name, path, groups: Vec::new(), active: false };
    assert_eq!(world.bring(&acme(), &namesake, Standing::Gone).await, [], "another person of the same address");
    assert_eq!(
        conflict(world.plan(&acme(), &namesake, Standing::Present).await),
        "the user of this name is another person of Dezky's"
    );
    world.sandbox.provider().sessions.open("alice@acme.test");
    let calls = world.twice(&acme(), &alice(&[], false), Standing::Gone).await;
    assert_eq!(calls.iter().map(|call| call.destroys).collect::<Vec<_>>(), [false, true]);
    assert!(user(&world).await.is_null());
}

#[tokio::test]
async fn a_user_that_dezky_did_not_make_is_a_conflict_and_stays() {
    let world = World::new().await;
    world.by_hand("POST", "/core/users/", json!({"username": "alice@acme.test", "name": "A"})).await;
    assert_eq!(
        conflict(world.plan(&acme(), &alice(ROLES, true), Standing::Present).await),
        "the user of this name wasn't made by Dezky"
    );
    for standing in [Standing::Cut, Standing::Gone] {
        assert_eq!(world.bring(&acme(), &alice(&[], false), standing).await, []);
    }
    let sessions = Spec::Sessions { person: person_id(1), email: "alice@acme.test".to_owned() };
    conflict(world.plan(&acme(), &sessions, Standing::Present).await);
}

#[tokio::test]
async fn ending_sessions_ends_all_of_one_person_and_no_other() {
    let world = World::new().await;
    world.bring(&acme(), &alice(ROLES, true), Standing::Present).await;
    world.sandbox.provider().sessions.open("bob@acme.example");
    for _ in 0..3 {
        world.sandbox.provider().sessions.open("alice@acme.test");
    }
    let act = Spec::Sessions { person: person_id(1), email: "alice@acme.test".to_owned() };
    let calls = world.twice(&acme(), &act, Standing::Present).await;
    assert_eq!(calls.len(), 3);
    assert_eq!(world.sandbox.provider().sessions.of("bob@acme.example").len(), 1);
    let nobody = Spec::Sessions { person: person_id(9), email: "nobody@acme.test".to_owned() };
    assert!(matches!(world.see(&acme(), &nobody, Standing::Present).await.unwrap(), Seen::Missing { .. }));
    assert_eq!(world.bring(&acme(), &nobody, Standing::Present).await, []);
}

#[tokio::test]
async fn second_factors_of_every_kind_are_taken_away() {
    let world = World::new().await;
    world.bring(&acme(), &alice(ROLES, true), Standing::Present).await;
    let act = Spec::SecondFactor { person: person_id(1), email: "alice@acme.test".to_owned() };
    assert_eq!(world.bring(&acme(), &act, Standing::Present).await, []);
    let kinds = ["totp", "webauthn", "static", "sms", "email", "duo", "endpoint"];
    let client = dezky_connect::http::client(dezky_connect::http::Options::default());
    for kind in kinds {
        let body = json!({"username": "alice@acme.test", "kind": kind}).to_string();
        let request = client.post(format!("{}/sandbox/devices", world.sandbox.base_url()));
        let answer = request.header("content-type", "application/json").body(body).send().await.unwrap();
        assert_eq!(answer.status(), 201);
    }
    let calls = world.twice(&acme(), &act, Standing::Present).await;
    assert_eq!(calls.len(), kinds.len());
    assert!(calls.iter().all(|call| call.destroys), "they are gone for good");
}
