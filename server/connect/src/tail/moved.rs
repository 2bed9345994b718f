//! Where the files went: renamed, deleted, replaced, moved to another device, while somebody looked or while nobody did.

use std::{fs::File, io};

use super::{
    directory::{self, Sibling},
    followed::Followed,
    identity::{Cursor, Look, Place, Verdict},
    lines::Out,
    watch::{Tail, gap},
};
use dezky_domain::source::GapCause;

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
            if self.rotated[at].file.is_none() {
                let home = self.locate(&self.rotated[at].cursor, base, siblings)?;
                let followed = self.rotated.remove(at);
                let Some(followed) = self.settle(followed, home, out) else { continue };
                self.rotated.insert(at, followed);
            }
            at += 1;
        }
        if let Some(live) = self.live.as_mut().filter(|live| live.file.is_none())
            && let Some((file, place)) = base
        {
            live.take(file.try_clone()?, *place, directory::target(&self.path));
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
        // Of an empty one only the inode number was known, which may be another's by now.
        followed.cursor.missed |= followed.cursor.prefix.len == 0;
        followed.take(home.file, home.at.place, home.at.path);
        Some(followed)
    }

    fn locate(&self, cursor: &Cursor, base: Option<&Base>, siblings: &[Sibling]) -> io::Result<Option<Home>> {
        let where_it_was = directory::find(&cursor.path)?;
        let elsewhere = |found: &&Sibling| base.is_none_or(|(_, place)| *place != found.place);
        let beside = siblings.iter().chain(&where_it_was).filter(elsewhere);
        for found in beside.clone().filter(|found| cursor.is(found.place)) {
            let Some(file) = found.file()? else { continue };
            // The inode number may be in use again: of one that was read to its end, or was empty, nothing is missed.
            let verdict = Look::at(&file, cursor, 0)?.verdict(cursor);
            let over = cursor.drained && matches!(verdict, Verdict::Changed { from: 0, .. });
            let copied = cursor.prefix.len == 0 && (self.is_copy(found)? || self.begins_another(found, &file, base)?);
            if !over && !copied {
                return Ok(Some(Home { file, at: found.clone(), copied: false }));
            }
        }
        for found in beside.clone().filter(|found| found.place.dev != cursor.dev) {
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
                Some((file, place)) if place.dev != live.cursor.dev && is_same(file, &live.cursor)? => {
                    live.take(file.try_clone()?, *place, directory::target(&self.path));
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
            let seq = self.number();
            let file = file.try_clone()?;
            self.live = Some(Followed::begin(file, directory::target(&self.path), seq, 0, &*self.clock)?);
        }
        Ok(())
    }

    /// A file that was followed before and is back under its name.
    fn revive(&mut self, file: &File, place: Place) -> io::Result<Option<Followed>> {
        let (mut rotated, mut known) = (None, None);
        for (at, followed) in self.rotated.iter().enumerate() {
            let held = followed.file.is_some() && followed.cursor.is(place);
            let may = followed.cursor.is(place) || followed.cursor.dev != place.dev;
            if held || (may && is_same(file, &followed.cursor)?) {
                rotated = Some(at);
            }
        }
        for (at, followed) in self.known.iter().enumerate() {
            let may = followed.cursor.is(place) || followed.cursor.dev != place.dev;
            if may && is_same(file, &followed.cursor)? {
                known = Some(at);
            }
        }
        let Some(mut back) =
            rotated.map(|at| self.rotated.remove(at)).or_else(|| known.map(|at| self.known.remove(at)))
        else {
            return Ok(None);
        };
        back.take(file.try_clone()?, place, directory::target(&self.path));
        (back.cursor.rotated, back.cursor.drained, back.cursor.finished) = (false, false, false);
        Ok(Some(back))
    }
}

fn is_same(file: &File, cursor: &Cursor) -> io::Result<bool> {
    Ok(cursor.prefix.len > 0 && Look::at(file, cursor, 0)?.verdict(cursor) == Verdict::Same)
}
