//! What of the database the palette finds: one question a kind, and only kinds that the caller may see.

use std::sync::Arc;

use async_trait::async_trait;
use dezky_domain::{
    Result,
    access::Action,
    ctx::Ctx,
    find::{Hits, MOST},
    port,
};
use dezky_store::Store;

#[derive(Debug)]
pub struct Finder<L> {
    pub store: Store,
    pub launchers: Arc<L>,
}

#[async_trait]
impl<L: port::Launchers> port::Finder for Finder<L> {
    async fn find(&self, ctx: &Ctx, text: &str) -> Result<Hits> {
        ctx.require(Action::ReadMe)?;
        let text: String = text.trim().chars().take(100).collect();
        let mut hits = Hits::default();
        if ctx.may(Action::OpenLauncher) {
            hits.tiles = self.launchers.tiles(ctx).await?;
        }
        // Without a word, nobody in particular is looked for.
        if text.is_empty() {
            return Ok(hits);
        }
        if let Ok(scope) = ctx.require(Action::ReadPeople) {
            hits.people = self.store.people().find(&scope, &text, MOST as u64).await?;
        }
        // All people are read for it, and a letter is in the names of most.
        if text.chars().nth(1).is_some()
            && let Ok(scope) = ctx.require(Action::ReadPlatformPeople)
        {
            hits.everybody = self.store.people().find_anywhere(&scope, &text, MOST as u64).await?;
        }
        if let Ok(scope) = ctx.require(Action::ReadTenants) {
            hits.tenants = self.store.tenants().find(&scope, &text, MOST as u64).await?;
        }
        Ok(hits)
    }
}
