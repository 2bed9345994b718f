//! The page that a recovery link leads to: a new password, twice, and the person is signed in, as the shipped flow ends.

use std::sync::Arc;

use axum::extract::{Path, Query, State as Shared};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::get;
use axum::{Form, Router};
use serde::Deserialize;

use super::row::Noun;
use super::show::Asked;
use super::state::State;
use crate::clock;
use crate::oidc::COOKIE;
use crate::page::{self, escape, page};
use crate::provider::Provider;

type App = Shared<Arc<Provider>>;

pub fn routes() -> Router<Arc<Provider>> {
    Router::new().route("/if/flow/{slug}/", get(form).post(set))
}

/// What the form sends.
#[derive(Deserialize)]
struct New {
    #[serde(default)]
    password: String,
    #[serde(default)]
    password_repeat: String,
}

impl State {
    /// Whose link it is, if it is good still.
    fn recovers(&self, flow: &str, token: &str) -> Option<(u64, String)> {
        let recovery = self.recoveries.get(token).filter(|r| r.flow == flow && r.until > clock::now())?;
        let user = self.user(recovery.user).filter(|u| u.flag("is_active"))?;
        Some((recovery.user, user.text("username").to_owned()))
    }
}

fn token(asked: &Asked) -> &str {
    asked.get("flow_token").map(String::as_str).unwrap_or_default()
}

async fn form(Shared(provider): App, Path(slug): Path<String>, Query(asked): Query<Asked>) -> Response {
    let found = {
        let state = provider.engines.authentik();
        state.by_key(Noun::Flow, &slug).map(|_| state.recovers(&slug, token(&asked)))
    };
    let Some(recovers) = found else { return page::not_found().await };
    match recovers {
        Some((_, username)) => show(&slug, token(&asked), &username, None),
        None => spent(),
    }
}

async fn set(
    Shared(provider): App,
    Path(slug): Path<String>,
    Query(asked): Query<Asked>,
    Form(new): Form<New>,
) -> Response {
    let username = {
        let mut state = provider.engines.authentik();
        let Some((user, username)) = state.recovers(&slug, token(&asked)) else { return spent() };
        let wrong = match () {
            () if new.password.is_empty() => Some("Enter a password."),
            () if new.password != new.password_repeat => Some("Passwords don't match."),
            () => None,
        };
        if wrong.is_some() {
            return show(&slug, token(&asked), &username, wrong);
        }
        state.set_password(user, new.password);
        state.recoveries.remove(token(&asked));
        state.signed_in(&username);
        let path = "/api/v3/flows/executor/default-recovery-flow/";
        provider.password_set(&state, user, Some(("POST", path)));
        provider.signed_in_as(&state, &username, Some(user), true, "");
        username
    };
    provider.engines.touch();
    provider.journal.note("recovered", username.clone(), "ok");
    let cookie = provider.sessions.open(&username).cookie;
    let body = format!(
        "<p>You are signed in as {}. Go on to <a href=\"{1}\">{1}</a>.</p>",
        escape(&username),
        escape(&provider.origin),
    );
    let mut answer = page(StatusCode::OK, "Your password is set", &body);
    if let Ok(cookie) = HeaderValue::from_str(&format!("{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Lax")) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    answer
}

fn spent() -> Response {
    let body = "<p>This link is invalid, used or too old. Ask for another.</p>";
    page(StatusCode::OK, "Permission denied", body)
}

fn show(slug: &str, token: &str, username: &str, wrong: Option<&str>) -> Response {
    let (alert, invalid) = wrong.map_or_else(Default::default, |why| {
        (format!("<p role=\"alert\" id=\"wrong\">{why}</p>\n"), " aria-invalid=\"true\" aria-describedby=\"wrong\"")
    });
    let body = format!(
        "<p>A new password for {username}.</p>\n\
         <form method=\"post\" action=\"/if/flow/{slug}/?flow_token={token}\">\n{alert}\
         <input name=\"username\" type=\"hidden\" autocomplete=\"username\" value=\"{username}\">\n\
         <label for=\"password\">Password</label>\n\
         <input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"new-password\" required autofocus{invalid}>\n\
         <label for=\"password_repeat\">Password (repeat)</label>\n\
         <input id=\"password_repeat\" name=\"password_repeat\" type=\"password\" autocomplete=\"new-password\" required{invalid}>\n\
         <button type=\"submit\">Continue</button>\n</form>\n",
        username = escape(username),
        slug = escape(slug),
        token = escape(token),
    );
    page(StatusCode::OK, "Reset your password", &body)
}
