//! What is sent of an application and its provider (facts/authentik.md §1.5, §1.6).

use dezky_domain::provision::{Trouble, TroubleKind};
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::Application;
use crate::{
    authentik::{basics::Basics, mark},
    engine::{Call, Wanted, trouble},
};

/// The provider as it is made. How long codes and tokens last is set then and left to the operator afterwards.
///
/// # Errors
/// `Rejected` without a redirect URI: an empty list makes Authentik trust, and keep, the first one that anybody uses.
pub(super) fn provider(wanted: &Wanted<'_>, spec: Application<'_>, basics: &Basics) -> Result<Value, Trouble> {
    let secret = wanted.secret.ok_or_else(|| refused("an application needs its client secret"))?;
    let mut body = json!({
        "name": spec.slug,
        "authorization_flow": basics.authorization_flow,
        "invalidation_flow": basics.invalidation_flow,
        "client_type": "confidential",
        "client_id": spec.slug,
        "client_secret": secret.expose_secret(),
        "redirect_uris": redirect_uris(spec)?,
        "signing_key": basics.signing_key,
        "property_mappings": basics.mappings.iter().map(|(_, pk)| pk).collect::<Vec<_>>(),
        "sub_mode": "user_uuid",
        "issuer_mode": "per_provider",
        "include_claims_in_id_token": true,
        "access_code_validity": "minutes=1",
        "access_token_validity": "minutes=10",
        "refresh_token_validity": "days=30",
    });
    if !spec.logout_uri.is_empty() {
        body["logout_uri"] = Value::from(spec.logout_uri);
        body["logout_method"] = Value::from("backchannel");
    }
    if basics.grant_types {
        body["grant_types"] = json!(GRANTS);
    }
    Ok(body)
}

/// What our applications use.
pub(super) const GRANTS: [&str; 2] = ["authorization_code", "refresh_token"];

/// # Errors
/// `Rejected` for none.
pub(super) fn redirect_uris(spec: Application<'_>) -> Result<Vec<Value>, Trouble> {
    if spec.redirect_uris.is_empty() {
        return Err(refused("an application without a redirect URI would take anybody's"));
    }
    Ok(spec.redirect_uris.iter().map(|url| json!({"matching_mode": "strict", "url": url})).collect())
}

/// Application, provider and binding at once: there is no moment in which it stands open.
pub(super) fn all_in_one(
    wanted: &Wanted<'_>,
    spec: Application<'_>,
    basics: &Basics,
    admits: &str,
) -> Result<Call, Trouble> {
    let mut app = json!({
        "name": spec.name,
        "slug": spec.slug,
        "policy_engine_mode": "any",
        "meta_publisher": mark::publisher(wanted.owner),
    });
    if !spec.launch_url.is_empty() {
        app["meta_launch_url"] = Value::from(spec.launch_url);
    }
    let body = json!({
        "app": app,
        "provider_model": "authentik_providers_oauth2.oauth2provider",
        "provider": provider(wanted, spec, basics)?,
        "policy_bindings": [{"group": admits, "order": 0}],
    });
    Ok(Call::new("PUT", "/api/v3/core/transactional/applications/", body).secret("/provider/client_secret"))
}

pub(super) fn binding(application: &str, group: &str) -> Value {
    json!({
        "target": application,
        "group": group,
        "order": 0,
        "enabled": true,
        "negate": false,
        "timeout": 30,
        "failure_result": false,
    })
}

fn refused(detail: &str) -> Trouble {
    trouble(TroubleKind::Rejected, None, detail)
}
