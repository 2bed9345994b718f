//! What happened, where it comes from, and what somebody must hear of.

use std::collections::HashMap;

use async_trait::async_trait;

use crate::{
    Result,
    alert::{Alerts as AlertsPage, Told},
    audit::{AuditEvent, Source},
    ctx::Ctx,
    id::{AlertId, DeliveryId, EventId, QuarantineId, ViewId},
    page::Cursor,
    source::{Ledger, LedgerPlace, Quarantined, SourceStatus},
    timeline::{Parts, Quarter, TimelineFilter, TimelinePage},
    view::View,
};

#[async_trait]
pub trait Timeline: Send + Sync {
    /// Events older than `before`, or the newest. On a tenant's host that tenant's only (`Action::ReadTenantAudit`), on
    /// the platform's all (`Action::ReadPlatformAudit`); so for all methods here.
    async fn page(&self, ctx: &Ctx, filter: &TimelineFilter, before: Option<Cursor>) -> Result<TimelinePage>;
    /// Events stored after `seq`, newest first, at most 100.
    async fn newer(&self, ctx: &Ctx, filter: &TimelineFilter, seq: i64) -> Result<Vec<AuditEvent>>;
    /// How many were stored after `seq`, counted to 100.
    async fn count_newer(&self, ctx: &Ctx, filter: &TimelineFilter, seq: i64) -> Result<u64>;
    async fn event(&self, ctx: &Ctx, id: EventId) -> Result<AuditEvent>;
    /// Records that somebody takes along all events that the filter holds, as a file of this kind. On a tenant's host
    /// `Action::ExportTenantAudit`; so for `export`.
    async fn begin_export(&self, ctx: &Ctx, filter: &TimelineFilter, kind: &str) -> Result<()>;
    /// At most 500 of them, older than `before`, and where they go on.
    async fn export(
        &self,
        ctx: &Ctx,
        filter: &TimelineFilter,
        before: Option<Cursor>,
    ) -> Result<(Vec<AuditEvent>, Option<Cursor>)>;
    /// What tells of the same act as these entries, of each at most 500; those that stand alone are left out.
    async fn parts(&self, ctx: &Ctx, entries: &[EventId]) -> Result<HashMap<EventId, Parts>>;
    /// Today in 96 quarters of an hour, in the platform's time zone.
    async fn strip(&self, ctx: &Ctx) -> Result<Vec<Quarter>>;
}

#[async_trait]
pub trait Views: Send + Sync {
    /// The caller's own, of this host's line, in the order in which they were saved. Rights as for `Timeline`; so for the
    /// rest.
    async fn list(&self, ctx: &Ctx) -> Result<Vec<View>>;
    /// Keeps a filter, without its span of time. `Invalid{name}`; `Conflict{name}` for a name that another one has, and
    /// when there are [`View::MOST`].
    async fn save(&self, ctx: &Ctx, name: &str, filter: &TimelineFilter) -> Result<()>;
    /// `Missing` for one that isn't there, or somebody else's.
    async fn remove(&self, ctx: &Ctx, id: ViewId) -> Result<()>;
}

#[async_trait]
pub trait Sources: Send + Sync {
    /// `Action::ReadSources`.
    async fn overview(&self, ctx: &Ctx) -> Result<Vec<SourceStatus>>;
    /// Gaps and quarantined records, 50 a page, those behind `before`. `Action::ReadSources`; `bytes` of a record are
    /// empty here.
    async fn ledger(&self, ctx: &Ctx, before: Option<LedgerPlace>) -> Result<Ledger>;
    /// One record with its bytes. `Action::ReadQuarantine`.
    async fn quarantined(&self, ctx: &Ctx, id: QuarantineId) -> Result<Quarantined>;
    /// Stops reading a source, or goes on where it stopped. `Missing` for one that isn't configured, `Conflict` for the
    /// platform's own. `Action::ManageSources`; so for the rest.
    async fn pause(&self, ctx: &Ctx, source: Source, paused: bool) -> Result<()>;
    /// Tries to read a record again, with what Dezky knows by now. False where it still can't be read.
    async fn read_again(&self, ctx: &Ctx, id: QuarantineId) -> Result<bool>;
    /// The same with all of the same source that wait for the same reason: how many were read, and how many weren't.
    async fn read_alike(&self, ctx: &Ctx, id: QuarantineId) -> Result<(u64, u64)>;
    /// Lets a record go, or `alike` all of its source that wait for its reason; `why` is kept beside them. `Invalid{why}`
    /// when it says nothing.
    async fn discard(&self, ctx: &Ctx, id: QuarantineId, why: &str, alike: bool) -> Result<()>;
}

#[async_trait]
pub trait Alerts: Send + Sync {
    /// The open ones, and those that ended before `before`, or the last. `Action::ReadAlerts`.
    async fn list(&self, ctx: &Ctx, before: Option<Cursor>) -> Result<AlertsPage>;
    /// `Action::ReadAlerts`.
    async fn show(&self, ctx: &Ctx, id: AlertId) -> Result<Told>;
    /// Closes it, with a note. `Invalid` without one; `Conflict` for one that isn't open any more.
    /// `Action::ManageAlerts`.
    async fn acknowledge(&self, ctx: &Ctx, id: AlertId, note: &str) -> Result<()>;
    /// Has a delivery tried at once, for a day anew. `Conflict` for one that was sent. `Action::ManageAlerts`.
    async fn send_again(&self, ctx: &Ctx, id: DeliveryId) -> Result<()>;
}
