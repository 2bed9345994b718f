//! Somebody new in a tenant.

use dezky_domain::{
    AppError, Result,
    ctx::{Ctx, Scope},
    error::Why,
    id::{JobId, PersonId},
    member::{MemberState, NewMember, Person},
    provision::Spec,
    tenant::Tenant,
};
use dezky_store::{Store, Work};

use super::acts::{change, of};
use crate::{config::Config, provision::desire, service::Shared};

/// In `work`, which the caller saves. Who is known by the address already is that person.
///
/// # Errors
/// As `admit`.
pub async fn add(work: &Work, shared: &Shared, ctx: &Ctx, tenant: &Tenant, new: NewMember) -> Result<Person> {
    let person = admit(work, shared, ctx, tenant, new).await?;
    desire::person(work, &shared.config, ctx, person.id).await?;
    Ok(person)
}

/// The same, without what follows in the engines: among others that is derived once for all of them.
///
/// # Errors
/// `Conflict` when they are a member already, and where the address or the key to the account isn't this tenant's to give.
pub async fn admit(
    work: &Work,
    Shared { store, config, .. }: &Shared,
    ctx: &Ctx,
    tenant: &Tenant,
    new: NewMember,
) -> Result<Person> {
    let scope = Scope::any_tenant("an address is one person, whatever their workspaces");
    let id = PersonId::new(ctx.clock.as_ref());
    let (person, is_new) = work.people().find_or_create_by_email(&scope, id, &new.email, &new.name, ctx.now()).await?;
    // On a tenant's word nobody is made in a domain of somebody else's: they could be there before who it belongs to.
    if is_new && ctx.acting().is_some() && is_foreign(store, config, tenant, new.email.domain()).await? {
        return Err(AppError::Conflict { field: "email", why: Why("foreign-domain") });
    }
    // Who is known elsewhere has a key already, and it isn't this tenant's to send.
    let unused = is_new || work.people().is_unused(&scope, tenant.id, person.id).await?;
    if !unused && new.invite_to.as_ref().is_some_and(|to| *to != new.email) {
        return Err(AppError::Conflict { field: "invite_to", why: Why("known-person") });
    }
    if work.people().role_in(&scope, tenant.id, person.id).await?.is_some() {
        return Err(AppError::Conflict { field: "email", why: Why("taken-member") });
    }
    let state = if new.invited { MemberState::Invited } else { MemberState::Active };
    work.people().grant(&scope, tenant.id, person.id, new.role, state, ctx.now()).await?;
    work.access_requests().forget(&scope, tenant.id, person.id).await?;
    let to = new.invited_at().as_str();
    work.people().set_invited(&scope, tenant.id, person.id, to, new.language).await?;
    let mut event = of(ctx, "member.add", tenant, &person);
    event.words.insert("role".to_owned(), new.role.word().to_owned());
    event.changes.push(change("role", None, Some(new.role.word())));
    work.audit().record(&[event]).await?;
    if new.invited && work.plans().of(tenant.id).await?.is_some() {
        let invitation = Spec::Invitation {
            person: person.id,
            email: new.email.as_str().to_owned(),
            name: person.name.clone(),
            to: to.to_owned(),
            language: new.language,
            letter: JobId::new(ctx.clock.as_ref()).to_string(),
            recovery: false,
        };
        desire::act(work, ctx, tenant.id, invitation).await?;
    }
    Ok(person)
}

/// Whether a domain is another tenant's, or the platform's own.
async fn is_foreign(store: &Store, config: &Config, tenant: &Tenant, domain: &str) -> Result<bool> {
    let scope = Scope::any_tenant("a domain is one tenant's");
    let owner = store.tenants().by_domain(&scope, domain).await?;
    Ok(owner.is_some_and(|owner| owner.id != tenant.id) || config.platform.domain.eq_ignore_ascii_case(domain))
}
