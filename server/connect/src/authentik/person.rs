//! People who sign in. One person may belong to several tenants: the mark's `person_id` says who it is, its `tenant_id`
//! which tenant is their home and keeps the path. Each tenant sees to its own groups only; whoever is the last to let a
//! person go deactivates or deletes them.

use dezky_domain::{
    id::PersonId,
    provision::{Standing, Trouble},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Authentik,
    api::{at, query},
    change::{self, Changes, facts},
    group, mark, rows,
    words::{all, shown, yes},
};
use crate::engine::{Call, Comparison, Found, Seen, Wanted};

/// A person's spec.
#[derive(Clone, Copy)]
pub(super) struct Person<'a> {
    pub person: PersonId,
    pub email: &'a str,
    pub name: &'a str,
    pub path: &'a str,
    pub groups: &'a [String],
    pub active: bool,
}

#[derive(Serialize, Deserialize)]
struct Known {
    /// In OpenID's `sub`, since `sub_mode` is `user_uuid`.
    uuid: String,
    attributes: Value,
    /// The tenant's groups that the person is in: name and pk.
    groups: Vec<(String, String)>,
    /// Those that the person isn't in yet.
    joins: Vec<(String, String)>,
    sessions: Vec<String>,
    /// Whether this tenant keeps the path.
    home: bool,
}

/// The `sub` of somebody seen, which is also OCIS' and Stalwart's name for them.
#[must_use]
pub fn uuid(found: &Found) -> Option<&str> {
    found.more["uuid"].as_str()
}

pub(super) async fn observe(engine: &Authentik, wanted: &Wanted<'_>, person: Person<'_>) -> Result<Seen, Trouble> {
    let seen = match ours(engine, person.person, person.email).await? {
        Sighting::Ours(seen) => Some(*seen),
        Sighting::Nobody => None,
        Sighting::Other(whose) => return Ok(Seen::Taken { whose }),
    };
    let present = wanted.standing == Standing::Present;
    let groups_seen = seen.iter().flat_map(|seen| &seen.groups_obj);
    let groups: Vec<_> = groups_seen
        .filter(|group| mark::is_ours(wanted.owner, &group.attributes))
        .map(|group| (group.name.clone(), group.pk.clone()))
        .collect();
    let mut joins = Vec::new();
    if present {
        for name in person.groups {
            if !groups.iter().any(|(is, _)| is == name) {
                joins.push((name.clone(), group::own(engine, wanted.owner, name).await?.pk));
            }
        }
    }
    let Some(seen) = seen else {
        return Ok(Seen::Missing { more: json!(joins) });
    };
    let ends = !present || !person.active;
    let sessions = if ends { sessions(engine, &seen).await? } else { Vec::new() };
    let home = mark::tenant_of(&seen.attributes);
    let home = home.is_none() || home == wanted.owner.tenant.as_ref().map(|(tenant, _)| *tenant);
    let mut facts = facts([
        ("active", yes(seen.is_active).to_owned()),
        ("e-mail", shown(&seen.email)),
        ("groups", all(groups.iter().map(|(name, _)| name))),
        ("name", shown(&seen.name)),
        ("type", shown(&seen.kind)),
    ]);
    if home {
        facts.insert("path".to_owned(), shown(&seen.path));
    }
    if ends {
        facts.insert("sessions".to_owned(), sessions.len().to_string());
    }
    let known = Known { uuid: seen.uuid, attributes: seen.attributes, groups, joins, sessions, home };
    Ok(Seen::There(Found { external: seen.pk.to_string(), facts, more: json!(known) }))
}

pub(super) fn compare(wanted: &Wanted<'_>, person: Person<'_>, seen: &Seen) -> Result<Comparison, Trouble> {
    match (wanted.standing, seen) {
        (Standing::Present, Seen::Missing { more }) => Ok(create(wanted, person, &change::kept::<Vec<_>>(more)?)),
        (Standing::Present, Seen::There(found)) => mend(wanted, person, found),
        (Standing::Cut, Seen::There(found)) => cut(person, found),
        (Standing::Gone, Seen::There(found)) => destroy(person, found),
        _ => Ok(Comparison::default()),
    }
}

fn create(wanted: &Wanted<'_>, person: Person<'_>, groups: &[(String, String)]) -> Comparison {
    let body = json!({
        "username": person.email,
        "name": person.name,
        "email": person.email,
        "path": person.path,
        "type": "internal",
        "is_active": person.active,
        "groups": groups.iter().map(|(_, pk)| pk).collect::<Vec<_>>(),
        "attributes": mark::merged(&Value::Null, marks(wanted, person)),
    });
    change::created(Call::new("POST", query("/core/users/", &[]), body))
}

fn marks(wanted: &Wanted<'_>, person: Person<'_>) -> Map<String, Value> {
    let mut mark = Map::from_iter([("person_id".to_owned(), Value::from(person.person.to_string()))]);
    if let Some((tenant, _)) = &wanted.owner.tenant {
        mark.insert("tenant_id".to_owned(), Value::from(tenant.to_string()));
    }
    mark
}

