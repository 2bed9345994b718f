//! Users and groups: who changes what about whom. None of these records has a `User`, and few have a time.

use uuid::Uuid;

use super::Scene;
use crate::ocis_log::record::{Extra, Feature, Record};

const LANGUAGES: [&str; 4] = ["en", "de", "fr", "da"];

impl Scene<'_> {
    pub fn change_feature(&mut self) -> Vec<Record> {
        // Whoever is locked out is let in again before anything else, and the owner is never locked out.
        let locked = self.estate.people.iter().position(|p| !p.enabled);
        let Some(number) = locked.or_else(|| self.dice.index(&self.estate.people)) else { return Vec::new() };
        let language = LANGUAGES[self.dice.below(4) as usize];
        let what = match self.dice.below(6) {
            _ if locked.is_some() => 4,
            4 if number == 0 => 3,
            what => what,
        };
        let (admin, service) = (self.ids.admin, self.ids.service);
        let person = &mut self.estate.people[number];
        let (actor, name, value, old_value) = match what {
            0 | 1 => {
                let old = person.language.replace(language).map(str::to_owned);
                (person.id, "preferredLanguage", language.to_owned(), old)
            }
            2 => (person.id, "password", "***".to_owned(), None),
            3 => (admin, "passwordChanged", String::new(), None),
            4 => {
                let old = person.enabled.to_string();
                person.enabled = !person.enabled;
                (admin, "accountEnabled", person.enabled.to_string(), Some(old))
            }
            // A claim that changed is taken over at the next sign-in, by the service account.
            _ => {
                let old = person.mail.clone();
                person.mail = match old.split_once("+new@") {
                    Some((local, domain)) => format!("{local}@{domain}"),
                    None => old.replacen('@', "+new@", 1),
                };
                (service, "email", person.mail.clone(), Some(old))
            }
        };
        let user = person.id;
        // Only one's own new password comes without a time.
        let time = (name != "password").then_some(self.now);
        let message = format!("user '{actor}' changed user {user}'s features:{name}={value} ");
        let features = vec![Feature { name, value, old_value }];
        vec![Record::new("user_feature_changed", time, message, Extra::Features { user, features })]
    }

    /// Somebody joins a group or leaves it. The message swaps the two ids, as the real one does; the fields are right.
    pub fn change_group(&mut self) -> Vec<Record> {
        let Some(number) = self.dice.index(&self.estate.groups) else { return Vec::new() };
        let Some(user) = self.dice.pick(&self.estate.people).map(|p| p.id) else { return Vec::new() };
        let team = &mut self.estate.groups[number];
        let group = team.id;
        let (action, did) = match team.members.iter().position(|m| *m == user) {
            Some(member) => {
                team.members.remove(member);
                ("group_member_removed", "removed from")
            }
            None => {
                team.members.push(user);
                ("group_member_added", "added to")
            }
        };
        let message = format!("user '{}' added user '{group}' was {did} group '{user}'", self.ids.admin);
        vec![Record::new(action, None, message, Extra::Member { group, user })]
    }

    /// A user whom no tenant knows, made at a sign-in and deleted later.
    pub fn guest(&mut self) -> Vec<Record> {
        match self.estate.guest.take() {
            None => {
                let user = self.dice.uuid();
                self.estate.guest = Some(user);
                vec![about("user_created", self.ids.service, "created", user)]
            }
            Some(user) => vec![about("user_deleted", self.ids.admin, "deleted", user)],
        }
    }
}

fn about(action: &'static str, actor: Uuid, did: &str, user: Uuid) -> Record {
    Record::new(action, None, format!("user '{actor}' {did} the user '{user}'"), Extra::User { user })
}
