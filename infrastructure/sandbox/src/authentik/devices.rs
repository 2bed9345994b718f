//! Second factors of users, as the administrator sees and removes them. `/sandbox/devices` gives somebody one, since no
//! API does.

use std::sync::Arc;

use axum::extract::{Path, Query, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::answer::{Refusal, invalid};
use super::events;
use super::made::moment;
use super::row::{Noun, Row, plain};
use super::show::Asked;
use crate::provider::Provider;

type App = Shared<Arc<Provider>>;
type Answer = Result<Response, Refusal>;

const KINDS: [(&str, &str, &str); 7] = [
    ("totp", "authentik_stages_authenticator_totp.TOTPDevice", "TOTP Device"),
    ("webauthn", "authentik_stages_authenticator_webauthn.WebAuthnDevice", "WebAuthn Device"),
    ("static", "authentik_stages_authenticator_static.StaticDevice", "Static Device"),
    ("sms", "authentik_stages_authenticator_sms.SMSDevice", "SMS Device"),
    ("email", "authentik_stages_authenticator_email.EmailDevice", "Email Device"),
    ("duo", "authentik_stages_authenticator_duo.DuoDevice", "Duo Device"),
    ("endpoint", "authentik_stages_authenticator_endpoint_gdtc.EndpointDevice", "Endpoint Device"),
];

pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/api/v3/authenticators/admin/all/", get(all))
        .route("/api/v3/authenticators/admin/{kind}/{pk}/", delete(remove))
}

/// What no real Authentik has.
pub fn control() -> Router<Arc<Provider>> {
    Router::new().route("/sandbox/devices", post(give))
}

fn show(row: &Row) -> Value {
    let kind = KINDS.iter().find(|(kind, ..)| *kind == row.text("kind")).unwrap_or(&KINDS[0]);
    json!({
        "verbose_name": kind.2,
        "verbose_name_plural": format!("{}s", kind.2),
        "meta_model_name": kind.1.to_lowercase(),
        "pk": plain(row.get("pk")),
        "name": row.get("name"),
        "type": kind.1,
        "confirmed": true,
        "created": row.get("created"),
        "last_updated": row.get("created"),
        "last_used": null,
        "extra_description": null,
        "external_id": null,
    })
}

async fn all(Shared(provider): App, Query(asked): Query<Asked>) -> Answer {
    let user = asked.get("user").ok_or_else(|| invalid("user", "This field is required."))?;
    let state = provider.engines.authentik();
    let devices = state.all(Noun::Device).iter().filter(|d| plain(d.get("user")) == *user);
    Ok(Json(devices.map(show).collect::<Vec<_>>()).into_response())
}

async fn remove(Shared(provider): App, Path((kind, pk)): Path<(String, String)>) -> Answer {
    let mut state = provider.engines.authentik();
    let device = state.find(Noun::Device, |d| d.text("kind") == kind && plain(d.get("pk")) == pk);
    let device = device.ok_or(Refusal::NotFound)?;
    let (pk, model) = (device.get("pk").clone(), events::reference(&state, Noun::Device, device));
    state.remove(Noun::Device, &pk);
    provider.changed(&state, "model_deleted", model);
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What `/sandbox/devices` takes.
#[derive(Debug, Deserialize)]
struct Give {
    username: String,
    #[serde(default = "totp")]
    kind: String,
    #[serde(default = "totp")]
    name: String,
}

fn totp() -> String {
    "totp".to_owned()
}

async fn give(Shared(provider): App, Json(give): Json<Give>) -> Answer {
    let mut state = provider.engines.authentik();
    let user = state.by_text(Noun::User, "username", &give.username).ok_or(Refusal::Missing("User"))?;
    let mut device = Row::default();
    device.set("user", user.get("pk").clone());
    device.set("kind", give.kind);
    device.set("name", give.name);
    device.set("created", moment());
    let pk = state.put(Noun::Device, device);
    drop(state);
    provider.engines.touch();
    Ok((StatusCode::CREATED, Json(json!({ "pk": pk }))).into_response())
}
