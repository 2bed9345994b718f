//! Follows logs: OCIS's audit log, and what Stalwart writes for Dezky. What was read and how far it was read commit in one
//! transaction, unique by position: a crash between them can neither lose an event nor count one twice.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::tail::{Batch, Cursor};
use dezky_domain::{AppError, Result, audit::Source};
use dezky_store::Work;

pub use super::follower::{Follower, Log};
use super::{
    follower::{Next, Understood},
    reader::{Reader, Turn, WAITING},
    record::Records,
    stalwart,
    take_in::Taken,
};
use crate::state::State;

/// After an error; the file is still there when the database is back.
const AGAIN: Duration = Duration::from_secs(2);

/// Where the log isn't; somebody mounts it, or another process reads it.
const BLIND: Duration = Duration::from_secs(15);

/// How often a look that found nothing is written down.
const NOTE: TimeDelta = TimeDelta::seconds(10);

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
                if matches!(error, Failure::Blind(_)) { BLIND } else { AGAIN }
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
        Turn::New => {
            *follower = None;
            if let Err(blind) = log.in_sight().await {
                // Another process may be where the log is: it can have the lease.
                reader.let_go(state).await;
                return Err(blind);
            }
        }
        Turn::Others => {
            *follower = None;
            return Ok(Step::Others);
        }
    }
    // Whoever stops here has taken it: what was read and isn't stored is read anew.
    let mut following = match follower.take() {
        Some(following) => following,
        None => Follower::begin(state, log).await?,
    };
    let Next { batch, understood, again } = match following.next().await {
        Ok(next) => next,
        // After a panic nobody knows what was taken: it is read anew from what is stored.
        Err(Failure::Panicked) => return Err(Failure::Panicked),
        Err(error) => {
            *follower = Some(following);
            return Err(error);
        }
    };
    let more = batch.more;
    let trouble = batch.trouble.first().cloned();
    let now = state.clock.now();
    if !batch.items.is_empty() || !batch.cursors.is_empty() {
        match commit(state, log.source, reader, &batch, understood, again, now).await {
            Ok(true) => following.noted = Some(now),
            Ok(false) => return Ok(Step::Others),
            Err(error) => {
                following.hold(batch);
                *follower = Some(following);
                return Err(error.into());
            }
        }
    } else if following.noted.is_none_or(|noted| now - noted >= NOTE) {
        let noted = looked(state, log.source, now, trouble.as_deref()).await;
        following.noted = noted.is_ok().then_some(now);
        *follower = Some(following);
        noted?;
        return Ok(if more { Step::More } else { Step::Idle });
    }
    *follower = Some(following);
    Ok(if more { Step::More } else { Step::Idle })
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("the file could not be read: {0}")]
    Read(String),
    #[error("the log's directory can't be entered: {0}")]
    Blind(String),
    #[error("reading broke off; it begins anew from what is stored")]
    Panicked,
    #[error("the database did not take it: {0}")]
    Store(#[from] AppError),
}

/// A look that found nothing is written down.
async fn looked(state: &State, source: Source, now: DateTime<Utc>, trouble: Option<&str>) -> Result<()> {
    let work = state.store.begin().await?;
    work.sources().polled(source, now, trouble).await?;
    Ok(work.save().await?)
}

async fn ensure(state: &State, log: &Log) -> Result<()> {
    let work = state.store.begin().await?;
    work.sources().ensure(log.source, Some(&log.path.display().to_string()), state.clock.now()).await?;
    Ok(work.save().await?)
}

/// False when the source is another's by now: nothing was stored.
async fn commit(
    state: &State,
    source: Source,
    reader: &mut Reader,
    batch: &Batch,
    understood: Understood,
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
    let (taken, kept) = match understood {
        Understood::Stalwart(lines) => stalwart::take_in(&work, lines, service.as_ref(), now, clock).await?,
        Understood::Ocis(Records { events, dropped, quarantined }) => {
            let (events, learned, correlated) = super::attribute::attribute(&work, events).await?;
            let taken = Taken { source, new: !again, events, learned, correlated, dropped, quarantined };
            let kept = taken.save(&work, now).await?;
            (taken, kept)
        }
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
