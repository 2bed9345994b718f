//! Applications against the sandbox: the one call, drift, and every half state there is.

use dezky_connect::engine::{Call, Engine as _, Seen};
use dezky_domain::provision::{Spec, Standing, TroubleKind};
use serde_json::{Value, json};

use super::{ACME, SECRET, World, acme, application, conflict, globex, lines, words};

async fn made() -> World {
    let world = World::new().await;
    world.bring(&acme(), &application(), Standing::Present).await;
    world
}

async fn provider(world: &World) -> Value {
    world.rows("/providers/oauth2/?client_id=dz-acme").await.pop().unwrap_or_default()
}

async fn app(world: &World) -> Value {
    world.by_hand("GET", "/core/applications/dz-acme/", Value::Null).await
}

async fn bindings(world: &World) -> Vec<Value> {
    let pk = app(world).await["pk"].as_str().unwrap().to_owned();
    world.rows(&format!("/policies/bindings/?target={pk}")).await
}

/// Whether somebody without any group gets in.
async fn is_open(world: &World) -> bool {
    let user = world.rows("/core/users/?username=stranger").await.pop();
    let user = match user {
        Some(user) => user,
        None => world.by_hand("POST", "/core/users/", json!({"username": "stranger", "name": "S"})).await,
    };
    let path = format!("/core/applications/dz-acme/check_access/?for_user={}", user["pk"]);
    world.by_hand("GET", &path, Value::Null).await["passing"] == true
}

/// As it shall be in the end, whatever was there before.
async fn whole(world: &World) {
    let (app, provider, bindings) = (app(world).await, provider(world).await, bindings(world).await);
    assert_eq!(app["provider"], provider["pk"]);
    assert_eq!(app["meta_publisher"], format!("Dezky {ACME}"));
    assert_eq!((&app["name"], &app["meta_launch_url"]), (&json!("Acme"), &json!("https://acme.dezky.test/")));
    let shall = json!({
        "name": "dz-acme", "client_id": "dz-acme", "client_secret": SECRET, "client_type": "confidential",
        "redirect_uris": [
            {"matching_mode": "strict", "url": "https://acme.dezky.test/auth/callback"},
            {"matching_mode": "strict", "url": "https://work.acme.test/auth/callback"},
        ],
        "logout_uri": "https://acme.dezky.test/auth/backchannel-logout", "logout_method": "backchannel",
        "sub_mode": "user_uuid", "issuer_mode": "per_provider", "include_claims_in_id_token": true,
    });
    for (field, value) in shall.as_object().unwrap() {
        assert_eq!(provider[field], *value, "{field}");
    }
    assert!(provider["signing_key"].is_string());
    let mut scopes = Vec::new();
    for pk in provider["property_mappings"].as_array().unwrap() {
        let path = format!("/propertymappings/provider/scope/{}/", pk.as_str().unwrap());
        let mapping = world.by_hand("GET", &path, Value::Null).await;
        scopes.push(mapping["name"].as_str().unwrap().to_owned());
    }
    assert!(scopes.iter().any(|name| name == dezky_connect::authentik::EMAIL_MAPPING), "{scopes:?}");
    assert!(!scopes.iter().any(|name| name.contains("'email'")), "{scopes:?}");
    assert_eq!(bindings.len(), 1);
    assert_eq!(bindings[0]["group_obj"]["name"], "dz-acme");
    assert!(!is_open(world).await);
}

#[tokio::test]
async fn application_provider_and_binding_come_in_one_call() {
    let world = World::new().await;
    let calls = world.twice(&acme(), &application(), Standing::Present).await;
    assert_eq!(lines(&calls), ["PUT /core/transactional/applications/"]);
    whole(&world).await;
    let shown = calls[0].planned();
    assert!(!shown.body.contains(SECRET) && shown.body.contains("•••"), "{}", shown.body);
    let found = world.found(&acme(), &application()).await;
    assert!(!format!("{found:?}").contains(SECRET), "{found:?}");
    assert_eq!(found.facts["admits"], "dz-acme");
    assert_eq!(found.facts["scopes"], "email, offline_access, openid, profile");
    let kinds = ["application", "oauth2provider", "provider", "binding"];
    let made: Vec<_> = kinds.iter().map(|kind| world.made(&format!("authentik {kind}"))).collect();
    assert_eq!(made.iter().sum::<usize>(), 3, "{made:?}");
}

#[tokio::test]
async fn it_waits_for_its_group_and_its_mapping() {
    let world = World::fresh().await;
    let trouble = world.see(&acme(), &application(), Standing::Present).await.unwrap_err();
    assert_eq!((trouble.kind, trouble.detail.as_deref()), (TroubleKind::NotYet, Some("the group dz-acme isn't there")));
    world.bring(&acme(), &super::ground("acme")[0], Standing::Present).await;
    let trouble = world.see(&acme(), &application(), Standing::Present).await.unwrap_err();
    let detail = "the scope mapping Dezky: email, verified by domain isn't there";
    assert_eq!((trouble.kind, trouble.detail.as_deref()), (TroubleKind::NotYet, Some(detail)));
    assert_eq!(world.made("authentik application"), 0);
}

