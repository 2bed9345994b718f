//! One incarnation of a file: what is held of it, and what of that is stored.

use std::{fs::File, io, path::PathBuf};

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{ctx::Clock, id::FileId};

use super::{
    fingerprint::{Anchor, Fingerprint},
    identity::{Cursor, Place},
    long::Long,
    look::Look,
    moved::Base,
    packed::Packed,
};

/// A cursor whose only news is that its file is still whole is told once in this time.
const TOLD_AGAIN: TimeDelta = TimeDelta::seconds(60);

#[derive(Debug)]
pub(super) struct Followed {
    pub cursor: Cursor,
    /// Held open: what is deleted can still be read to its end, and its inode number isn't used again meanwhile.
    pub file: Option<File>,
    /// It is only left compressed, and is read there.
    pub packed: Option<Packed>,
    /// Finished, and not found at the last search: since when.
    pub absent: Option<DateTime<Utc>>,
    /// What the caller was last told.
    told: Option<Cursor>,
    pub long: Option<Long>,
    pub hole: Option<u64>,
    /// What was read behind the offset, and didn't fit into the batch.
    pub block: Option<Block>,
    /// The size at the last look that found nothing more to read.
    pub quiet: Option<u64>,
    /// When it last grew, or was first met.
    pub grown: DateTime<Utc>,
}

/// Bytes of the file; those from `at` on are behind the offset, and the anchor's are before it.
#[derive(Debug)]
pub(super) struct Block {
    pub bytes: Bytes,
    pub at: usize,
}

impl Followed {
    pub fn stored(cursor: Cursor, now: DateTime<Utc>) -> Self {
        let told = Some(cursor.clone());
        Self { told, ..Self::of(cursor, None, now) }
    }

    fn of(cursor: Cursor, file: Option<File>, now: DateTime<Utc>) -> Self {
        Self {
            cursor,
            file,
            packed: None,
            absent: None,
            told: None,
            long: None,
            hole: None,
            block: None,
            quiet: None,
            grown: now,
        }
    }

    /// A new incarnation, read from `from` on.
    pub fn begin(file: File, path: PathBuf, seq: u64, from: u64, clock: &dyn Clock) -> io::Result<Self> {
        let place = Place::of(&file.metadata()?);
        let now = clock.now();
        let mut cursor = Cursor {
            file: FileId::new(clock),
            seq,
            path,
            dev: place.dev,
            ino: place.ino,
            born: place.born,
            follows: String::new(),
            begun: from,
            offset: from,
            size: from,
            prefix: Fingerprint::default(),
            anchor: Anchor::at(&file, from)?,
            end: Anchor::default(),
            nuls: 0,
            rotated: false,
            missed: false,
            drained: false,
            finished: false,
            gone: false,
            looked: now,
        };
        let look = Look::at(&file, &cursor, 0)?;
        cursor.seen(&look, now);
        Ok(Self::of(cursor, Some(file), now))
    }

    /// The next incarnation in the same file.
    pub fn begin_again(&self, from: u64, clock: &dyn Clock) -> io::Result<Self> {
        let file = self.file.as_ref().ok_or_else(closed)?.try_clone()?;
        Self::begin(file, self.cursor.path.clone(), 0, from, clock)
    }

    /// Goes on in `file`, which was found to hold the same.
    pub fn take(&mut self, file: File, place: Place, path: PathBuf) {
        (self.cursor.dev, self.cursor.ino, self.cursor.born) = (place.dev, place.ino, place.born);
        self.cursor.path = path;
        self.close();
        self.file = Some(file);
    }

    /// Lets go of the file, and of all that is known of it besides the cursor.
    pub fn close(&mut self) {
        (self.file, self.packed, self.block) = (None, None, None);
        (self.long, self.hole, self.quiet) = (None, None, None);
    }

    /// Lets go of what was read ahead.
    pub fn forget_ahead(&mut self) {
        self.block = None;
    }

    /// The caller is told of it again, as one that it doesn't know.
    pub fn tell_again(&mut self) {
        self.told = None;
    }

    /// The file that it holds.
    pub fn base(&self) -> io::Result<Option<Base>> {
        self.file.as_ref().map(|file| Ok((file.try_clone()?, self.cursor.place()))).transpose()
    }

    /// Its file is still to be found.
    pub fn is_homeless(&self) -> bool {
        self.file.is_none() && self.packed.is_none()
    }

    pub fn may_be_copy(&self) -> bool {
        self.cursor.missed && self.cursor.offset == self.cursor.begun
    }

    /// The cursor, if there is something new to store.
    pub fn news(&mut self) -> Option<Cursor> {
        let same = self.told.as_ref().is_some_and(|told| {
            self.cursor.looked - told.looked < TOLD_AGAIN
                && Cursor { looked: told.looked, ..self.cursor.clone() } == *told
        });
        if same {
            return None;
        }
        self.told = Some(self.cursor.clone());
        self.told.clone()
    }
}

pub(super) fn closed() -> io::Error {
    io::Error::other("a file that isn't open is read")
}
