//! Alerts, written. How far the timeline was watched moves in the transaction of the alerts that were made on the way,
//! and only from where it was read: of two processes that watch, one is saved.

use chrono::{DateTime, Duration, Utc};
use dezky_domain::{
    alert::{About, AboutKind, Alert, Channel, Finding, Rule},
    ctx::Scope,
    id::{AlertId, DeliveryId, TenantId},
};

use crate::{
    Result, Work,
    repo::{
        alerts::{self, Position, Row},
        deliveries,
    },
    scope,
    sql::{clean, clip, count, size, sql},
};

/// Writes alerts.
#[derive(Debug, Clone, Copy)]
pub struct AlertsWork<'a> {
    pub(crate) work: &'a Work,
}

/// What came of a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Raised {
    /// A new one: its deliveries are asked for.
    Opened(Box<Alert>),
    /// It was open: it is counted.
    Repeated,
    /// It was counted before, or acknowledged.
    Known,
}

/// Open alerts of one rule, beyond which the rest is told as one: whoever can fail to sign in from ten thousand
/// addresses sends no ten thousand letters.
const MOST_OPEN: u64 = 20;

impl AlertsWork<'_> {
    /// Moves the position from where it was read. False when somebody else did meanwhile: then nothing of what was found
    /// may be saved. In the work that saves it, it comes first.
    ///
    /// # Errors
    /// `Busy`, `Db`; as all here.
    pub async fn advance(&self, from: &Position, to: i64) -> Result<bool> {
        let text = "UPDATE alert_position SET seq = $2, turn = turn + 1 WHERE turn = $1";
        Ok(sql(&self.work.tx, text, [from.turn.into(), to.into()]).run(&self.work.tx).await? > 0)
    }

    /// Opens an alert, with a delivery to each of `to`, or counts a repeat of the one that is open. What an alert knew
    /// when it was acknowledged opens no other.
    ///
    /// # Errors
    /// As `advance`; `Corrupt`.
    pub async fn raise(&self, finding: &Finding, to: &[(Channel, String)]) -> Result<Raised> {
        self.work.queue().await?;
        let clock = self.work.clock.as_ref();
        let (tx, mut key, mut about) = (&self.work.tx, clip(&finding.key(), 300), finding.about.clone());
        let mut last = alerts::last(tx, finding.rule, &key).await?;
        if last.as_ref().is_none_or(|last| !last.open) && self.count_open(finding.rule).await? >= MOST_OPEN {
            about = About { kind: AboutKind::Several, id: String::new(), name: String::new() };
            key = about.key();
            last = alerts::last(tx, finding.rule, &key).await?;
        }
        let now = clock.now();
        match last {
            Some(last) if last.mark >= finding.mark => return Ok(Raised::Known),
            Some(last) if last.open => {
                self.repeat(last.id, finding, now).await?;
                return Ok(Raised::Repeated);
            }
            _ => {}
        }
        let id = AlertId::new(clock);
        let text = "INSERT INTO alert (id, rule, key, about_kind, about_id, about_name, tenant_id, since_us, opened_us,
                seen_us, mark, count)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)";
        let tenant = finding.tenant.filter(|_| about.kind != AboutKind::Several);
        let values = [
            id.uuid().into(),
            finding.rule.word().into(),
            key.into(),
            about.kind.word().into(),
            clip(&about.id, 200).into(),
            clip(&about.name, 200).into(),
            tenant.map(TenantId::uuid).into(),
            finding.since.timestamp_micros().into(),
            now.timestamp_micros().into(),
            finding.mark.into(),
            size(finding.count).into(),
        ];
        sql(tx, text, values).run(tx).await?;
        // Several are several tenants': none of them is told of the others.
        let to = to.iter().filter(|(channel, _)| tenant.is_some() || *channel != Channel::Tenant);
        for (position, (channel, recipient)) in (0_i32..).zip(to) {
            deliveries::ask(tx, DeliveryId::new(clock), id, position, *channel, recipient, now).await?;
        }
        let opened = self.one(id).await?.ok_or_else(|| crate::StoreError::corrupt("alert", id))?;
        Ok(Raised::Opened(Box::new(opened)))
    }

    /// Whether an alert for this is open.
    ///
    /// # Errors
    /// As `raise`.
    pub async fn is_open(&self, rule: Rule, key: &str) -> Result<bool> {
        Ok(alerts::last(&self.work.tx, rule, key).await?.is_some_and(|last| last.open))
    }

    /// Ends one by itself. None where it ended already.
    ///
    /// # Errors
    /// As `raise`.
    pub async fn close(&self, id: AlertId, now: DateTime<Utc>) -> Result<Option<Alert>> {
        self.end(id, None, None, now).await
    }

    /// Ends one on somebody's word. None where it ended already, or isn't there.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; as `raise`.
    pub async fn acknowledge(
        &self,
        scope: &Scope,
        id: AlertId,
        by: &str,
        note: &str,
        now: DateTime<Utc>,
    ) -> Result<Option<Alert>> {
        scope::everything(scope)?;
        self.end(id, Some(by), Some(note), now).await
    }

    /// Notes a failed sign-in, and says when the first of `most` within `window` around it was, where there are as many.
    /// Those are used up then: it takes as many again.
    ///
    /// # Errors
    /// As `advance`; `Corrupt`.
    pub async fn fail_sign_in(
        &self,
        who: &str,
        (seq, occurred): (i64, DateTime<Utc>),
        (most, window): (u32, Duration),
        now: DateTime<Utc>,
    ) -> Result<Option<DateTime<Utc>>> {
        let (tx, who) = (&self.work.tx, clip(who, 300));
        let text = "INSERT INTO failed_sign_in (who, occurred_us, seq, noted_us) VALUES ($1, $2, $3, $4)
            ON CONFLICT (who, occurred_us, seq) DO NOTHING";
        let at = occurred.timestamp_micros();
        sql(tx, text, [who.clone().into(), at.into(), seq.into(), now.timestamp_micros().into()]).run(tx).await?;
        let span = window.num_microseconds().unwrap_or(i64::MAX);
        let text = "SELECT occurred_us FROM failed_sign_in WHERE who = $1 AND occurred_us > $2 AND occurred_us < $3
            ORDER BY occurred_us, seq";
        let values = [who.clone().into(), at.saturating_sub(span).into(), at.saturating_add(span).into()];
        let rows = sql(tx, text, values).rows(tx).await?;
        let times: Vec<i64> = rows.iter().map(|row| row.try_get_by_index(0)).collect::<Result<_, _>>()?;
        let together = |times: &&[i64]| {
            let (first, last) = (times[0], times[times.len() - 1]);
            last - first < span && (first..=last).contains(&at)
        };
        let most = usize::try_from(most.max(1)).unwrap_or(usize::MAX);
        let Some(first) = times.windows(most).find(together).map(|times| times[0]) else { return Ok(None) };
        sql(tx, "DELETE FROM failed_sign_in WHERE who = $1", [who.into()]).run(tx).await?;
        crate::sql::time(first).map(Some)
    }

    /// Forgets failed sign-ins that were noted before `before`.
    ///
    /// # Errors
    /// As `advance`.
    pub async fn forget_sign_ins(&self, before: DateTime<Utc>) -> Result<u64> {
        let text = "DELETE FROM failed_sign_in WHERE noted_us < $1";
        sql(&self.work.tx, text, [before.timestamp_micros().into()]).run(&self.work.tx).await
    }

    async fn repeat(&self, id: AlertId, finding: &Finding, now: DateTime<Utc>) -> Result<()> {
        // Of what lasts the number is what there is now; anything else adds up.
        let counted = if finding.rule.lasts() { "$3" } else { "count + $3" };
        let text = format!("UPDATE alert SET seen_us = $2, count = {counted}, mark = $4 WHERE id = $1");
        let values = [id.uuid().into(), now.timestamp_micros().into(), size(finding.count).into(), finding.mark.into()];
        sql(&self.work.tx, &text, values).run(&self.work.tx).await.map(drop)
    }

    async fn count_open(&self, rule: Rule) -> Result<u64> {
        let text = "SELECT COUNT(*) FROM alert WHERE rule = $1 AND closed_us IS NULL";
        let counted = sql(&self.work.tx, text, [rule.word().into()]).value(&self.work.tx).await?;
        Ok(count(counted.unwrap_or_default()))
    }

    async fn end(
        &self,
        id: AlertId,
        by: Option<&str>,
        note: Option<&str>,
        now: DateTime<Utc>,
    ) -> Result<Option<Alert>> {
        self.work.queue().await?;
        let text = "UPDATE alert SET closed_us = $2, closed_by = $3, note = $4 WHERE id = $1 AND closed_us IS NULL";
        let values = [
            id.uuid().into(),
            now.timestamp_micros().into(),
            by.map(|by| clip(by, 200)).into(),
            note.map(clean).into(),
        ];
        if sql(&self.work.tx, text, values).run(&self.work.tx).await? == 0 {
            return Ok(None);
        }
        self.one(id).await
    }

    async fn one(&self, id: AlertId) -> Result<Option<Alert>> {
        let mut select = alerts::select(&self.work.tx);
        select.push(" WHERE a.id = ").bind(id.uuid());
        select.one::<Row>(&self.work.tx).await?.map(Row::alert).transpose()
    }
}
