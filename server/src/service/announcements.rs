//! What is announced: to a tenant on its host, to everybody on the platform's.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    announcement::{Announcement, NewAnnouncement},
    audit::{Change, NewEvent, Outcome, Target},
    ctx::{Ctx, Host, Scope},
    error::Why,
    id::{AnnouncementId, TenantId},
    port,
};

use super::{Shared, audit};

#[derive(Debug)]
pub struct Announcements {
    pub shared: Shared,
}

/// The right that this host asks for, and whose announcements these are.
///
/// # Errors
/// As `Ctx::require`.
fn begin(ctx: &Ctx) -> Result<(Scope, Option<TenantId>)> {
    let action = match ctx.host {
        Host::Platform => Action::Announce,
        Host::Tenant(_) => Action::ManageApps,
    };
    Ok((ctx.require(action)?, ctx.tenant().map(|tenant| tenant.id)))
}

fn event(ctx: &Ctx, action: &str, id: AnnouncementId, title: &str) -> NewEvent {
    let target = Target { kind: "announcement".to_owned(), id: Some(id.to_string()), name: Some(title.to_owned()) };
    audit::event(ctx, action, Outcome::Done, target)
}

fn set(field: &str, after: String) -> Option<Change> {
    (!after.is_empty()).then(|| Change { field: field.to_owned(), before: None, after: Some(after) })
}

#[async_trait]
impl port::Announcements for Announcements {
    async fn list(&self, ctx: &Ctx) -> Result<Vec<Announcement>> {
        let (scope, tenant) = begin(ctx)?;
        Ok(self.shared.store.announcements().list(&scope, tenant).await?)
    }

    async fn write(&self, ctx: &Ctx, new: NewAnnouncement) -> Result<()> {
        let (scope, tenant) = begin(ctx)?;
        if new.until <= ctx.now() {
            return Err(Why("announcement-past").at("until"));
        }
        let id = AnnouncementId::new(ctx.clock.as_ref());
        let by = ctx.acting().map_or("", |acting| acting.name.as_str());
        let work = self.shared.store.begin().await?;
        work.announcements().insert(&scope, tenant, id, &new, by).await?;
        let mut event = event(ctx, "announcement.write", id, &new.title);
        let changes = [
            set("severity", new.severity.word().to_owned()),
            set("title", new.title.clone()),
            set("text", new.text.clone()),
            set("announced_from", new.from.to_rfc3339()),
            set("announced_until", new.until.to_rfc3339()),
        ];
        event.changes = changes.into_iter().flatten().collect();
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }

    async fn end(&self, ctx: &Ctx, id: AnnouncementId) -> Result<()> {
        let (scope, tenant) = begin(ctx)?;
        let work = self.shared.store.begin().await?;
        let known = work.announcements().one(&scope, tenant, id).await?.ok_or(AppError::Missing)?;
        if known.what.until <= ctx.now() {
            return Err(AppError::Conflict { field: "", why: Why("announcement-over") });
        }
        work.announcements().end(id, ctx.now()).await?;
        let mut event = event(ctx, "announcement.end", id, &known.what.title);
        event.changes.push(Change {
            field: "announced_until".to_owned(),
            before: Some(known.what.until.to_rfc3339()),
            after: Some(ctx.now().to_rfc3339()),
        });
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }
}
