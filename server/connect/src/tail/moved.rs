//! Where the files went: renamed, deleted, replaced, moved to another device, while somebody looked or while nobody did.

use std::{fs::File, io};

use super::{
    directory::{self, Sibling},
    followed::Followed,
    identity::{Cursor, Look, Place, Verdict},
    lines::Out,
    watch::{gap, Tail},
};
use dezky_domain::source::GapCause;

type Base = (File, Place);

/// The file of a cursor that had none open.
struct Home {
    file: File,
    at: Sibling,
    /// It is a copy; what was written to the original since is lost.
    copied: bool,
}

impl Tail {
    /// Finds the files of cursors that have none open: all of them after a restart.
    pub(super) fn resolve(&mut self, base: Option<&Base>, siblings: &[Sibling], out: &mut Out) -> io::Result<()> {
        let mut at = 0;
        while at < self.rotated.len() {
            if self.rotated[at].file.is_none() {
                let home = self.locate(&self.rotated[at].cursor, base, siblings)?;
                let followed = self.rotated.remove(at);
                let Some(followed) = self.settle(followed, home, out) else { continue };
                self.rotated.insert(at, followed);
            }
            at += 1;
        }
        let Some(live) = self.live.as_ref().filter(|live| live.file.is_none()) else { return Ok(()) };
        let home = self.locate(&live.cursor, base, siblings)?;
        let Some(live) = self.live.take() else { return Ok(()) };
        if let Some(mut live) = self.settle(live, home, out) {
            if base.is_some_and(|(_, place)| live.cursor.is(*place)) {
                self.live = Some(live);
            } else {
                live.cursor.rotated = true;
                self.rotated.push(live);
            }
        }
        Ok(())
    }

    fn settle(&mut self, mut followed: Followed, home: Option<Home>, out: &mut Out) -> Option<Followed> {
        let Some(home) = home else {
            self.lost(followed, out);
            return None;
        };
        if home.copied {
            out.items.push(gap(&followed.cursor, home.at.size, None, GapCause::Vanished));
        }
        followed.take(home.file, home.at.place, home.at.path);
        Some(followed)
    }

    fn locate(&self, cursor: &Cursor, base: Option<&Base>, siblings: &[Sibling]) -> io::Result<Option<Home>> {
        let here = base.map(|(_, place)| Sibling::at(directory::target(&self.path), *place)).transpose()?.flatten();
        // A live one may have changed in its place: reading it will tell.
        let under_its_name = here.iter().filter(|here| cursor.is(here.place));
        for here in under_its_name {
            let file = if cursor.rotated { here.same_as(cursor)? } else { here.open()? };
            if let Some(file) = file {
                return Ok(Some(Home { file, at: here.clone(), copied: false }));
            }
        }
        let where_it_was = directory::sibling(cursor.path.clone())?;
        let beside = siblings.iter().chain(&where_it_was).filter(|found| Some(found.place) != here.as_ref().map(|h| h.place));
        for found in beside.clone().filter(|found| cursor.is(found.place)) {
            let Some(file) = found.open()? else { continue };
            // The inode number may be in use again: of one that was read to its end, or was empty, nothing is missed.
            let verdict = Look::at(&file, cursor, 0)?.verdict(cursor);
            let over = cursor.drained && matches!(verdict, Verdict::Changed { from: 0, .. });
            if !over && !(cursor.prefix.len == 0 && self.is_copy(found)?) {
                return Ok(Some(Home { file, at: found.clone(), copied: false }));
            }
        }
        for found in here.iter().chain(beside.clone()).filter(|found| found.place.dev != cursor.dev) {
            if let Some(file) = found.same_as(cursor)? {
                return Ok(Some(Home { file, at: found.clone(), copied: false }));
            }
        }
        // Of one that was read to its end a copy holds nothing new.
        for found in beside.filter(|_| !cursor.drained) {
            if !self.has(found)?
                && let Some(file) = found.same_as(cursor)?
            {
                return Ok(Some(Home { file, at: found.clone(), copied: true }));
            }
        }
        Ok(None)
    }

