//! Who calls: Basic with an app token or a password, or Bearer with an access token of the sandbox's own sign-in.
//!
//! As recorded: a refusal is a 401 without a body, and it offers Basic unless the account is known and disabled.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, MutexGuard};

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::{Engine, engine::general_purpose::STANDARD};
use uuid::Uuid;

use super::edge::Refusal;
use super::roles;
use super::state::{AppToken, State, User};
use crate::clock;
use crate::oidc::Base;
use crate::provider::Provider;

/// A call by somebody who is let in.
pub struct Call {
    provider: Arc<Provider>,
    pub base: Base,
    pub headers: HeaderMap,
    pub query: BTreeMap<String, String>,
    pub caller: Uuid,
    app_role: Uuid,
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call").field("caller", &self.caller).field("query", &self.query).finish_non_exhaustive()
    }
}

impl Call {
    /// OCIS' state, for the length of a statement or of a handler without `await`.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.provider.engines.ocis()
    }

    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    pub fn is_admin(&self) -> bool {
        self.app_role == roles::ADMIN
    }

    /// Whether the account may make spaces, and see and end those of others.
    pub fn rules_spaces(&self) -> bool {
        self.is_admin() || self.app_role == roles::SPACE_ADMIN
    }

    pub fn require_admin(&self) -> Result<(), Refusal> {
        if self.is_admin() { Ok(()) } else { Err(Refusal::denied("Unauthorized")) }
    }

    pub fn expands(&self, what: &str) -> bool {
        self.query.get("$expand").is_some_and(|all| all.split(',').any(|one| one == what))
    }

    /// Something came into being: `what` is `space <name>` and the like.
    pub fn created(&self, what: impl fmt::Display, id: impl fmt::Display) {
        self.provider.journal.note("created", format!("ocis {what}"), id.to_string());
    }

    pub fn deleted(&self, what: impl fmt::Display, id: impl fmt::Display) {
        self.provider.journal.note("deleted", format!("ocis {what}"), id.to_string());
    }
}

impl FromRequestParts<Arc<Provider>> for Call {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, provider: &Arc<Provider>) -> Result<Self, Response> {
        let base = Base::from_request_parts(parts, provider).await.map_err(IntoResponse::into_response)?;
        let query = Query::try_from_uri(&parts.uri).map_err(IntoResponse::into_response)?;
        let user = credentials(&parts.headers).and_then(|credentials| credentials.account(provider));
        let Some(user) = user else { return Err(unknown(&parts.headers)) };
        if user.is_disabled() {
            return Err(StatusCode::UNAUTHORIZED.into_response());
        }
        provider.engines.ocis().settle(user.id);
        Ok(Self {
            provider: Arc::clone(provider),
            base,
            headers: parts.headers.clone(),
            query: query.0,
            caller: user.id,
            app_role: user.app_role,
        })
    }
}

fn unknown(headers: &HeaderMap) -> Response {
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok()).unwrap_or("localhost");
    let offer = format!("Basic realm=\"{host}\", charset=\"UTF-8\"");
    (StatusCode::UNAUTHORIZED, [(header::WWW_AUTHENTICATE, offer)]).into_response()
}

enum Credentials {
    Basic { name: String, password: String },
    Bearer(String),
}

fn credentials(headers: &HeaderMap) -> Option<Credentials> {
    let (scheme, value) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("Bearer") {
        return Some(Credentials::Bearer(value.to_owned()));
    }
    let decoded = String::from_utf8(STANDARD.decode(value).ok()?).ok()?;
    let (name, password) = decoded.split_once(':')?;
    let basic = scheme.eq_ignore_ascii_case("Basic");
    basic.then(|| Credentials::Basic { name: name.to_owned(), password: password.to_owned() })
}

impl Credentials {
    /// The account whose credentials these are.
    fn account(&self, provider: &Provider) -> Option<User> {
        match self {
            Self::Basic { name, password } => {
                let person = provider.person(name);
                let state = provider.engines.ocis();
                let user = state.user_named(name)?;
                // Somebody of the directory has the directory's password, as if the recovery link had been followed.
                let own = person.map_or_else(|| user.password.clone().map(|p| p.0), |p| Some(p.password));
                let fits_token = |token: &AppToken| {
                    let lives = token.expires.is_none_or(|end| end > clock::now());
                    token.user == user.id && token.token.0 == *password && lives
                };
                let fits = own.as_ref() == Some(password) || state.tokens.iter().any(fits_token);
                fits.then(|| user.clone())
            }
            Self::Bearer(token) => {
                let claims = provider.sessions.userinfo(token)?;
                provider.engines.ocis().user_named(claims["preferred_username"].as_str()?).cloned()
            }
        }
    }
}
