//! Who holds an address that can't be made: accounts, groups, lists and their aliases share one space of names. Without
//! this look a creation would be refused again and again, and nobody would know why.

use dezky_domain::provision::{Trouble, TroubleKind};
use serde_json::Value;

use super::{
    account,
    domain::address,
    jmap::{Jmap, text},
};
use crate::engine::trouble;

/// As what an address is held.
pub const MAILBOX: &str = "a mailbox";
pub const LIST: &str = "a mailing list";

/// In plain words; none if the address is free. `lists` are the lists that have to do with it. `missed` is what was just
/// looked for and not found.
///
/// # Errors
/// What the engine answered. `NotYet` where the holder is that very thing: it came, or came to be seen, between two looks.
pub async fn of(
    jmap: &Jmap,
    home: &str,
    local: &str,
    domain: &str,
    lists: &[Value],
    missed: &str,
) -> Result<Option<String>, Trouble> {
    let accounts = account::about(jmap, home, local).await?;
    let named = |object: &Value| text(object, "name").eq_ignore_ascii_case(local);
    let what = if let Some(account) = accounts.iter().find(|it| named(it)) {
        if is_group(account) { "a group".to_owned() } else { MAILBOX.to_owned() }
    } else if lists.iter().any(named) {
        LIST.to_owned()
    } else if let Some(other) = accounts.iter().chain(lists).find(|it| account::alias(it, home, local).is_some()) {
        format!("an alias of {}", address(other, domain))
    } else {
        return Ok(None);
    };
    if what == missed {
        let detail = format!("{local}@{domain} came while it was looked for");
        return Err(trouble(TroubleKind::NotYet, None, &detail));
    }
    Ok(Some(format!("{local}@{domain} is {what}")))
}

pub fn is_group(account: &Value) -> bool {
    text(account, "@type") == "Group"
}
