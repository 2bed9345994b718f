//! Recovery links, invitations and what else is asked about one person, against the sandbox.

use chrono::{DateTime, TimeDelta};
use dezky_connect::authentik::issuer;
use dezky_domain::provision::{Standing, TroubleKind};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::{PLATFORM, World, acme, alice, default_brand};

const EMAIL: &str = "alice@acme.test";

#[tokio::test]
async fn a_link_is_made_as_soon_as_there_is_a_flow_for_it() {
    let world = World::new().await;
    world.bring(&acme(), &alice(&[], true), Standing::Present).await;
    let [standard] = &world.rows("/core/brands/?default=true").await[..] else { panic!("one default") };
    let path = format!("/core/brands/{}/", standard["brand_uuid"].as_str().unwrap());
    world.by_hand("PATCH", &path, json!({"flow_recovery": null})).await;
    let trouble = world.engine.recovery_link(EMAIL, TimeDelta::days(2)).await.unwrap_err();
    assert_eq!((trouble.kind, trouble.detail.as_deref()), (TroubleKind::NotYet, Some("No recovery flow set.")));
    world.bring(&PLATFORM, &default_brand(), Standing::Present).await;
    for valid in [TimeDelta::days(2), TimeDelta::minutes(90), TimeDelta::seconds(3601), TimeDelta::zero()] {
        let link = world.engine.recovery_link(EMAIL, valid).await.unwrap();
        let link = link.expose_secret();
        let begins = format!("{}/if/flow/default-recovery-flow/?flow_token=", world.sandbox.base_url());
        assert!(link.starts_with(&begins), "{link}");
    }
}

#[tokio::test]
async fn nobody_elses_account_is_handed_over() {
    let world = World::new().await;
    for (email, kind) in [("akadmin", TroubleKind::Conflict), ("nobody@acme.test", TroubleKind::NotYet)] {
        assert_eq!(world.engine.recovery_link(email, TimeDelta::hours(1)).await.unwrap_err().kind, kind, "{email}");
        assert_eq!(world.engine.deactivate(email).await.unwrap_err().kind, kind, "{email}");
    }
    // Ours, and made an administrator by hand.
    world.bring(&acme(), &alice(&[], true), Standing::Present).await;
    let admins = world.rows("/core/groups/?name=authentik Admins").await[0]["pk"].as_str().unwrap().to_owned();
    let pk = world.rows("/core/users/?username=alice@acme.test").await[0]["pk"].clone();
    world.by_hand("POST", &format!("/core/groups/{admins}/add_user/"), json!({"pk": pk})).await;
    let trouble = world.engine.recovery_link(EMAIL, TimeDelta::hours(1)).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::Conflict);
}

#[tokio::test]
async fn an_invitation_leads_to_its_flow() {
    let world = World::fresh().await;
    let expires = DateTime::parse_from_rfc3339("2026-12-24T00:00:00Z").unwrap().to_utc();
    let none = world.engine.invitation("enrolment", "acme-1", "new@acme.test", expires).await.unwrap_err();
    assert_eq!(none.kind, TroubleKind::NotYet);
    let link = world.engine.invitation("default-recovery-flow", "acme-1", "new@acme.test", expires).await.unwrap();
    let rows = world.rows("/stages/invitation/invitations/").await;
    assert_eq!(rows[0]["fixed_data"], json!({"email": "new@acme.test"}));
    assert_eq!(rows[0]["single_use"], true);
    let token = rows[0]["pk"].as_str().unwrap();
    let wanted = format!("{}/if/flow/default-recovery-flow/?itoken={token}", world.sandbox.base_url());
    assert_eq!(link.expose_secret(), wanted);
}

#[tokio::test]
async fn somebody_is_deactivated_and_their_sessions_are_ended_first() {
    let world = World::new().await;
    world.bring(&acme(), &alice(&[], true), Standing::Present).await;
    world.sandbox.provider().sessions.open(EMAIL);
    for _ in 0..2 {
        world.engine.deactivate(EMAIL).await.unwrap();
    }
    let rows = world.rows("/core/users/?username=alice@acme.test").await;
    assert_eq!(rows[0]["is_active"], false);
    assert_eq!(world.engine.user_uuid(EMAIL).await.unwrap().map(Value::from), Some(rows[0]["uuid"].clone()));
    assert_eq!(world.engine.user_uuid("ALICE@acme.test").await.unwrap(), None, "usernames are case-sensitive");
}

#[test]
fn an_issuer_ends_in_a_slash() {
    for url in ["https://id.dezky.test", "https://id.dezky.test/"] {
        assert_eq!(issuer(url, "dz-acme"), "https://id.dezky.test/application/o/dz-acme/");
    }
}
