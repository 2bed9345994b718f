//! Cutting bytes into lines, with bounded memory whatever they are: a line without an end is hashed and counted, not
//! kept, and a hole of NULs is skipped.

use std::{fs::File, io};

use bytes::Bytes;
use dezky_domain::id::FileId;
use sha2::{Digest, Sha256};

use super::{Item, Limits, identity::read_at};

/// Bytes of a long line or a hole that one poll goes through.
const SCAN: u64 = 64 << 20;
const CHUNK: usize = 64 << 10;
/// What is read of a file at once, unless a line may be longer.
const BLOCK: usize = 1 << 20;

/// A batch in the making, and what it may still hold.
#[derive(Debug)]
pub(super) struct Out {
    pub items: Vec<Item>,
    limits: Limits,
    lines: usize,
    bytes: usize,
    scanned: u64,
    /// A line didn't fit any more.
    closed: bool,
}

impl Out {
    pub fn new(limits: Limits) -> Self {
        Self { items: Vec::new(), limits, lines: 0, bytes: 0, scanned: 0, closed: false }
    }

    pub fn full(&self) -> bool {
        self.closed
            || self.lines >= self.limits.batch_lines
            || self.bytes >= self.limits.batch_bytes
            || self.scanned >= SCAN
    }

    /// Bytes to read at once: always enough to see the end of the longest line that is allowed.
    pub fn window(&self) -> usize {
        BLOCK.max(self.limits.line + 2)
    }

    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// Counts work that brings no line by itself, so that one poll has an end.
    pub fn spend(&mut self, bytes: usize) {
        self.scanned += bytes as u64;
    }

    /// Whether a line of `length` bytes still fits. The first always does.
    fn fits(&mut self, length: usize) -> bool {
        self.closed |= self.lines > 0 && self.bytes + length > self.limits.batch_bytes;
        !self.closed
    }

    fn push(&mut self, item: Item, length: usize) {
        self.items.push(item);
        self.lines += 1;
        self.bytes += length;
    }

    /// `truncated` says that nobody wrote its end.
    pub fn line(&mut self, file: FileId, offset: u64, content: Bytes, truncated: bool) {
        let length = content.len().min(self.limits.line);
        let item = if content.len() > self.limits.line {
            Item::TooLong {
                file,
                offset,
                length: content.len() as u64,
                prefix: content[..content.len().min(self.limits.quarantine_prefix)].to_vec(),
                sha256: Sha256::digest(&content).into(),
            }
        } else {
            Item::Line { file, offset, bytes: content, truncated }
        };
        self.push(item, length);
    }
}

/// What is left where cutting stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rest {
    /// Nothing, or a line that isn't finished.
    Partial,
    /// The batch is full.
    Full,
    /// More than a line may hold, and no end of it.
    Endless,
    /// Only NULs.
    Nuls,
    /// A line that isn't finished, of so many bytes, and behind it more NULs than a line may hold.
    Padded(usize),
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cut {
    pub consumed: usize,
    pub nuls: u64,
    pub rest: Rest,
}

/// Cuts `data`, which begins at `offset` of `file`, into lines. Empty lines say nothing and are skipped.
pub(super) fn cut(data: &Bytes, file: FileId, offset: u64, out: &mut Out) -> Cut {
    let (mut consumed, mut nuls) = (0, 0);
    let rest = loop {
        let rest = &data[consumed..];
        if out.full() {
            break Rest::Full;
        }
        let hole = nuls_at_start(rest);
        if hole > 0 {
            if hole == rest.len() {
                break Rest::Nuls;
            }
            consumed += hole;
            nuls += hole as u64;
            continue;
        }
        let Some(end) = memchr::memchr(b'\n', rest) else {
            if rest.len() <= out.limits.line + 1 {
                break Rest::Partial;
            }
            let text = without_nuls(rest);
            break if text > out.limits.line + 1 { Rest::Endless } else { Rest::Padded(text) };
        };
        let length = rest[..end].strip_suffix(b"\r").map_or(end, <[u8]>::len);
        if length > 0 {
            if !out.fits(length.min(out.limits.line)) {
                break Rest::Full;
            }
            out.line(file, offset + consumed as u64, data.slice(consumed..consumed + length), false);
        }
        consumed += end + 1;
    };
    Cut { consumed, nuls, rest }
}

fn nuls_at_start(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len())
}

/// The length without the NULs at the end.
pub(super) fn without_nuls(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1)
}

/// A line that is longer than allowed, of which only the beginning, the length and the hash are known.
#[derive(Debug)]
pub(super) struct Long {
    start: u64,
    read: u64,
    length: u64,
    prefix: Vec<u8>,
    hash: Sha256,
    /// A carriage return that may belong to the line's end.
    held: bool,
    /// NULs before this offset are known to have something behind them, and so to be the line's; others may be space
    /// that was allocated ahead.
    firm: u64,
    /// How far NULs were looked through for what is behind them.
    looked: u64,
}

impl Long {
    pub fn new(start: u64) -> Self {
        Self { start, read: start, length: 0, prefix: Vec::new(), hash: Sha256::new(), held: false, firm: 0, looked: 0 }
    }

