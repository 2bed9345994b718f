//! Chance with a seed.

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use uuid::Uuid;

#[derive(Debug)]
pub struct Dice(StdRng);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// Between 0 and 1.
    pub fn even(&mut self) -> f64 {
        self.0.random()
    }

    pub fn chance(&mut self, of: f64) -> bool {
        self.even() < of
    }

    pub fn below(&mut self, end: u32) -> u32 {
        self.0.random_range(0..end)
    }

    /// A place in a list, none in an empty one.
    pub fn index<T>(&mut self, list: &[T]) -> Option<usize> {
        (!list.is_empty()).then(|| self.0.random_range(0..list.len()))
    }

    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        self.index(list).map(|n| &list[n])
    }

    /// A place whose item fits.
    pub fn index_where<T>(&mut self, list: &[T], fits: impl Fn(&T) -> bool) -> Option<usize> {
        let places: Vec<usize> = (0..list.len()).filter(|n| fits(&list[*n])).collect();
        self.pick(&places).copied()
    }

    pub fn weighted<T: Copy>(&mut self, list: &[(u32, T)]) -> T {
        let mut left = self.below(list.iter().map(|(weight, _)| weight).sum());
        for (weight, item) in list {
            if left < *weight {
                return *item;
            }
            left -= weight;
        }
        list[0].1
    }

    pub fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.0.random()).into_uuid()
    }

    /// Random letters, as in the ids of links.
    pub fn letters(&mut self, count: usize) -> String {
        const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        (0..count).map(|_| char::from(LETTERS[self.0.random_range(0..LETTERS.len())])).collect()
    }
}
