//! What is missing: gaps, which are events, and records that couldn't be read.

use std::collections::BTreeMap;

use dezky_domain::{
    audit::{Class, Source},
    id::QuarantineId,
    source::{GapCause, LedgerRow, Quarantined, Settled, Unreadable},
};
use sea_orm::{DatabaseConnection, DbBackend};

use crate::{
    Result, StoreError,
    entity::quarantine,
    repo::counts,
    sql::{count, sql, time},
};

/// The newest 100 of both, newest first; the records without their bytes.
pub(crate) async fn newest(db: &DatabaseConnection) -> Result<Vec<LedgerRow>> {
    let mut rows = gaps(db).await?;
    // An empty blob in their place, so that megabytes needn't be read for a list.
    let empty = if db.get_database_backend() == DbBackend::Sqlite { "x''" } else { r"'\x'::bytea" };
    let text = format!(
        "SELECT id, source, seen_us, position, reason, length, {empty} AS bytes, sha256, settled_us, settled_by, settled
        FROM quarantine WHERE settled_us IS NULL ORDER BY seen_us DESC, id DESC LIMIT 100"
    );
    for row in sql(db, &text, []).all::<quarantine::Model>(db).await? {
        rows.push((row.seen_us, LedgerRow::Quarantined(quarantined(row)?)));
    }
    rows.sort_by_key(|(seen, _)| std::cmp::Reverse(*seen));
    Ok(rows.into_iter().take(100).map(|(_, row)| row).collect())
}

/// A record with its bytes.
pub(crate) async fn one(db: &DatabaseConnection, id: QuarantineId) -> Result<Option<Quarantined>> {
    let select = sql(db, "SELECT * FROM quarantine WHERE id = $1", [id.uuid().into()]);
    select.one::<quarantine::Model>(db).await?.map(quarantined).transpose()
}

async fn gaps(db: &DatabaseConnection) -> Result<Vec<(i64, LedgerRow)>> {
    debug_assert_eq!(Class::Gap.word(), "gap");
    let text = "SELECT source, observed_us, words FROM audit_event WHERE class = 'gap'
        ORDER BY occurred_us DESC, seq DESC LIMIT 100";
    let read = |row: &sea_orm::QueryResult| {
        let source: String = row.try_get_by_index(0)?;
        let seen: i64 = row.try_get_by_index(1)?;
        let words: String = row.try_get_by_index(2)?;
        let words: BTreeMap<String, String> =
            serde_json::from_str(&words).map_err(|_| StoreError::corrupt("words of a gap", &words))?;
        let gap = LedgerRow::Gap {
            source: Source::parse(&source).ok_or_else(|| StoreError::corrupt("source", &source))?,
            seen: time(seen)?,
            since: words.get("since").and_then(|text| counts::moment(text)),
            bytes: words.get("bytes").and_then(|text| text.parse().ok()),
            // A newer version's word: what is known for sure is that the bytes are gone.
            cause: words.get("cause").and_then(|word| GapCause::parse(word)).unwrap_or(GapCause::Vanished),
        };
        Ok((seen, gap))
    };
    sql(db, text, []).rows(db).await?.iter().map(read).collect()
}

pub(crate) fn quarantined(row: quarantine::Model) -> Result<Quarantined> {
    Ok(Quarantined {
        id: QuarantineId::from_uuid(row.id),
        source: Source::parse(&row.source).ok_or_else(|| StoreError::corrupt("source", &row.source))?,
        seen: time(row.seen_us)?,
        position: row.position,
        reason: Unreadable::parse(&row.reason).ok_or_else(|| StoreError::corrupt("reason", &row.reason))?,
        length: count(row.length),
        bytes: row.bytes,
        sha256: row.sha256,
        settled: match row.settled_us {
            None => None,
            Some(at) => Some(Settled { at: time(at)?, by: row.settled_by, how: row.settled.unwrap_or_default() }),
        },
    })
}
