//! What OCIS refuses in names, said before it is asked (facts/ocis.md §5).

use dezky_domain::provision::{Trouble, TroubleKind};

use crate::engine::trouble;

const FORBIDDEN: &str = "/\\.:?*\"><|";

/// A space's name, and the part of its alias that Dezky chooses: without the dot that its mark is told by.
///
/// # Errors
/// `Rejected`, with the reason in words.
pub(super) fn name(text: &str) -> Result<(), Trouble> {
    if text.trim().is_empty() {
        return refused("a space needs a name".to_owned());
    }
    if text.len() > 255 {
        return refused(format!("a space's name has at most 255 bytes, this one {}", text.len()));
    }
    match text.chars().find(|c| FORBIDDEN.contains(*c) || c.is_control()) {
        Some(c) => refused(format!("OCIS takes no {} in a space's name: {text}", c.escape_default())),
        None => Ok(()),
    }
}

/// A folder's path within its space.
///
/// # Errors
/// `Rejected`, with the reason in words.
pub(super) fn folder(path: &str) -> Result<(), Trouble> {
    let wrong = |part: &str| {
        matches!(part.trim(), "" | "." | "..") || part.len() > 255 || part.chars().any(|c| c == '\\' || c.is_control())
    };
    if path.split('/').any(wrong) { refused(format!("no path of a folder: {path}")) } else { Ok(()) }
}

fn refused(words: String) -> Result<(), Trouble> {
    Err(trouble(TroubleKind::Rejected, None, &words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_forbidden_character_is_refused_in_words() {
        for c in FORBIDDEN.chars().chain(['\n', '\0']) {
            let refusal = name(&format!("ac{c}me")).unwrap_err();
            assert_eq!(refusal.kind, TroubleKind::Rejected);
            assert!(refusal.detail.unwrap().contains(&c.escape_default().to_string()));
        }
        assert!(name("acme.dk").unwrap_err().detail.unwrap().contains("acme.dk"));
    }

    #[test]
    fn a_name_has_one_to_255_bytes() {
        assert!(name("").is_err() && name("  ").is_err());
        assert!(name(&"ø".repeat(127)).is_ok());
        assert!(name(&"ø".repeat(128)).unwrap_err().detail.unwrap().contains("256"));
        assert!(name("Acme – Verwaltung & Mehr (2)").is_ok());
    }

    #[test]
    fn a_folder_stays_in_its_space() {
        for path in ["", "/", "a//b", "../a", "a/..", "./a", "a\\b", "a/\u{7}"] {
            assert_eq!(folder(path).unwrap_err().kind, TroubleKind::Rejected, "{path:?}");
        }
        assert!(folder("Verträge/2026.1").is_ok());
    }
}
