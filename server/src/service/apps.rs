//! Which apps and links a tenant has, and who of its people sees them.

use std::sync::Arc;

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Change, NewEvent},
    ctx::{Ctx, Scope},
    error::Why,
    group::GroupRef,
    id::{GroupId, TileId},
    launch::{App, NewLink, TenantApp, TenantLink, TenantTiles, TileKey},
    port,
    tenant::Tenant,
};
use dezky_store::Work;

use super::{Shared, launchers::event, tiles};

#[derive(Debug)]
pub struct Apps {
    pub shared: Shared,
}

/// Links of one tenant.
const MOST: usize = 60;

/// # Errors
/// As `Ctx::require`.
fn begin(ctx: &Ctx) -> Result<(Scope, Arc<Tenant>)> {
    let scope = ctx.require(Action::ManageApps)?;
    Ok((scope, ctx.tenant().cloned().ok_or(AppError::Missing)?))
}

/// What of a link or its groups isn't as it was.
fn change(field: &str, before: Option<String>, after: Option<String>) -> Option<Change> {
    (before != after).then(|| Change { field: field.to_owned(), before, after })
}

fn changes(before: Option<&NewLink>, after: Option<&NewLink>) -> Vec<Change> {
    type Read = fn(&NewLink) -> &String;
    let of = |link: Option<&NewLink>, field: Read| link.map(|link| field(link).clone());
    let fields: [(&str, Read); 3] =
        [("name", |link| &link.name), ("link", |link| &link.url), ("icon", |link| &link.icon)];
    fields.into_iter().filter_map(|(name, field)| change(name, of(before, field), of(after, field))).collect()
}

