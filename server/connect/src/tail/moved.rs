//! Where the files went: renamed, deleted, replaced, moved to another device, while somebody looked or while nobody did.

use std::{fs::File, io};

use super::{
    directory::{self, Sibling},
    ended::gap,
    followed::Followed,
    identity::{Cursor, Place},
    lines::Out,
    look::{Look, TELLING, Verdict, begins},
    packed::{Packed, Unpacked},
    watch::Tail,
};
use dezky_domain::source::GapCause;

/// Compressed files that are looked into for one cursor.
const PACKED: usize = 32;

pub(super) type Base = (File, Place);

/// The file of a rotated cursor that had none open.
struct Home {
    file: File,
    at: Sibling,
    /// It is a copy; what was written to the original since is lost.
    copied: bool,
}

impl Tail {
    /// Finds the files of cursors that have none open: all of them after a restart. What is live is under its name, or
    /// has been retired; whether it changed there, reading it will tell.
    pub(super) fn resolve(&mut self, base: Option<&Base>, siblings: &[Sibling], out: &mut Out) -> io::Result<()> {
        let mut at = 0;
        while at < self.rotated.len() {
            if self.rotated[at].is_homeless() {
                let home = self.locate(&self.rotated[at].cursor, base, siblings)?;
                let goes_on = self.goes_on_in(&self.rotated[at].cursor, home.as_ref(), base)?;
                let packed = if home.is_none() { self.unpack(&self.rotated[at].cursor)? } else { None };
                let mut followed = self.rotated.remove(at);
                if let Some((file, place)) = goes_on {
                    followed.take(file, place, directory::target(&*self.files, &self.path));
                    (followed.cursor.rotated, followed.cursor.drained) = (false, false);
                    self.live = Some(followed);
                    continue;
                }
                if packed.is_some() {
                    followed.packed = packed;
                    self.rotated.insert(at, followed);
                    at += 1;
                    continue;
                }
                let Some(followed) = self.settle(followed, home, out) else { continue };
                self.rotated.insert(at, followed);
            }
            at += 1;
        }
        if let Some(live) = self.live.as_mut().filter(|live| live.file.is_none())
            && let Some((file, place)) = base
        {
            live.take(file.try_clone()?, *place, directory::target(&*self.files, &self.path));
        }
        Ok(())
    }

    /// Opens again what was closed and lies where it lay: nothing has to be searched for it.
    pub(super) fn reopen(&mut self, base: Option<&Base>) -> io::Result<()> {
        for followed in self.rotated.iter_mut().filter(|followed| followed.is_homeless()) {
            let found = directory::find(&*self.files, &followed.cursor.path)?;
            let found = found.filter(|found| followed.cursor.is(found.place));
            if let Some(found) = found.filter(|found| base.is_none_or(|(_, base)| *base != found.place))
                && let Some(file) = found.same_as(&followed.cursor)?
            {
                followed.take(file, found.place, found.path);
            }
        }
        if let Some(live) = self.live.as_mut().filter(|live| live.file.is_none())
            && let Some((file, place)) = base
            && live.cursor.is(*place)
        {
            live.take(file.try_clone()?, *place, directory::target(&*self.files, &self.path));
        }
        Ok(())
    }

    /// What is under the followed name, if a cursor whose file is nowhere goes on there: inode numbers don't last on
    /// every file system, and a file may have been restored or moved to another by copying it.
    fn goes_on_in(
        &self,
        cursor: &Cursor,
        home: Option<&Home>,
        base: Option<&Base>,
    ) -> io::Result<Option<(File, Place)>> {
        let telling = cursor.prefix.len.min(cursor.offset) >= TELLING as u64;
        let Some((file, place)) = base.filter(|_| telling && self.live.is_none()) else { return Ok(None) };
        let size = file.metadata()?.len();
        let better = home.is_none_or(|home| home.copied && home.at.size <= size);
        if better && is_same(file, cursor)? { Ok(Some((file.try_clone()?, *place))) } else { Ok(None) }
    }

