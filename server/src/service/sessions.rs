//! A person's own sessions.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Outcome, Target},
    ctx::Ctx,
    id::SessionId,
    port,
    session::Session,
};
use dezky_store::Store;

use super::{Stored, audit};

#[derive(Debug)]
pub struct Sessions {
    pub store: Store,
    pub stored: Stored,
}

#[async_trait]
impl port::Sessions for Sessions {
    async fn mine(&self, ctx: &Ctx) -> Result<Vec<Session>> {
        let scope = ctx.require(Action::ReadMe)?;
        Ok(self.store.sessions().list(&scope, ctx.acting().map(|acting| acting.session)).await?)
    }

    async fn end(&self, ctx: &Ctx, id: SessionId) -> Result<()> {
        let scope = ctx.require(Action::EndOwnSession)?;
        let work = self.store.begin().await?;
        if !work.sessions().end(&scope, id).await? {
            return Err(AppError::Missing);
        }
        let target = Target { kind: "session".to_owned(), id: Some(id.to_string()), name: None };
        work.audit().record(&[audit::event(ctx, "session.end", Outcome::Done, target)]).await?;
        work.save().await?;
        self.stored.send_modify(|count| *count += 1);
        Ok(())
    }
}
