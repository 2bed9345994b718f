//! Follows logs: OCIS's audit log, and what Stalwart writes for Dezky. What was read and how far it was read commit in one
//! transaction, unique by position: a crash between them can neither lose an event nor count one twice.

use std::{
    io,
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::tail::{Batch, Cursor, Family, Limits, Pattern, Tail};
use dezky_domain::{AppError, Result, audit::Source, ctx::Clock};
use dezky_store::Work;

use super::{
    reader::{Reader, Turn, WAITING},
    record::Records,
    stalwart,
    take_in::Taken,
};
use crate::{config::Config, state::State};

/// After an error; the file is still there when the database is back.
const AGAIN: Duration = Duration::from_secs(2);

/// How often a look that found nothing is written down.
const NOTE: TimeDelta = TimeDelta::seconds(10);

/// A log that is followed.
#[derive(Debug, Clone)]
pub struct Log {
    pub source: Source,
    /// A worker's name.
    pub name: &'static str,
    path: PathBuf,
    /// Names beside it that go on where it ends: one file a day.
    pattern: Option<Pattern>,
    line: usize,
    poll: Duration,
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

    fn follow(&self, cursors: Vec<Cursor>, clock: Arc<dyn Clock>) -> Following {
        let limits = Limits { line: self.line, ..Limits::default() };
        match &self.pattern {
            None => Following::File(Box::new(Tail::new(self.path.clone(), cursors, limits, clock))),
            Some(pattern) => {
                let directory = self.path.parent().map(Path::to_owned).unwrap_or_default();
                Following::Family(Box::new(Family::new(directory, pattern.clone(), cursors, limits, clock)))
            }
        }
    }
}

pub async fn run(state: State, log: Log) {
    let (mut reader, mut follower) = (Reader::new(log.source), None);
    while !state.stop.is_cancelled() {
        state.heartbeats.beat(log.name);
        let wait = match step(&state, &log, &mut reader, &mut follower).await {
            Ok(Step::More) => continue,
            Ok(Step::Idle) => log.poll,
            Ok(Step::Others) => WAITING,
            Err(error) => {
                tracing::error!(%error, source = log.source.word(), "the log could not be taken in; trying again");
                metrics::counter!("dezky_ingest_errors_total", "source" => log.source.word()).increment(1);
                note(&state, log.source, &error).await;
                AGAIN
            }
        };
        if !super::pause(&state, wait).await {
            break;
        }
    }
    reader.let_go(&state).await;
}

/// What a step came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// There is more at once.
    More,
    /// Everything there is was read.
    Idle,
    /// Another process reads it.
    Others,
}

/// Where the log is followed from, between two steps.
#[derive(Debug)]
pub struct Follower {
    following: Following,
    noted: Option<DateTime<Utc>>,
    /// What was read and couldn't be stored. It is offered again before anything else is read: files that were deleted
    /// meanwhile are still open, and a reader made anew from the stored cursors wouldn't find them.
    held: Option<Batch>,
}

#[derive(Debug)]
enum Following {
    File(Box<Tail>),
    Family(Box<Family>),
}

impl Following {
    fn poll(&mut self) -> io::Result<Batch> {
        match self {
            Self::File(tail) => tail.poll(),
            Self::Family(family) => family.poll(),
        }
    }
}

/// Takes in one batch.
///
/// # Errors
/// What went wrong, for the sources page. What was read and couldn't be stored is offered again with the next step.
pub async fn step(
    state: &State,
    log: &Log,
    reader: &mut Reader,
    follower: &mut Option<Follower>,
) -> std::result::Result<Step, Failure> {
    if follower.is_none() {
        ensure(state, log).await?;
    }
    match reader.turn(state).await? {
        Turn::Ours => {}
        // Another one may have read on.
        Turn::New => *follower = None,
        Turn::Others => {
            *follower = None;
            return Ok(Step::Others);
        }
    }
    let mut following = match follower.take() {
        Some(following) => following,
        None => begin(state, log).await?,
    };
    let (mut following, batch, again) = match following.held.take() {
        Some(batch) => (following, Ok(batch), true),
        None => {
            let polled = tokio::task::spawn_blocking(move || {
                let batch = following.following.poll();
                (following, batch)
            });
            let (following, batch) = polled.await.map_err(|_| Failure::Read("the reader panicked".to_owned()))?;
            (following, batch, false)
        }
    };
    let batch = match batch {
        Ok(batch) => batch,
        Err(error) => {
            // Nothing was taken: the open files, deleted ones among them, are kept for the next look.
            *follower = Some(following);
            return Err(Failure::Read(error.to_string()));
        }
    };
    let more = batch.more;
    let trouble = batch.trouble.first().cloned();
    let now = state.clock.now();
    if !batch.items.is_empty() || !batch.cursors.is_empty() {
        match commit(state, log.source, reader, &batch, again, now).await {
            Ok(true) => following.noted = Some(now),
            Ok(false) => return Ok(Step::Others),
            Err(error) => {
                following.held = Some(batch);
                *follower = Some(following);
                return Err(error.into());
            }
        }
    } else if following.noted.is_none_or(|noted| now - noted >= NOTE) {
        let work = state.store.begin().await.map_err(AppError::from)?;
        work.sources().polled(log.source, now, trouble.as_deref()).await.map_err(AppError::from)?;
        work.save().await.map_err(AppError::from)?;
        following.noted = Some(now);
    }
    *follower = Some(following);
    Ok(if more { Step::More } else { Step::Idle })
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("the file could not be read: {0}")]
    Read(String),
    #[error("the database did not take it: {0}")]
    Store(#[from] AppError),
}

