//! DNS, asked for the proof that a host is a customer's: a TXT record that only who rules the zone could set.

use std::fmt;

use async_trait::async_trait;
use dezky_domain::provision::{Trouble, TroubleKind};
use hickory_resolver::{TokioResolver, proto::rr::RData};

use crate::engine::trouble;

/// Texts that are looked at, at most: a zone can hold any number.
const MOST: usize = 64;

/// Who answers questions about names.
#[async_trait]
pub trait Dns: Send + Sync + fmt::Debug {
    /// The TXT records of a name, each with its parts joined; none for a name that isn't there.
    ///
    /// # Errors
    /// `Unreachable`, `Timeout`.
    async fn texts(&self, name: &str) -> Result<Vec<String>, Trouble>;
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
    async fn texts(&self, name: &str) -> Result<Vec<String>, Trouble> {
        // With a dot at its end no search domain is tried.
        let answer = match self.0.txt_lookup(format!("{}.", name.trim_end_matches('.'))).await {
            Ok(answer) => answer,
            Err(error) if error.is_no_records_found() || error.is_nx_domain() => return Ok(Vec::new()),
            Err(error) => return Err(trouble(TroubleKind::Unreachable, None, &error.to_string())),
        };
        let texts = answer.answers().iter().filter_map(|record| match &record.data {
            RData::TXT(text) => {
                let parts = text.txt_data.iter().map(|part| String::from_utf8_lossy(part).into_owned());
                Some(parts.collect::<String>())
            }
            _ => None,
        });
        Ok(texts.take(MOST).collect())
    }
}
