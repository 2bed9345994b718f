//! `/api/v3/events/events/`: the list with its filters and pages, and what an administrator may do to single events
//! (facts/authentik.md §2.4). There is no filter by time, and what isn't known is ignored.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Map, Value, json};

use super::super::answer::{Refusal, invalid, object};
use super::super::row::{plain, uuid};
use super::super::show::Asked;
use crate::provider::Provider;

type App = Shared<Arc<Provider>>;
type Answer = Result<Response, Refusal>;

/// The actions of 2026.2.2.
pub const ACTIONS: [&str; 33] = [
    "login",
    "login_failed",
    "logout",
    "user_write",
    "suspicious_request",
    "password_set",
    "secret_view",
    "secret_rotate",
    "invitation_used",
    "authorize_application",
    "source_linked",
    "impersonation_started",
    "impersonation_ended",
    "flow_execution",
    "policy_execution",
    "policy_exception",
    "property_mapping_exception",
    "system_task_execution",
    "system_task_exception",
    "system_exception",
    "configuration_error",
    "configuration_warning",
    "model_created",
    "model_updated",
    "model_deleted",
    "email_sent",
    "update_available",
    "export_ready",
    "review_initiated",
    "review_overdue",
    "review_attested",
    "review_completed",
    "custom_",
];

pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/api/v3/events/events/", get(list).post(create))
        .route("/api/v3/events/events/{pk}/", get(read).patch(change).delete(remove))
}

async fn list(Shared(provider): App, Query(asked): Query<Vec<(String, String)>>) -> Answer {
    if let Some((_, unknown)) = asked.iter().find(|(name, value)| name == "actions" && !ACTIONS.contains(&&**value)) {
        let why = format!("Select a valid choice. {unknown} is not one of the available choices.");
        return Err(invalid("actions", &why));
    }
    let single: Asked = asked.iter().cloned().collect();
    let order = single.get("ordering").map(String::as_str).unwrap_or_default();
    let ordered = provider.events.book.manner().ordered;
    let state = provider.engines.authentik();
    let (pagination, results) = provider.events.book.look(|mut events| {
        events.retain(|event| fits(event, &asked));
        if ordered {
            sort(&mut events, order);
        }
        let (pagination, from, to) = state.pages(events.len(), &single)?;
        let results: Vec<Value> = events[from..to].iter().map(|event| (*event).clone()).collect();
        Ok::<_, Refusal>((pagination, results))
    })?;
    let autocomplete = json!({ "current_model": "authentik_events.event", "models": {} });
    let answer = json!({ "pagination": pagination, "results": results, "autocomplete": autocomplete });
    Ok(Json(answer).into_response())
}

fn fits(event: &Value, asked: &[(String, String)]) -> bool {
    let actions: Vec<&str> = asked.iter().filter(|(name, _)| name == "actions").map(|(_, v)| v.as_str()).collect();
    let action = event["action"].as_str().unwrap_or_default();
    let model = &event["context"]["model"];
    let same_id = |value: &Value, wanted: &str| {
        let wanted = uuid(wanted).map_or_else(|| wanted.to_owned(), |id| id.simple().to_string());
        plain(value) == wanted
    };
    (actions.is_empty() || actions.contains(&action))
        && asked.iter().all(|(name, wanted)| match name.as_str() {
            "action" => action.contains(wanted.as_str()),
            "username" => event["user"]["username"] == *wanted,
            "context_model_app" => model["app"] == *wanted,
            "context_model_name" => model["model_name"] == *wanted,
            "context_model_pk" => same_id(&model["pk"], wanted),
            "context_authorized_app" => same_id(&event["context"]["authorized_application"]["pk"], wanted),
            "brand_name" => event["brand"]["name"] == *wanted,
            "client_ip" => event["client_ip"] == *wanted,
            "search" => event.to_string().to_lowercase().contains(&wanted.to_lowercase()),
            _ => true,
        })
}

/// Newest first, unless a field that is known says otherwise.
fn sort(events: &mut [&Value], order: &str) {
    let known =
        |field: &&str| matches!(field.trim_start_matches('-'), "created" | "pk" | "action" | "app" | "client_ip");
    let fields: Vec<&str> = order.split(',').filter(known).collect();
    let fields = if fields.is_empty() { vec!["-created"] } else { fields };
    events.sort_by(|a, b| {
        fields.iter().fold(std::cmp::Ordering::Equal, |verdict, field| {
            let name = field.trim_start_matches('-');
            let by = plain(&a[name]).cmp(&plain(&b[name]));
            verdict.then(if field.starts_with('-') { by.reverse() } else { by })
        })
    });
}

async fn read(Shared(provider): App, Path(pk): Path<String>) -> Answer {
    let found = provider.events.book.look(|events| events.into_iter().find(|event| event["pk"] == pk).cloned());
    Ok(Json(found.ok_or(Refusal::Missing("Event"))?).into_response())
}

/// Administrators can write events by hand, of the actions that are listed.
async fn create(Shared(provider): App, headers: HeaderMap, body: Bytes) -> Answer {
    let body = object(&headers, &body)?;
    let action = body.get("action").ok_or_else(|| invalid("action", "This field is required."))?;
    if !action.as_str().is_some_and(|action| ACTIONS.contains(&action)) {
        return Err(invalid("action", &format!("\"{}\" is not a valid choice.", plain(action))));
    }
    let app = body.get("app").ok_or_else(|| invalid("app", "This field is required."))?;
    let mut event = Map::new();
    event.insert("user".to_owned(), json!({}));
    event.insert("action".to_owned(), action.clone());
    event.insert("app".to_owned(), app.clone());
    for (field, usual) in [("context", json!({})), ("client_ip", Value::Null)] {
        event.insert(field.to_owned(), body.get(field).cloned().unwrap_or(usual));
    }
    let brand = json!({ "app": "authentik_brands", "model_name": "brand", "pk": "b316ee11d9074711853237c551ec05fc",
        "name": "Brand fallback" });
    event.insert("brand".to_owned(), brand);
    Ok((StatusCode::CREATED, Json(provider.write(event))).into_response())
}

async fn change(Shared(provider): App, Path(pk): Path<String>, headers: HeaderMap, body: Bytes) -> Answer {
    let body = object(&headers, &body)?;
    let changed = provider.events.book.change(&pk, |event| {
        for field in ["action", "app", "context", "client_ip"] {
            if let Some(value) = body.get(field) {
                event[field] = value.clone();
            }
        }
    });
    Ok(Json(changed.ok_or(Refusal::Missing("Event"))?).into_response())
}

async fn remove(Shared(provider): App, Path(pk): Path<String>) -> Answer {
    match provider.events.book.delete(|event| event["pk"] == pk) {
        0 => Err(Refusal::Missing("Event")),
        _ => Ok(StatusCode::NO_CONTENT.into_response()),
    }
}
