//! What was read of a source, stored: in the transaction that says how far it was read.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dezky_domain::{
    Result,
    audit::{NewEvent, Source},
    id::TenantId,
    source::Quarantined,
};
use dezky_store::{Learned, Work};

/// One batch of a source.
#[derive(Debug)]
pub struct Taken {
    pub source: Source,
    /// It wasn't offered before: nothing of it can be stored.
    pub new: bool,
    pub events: Vec<NewEvent>,
    /// What records told of objects in passing.
    pub learned: Vec<Learned>,
    /// Targets of earlier events whose tenant is known by now.
    pub correlated: Vec<(String, TenantId)>,
    /// Counted and not kept, by action.
    pub dropped: BTreeMap<String, u64>,
    pub quarantined: Vec<Quarantined>,
}

impl Taken {
    #[must_use]
    pub const fn of(source: Source) -> Self {
        Self {
            source,
            new: false,
            events: Vec::new(),
            learned: Vec::new(),
            correlated: Vec::new(),
            dropped: BTreeMap::new(),
            quarantined: Vec::new(),
        }
    }

    /// Stores it, and says how many events weren't there yet.
    ///
    /// # Errors
    /// `Fault` from the store.
    pub async fn save(&self, work: &Work, now: DateTime<Utc>) -> Result<usize> {
        let audit = work.audit();
        let kept = if self.new { audit.record_new(&self.events).await? } else { audit.record(&self.events).await? };
        work.objects().learn(self.source, &self.learned, now).await?;
        work.objects().correlate(self.source, &self.correlated).await?;
        work.sources().dropped(self.source, &self.dropped).await?;
        work.sources().quarantine(self.source, &self.quarantined).await?;
        Ok(kept)
    }

    /// Tells the metrics, once it is committed.
    pub fn count(&self, kept: usize) {
        let told = |kind: &'static str, count: u64| {
            metrics::counter!("dezky_ingested_total", "source" => self.source.word(), "kind" => kind).increment(count);
        };
        told("kept", kept as u64);
        told("known", self.events.len().saturating_sub(kept) as u64);
        told("dropped", self.dropped.values().sum());
        told("quarantined", self.quarantined.len() as u64);
    }
}
