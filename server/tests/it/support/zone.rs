//! A zone that a test writes.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use dezky_connect::{dns::Dns, engine::trouble};
use dezky_domain::{
    mail_domain::{MailDomain, RecordKind},
    provision::{Trouble, TroubleKind},
};

#[derive(Debug, Default)]
pub struct Zone {
    records: Mutex<BTreeMap<(RecordKind, String), Vec<String>>>,
    silent: Mutex<bool>,
}

impl Zone {
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// In place of what was there.
    pub fn set(&self, kind: RecordKind, name: &str, values: &[&str]) {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        self.records.lock().unwrap().insert((kind, name.to_owned()), values);
    }

    pub fn text(&self, name: &str, values: &[&str]) {
        self.set(RecordKind::Txt, name, values);
    }

    /// Everything that a domain wants.
    pub fn publish(&self, domain: &MailDomain) {
        for record in &domain.records {
            self.set(record.wanted.kind, &record.wanted.full_name(&domain.name), &[&record.wanted.value]);
        }
    }

    /// Whether nobody answers.
    pub fn silent(&self, silent: bool) {
        *self.silent.lock().unwrap() = silent;
    }
}

#[async_trait::async_trait]
impl Dns for Zone {
    async fn records(&self, kind: RecordKind, name: &str) -> Result<Vec<String>, Trouble> {
        if *self.silent.lock().unwrap() {
            return Err(trouble(TroubleKind::Timeout, None, ""));
        }
        Ok(self.records.lock().unwrap().get(&(kind, name.to_owned())).cloned().unwrap_or_default())
    }
}
