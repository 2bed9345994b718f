//! Dezky's own record of what it did: who, on whose request, to what. It is written in the transaction of the act.

use std::collections::BTreeMap;

use dezky_domain::{
    Result,
    audit::{Actor as By, ActorKind, Attribution, Change, Class, NewEvent, Outcome, Source, Target},
    ctx::{Actor, Ctx},
    id::EventId,
    member::Person,
    tenant::Tenant,
};

use crate::state::State;

/// An event of the platform's own, in the tenant of the host that was asked.
#[must_use]
pub fn event(ctx: &Ctx, action: &str, outcome: Outcome, target: Target) -> NewEvent {
    let id = EventId::new(ctx.clock.as_ref());
    let now = ctx.now();
    let class =
        if action.starts_with("session.") || action.starts_with("access.") { Class::Security } else { Class::Mutation };
    NewEvent {
        id,
        source: Source::Platform,
        position: id.to_string(),
        tenant: ctx.tenant().map(|tenant| tenant.id),
        attribution: if ctx.tenant().is_some() { Attribution::Own } else { Attribution::None },
        occurred: now,
        occurred_known: true,
        observed: now,
        actor: by(&ctx.actor),
        on_behalf: on_behalf(ctx),
        action: action.to_owned(),
        class,
        target,
        outcome,
        ip: ctx.origin.address.clone(),
        user_agent: ctx.origin.user_agent.clone(),
        request: Some(ctx.request.to_string()),
        story: Some(ctx.request.to_string()),
        telling: 0,
        words: BTreeMap::new(),
        changes: Vec::new(),
        raw: None,
        raw_sha256: None,
        format: None,
    }
}

/// The event as one of this tenant's, which an operator acted on from the platform's host.
#[must_use]
pub fn of_tenant(mut event: NewEvent, tenant: &Tenant) -> NewEvent {
    event.tenant = Some(tenant.id);
    event.attribution = Attribution::Own;
    event
}

fn by(actor: &Actor) -> By {
    match actor {
        Actor::Nobody => By { kind: ActorKind::Unknown, id: None, name: None },
        Actor::Person(acting) => {
            let kind = if acting.partner.is_some() { ActorKind::Partner } else { ActorKind::Person };
            By { kind, id: Some(acting.person.to_string()), name: Some(acting.shown()) }
        }
        Actor::Service(name) => By { kind: ActorKind::Service, id: None, name: Some((*name).to_owned()) },
    }
}

/// Whoever acts in a tenant for a partner acts on the tenant's behalf.
fn on_behalf(ctx: &Ctx) -> Option<String> {
    let partner = ctx.acting().is_some_and(|acting| acting.partner.is_some());
    ctx.tenant().filter(|_| partner).map(|tenant| tenant.name.clone())
}

/// A field that was changed, where it was.
#[must_use]
pub fn change(field: &str, before: Option<String>, after: Option<String>) -> Option<Change> {
    (before != after).then(|| Change { field: field.to_owned(), before, after })
}

#[must_use]
pub fn person_target(person: &Person) -> Target {
    Target { kind: "person".to_owned(), id: Some(person.id.to_string()), name: Some(person.name.clone()) }
}

#[must_use]
pub fn tenant_target(tenant: &Tenant) -> Target {
    Target { kind: "tenant".to_owned(), id: Some(tenant.id.to_string()), name: Some(tenant.name.clone()) }
}

/// For what has no change of its own beside it, such as a refusal.
///
/// # Errors
/// `Fault` from the store.
pub async fn record(state: &State, event: NewEvent) -> Result<()> {
    let work = state.store.begin().await?;
    work.audit().record(&[event]).await?;
    work.save().await?;
    state.stored.send_modify(|count| *count += 1);
    Ok(())
}
