//! Random histories of a log file, against a model that knows every byte by a number of its own. Whatever happens, no
//! byte is read twice, a file's lines come in their order, and every line that was there at a poll is read or is behind
//! a gap that was told. `DEZKY_SEQUENCES` asks for more histories, `DEZKY_FIRST` for those from a number on,
//! `DEZKY_SEQUENCE` for one of them.

mod actions;
mod check;

use std::{
    collections::{BTreeMap, BTreeSet},
    env, fs,
    num::NonZero,
    os::unix::fs::MetadataExt,
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::UNIX_EPOCH,
};

use dezky_connect::tail::{Batch, Cursor, Item, Limits};
use dezky_domain::id::FileId;

use crate::kit::{World, tell};

const LIVE: &str = "audit.log";
/// Rotated files that are kept; older ones are deleted.
const KEPT: usize = 4;

/// What was once written to one file between its creation or truncation and the next.
#[derive(Default)]
struct Story {
    bytes: Vec<u8>,
    /// A number for each byte. A story that begins with lines of the one before, because the file was cut in the middle,
    /// has their numbers.
    ids: Vec<usize>,
    /// How much of it was there at a poll.
    seen: usize,
    /// Its lengths at all polls, and those that were packed: only there a line may end without a newline.
    ends: BTreeSet<usize>,
    /// It was truncated or deleted.
    lost: bool,
    /// Offsets behind which something may be missing.
    gaps: Vec<u64>,
    /// The story that the file told before it was cut.
    before: Option<usize>,
    /// How much of it there was when it was met.
    met: usize,
    /// The inodes that told it.
    inodes: BTreeSet<(u64, u64)>,
}

/// How commits go.
enum Database {
    Up,
    /// Down. What was read is kept, and offered again.
    Holding(Option<Batch>),
    /// Down. What was read is thrown away.
    Dropping,
}

struct Model {
    world: World,
    stories: Vec<Story>,
    /// By name, the story that a file tells. A copy tells the same.
    disk: BTreeMap<String, usize>,
    /// The last story of each inode, by its number and birth.
    inodes: BTreeMap<(u64, u64), usize>,
    /// The stories that incarnations were met with.
    met: BTreeMap<FileId, usize>,
    /// How much of its story each had seen at the last poll at which it still told it.
    sizes: BTreeMap<FileId, usize>,
    /// How far each was read.
    read: BTreeMap<FileId, u64>,
    /// By number, whether a byte was read.
    taken: Vec<bool>,
    /// What was there at a poll that isn't committed, by story.
    pending: Vec<(usize, usize)>,
    /// As `sizes`, not committed.
    pending_sizes: Vec<(FileId, usize)>,
    database: Database,
    seed: u64,
    written: u32,
    lines: usize,
    /// Lines and gaps.
    told: usize,
    log: Vec<String>,
}

impl Model {
    fn new(seed: u64) -> Self {
        let batch_lines = [3, 20, 1000][usize::try_from(seed % 3).unwrap()];
        let limits = Limits { batch_lines, line: 200, batch_bytes: 200 * batch_lines, quarantine_prefix: 50 };
        let seed = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let world = World::with(limits);
        Self {
            world,
            stories: vec![],
            disk: BTreeMap::new(),
            inodes: BTreeMap::new(),
            met: BTreeMap::new(),
            sizes: BTreeMap::new(),
            read: BTreeMap::new(),
            taken: vec![],
            pending: vec![],
            pending_sizes: vec![],
            database: Database::Up,
            seed,
            written: 0,
            lines: 0,
            told: 0,
            log: vec![],
        }
    }

    fn look(&mut self) {
        for (name, story) in &self.disk {
            let meta = fs::metadata(self.world.path(name)).unwrap();
            let born = meta.created().map_or(0, |born| born.duration_since(UNIX_EPOCH).unwrap().as_micros());
            let inode = (meta.ino(), u64::try_from(born).unwrap());
            self.inodes.insert(inode, *story);
            self.stories[*story].inodes.insert(inode);
        }
    }

    /// One poll. What it reads counts when it is committed.
    fn poll(&mut self) {
        let there = self.disk.iter().map(|(name, story)| {
            let meta = fs::metadata(self.world.path(name)).unwrap();
            format!(" {}={story}:{}@{}", name.trim_start_matches(LIVE), meta.len(), meta.ino() % 1000)
        });
        let there = format!("  there:{}", there.collect::<String>());
        if self.log.iter().rev().find(|line| line.starts_with("  there:")) != Some(&there) {
            self.log.push(there);
        }
        match std::mem::replace(&mut self.database, Database::Up) {
            Database::Up => {
                let batch = self.look_on();
                self.commit(&batch);
            }
            Database::Holding(held) => {
                let held = held.unwrap_or_else(|| self.look_on());
                self.database = Database::Holding(Some(held));
            }
            Database::Dropping => {
                self.world.poll_in_vain();
                self.world.restart();
                self.database = Database::Dropping;
            }
        }
    }

    fn recover(&mut self) {
        if let Database::Holding(Some(held)) = std::mem::replace(&mut self.database, Database::Up) {
            self.commit(&held);
        }
    }

