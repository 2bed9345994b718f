//! Many files of one directory: who belongs to whom, who is read when, and what it costs.

mod members;
mod trouble;

use std::{
    collections::BTreeMap,
    fs::{self, OpenOptions},
    io::Write,
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::TimeDelta;
use dezky_connect::tail::{Batch, Cursor, Family, Files, Item, Limits, Means, Pattern};
use dezky_domain::id::FileId;

use crate::kit::{Flaky, Standing, tell};

const NOTHING: [&str; 0] = [];

struct Families {
    directory: tempfile::TempDir,
    clock: Arc<Standing>,
    files: Arc<Flaky>,
    stored: BTreeMap<FileId, Cursor>,
    pattern: &'static str,
    means: Means,
    limits: Limits,
    family: Family,
}

impl Families {
    fn new(pattern: &'static str) -> Self {
        Self::with(pattern, Means::default(), Limits::default())
    }

    fn with(pattern: &'static str, means: Means, limits: Limits) -> Self {
        let directory = tempfile::tempdir().unwrap();
        let (clock, files) = (Arc::new(Standing::new()), Arc::new(Flaky::default()));
        let family = make(directory.path(), pattern, Vec::new(), limits, &clock, means, &files);
        Self { directory, clock, files, stored: BTreeMap::new(), pattern, means, limits, family }
    }

    fn restart(&mut self) {
        let cursors = self.stored.values().rev().cloned().collect();
        let path = self.directory.path();
        self.family = make(path, self.pattern, cursors, self.limits, &self.clock, self.means, &self.files);
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    fn append(&self, name: &str, bytes: impl AsRef<[u8]>) -> &Self {
        let mut file = OpenOptions::new().create(true).append(true).open(self.path(name)).unwrap();
        file.write_all(bytes.as_ref()).unwrap();
        self
    }

    fn rename(&self, from: &str, to: &str) -> &Self {
        fs::rename(self.path(from), self.path(to)).unwrap();
        self
    }

    fn remove(&self, name: &str) -> &Self {
        fs::remove_file(self.path(name)).unwrap();
        self
    }

    fn poll(&mut self) -> Batch {
        let batch = self.family.poll().unwrap();
        for cursor in &batch.cursors {
            let text = serde_json::to_string(cursor).unwrap();
            self.stored.insert(cursor.file, serde_json::from_str(&text).unwrap());
        }
        self.stored.retain(|_, cursor| !cursor.gone);
        batch
    }

    fn read(&mut self) -> Vec<Item> {
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

    fn told(&mut self) -> Vec<String> {
        self.read().iter().map(tell).collect()
    }

    fn told_sorted(&mut self) -> Vec<String> {
        let mut told = self.told();
        told.sort();
        told
    }

    fn later(&self, seconds: i64) -> &Self {
        self.clock.wait(TimeDelta::seconds(seconds));
        self
    }
}

fn make(
    path: &Path,
    pattern: &str,
    cursors: Vec<Cursor>,
    limits: Limits,
    clock: &Arc<Standing>,
    means: Means,
    files: &Arc<Flaky>,
) -> Family {
    let (clock, files): (_, Arc<dyn Files>) = (clock.clone(), files.clone());
    Family::with(path.to_owned(), Pattern::new(pattern).unwrap(), cursors, limits, clock, means, files)
}

const UNWATCHED: Means = Means { open_files: 256, watch: false };
