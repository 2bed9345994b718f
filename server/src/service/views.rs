//! Saved views of the timeline: each person's own, for each line that they may read.

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    audit::{Class, NewEvent, Outcome, Target},
    ctx::{Ctx, Scope},
    error::Why,
    id::{PersonId, TenantId, ViewId},
    port,
    timeline::TimelineFilter,
    view::View,
};

use super::{Shared, audit};

#[derive(Debug)]
pub struct Views {
    pub shared: Shared,
}

/// Whose views of which line.
struct Place {
    scope: Scope,
    tenant: Option<TenantId>,
    person: PersonId,
}

impl Place {
    fn of(ctx: &Ctx) -> Result<Self> {
        let tenant = ctx.tenant().map(|tenant| tenant.id);
        let scope = ctx.require(ctx.host.audit())?;
        let person = ctx.acting().ok_or(AppError::Missing)?.person;
        Ok(Self { scope, tenant, person })
    }
}

/// How somebody looks at the line is nothing that others look for there: hidden unless it is asked for.
fn event(ctx: &Ctx, action: &str, id: ViewId, name: &str) -> NewEvent {
    let target = Target { kind: "view".to_owned(), id: Some(id.to_string()), name: Some(name.to_owned()) };
    NewEvent { class: Class::Noise, ..audit::event(ctx, action, Outcome::Done, target) }
}

#[async_trait]
impl port::Views for Views {
    async fn list(&self, ctx: &Ctx) -> Result<Vec<View>> {
        let Place { scope, tenant, person } = Place::of(ctx)?;
        Ok(self.shared.store.views().of(&scope, tenant, person).await?)
    }

    async fn save(&self, ctx: &Ctx, name: &str, filter: &TimelineFilter) -> Result<()> {
        let Place { scope, tenant, person } = Place::of(ctx)?;
        let (name, filter) = (View::parse_name(name)?, View::of(filter));
        if View::usual().contains(&filter) {
            return Err(Why("view-of-all").at("name"));
        }
        let work = self.shared.store.begin().await?;
        let views = work.views().of(&scope, tenant, person).await?;
        if views.iter().any(|view| view.name.to_lowercase() == name.to_lowercase()) {
            return Err(AppError::Conflict { field: "name", why: Why("view-name-taken") });
        }
        if views.len() >= View::MOST {
            return Err(AppError::Conflict { field: "name", why: Why("views-full") });
        }
        let view = View { id: ViewId::new(ctx.clock.as_ref()), name, filter };
        work.views().save(&scope, tenant, person, &view, ctx.now()).await?;
        work.audit().record(&[event(ctx, "view.save", view.id, &view.name)]).await?;
        self.shared.save(work).await
    }

    async fn remove(&self, ctx: &Ctx, id: ViewId) -> Result<()> {
        let Place { scope, tenant, person } = Place::of(ctx)?;
        let work = self.shared.store.begin().await?;
        let name = work.views().remove(&scope, tenant, person, id).await?.ok_or(AppError::Missing)?;
        work.audit().record(&[event(ctx, "view.remove", id, &name)]).await?;
        self.shared.save(work).await
    }
}
