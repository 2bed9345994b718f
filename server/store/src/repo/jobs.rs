//! Durable work. A job is asked for in the transaction of the act that wants it, claimed for a lease, and finished with
//! the token of the claim: a worker that slept through its lease has lost the job and learns it here.

use chrono::{DateTime, Duration, Utc};
use dezky_domain::id::JobId;
use sea_orm::ConnectionTrait;

use crate::{
    Result, StoreError, Work,
    entity::job::Model,
    sql::{Sql, clip, sql},
};

/// A job that was claimed.
#[derive(Debug, Clone, PartialEq)]
pub struct Job {
    pub id: JobId,
    pub kind: String,
    pub key: String,
    pub payload: serde_json::Value,
    /// With this one: 1 at the first.
    pub attempts: u32,
    /// Rises with every claim of the job.
    pub token: i64,
}

/// Asks for work, and hands it out.
#[derive(Debug, Clone, Copy)]
pub struct JobsWork<'a> {
    pub(crate) work: &'a Work,
}

impl JobsWork<'_> {
    /// Asks for work, now. Where the same kind and key is pending already, that one is brought forward; one that runs
    /// already is followed by another, since it may have read what was before. What the job will read is seen by it,
    /// whether it is written before this or after, in the same work.
    ///
    /// # Errors
    /// `Busy`, `Db`; as all here.
    pub async fn enqueue(
        &self,
        id: JobId,
        kind: &str,
        key: &str,
        payload: &serde_json::Value,
        now: DateTime<Utc>,
    ) -> Result<()> {
        self.work.queue().await?;
        // Even where nothing is brought forward the row is locked: nobody claims it before this work is committed.
        let text = "INSERT INTO job (id, kind, key, payload, state, run_us, attempts, token, created_us)
            VALUES ($1, $2, $3, $4, 'pending', $5, 0, 0, $5)
            ON CONFLICT (kind, key) WHERE state = 'pending' DO UPDATE SET run_us = excluded.run_us
                WHERE job.run_us > excluded.run_us";
        let now = now.timestamp_micros();
        let values = [id.uuid().into(), words(kind).into(), words(key).into(), payload.to_string().into(), now.into()];
        sql(&self.work.tx, text, values).run(&self.work.tx).await?;
        Ok(())
    }

    /// The job of this kind whose turn it is, for `lease`. First what a worker claimed and hasn't come back with in
    /// time, then what is pending and due, the longest first. Two of the same key never run at once: while one does, or
    /// was dropped and waits to be taken up, the next one waits. Claim in a work of its own.
    ///
    /// # Errors
    /// As `enqueue`; `Corrupt`.
    pub async fn claim(&self, kind: &str, worker: &str, now: DateTime<Utc>, lease: Duration) -> Result<Option<Job>> {
        let tx = &self.work.tx;
        let now = now.timestamp_micros();
        let mut found = None;
        for mut select in [dropped(tx, kind, now), pending(tx, kind, now)] {
            if !select.sqlite() {
                // Another worker's row is passed by rather than waited for. SQLite has one writer: nobody else is here.
                select.push(" FOR UPDATE SKIP LOCKED");
            }
            found = select.value::<uuid::Uuid>(tx).await?;
            if found.is_some() {
                break;
            }
        }
        let Some(id) = found else { return Ok(None) };
        let text =
            "UPDATE job SET state = 'running', lease_us = $2, worker = $3, attempts = attempts + 1, token = token + 1
            WHERE id = $1 RETURNING *";
        let until = now.saturating_add(lease.num_microseconds().unwrap_or(i64::MAX));
        let update = sql(tx, text, [id.into(), until.into(), words(worker).into()]);
        update.one::<Model>(tx).await?.map(read).transpose()
    }

    /// Keeps a claim until then. False when it was lost: then nothing of what was done may be saved. In the work that
    /// saves it, it comes first: from there on nobody else takes the job before the work ends.
    ///
    /// # Errors
    /// As `enqueue`.
    pub async fn hold(&self, id: JobId, token: i64, until: DateTime<Utc>) -> Result<bool> {
        let text = "UPDATE job SET lease_us = $3 WHERE id = $1 AND token = $2 AND state = 'running'";
        let values = [id.uuid().into(), token.into(), until.timestamp_micros().into()];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }

    /// Done. False when the claim was lost: then somebody else does it.
    ///
    /// # Errors
    /// As `enqueue`.
    pub async fn finish(&self, id: JobId, token: i64) -> Result<bool> {
        let text = "DELETE FROM job WHERE id = $1 AND token = $2 AND state = 'running'";
        Ok(sql(&self.work.tx, text, [id.uuid().into(), token.into()]).run(&self.work.tx).await? > 0)
    }

    /// Again at `run_at`, with what went wrong. Where the same kind and key was asked for meanwhile, that one is enough
    /// and this one is done. False when the claim was lost.
    ///
    /// # Errors
    /// As `enqueue`.
    pub async fn retry(&self, id: JobId, token: i64, run_at: DateTime<Utc>, error: &str) -> Result<bool> {
        self.give_back(id, token, run_at, Some(error)).await
    }

    /// Like `retry`, where nothing went wrong: what is to be done now is done. Its attempts begin anew.
    ///
    /// # Errors
    /// As `enqueue`.
    pub async fn later(&self, id: JobId, token: i64, run_at: DateTime<Utc>) -> Result<bool> {
        self.give_back(id, token, run_at, None).await
    }

    /// Taken out and put in again: an update would fail where the same kind and key is asked for at this moment, and
    /// take the whole work with it.
    async fn give_back(&self, id: JobId, token: i64, run_at: DateTime<Utc>, error: Option<&str>) -> Result<bool> {
        let tx = &self.work.tx;
        let text = "DELETE FROM job WHERE id = $1 AND token = $2 AND state = 'running' RETURNING *";
        let job = sql(tx, text, [id.uuid().into(), token.into()]).one::<Model>(tx).await?;
        let Some(job) = job else { return Ok(false) };
        let text = "INSERT INTO job (id, kind, key, payload, state, run_us, attempts, token, last_error, created_us)
            VALUES ($1, $2, $3, $4, 'pending', $5, $6, $7, $8, $9)
            ON CONFLICT (kind, key) WHERE state = 'pending' DO NOTHING";
        let values = [
            job.id.into(),
            job.kind.into(),
            job.key.into(),
            job.payload.into(),
            run_at.timestamp_micros().into(),
            error.map_or(0, |_| job.attempts).into(),
            job.token.into(),
            error.map(|error| clip(error, 500)).into(),
            job.created_us.into(),
        ];
        sql(tx, text, values).run(tx).await?;
        Ok(true)
    }
}

