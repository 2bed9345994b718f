//! Authentik, of 2025.12 and newer: who signs in, where, and with which rights (facts/authentik.md). Every object is
//! found by its name and is Dezky's only with Dezky's mark. What a call did is looked at again, never believed.

mod acts;
mod api;
mod application;
mod basics;
mod brand;
mod change;
mod check;
mod events;
mod extras;
mod group;
mod links;
mod mapping;
mod mark;
mod person;
mod rows;
mod walk;
mod words;

use std::sync::{Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use dezky_domain::{
    audit::Source,
    provision::{Extra, Owner, ResourceName, Spec, Standing, Trouble, TroubleKind},
};
use secrecy::SecretString;
use serde_json::Value;

pub use application::{admits_everybody, provider};
pub use events::{Event, EventsPage};
pub use mapping::EMAIL_MAPPING;
pub use person::uuid;
pub use walk::{Ask, Read, Step, Unrest, Walk};

use self::{api::Api, application::Application, basics::Basics, group::Group, mapping::Mapping, person::Person};
use crate::engine::{Applied, Call, Comparison, Engine, Seen, Wanted, not_mine, trouble};

/// Where Authentik is, and what of it Dezky uses.
#[derive(Debug, Clone)]
pub struct Options {
    /// Without a slash at the end. Links in mails have its host, so it is the one that people know.
    pub url: String,
    /// An API token: the bootstrap one, or one whose role may do what is done here.
    pub token: SecretString,
    /// Slug; `default-provider-authorization-implicit-consent` as a rule.
    pub authorization_flow: String,
    /// Slug; with `default-invalidation-flow` signing out ends the whole session (facts/authentik.md §3.4).
    pub invalidation_flow: String,
    /// Slug; `default-recovery-flow` as a rule.
    pub recovery_flow: String,
}

/// An Authentik.
#[derive(Debug)]
pub struct Authentik {
    api: Api,
    options: Options,
    known: Mutex<Known>,
}

/// What is kept between looks. Never believed against an object that says otherwise.
#[derive(Debug, Default)]
struct Known {
    basics: Option<Basics>,
    brand: Option<brand::Flows>,
}

/// Year and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Version(u16, u16);

impl Version {
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(|part| part.parse().ok());
        Some(Self(parts.next()??, parts.next()??))
    }
}

impl Authentik {
    #[must_use]
    pub fn new(client: reqwest::Client, options: Options) -> Self {
        let url = options.url.trim_end_matches('/').to_owned();
        let api = Api { client, url: url.clone(), token: options.token.clone() };
        Self { api, options: Options { url, ..options }, known: Mutex::default() }
    }

    /// Held over no `await`.
    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The issuer of an application, compared literally by whoever validates its tokens: with the slash at its end.
#[must_use]
pub fn issuer(url: &str, slug: &str) -> String {
    format!("{}/application/o/{slug}/", url.trim_end_matches('/'))
}

#[async_trait]
impl Engine for Authentik {
    fn system(&self) -> Source {
        Source::Authentik
    }

    async fn observe(&self, wanted: &Wanted<'_>) -> Result<Seen, Trouble> {
        match shape(wanted.spec)? {
            Shape::Mapping(spec) => mapping::observe(self, spec).await,
            Shape::Group(spec) => group::observe(self, wanted, spec).await,
            Shape::Application(spec) => application::observe(self, wanted, spec).await,
            Shape::Brand(domain, title) => brand::observe(self, wanted, domain, title.is_some()).await,
            Shape::Person(spec) => person::observe(self, wanted, spec).await,
            Shape::Sessions { person, email } => acts::observe_sessions(self, person, email).await,
            Shape::SecondFactor { person, email } => acts::observe_factors(self, person, email).await,
        }
    }

    fn compare(&self, wanted: &Wanted<'_>, seen: &Seen) -> Result<Comparison, Trouble> {
        let shape = shape(wanted.spec)?;
        if let Seen::Taken { whose } = seen {
            // What isn't ours isn't ours to cut off or to destroy.
            return match wanted.standing {
                Standing::Present => Err(trouble(TroubleKind::Conflict, None, whose)),
                Standing::Cut | Standing::Gone => Ok(Comparison::default()),
            };
        }
        match shape {
            Shape::Mapping(spec) => Ok(mapping::compare(wanted, spec, seen)),
            Shape::Group(spec) => group::compare(wanted, spec, seen),
            Shape::Application(spec) => application::compare(wanted, spec, seen),
            Shape::Brand(domain, title) => brand::compare(wanted, domain, title, seen),
            Shape::Person(spec) => person::compare(wanted, spec, seen),
            Shape::Sessions { .. } => acts::compare_sessions(wanted, seen),
            Shape::SecondFactor { .. } => acts::compare_factors(wanted, seen),
        }
    }