    /// Whoever holds a batch loses it.
    fn crash(&mut self) {
        if let Database::Holding(held) = &mut self.database {
            *held = None;
        }
        self.pending.clear();
        self.pending_sizes.clear();
        self.world.restart();
    }

    /// What is there at a poll must be read, or told to be lost.
    fn look_on(&mut self) -> Batch {
        let batch = self.world.poll_in_vain();
        self.meet(&batch);
        let tells = |cursor: &&Cursor| self.inodes[&(cursor.ino, cursor.born)] == self.met[&cursor.file];
        let size = |cursor: &Cursor| (cursor.file, usize::try_from(cursor.size).unwrap());
        self.pending_sizes.extend(batch.cursors.iter().filter(tells).map(size));
        for (name, story) in &self.disk {
            let there = usize::try_from(fs::metadata(self.world.path(name)).unwrap().len()).unwrap();
            self.pending.push((*story, there));
            self.stories[*story].ends.insert(there);
        }
        batch
    }

    fn meet(&mut self, batch: &Batch) {
        // Of a file that was empty at the last look nothing is known but its inode, which may tell another story by now.
        let empty = |model: &Self, file| model.world.stored.get(&file).is_none_or(|cursor| cursor.size == 0);
        let unsure: Vec<FileId> = self.met.keys().copied().filter(|file| empty(self, *file)).collect();
        for cursor in self.world.stored.values().chain(&batch.cursors) {
            if self.met.contains_key(&cursor.file) && (cursor.finished || !unsure.contains(&cursor.file)) {
                continue;
            }
            let story = self.inodes[&(cursor.ino, cursor.born)];
            self.met.insert(cursor.file, story);
            let story = &mut self.stories[story];
            story.met = story.met.max(usize::try_from(cursor.size).unwrap());
        }
    }

    fn commit(&mut self, batch: &Batch) {
        self.world.commit(batch);
        for (story, there) in std::mem::take(&mut self.pending) {
            self.stories[story].seen = self.stories[story].seen.max(there);
        }
        for item in &batch.items {
            let (Item::Line { file, .. } | Item::TooLong { file, .. } | Item::Gap { file, .. }) = item;
            self.log.push(format!("    {} {} {}", &file.to_string()[19..23], self.met[file], tell(item)));
            self.told += 1;
            self.check(item);
        }
        self.sizes.extend(std::mem::take(&mut self.pending_sizes));
    }

    fn end(&mut self) {
        self.note("end", b"");
        self.recover();
        let mut quiet = 0;
        for round in 0..1000 {
            if round == 20 {
                self.world.restart();
            }
            let before = self.told;
            self.poll();
            quiet = if self.told == before { quiet + 1 } else { 0 };
            if round > 60 && quiet > 5 {
                break;
            }
        }
        self.all_is_told();
    }
}

/// Its lines and gaps; `None`, and what it was is printed, when something was lost or read twice.
fn play(number: u64) -> Option<(usize, usize)> {
    let mut model = Model::new(number);
    let played = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        for _ in 0..60 {
            model.step();
            model.look();
        }
        model.end();
    }));
    if played.is_err() {
        println!("history {number} (DEZKY_SEQUENCE={number}):\n{}", model.log.join("\n"));
        println!("{:#?}\n{:?}\n{:?}", model.world.stored, model.inodes, model.disk);
        return None;
    }
    Some((model.lines, model.stories.iter().map(|story| story.gaps.len()).sum()))
}

fn number(name: &str) -> Option<u64> {
    env::var(name).ok().and_then(|text| text.parse().ok())
}

/// All are played though one fails: which ones fail together says more than the first.
fn histories(count: u64) {
    let count = number("DEZKY_SEQUENCES").unwrap_or(count);
    let first = number("DEZKY_FIRST").unwrap_or(0);
    let numbers = number("DEZKY_SEQUENCE").map_or(first..first + count, |one| one..one + 1);
    let next = AtomicU64::new(numbers.start);
    let play_some = || {
        let (mut read, mut gaps, mut failed) = (0, 0, Vec::new());
        while let Some(number) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|next| numbers.contains(next)) {
            match play(number) {
                Some((lines, told)) => (read, gaps) = (read + lines, gaps + told),
                None => failed.push(number),
            }
        }
        (read, gaps, failed)
    };
    let (mut read, mut gaps, mut failed) = (0, 0, Vec::new());
    thread::scope(|scope| {
        let threads = thread::available_parallelism().map_or(1, NonZero::get);
        let players: Vec<_> = (0..threads).map(|_| scope.spawn(play_some)).collect();
        for (lines, told, more) in players.into_iter().map(|player| player.join().unwrap()) {
            (read, gaps) = (read + lines, gaps + told);
            failed.extend(more);
        }
    });
    failed.sort_unstable();
    assert!(failed.is_empty(), "histories that failed: {failed:?}");
    let enough = usize::try_from(numbers.end - numbers.start).unwrap();
    let proves = enough == 1 || (read > 20 * enough && gaps > enough);
    assert!(proves, "{read} lines and {gaps} gaps are too few to prove anything");
}

#[test]
fn five_hundred_histories() {
    histories(500);
}

#[test]
#[ignore = "nightly: takes minutes"]
fn ten_thousand_histories() {
    histories(10_000);
}
