//! Sees to it that Stalwart tells Dezky what happens: its webhook and its log, as the configuration wants them
//! (facts/stalwart.md §5.5). Looked at again and again, since somebody may take them away.

use std::time::Duration;

use chrono::TimeDelta;
use dezky_connect::stalwart::{Stalwart, Watch};
use dezky_domain::{
    Result,
    audit::{Change, Outcome, Source, Target},
    ctx::Ctx,
    provision::Difference,
};

use crate::{service::audit, state::State};

/// Between two looks, in beats.
const EVERY: Duration = Duration::from_secs(10);
const BEATS: u32 = 360;
/// After a failure it is tried again sooner.
const AGAIN: TimeDelta = TimeDelta::minutes(1);

/// Longer than setting up may take, call by call.
const LEASE: &str = "stalwart watch";
const HELD: TimeDelta = TimeDelta::minutes(5);

/// By which Stalwart's webhook and log are known as Dezky's: also how the log's files begin.
pub const NAME: &str = "dezky";

pub async fn run(state: State) {
    let Some((stalwart, watch)) = state.stalwart.clone().zip(wanted(&state)) else { return };
    let mut due = 0;
    let mut failed_at = None;
    loop {
        state.heartbeats.beat("watch");
        let again = failed_at.is_some_and(|at| state.clock.now() - at >= AGAIN);
        if due == 0 || again {
            failed_at = match set_up(&state, &stalwart, &watch).await {
                Ok(true) => None,
                // Another process's turn: this one's comes when that one is gone.
                Ok(false) => Some(state.clock.now()),
                Err(error) => {
                    tracing::error!(%error, "Stalwart could not be told to tell what happens; trying again");
                    Some(state.clock.now())
                }
            };
        }
        due = (due + 1) % BEATS;
        if !super::pause(&state, EVERY).await {
            return;
        }
    }
}

/// What Stalwart shall tell, and where; `None` where somebody else sets it up.
#[must_use]
pub fn wanted(state: &State) -> Option<Watch> {
    let source = &state.config.sources.stalwart;
    (!source.webhook_url.is_empty()).then(|| Watch {
        name: NAME.to_owned(),
        url: source.webhook_url.clone(),
        key: source.webhook_secret.clone(),
        log: Some(source.log_directory.clone()).filter(|directory| !directory.is_empty()),
        mail: source.mail,
    })
}

#[derive(Debug, thiserror::Error)]
pub enum Failure {
    #[error("Stalwart answered: {0}")]
    Engine(String),
    #[error("the record of it could not be stored: {0}")]
    Store(#[from] dezky_domain::AppError),
}

/// False when another process does it. Two at once would each make a log, and every happening would be told twice.
///
/// # Errors
/// What went wrong.
pub async fn set_up(state: &State, stalwart: &Stalwart, watch: &Watch) -> std::result::Result<bool, Failure> {
    let now = state.clock.now();
    let work = state.store.begin().await.map_err(dezky_domain::AppError::from)?;
    let ours =
        work.leases().take(LEASE, &state.process, now, now + HELD).await.map_err(dezky_domain::AppError::from)?;
    work.save().await.map_err(dezky_domain::AppError::from)?;
    if !ours {
        return Ok(false);
    }
    let setting_up = state.heartbeats.during("watch", stalwart.watch(watch));
    let differences = setting_up.await.map_err(|trouble| Failure::Engine(super::authentik::words(&trouble)))?;
    if !differences.is_empty() {
        record(state, differences).await?;
    }
    Ok(true)
}

async fn record(state: &State, differences: Vec<Difference>) -> Result<()> {
    let ctx = Ctx::service("watch", std::sync::Arc::clone(&state.clock));
    let name = Some(Source::Stalwart.name().to_owned());
    let target = Target { kind: "source".to_owned(), id: Some(Source::Stalwart.word().to_owned()), name };
    let mut event = audit::event(&ctx, "source.watch", Outcome::Done, target);
    let change =
        |difference: Difference| Change { field: difference.field, before: difference.seen, after: difference.wanted };
    event.changes = differences.into_iter().map(change).collect();
    audit::record(state, event).await
}
