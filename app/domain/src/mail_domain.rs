//! A tenant's mail domains: the DNS records that each should have, beside those that were seen.

mod dkim;
mod dmarc;
mod judge;
mod spf;
mod zone_file;

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use crate::{Result, tenant::parse_domain};

pub use self::{judge::judge, zone_file::zone_file};

crate::words! {
    /// What a record is for, in the order of the page.
    Purpose {
        /// That the domain is the tenant's.
        Proof = "proof",
        Receive = "receive",
        Prove = "prove",
        Encrypt = "encrypt",
        Programs = "programs",
    }
}

crate::words! {
    RecordKind {
        Mx = "MX",
        Txt = "TXT",
        Cname = "CNAME",
        Srv = "SRV",
    }
}

crate::words! {
    RecordState {
        Right = "right",
        /// It works, and something better is wanted: `~all` in place of `-all`, `p=none` on a domain that is settled.
        Weaker = "weaker",
        Different = "different",
        Missing = "missing",
        /// Not looked at yet, or DNS didn't answer.
        Unknown = "unknown",
    }
}

crate::words! {
    /// Why a record isn't simply right: one sentence each.
    Reason {
        Silent = "silent",
        ProofMissing = "proof-missing",
        ProofOther = "proof-other",
        /// Another tenant's DNS showed its token first.
        ProofTaken = "proof-taken",
        MxMissing = "mx-missing",
        MxElsewhere = "mx-elsewhere",
        MxOthers = "mx-others",
        MxBackup = "mx-backup",
        MxNone = "mx-none",
        SpfMissing = "spf-missing",
        SpfSeveral = "spf-several",
        SpfWithoutUs = "spf-without-us",
        SpfSoft = "spf-soft",
        SpfOpen = "spf-open",
        SpfEverybody = "spf-everybody",
        SpfLong = "spf-long",
        SpfOthers = "spf-others",
        DkimMissing = "dkim-missing",
        DkimOther = "dkim-other",
        DkimSeveral = "dkim-several",
        DkimTesting = "dkim-testing",
        DkimRevoked = "dkim-revoked",
        DmarcMissing = "dmarc-missing",
        DmarcSeveral = "dmarc-several",
        DmarcBroken = "dmarc-broken",
        DmarcWatches = "dmarc-watches",
        DmarcFirst = "dmarc-first",
        DmarcSilent = "dmarc-silent",
        DmarcPart = "dmarc-part",
        DmarcOwn = "dmarc-own",
        StsMissing = "sts-missing",
        StsOld = "sts-old",
        ReportsMissing = "reports-missing",
        ReportsOwn = "reports-own",
        ProgramsMissing = "programs-missing",
        Elsewhere = "elsewhere",
        Several = "several",
    }
}

/// A record that a domain should have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WantedRecord {
    pub purpose: Purpose,
    pub kind: RecordKind,
    /// Within the domain: `@`, `_dmarc`.
    pub name: String,
    /// As a zone file has it, without quotes.
    pub value: String,
    /// What works without it: the domain isn't counted as one that needs attention.
    pub optional: bool,
}

impl WantedRecord {
    /// The record's whole name, without a dot at its end.
    #[must_use]
    pub fn full_name(&self, domain: &str) -> String {
        if self.name == "@" { domain.to_owned() } else { format!("{}.{domain}", self.name) }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DomainRecord {
    pub wanted: WantedRecord,
    /// What is there, of the same kind and purpose.
    pub seen: Vec<String>,
    pub state: RecordState,
    /// What differs.
    pub why: Option<Reason>,
}

impl DomainRecord {
    /// One that nobody could look for.
    #[must_use]
    pub const fn unknown(wanted: WantedRecord) -> Self {
        Self { wanted, seen: Vec::new(), state: RecordState::Unknown, why: Some(Reason::Silent) }
    }

    /// Whether mail doesn't work well because of it.
    #[must_use]
    pub fn needs_attention(&self) -> bool {
        !self.wanted.optional && matches!(self.state, RecordState::Missing | RecordState::Different)
    }
}

/// The record that proves a domain, as it is wanted: `_dezky TXT dezky-verify=<token>`.
#[must_use]
pub fn proof(token: &str) -> WantedRecord {
    WantedRecord {
        purpose: Purpose::Proof,
        kind: RecordKind::Txt,
        name: "_dezky".to_owned(),
        value: format!("dezky-verify={token}"),
        optional: false,
    }
}

/// A domain as somebody typed it: blanks, a dot at the end and an address's `@` are forgiven.
///
/// # Errors
/// `Invalid` for `domain`.
pub fn parse_mail_domain(text: &str) -> Result<String> {
    parse_domain(text.trim().trim_start_matches('@').trim_end_matches('.'))
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailDomain {
    pub name: String,
    /// The one that the tenant began with.
    pub first: bool,
    /// When DNS showed that it is the tenant's; the first one is the operator's word.
    pub proven: Option<DateTime<Utc>>,
    pub checked: Option<DateTime<Utc>>,
    pub next: Option<DateTime<Utc>>,
    pub records: Vec<DomainRecord>,
}

/// From when on a policy that only watches has watched long enough.
const SETTLES: TimeDelta = TimeDelta::days(14);

impl MailDomain {
    /// Records that keep mail from working well.
    #[must_use]
    pub fn attention(&self) -> usize {
        self.records.iter().filter(|record| record.needs_attention()).count()
    }

    /// Whether it has been the tenant's for long enough that a DMARC policy may do more than watch.
    #[must_use]
    pub fn settled(&self, now: DateTime<Utc>) -> bool {
        self.proven.is_some_and(|proven| now - proven >= SETTLES)
    }
}

/// The mailboxes and people that keep a domain from being removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leaving {
    pub domain: MailDomain,
    /// Addresses that end with it, in order; at most 100.
    pub addresses: Vec<String>,
    pub more: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_may_be_typed_as_people_do() {
        for typed in ["acme.example", " Acme.Example. ", "@acme.example"] {
            assert_eq!(parse_mail_domain(typed).unwrap(), "acme.example", "{typed:?}");
        }
        for wrong in ["acme", "a b.example", "mara@acme.example", "https://acme.example", "acme..example", ""] {
            assert!(parse_mail_domain(wrong).is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn a_name_is_within_its_domain() {
        let mut record = proof("abc");
        assert_eq!(record.full_name("acme.example"), "_dezky.acme.example");
        record.name = "@".to_owned();
        assert_eq!(record.full_name("acme.example"), "acme.example");
    }
}
