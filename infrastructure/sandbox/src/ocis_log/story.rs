//! What the people of the directory do with their files: small, believable, and the same for the same seed.
//!
//! An act gives one record or the few that OCIS writes together. Every id is one of the directory, or was made up by an
//! earlier act, except for rare acts of people and spaces that no tenant knows: a timeline must be able to keep those.

mod admin;
mod dice;
mod estate;
mod files;
mod links;
mod shares;
mod spaces;
mod words;

use chrono::{DateTime, TimeDelta, Utc};

use self::dice::Dice;
use self::estate::{Estate, Ids};
use super::record::Record;
use crate::directory::Directory;

/// A story without an end.
#[derive(Debug)]
pub struct Story {
    dice: Dice,
    ids: Ids,
    estates: Vec<Estate>,
}

/// One tenant at one moment: what an act has at hand.
struct Scene<'a> {
    dice: &'a mut Dice,
    ids: Ids,
    estate: &'a mut Estate,
    now: DateTime<Utc>,
}

/// An act gives nothing where it has nothing to act on.
type Act<'a> = fn(&mut Scene<'a>) -> Vec<Record>;

impl Story {
    /// The story of the built-in directory.
    ///
    /// # Panics
    /// If `directory.toml`, as compiled in, cannot be read; the directory's own tests would have failed before.
    pub fn new(seed: u64) -> Self {
        let directory = Directory::built_in("http://localhost:3000");
        #[expect(clippy::expect_used, reason = "the text is compiled in and read by a test of the directory")]
        Self::with(seed, &directory.expect("the built-in directory is sound"))
    }

    pub fn with(seed: u64, directory: &Directory) -> Self {
        let mut dice = Dice::new(seed);
        let ids = Ids {
            storage: directory.ocis.storage,
            admin: directory.ocis.admin,
            service: directory.ocis.service_account,
        };
        let estates = directory.tenants.iter().map(|t| Estate::of(t, directory, &mut dice)).collect();
        Self { dice, ids, estates }
    }

    /// Goes on with an audit log that has a beginning: nobody's personal space is new.
    pub fn resume(&mut self) {
        self.estates.iter_mut().flat_map(|e| &mut e.people).for_each(|p| p.visited = true);
    }

    /// How it began: the spaces are made and shared with everybody.
    pub fn prologue(&mut self, at: DateTime<Utc>) -> Vec<Record> {
        let mut records = Vec::new();
        for number in 0..self.estates.len() {
            let now = at + TimeDelta::seconds(40 * number as i64);
            records.extend(self.scene(number, now).found());
        }
        records
    }

    /// The next act, at `now`: one record or more, and none only for a directory without people.
    pub fn act(&mut self, now: DateTime<Utc>) -> Vec<Record> {
        // Some act always fits, a file can always be made; the bound is for directories without people.
        for _ in 0..100 {
            // A tenant is as busy as it has people.
            let busy: Vec<usize> = self.estates.iter().enumerate().flat_map(|(n, e)| vec![n; e.people.len()]).collect();
            let Some(&number) = self.dice.pick(&busy) else { break };
            let act = self.dice.weighted(&acts());
            let records = act(&mut self.scene(number, now));
            if !records.is_empty() {
                return records;
            }
        }
        Vec::new()
    }

    /// An even number between 0 and 1, for whoever paces the story.
    pub fn even(&mut self) -> f64 {
        self.dice.even()
    }

    fn scene(&mut self, number: usize, now: DateTime<Utc>) -> Scene<'_> {
        Scene { dice: &mut self.dice, ids: self.ids, estate: &mut self.estates[number], now }
    }
}

/// How often each act is tried, in proportion.
fn acts<'a>() -> [(u32, Act<'a>); 26] {
    [
        (400, Scene::read),
        (170, Scene::upload),
        (90, Scene::overwrite),
        (15, Scene::copy),
        (45, Scene::make_folder),
        (55, Scene::rename),
        (45, Scene::delete),
        (20, Scene::restore),
        (6, Scene::purge),
        (10, Scene::restore_version),
        (40, Scene::share_with_person),
        (18, Scene::share_with_group),
        (10, Scene::update_share),
        (6, Scene::hide_share),
        (12, Scene::unshare),
        (28, Scene::make_link),
        (35, Scene::use_link),
        (16, Scene::change_link),
        (12, Scene::remove_link),
        (10, Scene::update_space),
        (3, Scene::rename_space),
        (8, Scene::grant_space),
        (4, Scene::trial_space),
        (14, Scene::change_feature),
        (12, Scene::change_group),
        (3, Scene::guest),
    ]
}
