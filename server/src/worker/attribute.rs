//! Whose an OCIS record is, in the order of facts/ocis.md §2.4: its space, the account it is about, what other records
//! said about its file or link, and only then its actor, who may act in several tenants. What nobody can attribute stays
//! without a tenant, for operators.

use dezky_connect::parse::ocis::{Learned as Heard, OcisEvent, Place};
use dezky_domain::{
    Result,
    audit::{Attribution, NewEvent, Source},
    id::TenantId,
    tenant::ObjectKind,
};
use dezky_store::{Learned, Objects, Work};

use super::record::Read;

/// Events with their tenant and with names instead of ids, what was learned on the way, and which earlier events a
/// record has explained.
///
/// # Errors
/// `Fault` from the store.
pub async fn attribute(
    work: &Work,
    reads: Vec<Read>,
) -> Result<(Vec<NewEvent>, Vec<Learned>, Vec<(String, TenantId)>)> {
    let mut asked = Vec::with_capacity(8 * reads.len());
    reads.iter().filter_map(|read| read.parsed.as_deref()).for_each(|parsed| keys(parsed, &mut asked));
    let mut known = Map(work.objects().resolve(Source::Ocis, &asked).await?);
    let (mut events, mut learned, mut correlated) = (Vec::with_capacity(reads.len()), Vec::new(), Vec::new());
    for Read { mut event, parsed } in reads {
        if let Some(parsed) = parsed {
            known.place(&mut event, &parsed);
            for heard in &parsed.learned {
                let Told { tenant, new } = known.hear(heard, &event);
                if let (ObjectKind::Node, true, Some(tenant)) = (heard.kind, new, tenant) {
                    correlated.push((heard.id.clone(), tenant));
                }
                learned.push(Learned { kind: heard.kind, id: heard.id.clone(), tenant, name: heard.name.clone() });
            }
            known.name(&mut event);
        }
        events.push(event);
    }
    join(work, &known, &mut events).await?;
    Ok((events, learned, correlated))
}

/// What OCIS tells of Dezky's own calls belongs to what Dezky did: by the object, at that time, unless a person of a
/// tenant did it (facts/together.md).
async fn join(work: &Work, known: &Map, events: &mut [NewEvent]) -> Result<()> {
    let mut targets: Vec<&str> = events.iter().filter_map(|event| event.target.id.as_deref()).collect();
    targets.sort_unstable();
    targets.dedup();
    let did = work.stories().recall(Source::Ocis, &targets).await?;
    for event in events {
        let somebody = known.tenant(ObjectKind::User, event.actor.id.as_ref()).is_some();
        let story = event.target.id.as_deref().and_then(|id| did.nearest(id, event.occurred));
        event.story = story.filter(|_| !somebody).map(str::to_owned);
    }
    Ok(())
}

/// Adds everything that a record names.
fn keys<'r>(parsed: &'r OcisEvent, keys: &mut Vec<(ObjectKind, &'r str)>) {
    let place = &parsed.place;
    let named = [
        (ObjectKind::Space, space(place)),
        // A personal space has its user's id.
        (ObjectKind::User, space(place)),
        (ObjectKind::User, place.user.as_ref()),
        (ObjectKind::Group, place.group.as_ref()),
        (ObjectKind::Node, place.node.as_ref()),
        (ObjectKind::Link, place.link.as_ref()),
        (ObjectKind::User, parsed.actor.as_ref()),
    ];
    keys.extend(named.into_iter().filter_map(|(kind, id)| Some((kind, id?.as_str()))));
    for id in ["with", "member"].iter().filter_map(|word| parsed.words.get(*word)) {
        keys.extend([(ObjectKind::User, id.as_str()), (ObjectKind::Group, id)]);
    }
    for heard in &parsed.learned {
        keys.push((heard.kind, &heard.id));
        keys.extend(heard.space.iter().flat_map(|id| [(ObjectKind::Space, id.as_str()), (ObjectKind::User, id)]));
    }
}

/// A link on a whole space names the space as it would name a file (facts/ocis.md §2.2). No file has a space's id.
fn space(place: &Place) -> Option<&String> {
    place.space.as_ref().or(place.node.as_ref())
}

