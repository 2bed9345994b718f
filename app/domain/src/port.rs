//! What pages and server functions may ask of the server: one coarse trait a noun. `server/service` implements them;
//! `app` knows nothing else of it. Each method's first use of `ctx` is `ctx.require(..)`.

use std::{
    collections::{BTreeMap, HashMap},
    fmt,
    sync::Arc,
};

use async_trait::async_trait;

use crate::{
    Result,
    access::Role,
    alert::{Alerts as AlertsPage, Told},
    announcement::{Announcement, NewAnnouncement},
    audit::{AuditEvent, Source},
    ctx::Ctx,
    find::Hits,
    id::{
        AlertId, AnnouncementId, DeliveryId, EventId, GroupId, PersonId, QuarantineId, ResourceId, SessionId, TenantId,
        TileId,
    },
    launch::{App, Arrange, Launcher, NewLink, TenantTiles, Tile, TileKey, Workspace},
    member::{Member, NewMember, People, PeopleQuery},
    page::Cursor,
    provision::{JobRow, Provisioning, RepairPlan, RunState},
    session::Session,
    source::{LedgerRow, Quarantined, SourceStatus},
    tenant::{NewTenant, ObjectKind, Slug, Tenant, TenantDetail},
    timeline::{Parts, Quarter, TimelineFilter, TimelinePage},
};

#[async_trait]
pub trait Tenants: Send + Sync {
    /// Every tenant whose name, slug or domain holds `text`, by name; at most 500. `Action::ReadTenants`.
    async fn list(&self, ctx: &Ctx, text: &str) -> Result<Vec<Tenant>>;
    /// `Action::ReadTenants`.
    async fn show(&self, ctx: &Ctx, slug: &Slug) -> Result<TenantDetail>;
    /// `Conflict` when slug or domain is taken. `Action::CreateTenant`.
    async fn create(&self, ctx: &Ctx, new: NewTenant) -> Result<Tenant>;
    /// Says that an object of OCIS is this tenant's; records that nobody could attribute follow.
    /// `Action::AttributeObject`.
    async fn attribute(&self, ctx: &Ctx, slug: &Slug, kind: ObjectKind, id: &str, name: Option<&str>) -> Result<()>;
    /// Cuts everybody's access, keeps everything. `Action::ManageTenant`; so for all that follow.
    async fn suspend(&self, ctx: &Ctx, slug: &Slug) -> Result<()>;
    /// Takes back a suspension, or a closing that isn't over.
    async fn resume(&self, ctx: &Ctx, slug: &Slug) -> Result<()>;
    /// Gives notice: access ends now, the data goes when the grace period is over and somebody deletes it. Its owners
    /// are told.
    async fn close(&self, ctx: &Ctx, slug: &Slug) -> Result<()>;
    /// Destroys everything in every engine, in the safe order. `typed` is the slug as the person typed it. `Conflict`
    /// while the tenant isn't closing or its grace period isn't over.
    async fn delete(&self, ctx: &Ctx, slug: &Slug, typed: &str) -> Result<()>;
}

/// How far the tenants are in the engines.
#[async_trait]
pub trait Provisioner: Send + Sync {
    /// `Missing` for a tenant that isn't there, none for one that isn't provisioned by us. `Action::ReadTenants`.
    async fn show(&self, ctx: &Ctx, slug: &Slug) -> Result<Option<Provisioning>>;
    /// Every provisioned tenant's state. `Action::ReadTenants`.
    async fn states(&self, ctx: &Ctx) -> Result<BTreeMap<TenantId, RunState>>;
    /// Rises with every change of a step. `Action::ReadTenants`.
    async fn version(&self, ctx: &Ctx, slug: &Slug) -> Result<i64>;
    /// Tries again what isn't done, at once; `from` this step on. `Action::Provision`; so for all that follow but `jobs`.
    async fn again(&self, ctx: &Ctx, slug: &Slug, from: Option<ResourceId>) -> Result<()>;
    /// Stops trying. What is made stays.
    async fn cancel(&self, ctx: &Ctx, slug: &Slug) -> Result<()>;
    /// Nothing is looked at or changed while it is paused.
    async fn pause(&self, ctx: &Ctx, slug: &Slug, paused: bool) -> Result<()>;
    /// Looks at everything again now; changes nothing that isn't new.
    async fn look(&self, ctx: &Ctx, slug: &Slug) -> Result<()>;
    /// What repairing these would do, call by call. Looks; changes nothing.
    async fn plan(&self, ctx: &Ctx, slug: &Slug, ids: &[ResourceId]) -> Result<RepairPlan>;
    async fn repair(&self, ctx: &Ctx, slug: &Slug, ids: &[ResourceId]) -> Result<()>;
    /// Durable jobs, the next first; at most 200. `Action::ReadJobs`.
    async fn jobs(&self, ctx: &Ctx) -> Result<Vec<JobRow>>;
}

