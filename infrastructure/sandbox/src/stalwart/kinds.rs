//! The objects that the API manages: which properties each has, how it gets its id, by what it is found. As recorded
//! of 0.16.18, with the rest read in its source; what Dezky only writes at set-up takes any properties.

mod reporting;

use super::form::{Field, Form, hidden, maybe, maybe_with, must, must_secret, secret, server, server_secret, with};

pub use reporting::{TRACER, WEBHOOK};

/// A kind of object, `x:<name>`.
#[derive(Debug)]
pub struct Kind {
    pub name: &'static str,
    pub form: Form,
    pub numbering: Numbering,
    /// By what `query` finds it; another filter is refused, and a mailing list is not found by its domain.
    pub filters: &'static [(&'static str, Find)],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// From a counter of its own, beginning with `b`; never used twice.
    Counter,
    /// From the time.
    Time,
    /// There is one, and its id is `singleton`.
    Single,
}

/// How a filter compares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Find {
    /// Whole words of the name, the aliases, the description.
    Words,
    /// The whole text, or a member of a set.
    Whole,
    /// An id, or a member of a set of ids.
    Id,
}

const ALGORITHMS: &[&str] = &["Dkim1Ed25519Sha256", "Dkim1RsaSha256", "Dkim2Ed25519Sha256", "Dkim2RsaSha256"];
const QUOTAS: &[&str] = &[
    "maxEmails",
    "maxMailboxes",
    "maxEmailSubmissions",
    "maxEmailIdentities",
    "maxParticipantIdentities",
    "maxSieveScripts",
    "maxPushSubscriptions",
    "maxCalendars",
    "maxCalendarEvents",
    "maxCalendarEventNotifications",
    "maxAddressBooks",
    "maxContactCards",
    "maxFiles",
    "maxFolders",
    "maxMaskedAddresses",
    "maxAppPasswords",
    "maxApiKeys",
    "maxPublicKeys",
    "maxDiskQuota",
];
const TENANT_QUOTAS: &[&str] = &[
    "maxAccounts",
    "maxGroups",
    "maxDomains",
    "maxMailingLists",
    "maxRoles",
    "maxOauthClients",
    "maxDkimKeys",
    "maxDnsServers",
    "maxDirectories",
    "maxAcmeProviders",
    "maxDiskQuota",
];

const WORDS: Form = Form::Set(&Form::Text);
const TENANT: Field = maybe("memberTenantId", Form::Id("Tenant", None));
const ROLE_IDS: &[Field] = &[with("roleIds", Form::Set(&Form::Id("Role", None)), "{}")];
const USER_ROLES: Form = Form::Variant(&[("User", &[]), ("Admin", &[]), ("Custom", ROLE_IDS)]);
const ROLES: Form = Form::Variant(&[("Default", &[]), ("Custom", ROLE_IDS)]);
const GRANTS: &[Field] = &[with("enabledPermissions", WORDS, "{}"), with("disabledPermissions", WORDS, "{}")];
const PERMISSIONS: Form = Form::Variant(&[("Inherit", &[]), ("Merge", GRANTS), ("Replace", GRANTS)]);
const KEY_PERMISSIONS: Form = Form::Variant(&[
    ("Inherit", &[]),
    ("Disable", &[with("permissions", WORDS, "{}")]),
    ("Replace", &[with("permissions", WORDS, "{}")]),
]);
const ENCRYPTION: &[Field] = &[
    must("publicKey", Form::Id("PublicKey", None)),
    with("encryptOnAppend", Form::Flag, "false"),
    with("allowSpamTraining", Form::Flag, "true"),
];
const ALIAS: Form = Form::Fields(&[
    with("enabled", Form::Flag, "true"),
    must("name", Form::LocalPart),
    must("domainId", Form::Id("Domain", None)),
    maybe("description", Form::Text),
]);

const PASSWORD: &[Field] = &[
    server("credentialId"),
    secret("secret"),
    hidden("otpAuth"),
    maybe("expiresAt", Form::Time),
    with("allowedIps", WORDS, "{}"),
];
/// Application passwords and API keys: they live in their account.
pub const KEY: &[Field] = &[
    server("credentialId"),
    must("description", Form::Text),
    server_secret("secret"),
    server("createdAt"),
    maybe("expiresAt", Form::Time),
    with("permissions", KEY_PERMISSIONS, ""),
    with("allowedIps", WORDS, "{}"),
];
const CREDENTIAL: Form = Form::Variant(&[("Password", PASSWORD), ("AppPassword", KEY), ("ApiKey", KEY)]);

