//! Partners: companies that run workspaces for others. They act in a tenant only while that tenant's word stands, with
//! what it gave them and never more than the policy has for partners (`access::allows`).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    access::{Action, Reach, Role, allows},
    error::{Why, both},
    id::{GrantId, PartnerId, PersonId},
    member::Email,
    tenant::{Slug, TenantRef, TenantState},
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    pub id: PartnerId,
    pub name: String,
    /// How people reach them: an address or a link.
    pub contact: String,
    pub people: u64,
    /// Tenants that let them in now.
    pub tenants: u64,
}

/// A partner's name beside an act, and what somebody is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerRef {
    pub id: PartnerId,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartnerPerson {
    pub person: PersonId,
    pub name: String,
    pub email: String,
    /// `PartnerAgent` or `PartnerAdmin`.
    pub role: Role,
    /// By which the platform's sign-in service knows them, if it is known here.
    pub subject: Option<String>,
    /// They have signed in at least once, wherever.
    pub came: bool,
}

/// A partner as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPartner {
    pub name: String,
    pub contact: String,
}

impl NewPartner {
    /// # Errors
    /// `Invalid` for `name` (2 to 80 characters) or `contact` (an address, or a link that begins with https://).
    pub fn parse(name: &str, contact: &str) -> Result<Self> {
        let (name, contact) = (name.trim(), contact.trim());
        let named = (2..=80).contains(&name.chars().count()) && !name.chars().any(char::is_control);
        let link = contact.strip_prefix("https://").is_some_and(|rest| {
            rest.contains('.') && contact.len() <= 300 && contact.chars().all(|c| c.is_ascii_graphic())
        });
        let reached = link || Email::parse(contact).is_ok();
        both(Why("wrong-partner-name").unless(named, "name"), Why("wrong-contact").unless(reached, "contact"))?;
        Ok(Self { name: name.to_owned(), contact: contact.to_owned() })
    }
}

/// Somebody who is to work for a partner, as they are typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPartnerPerson {
    pub email: Email,
    pub name: String,
    pub role: Role,
    /// By which the platform's sign-in service knows them: for who hasn't been here yet.
    pub subject: Option<String>,
}

impl NewPartnerPerson {
    /// # Errors
    /// `Invalid` for `email`, `name`, `role` or `subject` (at most 200 characters).
    pub fn parse(email: &str, name: &str, role: &str, subject: &str) -> Result<Self> {
        let subject = subject.trim();
        let told = subject.chars().count() <= 200 && !subject.chars().any(char::is_control);
        let who = both(Email::parse(email), crate::member::parse_name(name));
        let what = both(partner_role(role), Why("wrong-subject").unless(told, "subject"));
        let ((email, name), (role, ())) = both(who, what)?;
        Ok(Self { email, name, role, subject: Some(subject.to_owned()).filter(|subject| !subject.is_empty()) })
    }
}

/// # Errors
/// `Invalid` for `role`.
pub fn partner_role(word: &str) -> Result<Role> {
    Role::parse(word).filter(|role| role.is_partners()).ok_or_else(|| Why("wrong-role").at("role"))
}

/// A partner with its people and the tenants that let it in, now or before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerDetail {
    pub partner: Partner,
    pub people: Vec<PartnerPerson>,
    pub tenants: Vec<(TenantRef, Grant)>,
}

crate::words! {
    /// What a tenant lets a partner do.
    GrantScope {
        /// See people and domains, help with sign-in.
        Help = "help",
        /// Manage people, groups, domains, apps and brand.
        Manage = "manage",
    }
}

impl GrantScope {
    /// What somebody of the partner is in the tenant: never more than they are at the partner.
    #[must_use]
    pub const fn role(self, own: Role) -> Role {
        match (self, own) {
            (Self::Manage, Role::PartnerAdmin) => Role::PartnerAdmin,
            _ => Role::PartnerAgent,
        }
    }

    /// What it lets somebody of the partner do who is `own` there.
    #[must_use]
    pub const fn of(self, own: Role) -> Self {
        match self.role(own) {
            Role::PartnerAdmin => self,
            _ => Self::Help,
        }
    }

