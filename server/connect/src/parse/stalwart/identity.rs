//! Which events are the same one.
//!
//! *Sent again.* Stalwart sends what wasn't taken once more under a new `id` (facts/stalwart.md §5.2), so an event is
//! known by its content: hexadecimal SHA-256 over time, type and data, the keys of objects in order. Two happenings that
//! are alike in all of it are told apart only within a batch, where each stands once: the second is hashed as the
//! second. What that costs: alike, in the same second, of one connection, and in two batches, they count as one; for
//! calls that have the same connection that can be the same method called twice.
//!
//! *Told twice.* The log has neither `id` nor `spanId`, and of its lines only the beginning is to be trusted. So a line
//! and an event of a webhook are held against each other by second, type and the client's address and port. The key is
//! not unique: a connection that is kept open makes many calls a second, and what has no client (`dkim.signature-created`,
//! `server.startup`, deliveries) has nothing but its second. Count: of a key that `n` events and `m` lines have,
//! `m - n` lines are news, if that is more than none. What it costs: which of the lines are the news can't be told, so
//! an event that only the log has may be shown with the unverified text of another one of that second and client. Where
//! a proxy stands before Stalwart, the event's own address (the client's) wins in JSON over the connection's (the
//! proxy's), which is the line's first: then nothing matches, and what both tell of is there twice.

use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};

use crate::parse::json::Json;

/// Of the `nth` event of its content in a batch, counted from none. `created` as it was written.
pub(super) fn dedupe(created: &str, kind: &str, data: &Json, nth: usize) -> String {
    let mut text = String::new();
    for part in [created, kind] {
        // Lengths first, so that no two triples run into the same text.
        text.push_str(&format!("{} {part} ", part.len()));
    }
    canonical(data, &mut text);
    if nth > 0 {
        text.push_str(&format!(" {nth}"));
    }
    hex::encode(Sha256::digest(text.as_bytes()))
}

fn canonical(value: &Json, text: &mut String) {
    match value {
        Json::Object(entries) => {
            let mut entries: Vec<_> = entries.iter().collect();
            entries.sort_by(|(one, _), (other, _)| one.cmp(other));
            text.push('{');
            for (key, value) in entries {
                text.push_str(&format!("{} {key} ", key.len()));
                canonical(value, text);
            }
            text.push('}');
        }
        Json::List(items) => {
            text.push('[');
            items.iter().for_each(|item| canonical(item, text));
            text.push(']');
        }
        Json::Text(said) => text.push_str(&format!("\"{} {said}", said.len())),
        Json::Number(number) => text.push_str(&format!("#{number} ")),
        Json::Bool(is) => text.push_str(if *is { "t" } else { "f" }),
        Json::Null => text.push('n'),
    }
}

/// `1795493428 auth.failed 127.0.0.1 50136`, with `-` for what there isn't.
pub(super) fn matches(occurred: Option<DateTime<Utc>>, kind: &str, ip: Option<&str>, port: Option<u16>) -> String {
    let second = occurred.map_or_else(|| "-".to_owned(), |at| at.timestamp().to_string());
    let port = port.map_or_else(|| "-".to_owned(), |port| port.to_string());
    format!("{second} {kind} {} {port}", ip.unwrap_or("-"))
}

/// Events that are refused alike within a minute.
pub(super) fn burst(occurred: Option<DateTime<Utc>>, kind: &str, ip: Option<&str>) -> Option<String> {
    Some(format!("{kind} {} {}", ip?, occurred?.timestamp().div_euclid(60)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::json::read;

    fn of(data: &str) -> String {
        dedupe("t", "k", &read(data.as_bytes()).unwrap(), 0)
    }

    #[test]
    fn the_order_of_keys_says_nothing() {
        assert_eq!(of(r#"{"a":1,"b":{"c":[1,2],"d":null}}"#), of(r#"{"b":{"d":null,"c":[1,2]},"a":1}"#));
        assert_eq!(of("{}").len(), 64);
    }

    #[test]
    fn everything_else_does() {
        let all = [
            "{}",
            "[]",
            "null",
            "true",
            "false",
            "0",
            "-0.5",
            "\"\"",
            "\"n\"",
            "[[]]",
            "[1,2]",
            "[12]",
            "[2,1]",
            r#"{"a":1}"#,
            r#"{"a":"1"}"#,
            r#"{"a":12}"#,
            r#"{"a":1,"b":2}"#,
            r#"{"a":{"b":2}}"#,
            r#"["a",1]"#,
            r#"{"a":9007199254740993}"#,
            r#"{"a":9007199254740992}"#,
            r#"["1 x"]"#,
            r#"["1 ","x"]"#,
        ];
        let hashes: std::collections::BTreeSet<_> = all.iter().map(|data| of(data)).collect();
        assert_eq!(hashes.len(), all.len());
        let null = Json::Null;
        assert_ne!(dedupe("a", "b", &null, 0), dedupe("a", "b", &null, 1));
        assert_ne!(dedupe("a", "b c", &null, 0), dedupe("a b", "c", &null, 0));
    }
}
