//! Deliveries of alerts. One is claimed for a lease and finished with the token of the claim: a worker that slept through
//! its lease has lost it and learns it here.

use chrono::{DateTime, Duration, Utc};
use dezky_domain::{
    alert::{Channel, Delivery, DeliveryState, Told},
    ctx::Scope,
    id::{AlertId, DeliveryId},
    provision::Trouble,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    Result, Store, StoreError, Work,
    repo::{
        alerts::{self, ByAlert, Row as AlertRow},
        timeline::word,
    },
    scope,
    sql::{Sql, clip, sql, time},
};

/// Looks for deliveries.
#[derive(Debug, Clone, Copy)]
pub struct Deliveries<'a> {
    pub(crate) store: &'a Store,
}

/// Writes deliveries.
#[derive(Debug, Clone, Copy)]
pub struct DeliveriesWork<'a> {
    pub(crate) work: &'a Work,
}

/// A delivery that was claimed, beside its alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    pub told: Told,
    pub delivery: Delivery,
    /// Rises with every claim of the delivery.
    pub token: i64,
    /// When it was last asked for.
    pub asked: DateTime<Utc>,
}

/// What came of asking for a delivery.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Again {
    Missing,
    /// It was sent already.
    Sent,
    /// It is tried now.
    Asked(Box<(Told, Delivery)>),
}

impl Deliveries<'_> {
    /// Whether one is due. Cheap: no lock is taken for it.
    ///
    /// # Errors
    /// `Db`.
    pub async fn is_due(&self, channel: Channel, now: DateTime<Utc>) -> Result<bool> {
        let db = &self.store.reader;
        Ok(due(db, channel, now).value::<Uuid>(db).await?.is_some())
    }
}

impl DeliveriesWork<'_> {
    /// The delivery by this channel whose turn it is, for `lease`. Claim in a work of its own.
    ///
    /// # Errors
    /// `Busy`, `Db`, `Corrupt`; as all here.
    pub async fn claim(&self, channel: Channel, now: DateTime<Utc>, lease: Duration) -> Result<Option<Claimed>> {
        let tx = &self.work.tx;
        let mut select = due(tx, channel, now);
        if !select.sqlite() {
            // Another worker's row is passed by rather than waited for.
            select.push(" FOR UPDATE SKIP LOCKED");
        }
        let Some(id) = select.value::<Uuid>(tx).await? else { return Ok(None) };
        let until = now.timestamp_micros().saturating_add(lease.num_microseconds().unwrap_or(i64::MAX));
        let text = "UPDATE alert_delivery SET running = TRUE, next_us = $2, attempts = attempts + 1, token = token + 1
            WHERE id = $1 RETURNING *";
        let row = sql(tx, text, [id.into(), until.into()]).one::<Row>(tx).await?;
        let Some(row) = row else { return Ok(None) };
        let (token, asked, delivery) = (row.token, time(row.asked_us)?, row.delivery()?);
        Ok(Some(Claimed { told: self.told(delivery.alert).await?, delivery, token, asked }))
    }

    /// It was taken. False when the claim was lost: then somebody else sends it.
    ///
    /// # Errors
    /// As `claim`.
    pub async fn sent(&self, id: DeliveryId, token: i64, now: DateTime<Utc>) -> Result<bool> {
        self.work.queue().await?;
        let text =
            "UPDATE alert_delivery SET state = 'sent', running = FALSE, next_us = NULL, trouble = NULL, sent_us = $3
            WHERE id = $1 AND token = $2 AND running = TRUE";
        let values = [id.uuid().into(), token.into(), now.timestamp_micros().into()];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }

    /// It wasn't taken: again at `next`, or given up without one. False when the claim was lost.
    ///
    /// # Errors
    /// As `claim`.
    pub async fn failed(
        &self,
        id: DeliveryId,
        token: i64,
        trouble: &Trouble,
        next: Option<DateTime<Utc>>,
    ) -> Result<bool> {
        self.work.queue().await?;
        let state = if next.is_some() { DeliveryState::Waiting } else { DeliveryState::Failed };
        let json = |error| StoreError::Corrupt(format!("a delivery's trouble: {error}"));
        let trouble = serde_json::to_string(trouble).map_err(json)?;
        let text = "UPDATE alert_delivery SET state = $3, running = FALSE, next_us = $4, trouble = $5
            WHERE id = $1 AND token = $2 AND running = TRUE";
        let next = next.map(|next| next.timestamp_micros());
        let values = [id.uuid().into(), token.into(), state.word().into(), next.into(), trouble.into()];
        Ok(sql(&self.work.tx, text, values).run(&self.work.tx).await? > 0)
    }

    /// On somebody's word: now, and its attempts begin anew. One that runs at this moment is left to itself.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; as `claim`.
    pub async fn again(&self, scope: &Scope, id: DeliveryId, now: DateTime<Utc>) -> Result<Again> {
        scope::everything(scope)?;
        self.work.queue().await?;
        let tx = &self.work.tx;
        let text = "UPDATE alert_delivery SET state = 'waiting', attempts = 0, asked_us = $2, next_us = $2
            WHERE id = $1 AND state <> 'sent' AND running = FALSE";
        sql(tx, text, [id.uuid().into(), now.timestamp_micros().into()]).run(tx).await?;
        let row = sql(tx, "SELECT * FROM alert_delivery WHERE id = $1", [id.uuid().into()]).one::<Row>(tx).await?;
        let Some(delivery) = row.map(Row::delivery).transpose()? else { return Ok(Again::Missing) };
        if delivery.state == DeliveryState::Sent {
            return Ok(Again::Sent);
        }
        Ok(Again::Asked(Box::new((self.told(delivery.alert).await?, delivery))))
    }

    async fn told(&self, id: AlertId) -> Result<Told> {
        let tx = &self.work.tx;
        let mut select = alerts::select(tx);
        select.push(" WHERE a.id = ").bind(id.uuid());
        let alert = select.one::<AlertRow>(tx).await?.map(AlertRow::alert).transpose()?;
        let alert = alert.ok_or_else(|| StoreError::corrupt("alert of a delivery", id))?;
        let deliveries = of(tx, std::iter::once(id)).await?.remove(&id).unwrap_or_default();
        Ok(Told { alert, deliveries })
    }
}

