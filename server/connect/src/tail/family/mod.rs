//! All the files of a directory whose names fit a pattern: each followed by a [`Tail`] of its own, with the rotated files
//! that belong to it. They take turns, so that one that is far behind holds up nobody; those where nothing happens cost
//! next to nothing; and a file that goes on under another member's name is not read twice. Names that aren't UTF-8 are
//! left out.

mod listing;
mod member;
mod pattern;
mod schedule;
mod watch;

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    io,
    ops::Bound,
    os::fd::OwnedFd,
    path::PathBuf,
    sync::Arc,
};

use chrono::{DateTime, Utc};
use dezky_domain::ctx::Clock;

use self::{
    listing::Listing,
    member::{Member, Sign},
};
use super::{
    Batch, Limits, directory,
    files::{Disk, Files},
    identity::Cursor,
    watch::Tail,
};

pub use self::pattern::{BadPattern, Pattern};

/// What a family may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Means {
    /// Files that are held open, besides deleted ones that are still to be read. Those longest unused are closed and
    /// opened again when something happens to them.
    pub open_files: usize,
    /// Whether the system is asked to tell what happens in the directory. Without, it is looked for.
    pub watch: bool,
}

impl Default for Means {
    fn default() -> Self {
        Self { open_files: 256, watch: true }
    }
}

/// The files of a directory that fit a pattern, followed.
#[derive(Debug)]
pub struct Family {
    listing: Arc<Listing>,
    members: BTreeMap<String, Member>,
    /// Those whose turn comes, in that order.
    ready: VecDeque<String>,
    due: BTreeSet<(DateTime<Utc>, String)>,
    /// Those with open files, by their last turn.
    open: BTreeSet<(u64, String)>,
    held: usize,
    means: Means,
    turn: u64,
    scanned: Option<DateTime<Utc>>,
    /// Up to which member it was looked whether anything happened that wasn't told, and when.
    swept: (String, DateTime<Utc>),
    limits: Limits,
    clock: Arc<dyn Clock>,
}

impl Family {
    /// Goes on where the stored cursors, in any order, say. Opens nothing yet.
    #[must_use]
    pub fn new(
        directory: PathBuf,
        pattern: Pattern,
        cursors: Vec<Cursor>,
        limits: Limits,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self::with(directory, pattern, cursors, limits, clock, Means::default(), Arc::new(Disk))
    }

    /// As [`Family::new`], with other means, on a file system of one's own.
    #[must_use]
    pub fn with(
        directory: PathBuf,
        pattern: Pattern,
        cursors: Vec<Cursor>,
        limits: Limits,
        clock: Arc<dyn Clock>,
        means: Means,
        files: Arc<dyn Files>,
    ) -> Self {
        let listing = Arc::new(Listing::new(directory, pattern, files, means.watch));
        let swept = (String::new(), clock.now());
        let mut family = Self {
            listing,
            members: BTreeMap::new(),
            ready: VecDeque::new(),
            due: BTreeSet::new(),
            open: BTreeSet::new(),
            held: 0,
            means,
            turn: 0,
            scanned: None,
            swept,
            limits,
            clock,
        };
        let mut stored: BTreeMap<String, Vec<Cursor>> = BTreeMap::new();
        for cursor in cursors {
            let name = Some(cursor.follows.as_str()).filter(|name| !name.is_empty());
            let name = name.or_else(|| cursor.path.file_name().and_then(|name| name.to_str()));
            if let Some(name) = name.map(str::to_owned) {
                stored.entry(name).or_default().push(cursor);
            }
        }
        for (name, cursors) in stored {
            family.listing.add(&name);
            family.join(name, cursors);
        }
        family
    }

