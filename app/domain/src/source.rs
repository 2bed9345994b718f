//! Where the timeline hears from, how far it has read, and what it couldn't read.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{
    audit::Source,
    id::{FileId, QuarantineId},
    timeline::Quarter,
};

crate::words! {
    SourceState {
        /// Read to its end, nothing missing.
        Complete = "complete",
        /// Read, with gaps that are counted.
        Gaps = "gaps",
        /// Behind, and catching up.
        Behind = "behind",
        /// The last attempt failed; it is tried again.
        Failing = "failing",
        /// Configured, and its file isn't there yet.
        Waiting = "waiting",
        /// Somebody stopped it; it goes on where it stopped.
        Paused = "paused",
        /// Not configured.
        Off = "off",
    }
}

/// One incarnation of a followed file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedFile {
    pub id: FileId,
    pub path: String,
    pub inode: u64,
    /// Bytes read and committed.
    pub offset: u64,
    /// Bytes there were at the last look.
    pub size: u64,
    pub finished: bool,
    /// When it was last read from.
    pub read: DateTime<Utc>,
}

impl FollowedFile {
    #[must_use]
    pub const fn unread(&self) -> u64 {
        if self.finished { 0 } else { self.size.saturating_sub(self.offset) }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceStatus {
    pub source: Source,
    pub state: SourceState,
    /// The file's path; `None` for the platform itself.
    pub path: Option<String>,
    /// Those that are read, the latest first, then those that were read to their end; at most 50.
    pub files: Vec<FollowedFile>,
    /// Bytes that are there and not read yet, of all files.
    pub lag_bytes: u64,
    /// How old what was read last is, in seconds, while there is more; of a source that is asked, how long ago it last
    /// answered.
    pub lag_seconds: u64,
    /// The process that reads it.
    pub reader: Option<String>,
    /// When it was last looked at.
    pub polled: Option<DateTime<Utc>>,
    pub last_event: Option<DateTime<Utc>>,
    pub last_error: Option<String>,
    pub kept: u64,
    /// Reads that were counted and not kept, by action.
    pub dropped: Vec<(String, u64)>,
    pub quarantined: u64,
    pub gaps: u64,
    pub last_hour: u64,
    /// Today in quarters of an hour, in the platform's time zone.
    pub strip: Vec<Quarter>,
}

crate::words! {
    /// Why a record is in quarantine.
    Unreadable {
        NotJson = "not_json",
        NotAnObject = "not_an_object",
        NotUtf8 = "not_utf8",
        TooLong = "too_long",
        TooDeep = "too_deep",
        NoAction = "no_action",
        /// It has no end, and a record of its kind can't be told whole without one.
        CutOff = "cut_off",
        Refused = "refused",
    }
}

crate::words! {
    /// Why bytes are lost.
    GapCause {
        /// The file got shorter than what had been read.
        Truncated = "truncated",
        /// The file's content is another than what had been read.
        Rewritten = "rewritten",
        /// The file went away before it was read to its end.
        Vanished = "vanished",
        /// The engine began anew, and keeps in memory only what it still has to send.
        Restarted = "restarted",
        /// The engine gave up sending what wasn't taken in time.
        Discarded = "discarded",
        /// More came at once than is taken.
        TooMuch = "too_much",
    }
}

/// A page of the ledger, the newest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    pub rows: Vec<LedgerRow>,
    /// Where it goes on.
    pub older: Option<LedgerPlace>,
}

/// A place between two lines of the ledger: behind the line with this id, seen at this time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LedgerPlace {
    /// Microseconds since 1970, UTC.
    pub micros: i64,
    pub id: Uuid,
}

impl fmt::Display for LedgerPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.micros, self.id)
    }
}

impl FromStr for LedgerPlace {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (micros, id) = text.split_once('.').ok_or(())?;
        Ok(Self { micros: micros.parse().map_err(|_| ())?, id: id.parse().map_err(|_| ())? })
    }
}

/// A line of the ledger: a gap, or a record that couldn't be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerRow {
    Gap {
        source: Source,
        seen: DateTime<Utc>,
        /// The last time at which the file was known to be whole.
        since: Option<DateTime<Utc>>,
        /// Bytes known to be lost; there may be more.
        bytes: Option<u64>,
        cause: GapCause,
    },
    Quarantined(Quarantined),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    pub id: QuarantineId,
    pub source: Source,
    pub seen: DateTime<Utc>,
    pub position: String,
    pub reason: Unreadable,
    /// The record's whole length in bytes.
    pub length: u64,
    /// Its first 64 KiB, secrets replaced.
    pub bytes: Vec<u8>,
    /// Hexadecimal SHA-256 of the whole record.
    pub sha256: String,
    /// `None` while it waits.
    pub settled: Option<Settled>,
}

/// What is kept of a record that can't be read, in bytes.
pub const KEPT: usize = 64 * 1024;

impl Quarantined {
    /// Whether all of it was kept. Its bytes can't say: without secrets there are fewer of them, or more.
    #[must_use]
    pub const fn is_whole(&self) -> bool {
        self.length <= KEPT as u64
    }
}

/// What became of a record in quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    pub at: DateTime<Utc>,
    /// Who let it go, by name; `None` when it was read after all.
    pub by: Option<String>,
    /// Why, in that person's words; `read` when it was read after all.
    pub how: String,
}
