//! Cutting bytes into lines, with bounded memory whatever they are.

use bytes::Bytes;
use dezky_domain::id::FileId;
use sha2::{Digest, Sha256};

use super::{Item, Limits};

/// Bytes of a long line or a hole that one poll goes through.
const SCAN: u64 = 64 << 20;
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
        self.closed || self.lines >= self.limits.batch_lines || self.bytes >= self.limits.batch_bytes || self.spent()
    }

    /// Bytes to read at once: always enough to see the end of the longest line that is allowed.
    pub fn window(&self) -> usize {
        BLOCK.max(self.limits.line + 2)
    }

    /// Whether a long line or a hole was gone through for long enough.
    pub fn spent(&self) -> bool {
        self.scanned >= SCAN
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

    pub fn push(&mut self, item: Item, length: usize) {
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

pub(super) fn nuls_at_start(bytes: &[u8]) -> usize {
    bytes.iter().position(|byte| *byte != 0).unwrap_or(bytes.len())
}

/// The length without the NULs at the end.
pub(super) fn without_nuls(bytes: &[u8]) -> usize {
    bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1)
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
