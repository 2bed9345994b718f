//! Spaces as OCIS lists them, and which of them is the one that is meant.

use dezky_domain::provision::{Owner, Trouble, TroubleKind};
use serde::Deserialize;
use serde_json::Value;

use super::{Ocis, lock, not_yet, wire};
use crate::engine::{Call, trouble};

pub(super) const DRIVES: &str = "/graph/v1.0/drives";
const PROJECTS: &str = "/graph/v1.0/drives?$filter=driveType%20eq%20'project'";

/// How often a space that was just made may be missing in what OCIS lists before it counts as gone.
const PATIENCE: u8 = 3;

/// What of a drive is read (facts/ocis.md §5).
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Drive {
    pub id: String,
    #[serde(default)]
    pub name: String,
    pub description: Option<String>,
    pub drive_alias: Option<String>,
    quota: Option<Quota>,
    root: Option<Root>,
}

#[derive(Debug, Clone, Deserialize)]
struct Quota {
    total: Option<i64>,
    /// Bytes; a disabled space tells none.
    used: Option<i64>,
}

#[derive(Debug, Clone, Deserialize)]
struct Root {
    deleted: Option<Deleted>,
}

#[derive(Debug, Clone, Deserialize)]
struct Deleted {
    state: Option<String>,
}

#[derive(Deserialize)]
struct Drives {
    value: Vec<Drive>,
}

impl Drive {
    pub fn disabled(&self) -> bool {
        let deleted = self.root.as_ref().and_then(|root| root.deleted.as_ref());
        deleted.and_then(|deleted| deleted.state.as_deref()) == Some("trashed")
    }

    pub fn quota(&self) -> Option<i64> {
        self.quota.as_ref()?.total
    }

    pub fn used(&self) -> Option<i64> {
        self.quota.as_ref()?.used
    }

    fn has(&self, mark: &str) -> bool {
        self.drive_alias.as_deref() == Some(mark)
    }
}

/// A space that was found or made.
#[derive(Debug, Clone)]
pub(super) struct Known {
    pub id: String,
    /// Made by us and not seen since, so many times.
    unseen: Option<u8>,
}

/// The mark of a tenant's space: the whole `driveAlias`, `project/<alias>.<the tenant id's last twelve digits>`.
///
/// OCIS derives an alias from the name of a space that is made without one, so that every space named "acme" has
/// `project/acme`: that alone tells nothing. It forbids a dot in names, so an alias with a dot was sent by somebody, and
/// the digits say for which tenant: the slug of one that was deleted can be given again. An alias stays as it is when
/// the space is renamed (facts/ocis.md §5, seen); that one that is sent is kept as sent stands in the source of graph
/// (`CreateDrive`) and reva (`CreateStorageSpace`, "allow sending a spaceAlias") only, so the answer is compared.
pub(super) fn mark(owner: &Owner, alias: &str) -> String {
    format!("project/{alias}{}", tail(owner))
}

/// The alias in a mark of this owner's.
pub(super) fn alias_of<'a>(owner: &Owner, drive: &'a Drive) -> Option<&'a str> {
    drive.drive_alias.as_deref()?.strip_prefix("project/")?.strip_suffix(&tail(owner))
}

fn tail(owner: &Owner) -> String {
    match &owner.tenant {
        Some((id, _)) => {
            let id = id.uuid().simple().to_string();
            format!(".{}", &id[20..])
        }
        None => ".dezky".to_owned(),
    }
}

/// The space's uuid in a drive's id, `<storage>$<space>`: what lines of the audit log name it by (facts/ocis.md §2.4).
#[must_use]
pub fn space_uuid(drive_id: &str) -> Option<&str> {
    let (_, space) = drive_id.split_once('$')?;
    space.split('!').next().filter(|space| !space.is_empty())
}

/// A drive's path in Graph.
pub(super) fn path(id: &str) -> String {
    format!("{DRIVES}/{}", wire::segment(id, ""))
}

impl Ocis {
    /// All project spaces; an admin sees everybody's.
    pub(super) async fn drives(&self) -> Result<Vec<Drive>, Trouble> {
        let drives: Drives = self.list(PROJECTS).await?;
        for drive in &drives.value {
            wire::id(&drive.id)?;
        }
        Ok(drives.value)
    }

