//! Everybody whom the platform knows: read by operators, changed by nobody here. What is done to people is done in
//! their tenant, or at the sign-in service.

use async_trait::async_trait;
use dezky_domain::{
    Result,
    access::Action,
    ctx::Ctx,
    everybody::{EverybodyPage, EverybodyQuery},
    port,
};
use dezky_store::Store;

#[derive(Debug)]
pub struct Everybody {
    pub store: Store,
}

#[async_trait]
impl port::Everybody for Everybody {
    async fn list(&self, ctx: &Ctx, query: &EverybodyQuery) -> Result<EverybodyPage> {
        let scope = ctx.require(Action::ReadPlatformPeople)?;
        Ok(self.store.people().everybody(&scope, query).await?)
    }
}
