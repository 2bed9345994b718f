//! Every action and every model that is known, in one place (facts/authentik.md §2.2).

use dezky_domain::audit::{Class, Outcome};

/// Authentik's words, with what they are to a timeline. 2026.2.2's `EventAction`, and below what 2026.8 adds.
pub const ACTIONS: &[(&str, Class, Outcome)] = &[
    (CREATED, Class::Mutation, Outcome::Done),
    (UPDATED, Class::Mutation, Outcome::Done),
    (DELETED, Class::Mutation, Outcome::Done),
    ("user_write", Class::Mutation, Outcome::Done),
    ("password_set", Class::Mutation, Outcome::Done),
    ("secret_view", Class::Mutation, Outcome::Done),
    ("secret_rotate", Class::Mutation, Outcome::Done),
    ("invitation_used", Class::Mutation, Outcome::Done),
    ("source_linked", Class::Mutation, Outcome::Done),
    ("impersonation_started", Class::Mutation, Outcome::Done),
    ("impersonation_ended", Class::Mutation, Outcome::Done),
    ("email_sent", Class::Mutation, Outcome::Done),
    ("export_ready", Class::Mutation, Outcome::Done),
    ("review_initiated", Class::Mutation, Outcome::Done),
    ("review_overdue", Class::Mutation, Outcome::Done),
    ("review_attested", Class::Mutation, Outcome::Done),
    ("review_completed", Class::Mutation, Outcome::Done),
    ("login", Class::Security, Outcome::Done),
    ("login_failed", Class::Security, Outcome::Refused),
    ("logout", Class::Security, Outcome::Done),
    ("authorize_application", Class::Security, Outcome::Done),
    ("suspicious_request", Class::Security, Outcome::Refused),
    ("flow_execution", Class::Noise, Outcome::Done),
    ("policy_execution", Class::Noise, Outcome::Done),
    ("policy_exception", Class::Noise, Outcome::Failed),
    ("property_mapping_exception", Class::Noise, Outcome::Failed),
    ("system_task_execution", Class::Noise, Outcome::Done),
    ("system_task_exception", Class::Noise, Outcome::Failed),
    ("system_exception", Class::Noise, Outcome::Failed),
    ("configuration_error", Class::Noise, Outcome::Failed),
    ("configuration_warning", Class::Noise, Outcome::Done),
    ("update_available", Class::Noise, Outcome::Done),
    ("user_offboarded", Class::Mutation, Outcome::Done),
    ("access_request_created", Class::Mutation, Outcome::Done),
    ("access_request_approved", Class::Mutation, Outcome::Done),
    ("access_request_denied", Class::Mutation, Outcome::Refused),
    ("access_request_revoked", Class::Mutation, Outcome::Done),
];

pub(super) const CREATED: &str = "model_created";
pub(super) const UPDATED: &str = "model_updated";
pub(super) const DELETED: &str = "model_deleted";

/// Models that only echo a change of another one, whose event has the same request (facts/authentik.md §2.2).
const ECHOES: &[&str] = &["groupparentagenode", "schedule"];
/// One for each permission of a grant: thirty for one call. Real, and told once.
const FLOOD: &str = "rolemodelpermission";

/// What an action is to a timeline. Expression policies write `custom_…` as they like.
pub(super) fn class(action: &str, model: Option<&str>) -> (Class, Outcome) {
    match ACTIONS.iter().find(|(known, ..)| *known == action) {
        Some((_, _, outcome)) if is_model(action) && model.is_some_and(is_echo) => (Class::Noise, *outcome),
        Some((_, class, outcome)) => (*class, *outcome),
        None if action.starts_with("custom_") => (Class::Noise, Outcome::Done),
        None => (Class::Unknown, Outcome::Done),
    }
}

pub(super) fn is_model(action: &str) -> bool {
    [CREATED, UPDATED, DELETED].contains(&action)
}

pub(super) fn is_echo(model: &str) -> bool {
    ECHOES.contains(&model)
}

pub(super) fn is_flood(model: &str) -> bool {
    model == FLOOD
}

/// The kind of thing that a model is. All providers are one, since their ids count together.
pub(super) fn kind(model: &str) -> &str {
    match model {
        FLOOD => "permission",
        provider if provider.ends_with("provider") => "provider",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_action_is_listed_twice() {
        let words: std::collections::BTreeSet<_> = ACTIONS.iter().map(|(word, ..)| word).collect();
        assert_eq!(words.len(), ACTIONS.len());
    }

    #[test]
    fn an_action_has_a_class_by_itself_and_by_its_model() {
        assert_eq!(class("model_deleted", Some("group")), (Class::Mutation, Outcome::Done));
        assert_eq!(class("model_deleted", Some("groupparentagenode")), (Class::Noise, Outcome::Done));
        assert_eq!(class("model_created", Some("rolemodelpermission")), (Class::Mutation, Outcome::Done));
        assert_eq!(class("model_created", Some("something_new")), (Class::Mutation, Outcome::Done));
        assert_eq!(class("login_failed", Some("schedule")), (Class::Security, Outcome::Refused));
        assert_eq!(class("custom_anything", None), (Class::Noise, Outcome::Done));
        assert_eq!(class("brand_new", None), (Class::Unknown, Outcome::Done));
    }

    #[test]
    fn all_providers_are_of_one_kind() {
        assert_eq!(
            ["oauth2provider", "ldapprovider", "group", "rolemodelpermission"].map(kind),
            ["provider", "provider", "group", "permission"]
        );
    }
}
