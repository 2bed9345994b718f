//! Spaces: made, renamed, given a quota, shared with somebody. The platform does most of it.

use uuid::Uuid;

use super::Scene;
use super::estate::{Drive, root};
use crate::ocis_log::record::{Extra, Record};

const GIB: u64 = 1 << 30;

impl Scene<'_> {
    /// How a tenant's spaces come to be: made, then shared with the tenant's first group.
    pub fn found(&mut self) -> Vec<Record> {
        let projects: Vec<usize> = (0..self.estate.drives.len()).filter(|n| self.drive(*n).owner.is_none()).collect();
        let everybody = self.estate.groups.first().map(|g| g.id);
        let mut records = Vec::new();
        for number in projects {
            let (id, name) = (self.drive(number).id, self.drive(number).name.clone());
            records.push(self.space_created(self.ids.admin, id, id, name, "project"));
            records.push(self.space_updated(number));
            records.extend(everybody.map(|group| self.space_shared(number, "group", group)));
        }
        records
    }

    /// The personal space of somebody who was never here before; its id is that of the person.
    pub fn first_visit(&mut self, person: usize) -> Vec<Record> {
        let person = &mut self.estate.people[person];
        if std::mem::replace(&mut person.visited, true) {
            return Vec::new();
        }
        let (id, name) = (person.id, person.name.clone());
        vec![self.space_created(id, id, id, name, "personal")]
    }

    pub fn update_space(&mut self) -> Vec<Record> {
        let Some(number) = self.project() else { return Vec::new() };
        let more = u64::from(self.dice.below(4)) * 10 * GIB;
        self.estate.drives[number].quota += more;
        vec![self.space_updated(number)]
    }

    /// A manager of the space may do it; here it is the tenant's first person.
    pub fn rename_space(&mut self) -> Vec<Record> {
        let Some(number) = self.project() else { return Vec::new() };
        let Some(actor) = self.estate.people.first().map(|p| p.id) else { return Vec::new() };
        let drive = &mut self.estate.drives[number];
        drive.name = match drive.name.strip_suffix(" 2027") {
            Some(plain) => plain.to_owned(),
            None => format!("{} 2027", drive.name),
        };
        let (id, new_name) = (drive.id, drive.name.clone());
        let storage = self.ids.storage;
        let message = format!("user '{actor}' renamed space '{id}!{id}' to '{new_name}' (storage: '{storage}')");
        let extra = Extra::SpaceRenamed { space: root(self.ids, id), new_name };
        vec![Record::new("space_renamed", Some(self.now), message, extra)]
    }

    /// Somebody gets a role in a space, or loses it. The one has no time, the other has.
    pub fn grant_space(&mut self) -> Vec<Record> {
        let Some(number) = self.project() else { return Vec::new() };
        let Some(person) = self.dice.pick(&self.estate.people).map(|p| p.id) else { return Vec::new() };
        if self.dice.chance(0.6) {
            return vec![self.space_shared(number, "user", person)];
        }
        vec![self.grant("space_unshared", "unshared", number, "user", person)]
    }

    /// A space that no tenant has, made by the platform's admin: its next steps are to be disabled and deleted.
    pub fn trial_space(&mut self) -> Vec<Record> {
        let admin = self.ids.admin;
        match self.estate.trial {
            None => {
                let id = self.dice.uuid();
                self.estate.trial = Some((id, false));
                vec![self.space_created(admin, id, id, "Trial".to_owned(), "project")]
            }
            Some((id, false)) => {
                self.estate.trial = Some((id, true));
                vec![self.space_gone("space_disabled", "disabled", id)]
            }
            Some((id, true)) => {
                self.estate.trial = None;
                vec![self.space_gone("space_deleted", "deleted", id)]
            }
        }
    }

    fn project(&mut self) -> Option<usize> {
        self.dice.index_where(&self.estate.drives, |d| d.owner.is_none())
    }

    fn space_created(&self, actor: Uuid, id: Uuid, owner: Uuid, name: String, r#type: &'static str) -> Record {
        let storage = self.ids.storage;
        let message = format!("user '{actor}' created a space '{id}!{id}' with name '{name}' (storage: '{storage}')");
        let (space, root_item) = (root(self.ids, id), root(self.ids, id));
        let extra = Extra::SpaceCreated { space, owner, root_item, name, r#type };
        Record::new("space_created", Some(self.now), message, extra)
    }

    fn space_updated(&mut self, number: usize) -> Record {
        let etag = self.dice.uuid().simple();
        let Drive { id, name, description, quota, .. } = &self.estate.drives[number];
        let alias = format!("project/{}", name.to_lowercase().replace(' ', "-"));
        let used = quota / 7;
        let opaque = [
            ("description", description.clone()),
            ("etag", format!("\"{etag}\"")),
            ("grants", String::new()),
            ("grants_expirations", String::new()),
            ("groups", String::new()),
            ("quota.remaining", (quota - used).to_string()),
            ("quota.total", quota.to_string()),
            ("quota.used", used.to_string()),
            ("spaceAlias", alias),
        ];
        // As Go prints a map.
        let printed: Vec<String> = opaque.iter().map(|(key, value)| format!("{key}:{value}")).collect();
        let message = format!(
            "user '{}' updated space '{id}!{id}'. name: '{name}', quota: '{quota}', opaque: 'map[{}]' (storage: '{}')",
            self.ids.admin,
            printed.join(" "),
            self.ids.storage,
        );
        let extra = Extra::SpaceUpdated {
            space: root(self.ids, *id),
            name: name.clone(),
            opaque: opaque.into_iter().collect(),
            quota_max_bytes: 0,
        };
        Record::new("space_updated", Some(self.now), message, extra)
    }

    fn space_shared(&self, number: usize, kind: &str, with: Uuid) -> Record {
        let mut record = self.grant("space_shared", "shared", number, kind, with);
        record.time.clear();
        record
    }

    fn grant(&self, action: &'static str, did: &str, number: usize, kind: &str, with: Uuid) -> Record {
        let drive = self.drive(number);
        let (admin, id, storage) = (self.ids.admin, drive.id, self.ids.storage);
        let message = format!("user '{admin}' {did} the space '{id}' with '{kind}:{with}' (storage: '{storage}')");
        let one = |of: &str| if kind == of { with.to_string() } else { String::new() };
        let extra = Extra::SpaceGrant { space: drive.sid(self.ids), user: one("user"), group: one("group") };
        Record::new(action, Some(self.now), message, extra)
    }

    fn space_gone(&self, action: &'static str, did: &str, id: Uuid) -> Record {
        let (admin, storage) = (self.ids.admin, self.ids.storage);
        let message = format!("user '{admin}' {did} the space '{id}' (storage: '{storage}')");
        let extra = Extra::Space { space: format!("{storage}${id}") };
        Record::new(action, Some(self.now), message, extra)
    }
}
