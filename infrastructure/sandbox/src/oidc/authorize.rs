//! `/application/o/authorize/`: who may come in, and how they are sent back.
//!
//! Stricter than Authentik's default in one thing: PKCE with S256 is required, as Dezky's policy there demands.

use std::sync::Arc;

use axum::extract::{Query, RawQuery, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;

use super::{login, query};
use crate::client::{Client, Rule};
use crate::clock;
use crate::page::{escape, page};
use crate::provider::Provider;
use crate::sessions::{Grant, Session};

pub const PATH: &str = "/application/o/authorize/";
pub const COOKIE: &str = "sandbox_sso";

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    client_id: String,
    redirect_uri: String,
    response_type: String,
    scope: String,
    state: Option<String>,
    nonce: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
    prompt: String,
    max_age: Option<i64>,
}

pub async fn authorize(
    State(provider): State<Arc<Provider>>,
    headers: HeaderMap,
    RawQuery(raw): RawQuery,
    Query(asked): Query<Asked>,
) -> Response {
    // What cannot be trusted is answered here; only what comes after may send anybody anywhere.
    let Some(client) = provider.client(&asked.client_id) else {
        return page(StatusCode::BAD_REQUEST, "Client ID Error", "<p>The client identifier is missing or invalid.</p>");
    };
    if client.redirects.is_empty() && !asked.redirect_uri.is_empty() {
        provider.engines.authentik().trust(&client.client_id, &asked.redirect_uri);
        provider.engines.touch();
    } else if !client.returns_to(&asked.redirect_uri) {
        return redirect_uri_error(&asked, &client);
    }
    if let Err((error, why)) = sound(&asked) {
        return refused(&asked, error, why);
    }
    let session = signed_in(&provider, &headers).filter(|s| recent_enough(&asked, s));
    let Some(session) = session.filter(|_| !asked.wants("login")) else {
        if asked.wants("none") {
            return refused(&asked, "login_required", "The Authorization Server requires End-User authentication");
        }
        return login::ask(raw.as_deref().unwrap_or_default());
    };
    match provider.account(&session.username) {
        Some(person) if provider.admits(&client, &person) => {
            let (state, raw) = (provider.engines.authentik(), raw.as_deref().unwrap_or_default());
            if client.rule == Rule::Bindings {
                provider.authorized(&state, &client.slug, &person.username, &granted(&client, &asked.scope), raw);
            }
            drop(state);
            admitted(&provider, &client, asked, session)
        }
        _ => denied(&session, &client, raw.as_deref().unwrap_or_default()),
    }
}

/// The session that the browser's cookie names.
pub fn signed_in(provider: &Provider, headers: &HeaderMap) -> Option<Session> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split("; "))
        .find_map(|pair| pair.strip_prefix(COOKIE)?.strip_prefix('='))
        .and_then(|cookie| provider.sessions.by_cookie(cookie))
}

/// Scopes that the application has no mapping for are dropped without a word; no scope means all.
pub fn granted(client: &Client, scope: &str) -> Vec<String> {
    let all = scope.trim().is_empty();
    client.scopes.iter().filter(|s| all || scope.split(' ').any(|asked| asked == *s)).cloned().collect()
}

impl Asked {
    fn wants(&self, prompt: &str) -> bool {
        self.prompt.split(' ').any(|p| p == prompt)
    }
}

fn sound(asked: &Asked) -> Result<(), (&'static str, &'static str)> {
    if asked.response_type != "code" {
        let why = "The authorization server does not support obtaining an authorization code using this method";
        return Err(("unsupported_response_type", why));
    }
    if asked.code_challenge.as_deref().unwrap_or_default().is_empty() {
        return Err(("invalid_request", "PKCE is required: code_challenge is missing"));
    }
    if asked.code_challenge_method.as_deref() != Some("S256") {
        return Err(("invalid_request", "PKCE is required: code_challenge_method must be S256"));
    }
    Ok(())
}

fn recent_enough(asked: &Asked, session: &Session) -> bool {
    asked.max_age.is_none_or(|age| (clock::now() - session.auth_time).num_seconds() <= age)
}

fn admitted(provider: &Provider, client: &Client, asked: Asked, session: Session) -> Response {
    let code = provider.sessions.issue(Grant {
        client_id: asked.client_id,
        redirect_uri: asked.redirect_uri.clone(),
        code_challenge: asked.code_challenge.unwrap_or_default(),
        nonce: asked.nonce,
        scope: granted(client, &asked.scope),
        sid: session.sid,
    });
    back(&asked.redirect_uri, &[("code", &code)], asked.state.as_deref())
}

fn refused(asked: &Asked, error: &str, why: &str) -> Response {
    back(&asked.redirect_uri, &[("error", error), ("error_description", why)], asked.state.as_deref())
}

fn back(redirect_uri: &str, answer: &[(&str, &str)], state: Option<&str>) -> Response {
    let pairs: Vec<_> = answer.iter().copied().chain(state.map(|s| ("state", s))).collect();
    query::redirect(redirect_uri, &pairs)
}

/// Authentik's own page with status 200: whoever is refused never comes back to the application.
fn denied(session: &Session, client: &Client, raw: &str) -> Response {
    let body = format!(
        "<p>You are signed in as {}. This person may not use {}.</p>\n<p><a href=\"{}\">Not you?</a></p>",
        escape(&session.username),
        escape(&client.name),
        escape(&login::address(raw)),
    );
    page(StatusCode::OK, "Permission denied", &body)
}

fn redirect_uri_error(asked: &Asked, client: &Client) -> Response {
    let registered: String =
        client.redirects.iter().map(|r| format!("<li><code>{}</code></li>", escape(&r.url))).collect();
    let body = format!(
        "<p>The request fails due to a missing, invalid, or mismatching redirection URI (redirect_uri).</p>\n\
         <p>Asked for: <code>{}</code>. Registered:</p>\n<ul>{registered}</ul>",
        escape(&asked.redirect_uri),
    );
    page(StatusCode::BAD_REQUEST, "Redirect URI Error", &body)
}
