//! Alerts, as operators see them and what they may do about them.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    alert::{AboutKind, Alert, Alerts as Page, Delivery, Told},
    audit::{Class, NewEvent, Outcome, Target},
    ctx::Ctx,
    error::Why,
    id::{AlertId, DeliveryId},
    page::Cursor,
    port,
};
use dezky_store::Again;

use super::{Shared, audit};

#[derive(Debug)]
pub struct Alerts {
    pub shared: Shared,
}

/// Alerts that ended, on a page.
const ROWS: u64 = 25;
/// The longest note, in characters.
const NOTE: usize = 500;

/// Dezky's own record of an alert. No tenant's: who is told what is the platform's business.
#[must_use]
pub fn event(ctx: &Ctx, action: &str, alert: &Alert) -> NewEvent {
    let name = match alert.about.kind {
        AboutKind::Several => None,
        _ => Some(alert.about.name.clone()).filter(|name| !name.is_empty()),
    };
    let target = Target { kind: "alert".to_owned(), id: Some(alert.id.to_string()), name };
    let mut event = audit::event(ctx, action, Outcome::Done, target);
    event.class = Class::Security;
    event.words.insert("rule".to_owned(), alert.rule.word().to_owned());
    event.words.insert("key".to_owned(), alert.key.clone());
    event
}

/// The same about one of its deliveries.
#[must_use]
pub fn delivery_event(ctx: &Ctx, action: &str, alert: &Alert, delivery: &Delivery) -> NewEvent {
    let mut event = event(ctx, action, alert);
    event.words.insert("recipient".to_owned(), delivery.to.clone());
    event.words.insert("channel".to_owned(), delivery.channel.word().to_owned());
    event.words.insert("delivery".to_owned(), delivery.id.to_string());
    event
}

#[async_trait]
impl port::Alerts for Alerts {
    async fn list(&self, ctx: &Ctx, before: Option<Cursor>) -> Result<Page> {
        let scope = ctx.require(Action::ReadAlerts)?;
        let alerts = self.shared.store.alerts();
        let open = alerts.open(&scope).await?;
        let mut closed = alerts.closed(&scope, before, ROWS + 1).await?;
        let more = closed.len() as u64 > ROWS;
        closed.truncate(usize::try_from(ROWS).unwrap_or(usize::MAX));
        let older = closed.last().filter(|_| more).and_then(|last| last.alert.cursor());
        Ok(Page { open, closed, older, settings: self.shared.config.alerts.settings() })
    }

    async fn show(&self, ctx: &Ctx, id: AlertId) -> Result<Told> {
        let scope = ctx.require(Action::ReadAlerts)?;
        self.shared.store.alerts().one(&scope, id).await?.ok_or(AppError::Missing)
    }

    async fn acknowledge(&self, ctx: &Ctx, id: AlertId, note: &str) -> Result<()> {
        let scope = ctx.require(Action::ManageAlerts)?;
        let note = note.trim();
        if note.is_empty() || note.chars().count() > NOTE {
            return Err(Why("wrong-note").at("note"));
        }
        let by = ctx.acting().map_or("", |acting| acting.name.as_str());
        let work = self.shared.store.begin().await?;
        let Some(alert) = work.alerts().acknowledge(&scope, id, by, note, ctx.now()).await? else {
            // It ended by itself, or somebody else was faster; or it isn't there.
            self.show(ctx, id).await?;
            return Err(AppError::Conflict { field: "", why: Why("alert-closed-already") });
        };
        let mut event = event(ctx, "alert.acknowledged", &alert);
        event.words.insert("note".to_owned(), note.to_owned());
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }

    async fn send_again(&self, ctx: &Ctx, id: DeliveryId) -> Result<()> {
        let scope = ctx.require(Action::ManageAlerts)?;
        let work = self.shared.store.begin().await?;
        let (told, delivery) = match work.deliveries().again(&scope, id, ctx.now()).await? {
            Again::Missing => return Err(AppError::Missing),
            Again::Sent => return Err(AppError::Conflict { field: "", why: Why("alert-sent-already") }),
            Again::Asked(asked) => *asked,
        };
        work.audit().record(&[delivery_event(ctx, "alert.again", &told.alert, &delivery)]).await?;
        self.shared.save(work).await?;
        self.shared.outlets.asked.notify_waiters();
        Ok(())
    }
}
