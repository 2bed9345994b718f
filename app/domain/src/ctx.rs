//! The request's context. Nothing acts without a `Ctx`, and its first use is `ctx.require(..)?`: that is where 401, 403
//! and 404 are decided, and the only place that makes a `Scope`. The store hands out no tenant's data without one.

use std::{fmt, sync::Arc};

use chrono::{DateTime, Utc};

use crate::{
    AppError, Result,
    access::{Action, Reach, Role, allows},
    id::{PersonId, RequestId, SessionId, TenantId},
    language::Language,
    partner::PartnerRef,
    tenant::Tenant,
};

/// The time is handed in, so that a test decides what time it is.
pub trait Clock: Send + Sync + fmt::Debug {
    fn now(&self) -> DateTime<Utc>;
}

/// The machine's clock, cut to microseconds: what the store keeps.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everybody else is handed")]
    fn now(&self) -> DateTime<Utc> {
        let now = Utc::now();
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }
}

/// Somebody who is signed in, with the rights that the database gives at this moment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acting {
    pub person: PersonId,
    pub session: SessionId,
    pub name: String,
    pub email: String,
    /// The role in this host's tenant.
    pub role: Option<Role>,
    /// The role on the platform.
    pub platform: Option<Role>,
    /// For whom they act: on a tenant's host, where its grant is what lets them in.
    pub partner: Option<PartnerRef>,
    /// Until when, where a grant lets them in.
    pub until: Option<DateTime<Utc>>,
}

impl Acting {
    /// As others read who it was: `Nina Berg (Nordlicht IT)`.
    #[must_use]
    pub fn shown(&self) -> String {
        match &self.partner {
            Some(partner) => format!("{} ({})", self.name, partner.name),
            None => self.name.clone(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Actor {
    Nobody,
    Person(Acting),
    /// A worker or the command line, by name.
    Service(&'static str),
}

/// Where a request came from, as the first trusted proxy saw it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Origin {
    pub address: Option<String>,
    pub user_agent: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Preferences {
    pub language: Language,
    /// `None` follows the system.
    pub dark: Option<bool>,
}

/// The host that was asked.
#[derive(Debug, Clone)]
pub enum Host {
    /// `app.<platform>`: landing, choice of workspace, operator's console.
    Platform,
    Tenant(Arc<Tenant>),
}

impl Host {
    /// The right to read the line that is shown here.
    #[must_use]
    pub const fn audit(&self) -> Action {
        match self {
            Self::Platform => Action::ReadPlatformAudit,
            Self::Tenant(_) => Action::ReadTenantAudit,
        }
    }
}

#[derive(Debug, Clone)]
pub struct Ctx {
    pub actor: Actor,
    pub host: Host,
    pub request: RequestId,
    pub origin: Origin,
    pub preferences: Preferences,
    pub clock: Arc<dyn Clock>,
}

impl Ctx {
    /// For a worker or the command line. It has every right, and says aloud who it is.
    #[must_use]
    pub fn service(name: &'static str, clock: Arc<dyn Clock>) -> Self {
        Self {
            actor: Actor::Service(name),
            host: Host::Platform,
            request: RequestId::named(name),
            origin: Origin::default(),
            preferences: Preferences { language: Language::English, dark: None },
            clock,
        }
    }

    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    #[must_use]
    pub fn tenant(&self) -> Option<&Arc<Tenant>> {
        match &self.host {
            Host::Tenant(tenant) => Some(tenant),
            Host::Platform => None,
        }
    }

    #[must_use]
    pub fn acting(&self) -> Option<&Acting> {
        match &self.actor {
            Actor::Person(acting) => Some(acting),
            Actor::Nobody | Actor::Service(_) => None,
        }
    }

    /// Whether the page may offer this. Hiding a button is not a check: the service still requires it.
    #[must_use]
    pub fn may(&self, action: Action) -> bool {
        self.require(action).is_ok()
    }

    /// The one door to data.
    ///
    /// # Errors
    /// `SignedOut` for nobody. `Missing` where the caller has no role at all: another tenant's things look as if they
    /// weren't there, and so does the operator's console on a tenant's host. `Denied` where the role lacks the right.
    pub fn require(&self, action: Action) -> Result<Scope> {
        let acting = match &self.actor {
            Actor::Nobody => return Err(AppError::SignedOut),
            Actor::Service(_) => return Ok(Scope(Within::Everything)),
            Actor::Person(acting) => acting,
        };
        let (role, within) = match (action.reach(), &self.host) {
            (Reach::Own, _) => return Ok(Scope(Within::Person(acting.person))),
            (Reach::Tenant, Host::Tenant(tenant)) => (acting.role, Within::Tenant(tenant.id)),
            (Reach::Platform, Host::Platform) => (acting.platform, Within::Everything),
            (Reach::Tenant, Host::Platform) | (Reach::Platform, Host::Tenant(_)) => return Err(AppError::Missing),
        };
        match role {
            None => Err(AppError::Missing),
            Some(role) if allows(role, action) => Ok(Scope(within)),
            Some(_) => Err(AppError::Denied),
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    Tenant(TenantId),
    Person(PersonId),
    Everything,
}

/// What a caller may see. Only [`Ctx::require`] makes one from a caller's rights; [`Scope::any_tenant`] is for what
/// crosses a wall, and says why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope(Within);

impl Scope {
    /// Crosses the wall between tenants: for workers, sign-in and host look-up. The reason is for the reader.
    #[must_use]
    pub const fn any_tenant(_reason: &'static str) -> Self {
        Self(Within::Everything)
    }

    /// The one tenant that may be seen; `None` when it is everything.
    ///
    /// # Errors
    /// `Denied` for a scope of a person's own things.
    pub const fn tenant(&self) -> Result<Option<TenantId>> {
        match self.0 {
            Within::Tenant(tenant) => Ok(Some(tenant)),
            Within::Everything => Ok(None),
            Within::Person(_) => Err(AppError::Denied),
        }
    }

    /// The person whose own things may be seen.
    ///
    /// # Errors
    /// `Denied` for any other scope.
    pub const fn person(&self) -> Result<PersonId> {
        match self.0 {
            Within::Person(person) => Ok(person),
            Within::Tenant(_) | Within::Everything => Err(AppError::Denied),
        }
    }
}
