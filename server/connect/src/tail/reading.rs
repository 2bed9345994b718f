//! Reading on in one incarnation of a file, which may change while it is read.

use std::{fs::File, io};

use chrono::{DateTime, Utc};
use dezky_domain::source::GapCause;

use super::{
    fingerprint::Anchor,
    followed::{Block, Followed, closed},
    identity::Cursor,
    lines::{Out, Rest, cut, without_nuls},
    long::{Hole, Long, hole},
    look::{Look, Verdict, read_at},
};

/// How far reading got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Seen {
    /// Everything there is, but for an unfinished line.
    All,
    More,
    /// It is another file by now.
    Changed {
        cause: GapCause,
        from: u64,
    },
}

impl Followed {
    /// Reads on by one window. The caller comes again while it says `More` and the batch isn't full.
    ///
    /// # Errors
    /// When the file can't be read; nothing is taken then.
    pub fn read(&mut self, out: &mut Out, now: DateTime<Utc>) -> io::Result<Seen> {
        let mark = out.items.len();
        let read = self.step(out, now);
        if !matches!(read, Ok(Some(_))) {
            out.items.truncate(mark);
            (self.long, self.hole, self.block) = (None, None, None);
        }
        Ok(read?.unwrap_or(Seen::More))
    }

    /// Looks whether a file is another by now; unless `closely`, only if it grew or shrank. What is seen is known to be
    /// lost if it goes before its turn to be read comes.
    pub fn glance(&mut self, closely: bool, now: DateTime<Utc>) -> io::Result<Seen> {
        let Some(file) = &self.file else { return Ok(Seen::More) };
        let grown = file.metadata()?.len() != self.cursor.size;
        if !grown && !closely {
            return Ok(Seen::All);
        }
        let look = Look::at(file, &self.cursor, 0)?;
        if let Verdict::Changed { cause, from } = look.verdict(&self.cursor) {
            return Ok(Seen::Changed { cause, from });
        }
        self.cursor.seen(&look, now);
        if grown {
            self.grown = now;
        }
        Ok(Seen::More)
    }

    /// `None` when the file changed while it was read: what was read can't be trusted.
    fn step(&mut self, out: &mut Out, now: DateTime<Utc>) -> io::Result<Option<Seen>> {
        if let Some(block) = self.block.take() {
            self.read_block(block, out);
            return Ok(Some(Seen::More));
        }
        let Self { cursor, file, long, hole, block, .. } = self;
        let file = file.as_ref().ok_or_else(closed)?;
        let ahead = if long.is_some() || hole.is_some() { 0 } else { out.window() };
        let look = Look::at(file, cursor, ahead)?;
        if let Verdict::Changed { cause, from } = look.verdict(cursor) {
            return Ok(Some(Seen::Changed { cause, from }));
        }
        let mut next = cursor.clone();
        let seen = if long.is_some() {
            read_long(long, file, &mut next, out)?
        } else if let Some(looked) = *hole {
            read_hole((hole, long), looked, file, &mut next, out)?
        } else {
            let data = look.window.slice(look.anchor..);
            let done = cut(&data, next.file, next.offset, out);
            let end = next.offset + data.len() as u64 >= look.size;
            next.offset += done.consumed as u64;
            next.nuls += done.nuls;
            let at = look.anchor + done.consumed;
            next.anchor = Anchor::ending(&look.window[..at]);
            match done.rest {
                Rest::Partial | Rest::Nuls if end => Seen::All,
                Rest::Partial => Seen::More,
                Rest::Full => {
                    *block = Some(Block { bytes: look.window.clone(), at });
                    Seen::More
                }
                Rest::Nuls => {
                    *hole = Some(next.offset);
                    Seen::More
                }
                Rest::Padded(text) => {
                    *hole = Some(next.offset + text as u64);
                    Seen::More
                }
                Rest::Endless => {
                    *long = Some(Long::new(next.offset));
                    Seen::More
                }
            }
        };
        if read_at(file, 0, look.head.len())? != look.head {
            return Ok(None);
        }
        next.seen(&look, now);
        next.drained &= next.size == cursor.size;
        if next.size > cursor.size {
            self.grown = now;
        }
        self.cursor = next;
        Ok(Some(seen))
    }

    /// What is left of a block is cut without a look at the file: it was whole when all of it was read.
    fn read_block(&mut self, block: Block, out: &mut Out) {
        let cursor = &mut self.cursor;
        let done = cut(&block.bytes.slice(block.at..), cursor.file, cursor.offset, out);
        let at = block.at + done.consumed;
        if done.consumed > 0 {
            cursor.offset += done.consumed as u64;
            cursor.nuls += done.nuls;
            cursor.anchor = Anchor::ending(&block.bytes[..at]);
        }
        if done.rest == Rest::Full {
            self.block = Some(Block { at, ..block });
        }
    }

    /// For a rotated file that was read to its end, once a poll. When it stayed as it was since the poll before, its
    /// last line won't be finished any more, and is taken as it is.
    pub fn quieten(&mut self, out: &mut Out) -> io::Result<()> {
        let size = self.cursor.size;
        if self.quiet != Some(size) {
            self.quiet = Some(size);
            return Ok(());
        }
        if let Some(length) = self.cursor.unread() {
            if out.full() {
                return Ok(());
            }
            let file = self.file.as_ref().ok_or_else(closed)?;
            let anchor = Anchor::at(file, size)?;
            let (id, offset, longest) = (self.cursor.file, self.cursor.offset, out.limits().line + 2);
            if let Some(long) = self.long.take() {
                long.emit(id, out);
            } else {
                // What was allocated ahead and never written isn't the line's.
                let mut line =
                    read_at(file, offset, usize::try_from(length).map_or(longest, |length| length.min(longest)))?;
                line.truncate(without_nuls(&line));
                self.cursor.nuls += length - line.len() as u64;
                if !line.is_empty() {
                    out.line(id, offset, line.into(), true);
                }
            }
            (self.cursor.offset, self.cursor.anchor) = (size, anchor);
        }
        self.cursor.drained = true;
        Ok(())
    }
}

fn read_long(long: &mut Option<Long>, file: &File, next: &mut Cursor, out: &mut Out) -> io::Result<Seen> {
    let Some(mut reading) = long.take() else { return Ok(Seen::More) };
    if let Some(end) = reading.go_on(file, out)? {
        reading.emit(next.file, out);
        next.reaches(end);
        next.offset = end;
        next.anchor = Anchor::at(file, end)?;
        return Ok(Seen::More);
    }
    next.reaches(reading.read());
    *long = Some(reading);
    Ok(if out.full() { Seen::More } else { Seen::All })
}

/// Looks for what is behind NULs. Where a line had begun before them, they are the line's if something is.
fn read_hole(
    (state, long): (&mut Option<u64>, &mut Option<Long>),
    looked: u64,
    file: &File,
    next: &mut Cursor,
    out: &mut Out,
) -> io::Result<Seen> {
    *state = None;
    let begun = looked > next.offset && read_at(file, next.offset, 1)? != [0];
    match hole(file, looked, out)? {
        Hole::Ends(_) if begun => {
            *long = Some(Long::new(next.offset));
            Ok(Seen::More)
        }
        Hole::Ends(at) => {
            next.nuls += at - next.offset;
            next.offset = at;
            next.reaches(at);
            next.anchor = Anchor::at(file, at)?;
            Ok(Seen::More)
        }
        Hole::GoesOn(at) => {
            *state = Some(at);
            Ok(Seen::More)
        }
        Hole::End => Ok(Seen::All),
    }
}
