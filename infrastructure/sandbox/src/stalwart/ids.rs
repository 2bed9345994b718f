//! Ids as Stalwart writes them: a number in base 32 with an alphabet of its own, so that `f` is 5 and `singleton` a
//! number too. Telemetry prints the same ids as numbers (facts/stalwart.md §3.2).

use chrono::{DateTime, Utc};

const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz792013";
/// 2021-09-22: the zero of ids that are made from the time, found by reading recorded ones against their `createdAt`.
const EPOCH_MS: i64 = 1_632_280_000_000;

/// The id of an object of which there is only one.
pub const SINGLETON: &str = "singleton";

/// A number as the API writes it; 0 is `a`.
pub fn text(mut number: u64) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(ALPHABET[(number % 32) as usize]));
        number /= 32;
        if number == 0 {
            return letters.iter().rev().collect();
        }
    }
}

/// The number of an id, none for what no id can be.
pub fn number(text: &str) -> Option<u64> {
    if text.is_empty() || text.len() > 13 {
        return None;
    }
    text.bytes().try_fold(0u64, |number, letter| {
        let digit = ALPHABET.iter().position(|&a| a == letter)?;
        number.checked_mul(32)?.checked_add(digit as u64)
    })
}

/// An id for the kinds that have no counter: milliseconds, then a count, then the number of the node.
pub fn at(now: DateTime<Utc>, count: u64) -> u64 {
    let ms = u64::try_from(now.timestamp_millis() - EPOCH_MS).unwrap_or_default();
    ms << 21 | (count & 0xfff) << 9
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_numbers_in_another_alphabet() {
        for (id, n) in [("a", 0), ("b", 1), ("f", 5), ("gq", 208), ("d333333", 4_294_967_295)] {
            assert_eq!(text(n), id);
            assert_eq!(number(id), Some(n));
        }
        assert_eq!(number(SINGLETON), Some(20_080_258_862_541));
        assert_eq!(number(""), None);
        assert_eq!(number("A!"), None);
        assert_eq!(number("3333333333333333"), None);
    }

    #[test]
    fn an_id_from_the_time_has_the_recorded_shape() {
        let now = "2026-11-24T04:10:30.073Z".parse().unwrap();
        assert_eq!(text(at(now, 12)), "jqai0gtsagaa");
    }
}
