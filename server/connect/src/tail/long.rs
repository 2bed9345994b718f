//! What doesn't fit into memory: a line without an end is hashed and counted, not kept, and a hole of NULs is looked
//! through.

use std::{fs::File, io};

use dezky_domain::id::FileId;
use sha2::{Digest, Sha256};

use super::{
    Item,
    lines::{Out, nuls_at_start, without_nuls},
    look::read_at,
};

const CHUNK: usize = 64 << 10;

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
        while !out.spent() {
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
            let (taken, ended) = self.eat(&chunk[..text], out.limits().quarantine_prefix);
            out.spend(taken);
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
    while !out.spent() {
        let chunk = read_at(file, from, CHUNK)?;
        if chunk.is_empty() {
            return Ok(Hole::End);
        }
        let nuls = nuls_at_start(&chunk);
        if nuls < chunk.len() {
            return Ok(Hole::Ends(from + nuls as u64));
        }
        from += chunk.len() as u64;
        out.spend(chunk.len());
    }
    Ok(Hole::GoesOn(from))
}
