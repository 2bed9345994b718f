//! The launcher as its person sees and arranges it, the choice of workspace, and the way from an address to its
//! workspace.

use std::{collections::BTreeSet, sync::Arc};

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::Action,
    audit::{Class, NewEvent, Outcome, Target},
    ctx::{Ctx, Scope},
    error::Why,
    id::{AnnouncementId, PersonId},
    launch::{App, Arrange, Launcher, Recent, Tile, TileKey, Workspace},
    member::Email,
    port,
    tenant::Tenant,
};
use dezky_store::RecentFile;

use super::{
    Shared, audit,
    tiles::{self, Inputs, Seen},
};

#[derive(Debug)]
pub struct Launchers {
    pub shared: Shared,
}

/// Files under “Where you were”.
const RECENT: usize = 3;

/// Whose launcher it is.
struct Place {
    scope: Scope,
    tenant: Arc<Tenant>,
    person: PersonId,
}

impl Place {
    /// # Errors
    /// As `Ctx::require`; `Missing` for who isn't somebody.
    fn of(ctx: &Ctx, action: Action) -> Result<Self> {
        let scope = ctx.require(action)?;
        let tenant = ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let person = ctx.acting().ok_or(AppError::Missing)?.person;
        Ok(Self { scope, tenant, person })
    }
}

impl Launchers {
    async fn seen(&self, Place { scope, tenant, person }: &Place) -> Result<Seen> {
        let Shared { store, config, engines, .. } = &self.shared;
        let plan = store.plans().of(scope, tenant.id).await?;
        let placing = store.tiles().placing(scope, tenant.id, *person).await?;
        let links = store.tiles().links(scope, tenant.id).await?;
        let down = engines.all().filter(|line| line.fails()).map(|line| line.engine.system()).collect();
        let services = plan.map(|plan| plan.services);
        Ok(tiles::seen(Inputs { config, slug: &tenant.slug, services, placing, links, down }))
    }

    /// What somebody does to their own tiles is kept, and hidden on the timeline unless it is asked for.
    async fn save(&self, place: &Place, order: &[(TileKey, bool)], event: impl FnOnce() -> NewEvent) -> Result<()> {
        let work = self.shared.store.begin().await?;
        work.tiles().arrange(&place.scope, place.tenant.id, place.person, order).await?;
        work.audit().record(&[event()]).await?;
        self.shared.save(work).await
    }
}

/// Dezky's own record about a tile.
#[must_use]
pub fn event(ctx: &Ctx, action: &str, key: TileKey, name: Option<&str>) -> NewEvent {
    let kind = if matches!(key, TileKey::App(_)) { "app" } else { "tile" };
    let target = Target { kind: kind.to_owned(), id: Some(key.to_string()), name: name.map(str::to_owned) };
    let mut event = audit::event(ctx, action, Outcome::Done, target);
    if let TileKey::App(app) = key {
        event.words.insert("app".to_owned(), app.word().to_owned());
    }
    event
}

fn quiet(event: NewEvent) -> NewEvent {
    NewEvent { class: Class::Noise, ..event }
}

/// A file as it stands under “Where you were”. Nothing that OCIS tells of a file makes an address of it
/// (facts/ocis.md §2.2: `FileID` is a space and a path), so it leads to the files app.
fn recent(file: RecentFile, files: &Tile) -> Recent {
    let name = file.path.rsplit('/').next().unwrap_or_default().to_owned();
    Recent { app: App::Files, name, place: file.space, url: files.url.clone(), at: file.at }
}

#[async_trait]
impl port::Launchers for Launchers {
    async fn show(&self, ctx: &Ctx) -> Result<Launcher> {
        let place = Place::of(ctx, Action::OpenLauncher)?;
        let Seen { apps, links, hidden } = self.seen(&place).await?;
        let (Place { scope, tenant, person }, store) = (&place, &self.shared.store);
        let recents = match apps.iter().find(|tile| tile.key == TileKey::App(App::Files)) {
            Some(files) => {
                let touched = store.recents().files(scope, tenant.id, *person, RECENT).await?;
                touched.into_iter().map(|file| recent(file, files)).collect()
            }
            None => Vec::new(),
        };
        let announcements = store.announcements().told(scope, tenant.id, *person, ctx.now()).await?;
        Ok(Launcher { apps, links, recents, announcements, hidden })
    }