struct Map(Objects);

/// What a record told of an object.
struct Told {
    /// Whose it is.
    tenant: Option<TenantId>,
    /// Nobody knew that before: it explains earlier events.
    new: bool,
}

impl Map {
    fn tenant(&self, kind: ObjectKind, id: Option<&String>) -> Option<TenantId> {
        self.0.get(kind, id?)?.tenant
    }

    fn called(&self, kind: ObjectKind, id: &str) -> Option<String> {
        self.0.get(kind, id)?.name.clone()
    }

    fn of_space(&self, id: Option<&String>) -> Option<(TenantId, Attribution)> {
        let project = self.tenant(ObjectKind::Space, id).map(|tenant| (tenant, Attribution::Space));
        project.or_else(|| self.tenant(ObjectKind::User, id).map(|tenant| (tenant, Attribution::Account)))
    }

    fn place(&self, event: &mut NewEvent, parsed: &OcisEvent) {
        let place = &parsed.place;
        let by = |kind, id: &Option<String>, how| self.tenant(kind, id.as_ref()).map(|tenant| (tenant, how));
        // A record that names a space or an account is that tenant's or, until it is told whose, nobody's: the actor can be
        // a guest there, and their own company has no business in it.
        let nowhere = place.space.is_none() && place.user.is_none() && place.group.is_none();
        let found = self
            .of_space(space(place))
            // Who joins a group is a matter of the group's tenant, wherever they come from.
            .or_else(|| by(ObjectKind::Group, &place.group, Attribution::Account))
            .or_else(|| by(ObjectKind::User, &place.user, Attribution::Account))
            .or_else(|| by(ObjectKind::Node, &place.node, Attribution::Correlated))
            .or_else(|| by(ObjectKind::Link, &place.link, Attribution::Correlated))
            .or_else(|| by(ObjectKind::User, &parsed.actor, Attribution::Actor).filter(|_| nowhere));
        if let Some((tenant, how)) = found {
            event.tenant = Some(tenant);
            event.attribution = how;
        }
        // What the store needs to give the event to a tenant that is told of later.
        let account = place.group.as_ref().or(place.user.as_ref());
        for (key, id) in [("@space", space(place)), ("@account", account)] {
            event.words.extend(id.map(|id| (key.to_owned(), id.clone())));
        }
    }

    /// Remembers for the records that follow in this batch.
    fn hear(&mut self, heard: &Heard, event: &NewEvent) -> Told {
        let tenant = match heard.kind {
            ObjectKind::Node => self.of_space(heard.space.as_ref()).map(|(tenant, _)| tenant),
            // A link is where the record that made it was placed; a guess by its actor isn't remembered.
            ObjectKind::Link => event.tenant.filter(|_| event.attribution != Attribution::Actor),
            // Whose a space, user or group is, a person or provisioning says. A name alone is learned.
            _ => None,
        };
        let entry = self.0.entry(heard.kind, heard.id.clone());
        let new = entry.tenant.is_none() && tenant.is_some();
        entry.tenant = entry.tenant.or(tenant);
        entry.name = heard.name.clone().or_else(|| entry.name.take());
        Told { tenant: entry.tenant, new }
    }

    /// Names for ids, as they were known when the record was read.
    fn name(&self, event: &mut NewEvent) {
        if event.actor.name.is_none() {
            event.actor.name = event.actor.id.as_deref().and_then(|id| self.called(ObjectKind::User, id));
        }
        if let (None, Some(id), Some(kind)) =
            (&event.target.name, &event.target.id, ObjectKind::parse(&event.target.kind))
        {
            event.target.name = self.called(kind, id);
        }
        for word in ["with", "member"] {
            // A group's id says nothing of a user, even where somebody told it so.
            let group = word == "with" && event.words.get("with_kind").is_some_and(|kind| kind == "group");
            let kind = if group { ObjectKind::Group } else { ObjectKind::User };
            let name = event.words.get(word).and_then(|id| self.called(kind, id));
            if let Some(name) = name {
                let id = event.words.insert(word.to_owned(), name).unwrap_or_default();
                event.words.insert(format!("{word}_id"), id);
            }
        }
    }
}