    /// What it lets the partner's admins do, by the policy: agents never do more than `Help`.
    pub fn actions(self) -> impl Iterator<Item = Action> {
        let role = self.role(Role::PartnerAdmin);
        let all = Action::ALL.iter().copied();
        all.filter(move |action| action.reach() == Reach::Tenant && allows(role, *action))
    }
}

crate::words! {
    /// What no tenant can give a partner, in the order in which it is told.
    Never {
        /// Make or unmake owners, admins and auditors.
        Roles = "roles",
        /// Read the timeline or take it along.
        Audit = "audit",
        Settings = "settings",
        /// Let other partners in, or keep themselves in.
        Partners = "partners",
        /// Suspend, close or delete the workspace.
        Deletion = "deletion",
    }
}

impl Never {
    /// The actions that it means; what roles may be given stands in `access::may_give`.
    #[must_use]
    pub const fn actions(self) -> &'static [Action] {
        match self {
            Self::Roles => &[],
            Self::Audit => &[Action::ReadTenantAudit, Action::ExportTenantAudit],
            Self::Settings => &[Action::ManageSettings],
            Self::Partners => &[Action::ManagePartners],
            Self::Deletion => &[Action::ManageTenant],
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Grant {
    pub id: GrantId,
    pub partner: PartnerRef,
    pub scope: GrantScope,
    pub until: DateTime<Utc>,
    pub reason: String,
    /// Who gave it, by name.
    pub by: String,
    pub created: DateTime<Utc>,
    pub revoked: Option<DateTime<Utc>>,
}

impl Grant {
    #[must_use]
    pub fn stands(&self, now: DateTime<Utc>) -> bool {
        self.revoked.is_none() && now < self.until
    }
}

/// What lets somebody into a tenant who isn't a member there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LetIn {
    pub grant: GrantId,
    pub partner: PartnerRef,
    /// What they are there: no more than the grant says, and than they are at the partner.
    pub role: Role,
    pub scope: GrantScope,
    pub until: DateTime<Utc>,
}

/// A tenant's grants: those that stand, and the last that ended.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grants {
    pub standing: Vec<Grant>,
    pub ended: Vec<Grant>,
}

/// A grant as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGrant {
    /// The partner's name, exactly: a list of all partners is nobody's business.
    pub partner: String,
    pub scope: GrantScope,
    pub until: DateTime<Utc>,
    pub reason: String,
}

/// Longest grant, in days: whoever wants more gives it anew.
pub const LONGEST_GRANT: i64 = 366;

impl NewGrant {
    /// # Errors
    /// `Invalid` for `partner`, `scope`, `until` (in the next 366 days) or `reason` (3 to 300 characters).
    pub fn new(
        partner: &str,
        scope: &str,
        until: Option<DateTime<Utc>>,
        reason: &str,
        now: DateTime<Utc>,
    ) -> Result<Self> {
        let (partner, reason) = (partner.trim(), reason.trim());
        let named = (1..=80).contains(&partner.chars().count());
        let said = (3..=300).contains(&reason.chars().count()) && !reason.chars().any(char::is_control);
        let scope = GrantScope::parse(scope).ok_or_else(|| Why("wrong-scope").at("scope"));
        let what = both(Why("wrong-partner").unless(named, "partner"), scope);
        let why = both(grant_end(until, now), Why("wrong-grant-reason").unless(said, "reason"));
        let (((), scope), (until, ())) = both(what, why)?;
        Ok(Self { partner: partner.to_owned(), scope, until, reason: reason.to_owned() })
    }
}

/// The end of a grant, from now on.
///
/// # Errors
/// `Invalid` for `until`: none, over already, or more than [`LONGEST_GRANT`] days away.
pub fn grant_end(until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Result<DateTime<Utc>> {
    let longest = now + chrono::TimeDelta::days(LONGEST_GRANT);
    until.filter(|until| *until > now && *until <= longest).ok_or_else(|| Why("wrong-grant-end").at("until"))
}

/// Who would come in by a ticket, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    pub person: String,
    pub partner: String,
}

