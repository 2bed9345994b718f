//! Who may do what: the whole policy on a page. A right is always a role in a tenant, or a role on the platform; a
//! claim of the identity provider only says who somebody is.

use serde::{Deserialize, Serialize};

/// A closed set of words: its variants, their names in the database, in URLs and in texts.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// `None` for a word that isn't one of these.
            #[must_use]
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

words! {
    Role {
        Member = "member",
        /// Passwords, second factors and sessions, nothing else.
        Helpdesk = "helpdesk",
        /// Reads the timeline, nothing else.
        Auditor = "auditor",
        Admin = "admin",
        /// One or more in every tenant, never none.
        Owner = "owner",
        /// Acts in a tenant only while that tenant grants it.
        PartnerAgent = "partner_agent",
        PartnerAdmin = "partner_admin",
        /// Reads everything of the platform, changes nothing.
        OperatorAuditor = "operator_auditor",
        Operator = "operator",
    }
}

impl Role {
    /// A role that a tenant gives; the others are the platform's.
    #[must_use]
    pub const fn is_tenants(self) -> bool {
        matches!(self, Self::Member | Self::Helpdesk | Self::Auditor | Self::Admin | Self::Owner)
    }

    /// A role at a partner.
    #[must_use]
    pub const fn is_partners(self) -> bool {
        matches!(self, Self::PartnerAgent | Self::PartnerAdmin)
    }
}

/// What an action touches, and therefore which role decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reach {
    /// The caller's own things: everybody who is signed in.
    Own,
    /// The tenant of this host: the role there.
    Tenant,
    /// The whole platform: the platform's role, on the platform's own host.
    Platform,
}

words! {
    Action {
        ReadMe = "read_me",
        EndOwnSession = "end_own_session",
        /// Changes one's own profile, and asks to be let into a workspace.
        EditMe = "edit_me",
        OpenLauncher = "open_launcher",
        /// Pins and orders one's own tiles, hides announcements.
        ArrangeLauncher = "arrange_launcher",
        /// The state of the tenant at a glance.
        ReadOverview = "read_overview",
        ReadPeople = "read_people",
        /// Adds people, changes roles, suspends, removes.
        ManagePeople = "manage_people",
        /// Ends sessions, takes a second factor away, sends an invitation again.
        HelpPeople = "help_people",
        /// The groups of a tenant, and who is in them.
        ManageGroups = "manage_groups",
        ReadDomains = "read_domains",
        ManageDomains = "manage_domains",
        /// Switches apps on and off, adds tiles, says who sees what, announces.
        ManageApps = "manage_apps",
        ManageBrand = "manage_brand",
        ReadTenantAudit = "read_tenant_audit",
        /// Takes the whole filtered timeline along.
        ExportTenantAudit = "export_tenant_audit",
        /// Lets partners in and out.
        ManagePartners = "manage_partners",
        ManageSettings = "manage_settings",
        /// The partner's own console: the tenants that let them in.
        OpenPartnerConsole = "open_partner_console",
        /// Creates tenants on the partner's account.
        CreatePartnerTenant = "create_partner_tenant",
        /// Partners and their people, as the platform keeps them.
        ReadPartners = "read_partners",
        KeepPartners = "keep_partners",
        /// Announces to everybody on the platform.
        Announce = "announce",
        ReadTenants = "read_tenants",
        CreateTenant = "create_tenant",
        AttributeObject = "attribute_object",
        /// Suspends, resumes, closes and deletes tenants.
        ManageTenant = "manage_tenant",
        /// Tries provisioning again, pauses, cancels and repairs it.
        Provision = "provision",
        ReadJobs = "read_jobs",
        /// Everybody whom the platform knows, and where they belong.
        ReadPlatformPeople = "read_platform_people",
        ReadPlatformAudit = "read_platform_audit",
        ReadSources = "read_sources",
        ReadQuarantine = "read_quarantine",
        /// Pauses sources, and decides what becomes of what couldn't be read.
        ManageSources = "manage_sources",
        ReadAlerts = "read_alerts",
        /// Acknowledges alerts and has deliveries tried again.
        ManageAlerts = "manage_alerts",
    }
}

