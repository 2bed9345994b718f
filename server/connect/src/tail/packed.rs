//! A file that was compressed before it was read to its end: the rest is read out of the `.gz`, from the same offset.
//! Only a file that somebody had begun to read is looked for, so a `.gz` is never taken in by itself. Memory is bounded
//! by a line, and what is unpacked by a cap, whatever the file claims to hold.

use std::{
    fs::File,
    io::{BufReader, Read as _, Seek as _},
    path::Path,
};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;

use super::{
    fingerprint::{ANCHOR, Anchor, PREFIX},
    identity::Cursor,
    lines::{Out, Rest, cut},
    long::Long,
};

/// Bytes that are unpacked of one file. What is behind them is a gap.
const CAP: u64 = 8 << 30;
const CHUNK: usize = 64 << 10;

const ENDINGS: &[&str] = &["gz", "xz", "zst", "bz2", "lz4", "zip", "Z"];

/// Whether a name says that the file is compressed.
pub(super) fn is_packed(path: &Path) -> bool {
    path.extension().and_then(|end| end.to_str()).is_some_and(|end| ENDINGS.contains(&end))
}

/// A compressed file, unpacked up to a cursor.
pub(super) struct Packed {
    reader: MultiGzDecoder<BufReader<File>>,
    /// Unpacked and not read: what is behind the cursor.
    ahead: Vec<u8>,
    /// The bytes before the cursor, of which its anchor is made.
    before: Vec<u8>,
    unpacked: u64,
    ended: bool,
    long: Option<Long>,
}

impl std::fmt::Debug for Packed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Packed").field("unpacked", &self.unpacked).finish_non_exhaustive()
    }
}

/// How far reading got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unpacked {
    More,
    /// All of it is read.
    All,
    /// It can't be read any further.
    Broken,
}

impl Packed {
    /// Unpacks `file` up to where `cursor` stands. `None` if it doesn't hold what had been read, or can't be unpacked.
    pub fn open(file: File, cursor: &Cursor) -> Option<Self> {
        let packed = Self::at(file.try_clone().ok()?, cursor)?;
        if cursor.end.len == 0 || cursor.size <= cursor.offset {
            return Some(packed);
        }
        // The file's position is all of theirs.
        let ends = Self::start(file.try_clone().ok()?).ends_like(cursor);
        if ends { Self::at(file, cursor) } else { None }
    }

    fn at(file: File, cursor: &Cursor) -> Option<Self> {
        let known = usize::try_from(cursor.prefix.len).ok().filter(|len| (1..=PREFIX).contains(len))?;
        if cursor.offset > CAP {
            return None;
        }
        let mut packed = Self::start(file);
        while packed.ahead.len() < known && !packed.ended {
            packed.fill().ok()?;
        }
        let head = packed.ahead.get(..known)?;
        if !cursor.prefix.matches(head) {
            return None;
        }
        let before = cursor.anchor.len.min(cursor.offset);
        packed.skip_to(cursor.offset - before)?;
        while (packed.ahead.len() as u64) < before && !packed.ended {
            packed.fill().ok()?;
        }
        let anchor = packed.ahead.get(..usize::try_from(before).ok()?)?;
        if Anchor::ending(anchor) != cursor.anchor {
            return None;
        }
        packed.keep(usize::try_from(before).ok()?);
        Some(packed)
    }

    fn start(mut file: File) -> Self {
        // One that can't be read from its start isn't read at all: what it should begin with isn't there.
        let _ = file.rewind();
        let reader = MultiGzDecoder::new(BufReader::with_capacity(CHUNK, file));
        Self { reader, ahead: Vec::new(), before: Vec::new(), unpacked: 0, ended: false, long: None }
    }

    /// Whether what was seen last of the file is there. A copy may have been made before that was written: if it is
    /// shorter, nothing speaks against it.
    fn ends_like(&mut self, cursor: &Cursor) -> bool {
        let (len, size) = (cursor.end.len, cursor.size);
        if self.skip_to(size - len).is_none() {
            return true;
        }
        while (self.ahead.len() as u64) < len && !self.ended && self.fill().is_ok() {}
        self.ahead.get(..len as usize).is_none_or(|end| Anchor::ending(end) == cursor.end)
    }

