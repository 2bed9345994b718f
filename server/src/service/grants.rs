//! Which partners a tenant lets in, with what, and until when. What a partner can never do no grant can say.

use async_trait::async_trait;
use chrono::{DateTime, SecondsFormat, Utc};
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Class, NewEvent, Outcome},
    ctx::{Acting, Ctx, Scope},
    error::Why,
    id::GrantId,
    partner::{Grant, Grants as Page, NewGrant, PartnerRef, grant_end},
    port,
    tenant::Tenant,
};
use dezky_store::{StoreError, Work};

use super::{Shared, audit, partners::target};

#[derive(Debug)]
pub struct Grants {
    pub shared: Shared,
}

/// Grants on a page, standing or not.
const ROWS: u64 = 200;

/// A tenant's word about a partner, as one of the tenant's own events.
fn event(ctx: &Ctx, action: &str, tenant: &Tenant, grant: &Grant) -> NewEvent {
    let mut event = audit::event(ctx, action, Outcome::Done, target(&grant.partner));
    event.class = Class::Security;
    event.words.insert("scope".to_owned(), grant.scope.word().to_owned());
    event.words.insert("reason_given".to_owned(), grant.reason.clone());
    audit::of_tenant(event, tenant)
}

fn at(moment: DateTime<Utc>) -> String {
    moment.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// Lets a partner in, in `work`, which the caller saves.
///
/// # Errors
/// `Conflict` while another grant of its stands.
pub(super) async fn give(
    work: &Work,
    ctx: &Ctx,
    scope: &Scope,
    tenant: &Tenant,
    partner: PartnerRef,
    new: NewGrant,
) -> Result<()> {
    let grant = Grant {
        id: GrantId::new(ctx.clock.as_ref()),
        partner,
        scope: new.scope,
        until: new.until,
        reason: new.reason,
        by: ctx.acting().map(Acting::shown).unwrap_or_default(),
        created: ctx.now(),
        revoked: None,
    };
    work.grants().insert(scope, tenant.id, &grant).await.map_err(|error| match error {
        StoreError::Taken(_) => AppError::Conflict { field: "partner", why: Why("partner-let-in-already") },
        other => other.into(),
    })?;
    let mut event = event(ctx, "partner_grant.give", tenant, &grant);
    event.changes.extend(audit::change("scope", None, Some(grant.scope.word().to_owned())));
    event.changes.extend(audit::change("until", None, Some(at(grant.until))));
    work.audit().record(&[event]).await?;
    Ok(())
}

impl Grants {
    /// One that stands, in a work: whoever wants to change one that ended is told.
    async fn begin(&self, ctx: &Ctx, id: GrantId) -> Result<(Work, Scope, std::sync::Arc<Tenant>, Grant)> {
        let scope = ctx.require(Action::ManagePartners)?;
        let tenant = ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let work = self.shared.store.begin().await?;
        let grant = work.grants().one(&scope, tenant.id, id).await?.ok_or(AppError::Missing)?;
        if !grant.stands(ctx.now()) {
            return Err(AppError::Conflict { field: "", why: Why("grant-ended-already") });
        }
        Ok((work, scope, tenant, grant))
    }
}

#[async_trait]
impl port::Grants for Grants {
    async fn list(&self, ctx: &Ctx) -> Result<Page> {
        let scope = ctx.require(Action::ManagePartners)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let all = self.shared.store.grants().of_tenant(&scope, tenant.id, ROWS).await?;
        let (standing, ended) = all.into_iter().partition(|grant| grant.stands(ctx.now()));
        Ok(Page { standing, ended })
    }

    async fn give(&self, ctx: &Ctx, new: NewGrant) -> Result<()> {
        let scope = ctx.require(Action::ManagePartners)?;
        let tenant = ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let all = Scope::any_tenant("whoever knows a partner's whole name may let it in");
        let partner = self.shared.store.partners().by_name(&all, &new.partner).await?;
        let partner = partner.ok_or_else(|| Why("wrong-partner").at("partner"))?;
        let work = self.shared.store.begin().await?;
        give(&work, ctx, &scope, &tenant, partner, new).await?;
        self.shared.save(work).await
    }

    async fn change_end(&self, ctx: &Ctx, id: GrantId, until: Option<DateTime<Utc>>) -> Result<()> {
        let (work, scope, tenant, grant) = self.begin(ctx, id).await?;
        let until = grant_end(until, ctx.now())?;
        work.grants().set_until(&scope, tenant.id, id, until).await?;
        let mut event = event(ctx, "partner_grant.change", &tenant, &grant);
        event.changes.extend(audit::change("until", Some(at(grant.until)), Some(at(until))));
        if event.changes.is_empty() {
            return Ok(());
        }
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }

    async fn revoke(&self, ctx: &Ctx, id: GrantId) -> Result<()> {
        let (work, scope, tenant, grant) = self.begin(ctx, id).await?;
        work.grants().revoke(&scope, tenant.id, id, ctx.now()).await?;
        work.sessions().end_of_partner(grant.partner.id, tenant.id).await?;
        let mut event = event(ctx, "partner_grant.revoke", &tenant, &grant);
        event.changes.extend(audit::change("until", Some(at(grant.until)), Some(at(ctx.now()))));
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }
}
