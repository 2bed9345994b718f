//! The timeline: a tenant's own on its host, everything on the platform's.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use async_trait::async_trait;
use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{AuditEvent, Class, NewEvent, Outcome, Target},
    ctx::{Ctx, Scope},
    id::{EventId, PersonId, TenantId},
    page::Cursor,
    port,
    timeline::{Parts, Quarter, TimelineFilter, TimelinePage},
};
use dezky_store::{Query, Store};

use super::{Zone, audit};

#[derive(Debug)]
pub struct Timeline {
    pub store: Store,
    pub zone: Zone,
    /// When that was last written down.
    pub read: Mutex<HashMap<Reader, DateTime<Utc>>>,
}

/// Who read whose line.
type Reader = (PersonId, Option<TenantId>);

/// Reading on is one reading: it is written down once in this time for each person and line.
const READING: TimeDelta = TimeDelta::hours(1);

/// Events on a page.
const ROWS: u64 = 50;

/// Parts of an entry that stand on the line.
const PARTS: u64 = 8;

/// And on its own page.
const ALL_PARTS: u64 = 500;

/// Events of an export that are held at a time.
const EXPORTED: u64 = 500;

/// More new events than this are "99+".
const COUNTED: u64 = 100;

/// How many events a page's head may be behind: "99+" long before.
const BEHIND: i64 = 20_000;

impl Timeline {
    /// Who looks at the audit is on record too. Reading goes on where that can't be written.
    async fn note(&self, ctx: &Ctx) {
        let Some(person) = ctx.acting().map(|acting| acting.person) else { return };
        let (now, line) = (ctx.now(), (person, ctx.tenant().map(|tenant| tenant.id)));
        let known = |read: &HashMap<_, _>| read.get(&line).is_some_and(|last| now - *last < READING);
        if known(&self.read.lock().unwrap_or_else(PoisonError::into_inner)) {
            return;
        }
        let target = Target { kind: "timeline".to_owned(), id: None, name: None };
        let event = NewEvent { class: Class::Noise, ..audit::event(ctx, "audit.read", Outcome::Done, target) };
        let written = async {
            let work = self.store.begin().await?;
            work.audit().record(&[event]).await?;
            work.save().await
        };
        if let Err(error) = written.await {
            tracing::error!(%error, "who read the audit could not be written down");
            return;
        }
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        read.retain(|_, last| now - *last < READING);
        read.insert(line, now);
    }

    /// Where a page's head can be, as it says itself: what lies further back is read to no end.
    async fn since(&self, scope: &Scope, seq: i64) -> Result<i64> {
        Ok(seq.max(self.store.timeline().head(scope).await?.saturating_sub(BEHIND)))
    }

    fn query(&self, filter: &TimelineFilter) -> Query {
        let exactly = |moment: &dezky_domain::timeline::Moment| self.zone.exactly(moment);
        Query {
            from: filter.from.as_ref().map(exactly),
            until: filter.until.as_ref().map(exactly),
            filter: filter.clone(),
        }
    }
}

fn export_scope(ctx: &Ctx) -> Result<Scope> {
    ctx.require(if ctx.tenant().is_some() { Action::ExportTenantAudit } else { Action::ReadPlatformAudit })
}

fn scope(ctx: &Ctx) -> Result<Scope> {
    ctx.require(ctx.host.audit())
}

#[async_trait]
impl port::Timeline for Timeline {
    async fn page(&self, ctx: &Ctx, filter: &TimelineFilter, before: Option<Cursor>) -> Result<TimelinePage> {
        let scope = scope(ctx)?;
        self.note(ctx).await;
        let timeline = self.store.timeline();
        // The head first: what is stored while the page is read counts as new, and is never missed.
        let head = timeline.head(&scope).await?;
        let mut events = timeline.page(&scope, &self.query(filter), before, ROWS + 1).await?;
        let more = events.len() as u64 > ROWS;
        events.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
        let older = if more { events.last().map(AuditEvent::cursor) } else { None };
        let entries: Vec<EventId> = events.iter().map(|event| event.event.id).collect();
        let parts = timeline.parts(&scope, &entries, PARTS).await?;
        let noise = timeline.noise(&scope, self.zone.day_start(ctx.now())).await?;
        Ok(TimelinePage { older, head, oldest: timeline.oldest(&scope).await?, events, parts, noise })
    }

    async fn parts(&self, ctx: &Ctx, entries: &[EventId]) -> Result<HashMap<EventId, Parts>> {
        let scope = scope(ctx)?;
        Ok(self.store.timeline().parts(&scope, entries, ALL_PARTS).await?)
    }

    async fn newer(&self, ctx: &Ctx, filter: &TimelineFilter, seq: i64) -> Result<Vec<AuditEvent>> {
        let scope = scope(ctx)?;
        self.note(ctx).await;
        let seq = self.since(&scope, seq).await?;
        Ok(self.store.timeline().newer(&scope, &self.query(filter), seq, COUNTED).await?)
    }

    async fn count_newer(&self, ctx: &Ctx, filter: &TimelineFilter, seq: i64) -> Result<u64> {
        let scope = scope(ctx)?;
        let seq = self.since(&scope, seq).await?;
        Ok(self.store.timeline().count_newer(&scope, &self.query(filter), seq, COUNTED).await?)
    }

    async fn event(&self, ctx: &Ctx, id: EventId) -> Result<AuditEvent> {
        let scope = scope(ctx)?;
        self.note(ctx).await;
        self.store.timeline().event(&scope, id).await?.ok_or(AppError::Missing)
    }

    async fn begin_export(&self, ctx: &Ctx, filter: &TimelineFilter, kind: &str) -> Result<()> {
        export_scope(ctx)?;
        let target = Target { kind: "timeline".to_owned(), id: None, name: None };
        let mut event = audit::event(ctx, "audit.export", Outcome::Done, target);
        event.class = Class::Security;
        event.words.insert("format".to_owned(), kind.to_owned());
        event.words.extend(filter.pairs().into_iter().map(|(key, value)| (format!("filter_{key}"), value)));
        let work = self.store.begin().await?;
        work.audit().record(&[event]).await?;
        Ok(work.save().await?)
    }

    async fn export(
        &self,
        ctx: &Ctx,
        filter: &TimelineFilter,
        before: Option<Cursor>,
    ) -> Result<(Vec<AuditEvent>, Option<Cursor>)> {
        let scope = export_scope(ctx)?;
        let events = self.store.timeline().page(&scope, &self.query(filter), before, EXPORTED).await?;
        let older = events.last().filter(|_| events.len() as u64 == EXPORTED).map(AuditEvent::cursor);
        Ok((events, older))
    }

    async fn strip(&self, ctx: &Ctx) -> Result<Vec<Quarter>> {
        let scope = scope(ctx)?;
        Ok(self.store.timeline().strip(&scope, self.zone.day_start(ctx.now())).await?)
    }
}
