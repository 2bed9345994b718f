//! A tenant's mail domains: the DNS records that each should have, beside those that were seen.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

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
        Tlsa = "TLSA",
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

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DomainRecord {
    pub wanted: WantedRecord,
    /// What is there, of the same kind and purpose.
    pub seen: Vec<String>,
    pub state: RecordState,
    /// The key of the sentence that explains what differs.
    pub why: Option<String>,
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

impl MailDomain {
    /// Records that keep mail from working well.
    #[must_use]
    pub fn attention(&self) -> usize {
        let bad = |record: &&DomainRecord| {
            !record.wanted.optional && matches!(record.state, RecordState::Missing | RecordState::Different)
        };
        self.records.iter().filter(bad).count()
    }
}
