//! Who did it. `user` is not always who acted: it may be the account that was acted on, or somebody acted as another.

use dezky_domain::audit::{ActorKind, Class};

use super::{super::json::Json, Party, Record, value};

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Who {
    pub kind: Option<ActorKind>,
    pub actor: Option<Party>,
    pub on_behalf: Option<Party>,
    /// The account that the event is about where it is about one: who signed in, whose password was set.
    pub account: Option<Party>,
}

/// * `on_behalf_of` (impersonation): `user` acted, as the other.
/// * `authenticated_as` (in a flow): `user` is the account of the flow, the other one is signed in and acted.
/// * `password_set` by the API: `user` is the account; who set it is only in the request's `model_updated`
///   (facts/authentik.md §2.3).
/// * `login_failed`: whoever tried isn't known, and least of all to be the account that was tried.
pub(super) fn who(record: &Record<'_>, class: Class) -> Who {
    let Some(user) = record.user else { return nobody(class) };
    let own = party(user);
    let other = |key: &str| user.get(key).and_then(party);
    let account = match (record.action, other("on_behalf_of")) {
        ("impersonation_started", on_behalf) => on_behalf,
        (
            "login"
            | "login_failed"
            | "logout"
            | "authorize_application"
            | "password_set"
            | "user_write"
            | "user_offboarded",
            _,
        ) => own.clone(),
        _ => None,
    };
    let by_another = record.route.kind == Some("user") || record.request.is_none();
    if record.action == "login_failed" || (record.action == "password_set" && by_another) {
        return Who { kind: Some(ActorKind::Unknown), account, ..Who::default() };
    }
    let (actor, on_behalf) = match (other("on_behalf_of"), other("authenticated_as")) {
        (Some(as_whom), _) => (own, Some(as_whom)),
        (None, Some(signed_in)) if own.as_ref() != Some(&signed_in) => (Some(signed_in), own),
        _ => (own, None),
    };
    let Some(actor) = actor else { return Who { account, ..nobody(class) } };
    // Outposts have accounts of their own, which nobody signs in to.
    let is_service = actor.name.as_deref().is_some_and(|name| name.starts_with("ak-outpost-"));
    let kind = if is_service { ActorKind::Service } else { ActorKind::Person };
    Who { kind: Some(kind), actor: Some(actor), on_behalf, account }
}

/// `{}`: Authentik itself where it reports of itself, otherwise nobody knows.
fn nobody(class: Class) -> Who {
    let kind = if class == Class::Noise { ActorKind::Service } else { ActorKind::Unknown };
    Who { kind: Some(kind), ..Who::default() }
}

/// `None` for nobody: `{}`, and who isn't signed in.
pub(super) fn party(user: &Json) -> Option<Party> {
    let (id, name) = (user.get("pk").and_then(value::id), value::text(user.get("username")));
    let anonymous = user.get("is_anonymous") == Some(&Json::Bool(true)) || name.as_deref() == Some("AnonymousUser");
    (!anonymous && (id.is_some() || name.is_some())).then_some(Party { id, name })
}
