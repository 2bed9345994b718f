//! What is read, and in which order: rotated files to their ends, oldest first, then the live one. A file that changed
//! under its cursor ends that incarnation, with a gap, and begins another.

use std::{io, os::unix::fs::MetadataExt, path::PathBuf, sync::Arc};

use chrono::TimeDelta;
use dezky_domain::ctx::Clock;

use super::{
    Limits,
    directory::{self, Sibling},
    files::{Disk, Files},
    followed::Followed,
    identity::{Cursor, Place},
    lines::Out,
    moved::Base,
    reading::Seen,
};

/// Rotated files that are held open.
const HELD: usize = 8;
/// Deleted files that are held and still to be read. Where a reader is this far behind, the newest of more is lost.
const HELD_DELETED: usize = 64;
/// A writer may keep a file open when it is rotated. So long it is waited for late lines; shorter when the file is
/// deleted, since holding it takes space on the disk.
const LATE: TimeDelta = TimeDelta::hours(1);
const LATE_IN_DELETED: TimeDelta = TimeDelta::seconds(60);

/// A followed file, with what it was rotated to.
#[derive(Debug)]
pub struct Tail {
    pub(super) path: PathBuf,
    pub(super) limits: Limits,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) files: Arc<dyn Files>,
    /// What is under the followed name.
    pub(super) live: Option<Followed>,
    /// What was, oldest first.
    pub(super) rotated: Vec<Followed>,
    /// Finished files that still exist.
    pub(super) known: Vec<Followed>,
    /// Stored cursors that can't be used, until the caller is told.
    forgotten: Vec<Cursor>,
    /// What the directory held when it was searched for files that were never seen live.
    pub(super) searched: Option<Vec<(Place, u64)>>,
    /// Those that ended with a gap in this look.
    pub(super) ended: Vec<Cursor>,
    pub(super) next: u64,
}

pub(super) struct Looked {
    pub more: bool,
    pub waiting: bool,
}

impl Tail {
    /// Goes on where the stored cursors, in any order, say. Opens nothing yet.
    #[must_use]
    pub fn new(path: PathBuf, cursors: Vec<Cursor>, limits: Limits, clock: Arc<dyn Clock>) -> Self {
        Self::with_files(path, cursors, limits, clock, Arc::new(Disk))
    }

    /// As [`Tail::new`], on a file system of one's own.
    #[must_use]
    pub fn with_files(
        path: PathBuf,
        cursors: Vec<Cursor>,
        limits: Limits,
        clock: Arc<dyn Clock>,
        files: Arc<dyn Files>,
    ) -> Self {
        let now = clock.now();
        let mut cursors: Vec<_> = cursors.into_iter().filter(|cursor| !cursor.gone).collect();
        cursors.sort_by_key(|cursor| cursor.seq);
        let (live, rotated, known) = (None, Vec::new(), Vec::new());
        let (searched, forgotten, ended) = (None, Vec::new(), Vec::new());
        let mut tail = Self { path, limits, clock, files, live, rotated, known, forgotten, searched, ended, next: 0 };
        for cursor in cursors {
            let Some(cursor) = cursor.clone().mended() else {
                tail.forgotten.push(Cursor { gone: true, finished: true, ..cursor });
                continue;
            };
            tail.next = tail.next.max(cursor.seq + 1);
            let (finished, rotated) = (cursor.finished, cursor.rotated);
            let followed = Followed::stored(cursor, now);
            if finished {
                tail.known.push(followed);
            } else if rotated {
                tail.rotated.push(followed);
            } else if let Some(mut earlier) = tail.live.replace(followed) {
                earlier.cursor.rotated = true;
                tail.rotated.push(earlier);
            }
        }
        tail
    }

    pub(super) fn look(&mut self, out: &mut Out) -> io::Result<Looked> {
        self.ended.clear();
        let base = directory::open(&*self.files, &self.path)?;
        let waiting = base.is_none();
        // A directory that is away for a while, or in motion, took nothing with it.
        let siblings = self.siblings(base.as_ref())?;
        if let Some(siblings) = &siblings {
            self.resolve(base.as_ref(), siblings, out)?;
        }
        // What changed is told from its copies before these are taken for something new.
        let moved = siblings.as_ref().is_some_and(|siblings| self.searched.as_ref() != Some(&state(siblings)));
        let mut changes = 0;
        while changes <= HELD && self.glance(moved, base.as_ref(), out)? {
            changes += 1;
        }
        if let Some(siblings) = &siblings {
            self.search(siblings, base.as_ref(), None)?;
            self.begin(base.as_ref())?;
        }
        let more = self.read(base.as_ref(), out)? || changes > HELD;
        self.let_go(out)?;
        Ok(Looked { more, waiting })
    }

    /// What lies beside the followed file; each open, when there is anything new or to be found.
    fn siblings(&mut self, base: Option<&Base>) -> io::Result<Option<Vec<Sibling>>> {
        let Some(found) = directory::siblings(&*self.files, &self.path)? else { return Ok(None) };
        self.retire(base)?;
        self.reopen(base)?;
        let lacking = self.live.iter().chain(&self.rotated).any(Followed::is_homeless) || self.awaits(base);
        if !lacking && self.searched.as_ref() == Some(&state(&found)) {
            return Ok(Some(found));
        }
        if lacking {
            self.files.renew()?;
        }
        directory::opened(&*self.files, &self.path)
    }

