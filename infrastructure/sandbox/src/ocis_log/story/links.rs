//! Public links. Their action is that of shares, and only `ShareType` tells them apart; their token is a secret that the
//! real log spells out, so a reader of logs must be seen to drop it. The tokens here begin with `Sandbox`.

use chrono::TimeDelta;

use super::Scene;
use super::estate::Link;
use super::shares::{EDITOR, ENOUGH, VIEWER};
use crate::ocis_log::record::{Extra, Record};

impl Scene<'_> {
    pub fn make_link(&mut self) -> Vec<Record> {
        if self.estate.links.len() >= ENOUGH {
            return self.remove_link();
        }
        self.on_node(|scene, at, node| {
            let link = Link {
                id: scene.dice.letters(15),
                token: format!("Sandbox{}", scene.dice.letters(8)),
                node: scene.drive(at.drive).nodes[node].id,
                owner: at.actor,
                made: scene.now,
                until: if scene.dice.chance(0.5) { scene.in_days(30) } else { String::new() },
                password: true,
                editable: false,
            };
            let (node, id) = (link.node, &link.id);
            let message = format!("user '{}' created a public link to file '{node}' with id '{id}'", link.owner);
            let extra = shared(&link, String::new());
            let record = Record::new("file_shared", Some(link.made), message, extra).of(link.owner);
            scene.estate.links.push(link);
            vec![record]
        })
    }

    /// A visit without the password, then one with it: the second carries the time of the link.
    pub fn use_link(&mut self) -> Vec<Record> {
        let Some(link) = self.dice.pick(&self.estate.links).cloned() else { return Vec::new() };
        let message = |success: bool| format!("link with token '{}' was accessed. Success: {success}", link.token);
        let extra = |success: bool| {
            let known = |text: String| if success { text } else { String::new() };
            Extra::LinkUse {
                file: known(link.node.to_string()),
                owner: known(link.owner.to_string()),
                path: String::new(),
                share: known(link.id.clone()),
                share_token: link.token.clone(),
                success,
                item_type: String::new(),
            }
        };
        let failed = Record::new("public_link_accessed", Some(self.now), message(false), extra(false));
        let went = Record::new("public_link_accessed", Some(link.made), message(true), extra(true)).of(link.owner);
        match self.dice.below(10) {
            0 => vec![failed],
            1..4 => vec![failed, went.clone(), went],
            _ => vec![went.clone(), went],
        }
    }

    pub fn change_link(&mut self) -> Vec<Record> {
        let Some(number) = self.dice.index(&self.estate.links) else { return Vec::new() };
        let soon = self.in_days(7);
        let what = self.dice.below(4);
        let link = &mut self.estate.links[number];
        let (action, field) = match what {
            0 => {
                link.editable = !link.editable;
                ("share_permission_updated", "TYPE_PERMISSIONS")
            }
            1 => ("share_name_updated", "TYPE_DISPLAYNAME"),
            2 => {
                link.until = soon;
                ("share_expiration_updated", "TYPE_EXPIRATION")
            }
            _ => {
                link.password = true;
                ("share_password_updated", "TYPE_PASSWORD")
            }
        };
        let message = format!("user '{}' updated field '{field}' of public link '{}'", link.owner, link.id);
        let extra = shared(link, link.id.clone());
        vec![Record::new(action, Some(self.now), message, extra).of(link.owner)]
    }

    pub fn remove_link(&mut self) -> Vec<Record> {
        let Some(number) = self.dice.index(&self.estate.links) else { return Vec::new() };
        let link = self.estate.links.remove(number);
        let message = format!("user '{}' removed public link with id:'{}'", link.owner, link.id);
        let extra = Extra::ShareState {
            file: String::new(),
            owner: link.owner.to_string(),
            path: String::new(),
            share: link.id,
            item_type: String::new(),
            share_type: "link",
            share_with: String::new(),
        };
        vec![Record::new("file_unshared", Some(self.now), message, extra).of(link.owner)]
    }

    /// The last second of a day to come.
    fn in_days(&self, days: i64) -> String {
        (self.now + TimeDelta::days(days)).format("%Y-%m-%dT23:59:59Z").to_string()
    }
}

fn shared(link: &Link, id: String) -> Extra {
    Extra::Share {
        file: link.node.to_string(),
        owner: link.owner,
        path: String::new(),
        share: id,
        item_type: String::new(),
        expiration_date: link.until.clone(),
        share_pass: link.password,
        permissions: if link.editable { EDITOR } else { VIEWER },
        share_type: "link",
        share_with: String::new(),
        share_owner: link.owner,
        share_token: link.token.clone(),
    }
}