/// What was claimed and not brought back in time.
pub(crate) fn dropped(db: &impl ConnectionTrait, kind: &str, now: i64) -> Sql {
    let text = "SELECT id FROM job WHERE kind = $1 AND state = 'running' AND lease_us <= $2
        ORDER BY lease_us, id LIMIT 1";
    sql(db, text, [words(kind).into(), now.into()])
}

/// What is due.
pub(crate) fn pending(db: &impl ConnectionTrait, kind: &str, now: i64) -> Sql {
    let text = "SELECT j.id FROM job j WHERE j.kind = $1 AND j.state = 'pending' AND j.run_us <= $2
            AND NOT EXISTS (SELECT 1 FROM job r WHERE r.kind = j.kind AND r.key = j.key AND r.state = 'running')
        ORDER BY j.run_us, j.id LIMIT 1";
    sql(db, text, [words(kind).into(), now.into()])
}

/// Kinds, keys and workers stand in indexes.
fn words(text: &str) -> String {
    clip(text, 200)
}

fn read(row: Model) -> Result<Job> {
    Ok(Job {
        id: JobId::from_uuid(row.id),
        payload: serde_json::from_str(&row.payload).map_err(|_| StoreError::corrupt("payload of job", row.id))?,
        kind: row.kind,
        key: row.key,
        attempts: u32::try_from(row.attempts).unwrap_or_default(),
        token: row.token,
    })
}
