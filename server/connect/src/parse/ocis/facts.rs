//! What a record holds, whichever shape it has, cleaned.

use chrono::{DateTime, Utc};
use dezky_domain::audit::Change;

use crate::parse::clean::{clean, word};

#[derive(Debug, Default)]
pub(super) struct Facts {
    pub action: String,
    pub actor: Option<String>,
    pub actor_name: Option<String>,
    pub occurred: Option<DateTime<Utc>>,
    /// Where it is: the space, and the file if it is one.
    pub at: FileRef,
    pub path: Option<String>,
    pub old_path: Option<String>,
    /// A version's key.
    pub key: Option<String>,
    pub folder: bool,
    pub space_name: Option<String>,
    pub new_name: Option<String>,
    pub space_type: Option<String>,
    pub owner: Option<String>,
    pub quota: Option<String>,
    pub description: Option<String>,
    pub user: Option<String>,
    pub user_name: Option<String>,
    pub group: Option<String>,
    pub group_name: Option<String>,
    pub share: Option<String>,
    pub link: Option<String>,
    /// Who something is shared with, and whether that is a `user` or a `group`.
    pub with: Option<String>,
    pub with_kind: Option<String>,
    pub permissions: Option<String>,
    pub expires: Option<String>,
    pub password: Option<bool>,
    pub changes: Vec<Change>,
}

/// The parts of `<storage>$<space>!<node>[/path]`. Each may be missing; a lone uuid is a node.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct FileRef {
    pub space: Option<String>,
    /// The node itself; `None` for a space's root, and for what is only known by its path.
    pub node: Option<String>,
    pub path: Option<String>,
}

impl FileRef {
    pub fn parse(text: &str) -> Self {
        let Some((_, rest)) = text.split_once('$') else {
            return Self { node: clean(text), ..Self::default() };
        };
        let (space, inside) = rest.split_once('!').unwrap_or((rest, ""));
        let (node, path) = inside.split_once('/').map_or((inside, None), |(node, path)| (node, Some(path)));
        let node = (path.is_none() && node != space).then_some(node);
        Self { space: clean(space), node: node.and_then(clean), path: path.and_then(path_of) }
    }

    /// Of a space's id, which may be its uuid alone.
    pub fn space(text: &str) -> Self {
        let parsed = Self::parse(text);
        Self { space: parsed.space.or(parsed.node), node: None, path: None }
    }
}

/// `./docs/a.txt` is `/docs/a.txt`; `.` says nothing.
pub(super) fn path_of(text: &str) -> Option<String> {
    let text = clean(text)?;
    let rest = text.strip_prefix('.').filter(|rest| rest.is_empty() || rest.starts_with('/')).unwrap_or(&text);
    match rest.trim_start_matches('/') {
        "" => None,
        path => Some(format!("/{path}")),
    }
}

pub(super) fn action(text: &str) -> String {
    word(text).unwrap_or_else(|| super::action::UNKNOWN.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_known_by_its_node_or_by_its_path() {
        let parts = |text: &str| {
            let FileRef { space, node, path } = FileRef::parse(text);
            [space, node, path].map(Option::unwrap_or_default)
        };
        assert_eq!(parts("st$sp!sp/docs/a b.txt"), ["sp", "", "/docs/a b.txt"]);
        assert_eq!(parts("st$sp!node"), ["sp", "node", ""]);
        assert_eq!(parts("st$sp!sp"), ["sp", "", ""]);
        assert_eq!(parts("st$sp"), ["sp", "", ""]);
        assert_eq!(parts("node"), ["", "node", ""]);
        assert_eq!(parts(""), ["", "", ""]);
        assert_eq!(FileRef::space("sp").space.as_deref(), Some("sp"));
        assert_eq!(FileRef::space("st$sp!root").space.as_deref(), Some("sp"));
    }

    #[test]
    fn a_path_begins_at_the_spaces_root() {
        let path = |text: &str| path_of(text).unwrap_or_default();
        assert_eq!(path("./docs/a.txt"), "/docs/a.txt");
        assert_eq!(path("/a"), "/a");
        assert_eq!(path(".hidden"), "/.hidden");
        assert_eq!(path("../x"), "/../x");
        assert_eq!([path("."), path("./"), path("")], ["", "", ""]);
    }
}
