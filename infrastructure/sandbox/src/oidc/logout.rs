//! `…/end-session/`: ends the whole SSO session, and goes back if the address is registered (as from 2026.5 on). With the
//! provider's own invalidation flow it only says so, and the session lives on (facts/authentik.md §3.4).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

use super::authorize::{COOKIE, signed_in};
use super::query;
use crate::page::{self, escape, page};
use crate::provider::Provider;
use crate::{backchannel, keys};

/// The parameters come in the query or, with POST, in a form.
pub async fn end_session(
    State(provider): State<Arc<Provider>>,
    Path(app): Path<String>,
    headers: HeaderMap,
    RawQuery(raw): RawQuery,
    body: Bytes,
) -> Response {
    let Some(client) = provider.client_by_slug(&app) else { return page::not_found().await };
    let asked = format!("{}&{}", raw.unwrap_or_default(), String::from_utf8_lossy(&body));
    let hinted = || {
        let token = query::value(&asked, "id_token_hint")?;
        // Unverified, yet safe: a `sid` is 256 random bits, so whoever knows one was given it.
        Some(keys::peek(&token)?["sid"].as_str()?.to_owned())
    };
    if !client.ends_session {
        return logged_out(&client.name, "Your other applications stay signed in.");
    }
    if let Some(sid) = signed_in(&provider, &headers).map(|s| s.sid).or_else(hinted) {
        if let Some(session) = provider.sessions.by_sid(&sid) {
            provider.signed_out(&provider.engines.authentik(), &session.username);
        }
        end(&provider, &sid);
    }
    let to = query::value(&asked, "post_logout_redirect_uri").filter(|uri| client.post_logout.contains(uri));
    let mut answer = match to {
        Some(uri) => {
            let state = query::value(&asked, "state");
            let pairs: Vec<_> = state.as_deref().map(|s| ("state", s)).into_iter().collect();
            query::redirect(&uri, &pairs)
        }
        None => logged_out(&client.name, "Your session has ended everywhere."),
    };
    let gone = HeaderValue::from_str(&format!("{COOKIE}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"));
    if let Ok(gone) = gone {
        answer.headers_mut().insert(header::SET_COOKIE, gone);
    }
    answer
}

/// Ends a session and tells its applications, without waiting for them: Authentik leaves that to its worker.
pub fn end(provider: &Arc<Provider>, sid: &str) {
    if let Some(session) = provider.sessions.end(sid) {
        let provider = Arc::clone(provider);
        tokio::spawn(async move { backchannel::announce(&provider, &session).await });
    }
}

fn logged_out(name: &str, what: &str) -> Response {
    let name = escape(name);
    page(StatusCode::OK, &format!("You've logged out of {name}."), &format!("<p>{what}</p>"))
}
