//! Which event of a request tells it best. One call of the API writes up to thirty (facts/authentik.md §2.2): they become
//! one entry, and its headline is the one that is about what was called.

use super::{AuthentikEvent, Record, action, value::Reference};

/// What says more than that a row changed.
const ACT: u8 = 90;
/// A row of the kind and key in the request's path.
const NAMED: u8 = 20;
const MADE: u8 = 50;
const CHANGED: u8 = 30;
/// Went along with another one, or came along.
const ALONG: u8 = 15;
const NOISE: u8 = 10;
const LEAST: u8 = 5;

/// 0 to 100; the higher, the better a headline.
pub(super) fn telling(record: &Record<'_>, noise: bool, about: Option<&Reference>) -> u8 {
    if !action::is_model(record.action) {
        return if noise { NOISE } else { ACT };
    }
    let Some(about) = about else { return NOISE };
    if action::is_echo(&about.model) || action::is_flood(&about.model) {
        return LEAST;
    }
    let route = &record.route;
    let same_kind = route.kind == Some(about.kind.as_str());
    // A slug or an identifier says nothing of the id.
    let same_one = route.key.is_none() || route.key == about.id || matches!(route.kind, Some("application" | "token"));
    if route.kind.is_some() && !(same_kind && same_one) {
        // A recovery's token goes with its user: nobody asked for that.
        return if about.kind == "token" { LEAST } else { ALONG };
    }
    let named = if same_kind { NAMED } else { 0 };
    named + if record.action == action::UPDATED { CHANGED } else { MADE }
}

/// The headline among the events of one request: the most telling one, the earliest of equals.
#[must_use]
pub fn headline<'a>(events: impl IntoIterator<Item = &'a AuthentikEvent>) -> Option<&'a AuthentikEvent> {
    events.into_iter().reduce(|best, next| {
        let earlier = (next.occurred, &next.pk) < (best.occurred, &best.pk);
        if next.telling > best.telling || (next.telling == best.telling && earlier) { next } else { best }
    })
}
