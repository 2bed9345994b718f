//! People, their sessions and their links, as recorded.

use super::*;

#[tokio::test]
async fn a_person_is_made_and_made_again() {
    let alice = Spec::Person {
        person: super::super::person_id(1),
        email: "alice@acme.test".to_owned(),
        name: "Alice Admin".to_owned(),
        path: "tenants/acme".to_owned(),
        groups: ["acme-admins", "acme-files", "acme-mail"].map(str::to_owned).to_vec(),
        active: true,
    };
    let attributes = json!({"dezky": {"person_id": super::super::person_id(1), "tenant_id": WRITTEN}});
    let look_for_alice = |rows: &[Value]| look("/core/users/?username=alice%40acme.test", rows);
    let mut made = row("together person alice");
    made["attributes"] = attributes.clone();
    let groups = || {
        ["acme-admins", "acme-files", "acme-mail"]
            .map(|name| look_for_group(name, &[row(&format!("together group {name}"))]))
    };
    let again = line("together person again");
    let mut script = vec![look_for_alice(&[])];
    script.extend(groups());
    script.push(line("together person alice").wanting("/attributes", attributes.clone()));
    script.push(look_for_alice(&[made.clone()]));
    script.push(look_for_alice(&[]));
    script.extend(groups());
    let mut refused = line("together person alice").wanting("/attributes", attributes);
    (refused.status, refused.answer, refused.headers) = (again.status, again.answer, again.headers);
    script.push(refused);
    let stage = Stage::of(owner(TENANT, "acme"), script).await;
    stage.make(&alice, Standing::Present).await;
    assert_eq!(stage.plan(&alice, Standing::Present).await.unwrap(), Comparison::default());
    let late = stage.plan(&alice, Standing::Present).await.unwrap();
    let trouble = stage.engine.apply(&late.calls[0]).await.unwrap_err();
    assert_eq!(trouble.kind, TroubleKind::NotYet);
    assert_eq!(trouble.detail.as_deref(), Some("username: This field must be unique."));
    stage.replay.end();
}

#[tokio::test]
async fn sessions_factors_and_links_of_a_real_person() {
    let mut user = line("user alice read");
    user = user.saying("/results/0/attributes", json!({"dezky": {"person_id": super::super::person_id(1)}}));
    let email = "alice@acme.example".to_owned();
    let mut sessions = line("sessions read");
    sessions.path.push_str("&page_size=100");
    let mut factors = line("no devices");
    factors.path = "/api/v3/authenticators/admin/all/?user=4".to_owned();
    let stage = Stage::of(
        owner(TENANT, "acme"),
        vec![
            user.clone(),
            sessions,
            user.clone(),
            factors,
            user.clone(),
            line("recovery without flow").wanting("/token_duration", json!("hours=2")),
            user,
            line("recovery link"),
        ],
    )
    .await;
    let act = Spec::Sessions { person: super::super::person_id(1), email: email.clone() };
    let plan = stage.plan(&act, Standing::Present).await.unwrap();
    assert_eq!(words(&plan.differences), ["sessions: 0 | 3"]);
    assert_eq!(plan.calls.len(), 3);
    assert_eq!(lines(&plan.calls)[0], "DELETE /core/authenticated_sessions/99f57452-2f38-4318-83bb-94912fdd5c53/");
    let act = Spec::SecondFactor { person: super::super::person_id(1), email: email.clone() };
    assert_eq!(stage.plan(&act, Standing::Present).await.unwrap(), Comparison::default());
    let two_hours = chrono::TimeDelta::hours(2);
    let trouble = stage.engine.recovery_link(&email, two_hours).await.unwrap_err();
    assert_eq!((trouble.kind, trouble.detail.as_deref()), (TroubleKind::NotYet, Some("No recovery flow set.")));
    let link = stage.engine.recovery_link(&email, two_hours).await.unwrap();
    assert!(secrecy::ExposeSecret::expose_secret(&link).contains("/if/flow/default-recovery-flow/?flow_token="));
    stage.replay.end();
}
