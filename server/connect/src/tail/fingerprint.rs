//! Hashes of a file's beginning, and of the bytes before an offset. Only hashes are kept: the bytes hold secrets.

use std::{fs::File, io};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::look::read_at;

/// Bytes at the beginning that tell one file from another.
pub(super) const PREFIX: usize = 4096;
/// The beginning is also hashed at every multiple of this, to know how much of it a shortened file still holds.
pub(super) const STEP: usize = 64;
/// Bytes before the offset that must still be the same.
pub(super) const ANCHOR: usize = 256;
/// Line ends within the beginning that are hashed at most.
const ENDS: usize = 256;
/// Letters of one of them.
const END: usize = 12;
/// A changed file that still begins with lines that were read is read on behind them, unless they are shorter than this:
/// a lone bracket tells nothing.
pub(super) const BELIEVED: u64 = 3;

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
    pub(super) fn lines(&self, head: &[u8], upto: u64) -> u64 {
        let upto = upto.min(head.len() as u64);
        let mut known = self.ends().filter(|(end, _)| (BELIEVED..=upto).contains(end));
        known.find(|(end, hash)| ends_like(&head[..*end as usize], hash)).map_or(0, |(end, _)| end)
    }

    /// Whether the last line that ends among the first `size` bytes of `head` is known not to have been there before.
    pub(super) fn denies(&self, head: &[u8], size: u64) -> bool {
        let all = size <= self.len && self.ends.len() < ENDS * END;
        let Some(head) = head.get(..size as usize).filter(|_| all) else { return false };
        let last = memchr::memrchr(b'\n', head).map(|last| &head[..=last]);
        last.is_some_and(|last| !self.ends().any(|(end, hash)| end == last.len() as u64 && ends_like(last, hash)))
    }

    /// The offset behind every line and the hash up to there, the last line first.
    fn ends(&self) -> impl Iterator<Item = (u64, &str)> {
        (0..self.ends.len() / END).rev().filter_map(|at| {
            let end = self.ends.get(at * END..at * END + 4).and_then(|end| u64::from_str_radix(end, 16).ok())?;
            Some((end, self.ends.get(at * END + 4..(at + 1) * END)?))
        })
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

fn ends_like(lines: &[u8], hash: &str) -> bool {
    hex::encode(&Sha256::digest(lines)[..4]) == hash
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
    pub(super) fn firm(file: &File, size: u64) -> io::Result<Self> {
        let len = size.min(ANCHOR as u64);
        let bytes = read_at(file, size - len, len as usize)?;
        Ok(if memchr::memchr(0, &bytes).is_none() { Self::ending(&bytes) } else { Self::default() })
    }

    pub(super) fn matches(&self, before: &[u8]) -> bool {
        self.len == before.len() as u64 && (self.len == 0 || hex::encode(Sha256::digest(before)) == self.sha256)
    }
}
