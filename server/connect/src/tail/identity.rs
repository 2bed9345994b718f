//! How a file is known again. A name moves with every rotation and an inode number is used again, so a cursor also
//! carries what the file said: a hash of its beginning, and one of the bytes just before the offset. Only hashes are
//! kept: the bytes hold secrets.

use std::{
    fs::File,
    io,
    os::unix::fs::{FileExt, MetadataExt},
    path::PathBuf,
};

use chrono::{DateTime, Utc};
use dezky_domain::{id::FileId, source::GapCause};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Bytes at the beginning that tell one file from another.
pub(super) const PREFIX: usize = 4096;
/// The beginning is also hashed at every multiple of this, to know how much of it a shortened file still holds.
const STEP: usize = 64;
/// Bytes before the offset that must still be the same.
const ANCHOR: usize = 256;
/// A shortened file is only believed to hold the beginning of what had been read if at least this much is the same:
/// OCIS' lines all begin with the same 70 bytes.
const BELIEVED: u64 = 256;
/// A file is taken for the beginning of another if all of it is the same, and it is at least this long.
const TELLING: usize = 512;

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
    /// Bytes read: the beginning of the first line that hasn't been.
    pub offset: u64,
    /// The largest size seen.
    pub size: u64,
    pub prefix: Fingerprint,
    pub anchor: Anchor,
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

/// The first `len` bytes of a file, `len` growing with it up to 4,096.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fingerprint {
    pub len: u64,
    /// Hexadecimal.
    pub sha256: String,
    /// Eight bytes of the hash at every 64 bytes, hexadecimal.
    pub steps: String,
}

impl Fingerprint {
    pub(super) fn of(head: &[u8]) -> Self {
        let head = &head[..head.len().min(PREFIX)];
        let mut hash = Sha256::new();
        let mut steps = String::new();
        for step in head.chunks(STEP) {
            hash.update(step);
            if step.len() == STEP {
                steps.push_str(&short(hash.clone()));
            }
        }
        Self { len: head.len() as u64, sha256: hex::encode(hash.finalize()), steps }
    }

    /// Whether a file that begins with `head` begins with all that is known. Nothing known is no proof, and passes.
    pub(super) fn matches(&self, head: &[u8]) -> bool {
        let len = self.len as usize;
        len == 0 || (head.len() >= len && hex::encode(Sha256::digest(&head[..len])) == self.sha256)
    }

    /// How many of the first `upto` bytes of `head` can be told to be the same, if they are; else 0.
    pub(super) fn agrees(&self, head: &[u8], upto: u64) -> u64 {
        let known = upto.min(self.len).min(head.len() as u64) as usize;
        let whole = known / STEP * STEP;
        let at = (whole / STEP).saturating_sub(1) * 16;
        let same = whole > 0
            && self.steps.get(at..at + 16).is_some_and(|step| step == short(Sha256::new_with_prefix(&head[..whole])));
        if same { whole as u64 } else { 0 }
    }
}

fn short(hash: Sha256) -> String {
    hex::encode(&hash.finalize()[..8])
}

/// The bytes just before the offset, at most 256.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Anchor {
    pub len: u64,
    /// Hexadecimal.
    pub sha256: String,
}

impl Anchor {
    /// Of the last bytes of `read`, which end at the offset.
    pub(super) fn ending(read: &[u8]) -> Self {
        let bytes = &read[read.len().saturating_sub(ANCHOR)..];
        if bytes.is_empty() {
            return Self::default();
        }
        Self { len: bytes.len() as u64, sha256: hex::encode(Sha256::digest(bytes)) }
    }

    /// Of the bytes before `offset` in `file`.
    pub(super) fn at(file: &File, offset: u64) -> io::Result<Self> {
        let len = offset.min(ANCHOR as u64);
        Ok(Self::ending(&read_at(file, offset - len, len as usize)?))
    }

    fn matches(&self, before: &[u8]) -> bool {
        self.len == before.len() as u64 && (self.len == 0 || hex::encode(Sha256::digest(before)) == self.sha256)
    }
}

impl Cursor {
    /// Bytes that were seen and not read.
    pub(super) fn unread(&self) -> Option<u64> {
        self.size.checked_sub(self.offset).filter(|bytes| *bytes > 0)
    }

    /// Notes what a look at the same file saw.
    pub(super) fn seen(&mut self, look: &Look, now: DateTime<Utc>) {
        self.looked = now;
        self.drained &= look.size <= self.size;
        self.size = self.size.max(look.size);
        let firm = look.firm(self.offset);
        if self.prefix.len < firm.len() as u64 {
            self.prefix = Fingerprint::of(firm);
        }
    }

    pub(super) fn is(&self, place: Place) -> bool {
        (self.dev, self.ino) == (place.dev, place.ino)
    }
}

/// Which file it is to the kernel, while it exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub dev: u64,
    pub ino: u64,
}

