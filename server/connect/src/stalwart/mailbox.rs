//! Somebody's mailbox: an account with its display name, aliases, quota and permissions. Without a password: who signs in
//! is Authentik's matter, or `password`'s.

use std::collections::BTreeSet;

use dezky_domain::provision::{Difference, Facts, Standing, Trouble, TroubleKind};
use serde_json::{Map, Value, json};

use super::{
    account, diff,
    domain::{self, Home},
    holder,
    jmap::{Jmap, text},
    list,
};
use crate::engine::{Call, Comparison, Found, Seen, Wanted, trouble};

/// What is taken from somebody who is cut off: signing in, and receiving (facts/stalwart.md §0.8). An IMAP session that
/// is open lives on.
const CUT: [&str; 2] = ["authenticate", "emailReceive"];

/// A mailbox as it is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Mailbox<'a> {
    pub local: &'a str,
    pub domain: &'a str,
    pub name: &'a str,
    pub aliases: &'a [String],
    /// Bytes; 0 for none.
    pub quota: u64,
}

/// # Errors
/// What the engine answered. `NotYet` where it is wanted and its domain isn't there.
pub async fn observe(jmap: &Jmap, wanted: &Wanted<'_>, it: Mailbox<'_>) -> Result<Seen, Trouble> {
    let known = account::known(jmap, wanted.external).await?;
    let hint = known.as_ref().map(|account| text(account, "domainId"));
    let home = match domain::home(jmap, wanted.owner, it.domain, hint).await? {
        Home::Ours(home) => home,
        Home::Missing if wanted.standing == Standing::Present => return Err(domain::not_yet(it.domain)),
        Home::Missing => return Ok(Seen::Missing { more: Value::Null }),
        Home::Taken(whose) => return Ok(Seen::Taken { whose }),
    };
    let account = match known.filter(|account| account::is(account, &home, it.local)) {
        None => account::look(jmap, &home, it.local).await?,
        known => known,
    };
    match account {
        Some(group) if holder::is_group(&group) => {
            Ok(Seen::Taken { whose: format!("{} is a group", domain::address(&group, it.domain)) })
        }
        Some(account) => Ok(Seen::There(found(&account, &home))),
        None if wanted.standing == Standing::Present => {
            let lists = list::about(jmap, &home, it.local).await?;
            Ok(match holder::of(jmap, &home, it.local, it.domain, &lists, holder::MAILBOX).await? {
                Some(whose) => Seen::Taken { whose },
                None => Seen::Missing { more: json!({ "domainId": home }) },
            })
        }
        None => Ok(Seen::Missing { more: json!({ "domainId": home }) }),
    }
}

fn found(account: &Value, home: &str) -> Found {
    let mut facts = Facts::new();
    let mut fact = |field: &str, value: Option<String>| facts.extend(value.map(|value| (field.to_owned(), value)));
    fact("description", Some(text(account, "description").to_owned()).filter(|name| !name.is_empty()));
    fact("aliases", joined(&aliases(account, home)));
    fact("quota", account["quotas"]["maxDiskQuota"].as_u64().filter(|quota| *quota > 0).map(|quota| quota.to_string()));
    fact("permissions", Some(permissions(&account["permissions"])));
    Found {
        external: text(account, "id").to_owned(),
        facts,
        more: json!({
            "domainId": home,
            "aliases": account["aliases"],
            "quotas": account["quotas"],
            "permissions": account["permissions"],
        }),
    }
}

/// Local parts of the aliases in the mailbox' own domain that are switched on. Others aren't ours to judge.
fn aliases(account: &Value, home: &str) -> BTreeSet<String> {
    let all = account["aliases"].as_object().into_iter().flat_map(Map::values);
    let ours = all.filter(|alias| text(alias, "domainId") == home && alias["enabled"] != false);
    ours.map(|alias| text(alias, "name").to_lowercase()).collect()
}

fn joined(words: &BTreeSet<String>) -> Option<String> {
    let all = words.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    Some(all).filter(|all| !all.is_empty())
}

/// `Inherit`, or `Merge, without authenticate, emailReceive`.
fn permissions(permissions: &Value) -> String {
    let mut words = text(permissions, "@type").to_owned();
    for (word, set) in [("with", "enabledPermissions"), ("without", "disabledPermissions")] {
        let names: Vec<_> = names(&permissions[set]).collect();
        if !names.is_empty() {
            words = format!("{words}, {word} {}", names.join(", "));
        }
    }
    words
}

fn names(set: &Value) -> impl Iterator<Item = &str> {
    set.as_object().into_iter().flatten().filter(|(_, is)| **is == true).map(|(name, _)| name.as_str())
}

fn is_cut(permissions: &Value) -> bool {
    let gone = |name: &&str| {
        names(&permissions["disabledPermissions"]).any(|it| it == *name)
            && !names(&permissions["enabledPermissions"]).any(|it| it == *name)
    };
    text(permissions, "@type") == "Merge" && CUT.iter().all(gone)
}

fn cut() -> Value {
    let disabled: Map<_, _> = CUT.iter().map(|name| ((*name).to_owned(), Value::from(true))).collect();
    json!({ "@type": "Merge", "enabledPermissions": {}, "disabledPermissions": disabled })
}

