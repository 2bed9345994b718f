//! What may be asked of Dezky, one noun a file. A service decides whether the caller may, checks the input, and changes
//! things in one transaction with the audit record and the jobs that follow.

pub mod access_requests;
pub mod alerts;
pub mod announcements;
pub mod apps;
pub mod audit;
pub mod badges;
pub mod batches;
pub mod brands;
pub mod everybody;
pub mod export;
pub mod finder;
pub mod grants;
pub mod groups;
pub mod hosts;
pub mod launchers;
pub mod mail_domains;
pub mod me;
pub mod members;
pub mod overview;
pub mod partner_console;
pub mod partners;
pub mod people;
pub mod provisioner;
pub mod sessions;
pub mod settings;
pub mod sources;
pub mod tenants;
pub mod tiles;
pub mod timeline;
pub mod views;

use std::sync::{Arc, Mutex};

use dezky_domain::port::{Platform, Services};
use dezky_store::{Store, Work};
use tokio::sync::{Notify, watch::Sender};

use crate::{
    alert::Outlets,
    config::Config,
    provision::{engines::Engines, seal::Keys},
    worker::own_account::OwnAccount,
};

/// Told when events were stored.
pub type Stored = Arc<Sender<u64>>;

/// What services are made of.
#[derive(Debug, Clone)]
pub struct Shared {
    pub store: Store,
    pub config: Arc<Config>,
    pub stored: Stored,
    /// Told when provisioning has work.
    pub wanted: Arc<Notify>,
    pub engines: Arc<Engines>,
    pub keys: Arc<Keys>,
    pub outlets: Arc<Outlets>,
    pub own_account: Arc<OwnAccount>,
    /// Told when somebody wants the DNS of mail domains looked at.
    pub look_at_dns: Arc<Notify>,
    /// The same for hosts.
    pub look_at_hosts: Arc<Notify>,
}

impl Shared {
    /// Commits, then tells open timelines and idle workers.
    ///
    /// # Errors
    /// `Fault` from the store: nothing is saved.
    pub async fn save(&self, work: Work) -> dezky_domain::Result<()> {
        work.save().await?;
        self.stored.send_modify(|count| *count += 1);
        self.wanted.notify_one();
        Ok(())
    }
}

#[must_use]
pub fn services(shared: &Shared, platform: &Arc<Platform>) -> Services {
    let Shared { store, stored, .. } = shared;
    let launchers = Arc::new(launchers::Launchers { shared: shared.clone() });
    let zone = Zone(platform.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC));
    Services {
        tenants: Arc::new(tenants::Tenants { shared: shared.clone() }),
        provisioner: Arc::new(provisioner::Provisioner { shared: shared.clone() }),
        members: Arc::new(members::Members { shared: shared.clone() }),
        everybody: Arc::new(everybody::Everybody { store: store.clone() }),
        groups: Arc::new(groups::Groups { shared: shared.clone() }),
        batches: Arc::new(batches::Batches { shared: shared.clone() }),
        access_requests: Arc::new(access_requests::AccessRequests { shared: shared.clone() }),
        timeline: Arc::new(timeline::Timeline { store: store.clone(), zone, read: Mutex::default() }),
        views: Arc::new(views::Views { shared: shared.clone() }),
        alerts: Arc::new(alerts::Alerts { shared: shared.clone() }),
        sources: Arc::new(sources::Sources { shared: shared.clone(), zone }),
        sessions: Arc::new(sessions::Sessions { store: store.clone(), stored: Arc::clone(stored) }),
        partners: Arc::new(partners::Partners { shared: shared.clone() }),
        grants: Arc::new(grants::Grants { shared: shared.clone() }),
        partner_console: Arc::new(partner_console::PartnerConsole { shared: shared.clone() }),
        settings: Arc::new(settings::Settings { shared: shared.clone() }),
        overview: Arc::new(overview::Overview { shared: shared.clone() }),
        me: Arc::new(me::Me { shared: shared.clone() }),
        domains: Arc::new(mail_domains::Domains { shared: shared.clone() }),
        brands: Arc::new(brands::Brands { shared: shared.clone() }),
        badges: Arc::new(badges::Badges { store: store.clone() }),
        apps: Arc::new(apps::Apps { shared: shared.clone() }),
        announcements: Arc::new(announcements::Announcements { shared: shared.clone() }),
        finder: Arc::new(finder::Finder { store: store.clone(), launchers: Arc::clone(&launchers) }),
        launchers,
        platform: Arc::clone(platform),
    }
}

/// The platform's time zone: where a day begins.
#[derive(Debug, Clone, Copy)]
pub struct Zone(chrono_tz::Tz);

impl Zone {
    /// Midnight of the day that `now` is in.
    #[must_use]
    pub fn day_start(self, now: chrono::DateTime<chrono::Utc>) -> chrono::DateTime<chrono::Utc> {
        let today = now.with_timezone(&self.0).date_naive();
        self.exactly(&dezky_domain::timeline::Moment::Local(today.and_time(chrono::NaiveTime::MIN)))
    }

    /// What a moment of the viewer's means.
    #[must_use]
    pub fn exactly(self, moment: &dezky_domain::timeline::Moment) -> chrono::DateTime<chrono::Utc> {
        dezky_app::when::When::in_zone(self.0, dezky_domain::language::Language::English).exactly(moment)
    }
}
