//! How many events each quarter of an hour has: kept beside the events, so that a strip costs 96 rows and not a day's
//! events. Changed in the transaction that changes the events, so they never differ.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use dezky_domain::{
    audit::{Class, Outcome, Showing, Source},
    timeline::Quarter,
};
use sea_orm::{ConnectionTrait, Value};
use uuid::Uuid;

use crate::{
    Result, StoreError,
    sql::{Sql, insert_many, sql},
};

/// A quarter of an hour, in microseconds. Every time zone's offset is a multiple of it.
pub(crate) const QUARTER_US: i64 = 900_000_000;

/// What is added to the counters.
#[derive(Debug, Default)]
pub(crate) struct Changes(BTreeMap<(String, i64, &'static str), Change>);

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Change {
    events: i64,
    refused: i64,
    parts: i64,
    noise: i64,
}

/// What the counters need to know of an event.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counted<'a> {
    pub source: Source,
    pub occurred_us: i64,
    pub outcome: &'a str,
    pub showing: Showing,
}

impl Changes {
    /// `by` is 1 for an event that comes to `tenant`, -1 for one that leaves it.
    pub(crate) fn add(&mut self, tenant: Option<Uuid>, event: Counted<'_>, by: i64) {
        let key = (key(tenant), quarter(event.occurred_us), event.source.word());
        let change = self.0.entry(key).or_default();
        match event.showing {
            Showing::Entry => {
                change.events += by;
                if event.outcome != Outcome::Done.word() {
                    change.refused += by;
                }
            }
            Showing::Echo | Showing::Part => change.parts += by,
            Showing::Noise => change.noise += by,
        }
    }

    /// # Errors
    /// `Busy`, `Db`.
    pub(crate) async fn save(self, db: &impl ConnectionTrait) -> Result<()> {
        let head = "INSERT INTO event_count (tenant_key, quarter_us, source, events, refused, parts, noise)";
        let tail = "ON CONFLICT (tenant_key, quarter_us, source) DO UPDATE SET
            events = event_count.events + excluded.events, refused = event_count.refused + excluded.refused,
            parts = event_count.parts + excluded.parts, noise = event_count.noise + excluded.noise";
        let changed = self.0.into_iter().filter(|(_, change)| *change != Change::default());
        let row = |((tenant, quarter, source), change): ((String, i64, &str), Change)| {
            let Change { events, refused, parts, noise } = change;
            let counts = [events, refused, parts, noise].map(Value::from);
            [tenant.into(), quarter.into(), source.into()].into_iter().chain(counts).collect()
        };
        insert_many(db, head, changed.map(row).collect(), tail).await
    }
}

/// 96 quarters from the one that `from` is in, of one tenant or all, of one source or all.
pub(crate) async fn strip(
    db: &impl ConnectionTrait,
    tenant: Option<Uuid>,
    source: Option<Source>,
    from: DateTime<Utc>,
) -> Result<Vec<Quarter>> {
    let from = quarter(from.timestamp_micros());
    let until = from + 96 * QUARTER_US;
    let text = "SELECT quarter_us, CAST(SUM(events) AS BIGINT), CAST(SUM(refused) AS BIGINT) FROM event_count
        WHERE quarter_us >= $1 AND quarter_us < $2";
    let mut select = sql(db, text, [from.into(), until.into()]);
    if let Some(tenant) = tenant {
        select.push(" AND tenant_key = ").bind(key(Some(tenant)));
    }
    of_source(&mut select, source);
    select.push(" GROUP BY quarter_us");
    let mut strip = vec![Quarter::default(); 96];
    for row in select.rows(db).await? {
        if let Some(quarter) = place(from, row.try_get_by_index(0)?).and_then(|place| strip.get_mut(place)) {
            quarter.events = saturate(row.try_get_by_index(1)?);
            quarter.refused = saturate(row.try_get_by_index(2)?);
        }
    }
    for moment in gaps(db, tenant, source, from, until).await? {
        if let Some(quarter) = place(from, moment).and_then(|place| strip.get_mut(place)) {
            quarter.lost = true;
        }
    }
    Ok(strip)
}

/// What is hidden as noise of the day that begins at `from`.
pub(crate) async fn noise(db: &impl ConnectionTrait, tenant: Option<Uuid>, from: DateTime<Utc>) -> Result<i64> {
    let from = quarter(from.timestamp_micros());
    let text = "SELECT CAST(COALESCE(SUM(noise), 0) AS BIGINT) FROM event_count
        WHERE quarter_us >= $1 AND quarter_us < $2";
    let mut select = sql(db, text, [from.into(), (from + 96 * QUARTER_US).into()]);
    if let Some(tenant) = tenant {
        select.push(" AND tenant_key = ").bind(key(Some(tenant)));
    }
    Ok(select.value(db).await?.unwrap_or_default())
}

/// A source's events, entries or not, in the quarter that `from` is in and those after it.
pub(crate) async fn since(db: &impl ConnectionTrait, source: Source, from: DateTime<Utc>) -> Result<i64> {
    let mut select = sql(
        db,
        "SELECT CAST(COALESCE(SUM(events + parts + noise), 0) AS BIGINT) FROM event_count WHERE quarter_us >= $1",
        [quarter(from.timestamp_micros()).into()],
    );
    of_source(&mut select, Some(source));
    Ok(select.value(db).await?.unwrap_or_default())
}

/// The moments at which gaps begin and end.
async fn gaps(
    db: &impl ConnectionTrait,
    tenant: Option<Uuid>,
    source: Option<Source>,
    from: i64,
    until: i64,
) -> Result<Vec<i64>> {
    let text = "SELECT occurred_us, words FROM audit_event WHERE class = 'gap'";
    debug_assert_eq!(Class::Gap.word(), "gap");
    // A gap that began in these quarters may have been found later; never earlier.
    let mut select = sql(db, text, []);
    select.push(" AND occurred_us >= ").bind(from);
    if let Some(tenant) = tenant {
        select.push(" AND tenant_id = ").bind(tenant);
    }
    of_source(&mut select, source);
    select.push(" ORDER BY occurred_us LIMIT 1000");
    let mut moments = Vec::new();
    for row in select.rows(db).await? {
        let words: String = row.try_get_by_index(1)?;
        moments.push(row.try_get_by_index::<i64>(0)?);
        moments.extend(read_since(&words)?.map(|since| since.timestamp_micros()));
    }
    moments.retain(|moment| (from..until).contains(moment));
    Ok(moments)
}

/// The word `since` of a gap: RFC 3339, or microseconds since 1970.
fn read_since(words: &str) -> Result<Option<DateTime<Utc>>> {
    let words: BTreeMap<String, String> =
        serde_json::from_str(words).map_err(|_| StoreError::corrupt("words of a gap", words))?;
    Ok(words.get("since").and_then(|text| moment(text)))
}

pub(crate) fn moment(text: &str) -> Option<DateTime<Utc>> {
    match text.parse::<i64>() {
        Ok(micros) => DateTime::from_timestamp_micros(micros),
        Err(_) => DateTime::parse_from_rfc3339(text).ok().map(|time| time.to_utc()),
    }
}

fn of_source(select: &mut Sql, source: Option<Source>) {
    if let Some(source) = source {
        select.push(" AND source = ").bind(source.word());
    }
}

fn key(tenant: Option<Uuid>) -> String {
    tenant.map(|tenant| tenant.to_string()).unwrap_or_default()
}

const fn quarter(micros: i64) -> i64 {
    micros.div_euclid(QUARTER_US) * QUARTER_US
}

fn place(from: i64, moment: i64) -> Option<usize> {
    usize::try_from((moment - from).div_euclid(QUARTER_US)).ok()
}

fn saturate(number: i64) -> u32 {
    u32::try_from(number.max(0)).unwrap_or(u32::MAX)
}
