//! Writes down what a tenant shall be, in the transaction of the act that wants it, and asks for it to be made.

use dezky_domain::{
    Result,
    audit::{Actor, NewEvent},
    ctx::{Ctx, Scope},
    id::{JobId, PersonId, TenantId},
    provision::Spec,
    tenant::TenantState,
};
use dezky_store::Work;
use serde_json::json;

use super::{order, wants};
use crate::config::Config;

/// The kind of job that brings a tenant to what is wanted. Its key is the tenant's id, or `PLATFORM`.
pub const RECONCILE: &str = "reconcile";

/// The key of the platform's own job.
pub const PLATFORM: &str = "platform";

/// Who asked, as a resource remembers it.
#[must_use]
pub fn by(ctx: &Ctx) -> (Option<String>, String) {
    (ctx.acting().map(dezky_domain::ctx::Acting::shown), ctx.request.to_string())
}

/// Derives the tenant's wants anew and asks for the work. Does nothing for a tenant that isn't provisioned.
///
/// # Errors
/// `Fault` from the store.
pub async fn tenant(work: &Work, config: &Config, ctx: &Ctx, tenant: TenantId) -> Result<()> {
    let scope = Scope::any_tenant("the wants of a tenant follow from all of its rows");
    let Some(plan) = work.plans().of(tenant).await? else { return Ok(()) };
    let Some(row) = work.tenants().by_id(&scope, tenant).await? else { return Ok(()) };
    let members = work.people().members_for_plan(tenant).await?;
    let hosts = work.hosts().verified(tenant).await?;
    let teams = work.groups().for_plan(tenant).await?;
    let (domains, removed_domains) = work.mail_domains().wanted(tenant).await?;
    let inputs = wants::Inputs {
        tenant: &row,
        url: &config.tenant_url(row.slug.as_str()),
        services: plan.services,
        offers_chat: config.zulip.realms,
        members: &members,
        hosts: &hosts,
        teams: &teams,
        domains: &domains,
        removed_domains: &removed_domains,
        deleting: plan.deleting,
    };
    let (name, request) = by(ctx);
    work.resources()
        .desire(Some(tenant), &wants::wants(&inputs), name.as_deref(), Some(&request), ctx.clock.as_ref())
        .await?;
    wake(work, ctx, Some(tenant)).await
}

/// What a change of somebody means in every tenant that knows them: access that nobody gives any more is cut, access
/// that somebody still gives stays.
///
/// # Errors
/// As `tenant`.
pub async fn person(work: &Work, config: &Config, ctx: &Ctx, person: PersonId) -> Result<()> {
    for id in work.people().tenants_of(person).await? {
        tenant(work, config, ctx, id).await?;
    }
    Ok(())
}

/// What a change of a whole tenant means: for it, and for every other tenant that shares people with it.
///
/// # Errors
/// As `tenant`.
pub async fn around(work: &Work, config: &Config, ctx: &Ctx, id: TenantId) -> Result<()> {
    tenant(work, config, ctx, id).await?;
    for other in work.people().tenants_sharing_with(id).await? {
        tenant(work, config, ctx, other).await?;
    }
    Ok(())
}

/// What the platform itself needs.
///
/// # Errors
/// As `tenant`.
pub async fn platform(work: &Work, config: &Config, ctx: &Ctx) -> Result<()> {
    let (name, request) = by(ctx);
    let wanted = wants::platform(config.zulip.realms);
    let changed = work.resources().desire(None, &wanted, name.as_deref(), Some(&request), ctx.clock.as_ref()).await?;
    if changed > 0 { wake(work, ctx, None).await } else { Ok(()) }
}

/// Asks for something that is done once.
///
/// # Errors
/// As `tenant`.
pub async fn act(work: &Work, ctx: &Ctx, tenant: TenantId, spec: Spec) -> Result<()> {
    let (name, request) = by(ctx);
    let desired = order::desired(spec, dezky_domain::provision::Standing::Present);
    work.resources().ask(Some(tenant), &desired, name.as_deref(), Some(&request), ctx.clock.as_ref()).await?;
    wake(work, ctx, Some(tenant)).await
}

/// The job, now.
///
/// # Errors
/// As `tenant`.
pub async fn wake(work: &Work, ctx: &Ctx, tenant: Option<TenantId>) -> Result<()> {
    let key = tenant.map_or_else(|| PLATFORM.to_owned(), |tenant| tenant.to_string());
    work.jobs().enqueue(JobId::new(ctx.clock.as_ref()), RECONCILE, &key, &json!({}), ctx.now()).await?;
    Ok(())
}

/// Whether people of a tenant in this state may come in.
#[must_use]
pub const fn open(state: TenantState) -> bool {
    matches!(state, TenantState::Active)
}

/// An event of the provisioner's, on behalf of who asked.
#[must_use]
pub fn on_behalf(mut event: NewEvent, asked_by: Option<&str>, request: Option<&str>) -> NewEvent {
    event.actor =
        Actor { kind: dezky_domain::audit::ActorKind::Service, id: None, name: Some("provisioner".to_owned()) };
    event.request = request.map(str::to_owned).or(event.request);
    event.story = None;
    event.on_behalf = asked_by.map(str::to_owned);
    event
}
