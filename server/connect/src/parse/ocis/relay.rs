//! The older synthetic shape: `type` is reva's event name, `executingUser` the actor. Nobody defined it, so keys are
//! taken whatever their case, and an object's fields as if they were written flat: `space.id` is `spaceId`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::{
    action::{SHARE_PENDING, SHARE_UPDATED, of_event},
    facts::{Facts, FileRef, action, path_of},
    native,
};
use crate::parse::{clean::clean, json::Json};

/// `None` unless the record has a `type` and an `executingUser`.
pub(super) fn read(record: &Json) -> Option<Facts> {
    let name = record.get("type")?.text().filter(|name| !name.trim().is_empty())?;
    let who = record.get("executingUser")?;
    let flat = flat(record);
    let one = |keys: &[&str]| keys.iter().find_map(|key| flat.get(*key)).and_then(|text| clean(text));
    let action = action(&match of_event(name) {
        word if word == SHARE_UPDATED => updated(one(&["field", "fieldupdated", "updatetype"])),
        word if word == SHARE_PENDING => received(one(&["state", "sharestate"])),
        word => word,
    });
    let is_link = name.starts_with("Link");
    let share = one(&["linkid", "shareid"]);
    let file = one(&["fileid", "itemid", "resourceid", "nodeid"]).map(|id| FileRef::parse(&id)).unwrap_or_default();
    let space = one(&["spaceid", "spaceuuid"]).and_then(|id| FileRef::space(&id).space);
    let (user_with, group_with) = (one(&["granteeuserid"]), one(&["granteegroupid"]));
    let with_kind = match (&user_with, &group_with) {
        (Some(_), _) => Some("user".to_owned()),
        (_, Some(_)) => Some("group".to_owned()),
        _ => one(&["sharetype", "granteetype"]).filter(|kind| kind == "user" || kind == "group"),
    };
    Some(Facts {
        actor: match who {
            Json::Text(id) => clean(id),
            _ => one(&["executinguserid", "executinguseropaqueid", "executinguseridopaqueid"])
                .or_else(|| one(&["executingusername", "executinguserusername"])),
        },
        actor_name: one(&["executinguserdisplayname", "executingusername", "executinguserusername"]),
        occurred: time(record),
        at: FileRef { space: file.space.or(space), ..file },
        path: one(&["path", "filepath", "itempath", "filename", "itemname", "name"]).and_then(|path| path_of(&path)),
        old_path: one(&["oldpath", "sourcepath", "oldname"]).and_then(|path| path_of(&path)),
        key: one(&["key", "version", "versionkey"]),
        folder: one(&["itemtype"]).is_some_and(|item| item.contains("folder") || item.contains("container")),
        space_name: one(&["spacename", "name"]),
        new_name: one(&["newname"]),
        space_type: one(&["spacetype"]),
        owner: one(&["owner", "ownerid"]),
        quota: one(&["quota", "quotatotal", "quotamaxbytes"]),
        description: one(&["description"]),
        user: one(&["userid", "memberid"]),
        user_name: one(&["userdisplayname", "username", "membername", "recipientmail"]),
        group: one(&["groupid"]),
        group_name: one(&["groupname", "groupdisplayname"]),
        link: share.clone().filter(|_| is_link),
        share: share.filter(|_| !is_link),
        with: user_with.or(group_with).or_else(|| one(&["sharewith", "granteeid", "grantee", "recipient"])),
        with_kind,
        permissions: one(&["permissions"]),
        expires: one(&["expirationdate", "expiration", "expires"]),
        password: None,
        changes: native::features(record.get("features").or_else(|| record.get("Features"))),
        action,
    })
}

fn updated(field: Option<String>) -> String {
    let field = field.unwrap_or_default().to_ascii_lowercase();
    let known = ["permission", "expiration", "password"].into_iter().find(|known| field.contains(known));
    match known {
        Some(known) => format!("share_{known}_updated"),
        None if field.contains("name") => "share_name_updated".to_owned(),
        None => SHARE_UPDATED.to_owned(),
    }
}

fn received(state: Option<String>) -> String {
    let state = state.unwrap_or_default().to_ascii_lowercase();
    let word = if state.contains("accepted") {
        "share_accepted"
    } else if state.contains("declined") || state.contains("rejected") {
        "share_declined"
    } else {
        SHARE_PENDING
    };
    word.to_owned()
}

/// Text and whole numbers by their keys, without case, `_` and `-`.
fn flat(record: &Json) -> BTreeMap<String, String> {
    fn gather(entries: &[(String, Json)], before: &str, depth: usize, all: &mut BTreeMap<String, String>) {
        for (key, value) in entries {
            let own = key.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase());
            let key: String = before.chars().chain(own).collect();
            match value {
                Json::Text(text) => {
                    all.entry(key).or_insert_with(|| text.clone());
                }
                Json::Number(number) => {
                    all.entry(key).or_insert_with(|| number.to_string());
                }
                Json::Object(entries) if depth > 0 => gather(entries, &key, depth - 1, all),
                Json::Object(_) | Json::List(_) | Json::Null | Json::Bool(_) => {}
            }
        }
    }
    let mut all = BTreeMap::new();
    gather(record.object().unwrap_or_default(), "", 2, &mut all);
    all
}

/// RFC 3339, or seconds or milliseconds since 1970.
fn time(record: &Json) -> Option<DateTime<Utc>> {
    let value = ["timestamp", "time", "Time", "eventTime", "createdAt"].into_iter().find_map(|key| record.get(key))?;
    let number = match value {
        Json::Text(text) => return native::time(text).or_else(|| epoch(text.parse().ok()?)),
        Json::Number(number) => number.as_i64()?,
        _ => return None,
    };
    epoch(number)
}

fn epoch(number: i64) -> Option<DateTime<Utc>> {
    const MILLISECONDS_FROM: i64 = 100_000_000_000;
    if number.abs() < MILLISECONDS_FROM {
        DateTime::from_timestamp(number, 0)
    } else {
        DateTime::from_timestamp_millis(number)
    }
}
