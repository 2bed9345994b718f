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
    batch::{BatchPage, BatchRow, Chosen, Deed, RowsQuery},
    ctx::Ctx,
    find::Hits,
    group::{Group, GroupName, GroupTile},
    id::{
        AccessRequestId, AlertId, AnnouncementId, BatchId, DeliveryId, EventId, GrantId, GroupId, PartnerId, PersonId,
        QuarantineId, ResourceId, SessionId, TenantId, TileId,
    },
    language::Language,
    launch::{App, Arrange, Launcher, NewLink, TenantTiles, Tile, TileKey, Workspace},
    mail_domain::{Leaving, MailDomain},
    me::{AccessRequest, MePage, OwnRequest},
    member::{Member, NewMember, People, PeopleQuery},
    overview::Overview as Glance,
    page::Cursor,
    partner::{
        Entry, Grants as GrantsPage, NewGrant, NewPartner, NewPartnerPerson, Partner, PartnerDetail, PartnerTenant,
    },
    provision::{JobRow, Provisioning, RepairPlan, RunState},
    session::Session,
    settings::{Limits, Settings as Decided},
    source::{LedgerRow, Quarantined, SourceStatus},
    tenant::{Look, NewTenant, ObjectKind, OwnHost, Slug, Tenant, TenantDetail},
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
    /// A letter with a link that sets a password: the invitation again for who hasn't come yet, another one for who can't
    /// sign in any more. `Conflict` for who is suspended, and for who works elsewhere with the same account.
    async fn send_link(&self, ctx: &Ctx, person: PersonId) -> Result<()>;
}

#[async_trait]
pub trait Groups: Send + Sync {
    /// The groups of this host's tenant, by name; at most 1,000. `Action::ReadPeople`.
    async fn list(&self, ctx: &Ctx) -> Result<Vec<Group>>;
    /// `Action::ManageGroups`; so for the rest.
    async fn show(&self, ctx: &Ctx, id: GroupId) -> Result<Group>;
    /// The tiles that are for this group.
    async fn tiles(&self, ctx: &Ctx, id: GroupId) -> Result<Vec<GroupTile>>;
    /// `Conflict` when another has this name, and when there are too many.
    async fn create(&self, ctx: &Ctx, name: &GroupName) -> Result<GroupId>;
    /// `Conflict` when another has this name.
    async fn rename(&self, ctx: &Ctx, id: GroupId, name: &GroupName) -> Result<()>;
    /// Its people stay. What was for this group alone is for everybody.
    async fn delete(&self, ctx: &Ctx, id: GroupId) -> Result<()>;
    async fn put(&self, ctx: &Ctx, id: GroupId, person: PersonId) -> Result<()>;
    async fn take(&self, ctx: &Ctx, id: GroupId, person: PersonId) -> Result<()>;
}

/// What is done to many at once. Each asks for the deed's own right (`Deed::action`).
#[async_trait]
pub trait Batches: Send + Sync {
    /// Notes whom it would be done to, of the people that the list shows: nothing is changed until it is begun.
    /// `Invalid` for nobody, and for more than `MOST_PEOPLE`.
    async fn choose(&self, ctx: &Ctx, deed: Deed, chosen: &Chosen, query: &PeopleQuery) -> Result<BatchId>;
    /// Reads a file of people. `Invalid{file}` for one that can't be read at all; what is wrong with one row is told there.
    async fn import(&self, ctx: &Ctx, file: &[u8]) -> Result<BatchId>;
    async fn show(&self, ctx: &Ctx, id: BatchId, query: RowsQuery) -> Result<BatchPage>;
    /// All rows, for who takes the result along.
    async fn rows(&self, ctx: &Ctx, id: BatchId) -> Result<Vec<BatchRow>>;
    /// `Conflict` for one that was begun or given up.
    async fn start(&self, ctx: &Ctx, id: BatchId) -> Result<()>;
    /// What is done stays. `Conflict` for one that is over.
    async fn cancel(&self, ctx: &Ctx, id: BatchId) -> Result<()>;
}

