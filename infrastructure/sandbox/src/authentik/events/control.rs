//! `/sandbox/authentik/…`: what somebody did in Authentik's own pages, how the list of events behaves, and where its
//! webhook goes.

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::super::row::Noun;
use super::hook::Webhook;
use super::{Book, book::Manner};
use crate::clock;
use crate::provider::Provider;

type App = Shared<Arc<Provider>>;

pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/sandbox/authentik/events", post(by_hand))
        .route("/sandbox/authentik/events/how", post(how))
        .route("/sandbox/authentik/webhook", post(webhook))
}

/// What `/sandbox/authentik/events` takes: something that somebody did by hand, in the admin interface.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByHand {
    #[serde(default = "updated")]
    action: String,
    /// A user name; akadmin if not said, nobody if empty.
    #[serde(default = "admin")]
    by: String,
    /// `{"app", "model_name", "pk", "name"}`
    model: Option<Value>,
    /// Beside model and request.
    #[serde(default)]
    context: Map<String, Value>,
    #[serde(default = "patch")]
    method: String,
    #[serde(default)]
    path: String,
    /// Of several events of one call.
    request_id: Option<String>,
}

fn updated() -> String {
    "model_updated".to_owned()
}

fn admin() -> String {
    "akadmin".to_owned()
}

fn patch() -> String {
    "PATCH".to_owned()
}

async fn by_hand(Shared(provider): App, Json(done): Json<ByHand>) -> (StatusCode, Json<Value>) {
    let user = {
        let state = provider.engines.authentik();
        let pk = state.by_text(Noun::User, "username", &done.by).and_then(|u| u.get("pk").as_u64());
        state.shown(pk)
    };
    let mut context = done.context;
    if let Some(model) = done.model {
        context.insert("model".to_owned(), model);
    }
    if !done.path.is_empty() {
        let id = done.request_id.unwrap_or_else(clock::random_hex::<16>);
        let request = json!({ "args": {}, "path": done.path, "method": done.method, "request_id": id,
            "user_agent": "Mozilla/5.0" });
        context.insert("http_request".to_owned(), request);
    }
    let event = json!({
        "user": user, "action": done.action, "app": "authentik.events.middleware", "context": context,
        "client_ip": "192.0.2.80", "brand": {},
    });
    let event = if let Value::Object(event) = event { provider.write(event) } else { Value::Null };
    (StatusCode::CREATED, Json(event))
}

async fn how(Shared(provider): App, Json(manner): Json<Manner>) -> StatusCode {
    for event in Book::behave(&provider.events.book, manner) {
        provider.events.tell(Arc::clone(&provider.journal), event);
    }
    StatusCode::NO_CONTENT
}

/// Null for none.
async fn webhook(Shared(provider): App, Json(webhook): Json<Option<Webhook>>) -> StatusCode {
    provider.events.send_to(webhook);
    StatusCode::NO_CONTENT
}
