//! Groups. A member of a child counts as a member of every ancestor, and rights are inherited from them, so a parent
//! must be the tenant's or an umbrella and never a superuser group. Deleting a group takes its bindings along and opens
//! the applications that had them (facts/authentik.md §0.1): what is still bound isn't deleted.

use dezky_domain::provision::{GroupKind, Owner, Standing, Trouble, TroubleKind};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{
    Authentik,
    api::{at, query},
    change::{self, Changes, facts},
    mark, rows,
    words::{all, yes},
};
use crate::engine::{Call, Comparison, Found, Seen, Wanted, trouble};

/// A group's spec.
#[derive(Clone, Copy)]
pub(super) struct Group<'a> {
    pub name: &'a str,
    pub purpose: GroupKind,
    pub parents: &'a [String],
    pub verified_domains: &'a [String],
}

#[derive(Serialize, Deserialize)]
struct Known {
    /// The wanted parents.
    parents: Vec<String>,
    pk: Option<String>,
    attributes: Value,
    /// What deleting it would open.
    bound: Vec<String>,
}

#[derive(Deserialize)]
struct Use {
    model_name: String,
    #[serde(default)]
    name: String,
}

pub(super) async fn observe(engine: &Authentik, wanted: &Wanted<'_>, group: Group<'_>) -> Result<Seen, Trouble> {
    let seen = by_name(engine, group.name).await?;
    if let Some(seen) = &seen
        && !mark::is_ours(wanted.owner, &seen.attributes)
    {
        return Ok(Seen::Taken { whose: mark::whose("a group of this name", &seen.attributes) });
    }
    let mut parents = Vec::new();
    if wanted.standing == Standing::Present {
        for name in group.parents {
            // Those that it has already came with it.
            let known = seen.iter().flat_map(|seen| &seen.parents_obj).find(|parent| parent.name == *name).cloned();
            parents.push(parent(engine, wanted.owner, name, known).await?);
        }
    }
    let Some(seen) = seen else {
        let pks = parents.into_iter().map(|parent| parent.pk).collect();
        let known = Known { parents: pks, pk: None, attributes: Value::Null, bound: Vec::new() };
        return Ok(Seen::Missing { more: json!(known) });
    };
    let mut bound = Vec::new();
    if wanted.standing == Standing::Gone {
        let uses: Vec<Use> = engine.api.read(&at("/core/groups/", &seen.pk, "used_by/")).await?;
        bound = uses.into_iter().filter(|using| using.model_name == "policybinding").map(|using| using.name).collect();
    }
    let names = seen.parents.iter().map(|pk| {
        let known = parents.iter().chain(&seen.parents_obj).find(|parent| parent.pk == *pk);
        known.map_or(pk.as_str(), |parent| &parent.name)
    });
    let mark = &seen.attributes["dezky"];
    let domains = mark["verified_domains"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let facts = facts([
        ("kind", mark["kind"].as_str().map_or_else(|| "none".to_owned(), super::words::shown)),
        ("parents", all(names)),
        ("superuser", yes(seen.is_superuser).to_owned()),
        ("verified domains", all(domains)),
    ]);
    let known = Known {
        parents: parents.into_iter().map(|parent| parent.pk).collect(),
        pk: Some(seen.pk.clone()),
        attributes: seen.attributes,
        bound,
    };
    Ok(Seen::There(Found { external: seen.pk, facts, more: json!(known) }))
}

pub(super) fn compare(wanted: &Wanted<'_>, group: Group<'_>, seen: &Seen) -> Result<Comparison, Trouble> {
    let mark = marks(wanted.owner, group);
    match (wanted.standing, seen) {
        (Standing::Present, Seen::Missing { more }) => {
            let known: Known = change::kept(more)?;
            let body = json!({
                "name": group.name,
                "is_superuser": false,
                "parents": known.parents,
                "attributes": mark::merged(&Value::Null, mark),
            });
            Ok(change::created(Call::new("POST", query("/core/groups/", &[]), body)))
        }
        (Standing::Present, Seen::There(found)) => {
            let known: Known = change::of(found)?;
            let mut changes = Changes::default();
            changes.field(&found.facts, "parents", &all(group.parents), "parents", known.parents);
            changes.field(&found.facts, "superuser", "no", "is_superuser", false);
            changes.differs(&found.facts, "kind", group.purpose.word());
            changes.differs(&found.facts, "verified domains", &all(group.verified_domains));
            if !mark::is_in(&known.attributes, &mark) {
                if changes.differences.is_empty() {
                    changes.note("mark", Some("whole"), Some("in part"));
                }
                changes.body.insert("attributes".to_owned(), mark::merged(&known.attributes, mark));
            }
            let call = changes.patch(at("/core/groups/", &found.external, ""));
            Ok(changes.with(call.into_iter().collect()))
        }
        (Standing::Gone, Seen::There(found)) => {
            let known: Known = change::of(found)?;
            if let Some(first) = known.bound.first() {
                let detail = format!("deleting the group would open what is bound to it: {first}");
                return Err(trouble(TroubleKind::NotYet, None, &detail));
            }
            let call = Call::new("DELETE", at("/core/groups/", &found.external, ""), Value::Null);
            Ok(change::destroyed(vec![call.destroying()]))
        }
        // A group by itself gives nobody access: whoever is cut off is taken out of it, or deactivated.
        _ => Ok(Comparison::default()),
    }
}

/// A null takes what somebody wrote there away: the `email` mapping believes every group's verified domains.
fn marks(owner: &Owner, group: Group<'_>) -> Map<String, Value> {
    let mut mark = mark::of(owner, group.purpose);
    let domains = if group.purpose == GroupKind::Tenant {
        let mut domains = group.verified_domains.to_vec();
        domains.sort_unstable();
        Value::from(domains)
    } else {
        Value::Null
    };
    mark.insert("verified_domains".to_owned(), domains);
    mark
}

/// A group by its exact name, with its parents.
pub(super) async fn by_name(engine: &Authentik, name: &str) -> Result<Option<rows::Group>, Trouble> {
    let pairs = [("name", name), ("include_users", "false"), ("include_parents", "true")];
    let found: Vec<rows::Group> = engine.api.list(&query("/core/groups/", &pairs)).await?;
    Ok(found.into_iter().find(|group| group.name == name))
}

/// A group of the owner's own that something refers to.
///
/// # Errors
/// `NotYet` where it isn't there; `Conflict` where it isn't the owner's.
pub(super) async fn own(engine: &Authentik, owner: &Owner, name: &str) -> Result<rows::Group, Trouble> {
    let found = by_name(engine, name).await?.ok_or_else(|| super::missing("group", name))?;
    if mark::is_ours(owner, &found.attributes) {
        return Ok(found);
    }
    let whose = mark::whose(&format!("the group {name}"), &found.attributes);
    Err(trouble(TroubleKind::Conflict, None, &whose))
}

async fn parent(
    engine: &Authentik,
    owner: &Owner,
    name: &str,
    known: Option<rows::Group>,
) -> Result<rows::Group, Trouble> {
    let found = match known {
        Some(known) => known,
        None => by_name(engine, name).await?.ok_or_else(|| super::missing("group", name))?,
    };
    if found.is_superuser {
        let detail = format!("the group {name} would give its members' groups every right");
        return Err(trouble(TroubleKind::Conflict, None, &detail));
    }
    if mark::is_ours_or_umbrella(owner, &found.attributes) {
        return Ok(found);
    }
    Err(trouble(TroubleKind::Conflict, None, &mark::whose(&format!("the group {name}"), &found.attributes)))
}
