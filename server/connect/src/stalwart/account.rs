//! Mail accounts as Stalwart keeps them: a local part in a domain. What is in our domain is ours, whoever made it.

use dezky_domain::provision::{Trouble, TroubleKind};
use serde_json::{Value, json};

use super::jmap::{Jmap, text};

pub const OBJECT: &str = "x:Account";

/// All that is ever read of one. Never its credentials.
const PROPERTIES: [&str; 7] = ["@type", "name", "domainId", "description", "aliases", "quotas", "permissions"];

/// The account with an id, wherever it is.
///
/// # Errors
/// What the engine answered.
pub async fn known(jmap: &Jmap, id: Option<&str>) -> Result<Option<Value>, Trouble> {
    let Some(id) = id else { return Ok(None) };
    Ok(jmap.get(OBJECT, &[id.to_owned()], &PROPERTIES).await?.into_iter().next())
}

/// The account or group of that name in a domain.
///
/// # Errors
/// What the engine answered.
pub async fn look(jmap: &Jmap, home: &str, local: &str) -> Result<Option<Value>, Trouble> {
    let ids = jmap.find(OBJECT, json!({ "domainId": home, "name": local })).await?;
    Ok(jmap.get(OBJECT, &ids, &PROPERTIES).await?.into_iter().find(|account| is(account, home, local)))
}

pub fn is(account: &Value, home: &str, local: &str) -> bool {
    text(account, "domainId") == home && text(account, "name").eq_ignore_ascii_case(local)
}

/// Every account and group of a domain.
///
/// # Errors
/// What the engine answered.
pub async fn all(jmap: &Jmap, home: &str) -> Result<Vec<Value>, Trouble> {
    let ids = jmap.all(OBJECT, json!({ "domainId": home })).await?;
    let accounts = jmap.get(OBJECT, &ids, &PROPERTIES).await?;
    Ok(accounts.into_iter().filter(|account| text(account, "domainId") == home).collect())
}

/// Accounts and groups of a domain that have to do with a local part: by name, by alias, or by their description.
///
/// # Errors
/// What the engine answered.
pub async fn about(jmap: &Jmap, home: &str, local: &str) -> Result<Vec<Value>, Trouble> {
    if !is_indexed(local) {
        return all(jmap, home).await;
    }
    let ids = match jmap.find(OBJECT, json!({ "domainId": home, "text": local })).await {
        Err(trouble) if trouble.kind == TroubleKind::Rejected => return all(jmap, home).await,
        ids => ids?,
    };
    let accounts = jmap.get(OBJECT, &ids, &PROPERTIES).await?;
    Ok(accounts.into_iter().filter(|account| text(account, "domainId") == home).collect())
}

/// Whether Stalwart's index of words leads to a local part: it holds none of a single letter.
pub fn is_indexed(local: &str) -> bool {
    local.split(|c: char| !c.is_alphanumeric()).all(|word| word.len() > 1)
}

/// An account's or a list's entry among `aliases` with that local part in that domain.
pub fn alias<'a>(object: &'a Value, home: &str, local: &str) -> Option<&'a Value> {
    let entries = object["aliases"].as_object()?.values();
    let mut entries = entries.filter(|alias| text(alias, "domainId") == home);
    entries.find(|alias| text(alias, "name").eq_ignore_ascii_case(local))
}
