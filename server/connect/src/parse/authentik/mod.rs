//! Authentik's events, as its API lists them and as a webhook's body mapping sends them (facts/authentik.md §2). `user`
//! isn't always who acted, `brand` isn't whose it is, and one call writes many; all of that is sorted out here.

mod action;
mod describe;
mod nudge;
mod place;
mod route;
mod secrets;
mod telling;
mod value;
mod who;

use std::{collections::BTreeMap, net::IpAddr};

use chrono::{DateTime, Utc};
use dezky_domain::{
    audit::{ActorKind, Change, Class, Outcome, Target},
    source::Unreadable,
};
use sha2::{Digest as _, Sha256};

use self::route::Route;
use super::{
    clean::{clean, word},
    json::{self, Json},
};

pub use self::{
    action::ACTIONS,
    nudge::{Nudge, nudge},
    place::{Place, Thing},
    telling::headline,
};

/// Longest event that is read, in bytes. A user's whole written data comes nowhere near.
const LONGEST: usize = 1 << 20;
/// How Authentik says that it doesn't know an address.
const NO_ADDRESS: &str = "255.255.255.255";

/// An event, read, with its secrets taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuthentikEvent {
    /// A UUID with dashes: the event's position within this source.
    pub pk: String,
    /// Authentik's own word. An open set.
    pub action: String,
    pub class: Class,
    pub outcome: Outcome,
    pub actor_kind: ActorKind,
    /// The pk of who acted. For `password_set` by the API it is only in another event of the same request.
    pub actor: Option<String>,
    /// Their user name.
    pub actor_name: Option<String>,
    /// As whom they acted, where that was another: impersonation, or another account in a flow. `actor` is who really
    /// did it.
    pub on_behalf: Option<Party>,
    /// By the clock of the node that wrote it, in microseconds. Not the order in which events become visible.
    pub occurred: Option<DateTime<Utc>>,
    /// `kind` is the model's name, with all providers as `provider`; a UUID has no dashes.
    pub target: Target,
    /// What a sentence needs, by the names that `describe` documents.
    pub words: BTreeMap<String, String>,
    /// Only with an Enterprise licence, and of what people write into their own accounts.
    pub changes: Vec<Change>,
    /// For calls of the API the caller's, which may be Dezky itself.
    pub ip: Option<String>,
    pub user_agent: Option<String>,
    /// `X-authentik-id` of the answer to the request that caused it: 32 hexadecimal digits.
    pub request: Option<String>,
    /// Which sign-in it belongs to, where it belongs to one: see [`sign_in`].
    pub sign_in: Option<String>,
    pub method: Option<String>,
    /// Of the request, without its query.
    pub path: Option<String>,
    /// The record again, in its own order, secrets and OpenID parameters replaced by `***`.
    pub raw: String,
    pub place: Place,
    /// How good a headline it is among the events of its request, 0 to 100; see [`headline`].
    pub telling: u8,
}

/// An account.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// Its pk.
    pub id: Option<String>,
    /// Its user name.
    pub name: Option<String>,
}

/// The parts of a record that are asked for again and again.
struct Record<'a> {
    action: &'a str,
    user: Option<&'a Json>,
    context: Option<&'a Json>,
    request: Option<&'a Json>,
    brand: Option<&'a Json>,
    route: Route,
}

impl<'a> Record<'a> {
    fn of(&self, key: &str) -> Option<&'a Json> {
        self.context?.get(key)
    }

    fn args(&self) -> Option<&'a Json> {
        self.request?.get("args")
    }
}