fn mend(wanted: &Wanted<'_>, person: Person<'_>, found: &Found) -> Result<Comparison, Trouble> {
    let known: Known = change::of(found)?;
    let mut changes = Changes::default();
    changes.field(&found.facts, "name", person.name, "name", person.name);
    changes.field(&found.facts, "e-mail", person.email, "email", person.email);
    changes.field(&found.facts, "type", "internal", "type", "internal");
    if known.home {
        changes.field(&found.facts, "path", person.path, "path", person.path);
        let mark = marks(wanted, person);
        if !mark::is_in(&known.attributes, &mark) {
            changes.note("home", Some("this tenant"), None);
            changes.body.insert("attributes".to_owned(), mark::merged(&known.attributes, mark));
        }
    }
    let mut calls = if person.active { Vec::new() } else { end(&mut changes, &known) };
    let active = yes(person.active);
    changes.field(&found.facts, "active", active, "is_active", person.active);
    calls.extend(changes.patch(at("/core/users/", &found.external, "")));
    changes.differs(&found.facts, "groups", &all(person.groups));
    calls.extend(known.joins.iter().map(|(_, pk)| membership(pk, "add_user/", &found.external)));
    let leaves = known.groups.iter().filter(|(name, _)| !person.groups.contains(name));
    calls.extend(leaves.map(|(_, pk)| membership(pk, "remove_user/", &found.external)));
    Ok(changes.with(calls))
}

/// Sessions go first: only their end tells the applications to end theirs (facts/together.md), a deactivation doesn't.
/// Where another tenant still wants the person, their sessions end once, together with the memberships; for a new one
/// they have nothing left here.
fn cut(person: Person<'_>, found: &Found) -> Result<Comparison, Trouble> {
    let known: Known = change::of(found)?;
    let mut changes = Changes::default();
    let leaves = if person.groups.is_empty() { known.groups.as_slice() } else { &[] };
    let mut calls = Vec::new();
    if !person.active || !leaves.is_empty() {
        calls = end(&mut changes, &known);
    }
    if !person.active {
        changes.field(&found.facts, "active", "no", "is_active", false);
        calls.extend(changes.patch(at("/core/users/", &found.external, "")));
    }
    if !leaves.is_empty() {
        changes.differs(&found.facts, "groups", "none");
        calls.extend(leaves.iter().map(|(_, pk)| membership(pk, "remove_user/", &found.external)));
    }
    Ok(changes.with(calls))
}

fn destroy(person: Person<'_>, found: &Found) -> Result<Comparison, Trouble> {
    let known: Known = change::of(found)?;
    let mut changes = Changes::default();
    if !person.active {
        let mut calls = end(&mut changes, &known);
        changes.note("exists", None, Some("yes"));
        calls.push(Call::new("DELETE", at("/core/users/", &found.external, ""), Value::Null).destroying());
        return Ok(changes.with(calls));
    }
    // Another tenant wants them: they leave this one, which is their home no longer.
    let mut calls = Vec::new();
    if !known.groups.is_empty() {
        calls = end(&mut changes, &known);
        changes.differs(&found.facts, "groups", "none");
        calls.extend(known.groups.iter().map(|(_, pk)| membership(pk, "remove_user/", &found.external)));
    }
    if known.home && mark::tenant_of(&known.attributes).is_some() {
        changes.note("home", None, Some("this tenant"));
        let mark = Map::from_iter([("tenant_id".to_owned(), Value::Null)]);
        let body = json!({"attributes": mark::merged(&known.attributes, mark)});
        calls.push(Call::new("PATCH", at("/core/users/", &found.external, ""), body));
    }
    Ok(changes.with(calls))
}

/// The calls that end every session.
fn end(changes: &mut Changes, known: &Known) -> Vec<Call> {
    if !known.sessions.is_empty() {
        changes.note("sessions", Some("0"), Some(&known.sessions.len().to_string()));
    }
    known.sessions.iter().map(|uuid| end_session(uuid)).collect()
}

pub(super) fn end_session(uuid: &str) -> Call {
    Call::new("DELETE", at("/core/authenticated_sessions/", uuid, ""), Value::Null)
}

fn membership(group: &str, verb: &str, user: &str) -> Call {
    // The pk was a number when it was read.
    let pk = user.parse::<i64>().unwrap_or_default();
    Call::new("POST", at("/core/groups/", group, verb), json!({"pk": pk}))
}

/// Who is under a username.
pub(super) enum Sighting {
    Ours(Box<rows::User>),
    Nobody,
    /// Somebody else; in plain words.
    Other(String),
}

pub(super) async fn ours(engine: &Authentik, person: PersonId, email: &str) -> Result<Sighting, Trouble> {
    let Some(seen) = by_email(engine, email).await? else { return Ok(Sighting::Nobody) };
    let mark = seen.attributes["dezky"]["person_id"].as_str();
    Ok(match mark.and_then(|id| id.parse::<PersonId>().ok()) {
        Some(id) if id == person => Sighting::Ours(Box::new(seen)),
        Some(_) => Sighting::Other("the user of this name is another person of Dezky's".to_owned()),
        None => Sighting::Other("the user of this name wasn't made by Dezky".to_owned()),
    })
}

/// The user whose username is `email`. E-mail addresses themselves aren't unique in Authentik.
pub(super) async fn by_email(engine: &Authentik, email: &str) -> Result<Option<rows::User>, Trouble> {
    let users: Vec<rows::User> = engine.api.list(&query("/core/users/", &[("username", email)])).await?;
    Ok(users.into_iter().find(|user| user.username == email))
}

pub(super) async fn sessions(engine: &Authentik, user: &rows::User) -> Result<Vec<String>, Trouble> {
    let pairs = [("user__username", user.username.as_str()), ("page_size", "100")];
    let rows: Vec<rows::Session> = engine.api.list(&query("/core/authenticated_sessions/", &pairs)).await?;
    Ok(rows.into_iter().filter(|row| row.user.is_none_or(|pk| pk == user.pk)).map(|row| row.uuid).collect())
}