#[async_trait]
pub trait Members: Send + Sync {
    /// The people of this host's tenant. `Action::ReadPeople`.
    async fn list(&self, ctx: &Ctx, query: &PeopleQuery) -> Result<People>;
    /// One of them. `Action::ReadPeople`.
    async fn show(&self, ctx: &Ctx, person: PersonId) -> Result<Member>;
    /// Adds somebody, who gets a letter. `Conflict` when they are a member already; `Denied` for a role that the caller
    /// may not give. `Action::ManagePeople`; so for all down to `remove`.
    async fn add(&self, ctx: &Ctx, new: NewMember) -> Result<Member>;
    /// `Conflict` for the last owner.
    async fn set_role(&self, ctx: &Ctx, person: PersonId, role: Role) -> Result<()>;
    /// Ends their sessions everywhere and keeps what is theirs. `Conflict` for the last owner.
    async fn suspend(&self, ctx: &Ctx, person: PersonId) -> Result<()>;
    async fn resume(&self, ctx: &Ctx, person: PersonId) -> Result<()>;
    /// Cuts their access; mail and files stay until somebody erases them. `Conflict` for the last owner.
    async fn remove(&self, ctx: &Ctx, person: PersonId) -> Result<()>;
    /// Ends their sessions everywhere. `Action::HelpPeople`; so for the rest.
    async fn end_sessions(&self, ctx: &Ctx, person: PersonId) -> Result<()>;
    async fn reset_second_factor(&self, ctx: &Ctx, person: PersonId) -> Result<()>;
    /// Another letter with another link.
    async fn invite_again(&self, ctx: &Ctx, person: PersonId) -> Result<()>;
}

#[async_trait]
pub trait Timeline: Send + Sync {
    /// Events older than `before`, or the newest. On a tenant's host that tenant's only (`Action::ReadTenantAudit`), on
    /// the platform's all (`Action::ReadPlatformAudit`); so for all methods here.
    async fn page(&self, ctx: &Ctx, filter: &TimelineFilter, before: Option<Cursor>) -> Result<TimelinePage>;
    /// Events stored after `seq`, newest first, at most 100.
    async fn newer(&self, ctx: &Ctx, filter: &TimelineFilter, seq: i64) -> Result<Vec<AuditEvent>>;
    /// How many were stored after `seq`, counted to 100.
    async fn count_newer(&self, ctx: &Ctx, filter: &TimelineFilter, seq: i64) -> Result<u64>;
    async fn event(&self, ctx: &Ctx, id: EventId) -> Result<AuditEvent>;
    /// What tells of the same act as these entries, of each at most 500; those that stand alone are left out.
    async fn parts(&self, ctx: &Ctx, entries: &[EventId]) -> Result<HashMap<EventId, Parts>>;
    /// Today in 96 quarters of an hour, in the platform's time zone.
    async fn strip(&self, ctx: &Ctx) -> Result<Vec<Quarter>>;
}

