//! What only one process may do at a time, and needs no more than that: no cursor, no fencing.

use chrono::{DateTime, Utc};

use crate::{
    Result, Work,
    sql::{clip, sql},
};

/// Takes leases.
#[derive(Debug, Clone, Copy)]
pub struct LeasesWork<'a> {
    pub(crate) work: &'a Work,
}

impl LeasesWork<'_> {
    /// Takes it, or keeps it, until then. False while it is another's.
    ///
    /// # Errors
    /// `Busy`, `Db`.
    pub async fn take(&self, name: &str, holder: &str, now: DateTime<Utc>, until: DateTime<Utc>) -> Result<bool> {
        let text = "INSERT INTO lease (name, holder, until_us) VALUES ($1, $2, $4)
            ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until_us = excluded.until_us
            WHERE lease.holder = excluded.holder OR lease.until_us <= $3";
        let [now, until] = [now, until].map(|time| time.timestamp_micros().into());
        let values = [clip(name, 100).into(), clip(holder, 200).into(), now, until];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }
}
