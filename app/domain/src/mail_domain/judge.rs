//! Whether what DNS has is what a domain needs, kind by kind. Records of one meaning may be written in many ways, and more
//! than we want may be right: this says what differs in what it does, not in its letters.

use super::{DomainRecord, Purpose, Reason, RecordKind, RecordState, WantedRecord, dkim, dmarc, spf};

/// More than a page can show of one name: a zone can hold any number.
const MOST: usize = 16;

/// `seen` is everything of that kind at that name, as a zone file has it; `settled` is the domain's own
/// ([`super::MailDomain::settled`]). The value that is wanted may change with what is there: who sends already goes on.
#[must_use]
pub fn judge(domain: &str, mut wanted: WantedRecord, seen: &[String], settled: bool) -> DomainRecord {
    let all: Vec<&str> = seen.iter().map(|text| text.trim()).collect();
    let of = |is: fn(&str) -> bool| all.iter().copied().filter(|text| is(text)).collect::<Vec<_>>();
    let (seen, (state, why)) = match (wanted.kind, wanted.name.as_str()) {
        (RecordKind::Mx, _) => (all.clone(), mx(&wanted.value, &all)),
        (RecordKind::Cname, _) => (all.clone(), cname(&wanted, &all)),
        (RecordKind::Srv, _) => (all.clone(), srv(&wanted.value, &all)),
        (RecordKind::Txt, "@") => {
            let seen = of(spf::is);
            let (state, why, better) = spf::judge(&wanted.value, domain, &seen);
            wanted.value = better;
            (seen, (state, why))
        }
        (RecordKind::Txt, "_dmarc") => {
            let seen = of(dmarc::is);
            let (state, why, better) = dmarc::judge(&wanted.value, settled, &seen);
            wanted.value = better;
            (seen, (state, why))
        }
        (RecordKind::Txt, name) if name.ends_with("._domainkey") => (all.clone(), dkim::judge(&wanted.value, &all)),
        (RecordKind::Txt, _) => (all.clone(), text(&wanted, &all)),
    };
    let seen = seen.into_iter().take(MOST).map(|text| text.chars().take(2000).collect()).collect();
    DomainRecord { wanted, seen, state, why }
}

/// A host's name as it is compared.
fn host(text: &str) -> String {
    text.trim_end_matches('.').to_ascii_lowercase()
}

/// Preference and host of each.
fn mx(wanted: &str, seen: &[&str]) -> (RecordState, Option<Reason>) {
    let read = |text: &str| {
        let (preference, name) = text.split_once(char::is_whitespace)?;
        Some((preference.parse::<u16>().ok()?, host(name.trim())))
    };
    let Some((_, ours)) = read(wanted) else { return (RecordState::Unknown, None) };
    let seen: Vec<(u16, String)> = seen.iter().filter_map(|text| read(text)).collect();
    let best = seen.iter().filter(|(_, name)| *name == ours).map(|(preference, _)| *preference).min();
    let others = || seen.iter().filter(|(_, name)| *name != ours);
    match best {
        None if seen.is_empty() => (RecordState::Missing, Some(Reason::MxMissing)),
        // RFC 7505: a domain that takes no mail.
        None if seen.iter().all(|(_, name)| name.is_empty()) => (RecordState::Different, Some(Reason::MxNone)),
        None => (RecordState::Different, Some(Reason::MxElsewhere)),
        Some(ours) if others().any(|(preference, _)| *preference <= ours) => {
            (RecordState::Different, Some(Reason::MxOthers))
        }
        Some(_) if others().next().is_some() => (RecordState::Weaker, Some(Reason::MxBackup)),
        Some(_) => (RecordState::Right, None),
    }
}

fn missing(purpose: Purpose) -> Reason {
    match purpose {
        Purpose::Encrypt => Reason::StsMissing,
        _ => Reason::ProgramsMissing,
    }
}

fn cname(wanted: &WantedRecord, seen: &[&str]) -> (RecordState, Option<Reason>) {
    match seen {
        [] => (RecordState::Missing, Some(missing(wanted.purpose))),
        [one] if host(one) == host(&wanted.value) => (RecordState::Right, None),
        [..] => (RecordState::Different, Some(Reason::Elsewhere)),
    }
}

/// Port and host; how the load is shared among several is their owner's choice.
fn srv(wanted: &str, seen: &[&str]) -> (RecordState, Option<Reason>) {
    let read = |text: &str| {
        let words: Vec<&str> = text.split_ascii_whitespace().collect();
        let [_, _, port, name] = words.as_slice() else { return None };
        Some((port.parse::<u16>().ok()?, host(name)))
    };
    let ours = read(wanted);
    if seen.is_empty() {
        (RecordState::Missing, Some(Reason::ProgramsMissing))
    } else if seen.iter().any(|text| read(text) == ours) {
        if seen.len() == 1 { (RecordState::Right, None) } else { (RecordState::Weaker, Some(Reason::Several)) }
    } else {
        (RecordState::Different, Some(Reason::Elsewhere))
    }
}

fn text(wanted: &WantedRecord, seen: &[&str]) -> (RecordState, Option<Reason>) {
    let squeeze = |text: &str| text.split_whitespace().collect::<String>();
    let version = |text: &str| text.split(';').next().map(squeeze).unwrap_or_default();
    let same = seen.iter().any(|text| squeeze(text) == squeeze(&wanted.value));
    let kin: Vec<&&str> = seen.iter().filter(|text| version(text) == version(&wanted.value)).collect();
    let reports = wanted.value.starts_with("v=TLSRPTv1");
    match wanted.purpose {
        Purpose::Proof if same => (RecordState::Right, None),
        Purpose::Proof if seen.iter().any(|text| text.starts_with("dezky-verify=")) => {
            (RecordState::Different, Some(Reason::ProofOther))
        }
        Purpose::Proof => (RecordState::Missing, Some(Reason::ProofMissing)),
        _ if kin.len() > 1 => (RecordState::Different, Some(Reason::Several)),
        _ if same => (RecordState::Right, None),
        _ if reports && kin.is_empty() => (RecordState::Missing, Some(Reason::ReportsMissing)),
        // Reports go to whom their owner chose.
        _ if reports => (RecordState::Right, Some(Reason::ReportsOwn)),
        _ if kin.is_empty() => (RecordState::Missing, Some(missing(wanted.purpose))),
        Purpose::Encrypt => (RecordState::Weaker, Some(Reason::StsOld)),
        _ => (RecordState::Different, Some(Reason::Elsewhere)),
    }
}

#[cfg(test)]
mod tests;
