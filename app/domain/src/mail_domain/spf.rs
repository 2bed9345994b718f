//! SPF (RFC 7208): who may send in a domain's name. Read as far as it takes to say whether we may, and whether anybody
//! may.

use super::{Reason, RecordState};

/// More terms that ask DNS than a receiver looks up (RFC 7208 §4.6.4).
const LOOKUPS: usize = 10;

/// Whether a text is an SPF record at all.
pub(super) fn is(text: &str) -> bool {
    let version = text.split_ascii_whitespace().next().unwrap_or_default();
    version.eq_ignore_ascii_case("v=spf1")
}

/// `seen` are the domain's SPF records; what is to be published, in place of `wanted`, where others may go on sending.
pub(super) fn judge(wanted: &str, domain: &str, seen: &[&str]) -> (RecordState, Option<Reason>, String) {
    let one = match seen {
        [] => return (RecordState::Missing, Some(Reason::SpfMissing), wanted.to_owned()),
        [one] => *one,
        // Receivers take two for none (RFC 7208 §4.5).
        [..] => return (RecordState::Different, Some(Reason::SpfSeveral), merged(wanted, domain, seen, false)),
    };
    let terms = terms(one);
    let missing = ours(wanted, domain).any(|ours| !terms.iter().any(|term| admits(term, domain, &ours)));
    let (state, why) = if missing {
        (RecordState::Different, Some(Reason::SpfWithoutUs))
    } else if terms.iter().filter(|term| asks(term)).count() > LOOKUPS {
        (RecordState::Different, Some(Reason::SpfLong))
    } else {
        match terms.iter().find(|term| mechanism(term).1 == "all").map(String::as_str) {
            Some("all" | "+all") => (RecordState::Different, Some(Reason::SpfEverybody)),
            Some("-all") => {
                let others =
                    terms.iter().any(|term| sends(term) && !ours(wanted, domain).any(|us| admits(term, domain, &us)));
                (RecordState::Right, others.then_some(Reason::SpfOthers))
            }
            Some("~all") => (RecordState::Weaker, Some(Reason::SpfSoft)),
            // A redirect says the rest in its own words.
            None if terms.iter().any(|term| term.starts_with("redirect=")) => {
                (RecordState::Right, Some(Reason::SpfOthers))
            }
            _ => (RecordState::Weaker, Some(Reason::SpfOpen)),
        }
    };
    let better = match (state, why) {
        (RecordState::Right, _) => one.to_owned(),
        _ => merged(wanted, domain, seen, state == RecordState::Weaker),
    };
    (state, why, better)
}

/// One record with us and everybody who may send already. Unless it is to be `strict`, who isn't named is refused as softly
/// as before: whoever copies it breaks nothing that works.
fn merged(wanted: &str, domain: &str, seen: &[&str], strict: bool) -> String {
    let mut all: Vec<String> = ours(wanted, domain).collect();
    let mut end = None;
    for term in seen.iter().flat_map(|text| terms(text)) {
        let (_, mechanism) = mechanism(&term);
        if mechanism == "all" {
            // The softest of several; `+all` is no choice.
            let soft = !term.starts_with('-');
            end = Some(end.unwrap_or(false) || soft);
        } else if !term.starts_with("redirect=")
            && !ours(wanted, domain).any(|us| admits(&term, domain, &us))
            && !all.contains(&term)
        {
            all.push(term);
        }
    }
    let others = all.len() > ours(wanted, domain).count();
    // Nobody else is named, so nobody else can be meant.
    let end = if !strict && others && end.unwrap_or(true) { "~all" } else { "-all" };
    format!("v=spf1 {} {end}", all.join(" "))
}

/// The terms of a record after its version, in lower case.
fn terms(text: &str) -> Vec<String> {
    text.split_ascii_whitespace().skip(1).map(str::to_ascii_lowercase).collect()
}

/// The mechanisms by which we may send.
fn ours(wanted: &str, domain: &str) -> impl Iterator<Item = String> + use<> {
    let domain = domain.to_owned();
    terms(wanted).into_iter().filter(move |term| sends(term)).map(move |term| plain(&term, &domain))
}

/// Qualifier, name and the rest of a mechanism: `~`, `include`.
fn mechanism(term: &str) -> (Option<char>, &str) {
    let qualifier = term.chars().next().filter(|c| "+-~?".contains(*c));
    let rest = term.trim_start_matches(['+', '-', '~', '?']);
    (qualifier, rest.split([':', '/', '=']).next().unwrap_or(rest))
}