/// Asks for one, now.
pub(crate) async fn ask(
    db: &impl ConnectionTrait,
    id: DeliveryId,
    alert: AlertId,
    position: i32,
    channel: Channel,
    recipient: &str,
    now: DateTime<Utc>,
) -> Result<()> {
    let text =
        "INSERT INTO alert_delivery (id, alert_id, position, channel, recipient, state, attempts, token, asked_us,
            next_us, running)
        VALUES ($1, $2, $3, $4, $5, 'waiting', 0, 0, $6, $6, FALSE)";
    let values = [
        id.uuid().into(),
        alert.uuid().into(),
        position.into(),
        channel.word().into(),
        clip(recipient, 300).into(),
        now.timestamp_micros().into(),
    ];
    sql(db, text, values).run(db).await.map(drop)
}

/// Those of these alerts.
pub(crate) async fn of(db: &impl ConnectionTrait, alerts: impl Iterator<Item = AlertId>) -> Result<ByAlert> {
    let (ids, mut found) = (alerts.map(AlertId::uuid).collect::<Vec<_>>(), ByAlert::new());
    for ids in ids.chunks(256) {
        let mut select = sql(db, "SELECT * FROM alert_delivery WHERE alert_id IN (", []);
        select.bind_all(ids.iter().copied()).push(") ORDER BY alert_id, position");
        for row in select.all::<Row>(db).await? {
            let delivery = row.delivery()?;
            found.entry(delivery.alert).or_default().push(delivery);
        }
    }
    Ok(found)
}

/// The next one, or what was claimed and not brought back in time.
fn due(db: &impl ConnectionTrait, channel: Channel, now: DateTime<Utc>) -> Sql {
    let text = "SELECT id FROM alert_delivery WHERE channel = $1 AND state = 'waiting' AND next_us <= $2
        ORDER BY next_us, id LIMIT 1";
    sql(db, text, [channel.word().into(), now.timestamp_micros().into()])
}

#[derive(Debug, FromQueryResult)]
struct Row {
    id: Uuid,
    alert_id: Uuid,
    channel: String,
    recipient: String,
    state: String,
    attempts: i32,
    token: i64,
    asked_us: i64,
    next_us: Option<i64>,
    trouble: Option<String>,
    sent_us: Option<i64>,
}

impl Row {
    fn delivery(self) -> Result<Delivery> {
        let trouble =
            |text: &str| serde_json::from_str(text).map_err(|_| StoreError::corrupt("trouble of a delivery", self.id));
        Ok(Delivery {
            trouble: self.trouble.as_deref().map(trouble).transpose()?,
            id: DeliveryId::from_uuid(self.id),
            alert: AlertId::from_uuid(self.alert_id),
            channel: word(&self.channel, Channel::parse)?,
            to: self.recipient,
            state: word(&self.state, DeliveryState::parse)?,
            attempts: u32::try_from(self.attempts).unwrap_or_default(),
            next_try: self.next_us.map(time).transpose()?,
            sent: self.sent_us.map(time).transpose()?,
        })
    }
}
