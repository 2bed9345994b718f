//! What the sandbox was asked and what it did, for tests to read: every call, every sign-in, every back-channel POST.
//!
//! The newest 2000 entries are kept. `wait` lets a test await an entry in place of sleeping.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio::sync::Notify;

use crate::clock;

const KEPT: usize = 2000;

/// One thing that happened; `number` counts from 1.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    pub number: u64,
    pub at: DateTime<Utc>,
    /// `call`, `sign_in`, `token`, `backchannel` or `misbehave`.
    pub kind: &'static str,
    pub what: String,
    /// A status code, or a word.
    pub outcome: String,
}

/// The entries, oldest first.
#[derive(Debug, Default)]
pub struct Journal {
    entries: Mutex<(u64, VecDeque<Entry>)>,
    written: Notify,
}

impl Journal {
    pub fn note(&self, kind: &'static str, what: impl Into<String>, outcome: impl Into<String>) {
        {
            let mut book = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
            book.0 += 1;
            let number = book.0;
            book.1.push_back(Entry { number, at: clock::now(), kind, what: what.into(), outcome: outcome.into() });
            if book.1.len() > KEPT {
                book.1.pop_front();
            }
        }
        self.written.notify_waiters();
    }

    /// Entries with a number above `after`, of one kind or of all.
    pub fn entries(&self, kind: Option<&str>, after: u64) -> Vec<Entry> {
        let book = self.entries.lock().unwrap_or_else(PoisonError::into_inner);
        book.1.iter().filter(|e| e.number > after && kind.is_none_or(|k| k == e.kind)).cloned().collect()
    }

    /// Like `entries`, and waits up to `patience` while there are none.
    pub async fn wait(&self, kind: Option<&str>, after: u64, patience: Duration) -> Vec<Entry> {
        let found = async {
            loop {
                // Registered before looking: an entry between the look and the wait would be missed otherwise.
                let written = self.written.notified();
                tokio::pin!(written);
                written.as_mut().enable();
                let entries = self.entries(kind, after);
                if !entries.is_empty() {
                    return entries;
                }
                written.await;
            }
        };
        tokio::time::timeout(patience, found).await.unwrap_or_default()
    }
}
