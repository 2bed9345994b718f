//! DNS, asked for what a customer's zone has: the proof that a host or a domain is theirs, and the records of their mail.

use std::fmt;

use async_trait::async_trait;
use dezky_domain::{
    mail_domain::RecordKind,
    provision::{Trouble, TroubleKind},
};
use hickory_resolver::{
    TokioResolver,
    proto::rr::{RData, RecordType},
};

use crate::engine::trouble;

/// Records that are looked at, at most: a zone can hold any number.
const MOST: usize = 64;

/// Who answers questions about names.
#[async_trait]
pub trait Dns: Send + Sync + fmt::Debug {
    /// The records of that kind at a name, each as a zone file has it, a TXT's parts joined; none for a name that isn't
    /// there.
    ///
    /// # Errors
    /// `Unreachable`, `Timeout`.
    async fn records(&self, kind: RecordKind, name: &str) -> Result<Vec<String>, Trouble>;

    /// The TXT records of a name.
    ///
    /// # Errors
    /// As `records`.
    async fn texts(&self, name: &str) -> Result<Vec<String>, Trouble> {
        self.records(RecordKind::Txt, name).await
    }
}

/// The machine's own resolver.
pub struct System(TokioResolver);

impl fmt::Debug for System {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("System")
    }
}

impl System {
    /// # Errors
    /// When the machine's configuration can't be read.
    pub fn new() -> Result<Self, Trouble> {
        let unreachable = |error: &dyn fmt::Display| trouble(TroubleKind::Unreachable, None, &error.to_string());
        let builder = TokioResolver::builder_tokio().map_err(|error| unreachable(&error))?;
        builder.build().map(Self).map_err(|error| unreachable(&error))
    }
}

#[async_trait]
impl Dns for System {
    async fn records(&self, kind: RecordKind, name: &str) -> Result<Vec<String>, Trouble> {
        // With a dot at its end no search domain is tried.
        let name = format!("{}.", name.trim_end_matches('.'));
        let answer = match self.0.lookup(name, asked(kind)).await {
            Ok(answer) => answer,
            Err(error) if error.is_no_records_found() || error.is_nx_domain() => return Ok(Vec::new()),
            Err(error) => return Err(trouble(TroubleKind::Unreachable, None, &error.to_string())),
        };
        Ok(answer.answers().iter().filter_map(|record| said(kind, &record.data)).take(MOST).collect())
    }
}

const fn asked(kind: RecordKind) -> RecordType {
    match kind {
        RecordKind::Mx => RecordType::MX,
        RecordKind::Txt => RecordType::TXT,
        RecordKind::Cname => RecordType::CNAME,
        RecordKind::Srv => RecordType::SRV,
    }
}

/// None for what wasn't asked for: an alias stands in the answer before what it leads to.
fn said(kind: RecordKind, data: &RData) -> Option<String> {
    Some(match (kind, data) {
        (RecordKind::Txt, RData::TXT(text)) => {
            text.txt_data.iter().map(|part| String::from_utf8_lossy(part).into_owned()).collect()
        }
        (RecordKind::Mx, RData::MX(mx)) => format!("{} {}", mx.preference, mx.exchange),
        (RecordKind::Cname, RData::CNAME(name)) => name.0.to_string(),
        (RecordKind::Srv, RData::SRV(srv)) => {
            format!("{} {} {} {}", srv.priority, srv.weight, srv.port, srv.target)
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use std::str::FromStr as _;

    use hickory_resolver::proto::rr::{
        Name,
        rdata::{CNAME, MX, SRV, TXT},
    };

    use super::*;

    #[test]
    fn a_record_is_said_as_a_zone_file_has_it() {
        let name = || Name::from_str("mail.dezky.example.").unwrap();
        let text = RData::TXT(TXT::new(vec!["v=DKIM1; ".to_owned(), "p=abc".to_owned()]));
        for (kind, data, expected) in [
            (RecordKind::Txt, &text, Some("v=DKIM1; p=abc")),
            (RecordKind::Mx, &RData::MX(MX::new(10, name())), Some("10 mail.dezky.example.")),
            (RecordKind::Srv, &RData::SRV(SRV::new(0, 1, 993, name())), Some("0 1 993 mail.dezky.example.")),
            (RecordKind::Cname, &RData::CNAME(CNAME(name())), Some("mail.dezky.example.")),
            (RecordKind::Txt, &RData::CNAME(CNAME(name())), None),
        ] {
            assert_eq!(said(kind, data).as_deref(), expected, "{kind:?}");
        }
    }
}
