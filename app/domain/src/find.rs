//! What the palette finds.

use serde::{Deserialize, Serialize};

#[cfg(feature = "server")]
use crate::fold::letters;
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

/// A name cut where it holds what was asked for, as [`folded`](crate::fold::folded) text does: each piece, and whether it
/// is the match.
#[cfg(feature = "server")]
#[must_use]
pub fn marked(name: &str, asked: &str) -> Vec<(String, bool)> {
    let wanted: Vec<char> = asked.trim().chars().flat_map(letters).collect();
    // Each with the place of what it comes from: ß is two of them.
    let plain: Vec<(usize, char)> =
        name.char_indices().flat_map(|(at, c)| letters(c).map(move |letter| (at, letter))).collect();
    let is_match = |window: &[(usize, char)]| window.iter().map(|(_, letter)| letter).eq(&wanted);
    let found = (!wanted.is_empty()).then(|| plain.windows(wanted.len()).position(is_match)).flatten();
    let Some(first) = found else { return vec![(name.to_owned(), false)] };
    let (start, last) = (plain[first].0, plain[first + wanted.len() - 1].0);
    // A letter's marks go with it.
    let end = plain[first + wanted.len()..].iter().map(|(at, _)| *at).find(|at| *at > last).unwrap_or(name.len());
    let pieces = [(&name[..start], false), (&name[start..end], true), (&name[end..], false)];
    pieces.into_iter().filter(|(piece, _)| !piece.is_empty()).map(|(piece, hit)| (piece.to_owned(), hit)).collect()
}

#[cfg(all(test, feature = "server"))]
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
        assert_eq!(marks("Renée Müller", "mull"), "Renée [Müll]er");
        assert_eq!(marks("Rene\u{301}e", "RENÉ"), "[Rene\u{301}]e");
        assert_eq!(marks("Weiß", "weis"), "[Weiß]");
        assert_eq!(marks("İstanbul", "st"), "İ[st]anbul");
        assert_eq!(marks("Mail", "files"), "Mail");
        assert_eq!(marks("Mail", " "), "Mail");
        assert_eq!(marks("a", "aaaa"), "a");
    }
}
