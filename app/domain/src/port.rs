//! What pages and server functions may ask of the server: one coarse trait a noun. `server/service` implements them;
//! `app` knows nothing else of it. Each method's first use of `ctx` is `ctx.require(..)`.

mod audit;
mod launcher;
mod partners;
mod people;
mod tenants;

use std::{collections::BTreeMap, fmt, sync::Arc};

use async_trait::async_trait;

pub use self::{
    audit::{Alerts, Sources, Timeline, Views},
    launcher::{Announcements, Apps, Finder, Launchers},
    partners::{Grants, PartnerConsole, Partners},
    people::{AccessRequests, Batches, Everybody, Groups, Me, Members, Sessions},
    tenants::{Badges, Brands, Counts, Domains, Overview, Provisioner, Settings, Tenants},
};

/// What a form held when it was refused, and why: shown once, on the next page. Lives in the browser's session, never in
/// a URL.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Flash {
    /// Which form it is for.
    pub form: String,
    /// Field names and what was typed. No passwords: no form of ours has one.
    pub typed: BTreeMap<String, String>,
    /// Fields and the keys of the texts; a field may be empty for a message about the whole form.
    pub wrong: Vec<(String, String)>,
    /// The key of a message that something is done.
    pub done: Option<String>,
}

#[async_trait]
pub trait Flashes: Send + Sync {
    async fn put(&self, flash: Flash);
    /// Takes it: a reload shows the form as usual.
    async fn take(&self) -> Option<Flash>;
}

/// Everything that `app` can ask.
#[derive(Clone)]
pub struct Services {
    pub tenants: Arc<dyn Tenants>,
    pub provisioner: Arc<dyn Provisioner>,
    pub members: Arc<dyn Members>,
    pub everybody: Arc<dyn Everybody>,
    pub groups: Arc<dyn Groups>,
    pub batches: Arc<dyn Batches>,
    pub access_requests: Arc<dyn AccessRequests>,
    pub timeline: Arc<dyn Timeline>,
    pub views: Arc<dyn Views>,
    pub sources: Arc<dyn Sources>,
    pub alerts: Arc<dyn Alerts>,
    pub sessions: Arc<dyn Sessions>,
    pub launchers: Arc<dyn Launchers>,
    pub partners: Arc<dyn Partners>,
    pub grants: Arc<dyn Grants>,
    pub partner_console: Arc<dyn PartnerConsole>,
    pub settings: Arc<dyn Settings>,
    pub overview: Arc<dyn Overview>,
    pub me: Arc<dyn Me>,
    pub domains: Arc<dyn Domains>,
    pub brands: Arc<dyn Brands>,
    pub badges: Arc<dyn Badges>,
    pub apps: Arc<dyn Apps>,
    pub announcements: Arc<dyn Announcements>,
    pub finder: Arc<dyn Finder>,
    pub platform: Arc<Platform>,
}

impl fmt::Debug for Services {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Services")
    }
}

/// What pages need to know of the platform itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Platform {
    pub name: String,
    /// An IANA name, such as `Europe/Copenhagen`: how times are shown.
    pub time_zone: String,
    /// Where the data is, as a person says it: shown on the poster.
    pub hosted_in: String,
    /// Web addresses, empty for none: who runs the platform, and what becomes of data.
    pub imprint_url: String,
    pub privacy_url: String,
    /// The platform's own host, such as `http://localhost:3000`.
    pub url: String,
    /// A tenant's host, with `{slug}` as its first label.
    pub tenant_url: String,
    /// Origins of the identity providers: where signing out leads.
    pub providers: Vec<String>,
    /// Secure cookies with the `__Host-` prefix.
    pub secure: bool,
    /// Whether a tenant can have chat.
    pub chat: bool,
}
