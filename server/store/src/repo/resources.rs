//! What a tenant shall be in the engines, thing by thing, and how far that is. Written by `resources_work`, and derived
//! by `resources_desire`.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dezky_domain::{
    ctx::Scope,
    id::{ResourceId, TenantId},
    provision::{Difference, Facts, ResourceName, Spec, Standing, Step, StepState, Trouble},
};
use sea_orm::FromQueryResult;
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, scope,
    sql::{Sql, count, sql, time},
};

/// One thing to want; `position` is its place in the order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desired {
    pub position: i32,
    pub spec: Spec,
    pub standing: Standing,
}

/// An object of an engine as it is wanted, beside what was seen of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resource {
    pub id: ResourceId,
    /// None for the platform's own.
    pub tenant: Option<TenantId>,
    pub position: i32,
    pub spec: Spec,
    pub standing: Standing,
    /// From 1; rises whenever something else is wanted.
    pub generation: i64,
    /// The generation at which it was last as wanted; 0 for never.
    pub seen_generation: i64,
    pub state: StepState,
    /// Attempts at this generation, with the one that runs.
    pub tries: u32,
    pub trouble: Option<Trouble>,
    /// None for at once.
    pub next_try: Option<DateTime<Utc>>,
    pub took_ms: Option<u32>,
    /// When it was last seen as wanted.
    pub done: Option<DateTime<Utc>>,
    pub adopted: bool,
    pub differences: Vec<Difference>,
    /// The engine's own id.
    pub external: Option<String>,
    pub seen: Facts,
    pub seen_at: Option<DateTime<Utc>>,
    /// When it was last looked at, whatever came of it.
    pub looked_at: Option<DateTime<Utc>>,
    /// Somebody said that a drift shall be repaired.
    pub repair: bool,
    /// The name of who asked for it as it is wanted now.
    pub asked_by: Option<String>,
    pub request: Option<String>,
    /// The tenant's version at its last change.
    pub version: i64,
}

impl Resource {
    #[must_use]
    pub fn name(&self) -> ResourceName {
        self.spec.resource()
    }

    /// As the step log shows it.
    #[must_use]
    pub fn step(&self) -> Step {
        Step {
            id: self.id,
            name: self.name(),
            standing: self.standing,
            state: self.state,
            tries: self.tries,
            trouble: self.trouble.clone(),
            next_try: self.next_try,
            took_ms: self.took_ms,
            done: self.done,
            adopted: self.adopted,
            differences: self.differences.clone(),
        }
    }
}

/// A tenant's steps by state, for the list of tenants.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    pub tenant: TenantId,
    /// Without those that no step is in.
    pub states: BTreeMap<StepState, u64>,
    pub paused: bool,
    pub cancelled: bool,
}

/// Reads resources.
#[derive(Debug, Clone, Copy)]
pub struct Resources<'a> {
    pub(crate) store: &'a Store,
}

impl Resources<'_> {
    /// A tenant's, or the platform's own, in the order in which they run: by position, kind and key.
    ///
    /// # Errors
    /// `Denied` for a person's scope, and for the platform's own unless everything may be seen; `Db`, `Corrupt`.
    pub async fn of(&self, scope: &Scope, tenant: Option<TenantId>) -> Result<Vec<Resource>> {
        if !visible(scope, tenant)? {
            return Ok(Vec::new());
        }
        let rows = self.select(tenant).all::<Row>(&self.store.reader).await?;
        rows.into_iter().map(Row::resource).collect()
    }

    /// Rises with every change of the tenant's resources and its plan; 0 before the first.
    ///
    /// # Errors
    /// As `of`.
    pub async fn version(&self, scope: &Scope, tenant: Option<TenantId>) -> Result<i64> {
        if !visible(scope, tenant)? {
            return Ok(0);
        }
        let db = &self.store.reader;
        let select = sql(db, "SELECT version FROM resource_version WHERE tenant_key = $1", [tenant_key(tenant).into()]);
        Ok(select.value(db).await?.unwrap_or_default())
    }

    /// Every provisioned tenant, with how many of its steps are in each state.
    ///
    /// # Errors
    /// As `of`.
    pub async fn summaries(&self, scope: &Scope) -> Result<Vec<Summary>> {
        self.summaries_of(scope, None).await
    }

    /// The same, of some.
    ///
    /// # Errors
    /// As `of`.
    pub async fn summaries_of(&self, scope: &Scope, some: Option<&[TenantId]>) -> Result<Vec<Summary>> {
        if some.is_some_and(<[_]>::is_empty) {
            return Ok(Vec::new());
        }
        let db = &self.store.reader;
        let text = "SELECT p.tenant_id, p.paused, p.cancelled, r.state, COUNT(r.state) AS steps
            FROM tenant_plan p LEFT JOIN resource r ON r.tenant_id = p.tenant_id";
        let mut select = sql(db, text, []);
        select.push(" WHERE 1 = 1");
        if let Some(only) = scope::within(scope)? {
            select.push(" AND p.tenant_id = ").bind(only);
        }
        if let Some(some) = some {
            select.push(" AND p.tenant_id IN (").bind_all(some.iter().map(|id| id.uuid())).push(")");
        }
        select.push(" GROUP BY p.tenant_id, p.paused, p.cancelled, r.state ORDER BY p.tenant_id");
        let mut summaries: Vec<Summary> = Vec::new();
        for row in select.all::<StateRow>(db).await? {
            let tenant = TenantId::from_uuid(row.tenant_id);
            if summaries.last().is_none_or(|last| last.tenant != tenant) {
                let (states, paused, cancelled) = (BTreeMap::new(), row.paused, row.cancelled);
                summaries.push(Summary { tenant, states, paused, cancelled });
            }
            if let (Some(summary), Some(state)) = (summaries.last_mut(), &row.state) {
                summary.states.insert(parse_state(state)?, count(row.steps));
            }
        }
        Ok(summaries)
    }

    /// How the database means to run `of`: tests hold it against the indexes.
    ///
    /// # Errors
    /// `Db`.
    pub async fn explain(&self, tenant: TenantId) -> Result<Vec<String>> {
        self.select(Some(tenant)).explain(&self.store.reader).await
    }

    fn select(&self, tenant: Option<TenantId>) -> Sql {
        let mut select = sql(&self.store.reader, "SELECT * FROM resource", []);
        of_tenant(&mut select, tenant);
        select.push(" ORDER BY position, kind, key");
        select
    }
}

