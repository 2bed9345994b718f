//! Files and folders: read, made, changed, moved, thrown away, brought back.

use chrono::{SecondsFormat, TimeDelta};
use uuid::Uuid;

use super::Scene;
use super::estate::{Drive, Node};
use super::words;
use crate::ocis_log::record::{Extra, Record};

/// Files and folders in a space from which on people tidy up, so that a story of weeks stays as quick as one of minutes.
const FULL: usize = 200;

/// Somebody in a space: the records that their coming makes, who they are, and which drive.
pub struct Place {
    pub before: Vec<Record>,
    pub actor: Uuid,
    pub drive: usize,
}

impl Scene<'_> {
    pub fn read(&mut self) -> Vec<Record> {
        self.on_file(|scene, at, node| {
            let by_id = scene.dice.chance(0.4);
            let id = scene.name(at.drive, node, by_id);
            let path = scene.path(at.drive, node, by_id);
            vec![scene.file("file_read", at.actor, "read file", path, id)]
        })
    }

    pub fn upload(&mut self) -> Vec<Record> {
        let Some(at) = self.place() else { return Vec::new() };
        if self.drive(at.drive).nodes.len() >= FULL {
            return at.and(self.delete());
        }
        let name = words::file(self.dice);
        let path = self.estate.drives[at.drive].place(&name, self.dice);
        let record = self.created(&at, path);
        at.and(vec![record])
    }

    pub fn overwrite(&mut self) -> Vec<Record> {
        self.on_file(|scene, at, node| {
            let path = scene.drive(at.drive).nodes[node].path.clone();
            vec![scene.written(at, &path)]
        })
    }

    /// A copy is a read and a new file.
    pub fn copy(&mut self) -> Vec<Record> {
        self.on_file(|scene, at, node| {
            let id = scene.name(at.drive, node, true);
            let read = scene.file("file_read", at.actor, "read file", ".".to_owned(), id);
            let drive = scene.drive(at.drive);
            let path = drive.free(drive.nodes[node].path.clone());
            vec![read, scene.created(at, path)]
        })
    }

    pub fn make_folder(&mut self) -> Vec<Record> {
        let Some(at) = self.place() else { return Vec::new() };
        let name = words::folder(self.dice);
        let path = self.estate.drives[at.drive].place(&name, self.dice);
        let id = self.drive(at.drive).at(self.ids, &path);
        let record = self.file("container_create", at.actor, "created folder", format!("./{path}"), id);
        let node = Node { id: self.dice.uuid(), path, folder: true };
        self.estate.drives[at.drive].nodes.push(node);
        at.and(vec![record])
    }

    /// Renaming and moving are the same to OCIS; a folder takes along what it holds, in one line.
    pub fn rename(&mut self) -> Vec<Record> {
        self.on_node(|scene, at, node| {
            let folder = scene.drive(at.drive).nodes[node].folder;
            let name = if folder { words::folder(scene.dice) } else { words::file(scene.dice) };
            let drive = &mut scene.estate.drives[at.drive];
            let old = drive.nodes[node].path.clone();
            // A folder stays where it is, or it might be moved into itself.
            let parent = old.rsplit_once('/').map_or(name.clone(), |(parent, _)| format!("{parent}/{name}"));
            let new = if folder { drive.free(parent) } else { drive.place(&name, scene.dice) };
            for node in &mut drive.nodes {
                if node.path == old {
                    node.path.clone_from(&new);
                } else if let Some(rest) = node.path.strip_prefix(&old).filter(|rest| rest.starts_with('/')) {
                    node.path = format!("{new}{rest}");
                }
            }
            let file = drive.at(scene.ids, &new);
            let message = format!("user '{}' moved file '{file}' from '/{old}' to '/{new}'", at.actor);
            let (path, old_path) = (format!("/{new}"), format!("/{old}"));
            let extra = Extra::Moved { path, owner: String::new(), file, old_path };
            vec![Record::new("file_rename", Some(scene.now), message, extra)]
        })
    }

    pub fn delete(&mut self) -> Vec<Record> {
        self.on_node(|scene, at, node| {
            let by_id = scene.dice.chance(0.2);
            let id = scene.name(at.drive, node, by_id);
            let path = scene.path(at.drive, node, by_id);
            let drive = &mut scene.estate.drives[at.drive];
            let gone = drive.nodes.remove(node);
            let inside = format!("{}/", gone.path);
            drive.nodes.retain(|n| !n.path.starts_with(&inside));
            drive.trash.push(gone);
            vec![scene.file("file_delete", at.actor, "trashed file", path, id)]
        })
    }

    pub fn restore(&mut self) -> Vec<Record> {
        let Some(at) = self.place() else { return Vec::new() };
        let drive = &mut self.estate.drives[at.drive];
        let Some(node) = self.dice.index(&drive.trash) else { return Vec::new() };
        let mut node = drive.trash.remove(node);
        node.path = drive.free(node.path);
        let (file, path) = (drive.at(self.ids, &node.path), format!("./{}", node.path));
        drive.nodes.push(node);
        let message = format!("user '{}' restored file '{file}' from trashbin to '{path}'", at.actor);
        let extra = Extra::Moved { path, owner: String::new(), file, old_path: ".".to_owned() };
        at.and(vec![Record::new("file_trash_restore", Some(self.now), message, extra)])
    }

    /// Names the space only, whatever was thrown away for good.
    pub fn purge(&mut self) -> Vec<Record> {
        let Some(at) = self.place() else { return Vec::new() };
        let drive = &mut self.estate.drives[at.drive];
        if drive.trash.pop().is_none() {
            return Vec::new();
        }
        let file = drive.root(self.ids);
        let message = format!("user '{}' removed file '{file}' from trashbin", at.actor);
        let extra = Extra::File { path: ".".to_owned(), owner: String::new(), file };
        at.and(vec![Record::new("file_trash_delete", Some(self.now), message, extra)])
    }

    pub fn restore_version(&mut self) -> Vec<Record> {
        self.on_file(|scene, at, node| {
            let id = scene.drive(at.drive).nodes[node].id;
            let file = scene.drive(at.drive).node(scene.ids, id);
            let back = TimeDelta::nanoseconds(1 + i64::from(scene.dice.below(u32::MAX)) * 2000);
            let key = format!("{id}.REV.{}", (scene.now - back).to_rfc3339_opts(SecondsFormat::Nanos, true));
            let message = format!("user '{}' restored file '{file}' in version '{key}'", at.actor);
            let extra = Extra::Version { path: String::new(), owner: String::new(), file, key };
            vec![Record::new("file_version_restore", Some(scene.now), message, extra)]
        })
    }

    /// Somebody, mostly in a project space and else in their own.
    pub fn place(&mut self) -> Option<Place> {
        let person = self.dice.index_where(&self.estate.people, |p| p.enabled)?;
        let actor = self.estate.people[person].id;
        let own = self.dice.chance(0.25);
        let drive = self
            .dice
            .index_where(&self.estate.drives, |d| if own { d.owner == Some(actor) } else { d.owner.is_none() })?;
        let before = if own { self.first_visit(person) } else { Vec::new() };
        Some(Place { before, actor, drive })
    }

    pub fn on_file(&mut self, act: impl FnOnce(&mut Self, &Place, usize) -> Vec<Record>) -> Vec<Record> {
        self.on(|n| !n.folder, act)
    }

    pub fn on_node(&mut self, act: impl FnOnce(&mut Self, &Place, usize) -> Vec<Record>) -> Vec<Record> {
        self.on(|_| true, act)
    }

    pub fn drive(&self, number: usize) -> &Drive {
        &self.estate.drives[number]
    }

    fn on(
        &mut self,
        fits: fn(&Node) -> bool,
        act: impl FnOnce(&mut Self, &Place, usize) -> Vec<Record>,
    ) -> Vec<Record> {
        let Some(at) = self.place() else { return Vec::new() };
        let Some(node) = self.dice.index_where(&self.estate.drives[at.drive].nodes, fits) else { return at.before };
        let records = act(self, &at, node);
        at.and(records)
    }

    fn name(&self, drive: usize, node: usize, by_id: bool) -> String {
        let drive = self.drive(drive);
        let node = &drive.nodes[node];
        if by_id { drive.node(self.ids, node.id) } else { drive.at(self.ids, &node.path) }
    }

    fn path(&self, drive: usize, node: usize, by_id: bool) -> String {
        if by_id { ".".to_owned() } else { format!("./{}", self.drive(drive).nodes[node].path) }
    }

    fn created(&mut self, at: &Place, path: String) -> Record {
        let record = self.written(at, &path);
        let node = Node { id: self.dice.uuid(), path, folder: false };
        self.estate.drives[at.drive].nodes.push(node);
        record
    }

    /// `User` and `Owner` are whoever owns the space, or any of its members, and seldom the actor.
    fn written(&mut self, at: &Place, path: &str) -> Record {
        let somebody = self.dice.pick(&self.estate.people).map_or(at.actor, |p| p.id);
        let drive = self.drive(at.drive);
        let owner = drive.owner.unwrap_or(somebody);
        let file = drive.at(self.ids, path);
        let message = format!("user '{}' created file '{file}'", at.actor);
        let extra = Extra::File { path: format!("./{path}"), owner: owner.to_string(), file };
        Record::new("file_create", Some(self.now), message, extra).of(owner)
    }

    fn file(&self, action: &'static str, actor: Uuid, did: &str, path: String, file: String) -> Record {
        let message = format!("user '{actor}' {did} '{file}'");
        Record::new(action, Some(self.now), message, Extra::File { path, owner: String::new(), file })
    }
}

impl Place {
    /// What the visit wrote first, then `records`.
    pub fn and(mut self, records: Vec<Record>) -> Vec<Record> {
        self.before.extend(records);
        self.before
    }
}
