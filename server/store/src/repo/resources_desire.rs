//! Makes a tenant's resources those that are wanted. What is wanted already isn't touched, so asking twice changes
//! nothing.

use std::collections::{BTreeMap, HashMap};

use dezky_domain::{
    ctx::Clock,
    id::{ResourceId, TenantId},
    provision::{Kind, ResourceName, Spec, Standing, StepState},
};
use sea_orm::{FromQueryResult, Value};
use uuid::Uuid;

use crate::{
    Result, Work,
    repo::{
        resources::{Desired, json, of_tenant, tenant_key},
        resources_work::{ResourcesWork, raise},
    },
    sql::{clean, clean_some, insert_many, sql},
};

impl ResourcesWork<'_> {
    /// Makes the tenant's resources (None: the platform's) these, and says how many were added, changed or removed.
    /// What differs in spec or standing begins anew at the next generation. What isn't wanted any more is forgotten, but
    /// an act only when it is over: done or cancelled. Of two with one name the last counts.
    ///
    /// # Errors
    /// `Busy`, `Db`; the latter for a tenant that isn't there.
    pub async fn desire(
        &self,
        tenant: Option<TenantId>,
        desired: &[Desired],
        by: Option<&str>,
        request: Option<&str>,
        clock: &dyn Clock,
    ) -> Result<usize> {
        self.work.queue().await?;
        let mut have = existing(self.work, tenant).await?;
        let mut diff = Diff::default();
        let wanted: BTreeMap<ResourceName, &Desired> =
            desired.iter().map(|desired| (desired.spec.resource(), desired)).collect();
        for (name, desired) in wanted {
            match have.remove(&place(&name)) {
                None => diff.new.push(desired),
                Some(existing) if !existing.wants(desired) => diff.changed.push((existing.id, desired)),
                Some(existing) if existing.position != desired.position => {
                    diff.moved.push((existing.id, desired.position));
                }
                Some(_) => {}
            }
        }
        diff.removed = have.into_values().filter(|left| !left.is_open_act()).map(|left| left.id).collect();
        let changed = diff.new.len() + diff.changed.len() + diff.removed.len();
        if changed + diff.moved.len() > 0 {
            let version = raise(self.work, tenant).await?;
            let asked = [clean_some(by).into(), clean_some(request).into(), version.into()];
            diff.save(self.work, tenant, asked, clock).await?;
        }
        Ok(changed)
    }

    /// Asks for something that is done once, besides what is wanted; again at the next generation when it is there.
    ///
    /// # Errors
    /// As `desire`.
    pub async fn ask(
        &self,
        tenant: Option<TenantId>,
        desired: &Desired,
        by: Option<&str>,
        request: Option<&str>,
        clock: &dyn Clock,
    ) -> Result<()> {
        let version = raise(self.work, tenant).await?;
        let asked = [clean_some(by).into(), clean_some(request).into(), version.into()];
        let tail = "ON CONFLICT (tenant_key, system, kind, key) DO UPDATE SET position = excluded.position,
            spec = excluded.spec, standing = excluded.standing, generation = resource.generation + 1,
            state = 'waiting', tries = 0, trouble = NULL, next_try_us = NULL, differences = '[]', repair = FALSE,
            asked_by = excluded.asked_by, request = excluded.request, version = excluded.version";
        insert_many(&self.work.tx, INSERT, vec![new_row(tenant, desired, &asked, clock)], tail).await
    }
}

#[derive(Debug, Default)]
struct Diff<'a> {
    new: Vec<&'a Desired>,
    changed: Vec<(Uuid, &'a Desired)>,
    /// Those whose place alone is another.
    moved: Vec<(Uuid, i32)>,
    removed: Vec<Uuid>,
}

