//! A space's folders from the template. Only what is missing is told: what people put beside or into them is theirs.

use std::collections::BTreeSet;

use dezky_domain::provision::{Trouble, TroubleKind};

use super::{Ocis, multistatus, not_yet, wire};
use crate::engine::{Call, trouble};

/// What of the wanted folders isn't there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Folders {
    /// Parents first, those that are only on the way to a wanted one too.
    pub missing: Vec<String>,
    /// A file has its name.
    pub blocked: Vec<String>,
}

/// Every wanted folder and the folders on the way to it; a parent sorts before what is in it.
fn needed(wanted: &[String]) -> BTreeSet<String> {
    let mut needed = BTreeSet::new();
    for path in wanted {
        let path = path.trim_matches('/');
        needed.extend(path.match_indices('/').map(|(at, _)| path[..at].to_owned()));
        needed.insert(path.to_owned());
    }
    needed
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(parent, _)| parent)
}

/// Reads each folder that a wanted one lies in, one level at a time.
pub(super) async fn look(ocis: &Ocis, drive: &str, wanted: &[String]) -> Result<Folders, Trouble> {
    let needed = needed(wanted);
    let parents: BTreeSet<&str> = needed.iter().map(|path| parent(path)).collect();
    let (mut folders, mut files) = (BTreeSet::new(), BTreeSet::new());
    for within in parents {
        if !within.is_empty() && !folders.contains(within) {
            continue;
        }
        let Some(xml) = ocis.propfind(&format!("{}/", path(drive, within).trim_end_matches('/'))).await? else {
            // Gone since it was listed.
            return Err(not_yet("a folder went away while it was read"));
        };
        let Some(entries) = multistatus::entries(&xml) else {
            return Err(trouble(TroubleKind::Unexpected, Some(207), "not the multistatus that was due"));
        };
        for entry in entries {
            if let Some(found) = within_space(&entry.href, drive).filter(|found| needed.contains(found)) {
                if entry.folder { &mut folders } else { &mut files }.insert(found);
            }
        }
    }
    let absent = needed.into_iter().filter(|path| !folders.contains(path));
    let (blocked, missing) = absent.partition(|path| files.contains(path));
    Ok(Folders { missing, blocked })
}

/// The path of an entry within its space; none for the space itself.
fn within_space(href: &str, drive: &str) -> Option<String> {
    let href = wire::decoded(href);
    let (_, rest) = href.split_once("/dav/spaces/")?;
    let path = rest.strip_prefix(drive)?.strip_prefix('/')?.trim_end_matches('/');
    Some(path.to_owned()).filter(|path| !path.is_empty())
}

/// The drive's id stands here with its `$`, each segment of the path percent-encoded (facts/ocis.md §5).
fn path(drive: &str, folder: &str) -> String {
    let folder: Vec<String> = folder.split('/').map(|part| wire::segment(part, "")).collect();
    format!("/dav/spaces/{}/{}", wire::segment(drive, "$"), folder.join("/"))
}

pub(super) fn make(drive: &str, folder: &str) -> Call {
    Call::new("MKCOL", path(drive, folder), serde_json::Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parents_come_first_and_once() {
        let wanted = ["Projekte/2026/Angebote", "Projekte", "/A B/", "A/B"].map(str::to_owned);
        let needed: Vec<String> = needed(&wanted).into_iter().collect();
        assert_eq!(needed, ["A", "A B", "A/B", "Projekte", "Projekte/2026", "Projekte/2026/Angebote"]);
    }

    #[test]
    fn a_path_is_read_as_it_was_written() {
        let call = make("5e$0f", "Verträge/R&D 100%");
        assert_eq!(call.path, "/dav/spaces/5e$0f/Vertr%C3%A4ge/R%26D%20100%25");
        assert_eq!(within_space(&call.path, "5e$0f").unwrap(), "Verträge/R&D 100%");
        assert_eq!(within_space("https://files.example/dav/spaces/5e%240f/A%20B/", "5e$0f").unwrap(), "A B");
        for outside in ["/dav/spaces/5e$0f/", "/dav/spaces/5e$0f", "/dav/spaces/5e$0f2/A", "/remote.php/A", ""] {
            assert_eq!(within_space(outside, "5e$0f"), None, "{outside}");
        }
    }
}
