//! Authentik's events: every change by its API and every sign-in writes some, as the recordings of 2026.2.2 show
//! (facts/authentik.md §2). They are listed, deleted with whose they are, and told to a webhook.

mod act;
mod book;
mod control;
mod hook;
mod list;
mod write;

use std::sync::Arc;

use axum::Router;
use serde_json::Value;

use crate::error::Error;
use crate::journal::Journal;
use crate::provider::Provider;

pub use act::Act;
pub use book::Book;
pub use control::routes as control;
pub use hook::Webhook;
pub use write::{falling, reference};

/// The events, and who is told of them.
#[derive(Debug)]
pub struct Events {
    pub book: Book,
    hook: hook::Hook,
}

impl Events {
    pub fn new() -> Result<Self, Error> {
        Ok(Self { book: Book::default(), hook: hook::Hook::new()? })
    }

    /// Where the webhook goes from now on.
    pub fn send_to(&self, webhook: Option<Webhook>) {
        self.hook.send_to(webhook);
    }

    fn tell(&self, journal: Arc<Journal>, event: Value) {
        self.hook.tell(journal, event);
    }
}

pub fn routes() -> Router<Arc<Provider>> {
    list::routes()
}
