//! How a file is known again. A name moves with every rotation and an inode number is used again, so a cursor also
//! carries when the file was made, where the system tells, and what it said: hashes of its beginning, of the bytes just
//! before the offset, and of those that were last at its end. Only hashes are kept: the bytes hold secrets. One case
//! can't be told by all of this: a file cut to nothing that says the very same again from its beginning.

use std::{os::unix::fs::MetadataExt, path::PathBuf};

use chrono::{DateTime, Utc};
use dezky_domain::id::FileId;
use serde::{Deserialize, Serialize};

use super::{
    fingerprint::{ANCHOR, Anchor, Fingerprint, PREFIX, STEP},
    look::Look,
};

/// How far one incarnation of a file has been read, and how to find it again. Stored in the transaction that stores
/// what was read up to `offset`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Cursor {
    pub file: FileId,
    /// Rises with every incarnation that is met: the order in which they are read.
    pub seq: u64,
    /// Where it was last found.
    pub path: PathBuf,
    pub dev: u64,
    pub ino: u64,
    /// When the file was made, in microseconds since 1970; 0 where the system doesn't tell.
    #[serde(default)]
    pub born: u64,
    /// The member of a family that it belongs to; empty where one file is followed by itself.
    #[serde(default)]
    pub follows: String,
    /// Where reading it began: what is before had been read under another cursor.
    #[serde(default)]
    pub begun: u64,
    /// Bytes read: the beginning of the first line that hasn't been.
    pub offset: u64,
    /// The largest size seen.
    pub size: u64,
    pub prefix: Fingerprint,
    pub anchor: Anchor,
    /// The bytes before `size`: what was seen and not read must still be there as well. Empty when nothing was unread, or
    /// when it ended with space that may still be written.
    #[serde(default)]
    pub end: Anchor,
    /// NUL bytes that were skipped where a line should have begun.
    pub nuls: u64,
    /// No longer under the name that is followed.
    pub rotated: bool,
    /// It was never seen under that name: it may be a copy that was still being made.
    #[serde(default)]
    pub missed: bool,
    /// Rotated, read to its end, and nothing came for one further look.
    pub drained: bool,
    /// Not looked at any more. Kept while the file exists, so that it isn't taken for a new one.
    pub finished: bool,
    /// Finished, and no file is left that could be taken for it: a store may forget it.
    pub gone: bool,
    /// The last time at which the file was known to be whole.
    pub looked: DateTime<Utc>,
}

impl Cursor {
    /// Bytes that were seen and not read.
    pub(super) fn unread(&self) -> Option<u64> {
        self.size.checked_sub(self.offset).filter(|bytes| *bytes > 0)
    }

    /// Whether what is known of its content tells it from other files: a line that was read, or enough of one that
    /// wasn't. A file of which only `{` was seen isn't found again in every other that begins so.
    pub(super) fn is_telling(&self) -> bool {
        self.offset > 0 || self.prefix.len >= STEP as u64
    }

    /// Notes what a look at the same file saw.
    pub(super) fn seen(&mut self, look: &Look, now: DateTime<Utc>) {
        self.looked = now;
        self.drained &= look.size <= self.size;
        if let Some(end) = look.end.clone().filter(|_| look.size >= self.size) {
            self.end = end;
        }
        self.size = self.size.max(look.size);
        let firm = look.firm(self.offset);
        if self.prefix.len < firm.len() as u64 {
            self.prefix = Fingerprint::of(firm);
        }
    }

    /// Notes that there are at least `size` bytes, of which nobody knows how they end.
    pub(super) fn reaches(&mut self, size: u64) {
        if size > self.size {
            (self.size, self.end) = (size, Anchor::default());
        }
    }

    pub(super) fn is(&self, place: Place) -> bool {
        self.place() == place
    }

    pub(super) fn place(&self) -> Place {
        Place { dev: self.dev, ino: self.ino, born: self.born }
    }

    /// A stored cursor may be damaged, or come from a backup. What can't be true of any file is taken out: reading
    /// begins anew under the same id, so that a store that has the lines knows their positions again. `None` when
    /// nothing is left that could tell whether it is the same file.
    pub(super) fn mended(mut self) -> Option<Self> {
        let hashed = |len: u64, sha256: &str| (len == 0 && sha256.is_empty()) || sha256.len() == 64;
        let prefix = self.prefix.len <= PREFIX as u64
            && (self.prefix.len == 0 || self.prefix.sha256.len() == 64)
            && self.prefix.steps.len() as u64 == self.prefix.len / STEP as u64 * 16;
        let anchors = self.anchor.len <= self.offset.min(ANCHOR as u64)
            && hashed(self.anchor.len, &self.anchor.sha256)
            && self.end.len <= self.size.min(ANCHOR as u64)
            && hashed(self.end.len, &self.end.sha256);
        self.seq = self.seq.min(i64::MAX as u64);
        // Beyond that the system refuses to read.
        let offsets = self.offset <= self.size && self.size <= i64::MAX as u64 - PREFIX as u64;
        if prefix && anchors && offsets {
            return Some(self);
        }
        if !prefix || self.prefix.len < STEP as u64 {
            return None;
        }
        (self.offset, self.size) = (0, self.prefix.len);
        (self.anchor, self.end) = (Anchor::default(), Anchor::default());
        (self.drained, self.finished) = (false, false);
        Some(self)
    }
}

/// Which file it is to the kernel, while it exists.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place {
    pub dev: u64,
    pub ino: u64,
    /// As [`Cursor::born`]: another file that got the same number was made at another time.
    pub born: u64,
}

impl PartialEq for Place {
    fn eq(&self, other: &Self) -> bool {
        let told = self.born != 0 && other.born != 0;
        (self.dev, self.ino) == (other.dev, other.ino) && (!told || self.born == other.born)
    }
}

impl Place {
    pub fn of(meta: &std::fs::Metadata) -> Self {
        let born = meta.created().ok().and_then(|born| born.duration_since(std::time::UNIX_EPOCH).ok());
        let born = born.and_then(|born| u64::try_from(born.as_micros()).ok()).unwrap_or_default();
        Self { dev: meta.dev(), ino: meta.ino(), born }
    }
}
