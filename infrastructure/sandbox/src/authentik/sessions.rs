//! Sessions of users: listing them, and ending them, which tells the applications (facts/together.md).

use std::sync::Arc;

use axum::extract::{Path, Query, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get};
use axum::{Json, Router};
use chrono::{SecondsFormat, TimeDelta};
use serde_json::{Value, json};

use super::answer::{Refusal, invalid};
use super::row::Noun;
use super::show::Asked;
use crate::oidc::end;
use crate::provider::Provider;
use crate::sessions::Session;

type App = Shared<Arc<Provider>>;
type Answer = Result<Response, Refusal>;

pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/api/v3/core/authenticated_sessions/", get(list))
        .route("/api/v3/core/authenticated_sessions/bulk_delete/", delete(bulk_delete))
        .route("/api/v3/core/authenticated_sessions/{uuid}/", get(read).delete(remove))
}

/// Sessions of people whom Authentik holds; others are the directory's and have no pk.
fn sessions(provider: &Provider) -> Vec<(Session, Value)> {
    let state = provider.engines.authentik();
    let all = provider.sessions.all().into_iter();
    all.filter_map(|s| {
        let user = state.by_text(Noun::User, "username", &s.username)?.get("pk").clone();
        Some((s, user))
    })
    .collect()
}

fn show(session: &Session, user: &Value) -> Value {
    let at = |moment: chrono::DateTime<chrono::Utc>| moment.to_rfc3339_opts(SecondsFormat::Micros, true);
    json!({
        "uuid": session.uuid,
        "current": false,
        "user_agent": {
            "string": "",
            "user_agent": { "family": "Other", "major": null, "minor": null, "patch": null },
            "os": { "family": "Other", "major": null, "minor": null, "patch": null, "patch_minor": null },
            "device": { "family": "Other", "brand": null, "model": null },
        },
        "geo_ip": null,
        "asn": null,
        "user": user,
        "last_ip": "127.0.0.1",
        "last_user_agent": "",
        "last_used": at(session.auth_time),
        "expires": at(session.auth_time + TimeDelta::days(1)),
    })
}

async fn list(Shared(provider): App, Query(asked): Query<Asked>) -> Answer {
    let mut sessions = sessions(&provider);
    if let Some(name) = asked.get("user__username") {
        sessions.retain(|(s, _)| s.username == *name);
    }
    sessions.sort_by(|(a, _), (b, _)| (&a.username, a.auth_time).cmp(&(&b.username, b.auth_time)));
    let (pagination, from, to) = provider.engines.authentik().pages(sessions.len(), &asked)?;
    let results: Vec<Value> = sessions[from..to].iter().map(|(s, user)| show(s, user)).collect();
    Ok(Json(json!({ "pagination": pagination, "results": results, "autocomplete": {} })).into_response())
}

fn one(provider: &Provider, uuid: &str) -> Result<(Session, Value), Refusal> {
    let found = sessions(provider).into_iter().find(|(s, _)| s.uuid.to_string() == uuid);
    found.ok_or(Refusal::Missing("AuthenticatedSession"))
}

async fn read(Shared(provider): App, Path(uuid): Path<String>) -> Answer {
    let (session, user) = one(&provider, &uuid)?;
    Ok(Json(show(&session, &user)).into_response())
}

async fn remove(Shared(provider): App, Path(uuid): Path<String>) -> Answer {
    let (session, _) = one(&provider, &uuid)?;
    end(&provider, &session.sid);
    Ok(StatusCode::NO_CONTENT.into_response())
}

async fn bulk_delete(Shared(provider): App, Query(asked): Query<Vec<(String, String)>>) -> Answer {
    let pks: Vec<&str> =
        asked.iter().filter(|(name, _)| name == "user_pks").flat_map(|(_, value)| value.split(',')).collect();
    if pks.is_empty() {
        return Err(invalid("user_pks", "This field is required."));
    }
    let ended: Vec<_> = sessions(&provider).into_iter().filter(|(_, user)| pks.contains(&&*user.to_string())).collect();
    for (session, _) in &ended {
        end(&provider, &session.sid);
    }
    Ok(Json(json!({ "deleted": ended.len() })).into_response())
}
