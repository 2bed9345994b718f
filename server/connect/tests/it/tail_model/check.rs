//! What is read must be what was written, once; what isn't must be behind a gap.

use dezky_connect::tail::Item;
use dezky_domain::id::FileId;
use sha2::{Digest, Sha256};

use super::{Model, Story};

impl Model {
    pub fn check(&mut self, item: &Item) {
        let (file, from, to, digest, truncated) = match item {
            Item::Line { file, offset, bytes, truncated } => {
                (file, *offset, *offset + bytes.len() as u64, Sha256::digest(bytes), Some(*truncated))
            }
            Item::TooLong { file, offset, length, sha256, .. } => {
                (file, *offset, *offset + *length, (*sha256).into(), None)
            }
            Item::Gap { file, at, bytes, .. } => {
                self.go_on_in_what_was_cut(*file, |story| at + bytes.unwrap_or(0) <= story.bytes.len() as u64);
                let story = &mut self.stories[self.met[file]];
                assert!(story.lost, "a gap in what is whole: {item:?} {}", self.met[file]);
                assert!(at + bytes.unwrap_or(0) <= story.bytes.len() as u64, "more lost than there ever was");
                story.gaps.push(*at);
                return;
            }
        };
        let before = self.read.insert(*file, to).unwrap_or_default();
        assert!(from >= before, "out of order: {from} behind {before}");
        let (from, to) = (usize::try_from(from).unwrap(), usize::try_from(to).unwrap());
        // Two stories may begin alike, and the line of one be the beginning of the other's.
        let tells = |story: &Story| {
            let line = story.bytes.get(from..to);
            let ended = story.bytes.get(to) == Some(&b'\n');
            let cut_off = story.ends.contains(&to) || (story.lost && to == story.bytes.len());
            let ends = truncated.map_or(ended || cut_off, |truncated| if truncated { cut_off } else { ended });
            ends && line.is_some_and(|line| Sha256::digest(line) == digest && !line.contains(&b'\n'))
        };
        self.go_on_in_what_was_cut(*file, tells);
        let story = &self.stories[self.met[file]];
        assert!(tells(story), "not what was written there: {from}..{to}");
        for id in &story.ids[from..to] {
            assert!(!std::mem::replace(&mut self.taken[*id], true), "read twice: {from}..{to}");
        }
        self.lines += 1;
    }

    /// A truncation that took only what nobody had seen, or after which the file says again what was seen, can't be
    /// noticed: the same file goes on in a later story.
    fn go_on_in_what_was_cut(&mut self, file: FileId, tells: impl Fn(&Story) -> bool) {
        let number = self.met[&file];
        let story = &self.stories[number];
        // Of the file itself: its copy may have more of the story.
        let seen = self.sizes.get(&file).map_or(0, |size| story.bytes.len().min(*size));
        let goes_on = |next: &Story| {
            let same_file = next.inodes.iter().any(|inode| story.inodes.contains(inode));
            same_file && next.bytes.starts_with(&story.bytes[..seen]) && tells(next)
        };
        if !tells(story)
            && let Some(next) = (number + 1..self.stories.len()).find(|next| goes_on(&self.stories[*next]))
        {
            self.met.insert(file, next);
        }
    }

    /// By number, whether a byte is behind a gap that was told. A line that was seen, and left by a cut, belongs to two
    /// stories; a gap in the later one tells of it in both.
    fn missing(&self) -> Vec<bool> {
        let mut missing = vec![false; self.taken.len()];
        for story in &self.stories {
            let from = story.gaps.iter().min().map_or(story.ids.len(), |gap| usize::try_from(*gap).unwrap());
            story.ids[from..].iter().for_each(|id| missing[*id] = true);
        }
        missing
    }

    /// Whether something of a story may be missing from `to` on.
    fn is_excused(&self, story: &Story, to: usize) -> bool {
        let before = story.before.map(|before| &self.stories[before]);
        story.gaps.iter().any(|gap| *gap <= to as u64) || before.is_some_and(|before| self.is_excused(before, to))
    }

    /// Every line that was there at a poll is read, or is behind a gap.
    pub fn all_is_told(&self) {
        let missing = self.missing();
        for (number, story) in self.stories.iter().enumerate() {
            let mut from = 0;
            for line in story.bytes[..story.seen].split_inclusive(|byte| *byte == b'\n') {
                let to = from + line.len() - 1;
                let taken = story.ids[from..to].iter().all(|id| self.taken[*id] || missing[*id]);
                // What was there already when a cut file was met may be behind the gap of what it was before.
                let cut = story.before.is_some_and(|before| from < story.met && !self.stories[before].gaps.is_empty());
                let excused = cut || self.is_excused(story, to);
                if line.ends_with(b"\n") {
                    assert!(taken || excused, "lost in silence: {} of story {number}", String::from_utf8_lossy(line));
                }
                from += line.len();
            }
        }
    }
}
