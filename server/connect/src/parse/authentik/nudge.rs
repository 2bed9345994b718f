//! What Authentik's webhook says: that there is something to read. Bodies come in no order, twice, or not at all
//! (facts/authentik.md §2.5), so nothing in them is believed; the list of events is the truth.

use super::{super::json, value::uuid};

/// Longest body that is looked into, in bytes.
const LONGEST: usize = 1 << 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Nudge {
    /// A body mapping that returns the event.
    Event { pk: String },
    /// The default body, which has no pk: something happened.
    Something,
    /// Nothing of Authentik's events: a logout token, a test by hand. Still no reason not to look.
    Foreign,
}

/// Reads a body; anything at all.
#[must_use]
pub fn nudge(body: &[u8]) -> Nudge {
    let Some(body) = (body.len() <= LONGEST).then(|| json::read(body).ok()).flatten() else { return Nudge::Foreign };
    let text = |key: &str| body.get(key).and_then(json::Json::text);
    match (text("pk").and_then(uuid), text("action"), text("body")) {
        (Some(pk), Some(_), _) => Nudge::Event { pk: pk.hyphenated().to_string() },
        (None, _, Some(_)) if text("severity").is_some() => Nudge::Something,
        _ => Nudge::Foreign,
    }
}
