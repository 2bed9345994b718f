//! How an incarnation ends: its file changed, or is gone, and what that lost is told as a gap; or all of it is read.

use std::{fs::File, io};

use dezky_domain::source::GapCause;

use super::{
    Item,
    directory::{self, Sibling},
    followed::Followed,
    identity::Cursor,
    lines::Out,
    moved::Base,
    watch::Tail,
};

impl Tail {
    /// A file that was read from holds something else now. What it had held may have been copied before: then it is
    /// read on there. `at` is its place among the rotated ones; `None` for the live one. False if that has to wait.
    pub(super) fn changed(
        &mut self,
        at: Option<usize>,
        (cause, from): (GapCause, u64),
        base: Option<&Base>,
        out: &mut Out,
    ) -> io::Result<bool> {
        self.files.renew()?;
        let Some(siblings) = directory::opened(&*self.files, &self.path)? else { return Ok(false) };
        let Some(old) = at.map_or(self.live.as_ref(), |at| self.rotated.get(at)) else { return Ok(false) };
        // What may fail comes first: nothing has moved then.
        let copy = self.copy_of(&old.cursor, base, &siblings)?;
        // What a rotated file holds now may be known: that is for the search to tell, unless half of it was read.
        let new = (at.is_none() || from > 0).then(|| old.begin_again(from, &*self.clock)).transpose()?;
        let begun = new.as_ref().map_or(Ok(None), Followed::base)?;
        self.end(at, cause, copy, out);
        self.searched = None;
        let searched = self.search(&siblings, base, begun.as_ref());
        if let Some(mut new) = new {
            // Behind what the search found, which is older.
            new.cursor.seq = self.number();
            new.cursor.rotated = at.is_some();
            if new.cursor.rotated {
                self.rotated.push(new);
            } else {
                self.live = Some(new);
            }
        }
        searched.map(|()| true)
    }

    /// Tells the gap. What a copy holds is still read there, under the same id.
    fn end(&mut self, at: Option<usize>, cause: GapCause, copy: Option<(File, Sibling)>, out: &mut Out) {
        let Some(mut old) = at.map(|at| self.rotated.remove(at)).or_else(|| self.live.take()) else { return };
        if let Some((file, copy)) = copy {
            out.items.push(gap(&old.cursor, copy.size, None, cause));
            old.take(file, copy.place, copy.path);
            old.cursor.rotated = true;
            self.rotated.insert(at.unwrap_or(self.rotated.len()), old);
        } else {
            out.items.push(gap(&old.cursor, old.cursor.offset, old.cursor.unread(), cause));
            self.ended.push(old.cursor.clone());
            self.finish(old);
        }
    }

    /// A file that is nowhere to be found.
    pub(super) fn lost(&mut self, lost: Followed, out: &mut Out) {
        if !lost.cursor.drained || lost.cursor.unread().is_some() {
            let cursor = &lost.cursor;
            out.items.push(gap(cursor, cursor.offset, cursor.unread(), GapCause::Vanished));
            self.ended.push(cursor.clone());
        }
        self.finish(lost);
    }

    pub(super) fn finish(&mut self, mut done: Followed) {
        done.cursor.finished = true;
        done.close();
        // Whether it is still there is seen at the next look.
        self.searched = None;
        self.known.push(done);
    }
}

pub(super) fn gap(cursor: &Cursor, at: u64, bytes: Option<u64>, cause: GapCause) -> Item {
    Item::Gap { file: cursor.file, at, bytes, cause, since: Some(cursor.looked) }
}
