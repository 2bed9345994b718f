//! What all nouns have in common: list, create, read, change, delete.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Map, Value, json};

use super::answer::{Refusal, invalid, object};
use super::door::Caller;
use super::field::check;
use super::row::{Noun, Row, plain};
use super::show::Asked;
use super::state::State;
use super::{events, made, schema};
use crate::provider::Provider;

type App = Shared<Arc<Provider>>;
type Answer = Result<Response, Refusal>;

/// The five calls of a noun.
pub fn routes(noun: Noun) -> Router<Arc<Provider>> {
    let all = get(move |app: App, caller, asked| list(noun, app, caller, asked))
        .post(move |app: App, caller, headers, body| create(noun, app, caller, headers, body));
    let one = get(move |app: App, key, asked| read(noun, app, key, asked))
        .put(move |app: App, caller, key, headers, body| change(noun, app, caller, key, headers, body))
        .patch(move |app: App, caller, key, headers, body| change(noun, app, caller, key, headers, body))
        .delete(move |app: App, key| delete(noun, app, key));
    let base = format!("/api/v3{}", noun.path());
    Router::new().route(&base, all).route(&format!("{base}{{key}}/"), one)
}

async fn list(
    noun: Noun,
    Shared(provider): App,
    Extension(caller): Extension<Caller>,
    Query(asked): Query<Asked>,
) -> Answer {
    let state = provider.engines.authentik();
    let answer = state.list(noun, &asked, state.user(caller.user))?;
    Ok(Json(answer).into_response())
}

async fn read(noun: Noun, Shared(provider): App, Path(key): Path<String>, Query(asked): Query<Asked>) -> Answer {
    let state = provider.engines.authentik();
    let row = state.by_key(noun, &key).ok_or(Refusal::Missing(noun.model()))?;
    Ok(Json(state.show(noun, row, &asked)).into_response())
}

async fn create(
    noun: Noun,
    Shared(provider): App,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let body = object(&headers, &body)?;
    let mut state = provider.engines.authentik();
    let pk = make(&provider, &mut state, noun, &caller, &body)?;
    let row = state.by_pk(noun, &pk).ok_or(Refusal::NotFound)?;
    Ok((StatusCode::CREATED, Json(state.show(noun, row, &Asked::new()))).into_response())
}

/// Makes a row from a body and notes it; returns its pk.
pub fn make(
    provider: &Provider,
    state: &mut State,
    noun: Noun,
    caller: &Caller,
    body: &Map<String, Value>,
) -> Result<Value, Refusal> {
    let mut row = check(state, noun, schema::fields(noun), body, None, false).map_err(Refusal::Invalid)?;
    agrees(state, noun, caller, &row, None)?;
    made::complete(provider, noun, caller, &mut row);
    let pk = state.put(noun, row);
    members(state, noun, &pk, body)?;
    made::after(provider, state, noun, &pk);
    if let Some(row) = state.by_pk(noun, &pk) {
        provider.journal.note("created", format!("authentik {} {}", noun.word(), state.natural(noun, row)), plain(&pk));
    }
    told(provider, state, noun, &pk);
    Ok(pk)
}

/// As recorded: a user is changed once more when it is made, and again for its groups; a group for its parents.
fn told(provider: &Provider, state: &State, noun: Noun, pk: &Value) {
    provider.row_changed(state, "model_created", noun, pk);
    let Some(row) = state.by_pk(noun, pk) else { return };
    let again = match noun {
        Noun::User => 1 + usize::from(!row.list("groups").is_empty()),
        Noun::Group => usize::from(!row.list("parents").is_empty()),
        _ => 0,
    };
    (0..again).for_each(|_| provider.row_changed(state, "model_updated", noun, pk));
}

async fn change(
    noun: Noun,
    Shared(provider): App,
    Extension(caller): Extension<Caller>,
    Path(key): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let body = object(&headers, &body)?;
    let mut state = provider.engines.authentik();
    let now = state.by_key(noun, &key).ok_or(Refusal::Missing(noun.model()))?.clone();
    // PUT demands the required fields in reality; Dezky sends PATCH, and both change what they say.
    let said = check(&state, noun, schema::fields(noun), &body, Some(&now), true).map_err(Refusal::Invalid)?;
    let mut row = now.clone();
    row.0.extend(said.0);
    agrees(&state, noun, &caller, &row, Some(&now))?;
    if noun == Noun::User {
        row.set("last_updated", made::moment());
    }
    let pk = now.get(noun.pk()).clone();
    state.know(noun, &row);
    if let Some(stored) = state.row_mut(noun, &pk) {
        *stored = row.clone();
    }
    members(&mut state, noun, &pk, &body)?;
    provider.row_changed(&state, "model_updated", noun, &pk);
    if noun == Noun::User && (body.contains_key("groups") || body.contains_key("roles")) {
        provider.row_changed(&state, "model_updated", noun, &pk);
    }
    let shown = state.by_pk(noun, &pk).map(|row| state.show(noun, row, &Asked::new()));
    drop(state);
    if noun == Noun::User && now.text("username") != row.text("username") {
        provider.sessions.rename(now.text("username"), row.text("username"));
    }
    if noun == Noun::User && now.flag("is_active") && !row.flag("is_active") {
        // Sessions and tokens are gone at once, and no application is told (facts/together.md).
        provider.sessions.drop_of(row.text("username"));
    }
    Ok(Json(shown).into_response())
}

