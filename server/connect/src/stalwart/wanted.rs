//! What a domain's owner is asked to publish: what Stalwart says, in Dezky's order, with a first DMARC policy that only
//! watches. Stalwart's own is `p=reject` from the first day (facts/stalwart.md §3.3), which would lose mail of every other
//! system that sends in the domain's name.

use dezky_domain::mail_domain::{Purpose, RecordKind, WantedRecord};

use super::zone::DnsRecord;

/// The records that a domain should have, by purpose and name; none of what lies outside of the domain.
#[must_use]
pub fn wanted(domain: &str, records: &[DnsRecord]) -> Vec<WantedRecord> {
    let mut wanted: Vec<WantedRecord> = records.iter().filter_map(|record| one(domain, record)).collect();
    // Without an MX there is nothing to say of who sends and what becomes of it: the zone wasn't read.
    if wanted.iter().any(|record| record.kind == RecordKind::Mx) {
        let own = |name: &str, value: String| WantedRecord {
            purpose: Purpose::Prove,
            kind: RecordKind::Txt,
            name: name.to_owned(),
            value,
            optional: false,
        };
        if !wanted.iter().any(|record| record.kind == RecordKind::Txt && record.name == "@") {
            wanted.push(own("@", "v=spf1 mx -all".to_owned()));
        }
        if !wanted.iter().any(|record| record.name == "_dmarc") {
            wanted.push(own("_dmarc", watches(&format!("mailto:postmaster@{domain}"))));
        }
    }
    wanted.sort_by_key(|record| (record.purpose, rank(record), record.name.clone(), record.value.clone()));
    wanted
}

fn one(domain: &str, record: &DnsRecord) -> Option<WantedRecord> {
    let name = match record.name.strip_suffix(domain)? {
        "" => "@",
        within => within.strip_suffix('.')?,
    };
    let (kind, value) = match (record.kind.as_str(), record.priority) {
        ("MX", Some(priority)) => (RecordKind::Mx, format!("{priority} {}.", record.value)),
        ("SRV", Some(priority)) => (RecordKind::Srv, format!("{priority} {}.", record.value)),
        ("CNAME", _) => (RecordKind::Cname, format!("{}.", record.value)),
        ("TXT", _) => (RecordKind::Txt, record.value.clone()),
        _ => return None,
    };
    let (purpose, optional) = match (kind, name) {
        (RecordKind::Mx, "@") => (Purpose::Receive, false),
        (RecordKind::Txt, "@") if value.starts_with("v=spf1") => (Purpose::Prove, false),
        (RecordKind::Txt, "_dmarc") => (Purpose::Prove, false),
        (RecordKind::Txt, name) if name.ends_with("._domainkey") => (Purpose::Prove, false),
        (_, "_mta-sts" | "mta-sts" | "_smtp._tls") => (Purpose::Encrypt, true),
        (RecordKind::Srv | RecordKind::Cname, _) | (RecordKind::Txt, "_ua-auto-config") => (Purpose::Programs, true),
        _ => return None,
    };
    let value = if name == "_dmarc" { watches(&reports(&value, domain)) } else { value };
    Some(WantedRecord { purpose, kind, name: name.to_owned(), value, optional })
}

fn watches(reports: &str) -> String {
    format!("v=DMARC1; p=none; rua={reports}")
}

/// Where Stalwart wants the reports of a DMARC record to go.
fn reports(value: &str, domain: &str) -> String {
    let rua = value.split(';').find_map(|pair| pair.trim().strip_prefix("rua="));
    rua.map_or_else(|| format!("mailto:postmaster@{domain}"), str::to_owned)
}

/// The order within a purpose: who may send, the keys, the policy; and the names that lead to a program's settings first.
fn rank(record: &WantedRecord) -> u8 {
    match (record.kind, record.name.as_str()) {
        (RecordKind::Mx, _) | (RecordKind::Txt, "@") => 0,
        (RecordKind::Txt, "_dmarc" | "_ua-auto-config") => 3,
        (RecordKind::Cname, _) => 1,
        _ => 2,
    }
}
