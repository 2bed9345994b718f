//! The sources of the timeline, as operators see them.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Class, NewEvent, Outcome, Source, Target},
    ctx::Ctx,
    error::Why,
    id::QuarantineId,
    port,
    source::{LedgerRow, Quarantined, SourceStatus},
};

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

    async fn ledger(&self, ctx: &Ctx) -> Result<Vec<LedgerRow>> {
        let scope = ctx.require(Action::ReadSources)?;
        Ok(self.shared.store.sources().ledger(&scope).await?)
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
        // Asked before the transaction begins: no engine is called inside one.
        let service = match self.shared.store.sources().quarantined(&scope, id).await? {
            Some(Quarantined { source: Source::Stalwart, .. }) => self.shared.own_account.get().await,
            _ => None,
        };
        let work = self.shared.store.begin().await?;
        let record = work.sources().waiting(&scope, id).await?.ok_or(AppError::Missing)?;
        if !again::read(&work, &record, service.as_ref(), ctx.now(), ctx.clock.as_ref()).await? {
            return Ok(false);
        }
        work.sources().settle(&scope, id, "read", None, ctx.now()).await?;
        work.audit().record(&[audit::event(ctx, "quarantine.read", Outcome::Done, of_record(&record))]).await?;
        self.shared.save(work).await?;
        Ok(true)
    }

    async fn discard(&self, ctx: &Ctx, id: QuarantineId, why: &str) -> Result<()> {
        let scope = ctx.require(Action::ManageSources)?;
        let why: String = why.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        if why.is_empty() {
            return Err(Why("wrong-reason").at("why"));
        }
        let work = self.shared.store.begin().await?;
        let record = work.sources().waiting(&scope, id).await?.ok_or(AppError::Missing)?;
        let by = ctx.acting().map(|acting| acting.name.as_str());
        work.sources().settle(&scope, id, &why, by, ctx.now()).await?;
        let mut event = audit::event(ctx, "quarantine.discard", Outcome::Done, of_record(&record));
        event.words.insert("why".to_owned(), why);
        event.words.insert("sha256".to_owned(), record.sha256);
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }
}
