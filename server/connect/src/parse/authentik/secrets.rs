//! What no copy of an event may hold: the query of an OpenID request, links that open an account, mails' texts, and
//! whatever sounds like a secret.

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;

use super::{
    super::{
        json::Json,
        redact::{GONE, redact_but},
    },
    value::uuid,
};

/// A recovery link's token and the like, wherever an address stands in a text.
static IN_ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)([?&;](?:flow_token|token|itoken|code|state|nonce|id_token_hint|client_secret|password|code_verifier)=)[^&;\s\x22'<>]+")
        .expect("a fixed pattern")
});

/// The only parameter that is kept: it names an application, and nobody gets in with it.
const CLIENT: &str = "client_id";
/// A mail's text can hold a link that sets a password.
const BODIES: &[&str] = &["body", "html", "link", "recovery_link", "key_data"];

/// Takes them out.
pub(super) fn strip(record: &mut Json) {
    // `"secret": {"pk", "app", "name", "model_name"}` says which secret was seen, and not what it is.
    redact_but(record, is_name);
    let mut invitations = Vec::new();
    invited(record, &mut invitations);
    repeat(record, &invitations);
    hide(record, 0);
}

/// An invitation's pk is what stands in its link: whoever has it may come in. With and without dashes.
fn invited(value: &Json, all: &mut Vec<String>) {
    let mut take = |pk: Option<&Json>| {
        if let Some(pk) = pk.and_then(Json::text).and_then(uuid) {
            all.extend([pk.simple().to_string(), pk.hyphenated().to_string()]);
        }
    };
    take(value.get("invitation_uuid"));
    if value.get("model_name").and_then(Json::text) == Some("invitation") {
        take(value.get("pk"));
    }
    match value {
        Json::List(items) => items.iter().for_each(|item| invited(item, all)),
        Json::Object(entries) => entries.iter().for_each(|(_, value)| invited(value, all)),
        Json::Null | Json::Bool(_) | Json::Number(_) | Json::Text(_) => {}
    }
}

fn repeat(value: &mut Json, secrets: &[String]) {
    match value {
        Json::Text(text) => {
            for secret in secrets.iter().filter(|secret| !secret.is_empty()) {
                if text.contains(secret.as_str()) {
                    *text = text.replace(secret.as_str(), GONE);
                }
            }
        }
        Json::List(items) => items.iter_mut().for_each(|item| repeat(item, secrets)),
        Json::Object(entries) => entries.iter_mut().for_each(|(_, value)| repeat(value, secrets)),
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

fn is_name(value: &Json) -> bool {
    let Some(entries) = value.object() else { return false };
    let known = |key: &String| ["pk", "app", "name", "model_name"].contains(&key.as_str());
    entries.iter().all(|(key, _)| known(key)) && value.get("app").is_some() && value.get("model_name").is_some()
}

fn hide(value: &mut Json, depth: usize) {
    match value {
        Json::Text(text) => {
            if let Cow::Owned(clean) = IN_ADDRESS.replace_all(text, "${1}***") {
                *text = clean;
            }
        }
        Json::List(items) => items.iter_mut().for_each(|item| hide(item, depth + 1)),
        Json::Object(entries) => {
            for (key, value) in entries {
                if key == "args" {
                    blank(value);
                } else if BODIES.contains(&key.as_str()) && depth > 0 {
                    *value = Json::Text(GONE.to_owned());
                } else {
                    hide(value, depth + 1);
                }
            }
        }
        Json::Null | Json::Bool(_) | Json::Number(_) => {}
    }
}

/// `state`, `nonce` and `code_challenge` are in there, once more within `next`.
fn blank(args: &mut Json) {
    match args {
        Json::Object(entries) => {
            for (key, value) in entries {
                if key != CLIENT || value.text().is_none() {
                    *value = Json::Text(GONE.to_owned());
                }
            }
        }
        Json::Null => {}
        other => *other = Json::Text(GONE.to_owned()),
    }
}
