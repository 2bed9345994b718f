//! What is done to many at once. It is noted as a draft, which changes nothing and shows what it would do; begun by somebody
//! with the right; and done row by row by a worker (`worker/batches`) in their name.

mod file;
pub(crate) mod row;

use std::collections::{BTreeMap, BTreeSet};

use async_trait::async_trait;
use dezky_domain::{
    AppError, Result,
    access::{Action, Role, may_give},
    audit::{NewEvent, Outcome, Target},
    batch::{BatchLine, BatchPage, BatchRow, BatchState, Chosen, Deed, MOST_PEOPLE, RowState, RowsQuery},
    ctx::{Acting, Ctx, Scope},
    error::Why,
    group::GroupName,
    id::{BatchId, GroupId, JobId, TenantId},
    member::PeopleQuery,
    port,
};
use dezky_store::{BatchHead, NewBatch, NewRow, Work};
use serde_json::json;

use super::{Shared, audit, groups};
use crate::{provision::desire, worker::batches::BATCH};

#[derive(Debug)]
pub struct Batches {
    pub shared: Shared,
}

/// An event about a batch, with its deed and how many rows it has to do.
pub(crate) fn of(ctx: &Ctx, action: &str, batch: &BatchHead, rows: u64) -> NewEvent {
    let target = Target { kind: "batch".to_owned(), id: Some(batch.id.to_string()), name: None };
    let mut event = audit::event(ctx, action, Outcome::Done, target);
    event.tenant = Some(batch.tenant);
    event.words =
        BTreeMap::from([("deed".to_owned(), batch.deed.word().to_owned()), ("count".to_owned(), rows.to_string())]);
    if let Deed::SetRole { role } = batch.deed {
        event.words.insert("role".to_owned(), role.word().to_owned());
    }
    event
}

/// Batches of a list.
const LISTED: u64 = 50;

impl Batches {
    /// A batch, for who may do what it does.
    async fn asked(&self, ctx: &Ctx, id: BatchId) -> Result<(Scope, BatchHead)> {
        let scope = ctx.require(Action::HelpPeople)?;
        let head = self.shared.store.batches().head(&scope, id).await?.ok_or(AppError::Missing)?;
        let scope = ctx.require(head.deed.action())?;
        Ok((scope, head))
    }

    /// The draft, in `work`.
    async fn note(&self, ctx: &Ctx, scope: &Scope, work: &Work, tenant: TenantId, deed: &Deed) -> Result<BatchId> {
        let acting = ctx.acting().ok_or(AppError::Denied)?;
        let id = BatchId::new(ctx.clock.as_ref());
        let new = NewBatch {
            id,
            tenant,
            deed,
            by: acting.person,
            by_name: &acting.name,
            language: ctx.preferences.language,
            request: ctx.request.as_str(),
            now: ctx.now(),
        };
        work.batches().insert(scope, &new).await?;
        Ok(id)
    }

    /// Beside the rows of a file who is here already.
    async fn known(&self, scope: &Scope, tenant: TenantId, rows: &mut [NewRow]) -> Result<()> {
        let email = |row: &NewRow| {
            let field = row.fields.iter().find(|(key, _)| key == "email");
            field.map(|(_, email)| email.to_lowercase()).unwrap_or_default()
        };
        let good = rows.iter().filter(|row| row.wrong.is_none()).map(email);
        let emails: Vec<String> = good.collect();
        let members = self.shared.store.people().addresses_of(scope, tenant, &emails).await?;
        for row in rows.iter_mut().filter(|row| row.wrong.is_none()) {
            if members.contains(&email(row)) {
                row.wrong = Some(("email", "taken-member"));
            }
        }
        Ok(())
    }

    /// The groups that a file's good rows name and that aren't there, as they are written first.
    async fn new_groups(&self, ctx: &Ctx, scope: &Scope, head: &BatchHead) -> Result<Vec<GroupName>> {
        if head.deed != Deed::Import || head.state != BatchState::Draft {
            return Ok(Vec::new());
        }
        let id = head.id;
        let rows = self.shared.store.batches().all_rows(scope, id).await?;
        let fold = |name: &GroupName| name.as_str().to_lowercase();
        let mut known: BTreeSet<String> =
            self.shared.store.groups().list(scope).await?.into_iter().map(|group| group.name.to_lowercase()).collect();
        let mut new = Vec::new();
        for row in rows.iter().filter(|row| row.state == RowState::Waiting) {
            let names = file::parsed(&row.fields).map(|parsed| parsed.groups).unwrap_or_default();
            for name in names {
                if known.insert(fold(&name)) {
                    new.push(name);
                }
            }
        }
        if !new.is_empty() {
            ctx.require(Action::ManageGroups)?;
        }
        Ok(new)
    }
}

/// The roles that the caller may give.
fn given(acting: Option<&Acting>) -> Vec<Role> {
    let own = acting.and_then(|acting| acting.role);
    Role::ALL.iter().copied().filter(|role| own.is_some_and(|own| may_give(own, *role))).collect()
}

