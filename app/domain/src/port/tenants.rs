//! Tenants: made real, their domains and looks, what they decide, how they fare.

use std::collections::BTreeMap;

use async_trait::async_trait;

use crate::{
    Result,
    ctx::Ctx,
    id::{ResourceId, TenantId},
    language::Language,
    mail_domain::{Leaving, MailDomain},
    overview::Overview as Glance,
    provision::{JobRow, Provisioning, RepairPlan, RunState, TenantServices},
    settings::{Limits, Settings as Decided},
    tenant::{Look, NewTenant, ObjectKind, OwnHost, Slug, Tenant, TenantDetail},
};

#[async_trait]
pub trait Tenants: Send + Sync {
    /// Every tenant whose name, slug or domain holds `text`, by name; at most 500. `Action::ReadTenants`.
    async fn list(&self, ctx: &Ctx, text: &str) -> Result<Vec<Tenant>>;
    /// `Action::ReadTenants`.
    async fn show(&self, ctx: &Ctx, slug: &Slug) -> Result<TenantDetail>;
    /// `Conflict` when slug or domain is taken. `Action::CreateTenant`.
    async fn create(&self, ctx: &Ctx, new: NewTenant) -> Result<Tenant>;
    /// Says that an object of OCIS is this tenant's; records that nobody could attribute follow.
    /// `Action::AttributeObject`.
    async fn attribute(&self, ctx: &Ctx, slug: &Slug, kind: ObjectKind, id: &str, name: Option<&str>) -> Result<()>;
    /// Adds services, and says how much storage there is. What is there stays until the tenant ends: taken away, it would
    /// take along what people keep in it. `Conflict` for a tenant that isn't provisioned from here, or that ends.
    /// `Action::ManageTenant`; so for all that follow.
    async fn extend(&self, ctx: &Ctx, slug: &Slug, services: TenantServices) -> Result<()>;
    /// Cuts everybody's access, keeps everything.
    async fn suspend(&self, ctx: &Ctx, slug: &Slug) -> Result<()>;
    /// Takes back a suspension, or a closing that isn't over.
    async fn resume(&self, ctx: &Ctx, slug: &Slug) -> Result<()>;
    /// Gives notice: access ends now, the data goes when the grace period is over and somebody deletes it. Its owners
    /// are told.
    async fn close(&self, ctx: &Ctx, slug: &Slug) -> Result<()>;
    /// Destroys everything in every engine, in the safe order. `typed` is the slug as the person typed it. `Conflict`
    /// while the tenant isn't closing or its grace period isn't over.
    async fn delete(&self, ctx: &Ctx, slug: &Slug, typed: &str) -> Result<()>;
}

/// How far the tenants are in the engines.
#[async_trait]
pub trait Provisioner: Send + Sync {
    /// `Missing` for a tenant that isn't there, none for one that isn't provisioned by us. `Action::ReadTenants`.
    async fn show(&self, ctx: &Ctx, slug: &Slug) -> Result<Option<Provisioning>>;
    /// Every provisioned tenant's state. `Action::ReadTenants`.
    async fn states(&self, ctx: &Ctx) -> Result<BTreeMap<TenantId, RunState>>;
    /// Rises with every change of a step. `Action::ReadTenants`.
    async fn version(&self, ctx: &Ctx, slug: &Slug) -> Result<i64>;
    /// Tries again what isn't done, at once; `from` this step on. `Action::Provision`; so for all that follow but `jobs`.
    async fn again(&self, ctx: &Ctx, slug: &Slug, from: Option<ResourceId>) -> Result<()>;
    /// Stops trying. What is made stays.
    async fn cancel(&self, ctx: &Ctx, slug: &Slug) -> Result<()>;
    /// Nothing is looked at or changed while it is paused.
    async fn pause(&self, ctx: &Ctx, slug: &Slug, paused: bool) -> Result<()>;
    /// Looks at everything again now; changes nothing that isn't new.
    async fn look(&self, ctx: &Ctx, slug: &Slug) -> Result<()>;
    /// What repairing these would do, call by call. Looks; changes nothing.
    async fn plan(&self, ctx: &Ctx, slug: &Slug, ids: &[ResourceId]) -> Result<RepairPlan>;
    async fn repair(&self, ctx: &Ctx, slug: &Slug, ids: &[ResourceId]) -> Result<()>;
    /// Durable jobs, the next first; at most 200. `Action::ReadJobs`.
    async fn jobs(&self, ctx: &Ctx) -> Result<Vec<JobRow>>;
}