#[tokio::test]
async fn every_field_that_was_changed_by_hand_is_told_and_mended() {
    let world = made().await;
    let provider_pk = provider(&world).await["pk"].clone();
    let their_email = world.rows("/propertymappings/provider/scope/?scope_name=email").await;
    let their_email = their_email.iter().find(|mapping| !mapping["managed"].is_null()).unwrap()["pk"].clone();
    let explicit =
        world.rows("/flows/instances/?slug=default-provider-authorization-explicit-consent").await[0]["pk"].clone();
    let body = json!({
        "client_secret": "another", "client_type": "public", "sub_mode": "hashed_user_id", "issuer_mode": "global",
        "include_claims_in_id_token": false, "signing_key": null, "logout_uri": "https://evil.test/",
        "logout_method": "frontchannel", "property_mappings": [their_email], "authorization_flow": explicit,
        "redirect_uris": [{"matching_mode": "regex", "url": "https://.*"}],
    });
    world.by_hand("PATCH", &format!("/providers/oauth2/{provider_pk}/"), body).await;
    let body = json!({"name": "Other", "meta_launch_url": "https://evil.test/"});
    world.by_hand("PATCH", "/core/applications/dz-acme/", body).await;
    let plan = world.plan(&acme(), &application(), Standing::Present).await.unwrap();
    assert_eq!(
        words(&plan.differences),
        [
            "name: Acme | Other",
            "launch url: https://acme.dezky.test/ | https://evil.test/",
            "client type: confidential | public",
            "redirect uris: https://acme.dezky.test/auth/callback, https://work.acme.test/auth/callback | https://.* (regex)",
            "logout uri: https://acme.dezky.test/auth/backchannel-logout | https://evil.test/",
            "logout method: backchannel | frontchannel",
            "sub mode: user_uuid | hashed_user_id",
            "issuer mode: per_provider | global",
            "claims in id token: yes | no",
            "signed with a key: yes | no",
            "authorization flow: as configured | another flow",
            "scopes: email, offline_access, openid, profile | Authentik's own email",
            "client secret: Dezky's | another secret",
        ]
    );
    assert_eq!(plan.calls.len(), 2, "one PATCH each");
    assert!(!plan.calls[1].planned().body.contains(SECRET));
    world.twice(&acme(), &application(), Standing::Present).await;
    whole(&world).await;
}

#[tokio::test]
async fn what_others_added_is_kept() {
    let world = made().await;
    let body = json!({"name": "theirs", "scope_name": "theirs", "expression": "return {}"});
    let extra = world.by_hand("POST", "/propertymappings/provider/scope/", body).await["pk"].clone();
    let provider_row = provider(&world).await;
    let mut mappings = provider_row["property_mappings"].as_array().unwrap().clone();
    mappings.push(extra.clone());
    let path = format!("/providers/oauth2/{}/", provider_row["pk"]);
    let body = json!({"property_mappings": mappings, "access_token_validity": "minutes=2"});
    world.by_hand("PATCH", &path, body).await;
    world.by_hand("PATCH", "/core/applications/dz-acme/", json!({"group": "Work", "meta_description": "x"})).await;
    assert_eq!(world.bring(&acme(), &application(), Standing::Present).await, []);
    // And kept too where ours are mended: Authentik's own `email` alone goes.
    let theirs =
        world.rows("/propertymappings/provider/scope/?managed__isnull=false&scope_name=email").await[0]["pk"].clone();
    mappings.push(theirs.clone());
    world.by_hand("PATCH", &path, json!({"property_mappings": mappings})).await;
    world.twice(&acme(), &application(), Standing::Present).await;
    let row = provider(&world).await;
    let mappings = row["property_mappings"].as_array().unwrap();
    assert!(mappings.contains(&extra) && !mappings.contains(&theirs), "{mappings:?}");
    assert_eq!(row["access_token_validity"], "minutes=2");
}

#[tokio::test]
async fn a_lost_binding_stands_open_and_is_put_back_first() {
    let world = made().await;
    let pk = bindings(&world).await[0]["pk"].as_str().unwrap().to_owned();
    world.by_hand("DELETE", &format!("/policies/bindings/{pk}/"), Value::Null).await;
    world.by_hand("PATCH", "/core/applications/dz-acme/", json!({"name": "Other"})).await;
    assert!(is_open(&world).await);
    for standing in [Standing::Present, Standing::Cut] {
        let plan = world.plan(&acme(), &application(), standing).await.unwrap();
        assert_eq!(words(&plan.differences)[0], "admits: dz-acme | everybody (none)");
        assert_eq!(lines(&plan.calls)[0], "POST /policies/bindings/");
    }
    world.twice(&acme(), &application(), Standing::Cut).await;
    assert!(!is_open(&world).await, "closed, though nothing else is mended while it is cut off");
    world.twice(&acme(), &application(), Standing::Present).await;
    whole(&world).await;
}

