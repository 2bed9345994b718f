//! Follows OCIS's audit log. What was read and how far it was read commit in one transaction, unique by position: a
//! crash between them can neither lose an event nor count one twice.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::tail::{Batch, Cursor, Limits, Tail};
use dezky_domain::{Result, audit::Source};

use super::record::Records;
use crate::state::State;

/// After an error; the file is still there when the database is back.
const AGAIN: Duration = Duration::from_secs(2);

/// How often a look that found nothing is written down.
const NOTE: TimeDelta = TimeDelta::seconds(10);

pub async fn run(state: State) {
    let mut follower = None;
    while !state.stop.is_cancelled() {
        state.heartbeats.beat("ingest");
        let wait = match step(&state, &mut follower).await {
            Ok(true) => continue,
            Ok(false) => Duration::from_millis(state.config.sources.ocis.poll_ms),
            Err(error) => {
                tracing::error!(%error, "the OCIS log could not be taken in; trying again");
                metrics::counter!("dezky_ingest_errors_total", "source" => "ocis").increment(1);
                note(&state, &error).await;
                AGAIN
            }
        };
        if !super::pause(&state, wait).await {
            return;
        }
    }
}

/// Where the log is followed from, between two steps.
#[derive(Debug)]
pub struct Follower {
    tail: Tail,
    noted: Option<DateTime<Utc>>,
}

/// Takes in one batch. True when there is more at once.
///
/// # Errors
/// What went wrong, for the sources page. After a failed commit the follower is gone: it begins again from the stored
/// cursors, as which nothing of that batch was read.
pub async fn step(state: &State, follower: &mut Option<Follower>) -> std::result::Result<bool, Failure> {
    let mut following = match follower.take() {
        Some(following) => following,
        None => begin(state).await?,
    };
    let polled = tokio::task::spawn_blocking(move || {
        let batch = following.tail.poll();
        (following, batch)
    });
    let (mut following, batch) = polled.await.map_err(|_| Failure::Read("the reader panicked".to_owned()))?;
    let batch = match batch {
        Ok(batch) => batch,
        Err(error) => {
            // Nothing was taken: the open files, deleted ones among them, are kept for the next look.
            *follower = Some(following);
            return Err(Failure::Read(error.to_string()));
        }
    };
    let more = batch.more;
    let now = state.clock.now();
    if !batch.items.is_empty() || !batch.cursors.is_empty() {
        commit(state, batch, now).await?;
        following.noted = Some(now);
    } else if following.noted.is_none_or(|noted| now - noted >= NOTE) {
        let work = state.store.begin().await.map_err(dezky_domain::AppError::from)?;
        work.sources().polled(Source::Ocis, now, None).await.map_err(dezky_domain::AppError::from)?;
        work.save().await.map_err(dezky_domain::AppError::from)?;
        following.noted = Some(now);
    }
    *follower = Some(following);
    Ok(more)
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("the file could not be read: {0}")]
    Read(String),
    #[error("the database did not take it: {0}")]
    Store(#[from] dezky_domain::AppError),
}

async fn begin(state: &State) -> std::result::Result<Follower, Failure> {
    let ocis = &state.config.sources.ocis;
    let work = state.store.begin().await.map_err(dezky_domain::AppError::from)?;
    let path = ocis.path.display().to_string();
    work.sources().ensure(Source::Ocis, Some(&path), state.clock.now()).await.map_err(dezky_domain::AppError::from)?;
    work.save().await.map_err(dezky_domain::AppError::from)?;
    let stored = state.store.sources().cursors(Source::Ocis).await.map_err(dezky_domain::AppError::from)?;
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
    let limits = Limits { line: ocis.line_kib * 1024, ..Limits::default() };
    let tail = Tail::new(ocis.path.clone(), cursors, limits, Arc::clone(&state.clock));
    Ok(Follower { tail, noted: None })
}

async fn commit(state: &State, batch: Batch, now: DateTime<Utc>) -> Result<()> {
    let records = Records::read(batch.items, now, state.clock.as_ref());
    let work = state.store.begin().await?;
    let (events, learned, correlated) = super::attribute::attribute(&work, records.events).await?;
    let kept = work.audit().record(&events).await?;
    work.objects().learn(Source::Ocis, &learned, now).await?;
    for (target, tenant) in correlated {
        work.objects().correlate(Source::Ocis, &target, tenant).await?;
    }
    let sources = work.sources();
    sources.dropped(Source::Ocis, &records.dropped).await?;
    sources.quarantine(Source::Ocis, &records.quarantined).await?;
    for cursor in &batch.cursors {
        if cursor.gone {
            sources.forget(Source::Ocis, cursor.file).await?;
            continue;
        }
        let json = serde_json::to_string(cursor).map_err(|_| dezky_domain::AppError::Fault)?;
        let path = cursor.path.display().to_string();
        sources
            .cursor(
                Source::Ocis,
                cursor.file,
                &json,
                &path,
                cursor.ino,
                cursor.offset,
                cursor.size,
                cursor.finished,
                now,
            )
            .await?;
    }
    sources.polled(Source::Ocis, now, None).await?;
    work.save().await?;
    metrics::counter!("dezky_ingested_total", "source" => "ocis", "kind" => "kept").increment(kept as u64);
    metrics::counter!("dezky_ingested_total", "source" => "ocis", "kind" => "dropped")
        .increment(records.dropped.values().sum());
    metrics::counter!("dezky_ingested_total", "source" => "ocis", "kind" => "quarantined")
        .increment(records.quarantined.len() as u64);
    if kept > 0 {
        state.stored.send_modify(|count| *count += 1);
    }
    Ok(())
}

/// The sources page shows what went wrong, if the database is there to hold it.
async fn note(state: &State, failure: &Failure) {
    let written = async {
        let work = state.store.begin().await?;
        work.sources().polled(Source::Ocis, state.clock.now(), Some(&failure.to_string())).await?;
        work.save().await
    };
    if let Err(error) = written.await {
        tracing::warn!(%error, "the failure could not be written down");
    }
}
