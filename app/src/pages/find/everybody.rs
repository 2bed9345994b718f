//! People of all tenants among what is found: only operators find them.

use dezky_domain::{
    everybody::Somebody,
    find::{FindGroup, Found},
};

use crate::{backend::address, text::Text, ui::desk::initials};

/// Each with their tenants' names, and the way to them in the list of everybody.
pub fn everybody(text: Text, found: Vec<Somebody>) -> impl Iterator<Item = Found> {
    found.into_iter().map(move |somebody| {
        let tenants: Vec<&str> = somebody.tenants.iter().map(|of| of.tenant.name.as_str()).collect();
        Found {
            group: FindGroup::People,
            icon: initials(&somebody.name),
            more: match (tenants.is_empty(), somebody.more) {
                (true, _) => somebody.email.clone(),
                (false, 0) => tenants.join(", "),
                (false, more) => {
                    format!("{} {}", tenants.join(", "), text.with("everybody-more", [("count", more.into())]))
                }
            },
            kind: somebody.platform.map_or_else(String::new, |role| text.say(&format!("role-{}", role.word()))),
            url: address("/operator/people", &[("q", somebody.email.as_str())]),
            name: somebody.name,
        }
    })
}
