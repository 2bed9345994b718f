//! The launcher and what stands on it, and what the palette finds.

use async_trait::async_trait;

use crate::{
    Result,
    announcement::{Announcement, NewAnnouncement},
    ctx::Ctx,
    find::Hits,
    id::{AnnouncementId, GroupId, TileId},
    launch::{App, Arrange, Launcher, NewLink, TenantTiles, Tile, TileKey, Workspace},
};

#[async_trait]
pub trait Launchers: Send + Sync {
    /// The tiles of this host's tenant that the caller sees, as they arranged them, and what stands beside them.
    /// `Action::OpenLauncher`.
    async fn show(&self, ctx: &Ctx) -> Result<Launcher>;
    /// The tiles alone, apps before links. `Action::OpenLauncher`.
    async fn tiles(&self, ctx: &Ctx) -> Result<Vec<Tile>>;
    /// The origins of the apps that this tenant has: only these may show its navigation. `Action::OpenLauncher`.
    async fn origins(&self, ctx: &Ctx) -> Result<Vec<String>>;
    /// Moves or pins one of the caller's tiles. `Missing` for one that they don't see; so for the next.
    /// `Action::ArrangeLauncher`; so for the next two.
    async fn arrange(&self, ctx: &Ctx, key: TileKey, how: Arrange) -> Result<()>;
    /// Puts these tiles in this order; pinned ones stay before the others.
    async fn order(&self, ctx: &Ctx, keys: &[TileKey]) -> Result<()>;
    /// Hides an announcement from the caller. `Missing` for one that isn't told here.
    async fn hide(&self, ctx: &Ctx, id: AnnouncementId) -> Result<()>;
    /// The workspaces that the caller belongs to. `Action::ReadMe`.
    async fn workspaces(&self, ctx: &Ctx) -> Result<Vec<Workspace>>;
    /// Where people with this address sign in: the workspace's URL, or the platform's own for operators. For anybody;
    /// the answer tells of a domain, never of a person.
    async fn door(&self, ctx: &Ctx, address: &str) -> Result<String>;
}

/// Which apps and links this host's tenant has, and who sees them. `Action::ManageApps`, for all of it.
#[async_trait]
pub trait Apps: Send + Sync {
    async fn list(&self, ctx: &Ctx) -> Result<TenantTiles>;
    /// `Conflict` for an app that the tenant doesn't have.
    async fn switch(&self, ctx: &Ctx, app: App, on: bool) -> Result<()>;
    /// Says who sees an app: these groups, or everybody where there is none. `Missing` for a group of somebody else's; so
    /// for all that name groups.
    async fn show_to(&self, ctx: &Ctx, app: App, groups: &[GroupId]) -> Result<()>;
    /// `Conflict` where there are too many.
    async fn add(&self, ctx: &Ctx, link: NewLink, groups: &[GroupId]) -> Result<TileId>;
    /// `Missing` for a link that isn't this tenant's; so for all that follow.
    async fn edit(&self, ctx: &Ctx, id: TileId, link: NewLink, groups: &[GroupId]) -> Result<()>;
    async fn remove(&self, ctx: &Ctx, id: TileId) -> Result<()>;
    /// One place nearer to the beginning, or to the end.
    async fn shift(&self, ctx: &Ctx, id: TileId, up: bool) -> Result<()>;
}

/// What is announced: on a tenant's host to that tenant (`Action::ManageApps`), on the platform's to everybody
/// (`Action::Announce`).
#[async_trait]
pub trait Announcements: Send + Sync {
    /// The newest 100, ended ones too.
    async fn list(&self, ctx: &Ctx) -> Result<Vec<Announcement>>;
    async fn write(&self, ctx: &Ctx, new: NewAnnouncement) -> Result<()>;
    /// Takes it down. `Missing` for one of somebody else's; `Conflict` for one that is over.
    async fn end(&self, ctx: &Ctx, id: AnnouncementId) -> Result<()>;
}

#[async_trait]
pub trait Finder: Send + Sync {
    /// What of the database the palette may show to the caller: people where they may read people, everybody and
    /// tenants on the platform's host, tiles where they have a launcher. `Action::ReadMe`.
    async fn find(&self, ctx: &Ctx, text: &str) -> Result<Hits>;
}
