//! A partner's own console: the tenants that let it in, the way into one of them, and new ones.

use std::collections::BTreeMap;

use async_trait::async_trait;
use chrono::TimeDelta;
use dezky_domain::{
    AppError, Result,
    access::{Action, Role},
    ctx::{Acting, Ctx, Scope},
    id::TenantId,
    partner::{Entry, GrantScope, NewGrant, PartnerRef, PartnerTenant},
    port,
    provision::RunState,
    tenant::{NewTenant, Slug, Tenant},
};
use dezky_store::Summary;
use secrecy::ExposeSecret as _;

use super::{Shared, grants, provisioner::run_state, tenants::Tenants};
use crate::provision::{desire::open, seal};

#[derive(Debug)]
pub struct PartnerConsole {
    pub shared: Shared,
}

/// How long a ticket is good: as long as a redirect and a press of a button may take.
const GOOD: TimeDelta = TimeDelta::seconds(60);

/// How long a new tenant lets the partner in that made it.
const FIRST_GRANT: TimeDelta = TimeDelta::days(365);

/// Why it does, in the record that its owners read.
const FIRST_REASON: &str = "Made this workspace";

impl PartnerConsole {
    /// Whose the caller is. A partner's role on the platform without a partner opens nothing.
    async fn partner(&self, ctx: &Ctx, scope: &Scope) -> Result<(Acting, Option<PartnerRef>)> {
        let acting = ctx.acting().cloned().ok_or(AppError::SignedOut)?;
        let of = self.shared.store.partners().of(scope, acting.person).await?;
        Ok((acting, of.map(|(partner, _)| partner)))
    }
}

#[async_trait]
impl port::PartnerConsole for PartnerConsole {
    async fn tenants(&self, ctx: &Ctx, text: &str) -> Result<Vec<PartnerTenant>> {
        let scope = ctx.require(Action::OpenPartnerConsole)?;
        let (acting, Some(partner)) = self.partner(ctx, &scope).await? else { return Ok(Vec::new()) };
        let own = acting.platform.unwrap_or(Role::PartnerAgent);
        let store = &self.shared.store;
        let found = store.grants().console(&scope, partner.id, text, ctx.now()).await?;
        let ids: Vec<TenantId> = found.iter().map(|(id, _)| *id).collect();
        let summaries = store.resources().summaries_of(&scope, Some(&ids)).await?;
        let run = |one: &Summary| (one.tenant, run_state(one.paused, one.states.keys().copied()));
        let runs: BTreeMap<TenantId, RunState> = summaries.iter().map(run).collect();
        Ok(found
            .into_iter()
            .map(|(id, tenant)| PartnerTenant { run: runs.get(&id).copied(), scope: tenant.scope.of(own), ..tenant })
            .collect())
    }

    async fn create(&self, ctx: &Ctx, new: NewTenant) -> Result<Tenant> {
        let scope = ctx.require(Action::CreatePartnerTenant)?;
        let (_, partner) = self.partner(ctx, &scope).await?;
        let partner = partner.ok_or(AppError::Denied)?;
        // Mail for a domain, and that its addresses are verified, is not a partner's to say: DNS shows whose it is.
        let (work, tenant) = Tenants { shared: self.shared.clone() }.make(ctx, &scope, new, false).await?;
        let grant = NewGrant {
            partner: partner.name.clone(),
            scope: GrantScope::Manage,
            until: ctx.now() + FIRST_GRANT,
            reason: FIRST_REASON.to_owned(),
        };
        grants::give(&work, ctx, &scope, &tenant, partner, grant).await?;
        self.shared.save(work).await?;
        Ok(tenant)
    }

    async fn enter(&self, ctx: &Ctx, slug: &Slug) -> Result<String> {
        let scope = ctx.require(Action::OpenPartnerConsole)?;
        let acting = ctx.acting().ok_or(AppError::SignedOut)?;
        let store = &self.shared.store;
        let tenant = store.tenants().by_slug(&scope, slug).await?.ok_or(AppError::Missing)?;
        let lets_in = store.grants().lets_in(&scope, acting.person, tenant.id, ctx.now()).await?;
        if lets_in.is_none() || !open(tenant.state) {
            return Err(AppError::Missing);
        }
        let ticket = seal::random_secret();
        let work = store.begin().await?;
        let until = ctx.now() + GOOD;
        work.tickets().insert(ticket.expose_secret(), acting.person, acting.session, tenant.id, until).await?;
        work.save().await?;
        let host = self.shared.config.tenant_url(slug.as_str());
        Ok(dezky_app::backend::address(&format!("{host}/partner-entry"), &[("ticket", ticket.expose_secret())]))
    }

    async fn entry(&self, ctx: &Ctx, ticket: &str) -> Result<Option<Entry>> {
        let Some(tenant) = ctx.tenant() else { return Ok(None) };
        let scope = Scope::any_tenant("the ticket is the right, and says whose it is");
        let store = &self.shared.store;
        let Some(ticket) = store.tickets().look(tenant.id, ticket, ctx.now()).await? else { return Ok(None) };
        let lets_in = store.grants().lets_in(&scope, ticket.person, tenant.id, ctx.now()).await?;
        let person = store.people().by_id(&scope, ticket.person).await?;
        let entry = lets_in.zip(person).filter(|_| open(tenant.state));
        Ok(entry.map(|(let_in, person)| Entry { person: person.name, partner: let_in.partner.name }))
    }
}
