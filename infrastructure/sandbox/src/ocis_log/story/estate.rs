//! What one tenant has in OCIS: people, groups, spaces with their files, shares and links.

use chrono::{DateTime, Utc};
use uuid::Uuid;

use super::dice::Dice;
use super::words;
use crate::directory::{Directory, Tenant};

/// Ids that belong to the installation.
#[derive(Debug, Clone, Copy)]
pub struct Ids {
    pub storage: Uuid,
    pub admin: Uuid,
    pub service: Uuid,
}

#[derive(Debug)]
pub struct Estate {
    pub people: Vec<Someone>,
    pub groups: Vec<Team>,
    pub drives: Vec<Drive>,
    pub shares: Vec<Share>,
    pub links: Vec<Link>,
    /// A space that no tenant knows, while it lives; true once it is disabled.
    pub trial: Option<(Uuid, bool)>,
    /// A user that no tenant knows, while they exist.
    pub guest: Option<Uuid>,
}

#[derive(Debug)]
pub struct Someone {
    pub id: Uuid,
    pub name: String,
    pub mail: String,
    /// Whether the personal space exists: OCIS makes it at the first request.
    pub visited: bool,
    pub enabled: bool,
    pub language: Option<&'static str>,
}

#[derive(Debug)]
pub struct Team {
    pub id: Uuid,
    pub members: Vec<Uuid>,
}

#[derive(Debug)]
pub struct Drive {
    pub id: Uuid,
    pub name: String,
    pub description: String,
    pub quota: u64,
    /// The person whose personal space it is.
    pub owner: Option<Uuid>,
    pub nodes: Vec<Node>,
    pub trash: Vec<Node>,
}

/// A file or a folder; `path` has no slash at its beginning.
#[derive(Debug, Clone)]
pub struct Node {
    pub id: Uuid,
    pub path: String,
    pub folder: bool,
}

#[derive(Debug, Clone)]
pub struct Share {
    /// `storage:space:share`.
    pub id: String,
    pub node: Uuid,
    pub owner: Uuid,
    pub with: Uuid,
    pub kind: &'static str,
    pub made: DateTime<Utc>,
}

#[derive(Debug, Clone)]
pub struct Link {
    /// Fifteen letters.
    pub id: String,
    pub token: String,
    pub node: Uuid,
    pub owner: Uuid,
    pub made: DateTime<Utc>,
    pub until: String,
    pub password: bool,
    pub editable: bool,
}

impl Estate {
    /// The tenant on the morning of the story, with a few files that are there already.
    pub fn of(tenant: &Tenant, directory: &Directory, dice: &mut Dice) -> Self {
        let members = || directory.people_of(&tenant.slug);
        let people: Vec<Someone> = members()
            .map(|p| Someone {
                id: p.ocis_user,
                name: p.name.clone(),
                mail: p.username.clone(),
                visited: false,
                enabled: true,
                language: None,
            })
            .collect();
        let groups = tenant.groups.iter().map(|g| Team {
            id: g.id,
            members: members().filter(|p| p.groups.contains(&g.name)).map(|p| p.ocis_user).collect(),
        });
        let projects = tenant.spaces.iter().map(|s| (s.id, s.name.clone(), s.description.clone(), s.quota, None));
        let personal = people.iter().map(|p| (p.id, p.name.clone(), String::new(), 0, Some(p.id)));
        let mut drives: Vec<Drive> = projects
            .chain(personal)
            .map(|(id, name, description, quota, owner)| Drive {
                id,
                name,
                description,
                quota,
                owner,
                nodes: Vec::new(),
                trash: Vec::new(),
            })
            .collect();
        drives.iter_mut().for_each(|drive| drive.furnish(dice));
        Self {
            groups: groups.collect(),
            people,
            drives,
            shares: Vec::new(),
            links: Vec::new(),
            trial: None,
            guest: None,
        }
    }
}

impl Drive {
    fn furnish(&mut self, dice: &mut Dice) {
        for _ in 0..3 {
            let (id, path) = (dice.uuid(), self.free(words::folder(dice)));
            self.nodes.push(Node { id, path, folder: true });
        }
        for _ in 0..5 {
            let name = words::file(dice);
            let (id, path) = (dice.uuid(), self.place(&name, dice));
            self.nodes.push(Node { id, path, folder: false });
        }
    }

    /// A free path for a new thing, in some folder or at the top.
    pub fn place(&self, name: &str, dice: &mut Dice) -> String {
        let folder = dice.index_where(&self.nodes, |n| n.folder).filter(|_| dice.chance(0.7));
        self.free(folder.map_or_else(|| name.to_owned(), |n| format!("{}/{name}", self.nodes[n].path)))
    }

    /// `path`, or `path` with a number where it is taken.
    pub fn free(&self, path: String) -> String {
        let taken = |path: &str| self.nodes.iter().any(|n| n.path == path);
        if !taken(&path) {
            return path;
        }
        let dot = path.rfind('.').filter(|dot| path.rfind('/').is_none_or(|slash| slash < *dot));
        let (stem, ending) = path.split_at(dot.unwrap_or(path.len()));
        let stem = stem.strip_suffix(')').and_then(|s| s.rsplit_once(" (")).map_or(stem, |(plain, _)| plain);
        let mut number = 2;
        while taken(&format!("{stem} ({number}){ending}")) {
            number += 1;
        }
        format!("{stem} ({number}){ending}")
    }

    /// `storage$space!root`, the id of the space and of its root.
    pub fn root(&self, ids: Ids) -> String {
        root(ids, self.id)
    }

    pub fn at(&self, ids: Ids, path: &str) -> String {
        format!("{}/{path}", self.root(ids))
    }

    pub fn node(&self, ids: Ids, node: Uuid) -> String {
        format!("{}${}!{node}", ids.storage, self.id)
    }

    pub fn sid(&self, ids: Ids) -> String {
        format!("{}${}", ids.storage, self.id)
    }
}

pub fn root(ids: Ids, space: Uuid) -> String {
    format!("{}${space}!{space}", ids.storage)
}
