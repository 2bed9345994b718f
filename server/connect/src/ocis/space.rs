//! Project spaces. Each field has a call of its own: a call with several gives one audit event, where the name wins
//! (facts/ocis.md §5). Disabling keeps everything; purging destroys it, and OCIS purges only what is disabled.

use dezky_domain::provision::{Facts, Spec, Standing, Trouble, TroubleKind};
use serde_json::{Value, json};

use super::{
    Ocis, creation, destruction,
    drive::{self, Drive, mark, space_uuid},
    folders::{self, Folders},
    rules, texts, unlike,
    wire::plain,
};
use crate::engine::{Call, Comparison, Found, Seen, Wanted, not_mine, trouble};

const ENABLED: &str = "enabled";
const DISABLED: &str = "disabled";

pub(super) async fn observe(
    ocis: &Ocis,
    wanted: &Wanted<'_>,
    alias: &str,
    template: &[String],
) -> Result<Seen, Trouble> {
    let Some(drive) = ocis.space(wanted.owner, alias, wanted.external).await? else {
        return Ok(Seen::Missing { more: Value::Null });
    };
    // A disabled one can't be looked into.
    let folders = match wanted.standing {
        Standing::Present if !drive.disabled() && !template.is_empty() => {
            Some(folders::look(ocis, &drive.id, template).await?)
        }
        _ => None,
    };
    Ok(Seen::There(found(&drive, template, folders)))
}

fn found(drive: &Drive, template: &[String], folders: Option<Folders>) -> Found {
    let state = if drive.disabled() { DISABLED } else { ENABLED };
    let mut facts = Facts::from([
        ("name".to_owned(), plain(&drive.name)),
        ("description".to_owned(), plain(drive.description.as_deref().unwrap_or_default())),
        ("state".to_owned(), state.to_owned()),
    ]);
    if let Some(quota) = drive.quota() {
        facts.insert("quota".to_owned(), quota.to_string());
    }
    // Nobody wants one or another: it is for whoever asks how full it is.
    if let Some(used) = drive.used() {
        facts.insert("used".to_owned(), used.to_string());
    }
    let mut more = json!({ "space": space_uuid(&drive.id) });
    if let Some(Folders { missing, blocked }) = folders {
        let absent = |path: &str| missing.iter().chain(&blocked).any(|absent| absent == path.trim_matches('/'));
        let there: Vec<&str> = template.iter().map(String::as_str).filter(|path| !absent(path)).collect();
        facts.insert("folders".to_owned(), there.join(", "));
        more["missing"] = json!(missing);
        more["blocked"] = json!(blocked);
    }
    Found { external: drive.id.clone(), facts, more }
}

/// # Errors
/// `Rejected` for what OCIS would refuse, `Conflict` where a file has the name of a wanted folder.
pub(super) fn compare(wanted: &Wanted<'_>, seen: &Seen) -> Result<Comparison, Trouble> {
    match (wanted.standing, seen) {
        (Standing::Present, Seen::There(found)) => mend(wanted.spec, found),
        (Standing::Present, _) => create(wanted),
        (Standing::Cut, Seen::There(found)) if state(found) == ENABLED => Ok(Comparison {
            differences: vec![unlike("state", DISABLED, found.facts.get("state"))],
            calls: vec![disable(found)],
        }),
        // Two rounds: what is disabled now is purged when it has been looked at again.
        (Standing::Gone, Seen::There(found)) if state(found) == ENABLED => Ok(destruction(disable(found).destroying())),
        (Standing::Gone, Seen::There(found)) => Ok(destruction(disable(found).header("purge", "T").destroying())),
        (Standing::Cut | Standing::Gone, _) => Ok(Comparison::default()),
    }
}

fn state(found: &Found) -> &str {
    found.facts.get("state").map_or("", String::as_str)
}

fn disable(found: &Found) -> Call {
    Call::new("DELETE", drive::path(&found.external), Value::Null)
}

fn create(wanted: &Wanted<'_>) -> Result<Comparison, Trouble> {
    let Spec::Space { alias, name, description, quota, folders } = wanted.spec else {
        return Err(not_mine(wanted.spec));
    };
    let name = name.trim();
    rules::name(alias)?;
    rules::name(name)?;
    folders.iter().try_for_each(|path| rules::folder(path.trim_matches('/')))?;
    let body = json!({
        "name": name,
        "driveType": "project",
        "description": description,
        "driveAlias": mark(wanted.owner, alias),
        "quota": { "total": quota },
    });
    Ok(creation(Call::new("POST", drive::DRIVES, body)))
}

fn mend(spec: &Spec, found: &Found) -> Result<Comparison, Trouble> {
    let Spec::Space { name, description, quota, folders, .. } = spec else { return Err(not_mine(spec)) };
    // OCIS trims it too.
    let name = name.trim();
    let mut comparison = Comparison::default();
    let disabled = state(found) != ENABLED;
    if disabled {
        comparison.differences.push(unlike("state", ENABLED, found.facts.get("state")));
        comparison.calls.push(patch(found, json!({})).header("restore", "true"));
    }
    let fields = [
        ("name", name.to_owned(), json!({ "name": name })),
        ("description", description.clone(), json!({ "description": description })),
        ("quota", quota.to_string(), json!({ "quota": { "total": quota } })),
    ];
    for (field, wanted, body) in fields {
        let seen = found.facts.get(field);
        if seen == Some(&wanted) {
            continue;
        }
        if field == "name" {
            rules::name(name)?;
        }
        comparison.differences.push(unlike(field, &wanted, seen));
        // A disabled space is enabled first; the rest is for the next round.
        if !disabled {
            comparison.calls.push(patch(found, body));
        }
    }
    let (missing, blocked) = (texts(&found.more, "missing"), texts(&found.more, "blocked"));
    if !missing.is_empty() || !blocked.is_empty() {
        folders.iter().try_for_each(|path| rules::folder(path.trim_matches('/')))?;
        comparison.differences.push(unlike("folders", &folders.join(", "), found.facts.get("folders")));
        // What lies below a file can't be made.
        let hopeless =
            |path: &str| blocked.iter().any(|file| path.strip_prefix(file).is_some_and(|p| p.starts_with('/')));
        let made = missing.iter().filter(|path| !hopeless(path));
        comparison.calls.extend(made.map(|path| folders::make(&found.external, path)));
    }
    match blocked.first() {
        Some(path) if comparison.calls.is_empty() => {
            let words = format!("a file has the name of the folder {path}");
            Err(trouble(TroubleKind::Conflict, None, &words))
        }
        _ => Ok(comparison),
    }
}

fn patch(found: &Found, body: Value) -> Call {
    Call::new("PATCH", drive::path(&found.external), body)
}