impl Place {
    pub fn of(meta: &std::fs::Metadata) -> Self {
        Self { dev: meta.dev(), ino: meta.ino() }
    }
}

/// What a file's content says about a cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Everything known of it is still there.
    Same,
    /// Another incarnation; its bytes before `from` are ones that had been read already.
    Changed { cause: GapCause, from: u64 },
}

/// A look at a file: its size, its beginning, and what is at the cursor.
#[derive(Debug)]
pub(super) struct Look {
    pub size: u64,
    pub head: Vec<u8>,
    /// The anchor's bytes, and behind them at most as many as were asked for.
    window: Vec<u8>,
    anchor: usize,
}

impl Look {
    /// Looks at `file`, reading up to `ahead` bytes behind the cursor.
    pub fn at(file: &File, cursor: &Cursor, ahead: usize) -> io::Result<Self> {
        let size = file.metadata()?.len();
        let head = read_at(file, 0, PREFIX)?;
        // It was cut short between the two calls.
        let size = if (head.len() as u64) < size.min(PREFIX as u64) { head.len() as u64 } else { size };
        let anchor = cursor.anchor.len as usize;
        let ahead = usize::try_from(size.saturating_sub(cursor.offset)).unwrap_or(ahead).min(ahead);
        let window = read_at(file, cursor.offset.saturating_sub(anchor as u64), anchor + ahead)?;
        Ok(Self { size, head, window, anchor })
    }

    /// The bytes behind the cursor.
    pub fn data(&self) -> &[u8] {
        self.window.get(self.anchor..).unwrap_or_default()
    }

    /// The anchor when `consumed` bytes of the data are read.
    pub fn anchor(&self, consumed: usize) -> Anchor {
        Anchor::ending(&self.window[..self.anchor + consumed])
    }

    /// The beginning, as far as it won't change: NULs behind the offset may be space that is still to be written.
    pub fn firm(&self, offset: u64) -> &[u8] {
        let written = self.head.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        let read = usize::try_from(offset).unwrap_or(PREFIX).min(self.head.len());
        &self.head[..written.max(read)]
    }

    pub fn verdict(&self, cursor: &Cursor) -> Verdict {
        let anchored = self.anchored(cursor);
        let begins = cursor.prefix.matches(&self.head);
        if self.size >= cursor.size && begins && anchored {
            return Verdict::Same;
        }
        let cause = if self.size < cursor.size { GapCause::Truncated } else { GapCause::Rewritten };
        Verdict::Changed { cause, from: self.kept(cursor, begins, anchored) }
    }

    /// Whether what is before the offset is still there.
    fn anchored(&self, cursor: &Cursor) -> bool {
        let before = self.window.get(..self.anchor);
        self.size >= cursor.offset && before.is_some_and(|before| cursor.anchor.matches(before))
    }

    /// How much of a changed file had been read before it changed. What was cut in the middle is not read twice.
    fn kept(&self, cursor: &Cursor, begins: bool, anchored: bool) -> u64 {
        let agreed = cursor.prefix.agrees(&self.head, cursor.offset.min(self.size));
        if anchored && (agreed > 0 || cursor.offset < STEP as u64) {
            cursor.offset
        } else if (self.size < cursor.offset && agreed >= BELIEVED) || (begins && cursor.prefix.len == PREFIX as u64) {
            self.size
        } else {
            0
        }
    }

    /// Whether this is a copy of `cursor`'s file, made earlier or being made right now.
    pub fn is_copy_of(&self, cursor: &Cursor) -> bool {
        if cursor.offset == 0 || cursor.prefix.len == 0 {
            return false;
        }
        let agreed = cursor.prefix.agrees(&self.head, self.size);
        if self.size < cursor.offset {
            return agreed >= TELLING as u64;
        }
        self.anchored(cursor) && (agreed > 0 || self.size < STEP as u64 || cursor.prefix.len < STEP as u64)
    }
}

/// Whether all of `part`, which has `size` bytes, is the beginning of `whole`.
pub(super) fn begins(part: &File, size: u64, whole: &File) -> io::Result<bool> {
    if size < TELLING as u64 || whole.metadata()?.len() < size {
        return Ok(false);
    }
    let head = usize::try_from(size).unwrap_or(PREFIX).min(PREFIX);
    let tail = |file: &File| read_at(file, size - TELLING as u64, TELLING);
    Ok(read_at(part, 0, head)? == read_at(whole, 0, head)? && tail(part)? == tail(whole)?)
}

/// Reads up to `len` bytes; fewer only at the end of the file.
pub(super) fn read_at(file: &File, offset: u64, len: usize) -> io::Result<Vec<u8>> {
    let mut bytes = vec![0; len];
    let mut filled = 0;
    while filled < len {
        match file.read_at(&mut bytes[filled..], offset + filled as u64) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(filled);
    Ok(bytes)
}
