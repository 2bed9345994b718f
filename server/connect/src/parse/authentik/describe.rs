//! From what an event holds to what is told of it: the target, the words of a sentence, and what changed.
//!
//! The words, each only where it is known:
//!
//! | word | what it is | in |
//! |---|---|---|
//! | `model` | Authentik's own word, `ldapprovider` | `model_*` |
//! | `call` | what was called beyond the usual: `add_user`, `remove_user`, `set_password`, `assign` | by the API |
//! | `features` | the fields that changed, with commas | `model_updated` with a licence, `user_write` |
//! | `recipient` | mail addresses, with commas | `email_sent` |
//! | `client` | an application's client id | in a sign-in |
//! | `method` | `password`, `auth_mfa`, … | `login` |
//! | `scopes` | with blanks | `authorize_application` |
//! | `standing` | `own`, where people do it to their own account | `password_set`, `user_write` |
//! | `message` | Authentik's own text, or a person's | suspicious requests, exceptions, impersonation |

use std::collections::BTreeMap;

use dezky_domain::audit::{Change, Target};

use super::{
    super::{clean::clean, json::Json},
    Record, action,
    value::{self, Reference, references},
    who::Who,
};

/// As many fields of one change as are kept.
const FIELDS: usize = 32;
/// Under these keys stands what an action is about.
const ABOUT: &[&str] =
    &["model", "secret", "authorized_application", "application", "source", "invitation", "object", "provider"];

pub(super) struct Told {
    pub target: Target,
    pub words: BTreeMap<String, String>,
    pub changes: Vec<Change>,
    /// What it is about, where the record names a row.
    pub about: Option<Reference>,
}

pub(super) fn describe(record: &Record<'_>, who: &Who) -> Told {
    let about = about(record);
    let changes = changes(record);
    let mut words = words(record, about.as_ref(), &changes);
    let to_account = matches!(record.action, "password_set" | "user_write");
    if to_account && who.account.is_some() && who.account == who.actor {
        words.insert("standing".to_owned(), "own".to_owned());
    }
    Told { target: target(record, who, about.as_ref()), words, changes, about }
}

fn about(record: &Record<'_>) -> Option<Reference> {
    let context = record.context?;
    let named = ABOUT.iter().find_map(|key| context.get(key).and_then(Reference::read));
    named.or_else(|| references(context, 1).pop().filter(|_| record.action != "login_failed"))
}

fn target(record: &Record<'_>, who: &Who, about: Option<&Reference>) -> Target {
    let account = |name: Option<String>| {
        let party = who.account.as_ref();
        let own = party.and_then(|party| party.name.clone());
        // Somebody signed in may have tried another account: then its id isn't known.
        let same = name.is_none() || own.is_none() || name == own;
        Target {
            kind: "user".to_owned(),
            id: party.filter(|_| same).and_then(|party| party.id.clone()),
            name: name.or(own),
        }
    };
    match record.action {
        "login" | "logout" => Target::default(),
        "login_failed" => account(value::text(record.of("username"))),
        "password_set" | "user_write" | "user_offboarded" | "impersonation_started" => account(None),
        "invitation_used" if about.is_none() => {
            Target { kind: "invitation".to_owned(), id: record.of("invitation_uuid").and_then(value::id), name: None }
        }
        "email_sent" => Target { kind: "mail".to_owned(), id: None, name: value::text(record.of("subject")) },
        _ => about.map_or_else(Target::default, |about| Target {
            kind: about.kind.clone(),
            id: about.id.clone(),
            name: about.name.clone(),
        }),
    }
}

fn words(record: &Record<'_>, about: Option<&Reference>, changes: &[Change]) -> BTreeMap<String, String> {
    let fields: Vec<&str> = changes.iter().map(|change| change.field.as_str()).collect();
    let is_model = action::is_model(record.action);
    let all = [
        ("model", about.filter(|_| is_model).map(|about| about.model.clone())),
        ("call", record.route.call.clone()),
        ("features", (!fields.is_empty()).then(|| fields.join(","))),
        ("recipient", recipients(record)),
        ("client", value::text(record.args().and_then(|args| args.get("client_id")))),
        ("method", value::text(record.of("auth_method"))),
        ("scopes", value::text(record.of("scopes"))),
        ("message", ["reason", "message"].into_iter().find_map(|key| value::text(record.of(key)))),
    ];
    all.into_iter().filter_map(|(word, value)| Some((word.to_owned(), value?))).collect()
}

/// One address, or a list of them.
fn recipients(record: &Record<'_>) -> Option<String> {
    let to = record.of("to_email").filter(|_| record.action == "email_sent")?;
    let all: Vec<&str> = match to {
        Json::Text(one) => vec![one],
        other => other.list().iter().filter_map(Json::text).take(8).collect(),
    };
    clean(&all.join(", "))
}

/// What changed: Authentik's own difference where an Enterprise licence makes it write one (facts/authentik.md §2.3), or
/// what somebody wrote into their own account.
fn changes(record: &Record<'_>) -> Vec<Change> {
    if record.action == "user_write" {
        let own = ["username", "name", "email", "path", "is_active"];
        let fields = own.into_iter().filter_map(|field| Some((field, value::text(record.of(field))?)));
        return fields
            .map(|(field, after)| Change { field: field.to_owned(), before: None, after: Some(after) })
            .collect();
    }
    let Some(diff) = record.of("diff").and_then(Json::object) else { return Vec::new() };
    diff.iter().take(FIELDS).filter_map(|(field, change)| changed(field, change)).collect()
}

/// `{"previous_value", "new_value"}`, or for a list of others `{"related": {"add": [1], "remove": [2]}}`.
fn changed(field: &str, change: &Json) -> Option<Change> {
    let field = clean(field)?;
    // A token's own key. The others sound like secrets and are gone already.
    let secret = matches!(field.as_str(), "key" | "key_data" | "private_key");
    let side = |keys: &[&str]| {
        let value = keys.iter().find_map(|key| change.get(key).or_else(|| change.get("related")?.get(key)))?;
        shown(value).filter(|_| !secret)
    };
    Some(Change { before: side(&["previous_value", "remove", "clear"]), after: side(&["new_value", "add"]), field })
}

fn shown(value: &Json) -> Option<String> {
    match value {
        Json::Null => None,
        Json::Text(text) => clean(text),
        other => clean(&serde_json::to_string(other).ok()?),
    }
}
