//! Signing keys. Stalwart makes them by itself, seconds after the domain (facts/stalwart.md §0.3), so they are waited for
//! and never made here.

use std::collections::BTreeMap;

use dezky_domain::provision::{Facts, Standing, Trouble, TroubleKind};
use serde_json::{Value, json};

use super::{
    diff,
    domain::{self, Home},
    jmap::{Jmap, text},
};
use crate::engine::{Call, Comparison, Found, Seen, Wanted, trouble};

const OBJECT: &str = "x:DkimSignature";

/// Ids of all keys of a domain, whatever their stage, sorted.
///
/// # Errors
/// What the engine answered.
pub async fn ids(jmap: &Jmap, domain: &str) -> Result<Vec<String>, Trouble> {
    let mut ids = jmap.find(OBJECT, json!({ "domainId": domain })).await?;
    ids.sort();
    Ok(ids)
}

/// # Errors
/// What the engine answered. `NotYet` while one of the `keys` algorithms has no active key.
pub async fn observe(jmap: &Jmap, wanted: &Wanted<'_>, name: &str, keys: u32) -> Result<Seen, Trouble> {
    let home = match domain::home(jmap, wanted.owner, name, None).await? {
        Home::Ours(home) => home,
        Home::Missing if wanted.standing == Standing::Present => return Err(domain::not_yet(name)),
        Home::Missing => return Ok(Seen::Missing { more: Value::Null }),
        Home::Taken(whose) => return Ok(Seen::Taken { whose }),
    };
    let ids = ids(jmap, &home).await?;
    let signatures = jmap.get(OBJECT, &ids, &["@type", "selector", "stage", "domainId"]).await?;
    // Sorted, so that the order in which Stalwart tells of them changes nothing.
    let mut selectors: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for key in signatures.iter().filter(|key| text(key, "stage") == "active" && text(key, "domainId") == home) {
        selectors.entry(algorithm(text(key, "@type"))).or_default().push(text(key, "selector"));
    }
    if wanted.standing == Standing::Present && selectors.len() < keys as usize {
        let detail = format!("{} of {keys} signing keys are made", selectors.len());
        return Err(Trouble { after: Some(1), ..trouble(TroubleKind::NotYet, None, &detail) });
    }
    if ids.is_empty() {
        return Ok(Seen::Missing { more: Value::Null });
    }
    let facts = selectors.into_iter().map(|(algorithm, mut selectors)| {
        selectors.sort_unstable();
        (algorithm.to_owned(), selectors.join(", "))
    });
    Ok(Seen::There(Found { external: ids.join(","), facts: facts.collect::<Facts>(), more: json!({ "keys": ids }) }))
}

/// As selectors name it.
fn algorithm(kind: &str) -> &str {
    match kind {
        "Dkim1RsaSha256" => "rsa",
        "Dkim1Ed25519Sha256" => "ed25519",
        other => other,
    }
}

/// # Errors
/// `Conflict` where the domain isn't ours.
pub fn compare(wanted: &Wanted<'_>, seen: &Seen, name: &str) -> Result<Comparison, Trouble> {
    match (wanted.standing, seen) {
        (_, Seen::Taken { whose }) => diff::taken(wanted, whose),
        (Standing::Present, Seen::Missing { .. }) => {
            Err(trouble(TroubleKind::NotYet, None, "no signing key is made yet"))
        }
        (Standing::Gone, Seen::There(found)) => {
            Ok(Comparison { differences: diff::there(), calls: vec![destroy(name, &found.more["keys"])] })
        }
        _ => Ok(Comparison::default()),
    }
}

/// The call that destroys keys: a list of ids.
pub fn destroy(name: &str, keys: &Value) -> Call {
    Call::new("x:DkimSignature/set", format!("destroy keys of {name}"), json!({ "destroy": keys })).destroying()
}
