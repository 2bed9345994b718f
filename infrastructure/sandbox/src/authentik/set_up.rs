//! What stands in a fresh Authentik 2026.2.2 with the shipped recovery flow, before Dezky knows it.

use serde_json::{Map, Value, json};

use super::door::OWNER;
use super::made::{dress, moment};
use super::row::{Noun, Row};
use super::state::State;
use crate::clock;
use crate::directory::Directory;

impl State {
    /// As it is after its own set-up. The directory's people are not in it: they are made by API like anybody.
    pub fn fresh(_directory: &Directory) -> Self {
        let mut state = Self::default();
        state.settings = settings();
        for (slug, name, title, designation, who) in FLOWS {
            let mut row = object(json!({
                "policybindingmodel_ptr_id": clock::random_uuid(), "name": name, "slug": slug, "title": title,
                "designation": designation, "background": "", "policy_engine_mode": "any",
                "compatibility_mode": false, "layout": "stacked", "denied_action": "message_continue",
                "authentication": who,
            }));
            dress(&mut row, slug);
            state.put(Noun::Flow, row);
        }
        for (managed, name, scope, description, expression) in MAPPINGS {
            state.put(
                Noun::ScopeMapping,
                object(json!({
                    "managed": format!("goauthentik.io/providers/{managed}"),
                    "name": format!("authentik default OAuth Mapping: {name}"),
                    "expression": expression, "component": "ak-property-mapping-provider-scope-form",
                    "verbose_name": "Scope Mapping", "verbose_name_plural": "Scope Mappings",
                    "meta_model_name": "authentik_providers_oauth2.scopemapping", "scope_name": scope,
                    "description": description,
                })),
            );
        }
        state.put(Noun::CertificateKeyPair, key());
        let brand = state.default_brand();
        state.put(Noun::Brand, brand);
        let admins = state.put(Noun::Group, group("authentik Admins", true));
        state.put(Noun::Group, group("authentik Read-only", false));
        // The first two pks are the anonymous user's and the embedded outpost's there.
        state.new_pk(Noun::User);
        state.new_pk(Noun::User);
        state.put(Noun::User, user("akadmin", "authentik Default Admin", "internal", "users", json!([admins])));
        state.put(Noun::User, user(OWNER, "Dezky", "service_account", "goauthentik.io/service-accounts", json!([])));
        state
    }

    fn default_brand(&self) -> Row {
        let flow = |slug| self.by_key(Noun::Flow, slug).map_or(Value::Null, |f| f.get("pk").clone());
        object(json!({
            "domain": "authentik-default", "default": true, "branding_title": "authentik",
            "branding_logo": "/static/dist/assets/icons/icon_left_brand.svg",
            "branding_favicon": "/static/dist/assets/icons/icon.png", "branding_custom_css": "",
            "branding_default_flow_background": "/static/dist/assets/images/flow_background.jpg",
            "flow_authentication": flow("default-authentication-flow"),
            "flow_invalidation": flow("default-invalidation-flow"), "flow_recovery": null,
            "flow_unenrollment": null, "flow_user_settings": flow("default-user-settings-flow"),
            "flow_device_code": null, "default_application": null, "web_certificate": null,
            "client_certificates": [], "attributes": {},
        }))
    }
}

fn object(value: Value) -> Row {
    if let Value::Object(fields) = value { Row(fields) } else { Row::default() }
}

fn settings() -> Map<String, Value> {
    object(json!({
        "avatars": "gravatar,initials", "default_user_change_name": true, "default_user_change_email": false,
        "default_user_change_username": false, "event_retention": "days=365", "reputation_lower_limit": -5,
        "reputation_upper_limit": 5, "footer_links": [], "gdpr_compliance": true, "impersonation": true,
        "impersonation_require_reason": true, "default_token_duration": "minutes=30", "default_token_length": 60,
        "pagination_default_page_size": 20, "pagination_max_page_size": 100, "flags": {},
    }))
    .0
}

