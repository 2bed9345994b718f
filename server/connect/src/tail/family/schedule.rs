//! Who is looked at, and when: those of which something was told, those that are due, and from time to time all others,
//! in case something wasn't told. Those that have something take turns until the batch is full.

use std::io;

use chrono::{DateTime, TimeDelta, Utc};

use super::{
    super::{Batch, Item, Limits, directory::os_error},
    Family, around,
};

/// How often the directory is listed, and all files are looked at, by whether the system tells what happens there.
const LIST: [TimeDelta; 2] = [TimeDelta::seconds(1), TimeDelta::seconds(60)];
const SWEEP: [TimeDelta; 2] = [TimeDelta::seconds(5), TimeDelta::seconds(60)];
/// Looks that one poll makes.
const TURNS: usize = 256;
/// What is wrong with a file is tried again after this.
const AGAIN: TimeDelta = TimeDelta::seconds(2);
/// Files that are read at once may keep what they read ahead, a megabyte each.
const AHEAD: usize = 16;
/// What is wrong is told of so many files; the others are tried again as well.
const TOLD: usize = 8;

/// `EMFILE` and `ENFILE`.
const NO_DESCRIPTORS: [i32; 2] = [24, 23];

impl Family {
    /// Takes in what the system tells, or lists the directory.
    pub(super) fn listen(&mut self, now: DateTime<Utc>) -> io::Result<()> {
        let told = self.listing.hear();
        let every = LIST[usize::from(told)];
        let lost = self.listing.was_lost();
        // A clock that was set back is a reason to look.
        if lost || self.scanned.is_none_or(|scanned| now - scanned >= every || now < scanned) {
            self.listing.list()?;
            self.scanned = Some(now);
        }
        self.meet();
        for name in self.listing.heard() {
            self.wake(&name);
        }
        if lost {
            let names: Vec<String> = self.members.keys().cloned().collect();
            self.look_at(names);
        }
        Ok(())
    }

    /// Looks whether anything happened that wasn't told, at as many members as it is time for.
    pub(super) fn sweep(&mut self, now: DateTime<Utc>) {
        let every = SWEEP[usize::from(self.listing.is_watched())].num_milliseconds();
        let (from, at) = &self.swept;
        let passed = (now - *at).num_milliseconds().clamp(0, every);
        let count = self.members.len() as i64 * passed / every;
        if count == 0 {
            if now < *at || self.members.is_empty() {
                self.swept.1 = now;
            }
            return;
        }
        let names: Vec<String> =
            around(&self.members, from).take(usize::try_from(count).unwrap_or(0)).cloned().collect();
        self.swept = (names.last().cloned().unwrap_or_default(), now);
        self.look_at(names);
    }

    /// Wakes those that aren't as they were.
    fn look_at(&mut self, names: Vec<String>) {
        for name in names {
            if self.members.get(&name).is_some_and(|member| !member.queued && member.sign != self.sign(&name)) {
                self.wake(&name);
            }
        }
    }

    /// Reads from those that are ready, each a fair share of what is left, until the batch is full.
    pub(super) fn take_turns(&mut self, batch: &mut Batch, now: DateTime<Utc>) {
        let (mut lines, mut bytes) = (self.limits.batch_lines, self.limits.batch_bytes);
        for _ in 0..TURNS {
            if lines == 0 || bytes == 0 {
                break;
            }
            let Some(name) = self.ready.pop_front() else { break };
            let share = self.ready.len() + 1;
            let limits =
                Limits { batch_lines: (lines / share).max(1), batch_bytes: (bytes / share).max(1), ..self.limits };
            let from = batch.items.len();
            self.one_turn(&name, limits, batch, now);
            lines = lines.saturating_sub(batch.items.len() - from);
            bytes = bytes.saturating_sub(batch.items[from..].iter().map(Item::weight).sum());
            self.close_some();
        }
        batch.more = !self.ready.is_empty();
    }

    fn one_turn(&mut self, name: &str, limits: Limits, batch: &mut Batch, now: DateTime<Utc>) {
        let sign = self.sign(name);
        let linked = self.listing.is_link(name);
        let many = self.ready.len() > AHEAD;
        let Some(member) = self.members.get_mut(name) else { return };
        (member.queued, member.sign, member.linked) = (false, sign, linked);
        if let Some(due) = member.due.take() {
            self.due.remove(&(due, name.to_owned()));
        }
        let held = member.tail.open_files();
        self.open.remove(&(member.turn, name.to_owned()));
        self.turn += 1;
        member.turn = self.turn;
        let polled = member.tail.poll_within(limits);
        if many {
            member.tail.forget_ahead();
        }
        let open = member.tail.open_files();
        self.held = self.held + open - held;
        if open > 0 {
            self.open.insert((member.turn, name.to_owned()));
        }
        let mut wait = member.wait(now);
        match polled {
            Ok(polled) => {
                if !polled.items.is_empty() || !polled.cursors.is_empty() {
                    member.changed = now;
                    wait = member.wait(now);
                }
                batch.items.extend(polled.items);
                batch.cursors.extend(polled.cursors.into_iter().map(|mut cursor| {
                    name.clone_into(&mut cursor.follows);
                    cursor
                }));
                batch.trouble.extend(polled.trouble);
                if polled.more {
                    self.wake(name);
                } else if member.tail.is_over() && !self.listing.has(name) {
                    self.members.remove(name);
                    self.listing.remove(name);
                    return;
                }
            }
            Err(error) => {
                if os_error(&error).is_some_and(|number| NO_DESCRIPTORS.contains(&number)) {
                    self.means.open_files = (self.means.open_files / 2).max(1);
                }
                if batch.trouble.len() < TOLD {
                    batch.trouble.push(error.to_string());
                }
                wait = Some(wait.map_or(AGAIN, |wait| wait.min(AGAIN)));
            }
        }
        if let (Some(wait), Some(member)) = (wait, self.members.get_mut(name)) {
            member.due = Some(now + wait);
            self.due.insert((now + wait, name.to_owned()));
        }
    }

    /// Closes what was longest unused, while more is open than may be.
    fn close_some(&mut self) {
        while self.held > self.means.open_files {
            let Some((_, name)) = self.open.pop_first() else { return };
            let Some(member) = self.members.get_mut(&name) else { continue };
            let before = member.tail.open_files();
            member.tail.rest();
            self.held -= before - member.tail.open_files();
        }
    }
}
