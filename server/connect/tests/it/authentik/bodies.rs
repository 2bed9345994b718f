//! Bodies against Authentik's own OpenAPI description of 2026.2.2 (`fixtures/authentik/openapi.json`).

use std::sync::LazyLock;

use dezky_connect::engine::Call;
use jsonschema::Validator;
use serde_json::{Value, json};

static DESCRIPTION: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(include_str!("../../fixtures/authentik/openapi.json")).unwrap());

/// Fails unless the call is described, and its body valid. A field that isn't described is a mistake.
pub fn hold(call: &Call) {
    if call.verb == "DELETE" {
        assert!(call.body.is_null(), "{call:?}");
        return;
    }
    let errors = wrong(call).unwrap_or_else(|| panic!("{call:?} is no call of Authentik's"));
    assert!(errors.is_empty(), "{call:?}: {errors:#?}");
}

fn wrong(call: &Call) -> Option<Vec<String>> {
    let calls = DESCRIPTION["calls"].as_object().unwrap();
    let schema = calls.iter().find(|(name, _)| fits(name, call))?.1;
    let schema = json!({"$ref": schema["$ref"], "$defs": DESCRIPTION["$defs"]});
    let validator: Validator = jsonschema::options().should_validate_formats(true).build(&schema).unwrap();
    Some(validator.iter_errors(&call.body).map(|error| format!("{}: {error}", error.instance_path())).collect())
}

/// `PATCH /core/users/{id}/` fits any id.
fn fits(name: &str, call: &Call) -> bool {
    let (verb, path) = name.split_once(' ').unwrap();
    let Some(asked) = call.path.strip_prefix("/api/v3") else { return false };
    let (path, asked): (Vec<_>, Vec<_>) = (path.split('/').collect(), asked.split('/').collect());
    let same = |(shall, is): (&&str, &&str)| shall == is || (shall.starts_with('{') && !is.is_empty());
    verb == call.verb && path.len() == asked.len() && path.iter().zip(&asked).all(same)
}

#[test]
fn the_description_finds_what_is_wrong() {
    let call = |body| Call::new("POST", "/api/v3/core/groups/", body);
    hold(&call(json!({"name": "acme", "attributes": {"any": {"thing": 1}}})));
    for (body, says) in [
        (json!({}), "\"name\" is a required property"),
        (json!({"name": 1}), "/name: 1 is not of type \"string\""),
        (json!({"name": "a", "parents": ["no uuid"]}), "/parents/0: \"no uuid\" is not a \"uuid\""),
        (json!({"name": "a", "parent": null}), "'parent' was unexpected"),
    ] {
        let errors = wrong(&call(body)).unwrap();
        assert!(errors.iter().any(|error| error.contains(says)), "{says}: {errors:?}");
    }
    assert_eq!(wrong(&Call::new("POST", "/api/v3/core/gruops/", json!({}))), None);
}