fn key() -> Row {
    let pk = clock::random_uuid();
    let at = |what: &str| format!("/api/v3/crypto/certificatekeypairs/{pk}/{what}/?download");
    object(json!({
        "pk": pk, "name": "authentik Self-signed Certificate",
        "fingerprint_sha256": "97:c3:47:bf:ed:f9:25:79:20:43:0e:ed:49:a8:61:fe:62:80:6e:9d:37:58:7c:e7:7f:14:79:51:4c:8d:08:b3",
        "fingerprint_sha1": "2c:5f:a0:6f:41:35:e5:0f:39:b2:06:06:be:f8:c6:05:2b:d3:d5:fe",
        "cert_expiry": "2027-11-24T03:58:03Z",
        "cert_subject": "OU=Self-signed,O=authentik,CN=authentik Self-signed Certificate",
        "private_key_available": true, "key_type": "rsa",
        "certificate_download_url": at("view_certificate"), "private_key_download_url": at("view_private_key"),
        "managed": null,
    }))
}

fn group(name: &str, superuser: bool) -> Row {
    object(json!({ "num_pk": 29_860 - name.len(), "name": name, "is_superuser": superuser, "parents": [],
        "attributes": {}, "roles": [] }))
}

fn user(username: &str, name: &str, kind: &str, path: &str, groups: Value) -> Row {
    object(json!({
        "uuid": clock::random_uuid(), "uid": clock::random_hex::<32>(), "username": username, "name": name,
        "email": "", "path": path, "type": kind, "is_active": true, "last_login": null, "groups": groups,
        "roles": [], "attributes": {}, "date_joined": moment(), "password_change_date": moment(),
        "last_updated": moment(),
    }))
}

const FLOWS: [(&str, &str, &str, &str, &str); 8] = [
    (
        "default-authentication-flow",
        "Welcome to authentik!",
        "Welcome to authentik!",
        "authentication",
        "require_unauthenticated",
    ),
    ("default-invalidation-flow", "Logout", "Default Invalidation Flow", "invalidation", "require_authenticated"),
    (
        "default-provider-authorization-explicit-consent",
        "Authorize Application",
        "Redirecting to %(app)s",
        "authorization",
        "require_authenticated",
    ),
    (
        "default-provider-authorization-implicit-consent",
        "Authorize Application",
        "Redirecting to %(app)s",
        "authorization",
        "require_authenticated",
    ),
    (
        "default-provider-invalidation-flow",
        "Logged out of application",
        "You've logged out of %(app)s.",
        "invalidation",
        "none",
    ),
    ("default-recovery-flow", "Default recovery flow", "Reset your password", "recovery", "require_unauthenticated"),
    ("default-source-authentication", "Welcome to authentik!", "Welcome to authentik!", "authentication", "none"),
    ("default-user-settings-flow", "User settings", "Update your info", "stage_configuration", "require_authenticated"),
];

const MAPPINGS: [(&str, &str, &str, &str, &str); 7] = [
    (
        "proxy/scope-proxy",
        "Proxy outpost",
        "ak_proxy",
        "authentik Proxy - User information",
        "return {\n    \"ak_proxy\": {\n        \"user_attributes\": request.user.group_attributes(request),\n        \"is_superuser\": request.user.is_superuser,\n    }\n}",
    ),
    (
        "oauth2/scope-email",
        "OpenID 'email'",
        "email",
        "Email address",
        "return {\n    \"email\": request.user.email,\n    \"email_verified\": False\n}",
    ),
    (
        "oauth2/scope-entitlements",
        "Application Entitlements",
        "entitlements",
        "Application entitlements",
        "entitlements = [entitlement.name for entitlement in request.user.app_entitlements(provider.application)]\nreturn {\n    \"entitlements\": entitlements,\n    \"roles\": entitlements,\n}",
    ),
    (
        "oauth2/scope-authentik_api",
        "authentik API access",
        "goauthentik.io/api",
        "authentik API Access on behalf of your user",
        "return {}",
    ),
    (
        "oauth2/scope-offline_access",
        "OpenID 'offline_access'",
        "offline_access",
        "Access to request new tokens without interaction",
        "return {}",
    ),
    ("oauth2/scope-openid", "OpenID 'openid'", "openid", "", "return {}"),
    (
        "oauth2/scope-profile",
        "OpenID 'profile'",
        "profile",
        "General Profile Information",
        "return {\n    \"name\": request.user.name,\n    \"given_name\": request.user.name,\n    \"preferred_username\": request.user.username,\n    \"nickname\": request.user.username,\n    \"groups\": [group.name for group in request.user.groups.all()],\n}",
    ),
];
