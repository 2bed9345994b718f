//! The walk through Authentik's events against a model of Authentik: events that become visible late, pages that shift
//! under deletions and insertions, equal times, clocks that differ, an order that isn't honoured.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};
use dezky_connect::authentik::{Ask, Read, Step, Unrest, Walk};

/// Seconds; 10.5 were seen (facts/authentik.md §2.4).
const LATEST: i64 = 10_500_000;
const MINUTE: i64 = 60_000_000;

fn at(micros: i64) -> DateTime<Utc> {
    DateTime::from_timestamp_micros(1_795_000_000_000_000 + micros).unwrap()
}

fn micros(time: DateTime<Utc>) -> i64 {
    time.timestamp_micros() - 1_795_000_000_000_000
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) % sides
    }
}

#[derive(Debug, Clone)]
struct Row {
    pk: u32,
    created: i64,
    visible: i64,
    deleted: i64,
}

/// An Authentik's table of events.
struct Model {
    rows: Vec<Row>,
    now: i64,
    dice: Dice,
    /// The largest page that is set there.
    largest: u32,
    ascending: bool,
    /// Rows of the same time come in any order, another one each time.
    shuffles: bool,
}

impl Model {
    fn new(seed: u64) -> Self {
        let dice = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        Self { rows: Vec::new(), now: 0, dice, largest: 100, ascending: false, shuffles: false }
    }

    fn with(count: u32) -> Self {
        let mut model = Self::new(7);
        (0..count).for_each(|_| model.make(0));
        model
    }

    /// An event now, visible after `late`.
    fn make(&mut self, late: i64) {
        self.now += 1000;
        let (pk, created) = (self.rows.len() as u32, self.now);
        self.rows.push(Row { pk, created, visible: created + late, deleted: i64::MAX });
    }

    fn there(&self) -> Vec<&Row> {
        self.rows.iter().filter(|row| row.visible <= self.now && self.now < row.deleted).collect()
    }

    fn delete(&mut self, goes: impl Fn(&Row) -> bool) {
        let now = self.now;
        self.rows.iter_mut().filter(|row| row.deleted == i64::MAX && goes(row)).for_each(|row| row.deleted = now);
    }

    /// One call of the API.
    fn list(&mut self, ask: Ask) -> Option<Read> {
        let salt = if self.shuffles { self.dice.roll(1 << 20) as u32 } else { 0 };
        let mut rows: Vec<(String, i64, u32)> = self
            .there()
            .iter()
            .map(|row| (row.pk.to_string(), row.created, row.pk.wrapping_mul(2_654_435_761) ^ salt))
            .collect();
        rows.sort_by_key(|(_, created, tie)| (std::cmp::Reverse(*created), *tie));
        if self.ascending {
            rows.reverse();
        }
        let size = ask.size.min(self.largest) as usize;
        let start = (ask.page as usize - 1) * size;
        if start > 0 && start >= rows.len() {
            return None;
        }
        let end = (start + size).min(rows.len());
        let more = end < rows.len();
        let rows: Vec<_> = rows[start..end].iter().map(|(pk, created, _)| (pk.clone(), at(*created))).collect();
        Some(Read { start: start as u64, len: rows.len() as u64, rows, more })
    }

    /// Walks to the end; `between` happens between two calls. What was read, what came of it, and how many calls it took.
    fn walk(&mut self, mut walk: Walk, mut between: impl FnMut(&mut Self)) -> (HashSet<u32>, Step, usize) {
        let (mut read, mut ask) = (HashSet::new(), walk.first());
        for calls in 1..10_000 {
            let step = match self.list(ask) {
                Some(page) => {
                    read.extend(page.rows.iter().map(|(pk, _)| pk.parse::<u32>().unwrap()));
                    walk.read(&page)
                }
                None => walk.gone(),
            };
            between(self);
            match step {
                Step::Next(next) | Step::Again(next) => ask = next,
                end => return (read, end, calls),
            }
        }
        panic!("a walk without an end");
    }
}

