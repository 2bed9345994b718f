//! What Dezky reads of Authentik's objects. Tolerant on purpose: versions add fields, leave others out and send null
//! (facts/authentik.md §6), and only what is used is read.

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

/// Null is as good as missing.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(deserializer: D) -> Result<T, D::Error> {
    Option::deserialize(deserializer).map(Option::unwrap_or_default)
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Group {
    pub pk: String,
    pub name: String,
    #[serde(default, deserialize_with = "or_default")]
    pub is_superuser: bool,
    #[serde(default, deserialize_with = "or_default")]
    pub parents: Vec<String>,
    /// With `include_parents=true`.
    #[serde(default, deserialize_with = "or_default")]
    pub parents_obj: Vec<Group>,
    /// With `include_users=true`.
    #[serde(default, deserialize_with = "or_default")]
    pub users_obj: Vec<Member>,
    #[serde(default)]
    pub attributes: Value,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Member {
    pub pk: i64,
    pub username: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct User {
    pub pk: i64,
    pub username: String,
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    #[serde(default, deserialize_with = "or_default")]
    pub email: String,
    #[serde(default, deserialize_with = "or_default")]
    pub path: String,
    #[serde(default, rename = "type", deserialize_with = "or_default")]
    pub kind: String,
    #[serde(default, deserialize_with = "or_default")]
    pub is_active: bool,
    #[serde(default, deserialize_with = "or_default")]
    pub is_superuser: bool,
    pub uuid: String,
    /// Direct ones, with their attributes.
    #[serde(default, deserialize_with = "or_default")]
    pub groups_obj: Vec<Group>,
    #[serde(default)]
    pub attributes: Value,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Application {
    pub pk: String,
    pub name: String,
    pub slug: String,
    #[serde(default)]
    pub provider: Option<i64>,
    #[serde(default, deserialize_with = "or_default")]
    pub meta_launch_url: String,
    #[serde(default, deserialize_with = "or_default")]
    pub meta_publisher: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct RedirectUri {
    pub matching_mode: String,
    pub url: String,
    /// Since 2026.8: `authorization` or `logout`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub redirect_uri_type: Option<String>,
}

/// A provider as `compare` needs it. Its `client_secret` comes in clear in every read and is dropped at once: see
/// `application::Known`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Provider {
    pub pk: i64,
    pub name: String,
    #[serde(default, deserialize_with = "or_default")]
    pub client_id: String,
    #[serde(default, deserialize_with = "or_default")]
    pub client_type: String,
    #[serde(default, deserialize_with = "or_default")]
    pub authorization_flow: String,
    #[serde(default, deserialize_with = "or_default")]
    pub invalidation_flow: String,
    #[serde(default, deserialize_with = "or_default")]
    pub property_mappings: Vec<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub redirect_uris: Vec<RedirectUri>,
    #[serde(default)]
    pub signing_key: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub sub_mode: String,
    #[serde(default, deserialize_with = "or_default")]
    pub issuer_mode: String,
    #[serde(default, deserialize_with = "or_default")]
    pub include_claims_in_id_token: bool,
    #[serde(default, deserialize_with = "or_default")]
    pub logout_uri: String,
    #[serde(default, deserialize_with = "or_default")]
    pub logout_method: String,
    /// Since 2026.8.
    #[serde(default)]
    pub grant_types: Option<Vec<String>>,
    #[serde(default)]
    pub assigned_application_slug: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Binding {
    pub pk: String,
    #[serde(default)]
    pub group: Option<String>,
    #[serde(default)]
    pub group_obj: Option<Group>,
    #[serde(default)]
    pub user: Option<i64>,
    #[serde(default)]
    pub policy: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub enabled: bool,
    #[serde(default, deserialize_with = "or_default")]
    pub negate: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Brand {
    pub brand_uuid: String,
    pub domain: String,
    #[serde(default, deserialize_with = "or_default")]
    pub branding_title: String,
    #[serde(default)]
    pub flow_authentication: Option<String>,
    #[serde(default)]
    pub flow_invalidation: Option<String>,
    #[serde(default)]
    pub flow_recovery: Option<String>,
    #[serde(default)]
    pub flow_user_settings: Option<String>,
    #[serde(default)]
    pub attributes: Value,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Mapping {
    pub pk: String,
    pub name: String,
    #[serde(default)]
    pub managed: Option<String>,
    #[serde(default, deserialize_with = "or_default")]
    pub scope_name: String,
    #[serde(default, deserialize_with = "or_default")]
    pub description: String,
    #[serde(default, deserialize_with = "or_default")]
    pub expression: String,
}

/// A flow or a key pair: known by name, referred to by pk.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct Named {
    pub pk: String,
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Session {
    pub uuid: String,
    #[serde(default)]
    pub user: Option<i64>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Device {
    /// A number or a UUID, as text.
    pub pk: String,
    /// `authentik_stages_authenticator_totp.TOTPDevice`.
    #[serde(rename = "type")]
    pub kind: String,
}