#[async_trait]
impl port::Batches for Batches {
    async fn choose(&self, ctx: &Ctx, deed: Deed, chosen: &Chosen, query: &PeopleQuery) -> Result<BatchId> {
        let scope = ctx.require(deed.action())?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?.id;
        match chosen {
            Chosen::Ticked(people) if people.is_empty() => return Err(Why("batch-nobody").at("ids")),
            // More than any page has.
            Chosen::Ticked(people) if people.len() > 1_000 => return Err(Why("batch-too-many").at("ids")),
            _ => {}
        }
        let work = self.shared.store.begin().await?;
        if let Some(group) = deed.group() {
            work.groups().by_id(&scope, tenant, group).await?.ok_or(AppError::Missing)?;
        }
        let id = self.note(ctx, &scope, &work, tenant, &deed).await?;
        let taken = work.batches().take_people(&scope, tenant, id, chosen, query, MOST_PEOPLE).await?;
        if taken == 0 {
            return Err(Why("batch-nobody").at("ids"));
        }
        if taken > MOST_PEOPLE {
            return Err(Why("batch-too-many").at("ids"));
        }
        if let Some(acting) = ctx.acting().filter(|_| deed.spares_oneself()) {
            work.batches().spare(id, acting.person, "batch-yourself").await?;
        }
        work.save().await?;
        Ok(id)
    }

    async fn import(&self, ctx: &Ctx, bytes: &[u8]) -> Result<BatchId> {
        let scope = ctx.require(Action::ManagePeople)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?.id;
        let mut rows = file::read(bytes, ctx.preferences.language, &given(ctx.acting()))?;
        self.known(&scope, tenant, &mut rows).await?;
        let work = self.shared.store.begin().await?;
        let id = self.note(ctx, &scope, &work, tenant, &Deed::Import).await?;
        work.batches().take_rows(id, &rows).await?;
        work.save().await?;
        Ok(id)
    }

    async fn list(&self, ctx: &Ctx) -> Result<Vec<BatchLine>> {
        let scope = ctx.require(Action::HelpPeople)?;
        let tenant = ctx.tenant().ok_or(AppError::Missing)?;
        let deeds = Deed::words(|action| ctx.may(action));
        let mut lines = self.shared.store.batches().list(&scope, tenant.id, &deeds, LISTED).await?;
        if lines.iter().any(|line| line.deed.group().is_some()) {
            let groups = self.shared.store.groups().list(&scope).await?;
            let names: BTreeMap<GroupId, String> = groups.into_iter().map(|group| (group.id, group.name)).collect();
            for line in &mut lines {
                line.group = line.deed.group().and_then(|group| names.get(&group).cloned());
            }
        }
        Ok(lines)
    }

    async fn show(&self, ctx: &Ctx, id: BatchId, query: RowsQuery) -> Result<BatchPage> {
        let (scope, head) = self.asked(ctx, id).await?;
        let store = &self.shared.store;
        let batch = store.batches().show(&scope, id).await?.ok_or(AppError::Missing)?;
        let rows = store.batches().rows(&scope, id, query).await?;
        let group = match head.deed.group() {
            Some(group) => store.groups().by_id(&scope, group).await?.map(|group| group.name),
            None => None,
        };
        let new_groups = self.new_groups(ctx, &scope, &head).await?;
        let new_groups = new_groups.into_iter().map(|name| name.as_str().to_owned()).collect();
        Ok(BatchPage { batch, rows, group, new_groups })
    }

    async fn rows(&self, ctx: &Ctx, id: BatchId) -> Result<Vec<BatchRow>> {
        let (scope, _) = self.asked(ctx, id).await?;
        Ok(self.shared.store.batches().all_rows(&scope, id).await?)
    }

    async fn start(&self, ctx: &Ctx, id: BatchId) -> Result<()> {
        let (scope, noted) = self.asked(ctx, id).await?;
        let tenant = ctx.tenant().cloned().ok_or(AppError::Missing)?;
        let waiting = self.shared.store.batches().show(&scope, id).await?.map_or(0, |batch| batch.waiting);
        let new_groups = self.new_groups(ctx, &scope, &noted).await?;
        let work = self.shared.store.begin().await?;
        let head = work.batches().head(&scope, id).await?.ok_or(AppError::Missing)?;
        if !work.batches().turn(id, BatchState::Draft, BatchState::Running, None).await? {
            return Err(AppError::Conflict { field: "", why: Why("batch-not-draft") });
        }
        for name in &new_groups {
            // Somebody may have made it since.
            if work.groups().by_name(&scope, tenant.id, name).await?.is_none() {
                groups::create(&work, ctx, &scope, &tenant, name).await.map_err(|error| match error {
                    AppError::Conflict { why, .. } => AppError::Conflict { field: "", why },
                    other => other,
                })?;
            }
        }
        if !new_groups.is_empty() {
            desire::tenant(&work, &self.shared.config, ctx, tenant.id).await?;
        }
        work.audit().record(&[of(ctx, "batch.start", &head, waiting)]).await?;
        let (job, key) = (JobId::new(ctx.clock.as_ref()), id.to_string());
        work.jobs().enqueue(job, BATCH, &key, &json!({}), ctx.now()).await?;
        self.shared.save(work).await
    }

    async fn cancel(&self, ctx: &Ctx, id: BatchId) -> Result<()> {
        let (scope, _) = self.asked(ctx, id).await?;
        let work = self.shared.store.begin().await?;
        let head = work.batches().head(&scope, id).await?.ok_or(AppError::Missing)?;
        let over = !matches!(head.state, BatchState::Draft | BatchState::Running);
        if over || !work.batches().turn(id, head.state, BatchState::Cancelled, Some(ctx.now())).await? {
            return Err(AppError::Conflict { field: "", why: Why("batch-over") });
        }
        let waiting = work.batches().count_waiting(id).await?;
        work.audit().record(&[of(ctx, "batch.cancel", &head, waiting)]).await?;
        self.shared.save(work).await
    }
}
