//! The people of a tenant.

use async_trait::async_trait;
use dezky_domain::{
    Result,
    access::Action,
    ctx::Ctx,
    member::{People, PeopleQuery},
    port,
};
use dezky_store::Store;

#[derive(Debug)]
pub struct Members {
    pub store: Store,
}

#[async_trait]
impl port::Members for Members {
    async fn list(&self, ctx: &Ctx, query: &PeopleQuery) -> Result<People> {
        let scope = ctx.require(Action::ReadPeople)?;
        Ok(self.store.people().list(&scope, query).await?)
    }
}
