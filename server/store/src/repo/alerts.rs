//! Alerts, read: what is open, what ended, and what the rules look at. How they are written stands in `alerts_work`.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use dezky_domain::{
    alert::{About, AboutKind, Alert, Closed, Rule, Told},
    audit::{AuditEvent, Source},
    ctx::Scope,
    id::{AlertId, TenantId},
    page::Cursor,
    tenant::TenantRef,
};
use sea_orm::{ConnectionTrait, FromQueryResult};
use uuid::Uuid;

use crate::{
    Result, Store,
    entity::audit_event,
    repo::{deliveries, tenants::stored_slug, timeline::word, timeline_sql::COLUMNS},
    scope,
    sql::{Sql, count, size, sql, time},
};

/// Reads alerts. They are the platform's: a tenant's scope is `Denied`.
#[derive(Debug, Clone, Copy)]
pub struct Alerts<'a> {
    pub(crate) store: &'a Store,
}

/// Up to where the timeline was watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Position {
    /// The last event that was looked at.
    pub seq: i64,
    pub(crate) turn: i64,
}

/// What is known of an alert that may have to be raised or closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub id: AlertId,
    pub rule: Rule,
    pub key: String,
    pub mark: i64,
    pub seen: DateTime<Utc>,
    pub open: bool,
}

/// A source's records that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Unread {
    /// Counted to 1,000.
    pub count: u64,
    pub first: DateTime<Utc>,
    pub last: DateTime<Utc>,
}

/// More unread records than these are as many.
const COUNTED: u64 = 1_000;

