//! Which names of a directory a family follows: `*` stands for any letters, `?` for one.

use std::fmt;

/// A pattern for names, such as `*.log` or `stalwart.*`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

/// Not a pattern for names: it is empty, or has a slash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a pattern stands for names in one directory: it can't be empty, and can't have a slash")]
pub struct BadPattern;

impl Pattern {
    /// # Errors
    /// When it can't stand for a name.
    pub fn new(text: impl Into<String>) -> Result<Self, BadPattern> {
        let text = text.into();
        if text.is_empty() || text.contains('/') { Err(BadPattern) } else { Ok(Self(text)) }
    }

    /// Whether it stands for `name`. As in a shell, a hidden name is only meant where the pattern begins with a dot.
    #[must_use]
    pub fn matches(&self, name: &str) -> bool {
        if name.starts_with('.') && !self.0.starts_with('.') {
            return false;
        }
        let (pattern, name): (Vec<char>, Vec<char>) = (self.0.chars().collect(), name.chars().collect());
        let (mut at, mut from) = (0, 0);
        // Where the last star stands, and up to where it reaches so far.
        let mut star: Option<(usize, usize)> = None;
        while from < name.len() {
            match pattern.get(at) {
                Some('*') => {
                    star = Some((at, from));
                    at += 1;
                }
                Some(letter) if *letter == '?' || *letter == name[from] => (at, from) = (at + 1, from + 1),
                _ => {
                    let Some((stands, reaches)) = star else { return false };
                    star = Some((stands, reaches + 1));
                    (at, from) = (stands + 1, reaches + 1);
                }
            }
        }
        pattern[at..].iter().all(|letter| *letter == '*')
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_is_any_letters_and_a_question_mark_one() {
        let matches = |pattern: &str, name: &str| Pattern::new(pattern).unwrap().matches(name);
        for (pattern, name) in [
            ("*.log", "a.log"),
            ("*.log", "a.log.log"),
            ("stalwart.*", "stalwart.2026-11-24"),
            ("stalwart.????-??-??", "stalwart.2026-11-24"),
            ("a*b*c", "a1b2b3c"),
            ("*", "ä"),
            (".*", ".hidden"),
        ] {
            assert!(matches(pattern, name), "{pattern} {name}");
        }
        for (pattern, name) in [
            ("*.log", "a.log.1"),
            ("*.log", ".hidden.log"),
            ("stalwart.*", "stalwart"),
            ("stalwart.????-??-??", "stalwart.2026-11-24.1"),
            ("a*b*c", "a1c2b"),
            ("?", ""),
        ] {
            assert!(!matches(pattern, name), "{pattern} {name}");
        }
        assert_eq!((Pattern::new(""), Pattern::new("a/*.log")), (Err(BadPattern), Err(BadPattern)));
    }
}
