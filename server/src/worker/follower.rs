//! A log, read and understood one batch ahead: while one is stored, the next is read on a thread of its own.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, Utc};
use dezky_connect::tail::{Batch, Cursor, Family, Item, Limits, Pattern, Tail};
use dezky_domain::{AppError, audit::Source, ctx::Clock};
use tokio::task::{JoinHandle, spawn_blocking};

use super::{ingest::Failure, record::Records, stalwart};
use crate::{config::Config, state::State};

/// A log that is followed.
#[derive(Debug, Clone)]
pub struct Log {
    pub source: Source,
    /// A worker's name.
    pub name: &'static str,
    pub(super) path: PathBuf,
    /// Names beside it that go on where it ends: one file a day.
    pattern: Option<Pattern>,
    line: usize,
    pub(super) poll: Duration,
}

impl Log {
    /// `None` where it isn't configured.
    #[must_use]
    pub fn ocis(config: &Config) -> Option<Self> {
        let ocis = &config.sources.ocis;
        (!ocis.path.as_os_str().is_empty()).then(|| Self {
            source: Source::Ocis,
            name: "ingest",
            path: ocis.path.clone(),
            pattern: None,
            line: ocis.line_kib * 1024,
            poll: Duration::from_millis(ocis.poll_ms),
        })
    }

    /// `None` where it isn't configured.
    #[must_use]
    pub fn stalwart(config: &Config) -> Option<Self> {
        let stalwart = &config.sources.stalwart;
        let prefix = stalwart.path.file_name()?.to_str()?;
        Some(Self {
            source: Source::Stalwart,
            name: "stalwart",
            path: stalwart.path.clone(),
            pattern: Some(Pattern::new(format!("{prefix}.*")).ok()?),
            line: stalwart.line_kib * 1024,
            poll: Duration::from_millis(stalwart.poll_ms),
        })
    }

