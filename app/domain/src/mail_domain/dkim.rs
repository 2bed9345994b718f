//! DKIM (RFC 6376 §3.6.1): the public half of a key that signs. What counts is the key, not how it is written.

use super::{Reason, RecordState};

/// A tag of a list like `v=DKIM1; k=rsa; p=…`, without blanks; its last value where it stands twice.
pub(super) fn tag(text: &str, name: &str) -> Option<String> {
    let mut pairs = text.split(';').filter_map(|pair| pair.split_once('='));
    let found = pairs.rfind(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    found.map(|(_, value)| value.chars().filter(|c| !c.is_whitespace()).collect())
}

pub(super) fn judge(wanted: &str, seen: &[&str]) -> (RecordState, Option<Reason>) {
    let one = match seen {
        [] => return (RecordState::Missing, Some(Reason::DkimMissing)),
        [one] => *one,
        // Which of two counts nobody knows (RFC 6376 §3.6.2.2).
        [..] => return (RecordState::Different, Some(Reason::DkimSeveral)),
    };
    let kind = |text: &str| tag(text, "k").unwrap_or_else(|| "rsa".to_owned()).to_ascii_lowercase();
    match tag(one, "p") {
        Some(key) if key.is_empty() => (RecordState::Different, Some(Reason::DkimRevoked)),
        Some(key) if tag(wanted, "p").as_ref() == Some(&key) && kind(one) == kind(wanted) => {
            let testing = tag(one, "t").is_some_and(|flags| flags.split(':').any(|flag| flag == "y"));
            if testing { (RecordState::Weaker, Some(Reason::DkimTesting)) } else { (RecordState::Right, None) }
        }
        _ => (RecordState::Different, Some(Reason::DkimOther)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_counts_and_not_its_blanks() {
        let wanted = "v=DKIM1; k=rsa; h=sha256; p=MIIBIjANBg";
        let wrong = |why| (RecordState::Different, Some(why));
        for (seen, expected) in [
            (vec![wanted], (RecordState::Right, None)),
            (vec!["v=DKIM1;k=rsa;p=MIIB IjAN\tBg"], (RecordState::Right, None)),
            (vec!["p=MIIBIjANBg"], (RecordState::Right, None)),
            (vec!["v=DKIM1; t=y; p=MIIBIjANBg"], (RecordState::Weaker, Some(Reason::DkimTesting))),
            (vec![], (RecordState::Missing, Some(Reason::DkimMissing))),
            (vec!["v=DKIM1; p="], wrong(Reason::DkimRevoked)),
            (vec!["v=DKIM1; k=ed25519; p=MIIBIjANBg"], wrong(Reason::DkimOther)),
            (vec!["v=DKIM1; p=miibijanbg"], wrong(Reason::DkimOther)),
            (vec!["hello"], wrong(Reason::DkimOther)),
            (vec![wanted, wanted], wrong(Reason::DkimSeveral)),
        ] {
            assert_eq!(judge(wanted, &seen), expected, "{seen:?}");
        }
    }
}
