//! The directory of a family, listed once for all its members, and kept up to date by what the system tells. Says whose
//! a name is: a member's own, or one that a member was rotated to, which must not be taken for another member.

use std::{
    collections::BTreeSet,
    ffi::{OsStr, OsString},
    fs::{File, Metadata},
    io,
    os::fd::OwnedFd,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::{
    super::{directory::is_rotated_name, files::Files, identity::Place, packed::is_packed},
    pattern::Pattern,
    watch::Watch,
};

/// How often a directory that is being changed is listed.
const ATTEMPTS: usize = 5;

#[derive(Debug)]
pub(super) struct Listing {
    pub directory: PathBuf,
    pattern: Pattern,
    beneath: Arc<dyn Files>,
    watching: bool,
    known: Mutex<Known>,
}

#[derive(Debug, Default)]
struct Known {
    names: BTreeSet<String>,
    members: BTreeSet<String>,
    /// Names that something was told about.
    heard: BTreeSet<String>,
    there: bool,
    /// Something was made, moved or deleted since it was last asked for new names.
    moved: bool,
    /// Something wasn't told: the directory must be listed.
    lost: bool,
    watch: Option<Watch>,
}

impl Listing {
    pub fn new(directory: PathBuf, pattern: Pattern, beneath: Arc<dyn Files>, watching: bool) -> Self {
        Self { directory, pattern, beneath, watching, known: Mutex::default() }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    pub fn is_there(&self) -> bool {
        self.known().there
    }

    pub fn is_watched(&self) -> bool {
        self.known().watch.is_some()
    }

    /// Whether something is told that nobody heard yet.
    pub fn tells(&self) -> bool {
        self.known().watch.as_ref().is_some_and(Watch::tells)
    }

    pub fn queue(&self) -> Option<OwnedFd> {
        self.known().watch.as_ref().and_then(|watch| watch.queue().ok())
    }

    /// Takes in what was told. False if not all of it was: then the directory must be listed.
    pub fn hear(&self) -> bool {
        let mut known = self.known();
        let Some(heard) = known.watch.as_ref().map(Watch::hear) else { return false };
        for (name, there) in heard.names {
            match there {
                Some(true) => _ = known.names.insert(name.clone()),
                Some(false) => _ = known.names.remove(&name),
                None => {}
            }
            known.moved |= there.is_some();
            known.heard.insert(name);
        }
        if heard.lost {
            (known.watch, known.lost) = (None, true);
        }
        !heard.lost
    }

    /// Whether something wasn't told since it was last listed.
    pub fn was_lost(&self) -> bool {
        self.known().lost
    }

    pub fn has_heard(&self) -> bool {
        !self.known().heard.is_empty()
    }

    /// Lists the directory, which is watched from before that on, so that nothing comes in between.
    pub fn list(&self) -> io::Result<()> {
        let watched = self.known().watch.take();
        let place = self.beneath.stat(&self.directory).map(|meta| Place::of(&meta)).ok();
        let watch = watched.filter(|watch| Some(watch.place) == place);
        let watch = watch.or_else(|| self.watching.then(|| Watch::new(&self.directory).ok()).flatten());
        let mut before = None;
        let listed = loop {
            match self.names_now() {
                Ok(names) if before.as_ref().is_some_and(|(count, old)| *count >= ATTEMPTS || *old == names) => {
                    break Ok(names);
                }
                Ok(names) => before = Some((before.map_or(0, |(count, _)| count) + 1, names)),
                Err(error) => break Err(error),
            }
        };
        let mut known = self.known();
        (known.watch, known.lost, known.moved) = (watch, false, true);
        match listed {
            Ok(names) => (known.names, known.there) = (names, true),
            Err(error) if error.kind() == io::ErrorKind::NotFound => known.there = false,
            Err(error) => {
                return Err(io::Error::new(error.kind(), format!("{}: {error}", self.directory.display())));
            }
        }
        Ok(())
    }

    fn names_now(&self) -> io::Result<BTreeSet<String>> {
        let names = self.beneath.names(&self.directory, OsStr::new(""))?;
        // A cursor is text: what can't be written down there isn't a log's name.
        Ok(names.into_iter().filter_map(|name| name.into_string().ok()).collect())
    }

    /// The members that names were heard of for, which are forgotten with that.
    pub fn heard(&self) -> BTreeSet<String> {
        let mut known = self.known();
        let heard = std::mem::take(&mut known.heard);
        heard.into_iter().filter_map(|name| known.owner(&name).map(str::to_owned)).collect()
    }

    /// Names that are no member's yet, and may be members.
    pub fn candidates(&self) -> Vec<String> {
        let mut known = self.known();
        if !known.there || !std::mem::take(&mut known.moved) {
            return Vec::new();
        }
        let mut found = BTreeSet::new();
        for name in known.names.difference(&known.members) {
            let is_new = self.pattern.matches(name) && !is_packed(Path::new(name));
            if is_new && !known.is_rotated(name, |stem| found.contains(stem)) {
                found.insert(name.clone());
            }
        }
        known.members.extend(found.iter().cloned());
        found.into_iter().collect()
    }

    pub fn add(&self, name: &str) {
        self.known().members.insert(name.to_owned());
    }

    pub fn remove(&self, name: &str) {
        self.known().members.remove(name);
    }

    pub fn is_link(&self, name: &str) -> bool {
        self.lstat(&self.path(name)).is_ok_and(|meta| meta.is_symlink())
    }

    pub fn has(&self, name: &str) -> bool {
        self.known().names.contains(name)
    }
}

impl Known {
    /// The member whose name this is, or was made of.
    fn owner<'a>(&self, name: &'a str) -> Option<&'a str> {
        stems(name).find(|stem| self.members.contains(*stem))
    }

    /// Whether a member was rotated to this name. Of several new names the shorter comes first.
    fn is_rotated(&self, name: &str, is_new: impl Fn(&str) -> bool) -> bool {
        stems(name).skip(1).any(|stem| {
            is_rotated_name(OsStr::new(stem), OsStr::new(name)) && (self.members.contains(stem) || is_new(stem))
        })
    }
}

/// A name and all that it begins with, the longest first.
fn stems(name: &str) -> impl Iterator<Item = &str> {
    (1..=name.len()).rev().filter_map(|end| name.get(..end))
}

impl Files for Listing {
    fn open(&self, path: &Path) -> io::Result<File> {
        self.beneath.open(path)
    }

    fn stat(&self, path: &Path) -> io::Result<Metadata> {
        self.beneath.stat(path)
    }

    fn lstat(&self, path: &Path) -> io::Result<Metadata> {
        self.beneath.lstat(path)
    }

    /// Without those of other members, whose names may begin alike.
    fn names(&self, directory: &Path, base: &OsStr) -> io::Result<Vec<OsString>> {
        let (true, Some(base)) = (directory == self.directory, base.to_str()) else {
            return self.beneath.names(directory, base);
        };
        let known = self.known();
        if !known.there {
            return Err(io::ErrorKind::NotFound.into());
        }
        let alike = known.names.range(base.to_owned()..).take_while(|name| name.starts_with(base));
        Ok(alike.filter(|name| known.owner(name) == Some(base)).map(OsString::from).collect())
    }

    fn renew(&self) -> io::Result<()> {
        if self.hear() { Ok(()) } else { self.list() }
    }
}
