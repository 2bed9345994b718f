//! Whose a domain is stands in its description: `Dezky <tenant's id>`, or `Dezky tenant <slug>` where an older hand wrote
//! it. What is in a domain is its tenant's. Other words may stand around the mark; an id outweighs a slug, since a slug
//! can be given to another tenant later.

use std::str::FromStr;

use dezky_domain::{id::TenantId, provision::Owner};

/// The mark as it is written.
fn mark(owner: &Owner) -> String {
    match &owner.tenant {
        Some((id, _)) => format!("Dezky {id}"),
        None => "Dezky platform".to_owned(),
    }
}

/// The description to be written: as it is wanted, with a mark if it has none.
pub fn described(description: &str, owner: &Owner) -> String {
    match description.trim() {
        "" => mark(owner),
        text if is_ours(text, owner) => text.to_owned(),
        text => format!("{text} ({})", mark(owner)),
    }
}

pub fn is_ours(description: &str, owner: &Owner) -> bool {
    let marks = Marks::read(description);
    match &owner.tenant {
        Some((id, _)) if !marks.ids.is_empty() => marks.ids.iter().all(|it| it == id),
        Some((_, slug)) => !marks.slugs.is_empty() && marks.slugs.iter().all(|it| it == slug.as_str()),
        None => marks.platform && marks.ids.is_empty() && marks.slugs.is_empty(),
    }
}

/// Every mark in a description.
#[derive(Debug, Default)]
struct Marks {
    ids: Vec<TenantId>,
    slugs: Vec<String>,
    platform: bool,
}

impl Marks {
    fn read(description: &str) -> Self {
        let mut marks = Self::default();
        let words: Vec<_> =
            description.split(|c: char| !c.is_alphanumeric() && c != '-').filter(|word| !word.is_empty()).collect();
        for (at, _) in words.iter().enumerate().filter(|(_, word)| **word == "Dezky") {
            match (words.get(at + 1), words.get(at + 2)) {
                (Some(&"tenant"), Some(slug)) => marks.slugs.push((*slug).to_owned()),
                (Some(&"platform"), _) => marks.platform = true,
                (Some(word), _) => marks.ids.extend(TenantId::from_str(word)),
                _ => {}
            }
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use dezky_domain::tenant::Slug;

    use super::*;

    const ACME: &str = "01989f2e-7a10-7000-8000-00000000000a";
    const OTHER: &str = "01989f2e-7a10-7000-8000-00000000000b";

    fn acme() -> Owner {
        Owner { tenant: Some((ACME.parse().unwrap(), Slug::parse("acme").unwrap())) }
    }

    #[test]
    fn a_mark_is_whole_words() {
        for ours in [
            format!("Dezky {ACME}"),
            "Dezky tenant acme".to_owned(),
            format!("Acme Ltd. (Dezky {ACME})"),
            "mail; Dezky tenant acme.".to_owned(),
            format!("Dezky {ACME}, once Dezky tenant acme-old"),
        ] {
            assert!(is_ours(&ours, &acme()), "{ours}");
        }
        for not_ours in [
            String::new(),
            "acme".to_owned(),
            "Dezky".to_owned(),
            "Dezky tenant".to_owned(),
            "Dezky tenant acme-two".to_owned(),
            "Dezky tenant ac".to_owned(),
            "NotDezky tenant acme".to_owned(),
            "dezky tenant acme".to_owned(),
            "Dezky platform".to_owned(),
            "Dezky tenant acme, Dezky tenant globex".to_owned(),
            format!("Dezky {OTHER}"),
            format!("Dezky {OTHER}, Dezky tenant acme"),
            format!("Dezky {ACME} Dezky {OTHER}"),
        ] {
            assert!(!is_ours(&not_ours, &acme()), "{not_ours}");
        }
    }

    #[test]
    fn the_platform_is_an_owner_too() {
        let platform = Owner { tenant: None };
        assert!(is_ours("Dezky platform", &platform));
        assert!(!is_ours("Dezky tenant acme", &platform) && !is_ours("", &platform));
        assert!(!is_ours(&format!("Dezky platform, Dezky {ACME}"), &platform));
    }

    #[test]
    fn what_is_written_is_found_again() {
        for text in ["", "Acme", "  Acme Ltd.  ", "Dezky tenant acme", "Dezky tenant globex, moved"] {
            let written = described(text, &acme());
            assert!(written.starts_with(text.trim()) && described(&written, &acme()) == written, "{written}");
            assert!(is_ours(&written, &acme()), "{written}");
        }
        assert_eq!(described("Acme", &acme()), format!("Acme (Dezky {ACME})"));
    }
}