const USER: &[Field] = &[
    must("name", Form::LocalPart),
    must("domainId", Form::Id("Domain", None)),
    with("credentials", Form::List(&CREDENTIAL), "{}"),
    server("createdAt"),
    with("memberGroupIds", Form::Set(&Form::Id("Account", Some("Group"))), "{}"),
    TENANT,
    with("roles", USER_ROLES, ""),
    with("permissions", PERMISSIONS, ""),
    with("quotas", Form::Sums(QUOTAS), "{}"),
    with("aliases", Form::List(&ALIAS), "{}"),
    maybe("description", Form::Text),
    with("locale", Form::Text, r#""en_US""#),
    maybe("timeZone", Form::Text),
    with(
        "encryptionAtRest",
        Form::Variant(&[
            ("Disabled", &[]),
            ("Aes128", ENCRYPTION),
            ("Aes256", ENCRYPTION),
            ("Aes256Gcm", ENCRYPTION),
            ("ChaCha20Poly1305", ENCRYPTION),
        ]),
        "",
    ),
];
const GROUP: &[Field] = &[
    must("name", Form::LocalPart),
    must("domainId", Form::Id("Domain", None)),
    maybe("description", Form::Text),
    server("createdAt"),
    TENANT,
    with("roles", ROLES, ""),
    with("quotas", Form::Sums(QUOTAS), "{}"),
    with("permissions", PERMISSIONS, ""),
    with("aliases", Form::List(&ALIAS), "{}"),
    with("locale", Form::Text, r#""en_US""#),
    maybe("timeZone", Form::Text),
];

const AUTOMATIC_DKIM: &[Field] = &[
    with("algorithms", Form::Set(&Form::Word(ALGORITHMS)), r#"{"Dkim1Ed25519Sha256":true,"Dkim1RsaSha256":true}"#),
    with("selectorTemplate", Form::Text, r#""v{version}-{algorithm}-{date-%Y%m%d}""#),
    with("rotateAfter", Form::Count, "7776000000"),
    with("retireAfter", Form::Count, "604800000"),
    with("deleteAfter", Form::Count, "2592000000"),
];
const AUTOMATIC_TLS: &[Field] =
    &[must("acmeProviderId", Form::Id("AcmeProvider", None)), with("subjectAlternativeNames", WORDS, "{}")];
const AUTOMATIC_DNS: &[Field] = &[
    must("dnsServerId", Form::Id("DnsServer", None)),
    maybe("origin", Form::Text),
    with("publishRecords", WORDS, "{}"),
];
const DOMAIN: &[Field] = &[
    must("name", Form::Domain),
    with("aliases", Form::Set(&Form::Domain), "{}"),
    with("isEnabled", Form::Flag, "true"),
    server("createdAt"),
    maybe("description", Form::Text),
    maybe("logo", Form::Text),
    with("certificateManagement", Form::Variant(&[("Manual", &[]), ("Automatic", AUTOMATIC_TLS)]), ""),
    with("dkimManagement", Form::Variant(&[("Automatic", AUTOMATIC_DKIM), ("Manual", &[])]), ""),
    with("dnsManagement", Form::Variant(&[("Manual", &[]), ("Automatic", AUTOMATIC_DNS)]), ""),
    TENANT,
    maybe("directoryId", Form::Id("Directory", None)),
    maybe("catchAllAddress", Form::Email),
    with(
        "subAddressing",
        Form::Variant(&[("Enabled", &[]), ("Custom", &[must("customRule", Form::Any)]), ("Disabled", &[])]),
        "",
    ),
    with("allowRelaying", Form::Flag, "false"),
    maybe_with("reportAddressUri", Form::Text, r#""mailto:postmaster""#),
];

const PRIVATE_KEY: Form = Form::Variant(&[
    ("Text", &[must_secret("secret")]),
    ("EnvironmentVariable", &[must("variableName", Form::Text)]),
    ("File", &[must("filePath", Form::Text)]),
]);
const DKIM: &[Field] = &[
    maybe("auid", Form::Text),
    with("canonicalization", Form::Text, r#""relaxed/relaxed""#),
    maybe("expire", Form::Count),
    with("headers", WORDS, r#"{"From":true,"To":true,"Date":true,"Subject":true,"Message-ID":true}"#),
    with("privateKey", PRIVATE_KEY, ""),
    with("report", Form::Flag, "true"),
    maybe("thirdParty", Form::Text),
    maybe("thirdPartyHash", Form::Word(&["sha256", "sha1"])),
    must("domainId", Form::Id("Domain", None)),
    TENANT,
    must("selector", Form::Text),
    server("createdAt"),
    maybe("nextTransitionAt", Form::Time),
    with("stage", Form::Word(&["pending", "active", "retiring", "retired"]), r#""active""#),
    server("publicKey"),
];

pub static ACCOUNT: Kind = Kind {
    name: "Account",
    form: Form::Variant(&[("User", USER), ("Group", GROUP)]),
    numbering: Numbering::Counter,
    filters: &[
        ("text", Find::Words),
        ("@type", Find::Whole),
        ("domainId", Find::Id),
        ("memberGroupIds", Find::Id),
        ("memberTenantId", Find::Id),
        ("name", Find::Whole),
    ],
};

pub static DOMAINS: Kind = Kind {
    name: "Domain",
    form: Form::Fields(DOMAIN),
    numbering: Numbering::Counter,
    filters: &[("text", Find::Words), ("aliases", Find::Whole), ("memberTenantId", Find::Id), ("name", Find::Whole)],
};

pub static DKIM_SIGNATURE: Kind = Kind {
    name: "DkimSignature",
    form: Form::Variant(&[
        ("Dkim1Ed25519Sha256", DKIM),
        ("Dkim1RsaSha256", DKIM),
        ("Dkim2Ed25519Sha256", DKIM),
        ("Dkim2RsaSha256", DKIM),
    ]),
    numbering: Numbering::Time,
    filters: &[("domainId", Find::Id), ("memberTenantId", Find::Id)],
};

pub static MAILING_LIST: Kind = Kind {
    name: "MailingList",
    form: Form::Fields(&[
        must("name", Form::LocalPart),
        must("domainId", Form::Id("Domain", None)),
        maybe("description", Form::Text),
        with("aliases", Form::List(&ALIAS), "{}"),
        TENANT,
        with("recipients", Form::Set(&Form::Email), "{}"),
    ]),
    numbering: Numbering::Counter,
    filters: &[("text", Find::Words), ("memberTenantId", Find::Id)],
};

pub static TENANTS: Kind = Kind {
    name: "Tenant",
    form: Form::Fields(&[
        must("name", Form::Text),
        server("createdAt"),
        maybe("logo", Form::Text),
        with("roles", ROLES, ""),
        with("permissions", PERMISSIONS, ""),
        with("quotas", Form::Sums(TENANT_QUOTAS), "{}"),
    ]),
    numbering: Numbering::Counter,
    filters: &[("text", Find::Words)],
};

const fn loose(name: &'static str, numbering: Numbering) -> Kind {
    Kind { name, form: Form::Any, numbering, filters: &[] }
}

/// Kinds that are stored as they are sent.
static LOOSE: &[Kind] = &[
    loose("AcmeProvider", Numbering::Time),
    loose("AllowedIp", Numbering::Time),
    loose("BlockedIp", Numbering::Time),
    loose("Certificate", Numbering::Time),
    loose("Directory", Numbering::Counter),
    loose("DnsServer", Numbering::Time),
    loose("EventTracingLevel", Numbering::Time),
    loose("Log", Numbering::Time),
    loose("NetworkListener", Numbering::Time),
    loose("OAuthClient", Numbering::Counter),
    loose("PublicKey", Numbering::Time),
    loose("Role", Numbering::Counter),
    loose("Authentication", Numbering::Single),
    loose("Http", Numbering::Single),
    loose("Jmap", Numbering::Single),
    loose("Security", Numbering::Single),
    loose("SpamPyzor", Numbering::Single),
    loose("SystemSettings", Numbering::Single),
];

/// Objects that only the Enterprise edition has; the others of a tenant exist without it, half enforced.
pub const ENTERPRISE: &[&str] = &["MaskedEmail", "ArchivedItem", "Metric", "Trace"];

/// The kind of that name, without the `x:`.
pub fn kind(name: &str) -> Option<&'static Kind> {
    let strict = [&ACCOUNT, &DKIM_SIGNATURE, &DOMAINS, &MAILING_LIST, &TENANTS, &TRACER, &WEBHOOK];
    strict.into_iter().chain(LOOSE).find(|kind| kind.name == name)
}

/// Every kind, in the order of the names: so Stalwart lists what holds on to an object.
pub fn all() -> Vec<&'static Kind> {
    let mut all: Vec<&Kind> = [&ACCOUNT, &DKIM_SIGNATURE, &DOMAINS, &MAILING_LIST, &TENANTS, &TRACER, &WEBHOOK]
        .into_iter()
        .chain(LOOSE)
        .collect();
    all.sort_by_key(|kind| kind.name);
    all
}

impl Kind {
    /// Whether it can belong to a tenant.
    pub fn has_tenant(&self) -> bool {
        self.filters.iter().any(|(name, _)| *name == "memberTenantId")
    }
}
