//! The request that is being answered: what stands in `http_request` of every event that it causes, and the id that its
//! answer carries (facts/authentik.md §1.2).

use std::cell::Cell;

use axum::extract::Request;
use axum::http::header;
use serde_json::{Map, Value, json};

use crate::clock;

tokio::task_local! {
    static ACT: Act;
}

/// A request.
#[derive(Debug, Clone)]
pub struct Act {
    /// 32 hexadecimal digits.
    pub id: String,
    method: String,
    path: String,
    user_agent: String,
    pub host: String,
    /// The pk of the user whose token it is, once that is known.
    caller: Cell<Option<u64>>,
}

impl Act {
    pub fn of(request: &Request) -> Self {
        let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Self {
            id: clock::random_hex::<16>(),
            method: request.method().to_string(),
            path: request.uri().path().to_owned(),
            user_agent: header(header::USER_AGENT).to_owned(),
            host: header(header::HOST).to_owned(),
            caller: Cell::new(None),
        }
    }

    /// Answers within it.
    pub async fn scope<T>(self, answering: impl Future<Output = T>) -> T {
        ACT.scope(self, answering).await
    }

    /// Notes whose token it is.
    pub fn called_by(user: u64) {
        // Outside of a request nobody asks.
        let _ = ACT.try_with(|act| act.caller.set(Some(user)));
    }

    /// The pk of the user who calls, and the host that was called; none outside of a request.
    pub(super) fn now() -> Option<(Option<u64>, String)> {
        ACT.try_with(|act| (act.caller.get(), act.host.clone())).ok()
    }

    /// What an event holds of it.
    pub(super) fn shown(as_path: Option<(&str, &str)>, args: Map<String, Value>) -> Option<Value> {
        let shown = |act: &Self| {
            let (method, path) = as_path.unwrap_or((&act.method, &act.path));
            json!({ "args": args, "path": path, "method": method, "request_id": act.id, "user_agent": act.user_agent })
        };
        ACT.try_with(shown).ok()
    }
}
