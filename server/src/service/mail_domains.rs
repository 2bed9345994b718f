//! A tenant's mail domains, as its administrators see them and what they may do about them. What DNS has is looked at by
//! `worker/mail_domains`; nothing here waits for it.

use async_trait::async_trait;
use chrono::TimeDelta;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Change, NewEvent, Outcome, Target},
    ctx::{Ctx, Scope},
    error::Why,
    mail_domain::{DomainRecord, Leaving, MailDomain, RecordState, parse_mail_domain, proof, zone_file},
    port,
    tenant::Tenant,
};
use dezky_store::{DomainRow, StoreError};

use super::{Shared, audit};
use crate::provision::{desire, seal};

#[derive(Debug)]
pub struct Domains {
    pub shared: Shared,
}

/// A tenant's, proven or not: each is looked at again and again.
const MOST: u64 = 50;
/// Addresses that are named before a domain goes.
const NAMED: u64 = 100;
/// Between two looks that somebody asks for.
const PAUSE: TimeDelta = TimeDelta::seconds(30);

/// Dezky's own record of a domain.
#[must_use]
pub fn event(ctx: &Ctx, action: &str, tenant: &Tenant, domain: &str) -> NewEvent {
    let target = Target { kind: "domain".to_owned(), id: Some(domain.to_owned()), name: Some(domain.to_owned()) };
    audit::of_tenant(audit::event(ctx, action, Outcome::Done, target), tenant)
}

/// As a page shows it: what wasn't looked at yet has a proof at least.
fn shown(row: DomainRow) -> MailDomain {
    let DomainRow { mut domain, token, .. } = row;
    if domain.proven.is_none() && domain.records.is_empty() {
        let (wanted, state) = (proof(&token), RecordState::Unknown);
        domain.records.push(DomainRecord { wanted, seen: Vec::new(), state, why: None });
    }
    domain
}

impl Domains {
    async fn one(&self, ctx: &Ctx, scope: &Scope, name: &str) -> Result<DomainRow> {
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let found = self.shared.store.mail_domains().one(scope, tenant.id, name).await?;
        found.ok_or(AppError::Missing)
    }
}

#[async_trait]
impl port::Domains for Domains {
    async fn list(&self, ctx: &Ctx) -> Result<Vec<MailDomain>> {
        let scope = ctx.require(Action::ReadDomains)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let rows = self.shared.store.mail_domains().of(&scope, tenant.id).await?;
        Ok(rows.into_iter().map(shown).collect())
    }

    async fn zone(&self, ctx: &Ctx, name: &str) -> Result<String> {
        let scope = ctx.require(Action::ReadDomains)?;
        let domain = shown(self.one(ctx, &scope, name).await?);
        let records: Vec<_> = domain.records.iter().map(|record| &record.wanted).collect();
        Ok(zone_file(&domain.name, &records))
    }

    async fn add(&self, ctx: &Ctx, name: &str) -> Result<MailDomain> {
        let scope = ctx.require(Action::ManageDomains)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let name = parse_mail_domain(name)?;
        let taken = || AppError::Conflict { field: "domain", why: Why("taken-domain") };
        if name == self.shared.config.platform.domain.to_ascii_lowercase() {
            return Err(taken());
        }
        let token = seal::proof_token();
        let work = self.shared.store.begin().await?;
        let domains = work.mail_domains();
        if domains.one(&scope, tenant.id, &name).await?.is_some() {
            return Err(AppError::Conflict { field: "domain", why: Why("domain-here") });
        }
        if domains.count(tenant.id).await? >= MOST {
            return Err(AppError::Conflict { field: "domain", why: Why("too-many-domains") });
        }
        domains.add(&scope, tenant.id, &name, &token, ctx.now()).await.map_err(|error| match error {
            StoreError::Taken(_) => taken(),
            other => other.into(),
        })?;
        let mut event = event(ctx, "domain.add", tenant, &name);
        event.changes.push(Change { field: "domain".to_owned(), before: None, after: Some(name.clone()) });
        work.audit().record(&[event]).await?;
        self.shared.save(work).await?;
        self.shared.look_at_dns.notify_one();
        Ok(shown(self.one(ctx, &scope, &name).await?))
    }

    async fn check(&self, ctx: &Ctx, name: &str) -> Result<()> {
        let scope = ctx.require(Action::ManageDomains)?;
        let row = self.one(ctx, &scope, name).await?;
        let work = self.shared.store.begin().await?;
        if !work.mail_domains().ask(&scope, row.tenant, &row.domain.name, ctx.now(), PAUSE).await? {
            return Err(AppError::Conflict { field: "", why: Why("domain-looked-at") });
        }
        work.save().await?;
        self.shared.look_at_dns.notify_one();
        Ok(())
    }

    async fn leaving(&self, ctx: &Ctx, name: &str) -> Result<Leaving> {
        let scope = ctx.require(Action::ManageDomains)?;
        let row = self.one(ctx, &scope, name).await?;
        let domains = self.shared.store.mail_domains();
        let mut addresses = domains.addresses(&scope, row.tenant, &row.domain.name, NAMED + 1).await?;
        let more = addresses.len() as u64 > NAMED;
        addresses.truncate(usize::try_from(NAMED).unwrap_or(usize::MAX));
        Ok(Leaving { domain: shown(row), addresses, more })
    }

    async fn remove(&self, ctx: &Ctx, name: &str) -> Result<()> {
        let scope = ctx.require(Action::ManageDomains)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let domains = work.mail_domains();
        let row = domains.one(&scope, tenant.id, name).await?.ok_or(AppError::Missing)?;
        let name = &row.domain.name;
        if row.domain.first {
            return Err(AppError::Conflict { field: "", why: Why("domain-is-first") });
        }
        // One that was never proven has no mailboxes, whatever addresses end with it.
        let used = row.domain.proven.is_some();
        if used && !domains.addresses(&scope, tenant.id, name, 1).await?.is_empty() {
            return Err(AppError::Conflict { field: "", why: Why("domain-in-use") });
        }
        if !domains.remove(&scope, tenant.id, name, ctx.now()).await? {
            return Err(AppError::Missing);
        }
        let mut event = event(ctx, "domain.remove", tenant, name);
        event.changes.push(Change { field: "domain".to_owned(), before: Some(name.clone()), after: None });
        work.audit().record(&[event]).await?;
        desire::tenant(&work, &self.shared.config, ctx, tenant.id).await?;
        self.shared.save(work).await
    }
}