    /// Whether a file has a cursor of its own.
    fn has(&self, found: &Sibling) -> io::Result<bool> {
        let mut held = self.live.iter().chain(&self.rotated).filter(|followed| followed.file.is_some());
        if held.any(|followed| followed.cursor.is(found.place)) {
            return Ok(true);
        }
        for followed in self.known.iter().filter(|followed| followed.cursor.is(found.place)) {
            if found.same_as(&followed.cursor)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a file is a copy of one that is or was read.
    fn is_copy(&self, found: &Sibling) -> io::Result<bool> {
        for followed in self.live.iter().chain(&self.rotated).chain(&self.known) {
            if found.is_copy_of(&followed.cursor)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A copy of what `cursor` had read, such as `copytruncate` makes before it truncates.
    pub(super) fn copy_of(&self, cursor: &Cursor, base: Option<Place>) -> io::Result<Option<(File, Sibling)>> {
        for found in directory::siblings(&self.path)?.unwrap_or_default() {
            if Some(found.place) != base && !cursor.is(found.place) && !self.has(&found)? {
                if let Some(file) = found.same_as(cursor)? {
                    return Ok(Some((file, found)));
                }
            }
        }
        Ok(None)
    }

    /// Makes what lies under the followed name the live one, and what lay there a rotated one.
    pub(super) fn follow(&mut self, base: Option<Base>, siblings: &[Sibling]) -> io::Result<()> {
        let place = base.as_ref().map(|(_, place)| *place);
        if let Some(live) = &mut self.live {
            let stays = place.is_some_and(|place| live.cursor.is(place));
            if !stays {
                if let Some((file, place)) = &base
                    && place.dev != live.cursor.dev
                    && is_same(file, &live.cursor)?
                {
                    live.take(file.try_clone()?, *place, directory::target(&self.path));
                } else if let Some(mut live) = self.live.take() {
                    live.cursor.rotated = true;
                    self.rotated.push(live);
                    self.searched = false;
                }
            }
        }
        let Some((file, place)) = base else {
            return if self.searched { Ok(()) } else { self.admit(siblings, None, None) };
        };
        if self.live.is_none() {
            self.live = self.revive(&file, place)?;
            self.searched = false;
        }
        if !self.searched {
            self.admit(siblings, Some(place), None)?;
        }
        if self.live.is_none() {
            let seq = self.number();
            self.live = Some(Followed::begin(file, directory::target(&self.path), seq, 0, &*self.clock)?);
        }
        Ok(())
    }

    /// A file that was followed before and is back under its name.
    fn revive(&mut self, file: &File, place: Place) -> io::Result<Option<Followed>> {
        let (mut rotated, mut known) = (None, None);
        for (at, followed) in self.rotated.iter().enumerate() {
            let held = followed.file.is_some() && followed.cursor.is(place);
            if held || (followed.cursor.dev != place.dev && is_same(file, &followed.cursor)?) {
                rotated = Some(at);
            }
        }
        for (at, followed) in self.known.iter().enumerate() {
            let may = followed.cursor.is(place) || followed.cursor.dev != place.dev;
            if may && is_same(file, &followed.cursor)? {
                known = Some(at);
            }
        }
        let Some(mut back) = rotated
            .map(|at| self.rotated.remove(at))
            .or_else(|| known.map(|at| self.known.remove(at)))
        else {
            return Ok(None);
        };
        back.take(file.try_clone()?, place, directory::target(&self.path));
        (back.cursor.rotated, back.cursor.drained, back.cursor.finished) = (false, false, false);
        Ok(Some(back))
    }

    /// Takes in the rotated files that were never seen live, because the name moved on twice between two looks; and
    /// forgets finished ones that are gone. `except` is one that is about to be followed.
    pub(super) fn admit(
        &mut self,
        siblings: &[Sibling],
        base: Option<Place>,
        except: Option<Place>,
    ) -> io::Result<()> {
        let mut there = vec![false; self.known.len()];
        let mut late = Vec::new();
        for found in siblings.iter().filter(|found| Some(found.place) != base && Some(found.place) != except) {
            let held = |followed: &&mut Followed| followed.file.is_some() && followed.cursor.is(found.place);
            if let Some(followed) = self.live.iter_mut().chain(&mut self.rotated).find(held) {
                followed.cursor.path.clone_from(&found.path);
                continue;
            }
            if self.is_known(found, &mut there, &mut late)? || !found.is_rotation_of(&self.path) {
                continue;
            }
            let Some(file) = found.open()? else { continue };
            let seq = self.number();
            let mut missed = Followed::begin(file, found.path.clone(), seq, 0, &*self.clock)?;
            missed.cursor.rotated = true;
            self.rotated.push(missed);
        }
        let mut at = 0;
        self.known.retain_mut(|followed| {
            let (there, late) = (there[at], late.iter().any(|late| *late == at));
            at += 1;
            followed.cursor.gone = !there && base.is_some();
            if late {
                followed.cursor.finished = false;
                self.rotated.push(Followed::stored(followed.cursor.clone(), self.clock.now()));
            }
            !late
        });
        self.searched = true;
        Ok(())
    }

    /// Whether a file was read already, or is a copy of one that was. Notes in `there` which finished one it is, and
    /// in `late` those that grew since they were finished.
    fn is_known(&self, found: &Sibling, there: &mut [bool], late: &mut Vec<usize>) -> io::Result<bool> {
        let mut known = false;
        for (at, followed) in self.known.iter().enumerate() {
            let empty = found.size == 0 && followed.cursor.size == 0;
            let itself = followed.cursor.is(found.place) && (empty || found.same_as(&followed.cursor)?.is_some());
            if itself && found.size > followed.cursor.offset {
                late.push(at);
            }
            if itself || found.is_copy_of(&followed.cursor)? {
                there[at] = true;
                known = true;
            }
        }
        for followed in self.live.iter().chain(&self.rotated) {
            known = known || found.is_copy_of(&followed.cursor)?;
        }
        Ok(known)
    }
}

fn is_same(file: &File, cursor: &Cursor) -> io::Result<bool> {
    Ok(cursor.prefix.len > 0 && Look::at(file, cursor, 0)?.verdict(cursor) == Verdict::Same)
}
