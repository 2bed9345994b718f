//! What a tenant decides for itself. Where it decides nothing, it is as the platform has it.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Change, Outcome},
    ctx::{Ctx, Scope},
    error::Why,
    language::Language,
    port,
    settings::{Limits, Settings as Decided},
};
use dezky_store::Store;

use super::{Shared, audit};
use crate::config::Config;

#[derive(Debug)]
pub struct Settings {
    pub shared: Shared,
}

/// The platform's, which a tenant's can't be longer than.
#[must_use]
pub fn limits(config: &Config) -> Limits {
    let number = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    Limits {
        idle_minutes: number(config.session.idle_minutes),
        session_hours: number(config.session.absolute_hours),
        retention_days: config.audit.retention(),
    }
}

/// The language of letters to people of this host's tenant; where it decided none, the caller's.
///
/// # Errors
/// `Fault` from the store.
pub async fn language(store: &Store, ctx: &Ctx) -> Result<Language> {
    let Some(tenant) = ctx.tenant() else { return Ok(ctx.preferences.language) };
    let scope = Scope::any_tenant("the language of a tenant's letters is no secret");
    Ok(store.settings().of(&scope, tenant.id).await?.language.unwrap_or(ctx.preferences.language))
}

fn changes(before: &Decided, after: &Decided) -> Vec<Change> {
    let number = |number: Option<u32>| number.map(|number| number.to_string());
    let language = |of: &Decided| of.language.map(|language| language.word().to_owned());
    let mail = |of: &Decided| Some(of.alert_mail.join(", ")).filter(|mail| !mail.is_empty());
    let all = [
        audit::change("language", language(before), language(after)),
        audit::change("idle_minutes", number(before.idle_minutes), number(after.idle_minutes)),
        audit::change("session_hours", number(before.session_hours), number(after.session_hours)),
        audit::change("retention_days", number(before.retention_days), number(after.retention_days)),
        audit::change("alert_mail", mail(before), mail(after)),
    ];
    all.into_iter().flatten().collect()
}

#[async_trait]
impl port::Settings for Settings {
    async fn show(&self, ctx: &Ctx) -> Result<(Decided, Limits)> {
        let scope = ctx.require(Action::ManageSettings)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        Ok((self.shared.store.settings().of(&scope, tenant.id).await?, limits(&self.shared.config)))
    }

    async fn save(&self, ctx: &Ctx, settings: Decided, forget: bool) -> Result<()> {
        let scope = ctx.require(Action::ManageSettings)?;
        let tenant = ctx.tenant().cloned().ok_or(AppError::Missing)?;
        settings.within(limits(&self.shared.config))?;
        let work = self.shared.store.begin().await?;
        let before = work.settings().of(&scope, tenant.id).await?;
        let platform = limits(&self.shared.config).retention_days;
        let kept = |of: &Decided| of.retention_days.or(platform).unwrap_or(u32::MAX);
        Why("retention-shorter").unless(forget || kept(&settings) >= kept(&before), "retention_days")?;
        work.settings().set(&scope, tenant.id, &settings).await?;
        let mut event = audit::event(ctx, "settings.change", Outcome::Done, audit::tenant_target(&tenant));
        event.changes = changes(&before, &settings);
        // Saved as it was, nothing happened.
        if event.changes.is_empty() {
            return Ok(());
        }
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }

    async fn letters(&self, ctx: &Ctx) -> Result<Language> {
        ctx.require(Action::ManagePeople)?;
        language(&self.shared.store, ctx).await
    }
}
