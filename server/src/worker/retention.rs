//! Events go when they are older than they are kept: a tenant's by its own settings, all others by the platform's. By
//! whole days, in small transactions, and each day's end is a record of its own: what is gone was not lost.

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    Result,
    audit::{Attribution, Class, NewEvent, Outcome, Target},
    ctx::Ctx,
    id::TenantId,
};

use crate::{service::audit, state::State};

/// Events in one transaction: SQLite has one writer, and others wait.
const STEP: u64 = 500;

/// Removes all that is too old now.
///
/// # Errors
/// `Fault` from the store: what was removed before stays so.
pub async fn run(state: &State) -> Result<()> {
    for (tenant, own) in state.store.retention().lines().await? {
        if let Some(days) = own.or_else(|| state.config.audit.retention()) {
            forget(state, tenant, first_kept(state.clock.now(), days)).await?;
        }
    }
    Ok(())
}

/// The midnight from which on events are kept: days go whole, once a day.
fn first_kept(now: DateTime<Utc>, days: u32) -> DateTime<Utc> {
    let today = now.date_naive().and_time(chrono::NaiveTime::MIN).and_utc();
    today - TimeDelta::days(i64::from(days))
}

async fn forget(state: &State, tenant: Option<TenantId>, before: DateTime<Utc>) -> Result<()> {
    let mut gone = 0;
    while state.store.retention().is_due(tenant, before).await? && !state.stop.is_cancelled() {
        let work = state.store.begin().await?;
        gone += work.retention().forget(tenant, before, STEP).await?;
        work.save().await?;
        state.heartbeats.beat("sweep");
    }
    if gone == 0 {
        return Ok(());
    }
    let work = state.store.begin().await?;
    // Nothing is left: the counters of those days go too.
    work.retention().forget(tenant, before, STEP).await?;
    work.audit().record(&[record(state, tenant, gone, before)]).await?;
    work.save().await?;
    state.stored.send_modify(|count| *count += 1);
    tracing::info!(gone, "removed events that were older than they are kept");
    Ok(())
}

fn record(state: &State, tenant: Option<TenantId>, gone: u64, before: DateTime<Utc>) -> NewEvent {
    let ctx = Ctx::service("retention", std::sync::Arc::clone(&state.clock));
    let target = Target { kind: "timeline".to_owned(), id: None, name: None };
    let mut event = NewEvent { class: Class::Noise, ..audit::event(&ctx, "audit.expire", Outcome::Done, target) };
    if tenant.is_some() {
        (event.tenant, event.attribution) = (tenant, Attribution::Own);
    }
    event.words.insert("count".to_owned(), gone.to_string());
    event.words.insert("before".to_owned(), before.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true));
    event
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_goes_when_it_is_whole() {
        let now: DateTime<Utc> = "2026-11-24T23:59:59Z".parse().unwrap();
        let first = first_kept(now, 30);
        assert_eq!(first.to_rfc3339(), "2026-10-25T00:00:00+00:00");
        assert_eq!(first_kept(now + TimeDelta::seconds(1), 30) - first, TimeDelta::days(1));
    }
}