impl Action {
    #[must_use]
    pub const fn reach(self) -> Reach {
        match self {
            Self::ReadMe | Self::EditMe | Self::EndOwnSession => Reach::Own,
            Self::OpenLauncher
            | Self::ArrangeLauncher
            | Self::ReadOverview
            | Self::ReadPeople
            | Self::ManagePeople
            | Self::HelpPeople
            | Self::ManageGroups
            | Self::ReadDomains
            | Self::ManageDomains
            | Self::ManageApps
            | Self::ManageBrand
            | Self::ReadTenantAudit
            | Self::ExportTenantAudit
            | Self::ManagePartners
            | Self::ManageSettings => Reach::Tenant,
            Self::OpenPartnerConsole
            | Self::CreatePartnerTenant
            | Self::ReadPartners
            | Self::KeepPartners
            | Self::Announce
            | Self::ReadTenants
            | Self::CreateTenant
            | Self::AttributeObject
            | Self::ManageTenant
            | Self::Provision
            | Self::ReadJobs
            | Self::ReadPlatformPeople
            | Self::ReadPlatformAudit
            | Self::ReadSources
            | Self::ReadQuarantine
            | Self::ManageSources
            | Self::ReadAlerts
            | Self::ManageAlerts => Reach::Platform,
        }
    }
}

/// The policy. `server/tests/it/policy.rs` holds it against a table that a person can review.
///
/// A partner's roles stand in a tenant only while that tenant lets them in (`domain/partner.rs`). What isn't here for
/// them no tenant can give: the timeline and its export, settings, other partners; and owners, by [`may_give`].
#[must_use]
pub const fn allows(role: Role, action: Action) -> bool {
    use Role::{Admin, Auditor, Helpdesk, Member, Operator, OperatorAuditor, Owner, PartnerAdmin, PartnerAgent};
    match action {
        Action::ReadMe | Action::EditMe | Action::EndOwnSession => true,
        Action::OpenLauncher | Action::ArrangeLauncher => matches!(role, Member | Helpdesk | Auditor | Admin | Owner),
        Action::ReadOverview => matches!(role, Helpdesk | Auditor | Admin | Owner | PartnerAgent | PartnerAdmin),
        Action::ReadPeople | Action::HelpPeople => {
            matches!(role, Helpdesk | Admin | Owner | PartnerAgent | PartnerAdmin)
        }
        Action::ReadDomains => matches!(role, Admin | Owner | PartnerAgent | PartnerAdmin),
        // Who may make owners is a matter of the role that is given, and decided beside it: `may_give`.
        Action::ManagePeople
        | Action::ManageGroups
        | Action::ManageDomains
        | Action::ManageApps
        | Action::ManageBrand => matches!(role, Admin | Owner | PartnerAdmin),
        Action::ReadTenantAudit | Action::ExportTenantAudit => matches!(role, Auditor | Admin | Owner),
        Action::ManagePartners | Action::ManageSettings => matches!(role, Admin | Owner),
        Action::OpenPartnerConsole => matches!(role, PartnerAgent | PartnerAdmin),
        Action::CreatePartnerTenant => matches!(role, PartnerAdmin),
        Action::ReadTenants
        | Action::ReadPlatformAudit
        | Action::ReadSources
        | Action::ReadJobs
        | Action::ReadPlatformPeople
        | Action::ReadPartners
        | Action::ReadAlerts => {
            matches!(role, Operator | OperatorAuditor)
        }
        // A quarantined record couldn't be parsed, so nothing says which tenant's it is.
        Action::ReadQuarantine
        | Action::ManageSources
        | Action::CreateTenant
        | Action::AttributeObject
        | Action::ManageTenant
        | Action::Provision
        | Action::KeepPartners
        | Action::Announce
        | Action::ManageAlerts => matches!(role, Operator),
    }
}

/// Whether somebody with `role` may give or take `given`: only owners make and unmake owners. A partner gives no role
/// that has more than partners can have: who makes themselves an admin would be let into the timeline, and could let
/// other partners in.
#[must_use]
pub const fn may_give(role: Role, given: Role) -> bool {
    match role {
        Role::Owner => given.is_tenants(),
        Role::Admin => given.is_tenants() && !matches!(given, Role::Owner),
        Role::PartnerAdmin => matches!(given, Role::Member | Role::Helpdesk),
        _ => false,
    }
}

/// Whether somebody with `role` may take the second factor of somebody with `of` away: whoever can could become them.
#[must_use]
pub const fn may_reset_factor(role: Role, of: Role) -> bool {
    match role {
        Role::Owner => true,
        Role::Admin => !matches!(of, Role::Owner),
        Role::Helpdesk => !matches!(of, Role::Owner | Role::Admin),
        Role::PartnerAgent | Role::PartnerAdmin => matches!(of, Role::Member | Role::Helpdesk),
        _ => false,
    }
}
