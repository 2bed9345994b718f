//! The writer at work: a past if the file has none, then one act after another at a steady rate, or a recording.

use std::path::PathBuf;
use std::time::Duration;

use chrono::TimeDelta;

use super::story::Story;
use super::write::AuditLog;
use crate::clock;
use crate::directory::Directory;
use crate::error::Error;

/// Records that an empty log begins with, and the hours that they lie in.
const PAST_RECORDS: usize = 60;
const PAST: TimeDelta = TimeDelta::hours(10);

/// What to write, and where.
#[derive(Debug, Clone)]
pub struct Plan {
    pub file: PathBuf,
    pub pace: Pace,
    /// None for another story each time.
    pub seed: Option<u64>,
    /// Lines to write as they stand, in place of a story.
    pub replay: Option<PathBuf>,
    pub rotate_every: Option<u64>,
}

/// Acts a second, on average; an act is one record or a few.
#[derive(Debug, Clone, Copy)]
pub struct Pace(pub f64);

impl Pace {
    /// How long until the next act, for an `even` number between 0 and 1. None if there is none.
    fn pause(self, even: f64) -> Option<Duration> {
        // At most an hour: a rate of almost nothing must not overflow.
        (self.0 > 0.0).then(|| Duration::from_secs_f64(((0.5 + even) / self.0).clamp(0.001, 3600.0)))
    }
}

/// Writes until it is dropped, or until the recording ends.
pub async fn run(plan: &Plan, directory: &Directory) -> Result<(), Error> {
    let mut log = AuditLog::open(&plan.file, plan.rotate_every)?;
    if let Some(replay) = &plan.replay {
        let text = tokio::fs::read_to_string(replay).await;
        let text = text.map_err(Error::io(format!("cannot read {}", replay.display())))?;
        for line in text.lines().filter(|l| !l.is_empty()) {
            wait(plan.pace, 0.5).await;
            log.write_raw(line)?;
        }
        return Ok(());
    }
    let mut story = Story::with(plan.seed.unwrap_or_else(rand::random), directory);
    if log.is_empty() {
        past(&mut log, &mut story)?;
    } else {
        story.resume();
    }
    loop {
        wait(plan.pace, story.even()).await;
        for record in story.act(clock::now()) {
            log.write(&record)?;
        }
    }
}

fn past(log: &mut AuditLog, story: &mut Story) -> Result<(), Error> {
    let begin = clock::now() - PAST;
    let mut records = story.prologue(begin);
    while records.len() < PAST_RECORDS {
        // One step of the way for each record that is there: an act of several takes no longer than its records.
        let done = records.len() as f64 / PAST_RECORDS as f64;
        let at = begin + TimeDelta::seconds((PAST.num_seconds() as f64 * done) as i64);
        records.extend(story.act(at));
    }
    records.iter().try_for_each(|record| log.write(record))
}

async fn wait(pace: Pace, even: f64) {
    match pace.pause(even) {
        Some(pause) => tokio::time::sleep(pause).await,
        None => std::future::pending().await,
    }
}
