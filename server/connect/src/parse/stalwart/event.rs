//! From what an event says of itself to the event: time, account, client, and what `describe` makes of them.

use std::net::IpAddr;

use chrono::{DateTime, Datelike, Timelike, Utc};
use dezky_domain::audit::Class;

use super::{
    Format, StalwartEvent,
    account::id_of,
    action::{self, Kind},
    describe, identity,
};
use crate::parse::{clean::clean, json::Json};

/// Longest type that is kept, in characters.
const LONGEST_KIND: usize = 64;

/// How a request without credentials is refused.
pub(super) const BARE: &str = "Missing Authorization header.";

/// What was read, before anything is made of it.
pub(super) struct Said<'a> {
    pub format: Format,
    pub kind: String,
    pub occurred: Option<DateTime<Utc>>,
    /// Without secrets.
    pub data: &'a Json,
    pub raw: String,
    pub dedupe: String,
    /// A refused sign-in that was none: no credentials came with the request.
    pub bare: bool,
}

pub(super) fn event(said: Said<'_>) -> StalwartEvent {
    let Said { format, kind, occurred, data, raw, dedupe, bare } = said;
    let (told, mut class, outcome) = action::of(&kind);
    let facts = Facts { data };
    let method = facts.method(told);
    if (told == Kind::Call && method.as_deref().is_some_and(|method| !describe::manages(method)))
        || (kind == "auth.failed" && bare)
    {
        class = Class::Noise;
    }
    let (ip, port) = (facts.ip(), facts.number("remotePort").and_then(|port| u16::try_from(port).ok()));
    let account_id = facts.number("accountId");
    let account_name = facts.text("accountName");
    let told_of = describe::describe(told, &kind, &facts, method.as_deref(), ip.as_deref());
    StalwartEvent {
        format,
        class,
        outcome,
        occurred,
        domain: account_name.as_deref().and_then(domain_of),
        account: account_id.map(id_of),
        account_id,
        account_name,
        listener: facts.text("listenerId"),
        method,
        target: told_of.target,
        actor_kind: told_of.actor_kind,
        actor: told_of.actor,
        actor_name: told_of.actor_name,
        words: told_of.words,
        raw,
        dedupe,
        matches: identity::matches(occurred, &kind, ip.as_deref(), port),
        restart: kind == action::STARTUP,
        burst: (outcome == dezky_domain::audit::Outcome::Refused)
            .then(|| identity::burst(occurred, &kind, ip.as_deref()))
            .flatten(),
        ip,
        port,
        kind,
    }
}

/// An event's data, value by value; what isn't as it should be isn't there.
pub(super) struct Facts<'a> {
    pub data: &'a Json,
}

impl Facts<'_> {
    /// A text that isn't empty, harmless.
    pub fn text(&self, key: &str) -> Option<String> {
        self.data.get(key).and_then(Json::text).and_then(clean)
    }

    /// A whole number, all 64 bits of it: `queueId` is beyond what a float holds.
    pub fn number(&self, key: &str) -> Option<u64> {
        match self.data.get(key)? {
            Json::Number(number) => number.as_u64(),
            _ => None,
        }
    }

    /// Some texts in one, with commas: who a message is to.
    pub fn texts(&self, key: &str) -> Option<String> {
        const MOST: usize = 8;
        let list = self.data.get(key)?;
        if let Some(one) = list.text() {
            return clean(one);
        }
        let all: Vec<_> = list.list().iter().filter_map(Json::text).filter_map(clean).take(MOST).collect();
        (!all.is_empty()).then(|| all.join(", "))
    }

    fn ip(&self) -> Option<String> {
        let ip: IpAddr = self.data.get("remoteIp")?.text()?.parse().ok()?;
        Some(ip.to_canonical().to_string())
    }

    /// The method of a call is its id, of a forbidden one its cause.
    fn method(&self, told: Kind) -> Option<String> {
        let key = match told {
            Kind::Call => "id",
            Kind::Denied => "causedBy",
            _ => return None,
        };
        self.text(key).filter(|method| is_method(method))
    }
}

/// `Email/get`, `x:Account/set`.
fn is_method(text: &str) -> bool {
    let (object, verb) = text.split_once('/').unwrap_or_default();
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric());
    text.len() <= LONGEST_KIND && plain(object.strip_prefix("x:").unwrap_or(object)) && plain(verb)
}

/// The domain of an address, if it could be one.
fn domain_of(name: &str) -> Option<String> {
    let domain = name.rsplit_once('@')?.1.to_lowercase();
    let fits = |label: &str| {
        !label.is_empty() && label.len() <= 63 && label.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
    };
    (domain.len() <= 253 && domain.split('.').all(fits)).then_some(domain)
}

/// A type, harmless. `None` if nothing is left.
pub(super) fn kind_of(text: &str) -> Option<String> {
    clean(text).map(|kind| kind.chars().take(LONGEST_KIND).collect())
}

/// RFC 3339, in whole seconds, of a year that a database can hold and a page can show.
pub(super) fn time_of(text: &str) -> Option<DateTime<Utc>> {
    let time = DateTime::parse_from_rfc3339(text).ok()?.with_timezone(&Utc);
    (1970..=9999).contains(&time.year()).then(|| time.with_nanosecond(0)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_the_last_part_of_an_address() {
        assert_eq!(domain_of("Alice@ACME.test").as_deref(), Some("acme.test"));
        assert_eq!(domain_of("mallory\", accountid = 1@evil@acme.test").as_deref(), Some("acme.test"));
        for none in ["dezky-svc", "a@", "a@b c", "a@b..c", "a@.b", "a@b\", x = \"c", "a@-\u{202e}"] {
            assert_eq!(domain_of(none), None, "{none}");
        }
    }

    #[test]
    fn times_are_whole_seconds_of_years_that_there_are() {
        assert_eq!(time_of("2026-11-24T04:10:10.9Z").unwrap().to_rfc3339(), "2026-11-24T04:10:10+00:00");
        assert_eq!(time_of("2026-11-24T05:10:10+01:00").unwrap().to_rfc3339(), "2026-11-24T04:10:10+00:00");
        for none in
            ["", "-5", "NaN", "1795493410", "1969-12-31T23:59:59Z", "-2026-01-01T00:00:00Z", "+12026-01-01T00:00:00Z"]
        {
            assert_eq!(time_of(none), None, "{none}");
        }
    }

    #[test]
    fn methods_are_words() {
        assert!(is_method("x:Account/set") && is_method("Email/get"));
        for none in [
            "",
            "x:/set",
            "x:Account",
            "/",
            "Account/",
            "x:Account/set, accountId = 2",
            "a/b/c",
            "crates/http/a.rs:117",
        ] {
            assert!(!is_method(none), "{none}");
        }
    }
}
