//! The people of a tenant, one by one and many at once, everybody on the platform, and what is one's own.

use async_trait::async_trait;

use crate::{
    Result,
    access::Role,
    batch::{BatchLine, BatchPage, BatchRow, Chosen, Deed, RowsQuery},
    ctx::Ctx,
    everybody::{EverybodyPage, EverybodyQuery},
    group::{Group, GroupName, GroupTile},
    id::{AccessRequestId, BatchId, GroupId, PersonId, SessionId},
    language::Language,
    me::{AccessRequest, MePage, OwnRequest},
    member::{Member, NewMember, People, PeopleQuery},
    session::Session,
};

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

/// The people of all tenants.
#[async_trait]
pub trait Everybody: Send + Sync {
    /// By name, with where they belong. `Action::ReadPlatformPeople`.
    async fn list(&self, ctx: &Ctx, query: &EverybodyQuery) -> Result<EverybodyPage>;
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
    /// The newest 50 of this host's tenant, of those that the caller might have asked for.
    async fn list(&self, ctx: &Ctx) -> Result<Vec<BatchLine>>;
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
pub trait Sessions: Send + Sync {
    /// The caller's own, the current one first. `Action::ReadMe`.
    async fn mine(&self, ctx: &Ctx) -> Result<Vec<Session>>;
    /// `Missing` for a session of somebody else. `Action::EndOwnSession`.
    async fn end(&self, ctx: &Ctx, id: SessionId) -> Result<()>;
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
