//! A partner's way into a tenant: a ticket from their console, once, and a press on this very host. The page that asks
//! is a `GET` and changes nothing; whoever sends somebody a link with a ticket of their own only gets the question shown,
//! with their own name in it.

use axum::{
    Extension, Form,
    extract::State as Shared,
    http::HeaderMap,
    response::{IntoResponse as _, Redirect, Response},
};
use chrono::TimeDelta;
use dezky_domain::{
    AppError, Result,
    audit::{Class, Outcome},
    ctx::{Acting, Actor, Ctx, Scope},
    id::{GrantId, SessionId},
    tenant::Tenant,
};
use dezky_store::Ticket;
use serde::Deserialize;
use tower_sessions::Session;

use super::identify::{self, Provider, Refusal};
use crate::{
    http::{chosen, guest},
    provision::desire::open,
    service::audit,
    state::State,
};

#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    ticket: String,
}

/// `POST /partner-entry`: takes the ticket, whatever comes of it, and signs its person in on this host.
pub async fn enter(
    Shared(state): Shared<State>,
    Extension(ctx): Extension<Ctx>,
    session: Session,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Response {
    let Some(tenant) = ctx.tenant().cloned() else { return crate::http::context::status(&AppError::Missing) };
    match redeem(&state, &ctx, &tenant, &asked.ticket).await {
        Ok(Some((acting, grant, ticket))) => {
            let left = acting.until.map_or(TimeDelta::zero(), |until| until - ctx.now());
            let provider = Provider { issuer: ticket.issuer, subject: ticket.subject, sid: ticket.sid };
            match identify::begin(&ctx, &session, acting.person, Some(tenant.id), provider).await {
                Ok(()) => {
                    let cookies = chosen::cookies(&state, &headers, acting.person).await;
                    (cookies, guest::welcome(&state, grant, left), Redirect::to("/admin")).into_response()
                }
                Err(error) => {
                    tracing::error!(%error, request = %ctx.request, "the session could not be stored");
                    crate::http::context::status(&AppError::Fault)
                }
            }
        }
        Ok(None) => {
            identify::record_refusal(&state, &ctx, Refusal::Stale).await;
            // The page without a ticket says that it is good for nothing any more.
            Redirect::to("/partner-entry").into_response()
        }
        Err(error) => crate::http::context::status(&error),
    }
}

/// Who comes in, recorded. None for a ticket that is good for nothing: unknown, used, too late, of a session that was
/// ended, for another tenant, or no grant stands any more. Nor does anybody else's session here give way to it: who is
/// signed in as another person signs out first.
async fn redeem(state: &State, ctx: &Ctx, tenant: &Tenant, ticket: &str) -> Result<Option<(Acting, GrantId, Ticket)>> {
    let scope = Scope::any_tenant("the ticket says who it is, and the grant what they may");
    let work = state.store.begin().await?;
    let Some(ticket) = work.tickets().take(tenant.id, ticket, ctx.now()).await? else { return Ok(None) };
    let person = state.store.people().by_id(&scope, ticket.person).await?;
    let lets_in = state.store.grants().lets_in(&scope, ticket.person, tenant.id, ctx.now()).await?;
    let other = ctx.acting().is_some_and(|acting| acting.person != ticket.person);
    let come = person.zip(lets_in).filter(|_| open(tenant.state) && !other);
    let Some((person, let_in)) = come else {
        work.save().await?;
        return Ok(None);
    };
    let acting = Acting {
        person: person.id,
        session: SessionId::from_uuid(person.id.uuid()),
        name: person.name.clone(),
        email: person.email.clone(),
        role: Some(let_in.role),
        platform: person.platform,
        partner: Some(let_in.partner),
        until: Some(let_in.until),
    };
    // Recorded as the person, who isn't the request's actor yet.
    let as_person = Ctx { actor: Actor::Person(acting.clone()), ..ctx.clone() };
    let mut event = audit::event(&as_person, "partner.enter", Outcome::Done, audit::tenant_target(tenant));
    event.class = Class::Security;
    event.words.insert("scope".to_owned(), let_in.scope.word().to_owned());
    work.audit().record(&[event]).await?;
    work.save().await?;
    state.stored.send_modify(|count| *count += 1);
    Ok(Some((acting, let_in.grant, ticket)))
}
