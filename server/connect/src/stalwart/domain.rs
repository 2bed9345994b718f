//! Mail domains. A domain is found by its name, and is ours by the mark in its description; what lives in it looks it up
//! here first.

use dezky_domain::provision::{Facts, Owner, Standing, Trouble, TroubleKind};
use serde_json::{Map, Value, json};

use super::{
    account, diff, dkim,
    jmap::{Jmap, text},
    list, mark,
    zone::{self, DnsRecord},
};
use crate::engine::{Call, Comparison, Found, Seen, Wanted, trouble};

const OBJECT: &str = "x:Domain";

/// What we keep as it is here (facts/stalwart.md §3.3). Automatic keys are Stalwart's own; automatic DNS would
/// need somebody's name servers.
const MANAGED: [(&str, &str); 3] =
    [("dkimManagement", "Automatic"), ("dnsManagement", "Manual"), ("subAddressing", "Enabled")];

/// A domain as what lives in it needs it.
pub enum Home {
    Missing,
    Ours(String),
    Taken(String),
}

/// Looks a domain up by name. `external` is tried first and only counts if it is still the domain of that name.
///
/// # Errors
/// What the engine answered.
pub async fn home(jmap: &Jmap, owner: &Owner, name: &str, external: Option<&str>) -> Result<Home, Trouble> {
    let Some(domain) = look(jmap, name, external, &["name", "description"]).await? else { return Ok(Home::Missing) };
    if mark::is_ours(text(&domain, "description"), owner) {
        return Ok(Home::Ours(text(&domain, "id").to_owned()));
    }
    Ok(Home::Taken(whose(&domain)))
}

/// A domain's zone; none where it isn't there or isn't the owner's.
///
/// # Errors
/// What the engine answered.
pub async fn zone(jmap: &Jmap, owner: &Owner, name: &str) -> Result<Option<Vec<DnsRecord>>, Trouble> {
    let domain = look(jmap, name, None, &["name", "description", "dnsZoneFile"]).await?;
    let ours = domain.filter(|domain| mark::is_ours(text(domain, "description"), owner));
    Ok(ours.map(|domain| zone::parse(text(&domain, "dnsZoneFile"), name).records))
}

/// What to say where a domain isn't there yet.
pub fn not_yet(name: &str) -> Trouble {
    trouble(TroubleKind::NotYet, None, &format!("the domain {name} isn't there yet"))
}

async fn look(jmap: &Jmap, name: &str, external: Option<&str>, properties: &[&str]) -> Result<Option<Value>, Trouble> {
    let is = |domain: &Value| text(domain, "name").eq_ignore_ascii_case(name);
    if let Some(id) = external {
        let known = jmap.get(OBJECT, &[id.to_owned()], properties).await?;
        if let Some(domain) = known.into_iter().find(is) {
            return Ok(Some(domain));
        }
    }
    let ids = jmap.find(OBJECT, json!({ "name": name })).await?;
    Ok(jmap.get(OBJECT, &ids, properties).await?.into_iter().find(is))
}

fn whose(domain: &Value) -> String {
    let name = text(domain, "name");
    match text(domain, "description") {
        "" => format!("the domain {name} is there already, and not by Dezky"),
        words => format!("the domain {name} is there already: {words}"),
    }
}

/// # Errors
/// What the engine answered. `NotYet` where it is to be destroyed and somebody's accounts or lists are still in it.
pub async fn observe(jmap: &Jmap, wanted: &Wanted<'_>, name: &str) -> Result<Seen, Trouble> {
    let properties = ["name", "description", "dkimManagement", "dnsManagement", "subAddressing", "dnsZoneFile"];
    let Some(domain) = look(jmap, name, wanted.external, &properties).await? else {
        return match wanted.standing {
            Standing::Present => alias(jmap, name).await,
            Standing::Cut | Standing::Gone => Ok(Seen::Missing { more: Value::Null }),
        };
    };
    if !mark::is_ours(text(&domain, "description"), wanted.owner) {
        return Ok(Seen::Taken { whose: whose(&domain) });
    }
    let id = text(&domain, "id").to_owned();
    let keys = if wanted.standing == Standing::Gone {
        empty(jmap, name, &id).await?;
        dkim::ids(jmap, &id).await?
    } else {
        Vec::new()
    };
    let mut facts = Facts::from([("description".to_owned(), text(&domain, "description").to_owned())]);
    facts.extend(MANAGED.map(|(field, _)| (field.to_owned(), text(&domain[field], "@type").to_owned())));
    let more = json!({ "name": name, "zone": domain["dnsZoneFile"], "keys": keys });
    Ok(Seen::There(Found { external: id, facts, more }))
}

