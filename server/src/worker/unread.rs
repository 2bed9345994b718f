//! A record that couldn't be read, as it is kept: by its beginning without secrets, its length and its hash.

use chrono::{DateTime, Utc};
use dezky_connect::parse::redact_bytes;
use dezky_domain::{
    audit::Source,
    ctx::Clock,
    id::{FileId, QuarantineId},
    source::{KEPT, Quarantined, Unreadable},
};
use sha2::{Digest as _, Sha256};

#[must_use]
pub fn unread(
    source: Source,
    position: String,
    reason: Unreadable,
    bytes: &[u8],
    now: DateTime<Utc>,
    clock: &dyn Clock,
) -> Quarantined {
    let sha256 = Sha256::digest(bytes).into();
    let beginning = &bytes[..bytes.len().min(KEPT)];
    Quarantined { reason, ..too_long(source, position, bytes.len() as u64, beginning, sha256, now, clock) }
}

/// A line that was too long to be held in memory.
#[must_use]
pub fn too_long(
    source: Source,
    position: String,
    length: u64,
    beginning: &[u8],
    sha256: [u8; 32],
    now: DateTime<Utc>,
    clock: &dyn Clock,
) -> Quarantined {
    Quarantined {
        id: QuarantineId::new(clock),
        source,
        seen: now,
        position,
        reason: Unreadable::TooLong,
        length,
        bytes: redact_bytes(beginning),
        sha256: hex::encode(sha256),
        settled: None,
    }
}

/// A line's place, `<file>:<offset>`.
#[must_use]
pub fn place(position: &str) -> Option<(FileId, u64)> {
    let (file, offset) = position.rsplit_once(':')?;
    Some((file.parse().ok()?, offset.parse().ok()?))
}
