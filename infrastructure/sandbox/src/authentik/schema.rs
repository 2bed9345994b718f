//! The fields of each noun: which must be said, what stands for the others, what must be alone (openapi of 2026.2.2).

use super::field::{Field, Kind};
use super::row::Noun;

const GROUP: &[Field] = &[
    Field::required("name", Kind::Text).unique("Group with this name already exists."),
    Field::optional("is_superuser", Kind::Flag, "false"),
    Field::optional("parents", Kind::Refs(Noun::Group), "[]"),
    Field::optional("attributes", Kind::Object, "{}"),
    Field::optional("roles", Kind::Refs(Noun::Role), "[]"),
];

const USER_TYPES: &[&str] = &["internal", "external", "service_account"];

const USER: &[Field] = &[
    Field::required("username", Kind::Text).unique("This field must be unique."),
    Field::required("name", Kind::Note),
    Field::optional("is_active", Kind::Flag, "true"),
    Field::optional("last_login", Kind::Moment, "null"),
    Field::optional("groups", Kind::Refs(Noun::Group), "[]"),
    Field::optional("roles", Kind::Refs(Noun::Role), "[]"),
    Field::optional("email", Kind::Email, "\"\""),
    Field::optional("attributes", Kind::Object, "{}"),
    Field::optional("path", Kind::Path, "\"users\""),
    Field::optional("type", Kind::Choice(USER_TYPES), "\"internal\""),
];

const MODES: &[&str] = &["all", "any"];

const APPLICATION: &[Field] = &[
    Field::required("name", Kind::Text),
    Field::required("slug", Kind::Slug).unique("Application with this slug already exists."),
    Field::optional("provider", Kind::Ref(Noun::OAuth2Provider), "null")
        .unique("Application with this provider already exists."),
    Field::optional("backchannel_providers", Kind::Refs(Noun::OAuth2Provider), "[]"),
    Field::optional("open_in_new_tab", Kind::Flag, "false"),
    Field::optional("meta_launch_url", Kind::Url, "\"\""),
    Field::optional("meta_icon", Kind::Note, "\"\""),
    Field::optional("meta_description", Kind::Note, "\"\""),
    Field::optional("meta_publisher", Kind::Note, "\"\""),
    Field::optional("policy_engine_mode", Kind::Choice(MODES), "\"any\""),
    Field::optional("group", Kind::Note, "\"\""),
];

const SUB_MODES: &[&str] = &["hashed_user_id", "user_id", "user_uuid", "user_username", "user_email", "user_upn"];

const PROVIDER: &[Field] = &[
    Field::required("name", Kind::Text).unique("provider with this name already exists."),
    Field::optional("authentication_flow", Kind::Ref(Noun::Flow), "null"),
    Field::required("authorization_flow", Kind::Must(Noun::Flow)),
    Field::required("invalidation_flow", Kind::Must(Noun::Flow)),
    Field::optional("property_mappings", Kind::Refs(Noun::ScopeMapping), "[]"),
    Field::optional("client_type", Kind::Choice(&["confidential", "public"]), "\"confidential\""),
    Field::optional("client_id", Kind::Text, "null")
        .unique("OAuth2/OpenID Provider with this Client ID already exists."),
    Field::optional("client_secret", Kind::Note, "null"),
    Field::optional("access_code_validity", Kind::Text, "\"minutes=1\""),
    Field::optional("access_token_validity", Kind::Text, "\"hours=1\""),
    Field::optional("refresh_token_validity", Kind::Text, "\"days=30\""),
    Field::optional("refresh_token_threshold", Kind::Text, "\"seconds=0\""),
    Field::optional("include_claims_in_id_token", Kind::Flag, "true"),
    Field::optional("signing_key", Kind::Ref(Noun::CertificateKeyPair), "null"),
    Field::optional("encryption_key", Kind::Ref(Noun::CertificateKeyPair), "null"),
    Field::required("redirect_uris", Kind::Redirects),
    Field::optional("logout_uri", Kind::Url, "\"\""),
    Field::optional("logout_method", Kind::Choice(&["backchannel", "frontchannel"]), "\"backchannel\""),
    Field::optional("sub_mode", Kind::Choice(SUB_MODES), "\"hashed_user_id\""),
    Field::optional("issuer_mode", Kind::Choice(&["global", "per_provider"]), "\"per_provider\""),
    Field::optional("jwt_federation_sources", Kind::Any, "[]"),
    Field::optional("jwt_federation_providers", Kind::Any, "[]"),
];

const BINDING: &[Field] = &[
    Field::optional("policy", Kind::Ref(Noun::Role), "null"),
    Field::optional("group", Kind::Ref(Noun::Group), "null"),
    Field::optional("user", Kind::Ref(Noun::User), "null"),
    Field::required("target", Kind::Target),
    Field::optional("negate", Kind::Flag, "false"),
    Field::optional("enabled", Kind::Flag, "true"),
    Field::required("order", Kind::Number),
    Field::optional("timeout", Kind::Number, "30"),
    Field::optional("failure_result", Kind::Flag, "false"),
];