impl Alerts<'_> {
    /// Those that are open, the newest first, with their deliveries.
    ///
    /// # Errors
    /// `Denied` unless everything may be seen; `Db`, `Corrupt`; as all here that take a scope.
    pub async fn open(&self, scope: &Scope) -> Result<Vec<Told>> {
        scope::everything(scope)?;
        let mut select = select(&self.store.reader);
        select.push(" WHERE a.closed_us IS NULL ORDER BY a.seq DESC");
        self.told(select).await
    }

    /// How many are open.
    ///
    /// # Errors
    /// As `open`.
    pub async fn count(&self, scope: &Scope) -> Result<u64> {
        scope::everything(scope)?;
        let db = &self.store.reader;
        let select = sql(db, "SELECT COUNT(*) FROM alert WHERE closed_us IS NULL", []);
        Ok(count(select.value(db).await?.unwrap_or_default()))
    }

    /// Those that ended before `before`, or the last; the last first, at most `limit`.
    ///
    /// # Errors
    /// As `open`.
    pub async fn closed(&self, scope: &Scope, before: Option<Cursor>, limit: u64) -> Result<Vec<Told>> {
        scope::everything(scope)?;
        let mut select = select(&self.store.reader);
        select.push(" WHERE a.closed_us IS NOT NULL");
        if let Some(before) = before {
            select.push(" AND (a.closed_us, a.seq) < (").bind_all([before.micros, before.seq]).push(")");
        }
        select.push(" ORDER BY a.closed_us DESC, a.seq DESC LIMIT ").bind(size(limit));
        self.told(select).await
    }

    /// # Errors
    /// As `open`.
    pub async fn one(&self, scope: &Scope, id: AlertId) -> Result<Option<Told>> {
        scope::everything(scope)?;
        let mut select = select(&self.store.reader);
        select.push(" WHERE a.id = ").bind(id.uuid());
        Ok(self.told(select).await?.pop())
    }

    /// # Errors
    /// `Db`; as all that follow. They are a worker's: nothing here is a tenant's.
    pub async fn position(&self) -> Result<Position> {
        let db = &self.store.reader;
        let row = sql(db, "SELECT seq, turn FROM alert_position", []).rows(db).await?.pop();
        let row = row.ok_or_else(|| crate::StoreError::corrupt("alert_position", "is empty"))?;
        Ok(Position { seq: row.try_get_by_index(0)?, turn: row.try_get_by_index(1)? })
    }

    /// Events behind `after`, up to `upto`, that a rule may mean: gaps, and those whose action is one of `patterns`, in
    /// which `*` stands for anything. In their order, at most `limit`, without their raw records.
    ///
    /// # Errors
    /// As `position`; `Corrupt`.
    pub async fn candidates(&self, after: i64, upto: i64, patterns: &[&str], limit: u64) -> Result<Vec<AuditEvent>> {
        let db = &self.store.reader;
        // A worker needs no raw records, and a thousand of them would be heavy.
        let columns = COLUMNS.replace("raw, raw_sha256", "NULL AS raw, raw_sha256");
        let mut select = sql(db, &format!("SELECT {columns} FROM audit_event"), []);
        if select.sqlite() {
            // The sequence is the table itself.
            select.push(" NOT INDEXED");
        }
        select.push(" WHERE seq > ").bind(after);
        select.push(" AND seq <= ").bind(upto);
        select.push(" AND (class = 'gap'");
        for pattern in patterns {
            if pattern.contains('*') {
                let like = pattern.replace('\\', r"\\").replace('_', r"\_").replace('%', r"\%").replace('*', "%");
                select.push(" OR action LIKE ").bind(like).push(r" ESCAPE '\'");
            } else {
                select.push(" OR action = ").bind(*pattern);
            }
        }
        select.push(") ORDER BY seq LIMIT ").bind(size(limit));
        self.store.timeline().events(select.all::<audit_event::Model>(db).await?).await
    }

    /// When a source last said anything: an event, a record that can't be read, a part of a file. That it was connected
    /// counts for one that never did; none for one that isn't connected.
    ///
    /// # Errors
    /// As `position`.
    pub async fn heard(&self, source: Source) -> Result<Option<DateTime<Utc>>> {
        let db = &self.store.reader;
        let word = || source.word().into();
        let configured = sql(db, "SELECT configured_us FROM source WHERE source = $1 AND paused = FALSE", [word()]);
        let Some(configured) = configured.value::<Option<i64>>(db).await?.flatten() else { return Ok(None) };
        // The newest by their own time, which may lie a little ahead: of twenty, one was seen last.
        let said = [
            "SELECT MAX(observed_us) FROM (SELECT observed_us FROM audit_event WHERE source = $1
                ORDER BY occurred_us DESC, seq DESC LIMIT 20) newest",
            "SELECT MAX(seen_us) FROM quarantine WHERE source = $1",
            "SELECT MAX(updated_us) FROM cursor WHERE source = $1",
        ];
        let mut last = configured;
        for text in said {
            last = last.max(sql(db, text, [word()]).value::<Option<i64>>(db).await?.flatten().unwrap_or(last));
        }
        time(last).map(Some)
    }

    /// What of a source can't be read; none where everything can.
    ///
    /// # Errors
    /// As `position`.
    pub async fn unread(&self, source: Source) -> Result<Option<Unread>> {
        let db = &self.store.reader;
        let word = || source.word().into();
        let end = |text| sql(db, text, [word()]).value::<Option<i64>>(db);
        let Some(first) =
            end("SELECT MIN(seen_us) FROM quarantine WHERE source = $1 AND settled_us IS NULL").await?.flatten()
        else {
            return Ok(None);
        };
        let last = end("SELECT MAX(seen_us) FROM quarantine WHERE source = $1 AND settled_us IS NULL")
            .await?
            .flatten()
            .unwrap_or(first);
        let mut counted = sql(
            db,
            "SELECT COUNT(*) FROM (SELECT 1 FROM quarantine WHERE source = $1 AND settled_us IS NULL LIMIT ",
            [word()],
        );
        counted.bind(size(COUNTED)).push(") counted");
        let counted = count(counted.value(db).await?.unwrap_or_default());
        Ok(Some(Unread { count: counted, first: time(first)?, last: time(last)? }))
    }

    /// What is open.
    ///
    /// # Errors
    /// As `position`; `Corrupt`.
    pub async fn known_open(&self) -> Result<Vec<Known>> {
        let db = &self.store.reader;
        let text = "SELECT id, rule, key, mark, seen_us, TRUE FROM alert WHERE closed_us IS NULL";
        sql(db, text, []).rows(db).await?.iter().map(known).collect()
    }

    /// The last one for this, open or not.
    ///
    /// # Errors
    /// As `known_open`.
    pub async fn last(&self, rule: Rule, key: &str) -> Result<Option<Known>> {
        last(&self.store.reader, rule, key).await
    }

    async fn told(&self, select: Sql) -> Result<Vec<Told>> {
        let db = &self.store.reader;
        let alerts: Vec<Alert> = select.all::<Row>(db).await?.into_iter().map(Row::alert).collect::<Result<_>>()?;
        let mut deliveries = deliveries::of(db, alerts.iter().map(|alert| alert.id)).await?;
        let told = |alert: Alert| {
            let deliveries = deliveries.remove(&alert.id).unwrap_or_default();
            Told { alert, deliveries }
        };
        Ok(alerts.into_iter().map(told).collect::<Vec<_>>())
    }
}

