//! A write transaction with the repositories on it: row, audit record and job ride along, or none of them. SQLite's is
//! the one writer and has the lock from its beginning; dropped without `save` it is rolled back.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use dezky_domain::ctx::Clock;
use sea_orm::{ConnectionTrait, DbBackend};

use crate::{
    Result,
    repo::{
        access_requests::AccessRequestsWork, alerts_work::AlertsWork, announcements::AnnouncementsWork,
        audit::AuditWork, batches_work::BatchesWork, deliveries::DeliveriesWork, grants_work::GrantsWork,
        groups::GroupsWork, hosts::HostsWork, jobs::JobsWork, leases::LeasesWork, logout_tokens::LogoutTokensWork,
        mail_domains_work::MailDomainsWork, me::MeWork, objects::ObjectsWork, oidc_clients::OidcClientsWork,
        partners::PartnersWork, people::PeopleWork, plans::PlansWork, resources_work::ResourcesWork,
        retention::RetentionWork, sessions::SessionsWork, settings::SettingsWork, sources::SourcesWork,
        stories::StoriesWork, tenants::TenantsWork, tickets::TicketsWork, tiles_work::TilesWork, views::ViewsWork,
    },
    sql::sql,
    tx::Tx,
};

/// Any number will do, as long as nothing else in this database uses it.
const LINE: i64 = 0x6465_7a6b_7901;

#[derive(Debug)]
#[must_use = "dropped without `save`, it is rolled back"]
pub struct Work {
    pub(crate) tx: Tx,
    pub(crate) clock: Arc<dyn Clock>,
    queued: AtomicBool,
}

impl Work {
    pub(crate) const fn new(tx: Tx, clock: Arc<dyn Clock>) -> Self {
        Self { tx, clock, queued: AtomicBool::new(false) }
    }

    /// Commits.
    ///
    /// # Errors
    /// `Busy` or `Db`: then nothing is saved.
    pub async fn save(self) -> Result<()> {
        self.tx.commit().await
    }

    /// From here on [`undo`](Self::undo) takes back what follows; one at a time. For what does many things in one
    /// transaction, of which one may fail without the others. What queues does so before the first mark: `undo` would give
    /// the place back.
    ///
    /// # Errors
    /// `Busy` or `Db`; as of the two that follow.
    pub async fn mark(&self) -> Result<()> {
        Ok(self.tx.execute_unprepared("SAVEPOINT one").await.map(drop)?)
    }

    /// As it was at the mark, which is gone.
    ///
    /// # Errors
    /// As `mark`.
    pub async fn undo(&self) -> Result<()> {
        self.tx.execute_unprepared("ROLLBACK TO SAVEPOINT one").await?;
        self.keep().await
    }

    /// What followed the mark stays, and the mark is gone.
    ///
    /// # Errors
    /// As `mark`.
    pub async fn keep(&self) -> Result<()> {
        Ok(self.tx.execute_unprepared("RELEASE SAVEPOINT one").await.map(drop)?)
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
    pub const fn partners(&self) -> PartnersWork<'_> {
        PartnersWork { work: self }
    }

    #[must_use]
    pub const fn grants(&self) -> GrantsWork<'_> {
        GrantsWork { work: self }
    }

    #[must_use]
    pub const fn tickets(&self) -> TicketsWork<'_> {
        TicketsWork { work: self }
    }

    #[must_use]
    pub const fn settings(&self) -> SettingsWork<'_> {
        SettingsWork { work: self }
    }

    #[must_use]
    pub const fn me(&self) -> MeWork<'_> {
        MeWork { work: self }
    }

    #[must_use]
    pub const fn retention(&self) -> RetentionWork<'_> {
        RetentionWork { work: self }
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
    pub const fn leases(&self) -> LeasesWork<'_> {
        LeasesWork { work: self }
    }

    #[must_use]
    pub const fn logout_tokens(&self) -> LogoutTokensWork<'_> {
        LogoutTokensWork { work: self }
    }

    #[must_use]
    pub const fn groups(&self) -> GroupsWork<'_> {
        GroupsWork { work: self }
    }

    #[must_use]
    pub const fn batches(&self) -> BatchesWork<'_> {
        BatchesWork { work: self }
    }

    #[must_use]
    pub const fn access_requests(&self) -> AccessRequestsWork<'_> {
        AccessRequestsWork { work: self }
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
    pub const fn mail_domains(&self) -> MailDomainsWork<'_> {
        MailDomainsWork { work: self }
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

    #[must_use]
    pub const fn views(&self) -> ViewsWork<'_> {
        ViewsWork { work: self }
    }
}
