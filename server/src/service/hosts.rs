//! A customer's own hosts. One is routed only when a TXT record proves that it is theirs.

use std::time::Duration;

use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Change, NewEvent, Outcome},
    ctx::Ctx,
    error::Why,
    tenant::{Slug, Tenant, parse_domain},
};
use dezky_store::{HostRow, StoreError};

use super::audit;
use crate::{
    provision::{desire, seal},
    state::State,
};

/// `Action::ManageTenant`, for all of it.
#[derive(Debug, Clone, Copy)]
pub struct Hosts<'a>(pub &'a State);

/// The record that proves a host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// `_dezky.<host>`
    pub name: String,
    /// `dezky-verify=<token>`
    pub text: String,
}

impl Proof {
    #[must_use]
    pub fn of(row: &HostRow) -> Self {
        Self { name: format!("_dezky.{}", row.host), text: format!("dezky-verify={}", row.token) }
    }
}

/// Dezky's own record of a host.
#[must_use]
pub fn event(ctx: &Ctx, action: &str, tenant: &Tenant, before: Option<String>, after: Option<String>) -> NewEvent {
    let event = audit::event(ctx, action, Outcome::Done, audit::tenant_target(tenant));
    let mut event = audit::of_tenant(event, tenant);
    event.words.extend(after.iter().chain(&before).take(1).map(|host| ("object".to_owned(), host.clone())));
    event.changes.push(Change { field: "host".to_owned(), before, after });
    event
}

/// Longer, and DNS is said not to answer.
const PATIENCE: Duration = Duration::from_secs(5);

impl Hosts<'_> {
    /// # Errors
    /// `Missing` for a tenant that isn't there; so for all here.
    pub async fn list(self, ctx: &Ctx, slug: &Slug) -> Result<Vec<HostRow>> {
        let scope = ctx.require(Action::ManageTenant)?;
        let tenant = self.tenant(ctx, slug).await?;
        Ok(self.0.store.hosts().of(&scope, tenant.id).await?)
    }

    /// Notes a host, and says which record proves it.
    ///
    /// # Errors
    /// `Invalid` for what is no host name, `Conflict` where somebody noted it already.
    pub async fn add(self, ctx: &Ctx, slug: &Slug, host: &str) -> Result<Proof> {
        let scope = ctx.require(Action::ManageTenant)?;
        let (tenant, host) = (self.tenant(ctx, slug).await?, parse_domain(host.trim())?);
        let token = seal::proof_token();
        let work = self.0.store.begin().await?;
        work.hosts().add(&scope, tenant.id, &host, &token, ctx.now()).await.map_err(|error| match error {
            StoreError::Taken(_) => AppError::Conflict { field: "host", why: Why("taken-host") },
            other => other.into(),
        })?;
        self.save(ctx, work, &tenant, "hostname.add", None, Some(host.clone())).await?;
        // Whoever adds it again is told the record that it was noted with.
        let noted = self.noted(ctx, slug, &host).await?;
        Ok(Proof::of(&noted))
    }

    /// Looks for the record; once it is there the host is routed.
    ///
    /// # Errors
    /// `Conflict` while the record isn't there, or DNS doesn't answer.
    pub async fn verify(self, ctx: &Ctx, slug: &Slug, host: &str) -> Result<()> {
        let scope = ctx.require(Action::ManageTenant)?;
        let (tenant, host) = (self.tenant(ctx, slug).await?, parse_domain(host.trim())?);
        let noted = self.noted(ctx, slug, &host).await?;
        let proof = Proof::of(&noted);
        let silent = || AppError::Conflict { field: "host", why: Why("dns-silent") };
        let asked = tokio::time::timeout(PATIENCE, self.0.dns.texts(&proof.name)).await.map_err(|_| silent())?;
        let texts = asked.map_err(|_| silent())?;
        if !texts.contains(&proof.text) {
            return Err(AppError::Conflict { field: "host", why: Why("host-not-proven") });
        }
        let work = self.0.store.begin().await?;
        // Somebody may have taken it back meanwhile.
        if !work.hosts().verify(&scope, tenant.id, &host, ctx.now()).await? {
            return Err(AppError::Missing);
        }
        self.save(ctx, work, &tenant, "hostname.verify", Some(host.clone()), Some(host)).await
    }

    /// # Errors
    /// `Missing` for a host that isn't the tenant's.
    pub async fn remove(self, ctx: &Ctx, slug: &Slug, host: &str) -> Result<()> {
        let scope = ctx.require(Action::ManageTenant)?;
        let (tenant, host) = (self.tenant(ctx, slug).await?, parse_domain(host.trim())?);
        let work = self.0.store.begin().await?;
        if !work.hosts().remove(&scope, tenant.id, &host).await? {
            return Err(AppError::Missing);
        }
        self.save(ctx, work, &tenant, "hostname.remove", Some(host), None).await
    }

    async fn tenant(self, ctx: &Ctx, slug: &Slug) -> Result<Tenant> {
        let scope = ctx.require(Action::ManageTenant)?;
        self.0.store.tenants().by_slug(&scope, slug).await?.ok_or(AppError::Missing)
    }

    async fn noted(self, ctx: &Ctx, slug: &Slug, host: &str) -> Result<HostRow> {
        self.list(ctx, slug).await?.into_iter().find(|row| row.host == host).ok_or(AppError::Missing)
    }

    async fn save(
        self,
        ctx: &Ctx,
        work: dezky_store::Work,
        tenant: &Tenant,
        action: &str,
        before: Option<String>,
        after: Option<String>,
    ) -> Result<()> {
        let event = event(ctx, action, tenant, before, after);
        work.audit().record(&[event]).await?;
        desire::tenant(&work, &self.0.config, ctx, tenant.id).await?;
        work.save().await?;
        self.0.stored.send_modify(|count| *count += 1);
        self.0.wanted.notify_one();
        Ok(())
    }
}