#[async_trait]
pub trait Sources: Send + Sync {
    /// `Action::ReadSources`.
    async fn overview(&self, ctx: &Ctx) -> Result<Vec<SourceStatus>>;
    /// The newest 100 gaps and quarantined records. `Action::ReadSources`; `bytes` of a record are empty here.
    async fn ledger(&self, ctx: &Ctx) -> Result<Vec<LedgerRow>>;
    /// One record with its bytes. `Action::ReadQuarantine`.
    async fn quarantined(&self, ctx: &Ctx, id: QuarantineId) -> Result<Quarantined>;
    /// Stops reading a source, or goes on where it stopped. `Missing` for one that isn't configured, `Conflict` for the
    /// platform's own. `Action::ManageSources`; so for the rest.
    async fn pause(&self, ctx: &Ctx, source: Source, paused: bool) -> Result<()>;
    /// Tries to read a record again, with what Dezky knows by now. False where it still can't be read.
    async fn read_again(&self, ctx: &Ctx, id: QuarantineId) -> Result<bool>;
    /// Lets a record go; `why` is kept beside it. `Invalid{why}` when it says nothing.
    async fn discard(&self, ctx: &Ctx, id: QuarantineId, why: &str) -> Result<()>;
}

#[async_trait]
pub trait Alerts: Send + Sync {
    /// The open ones, and those that ended before `before`, or the last. `Action::ReadAlerts`.
    async fn list(&self, ctx: &Ctx, before: Option<Cursor>) -> Result<AlertsPage>;
    /// `Action::ReadAlerts`.
    async fn show(&self, ctx: &Ctx, id: AlertId) -> Result<Told>;
    /// Closes it, with a note. `Invalid` without one; `Conflict` for one that isn't open any more.
    /// `Action::ManageAlerts`.
    async fn acknowledge(&self, ctx: &Ctx, id: AlertId, note: &str) -> Result<()>;
    /// Has a delivery tried at once, for a day anew. `Conflict` for one that was sent. `Action::ManageAlerts`.
    async fn send_again(&self, ctx: &Ctx, id: DeliveryId) -> Result<()>;
}

#[async_trait]
pub trait Sessions: Send + Sync {
    /// The caller's own, the current one first. `Action::ReadMe`.
    async fn mine(&self, ctx: &Ctx) -> Result<Vec<Session>>;
    /// `Missing` for a session of somebody else. `Action::EndOwnSession`.
    async fn end(&self, ctx: &Ctx, id: SessionId) -> Result<()>;
}

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
    /// What of the database the palette may show to the caller: people where they may read people, tenants on the
    /// platform's host, tiles where they have a launcher. `Action::ReadMe`.
    async fn find(&self, ctx: &Ctx, text: &str) -> Result<Hits>;
}

/// What a form held when it was refused, and why: shown once, on the next page. Lives in the browser's session, never in
/// a URL.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Flash {
    /// Which form it is for.
    pub form: String,
    /// Field names and what was typed. No passwords: no form of ours has one.
    pub typed: BTreeMap<String, String>,
    /// The field and the key of the text; the field may be empty for a message about the whole form.
    pub wrong: Option<(String, String)>,
    /// The key of a message that something is done.
    pub done: Option<String>,
}

#[async_trait]
pub trait Flashes: Send + Sync {
    async fn put(&self, flash: Flash);
    /// Takes it: a reload shows the form as usual.
    async fn take(&self) -> Option<Flash>;
}

/// Everything that `app` can ask.
#[derive(Clone)]
pub struct Services {
    pub tenants: Arc<dyn Tenants>,
    pub provisioner: Arc<dyn Provisioner>,
    pub members: Arc<dyn Members>,
    pub timeline: Arc<dyn Timeline>,
    pub sources: Arc<dyn Sources>,
    pub alerts: Arc<dyn Alerts>,
    pub sessions: Arc<dyn Sessions>,
    pub launchers: Arc<dyn Launchers>,
    pub apps: Arc<dyn Apps>,
    pub announcements: Arc<dyn Announcements>,
    pub finder: Arc<dyn Finder>,
    pub platform: Arc<Platform>,
}

impl fmt::Debug for Services {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Services")
    }
}

/// What pages need to know of the platform itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Platform {
    pub name: String,
    /// An IANA name, such as `Europe/Copenhagen`: how times are shown.
    pub time_zone: String,
    /// Where the data is, as a person says it: shown on the poster.
    pub hosted_in: String,
    /// The platform's own host, such as `http://localhost:3000`.
    pub url: String,
    /// A tenant's host, with `{slug}` as its first label.
    pub tenant_url: String,
    /// Origins of the identity providers: where signing out leads.
    pub providers: Vec<String>,
    /// Secure cookies with the `__Host-` prefix.
    pub secure: bool,
}