    fn skip_to(&mut self, offset: u64) -> Option<()> {
        loop {
            let start = self.unpacked - self.ahead.len() as u64;
            let skip = offset.checked_sub(start)?;
            match usize::try_from(skip).ok().filter(|skip| *skip <= self.ahead.len()) {
                Some(skip) => {
                    self.ahead.drain(..skip);
                    return Some(());
                }
                None if self.ended => return None,
                None => {
                    self.ahead.clear();
                    self.fill().ok()?;
                }
            }
        }
    }

    /// Unpacks one chunk more.
    fn fill(&mut self) -> std::io::Result<()> {
        if self.unpacked >= CAP {
            return Err(std::io::Error::other("it holds more than is unpacked"));
        }
        let from = self.ahead.len();
        self.ahead.resize(from + CHUNK, 0);
        let read = loop {
            match self.reader.read(&mut self.ahead[from..]) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                read => break read,
            }
        };
        self.ahead.truncate(from + read.as_ref().map_or(0, |read| *read));
        let read = read?;
        self.unpacked += read as u64;
        self.ended = read == 0;
        Ok(())
    }

    /// Reads on until the batch is full, or nothing is left. The last line is taken as it is.
    pub fn read(&mut self, cursor: &mut Cursor, out: &mut Out) -> Unpacked {
        while !out.full() {
            let line = memchr::memchr(b'\n', &self.ahead).is_some();
            if !line && !self.ended {
                if self.fill().is_err() {
                    return Unpacked::Broken;
                }
                out.spend(CHUNK);
            }
            let last = !line && self.ended;
            if self.long.is_some() {
                self.read_long(cursor, out);
            } else {
                self.read_lines(cursor, out);
            }
            if last {
                self.finish(cursor, out);
                return Unpacked::All;
            }
        }
        Unpacked::More
    }

    fn read_lines(&mut self, cursor: &mut Cursor, out: &mut Out) {
        let done = cut(&Bytes::copy_from_slice(&self.ahead), cursor.file, cursor.offset, out);
        cursor.nuls += done.nuls;
        cursor.offset += done.consumed as u64;
        self.take(done.consumed, cursor);
        match done.rest {
            Rest::Endless | Rest::Padded(_) => self.long = Some(Long::new(cursor.offset)),
            Rest::Nuls => {
                cursor.nuls += self.ahead.len() as u64;
                cursor.offset += self.ahead.len() as u64;
                self.take(self.ahead.len(), cursor);
            }
            Rest::Full | Rest::Partial => {}
        }
    }

    fn read_long(&mut self, cursor: &mut Cursor, out: &mut Out) {
        let Some(mut long) = self.long.take() else { return };
        let (taken, ended) = long.eat(&self.ahead, out.limits().quarantine_prefix);
        if ended {
            cursor.offset = long.read();
            self.take(taken, cursor);
            long.emit(cursor.file, out);
        } else {
            self.keep(taken);
            self.long = Some(long);
        }
    }

    fn finish(&mut self, cursor: &mut Cursor, out: &mut Out) {
        if let Some(mut long) = self.long.take() {
            // It may have been found to be too long just now.
            long.eat(&self.ahead, out.limits().quarantine_prefix);
            cursor.offset = long.read();
            long.emit(cursor.file, out);
        } else if !self.ahead.is_empty() {
            out.line(cursor.file, cursor.offset, Bytes::copy_from_slice(&self.ahead), true);
            cursor.offset += self.ahead.len() as u64;
        }
        self.take(self.ahead.len(), cursor);
    }

    /// `count` bytes are read, and the cursor stands behind them.
    fn take(&mut self, count: usize, cursor: &mut Cursor) {
        self.keep(count);
        cursor.anchor = Anchor::ending(&self.before);
        cursor.reaches(cursor.offset);
    }

    fn keep(&mut self, count: usize) {
        self.before.extend(self.ahead.drain(..count));
        let old = self.before.len().saturating_sub(ANCHOR);
        self.before.drain(..old);
    }
}
