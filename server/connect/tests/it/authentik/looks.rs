//! Brands, and what the doctor says, against the sandbox.

use dezky_connect::engine::Engine as _;
use dezky_domain::provision::{Spec, Standing, TroubleKind};
use serde_json::{Value, json};

use super::{ACME, PLATFORM, World, acme, brand, conflict, default_brand, globex, lines, words};

async fn of_host(world: &World) -> Value {
    world.rows("/core/brands/?domain=work.acme.test").await.pop().unwrap_or_default()
}

#[tokio::test]
async fn a_host_gets_a_brand_with_every_flow() {
    let world = World::new().await;
    let calls = world.twice(&acme(), &brand(), Standing::Present).await;
    assert_eq!(lines(&calls), ["POST /core/brands/"]);
    let made = of_host(&world).await;
    let [standard] = &world.rows("/core/brands/?default=true").await[..] else { panic!("one default") };
    for flow in ["flow_authentication", "flow_invalidation", "flow_recovery", "flow_user_settings"] {
        assert!(made[flow].is_string() && made[flow] == standard[flow], "{flow}");
    }
    assert_eq!((&made["branding_title"], &made["default"]), (&json!("Acme"), &json!(false)));
    assert_eq!(made["attributes"], super::mark("acme", ACME, "tenant"));
    assert_eq!(world.twice(&acme(), &brand(), Standing::Cut).await, []);
    assert!(world.twice(&acme(), &brand(), Standing::Gone).await[0].destroys);
    assert!(of_host(&world).await.is_null());
}

#[tokio::test]
async fn a_brand_is_mended_and_its_own_looks_are_kept() {
    let world = World::new().await;
    world.bring(&acme(), &brand(), Standing::Present).await;
    let pk = world.found(&acme(), &brand()).await.external;
    let other = world.rows("/flows/instances/?slug=default-provider-invalidation-flow").await[0]["pk"].clone();
    let body = json!({"branding_title": "Hi", "flow_recovery": null, "flow_invalidation": other, "branding_custom_css": "a{}"});
    world.by_hand("PATCH", &format!("/core/brands/{pk}/"), body).await;
    let plan = world.plan(&acme(), &brand(), Standing::Present).await.unwrap();
    assert_eq!(
        words(&plan.differences),
        ["title: Acme | Hi", "invalidation flow: set | another flow", "recovery flow: set | none",]
    );
    assert_eq!(world.twice(&acme(), &brand(), Standing::Present).await.len(), 1);
    assert_eq!(of_host(&world).await["branding_custom_css"], "a{}");
}

#[tokio::test]
async fn the_default_brand_gets_a_recovery_flow_and_nothing_else() {
    let world = World::fresh().await;
    let calls = world.twice(&PLATFORM, &default_brand(), Standing::Present).await;
    let flow = world.rows("/flows/instances/?slug=default-recovery-flow").await[0]["pk"].clone();
    assert_eq!((calls.len(), &calls[0].body), (1, &json!({"flow_recovery": flow})));
    let [standard] = &world.rows("/core/brands/?default=true").await[..] else { panic!("one default") };
    assert_eq!((&standard["branding_title"], &standard["attributes"]), (&json!("authentik"), &json!({})));
    // Whatever flow is set there is the operator's choice.
    let other = world.rows("/flows/instances/?slug=default-authentication-flow").await[0]["pk"].clone();
    let path = format!("/core/brands/{}/", standard["brand_uuid"].as_str().unwrap());
    world.by_hand("PATCH", &path, json!({"flow_recovery": other})).await;
    for standing in [Standing::Present, Standing::Cut, Standing::Gone] {
        assert_eq!(world.bring(&PLATFORM, &default_brand(), standing).await, []);
    }
}

#[tokio::test]
async fn a_host_of_somebody_else_is_a_conflict() {
    let world = World::new().await;
    world.bring(&acme(), &brand(), Standing::Present).await;
    let whose = conflict(world.plan(&globex(), &brand(), Standing::Present).await);
    assert_eq!(whose, "a brand for this host belongs to the tenant acme");
    assert_eq!(world.bring(&globex(), &brand(), Standing::Gone).await, []);
    let spec = Spec::Brand { domain: "authentik-default".to_owned(), title: Some("Mine".to_owned()) };
    conflict(world.plan(&acme(), &spec, Standing::Present).await);
}

#[tokio::test]
async fn without_the_recovery_flow_it_waits_and_says_for_what() {
    let world = World::fresh().await;
    let [flow] = &world.rows("/flows/instances/?slug=default-recovery-flow").await[..] else { panic!("one flow") };
    assert!(flow["pk"].is_string());
    world.by_hand("DELETE", "/flows/instances/default-recovery-flow/", Value::Null).await;
    let trouble = world.see(&PLATFORM, &default_brand(), Standing::Present).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotYet);
    assert_eq!(trouble.detail.as_deref(), Some("the flow default-recovery-flow isn't there"));
}

#[tokio::test]
async fn the_doctor_says_what_to_mind() {
    let world = World::fresh().await;
    assert_eq!(world.engine.version().await.unwrap(), "2026.2.2");
    assert_eq!(
        world.engine.check().await.unwrap(),
        [
            "Authentik 2026.2.2: no recovery flow on the default brand",
            "Authentik 2026.2.2: asks gravatar.com about every e-mail address; set avatars to initials",
            "Authentik 2026.2.2: deletes a person's events with the person; set gdpr_compliance to false",
        ]
    );
    world.by_hand("PATCH", "/admin/settings/", json!({"avatars": "initials", "gdpr_compliance": false})).await;
    world.bring(&PLATFORM, &default_brand(), Standing::Present).await;
    assert_eq!(world.engine.check().await.unwrap(), Vec::<String>::new());
    world.by_hand("DELETE", "/flows/instances/default-recovery-flow/", Value::Null).await;
    assert!(world.engine.check().await.unwrap()[0].contains("no flow default-recovery-flow"));
}
