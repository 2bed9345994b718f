//! A log file, followed: every line once, whatever happens to the file meanwhile. Blocking code, for a thread of its
//! own. What was read and the cursors go into one transaction; when that fails, a new [`Tail`] is made from the stored
//! cursors, and everything is as if nothing had been read. What can't be read any more is told as a gap.

mod directory;
mod ended;
mod family;
mod files;
mod fingerprint;
mod followed;
mod identity;
mod lines;
mod long;
mod look;
mod moved;
mod packed;
mod reading;
mod search;
mod watch;

use std::io;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use dezky_domain::{id::FileId, source::GapCause};

pub use self::{
    family::{BadPattern, Family, Means, Pattern},
    files::{Disk, Files},
    fingerprint::{Anchor, Fingerprint},
    identity::Cursor,
    watch::Tail,
};

/// What is held in memory at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The longest line, in bytes without its end.
    pub line: usize,
    pub batch_lines: usize,
    pub batch_bytes: usize,
    /// What is kept of a line that is too long.
    pub quarantine_prefix: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { line: 1 << 20, batch_lines: 1000, batch_bytes: 4 << 20, quarantine_prefix: 64 << 10 }
    }
}

/// What one poll found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Batch {
    pub items: Vec<Item>,
    /// Those that changed: to be stored in the transaction that stores the items.
    pub cursors: Vec<Cursor>,
    /// There is more: poll again at once.
    pub more: bool,
    /// The file isn't there, or the directory of a family.
    pub waiting: bool,
    /// What is wrong with single files of a family, which are tried again by themselves.
    pub trouble: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// A line without its end. Its position is `<file>:<offset>`. The bytes are a slice of what was read at once: a
    /// caller that keeps them for long keeps all of that.
    Line {
        file: FileId,
        offset: u64,
        bytes: Bytes,
        /// It has no end, and got none while its file, which was rotated or compressed, was waited for: what is missing
        /// may be half a number.
        truncated: bool,
    },
    /// A line that is longer than allowed: its beginning, its whole length, and the hash of all of it.
    TooLong { file: FileId, offset: u64, length: u64, prefix: Vec<u8>, sha256: [u8; 32] },
    /// Bytes that may be lost.
    Gap {
        file: FileId,
        /// The offset behind which they were.
        at: u64,
        /// Those that were seen and not read. There may be more; `None` when it isn't known that there were any.
        bytes: Option<u64>,
        cause: GapCause,
        /// When the file was last known to be whole.
        since: Option<DateTime<Utc>>,
    },
}

impl Item {
    /// Bytes that it holds in memory.
    fn weight(&self) -> usize {
        match self {
            Self::Line { bytes, .. } => bytes.len(),
            Self::TooLong { prefix, .. } => prefix.len(),
            Self::Gap { .. } => 0,
        }
    }
}

impl Tail {
    /// Reads what is new, at most one batch. Never waits for more. A file that isn't there is an empty batch.
    ///
    /// # Errors
    /// When a file or the directory can't be read. What had been read before is handed out first, so nothing is lost
    /// by polling again.
    pub fn poll(&mut self) -> io::Result<Batch> {
        self.poll_within(self.limits)
    }

    /// As [`Tail::poll`], with another measure for this batch.
    fn poll_within(&mut self, limits: Limits) -> io::Result<Batch> {
        let mut out = lines::Out::new(limits);
        let looked = self.look(&mut out);
        if looked.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::StaleNetworkFileHandle) {
            self.close();
        } else if looked.as_ref().is_err_and(|error| error.raw_os_error().is_some()) {
            // It names no path: it is a handle's.
            self.close_named();
        }
        let cursors = self.news();
        match looked {
            Ok(seen) => {
                Ok(Batch { items: out.items, cursors, more: seen.more, waiting: seen.waiting, trouble: Vec::new() })
            }
            Err(error) if out.items.is_empty() && cursors.is_empty() => Err(error),
            Err(_) => Ok(Batch { items: out.items, cursors, more: true, ..Batch::default() }),
        }
    }
}