async fn ensure(state: &State, log: &Log) -> Result<()> {
    let work = state.store.begin().await?;
    work.sources().ensure(log.source, Some(&log.path.display().to_string()), state.clock.now()).await?;
    Ok(work.save().await?)
}

async fn begin(state: &State, log: &Log) -> std::result::Result<Follower, Failure> {
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
    Ok(Follower { following: log.follow(cursors, Arc::clone(&state.clock)), noted: None, held: None })
}

/// False when the source is another's by now: nothing was stored.
async fn commit(
    state: &State,
    source: Source,
    reader: &mut Reader,
    batch: &Batch,
    again: bool,
    now: DateTime<Utc>,
) -> Result<bool> {
    let clock = state.clock.as_ref();
    let service = if source == Source::Stalwart { state.own_account.get().await } else { None };
    let work = state.store.begin().await?;
    if !reader.hold(&work, state).await? {
        return Ok(false);
    }
    // The answer to the last attempt may have been lost, and not what it said: its counts would be there twice.
    if again && is_stored(&work, source, batch).await? {
        return Ok(true);
    }
    let (taken, kept) = if source == Source::Stalwart {
        let lines = stalwart::lines(batch.items.clone(), now, clock);
        stalwart::take_in(&work, lines, service.as_ref(), now, clock).await?
    } else {
        let Records { events, dropped, quarantined } = Records::read(batch.items.clone(), now, clock);
        let (events, learned, correlated) = super::attribute::attribute(&work, events).await?;
        let taken = Taken { source, events, learned, correlated, dropped, quarantined };
        let kept = taken.save(&work, now).await?;
        (taken, kept)
    };
    for cursor in &batch.cursors {
        store(&work, source, cursor, now).await?;
    }
    work.sources().polled(source, now, batch.trouble.first().map(String::as_str)).await?;
    work.save().await?;
    taken.count(kept);
    if kept > 0 {
        state.stored.send_modify(|count| *count += 1);
    }
    Ok(true)
}

async fn is_stored(work: &Work, source: Source, batch: &Batch) -> Result<bool> {
    let Some(cursor) = batch.cursors.iter().find(|cursor| !cursor.gone) else { return Ok(false) };
    let json = serde_json::to_string(cursor).map_err(|_| AppError::Fault)?;
    Ok(work.sources().is_at(source, cursor.file, &json).await?)
}

async fn store(work: &Work, source: Source, cursor: &Cursor, now: DateTime<Utc>) -> Result<()> {
    let sources = work.sources();
    if cursor.gone {
        return Ok(sources.forget(source, cursor.file).await?);
    }
    let json = serde_json::to_string(cursor).map_err(|_| AppError::Fault)?;
    let path = cursor.path.display().to_string();
    let Cursor { file, ino, offset, size, finished, .. } = *cursor;
    Ok(sources.cursor(source, file, &json, &path, ino, offset, size, finished, now).await?)
}

/// The sources page shows what went wrong, if the database is there to hold it.
async fn note(state: &State, source: Source, failure: &Failure) {
    let written = async {
        let work = state.store.begin().await?;
        work.sources().polled(source, state.clock.now(), Some(&failure.to_string())).await?;
        work.save().await
    };
    if let Err(error) = written.await {
        tracing::warn!(%error, "the failure could not be written down");
    }
}
