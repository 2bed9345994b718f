//! OAuth2 providers beyond the five calls: their addresses, and a preview of the claims.

use std::sync::Arc;

use axum::extract::{Path, Query, State as Shared};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::answer::{Refusal, invalid};
use super::resource;
use super::row::Noun;
use super::show::Asked;
use crate::oidc::{Base, preview};
use crate::provider::Provider;

type App = Shared<Arc<Provider>>;
type Answer = Result<Response, Refusal>;

pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/api/v3/providers/oauth2/{key}/setup_urls/", get(setup_urls))
        .route("/api/v3/providers/oauth2/{key}/preview_user/", get(preview_user))
        .route(
            "/api/v3/providers/oauth2/{key}/used_by/",
            get(|app: App, key| resource::used_by(Noun::OAuth2Provider, app, key)),
        )
}

async fn setup_urls(Shared(provider): App, base: Base, Path(key): Path<String>) -> Answer {
    let state = provider.engines.authentik();
    let row = state.by_key(Noun::OAuth2Provider, &key).ok_or(Refusal::Missing("OAuth2Provider"))?;
    let slug = state.find(Noun::Application, |a| a.get("provider") == row.get("pk")).map(|a| a.text("slug"));
    let at = |path: &str| slug.map(|slug| base.at(&format!("/application/o/{}", path.replace("{slug}", slug))));
    Ok(Json(json!({
        "issuer": at("{slug}/"),
        "authorize": base.at("/application/o/authorize/"),
        "token": base.at("/application/o/token/"),
        "user_info": base.at("/application/o/userinfo/"),
        "provider_info": at("{slug}/.well-known/openid-configuration"),
        "logout": at("{slug}/end-session/"),
        "jwks": at("{slug}/jwks/"),
    }))
    .into_response())
}

async fn preview_user(
    Shared(provider): App,
    base: Base,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let (client_id, username) = {
        let state = provider.engines.authentik();
        let row = state.by_key(Noun::OAuth2Provider, &key).ok_or(Refusal::Missing("OAuth2Provider"))?;
        let user = asked.get("for_user").and_then(|pk| state.user(pk.parse().ok()?));
        let user = user.ok_or_else(|| invalid("for_user", "User not found"))?;
        (row.text("client_id").to_owned(), user.text("username").to_owned())
    };
    let shown = match (provider.client(&client_id), provider.account(&username)) {
        (Some(client), Some(account)) => preview(&base.issuer(&client.slug), &client, &account),
        _ => Value::Null,
    };
    Ok(Json(json!({ "preview": shown })).into_response())
}
