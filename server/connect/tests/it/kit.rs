//! A directory with a followed file, a store that keeps what was committed, and a clock that stands still.

use std::{
    collections::BTreeMap,
    fs::{self, File, OpenOptions},
    io::{self, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::tail::{Batch, Cursor, Files, Item, Limits, Tail};
use dezky_domain::{ctx::Clock, id::FileId, source::GapCause};
use flate2::{Compression, write::GzEncoder};

#[derive(Debug)]
pub struct Standing(Mutex<DateTime<Utc>>);

impl Standing {
    pub fn new() -> Self {
        let start = DateTime::parse_from_rfc3339("2026-11-24T04:00:00Z").unwrap();
        Self(Mutex::new(start.with_timezone(&Utc)))
    }

    pub fn wait(&self, time: TimeDelta) {
        *self.0.lock().unwrap() += time;
    }
}

impl Clock for Standing {
    fn now(&self) -> DateTime<Utc> {
        *self.0.lock().unwrap()
    }
}

/// The disk, unless it is in trouble.
#[derive(Debug, Default)]
pub struct Flaky(Mutex<(Option<Trouble>, Option<PathBuf>)>);

impl Flaky {
    pub fn trouble(&self, trouble: impl Into<Option<Trouble>>) {
        *self.0.lock().unwrap() = (trouble.into(), None);
    }

    /// Only this file is in trouble.
    pub fn only(&self, path: PathBuf, trouble: Trouble) {
        *self.0.lock().unwrap() = (Some(trouble), Some(path));
    }

    fn of(&self, path: &Path) -> Option<Trouble> {
        let (trouble, only) = &*self.0.lock().unwrap();
        trouble.filter(|_| only.as_ref().is_none_or(|only| only == path))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// Opening fails with this error number.
    Open(i32),
    /// So does listing a directory.
    List(i32),
    /// Files open and can't be read.
    Read,
}

impl Files for Flaky {
    fn open(&self, path: &Path) -> io::Result<File> {
        match self.of(path) {
            Some(Trouble::Open(number)) => Err(io::Error::from_raw_os_error(number)),
            Some(Trouble::Read) => OpenOptions::new().append(true).open(path),
            _ => File::open(path),
        }
    }

    fn names(&self, directory: &Path, base: &std::ffi::OsStr) -> io::Result<Vec<std::ffi::OsString>> {
        match self.of(directory) {
            Some(Trouble::List(number)) => Err(io::Error::from_raw_os_error(number)),
            _ => dezky_connect::tail::Disk.names(directory, base),
        }
    }
}

pub struct World {
    pub directory: tempfile::TempDir,
    pub clock: Arc<Standing>,
    limits: Limits,
    pub stored: BTreeMap<FileId, Cursor>,
    tail: Tail,
    name: &'static str,
    files: Arc<Flaky>,
}

impl World {
    pub fn new() -> Self {
        Self::with(Limits::default())
    }

    pub fn with(limits: Limits) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let clock = Arc::new(Standing::new());
        let files = Arc::new(Flaky::default());
        let path = directory.path().join("audit.log");
        let tail = Tail::with_files(path, Vec::new(), limits, clock.clone(), files.clone());
        Self { directory, clock, limits, stored: BTreeMap::new(), tail, name: "audit.log", files }
    }

    pub fn follow(&mut self, name: &'static str) {
        self.name = name;
        self.restart();
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub fn append(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let mut file = OpenOptions::new().create(true).append(true).open(self.path(name)).unwrap();
        file.write_all(bytes.as_ref()).unwrap();
        self
    }

    /// Lets the followed file be longer or shorter than it is.
    pub fn resize(&self, size: u64) -> &Self {
        OpenOptions::new().write(true).open(self.path("audit.log")).unwrap().set_len(size).unwrap();
        self
    }

    pub fn rename(&self, from: &str, to: &str) -> &Self {
        fs::rename(self.path(from), self.path(to)).unwrap();
        self
    }

    pub fn copy(&self, from: &str, to: &str) -> &Self {
        fs::copy(self.path(from), self.path(to)).unwrap();
        self
    }

    pub fn remove(&self, name: &str) -> &Self {
        fs::remove_file(self.path(name)).unwrap();
        self
    }

    /// As gzip does it: beside the file, which goes afterwards.
    pub fn gzip(&self, name: &str) -> &Self {
        let mut packer = GzEncoder::new(File::create(self.path(&format!("{name}.gz"))).unwrap(), Compression::fast());
        packer.write_all(&fs::read(self.path(name)).unwrap()).unwrap();
        packer.finish().unwrap();
        self.remove(name)
    }

    pub fn trouble(&self, trouble: impl Into<Option<Trouble>>) -> &Self {
        self.files.trouble(trouble);
        self
    }

    pub fn open(&self, name: &str) -> File {
        OpenOptions::new().append(true).open(self.path(name)).unwrap()
    }

    pub fn wait(&self, time: TimeDelta) -> &Self {
        self.clock.wait(time);
        self
    }

    /// One poll whose transaction fails: nothing is stored.
    pub fn poll_in_vain(&mut self) -> Batch {
        self.tail.poll().unwrap()
    }

    pub fn poll(&mut self) -> Batch {
        let batch = self.tail.poll().unwrap();
        self.commit(&batch);
        batch
    }

    pub fn commit(&mut self, batch: &Batch) {
        for cursor in &batch.cursors {
            // As a store would: through text.
            let text = serde_json::to_string(cursor).unwrap();
            self.stored.insert(cursor.file, serde_json::from_str(&text).unwrap());
        }
        self.stored.retain(|_, cursor| !cursor.gone);
    }

    pub fn poll_error(&mut self) -> std::io::Error {
        self.tail.poll().unwrap_err()
    }

    /// Polls for as long as there is more.
    pub fn read(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        for _ in 0..10_000 {
            let batch = self.poll();
            items.extend(batch.items);
            if !batch.more {
                return items;
            }
        }
        panic!("there is always more");
    }

    /// Everything that is read now, as text.
    pub fn told(&mut self) -> Vec<String> {
        self.read().iter().map(tell).collect()
    }

    pub fn restart(&mut self) {
        // In any order: the newest first, here.
        let cursors = self.stored.values().rev().cloned().collect();
        self.tail =
            Tail::with_files(self.path(self.name), cursors, self.limits, self.clock.clone(), self.files.clone());
    }

    /// The cursor of what is under the followed name.
    pub fn live(&self) -> &Cursor {
        self.stored.values().find(|cursor| !cursor.rotated && !cursor.finished).unwrap()
    }
}

pub fn tell(item: &Item) -> String {
    match item {
        Item::Line { bytes, .. } => String::from_utf8_lossy(bytes).into_owned(),
        Item::TooLong { length, prefix, .. } => format!("too long: {length}, {} kept", prefix.len()),
        Item::Gap { at, bytes, cause, .. } => {
            let bytes = bytes.map_or("?".to_owned(), |bytes| bytes.to_string());
            format!("gap: {} at {at}, {bytes} bytes", cause.word())
        }
    }
}

pub fn is_gap(item: &Item, wanted: GapCause) -> bool {
    matches!(item, Item::Gap { cause, .. } if *cause == wanted)
}
