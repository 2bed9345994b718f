//! The timeline: a tenant's own on its host, everything on the platform's.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::AuditEvent,
    ctx::{Ctx, Scope},
    id::EventId,
    page::Cursor,
    port,
    timeline::{Quarter, TimelineFilter, TimelinePage},
};
use dezky_store::{Query, Store};

use super::Zone;

#[derive(Debug)]
pub struct Timeline {
    pub store: Store,
    pub zone: Zone,
}

/// Events on a page.
const ROWS: u64 = 50;

/// More new events than this are "99+".
const COUNTED: u64 = 100;

impl Timeline {
    fn query(&self, filter: &TimelineFilter) -> Query {
        let exactly = |moment: &dezky_domain::timeline::Moment| self.zone.exactly(moment);
        Query {
            from: filter.from.as_ref().map(exactly),
            until: filter.until.as_ref().map(exactly),
            filter: filter.clone(),
        }
    }
}

fn scope(ctx: &Ctx) -> Result<Scope> {
    ctx.require(if ctx.tenant().is_some() { Action::ReadTenantAudit } else { Action::ReadPlatformAudit })
}

#[async_trait]
impl port::Timeline for Timeline {
    async fn page(&self, ctx: &Ctx, filter: &TimelineFilter, before: Option<Cursor>) -> Result<TimelinePage> {
        let scope = scope(ctx)?;
        let timeline = self.store.timeline();
        // The head first: what is stored while the page is read counts as new, and is never missed.
        let head = timeline.head(&scope).await?;
        let mut events = timeline.page(&scope, &self.query(filter), before, ROWS + 1).await?;
        let more = events.len() as u64 > ROWS;
        events.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
        let older = if more { events.last().map(AuditEvent::cursor) } else { None };
        Ok(TimelinePage { older, head, oldest: timeline.oldest(&scope).await?, events })
    }

    async fn newer(&self, ctx: &Ctx, filter: &TimelineFilter, seq: i64) -> Result<Vec<AuditEvent>> {
        let scope = scope(ctx)?;
        Ok(self.store.timeline().newer(&scope, &self.query(filter), seq, COUNTED).await?)
    }

    async fn count_newer(&self, ctx: &Ctx, filter: &TimelineFilter, seq: i64) -> Result<u64> {
        let scope = scope(ctx)?;
        Ok(self.store.timeline().count_newer(&scope, &self.query(filter), seq, COUNTED).await?)
    }

    async fn event(&self, ctx: &Ctx, id: EventId) -> Result<AuditEvent> {
        let scope = scope(ctx)?;
        self.store.timeline().event(&scope, id).await?.ok_or(AppError::Missing)
    }

    async fn strip(&self, ctx: &Ctx) -> Result<Vec<Quarter>> {
        let scope = scope(ctx)?;
        Ok(self.store.timeline().strip(&scope, self.zone.day_start(ctx.now())).await?)
    }
}
