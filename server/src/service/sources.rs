//! The sources of the timeline, as operators see them.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Class, NewEvent, Outcome, Source, Target},
    ctx::{Ctx, Scope},
    error::Why,
    id::QuarantineId,
    port,
    source::{Ledger, LedgerPlace, Quarantined, SourceStatus},
};

use dezky_connect::parse::stalwart::ServiceAccount;
use dezky_store::Work;

use super::{Shared, Zone, audit};
use crate::worker::again;

#[derive(Debug)]
pub struct Sources {
    pub shared: Shared,
    pub zone: Zone,
}

/// Longest reason, in characters.
const LONGEST: usize = 300;

fn target(source: Source) -> Target {
    Target { kind: "source".to_owned(), id: Some(source.word().to_owned()), name: Some(source.name().to_owned()) }
}

fn of_record(record: &Quarantined) -> Target {
    let name = Some(record.position.clone());
    Target { kind: "record".to_owned(), id: Some(record.id.to_string()), name }
}

#[async_trait]
impl port::Sources for Sources {
    async fn overview(&self, ctx: &Ctx) -> Result<Vec<SourceStatus>> {
        let scope = ctx.require(Action::ReadSources)?;
        Ok(self.shared.store.sources().overview(&scope, self.zone.day_start(ctx.now())).await?)
    }

    async fn ledger(&self, ctx: &Ctx, before: Option<LedgerPlace>) -> Result<Ledger> {
        let scope = ctx.require(Action::ReadSources)?;
        Ok(self.shared.store.sources().ledger(&scope, before).await?)
    }

    async fn quarantined(&self, ctx: &Ctx, id: QuarantineId) -> Result<Quarantined> {
        let scope = ctx.require(Action::ReadQuarantine)?;
        let record = self.shared.store.sources().quarantined(&scope, id).await?.ok_or(AppError::Missing)?;
        let event = audit::event(ctx, "quarantine.view", Outcome::Done, of_record(&record));
        let work = self.shared.store.begin().await?;
        work.audit().record(&[NewEvent { class: Class::Noise, ..event }]).await?;
        self.shared.save(work).await?;
        Ok(record)
    }

    async fn pause(&self, ctx: &Ctx, source: Source, paused: bool) -> Result<()> {
        ctx.require(Action::ManageSources)?;
        if !Source::HEARD.contains(&source) {
            return Err(AppError::Missing);
        }
        if source == Source::Platform {
            return Err(AppError::Conflict { field: "source", why: Why("wrong-source") });
        }
        let work = self.shared.store.begin().await?;
        if work.sources().pause(source, paused).await? {
            let action = if paused { "source.pause" } else { "source.resume" };
            work.audit().record(&[audit::event(ctx, action, Outcome::Done, target(source))]).await?;
            self.shared.save(work).await?;
        }
        Ok(())
    }

    async fn read_again(&self, ctx: &Ctx, id: QuarantineId) -> Result<bool> {
        let scope = ctx.require(Action::ManageSources)?;
        let how = How::Read(self.own_account(&scope, id).await?);
        let work = self.shared.store.begin().await?;
        let record = work.sources().waiting(&scope, id).await?.ok_or(AppError::Missing)?;
        let Some(event) = settle(ctx, &work, &record, &how).await? else { return Ok(false) };
        work.audit().record(&[event]).await?;
        self.shared.save(work).await?;
        Ok(true)
    }

    async fn read_alike(&self, ctx: &Ctx, id: QuarantineId) -> Result<(u64, u64)> {
        let scope = ctx.require(Action::ManageSources)?;
        let how = How::Read(self.own_account(&scope, id).await?);
        self.alike(ctx, id, &how).await
    }

    async fn discard(&self, ctx: &Ctx, id: QuarantineId, why: &str, alike: bool) -> Result<()> {
        let scope = ctx.require(Action::ManageSources)?;
        let why: String = why.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        if why.is_empty() {
            return Err(Why("wrong-reason").at("why"));
        }
        let how = How::LetGo(why);
        if alike {
            return self.alike(ctx, id, &how).await.map(drop);
        }
        let work = self.shared.store.begin().await?;
        let record = work.sources().waiting(&scope, id).await?.ok_or(AppError::Missing)?;
        let event = settle(ctx, &work, &record, &how).await?;
        work.audit().record(event.as_slice()).await?;
        self.shared.save(work).await
    }
}

/// Records of a transaction.
const STEP: u64 = 100;

/// What becomes of a record.
#[derive(Debug)]
enum How {
    /// Read, with how Stalwart's events name Dezky's own account.
    Read(Option<ServiceAccount>),
    /// Why somebody lets it go.
    LetGo(String),
}

/// `None` where it can't be read: it goes on waiting.
async fn settle(ctx: &Ctx, work: &Work, record: &Quarantined, how: &How) -> Result<Option<NewEvent>> {
    let scope = ctx.require(Action::ManageSources)?;
    let event = |action| audit::event(ctx, action, Outcome::Done, of_record(record));
    match how {
        How::Read(service) => {
            if !again::read(work, record, service.as_ref(), ctx.now(), ctx.clock.as_ref()).await? {
                return Ok(None);
            }
            work.sources().settle(&scope, record.id, "read", None, ctx.now()).await?;
            Ok(Some(event("quarantine.read")))
        }
        How::LetGo(why) => {
            let by = ctx.acting().map(|acting| acting.name.as_str());
            work.sources().settle(&scope, record.id, why, by, ctx.now()).await?;
            let mut event = event("quarantine.discard");
            event.words.insert("why".to_owned(), why.clone());
            event.words.insert("sha256".to_owned(), record.sha256.clone());
            Ok(Some(event))
        }
    }
}

impl Sources {
    /// Asked before a transaction begins: no engine is called inside one.
    async fn own_account(&self, scope: &Scope, id: QuarantineId) -> Result<Option<ServiceAccount>> {
        match self.shared.store.sources().quarantined(scope, id).await? {
            Some(Quarantined { source: Source::Stalwart, .. }) => Ok(self.shared.own_account.get().await),
            _ => Ok(None),
        }
    }

    /// The same with every record that waits like this one, some in each transaction: how many it was done with, and how
    /// many go on waiting.
    async fn alike(&self, ctx: &Ctx, id: QuarantineId, how: &How) -> Result<(u64, u64)> {
        let scope = ctx.require(Action::ManageSources)?;
        let first = self.shared.store.sources().quarantined(&scope, id).await?.ok_or(AppError::Missing)?;
        let (mut done, mut left, mut after) = (0, 0, None);
        loop {
            let work = self.shared.store.begin().await?;
            let some = work.sources().alike(&scope, (first.source, first.reason), after, STEP).await?;
            let mut events = Vec::new();
            for record in &some {
                events.extend(settle(ctx, &work, record, how).await?);
            }
            work.audit().record(&events).await?;
            self.shared.save(work).await?;
            done += events.len() as u64;
            left += (some.len() - events.len()) as u64;
            after = some.last().map(|record| record.id);
            if (some.len() as u64) < STEP {
                return Ok((done, left));
            }
        }
    }
}
