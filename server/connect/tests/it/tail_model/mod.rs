//! Five hundred random histories of a log file, against a model that knows every byte. Whatever happens, no byte is read
//! twice, and every line that was there at a poll is read or is behind a gap that was told.

mod actions;

use std::{collections::BTreeMap, fs, os::unix::fs::MetadataExt};

use dezky_connect::tail::{Batch, Item, Limits};
use dezky_domain::id::FileId;

use crate::kit::World;

const LIVE: &str = "audit.log";
/// Rotated files that are kept; older ones are deleted.
const KEPT: usize = 4;

/// What was once written to one file between its creation or truncation and the next.
#[derive(Default)]
struct Story {
    bytes: Vec<u8>,
    /// How much of it was there at a poll.
    seen: usize,
    /// It was truncated or deleted.
    lost: bool,
    /// What was read: from, to.
    read: Vec<(usize, usize)>,
    /// Offsets behind which something may be missing.
    gaps: Vec<u64>,
}

struct Model {
    world: World,
    stories: Vec<Story>,
    /// By name, the story that a file tells. A copy tells the same.
    disk: BTreeMap<String, usize>,
    /// The last story of each inode number.
    inodes: BTreeMap<u64, usize>,
    /// The stories that incarnations were met with.
    met: BTreeMap<FileId, usize>,
    seed: u64,
    written: u32,
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
            seed,
            written: 0,
            log: vec![],
        }
    }

    fn random(&mut self, below: u64) -> u64 {
        self.seed ^= self.seed << 13;
        self.seed ^= self.seed >> 7;
        self.seed ^= self.seed << 17;
        (self.seed >> 16) % below
    }

    fn begin(&mut self, name: &str) -> usize {
        self.stories.push(Story::default());
        self.disk.insert(name.to_owned(), self.stories.len() - 1);
        self.stories.len() - 1
    }

    fn look(&mut self) {
        for (name, story) in &self.disk {
            self.inodes.insert(fs::metadata(self.world.path(name)).unwrap().ino(), *story);
        }
    }

    fn note(&mut self, action: &str, bytes: &[u8]) {
        self.log.push(format!("{action} {}", String::from_utf8_lossy(bytes).replace('\n', "|")));
    }

    fn poll(&mut self) -> Batch {
        // Of a file that was empty at the last look nothing is known but its inode number, which may be used again.
        let empty = |model: &Self, file| model.world.stored.get(&file).is_none_or(|cursor| cursor.size == 0);
        let unsure: Vec<FileId> = self.met.keys().copied().filter(|file| empty(self, *file)).collect();
        let batch = self.world.poll();
        for cursor in self.world.stored.values().chain(&batch.cursors) {
            if self.met.contains_key(&cursor.file) && (cursor.finished || !unsure.contains(&cursor.file)) {
                continue;
            }
            self.met.insert(cursor.file, self.inodes[&cursor.ino]);
        }
        for item in &batch.items {
            let (Item::Line { file, .. } | Item::TooLong { file, .. } | Item::Gap { file, .. }) = item;
            self.log.push(format!("    {} {} {}", &file.to_string()[19..23], self.met[file], crate::kit::tell(item)));
            self.check(item);
        }
        for (name, story) in &self.disk {
            let there = usize::try_from(fs::metadata(self.world.path(name)).unwrap().len()).unwrap();
            let story = &mut self.stories[*story];
            story.seen = story.seen.max(there);
        }
        batch
    }

    fn check(&mut self, item: &Item) {
        let (file, from, to, bytes) = match item {
            Item::Line { file, offset, bytes } => (file, *offset, *offset + bytes.len() as u64, &bytes[..]),
            Item::TooLong { file, offset, length, prefix, .. } => (file, *offset, *offset + *length, &prefix[..]),
            Item::Gap { file, at, bytes, .. } => {
                let story = &mut self.stories[self.met[file]];
                assert!(story.lost, "a gap in what is whole: {item:?} {}", self.met[file]);
                assert!(at + bytes.unwrap_or(0) <= story.bytes.len() as u64, "more lost than there ever was");
                story.gaps.push(*at);
                return;
            }
        };
        let story = &mut self.stories[self.met[file]];
        let (from, to) = (usize::try_from(from).unwrap(), usize::try_from(to).unwrap());
        assert_eq!(&story.bytes[from..from + bytes.len()], bytes, "not what was written there");
        assert!(story.read.iter().all(|(a, b)| to <= *a || *b <= from), "read twice: {from}..{to}");
        story.read.push((from, to));
    }

    fn end(&mut self) {
        self.note("end", b"");
        for round in 0..60 {
            if round == 20 {
                self.world.restart();
            }
            self.poll();
        }
        for (number, story) in self.stories.iter().enumerate() {
            let mut from = 0;
            for line in story.bytes[..story.seen].split_inclusive(|byte| *byte == b'\n') {
                let to = from + line.len() - 1;
                let taken: usize = story.read.iter().map(|(a, b)| (*b).min(to).saturating_sub((*a).max(from))).sum();
                let excused = story.gaps.iter().any(|gap| *gap <= to as u64);
                if line.ends_with(b"\n") {
                    assert!(
                        taken == to - from || excused,
                        "lost in silence: {} of story {number}",
                        String::from_utf8_lossy(line)
                    );
                }
                from += line.len();
            }
        }
    }
}

fn play(number: u64) -> (usize, usize) {
    let mut model = Model::new(number);
    let played = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        for _ in 0..60 {
            model.step();
            model.look();
        }
        model.end();
    }));
    if let Err(panic) = played {
        println!("history {number}:\n{}", model.log.join("\n"));
        println!("{:#?}\n{:?}\n{:?}", model.world.stored, model.inodes, model.disk);
        std::panic::resume_unwind(panic);
    }
    let read = model.stories.iter().map(|story| story.read.len()).sum();
    (read, model.stories.iter().map(|story| story.gaps.len()).sum())
}

#[test]
fn five_hundred_histories() {
    let (mut read, mut gaps) = (0, 0);
    for number in 0..500 {
        let (lines, told) = play(number);
        read += lines;
        gaps += told;
    }
    assert!(read > 10_000 && gaps > 500, "{read} lines and {gaps} gaps are too few to prove anything");
}
