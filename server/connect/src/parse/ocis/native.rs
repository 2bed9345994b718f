//! The shape that OCIS writes (facts/ocis.md §2).

use std::sync::LazyLock;

use chrono::{DateTime, Utc};
use dezky_domain::audit::Change;
use regex::Regex;

use super::{
    action::{Kind, SHARE_PENDING, SHARE_UPDATED, UNKNOWN, kind},
    facts::{Facts, FileRef, action, path_of},
};
use crate::parse::{clean::clean, json::Json};

static ACTOR: LazyLock<Regex> = LazyLock::new(|| Regex::new("^user '([^']+)' ").expect("a fixed pattern"));
static LINK: LazyLock<Regex> = LazyLock::new(|| Regex::new("with id '([^']+)'").expect("a fixed pattern"));
static QUOTA: LazyLock<Regex> = LazyLock::new(|| Regex::new("quota: '([0-9]+)'").expect("a fixed pattern"));

/// `None` unless the record has an `Action`.
pub(super) fn read(record: &Json) -> Option<Facts> {
    let text = |key: &str| record.get(key).and_then(Json::text).unwrap_or_default();
    let word = |key: &str| clean(text(key));
    let message = text("Message");
    let action = match record.get("Action")?.text()? {
        "" if message.contains("' updated field '") => SHARE_UPDATED.to_owned(),
        "" if message.is_empty() && !text("ShareID").is_empty() => SHARE_PENDING.to_owned(),
        "" => UNKNOWN.to_owned(),
        other => action(other),
    };
    let kind = kind(&action);
    let file = FileRef::parse(text("FileID"));
    let space = ["SpaceID", "RootItem"].into_iter().map(|key| FileRef::space(text(key)).space).find(Option::is_some);
    let (share_space, share) = share_id(text("ShareID"));
    let is_link =
        text("ShareType") == "link" || (share.is_some() && share_space.is_none() && text("ShareType").is_empty());
    let made = (is_link && kind == Kind::Shared).then(|| first(&LINK, message)).flatten();
    let with_kind = match text("ShareType") {
        kind @ ("user" | "group") => Some(kind),
        _ if word("GranteeUserID").is_some() => Some("user"),
        _ if word("GranteeGroupID").is_some() => Some("group"),
        _ => None,
    };
    let item = text("ItemType").to_ascii_lowercase();
    let opaque = record.get("Opaque").or_else(|| record.get("Opqaue"));
    let described = |key: &str| opaque.and_then(|opaque| opaque.get(key)).and_then(Json::text).and_then(clean);
    Some(Facts {
        actor: actor(record, kind, is_link),
        actor_name: None,
        occurred: if kind == Kind::Received { None } else { time(text("Time")) },
        at: FileRef { space: file.space.or_else(|| space.flatten()).or(share_space), ..file },
        path: path_of(text("Path")),
        old_path: path_of(text("OldPath")),
        key: word("Key"),
        folder: item.contains("container") || item.contains("folder"),
        space_name: word("Name"),
        new_name: word("NewName"),
        space_type: word("Type"),
        owner: word("Owner"),
        quota: described("quota.total").or_else(|| first(&QUOTA, message)),
        description: described("description").or_else(|| word("Description")),
        user: word("UserID"),
        user_name: word("RecipientMail"),
        group: word("GroupID"),
        group_name: None,
        link: made.or_else(|| share.clone().filter(|_| is_link)),
        share: share.filter(|_| !is_link),
        with: ["ShareWith", "GranteeUserID", "GranteeGroupID"].into_iter().find_map(word),
        with_kind: with_kind.map(str::to_owned),
        permissions: word("Permissions"),
        expires: word("ExpirationDate").or_else(|| expiration(record)),
        password: match record.get("SharePass") {
            Some(Json::Bool(has)) if is_link => Some(*has),
            _ => None,
        },
        changes: features(record.get("Features")),
        action,
    })
}

/// `User` is not the actor (facts/ocis.md §1.3), except for links, where it is the same.
fn actor(record: &Json, kind: Kind, is_link: bool) -> Option<String> {
    let text = |key: &str| record.get(key).and_then(Json::text).unwrap_or_default();
    // One line for each member of the group, all naming the group: who took it isn't said.
    if kind == Kind::Received && text("ShareType") == "group" {
        return None;
    }
    first(&ACTOR, text("Message")).or_else(|| {
        let same = is_link && (kind == Kind::Shared || text("Action") == "file_unshared");
        same.then(|| clean(text("User"))).flatten()
    })
}

fn first(pattern: &Regex, text: &str) -> Option<String> {
    pattern.captures(text)?.get(1).and_then(|found| clean(found.as_str()))
}

/// RFC 3339; empty for users, groups and `space_shared`. For received shares it is when the share was made, which is
/// not when it was taken, so nobody asks there.
pub(super) fn time(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.with_timezone(&Utc))
}

/// The space and the share in `<storage>:<space>:<share>`; a link's id stands alone.
fn share_id(text: &str) -> (Option<String>, Option<String>) {
    match text.split(':').collect::<Vec<_>>()[..] {
        [_, space, share] => (clean(space), clean(share)),
        _ => (None, clean(text)),
    }
}

fn expiration(record: &Json) -> Option<String> {
    let Some(Json::Number(seconds)) = record.get("Expiration") else { return None };
    DateTime::from_timestamp(seconds.as_i64()?, 0).map(|time| time.to_rfc3339_opts(chrono::SecondsFormat::Secs, true))
}

/// Ids of OCIS' own roles (facts/ocis.md §5).
const ROLES: &[(&str, &str)] = &[
    ("71881883-1768-46bd-a24d-a356a2afdf7f", "Admin"),
    ("2aadd357-682c-406b-8874-293091995fdd", "Space Admin"),
    ("d7beeea8-8ff4-406b-8fb6-ab2dd81e6b11", "User"),
    ("38071a68-456a-4553-846a-fa67bf5596cc", "User Light"),
];

/// What changed of a user. That a password changed is kept, and nothing of it.
pub(super) fn features(list: Option<&Json>) -> Vec<Change> {
    let entries = list.map(Json::list).unwrap_or_default();
    let change = |entry: &Json| {
        let text = |key: &str| {
            let value = entry.get(key).or_else(|| entry.get(&key.to_ascii_lowercase()))?.text()?;
            let named = ROLES.iter().find(|(id, _)| *id == value).map_or(value, |(_, name)| name);
            clean(named)
        };
        let field = text("Name")?;
        let secret = field.to_ascii_lowercase().contains("password");
        let value = |key: &str| text(key).filter(|_| !secret);
        Some(Change { before: value("OldValue").or_else(|| value("oldValue")), after: value("Value"), field })
    };
    entries.iter().filter_map(change).take(32).collect()
}
