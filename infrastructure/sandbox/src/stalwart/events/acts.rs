//! What can be told to happen, at `/sandbox/stalwart/events`: one act a request, by name. `{"advance":{"ms":5}}`,
//! `"restart"`.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::State as Shared;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::{Json, body::Bytes};
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{Said, Span, Telemetry};
use crate::provider::Provider;
use crate::stalwart::{State, batch, caller::Caller};

/// Somebody of the examples of RFC 5737.
const ELSEWHERE: &str = "192.0.2.7";

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Act {
    /// One request to each webhook for which something waits; answers what became of each.
    Deliver,
    /// Whether deliveries go out by command only.
    ByHand(bool),
    /// Time goes on.
    Advance { ms: u32 },
    /// Time goes on to midnight: logs go on in another file.
    Rotate,
    /// The process ends and begins again. What waits is lost.
    Restart,
    /// Whether loading the settings fails over something else.
    Break(bool),
    /// A message comes, by somebody who signed in, and is put into mailboxes, or comes back.
    Mail {
        from: String,
        to: Vec<String>,
        #[serde(default)]
        spam: bool,
        #[serde(default)]
        fails: bool,
    },
    /// An address is banned, and turned away.
    Ban { ip: IpAddr, name: Option<String> },
    /// Somebody signs in with a mail program, or fails to.
    SignIn { name: String, right: bool, ip: Option<IpAddr> },
    /// An administrator calls a method by Stalwart's own pages; answers as the method does.
    Foreign { method: String, arguments: Map<String, Value> },
}

pub async fn act(Shared(provider): Shared<Arc<Provider>>, body: Bytes) -> Response {
    let act: Act = match serde_json::from_slice(&body) {
        Ok(act) => act,
        Err(error) => return (StatusCode::BAD_REQUEST, error.to_string()).into_response(),
    };
    let telemetry = &provider.stalwart_events;
    let answer = match act {
        Act::Deliver => json!(telemetry.deliver(false).await),
        other => {
            let answer = carry_out(telemetry, &provider, other);
            provider.engines.touch();
            answer
        }
    };
    Json(answer).into_response()
}

fn carry_out(telemetry: &Telemetry, provider: &Provider, act: Act) -> Value {
    match act {
        Act::Deliver => {}
        Act::ByHand(by_hand) => telemetry.lock().by_hand = by_hand,
        Act::Advance { ms } => telemetry.advance(TimeDelta::milliseconds(i64::from(ms))),
        Act::Rotate => telemetry.rotate(),
        Act::Restart => {
            telemetry.stop();
            telemetry.start(&provider.engines.stalwart());
        }
        Act::Break(broken) => provider.engines.stalwart().break_settings(broken),
        Act::Mail { from, to, spam, fails } => {
            let state = provider.engines.stalwart();
            mail(telemetry, &state, &from, &to, spam, fails);
        }
        Act::Ban { ip, name } => ban(telemetry, ip, name.as_deref()),
        Act::SignIn { name, right, ip } => {
            let span = telemetry.span(from(ip), "imaps");
            telemetry.by_mail_program(&provider.engines.stalwart(), &name, right, &span);
        }
        Act::Foreign { method, arguments } => return foreign(telemetry, provider, method, arguments),
    }
    json!({})
}

fn from(ip: Option<IpAddr>) -> Option<SocketAddr> {
    let ip = ip.or_else(|| ELSEWHERE.parse().ok())?;
    Some(SocketAddr::from((ip, 49152)))
}

/// The object is truly changed, or refused; the event is the same (facts/stalwart.md §0.4).
fn foreign(telemetry: &Telemetry, provider: &Provider, method: String, arguments: Map<String, Value>) -> Value {
    let mut state = provider.engines.stalwart();
    let Some(admin) = Caller::first_administrator(&state) else { return json!({}) };
    let mut batch = batch::Batch::default();
    let call = batch::Call { name: method, arguments, id: "c1".to_owned() };
    batch.run(&mut state, call, &admin);
    state.settle();
    let span = telemetry.span(from(None), "https");
    telemetry.ran(&batch.ran, admin.account, &span);
    telemetry.after(&mut state);
    batch.answers.pop().unwrap_or_default()
}

fn mail(telemetry: &Telemetry, state: &State, from_address: &str, to: &[String], spam: bool, fails: bool) {
    let span = telemetry.span(from(None), "submissions");
    let queue = span.id | 1;
    let message = format!("{queue}@sandbox");
    let envelope = |own: &mut Vec<(&'static str, Said)>| {
        own.extend([
            ("queueId", Said::Number(queue)),
            ("from", from_address.into()),
            ("to", Said::Texts(to.to_vec())),
            ("size", Said::Number(212)),
        ]);
    };
    let mut queued = vec![("spanId", Said::Span)];
    envelope(&mut queued);
    queued.push(("expires", Said::Time(telemetry.now() + TimeDelta::days(3))));
    let known = state.account_of(from_address).is_some();
    let name = if known { "queue.authenticated-message-queued" } else { "queue.message-queued" };
    telemetry.emit(name, Some(&span), queued);
    if fails {
        let mut own = Vec::new();
        envelope(&mut own);
        own.push(("reason", "550 5.1.1 No such user".into()));
        telemetry.emit("delivery.dsn-perm-fail", None, own);
        return;
    }
    for account in to.iter().filter_map(|address| state.account_of(address)) {
        let mut own = vec![
            ("accountId", Said::Number(account)),
            ("mailboxId", Said::Numbers(vec![0])),
            ("messageId", message.as_str().into()),
            ("elapsed", Said::Millis(3)),
        ];
        envelope(&mut own);
        telemetry.emit(if spam { "message-ingest.spam" } else { "message-ingest.ham" }, None, own);
    }
    let mut own = vec![("elapsed", Said::Millis(0))];
    envelope(&mut own);
    telemetry.emit("delivery.completed", None, own);
}

fn ban(telemetry: &Telemetry, ip: IpAddr, name: Option<&str>) {
    let span: Span = telemetry.span(Some(SocketAddr::from((ip, 56017))), "http");
    let mut own = vec![("remoteIp", Said::Ip(ip))];
    own.extend(name.map(|name| ("accountName", name.into())));
    own.push(("spanId", Said::Span));
    telemetry.emit("security.authentication-ban", Some(&span), own);
    telemetry.emit(
        "security.ip-blocked",
        Some(&telemetry.span(Some(SocketAddr::from((ip, 49939))), "http")),
        Vec::new(),
    );
}
