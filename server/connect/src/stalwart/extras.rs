//! What is in a tenant's domains and nobody wants: made by hand in Stalwart, or left over.

use dezky_domain::{
    audit::Source,
    provision::{Extra, Kind, Owner, ResourceName, Trouble},
};
use serde_json::{Map, Value};

use super::{
    account, diff,
    domain::{self, Home, address},
    holder,
    jmap::{Jmap, text},
    list,
};
use crate::engine::Call;

/// Recipients and aliases that are named before the rest is only counted.
const SHOWN: usize = 5;

/// # Errors
/// What the engine answered.
pub async fn extras(jmap: &Jmap, owner: &Owner, wanted: &[ResourceName]) -> Result<Vec<Extra>, Trouble> {
    let is_wanted = |kind, key: &str| {
        wanted.iter().any(|it| it.system == Source::Stalwart && it.kind == kind && it.key.eq_ignore_ascii_case(key))
    };
    let domains = wanted.iter().filter(|it| it.system == Source::Stalwart && it.kind == Kind::Domain);
    let mut extras = Vec::new();
    for name in domains.map(|it| it.key.as_str()) {
        let Home::Ours(home) = domain::home(jmap, owner, name, None).await? else { continue };
        let accounts = account::all(jmap, &home).await?;
        let accounts = accounts.iter().map(|it| (Kind::Mailbox, it, of_account(it)));
        let lists = list::all(jmap, &home).await?;
        let lists = lists.iter().map(|it| (Kind::MailingList, it, of_list(it, name)));
        extras.extend(accounts.chain(lists).map(|(kind, it, seen)| Extra {
            name: ResourceName { system: Source::Stalwart, kind, key: address(it, name) },
            external: text(it, "id").to_owned(),
            seen,
        }));
    }
    extras.retain(|extra| !is_wanted(extra.name.kind, &extra.name.key));
    extras.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(extras)
}

/// `Zoe Quist, aliases z, zq`, or `group Sales`.
fn of_account(account: &Value) -> String {
    let aliases = account["aliases"].as_object().into_iter().flat_map(Map::values);
    let aliases: Vec<_> = aliases.map(|alias| text(alias, "name").to_owned()).collect();
    let mut words = Vec::new();
    if holder::is_group(account) {
        words.push(format!("group {}", text(account, "description")).trim().to_owned());
    } else if !text(account, "description").is_empty() {
        words.push(text(account, "description").to_owned());
    }
    if !aliases.is_empty() {
        words.push(format!("aliases {}", diff::list(&aliases, SHOWN)));
    }
    plain(&words.join(", "))
}

/// `→ o.brink`: recipients in the list's own domain by their local part.
fn of_list(list: &Value, domain: &str) -> String {
    let recipients: Vec<_> = list::recipients(list)
        .iter()
        .map(|address| match address.rsplit_once('@') {
            Some((local, at)) if at == domain => local.to_owned(),
            _ => address.clone(),
        })
        .collect();
    plain(&format!("→ {}", diff::list(&recipients, SHOWN)))
}

/// Somebody else wrote it: one line, and not a long one.
fn plain(words: &str) -> String {
    words.chars().filter(|c| !c.is_control()).take(300).collect::<String>().trim().to_owned()
}

/// A list holds no mail of its own; an account or a group does.
pub fn remove(extra: &Extra) -> Vec<Call> {
    match extra.name.kind {
        Kind::MailingList => vec![list::destroy(&extra.name.key, &extra.external)],
        _ => Vec::new(),
    }
}
