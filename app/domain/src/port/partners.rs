//! Partners, and which of them a tenant lets in.

use async_trait::async_trait;

use crate::{
    Result,
    access::Role,
    ctx::Ctx,
    id::{GrantId, PartnerId, PersonId},
    partner::{
        Entry, Grants as GrantsPage, NewGrant, NewPartner, NewPartnerPerson, Partner, PartnerDetail, PartnerTenant,
    },
    tenant::{NewTenant, Slug, Tenant},
};

/// Partners and their people, as the platform keeps them.
#[async_trait]
pub trait Partners: Send + Sync {
    /// Those whose name holds `text`, by name; at most 500. `Action::ReadPartners`; so for `show`.
    async fn list(&self, ctx: &Ctx, text: &str) -> Result<Vec<Partner>>;
    async fn show(&self, ctx: &Ctx, id: PartnerId) -> Result<PartnerDetail>;
    /// `Conflict` for a name that is taken. `Action::KeepPartners`; so for all that follow.
    async fn create(&self, ctx: &Ctx, new: NewPartner) -> Result<PartnerId>;
    async fn change(&self, ctx: &Ctx, id: PartnerId, new: NewPartner) -> Result<()>;
    /// Somebody who is known by the address, or by what the sign-in service calls them. `Invalid` for `subject` where
    /// nothing says who it is; `Conflict` for who has another role on the platform.
    async fn add_person(&self, ctx: &Ctx, id: PartnerId, new: NewPartnerPerson) -> Result<()>;
    async fn set_role(&self, ctx: &Ctx, id: PartnerId, person: PersonId, role: Role) -> Result<()>;
    /// Ends their sessions on tenants' hosts too.
    async fn remove_person(&self, ctx: &Ctx, id: PartnerId, person: PersonId) -> Result<()>;
}

/// Which partners this host's tenant lets in. All of it is `Action::ManagePartners`.
#[async_trait]
pub trait Grants: Send + Sync {
    async fn list(&self, ctx: &Ctx) -> Result<GrantsPage>;
    /// `Invalid` for a partner that there isn't; `Conflict` while another grant of its stands.
    async fn give(&self, ctx: &Ctx, new: NewGrant) -> Result<()>;
    /// `Conflict` for one that ended.
    async fn change_end(&self, ctx: &Ctx, id: GrantId, until: Option<chrono::DateTime<chrono::Utc>>) -> Result<()>;
    /// At once: the partner's people are out with their next request, and their sessions here are ended.
    async fn revoke(&self, ctx: &Ctx, id: GrantId) -> Result<()>;
}

/// A partner's own console.
#[async_trait]
pub trait PartnerConsole: Send + Sync {
    /// The tenants that let the caller's partner in now, by name; at most 500. `Action::OpenPartnerConsole`.
    async fn tenants(&self, ctx: &Ctx, text: &str) -> Result<Vec<PartnerTenant>>;
    /// As [`Tenants::create`]; the new tenant lets the caller's partner manage it for a year.
    /// `Action::CreatePartnerTenant`.
    async fn create(&self, ctx: &Ctx, new: NewTenant) -> Result<Tenant>;
    /// Where the caller goes on to the tenant's host, with a ticket that is good once and for a minute. `Missing` where
    /// nothing lets them in. `Action::OpenPartnerConsole`.
    async fn enter(&self, ctx: &Ctx, slug: &Slug) -> Result<String>;
    /// Who would come in by a ticket on this tenant's host; it isn't used by that. None for one that is good for
    /// nothing. For anybody: the ticket is the right.
    async fn entry(&self, ctx: &Ctx, ticket: &str) -> Result<Option<Entry>>;
}