/// The last one for this, open or not.
pub(crate) async fn last(db: &impl ConnectionTrait, rule: Rule, key: &str) -> Result<Option<Known>> {
    let text = "SELECT id, rule, key, mark, seen_us, closed_us IS NULL FROM alert
        WHERE rule = $1 AND key = $2 ORDER BY seq DESC LIMIT 1";
    let rows = sql(db, text, [rule.word().into(), crate::sql::clip(key, 300).into()]).rows(db).await?;
    rows.first().map(known).transpose()
}

fn known(row: &sea_orm::QueryResult) -> Result<Known> {
    Ok(Known {
        id: AlertId::from_uuid(row.try_get_by_index(0)?),
        rule: word(&row.try_get_by_index::<String>(1)?, Rule::parse)?,
        key: row.try_get_by_index(2)?,
        mark: row.try_get_by_index(3)?,
        seen: time(row.try_get_by_index(4)?)?,
        open: row.try_get_by_index(5)?,
    })
}

/// Alerts with their tenants' names.
pub(crate) fn select(db: &impl ConnectionTrait) -> Sql {
    let text = "SELECT a.seq, a.id, a.rule, a.key, a.about_kind, a.about_id, a.about_name, a.tenant_id, a.since_us,
        a.opened_us, a.seen_us, a.count, a.closed_us, a.closed_by, a.note, t.slug, t.name AS tenant_name
        FROM alert a LEFT JOIN tenant t ON t.id = a.tenant_id";
    sql(db, text, [])
}

#[derive(Debug, FromQueryResult)]
pub(crate) struct Row {
    seq: i64,
    id: Uuid,
    rule: String,
    key: String,
    about_kind: String,
    about_id: String,
    about_name: String,
    tenant_id: Option<Uuid>,
    since_us: i64,
    opened_us: i64,
    seen_us: i64,
    count: i64,
    closed_us: Option<i64>,
    closed_by: Option<String>,
    note: Option<String>,
    slug: Option<String>,
    tenant_name: Option<String>,
}

impl Row {
    pub(crate) fn alert(self) -> Result<Alert> {
        let tenant = match (self.tenant_id, self.slug, self.tenant_name) {
            (Some(id), Some(slug), Some(name)) => {
                Some(TenantRef { id: TenantId::from_uuid(id), slug: stored_slug(&slug)?, name })
            }
            _ => None,
        };
        let closed = self.closed_us.map(time).transpose()?;
        let (by, note) = (self.closed_by, self.note);
        Ok(Alert {
            seq: self.seq,
            id: AlertId::from_uuid(self.id),
            rule: word(&self.rule, Rule::parse)?,
            key: self.key,
            about: About { kind: word(&self.about_kind, AboutKind::parse)?, id: self.about_id, name: self.about_name },
            tenant,
            since: time(self.since_us)?,
            opened: time(self.opened_us)?,
            seen: time(self.seen_us)?,
            count: count(self.count),
            closed: closed.map(|at| Closed { at, by, note }),
        })
    }
}

/// By alert, in their order.
pub(crate) type ByAlert = HashMap<AlertId, Vec<dezky_domain::alert::Delivery>>;
