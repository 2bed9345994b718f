//! Whose a record of Authentik or Stalwart is: by the objects that provisioning made, then by names that only one tenant
//! can have, and only then by who acted, who may act in several tenants. What nobody can attribute stays without a
//! tenant, for operators.

use std::collections::HashMap;

use dezky_domain::{
    Result,
    audit::{Attribution, NewEvent, Source},
    id::TenantId,
    tenant::ObjectKind,
};
use dezky_store::{Objects, Work};

/// What a record tells, in the order in which it is asked.
#[derive(Debug, Default)]
pub struct Hints {
    /// Objects by the engine's id; an account last, since people belong to several tenants.
    pub objects: Vec<(ObjectKind, String)>,
    /// Names of tenants.
    pub slugs: Vec<String>,
    /// Domains of addresses, of those who are acted on.
    pub domains: Vec<String>,
    /// The engine's id of who acted.
    pub actor: Option<String>,
}

impl Hints {
    /// The slugs that a group or application named like `dz-acme-members` may be of.
    pub fn named(&mut self, name: &str) {
        let Some(rest) = name.strip_prefix("dz-") else { return };
        self.slugs.push(rest.to_owned());
        self.slugs.extend(rest.rmatch_indices('-').map(|(at, _)| rest[..at].to_owned()).take(4));
    }

    /// The folder of a tenant's people, `tenants/acme`.
    pub fn folder(&mut self, path: &str) {
        let slug = path.strip_prefix("tenants/").and_then(|rest| rest.split('/').next());
        self.slugs.extend(slug.map(str::to_owned));
    }
}

/// Gives each event its tenant, where it has none yet.
///
/// # Errors
/// `Fault` from the store.
pub async fn attribute(work: &Work, source: Source, events: &mut [(NewEvent, Hints)]) -> Result<()> {
    let keys = events.iter().flat_map(|(_, hints)| {
        let actor = hints.actor.iter().map(|actor| (ObjectKind::User, actor.as_str()));
        hints.objects.iter().map(|(kind, id)| (*kind, id.as_str())).chain(actor)
    });
    let known = work.objects().resolve(source, &keys.collect::<Vec<_>>()).await?;
    let all =
        |of: fn(&Hints) -> &Vec<String>| events.iter().flat_map(|(_, hints)| of(hints).clone()).collect::<Vec<_>>();
    let named = work.objects().named(&all(|hints| &hints.slugs), &all(|hints| &hints.domains)).await?;
    for (event, hints) in events {
        if let Some((tenant, how)) = place(&known, &named, hints) {
            (event.tenant, event.attribution) = (Some(tenant), how);
        }
        // By what the store gives the event to a tenant that is told of later.
        let account = hints.objects.first().map(|(_, id)| id.clone());
        event.words.extend(account.map(|id| ("@account".to_owned(), id)));
        name(&known, event);
    }
    Ok(())
}

fn place(known: &Objects, named: &HashMap<String, TenantId>, hints: &Hints) -> Option<(TenantId, Attribution)> {
    let of = |kind, id: &str| known.get(kind, id).and_then(|known| known.tenant);
    let object = hints.objects.iter().find_map(|(kind, id)| of(*kind, id));
    let name = || hints.slugs.iter().chain(&hints.domains).find_map(|word| named.get(word).copied());
    let actor = || hints.actor.as_ref().and_then(|actor| of(ObjectKind::User, actor));
    object
        .or_else(name)
        .map(|tenant| (tenant, Attribution::Account))
        .or_else(|| actor().map(|tenant| (tenant, Attribution::Actor)))
}

/// Names for ids, as they were known when the record was read.
fn name(known: &Objects, event: &mut NewEvent) {
    let called = |kind, id: &Option<String>| known.get(kind, id.as_ref()?).and_then(|known| known.name.clone());
    if event.actor.name.is_none() {
        event.actor.name = called(ObjectKind::User, &event.actor.id);
    }
    if event.target.name.is_none()
        && let Some(kind) = ObjectKind::parse(&event.target.kind)
    {
        event.target.name = called(kind, &event.target.id);
    }
}

#[cfg(test)]
mod tests {
    use super::Hints;

    #[test]
    fn a_name_may_be_of_any_tenant_that_it_begins_with() {
        let mut hints = Hints::default();
        hints.named("dz-north-sea-admins");
        hints.named("somebody else's");
        hints.folder("tenants/acme/guests");
        assert_eq!(hints.slugs, ["north-sea-admins", "north-sea", "north", "acme"]);
    }
}
