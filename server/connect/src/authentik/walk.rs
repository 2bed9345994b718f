//! Which page of Authentik's events to read next, and when everything was read (facts/authentik.md §2.4).
//!
//! Pages are numbered, so what is deleted or inserted while we walk moves rows from one page to another. A row can hide
//! only between two pages. Therefore pages overlap: each has to begin with a row that is strictly newer than the last
//! row of the page before it. Where it doesn't, rows were deleted above, and the walk steps back until it does. Page
//! sizes are chosen so that a page with such a beginning exists and reaches as far as it can.
//!
//! What becomes visible late (10.5 s were seen) is read by the next walk: the watermark is what was *created* last, and
//! each walk goes on until a whole page is older than the watermark by more than the overlap. The watermark moves only
//! when a walk has come to its end.

use std::collections::HashSet;

use chrono::{DateTime, TimeDelta, Utc};

/// Authentik clips larger ones (facts/authentik.md §1.2).
const LARGEST: u32 = 100;
/// Steps back beyond those that are made good by a page that leads on: more, and somebody deletes faster than we read.
const STEPS_BACK: u32 = 60;
/// Pages in a row that bring nothing further down.
const STILL: u32 = 8;

/// A page to ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ask {
    /// From 1.
    pub page: u32,
    pub size: u32,
}

/// A page that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// How many events stand before its first one.
    pub start: u64,
    /// How many events it has.
    pub len: u64,
    /// Those of them whose pk and time could be read, in their order.
    pub rows: Vec<(String, DateTime<Utc>)>,
    /// Whether there is a page behind it.
    pub more: bool,
}

impl Read {
    pub(super) fn is_descending(&self) -> bool {
        self.rows.is_sorted_by(|one, next| one.1 >= next.1)
    }
}

/// What to do next. Whatever was read so far stays valid: events are kept by their pk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    Next(Ask),
    /// Rows moved, or the end did: some of it has to be read again.
    Again(Ask),
    /// Everything was read. `None` if there is no event at all and never was.
    Done {
        watermark: Option<DateTime<Utc>>,
    },
    Lost(Unrest),
}

/// Why a walk came to no end. The watermark stays where it was, and the next walk begins anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unrest {
    #[error("events are deleted faster than they can be read")]
    Deleted,
    #[error("the pages of the list lead nowhere: the same events come again and again")]
    Circle,
}

/// One walk through the list, from its newest event down. Holds nothing but the page before.
#[derive(Debug, Clone)]
pub struct Walk {
    watermark: Option<DateTime<Utc>>,
    /// What is older needn't be read; `None` for everything.
    until: Option<DateTime<Utc>>,
    /// Nothing that Authentik says is later than this moves the watermark: the clock of one of its nodes may be fast.
    now: DateTime<Utc>,
    newest: Option<DateTime<Utc>>,
    largest: u32,
    before: Option<Page>,
    /// Authentik lists in another order: everything is read, page by page.
    disordered: bool,
    /// Rows by which pages overlap beyond what is needed; more where rows are being deleted.
    slack: u64,
    back: u64,
    stepped: u32,
    still: u32,
    asked: Ask,
}

/// What is kept of the page before.
#[derive(Debug, Clone)]
struct Page {
    /// How many events stand before what follows it.
    end: u64,
    oldest: DateTime<Utc>,
    /// Those of its rows that have its oldest time, where more of that time follow than fit on a page.
    level: Option<HashSet<String>>,
}

impl Walk {
    /// Everything that there is.
    #[must_use]
    pub fn everything(now: DateTime<Utc>) -> Self {
        Self::new(None, None, now)
    }

    /// What is newer than the watermark, and what became visible late: at least two minutes of overlap are needed, five
    /// are better. A first start that begins now follows from now.
    #[must_use]
    pub fn follow(watermark: DateTime<Utc>, overlap: TimeDelta, now: DateTime<Utc>) -> Self {
        Self::new(Some(watermark), watermark.min(now).checked_sub_signed(overlap), now)
    }

    /// The slow pass that closes what clock skew between Authentik's nodes may have left: the last `span`, a day as a
    /// rule, and never less than what is newer than the watermark.
    #[must_use]
    pub fn deep(watermark: DateTime<Utc>, span: TimeDelta, now: DateTime<Utc>) -> Self {
        Self::new(Some(watermark), now.min(watermark).checked_sub_signed(span), now)
    }

