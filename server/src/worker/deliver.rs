//! Takes alerts to their recipients. A delivery is claimed for a lease, sent, and committed with its audit record only
//! while the claim is ours. What isn't taken is tried again for a day, further apart each time; then it stays as failed,
//! for everybody to see.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    Result,
    alert::{Channel, Delivery},
    audit::Outcome,
    ctx::{Ctx, Scope},
    language::Language,
    provision::{Trouble, TroubleKind},
};
use dezky_store::Claimed;

use crate::{service::alerts::delivery_event, state::State};

/// How long to wait for what another process asked for.
const LOOK: Duration = Duration::from_secs(2);
/// Longer than any exchange may last: the mail server's is 15 s for each of its answers, a webhook's at most 60 s.
const LEASE: TimeDelta = TimeDelta::minutes(5);
const FIRST: TimeDelta = TimeDelta::seconds(30);
const LONGEST: TimeDelta = TimeDelta::hours(1);
/// From when it was asked for until it is given up.
const PATIENCE: TimeDelta = TimeDelta::hours(24);

/// One for each channel, so that a receiver that hangs holds up no letter.
pub async fn run(state: State, channel: Channel) {
    let name = worker(channel);
    while !state.stop.is_cancelled() {
        state.heartbeats.beat(name);
        match next(&state, channel).await {
            Ok(true) => continue,
            Ok(false) => {}
            Err(error) => tracing::error!(%error, "alerts could not be delivered; trying again"),
        }
        tokio::select! {
            () = state.stop.cancelled() => return,
            () = state.outlets.asked.notified() => {}
            () = tokio::time::sleep(LOOK) => {}
        }
    }
}

const fn worker(channel: Channel) -> &'static str {
    match channel {
        Channel::Mail => "alert letters",
        Channel::Webhook => "alert webhook",
        Channel::Tenant => "tenants' alert letters",
    }
}

/// Delivers one. False when none is due.
///
/// # Errors
/// `Fault` from the store: the lease runs out, and it is sent again.
pub async fn next(state: &State, channel: Channel) -> Result<bool> {
    if !state.store.deliveries().is_due(channel, state.clock.now()).await? {
        return Ok(false);
    }
    let work = state.store.begin().await?;
    let claimed = work.deliveries().claim(channel, state.clock.now(), LEASE).await?;
    work.save().await?;
    let Some(claimed) = claimed else { return Ok(false) };
    let language = language(state, &claimed).await?;
    let sending = state.outlets.send(&claimed.told.alert, &claimed.delivery, language, state.clock.now());
    let sent = state.heartbeats.during(worker(channel), sending).await;
    commit(state, &claimed, sent.err()).await?;
    Ok(true)
}

/// That of the tenant's letters; none is the platform's.
async fn language(state: &State, claimed: &Claimed) -> Result<Option<Language>> {
    let tenant = claimed.told.alert.tenant.as_ref().filter(|_| claimed.delivery.channel == Channel::Tenant);
    let Some(tenant) = tenant else { return Ok(None) };
    let scope = Scope::any_tenant("a letter to a tenant is in its language");
    Ok(state.store.settings().of(&scope, tenant.id).await?.language)
}

async fn commit(state: &State, claimed: &Claimed, trouble: Option<Trouble>) -> Result<()> {
    let Claimed { told, delivery, token, asked } = claimed;
    let ctx = Ctx::service("alerts", std::sync::Arc::clone(&state.clock));
    let work = state.store.begin().await?;
    let (ours, record) = match &trouble {
        None => {
            let ours = work.deliveries().sent(delivery.id, *token, ctx.now()).await?;
            (ours, Some(("alert.sent", Outcome::Done)))
        }
        Some(trouble) => {
            let next = next_try(delivery, trouble, *asked, ctx.now());
            let ours = work.deliveries().failed(delivery.id, *token, trouble, next).await?;
            (ours, next.is_none().then_some(("alert.undelivered", Outcome::Failed)))
        }
    };
    let came = match (&trouble, record) {
        (None, _) => "sent",
        (Some(_), None) => "retried",
        (Some(_), Some(_)) => "failed",
    };
    metrics::counter!("dezky_alert_deliveries_total", "channel" => delivery.channel.word(), "outcome" => came)
        .increment(1);
    let Some((action, outcome)) = record.filter(|_| ours) else { return Ok(work.save().await?) };
    let mut event = delivery_event(&ctx, action, &told.alert, delivery);
    event.outcome = outcome;
    event.words.extend(trouble.map(|trouble| ("trouble".to_owned(), trouble.kind.word().to_owned())));
    work.audit().record(&[event]).await?;
    work.save().await?;
    state.stored.send_modify(|count| *count += 1);
    Ok(())
}

/// When it is tried again; none when it is given up. A mail server that refuses for good means it.
fn next_try(delivery: &Delivery, trouble: &Trouble, asked: DateTime<Utc>, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let refused = delivery.channel != Channel::Webhook && trouble.kind == TroubleKind::Rejected;
    let end = asked + PATIENCE;
    if refused || now >= end {
        return None;
    }
    let doubled = (FIRST * (1_i32 << delivery.attempts.saturating_sub(1).min(16))).min(LONGEST);
    let wished = TimeDelta::seconds(i64::from(trouble.after.unwrap_or_default())).min(LONGEST);
    Some((now + doubled.max(wished) + jitter(delivery, doubled / 4)).min(end))
}

/// Spreads what would come back at the same moment: by the delivery and its attempt, so that a test sees the same each
/// time.
fn jitter(delivery: &Delivery, most: TimeDelta) -> TimeDelta {
    let mixed =
        delivery.id.uuid().as_u128().wrapping_add(u128::from(delivery.attempts)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let part = i32::try_from((mixed >> 40) % 1000).unwrap_or_default();
    most * part / 1000
}

#[cfg(test)]
mod tests {
    use dezky_domain::{
        alert::DeliveryState,
        id::{AlertId, DeliveryId},
    };

    use super::*;

    fn tried(attempts: u32, kind: TroubleKind, after: i64) -> Option<i64> {
        let delivery = Delivery {
            id: DeliveryId::from_uuid(uuid::Uuid::from_u128(7)),
            alert: AlertId::from_uuid(uuid::Uuid::nil()),
            channel: Channel::Mail,
            to: "ops@x.example".to_owned(),
            state: DeliveryState::Waiting,
            attempts,
            next_try: None,
            trouble: None,
            sent: None,
        };
        let trouble = Trouble { kind, status: None, detail: None, after: None };
        let now = DateTime::UNIX_EPOCH + TimeDelta::seconds(after);
        next_try(&delivery, &trouble, DateTime::UNIX_EPOCH, now).map(|next| (next - now).num_seconds())
    }

    #[test]
    fn tries_come_further_apart_and_end_after_a_day() {
        let waits: Vec<i64> = (1..=20).filter_map(|attempt| tried(attempt, TroubleKind::Server, 0)).collect();
        assert!((30..=37).contains(&waits[0]) && (60..=75).contains(&waits[1]) && (120..=150).contains(&waits[2]));
        assert!(waits.len() == 20 && waits[10..].iter().all(|wait| (3_600..=4_500).contains(wait)), "{waits:?}");
        let day = 24 * 3_600;
        assert_eq!(tried(30, TroubleKind::Server, day - 60), Some(60), "the last try is at the end of the day");
        assert_eq!(tried(31, TroubleKind::Server, day), None);
        assert_eq!(tried(1, TroubleKind::Rejected, 0), None, "refused for good");
    }
}
