//! The only SQL of Dezky. A `Scope` goes in, domain types come out; entities stay in here. Reads go through a pool,
//! writes through a [`Work`]: one transaction that takes row, audit record and job along.
//!
//! Times are microseconds since 1970 UTC in columns named `*_us`. SQLite and PostgreSQL run the same statements; where
//! they can't, the statement says why.

mod connect;
mod entity;
mod error;
mod migration;
mod repo;
mod scope;
mod session_store;
mod sql;
mod tx;
mod work;

use std::sync::Arc;

use dezky_domain::ctx::Clock;
use sea_orm::{DatabaseConnection, DbBackend};

use self::tx::Tx;

pub use crate::{
    error::{Result, StoreError},
    repo::{
        access_requests::{AccessRequests, AccessRequestsWork},
        alerts::{Alerts, Known as KnownAlert, Position, Unread},
        alerts_work::{AlertsWork, Raised},
        announcements::{Announcements, AnnouncementsWork},
        audit::AuditWork,
        batches::{BatchHead, Batches},
        batches_work::{BatchesWork, NewBatch, NewRow, WaitingRow},
        deliveries::{Again, Claimed, Deliveries, DeliveriesWork},
        glance::Glance,
        grants::GrantsReader,
        grants_work::GrantsWork,
        groups::{Groups, GroupsWork, MOST_GROUPS, PlanGroup},
        hosts::{HostRow, Hosts, HostsWork},
        jobs::{Job, JobsWork},
        jobs_list::{JobCount, Jobs},
        leases::LeasesWork,
        logout_tokens::LogoutTokensWork,
        mail_domains::{DomainRow, MailDomains},
        mail_domains_work::{Checked, MailDomainsWork},
        me::{Me, MeWork},
        members::{Departed, PlanMember},
        objects::{Known, Learned, Objects, ObjectsWork},
        oidc_clients::{OidcClient, OidcClients, OidcClientsWork},
        partners::{Partners, PartnersWork},
        people::{PeopleReader, PeopleWork},
        plans::{PlanRow, Plans, PlansWork},
        recents::{RecentFile, Recents},
        resources::{Desired, Resource, Resources, Summary},
        resources_work::ResourcesWork,
        retention::{Retention, RetentionWork},
        sessions::{Sessions, SessionsWork},
        settings::{SettingsReader, SettingsWork},
        sources::{Sources, SourcesWork},
        stories::{Echo, Recalled, StoriesWork, engine_story},
        tenants::{Tenants, TenantsWork},
        tickets::{Ticket, Tickets, TicketsWork},
        tiles::{Placing, Tiles},
        tiles_work::TilesWork,
        timeline::{Query, Timeline},
        views::{Views, ViewsWork},
    },
    session_store::SessionStore,
    work::Work,
};

/// A database, open. Clones share its pools.
#[derive(Debug, Clone)]
pub struct Store {
    /// SQLite: the one connection that writes. PostgreSQL: the pool.
    pub(crate) writer: DatabaseConnection,
    /// SQLite: connections that can't write. PostgreSQL: the same pool.
    pub(crate) reader: DatabaseConnection,
    pub(crate) clock: Arc<dyn Clock>,
}

impl Store {
    /// Opens `sqlite:///path`, `sqlite://relative/path` (file and folder are made) or `postgres://…`. Nothing is
    /// migrated yet.
    ///
    /// # Errors
    /// `Db` when it can't be opened or the URL is of another kind.
    pub async fn connect(url: &str, clock: Arc<dyn Clock>) -> Result<Self> {
        let (writer, reader) = connect::open(url).await?;
        Ok(Self { writer, reader, clock })
    }

    /// Brings the schema up to date; does nothing when it is. Several processes may do so at once.
    ///
    /// # Errors
    /// `Db`, with what was wrong with which migration.
    pub async fn migrate(&self) -> Result<()> {
        migration::up(&self.writer).await
    }

    /// How many migrations are missing. Changes nothing.
    ///
    /// # Errors
    /// `Db`; also when the database is from a newer version.
    pub async fn pending(&self) -> Result<usize> {
        migration::pending(&self.reader).await
    }

