//! A write transaction with the repositories on it: row, audit record and job ride along, or none of them. SQLite's is
//! the one writer and has the lock from its beginning; dropped without `save` it is rolled back.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use dezky_domain::ctx::Clock;
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbBackend};

use crate::{
    Result,
    repo::{
        alerts_work::AlertsWork, announcements::AnnouncementsWork, audit::AuditWork, deliveries::DeliveriesWork,
        hosts::HostsWork, jobs::JobsWork, logout_tokens::LogoutTokensWork, objects::ObjectsWork,
        oidc_clients::OidcClientsWork, people::PeopleWork, plans::PlansWork, resources_work::ResourcesWork,
        sessions::SessionsWork, sources::SourcesWork, stories::StoriesWork, tenants::TenantsWork,
        tiles_work::TilesWork,
    },
    sql::sql,
};

/// Any number will do, as long as nothing else in this database uses it.
const LINE: i64 = 0x6465_7a6b_7901;

#[derive(Debug)]
#[must_use = "dropped without `save`, it is rolled back"]
pub struct Work {
    pub(crate) tx: DatabaseTransaction,
    pub(crate) clock: Arc<dyn Clock>,
    queued: AtomicBool,
}

impl Work {
    pub(crate) const fn new(tx: DatabaseTransaction, clock: Arc<dyn Clock>) -> Self {
        Self { tx, clock, queued: AtomicBool::new(false) }
    }

    /// Commits.
    ///
    /// # Errors
    /// `Busy` or `Db`: then nothing is saved.
    pub async fn save(self) -> Result<()> {
        Ok(self.tx.commit().await?)
    }

    /// One after the other, as SQLite has it, for everything that writes to the line of time or derives what tenants
    /// shall be. On PostgreSQL a sequence's numbers are given out at insert and seen at commit: without this, event 8
    /// could be seen before event 7, and who asks for what is newer than 8 would never see 7. And of two who add a member
    /// to a tenant at once, each would derive a tenant without the other's. It comes before any lock on the rows in
    /// question, so there is no deadlock among them.
    pub(crate) async fn queue(&self) -> Result<()> {
        if self.tx.get_database_backend() == DbBackend::Postgres && !self.queued.swap(true, Ordering::Relaxed) {
            sql(&self.tx, "SELECT pg_advisory_xact_lock($1)", [LINE.into()]).rows(&self.tx).await?;
        }
        Ok(())
    }

    #[must_use]
    pub const fn tenants(&self) -> TenantsWork<'_> {
        TenantsWork { work: self }
    }

    #[must_use]
    pub const fn people(&self) -> PeopleWork<'_> {
        PeopleWork { work: self }
    }

    #[must_use]
    pub const fn audit(&self) -> AuditWork<'_> {
        AuditWork { work: self }
    }

    #[must_use]
    pub const fn objects(&self) -> ObjectsWork<'_> {
        ObjectsWork { work: self }
    }

    #[must_use]
    pub const fn sources(&self) -> SourcesWork<'_> {
        SourcesWork { work: self }
    }

    #[must_use]
    pub const fn stories(&self) -> StoriesWork<'_> {
        StoriesWork { work: self }
    }

    #[must_use]
    pub const fn alerts(&self) -> AlertsWork<'_> {
        AlertsWork { work: self }
    }

    #[must_use]
    pub const fn deliveries(&self) -> DeliveriesWork<'_> {
        DeliveriesWork { work: self }
    }

    #[must_use]
    pub const fn sessions(&self) -> SessionsWork<'_> {
        SessionsWork { work: self }
    }

    #[must_use]
    pub const fn logout_tokens(&self) -> LogoutTokensWork<'_> {
        LogoutTokensWork { work: self }
    }

    #[must_use]
    pub const fn plans(&self) -> PlansWork<'_> {
        PlansWork { work: self }
    }

    #[must_use]
    pub const fn resources(&self) -> ResourcesWork<'_> {
        ResourcesWork { work: self }
    }

    #[must_use]
    pub const fn hosts(&self) -> HostsWork<'_> {
        HostsWork { work: self }
    }

    #[must_use]
    pub const fn oidc_clients(&self) -> OidcClientsWork<'_> {
        OidcClientsWork { work: self }
    }

    #[must_use]
    pub const fn jobs(&self) -> JobsWork<'_> {
        JobsWork { work: self }
    }

    #[must_use]
    pub const fn tiles(&self) -> TilesWork<'_> {
        TilesWork { work: self }
    }

    #[must_use]
    pub const fn announcements(&self) -> AnnouncementsWork<'_> {
        AnnouncementsWork { work: self }
    }
}
