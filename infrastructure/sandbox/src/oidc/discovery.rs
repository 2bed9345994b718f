//! The discovery document and the keys of one application.
//!
//! Written out in the order of the recorded document; it promises no more than the sandbox does.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::Base;
use super::claims::ACR;
use crate::client::Client;
use crate::misbehave::{Discovery, Jwks};
use crate::page;
use crate::provider::Provider;

pub async fn document(State(provider): State<Arc<Provider>>, base: Base, Path(app): Path<String>) -> Response {
    let Some(client) = provider.client_by_slug(&app) else { return page::not_found().await };
    let how = provider.misbehaviour();
    let issuer = match how.discovery {
        Discovery::Ok => app.clone(),
        Discovery::WrongIssuer => "somebody-else".to_owned(),
        Discovery::Slow => {
            tokio::time::sleep(how.delay()).await;
            app.clone()
        }
        Discovery::Down => {
            return page::page(StatusCode::SERVICE_UNAVAILABLE, "Service unavailable", "<p>No server available.</p>");
        }
        Discovery::Garbage => return "{\"issuer\": \"http".into_response(),
    };
    Json(metadata(&base, &client, &base.issuer(&issuer))).into_response()
}

pub async fn jwks(State(provider): State<Arc<Provider>>, Path(app): Path<String>) -> Response {
    if provider.client_by_slug(&app).is_none() {
        return page::not_found().await;
    }
    if provider.misbehaviour().jwks == Jwks::Garbage {
        return "{\"keys\": [".into_response();
    }
    match provider.signing_key().jwks() {
        Ok(set) => Json(set).into_response(),
        Err(e) => (StatusCode::INTERNAL_SERVER_ERROR, e.to_string()).into_response(),
    }
}

fn metadata(base: &Base, client: &Client, issuer: &str) -> Value {
    let app = &client.slug;
    json!({
        "issuer": issuer,
        "authorization_endpoint": base.at("/application/o/authorize/"),
        "token_endpoint": base.at("/application/o/token/"),
        "userinfo_endpoint": base.at("/application/o/userinfo/"),
        "end_session_endpoint": base.at(&format!("/application/o/{app}/end-session/")),
        "backchannel_logout_supported": true,
        "backchannel_logout_session_supported": true,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "jwks_uri": base.at(&format!("/application/o/{app}/jwks/")),
        "grant_types_supported": ["authorization_code"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "subject_types_supported": ["public"],
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic"],
        "acr_values_supported": [ACR],
        "scopes_supported": client.scopes,
        "request_parameter_supported": false,
        "claims_supported": [
            "sub", "iss", "aud", "exp", "iat", "auth_time", "acr", "amr", "nonce", "email", "email_verified", "name",
            "given_name", "preferred_username", "nickname", "groups"
        ],
        "claims_parameter_supported": false,
        "code_challenge_methods_supported": ["S256"],
    })
}
