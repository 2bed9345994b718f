//! Who is in which group, and whom an application lets in.

use std::collections::BTreeSet;

use serde_json::Value;

use super::row::{Noun, Row};
use super::state::State;

impl State {
    /// The groups of a user with all their ancestors, those that name the user first.
    pub(super) fn groups_of<'a>(&'a self, user: &'a Row) -> Vec<&'a Row> {
        let mut seen = BTreeSet::new();
        let mut groups = Vec::new();
        let mut next: Vec<&Value> = user.list("groups").iter().collect();
        while !next.is_empty() {
            let mut above = Vec::new();
            for pk in next {
                let Some(group) = self.by_pk(Noun::Group, pk) else { continue };
                if seen.insert(group.text("pk").to_owned()) {
                    groups.push(group);
                    above.extend(group.list("parents"));
                }
            }
            next = above;
        }
        groups
    }

    /// The users that name a group themselves.
    pub(super) fn members_of(&self, group: &Value) -> impl Iterator<Item = &Row> {
        self.all(Noun::User).iter().filter(move |user| user.holds("groups", group))
    }

    /// A group's own flag or an ancestor's makes its members superusers.
    pub(super) fn is_superuser(&self, user: &Row) -> bool {
        self.groups_of(user).iter().any(|group| group.flag("is_superuser"))
    }

    /// An application without an enabled binding lets everybody in (facts/authentik.md §0, 2).
    pub(super) fn admits(&self, application: &Row, user: Option<&Row>) -> bool {
        let target = application.get("pk");
        let mut verdicts = self
            .all(Noun::Binding)
            .iter()
            .filter(|b| b.get("target") == target && b.flag("enabled"))
            .map(|binding| user.is_some_and(|user| self.names(binding, user)) != binding.flag("negate"))
            .peekable();
        if verdicts.peek().is_none() {
            return true;
        }
        if application.text("policy_engine_mode") == "all" { verdicts.all(|v| v) } else { verdicts.any(|v| v) }
    }

    fn names(&self, binding: &Row, user: &Row) -> bool {
        let group = binding.get("group");
        if group.is_null() {
            binding.get("user") == user.get("pk")
        } else {
            self.groups_of(user).iter().any(|g| g.get("pk") == group)
        }
    }
}