const LOGO: &str = "\"/static/dist/assets/icons/icon_left_brand.svg\"";
const ICON: &str = "\"/static/dist/assets/icons/icon.png\"";
const BACKGROUND: &str = "\"/static/dist/assets/images/flow_background.jpg\"";

const BRAND: &[Field] = &[
    Field::required("domain", Kind::Text).unique("This field must be unique."),
    Field::optional("default", Kind::Flag, "false"),
    Field::optional("branding_title", Kind::Text, "\"authentik\""),
    Field::optional("branding_logo", Kind::Note, LOGO),
    Field::optional("branding_favicon", Kind::Note, ICON),
    Field::optional("branding_custom_css", Kind::Note, "\"\""),
    Field::optional("branding_default_flow_background", Kind::Note, BACKGROUND),
    Field::optional("flow_authentication", Kind::Ref(Noun::Flow), "null"),
    Field::optional("flow_invalidation", Kind::Ref(Noun::Flow), "null"),
    Field::optional("flow_recovery", Kind::Ref(Noun::Flow), "null"),
    Field::optional("flow_unenrollment", Kind::Ref(Noun::Flow), "null"),
    Field::optional("flow_user_settings", Kind::Ref(Noun::Flow), "null"),
    Field::optional("flow_device_code", Kind::Ref(Noun::Flow), "null"),
    Field::optional("default_application", Kind::Ref(Noun::Application), "null"),
    Field::optional("web_certificate", Kind::Ref(Noun::CertificateKeyPair), "null"),
    Field::optional("client_certificates", Kind::Refs(Noun::CertificateKeyPair), "[]"),
    Field::optional("attributes", Kind::Object, "{}"),
];

const DESIGNATIONS: &[&str] = &[
    "authentication",
    "authorization",
    "invalidation",
    "enrollment",
    "unenrollment",
    "recovery",
    "stage_configuration",
];

const FLOW: &[Field] = &[
    Field::required("name", Kind::Text),
    Field::required("slug", Kind::Slug).unique("Flow with this slug already exists."),
    Field::required("title", Kind::Text),
    Field::required("designation", Kind::Choice(DESIGNATIONS)),
    Field::optional("background", Kind::Note, "\"\""),
    Field::optional("policy_engine_mode", Kind::Choice(MODES), "\"any\""),
    Field::optional("compatibility_mode", Kind::Flag, "false"),
    Field::optional("layout", Kind::Note, "\"stacked\""),
    Field::optional("denied_action", Kind::Note, "\"message_continue\""),
    Field::optional("authentication", Kind::Note, "\"none\""),
];

const MAPPING: &[Field] = &[
    Field::optional("managed", Kind::Any, "null"),
    Field::required("name", Kind::Text).unique("Property Mapping with this name already exists."),
    Field::required("expression", Kind::Text),
    Field::required("scope_name", Kind::Text),
    Field::optional("description", Kind::Note, "\"\""),
];

const TOKEN: &[Field] = &[
    Field::optional("managed", Kind::Any, "null"),
    Field::required("identifier", Kind::Slug).unique("Token with this identifier already exists."),
    Field::optional("intent", Kind::Choice(&["verification", "api", "recovery", "app_password"]), "\"api\""),
    Field::optional("user", Kind::Must(Noun::User), "null"),
    Field::optional("description", Kind::Note, "\"\""),
    Field::optional("expires", Kind::Moment, "null"),
    Field::optional("expiring", Kind::Flag, "true"),
];

const INVITATION: &[Field] = &[
    Field::required("name", Kind::Slug),
    Field::optional("expires", Kind::Moment, "null"),
    Field::optional("fixed_data", Kind::Object, "{}"),
    Field::optional("single_use", Kind::Flag, "false"),
    Field::optional("flow", Kind::Ref(Noun::Flow), "null"),
];

const NAMED: &[Field] = &[Field::required("name", Kind::Text)];

/// The fields that a body may have.
pub const fn fields(noun: Noun) -> &'static [Field] {
    match noun {
        Noun::Group => GROUP,
        Noun::User => USER,
        Noun::Application => APPLICATION,
        Noun::OAuth2Provider => PROVIDER,
        Noun::Binding => BINDING,
        Noun::Brand => BRAND,
        Noun::Flow => FLOW,
        Noun::ScopeMapping => MAPPING,
        Noun::Token => TOKEN,
        Noun::Invitation => INVITATION,
        Noun::CertificateKeyPair | Noun::Device | Noun::Role => NAMED,
    }
}