fn everything(model: &Model) -> Walk {
    Walk::everything(at(model.now))
}

fn follow(model: &Model, watermark: i64) -> Walk {
    Walk::follow(at(watermark), TimeDelta::minutes(2), at(model.now))
}

fn done(step: Step) -> i64 {
    match step {
        Step::Done { watermark } => micros(watermark.unwrap()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_first_walk_reads_everything_and_asks_for_few_pages() {
    let mut model = Model::with(2500);
    let walk = everything(&model);
    assert_eq!(walk.first(), Ask { page: 1, size: 100 });
    let (read, step, calls) = model.walk(walk, |_| {});
    assert_eq!((read.len(), done(step)), (2500, 2_500_000));
    assert!(calls <= 32, "{calls}");
}

#[test]
fn an_empty_list_is_read_at_once() {
    let mut model = Model::new(1);
    let walk = everything(&model);
    assert_eq!(model.walk(walk, |_| {}), (HashSet::new(), Step::Done { watermark: None }, 1));
    let walk = follow(&model, 5);
    assert_eq!(model.walk(walk, |_| {}).1, Step::Done { watermark: Some(at(5)) });
}

#[test]
fn following_reads_no_further_than_a_page_that_is_old_enough() {
    let mut model = Model::with(3000);
    model.now += 10 * MINUTE;
    let first = everything(&model);
    let watermark = done(model.walk(first, |_| {}).1);
    (0..30).for_each(|_| model.make(0));
    let walk = follow(&model, watermark);
    let (read, step, calls) = model.walk(walk, |_| {});
    assert!((2970..3000).all(|pk| !read.contains(&pk) || pk < 3000) && (3000..3030).all(|pk| read.contains(&pk)));
    assert_eq!(done(step), model.now);
    // All of the first 3000 were made within three seconds, so within the overlap.
    assert!(calls < 40, "{calls}");

    model.now += 10 * MINUTE;
    (0..30).for_each(|_| model.make(0));
    let walk = follow(&model, done(step) + 9 * MINUTE);
    let (read, _, calls) = model.walk(walk, |_| {});
    assert!((3030..3060).all(|pk| read.contains(&pk)));
    assert_eq!(calls, 2, "a page with the new ones, and one that is older as a whole");
}

#[test]
fn what_becomes_visible_late_is_read_by_the_next_walk() {
    let mut model = Model::with(10);
    model.make(LATEST);
    (0..10).for_each(|_| model.make(0));
    let walk = everything(&model);
    let (read, step, _) = model.walk(walk, |_| {});
    assert!(!read.contains(&10) && read.len() == 20);
    let watermark = done(step);
    model.now += LATEST;
    model.make(0);
    let walk = follow(&model, watermark);
    assert!(model.walk(walk, |_| {}).0.contains(&10));
}

#[test]
fn rows_that_move_up_between_two_pages_are_not_skipped() {
    // The whole first page goes while we read: every row behind it moves up by a hundred.
    let mut model = Model::with(1000);
    let (walk, mut calls) = (everything(&model), 0);
    let (read, step, _) = model.walk(walk, |model| {
        calls += 1;
        if calls == 1 {
            model.delete(|row| row.pk >= 900);
        }
    });
    assert_eq!((read.len(), done(step)), (1000, 1_000_000));

    // One goes and one comes: the count says nothing.
    let mut model = Model::with(1000);
    let (walk, mut gone) = (everything(&model), 1000);
    let (read, step, _) = model.walk(walk, |model| {
        gone -= 1;
        model.delete(|row| row.pk == gone);
        model.rows.push(Row { pk: 5000 + gone, created: 1, visible: 0, deleted: i64::MAX });
    });
    assert!(matches!(step, Step::Done { .. }), "{step:?}");
    assert!((0..900).all(|pk| read.contains(&pk)));
}

#[test]
fn the_end_may_move_while_it_is_near() {
    let mut model = Model::with(450);
    let (walk, mut calls) = (everything(&model), 0);
    let (read, step, _) = model.walk(walk, |model| {
        calls += 1;
        if calls == 3 {
            model.delete(|row| row.pk < 200 || row.pk > 440);
        }
    });
    assert_eq!(done(step), 450_000);
    assert!((200..450).all(|pk| read.contains(&pk)));

    // All of it.
    let mut model = Model::with(450);
    let walk = everything(&model);
    let (_, step, _) = model.walk(walk, |model| model.delete(|_| true));
    assert_eq!(done(step), 450_000);
}

#[test]
fn who_deletes_faster_than_we_read_is_given_up_on() {
    let page = |start: u64, newest: i64| {
        let rows = (0..100).map(|n| (format!("{newest}-{n}"), at(newest - n))).collect();
        Read { start, len: 100, rows, more: true }
    };
    let mut walk = Walk::everything(at(1 << 40));
    assert!(matches!(walk.read(&page(0, 1 << 40)), Step::Next(_)));
    // Whatever is asked for, it begins below what was read: something is missing between them.
    let steps: Vec<Step> = (0..100).map(|_| walk.read(&page(700, 1 << 20))).collect();
    assert!(steps[..60].iter().all(|step| matches!(step, Step::Again(_))), "{steps:?}");
    assert_eq!(steps[60], Step::Lost(Unrest::Deleted));
    assert_eq!(Unrest::Deleted.to_string(), "events are deleted faster than they can be read");

    // In the model there is an end of it: nothing is left.
    let mut model = Model::with(4000);
    let (walk, mut newest) = (everything(&model), 4000_u32);
    let (_, step, calls) = model.walk(walk, |model| {
        newest = newest.saturating_sub(220);
        model.delete(|row| row.pk >= newest);
    });
    assert!(matches!(step, Step::Lost(Unrest::Deleted) | Step::Done { .. }), "{step:?}");
    assert!(calls < 100, "{calls}");
}

#[test]
fn a_list_that_leads_in_a_circle_is_left() {
    let rows: Vec<_> = (0..100).map(|n| (n.to_string(), at(1000 - n))).collect();
    let page = Read { start: 0, len: 100, rows, more: true };
    let mut walk = Walk::everything(at(5000));
    assert!((0..1000).map(|_| walk.read(&page)).any(|step| step == Step::Lost(Unrest::Circle)));

    // Numbers as large as they come.
    let mut walk = Walk::everything(at(5000));
    let vast = Read { start: u64::MAX, len: u64::MAX, ..page };
    assert!((0..100).map(|_| walk.read(&vast)).any(|step| matches!(step, Step::Lost(_))));

    // No page at all, not even a first one.
    assert_eq!(Walk::everything(at(0)).gone(), Step::Lost(Unrest::Circle));
}

#[test]
fn an_order_that_is_not_honoured_means_reading_to_the_end() {
    let mut model = Model::with(730);
    model.ascending = true;
    model.now += 60 * MINUTE;
    (0..20).for_each(|_| model.make(0));
    let walk = follow(&model, model.now - MINUTE);
    assert!(walk.is_ordered());
    let (read, step, _) = model.walk(walk, |_| {});
    assert_eq!((read.len(), done(step)), (750, model.now));
}

#[test]
fn smaller_pages_than_asked_for_are_noticed() {
    let mut model = Model::with(900);
    model.largest = 30;
    let walk = everything(&model);
    let (read, _, calls) = model.walk(walk, |_| {});
    assert_eq!(read.len(), 900);
    assert!(calls < 50, "{calls}");
}

#[test]
fn a_fast_clock_does_not_carry_the_watermark_away() {
    let mut model = Model::with(10);
    model.rows.push(Row { pk: 10, created: model.now + 60 * MINUTE, visible: 0, deleted: i64::MAX });
    let walk = everything(&model);
    let watermark = done(model.walk(walk, |_| {}).1);
    assert_eq!(watermark, model.now);
    model.now += MINUTE;
    model.make(0);
    let walk = follow(&model, watermark);
    assert!(model.walk(walk, |_| {}).0.contains(&11));

    // A slow one writes what is an hour old: only the deep pass finds it.
    model.now += 90 * MINUTE;
    model.rows.push(Row { pk: 12, created: model.now - 60 * MINUTE, visible: 0, deleted: i64::MAX });
    (0..300).for_each(|_| model.make(0));
    let watermark = model.now;
    let walk = follow(&model, watermark);
    let late = model.walk(walk, |_| {}).0.contains(&12);
    let walk = Walk::deep(at(watermark), TimeDelta::hours(24), at(model.now));
    let (read, step, _) = model.walk(walk, |_| {});
    assert!(read.contains(&12) && done(step) == watermark, "{late}");
}

#[test]
fn a_long_row_of_equal_times_is_gone_through() {
    let mut model = Model::with(30);
    for pk in 30..700 {
        model.rows.push(Row { pk, created: 500, visible: 0, deleted: i64::MAX });
    }
    let walk = everything(&model);
    assert_eq!(model.walk(walk, |_| {}).0.len(), 700);
}

/// Whatever existed for the whole of a walk that came to its end is read by then: so of two walks all the more.
#[test]
fn whatever_stays_is_read() {
    let (mut ended, mut lost) = (0, Vec::new());
    for seed in 1..150 {
        let mut model = Model::new(seed);
        model.shuffles = seed % 3 == 0;
        model.largest = if seed % 5 == 0 { 7 } else { 100 };
        let mut read: HashSet<u32> = HashSet::new();
        let mut watermark: Option<i64> = None;
        let restless = 1 + model.dice.roll(4);
        for turn in 0..12 {
            happen(&mut model, 40);
            let walk = match watermark {
                None => everything(&model),
                Some(watermark) if turn % 4 == 3 => Walk::deep(at(watermark), TimeDelta::minutes(30), at(model.now)),
                Some(watermark) => follow(&model, watermark),
            };
            let began = model.now;
            let (found, step, _) = model.walk(walk.by(10), |model| happen(model, restless));
            read.extend(found);
            let Step::Done { watermark: new } = step else {
                lost.push(step);
                continue;
            };
            ended += 1;
            let new = new.map(micros);
            assert!(new >= watermark, "the watermark never goes back");
            watermark = new.or(watermark);
            for row in &model.rows {
                let stayed = row.visible <= began && row.deleted > model.now;
                assert!(!stayed || read.contains(&row.pk), "seed {seed}, walk {turn}: {row:?} was missed");
            }
        }
    }
    assert!(ended > 20 * lost.len(), "{ended} walks ended, {} were given up: {lost:?}", lost.len());
}

/// Some time passes: events are made, some of them visible late, some at the same time as others, and some are deleted.
fn happen(model: &mut Model, most: u64) {
    for _ in 0..model.dice.roll(most + 1) {
        model.now += model.dice.roll(3_000_000) as i64;
        match model.dice.roll(12) {
            0..=5 => model.make(0),
            6 | 7 => {
                let late = model.dice.roll(LATEST as u64) as i64;
                model.make(late);
            }
            8 => {
                let late = model.dice.roll(LATEST as u64) as i64;
                model.make(late);
                let made = model.rows[model.rows.len() - 1].clone();
                for _ in 0..model.dice.roll(3) {
                    model.rows.push(Row { pk: model.rows.len() as u32, ..made.clone() });
                }
            }
            9 | 10 => {
                let pk = model.dice.roll(model.rows.len() as u64 + 1) as u32;
                model.delete(|row| row.pk == pk);
            }
            _ => {
                // Somebody is removed, and all of their events with them.
                let whose = model.dice.roll(40) as u32;
                model.delete(|row| row.pk % 40 == whose);
            }
        }
    }
}
