//! What may be asked of Dezky, one noun a file. A service decides whether the caller may, checks the input, and changes
//! things in one transaction with the audit record and the jobs that follow.

pub mod audit;
pub mod launchers;
pub mod members;
pub mod people;
pub mod sessions;
pub mod sources;
pub mod tenants;
pub mod timeline;

use std::sync::Arc;

use dezky_domain::port::{Platform, Services};
use dezky_store::Store;
use tokio::sync::watch::Sender;

use crate::config::Config;

/// Told when events were stored.
pub type Stored = Arc<Sender<u64>>;

#[must_use]
pub fn services(config: &Arc<Config>, store: &Store, platform: &Arc<Platform>, stored: &Stored) -> Services {
    let zone = Zone(platform.time_zone.parse().unwrap_or(chrono_tz::Tz::UTC));
    Services {
        tenants: Arc::new(tenants::Tenants {
            store: store.clone(),
            config: Arc::clone(config),
            stored: Arc::clone(stored),
        }),
        members: Arc::new(members::Members { store: store.clone() }),
        timeline: Arc::new(timeline::Timeline { store: store.clone(), zone }),
        sources: Arc::new(sources::Sources { store: store.clone(), zone }),
        sessions: Arc::new(sessions::Sessions { store: store.clone(), stored: Arc::clone(stored) }),
        launchers: Arc::new(launchers::Launchers { store: store.clone(), config: Arc::clone(config) }),
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