fn visible(scope: &Scope, tenant: Option<TenantId>) -> Result<bool> {
    match tenant {
        Some(tenant) => scope::admits(scope, tenant),
        None => scope::everything(scope).map(|()| true),
    }
}

/// Appends whose resources are meant.
pub(crate) fn of_tenant(statement: &mut Sql, tenant: Option<TenantId>) {
    match tenant {
        Some(tenant) => statement.push(" WHERE tenant_id = ").bind(tenant.uuid()),
        None => statement.push(" WHERE tenant_id IS NULL"),
    };
}

/// What makes a name unique: empty for the platform's own.
pub(crate) fn tenant_key(tenant: Option<TenantId>) -> String {
    tenant.map(|tenant| tenant.to_string()).unwrap_or_default()
}

/// Words, numbers and maps by words: what serde_json can always write.
pub(crate) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("it has no keys but words")
}

fn read<T: DeserializeOwned>(what: &str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|_| StoreError::corrupt(what, text))
}

fn parse_state(word: &str) -> Result<StepState> {
    StepState::parse(word).ok_or_else(|| StoreError::corrupt("step's state", word))
}

#[derive(Debug, FromQueryResult)]
struct StateRow {
    tenant_id: Uuid,
    paused: bool,
    cancelled: bool,
    state: Option<String>,
    steps: i64,
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    tenant_id: Option<Uuid>,
    position: i32,
    spec: String,
    standing: String,
    generation: i64,
    seen_generation: i64,
    state: String,
    tries: i32,
    trouble: Option<String>,
    next_try_us: Option<i64>,
    took_ms: Option<i32>,
    done_us: Option<i64>,
    adopted: bool,
    differences: String,
    external_id: Option<String>,
    seen: String,
    seen_us: Option<i64>,
    looked_us: Option<i64>,
    repair: bool,
    asked_by: Option<String>,
    request: Option<String>,
    version: i64,
}

impl Row {
    fn resource(self) -> Result<Resource> {
        let standing =
            Standing::parse(&self.standing).ok_or_else(|| StoreError::corrupt("standing", &self.standing))?;
        Ok(Resource {
            id: ResourceId::from_uuid(self.id),
            tenant: self.tenant_id.map(TenantId::from_uuid),
            position: self.position,
            spec: read("spec", &self.spec)?,
            standing,
            generation: self.generation,
            seen_generation: self.seen_generation,
            state: parse_state(&self.state)?,
            tries: u32::try_from(self.tries).unwrap_or_default(),
            trouble: self.trouble.as_deref().map(|text| read("trouble", text)).transpose()?,
            next_try: self.next_try_us.map(time).transpose()?,
            took_ms: self.took_ms.and_then(|took| u32::try_from(took).ok()),
            done: self.done_us.map(time).transpose()?,
            adopted: self.adopted,
            differences: read("differences", &self.differences)?,
            external: self.external_id,
            seen: read("seen", &self.seen)?,
            seen_at: self.seen_us.map(time).transpose()?,
            looked_at: self.looked_us.map(time).transpose()?,
            repair: self.repair,
            asked_by: self.asked_by,
            request: self.request,
            version: self.version,
        })
    }
}
