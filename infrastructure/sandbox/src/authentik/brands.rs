//! Which brand a host has, and what is public of it (facts/authentik.md §1.7).

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::answer::Refusal;
use super::resource;
use super::row::{Noun, Row};
use super::state::State;
use crate::provider::Provider;

type App = Shared<Arc<Provider>>;

pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/api/v3/core/brands/current/", get(current))
        .route("/api/v3/core/brands/{key}/used_by/", get(|app: App, key| resource::used_by(Noun::Brand, app, key)))
}

/// The host that was called, with its port.
pub fn host(headers: &HeaderMap) -> &str {
    headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost")
}

impl State {
    /// The brand with the longest domain that the host is or ends in, else the default one.
    pub(super) fn brand_of(&self, host: &str) -> Option<&Row> {
        let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
        let fits = |domain: &str| name == domain || name.ends_with(&format!(".{domain}"));
        let best = self.all(Noun::Brand).iter().filter(|b| fits(b.text("domain")));
        best.max_by_key(|b| b.text("domain").len()).or_else(|| self.find(Noun::Brand, |b| b.flag("default")))
    }
}

async fn current(Shared(provider): App, headers: HeaderMap) -> Result<Response, Refusal> {
    let state = provider.engines.authentik();
    let brand = state.brand_of(host(&headers)).ok_or(Refusal::NotFound)?;
    let settings = &brand.get("attributes")["settings"];
    let mut shown = json!({
        "matched_domain": brand.get("domain"),
        "branding_title": brand.get("branding_title"),
        "branding_logo": brand.get("branding_logo"),
        "branding_logo_themed_urls": null,
        "branding_favicon": brand.get("branding_favicon"),
        "branding_favicon_themed_urls": null,
        "branding_custom_css": brand.get("branding_custom_css"),
        "ui_footer_links": [],
        "ui_theme": settings["theme"]["base"].as_str().unwrap_or("automatic"),
        "default_locale": settings["locale"].as_str().unwrap_or_default(),
        "flags": {
            "policies_buffered_access_view": false, "flows_continuous_login": false, "flows_refresh_others": false
        },
    });
    for field in
        ["flow_authentication", "flow_invalidation", "flow_recovery", "flow_unenrollment", "flow_user_settings"]
    {
        if let Some(flow) = state.by_pk(Noun::Flow, brand.get(field)) {
            shown[field] = Value::from(flow.text("slug"));
        }
    }
    Ok(Json(shown).into_response())
}
