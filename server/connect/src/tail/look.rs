//! A look at a file: whether it is still the one that a cursor stands for, and how much of it had been read if not.

use std::{fs::File, io, os::unix::fs::FileExt};

use bytes::Bytes;
use dezky_domain::source::GapCause;

use super::{
    fingerprint::{ANCHOR, Anchor, BELIEVED, PREFIX, STEP},
    identity::Cursor,
};

/// A file is taken for the beginning of another if all of it is the same, and it is at least this long.
pub(super) const TELLING: usize = 512;

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
    pub end: Option<Anchor>,
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
            // It begins alike, and goes on with other lines, if it was cut before it was copied.
            let alike = agreed >= TELLING as u64 && !cursor.prefix.denies(&self.head, self.size);
            return alike || self.holds_only_lines_of(cursor);
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
