//! One file of a family: its tail, and when it is looked at again.

use std::{
    fs::{File, Metadata},
    io,
    os::unix::fs::MetadataExt,
};

use chrono::{DateTime, TimeDelta, Utc};

use super::super::{
    followed::Followed,
    identity::{Cursor, Place},
    moved::is_same,
    watch::Tail,
};

/// A file that was rotated or deleted may still be written to, and then isn't told of: it is looked at again in as long
/// as nothing came from it, between these two.
const SOON: TimeDelta = TimeDelta::seconds(1);
const LATE: TimeDelta = TimeDelta::seconds(60);

#[derive(Debug)]
pub(super) struct Member {
    pub tail: Tail,
    /// What was under its name at the last look.
    pub sign: Option<Sign>,
    /// It waits for its turn.
    pub queued: bool,
    /// When it is looked at again in any case.
    pub due: Option<DateTime<Utc>>,
    /// When something last came of it.
    pub changed: DateTime<Utc>,
    /// When it was last looked at, in turns.
    pub turn: u64,
    /// It is a symbolic link: what is written to its target isn't told.
    pub linked: bool,
}

/// What changes when a file is written, replaced or cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Sign {
    pub place: Place,
    size: u64,
    written: (i64, i64),
}

impl Sign {
    pub fn of(meta: &Metadata) -> Self {
        Self { place: Place::of(meta), size: meta.len(), written: (meta.mtime(), meta.mtime_nsec()) }
    }
}

impl Member {
    pub fn new(tail: Tail, now: DateTime<Utc>) -> Self {
        Self { tail, sign: None, queued: false, due: None, changed: now, turn: 0, linked: false }
    }

    /// In how long it is looked at again though nothing is told of it; `None` when there is no reason to.
    pub fn wait(&self, now: DateTime<Utc>) -> Option<TimeDelta> {
        let restless = self.linked || self.tail.is_restless();
        restless.then(|| (now - self.changed).clamp(SOON, LATE))
    }
}

impl Tail {
    /// Whether it has files that aren't under its name, so that only looking at them tells anything.
    fn is_restless(&self) -> bool {
        let missed = self.known.iter().any(|followed| followed.absent.is_some());
        !self.rotated.is_empty() || missed || (self.searched.is_none() && !self.known.is_empty())
    }

    /// Whether nothing is left that it must remember.
    pub(super) fn is_over(&self) -> bool {
        self.live.is_none() && self.rotated.is_empty() && self.known.is_empty()
    }

    pub(super) fn cursors(&self) -> impl Iterator<Item = &Cursor> {
        self.live.iter().chain(&self.rotated).chain(&self.known).map(|followed| &followed.cursor)
    }

    pub(super) fn open_files(&self) -> usize {
        self.live.iter().chain(&self.rotated).filter(|followed| followed.file.is_some()).count()
    }

    /// Closes what can be opened again, and has nothing of which the reader would lose track.
    pub(super) fn rest(&mut self) {
        let drained = self.rotated.iter_mut().filter(|followed| followed.cursor.drained);
        for followed in self.live.iter_mut().chain(drained) {
            let there = |file: &File| file.metadata().is_ok_and(|meta| meta.nlink() > 0);
            if followed.file.as_ref().is_some_and(there) {
                followed.close();
            }
        }
    }

    /// Lets go of what was read ahead: it is read again at the next turn.
    pub(super) fn forget_ahead(&mut self) {
        self.live.iter_mut().chain(&mut self.rotated).for_each(Followed::forget_ahead);
    }

    /// Gives away what it knows of a file that is under another member's name by now.
    pub(super) fn release(&mut self, file: &File, place: Place) -> io::Result<Option<Followed>> {
        let is_it = |followed: &Followed| {
            // Nobody else gets the number of what is held.
            let held = followed.file.is_some();
            Ok::<_, io::Error>(followed.cursor.is(place) && (held || is_same(file, &followed.cursor)?))
        };
        if let Some(live) = &self.live
            && is_it(live)?
        {
            self.searched = None;
            return Ok(self.live.take());
        }
        for files in [&mut self.rotated, &mut self.known] {
            for at in 0..files.len() {
                if is_it(&files[at])? {
                    self.searched = None;
                    return Ok(Some(files.remove(at)));
                }
            }
        }
        Ok(None)
    }

    /// Goes on with a file that another member was followed in.
    pub(super) fn adopt(&mut self, mut followed: Followed, file: File, place: Place) {
        followed.take(file, place, self.path.clone());
        (followed.cursor.rotated, followed.cursor.drained, followed.cursor.finished) = (false, false, false);
        followed.absent = None;
        followed.tell_again();
        self.next = self.next.max(followed.cursor.seq + 1);
        self.live = Some(followed);
    }
}