#[async_trait]
pub trait AccessRequests: Send + Sync {
    /// Asks to be let into the tenant of this address's domain. `Conflict` for who is known there, and for who has asked.
    /// On the platform's host only. `Action::EditMe`.
    async fn ask(&self, ctx: &Ctx, address: &str, why: &str) -> Result<()>;
    /// One's own that are open. `Action::ReadMe`.
    async fn mine(&self, ctx: &Ctx) -> Result<Vec<OwnRequest>>;
    /// Those of this host's tenant, the oldest first; at most 100. `Action::ManagePeople`; so for the rest.
    async fn open(&self, ctx: &Ctx) -> Result<Vec<AccessRequest>>;
    /// They become a member, with the role of one.
    async fn accept(&self, ctx: &Ctx, id: AccessRequestId) -> Result<()>;
    async fn decline(&self, ctx: &Ctx, id: AccessRequestId) -> Result<()>;
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
    /// Records that somebody takes along all events that the filter holds, as a file of this kind. On a tenant's host
    /// `Action::ExportTenantAudit`; so for `export`.
    async fn begin_export(&self, ctx: &Ctx, filter: &TimelineFilter, kind: &str) -> Result<()>;
    /// At most 500 of them, older than `before`, and where they go on.
    async fn export(
        &self,
        ctx: &Ctx,
        filter: &TimelineFilter,
        before: Option<Cursor>,
    ) -> Result<(Vec<AuditEvent>, Option<Cursor>)>;
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
    /// The same with all of the same source that wait for the same reason: how many were read, and how many weren't.
    async fn read_alike(&self, ctx: &Ctx, id: QuarantineId) -> Result<(u64, u64)>;
    /// Lets a record go, or `alike` all of its source that wait for its reason; `why` is kept beside them. `Invalid{why}`
    /// when it says nothing.
    async fn discard(&self, ctx: &Ctx, id: QuarantineId, why: &str, alike: bool) -> Result<()>;
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

/// The mail domains of this host's tenant.
#[async_trait]
pub trait Domains: Send + Sync {
    /// The first one first, then by name. `Action::ReadDomains`.
    async fn list(&self, ctx: &Ctx) -> Result<Vec<MailDomain>>;
    /// The records that are wanted, as a zone file. `Action::ReadDomains`.
    async fn zone(&self, ctx: &Ctx, name: &str) -> Result<String>;
    /// Claims a further one, which DNS must prove; the same again where it is claimed already. `Conflict` for one that is
    /// another tenant's. `Action::ManageDomains`; so for the rest.
    async fn add(&self, ctx: &Ctx, name: &str) -> Result<MailDomain>;
    /// Has it looked at now. `Conflict` when that was a moment ago.
    async fn check(&self, ctx: &Ctx, name: &str) -> Result<()>;
    /// What would go with it.
    async fn leaving(&self, ctx: &Ctx, name: &str) -> Result<Leaving>;
    /// `Conflict` for the first one, and while addresses of the tenant's people end with it.
    async fn remove(&self, ctx: &Ctx, name: &str) -> Result<()>;
}

/// How this host's tenant looks, and its own hosts. `Action::ManageBrand`, for all of it.
#[async_trait]
pub trait Brands: Send + Sync {
    /// Its own hosts, by name.
    async fn hosts(&self, ctx: &Ctx) -> Result<Vec<OwnHost>>;
    async fn change(&self, ctx: &Ctx, look: Look) -> Result<()>;
    /// An uploaded picture, whatever it says it is: it is made anew from what it shows. `Invalid` for what can't be a
    /// logo.
    async fn set_logo(&self, ctx: &Ctx, dark: bool, bytes: Vec<u8>) -> Result<()>;
    /// `Missing` where there is none.
    async fn remove_logo(&self, ctx: &Ctx, dark: bool) -> Result<()>;
    /// `Conflict` where somebody else noted it.
    async fn add_host(&self, ctx: &Ctx, host: &str) -> Result<()>;
    /// Has the DNS of those that aren't proven looked at now.
    async fn check_hosts(&self, ctx: &Ctx) -> Result<()>;
    async fn remove_host(&self, ctx: &Ctx, host: &str) -> Result<()>;
}

/// How many things wait for somebody, by the word of their place in the side navigation.
pub type Counts = BTreeMap<&'static str, u64>;

/// What stands beside the places of the side navigation.
#[async_trait]
pub trait Badges: Send + Sync {
    /// Of what the caller may see alone, and without what is nothing; never refused.
    async fn counts(&self, ctx: &Ctx) -> Result<Counts>;
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

/// Partners and their people, as the platform keeps them.
#[async_trait]
pub trait Partners: Send + Sync {
    /// Those whose name holds `text`, by name; at most 500. `Action::ReadPartners`; so for `show`.
    async fn list(&self, ctx: &Ctx, text: &str) -> Result<Vec<Partner>>;
    async fn show(&self, ctx: &Ctx, id: PartnerId) -> Result<PartnerDetail>;
    /// `Conflict` for a name that is taken. `Action::KeepPartners`; so for all that follow.
    async fn create(&self, ctx: &Ctx, new: NewPartner) -> Result<PartnerId>;
    async fn change(&self, ctx: &Ctx, id: PartnerId, new: NewPartner) -> Result<()>;
    /// Somebody who is known by the address, or by what the sign-in service calls them. `Invalid` for `subject` where
    /// nothing says who it is; `Conflict` for who has another role on the platform.
    async fn add_person(&self, ctx: &Ctx, id: PartnerId, new: NewPartnerPerson) -> Result<()>;
    async fn set_role(&self, ctx: &Ctx, id: PartnerId, person: PersonId, role: Role) -> Result<()>;
    /// Ends their sessions on tenants' hosts too.
    async fn remove_person(&self, ctx: &Ctx, id: PartnerId, person: PersonId) -> Result<()>;
}

/// Which partners this host's tenant lets in. All of it is `Action::ManagePartners`.
#[async_trait]
pub trait Grants: Send + Sync {
    async fn list(&self, ctx: &Ctx) -> Result<GrantsPage>;
    /// `Invalid` for a partner that there isn't; `Conflict` while another grant of its stands.
    async fn give(&self, ctx: &Ctx, new: NewGrant) -> Result<()>;
    /// `Conflict` for one that ended.
    async fn change_end(&self, ctx: &Ctx, id: GrantId, until: Option<chrono::DateTime<chrono::Utc>>) -> Result<()>;
    /// At once: the partner's people are out with their next request, and their sessions here are ended.
    async fn revoke(&self, ctx: &Ctx, id: GrantId) -> Result<()>;
}

/// A partner's own console.
#[async_trait]
pub trait PartnerConsole: Send + Sync {
    /// The tenants that let the caller's partner in now, by name; at most 500. `Action::OpenPartnerConsole`.
    async fn tenants(&self, ctx: &Ctx, text: &str) -> Result<Vec<PartnerTenant>>;
    /// As [`Tenants::create`]; the new tenant lets the caller's partner manage it for a year.
    /// `Action::CreatePartnerTenant`.
    async fn create(&self, ctx: &Ctx, new: NewTenant) -> Result<Tenant>;
    /// Where the caller goes on to the tenant's host, with a ticket that is good once and for a minute. `Missing` where
    /// nothing lets them in. `Action::OpenPartnerConsole`.
    async fn enter(&self, ctx: &Ctx, slug: &Slug) -> Result<String>;
    /// Who would come in by a ticket on this tenant's host; it isn't used by that. None for one that is good for
    /// nothing. For anybody: the ticket is the right.
    async fn entry(&self, ctx: &Ctx, ticket: &str) -> Result<Option<Entry>>;
}

/// What this host's tenant decides for itself.
#[async_trait]
pub trait Settings: Send + Sync {
    /// `Action::ManageSettings`; so for `save`.
    async fn show(&self, ctx: &Ctx) -> Result<(Decided, Limits)>;
    async fn save(&self, ctx: &Ctx, settings: Decided) -> Result<()>;
    /// The language of letters to people of this host's tenant; on the platform's, the caller's.
    /// `Action::ManagePeople`.
    async fn letters(&self, ctx: &Ctx) -> Result<Language>;
}

#[async_trait]
pub trait Overview: Send + Sync {
    /// This host's tenant at a glance, without what the caller may not open. `Action::ReadOverview`.
    async fn show(&self, ctx: &Ctx) -> Result<Glance>;
}

/// What is the caller's own.
#[async_trait]
pub trait Me: Send + Sync {
    /// `Action::ReadMe`.
    async fn page(&self, ctx: &Ctx) -> Result<MePage>;
    /// What they are called, in every engine too. `Action::EditMe`; so for `choose`.
    async fn rename(&self, ctx: &Ctx, name: &str) -> Result<()>;
    /// For all their browsers; `Some(None)` is the choice of the system's theme.
    async fn choose(&self, ctx: &Ctx, language: Option<Language>, dark: Option<Option<bool>>) -> Result<()>;
    /// Everything that Dezky keeps of them, as JSON. `Action::ReadMe`.
    async fn export(&self, ctx: &Ctx) -> Result<String>;
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
    pub groups: Arc<dyn Groups>,
    pub batches: Arc<dyn Batches>,
    pub access_requests: Arc<dyn AccessRequests>,
    pub timeline: Arc<dyn Timeline>,
    pub sources: Arc<dyn Sources>,
    pub alerts: Arc<dyn Alerts>,
    pub sessions: Arc<dyn Sessions>,
    pub launchers: Arc<dyn Launchers>,
    pub partners: Arc<dyn Partners>,
    pub grants: Arc<dyn Grants>,
    pub partner_console: Arc<dyn PartnerConsole>,
    pub settings: Arc<dyn Settings>,
    pub overview: Arc<dyn Overview>,
    pub me: Arc<dyn Me>,
    pub domains: Arc<dyn Domains>,
    pub brands: Arc<dyn Brands>,
    pub badges: Arc<dyn Badges>,
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
