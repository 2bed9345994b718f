//! What a request's path says: `/api/v3/core/groups/<pk>/add_user/` is a group, which one, and what was called.

use super::value::{hex, is_number};

#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Route {
    /// A kind as targets have it; `None` for what isn't a thing's address.
    pub kind: Option<&'static str>,
    /// Which one: a UUID without dashes, a number, a slug or an identifier.
    pub key: Option<String>,
    /// What is done beyond the usual calls: `add_user`, `set_password`, `assign`.
    pub call: Option<String>,
}

/// How a kind of thing stands in its address.
#[derive(Clone, Copy)]
enum Key {
    Uuid,
    Number,
    Word,
}

const ADDRESSES: &[(&str, &str, Key)] = &[
    ("core/users/", "user", Key::Number),
    ("core/groups/", "group", Key::Uuid),
    ("core/applications/", "application", Key::Word),
    ("core/transactional/applications/", "application", Key::Word),
    ("core/brands/", "brand", Key::Uuid),
    ("core/tokens/", "token", Key::Word),
    ("policies/bindings/", "policybinding", Key::Uuid),
    ("rbac/roles/", "role", Key::Uuid),
    ("rbac/permissions/assigned_by_roles/", "role", Key::Uuid),
    ("stages/invitation/invitations/", "invitation", Key::Uuid),
    ("managed/blueprints/", "blueprintinstance", Key::Uuid),
    ("events/rules/", "notificationrule", Key::Uuid),
    ("events/transports/", "notificationtransport", Key::Uuid),
];

impl Route {
    pub fn of(path: &str) -> Self {
        let Some(rest) = path.strip_prefix("/api/v3/") else { return Self::default() };
        // `providers/<protocol>/<pk>/`
        if let Some(rest) = rest.strip_prefix("providers/") {
            return Self::below("provider", rest.split_once('/').map_or("", |(_, rest)| rest), Key::Number);
        }
        let found = ADDRESSES.iter().find_map(|(head, kind, key)| Some((kind, rest.strip_prefix(head)?, key)));
        found.map_or_else(Self::default, |(kind, rest, key)| Self::below(kind, rest, *key))
    }

    fn below(kind: &'static str, rest: &str, shape: Key) -> Self {
        let mut parts = rest.split('/').filter(|part| !part.is_empty()).peekable();
        let key = parts.peek().and_then(|part| match shape {
            Key::Uuid => hex(part),
            Key::Number => is_number(part).then(|| (*part).to_owned()),
            Key::Word => Some((*part).to_owned()),
        });
        if key.is_some() {
            parts.next();
        }
        let plain = |part: &&str| part.len() <= 32 && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
        Self { kind: Some(kind), key, call: parts.next().filter(plain).map(str::to_owned) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_which_and_what_was_called() {
        let parts = |path: &str| {
            let Route { kind, key, call } = Route::of(path);
            [kind.unwrap_or_default().to_owned(), key.unwrap_or_default(), call.unwrap_or_default()]
        };
        let group = "/api/v3/core/groups/c06e98f9-ce35-41ff-b809-6f8f87dc54a0/";
        assert_eq!(parts(&format!("{group}add_user/")), ["group", "c06e98f9ce3541ffb8096f8f87dc54a0", "add_user"]);
        assert_eq!(parts(group), ["group", "c06e98f9ce3541ffb8096f8f87dc54a0", ""]);
        assert_eq!(parts("/api/v3/core/groups/"), ["group", "", ""]);
        assert_eq!(parts("/api/v3/core/users/4/set_password/"), ["user", "4", "set_password"]);
        assert_eq!(parts("/api/v3/core/users/service_account/"), ["user", "", "service_account"]);
        assert_eq!(parts("/api/v3/core/applications/acme-files/"), ["application", "acme-files", ""]);
        assert_eq!(parts("/api/v3/core/transactional/applications/"), ["application", "", ""]);
        assert_eq!(parts("/api/v3/providers/scim/7/"), ["provider", "7", ""]);
        assert_eq!(parts("/api/v3/core/tokens/dezky/view_key/"), ["token", "dezky", "view_key"]);
        let role = "/api/v3/rbac/permissions/assigned_by_roles/a248c633-3050-4413-a7fa-95303132052b/assign/";
        assert_eq!(parts(role), ["role", "a248c63330504413a7fa95303132052b", "assign"]);
        for none in ["", "/", "/application/o/authorize/", "/api/v3/flows/executor/x/", "/api/v3/providers"] {
            assert_eq!(parts(none), ["", "", ""], "{none}");
        }
        assert_eq!(parts("/api/v3/core/users/4/\u{202e}X/"), ["user", "4", ""]);
    }
}