    /// The space with the owner's mark. `hint` is an id that it may have.
    ///
    /// Several can have it, where the answer to a creation was lost and OCIS was slow: then it is the one of `hint`, else
    /// the one that was taken before, else the one with the smallest id.
    pub(super) async fn space(&self, owner: &Owner, alias: &str, hint: Option<&str>) -> Result<Option<Drive>, Trouble> {
        let mark = mark(owner, alias);
        let known = lock(&self.spaces).get(&mark).map(|known| known.id.clone());
        let likely: Vec<String> = hint.map(str::to_owned).into_iter().chain(known.clone()).collect();
        for (at, id) in likely.iter().enumerate() {
            // The same id twice is one look-up.
            if likely[..at].contains(id) {
                continue;
            }
            let drive: Option<Drive> = self.get(&path(id)).await?;
            if let Some(drive) = drive.filter(|drive| drive.id == *id && drive.has(&mark)) {
                return Ok(Some(self.found(mark, drive)));
            }
        }
        let mut marked: Vec<Drive> = self.drives().await?.into_iter().filter(|drive| drive.has(&mark)).collect();
        marked.sort_by(|a, b| a.id.cmp(&b.id));
        let ours = likely.iter().find_map(|id| marked.iter().position(|drive| drive.id == *id)).unwrap_or(0);
        if let Some(drive) = marked.into_iter().nth(ours) {
            return Ok(Some(self.found(mark, drive)));
        }
        self.missed(&mark)?;
        Ok(None)
    }

    /// Which of the spaces with this mark is the one, of those in a list.
    pub(super) fn chosen(&self, owner: &Owner, alias: &str, drives: &[Drive]) -> Option<String> {
        let mark = mark(owner, alias);
        let known = lock(&self.spaces).get(&mark).map(|known| known.id.clone());
        let mut ids: Vec<&str> =
            drives.iter().filter(|drive| drive.has(&mark)).map(|drive| drive.id.as_str()).collect();
        ids.sort_unstable();
        let id = ids.iter().find(|id| known.as_deref() == Some(id)).or(ids.first())?;
        Some((*id).to_owned())
    }

    fn found(&self, mark: String, drive: Drive) -> Drive {
        lock(&self.spaces).insert(mark, Known { id: drive.id.clone(), unseen: None });
        drive
    }

    /// Making it again because a list was stale would make a second one, since names aren't unique.
    fn missed(&self, mark: &str) -> Result<(), Trouble> {
        let mut spaces = lock(&self.spaces);
        if let Some(unseen) = spaces.get_mut(mark).and_then(|known| known.unseen.as_mut()) {
            *unseen += 1;
            if *unseen <= PATIENCE {
                return Err(not_yet("the space was made, and OCIS doesn't list it yet"));
            }
        }
        spaces.remove(mark);
        Ok(())
    }

    /// What a call that succeeded tells about spaces.
    ///
    /// # Errors
    /// `Rejected` where OCIS gave a new space another alias than it was sent: it can't be found again.
    pub(super) fn learn(&self, call: &Call, answer: &Value) -> Result<(), Trouble> {
        if call.path.starts_with(DRIVES) {
            *lock(&self.book) = None;
        }
        if call.verb == "POST" && call.path == DRIVES {
            let (Some(mark), Some(id)) = (call.body["driveAlias"].as_str(), answer["id"].as_str()) else {
                return Err(trouble(TroubleKind::Unexpected, None, "a space was made, and the answer doesn't name it"));
            };
            if answer["driveAlias"] != mark {
                let words = format!(
                    "OCIS doesn't keep a space's driveAlias: {mark} was sent, {} came back",
                    answer["driveAlias"]
                );
                return Err(trouble(TroubleKind::Rejected, None, &words));
            }
            let known = Known { id: wire::id(id)?.to_owned(), unseen: Some(0) };
            lock(&self.spaces).insert(mark.to_owned(), known);
        }
        // Disabled, it is still the one that was taken.
        if call.verb == "DELETE" && call.headers.iter().any(|(name, _)| *name == "purge") {
            lock(&self.spaces).retain(|_, known| path(&known.id) != call.path);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use dezky_domain::{id::TenantId, tenant::Slug};

    use super::*;

    #[test]
    fn no_name_makes_a_mark_and_no_tenant_has_anothers() {
        let owner = |id: &str| Owner { tenant: Some((id.parse::<TenantId>().unwrap(), Slug::parse("acme").unwrap())) };
        let one = owner("019ac001-0000-7000-8000-0000000000a1");
        let other = owner("019ac001-0000-7000-8000-0000000000a2");
        assert_eq!(mark(&one, "acme"), "project/acme.0000000000a1");
        assert_ne!(mark(&one, "acme"), mark(&other, "acme"));
        assert_eq!(mark(&Owner { tenant: None }, "acme"), "project/acme.dezky");
    }

    #[test]
    fn the_audit_log_names_a_space_by_its_uuid() {
        assert_eq!(space_uuid("5ea9$0f22"), Some("0f22"));
        assert_eq!(space_uuid("5ea9$0f22!77"), Some("0f22"));
        assert_eq!(space_uuid("5ea9"), None);
        assert_eq!(space_uuid("5ea9$"), None);
    }
}