/// Reads one event: an entry of `results`, or a webhook's mapped body.
///
/// # Errors
/// Why it can't be read; `Refused` without a UUID for a pk. Its bytes are kept elsewhere, after
/// [`redact_bytes`](super::redact_bytes).
pub fn parse(record: &[u8]) -> Result<AuthentikEvent, Unreadable> {
    if record.len() > LONGEST {
        return Err(Unreadable::TooLong);
    }
    let mut record = json::read(record)?;
    if record.object().is_none() {
        return Err(Unreadable::NotAnObject);
    }
    // Before secrets are taken out: a context can be written by hand, and one that calls the pk or the action a secret
    // shall not make the event unreadable.
    let top = |key: &str| record.get(key).and_then(Json::text);
    let action = top("action").and_then(word).ok_or(Unreadable::NoAction)?;
    let pk = top("pk").and_then(value::uuid).ok_or(Unreadable::Refused)?.hyphenated().to_string();
    let occurred = top("created").and_then(time);
    let sign_in = of_sign_in(&action, &record, occurred);
    secrets::strip(&mut record);
    let raw = serde_json::to_string(&record).map_err(|_| Unreadable::NotJson)?;
    Ok(AuthentikEvent { sign_in, ..event(&record, pk, &action, occurred, raw) })
}

/// A random state has at least as many characters (16 bytes in base64url); two sign-ins could share a shorter one.
const STATE: usize = 22;

/// By what all records of one sign-in are known: signing in and being let into the application are two requests, which only
/// share what the application called its question. The state itself is a secret; this tells nobody what it was. The minute
/// is a part of it, since anybody can ask with the same state again, and what they do then is no part of that sign-in.
#[must_use]
pub fn sign_in(client_id: &str, state: &str, at: DateTime<Utc>) -> Option<String> {
    let minute = at.timestamp().div_euclid(60);
    let whole = (STATE..=2_048).contains(&state.len()) && client_id.len() <= 255;
    let print = || hex::encode(&Sha256::digest(format!("{client_id}\n{state}\n{minute}"))[..16]);
    whole.then(|| format!("sign-in-{}", print()))
}

/// The authorize request stands in the arguments of both (facts/authentik.md §2.1).
fn of_sign_in(action: &str, record: &Json, occurred: Option<DateTime<Utc>>) -> Option<String> {
    let args = record.get("context")?.get("http_request")?.get("args")?;
    let arg = |key: &str| args.get(key).and_then(Json::text);
    let ours = matches!(action, "login" | "authorize_application");
    sign_in(arg("client_id")?, arg("state")?, occurred?).filter(|_| ours)
}

fn event(json: &Json, pk: String, action: &str, occurred: Option<DateTime<Utc>>, raw: String) -> AuthentikEvent {
    let context = json.get("context");
    let request = context.and_then(|context| context.get("http_request"));
    let within = |key: &str| value::text(request.and_then(|request| request.get(key)));
    let path = within("path").and_then(|path| clean(path.split(['?', '#']).next().unwrap_or_default()));
    let route = path.as_deref().map(Route::of).unwrap_or_default();
    let record = Record { action, user: json.get("user"), context, request, brand: json.get("brand"), route };
    let model = record.of("model").and_then(|model| model.get("model_name")).and_then(Json::text);
    let (class, outcome) = action::class(action, model);
    let who = who::who(&record, class);
    let told = describe::describe(&record, &who);
    let actor = who.actor.clone().unwrap_or_default();
    AuthentikEvent {
        class,
        outcome,
        actor_kind: who.kind.unwrap_or(ActorKind::Unknown),
        actor: actor.id,
        actor_name: actor.name,
        on_behalf: who.on_behalf.clone(),
        occurred,
        ip: value::text(json.get("client_ip")).and_then(|ip| address(&ip)),
        user_agent: within("user_agent"),
        request: within("request_id").and_then(|id| value::hex(&id)),
        sign_in: None,
        method: within("method").filter(|method| is_method(method)),
        place: place::place(&record, class, &who, &told.target, told.about.as_ref()),
        telling: telling::telling(&record, class == Class::Noise, told.about.as_ref()),
        target: told.target,
        words: told.words,
        changes: told.changes,
        pk,
        action: action.to_owned(),
        path,
        raw,
    }
}

/// RFC 3339 within the years that a database keeps.
fn time(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|time| time.with_timezone(&Utc))
}

fn address(text: &str) -> Option<String> {
    text.parse::<IpAddr>().ok().map(|ip| ip.to_string()).filter(|ip| ip != NO_ADDRESS)
}

fn is_method(text: &str) -> bool {
    (3..=10).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}