    /// The compressed file that a cursor's file was made into, if something in it is still to be read.
    fn unpack(&self, cursor: &Cursor) -> io::Result<Option<Packed>> {
        if cursor.drained || !cursor.is_telling() {
            return Ok(None);
        }
        for path in directory::packed(&*self.files, &self.path)?.into_iter().take(PACKED) {
            let found = directory::open(&*self.files, &path)?.and_then(|(file, _)| Packed::open(file, cursor));
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// Reads on in a compressed file. True if there is more in it.
    pub(super) fn read_packed(&mut self, at: usize, out: &mut Out) -> bool {
        let followed = &mut self.rotated[at];
        let Some(packed) = &mut followed.packed else { return false };
        let read = packed.read(&mut followed.cursor, out);
        if read == Unpacked::More {
            return true;
        }
        let mut done = self.rotated.remove(at);
        // All that is unpacked was read; what had been seen besides is lost.
        done.cursor.drained = read == Unpacked::All;
        self.lost(done, out);
        true
    }

    fn settle(&mut self, mut followed: Followed, home: Option<Home>, out: &mut Out) -> Option<Followed> {
        let Some(home) = home else {
            self.lost(followed, out);
            return None;
        };
        if home.copied {
            out.items.push(gap(&followed.cursor, home.at.size, None, GapCause::Vanished));
        }
        // Of an empty one only the inode number was known, which may be another's by now.
        followed.cursor.missed |= followed.cursor.prefix.len == 0;
        followed.take(home.file, home.at.place, home.at.path);
        Some(followed)
    }

    fn locate(&self, cursor: &Cursor, base: Option<&Base>, siblings: &[Sibling]) -> io::Result<Option<Home>> {
        let where_it_was = directory::find(&*self.files, &cursor.path)?;
        let elsewhere = |found: &&Sibling| base.is_none_or(|(_, place)| *place != found.place);
        let beside = siblings.iter().chain(&where_it_was).filter(elsewhere);
        for found in beside.clone().filter(|found| cursor.is(found.place)) {
            let Some(file) = found.file()? else { continue };
            // The inode number may be in use again: of one that was read to its end, or was empty, nothing is missed.
            let verdict = Look::at(&file, cursor, 0)?.verdict(cursor);
            let over = cursor.drained && matches!(verdict, Verdict::Changed { from: 0, .. });
            let copied = cursor.prefix.len == 0
                && (self.is_copy(found, cursor)? || self.begins_another(found, &file, base.as_slice())?);
            if !over && !copied {
                return Ok(Some(Home { file, at: found.clone(), copied: false }));
            }
        }
        for found in beside.clone().filter(|found| may_be_moved(cursor, found.place)) {
            if let Some(file) = found.same_as(cursor)? {
                return Ok(Some(Home { file, at: found.clone(), copied: false }));
            }
        }
        // Of one that was read to its end a copy holds nothing new.
        let copy = self.fullest(cursor, beside.filter(|_| !cursor.drained))?;
        Ok(copy.map(|(file, at)| Home { file, at, copied: true }))
    }

    /// Makes a file that lies under the followed name no more a rotated one, and one that is back there live again.
    pub(super) fn retire(&mut self, base: Option<&Base>) -> io::Result<()> {
        if let Some(live) = &mut self.live
            && base.is_none_or(|(_, place)| !live.cursor.is(*place))
        {
            match base {
                Some((file, place)) if may_be_moved(&live.cursor, *place) && is_same(file, &live.cursor)? => {
                    live.take(file.try_clone()?, *place, directory::target(&*self.files, &self.path));
                }
                _ => {
                    live.cursor.rotated = true;
                    self.rotated.extend(self.live.take());
                    self.searched = None;
                }
            }
        }
        if self.live.is_none()
            && let Some((file, place)) = base
        {
            self.live = self.revive(file, *place)?;
            self.searched = None;
        }
        Ok(())
    }

    /// Begins to follow what lies under the followed name, if it is new.
    pub(super) fn begin(&mut self, base: Option<&Base>) -> io::Result<()> {
        if self.live.is_none()
            && let Some((file, _)) = base
        {
            let from = self.carried_over(base)?;
            let seq = self.number();
            let path = directory::target(&*self.files, &self.path);
            self.live = Some(Followed::begin(file.try_clone()?, path, seq, from, &*self.clock)?);
        }
        Ok(())
    }

    /// How much of a new file is what an earlier one holds, all of it: a copy was put in its place and is written on.
    /// The earlier one is read to its end for itself.
    fn carried_over(&self, base: Option<&Base>) -> io::Result<u64> {
        let mut most = 0;
        let Some((whole, place)) = base else { return Ok(0) };
        for followed in self.rotated.iter().filter(|followed| !followed.cursor.is(*place)) {
            let Some(part) = &followed.file else { continue };
            let size = part.metadata()?.len();
            if size > most && begins(part, size, whole)? {
                most = size;
            }
        }
        Ok(most)
    }

    /// A file that was followed before and is back under its name.
    fn revive(&mut self, file: &File, place: Place) -> io::Result<Option<Followed>> {
        let (mut rotated, mut known) = (None, None);
        for (at, followed) in self.rotated.iter().enumerate() {
            let held = followed.file.is_some() && followed.cursor.is(place);
            let may = followed.cursor.is(place) || may_be_moved(&followed.cursor, place);
            if held || (may && is_same(file, &followed.cursor)?) {
                rotated = Some(at);
            }
        }
        for (at, followed) in self.known.iter().enumerate() {
            let may = followed.cursor.is(place) || may_be_moved(&followed.cursor, place);
            if may && is_same(file, &followed.cursor)? {
                known = Some(at);
            }
        }
        let Some(mut back) =
            rotated.map(|at| self.rotated.remove(at)).or_else(|| known.map(|at| self.known.remove(at)))
        else {
            return Ok(None);
        };
        back.take(file.try_clone()?, place, directory::target(&*self.files, &self.path));
        (back.cursor.rotated, back.cursor.drained, back.cursor.finished) = (false, false, false);
        Ok(Some(back))
    }
}

/// Whether a file could be `cursor`'s though its number is another: on another device it is.
fn may_be_moved(cursor: &Cursor, place: Place) -> bool {
    place.dev != cursor.dev && cursor.is_telling()
}

pub(super) fn is_same(file: &File, cursor: &Cursor) -> io::Result<bool> {
    Ok(cursor.prefix.len > 0 && Look::at(file, cursor, 0)?.verdict(cursor) == Verdict::Same)
}
