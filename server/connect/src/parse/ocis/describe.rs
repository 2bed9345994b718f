//! From what a record holds to what is told of it: the target, the words of a sentence, whose it is, and what it
//! teaches.
//!
//! The words, each only where it is known:
//!
//! | word | what it is | in |
//! |---|---|---|
//! | `path` | from the space's root, `/docs/a.txt` | files, folders |
//! | `old_path` | where it was | `file_rename`, `file_trash_restore` |
//! | `key`, `version` | a version's key, and the time in it | `file_version_restore` |
//! | `space_name` | the name it has | spaces |
//! | `new_name` | the name it got | `space_renamed` |
//! | `space_type` | `project`, `personal` | `space_created` |
//! | `owner` | a user's id | `space_created` of a personal space; received shares: who shared it |
//! | `quota` | bytes | `space_updated` |
//! | `description` | | `space_updated`, invitations |
//! | `member`, `member_name` | a user's id | `group_member_*` |
//! | `group_name` | | groups, older shape only |
//! | `features` | the fields that changed, with commas | `user_feature_changed` |
//! | `with`, `with_kind` | an id, and `user` or `group` | shares, `space_shared`, `space_unshared` |
//! | `permissions`, `access` | OCIS' words, and `view`, `edit` or `upload` | shares and links |
//! | `password` | `true` if there is one | links |
//! | `expires` | RFC 3339 | shares, links, invitations |
//! | `node` | what is shared | shares and links |
//! | `recipient` | a mail address | invitations |

use std::collections::BTreeMap;

use dezky_domain::{audit::Target, tenant::ObjectKind};

use super::{Learned, Place, action::Kind, facts::Facts};

pub(super) struct Told {
    pub target: Target,
    pub words: BTreeMap<String, String>,
    pub place: Place,
    pub learned: Vec<Learned>,
}

pub(super) fn describe(kind: Kind, facts: &Facts) -> Told {
    let mut told =
        Told { target: Target::default(), words: BTreeMap::new(), place: place(kind, facts), learned: Vec::new() };
    match kind {
        Kind::User | Kind::SignIn | Kind::Read => user(&mut told, facts),
        Kind::Group | Kind::Member => group(&mut told, kind, facts),
        Kind::Space => space(&mut told, facts),
        Kind::Grant => {
            told.target = target("space", facts.at.space.as_ref(), facts.space_name.as_ref());
            told.with(facts);
        }
        Kind::File | Kind::Folder => file(&mut told, kind, facts),
        Kind::Shared | Kind::Share | Kind::Received => share(&mut told, kind, facts),
        Kind::Invitation => {
            told.target = target("user", None, facts.user_name.as_ref());
            told.say("recipient", facts.user_name.as_ref());
            told.say("description", facts.description.as_ref());
            told.say("expires", facts.expires.as_ref());
        }
        Kind::Unknown => unknown(&mut told, facts),
    }
    told
}

impl Told {
    fn say(&mut self, word: &str, value: Option<&String>) {
        if let Some(value) = value {
            self.words.insert(word.to_owned(), value.clone());
        }
    }

    fn with(&mut self, facts: &Facts) {
        self.say("with", facts.with.as_ref());
        self.say("with_kind", facts.with_kind.as_ref());
    }

    fn learn(&mut self, kind: ObjectKind, id: Option<&String>, space: Option<&String>, name: Option<&String>) {
        if let Some(id) = id {
            self.learned.push(Learned { kind, id: id.clone(), space: space.cloned(), name: name.cloned() });
        }
    }

    fn learn_node(&mut self, facts: &Facts) {
        if facts.at.space.is_some() {
            self.learn(ObjectKind::Node, facts.at.node.as_ref(), facts.at.space.as_ref(), None);
        }
    }
}

fn target(kind: &str, id: Option<&String>, name: Option<&String>) -> Target {
    Target { kind: kind.to_owned(), id: id.cloned(), name: name.cloned() }
}

/// A personal space has its user's uuid (facts/ocis.md §2.2). Who is active in the space of their own uuid, or shares
/// from it, is in their personal space.
fn place(kind: Kind, facts: &Facts) -> Place {
    let space = facts.at.space.clone();
    let own = match kind {
        Kind::Space => facts.space_type.as_deref() == Some("personal") || (space.is_some() && facts.actor == space),
        Kind::Share | Kind::Shared | Kind::Received => space.is_some() && facts.owner == space,
        _ => space.is_some() && facts.actor == space,
    };
    let owner = if own { facts.owner.clone().filter(|_| kind == Kind::Space).or_else(|| space.clone()) } else { None };
    Place {
        user: facts.user.clone().or(owner),
        group: facts.group.clone(),
        node: facts.at.node.clone(),
        link: facts.link.clone(),
        share: facts.share.clone(),
        personal: own,
        space,
    }
}

