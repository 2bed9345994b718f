//! Everything of an event that tells whose it is. Nobody else but who provisioned it knows which tenant an id is of, so
//! all of them are handed on, the thing that is acted on first.
//!
//! The brand is that of the host that was called: a tenant's for who signs in there, and for calls of the API always the
//! default one (facts/authentik.md §2.1). It is only given for sign-ins.

use dezky_domain::audit::{Class, Target};

use super::{
    Record,
    value::{self, Reference, hex, references},
    who::{Who, party},
};

/// As many rows and names as one event gives.
const MOST: usize = 32;

/// What tells whose an event is (facts/authentik.md §2.1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Place {
    /// Rows by kind and id: `group`, `user`, `provider`, … A UUID has no dashes.
    pub objects: Vec<Thing>,
    /// Who acted. People act across tenants, so it is asked last.
    pub actor: Option<String>,
    /// What is unique in an instance by its name: `group`, `username`, `application` (its slug), `client` (its id).
    pub names: Vec<Thing>,
    /// Of the e-mail addresses of who is acted on, in lower case.
    pub domains: Vec<String>,
    /// A user's folder in Authentik, `tenants/acme`.
    pub path: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thing {
    pub kind: String,
    pub id: String,
}

impl Place {
    fn object(&mut self, kind: &str, id: Option<String>) {
        add(&mut self.objects, kind, id);
    }

    fn name(&mut self, kind: &str, name: Option<String>) {
        add(&mut self.names, kind, name);
    }

    fn domain(&mut self, address: Option<String>) {
        let domain = address.and_then(|address| Some(address.rsplit_once('@')?.1.trim().to_lowercase()));
        if let Some(domain) = domain.filter(|domain| !domain.is_empty() && !self.domains.contains(domain)) {
            self.domains.push(domain);
        }
    }
}

fn add(all: &mut Vec<Thing>, kind: &str, id: Option<String>) {
    let Some(id) = id else { return };
    let one = Thing { kind: kind.to_owned(), id };
    if all.len() < MOST && !all.contains(&one) {
        all.push(one);
    }
}

pub(super) fn place(record: &Record<'_>, class: Class, who: &Who, target: &Target, about: Option<&Reference>) -> Place {
    let mut place = Place { actor: who.actor.as_ref().and_then(|actor| actor.id.clone()), ..Place::default() };
    if !target.kind.is_empty() && target.kind != "mail" {
        place.object(&target.kind, target.id.clone());
    }
    let found = record.context.map(|context| references(context, MOST)).unwrap_or_default();
    // A step of a flow is the whole instance's.
    for one in about.into_iter().chain(&found).filter(|one| !one.model.ends_with("stage")) {
        place.object(&one.kind, one.id.clone());
        within_name(&mut place, one);
    }
    route(&mut place, record);
    people(&mut place, record, who, target);
    place.name("client", value::text(record.args().and_then(|args| args.get("client_id"))));
    let path = value::text(record.of("path"));
    place.path = path.or_else(|| value::text(record.of("diff")?.get("path")?.get("new_value")));
    if class == Class::Security
        && let Some(brand) = record.brand.and_then(Reference::read)
    {
        place.object("brand", brand.id);
    }
    place
}

/// What a request was sent to is part of what it is about: deleting a group takes its bindings along.
fn route(place: &mut Place, record: &Record<'_>) {
    let (Some(kind), Some(key)) = (record.route.kind, record.route.key.clone()) else { return };
    match kind {
        // Addressed by slug and by identifier.
        "application" | "token" => place.name(kind, Some(key)),
        _ => place.object(kind, Some(key)),
    }
}

/// Some rows name others in their display name only.
fn within_name(place: &mut Place, one: &Reference) {
    let Some(name) = one.name.as_deref() else { return };
    match one.model.as_str() {
        "group" => place.name("group", Some(name.to_owned())),
        // "Group Parentage Node from #<uuid> to <uuid>"
        "groupparentagenode" => uuids(name).for_each(|id| place.object("group", Some(id))),
        // "RoleModelPermission with role <uuid> and permission 188"
        "rolemodelpermission" => uuids(name).take(1).for_each(|id| place.object("role", Some(id))),
        // "Binding from Acme Files #0 to Group acme"
        "policybinding" => {
            let group = name.rsplit_once(" to Group ").map(|(_, group)| group.to_owned());
            place.name("group", group);
        }
        _ => {}
    }
}

fn uuids(name: &str) -> impl Iterator<Item = String> {
    name.split(' ').filter_map(|word| hex(word.trim_start_matches('#')))
}

fn people(place: &mut Place, record: &Record<'_>, who: &Who, target: &Target) {
    for party in who.account.iter().chain(&who.on_behalf) {
        // Who tried another account while signed in isn't whose account was tried.
        if record.action != "login_failed" || target.id == party.id {
            place.object("user", party.id.clone());
            place.name("username", party.name.clone());
        }
    }
    if record.action == "login_failed" {
        place.name("username", target.name.clone());
        place.domain(target.name.clone());
    }
    place.domain(value::text(record.of("email")));
    let to = record.of("to_email").into_iter();
    for address in to.flat_map(|to| std::iter::once(to).chain(to.list().iter().take(MOST))) {
        place.domain(value::text(Some(address)));
    }
    // Of who is acted on. Who acts may be of the platform, or of another tenant.
    let Some(user) = record.user else { return };
    for one in [user.get("on_behalf_of"), Some(user), user.get("authenticated_as")].into_iter().flatten() {
        if party(one)
            .is_some_and(|party| who.account.as_ref() == Some(&party) || who.on_behalf.as_ref() == Some(&party))
        {
            place.domain(value::text(one.get("email")));
        }
    }
}
