//! Partners: companies that run workspaces for others. They act in a tenant only while that tenant's word stands, with
//! what it gave them and never more than the policy has for partners (`access::allows`).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    access::Role,
    error::Why,
    id::{GrantId, PartnerId, PersonId},
    tenant::{Slug, TenantState},
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

/// A grant as it is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewGrant {
    pub partner: PartnerId,
    pub scope: GrantScope,
    pub until: DateTime<Utc>,
    pub reason: String,
}

/// Longest grant, in days: whoever wants more gives it anew.
pub const LONGEST_GRANT: i64 = 366;

impl NewGrant {
    /// # Errors
    /// `Invalid` for `partner`, `scope`, `until` (in the next 366 days) or `reason` (3 to 300 characters).
    pub fn new(partner: &str, scope: &str, until: DateTime<Utc>, reason: &str, now: DateTime<Utc>) -> Result<Self> {
        let partner = partner.parse().map_err(|_| Why("wrong-partner").at("partner"))?;
        let scope = GrantScope::parse(scope).ok_or_else(|| Why("wrong-scope").at("scope"))?;
        if until <= now || until > now + chrono::TimeDelta::days(LONGEST_GRANT) {
            return Err(Why("wrong-grant-end").at("until"));
        }
        let reason = reason.trim();
        if !(3..=300).contains(&reason.chars().count()) || reason.chars().any(char::is_control) {
            return Err(Why("wrong-grant-reason").at("reason"));
        }
        Ok(Self { partner, scope, until, reason: reason.to_owned() })
    }
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
