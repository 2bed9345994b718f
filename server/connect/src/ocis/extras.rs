//! What a tenant has in OCIS beyond what is wanted: spaces with its mark, and permissions on its spaces. Users aren't
//! looked for: OCIS doesn't tell whose they are (facts/ocis.md §7).

use std::{collections::BTreeSet, sync::Arc};

use dezky_domain::{
    audit::Source,
    id::TenantId,
    provision::{Extra, Kind, Owner, ResourceName, Trouble},
};
use serde_json::Value;

use super::{
    Ocis,
    drive::{Drive, alias_of},
    lock,
    share::{self, Permission},
    wire::plain,
};
use crate::engine::Call;

/// All spaces as they were listed, and for whom this was used.
#[derive(Debug)]
pub(super) struct Book {
    drives: Arc<Vec<Drive>>,
    read_by: BTreeSet<Option<TenantId>>,
}

/// One list of all spaces does for a round of all tenants, or a round of a thousand tenants reads a thousand long lists.
/// Whoever asks a second time gets a new one, and so does everybody after a space was made or ended here.
async fn spaces(ocis: &Ocis, owner: &Owner) -> Result<Arc<Vec<Drive>>, Trouble> {
    let who = owner.tenant.as_ref().map(|(id, _)| *id);
    if let Some(book) = lock(&ocis.book).as_mut()
        && book.read_by.insert(who)
    {
        return Ok(Arc::clone(&book.drives));
    }
    let drives = Arc::new(ocis.drives().await?);
    *lock(&ocis.book) = Some(Book { drives: Arc::clone(&drives), read_by: BTreeSet::from([who]) });
    Ok(drives)
}

pub(super) async fn look(ocis: &Ocis, owner: &Owner, wanted: &[ResourceName]) -> Result<Vec<Extra>, Trouble> {
    let drives = spaces(ocis, owner).await?;
    let mut extras = Vec::new();
    for drive in drives.iter() {
        let Some(alias) = alias_of(owner, drive) else { continue };
        let chosen = ocis.chosen(owner, alias, &drives);
        let space = name(Kind::Space, alias.to_owned());
        if chosen.as_deref() != Some(drive.id.as_str()) {
            extras.push(Extra { name: space, external: drive.id.clone(), seen: told(drive, "a second space") });
        } else if !wanted.contains(&space) {
            extras.push(Extra { name: space, external: drive.id.clone(), seen: told(drive, "a space") });
        } else if !drive.disabled() {
            extras.extend(permissions(ocis, alias, drive, wanted).await?);
        }
    }
    Ok(extras)
}

async fn permissions(ocis: &Ocis, alias: &str, drive: &Drive, wanted: &[ResourceName]) -> Result<Vec<Extra>, Trouble> {
    let mut extras = Vec::new();
    // None: it was disabled since it was listed.
    for permission in ocis.permissions(&drive.id).await?.unwrap_or_default() {
        let Some((who, seen)) = whose(ocis, &permission).await? else { continue };
        let name = name(Kind::Share, format!("{alias}/{who}"));
        let is_wanted = |wanted: &ResourceName| {
            (wanted.system, wanted.kind) == (name.system, name.kind) && wanted.key.eq_ignore_ascii_case(&name.key)
        };
        if !wanted.iter().any(is_wanted) {
            extras.push(Extra { external: share::external(&drive.id, &permission)?, name, seen });
        }
    }
    Ok(extras)
}

/// Who has a permission, and how that is told. None for ourselves, who made the space and manage it, and for links.
async fn whose(ocis: &Ocis, permission: &Permission) -> Result<Option<(String, String)>, Trouble> {
    let role = permission.role();
    if let Some(group) = permission.group() {
        let named = plain(group.display_name.as_deref().unwrap_or(&group.id));
        return Ok(Some((format!("group:{named}"), format!("group {named}: {role}"))));
    }
    let Some(user) = permission.user() else { return Ok(None) };
    if user.id == ocis.me().await? {
        return Ok(None);
    }
    let known = lock(&ocis.people).get(&user.id).cloned();
    let username = match known {
        Some(username) => username,
        None => {
            let found = ocis.user_by_id(&user.id).await?;
            plain(&found.and_then(|user| user.on_premises_sam_account_name).unwrap_or_else(|| user.id.clone()))
        }
    };
    let named = user.display_name.as_deref().map_or_else(|| username.clone(), plain);
    Ok(Some((username, format!("{named}: {role}"))))
}

fn name(kind: Kind, key: String) -> ResourceName {
    ResourceName { system: Source::Ocis, kind, key }
}

fn told(drive: &Drive, what: &str) -> String {
    let disabled = if drive.disabled() { ", disabled" } else { "" };
    format!("{what}, {}{disabled}", plain(&drive.name))
}

/// A permission holds no data; a space does.
pub(super) fn remove(extra: &Extra) -> Vec<Call> {
    let path = Some(&extra.external).filter(|_| extra.name.kind == Kind::Share).and_then(|id| share::path(id));
    path.map(|path| Call::new("DELETE", path, Value::Null)).into_iter().collect()
}