fn user(told: &mut Told, facts: &Facts) {
    let renamed = facts.changes.iter().find(|change| change.field.eq_ignore_ascii_case("displayname"));
    let name = renamed.and_then(|change| change.after.as_ref()).or(facts.user_name.as_ref());
    told.target = target("user", facts.user.as_ref(), name);
    if !facts.changes.is_empty() {
        let fields: Vec<_> = facts.changes.iter().map(|change| change.field.as_str()).collect();
        told.say("features", Some(&fields.join(",")));
    }
    if name.is_some() {
        told.learn(ObjectKind::User, facts.user.as_ref(), None, name);
    }
}

/// The message of `group_member_added` swaps the two ids (facts/ocis.md §2.2); only the fields are read.
fn group(told: &mut Told, kind: Kind, facts: &Facts) {
    told.target = target("group", facts.group.as_ref(), facts.group_name.as_ref());
    told.say("group_name", facts.group_name.as_ref());
    if kind == Kind::Member {
        told.say("member", facts.user.as_ref());
        told.say("member_name", facts.user_name.as_ref());
    }
    if facts.group_name.is_some() {
        told.learn(ObjectKind::Group, facts.group.as_ref(), None, facts.group_name.as_ref());
    }
}

fn space(told: &mut Told, facts: &Facts) {
    let id = facts.at.space.as_ref();
    let name = facts.new_name.as_ref().or(facts.space_name.as_ref());
    told.target = target("space", id, name);
    told.say("space_name", facts.space_name.as_ref());
    told.say("new_name", facts.new_name.as_ref());
    told.say("space_type", facts.space_type.as_ref());
    told.say("quota", facts.quota.as_ref());
    told.say("description", facts.description.as_ref());
    if name.is_some() {
        told.learn(ObjectKind::Space, id, None, name);
    }
    if facts.space_type.as_deref() == Some("personal") {
        told.say("owner", facts.owner.as_ref());
        told.learn(ObjectKind::User, facts.owner.as_ref(), None, facts.space_name.as_ref());
    }
}

fn file(told: &mut Told, kind: Kind, facts: &Facts) {
    let path = facts.path.as_ref().or(facts.at.path.as_ref());
    let word = if kind == Kind::Folder || facts.folder { "folder" } else { "file" };
    told.target = target(word, facts.at.node.as_ref(), path);
    told.say("path", path);
    told.say("old_path", facts.old_path.as_ref());
    told.say("key", facts.key.as_ref());
    let version = facts.key.as_ref().and_then(|key| key.split_once(".REV.")).map(|(_, time)| time.to_owned());
    told.say("version", version.as_ref());
    told.learn_node(facts);
}

fn share(told: &mut Told, kind: Kind, facts: &Facts) {
    let path = facts.path.as_ref().or(facts.at.path.as_ref());
    told.target = if facts.link.is_some() {
        target("link", facts.link.as_ref(), path)
    } else if kind == Kind::Shared {
        target(if facts.folder { "folder" } else { "file" }, facts.at.node.as_ref(), path)
    } else {
        target("share", facts.share.as_ref(), path)
    };
    told.with(facts);
    told.say("node", facts.at.node.as_ref());
    told.say("path", path);
    told.say("permissions", facts.permissions.as_ref());
    told.say("access", facts.permissions.as_deref().map(access).map(str::to_owned).as_ref());
    told.say("password", facts.password.map(|has| has.to_string()).as_ref());
    told.say("expires", facts.expires.as_ref());
    if kind == Kind::Received {
        told.say("owner", facts.owner.as_ref());
    }
    told.learn_node(facts);
    if kind == Kind::Shared {
        told.learn(ObjectKind::Link, facts.link.as_ref(), facts.at.space.as_ref(), None);
    }
}

fn access(permissions: &str) -> &'static str {
    let may = |word: &str| permissions.split_whitespace().any(|part| part.strip_suffix(":true") == Some(word));
    match (may("initiate_file_upload") || may("create_container") || may("delete"), may("initiate_file_download")) {
        (true, true) => "edit",
        (true, false) => "upload",
        (false, _) => "view",
    }
}

/// Told by whatever it names.
fn unknown(told: &mut Told, facts: &Facts) {
    let path = facts.path.as_ref().or(facts.at.path.as_ref());
    let (link, group) = (facts.link.as_ref(), facts.group.as_ref());
    told.target = if path.is_some() || facts.at.node.is_some() {
        target("file", facts.at.node.as_ref(), path)
    } else if link.is_some() {
        target("link", link, None)
    } else if facts.share.is_some() {
        target("share", facts.share.as_ref(), None)
    } else if group.is_some() {
        target("group", group, facts.group_name.as_ref())
    } else if facts.user.is_some() {
        target("user", facts.user.as_ref(), facts.user_name.as_ref())
    } else if facts.at.space.is_some() {
        target("space", facts.at.space.as_ref(), facts.space_name.as_ref())
    } else {
        Target::default()
    };
    told.say("path", path);
}
