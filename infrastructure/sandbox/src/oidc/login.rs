//! The sign-in page, and the sample people on it.
//!
//! Signing in goes back to the authorize request without its `prompt` and `max_age`, which have been obeyed by then;
//! kept, they would ask for the password for ever.

use std::fmt::Write;
use std::sync::Arc;

use axum::Form;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use serde::Deserialize;

use super::authorize::{self, COOKIE, signed_in};
use super::{logout, query};
use crate::client::Client;
use crate::directory::Person;
use crate::page::{escape, page};
use crate::provider::Provider;

pub const PATH: &str = "/if/flow/default-authentication-flow/";

#[derive(Debug, Deserialize)]
pub struct SignIn {
    #[serde(default)]
    username: String,
    #[serde(default)]
    password: String,
}

/// Sends the browser to the sign-in page; `raw` is the authorize request.
pub fn ask(raw: &str) -> Response {
    query::redirect(&address(raw), &[])
}

/// The sign-in page's address for an authorize request.
pub fn address(raw: &str) -> String {
    let next = format!("{}?{}", authorize::PATH, query::with(raw, &["prompt", "max_age"], &[]));
    format!("{PATH}?{}", query::with(raw, &["next"], &[("next", &next)]))
}

pub async fn form(State(provider): State<Arc<Provider>>, RawQuery(raw): RawQuery) -> Response {
    let raw = raw.unwrap_or_default();
    let hint = query::value(&raw, "login_hint").unwrap_or_default();
    show(&provider, &raw, &hint, None)
}

pub async fn sign_in(
    State(provider): State<Arc<Provider>>,
    headers: HeaderMap,
    RawQuery(raw): RawQuery,
    Form(given): Form<SignIn>,
) -> Response {
    let raw = raw.unwrap_or_default();
    let person = provider.account(&given.username).filter(|p| p.password.as_ref() == Some(&given.password));
    let Some(person) = person else {
        provider.journal.note("sign_in", given.username.clone(), "wrong");
        let known = provider.account(&given.username).and_then(|account| account.pk);
        provider.signed_in_as(&provider.engines.authentik(), &given.username, known, false, &raw);
        return show(&provider, &raw, &given.username, Some("Invalid password or unknown username."));
    };
    provider.journal.note("sign_in", person.username.clone(), "ok");
    {
        let mut state = provider.engines.authentik();
        state.signed_in(&person.username);
        provider.signed_in_as(&state, &person.username, person.pk, true, &raw);
    }
    provider.engines.touch();
    let cookie = match signed_in(&provider, &headers) {
        Some(session) if session.username == person.username => {
            provider.sessions.renew(&session.sid);
            session.cookie
        }
        before => {
            if let Some(before) = before {
                logout::end(&provider, &before.sid);
            }
            provider.sessions.open(&person.username).cookie
        }
    };
    let next = query::value(&raw, "next").filter(|n| n.starts_with(authorize::PATH)).unwrap_or_else(|| "/".to_owned());
    let mut answer = query::redirect(&next, &[]);
    if let Ok(cookie) = HeaderValue::from_str(&format!("{COOKIE}={cookie}; Path=/; HttpOnly; SameSite=Lax")) {
        answer.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    answer
}

/// The front page: who is who, and where to begin.
pub async fn home(State(provider): State<Arc<Provider>>) -> Response {
    let directory = provider.directory();
    let people: Vec<_> = directory.people.iter().collect();
    let body = format!(
        "<p>Sign in through Dezky at <a href=\"{0}\">{0}</a>.</p>\n{1}",
        escape(&provider.origin),
        table(&people, None)
    );
    page(StatusCode::OK, "Sample people", &body)
}

fn show(provider: &Provider, raw: &str, username: &str, wrong: Option<&str>) -> Response {
    let client = query::value(raw, "client_id").and_then(|id| provider.client(&id));
    let (alert, invalid) = wrong.map_or_else(Default::default, |why| {
        (format!("<p role=\"alert\" id=\"wrong\">{why}</p>\n"), " aria-invalid=\"true\" aria-describedby=\"wrong\"")
    });
    let (name_focus, password_focus) = if username.is_empty() { (" autofocus", "") } else { ("", " autofocus") };
    let body = format!(
        "<form method=\"post\" action=\"{PATH}?{action}\">\n{alert}\
         <label for=\"username\">E-mail</label>\n\
         <input id=\"username\" name=\"username\" type=\"email\" autocomplete=\"username\" required value=\"{username}\"{invalid}{name_focus}>\n\
         <label for=\"password\">Password</label>\n\
         <input id=\"password\" name=\"password\" type=\"password\" autocomplete=\"current-password\" required{invalid}{password_focus}>\n\
         <button type=\"submit\">Sign in</button>\n</form>\n{people}",
        action = escape(raw),
        username = escape(username),
        people = samples(provider, client.as_ref(), raw),
    );
    let title = client.map_or_else(|| "Sign in".to_owned(), |c| format!("Sign in to {}", c.name));
    page(StatusCode::OK, &title, &body)
}

/// Who of the directory may come in. Whoever Authentik holds signs in by what it says, so nobody is promised who was
/// deactivated or removed.
fn samples(provider: &Provider, client: Option<&Client>, raw: &str) -> String {
    let people = provider.directory().people.clone();
    let present: Vec<_> = people.iter().filter_map(|p| Some((p, provider.account(&p.username)?))).collect();
    let (admitted, others): (Vec<_>, Vec<_>) =
        present.into_iter().partition(|(_, account)| client.is_none_or(|c| provider.admits(c, account)));
    let [admitted, others] = [admitted, others].map(|all| all.into_iter().map(|(p, _)| p).collect::<Vec<_>>());
    let mut html = format!("<h2>Sample people</h2>\n{}", table(&admitted, Some(raw)));
    if !others.is_empty() {
        let _ = write!(html, "<h2>Not admitted here</h2>\n{}", table(&others, Some(raw)));
    }
    html
}

/// With `raw`, each name is a link that fills in the user name.
fn table(people: &[&Person], raw: Option<&str>) -> String {
    let mut html = String::from(
        "<table>\n<thead><tr><th scope=\"col\">Name</th><th scope=\"col\">Role</th><th scope=\"col\">E-mail</th><th scope=\"col\">Password</th></tr></thead>\n<tbody>\n",
    );
    for person in people {
        let name = escape(&person.name);
        let name = raw.map_or(name.clone(), |raw| {
            let href = query::with(raw, &["login_hint"], &[("login_hint", &person.username)]);
            format!("<a href=\"{PATH}?{}\">{name}</a>", escape(&href))
        });
        let tenant = person.tenant.as_deref().unwrap_or("platform");
        let _ = writeln!(
            html,
            "<tr><td>{name}</td><td>{} ({})</td><td>{}</td><td>{}</td></tr>",
            escape(&person.role),
            escape(tenant),
            escape(&person.username),
            escape(&person.password)
        );
    }
    html + "</tbody>\n</table>\n"
}