    /// Goes on reading. `Some(end)` when the line's end was found, `end` being the offset behind it.
    pub fn go_on(&mut self, file: &File, out: &mut Out) -> io::Result<Option<u64>> {
        while out.scanned < SCAN {
            let chunk = read_at(file, self.read, CHUNK)?;
            if chunk.is_empty() {
                return Ok(None);
            }
            let is_firm = self.read + chunk.len() as u64 <= self.firm;
            let text = if is_firm { chunk.len() } else { without_nuls(&chunk) };
            if text == 0 {
                match hole(file, self.looked.max(self.read), out)? {
                    Hole::Ends(at) => self.firm = at,
                    Hole::GoesOn(at) => self.looked = at,
                    Hole::End => {
                        self.looked = 0;
                        return Ok(None);
                    }
                }
                continue;
            }
            let (taken, ended) = self.eat(&chunk[..text], out.limits.quarantine_prefix);
            out.scanned += taken as u64;
            if ended {
                return Ok(Some(self.read));
            }
        }
        Ok(None)
    }

    /// Takes bytes up to the line's end. How many these were, and whether it is there.
    pub fn eat(&mut self, bytes: &[u8], keep: usize) -> (usize, bool) {
        let end = memchr::memchr(b'\n', bytes);
        let content = &bytes[..end.unwrap_or(bytes.len())];
        self.feed(content, keep);
        let taken = content.len() + usize::from(end.is_some());
        self.read += taken as u64;
        (taken, end.is_some())
    }

    fn feed(&mut self, content: &[u8], keep: usize) {
        if content.is_empty() {
            return;
        }
        if std::mem::take(&mut self.held) {
            self.take(b"\r", keep);
        }
        self.held = content.ends_with(b"\r");
        self.take(&content[..content.len() - usize::from(self.held)], keep);
    }

    fn take(&mut self, bytes: &[u8], keep: usize) {
        self.hash.update(bytes);
        self.length += bytes.len() as u64;
        let room = keep.saturating_sub(self.prefix.len());
        self.prefix.extend_from_slice(&bytes[..bytes.len().min(room)]);
    }

    /// Where the line goes on being read.
    pub fn read(&self) -> u64 {
        self.read
    }

    pub fn emit(self, file: FileId, out: &mut Out) {
        let kept = self.prefix.len();
        let item = Item::TooLong {
            file,
            offset: self.start,
            length: self.length,
            prefix: self.prefix,
            sha256: self.hash.finalize().into(),
        };
        out.push(item, kept);
    }
}

/// How far a hole of NULs was looked through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hole {
    /// Something begins at this offset.
    Ends(u64),
    /// It isn't known yet: look on from this offset.
    GoesOn(u64),
    /// It is the end of the file, which may be space that was allocated ahead and is still to be written.
    End,
}

pub(super) fn hole(file: &File, mut from: u64, out: &mut Out) -> io::Result<Hole> {
    while out.scanned < SCAN {
        let chunk = read_at(file, from, CHUNK)?;
        if chunk.is_empty() {
            return Ok(Hole::End);
        }
        let nuls = nuls_at_start(&chunk);
        if nuls < chunk.len() {
            return Ok(Hole::Ends(from + nuls as u64));
        }
        from += chunk.len() as u64;
        out.scanned += chunk.len() as u64;
    }
    Ok(Hole::GoesOn(from))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: Limits = Limits { line: 8, batch_lines: 3, batch_bytes: 20, quarantine_prefix: 4 };

    fn lines(data: &[u8]) -> (Vec<(u64, Vec<u8>)>, Cut) {
        let mut out = Out::new(LIMITS);
        let cut = cut(&Bytes::copy_from_slice(data), FileId::from_uuid(uuid::Uuid::nil()), 100, &mut out);
        let lines = out.items.into_iter().map(|item| match item {
            Item::Line { offset, bytes, .. } => (offset, bytes.to_vec()),
            Item::TooLong { offset, prefix, .. } => (offset, [b"!", &prefix[..]].concat()),
            Item::Gap { .. } => panic!("a gap"),
        });
        (lines.collect(), cut)
    }

    #[test]
    fn a_line_ends_with_a_newline_and_nothing_else() {
        let (found, cut) = lines(b"one\r\ntw\ro\nthre");
        assert_eq!(found, [(100, b"one".to_vec()), (105, b"tw\ro".to_vec())]);
        assert_eq!(cut, Cut { consumed: 10, nuls: 0, rest: Rest::Partial });
    }

    #[test]
    fn empty_lines_and_nuls_at_a_lines_start_say_nothing() {
        let (found, cut) = lines(b"\n\r\n\0\0a\0b\n\0\0");
        assert_eq!(found, [(105, b"a\0b".to_vec())]);
        assert_eq!(cut, Cut { consumed: 9, nuls: 2, rest: Rest::Nuls });
    }

    #[test]
    fn a_batch_ends_at_its_limits() {
        let (found, cut) = lines(b"1\n2\n3\n4\n");
        assert_eq!((found.len(), cut.consumed, cut.rest), (3, 6, Rest::Full));
        let (found, cut) = lines(b"12345678\n12345678\n12345678\n");
        assert_eq!((found.len(), cut.consumed, cut.rest), (2, 18, Rest::Full));
    }

    #[test]
    fn a_line_of_the_limit_is_a_line_and_one_byte_more_is_not() {
        assert_eq!(lines(b"12345678\r\n").0, [(100, b"12345678".to_vec())]);
        assert_eq!(lines(b"123456789\n").0, [(100, b"!1234".to_vec())]);
        assert_eq!(lines(b"12345678\r").1.rest, Rest::Partial);
        assert_eq!(lines(b"1234567890").1.rest, Rest::Endless);
    }

    #[test]
    fn invalid_utf8_goes_through() {
        assert_eq!(lines(b"\xff\xc3\n").0, [(100, b"\xff\xc3".to_vec())]);
    }
}
