//! A tenant's colours and logos. Their addresses change with their content, so they can be kept forever. Public: the
//! landing shows them before anybody signs in.

use axum::{
    extract::{Path, State as Shared},
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use dezky_domain::{
    Result,
    brand::{Rgb, stylesheet},
    ctx::Scope,
    tenant::Slug,
};

use crate::state::State;

const FOREVER: &str = "public, max-age=31536000, immutable";

/// `GET /brand/{slug}/{seed}.css` or `/brand/{slug}/{hash}.{svg,png,webp}`.
pub async fn file(Shared(state): Shared<State>, Path((slug, file)): Path<(String, String)>) -> Response {
    match find(&state, &slug, &file).await {
        Ok(Some(response)) => response,
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(_) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
    }
}

async fn find(state: &State, slug: &str, file: &str) -> Result<Option<Response>> {
    let scope = Scope::any_tenant("a brand is public: the landing shows it to everybody");
    let (Ok(slug), Some((name, kind))) = (Slug::parse(slug), file.rsplit_once('.')) else { return Ok(None) };
    if kind == "css" {
        // The colour is in the address; that the tenant has it keeps strangers from naming files of ours.
        let tenant = state.store.tenants().by_slug(&scope, &slug).await?;
        let seed = Rgb::parse(&format!("#{name}")).ok();
        let seed = seed.filter(|seed| tenant.is_some_and(|tenant| tenant.brand.accent == *seed));
        return Ok(seed.map(|seed| answer("text/css; charset=utf-8", stylesheet(seed).into_bytes())));
    }
    let logo = state.store.tenants().logo(&scope, &slug, name).await?;
    Ok(logo.filter(|(stored, _)| stored == kind).and_then(|(kind, bytes)| {
        let media = match kind.as_str() {
            "svg" => "image/svg+xml",
            "png" => "image/png",
            "webp" => "image/webp",
            _ => return None,
        };
        Some(answer(media, bytes))
    }))
}

fn answer(media: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(FOREVER));
    // A logo is somebody's upload: opened by itself, it may run and load nothing.
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox"));
    response
}