    /// Whether this process is where the log is, though it need not be there yet.
    ///
    /// # Errors
    /// `Blind` where there is no such directory, or none that may be entered.
    pub(super) async fn in_sight(&self) -> std::result::Result<(), Failure> {
        let directory = self.path.parent().filter(|path| !path.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let blind = |error| Failure::Blind(format!("{}: {error}", directory.display()));
        tokio::fs::metadata(directory.join(".")).await.map(drop).map_err(blind)
    }

    fn follow(&self, cursors: Vec<Cursor>, batch_lines: usize, clock: Arc<dyn Clock>) -> Following {
        let limits = Limits { line: self.line, batch_lines, ..Limits::default() };
        match &self.pattern {
            None => Following::File(Box::new(Tail::new(self.path.clone(), cursors, limits, clock))),
            Some(pattern) => {
                let directory = self.path.parent().map(Path::to_owned).unwrap_or_default();
                Following::Family(Box::new(Family::new(directory, pattern.clone(), cursors, limits, clock)))
            }
        }
    }
}

/// Where a log is followed from, between two batches.
#[derive(Debug)]
pub struct Follower {
    source: Source,
    clock: Arc<dyn Clock>,
    reading: Reading,
    /// What was read and couldn't be stored. It is offered again before anything else is read: files that were deleted
    /// meanwhile are still open, and a reader made anew from the stored cursors wouldn't find them.
    held: Option<Batch>,
    /// When it was last written down that the log was looked at.
    pub(super) noted: Option<DateTime<Utc>>,
}

#[derive(Debug)]
enum Reading {
    Waits(Following),
    Ahead(JoinHandle<Polled>),
    /// Between two of the above.
    Moved,
}

#[derive(Debug)]
struct Polled {
    following: Following,
    batch: io::Result<(Batch, Understood)>,
}

#[derive(Debug)]
enum Following {
    File(Box<Tail>),
    Family(Box<Family>),
}

/// A batch, to be stored.
#[derive(Debug)]
pub(super) struct Next {
    pub batch: Batch,
    pub understood: Understood,
    /// It couldn't be stored before, or so it was said.
    pub again: bool,
}

/// What the lines of a batch say.
#[derive(Debug)]
pub(super) enum Understood {
    Ocis(Records),
    Stalwart(stalwart::Lines),
}

impl Understood {
    fn new(source: Source, items: &[Item], clock: &dyn Clock) -> Self {
        let now = clock.now();
        if source == Source::Stalwart {
            Self::Stalwart(stalwart::lines(items, now, clock))
        } else {
            Self::Ocis(Records::read(items, now, clock))
        }
    }
}

impl Following {
    fn poll(mut self, source: Source, clock: &dyn Clock) -> Polled {
        let batch = match &mut self {
            Self::File(tail) => tail.poll(),
            Self::Family(family) => family.poll(),
        };
        let batch = batch.map(|batch| {
            let understood = Understood::new(source, &batch.items, clock);
            (batch, understood)
        });
        Polled { following: self, batch }
    }
}

impl Follower {
    /// From where the stored cursors say.
    ///
    /// # Errors
    /// `Store`.
    pub(super) async fn begin(state: &State, log: &Log) -> std::result::Result<Self, Failure> {
        let stored = state.store.sources().cursors(log.source).await.map_err(AppError::from)?;
        let cursors: Vec<Cursor> = stored
            .into_iter()
            .filter_map(|(file, json)| match serde_json::from_str(&json) {
                Ok(cursor) => Some(cursor),
                Err(error) => {
                    // Reading begins anew: positions are new, so nothing is skipped.
                    tracing::error!(%error, %file, "a stored cursor can't be read; the file is read from its start");
                    None
                }
            })
            .collect();
        let clock = Arc::clone(&state.clock);
        // A batch of SQLite's keeps every other writer waiting; PostgreSQL's costs more answers, however small it is.
        let lines = if state.store.is_sqlite() { 1000 } else { 2000 };
        let reading = Reading::Waits(log.follow(cursors, lines, Arc::clone(&clock)));
        Ok(Self { source: log.source, clock, reading, held: None, noted: None })
    }

    /// What is to be stored next. Where there is more behind it, that is being read from now on.
    ///
    /// # Errors
    /// `Read`: nothing was taken, and open files, deleted ones among them, are kept for the next look. `Panicked`: then
    /// this follower is of no use any more.
    pub(super) async fn next(&mut self) -> std::result::Result<Next, Failure> {
        let (source, clock) = (self.source, Arc::clone(&self.clock));
        if let Some(batch) = self.held.take() {
            let read = spawn_blocking(move || (Understood::new(source, &batch.items, clock.as_ref()), batch));
            let (understood, batch) = read.await.map_err(panicked)?;
            return Ok(Next { batch, understood, again: true });
        }
        let polled = match std::mem::replace(&mut self.reading, Reading::Moved) {
            Reading::Waits(following) => self.poll(following),
            Reading::Ahead(polled) => polled,
            Reading::Moved => return Err(Failure::Panicked),
        };
        let Polled { following, batch } = polled.await.map_err(panicked)?;
        let more = batch.as_ref().is_ok_and(|(batch, _)| batch.more);
        self.reading = if more { Reading::Ahead(self.poll(following)) } else { Reading::Waits(following) };
        let (batch, understood) = batch.map_err(|error| Failure::Read(error.to_string()))?;
        Ok(Next { batch, understood, again: false })
    }

    /// It couldn't be stored: it is what comes next.
    pub(super) fn hold(&mut self, batch: Batch) {
        self.held = Some(batch);
    }

    fn poll(&self, following: Following) -> JoinHandle<Polled> {
        let (source, clock) = (self.source, Arc::clone(&self.clock));
        spawn_blocking(move || following.poll(source, clock.as_ref()))
    }
}

fn panicked(_: tokio::task::JoinError) -> Failure {
    Failure::Panicked
}
