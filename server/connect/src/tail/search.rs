//! Files that were never seen under the followed name, because it moved on twice between two looks; and telling them
//! from copies of what was read.

use std::{fs::File, io};

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    directory::{self, Sibling},
    followed::Followed,
    identity::Cursor,
    look::{Look, begins},
    moved::Base,
    watch::{Tail, state},
};

/// So long a finished file is remembered when it can't be found, and nothing is under the followed name.
const AWAY: TimeDelta = TimeDelta::hours(1);

impl Tail {
    /// Takes in what was missed, and forgets finished files that are gone. `base` is or will be the live file, and
    /// `begun` another that is about to be followed. Costs nothing while the directory stays as it was.
    pub(super) fn search(&mut self, siblings: &[Sibling], base: Option<&Base>, begun: Option<&Base>) -> io::Result<()> {
        let state = state(siblings);
        if self.searched.as_ref() == Some(&state) && !self.awaits(base) {
            return Ok(());
        }
        let mut there: Vec<Was> = self.known.iter().map(|_| Was::Gone).collect();
        let besides: Vec<&Base> = base.into_iter().chain(begun).collect();
        for found in siblings {
            if besides.iter().any(|(_, place)| *place == found.place) {
                continue;
            }
            let held = |followed: &&mut Followed| followed.file.is_some() && followed.cursor.is(found.place);
            if let Some(followed) = self.live.iter_mut().chain(&mut self.rotated).find(held) {
                followed.cursor.path.clone_from(&found.path);
                // While there is a copy of a finished file, that one must not be forgotten: the copy would be read.
                if followed.may_be_copy() {
                    self.was_read(found, &mut there)?;
                }
            } else if !self.was_read(found, &mut there)?
                && found.is_rotation_of(&*self.files, &self.path)
                && let Some(file) = found.file()?
                && !self.begins_another(found, &file, &besides)?
            {
                let seq = self.number();
                let from = self.known_of(&file)?;
                let mut missed = Followed::begin(file, found.path.clone(), seq, from, &*self.clock)?;
                (missed.cursor.rotated, missed.cursor.missed) = (true, true);
                self.rotated.push(missed);
            }
        }
        let mut looked = Ok(());
        let now = self.clock.now();
        for (mut followed, was) in std::mem::take(&mut self.known).into_iter().zip(there) {
            // A listing may miss what is being renamed: it must be missed twice.
            let absent = matches!(was, Was::Gone).then(|| followed.absent.unwrap_or(now));
            followed.cursor.gone = absent.is_some() && is_over(&followed, base, now);
            followed.absent = absent;
            if let Was::Longer(file, at) = was {
                followed.take(file, at.place, at.path);
                followed.cursor.finished = false;
                looked = looked.and(followed.glance(true, self.clock.now()).map(drop));
                self.rotated.push(followed);
            } else {
                self.known.push(followed);
            }
        }
        self.searched = Some(state);
        looked
    }

    /// How much of a missed file had been read under another cursor, whose file was lost or changed just now: it may be
    /// a copy that was made after that. What else was in it is behind the gap that was told.
    fn known_of(&self, file: &File) -> io::Result<u64> {
        let mut most = 0;
        for cursor in &self.ended {
            most = most.max(Look::at(file, cursor, 0)?.known(cursor));
        }
        Ok(most)
    }

    /// Whether a finished file was missed, and will be forgotten when it is missed again.
    pub(super) fn awaits(&self, base: Option<&Base>) -> bool {
        let now = self.clock.now();
        self.known.iter().any(|followed| is_over(followed, base, now))
    }

    /// Whether a file was read before, or is a copy of one that was. Notes in `there` which finished one it is.
    fn was_read(&self, found: &Sibling, there: &mut [Was]) -> io::Result<bool> {
        let mut read = false;
        for (followed, was) in self.known.iter().zip(there) {
            let itself = followed.cursor.is(found.place);
            if itself && found.size == 0 && followed.cursor.size == 0 {
                (*was, read) = (Was::There, true);
            } else if itself && let Some(file) = found.same_as(&followed.cursor)? {
                let longer = found.size > followed.cursor.offset;
                (*was, read) = (if longer { Was::Longer(file, found.clone()) } else { Was::There }, true);
            } else if found.is_copy_of(&followed.cursor)? {
                if matches!(was, Was::Gone) {
                    *was = Was::There;
                }
                read = true;
            }
        }
        for followed in self.live.iter().chain(&self.rotated) {
            read = read || found.is_copy_of(&followed.cursor)?;
        }
        Ok(read)
    }