#[tokio::test]
async fn wrong_bindings_go_and_never_before_the_right_one_is_there() {
    let world = made().await;
    let target = app(&world).await["pk"].clone();
    let group = world.by_hand("POST", "/core/groups/", json!({"name": "friends"})).await["pk"].clone();
    let own = bindings(&world).await[0].clone();
    for body in [
        json!({"target": target, "group": group, "order": 1}),
        json!({"target": target, "group": own["group"], "order": 2}),
        json!({"target": target, "group": own["group"], "order": 3, "negate": true}),
    ] {
        world.by_hand("POST", "/policies/bindings/", body).await;
    }
    let plan = world.plan(&acme(), &application(), Standing::Present).await.unwrap();
    let says = "admits: dz-acme | dz-acme, friends, not dz-acme, the same 2 times";
    assert_eq!(words(&plan.differences), [says]);
    assert_eq!(world.twice(&acme(), &application(), Standing::Present).await.len(), 3);
    whole(&world).await;

    // Ours is switched off, a foreign one lets people in: ours first.
    let own = bindings(&world).await[0]["pk"].as_str().unwrap().to_owned();
    world.by_hand("PATCH", &format!("/policies/bindings/{own}/"), json!({"enabled": false})).await;
    world.by_hand("POST", "/policies/bindings/", json!({"target": target, "group": group, "order": 1})).await;
    let first = world.plan(&acme(), &application(), Standing::Present).await.unwrap();
    assert_eq!(lines(&first.calls), ["POST /policies/bindings/"]);
    world.twice(&acme(), &application(), Standing::Present).await;
    whole(&world).await;
}

#[tokio::test]
async fn half_state_the_application_is_gone_and_its_provider_left() {
    let world = made().await;
    world.by_hand("DELETE", "/core/applications/dz-acme/", Value::Null).await;
    let plan = world.plan(&acme(), &application(), Standing::Present).await.unwrap();
    assert_eq!(words(&plan.differences), ["exists: yes | only the provider"]);
    world.twice(&acme(), &application(), Standing::Present).await;
    whole(&world).await;

    // The same, on the way out.
    world.by_hand("DELETE", "/core/applications/dz-acme/", Value::Null).await;
    assert_eq!(world.twice(&acme(), &application(), Standing::Cut).await, []);
    let calls = world.twice(&acme(), &application(), Standing::Gone).await;
    assert!(calls.len() == 1 && calls[0].path.contains("/providers/oauth2/"), "{calls:?}");
    assert!(provider(&world).await.is_null());
}

#[tokio::test]
async fn half_state_the_provider_is_gone_and_its_application_left() {
    let world = made().await;
    let pk = provider(&world).await["pk"].clone();
    world.by_hand("DELETE", &format!("/providers/oauth2/{pk}/"), Value::Null).await;
    // Whether the application goes along or is left without one, it gets whole again.
    world.twice(&acme(), &application(), Standing::Present).await;
    whole(&world).await;
}

#[tokio::test]
async fn half_state_an_application_without_provider_and_binding() {
    let world = World::new().await;
    let body = json!({"name": "Acme", "slug": "dz-acme", "meta_publisher": format!("Dezky {ACME}")});
    world.by_hand("POST", "/core/applications/", body).await;
    let calls = world.twice(&acme(), &application(), Standing::Present).await;
    assert_eq!(
        lines(&calls),
        [
            "POST /policies/bindings/",
            "PATCH /core/applications/dz-acme/",
            "POST /providers/oauth2/",
            "PATCH /core/applications/dz-acme/",
        ]
    );
    whole(&world).await;
}

#[tokio::test]
async fn half_state_application_and_provider_apart() {
    let world = made().await;
    world.by_hand("PATCH", "/core/applications/dz-acme/", json!({"provider": null})).await;
    let plan = world.plan(&acme(), &application(), Standing::Present).await.unwrap();
    assert_eq!(words(&plan.differences), ["provider: yes | apart from the application"]);
    world.twice(&acme(), &application(), Standing::Present).await;
    whole(&world).await;

    world.by_hand("PATCH", "/core/applications/dz-acme/", json!({"provider": null})).await;
    let calls = world.twice(&acme(), &application(), Standing::Gone).await;
    assert_eq!(calls.len(), 2, "both, wherever they are: {calls:?}");
    assert!(provider(&world).await.is_null());
}