    /// Reads what is new, at most one batch, a share of it from each file that has something. Never waits for more. A
    /// directory that isn't there is an empty batch. What is wrong with a single file is in the batch, and doesn't keep
    /// the others from being read; it is tried again by itself.
    ///
    /// # Errors
    /// When the directory can't be read. Nothing was taken then.
    pub fn poll(&mut self) -> io::Result<Batch> {
        let now = self.clock.now();
        self.listen(now)?;
        self.sweep(now);
        while let Some((due, name)) = self.due.first().filter(|(due, _)| *due <= now).cloned() {
            self.due.remove(&(due, name.clone()));
            self.wake(&name);
        }
        let mut batch = Batch { waiting: !self.listing.is_there(), ..Batch::default() };
        if !batch.waiting {
            self.take_turns(&mut batch, now);
        }
        batch.more |= self.listing.has_heard();
        Ok(batch)
    }

    /// Whether something happened since the last poll, as far as the system tells. Costs one system call. A caller that
    /// can't wait for [`Family::queue`] asks this between two polls, which it makes from time to time in any case.
    #[must_use]
    pub fn changed(&self) -> bool {
        self.listing.tells()
    }

    /// A descriptor that is readable when something happened since the last poll; for a caller that waits for it, and
    /// asks again for it after each poll. `None` without a watch.
    #[must_use]
    pub fn queue(&self) -> Option<OwnedFd> {
        self.listing.queue()
    }

    /// Files that are followed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.members.len()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    fn join(&mut self, name: String, cursors: Vec<Cursor>) {
        let files: Arc<dyn Files> = Arc::clone(&self.listing) as Arc<dyn Files>;
        let tail = Tail::with_files(self.listing.path(&name), cursors, self.limits, Arc::clone(&self.clock), files);
        self.members.insert(name.clone(), Member::new(tail, self.clock.now()));
        self.wake(&name);
    }

    fn wake(&mut self, name: &str) {
        if let Some(member) = self.members.get_mut(name).filter(|member| !member.queued) {
            member.queued = true;
            self.ready.push_back(name.to_owned());
        }
    }

    /// Takes in the names that are new.
    fn meet(&mut self) {
        let candidates = self.listing.candidates();
        if candidates.is_empty() {
            return;
        }
        let mut whose: HashMap<(u64, u64), String> = HashMap::new();
        for (name, member) in &self.members {
            for cursor in member.tail.cursors() {
                whose.insert((cursor.dev, cursor.ino), name.clone());
            }
        }
        for name in candidates {
            if !self.meet_one(&name, &mut whose) {
                // Tried again with the next listing.
                self.listing.remove(&name);
            }
        }
    }

    /// Takes in a new name. False if there is nothing that can be followed by this name now.
    fn meet_one(&mut self, name: &str, whose: &mut HashMap<(u64, u64), String>) -> bool {
        let path = self.listing.path(name);
        let Some(sign) = self.sign(name) else { return false };
        let number = (sign.place.dev, sign.place.ino);
        let mut adopted = None;
        if let Some(other) = whose.get(&number) {
            // Another name of a file that is followed.
            if self.sign(other).is_some_and(|sign| (sign.place.dev, sign.place.ino) == number) {
                return false;
            }
            let Ok(Some((file, place))) = directory::open(&*self.listing, &path) else { return false };
            let Some(member) = self.members.get_mut(other) else { return false };
            match member.tail.release(&file, place) {
                Ok(released) => adopted = released.map(|followed| (followed, file, place)),
                Err(_) => return false,
            }
        }
        self.join(name.to_owned(), Vec::new());
        if let (Some((followed, file, place)), Some(member)) = (adopted, self.members.get_mut(name)) {
            member.tail.adopt(followed, file, place);
        }
        whose.insert(number, name.to_owned());
        true
    }

    /// What is under a name, if it is a file.
    fn sign(&self, name: &str) -> Option<Sign> {
        let meta = self.listing.stat(&self.listing.path(name)).ok()?;
        meta.is_file().then(|| Sign::of(&meta))
    }
}

/// The next names behind `name`, around.
fn around<'a>(members: &'a BTreeMap<String, Member>, name: &str) -> impl Iterator<Item = &'a String> {
    let behind = members.range::<str, _>((Bound::Excluded(name), Bound::Unbounded));
    behind.chain(members.range::<str, _>((Bound::Unbounded, Bound::Included(name)))).map(|(name, _)| name)
}
