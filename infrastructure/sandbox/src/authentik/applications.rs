//! Applications beyond the five calls: who may use one, and application, provider and bindings in one piece
//! (facts/authentik.md §1.6).

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Extension, Path, Query, State as Shared};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, put};
use axum::{Json, Router};
use serde_json::{Map, Value, json};

use super::answer::{Refusal, invalid, object};
use super::door::Caller;
use super::field::check;
use super::row::{Noun, plain};
use super::show::Asked;
use super::state::State;
use super::{resource, schema};
use crate::provider::Provider;

type App = Shared<Arc<Provider>>;
type Answer = Result<Response, Refusal>;

const MODEL: &str = "authentik_providers_oauth2.oauth2provider";

pub fn routes() -> Router<Arc<Provider>> {
    Router::new()
        .route("/api/v3/core/applications/{key}/check_access/", get(check_access))
        .route(
            "/api/v3/core/applications/{key}/used_by/",
            get(|app: App, key| resource::used_by(Noun::Application, app, key)),
        )
        .route("/api/v3/core/transactional/applications/", put(transactional))
}

/// Without `for_user` it is about the caller.
async fn check_access(
    Shared(provider): App,
    Extension(caller): Extension<Caller>,
    Path(key): Path<String>,
    Query(asked): Query<Asked>,
) -> Answer {
    let state = provider.engines.authentik();
    let application = state.by_key(Noun::Application, &key).ok_or(Refusal::Missing("Application"))?;
    let user = match asked.get("for_user") {
        None => state.user(caller.user),
        Some(pk) => {
            let number = pk.parse().map_err(|_| invalid("for_user", "for_user must be numerical"))?;
            Some(state.user(number).ok_or_else(|| invalid("for_user", "User not found"))?)
        }
    };
    let passing = state.admits(application, user);
    Ok(Json(json!({ "passing": passing, "messages": [], "log_messages": [] })).into_response())
}

async fn transactional(
    Shared(provider): App,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let body = object(&headers, &body)?;
    let mut state = provider.engines.authentik();
    let (app, owner, bindings) = sound(&state, &body)?;
    let provider_pk = resource::make(&provider, &mut state, Noun::OAuth2Provider, &caller, &owner)?;
    let mut app = app;
    app.insert("provider".to_owned(), provider_pk);
    let target = resource::make(&provider, &mut state, Noun::Application, &caller, &app)?;
    for mut binding in bindings {
        binding.insert("target".to_owned(), target.clone());
        resource::make(&provider, &mut state, Noun::Binding, &caller, &binding)?;
    }
    Ok(Json(json!({ "applied": true, "logs": [] })).into_response())
}

type Object = Map<String, Value>;

/// Everything is checked before anything is made; what is wrong with the application is said first, and alone.
fn sound(state: &State, body: &Object) -> Result<(Object, Object, Vec<Object>), Refusal> {
    let mut missing = Object::new();
    for field in ["app", "provider_model", "provider"] {
        if !body.contains_key(field) {
            missing.insert(field.to_owned(), json!(["This field is required."]));
        }
    }
    let of = |field: &str| body.get(field).and_then(Value::as_object).cloned().unwrap_or_default();
    let (app, owner) = (of("app"), of("provider"));
    let nested = |field: &str, noun: Noun, object: &Object| {
        check(state, noun, schema::fields(noun), object, None, false)
            .map_err(|errors| Refusal::Invalid(Object::from_iter([(field.to_owned(), Value::Object(errors))])))
    };
    if !missing.is_empty() {
        return Err(Refusal::Invalid(missing));
    }
    nested("app", Noun::Application, &app)?;
    let model = body.get("provider_model").map(plain).unwrap_or_default();
    if model != MODEL {
        return Err(invalid("provider_model", &format!("\"{model}\" is not a valid choice.")));
    }
    nested("provider", Noun::OAuth2Provider, &owner)?;
    let bindings = body.get("policy_bindings").and_then(Value::as_array);
    let bindings: Vec<Object> = bindings.into_iter().flatten().filter_map(Value::as_object).cloned().collect();
    let mut wrong = Vec::new();
    for binding in &bindings {
        let fields: Vec<_> = schema::fields(Noun::Binding).iter().filter(|f| f.name != "target").copied().collect();
        let mut errors = check(state, Noun::Binding, &fields, binding, None, false).err().unwrap_or_default();
        if let (true, Err(message)) = (errors.is_empty(), resource::one_of(binding)) {
            errors.insert("non_field_errors".to_owned(), json!([message]));
        }
        wrong.push(Value::Object(errors));
    }
    if wrong.iter().any(|w| w.as_object().is_some_and(|w| !w.is_empty())) {
        return Err(Refusal::Invalid(Object::from_iter([("policy_bindings".to_owned(), json!(wrong))])));
    }
    Ok((app, owner, bindings))
}
