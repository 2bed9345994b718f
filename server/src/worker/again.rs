//! A record that couldn't be read, read with what Dezky knows by now.

use chrono::{DateTime, Utc};
use dezky_connect::tail::Item;
use dezky_domain::{Result, audit::Source, ctx::Clock, id::FileId, source::Quarantined};
use dezky_store::Work;

use super::{attribute, record::Records, take_in::Taken};

/// Stores what it says, at its own position. False where it still can't be read, or its bytes weren't all kept.
///
/// # Errors
/// `Fault` from the store.
pub async fn read(work: &Work, record: &Quarantined, now: DateTime<Utc>, clock: &dyn Clock) -> Result<bool> {
    if (record.bytes.len() as u64) < record.length {
        return Ok(false);
    }
    let taken = match record.source {
        Source::Ocis => {
            let Some((file, offset)) = place(&record.position) else { return Ok(false) };
            let item = Item::Line { file, offset, bytes: record.bytes.clone().into(), truncated: false };
            let Records { events, dropped, quarantined } = Records::read(vec![item], record.seen, clock);
            let (events, learned, correlated) = attribute::attribute(work, events).await?;
            Taken { source: Source::Ocis, events, learned, correlated, dropped, quarantined }
        }
        Source::Platform | Source::Authentik | Source::Stalwart => return Ok(false),
    };
    if !taken.quarantined.is_empty() {
        return Ok(false);
    }
    taken.save(work, now).await?;
    Ok(true)
}

/// `<file>:<offset>`
fn place(position: &str) -> Option<(FileId, u64)> {
    let (file, offset) = position.rsplit_once(':')?;
    Some((file.parse().ok()?, offset.parse().ok()?))
}
