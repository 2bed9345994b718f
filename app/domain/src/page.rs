//! Pages of lists. A list that only grows at its head is read by keyset (`Cursor`), so that page 10,000 costs what page
//! 1 costs; a list that is sorted by choice is read by number.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// A place between two rows of a list that is ordered by time, then by sequence, both falling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// Microseconds since 1970, UTC.
    pub micros: i64,
    pub seq: i64,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.micros, self.seq)
    }
}

impl FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (micros, seq) = text.split_once('.').ok_or(())?;
        Ok(Self { micros: micros.parse().map_err(|_| ())?, seq: seq.parse().map_err(|_| ())? })
    }
}

/// How many rows a numbered page has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit(u16);

impl Limit {
    pub const CHOICES: [u16; 4] = [25, 50, 100, 200];

    /// The choice that was asked for, or the smallest.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        Self(text.parse().ok().filter(|n| Self::CHOICES.contains(n)).unwrap_or(Self::CHOICES[0]))
    }

    #[must_use]
    pub const fn rows(self) -> u64 {
        self.0 as u64
    }
}

impl Default for Limit {
    fn default() -> Self {
        Self(Self::CHOICES[0])
    }
}

/// A numbered page: its rows, and how many there are in all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    pub rows: Vec<T>,
    pub total: u64,
    /// From 1.
    pub number: u64,
    pub limit: Limit,
}

impl<T> Page<T> {
    /// First and last row as people count them; `(0, 0)` of nothing.
    #[must_use]
    pub const fn span(&self) -> (u64, u64) {
        if self.rows.is_empty() {
            return (0, 0);
        }
        let before = (self.number - 1) * self.limit.rows();
        (before + 1, before + self.rows.len() as u64)
    }

    #[must_use]
    pub const fn has_next(&self) -> bool {
        self.number * self.limit.rows() < self.total
    }
}

/// `path` where it is a path of this host, and `/` otherwise: no redirect of ours leads to a stranger.
#[must_use]
pub fn here(path: &str) -> &str {
    // `//evil.example` and `/\evil.example` are addresses of other hosts to a browser, and a tab or a line break in
    // between is dropped before it looks.
    let second = path.chars().nth(1);
    let fine = path.starts_with('/')
        && !matches!(second, Some('/' | '\\'))
        && path.len() <= 2_000
        && !path.chars().any(|c| c.is_control() || c == '\\');
    if fine { path } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_path_of_this_host_is_taken() {
        for fine in ["/", "/operator/audit?q=a%20b&before=1.2", "/me#sessions"] {
            assert_eq!(here(fine), fine);
        }
        for evil in
            ["", "//evil.example", "/\\evil.example", "https://evil.example", "/\t/evil.example", "\\\\e", "/a\\b"]
        {
            assert_eq!(here(evil), "/", "{evil:?}");
        }
    }

    #[test]
    fn a_cursor_survives_its_url_and_nothing_else_is_one() {
        let cursor = Cursor { micros: -5, seq: 9 };
        assert_eq!(cursor.to_string().parse(), Ok(cursor));
        for wrong in ["", "1", "1.", ".1", "1.2.3", "99999999999999999999.1"] {
            assert_eq!(wrong.parse::<Cursor>(), Err(()), "{wrong:?}");
        }
    }

    #[test]
    fn a_page_counts_as_people_do() {
        let page = Page { rows: vec![(); 3], total: 28, number: 2, limit: Limit::default() };
        assert_eq!((page.span(), page.has_next()), ((26, 28), false));
        let nothing = Page::<()> { rows: vec![], total: 0, number: 1, limit: Limit::default() };
        assert_eq!((nothing.span(), nothing.has_next()), ((0, 0), false));
    }
}
