//! One incarnation of a file, and reading on in it.

use std::{fs::File, io, path::PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use dezky_domain::{
    ctx::Clock,
    id::FileId,
    source::GapCause,
};

use super::{
    identity::{Anchor, Cursor, Fingerprint, Look, Place, Verdict, PREFIX},
    lines::{cut, hole, Hole, Long, Out, Rest},
    Limits,
};

/// A cursor whose only news is that its file is still whole is told once in this time.
const TOLD_AGAIN: TimeDelta = TimeDelta::seconds(60);

#[derive(Debug)]
pub(super) struct Followed {
    pub cursor: Cursor,
    /// Held open: what is deleted can still be read to its end, and its inode number isn't used again meanwhile.
    pub file: Option<File>,
    /// What the caller was last told.
    told: Option<Cursor>,
    long: Option<Long>,
    hole: Option<u64>,
    /// The size at the last look that found nothing more to read.
    quiet: Option<u64>,
    /// When it last grew, or was first met.
    pub grown: DateTime<Utc>,
}

/// How far reading got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// Everything there is, but for an unfinished line.
    All,
    More,
    /// It is another file by now.
    Changed { cause: GapCause, from: u64 },
}

impl Followed {
    pub fn stored(cursor: Cursor, now: DateTime<Utc>) -> Self {
        Self { told: Some(cursor.clone()), cursor, file: None, long: None, hole: None, quiet: None, grown: now }
    }

    /// A new incarnation, read from `from` on.
    pub fn begin(file: File, path: PathBuf, seq: u64, from: u64, clock: &dyn Clock) -> io::Result<Self> {
        let place = Place::of(&file.metadata()?);
        let now = clock.now();
        let cursor = Cursor {
            file: FileId::new(clock),
            seq,
            path,
            dev: place.dev,
            ino: place.ino,
            offset: from,
            size: from,
            prefix: Fingerprint::of(&super::identity::read_at(&file, 0, PREFIX.min(from as usize))?),
            anchor: Anchor::at(&file, from)?,
            nuls: 0,
            rotated: false,
            drained: false,
            finished: false,
            gone: false,
            looked: now,
        };
        Ok(Self { cursor, file: Some(file), told: None, long: None, hole: None, quiet: None, grown: now })
    }

    /// Goes on in `file`, which was found to hold the same.
    pub fn take(&mut self, file: File, place: Place, path: PathBuf) {
        (self.cursor.dev, self.cursor.ino, self.cursor.path) = (place.dev, place.ino, path);
        (self.file, self.long, self.hole, self.quiet) = (Some(file), None, None, None);
    }

    pub fn place(&self) -> Place {
        Place { dev: self.cursor.dev, ino: self.cursor.ino }
    }

    pub fn verdict(&self) -> io::Result<Verdict> {
        Ok(Look::at(self.open()?, &self.cursor, 0)?.verdict(&self.cursor))
    }

    fn open(&self) -> io::Result<&File> {
        self.file.as_ref().ok_or_else(|| io::Error::other("a file that isn't open is read"))
    }

    /// Reads on by one window. The caller comes again while it says `More` and the batch isn't full.
    pub fn read(&mut self, out: &mut Out, limits: &Limits, now: DateTime<Utc>) -> io::Result<Seen> {
        let file = self.open()?;
        let window = if self.long.is_some() || self.hole.is_some() { 0 } else { limits.batch_bytes.max(limits.line + 2) };
        let look = Look::at(file, &self.cursor, window)?;
        if let Verdict::Changed { cause, from } = look.verdict(&self.cursor) {
            return Ok(Seen::Changed { cause, from });
        }
        let mark = out.items.len();
        let mut next = self.cursor.clone();
        let seen = match (self.long.take(), self.hole.take()) {
            (Some(mut long), _) => match long.go_on(self.open()?, out)? {
                Some(end) => {
                    long.emit(next.file, out);
                    next.offset = end;
                    Seen::More
                }
                None => {
                    let seen = if out.full() { Seen::More } else { Seen::All };
                    next.size = next.size.max(long.read());
                    self.long = Some(long);
                    seen
                }
            },
            (None, Some(looked)) => match hole(self.open()?, looked, out)? {
                Hole::Ends(at) => {
                    next.nuls += at - next.offset;
                    next.offset = at;
                    Seen::More
                }
                Hole::GoesOn(at) => {
                    self.hole = Some(at);
                    Seen::More
                }
                Hole::End => Seen::All,
            },
            (None, None) => {
                let data = look.data();
                let done = cut(data, next.file, next.offset, out);
                next.offset += done.consumed as u64;
                next.nuls += done.nuls;
                next.size = next.size.max(self.cursor.offset + data.len() as u64);
                let end = self.cursor.offset + data.len() as u64 >= look.size;
                match done.rest {
                    Rest::Full => Seen::More,
                    Rest::Partial if end => Seen::All,
                    Rest::Partial => Seen::More,
                    Rest::Nuls if end => Seen::All,
                    Rest::Nuls => {
                        self.hole = Some(next.offset);
                        Seen::More
                    }
                    Rest::Endless => {
                        self.long = Some(Long::new(next.offset));
                        Seen::More
                    }
                }
            }
        };
        next.size = next.size.max(look.size);
        self.settle(next, &look, out, mark, now)?;
        Ok(seen)
    }
}
