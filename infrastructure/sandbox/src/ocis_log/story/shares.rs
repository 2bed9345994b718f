//! Sharing with persons and groups.
//!
//! Traps kept from the real one: a new share has no `ShareID`, the space stands only in the acceptance that follows, and
//! an update has no `Action` at all.

use uuid::Uuid;

use super::Scene;
use super::estate::Share;
use crate::ocis_log::record::{Extra, Record};

pub const VIEWER: &str =
    "get_path:true get_quota:true initiate_file_download:true list_container:true list_recycle:true stat:true";
pub const EDITOR: &str = "get_path:true get_quota:true initiate_file_download:true initiate_file_upload:true \
                          list_container:true list_recycle:true restore_recycle_item:true stat:true";

/// Shares, and links, that a tenant keeps at most.
pub const ENOUGH: usize = 100;

impl Scene<'_> {
    pub fn share_with_person(&mut self) -> Vec<Record> {
        let Some(with) = self.dice.pick(&self.estate.people).map(|p| p.id) else { return Vec::new() };
        self.share(with, "user", 1)
    }

    /// Accepted once for each member, in lines that are all the same.
    pub fn share_with_group(&mut self) -> Vec<Record> {
        let Some(team) = self.dice.pick(&self.estate.groups) else { return Vec::new() };
        let (with, members) = (team.id, team.members.len());
        self.share(with, "group", members)
    }

    pub fn update_share(&mut self) -> Vec<Record> {
        let Some(share) = self.dice.pick(&self.estate.shares).cloned() else { return Vec::new() };
        let message = format!("user '{}' updated field '' of share '{}'", share.owner, share.id);
        let extra = shared(&share, share.id.clone(), EDITOR);
        vec![Record::new("", Some(self.now), message, extra).of(share.owner)]
    }

    /// Hidden and accepted again: both carry the time of the share.
    pub fn hide_share(&mut self) -> Vec<Record> {
        let fits = |s: &Share| s.kind == "user";
        let Some(number) = self.dice.index_where(&self.estate.shares, fits) else { return Vec::new() };
        let share = &self.estate.shares[number];
        let hidden = Record::new("", Some(share.made), String::new(), state(share)).of(share.with);
        vec![hidden, accepted(share)]
    }

    /// The actor stands nowhere.
    pub fn unshare(&mut self) -> Vec<Record> {
        let Some(number) = self.dice.index(&self.estate.shares) else { return Vec::new() };
        let share = self.estate.shares.remove(number);
        let message = format!("share id:'{}' uid:'' item-id:'' was removed", share.id);
        let extra = Extra::ShareState {
            file: String::new(),
            owner: String::new(),
            path: String::new(),
            share: share.id,
            item_type: String::new(),
            share_type: "",
            share_with: String::new(),
        };
        vec![Record::new("file_unshared", Some(self.now), message, extra)]
    }

    fn share(&mut self, with: Uuid, kind: &'static str, accepted_times: usize) -> Vec<Record> {
        if self.estate.shares.len() >= ENOUGH {
            return self.unshare();
        }
        self.on_node(|scene, at, node| {
            if at.actor == with {
                return Vec::new();
            }
            let drive = scene.drive(at.drive);
            let (space, node) = (drive.id, drive.nodes[node].id);
            let id = format!("{}:{space}:{}", scene.ids.storage, scene.dice.uuid());
            let share = Share { id, node, owner: at.actor, with, kind, made: scene.now };
            let message = format!("user '{}' shared file '{node}' with '{with}'", share.owner);
            let extra = shared(&share, String::new(), "");
            let mut records = vec![Record::new("file_shared", Some(share.made), message, extra).of(share.owner)];
            records.extend(std::iter::repeat_n(accepted(&share), accepted_times));
            scene.estate.shares.push(share);
            records
        })
    }
}

fn accepted(share: &Share) -> Record {
    let message = format!("user '{}' accepted share '{}' from user '{}'", share.with, share.id, share.owner);
    Record::new("share_accepted", Some(share.made), message, state(share)).of(share.with)
}

fn shared(share: &Share, id: String, permissions: &'static str) -> Extra {
    Extra::Share {
        file: share.node.to_string(),
        owner: share.owner,
        path: String::new(),
        share: id,
        item_type: String::new(),
        expiration_date: String::new(),
        share_pass: false,
        permissions,
        share_type: share.kind,
        share_with: share.with.to_string(),
        share_owner: share.owner,
        share_token: String::new(),
    }
}

fn state(share: &Share) -> Extra {
    Extra::ShareState {
        file: share.node.to_string(),
        owner: share.owner.to_string(),
        path: String::new(),
        share: share.id.clone(),
        item_type: String::new(),
        share_type: share.kind,
        share_with: share.with.to_string(),
    }
}
