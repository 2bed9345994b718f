//! What Authentik holds, as rows of tables: the API is JSON in and JSON out, and so is a row.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use uuid::Uuid;

/// The kinds of things that the API serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Noun {
    Group,
    User,
    Application,
    OAuth2Provider,
    Binding,
    Brand,
    Flow,
    ScopeMapping,
    CertificateKeyPair,
    Token,
    Invitation,
    Device,
    Role,
}

/// One thing; the fields are those that the API takes and gives, without what is derived from others.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Row(pub Map<String, Value>);

impl Row {
    pub fn get(&self, field: &str) -> &Value {
        self.0.get(field).unwrap_or(&Value::Null)
    }

    pub fn set(&mut self, field: &str, value: impl Into<Value>) {
        self.0.insert(field.to_owned(), value.into());
    }

    /// Empty where the field is missing or no text.
    pub fn text(&self, field: &str) -> &str {
        self.get(field).as_str().unwrap_or_default()
    }

    pub fn flag(&self, field: &str) -> bool {
        self.get(field).as_bool().unwrap_or_default()
    }

    pub fn list(&self, field: &str) -> &[Value] {
        self.get(field).as_array().map_or(&[], Vec::as_slice)
    }

    pub fn holds(&self, field: &str, value: &Value) -> bool {
        self.list(field).contains(value)
    }

    /// Takes a value out of a list; says whether it was there.
    pub fn strike(&mut self, field: &str, value: &Value) -> bool {
        let Some(list) = self.0.get_mut(field).and_then(Value::as_array_mut) else { return false };
        let before = list.len();
        list.retain(|v| v != value);
        before != list.len()
    }

    /// Puts a value into a list unless it is there.
    pub fn add(&mut self, field: &str, value: Value) {
        if !self.holds(field, &value)
            && let Some(list) = self.0.entry(field).or_insert_with(|| json!([])).as_array_mut()
        {
            list.push(value);
        }
    }

    /// Only these fields, in this order.
    pub fn only(&self, fields: &[&str]) -> Value {
        fields.iter().map(|f| ((*f).to_owned(), self.get(f).clone())).collect::<Map<_, _>>().into()
    }
}

impl Noun {
    /// Below `/api/v3`.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Group => "/core/groups/",
            Self::User => "/core/users/",
            Self::Application => "/core/applications/",
            Self::OAuth2Provider => "/providers/oauth2/",
            Self::Binding => "/policies/bindings/",
            Self::Brand => "/core/brands/",
            Self::Flow => "/flows/instances/",
            Self::ScopeMapping => "/propertymappings/provider/scope/",
            Self::CertificateKeyPair => "/crypto/certificatekeypairs/",
            Self::Token => "/core/tokens/",
            Self::Invitation => "/stages/invitation/invitations/",
            Self::Device => "/authenticators/admin/totp/",
            Self::Role => "/rbac/roles/",
        }
    }

    /// As in "No Group matches the given query."
    pub const fn model(self) -> &'static str {
        match self {
            Self::Group => "Group",
            Self::User => "User",
            Self::Application => "Application",
            Self::OAuth2Provider => "OAuth2Provider",
            Self::Binding => "PolicyBinding",
            Self::Brand => "Brand",
            Self::Flow => "Flow",
            Self::ScopeMapping => "ScopeMapping",
            Self::CertificateKeyPair => "CertificateKeyPair",
            Self::Token => "Token",
            Self::Invitation => "Invitation",
            Self::Device => "TOTPDevice",
            Self::Role => "Role",
        }
    }

    /// As the journal calls it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Group => "group",
            Self::User => "user",
            Self::Application => "application",
            Self::OAuth2Provider => "provider",
            Self::Binding => "binding",
            Self::Brand => "brand",
            Self::Flow => "flow",
            Self::ScopeMapping => "mapping",
            Self::CertificateKeyPair => "key",
            Self::Token => "token",
            Self::Invitation => "invitation",
            Self::Device => "device",
            Self::Role => "role",
        }
    }

    /// The field that others refer to it by.
    pub const fn pk(self) -> &'static str {
        match self {
            Self::Brand => "brand_uuid",
            _ => "pk",
        }
    }

    /// The field that is in its address.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Application | Self::Flow => "slug",
            Self::Token => "identifier",
            _ => self.pk(),
        }
    }

    /// The field by which a person knows it.
    pub const fn natural(self) -> &'static str {
        match self {
            Self::User => "username",
            Self::Application | Self::Flow => "slug",
            Self::Brand => "domain",
            Self::Token => "identifier",
            Self::Binding => "target",
            _ => "name",
        }
    }

    /// Whether its pk is a number that counts up.
    pub const fn counts(self) -> bool {
        matches!(self, Self::User | Self::OAuth2Provider | Self::Device)
    }

    /// How a list comes if nobody asks for an order.
    pub const fn order(self) -> &'static str {
        match self {
            Self::User => "username",
            Self::Application | Self::OAuth2Provider | Self::Group | Self::CertificateKeyPair | Self::Role => "name",
            Self::Brand => "domain",
            Self::Binding => "order",
            Self::Flow => "slug",
            Self::ScopeMapping => "scope_name",
            Self::Token => "identifier",
            Self::Invitation => "-expires",
            Self::Device => "pk",
        }
    }
}

/// A value as it stands in an address or a query.
pub fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// A UUID in an address, with dashes or without.
pub fn uuid(text: &str) -> Option<Uuid> {
    Uuid::parse_str(text).ok()
}
