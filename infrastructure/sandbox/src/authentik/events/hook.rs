//! The webhook: each event as a body mapping sends it, to one address on this machine, once and in no order. A real one
//! tries five times; what Dezky misses it finds in the list all the same.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use serde::Deserialize;
use serde_json::{Map, Value};

use crate::backchannel;
use crate::error::Error;
use crate::journal::Journal;

/// As in the header mapping that was recorded.
const SECRET: &str = "x-dezky-webhook-secret";

/// Where events go.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Webhook {
    pub url: String,
    #[serde(default)]
    pub secret: String,
}

impl fmt::Debug for Webhook {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Webhook").field("url", &self.url).finish_non_exhaustive()
    }
}

/// Sends them.
#[derive(Debug)]
pub struct Hook {
    client: reqwest::Client,
    to: Mutex<Option<Webhook>>,
}

impl Hook {
    pub fn new() -> Result<Self, Error> {
        Ok(Self { client: backchannel::client()?, to: Mutex::new(None) })
    }

    pub(super) fn send_to(&self, webhook: Option<Webhook>) {
        *self.to.lock().unwrap_or_else(PoisonError::into_inner) = webhook;
    }

    pub(super) fn tell(&self, journal: Arc<Journal>, event: Value) {
        let Some(webhook) = self.to.lock().unwrap_or_else(PoisonError::into_inner).clone() else { return };
        let pk = event["pk"].as_str().unwrap_or_default().to_owned();
        let mut request = self.client.post(&webhook.url).json(&mapped(&event));
        if !webhook.secret.is_empty() {
            request = request.header(SECRET, webhook.secret);
        }
        tokio::spawn(async move {
            let outcome = request.send().await.map_or_else(|_| "lost".to_owned(), |a| a.status().as_str().to_owned());
            journal.note("webhook", pk, outcome);
        });
    }
}

/// As the body mapping that was recorded returns it: without `expires`.
fn mapped(event: &Value) -> Value {
    let fields = ["pk", "action", "app", "created", "user", "client_ip", "brand", "context"];
    fields.into_iter().map(|field| (field.to_owned(), event[field].clone())).collect::<Map<_, _>>().into()
}