impl Diff<'_> {
    /// `asked`: by whom, in which request, at which version.
    async fn save(self, work: &Work, tenant: Option<TenantId>, asked: [Value; 3], clock: &dyn Clock) -> Result<()> {
        let tx = &work.tx;
        for ids in self.removed.chunks(256) {
            let mut delete = sql(tx, "DELETE FROM resource WHERE id IN (", []);
            delete.bind_all(ids.iter().copied()).push(")");
            delete.run(tx).await?;
        }
        for (id, desired) in self.changed {
            let text = "UPDATE resource SET position = $2, spec = $3, standing = $4, generation = generation + 1,
                    state = 'waiting', tries = 0, trouble = NULL, next_try_us = NULL, differences = '[]',
                    repair = FALSE, asked_by = $5, request = $6, version = $7
                WHERE id = $1";
            let [by, request, version] = asked.clone();
            let spec = json(&desired.spec);
            let wanted: [Value; 4] = [id.into(), desired.position.into(), spec.into(), desired.standing.word().into()];
            let [id, position, spec, standing] = wanted;
            sql(tx, text, [id, position, spec, standing, by, request, version]).run(tx).await?;
        }
        for (id, position) in self.moved {
            let text = "UPDATE resource SET position = $2, version = $3 WHERE id = $1";
            sql(tx, text, [id.into(), position.into(), asked[2].clone()]).run(tx).await?;
        }
        let rows = self.new.into_iter().map(|desired| new_row(tenant, desired, &asked, clock)).collect();
        insert_many(tx, INSERT, rows, "").await
    }
}

const INSERT: &str = "INSERT INTO resource (id, tenant_id, tenant_key, position, system, kind, key, spec, standing,
    generation, state, tries, adopted, differences, seen, seen_generation, repair, asked_by, request, version)";

fn new_row(tenant: Option<TenantId>, desired: &Desired, asked: &[Value; 3], clock: &dyn Clock) -> Vec<Value> {
    let name = desired.spec.resource();
    let [by, request, version] = asked.clone();
    vec![
        ResourceId::new(clock).uuid().into(),
        tenant.map(TenantId::uuid).into(),
        tenant_key(tenant).into(),
        desired.position.into(),
        name.system.word().into(),
        name.kind.word().into(),
        clean(&name.key).into(),
        json(&desired.spec).into(),
        desired.standing.word().into(),
        1_i64.into(),
        StepState::Waiting.word().into(),
        0_i32.into(),
        false.into(),
        "[]".into(),
        "{}".into(),
        0_i64.into(),
        false.into(),
        by,
        request,
        version,
    ]
}

/// A name as the table has it.
type Place = (String, String, String);

fn place(name: &ResourceName) -> Place {
    (name.system.word().to_owned(), name.kind.word().to_owned(), clean(&name.key))
}

#[derive(Debug, FromQueryResult)]
struct Existing {
    id: Uuid,
    position: i32,
    system: String,
    kind: String,
    key: String,
    spec: String,
    standing: String,
    state: String,
}

impl Existing {
    /// A spec that an older version wrote and this one can't read is another.
    fn wants(&self, desired: &Desired) -> bool {
        let spec: Option<Spec> = serde_json::from_str(&self.spec).ok();
        spec.as_ref() == Some(&desired.spec) && Standing::parse(&self.standing) == Some(desired.standing)
    }

    fn is_open_act(&self) -> bool {
        let over = matches!(StepState::parse(&self.state), Some(StepState::Done | StepState::Cancelled));
        Kind::parse(&self.kind).is_some_and(Kind::is_act) && !over
    }
}

async fn existing(work: &Work, tenant: Option<TenantId>) -> Result<HashMap<Place, Existing>> {
    let text = "SELECT id, position, system, kind, key, spec, standing, state FROM resource";
    let mut select = sql(&work.tx, text, []);
    of_tenant(&mut select, tenant);
    let rows = select.all::<Existing>(&work.tx).await?;
    let named = |row: Existing| ((row.system.clone(), row.kind.clone(), row.key.clone()), row);
    Ok(rows.into_iter().map(named).collect())
}
