//! A source's place among processes: one reads it, the others wait for its lease to end.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{Result, audit::Source};
use dezky_store::Work;

use crate::state::State;

/// How long a process may be silent before another one takes over.
const LEASE: TimeDelta = TimeDelta::seconds(15);

/// How often one that doesn't read asks whether it may.
pub const WAITING: Duration = Duration::from_secs(2);

/// What this process has of a source.
#[derive(Debug, Clone, Copy)]
pub struct Reader {
    source: Source,
    /// Its claim, and until when it was last kept.
    held: Option<(i64, DateTime<Utc>)>,
}

impl Reader {
    #[must_use]
    pub const fn new(source: Source) -> Self {
        Self { source, held: None }
    }

    /// Whether this process reads the source, after asking for it if it doesn't yet. `New` says that another may have
    /// read on meanwhile: what is known of the position is to be read anew.
    ///
    /// # Errors
    /// `Fault` from the store.
    pub async fn turn(&mut self, state: &State) -> Result<Turn> {
        let now = state.clock.now();
        if let Some((_, until)) = self.held {
            // A third of it is left: enough for the next commit, which keeps it.
            if until - now > LEASE / 3 {
                return Ok(Turn::Ours);
            }
            let work = state.store.begin().await?;
            if self.hold(&work, state).await? {
                work.save().await?;
                return Ok(Turn::Ours);
            }
        }
        let work = state.store.begin().await?;
        let claimed = work.sources().claim(self.source, &state.process, now, now + LEASE).await?;
        work.save().await?;
        self.held = claimed.map(|token| (token, now + LEASE));
        Ok(if claimed.is_some() { Turn::New } else { Turn::Others })
    }

    /// Comes first in a work that stores what was read. False: it was another's meanwhile, or was paused; nothing may be
    /// stored.
    ///
    /// # Errors
    /// `Fault` from the store.
    pub async fn hold(&mut self, work: &Work, state: &State) -> Result<bool> {
        let Some((token, _)) = self.held else { return Ok(false) };
        let until = state.clock.now() + LEASE;
        let kept = work.sources().hold(self.source, token, until).await?;
        self.held = kept.then_some((token, until));
        Ok(kept)
    }

    /// Leaves it to the next process at once, instead of at the lease's end.
    pub async fn let_go(&mut self, state: &State) {
        let Some((token, _)) = self.held.take() else { return };
        let left = async {
            let work = state.store.begin().await?;
            work.sources().let_go(self.source, token).await?;
            work.save().await
        };
        if let Err(error) = left.await {
            tracing::warn!(%error, source = self.source.word(), "the source is left when its lease ends");
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Turn {
    /// As before.
    Ours,
    /// From now on.
    New,
    /// Another process reads it, or nobody does while it is paused.
    Others,
}