/// Whether a term names somebody who may send.
fn sends(term: &str) -> bool {
    let (qualifier, name) = mechanism(term);
    matches!(qualifier, None | Some('+')) && ["a", "mx", "include", "ip4", "ip6", "exists", "ptr"].contains(&name)
}

/// Without what goes without saying: `+mx:acme.example` is `mx` in acme.example.
fn plain(term: &str, domain: &str) -> String {
    let term = term.trim_start_matches('+');
    term.strip_suffix(&format!(":{domain}")).unwrap_or(term).to_owned()
}

fn admits(term: &str, domain: &str, ours: &str) -> bool {
    sends(term) && plain(term, domain) == ours
}

fn asks(term: &str) -> bool {
    ["a", "mx", "include", "exists", "ptr", "redirect"].contains(&mechanism(term).1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(seen: &[&str]) -> (RecordState, Option<Reason>, String) {
        judge("v=spf1 mx -all", "acme.example", seen)
    }

    #[test]
    fn who_may_send_is_read_and_not_compared_letter_by_letter() {
        let right = |why| (RecordState::Right, why);
        let weaker = |why| (RecordState::Weaker, Some(why));
        let wrong = |why| (RecordState::Different, Some(why));
        for (seen, expected) in [
            ("v=spf1 mx -all", right(None)),
            ("V=SPF1  MX  -ALL", right(None)),
            ("v=spf1 +mx:acme.example -all", right(None)),
            ("v=spf1 mx include:spf.news.example -all", right(Some(Reason::SpfOthers))),
            ("v=spf1 mx redirect=_spf.news.example", right(Some(Reason::SpfOthers))),
            ("v=spf1 mx ~all", weaker(Reason::SpfSoft)),
            ("v=spf1 mx ?all", weaker(Reason::SpfOpen)),
            ("v=spf1 mx", weaker(Reason::SpfOpen)),
            ("v=spf1 mx +all", wrong(Reason::SpfEverybody)),
            ("v=spf1 mx all", wrong(Reason::SpfEverybody)),
            ("v=spf1 -all", wrong(Reason::SpfWithoutUs)),
            ("v=spf1 -mx ~all", wrong(Reason::SpfWithoutUs)),
            ("v=spf1 mx:other.example -all", wrong(Reason::SpfWithoutUs)),
            ("v=spf1 include:spf.other.example -all", wrong(Reason::SpfWithoutUs)),
            (
                "v=spf1 mx a include:a include:b include:c include:d include:e include:f include:g include:h exists:i -all",
                wrong(Reason::SpfLong),
            ),
        ] {
            let (state, why, _) = judged(&[seen]);
            assert_eq!((state, why), expected, "{seen}");
        }
        assert_eq!(judged(&[]).1, Some(Reason::SpfMissing));
        assert_eq!(judged(&["v=spf1 mx -all", "v=spf1 a -all"]).1, Some(Reason::SpfSeveral));
    }

    #[test]
    fn what_is_proposed_breaks_nobody_who_sends_already() {
        for (seen, better) in [
            (&[][..], "v=spf1 mx -all"),
            (&["v=spf1 -all"], "v=spf1 mx -all"),
            (&["v=spf1 mx ~all"], "v=spf1 mx -all"),
            (&["v=spf1 include:spf.news.example ~all"], "v=spf1 mx include:spf.news.example ~all"),
            (&["v=spf1 mx include:spf.news.example ~all"], "v=spf1 mx include:spf.news.example -all"),
            (&["v=spf1 include:spf.news.example -all"], "v=spf1 mx include:spf.news.example -all"),
            (&["v=spf1 mx -all", "v=spf1 ip4:192.0.2.1 ?all"], "v=spf1 mx ip4:192.0.2.1 ~all"),
            (&["v=spf1 mx include:x.example -all"], "v=spf1 mx include:x.example -all"),
        ] {
            assert_eq!(judged(seen).2, better, "{seen:?}");
        }
    }

    #[test]
    fn only_its_version_makes_a_text_spf() {
        assert!(is("v=spf1 mx -all") && is("V=spf1"));
        assert!(!is("v=spf10 mx") && !is("spf1") && !is("") && !is("v=DMARC1; p=none"));
    }
}
