//! DMARC (RFC 7489): what receivers do with mail that isn't proven. The first policy only watches, since a stricter one
//! may lose mail of systems that nobody thought of; a policy that is there is its owner's, and is never replaced.

use super::{Reason, RecordState, dkim::tag};

/// Whether a text is a DMARC record at all.
pub(super) fn is(text: &str) -> bool {
    text.split(';').next().is_some_and(|first| {
        let pair = first.split_once('=');
        pair.is_some_and(|(key, value)| key.trim().eq_ignore_ascii_case("v") && value.trim() == "DMARC1")
    })
}

/// `seen` are the domain's DMARC records; and what is to be published, where that isn't `wanted`.
pub(super) fn judge(wanted: &str, settled: bool, seen: &[&str]) -> (RecordState, Option<Reason>, String) {
    let one = match seen {
        [] => return (RecordState::Missing, Some(Reason::DmarcMissing), wanted.to_owned()),
        [one] => *one,
        // Receivers take two for none (RFC 7489 §6.6.3).
        [..] => return (RecordState::Different, Some(Reason::DmarcSeveral), strictest(seen).to_owned()),
    };
    let reports = tag(one, "rua").is_some_and(|rua| !rua.is_empty());
    let own = |state, why| (state, Some(why), one.to_owned());
    match policy(one) {
        None => (RecordState::Different, Some(Reason::DmarcBroken), wanted.to_owned()),
        Some(0) if settled && reports => {
            (RecordState::Weaker, Some(Reason::DmarcWatches), with(one, "p", "quarantine"))
        }
        Some(_) if !reports => {
            let rua = tag(wanted, "rua").unwrap_or_default();
            (RecordState::Weaker, Some(Reason::DmarcSilent), with(one, "rua", &rua))
        }
        Some(0) => own(RecordState::Right, Reason::DmarcFirst),
        Some(_) if tag(one, "pct").is_some_and(|pct| pct != "100") => {
            (RecordState::Weaker, Some(Reason::DmarcPart), with(one, "pct", "100"))
        }
        Some(_) => own(RecordState::Right, Reason::DmarcOwn),
    }
}

/// How strict a policy is; `None` for one that can't be read.
fn policy(text: &str) -> Option<u8> {
    match tag(text, "p")?.to_ascii_lowercase().as_str() {
        "none" => Some(0),
        "quarantine" => Some(1),
        "reject" => Some(2),
        _ => None,
    }
}

fn strictest<'a>(seen: &[&'a str]) -> &'a str {
    seen.iter().max_by_key(|text| policy(text)).copied().unwrap_or_default()
}

/// The same record with one tag set.
fn with(text: &str, name: &str, value: &str) -> String {
    let is = |pair: &str| pair.split_once('=').is_some_and(|(key, _)| key.trim().eq_ignore_ascii_case(name));
    let set = format!("{name}={value}");
    let mut pairs: Vec<String> =
        text.split(';').map(str::trim).filter(|pair| !pair.is_empty()).map(str::to_owned).collect();
    match pairs.iter_mut().find(|pair| is(pair)) {
        Some(pair) => *pair = set,
        None => pairs.push(set),
    }
    pairs.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const WANTED: &str = "v=DMARC1; p=none; rua=mailto:postmaster@acme.example";

    #[test]
    fn the_first_policy_watches_and_a_policy_of_ones_own_stays() {
        let wrong = |why| (RecordState::Different, Some(why));
        let weaker = |why| (RecordState::Weaker, Some(why));
        for (seen, settled, expected, better) in [
            (vec![], false, (RecordState::Missing, Some(Reason::DmarcMissing)), WANTED),
            (vec![], true, (RecordState::Missing, Some(Reason::DmarcMissing)), WANTED),
            (vec![WANTED], false, (RecordState::Right, Some(Reason::DmarcFirst)), WANTED),
            (
                vec![WANTED],
                true,
                weaker(Reason::DmarcWatches),
                "v=DMARC1; p=quarantine; rua=mailto:postmaster@acme.example",
            ),
            (
                vec!["v=DMARC1;p=reject;rua=mailto:x@y.example"],
                false,
                (RecordState::Right, Some(Reason::DmarcOwn)),
                "v=DMARC1;p=reject;rua=mailto:x@y.example",
            ),
            (
                vec!["v=DMARC1; p=reject"],
                true,
                weaker(Reason::DmarcSilent),
                "v=DMARC1; p=reject; rua=mailto:postmaster@acme.example",
            ),
            (
                vec!["v=DMARC1; p=none"],
                true,
                weaker(Reason::DmarcSilent),
                "v=DMARC1; p=none; rua=mailto:postmaster@acme.example",
            ),
            (
                vec!["v=DMARC1; p=quarantine; pct=20; rua=mailto:a@b.example"],
                true,
                weaker(Reason::DmarcPart),
                "v=DMARC1; p=quarantine; pct=100; rua=mailto:a@b.example",
            ),
            (vec!["v=DMARC1; rua=mailto:a@b.example"], false, wrong(Reason::DmarcBroken), WANTED),
            (vec!["v=DMARC1; p=maybe"], false, wrong(Reason::DmarcBroken), WANTED),
            (vec![WANTED, "v=DMARC1; p=reject"], false, wrong(Reason::DmarcSeveral), "v=DMARC1; p=reject"),
        ] {
            let (state, why, proposed) = judge(WANTED, settled, &seen);
            assert_eq!((state, why), expected, "{seen:?} {settled}");
            assert_eq!(proposed, better, "{seen:?} {settled}");
        }
    }

    #[test]
    fn only_its_version_makes_a_text_dmarc() {
        assert!(is("v=DMARC1; p=none") && is("V = DMARC1;p=none"));
        assert!(!is("v=dmarc1; p=none") && !is("v=spf1 -all") && !is("p=none; v=DMARC1"));
    }
}
