//! What may happen to the file, at random.

use chrono::TimeDelta;

use super::{Database, KEPT, LIVE, Model, Story};

impl Model {
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

    /// Bytes that nobody wrote before.
    fn tells(&mut self, story: usize, bytes: &[u8]) {
        let from = self.taken.len();
        self.taken.resize(from + bytes.len(), false);
        let story = &mut self.stories[story];
        story.bytes.extend_from_slice(bytes);
        story.ids.extend(from..from + bytes.len());
    }

    pub fn note(&mut self, action: &str, bytes: &[u8]) {
        self.log.push(format!("{action} {}", String::from_utf8_lossy(bytes).replace('\n', "|")));
    }

    fn write(&mut self, name: &str, bytes: &[u8]) {
        let story = match self.disk.get(name) {
            Some(story) => *story,
            None => self.begin(name),
        };
        self.tells(story, bytes);
        self.world.append(name, bytes);
    }

    fn lines(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        for _ in 0..=self.random(3) {
            self.written += 1;
            let pad = usize::try_from(self.random(60) * self.random(6)).unwrap();
            bytes.extend_from_slice(format!("{}:{}\n", self.written, "x".repeat(pad)).as_bytes());
        }
        bytes
    }

    fn part(&mut self) -> Vec<u8> {
        self.written += 1;
        format!("{}.", self.written).into_bytes()
    }

    fn rest(&mut self) -> Vec<u8> {
        let mut bytes = self.part();
        bytes.push(b'\n');
        bytes
    }

    /// `.1` becomes `.2` and so on, the oldest is deleted.
    fn shift(&mut self) {
        let name = |n: usize| format!("{LIVE}.{n}");
        if let Some(story) = self.disk.remove(&name(KEPT)) {
            self.stories[story].lost = true;
            self.world.remove(&name(KEPT));
        }
        for n in (1..KEPT).rev() {
            if let Some(story) = self.disk.remove(&name(n)) {
                self.world.rename(&name(n), &name(n + 1));
                self.disk.insert(name(n + 1), story);
            }
        }
    }

    fn lose(&mut self) -> Option<usize> {
        let story = self.disk.remove(LIVE)?;
        self.stories[story].lost = true;
        Some(story)
    }

    /// The file loses its end. Lines that are left are the same as before; half a line may become another.
    fn cut(&mut self) {
        let old = self.disk[LIVE];
        let length = self.stories[old].bytes.len();
        let left = usize::try_from(self.random(length as u64 + 1)).unwrap();
        self.note(&format!("cut to {left} of {length}"), b"");
        // A copy from before the cut and the file are two that begin alike: where neither was read yet, both are read.
        let copied = self.disk.values().filter(|story| **story == old).count() > 1;
        if left == length || copied {
            return;
        }
        self.world.resize(left as u64);
        self.lose();
        let new = self.begin(LIVE);
        let bytes = self.stories[old].bytes[..left].to_vec();
        let whole = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |last| last + 1);
        self.stories[new].bytes.extend_from_slice(&bytes[..whole]);
        self.stories[new].ids = self.stories[old].ids[..whole].to_vec();
        self.stories[new].before = Some(old);
        self.tells(new, &bytes[whole..]);
    }

    pub fn step(&mut self) {
        let action = self.random(100);
        let there = self.disk.contains_key(LIVE);
        let first = format!("{LIVE}.1");
        match action {
            0..30 => {
                let lines = self.lines();
                self.note("append", &lines);
                self.write(LIVE, &lines);
            }
            30..40 => {
                let part = self.part();
                self.note("part", &part);
                self.write(LIVE, &part);
            }
            40..47 if there => {
                self.note("rotate", b"");
                self.shift();
                self.world.rename(LIVE, &first);
                let story = self.disk.remove(LIVE).unwrap();
                self.disk.insert(first, story);
                if self.random(2) == 0 {
                    self.write(LIVE, b"");
                }
            }
            47..54 if there => {
                self.note("copytruncate", b"");
                self.shift();
                self.world.copy(LIVE, &first).resize(0);
                let story = self.lose().unwrap();
                self.disk.insert(first, story);
                self.begin(LIVE);
            }
            54..56 if there => {
                self.note("truncate", b"");
                self.world.resize(0);
                self.lose();
                self.begin(LIVE);
            }
            56..58 if there => self.cut(),
            58..59 if there => {
                self.note("delete", b"");
                self.world.remove(LIVE);
                self.lose();
            }
            59..60 if there => {
                let lines = self.lines();
                self.note("recreate", &lines);
                self.world.remove(LIVE);
                self.lose();
                self.write(LIVE, &lines);
            }
            60..63 => {
                self.note("rename over", b"");
                let lines = self.lines();
                self.lose();
                self.begin(LIVE);
                let story = self.disk[LIVE];
                self.tells(story, &lines);
                self.world.append("next", &lines).rename("next", LIVE);
            }
            63..68 => {
                // A writer that still has the renamed file open; nobody writes to a copy.
                let Some(story) = self.disk.get(&first).copied().filter(|story| !self.stories[*story].lost) else {
                    return;
                };
                let lines = if self.stories[story].bytes.ends_with(b"\n") { self.lines() } else { self.rest() };
                self.note("late", &lines);
                self.write(&first, &lines);
            }
            68..70 => {
                self.note("gzip", b"");
                if let Some(story) = self.disk.remove(&first) {
                    let story = &mut self.stories[story];
                    story.ends.insert(story.bytes.len());
                    story.lost = true;
                    self.world.gzip(&first).rename(&format!("{first}.gz"), &format!("{first}{}.gz", self.log.len()));
                }
            }
            70..72 if there => {
                let story = self.disk[LIVE];
                if self.stories[story].bytes.len() > 600 {
                    self.note("backup", b"");
                    let name = format!("{LIVE}.9{}", self.log.len());
                    self.world.copy(LIVE, &name);
                    self.disk.insert(name, story);
                }
            }
            72..73 => {
                self.note("wait", b"");
                self.world.wait(TimeDelta::hours(2));
            }
            73..76 => {
                self.note("restart", b"");
                self.crash();
            }
            76..78 => {
                self.note("crash before the commit", b"");
                self.world.poll_in_vain();
                self.crash();
            }
            78..80 if !matches!(self.database, Database::Up) => {
                self.note("database up", b"");
                self.recover();
            }
            78..79 => {
                self.note("database down, batches are held", b"");
                self.database = Database::Holding(None);
            }
            79..80 => {
                self.note("database down, batches are dropped", b"");
                self.database = Database::Dropping;
            }
            _ => {
                self.note("poll", b"");
                self.poll();
            }
        }
    }
}
