//! What the palette finds.

use serde::{Deserialize, Serialize};

use crate::{everybody::Somebody, launch::Tile, member::Member, tenant::Tenant};

crate::words! {
    /// In the order in which they stand.
    FindGroup {
        People = "people",
        /// Something to do.
        Do = "do",
        Apps = "apps",
        Tenants = "tenants",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    pub group: FindGroup,
    /// An icon of the sprite without its weight, or the initials of a person.
    pub icon: String,
    pub name: String,
    /// Beside the name, quieter.
    pub more: String,
    /// At the right: what kind of thing it is, or its state.
    pub kind: String,
    pub url: String,
}

/// What was found in the database; acts and pages are found among the texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    /// At most [`MOST`], and so are the others.
    pub people: Vec<Member>,
    /// Of all tenants, on the platform's host.
    pub everybody: Vec<Somebody>,
    pub tenants: Vec<Tenant>,
    /// Every tile that the caller sees; there are few.
    pub tiles: Vec<Tile>,
}

/// Of each kind.
pub const MOST: usize = 6;

/// A name cut where it holds what was asked for, whatever the case: each piece, and whether it is the match.
#[must_use]
pub fn marked(name: &str, asked: &str) -> Vec<(String, bool)> {
    let fold = |c: char| c.to_lowercase().next().unwrap_or(c);
    let wanted: Vec<char> = asked.trim().chars().map(fold).collect();
    let letters: Vec<char> = name.chars().collect();
    let folded: Vec<char> = letters.iter().map(|c| fold(*c)).collect();
    let found =
        (!wanted.is_empty()).then(|| folded.windows(wanted.len()).position(|window| window == wanted)).flatten();
    let Some(at) = found else { return vec![(name.to_owned(), false)] };
    let end = at + wanted.len();
    let piece = |letters: &[char], is_match| (letters.iter().collect::<String>(), is_match);
    let pieces = [piece(&letters[..at], false), piece(&letters[at..end], true), piece(&letters[end..], false)];
    pieces.into_iter().filter(|(piece, _)| !piece.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_match_is_marked_where_it_stands() {
        let marks = |name: &str, asked: &str| {
            let pieces = marked(name, asked).into_iter();
            pieces.map(|(piece, is_match)| if is_match { format!("[{piece}]") } else { piece }).collect::<String>()
        };
        assert_eq!(marks("Matilda Thorn", "TIL"), "Ma[til]da Thorn");
        assert_eq!(marks("Øle", "ø"), "[Ø]le");
        assert_eq!(marks("İstanbul", "st"), "İ[st]anbul");
        assert_eq!(marks("Mail", "files"), "Mail");
        assert_eq!(marks("Mail", " "), "Mail");
        assert_eq!(marks("a", "aaaa"), "a");
    }
}
