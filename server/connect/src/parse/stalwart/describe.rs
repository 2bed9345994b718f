//! What is told of an event: who, on what, and the words of a sentence.
//!
//! | word | what it is | in |
//! |---|---|---|
//! | `method` | `x:Account/set` | calls, forbidden ones |
//! | `permission` | what was asked for without a right to it | `security.unauthorized` |
//! | `credential` | an API key's number | `auth.success` |
//! | `object` | a key's domain; who a message is from | `dkim.*`, mail |
//! | `recipient` | who a message is to, with commas | mail |
//! | `queue`, `message`, `size` | a message's number, its own id, bytes | mail |
//! | `version` | Stalwart's | `server.*` |
//! | `reason`, `details`, `cause` | Stalwart's words | anything |

use std::collections::BTreeMap;

use dezky_domain::audit::{ActorKind, Target};

use super::{account::id_of, action::Kind, event::Facts};

#[derive(Debug)]
pub(super) struct Told {
    pub target: Target,
    pub actor_kind: ActorKind,
    pub actor: Option<String>,
    pub actor_name: Option<String>,
    pub words: BTreeMap<String, String>,
}

/// Objects of the management API, as targets are called. Of others the target is the method.
const OBJECTS: &[(&str, &str)] = &[
    ("Account", "account"),
    ("AccountPassword", "password"),
    ("AccountSettings", "account"),
    ("Action", "action"),
    ("AllowedIp", "address"),
    ("ApiKey", "key"),
    ("AppPassword", "key"),
    ("Authentication", "sign_in"),
    ("BlockedIp", "address"),
    ("Directory", "sign_in"),
    ("DkimSignature", "dkim"),
    ("Domain", "domain"),
    ("MailingList", "list"),
    ("OAuthClient", "client"),
    ("Role", "role"),
    ("Security", "security"),
    ("Tenant", "tenant"),
    ("Tracer", "watch"),
    ("WebHook", "watch"),
];

/// Whether a method sets objects of the management API. `Email/set` and the like are people at their own mail.
pub(super) fn manages(method: &str) -> bool {
    method.strip_prefix("x:").is_some_and(|rest| rest.ends_with("/set"))
}

pub(super) fn describe(told: Kind, kind: &str, facts: &Facts<'_>, method: Option<&str>, ip: Option<&str>) -> Told {
    let account = facts.number("accountId").map(id_of);
    let name = facts.text("accountName");
    let mut words = words(facts);
    let mut say = |word: &str, value: Option<String>| {
        if let Some(value) = value {
            words.insert(word.to_owned(), value);
        }
    };
    say("method", method.map(str::to_owned));
    let target = match told {
        Kind::SignIn => {
            say("credential", facts.number("id").map(|id| id.to_string()));
            target("account", account.clone(), name.clone())
        }
        Kind::Attempt | Kind::Quota => target("account", account.clone(), name.clone()),
        Kind::Client => target("client", facts.text("id"), facts.text("details")),
        Kind::Ban => target("address", None, ip.map(str::to_owned)),
        Kind::Call => call(method),
        Kind::Denied => {
            let permission = facts.text("details").filter(|_| kind == "security.unauthorized");
            say("permission", permission.clone());
            match (method, permission) {
                (Some(method), _) => target("method", None, Some(method.to_owned())),
                (None, Some(permission)) => target("permission", None, Some(permission)),
                (None, None) => target("account", account.clone(), name.clone()),
            }
        }
        Kind::Key => {
            say("object", facts.text("details").or_else(|| facts.text("domain")));
            target("dkim", None, facts.text("id"))
        }
        Kind::Record => target("record", None, first(facts, &["hostname", "domain", "details"])),
        Kind::Certificate => target("certificate", None, first(facts, &["hostname", "domain", "details"])),
        Kind::Mail | Kind::Delivered => {
            let queue = facts.number("queueId").map(|id| id.to_string());
            let message = facts.text("messageId");
            say("object", facts.text("from"));
            say("recipient", facts.texts("to"));
            say("size", facts.number("size").map(|size| size.to_string()));
            say("queue", queue.clone());
            say("message", message.clone());
            target("message", queue, message)
        }
        Kind::Server => {
            say("version", facts.text("version"));
            target("server", None, facts.text("hostname"))
        }
        Kind::Trouble => target("part", None, first(facts, &["source", "id", "details", "reason"])),
        Kind::Other | Kind::Unknown => Target::default(),
    };
    let (actor_kind, actor, actor_name) = actor(told, facts, account, name);
    Told { target, actor_kind, actor, actor_name, words }
}

/// Stalwart's words that come with anything.
fn words(facts: &Facts<'_>) -> BTreeMap<String, String> {
    let said = [("reason", "reason"), ("details", "details"), ("cause", "causedBy")];
    said.into_iter().filter_map(|(word, key)| Some((word.to_owned(), facts.text(key)?))).collect()
}

/// Who did it. Who didn't get in isn't known; what nobody asked for is Stalwart's own doing.
fn actor(
    told: Kind,
    facts: &Facts<'_>,
    account: Option<String>,
    name: Option<String>,
) -> (ActorKind, Option<String>, Option<String>) {
    match told {
        // `Authenticated with API key`: people don't (facts/stalwart.md §5.1).
        Kind::SignIn if facts.text("details").is_some_and(|details| details.contains("API key")) => {
            (ActorKind::Service, account, name)
        }
        Kind::SignIn => (ActorKind::Person, account, name),
        // A number says nothing of whether it is a person's.
        Kind::Denied | Kind::Call => (ActorKind::Unknown, account, name),
        Kind::Ban | Kind::Key | Kind::Record | Kind::Certificate | Kind::Delivered | Kind::Server | Kind::Trouble => {
            (ActorKind::Service, None, Some("Stalwart".to_owned()))
        }
        Kind::Attempt | Kind::Client | Kind::Mail | Kind::Quota | Kind::Other | Kind::Unknown => {
            (ActorKind::Unknown, None, None)
        }
    }
}

fn call(method: Option<&str>) -> Target {
    let set = method.filter(|method| manages(method));
    let object = set.and_then(|method| method.strip_prefix("x:")?.strip_suffix("/set"));
    let known = object.and_then(|object| OBJECTS.iter().find(|(known, _)| *known == object));
    target(known.map_or("method", |(_, kind)| kind), None, method.map(str::to_owned))
}

fn first(facts: &Facts<'_>, keys: &[&str]) -> Option<String> {
    keys.iter().find_map(|key| facts.text(key))
}

fn target(kind: &str, id: Option<String>, name: Option<String>) -> Target {
    Target { kind: kind.to_owned(), id, name }
}
