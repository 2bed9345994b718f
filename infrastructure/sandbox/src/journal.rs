//! What the sandbox was asked and what it did, for tests to read: every call, every sign-in, every back-channel POST.
//!
//! The newest 2000 entries are kept, and by themselves the newest 100,000 of what came into being or went, by which a
//! test counts what was made twice. `wait` lets a test await an entry in place of sleeping.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;
use tokio::sync::Notify;

use crate::clock;

const KEPT: usize = 2000;
const KEPT_THINGS: usize = 100_000;

/// One thing that happened; `number` counts from 1.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    pub number: u64,
    pub at: DateTime<Utc>,
    /// `call`, `read` and `change` (calls of an engine's API), `fault`, `created`, `deleted`, `sign_in`, `token`,
    /// `backchannel`, `misbehave`, `recovery_email`, `recovered` or `keep`.
    pub kind: &'static str,
    pub what: String,
    /// A status code, or a word.
    pub outcome: String,
}

/// Oldest first.
#[derive(Debug, Default)]
struct Book {
    written: u64,
    acts: VecDeque<Entry>,
    /// What came into being and what went.
    things: VecDeque<Entry>,
}

/// The entries.
#[derive(Debug, Default)]
pub struct Journal {
    book: Mutex<Book>,
    written: Notify,
}

impl Journal {
    pub fn note(&self, kind: &'static str, what: impl Into<String>, outcome: impl Into<String>) {
        {
            let mut book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
            book.written += 1;
            let entry =
                Entry { number: book.written, at: clock::now(), kind, what: what.into(), outcome: outcome.into() };
            let thing = matches!(kind, "created" | "deleted");
            let (shelf, kept) = if thing { (&mut book.things, KEPT_THINGS) } else { (&mut book.acts, KEPT) };
            shelf.push_back(entry);
            if shelf.len() > kept {
                shelf.pop_front();
            }
        }
        self.written.notify_waiters();
    }

    /// Entries with a number above `after`, of one kind or of all.
    pub fn entries(&self, kind: Option<&str>, after: u64) -> Vec<Entry> {
        let book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        let fits = |e: &&Entry| e.number > after && kind.is_none_or(|k| k == e.kind);
        let mut entries: Vec<Entry> = book.acts.iter().chain(&book.things).filter(fits).cloned().collect();
        entries.sort_by_key(|e| e.number);
        entries
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