/// A tenant in a partner's console.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartnerTenant {
    pub slug: Slug,
    pub name: String,
    pub state: TenantState,
    pub scope: GrantScope,
    pub until: DateTime<Utc>,
    pub people: u64,
    /// Provisioning as a whole; none where the tenant isn't provisioned by us.
    pub run: Option<crate::provision::RunState>,
    /// Domains that need attention.
    pub domains: u64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::{may_give, may_reset_factor};

    const PARTNERS: [Role; 2] = [Role::PartnerAgent, Role::PartnerAdmin];

    #[test]
    fn what_is_never_a_partners_is_in_no_scope() {
        for never in Never::ALL {
            for action in never.actions() {
                assert!(PARTNERS.iter().all(|role| !allows(*role, *action)), "{never:?} {action:?}");
                for scope in GrantScope::ALL {
                    assert!(!scope.actions().any(|given| given == *action), "{scope:?} {action:?}");
                }
            }
        }
        for role in PARTNERS {
            for given in Role::ALL.iter().filter(|given| !matches!(given, Role::Member | Role::Helpdesk)) {
                assert!(!may_give(role, *given) && !may_reset_factor(role, *given), "{role:?} {given:?}");
            }
        }
    }

    #[test]
    fn nobody_gives_what_they_could_not_do() {
        for role in Role::ALL {
            for given in Role::ALL.iter().filter(|given| may_give(*role, **given) && *role != Role::Owner) {
                let more = Action::ALL.iter().filter(|action| action.reach() == Reach::Tenant);
                let own = [Action::OpenLauncher, Action::ArrangeLauncher];
                let more: Vec<_> =
                    more.filter(|a| !own.contains(a) && allows(*given, **a) && !allows(*role, **a)).collect();
                assert!(more.is_empty(), "{role:?} gives {given:?}: {more:?}");
            }
        }
    }

    #[test]
    fn a_scope_makes_nobody_more_than_they_are() {
        assert_eq!(GrantScope::Manage.role(Role::PartnerAgent), Role::PartnerAgent);
        assert_eq!(GrantScope::Help.role(Role::PartnerAdmin), Role::PartnerAgent);
        assert_eq!(GrantScope::Manage.role(Role::PartnerAdmin), Role::PartnerAdmin);
        let help: Vec<_> = GrantScope::Help.actions().collect();
        assert_eq!(help, [Action::ReadOverview, Action::ReadPeople, Action::HelpPeople, Action::ReadDomains]);
    }

    #[test]
    fn a_grant_ends_and_says_why() {
        let now = DateTime::UNIX_EPOCH;
        let day = |days| Some(now + chrono::TimeDelta::days(days));
        assert!(NewGrant::new(" Nordlicht IT ", "help", day(30), "Move of the mail", now).is_ok());
        let field = |result: Result<NewGrant>| match result {
            Err(crate::AppError::Invalid { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(field(NewGrant::new("", "help", day(30), "why", now)), "partner");
        assert_eq!(field(NewGrant::new("N", "rule", day(30), "why", now)), "scope");
        for end in [None, day(0), day(367)] {
            assert_eq!(field(NewGrant::new("N", "help", end, "why", now)), "until");
        }
        assert_eq!(field(NewGrant::new("N", "help", day(30), " x ", now)), "reason");
    }

    #[test]
    fn a_partner_is_reached_by_an_address_or_a_link() {
        assert!(NewPartner::parse("Nordlicht IT", "help@nordlicht.example").is_ok());
        assert!(NewPartner::parse("Nordlicht IT", "https://nordlicht.example/help").is_ok());
        for wrong in ["", "javascript:alert(1)", "http://nordlicht.example", "https://x y.example", "https://x"] {
            assert!(NewPartner::parse("Nordlicht IT", wrong).is_err(), "{wrong}");
        }
        assert!(NewPartner::parse("N", "help@nordlicht.example").is_err());
    }
}