    fn new(watermark: Option<DateTime<Utc>>, until: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Self {
        Self {
            watermark,
            until,
            now,
            newest: None,
            largest: LARGEST,
            before: None,
            disordered: false,
            slack: 1,
            back: 0,
            stepped: 0,
            still: 0,
            asked: Ask { page: 1, size: LARGEST },
        }
    }

    /// With smaller pages.
    #[must_use]
    pub const fn by(mut self, largest: u32) -> Self {
        self.largest = if largest < 4 { 4 } else { largest };
        self.asked = Ask { page: 1, size: self.largest };
        self
    }

    /// The first page.
    #[must_use]
    pub const fn first(&self) -> Ask {
        self.asked
    }

    /// Whether Authentik lists newest first, as far as was seen.
    #[must_use]
    pub const fn is_ordered(&self) -> bool {
        !self.disordered
    }

    /// Takes the page that was asked for.
    pub fn read(&mut self, read: &Read) -> Step {
        self.newest = read.rows.iter().map(|(_, created)| *created).max().max(self.newest);
        let (Some(first), Some(last)) = (read.rows.first(), read.rows.last()) else { return self.blank(read) };
        if self.disordered || !read.is_descending() {
            return self.plainly(read);
        }
        if read.more && read.len < u64::from(self.asked.size) {
            // The largest page is a setting there (facts/authentik.md §1.2).
            self.largest = u32::try_from(read.len).unwrap_or(LARGEST).clamp(4, LARGEST);
        }
        if self.before.as_ref().is_some_and(|before| !before.joins(read)) {
            return self.step_back(read.start);
        }
        if !read.more || self.until.is_some_and(|until| first.1 < until) {
            return self.done();
        }
        let end = read.start.saturating_add(read.len);
        if self.before.as_ref().is_some_and(|before| last.1 >= before.oldest) {
            self.still += 1;
        } else {
            self.still = 0;
            self.stepped = self.stepped.saturating_sub(1);
        }
        if self.still > STILL {
            return Step::Lost(Unrest::Circle);
        }
        self.back = 0;
        Step::Next(self.go_on(read, end, last.1))
    }

    /// The next page begins with a row that is strictly newer than this page's last, with some slack above it. Where so
    /// many have the same time that no such page reaches further, it begins with one of those that are known.
    fn go_on(&mut self, read: &Read, end: u64, oldest: DateTime<Utc>) -> Ask {
        let joint = read.rows.iter().rposition(|(_, created)| *created > oldest);
        let from_end = joint.map_or(0, |joint| (read.rows.len() - joint) as u64);
        let ask = self.ask(end.saturating_sub(from_end + self.slack.min(joint.unwrap_or_default() as u64)));
        if joint.is_some() && u64::from(ask.page) * u64::from(ask.size) > end {
            self.before = Some(Page { end, oldest, level: None });
            return ask;
        }
        let level = read.rows.iter().filter(|(_, created)| *created == oldest).map(|(pk, _)| pk.clone());
        self.before = Some(Page { end, oldest, level: Some(level.collect()) });
        self.ask(end.saturating_sub(1))
    }

    /// Takes that there is no such page: the end has moved.
    pub fn gone(&mut self) -> Step {
        if self.disordered {
            return self.anew();
        }
        let start = u64::from(self.asked.page - 1) * u64::from(self.asked.size);
        if start == 0 {
            // An empty list has a first page.
            return Step::Lost(Unrest::Circle);
        }
        self.step_back(start)
    }

    /// A page whose rows can't be told apart, or that has none.
    fn blank(&mut self, read: &Read) -> Step {
        if read.len > 0 {
            return self.plainly(read);
        }
        // Empty, and not the first: everything behind the page before was deleted.
        if read.start > 0 || self.asked.page > 1 { self.gone() } else { self.done() }
    }

    /// Without an order nothing overlaps: page by page to the end, and the next walk closes what moved meanwhile.
    fn plainly(&mut self, read: &Read) -> Step {
        if !self.disordered {
            self.disordered = true;
            return self.anew();
        }
        let end = read.start.saturating_add(read.len);
        if !read.more {
            return self.done();
        }
        let moves = self.before.as_ref().is_none_or(|before| end > before.end);
        self.still = if moves { 0 } else { self.still + 1 };
        self.before = Some(Page { end, oldest: self.now, level: None });
        if self.still > STILL {
            return Step::Lost(Unrest::Circle);
        }
        self.asked = Ask { page: self.asked.page.saturating_add(1), size: self.largest };
        Step::Next(self.asked)
    }

    fn anew(&mut self) -> Step {
        self.stepped += 1;
        if self.stepped > STEPS_BACK {
            return Step::Lost(Unrest::Deleted);
        }
        self.before = None;
        self.asked = Ask { page: 1, size: self.largest };
        Step::Again(self.asked)
    }

    /// Twice as far as the last time, from where the page began that doesn't join.
    fn step_back(&mut self, start: u64) -> Step {
        self.stepped += 1;
        if self.stepped > STEPS_BACK {
            return Step::Lost(Unrest::Deleted);
        }
        self.slack = (self.slack * 2).min(u64::from(self.largest) / 4);
        self.back = self.back.saturating_mul(2).max(u64::from(self.largest) / 2);
        Step::Again(self.ask(start.saturating_sub(self.back)))
    }

    /// The page that has the row at `place` in it, begins near it, and reaches as far as possible.
    fn ask(&mut self, place: u64) -> Ask {
        let sizes = (self.largest / 2 + 1)..=self.largest;
        let end = |size: u32| (place / u64::from(size)).saturating_add(1).saturating_mul(u64::from(size));
        let size = sizes.max_by_key(|size| (end(*size), *size)).unwrap_or(self.largest);
        let page = u32::try_from(place / u64::from(size)).unwrap_or(u32::MAX - 1) + 1;
        self.asked = Ask { page, size };
        self.asked
    }

    fn done(&self) -> Step {
        let newest = self.newest.map(|newest| newest.min(self.now));
        Step::Done { watermark: newest.max(self.watermark) }
    }
}

impl Page {
    /// Whether nothing can hide between this page and the next.
    fn joins(&self, next: &Read) -> bool {
        let Some((_, first)) = next.rows.first() else { return false };
        next.start == 0
            || *first > self.oldest
            || self.level.as_ref().is_some_and(|level| next.rows.iter().any(|(pk, _)| level.contains(pk)))
    }
}