    /// Whether another file, one that is followed or one `besides`, begins with all that this one holds: a copy that was
    /// made before anything was read.
    pub(super) fn begins_another(&self, found: &Sibling, file: &File, besides: &[&Base]) -> io::Result<bool> {
        let held = self.live.iter().chain(&self.rotated);
        let held = held.filter_map(|followed| followed.file.as_ref().map(|file| (file, followed.cursor.place())));
        let besides = besides.iter().map(|(file, place)| (file, *place));
        for (whole, _) in held.chain(besides).filter(|(_, place)| *place != found.place) {
            if begins(file, found.size, whole)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a file that was taken in is a copy after all: it may have been one in the making.
    pub(super) fn is_doubtful(&self, followed: &Followed) -> io::Result<bool> {
        if !followed.may_be_copy() {
            return Ok(false);
        }
        let mut others =
            self.live.iter().chain(&self.rotated).filter(|other| other.cursor.file != followed.cursor.file);
        if others.any(|other| other.file.is_some() && other.cursor.is(followed.cursor.place())) {
            return Ok(true);
        }
        let found =
            directory::find(&*self.files, &followed.cursor.path)?.filter(|found| followed.cursor.is(found.place));
        match (found, &followed.file) {
            (Some(found), Some(file)) => {
                Ok(self.is_copy(&found, &followed.cursor)? || self.begins_another(&found, file, &[])?)
            }
            _ => Ok(false),
        }
    }

    /// Whether a file that `cursor` may stand for is a copy of one that is or was read under another.
    pub(super) fn is_copy(&self, found: &Sibling, cursor: &Cursor) -> io::Result<bool> {
        for followed in self.live.iter().chain(&self.rotated).chain(&self.known) {
            if followed.cursor.file != cursor.file && found.is_copy_of(&followed.cursor)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a file has a cursor of its own. One that may be a copy, and isn't read yet, doesn't count.
    pub(super) fn has(&self, found: &Sibling) -> io::Result<bool> {
        let mut held = self.live.iter().chain(&self.rotated).filter(|followed| followed.file.is_some());
        if held.any(|followed| followed.cursor.is(found.place) && !followed.may_be_copy()) {
            return Ok(true);
        }
        for followed in self.known.iter().filter(|followed| followed.cursor.is(found.place)) {
            if found.same_as(&followed.cursor)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A copy of what `cursor` had read, such as `copytruncate` makes before it truncates.
    pub(super) fn copy_of(
        &self,
        cursor: &Cursor,
        base: Option<&Base>,
        siblings: &[Sibling],
    ) -> io::Result<Option<(File, Sibling)>> {
        let beside = siblings.iter().filter(|found| base.is_none_or(|(_, place)| *place != found.place));
        self.fullest(cursor, beside.filter(|found| !cursor.is(found.place)))
    }

    /// The largest of the files that hold what `cursor` had read and have no cursor of their own.
    pub(super) fn fullest<'a>(
        &self,
        cursor: &Cursor,
        among: impl Iterator<Item = &'a Sibling>,
    ) -> io::Result<Option<(File, Sibling)>> {
        let mut fullest: Option<(File, Sibling)> = None;
        for found in among.filter(|_| cursor.is_telling()) {
            let fuller = fullest.as_ref().is_none_or(|(_, best)| best.size < found.size);
            if fuller
                && !self.has(found)?
                && let Some(file) = found.same_as(cursor)?
            {
                fullest = Some((file, found.clone()));
            }
        }
        Ok(fullest)
    }
}

/// Whether a finished file that was missed can be forgotten. Where nothing is under the followed name, its directory may
/// be in the middle of something.
fn is_over(followed: &Followed, base: Option<&Base>, now: DateTime<Utc>) -> bool {
    followed.absent.is_some_and(|since| base.is_some() || now - since >= AWAY)
}

/// What became of a finished file.
enum Was {
    Gone,
    There,
    /// It was written to since.
    Longer(File, Sibling),
}