    /// Answers when the database does.
    ///
    /// # Errors
    /// `Busy` or `Db`.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.reader.ping().await?)
    }

    /// The database's name for people.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self.writer.get_database_backend() {
            DbBackend::Sqlite => "SQLite",
            _ => "PostgreSQL",
        }
    }

    #[must_use]
    pub fn is_sqlite(&self) -> bool {
        self.writer.get_database_backend() == DbBackend::Sqlite
    }

    /// Begins a write transaction. SQLite has one at a time: keep it short, and call no other system inside.
    ///
    /// # Errors
    /// `Busy` when the writer wasn't free in time.
    pub async fn begin(&self) -> Result<Work> {
        Ok(Work::new(Tx::begin(&self.writer).await?, Arc::clone(&self.clock)))
    }

    #[must_use]
    pub const fn tenants(&self) -> Tenants<'_> {
        Tenants { store: self }
    }

    #[must_use]
    pub const fn people(&self) -> PeopleReader<'_> {
        PeopleReader { store: self }
    }

    #[must_use]
    pub const fn groups(&self) -> Groups<'_> {
        Groups { store: self }
    }

    #[must_use]
    pub const fn batches(&self) -> Batches<'_> {
        Batches { store: self }
    }

    #[must_use]
    pub const fn access_requests(&self) -> AccessRequests<'_> {
        AccessRequests { store: self }
    }

    #[must_use]
    pub const fn plans(&self) -> Plans<'_> {
        Plans { store: self }
    }

    #[must_use]
    pub const fn resources(&self) -> Resources<'_> {
        Resources { store: self }
    }

    #[must_use]
    pub const fn hosts(&self) -> Hosts<'_> {
        Hosts { store: self }
    }

    #[must_use]
    pub const fn mail_domains(&self) -> MailDomains<'_> {
        MailDomains { store: self }
    }

    #[must_use]
    pub const fn oidc_clients(&self) -> OidcClients<'_> {
        OidcClients { store: self }
    }

    #[must_use]
    pub const fn jobs(&self) -> Jobs<'_> {
        Jobs { store: self }
    }

    #[must_use]
    pub const fn timeline(&self) -> Timeline<'_> {
        Timeline { store: self }
    }

    #[must_use]
    pub const fn sources(&self) -> Sources<'_> {
        Sources { store: self }
    }

    #[must_use]
    pub const fn alerts(&self) -> Alerts<'_> {
        Alerts { store: self }
    }

    #[must_use]
    pub const fn deliveries(&self) -> Deliveries<'_> {
        Deliveries { store: self }
    }

    #[must_use]
    pub const fn views(&self) -> Views<'_> {
        Views { store: self }
    }

    #[must_use]
    pub const fn sessions(&self) -> Sessions<'_> {
        Sessions { store: self }
    }

    #[must_use]
    pub const fn partners(&self) -> Partners<'_> {
        Partners { store: self }
    }

    #[must_use]
    pub const fn grants(&self) -> GrantsReader<'_> {
        GrantsReader { store: self }
    }

    #[must_use]
    pub const fn tickets(&self) -> Tickets<'_> {
        Tickets { store: self }
    }

    #[must_use]
    pub const fn settings(&self) -> SettingsReader<'_> {
        SettingsReader { store: self }
    }

    #[must_use]
    pub const fn me(&self) -> Me<'_> {
        Me { store: self }
    }

    #[must_use]
    pub const fn glance(&self) -> Glance<'_> {
        Glance { store: self }
    }

    #[must_use]
    pub const fn retention(&self) -> Retention<'_> {
        Retention { store: self }
    }

    #[must_use]
    pub const fn tiles(&self) -> Tiles<'_> {
        Tiles { store: self }
    }

    #[must_use]
    pub const fn announcements(&self) -> Announcements<'_> {
        Announcements { store: self }
    }

    #[must_use]
    pub const fn recents(&self) -> Recents<'_> {
        Recents { store: self }
    }

    /// The sessions of browsers, for the session layer. A session ends `idle` after it was last seen and `absolute`
    /// after its sign-in, whichever comes first.
    #[must_use]
    pub fn session_store(&self, idle: chrono::Duration, absolute: chrono::Duration) -> SessionStore {
        SessionStore::new(self.clone(), idle, absolute)
    }

    /// Waits for what is under way and closes the pools.
    ///
    /// # Errors
    /// `Db`.
    pub async fn close(self) -> Result<()> {
        self.reader.close().await?;
        Ok(self.writer.close().await?)
    }
}