#[tokio::test]
async fn a_provider_of_somebody_else_is_a_conflict() {
    let world = made().await;
    let row = provider(&world).await;
    world.by_hand("DELETE", "/core/applications/dz-acme/", Value::Null).await;
    let path = format!("/providers/oauth2/{}/", row["pk"]);
    let uris = json!([{"matching_mode": "strict", "url": "https://other.test/"}]);
    world.by_hand("PATCH", &path, json!({"client_secret": "theirs", "redirect_uris": uris})).await;
    let whose = conflict(world.plan(&acme(), &application(), Standing::Present).await);
    assert_eq!(whose, "a provider of this name wasn't made by Dezky");
    assert_eq!(world.bring(&acme(), &application(), Standing::Gone).await, []);
    // It serves another application.
    let body = json!({"name": "Theirs", "slug": "theirs", "provider": row["pk"]});
    world.by_hand("POST", "/core/applications/", body).await;
    let whose = conflict(world.plan(&acme(), &application(), Standing::Present).await);
    assert_eq!(whose, "the provider of this name serves the application theirs");
}

#[tokio::test]
async fn an_application_of_somebody_else_is_a_conflict() {
    let world = made().await;
    let whose = conflict(world.plan(&globex(), &application(), Standing::Present).await);
    assert_eq!(whose, "an application of this name belongs to another tenant");
    for standing in [Standing::Cut, Standing::Gone] {
        assert_eq!(world.bring(&globex(), &application(), standing).await, []);
    }
    world.by_hand("PATCH", "/core/applications/dz-acme/", json!({"meta_publisher": "Someone"})).await;
    let whose = conflict(world.plan(&acme(), &application(), Standing::Present).await);
    assert_eq!(whose, "an application of this name wasn't made by Dezky");
}

#[tokio::test]
async fn it_ends_application_first_and_provider_then() {
    let world = made().await;
    let pk = provider(&world).await["pk"].clone();
    let calls = world.twice(&acme(), &application(), Standing::Gone).await;
    assert_eq!(
        lines(&calls),
        ["DELETE /core/applications/dz-acme/".to_owned(), format!("DELETE /providers/oauth2/{pk}/")]
    );
    assert!(calls.iter().all(|call| call.destroys));
    assert!(matches!(world.see(&acme(), &application(), Standing::Gone).await.unwrap(), Seen::Missing { .. }));
    for call in &calls {
        world.engine.apply(call).await.unwrap();
    }
}

#[tokio::test]
async fn no_redirect_uri_and_no_secret_is_never_sent() {
    let world = made().await;
    let Spec::Application { slug, name, launch_url, logout_uri, admits, .. } = application() else { unreachable!() };
    let bare = Spec::Application { slug, name, redirect_uris: Vec::new(), launch_url, logout_uri, admits };
    let trouble = world.plan(&acme(), &bare, Standing::Present).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Rejected);
    assert!(trouble.detail.unwrap().contains("redirect URI"));
    world.bring(&acme(), &application(), Standing::Gone).await;
    assert_eq!(world.plan(&acme(), &bare, Standing::Present).await.unwrap_err().kind, TroubleKind::Rejected);

    let (owner, spec) = (acme(), application());
    let wanted = dezky_connect::engine::Wanted {
        owner: &owner,
        spec: &spec,
        standing: Standing::Present,
        external: None,
        secret: None,
    };
    let seen = world.engine.observe(&wanted).await.unwrap();
    assert_eq!(world.engine.compare(&wanted, &seen).unwrap_err().kind, TroubleKind::Rejected);
}

#[tokio::test]
async fn a_creation_that_lost_a_race_looks_again() {
    let world = World::new().await;
    let plan = world.plan(&acme(), &application(), Standing::Present).await.unwrap();
    world.bring(&acme(), &application(), Standing::Present).await;
    let trouble = world.engine.apply(&plan.calls[0]).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotYet);
    assert_eq!(trouble.detail.as_deref(), Some("app.slug: Application with this slug already exists."));
    for (path, body) in [
        ("/core/groups/", json!({"name": "dz-acme"})),
        ("/core/users/", json!({"username": "akadmin", "name": ""})),
        ("/core/brands/", json!({"domain": "authentik-default"})),
        ("/providers/oauth2/", plan.calls[0].body["provider"].clone()),
    ] {
        let trouble = world.engine.apply(&Call::new("POST", format!("/api/v3{path}"), body)).await.unwrap_err();
        assert_eq!((trouble.kind, trouble.status), (TroubleKind::NotYet, Some(400)), "{path}");
    }
    let wrong = Call::new("POST", "/api/v3/core/groups/", json!({"name": "x", "attributes": 1}));
    assert_eq!(world.engine.apply(&wrong).await.unwrap_err().kind, TroubleKind::Rejected);
    assert_eq!(bindings(&world).await.len(), 1);
}