/// Whether the name is another domain's alias, by which it couldn't be made.
async fn alias(jmap: &Jmap, name: &str) -> Result<Seen, Trouble> {
    let ids = match jmap.find(OBJECT, json!({ "aliases": name })).await {
        // A Stalwart without that filter: then the creation is refused, and says so.
        Err(trouble) if trouble.kind == TroubleKind::Rejected => Vec::new(),
        ids => ids?,
    };
    let holders = jmap.get(OBJECT, &ids, &["name", "aliases"]).await?;
    let holder = holders.iter().find(|domain| domain["aliases"].get(name).is_some());
    Ok(holder.map_or(Seen::Missing { more: Value::Null }, |domain| Seen::Taken {
        whose: format!("{name} is an alias of the domain {}", text(domain, "name")),
    }))
}

/// A domain goes last: its keys aren't taken from it while somebody still sends from it.
async fn empty(jmap: &Jmap, name: &str, id: &str) -> Result<(), Trouble> {
    let mut names: Vec<_> = account::all(jmap, id).await?.iter().map(|it| address(it, name)).collect();
    names.extend(list::all(jmap, id).await?.iter().map(|it| address(it, name)));
    names.sort();
    if names.is_empty() {
        return Ok(());
    }
    let detail = format!("still in the domain: {}", diff::list(&names, 8));
    Err(trouble(TroubleKind::NotYet, None, &detail))
}

/// An account's or a list's address.
pub fn address(object: &Value, domain: &str) -> String {
    format!("{}@{domain}", text(object, "name"))
}

/// # Errors
/// `Conflict`.
pub fn compare(wanted: &Wanted<'_>, seen: &Seen, name: &str, description: &str) -> Result<Comparison, Trouble> {
    let description = mark::described(description, wanted.owner);
    match (wanted.standing, seen) {
        (_, Seen::Taken { whose }) => diff::taken(wanted, whose),
        (Standing::Present, Seen::Missing { .. }) => Ok(Comparison {
            differences: diff::missing(),
            calls: vec![Call::new("x:Domain/set", format!("create {name}"), create(name, &description))],
        }),
        (Standing::Present, Seen::There(found)) => Ok(mend(name, &description, found)),
        (Standing::Gone, Seen::There(found)) => Ok(destroy(name, found)),
        // Switching a domain off does nothing (facts/stalwart.md §0.8): its accounts are cut off one by one.
        (Standing::Cut, _) | (Standing::Gone, Seen::Missing { .. }) => Ok(Comparison::default()),
    }
}

/// The body that was tried (facts/stalwart.md §3.3).
fn create(name: &str, description: &str) -> Value {
    json!({ "create": { "d": {
        "name": name,
        "description": description,
        "aliases": {},
        "certificateManagement": { "@type": "Manual" },
        "dkimManagement": { "@type": "Automatic" },
        "dnsManagement": { "@type": "Manual" },
        "subAddressing": { "@type": "Enabled" },
        "reportAddressUri": "mailto:postmaster",
    } } })
}

fn mend(name: &str, description: &str, found: &Found) -> Comparison {
    let mut want = vec![("description", Some(description.to_owned()))];
    want.extend(MANAGED.map(|(field, kind)| (field, Some(kind.to_owned()))));
    let differences = diff::fields(&want, &found.facts);
    let mut patch = Map::new();
    for difference in &differences {
        let value = match difference.field.as_str() {
            "description" => json!(description),
            _ => json!({ "@type": difference.wanted }),
        };
        patch.insert(difference.field.clone(), value);
    }
    let calls = if patch.is_empty() {
        Vec::new()
    } else {
        let body = json!({ "update": { &found.external: patch } });
        vec![Call::new("x:Domain/set", format!("update {name}"), body)]
    };
    Comparison { differences, calls }
}

/// A key can be born between our look and these calls: then the domain stays linked, and the next round finds that key.
fn destroy(name: &str, found: &Found) -> Comparison {
    let mut calls = Vec::new();
    if found.more["keys"].as_array().is_some_and(|keys| !keys.is_empty()) {
        calls.push(dkim::destroy(name, &found.more["keys"]));
    }
    let body = json!({ "destroy": [found.external] });
    calls.push(Call::new("x:Domain/set", format!("destroy {name}"), body).destroying());
    Comparison { differences: diff::there(), calls }
}

/// The records that a domain's owner has to publish, as Stalwart gave them with the domain. Those of the signing keys
/// are missing until the keys are made.
#[must_use]
pub fn records(found: &Found) -> Vec<DnsRecord> {
    zone::parse(text(&found.more, "zone"), text(&found.more, "name")).records
}
