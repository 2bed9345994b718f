//! Durable work. A job is asked for in the transaction of the act that wants it, claimed for a lease, and finished with
//! the token of the claim: a worker that slept through its lease has lost the job and learns it here.

use chrono::{DateTime, Duration, Utc};
use dezky_domain::id::JobId;

use crate::{
    Result, StoreError, Work,
    entity::job::Model,
    sql::{clip, sql},
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
    /// Asks for work. Does nothing while the same kind and key is pending; one that runs already is followed by
    /// another, since it may have read what was before.
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
        let text = "INSERT INTO job (id, kind, key, payload, state, run_us, attempts, token, created_us)
            VALUES ($1, $2, $3, $4, 'pending', $5, 0, 0, $5)
            ON CONFLICT (kind, key) WHERE state = 'pending' DO NOTHING";
        let now = now.timestamp_micros();
        let values = [id.uuid().into(), words(kind).into(), words(key).into(), payload.to_string().into(), now.into()];
        sql(&self.work.tx, text, values).run(&self.work.tx).await?;
        Ok(())
    }

    /// The job of this kind whose turn it is, for `lease`: pending and due, or claimed by a worker that hasn't come
    /// back in time. Two of the same key never run at once.
    ///
    /// # Errors
    /// As `enqueue`; `Corrupt`.
    pub async fn claim(&self, kind: &str, worker: &str, now: DateTime<Utc>, lease: Duration) -> Result<Option<Job>> {
        let tx = &self.work.tx;
        let now = now.timestamp_micros();
        let text = "SELECT j.id FROM job j WHERE j.kind = $1 AND (
                (j.state = 'pending' AND j.run_us <= $2 AND NOT EXISTS (SELECT 1 FROM job r
                    WHERE r.kind = j.kind AND r.key = j.key AND r.state = 'running' AND r.lease_us > $2))
                OR (j.state = 'running' AND j.lease_us <= $2))
            ORDER BY j.run_us, j.id LIMIT 1";
        let mut select = sql(tx, text, [words(kind).into(), now.into()]);
        if !select.sqlite() {
            // Another worker's row is passed by rather than waited for. SQLite has one writer: nobody else is here.
            select.push(" FOR UPDATE SKIP LOCKED");
        }
        let Some(id) = select.value::<uuid::Uuid>(tx).await? else { return Ok(None) };
        let text =
            "UPDATE job SET state = 'running', lease_us = $2, worker = $3, attempts = attempts + 1, token = token + 1
            WHERE id = $1 RETURNING *";
        let until = now.saturating_add(lease.num_microseconds().unwrap_or(i64::MAX));
        let update = sql(tx, text, [id.into(), until.into(), words(worker).into()]);
        update.one::<Model>(tx).await?.map(read).transpose()
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
        let tx = &self.work.tx;
        let text = "UPDATE job SET state = 'pending', run_us = $3, lease_us = NULL, worker = NULL, last_error = $4
            WHERE id = $1 AND token = $2 AND state = 'running' AND NOT EXISTS (SELECT 1 FROM job p
                WHERE p.kind = job.kind AND p.key = job.key AND p.state = 'pending')";
        let values = [id.uuid().into(), token.into(), run_at.timestamp_micros().into(), clip(error, 500).into()];
        if sql(tx, text, values).run(tx).await? > 0 {
            return Ok(true);
        }
        self.finish(id, token).await
    }
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