    async fn tiles(&self, ctx: &Ctx) -> Result<Vec<Tile>> {
        let place = Place::of(ctx, Action::OpenLauncher)?;
        let Seen { apps, links, .. } = self.seen(&place).await?;
        Ok(apps.into_iter().chain(links).collect())
    }

    async fn origins(&self, ctx: &Ctx) -> Result<Vec<String>> {
        let Place { scope, tenant, person } = Place::of(ctx, Action::OpenLauncher)?;
        let Shared { store, config, .. } = &self.shared;
        let plan = store.plans().of(&scope, tenant.id).await?;
        let off = store.tiles().placing(&scope, tenant.id, person).await?.off;
        let available = tiles::available(config, &tenant.slug, plan.map(|plan| plan.services));
        let on = available.into_iter().filter(|(app, _)| !off.contains(app));
        let origins: BTreeSet<String> = on.filter_map(|(_, url)| tiles::origin(&url)).collect();
        Ok(origins.into_iter().collect())
    }

    async fn arrange(&self, ctx: &Ctx, key: TileKey, how: Arrange) -> Result<()> {
        let place = Place::of(ctx, Action::ArrangeLauncher)?;
        let Seen { apps, links, .. } = self.seen(&place).await?;
        let tiles = if matches!(key, TileKey::App(_)) { apps } else { links };
        let order = tiles::arranged(&tiles, key, how).ok_or(AppError::Missing)?;
        let action = match how {
            Arrange::Up | Arrange::Down => "tile.move",
            Arrange::Pin => "tile.pin",
            Arrange::Unpin => "tile.unpin",
        };
        let name = tiles.iter().find(|tile| tile.key == key).and_then(|tile| tile.name.as_deref());
        self.save(&place, &order, || quiet(event(ctx, action, key, name))).await
    }

    async fn order(&self, ctx: &Ctx, keys: &[TileKey]) -> Result<()> {
        let place = Place::of(ctx, Action::ArrangeLauncher)?;
        let first = *keys.first().ok_or(AppError::Missing)?;
        let Seen { apps, links, .. } = self.seen(&place).await?;
        let known = |tiles: &[Tile]| keys.iter().all(|key| tiles.iter().any(|tile| tile.key == *key));
        let tiles = [apps, links].into_iter().find(|tiles| known(tiles)).ok_or(AppError::Missing)?;
        let order = tiles::ordered(&tiles, keys);
        let name = tiles.iter().find(|tile| tile.key == first).and_then(|tile| tile.name.as_deref());
        self.save(&place, &order, || quiet(event(ctx, "tile.move", first, name))).await
    }

    async fn hide(&self, ctx: &Ctx, id: AnnouncementId) -> Result<()> {
        let Place { scope, tenant, person } = Place::of(ctx, Action::ArrangeLauncher)?;
        let work = self.shared.store.begin().await?;
        let title = work.announcements().hide(&scope, tenant.id, person, id).await?.ok_or(AppError::Missing)?;
        let target = Target { kind: "announcement".to_owned(), id: Some(id.to_string()), name: Some(title) };
        let event = quiet(audit::event(ctx, "announcement.hide", Outcome::Done, target));
        work.audit().record(&[event]).await?;
        self.shared.save(work).await
    }

    async fn workspaces(&self, ctx: &Ctx) -> Result<Vec<Workspace>> {
        let scope = ctx.require(Action::ReadMe)?;
        let Shared { store, config, .. } = &self.shared;
        let all = store.people().workspaces(&scope).await?;
        Ok(all
            .into_iter()
            .map(|(tenant, role)| Workspace { url: config.tenant_url(tenant.slug.as_str()), name: tenant.name, role })
            .collect())
    }

    async fn door(&self, _ctx: &Ctx, address: &str) -> Result<String> {
        let wrong = |_| Why("wrong-email").at("address");
        let email = Email::parse(address).map_err(wrong)?;
        let scope = Scope::any_tenant("whoever knows a domain may learn where its people sign in");
        let Shared { store, config, .. } = &self.shared;
        let tenant = store.tenants().by_domain(&scope, email.domain()).await?;
        match tenant {
            Some(tenant) => Ok(config.tenant_url(tenant.slug.as_str())),
            // The platform's own people have no tenant.
            None if email.domain() == config.platform.domain => Ok("/sign-in".to_owned()),
            None => Err(Why("no-workspace").at("address")),
        }
    }
}