/// The mail domains of this host's tenant.
#[async_trait]
pub trait Domains: Send + Sync {
    /// The first one first, then by name. `Action::ReadDomains`.
    async fn list(&self, ctx: &Ctx) -> Result<Vec<MailDomain>>;
    /// The records that are wanted, as a zone file. `Action::ReadDomains`.
    async fn zone(&self, ctx: &Ctx, name: &str) -> Result<String>;
    /// Claims a further one, which DNS must prove; the same again where it is claimed already. `Conflict` for one that is
    /// another tenant's. `Action::ManageDomains`; so for the rest.
    async fn add(&self, ctx: &Ctx, name: &str) -> Result<MailDomain>;
    /// Has it looked at now. `Conflict` when that was a moment ago.
    async fn check(&self, ctx: &Ctx, name: &str) -> Result<()>;
    /// What would go with it.
    async fn leaving(&self, ctx: &Ctx, name: &str) -> Result<Leaving>;
    /// `Conflict` for the first one, and while addresses of the tenant's people end with it.
    async fn remove(&self, ctx: &Ctx, name: &str) -> Result<()>;
}

/// How this host's tenant looks, and its own hosts. `Action::ManageBrand`, for all of it.
#[async_trait]
pub trait Brands: Send + Sync {
    /// Its own hosts, by name.
    async fn hosts(&self, ctx: &Ctx) -> Result<Vec<OwnHost>>;
    async fn change(&self, ctx: &Ctx, look: Look) -> Result<()>;
    /// An uploaded picture, whatever it says it is: it is made anew from what it shows. `Invalid` for what can't be a
    /// logo.
    async fn set_logo(&self, ctx: &Ctx, dark: bool, bytes: Vec<u8>) -> Result<()>;
    /// `Missing` where there is none.
    async fn remove_logo(&self, ctx: &Ctx, dark: bool) -> Result<()>;
    /// `Conflict` where somebody else noted it.
    async fn add_host(&self, ctx: &Ctx, host: &str) -> Result<()>;
    /// Has the DNS of those that aren't proven looked at now.
    async fn check_hosts(&self, ctx: &Ctx) -> Result<()>;
    async fn remove_host(&self, ctx: &Ctx, host: &str) -> Result<()>;
}

/// How many things wait for somebody, by the word of their place in the side navigation.
pub type Counts = BTreeMap<&'static str, u64>;

/// What stands beside the places of the side navigation.
#[async_trait]
pub trait Badges: Send + Sync {
    /// Of what the caller may see alone, and without what is nothing; never refused.
    async fn counts(&self, ctx: &Ctx) -> Result<Counts>;
}

/// What this host's tenant decides for itself.
#[async_trait]
pub trait Settings: Send + Sync {
    /// `Action::ManageSettings`; so for `save`.
    async fn show(&self, ctx: &Ctx) -> Result<(Decided, Limits)>;
    /// `Invalid` for `retention_days` where less would be kept than before and `forget` doesn't say that it may be.
    async fn save(&self, ctx: &Ctx, settings: Decided, forget: bool) -> Result<()>;
    /// The language of letters to people of this host's tenant; on the platform's, the caller's.
    /// `Action::ManagePeople`.
    async fn letters(&self, ctx: &Ctx) -> Result<Language>;
}

#[async_trait]
pub trait Overview: Send + Sync {
    /// This host's tenant at a glance, without what the caller may not open. `Action::ReadOverview`.
    async fn show(&self, ctx: &Ctx) -> Result<Glance>;
}
