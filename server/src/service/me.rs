//! A person's own: what they are called, what they chose, when they came, and all of it to take along.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Class, Outcome, Target},
    ctx::Ctx,
    language::Language,
    me::MePage,
    member::parse_name,
    port,
};
use serde_json::json;

use super::{Shared, audit};
use crate::provision::desire;

#[derive(Debug)]
pub struct Me {
    pub shared: Shared,
}

/// Sign-ins on the page.
const SIGN_INS: u64 = 10;
/// Events in an export: ten thousand are some megabytes, and years of most people.
const EVENTS: u64 = 10_000;

fn target(ctx: &Ctx) -> Result<Target> {
    let acting = ctx.acting().ok_or(AppError::SignedOut)?;
    Ok(Target { kind: "person".to_owned(), id: Some(acting.person.to_string()), name: Some(acting.name.clone()) })
}

#[async_trait]
impl port::Me for Me {
    async fn page(&self, ctx: &Ctx) -> Result<MePage> {
        let scope = ctx.require(Action::ReadMe)?;
        let sign_ins = self.shared.store.me().sign_ins(&scope, SIGN_INS).await?;
        let recovery = Some(self.shared.config.oidc.recovery_url.clone()).filter(|url| !url.is_empty());
        Ok(MePage { sign_ins, recovery })
    }

    async fn rename(&self, ctx: &Ctx, name: &str) -> Result<()> {
        let scope = ctx.require(Action::EditMe)?;
        let name = parse_name(name)?;
        let work = self.shared.store.begin().await?;
        let Some(before) = work.me().rename(&scope, &name, ctx.now()).await? else { return Ok(()) };
        let mut event = audit::event(ctx, "me.rename", Outcome::Done, target(ctx)?);
        event.target.name = Some(name.clone());
        event.changes.extend(audit::change("name", Some(before), Some(name)));
        work.audit().record(&[event]).await?;
        let person = scope.person()?;
        desire::person(&work, &self.shared.config, ctx, person).await?;
        self.shared.save(work).await
    }

    async fn choose(&self, ctx: &Ctx, language: Option<Language>, dark: Option<Option<bool>>) -> Result<()> {
        let scope = ctx.require(Action::EditMe)?;
        let work = self.shared.store.begin().await?;
        work.me().choose(&scope, language, dark).await?;
        // How a page looks to oneself is nobody's business: it stands on no timeline.
        Ok(work.save().await?)
    }

    async fn export(&self, ctx: &Ctx) -> Result<String> {
        let scope = ctx.require(Action::ReadMe)?;
        let mut all = self.shared.store.me().everything(&scope, EVENTS).await?;
        let about = "Everything that this platform keeps of you. What you wrote and received is in the mail, file and \
                     chat services themselves.";
        if let Some(all) = all.as_object_mut() {
            all.insert("about".to_owned(), json!(about));
            all.insert("taken".to_owned(), json!(ctx.now().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)));
        }
        let work = self.shared.store.begin().await?;
        let mut event = audit::event(ctx, "me.export", Outcome::Done, target(ctx)?);
        event.class = Class::Security;
        work.audit().record(&[event]).await?;
        self.shared.save(work).await?;
        serde_json::to_string_pretty(&all).map_err(|error| {
            tracing::error!(%error, "an export could not be written");
            AppError::Fault
        })
    }
}
