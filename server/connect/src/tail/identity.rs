//! How a file is known again. A name moves with every rotation and an inode number is used again, so a cursor also
//! carries when the file was made, where the system tells, and what it said: hashes of its beginning, of the bytes just
//! before the offset, and of those that were last at its end. Only hashes are kept: the bytes hold secrets. One case
//! can't be told by all of this: a file cut to nothing that says the very same again from its beginning.

use std::{
    fs::File,
    io,
    os::unix::fs::{FileExt, MetadataExt},
    path::PathBuf,
};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use dezky_domain::{id::FileId, source::GapCause};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// Bytes at the beginning that tell one file from another.
pub(super) const PREFIX: usize = 4096;
/// The beginning is also hashed at every multiple of this, to know how much of it a shortened file still holds.
const STEP: usize = 64;
/// Bytes before the offset that must still be the same.
pub(super) const ANCHOR: usize = 256;
/// Line ends within the beginning that are hashed at most.
const ENDS: usize = 256;
/// A changed file that still begins with lines that were read is read on behind them, unless they are shorter than this:
/// a lone bracket tells nothing.
const BELIEVED: u64 = 3;
/// A file is taken for the beginning of another if all of it is the same, and it is at least this long.
pub(super) const TELLING: usize = 512;

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

/// The first `len` bytes of a file, `len` growing with it up to 4,096.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fingerprint {
    pub len: u64,
    /// Hexadecimal.
    pub sha256: String,
    /// Eight bytes of the hash at every 64 bytes, hexadecimal.
    pub steps: String,
    /// For each line's end the offset in four hexadecimal digits, and four bytes of the hash up to there in eight: how
    /// many lines a file still holds that was cut.
    #[serde(default)]
    pub ends: String,
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
        let (mut lines, mut from, mut ends) = (Sha256::new(), 0, String::new());
        for end in memchr::memchr_iter(b'\n', head).take(ENDS) {
            lines.update(&head[from..=end]);
            from = end + 1;
            ends.push_str(&format!("{from:04x}{}", hex::encode(&lines.clone().finalize()[..4])));
        }
        Self { len: head.len() as u64, sha256: hex::encode(hash.finalize()), steps, ends }
    }

    /// How many of the first `upto` bytes of `head` are lines that were there before.
    fn lines(&self, head: &[u8], upto: u64) -> u64 {
        let upto = upto.min(head.len() as u64);
        let ends = (0..self.ends.len() / 12).rev().filter_map(|at| {
            let end = self.ends.get(at * 12..at * 12 + 4).and_then(|end| u64::from_str_radix(end, 16).ok())?;
            Some((end, self.ends.get(at * 12 + 4..at * 12 + 12)?))
        });
        let same = |end: u64, hash: &str| hex::encode(&Sha256::digest(&head[..end as usize])[..4]) == hash;
        let mut known = ends.filter(|(end, _)| (BELIEVED..=upto).contains(end));
        known.find(|(end, hash)| same(*end, hash)).map_or(0, |(end, _)| end)
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

    /// Of the bytes before `size`, unless there are NULs among them: that may be space that is still to be written.
    fn firm(file: &File, size: u64) -> io::Result<Self> {
        let len = size.min(ANCHOR as u64);
        let bytes = read_at(file, size - len, len as usize)?;
        Ok(if memchr::memchr(0, &bytes).is_none() { Self::ending(&bytes) } else { Self::default() })
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
    pub window: Bytes,
    /// How many of these are the anchor's.
    pub anchor: usize,
    /// What was last at the end is still there.
    ended: bool,
    /// What is at the end, if that is news.
    end: Option<Anchor>,
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
        let ended = cursor.end.len == 0
            || cursor.size <= cursor.offset
            || size < cursor.size
            || cursor.end.matches(&read_at(file, cursor.size - cursor.end.len, cursor.end.len as usize)?);
        let end = if size > cursor.size && size > cursor.offset { Some(Anchor::firm(file, size)?) } else { None };
        Ok(Self { size, head, window: window.into(), anchor, ended, end })
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
        if self.size >= cursor.size && begins && anchored && self.ended {
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

    /// How much of a changed file had been read before it changed. What was cut in the middle is not read twice. Behind
    /// the beginning that is known it can't be told where it was cut: what is there by now is behind the gap.
    fn kept(&self, cursor: &Cursor, begins: bool, anchored: bool) -> u64 {
        let upto = cursor.offset.min(self.size);
        if anchored && (cursor.offset <= ANCHOR as u64 || cursor.prefix.agrees(&self.head, upto) > 0) {
            cursor.offset
        } else if begins && cursor.prefix.len == PREFIX as u64 {
            self.size
        } else {
            cursor.prefix.lines(&self.head, upto)
        }
    }

    /// As [`Look::verdict`]: how much of a file that was copied after `cursor`'s changed had been read before.
    pub fn known(&self, cursor: &Cursor) -> u64 {
        self.kept(cursor, cursor.prefix.len > 0 && cursor.prefix.matches(&self.head), self.anchored(cursor))
    }

    /// Whether this is a copy of `cursor`'s file, made earlier or being made right now.
    pub fn is_copy_of(&self, cursor: &Cursor) -> bool {
        if cursor.offset == 0 || cursor.prefix.len == 0 {
            return false;
        }
        let agreed = cursor.prefix.agrees(&self.head, self.size);
        if self.size < cursor.offset {
            return agreed >= TELLING as u64 || self.holds_only_lines_of(cursor);
        }
        let telling = cursor.offset >= BELIEVED || self.size == cursor.offset;
        telling && self.anchored(cursor) && (agreed > 0 || self.size < STEP as u64 || cursor.prefix.len < STEP as u64)
    }
}

// A file may say no more than another that was read, and be no copy of it: then nothing is lost but lines that were read.
impl Look {
    /// Whether all lines of a short file are ones that had been read at the beginning of `cursor`'s.
    fn holds_only_lines_of(&self, cursor: &Cursor) -> bool {
        let lines = cursor.prefix.lines(&self.head, self.size);
        let rest = self.head.get(lines as usize..).unwrap_or_default();
        lines > 0 && self.size <= PREFIX as u64 && memchr::memchr(b'\n', rest).is_none()
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
