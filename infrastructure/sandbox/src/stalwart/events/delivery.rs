//! Deliveries to webhooks: everything that waits in one signed request, again and again under new ids until it is taken
//! or too old (facts/stalwart.md §5.2).

use std::sync::Arc;
use std::time::Duration;

use base64::{Engine, engine::general_purpose::STANDARD};
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use serde_json::{Value, json};
use sha2::Sha256;

use super::{Choice, Event, Said, Telemetry, line, text};
use crate::backchannel::Loopback;
use crate::error::Error;
use crate::provider::Provider;
use crate::stalwart::{form, members};

/// A webhook as it was loaded.
#[derive(Debug)]
pub struct Hook {
    pub id: u64,
    url: String,
    key: Option<String>,
    bearer: Option<String>,
    headers: Vec<(String, String)>,
    pub choice: Choice,
    throttle: TimeDelta,
    timeout: Duration,
    discard_after: TimeDelta,
    pub waiting: Vec<Event>,
    tried: Option<DateTime<Utc>>,
}

impl Hook {
    pub fn read(id: u64, row: &Value, waiting: Vec<Event>) -> Self {
        let ms = |name: &str, or: u64| row[name].as_u64().unwrap_or(or).min(86_400_000);
        let delta = |ms: u64| TimeDelta::milliseconds(i64::try_from(ms).unwrap_or(i64::MAX / 2));
        let secret = |of: &Value| Some(text(of, "secret").to_owned()).filter(|secret| !secret.is_empty());
        let auth = &row["httpAuth"];
        Self {
            id,
            url: text(row, "url").to_owned(),
            key: secret(&row["signatureKey"]),
            bearer: secret(&auth["bearerToken"]).filter(|_| form::tag(auth) == Some("Bearer")),
            headers: members(row, "httpHeaders")
                .filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())))
                .collect(),
            choice: Choice::read(row),
            throttle: delta(ms("throttle", 1000)),
            timeout: Duration::from_millis(ms("timeout", 30_000)),
            discard_after: delta(ms("discardAfter", 300_000)),
            waiting,
            tried: None,
        }
    }
}

/// What became of a request.
#[derive(Debug, Serialize)]
pub struct Delivered {
    pub url: String,
    pub events: usize,
    /// None where there was no answer.
    pub status: Option<u16>,
}

/// A request to be made.
struct Batch {
    hook: u64,
    count: usize,
    request: reqwest::RequestBuilder,
    url: String,
}

/// Reaches loopback and nothing else.
pub fn client() -> Result<reqwest::Client, Error> {
    // An error says that the process has a provider already, which serves as well.
    let _ = rustls::crypto::ring::default_provider().install_default();
    Ok(reqwest::Client::builder()
        .dns_resolver(Arc::new(Loopback))
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .build()?)
}

/// Delivers by itself until it is dropped.
pub async fn run(provider: Arc<Provider>) {
    let telemetry = &provider.stalwart_events;
    loop {
        // Registered before looking: an event in between would wait for the next one otherwise.
        let news = telemetry.news.notified();
        tokio::pin!(news);
        news.as_mut().enable();
        if !telemetry.lock().by_hand {
            telemetry.deliver(true).await;
        }
        let waits = telemetry.lock().hooks.iter().any(|hook| !hook.waiting.is_empty());
        if waits {
            tokio::time::sleep(Duration::from_millis(100)).await;
        } else {
            news.await;
        }
    }
}

impl Telemetry {
    /// One request to each webhook for which something waits, and whose time has come if that is minded.
    pub async fn deliver(&self, minds_time: bool) -> Vec<Delivered> {
        let _one_at_a_time = self.sending.lock().await;
        let mut all = Vec::new();
        for Batch { hook, count, request, url } in self.batches(minds_time) {
            let status = request.send().await.ok().map(|answer| answer.status().as_u16());
            if status.is_some_and(|status| (200..300).contains(&status))
                && let Some(hook) = self.lock().hooks.iter_mut().find(|it| it.id == hook)
            {
                let taken = count.min(hook.waiting.len());
                hook.waiting.drain(..taken);
            }
            all.push(Delivered { url, events: count, status });
        }
        all
    }

    fn batches(&self, minds_time: bool) -> Vec<Batch> {
        let now = self.now();
        let mut batches = Vec::new();
        let mut dropped = 0;
        {
            let mut inner = self.lock();
            let mut sent = inner.sent;
            for hook in &mut inner.hooks {
                let waited = hook.waiting.len();
                hook.waiting.retain(|event| now - event.at <= hook.discard_after);
                dropped += usize::from(waited > hook.waiting.len());
                let early = minds_time && hook.tried.is_some_and(|tried| now - tried < hook.throttle);
                if hook.waiting.is_empty() || early {
                    continue;
                }
                hook.tried = Some(now);
                let events: Vec<Value> = hook.waiting.iter().map(|event| told(event, &mut sent)).collect();
                let body = json!({ "events": events }).to_string();
                batches.push(Batch {
                    hook: hook.id,
                    count: events.len(),
                    request: request(&self.client, hook, body),
                    url: hook.url.clone(),
                });
            }
            inner.sent = sent;
        }
        for _ in 0..dropped {
            self.emit("telemetry.webhook-error", None, vec![("details", Said::from("Discarded events"))]);
        }
        batches
    }
}

fn request(client: &reqwest::Client, hook: &Hook, body: String) -> reqwest::RequestBuilder {
    let mut request = client.post(&hook.url).timeout(hook.timeout).header("content-type", "application/json");
    for (name, value) in &hook.headers {
        request = request.header(name, value);
    }
    if let Some(token) = &hook.bearer {
        request = request.bearer_auth(token);
    }
    if let Some(Ok(mac)) = hook.key.as_ref().map(|key| Hmac::<Sha256>::new_from_slice(key.as_bytes())) {
        let signature = mac.chain_update(&body).finalize().into_bytes();
        request = request.header("x-signature", STANDARD.encode(signature));
    }
    request.body(body)
}

fn told(event: &Event, sent: &mut u64) -> Value {
    let id = format!("{}{sent}{}", event.at.timestamp(), event.known.number);
    *sent += 1;
    json!({ "id": id, "createdAt": line::time(event.at), "type": event.known.name, "data": event.data() })
}