    async fn apply(&self, call: &Call) -> Result<Applied, Trouble> {
        let answer = self.api.send(call).await?;
        if call.verb == "DELETE" && answer.is_gone() {
            return Ok(Applied { request: answer.request, answer: Value::Null });
        }
        if answer.status == 400 && exists(call, answer.body.as_ref()) {
            return Err(Trouble { kind: TroubleKind::NotYet, ..answer.refusal() });
        }
        if answer.status == 204 {
            return Ok(Applied { request: answer.request, answer: Value::Null });
        }
        let request = answer.request.clone();
        let body = answer.accepted()?;
        // A 200 can say that nothing was done (facts/authentik.md §1.6).
        if call.path == TRANSACTIONAL && body["applied"] != true {
            return Err(trouble(TroubleKind::Rejected, Some(200), &words::flat(&body["logs"])));
        }
        Ok(Applied { request, answer: application::told(body) })
    }

    async fn extras(&self, owner: &Owner, wanted: &[ResourceName]) -> Result<Vec<Extra>, Trouble> {
        extras::extras(self, owner, wanted).await
    }

    fn remove(&self, extra: &Extra) -> Vec<Call> {
        extras::remove(extra)
    }

    async fn check(&self) -> Result<Vec<String>, Trouble> {
        check::check(self).await
    }
}

/// A spec of Authentik's.
enum Shape<'a> {
    Mapping(Mapping<'a>),
    Group(Group<'a>),
    Application(Application<'a>),
    Brand(&'a str, Option<&'a str>),
    Person(Person<'a>),
    Sessions { person: dezky_domain::id::PersonId, email: &'a str },
    SecondFactor { person: dezky_domain::id::PersonId, email: &'a str },
}

fn shape(spec: &Spec) -> Result<Shape<'_>, Trouble> {
    Ok(match spec {
        Spec::Mapping { name, scope, expression } => Shape::Mapping(Mapping { name, scope, expression }),
        Spec::Group { name, purpose, parents, verified_domains } => {
            Shape::Group(Group { name, purpose: *purpose, parents, verified_domains })
        }
        Spec::Application { slug, name, redirect_uris, launch_url, logout_uri, admits } => {
            Shape::Application(Application { slug, name, redirect_uris, launch_url, logout_uri, admits })
        }
        Spec::Brand { domain, title } => Shape::Brand(domain, title.as_deref()),
        Spec::Person { person, email, name, path, groups, active } => {
            Shape::Person(Person { person: *person, email, name, path, groups, active: *active })
        }
        Spec::Sessions { person, email } => Shape::Sessions { person: *person, email },
        Spec::SecondFactor { person, email } => Shape::SecondFactor { person: *person, email },
        other => return Err(not_mine(other)),
    })
}

const TRANSACTIONAL: &str = "/api/v3/core/transactional/applications/";

/// Whether a creation was refused over the name by which its object is found. There is no 409, and the words are
/// translated, so the field alone tells (facts/authentik.md §1.2); the next look says whose it is.
fn exists(call: &Call, refusal: Option<&Value>) -> bool {
    let names: &[&str] = match (call.verb.as_str(), call.path.as_str()) {
        ("POST", "/api/v3/core/groups/" | "/api/v3/propertymappings/provider/scope/") => &["/name"],
        ("POST", "/api/v3/core/users/") => &["/username"],
        ("POST", "/api/v3/core/brands/") => &["/domain"],
        ("POST", "/api/v3/providers/oauth2/") => &["/name", "/client_id"],
        ("PUT", TRANSACTIONAL) => &["/app/slug", "/provider/name", "/provider/client_id"],
        _ => &[],
    };
    refusal.is_some_and(|refusal| names.iter().any(|name| refusal.pointer(name).is_some()))
}

/// What an object refers to isn't there, or isn't yet.
fn missing(what: &str, name: &str) -> Trouble {
    trouble(TroubleKind::NotYet, None, &format!("the {what} {name} isn't there"))
}
