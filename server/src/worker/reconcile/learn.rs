//! What a step's end means elsewhere in Dezky: whose an engine's object is, so that its audit records find their tenant,
//! and how the provider will name a person who signs in.

use dezky_connect::{authentik, ocis};
use dezky_domain::{
    audit::Source,
    ctx::Scope,
    id::{JobId, PersonId, TenantId},
    member::Identity,
    provision::{Spec, Standing},
    tenant::ObjectKind,
};
use dezky_store::{Resource, StoreError, Work};
use serde_json::json;

use super::{Stop, Turn, commit::Brought};
use crate::worker::queue;

pub(super) async fn from(turn: &Turn<'_>, work: &Work, step: &Resource, brought: &Brought) -> Result<(), Stop> {
    let (Some(tenant), Some(found)) = (turn.tenant, &brought.found) else { return Ok(()) };
    let external = found.external.as_str();
    if step.standing != Standing::Present {
        return Ok(());
    }
    match &step.spec {
        Spec::Space { name, .. } => {
            let uuid = ocis::space_uuid(external).unwrap_or(external);
            belongs(turn, work, tenant, (Source::Ocis, ObjectKind::Space), uuid, name).await
        }
        Spec::Account { name, .. } => {
            belongs(turn, work, tenant, (Source::Ocis, ObjectKind::User), external, name).await
        }
        Spec::Person { person, name, .. } => {
            belongs(turn, work, tenant, (Source::Authentik, ObjectKind::User), external, name).await?;
            match authentik::uuid(found) {
                Some(uuid) => known_as(work, tenant, *person, uuid).await,
                None => Ok(()),
            }
        }
        Spec::Group { name, .. } => {
            belongs(turn, work, tenant, (Source::Authentik, ObjectKind::Group), &bare(external), name).await
        }
        Spec::Application { name, .. } => {
            if let Some(provider) = authentik::provider(found) {
                let kind = (Source::Authentik, ObjectKind::Provider);
                belongs(turn, work, tenant, kind, &provider.to_string(), name).await?;
            }
            belongs(turn, work, tenant, (Source::Authentik, ObjectKind::Application), &bare(external), name).await
        }
        Spec::Brand { domain, title: Some(_) } => {
            belongs(turn, work, tenant, (Source::Authentik, ObjectKind::Brand), &bare(external), domain).await
        }
        Spec::Domain { name, .. } => {
            belongs(turn, work, tenant, (Source::Stalwart, ObjectKind::Domain), external, name).await
        }
        Spec::Mailbox { name, .. } => {
            belongs(turn, work, tenant, (Source::Stalwart, ObjectKind::User), external, name).await
        }
        Spec::MailingList { local, .. } => {
            belongs(turn, work, tenant, (Source::Stalwart, ObjectKind::Group), external, local).await
        }
        _ => Ok(()),
    }
}

/// Authentik's events name a UUID without dashes (facts/authentik.md §2.1).
fn bare(uuid: &str) -> String {
    uuid.replace('-', "")
}

/// Records about this object are the tenant's, those that came before as well.
async fn belongs(
    turn: &Turn<'_>,
    work: &Work,
    tenant: TenantId,
    (source, kind): (Source, ObjectKind),
    id: &str,
    name: &str,
) -> Result<(), Stop> {
    let scope = Scope::any_tenant("a worker made the object for this tenant");
    let now = turn.state.clock.now();
    match work.objects().tell(&scope, tenant, source, kind, id, Some(name), now).await {
        Ok(()) => {}
        // Somebody who works in two workspaces has one account; it stays the first one's.
        Err(StoreError::Taken(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    }
    // What was told of it before it was known: of an object that was there already, by others.
    let payload = json!({ "source": source, "kind": kind.word(), "id": id, "tenant": tenant });
    let key = format!("{}:{}:{id}", source.word(), kind.word());
    let job = JobId::new(turn.state.clock.as_ref());
    Ok(work.jobs().enqueue(job, queue::REATTRIBUTE, &key, &payload, now).await?)
}

/// Authentik's subject is the user's uuid (`sub_mode: user_uuid`), at the issuer of the tenant's own application.
async fn known_as(work: &Work, tenant: TenantId, person: PersonId, uuid: &str) -> Result<(), Stop> {
    let scope = Scope::any_tenant("a worker made the person's account");
    let Some(client) = work.oidc_clients().of(tenant).await? else { return Ok(()) };
    let identity = Identity { issuer: client.issuer, subject: uuid.to_owned() };
    match work.people().link(&scope, person, &identity).await {
        // Somebody signed in by another door before, and is known as another person: theirs to sort out.
        Err(StoreError::Taken(_)) => {
            tracing::warn!(%person, "the provider's subject is another person's here");
            Ok(())
        }
        other => Ok(other?),
    }
}
