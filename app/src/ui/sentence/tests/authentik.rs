//! Authentik's events in sentences.

use super::*;

/// What 2026.2 writes, and below what 2026.8 adds (facts/authentik.md §2.2).
const ACTIONS: &[&str] = &[
    "model_created",
    "model_updated",
    "model_deleted",
    "user_write",
    "password_set",
    "secret_view",
    "secret_rotate",
    "invitation_used",
    "source_linked",
    "impersonation_started",
    "impersonation_ended",
    "email_sent",
    "export_ready",
    "review_initiated",
    "review_overdue",
    "review_attested",
    "review_completed",
    "login",
    "login_failed",
    "logout",
    "authorize_application",
    "suspicious_request",
    "flow_execution",
    "policy_execution",
    "policy_exception",
    "property_mapping_exception",
    "system_task_execution",
    "system_task_exception",
    "system_exception",
    "configuration_error",
    "configuration_warning",
    "update_available",
    "custom_",
    "user_offboarded",
    "access_request_created",
    "access_request_approved",
    "access_request_denied",
    "access_request_revoked",
];
const KINDS: &[&str] = &[
    "user",
    "group",
    "application",
    "provider",
    "policybinding",
    "brand",
    "role",
    "permission",
    "token",
    "invitation",
    "teapot",
    "",
];

fn told(action: &str, kind: &str, name: &str, words: &[(&str, &str)]) -> AuditEvent {
    let mut event = event(action, words);
    (event.event.source, event.event.actor.name) = (Source::Authentik, Some("Ann".into()));
    event.event.target = Target { kind: kind.into(), id: None, name: Some(name.into()) };
    event
}

#[test]
fn every_action_has_a_sentence_for_every_kind_of_thing() {
    for language in Language::ALL {
        for action in ACTIONS {
            assert!(Text::new(*language).has(&key(action)), "{action} in {}", language.word());
            for kind in KINDS {
                for outcome in Outcome::ALL {
                    let mut event = told(action, kind, "", &[]);
                    event.event.outcome = *outcome;
                    let said = said(*language, &event);
                    let whole = !said.contains(['{', '}', '$']) && !said.contains("  ") && !said.ends_with(' ');
                    assert!(whole && said.len() > 10, "{action} {kind} in {}: {said:?}", language.word());
                }
            }
        }
    }
}

#[test]
fn sentences_say_what_a_person_would_say() {
    let english = |action: &str, kind: &str, name: &str, words: &[(&str, &str)]| {
        said(Language::English, &told(action, kind, name, words))
    };
    assert_eq!(english("model_created", "user", "Max", &[]), "Ann added the person Max");
    assert_eq!(english("model_deleted", "group", "acme", &[]), "Ann removed the group acme");
    assert_eq!(
        english("model_updated", "group", "acme", &[("call", "add_user")]),
        "Ann added someone to the group acme"
    );
    assert_eq!(english("model_updated", "group", "acme", &[("call", "used_by")]), "Ann changed the group acme");
    assert_eq!(english("model_updated", "teapot", "T1", &[]), "Ann changed T1");
    assert_eq!(english("password_set", "user", "max@acme.test", &[]), "Ann set a new password for max@acme.test");
    assert_eq!(english("password_set", "user", "Ann", &[("standing", "own")]), "Ann set a new password");
    assert_eq!(english("login", "", "", &[]), "Ann signed in");
    assert_eq!(
        english("email_sent", "mail", "Hi", &[("recipient", "max@acme.test")]),
        "Authentik sent an e-mail to max@acme.test"
    );

    let mut failed = told("login_failed", "user", "max@acme.test", &[]);
    failed.event.outcome = Outcome::Refused;
    assert_eq!(said(Language::English, &failed), "A sign-in as max@acme.test failed");
    assert_eq!(said(Language::German, &failed), "Eine Anmeldung als max@acme.test ist gescheitert");
    assert_eq!(said(Language::French, &failed), "Une connexion en tant que max@acme.test a échoué");
    assert_eq!(said(Language::Danish, &failed), "Et login som max@acme.test mislykkedes");
}
