//! What is missing: gaps, which are events, and records that couldn't be read.

use std::collections::BTreeMap;

use dezky_domain::{
    audit::{Class, Source},
    id::QuarantineId,
    source::{GapCause, Ledger, LedgerPlace, LedgerRow, Quarantined, Settled, Unreadable},
};
use sea_orm::{DatabaseConnection, DbBackend};

use crate::{
    Result, StoreError,
    entity::quarantine,
    repo::counts,
    sql::{Sql, count, sql, time},
};

/// Lines of a page.
const SHOWN: usize = 50;

type Line = (LedgerPlace, LedgerRow);

/// Both, newest first, behind `before`; the records without their bytes.
pub(crate) async fn page(db: &DatabaseConnection, before: Option<LedgerPlace>) -> Result<Ledger> {
    let mut lines = gaps(db, before).await?;
    lines.extend(records(db, before).await?);
    lines.sort_by_key(|(place, _)| std::cmp::Reverse(*place));
    let older = lines.get(SHOWN).and_then(|_| lines.get(SHOWN - 1)).map(|(place, _)| *place);
    Ok(Ledger { rows: lines.into_iter().take(SHOWN).map(|(_, row)| row).collect(), older })
}

/// ` AND (time, id) < (…) ORDER BY … LIMIT …`: one more than a page, which tells whether there is another.
fn behind(select: &mut Sql, time: &str, before: Option<LedgerPlace>) {
    if let Some(LedgerPlace { micros, id }) = before {
        select.push(&format!(" AND ({time}, id) < (")).bind(micros).push(", ").bind(id).push(")");
    }
    select.push(&format!(" ORDER BY {time} DESC, id DESC LIMIT {}", SHOWN + 1));
}

async fn records(db: &DatabaseConnection, before: Option<LedgerPlace>) -> Result<Vec<Line>> {
    // An empty blob in their place, so that megabytes needn't be read for a list.
    let empty = if db.get_database_backend() == DbBackend::Sqlite { "x''" } else { r"'\x'::bytea" };
    let text = format!(
        "SELECT id, source, seen_us, position, reason, length, {empty} AS bytes, sha256, settled_us, settled_by, settled
        FROM quarantine WHERE settled_us IS NULL"
    );
    let mut select = sql(db, &text, []);
    behind(&mut select, "seen_us", before);
    let line = |row: quarantine::Model| {
        let place = LedgerPlace { micros: row.seen_us, id: row.id };
        Ok((place, LedgerRow::Quarantined(quarantined(row)?)))
    };
    select.all::<quarantine::Model>(db).await?.into_iter().map(line).collect()
}

/// A record with its bytes.
pub(crate) async fn one(db: &DatabaseConnection, id: QuarantineId) -> Result<Option<Quarantined>> {
    let select = sql(db, "SELECT * FROM quarantine WHERE id = $1", [id.uuid().into()]);
    select.one::<quarantine::Model>(db).await?.map(quarantined).transpose()
}

async fn gaps(db: &DatabaseConnection, before: Option<LedgerPlace>) -> Result<Vec<Line>> {
    debug_assert_eq!(Class::Gap.word(), "gap");
    let mut select = sql(db, "SELECT source, observed_us, words, id FROM audit_event WHERE class = 'gap'", []);
    behind(&mut select, "observed_us", before);
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
        Ok((LedgerPlace { micros: seen, id: row.try_get_by_index(3)? }, gap))
    };
    select.rows(db).await?.iter().map(read).collect()
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
