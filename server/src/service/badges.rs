//! What waits for somebody: the counts beside the places of the side navigation. One small query each, and only where the
//! caller may see what it counts.

use async_trait::async_trait;
use dezky_domain::{
    Result,
    access::Action,
    ctx::Ctx,
    port::{self, Counts},
};
use dezky_store::Store;

#[derive(Debug)]
pub struct Badges {
    pub store: Store,
}

#[async_trait]
impl port::Badges for Badges {
    async fn counts(&self, ctx: &Ctx) -> Result<Counts> {
        let mut counts = Counts::new();
        if let (Ok(scope), Some(tenant)) = (ctx.require(Action::ReadDomains), ctx.tenant()) {
            counts.insert("nav-domains", self.store.mail_domains().needing(&scope, tenant.id).await?);
        }
        if let Ok(scope) = ctx.require(Action::ReadAlerts) {
            counts.insert("nav-alerts", self.store.alerts().count(&scope).await?);
        }
        if let Ok(scope) = ctx.require(Action::ReadSources) {
            counts.insert("nav-sources", self.store.sources().waiting(&scope).await?);
        }
        counts.retain(|_, count| *count > 0);
        Ok(counts)
    }
}
