//! The list of jobs, for operators.

use std::collections::{BTreeMap, HashMap};

use dezky_domain::{
    ctx::Scope,
    id::JobId,
    provision::{JobRow, JobState},
};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError,
    entity::job::Model,
    repo::jobs,
    scope,
    sql::{clean, count, size, sql, time},
};

/// How many jobs of a kind there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JobCount {
    pub kind: String,
    pub pending: u64,
    pub running: u64,
}

/// Reads jobs.
#[derive(Debug, Clone, Copy)]
pub struct Jobs<'a> {
    pub(crate) store: &'a Store,
}

impl Jobs<'_> {
    /// The next first; at most `limit`. A job whose key is a tenant's id is about its slug.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Db`, `Corrupt`.
    pub async fn list(
        &self,
        scope: &Scope,
        state: Option<JobState>,
        kind: Option<&str>,
        limit: u64,
    ) -> Result<Vec<JobRow>> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let mut select = sql(db, "SELECT * FROM job WHERE 1 = 1", []);
        if let Some(state) = state {
            select.push(" AND state = ").bind(state.word());
        }
        if let Some(kind) = kind {
            select.push(" AND kind = ").bind(clean(kind));
        }
        select.push(" ORDER BY run_us, id LIMIT ").bind(size(limit));
        let jobs = select.all::<Model>(db).await?;
        let slugs = self.slugs(&jobs).await?;
        jobs.into_iter().map(|job| row(job, &slugs)).collect()
    }

    /// How many there are, by kind.
    ///
    /// # Errors
    /// As `list`.
    pub async fn counts(&self, scope: &Scope) -> Result<Vec<JobCount>> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let mut kinds: BTreeMap<String, JobCount> = BTreeMap::new();
        for row in sql(db, "SELECT kind, state, COUNT(*) FROM job GROUP BY kind, state", []).rows(db).await? {
            let kind: String = row.try_get_by_index(0)?;
            let counts = kinds.entry(kind.clone()).or_insert(JobCount { kind, pending: 0, running: 0 });
            let place = match parse_state(&row.try_get_by_index::<String>(1)?)? {
                JobState::Pending => &mut counts.pending,
                JobState::Running => &mut counts.running,
            };
            *place = count(row.try_get_by_index(2)?);
        }
        Ok(kinds.into_values().collect())
    }

    /// How the database means to find the next job: tests hold it against the indexes.
    ///
    /// # Errors
    /// `Db`.
    pub async fn explain_claim(&self, kind: &str) -> Result<Vec<String>> {
        let (db, now) = (&self.store.reader, self.store.clock.now().timestamp_micros());
        let mut plan = jobs::dropped(db, kind, now).explain(db).await?;
        plan.extend(jobs::pending(db, kind, now).explain(db).await?);
        Ok(plan)
    }

    /// An id is bytes in one database and a type of its own in the other, and a key is text in both: no join.
    async fn slugs(&self, jobs: &[Model]) -> Result<HashMap<String, String>> {
        let ids: Vec<Uuid> = jobs.iter().filter_map(|job| Uuid::parse_str(&job.key).ok()).collect();
        let (db, mut slugs) = (&self.store.reader, HashMap::new());
        for ids in ids.chunks(256) {
            let mut select = sql(db, "SELECT id, slug FROM tenant WHERE id IN (", []);
            select.bind_all(ids.iter().copied()).push(")");
            for row in select.rows(db).await? {
                slugs.insert(row.try_get_by_index::<Uuid>(0)?.to_string(), row.try_get_by_index(1)?);
            }
        }
        Ok(slugs)
    }
}

fn row(job: Model, slugs: &HashMap<String, String>) -> Result<JobRow> {
    Ok(JobRow {
        id: JobId::from_uuid(job.id),
        kind: job.kind,
        about: slugs.get(&job.key).cloned().unwrap_or(job.key),
        state: parse_state(&job.state)?,
        run_at: time(job.run_us)?,
        attempts: u32::try_from(job.attempts).unwrap_or_default(),
        worker: job.worker,
        last_error: job.last_error,
        created: time(job.created_us)?,
    })
}

fn parse_state(word: &str) -> Result<JobState> {
    JobState::parse(word).ok_or_else(|| StoreError::corrupt("job's state", word))
}