async fn delete(noun: Noun, Shared(provider): App, Path(key): Path<String>) -> Answer {
    let mut state = provider.engines.authentik();
    let row = state.by_key(noun, &key).ok_or(Refusal::Missing(noun.model()))?.clone();
    let names: Vec<_> = std::iter::once((noun, state.natural(noun, &row), row.get(noun.pk()).clone())).collect();
    let falling = events::falling(&state, noun, &row);
    let gone = state.remove(noun, row.get(noun.pk()));
    for model in falling {
        provider.changed(&state, "model_deleted", model);
    }
    let bindings: Vec<_> = gone
        .iter()
        .filter(|(n, r)| *n != noun || r.get(n.pk()) != row.get(noun.pk()))
        .map(|(n, r)| (*n, state.natural(*n, r), r.get(n.pk()).clone()))
        .collect();
    let forgets = state.setting("gdpr_compliance").as_bool().unwrap_or(true);
    drop(state);
    if noun == Noun::User && forgets {
        provider.events.book.forget(row.get("pk"));
    }
    for (noun, name, pk) in names.into_iter().chain(bindings) {
        provider.journal.note("deleted", format!("authentik {} {name}", noun.word()), plain(&pk));
    }
    match noun {
        Noun::User => provider.sessions.drop_of(row.text("username")),
        Noun::OAuth2Provider => provider.sessions.forget(row.text("client_id")),
        _ => {}
    }
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What no single field can say.
fn agrees(state: &State, noun: Noun, caller: &Caller, row: &Row, now: Option<&Row>) -> Result<(), Refusal> {
    match noun {
        Noun::Group
            if row.flag("is_superuser") && !now.is_some_and(|n| n.flag("is_superuser")) && !caller.superuser =>
        {
            Err(invalid("is_superuser", "User does not have permission to set superuser status to True."))
        }
        Noun::Group if now.is_some_and(|n| row.holds("parents", n.get("pk"))) => {
            Err(invalid("parents", "Cannot set group as parent of itself."))
        }
        Noun::Binding => one_of(&row.0).map_err(|message| invalid("non_field_errors", message)),
        Noun::Brand if row.flag("default") => {
            let own = row.get("brand_uuid");
            match state.find(Noun::Brand, |b| b.flag("default") && b.get("brand_uuid") != own) {
                Some(_) => Err(invalid("default", "Only a single brand can be set as default.")),
                None => Ok(()),
            }
        }
        _ => Ok(()),
    }
}

/// A binding is for a group, a policy or a user.
pub fn one_of(binding: &Map<String, Value>) -> Result<(), &'static str> {
    let set = ["group", "policy", "user"].iter().filter(|f| binding.get(**f).is_some_and(|v| !v.is_null())).count();
    match set {
        0 => Err("One of 'group', 'policy', 'user' must be set."),
        1 => Ok(()),
        _ => Err("Only one of 'group', 'policy', 'user' can be set."),
    }
}

/// A group's body may say who is in it, all of them.
fn members(state: &mut State, noun: Noun, pk: &Value, body: &Map<String, Value>) -> Result<(), Refusal> {
    let Some(users) = body.get("users").and_then(Value::as_array).filter(|_| noun == Noun::Group) else {
        return Ok(());
    };
    if let Some(stranger) = users.iter().find(|u| state.by_pk(Noun::User, u).is_none()) {
        return Err(invalid("users", &format!("Invalid pk \"{}\" - object does not exist.", plain(stranger))));
    }
    for user in state.all_mut(Noun::User) {
        if users.contains(user.get("pk")) {
            user.add("groups", pk.clone());
        } else {
            user.strike("groups", pk);
        }
    }
    Ok(())
}

impl State {
    /// What a person knows a row by; a binding by its application and whom it lets in.
    pub(super) fn natural(&self, noun: Noun, row: &Row) -> String {
        if noun != Noun::Binding {
            return row.text(noun.natural()).to_owned();
        }
        let target = self.by_pk(Noun::Application, row.get("target")).map_or("?", |a| a.text("slug"));
        let group = self.by_pk(Noun::Group, row.get("group")).map(|g| g.text("name"));
        let user = self.by_pk(Noun::User, row.get("user")).map(|u| u.text("username"));
        format!("{target} {}", group.or(user).unwrap_or("?"))
    }
}

/// `…/used_by/`: what a delete would touch.
pub async fn used_by(noun: Noun, Shared(provider): App, Path(key): Path<String>) -> Answer {
    let state = provider.engines.authentik();
    let row = state.by_key(noun, &key).ok_or(Refusal::Missing(noun.model()))?;
    Ok(Json(json!(super::used_by::of(&state, noun, row))).into_response())
}