fn names(groups: &[GroupRef]) -> Option<String> {
    let names: Vec<&str> = groups.iter().map(|group| group.name.as_str()).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

impl Apps {
    /// Says in `work` for whom a tile is, and what changed by that.
    async fn limit(
        &self,
        work: &Work,
        (scope, tenant): (&Scope, &Tenant),
        key: TileKey,
        groups: &[GroupId],
    ) -> Result<Option<Change>> {
        let shown = work.tiles().show_to(scope, tenant.id, key, groups).await?;
        let [before, after] = shown.ok_or(AppError::Missing)?;
        Ok(change("shown_to", names(&before), names(&after)))
    }

    async fn save(&self, work: Work, event: NewEvent) -> Result<()> {
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }
}

#[async_trait]
impl port::Apps for Apps {
    async fn list(&self, ctx: &Ctx) -> Result<TenantTiles> {
        let (scope, tenant) = begin(ctx)?;
        let Shared { store, config, .. } = &self.shared;
        let plan = store.plans().of(&scope, tenant.id).await?;
        let available = tiles::available(config, &tenant.slug, plan.map(|plan| plan.services));
        let person = ctx.acting().ok_or(AppError::Missing)?.person;
        let off = store.tiles().placing(&scope, tenant.id, person).await?.off;
        let mut shown_to = store.tiles().shown_to(&scope, tenant.id).await?;
        let mut groups = |key| shown_to.remove(&key).unwrap_or_default();
        let apps = App::ALL.iter().map(|app| TenantApp {
            app: *app,
            available: available.contains_key(app),
            on: !off.contains(app),
            groups: groups(TileKey::App(*app)),
        });
        let apps = apps.collect();
        let links = store.tiles().links(&scope, tenant.id).await?.into_iter();
        let links = links.map(|(id, link)| TenantLink { id, link, groups: groups(TileKey::Link(id)) }).collect();
        let given = config.launcher.links.get(tenant.slug.as_str()).into_iter().flatten();
        let given = given.map(|link| link.name.clone()).collect();
        Ok(TenantTiles { apps, links, given, groups: store.tiles().groups(&scope, tenant.id).await? })
    }

    async fn switch(&self, ctx: &Ctx, app: App, on: bool) -> Result<()> {
        let (scope, tenant) = begin(ctx)?;
        let Shared { store, config, .. } = &self.shared;
        let plan = store.plans().of(&scope, tenant.id).await?;
        if !tiles::available(config, &tenant.slug, plan.map(|plan| plan.services)).contains_key(&app) {
            return Err(AppError::Conflict { field: "", why: Why("app-not-ordered") });
        }
        let work = store.begin().await?;
        // Pressed twice, it is done once.
        if !work.tiles().switch(&scope, tenant.id, app, on).await? {
            return Ok(());
        }
        let mut event = event(ctx, if on { "app.on" } else { "app.off" }, TileKey::App(app), None);
        let (before, after) = if on { ("off", "on") } else { ("on", "off") };
        event.changes.extend(change("app_state", Some(before.to_owned()), Some(after.to_owned())));
        self.save(work, event).await
    }

    async fn show_to(&self, ctx: &Ctx, app: App, groups: &[GroupId]) -> Result<()> {
        let (scope, tenant) = begin(ctx)?;
        let work = self.shared.store.begin().await?;
        let Some(change) = self.limit(&work, (&scope, &tenant), TileKey::App(app), groups).await? else {
            return Ok(());
        };
        let mut event = event(ctx, "app.groups", TileKey::App(app), None);
        event.changes.push(change);
        self.save(work, event).await
    }

    async fn add(&self, ctx: &Ctx, link: NewLink, groups: &[GroupId]) -> Result<TileId> {
        let (scope, tenant) = begin(ctx)?;
        let work = self.shared.store.begin().await?;
        if work.tiles().links(&scope, tenant.id).await?.len() >= MOST {
            return Err(AppError::Conflict { field: "", why: Why("too-many-links") });
        }
        let id = TileId::new(ctx.clock.as_ref());
        work.tiles().add(&scope, tenant.id, id, &link, ctx.now()).await?;
        let mut event = event(ctx, "tile.add", TileKey::Link(id), Some(&link.name));
        event.changes = changes(None, Some(&link));
        event.changes.extend(self.limit(&work, (&scope, &tenant), TileKey::Link(id), groups).await?);
        self.save(work, event).await?;
        Ok(id)
    }

    async fn edit(&self, ctx: &Ctx, id: TileId, link: NewLink, groups: &[GroupId]) -> Result<()> {
        let (scope, tenant) = begin(ctx)?;
        let work = self.shared.store.begin().await?;
        let before = work.tiles().edit(&scope, tenant.id, id, &link).await?.ok_or(AppError::Missing)?;
        let mut event = event(ctx, "tile.edit", TileKey::Link(id), Some(&link.name));
        event.changes = changes(Some(&before), Some(&link));
        event.changes.extend(self.limit(&work, (&scope, &tenant), TileKey::Link(id), groups).await?);
        if event.changes.is_empty() { Ok(()) } else { self.save(work, event).await }
    }

    async fn remove(&self, ctx: &Ctx, id: TileId) -> Result<()> {
        let (scope, tenant) = begin(ctx)?;
        let work = self.shared.store.begin().await?;
        let before = work.tiles().remove(&scope, tenant.id, id).await?.ok_or(AppError::Missing)?;
        let mut event = event(ctx, "tile.remove", TileKey::Link(id), Some(&before.name));
        event.changes = changes(Some(&before), None);
        self.save(work, event).await
    }

    async fn shift(&self, ctx: &Ctx, id: TileId, up: bool) -> Result<()> {
        let (scope, tenant) = begin(ctx)?;
        let work = self.shared.store.begin().await?;
        let links = work.tiles().links(&scope, tenant.id).await?;
        let at = links.iter().position(|(other, _)| *other == id).ok_or(AppError::Missing)?;
        let to = if up { at.checked_sub(1) } else { Some(at + 1).filter(|next| *next < links.len()) };
        let Some(to) = to else { return Ok(()) };
        let mut ids: Vec<TileId> = links.iter().map(|(id, _)| *id).collect();
        ids.swap(at, to);
        work.tiles().order(&scope, tenant.id, &ids).await?;
        let mut event = event(ctx, "tile.order", TileKey::Link(id), Some(&links[at].1.name));
        event.changes.extend(change("place", Some((at + 1).to_string()), Some((to + 1).to_string())));
        self.save(work, event).await
    }
}
