//! What the system tells of a directory, at once: which names were made, written, moved or deleted. It is a hint and no
//! more: whatever isn't told (no watch left, a full queue, a network file system) is found by looking.

use std::{collections::BTreeSet, io, mem::MaybeUninit, os::fd::OwnedFd, path::Path};

use rustix::{
    fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags},
    io::Errno,
};

use super::super::identity::Place;

#[derive(Debug)]
pub(super) struct Watch {
    queue: OwnedFd,
    /// The directory that is watched: another may have got its name.
    pub place: Place,
}

/// What was told since the last time.
#[derive(Debug, Default)]
pub(super) struct Heard {
    /// In their order: a name, and whether it is there now; `None` when it was only written to.
    pub names: Vec<(String, Option<bool>)>,
    /// Some of it was not told, or nothing will be any more.
    pub lost: bool,
}

impl Watch {
    pub fn new(directory: &Path) -> io::Result<Self> {
        let place = Place::of(&std::fs::metadata(directory)?);
        let queue = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
        let what = WatchFlags::MODIFY
            | WatchFlags::ATTRIB
            | WatchFlags::CREATE
            | WatchFlags::DELETE
            | WatchFlags::MOVE
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        inotify::add_watch(&queue, directory, what)?;
        Ok(Self { queue, place })
    }

    /// Whether something is told that nobody heard yet.
    pub fn tells(&self) -> bool {
        rustix::io::ioctl_fionread(&self.queue).is_ok_and(|bytes| bytes > 0)
    }

    /// Readable when something is told.
    pub fn queue(&self) -> io::Result<OwnedFd> {
        self.queue.try_clone()
    }

    pub fn hear(&self) -> Heard {
        let mut heard = Heard::default();
        let mut written = BTreeSet::new();
        let mut buffer = [MaybeUninit::uninit(); 16 << 10];
        let mut reader = Reader::new(&self.queue, &mut buffer);
        // As many as the queue can hold: a writer that never stops must not keep us here.
        for _ in 0..1 << 15 {
            let event = match reader.next() {
                Ok(event) => event,
                Err(Errno::INTR) => continue,
                Err(Errno::AGAIN) => return heard,
                Err(_) => break,
            };
            let ends = ReadFlags::QUEUE_OVERFLOW
                | ReadFlags::IGNORED
                | ReadFlags::UNMOUNT
                | ReadFlags::DELETE_SELF
                | ReadFlags::MOVE_SELF;
            heard.lost |= event.events().intersects(ends);
            // A name that isn't text isn't followed.
            let Some(name) = event.file_name().and_then(|name| name.to_str().ok()) else { continue };
            if event.events().intersects(ReadFlags::CREATE | ReadFlags::MOVED_TO) {
                heard.names.push((name.to_owned(), Some(true)));
            } else if event.events().intersects(ReadFlags::DELETE | ReadFlags::MOVED_FROM) {
                heard.names.push((name.to_owned(), Some(false)));
            } else if written.insert(name.to_owned()) {
                heard.names.push((name.to_owned(), None));
            }
        }
        heard.lost = true;
        heard
    }
}
