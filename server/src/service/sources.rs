//! The sources of the timeline, as operators see them.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    ctx::Ctx,
    id::QuarantineId,
    port,
    source::{LedgerRow, Quarantined, SourceStatus},
};
use dezky_store::Store;

use super::Zone;

#[derive(Debug)]
pub struct Sources {
    pub store: Store,
    pub zone: Zone,
}

#[async_trait]
impl port::Sources for Sources {
    async fn overview(&self, ctx: &Ctx) -> Result<Vec<SourceStatus>> {
        let scope = ctx.require(Action::ReadSources)?;
        Ok(self.store.sources().overview(&scope, self.zone.day_start(ctx.now())).await?)
    }

    async fn ledger(&self, ctx: &Ctx) -> Result<Vec<LedgerRow>> {
        let scope = ctx.require(Action::ReadSources)?;
        Ok(self.store.sources().ledger(&scope).await?)
    }

    async fn quarantined(&self, ctx: &Ctx, id: QuarantineId) -> Result<Quarantined> {
        let scope = ctx.require(Action::ReadQuarantine)?;
        self.store.sources().quarantined(&scope, id).await?.ok_or(AppError::Missing)
    }
}
