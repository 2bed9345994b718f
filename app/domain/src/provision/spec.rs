//! What an object shall be, kind by kind.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Kind, ResourceName};
use crate::{audit::Source, id::PersonId, language::Language};

crate::words! {
    /// What somebody may do in a space (facts/ocis.md §5).
    SpaceRole {
        Viewer = "viewer",
        Editor = "editor",
        Manager = "manager",
    }
}

crate::words! {
    /// What a group is for; stands in its `attributes.dezky.kind`.
    GroupKind {
        Tenant = "tenant",
        Role = "role",
        Service = "service",
        Umbrella = "umbrella",
        /// People who belong together. Being in one gives no access.
        Team = "team",
    }
}

/// What an object shall be. Objects are named by their natural keys, never by an engine's ids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Spec {
    /// A scope mapping of `scope` whose `expression` is Python.
    Mapping {
        name: String,
        scope: String,
        expression: String,
    },
    /// `parents` are names of groups. Only a tenant's root group has `verified_domains`.
    Group {
        name: String,
        purpose: GroupKind,
        parents: Vec<String>,
        verified_domains: Vec<String>,
    },
    /// The client secret comes beside it; `admits` is the one group that may use it.
    Application {
        slug: String,
        name: String,
        redirect_uris: Vec<String>,
        launch_url: String,
        logout_uri: String,
        admits: String,
    },
    /// `title` is none for a brand that isn't ours, of which only a missing recovery flow is set.
    Brand {
        domain: String,
        title: Option<String>,
    },
    /// `groups` are those of this tenant's groups that the person is in, by name; others of the tenant are left.
    /// `active` false only when no tenant wants them any more.
    Person {
        person: PersonId,
        email: String,
        name: String,
        path: String,
        groups: Vec<String>,
        active: bool,
    },
    Sessions {
        person: PersonId,
        email: String,
    },
    SecondFactor {
        person: PersonId,
        email: String,
    },
    Domain {
        name: String,
        description: String,
    },
    /// One key for each algorithm: two.
    Dkim {
        domain: String,
        keys: u32,
    },
    /// `quota` in bytes, 0 for none. `aliases` are local parts.
    Mailbox {
        local: String,
        domain: String,
        name: String,
        aliases: Vec<String>,
        quota: u64,
    },
    MailingList {
        local: String,
        domain: String,
        recipients: Vec<String>,
    },
    /// `alias` is the mark by which it is found (`driveAlias`), since names aren't unique; `quota` in bytes.
    Space {
        alias: String,
        name: String,
        description: String,
        quota: u64,
        folders: Vec<String>,
    },
    Account {
        person: PersonId,
        username: String,
        name: String,
        email: String,
    },
    /// `space` is the alias of a space of this tenant.
    Share {
        space: String,
        username: String,
        role: SpaceRole,
    },
    /// `string_id` is the realm's host before the platform's domain. The rest is how it begins; later its people decide.
    Realm {
        string_id: String,
        name: String,
        admin_email: String,
        admin_name: String,
    },
    Route {
        hosts: Vec<String>,
    },
    Invitation {
        person: PersonId,
        email: String,
        name: String,
        to: String,
        language: Language,
        /// Names the letter, another one with each that is asked for.
        letter: String,
        /// For somebody who has a password and can't use it.
        #[serde(default)]
        recovery: bool,
    },
    Notice {
        name: String,
        to: String,
        /// From when on the workspace's data may be destroyed.
        closes: DateTime<Utc>,
        language: Language,
        letter: String,
    },
}

impl Spec {
    #[must_use]
    pub fn resource(&self) -> ResourceName {
        use Source::{Authentik, Ocis, Platform, Stalwart, Zulip};
        let (system, kind, key) = match self {
            Self::Mapping { name, .. } => (Authentik, Kind::Mapping, name.clone()),
            Self::Group { name, .. } => (Authentik, Kind::Group, name.clone()),
            Self::Application { slug, .. } => (Authentik, Kind::Application, slug.clone()),
            Self::Brand { domain, .. } => (Authentik, Kind::Brand, domain.clone()),
            Self::Person { email, .. } => (Authentik, Kind::Person, email.clone()),
            Self::Sessions { email, .. } => (Authentik, Kind::Sessions, email.clone()),
            Self::SecondFactor { email, .. } => (Authentik, Kind::SecondFactor, email.clone()),
            Self::Domain { name, .. } => (Stalwart, Kind::Domain, name.clone()),
            Self::Dkim { domain, .. } => (Stalwart, Kind::Dkim, domain.clone()),
            Self::Mailbox { local, domain, .. } => (Stalwart, Kind::Mailbox, format!("{local}@{domain}")),
            Self::MailingList { local, domain, .. } => (Stalwart, Kind::MailingList, format!("{local}@{domain}")),
            Self::Space { alias, .. } => (Ocis, Kind::Space, alias.clone()),
            Self::Account { username, .. } => (Ocis, Kind::Account, username.clone()),
            Self::Share { space, username, .. } => (Ocis, Kind::Share, format!("{space}/{username}")),
            Self::Realm { string_id, .. } => (Zulip, Kind::Realm, string_id.clone()),
            Self::Route { hosts } => (Platform, Kind::Route, hosts.first().cloned().unwrap_or_default()),
            Self::Invitation { email, .. } => (Platform, Kind::Invitation, email.clone()),
            Self::Notice { to, .. } => (Platform, Kind::Notice, to.clone()),
        };
        ResourceName { system, kind, key }
    }
}
