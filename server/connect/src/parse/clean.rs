//! Text of records, made harmless: no control characters, nothing endless.

/// Longest name, path or id that is kept, in characters.
const LONGEST: usize = 1024;
const LONGEST_WORD: usize = 64;

/// Without control characters and those that turn the direction of text, which make a name look like another. `None`
/// if nothing is left.
pub(super) fn clean(text: &str) -> Option<String> {
    let shown = |c: &char| !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(shown).take(LONGEST).collect();
    (!text.trim().is_empty()).then_some(text)
}

/// An action's name, at most 64 characters. `None` if nothing is left.
pub(super) fn word(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| !c.is_control()).take(LONGEST_WORD).collect();
    (!text.trim().is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_harmless() {
        assert_eq!(clean("a\nb\u{1b}[31m\u{202e}c\u{7f}").as_deref(), Some("ab[31mc"));
        assert_eq!(clean("\r\n \t"), None);
        assert_eq!(clean(&"ä".repeat(5000)).map(|text| text.chars().count()), Some(1024));
        assert_eq!(word("login\n").as_deref(), Some("login"));
        assert_eq!(word(&"x".repeat(500)).map(|text| text.len()), Some(64));
        assert_eq!(word("\u{0} "), None);
    }
}