/// # Errors
/// `Conflict`, `NotYet`.
pub fn compare(wanted: &Wanted<'_>, seen: &Seen, it: Mailbox<'_>) -> Result<Comparison, Trouble> {
    let address = format!("{}@{}", it.local, it.domain);
    let call = |verb: &str, body| Call::new("x:Account/set", format!("{verb} {address}"), body);
    match (wanted.standing, seen) {
        (_, Seen::Taken { whose }) => diff::taken(wanted, whose),
        (Standing::Present, Seen::Missing { more }) => {
            let Some(home) = more["domainId"].as_str() else {
                return Err(trouble(TroubleKind::NotYet, None, "its domain isn't there yet"));
            };
            let calls = vec![call("create", json!({ "create": { "a": create(it, home) } }))];
            Ok(Comparison { differences: diff::missing(), calls })
        }
        (Standing::Present, Seen::There(found)) => {
            let (differences, patch) = mend(it, found);
            let calls = if patch.is_empty() {
                Vec::new()
            } else {
                vec![call("update", json!({ "update": { &found.external: patch } }))]
            };
            Ok(Comparison { differences, calls })
        }
        (Standing::Cut, Seen::There(found)) if !is_cut(&found.more["permissions"]) => Ok(Comparison {
            differences: diff::fields(&[("permissions", Some(permissions(&cut())))], &found.facts),
            calls: vec![call("cut off", json!({ "update": { &found.external: { "permissions": cut() } } }))],
        }),
        (Standing::Gone, Seen::There(found)) => Ok(Comparison {
            differences: diff::there(),
            calls: vec![call("destroy", json!({ "destroy": [found.external] })).destroying()],
        }),
        _ => Ok(Comparison::default()),
    }
}

/// The body that was tried, without credentials (facts/stalwart.md §3.3).
fn create(it: Mailbox<'_>, home: &str) -> Value {
    let mut account = json!({
        "@type": "User",
        "name": it.local,
        "domainId": home,
        "roles": { "@type": "User" },
        "permissions": { "@type": "Inherit" },
        "encryptionAtRest": { "@type": "Disabled" },
        "aliases": alias_list(&wanted_aliases(it), home, &Value::Null),
        "quotas": quotas(it.quota, &Value::Null),
    });
    // An empty text is refused where a text may be left out.
    if !it.name.is_empty() {
        account["description"] = Value::from(it.name);
    }
    account
}

fn wanted_aliases(it: Mailbox<'_>) -> BTreeSet<String> {
    let own = it.local.to_lowercase();
    it.aliases.iter().map(|alias| alias.trim().to_lowercase()).filter(|alias| *alias != own).collect()
}

/// The whole list, as it is replaced: what is wanted here, and what stands for other domains as it stood.
fn alias_list(wanted: &BTreeSet<String>, home: &str, seen: &Value) -> Value {
    let seen = || seen.as_object().into_iter().flat_map(Map::values);
    let here = wanted.iter().map(|name| {
        let is = |alias: &&Value| text(alias, "domainId") == home && text(alias, "name").eq_ignore_ascii_case(name);
        let mut alias = seen().find(is).cloned().unwrap_or_else(|| json!({ "name": name, "domainId": home }));
        alias["enabled"] = Value::from(true);
        alias
    });
    let elsewhere = seen().filter(|alias| text(alias, "domainId") != home).cloned();
    let all = here.chain(elsewhere).enumerate();
    Value::Object(all.map(|(at, alias)| (at.to_string(), alias)).collect())
}

/// The whole set: ours, and the others as they stood.
fn quotas(quota: u64, seen: &Value) -> Value {
    let mut quotas = seen.as_object().cloned().unwrap_or_default();
    quotas.remove("maxDiskQuota");
    if quota > 0 {
        quotas.insert("maxDiskQuota".to_owned(), Value::from(quota));
    }
    Value::Object(quotas)
}

fn mend(it: Mailbox<'_>, found: &Found) -> (Vec<Difference>, Map<String, Value>) {
    let aliases = wanted_aliases(it);
    let want = [
        ("description", Some(it.name.to_owned()).filter(|name| !name.is_empty())),
        ("aliases", joined(&aliases)),
        ("quota", Some(it.quota).filter(|quota| *quota > 0).map(|quota| quota.to_string())),
        ("permissions", Some("Inherit".to_owned())),
    ];
    let differences = diff::fields(&want, &found.facts);
    let patch = differences.iter().map(|difference| match difference.field.as_str() {
        "aliases" => {
            let home = text(&found.more, "domainId");
            ("aliases".to_owned(), alias_list(&aliases, home, &found.more["aliases"]))
        }
        "quota" => ("quotas".to_owned(), quotas(it.quota, &found.more["quotas"])),
        "permissions" => ("permissions".to_owned(), json!({ "@type": "Inherit" })),
        field => (field.to_owned(), difference.wanted.clone().map_or(Value::Null, Value::from)),
    });
    let patch = patch.collect();
    (differences, patch)
}
