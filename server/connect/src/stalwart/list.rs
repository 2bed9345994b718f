//! Mailing lists: an address that goes to several. A list in our domain is ours.

use std::collections::BTreeSet;

use dezky_domain::provision::{Facts, Standing, Trouble, TroubleKind};
use serde_json::{Map, Value, json};

use super::{
    account, diff,
    domain::{self, Home},
    holder,
    jmap::{Jmap, text},
};
use crate::engine::{Call, Comparison, Found, Seen, Wanted, trouble};

const OBJECT: &str = "x:MailingList";
const PROPERTIES: [&str; 4] = ["name", "domainId", "recipients", "aliases"];

/// Every list of a domain. Stalwart can't be asked for them by domain, so all lists are looked through.
///
/// # Errors
/// What the engine answered.
pub async fn all(jmap: &Jmap, home: &str) -> Result<Vec<Value>, Trouble> {
    let ids = jmap.all(OBJECT, json!({})).await?;
    let lists = jmap.get(OBJECT, &ids, &PROPERTIES).await?;
    Ok(lists.into_iter().filter(|list| text(list, "domainId") == home).collect())
}

/// Lists that have to do with a local part: by name, by alias, or by a recipient.
///
/// # Errors
/// What the engine answered.
pub async fn about(jmap: &Jmap, home: &str, local: &str) -> Result<Vec<Value>, Trouble> {
    if !account::is_indexed(local) {
        return all(jmap, home).await;
    }
    let ids = match jmap.find(OBJECT, json!({ "text": local })).await {
        Err(trouble) if trouble.kind == TroubleKind::Rejected => return all(jmap, home).await,
        ids => ids?,
    };
    let lists = jmap.get(OBJECT, &ids, &PROPERTIES).await?;
    Ok(lists.into_iter().filter(|list| text(list, "domainId") == home).collect())
}

/// # Errors
/// What the engine answered. `NotYet` where it is wanted and its domain isn't there.
pub async fn observe(jmap: &Jmap, wanted: &Wanted<'_>, local: &str, domain: &str) -> Result<Seen, Trouble> {
    let known = match wanted.external {
        Some(id) => jmap.get(OBJECT, &[id.to_owned()], &PROPERTIES).await?,
        None => Vec::new(),
    };
    let hint = known.first().map(|list| text(list, "domainId"));
    let home = match domain::home(jmap, wanted.owner, domain, hint).await? {
        Home::Ours(home) => home,
        Home::Missing if wanted.standing == Standing::Present => return Err(domain::not_yet(domain)),
        Home::Missing => return Ok(Seen::Missing { more: Value::Null }),
        Home::Taken(whose) => return Ok(Seen::Taken { whose }),
    };
    let is = |list: &Value| text(list, "domainId") == home && text(list, "name").eq_ignore_ascii_case(local);
    if let Some(list) = known.iter().find(|list| is(list)) {
        return Ok(found(list));
    }
    let lists = about(jmap, &home, local).await?;
    if let Some(list) = lists.iter().find(|list| is(list)) {
        return Ok(found(list));
    }
    let more = json!({ "domainId": home });
    if wanted.standing != Standing::Present {
        return Ok(Seen::Missing { more });
    }
    Ok(match holder::of(jmap, &home, local, domain, &lists, holder::LIST).await? {
        Some(whose) => Seen::Taken { whose },
        None => Seen::Missing { more },
    })
}

fn found(list: &Value) -> Seen {
    let recipients = recipients(list);
    let facts = joined(&recipients).map(|recipients| ("recipients".to_owned(), recipients));
    Seen::There(Found {
        external: text(list, "id").to_owned(),
        facts: facts.into_iter().collect::<Facts>(),
        more: Value::Null,
    })
}

/// In Stalwart's form: addresses in lower case.
pub fn recipients(list: &Value) -> BTreeSet<String> {
    let recipients = list["recipients"].as_object().into_iter().flatten();
    recipients.filter(|(_, is)| **is == true).map(|(address, _)| address.to_lowercase()).collect()
}

fn joined(recipients: &BTreeSet<String>) -> Option<String> {
    let all = recipients.iter().map(String::as_str).collect::<Vec<_>>().join(", ");
    Some(all).filter(|all| !all.is_empty())
}

/// # Errors
/// `Conflict`, `NotYet`.
pub fn compare(
    wanted: &Wanted<'_>,
    seen: &Seen,
    (local, domain): (&str, &str),
    recipients: &[String],
) -> Result<Comparison, Trouble> {
    let address = format!("{local}@{domain}");
    let recipients: BTreeSet<_> = recipients.iter().map(|recipient| recipient.trim().to_lowercase()).collect();
    let set: Map<_, _> = recipients.iter().map(|recipient| (recipient.clone(), Value::from(true))).collect();
    match (wanted.standing, seen) {
        (_, Seen::Taken { whose }) => diff::taken(wanted, whose),
        (Standing::Present, Seen::Missing { more }) => {
            if more["domainId"].is_null() {
                return Err(trouble(TroubleKind::NotYet, None, "its domain isn't there yet"));
            }
            let list = json!({ "name": local, "domainId": more["domainId"], "recipients": set, "aliases": {} });
            let call = Call::new("x:MailingList/set", format!("create {address}"), json!({ "create": { "m": list } }));
            Ok(Comparison { differences: diff::missing(), calls: vec![call] })
        }
        (Standing::Present, Seen::There(found)) => {
            let differences = diff::fields(&[("recipients", joined(&recipients))], &found.facts);
            if differences.is_empty() {
                return Ok(Comparison::default());
            }
            let body = json!({ "update": { &found.external: { "recipients": set } } });
            Ok(Comparison {
                differences,
                calls: vec![Call::new("x:MailingList/set", format!("update {address}"), body)],
            })
        }
        (Standing::Gone, Seen::There(found)) => {
            Ok(Comparison { differences: diff::there(), calls: vec![destroy(&address, &found.external)] })
        }
        // A list holds nothing and lets nobody in.
        (Standing::Cut, _) | (Standing::Gone, Seen::Missing { .. }) => Ok(Comparison::default()),
    }
}

/// The call that destroys a list.
pub fn destroy(address: &str, id: &str) -> Call {
    Call::new("x:MailingList/set", format!("destroy {address}"), json!({ "destroy": [id] })).destroying()
}
