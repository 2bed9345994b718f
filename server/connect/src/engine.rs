//! What every engine's connector offers: to see an object, to say how it differs from what is wanted and by which calls
//! it gets there, and to make one of those calls. Nothing here decides when, or how often.

use async_trait::async_trait;
use dezky_domain::{
    audit::Source,
    provision::{Difference, Extra, Facts, Owner, PlannedCall, ResourceName, Spec, Standing, Trouble, TroubleKind},
};
use secrecy::SecretString;
use serde_json::Value;

use crate::http::HttpError;

/// An object as it is wanted, with what helps to find it.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    pub owner: &'a Owner,
    pub spec: &'a Spec,
    pub standing: Standing,
    /// The engine's own id from the last time. A hint: the object may be gone, or another.
    pub external: Option<&'a str>,
    /// What the object shall hold and no read of it may show: an application's client secret.
    pub secret: Option<&'a SecretString>,
}

/// What an engine has.
#[derive(Debug, Clone, PartialEq)]
pub enum Seen {
    /// Nothing. `more` is what creating it needs: ids of parents, of flows.
    Missing {
        more: Value,
    },
    There(Found),
    /// There, and somebody else's; whose, in plain words.
    Taken {
        whose: String,
    },
}

/// An object that is there and ours.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The engine's own id.
    pub external: String,
    /// What the record of a change shows as before and after, in the engine's words, without secrets.
    pub facts: Facts,
    /// What `compare` needs beyond: the object as it was read, ids of what it refers to.
    pub more: Value,
}

/// One call of a plan. A connector makes it in `compare` and understands it in `apply`.
#[derive(Clone, PartialEq)]
pub struct Call {
    /// `POST`, `PATCH`, …, `MKCOL`, or a JMAP method.
    pub verb: String,
    /// A path with its query string; empty for JMAP.
    pub path: String,
    pub body: Value,
    /// Pointers (RFC 6901) into `body` at secrets: masked wherever the call is shown.
    pub secrets: Vec<&'static str>,
    /// Headers beyond the usual ones.
    pub headers: Vec<(&'static str, String)>,
    pub destroys: bool,
}

impl std::fmt::Debug for Call {
    /// Bodies can hold secrets.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.verb, self.path)
    }
}

impl Call {
    #[must_use]
    pub fn new(verb: impl Into<String>, path: impl Into<String>, body: Value) -> Self {
        Self { verb: verb.into(), path: path.into(), body, secrets: Vec::new(), headers: Vec::new(), destroys: false }
    }

    #[must_use]
    pub fn secret(mut self, pointer: &'static str) -> Self {
        self.secrets.push(pointer);
        self
    }

    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    #[must_use]
    pub const fn destroying(mut self) -> Self {
        self.destroys = true;
        self
    }

    /// As a person may see it.
    #[must_use]
    pub fn planned(&self) -> PlannedCall {
        let mut body = self.body.clone();
        for pointer in &self.secrets {
            if let Some(secret) = body.pointer_mut(pointer) {
                *secret = Value::from("•••");
            }
        }
        let body = if body.is_null() { String::new() } else { format!("{body:#}") };
        PlannedCall { verb: self.verb.clone(), target: self.path.clone(), body, destroys: self.destroys }
    }
}

/// How an object differs, and the calls that bring it nearer. Both empty: it is as wanted. After these calls it is looked
/// at again; there may be more to do then, since some calls need what others made.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Comparison {
    pub differences: Vec<Difference>,
    pub calls: Vec<Call>,
}

/// What a call answered.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Applied {
    /// The engine's name for this request: Authentik's `X-authentik-id`, OCIS' `x-request-id`.
    pub request: Option<String>,
    /// The body, where it may be needed: a link that was made. Never logged.
    pub answer: Value,
}

/// An engine.
#[async_trait]
pub trait Engine: Send + Sync + std::fmt::Debug {
    fn system(&self) -> Source;

    /// Looks at the object, and at what making it needs. Changes nothing.
    ///
    /// # Errors
    /// `NotYet` where what it refers to isn't there.
    async fn observe(&self, wanted: &Wanted<'_>) -> Result<Seen, Trouble>;

    /// No call, no clock: the same input gives the same plan. For an act (`Kind::is_act`) it plans the act.
    ///
    /// # Errors
    /// `Conflict` for what is taken.
    fn compare(&self, wanted: &Wanted<'_>, seen: &Seen) -> Result<Comparison, Trouble>;

    /// Makes one call. What is done already counts as done: a deletion of what is gone, a creation that answers that it
    /// exists is `NotYet`, so that it is looked at again.
    ///
    /// # Errors
    /// What the engine answered.
    async fn apply(&self, call: &Call) -> Result<Applied, Trouble>;

    /// Objects of the owner that `wanted` doesn't name.
    ///
    /// # Errors
    /// What the engine answered.
    async fn extras(&self, owner: &Owner, wanted: &[ResourceName]) -> Result<Vec<Extra>, Trouble>;

    /// The calls that remove an extra; none where that would destroy people's data.
    fn remove(&self, extra: &Extra) -> Vec<Call>;

    /// Whether the engine is there, takes our credentials, and is one that we know. In words, what to mind.
    ///
    /// # Errors
    /// What the engine answered.
    async fn check(&self) -> Result<Vec<String>, Trouble>;
}

/// Makes troubles.
pub trait Troubled {
    #[must_use]
    fn trouble(self) -> Trouble;
}

impl Troubled for HttpError {
    fn trouble(self) -> Trouble {
        let kind = match self {
            Self::Connect => TroubleKind::Unreachable,
            Self::Timeout => TroubleKind::Timeout,
            Self::TooLarge | Self::Other => TroubleKind::Unexpected,
        };
        Trouble { kind, status: None, detail: None, after: None }
    }
}

/// A trouble with a status and the engine's words, cut to 300 characters and without control characters.
#[must_use]
pub fn trouble(kind: TroubleKind, status: Option<u16>, detail: &str) -> Trouble {
    let detail: String = detail.chars().filter(|c| !c.is_control()).take(300).collect();
    Trouble { kind, status, detail: Some(detail).filter(|detail| !detail.is_empty()), after: None }
}

/// What a status that isn't a success means by itself. `retry_after` is the header's value, seconds only.
#[must_use]
pub fn status_trouble(status: u16, retry_after: Option<&str>, detail: &str) -> Trouble {
    let kind = match status {
        401 | 403 => TroubleKind::Credentials,
        429 => TroubleKind::TooMany,
        500.. => TroubleKind::Server,
        400..=499 => TroubleKind::Rejected,
        _ => TroubleKind::Unexpected,
    };
    let after = retry_after.and_then(|text| text.trim().parse().ok()).map(|seconds: u32| seconds.min(3600));
    Trouble { after, ..trouble(kind, Some(status), detail) }
}

/// What the specs of other engines are to a connector.
#[must_use]
pub fn not_mine(spec: &Spec) -> Trouble {
    trouble(TroubleKind::Unexpected, None, &format!("{} is no object of this engine", spec.resource().kind.word()))
}