    pub(super) fn news(&mut self) -> Vec<Cursor> {
        let all = self.known.iter_mut().chain(&mut self.rotated).chain(&mut self.live);
        let news = std::mem::take(&mut self.forgotten).into_iter().chain(all.filter_map(Followed::news)).collect();
        self.known.retain(|followed| !followed.cursor.gone);
        news
    }

    /// A network file system forgot what was open: it is found again by its names.
    pub(super) fn close(&mut self) {
        self.live.iter_mut().chain(&mut self.rotated).for_each(Followed::close);
    }

    /// What can't be read through a handle may be readable through another. What is deleted has no other.
    pub(super) fn close_named(&mut self) {
        for followed in self.live.iter_mut().chain(&mut self.rotated) {
            if followed.file.as_ref().is_some_and(|file| file.metadata().is_ok_and(|meta| meta.nlink() > 0)) {
                followed.close();
            }
        }
    }

    pub(super) fn number(&mut self) -> u64 {
        self.next += 1;
        self.next - 1
    }

    /// Looks at every file before any is read: at all of them when something `moved`, else at those that grew or
    /// shrank. True if one has changed.
    fn glance(&mut self, moved: bool, base: Option<&Base>, out: &mut Out) -> io::Result<bool> {
        let now = self.clock.now();
        let mut changed = None;
        for at in (0..self.rotated.len()).map(Some).chain([None]) {
            let Some(followed) = at.map_or(self.live.as_mut(), |at| self.rotated.get_mut(at)) else { continue };
            if let Seen::Changed { cause, from } = followed.glance(moved, now)? {
                changed = changed.or(Some((at, cause, from)));
            }
        }
        changed.map_or(Ok(false), |(at, cause, from)| self.changed(at, (cause, from), base, out))
    }

    /// Reads until the batch is full. True if there is more.
    fn read(&mut self, base: Option<&Base>, out: &mut Out) -> io::Result<bool> {
        let now = self.clock.now();
        for at in 0..self.rotated.len() {
            if self.rotated[at].packed.is_some() {
                return Ok(self.read_packed(at, out));
            }
            // Its directory is away.
            if self.rotated[at].file.is_none() {
                continue;
            }
            if self.is_doubtful(&self.rotated[at])? {
                let mut copy = self.rotated.remove(at);
                copy.cursor.gone = true;
                self.finish(copy);
                return Ok(true);
            }
            match read_on(&mut self.rotated[at], out, now)? {
                Seen::All => self.rotated[at].quieten(out)?,
                Seen::More => return Ok(true),
                Seen::Changed { cause, from } => return self.changed(Some(at), (cause, from), base, out),
            }
        }
        let Some(live) = self.live.as_mut().filter(|live| live.file.is_some()) else { return Ok(out.full()) };
        match read_on(live, out, now)? {
            Seen::All => Ok(out.full()),
            Seen::More => Ok(true),
            Seen::Changed { cause, from } => self.changed(None, (cause, from), base, out),
        }
    }

    /// Lets go of rotated files: those that nobody writes to any more, and the oldest when there are too many.
    fn let_go(&mut self, out: &mut Out) -> io::Result<()> {
        let now = self.clock.now();
        let mut held = self.rotated.len();
        let mut at = 0;
        while at < self.rotated.len() {
            let followed = &self.rotated[at];
            let Some(file) = &followed.file else {
                at += 1;
                continue;
            };
            let wait = if file.metadata()?.nlink() == 0 { LATE_IN_DELETED } else { LATE };
            if followed.cursor.drained && (held > HELD || now - followed.grown >= wait) {
                let done = self.rotated.remove(at);
                self.finish(done);
                held -= 1;
            } else {
                at += 1;
            }
        }
        // The newest is the likeliest to be found again under its name when its turn comes.
        for at in (HELD..self.rotated.len()).rev() {
            let Some(file) = &self.rotated[at].file else { continue };
            if file.metadata().is_ok_and(|meta| meta.nlink() > 0) {
                self.rotated[at].close();
            } else if at >= HELD_DELETED {
                let newest = self.rotated.remove(at);
                self.lost(newest, out);
            }
        }
        Ok(())
    }
}

/// What a directory holds, to tell whether it is still the same.
pub(super) fn state(siblings: &[Sibling]) -> Vec<(Place, u64)> {
    let mut state: Vec<_> = siblings.iter().map(|found| (found.place, found.size)).collect();
    state.sort_unstable_by_key(|(place, size)| (place.dev, place.ino, *size));
    state
}

fn read_on(followed: &mut Followed, out: &mut Out, now: chrono::DateTime<chrono::Utc>) -> io::Result<Seen> {
    loop {
        match followed.read(out, now)? {
            Seen::More if !out.full() => {}
            seen => return Ok(seen),
        }
    }
}
