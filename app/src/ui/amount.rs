//! Bytes and spans of time as people say them.

use chrono::TimeDelta;
use dezky_domain::language::Language;

use crate::text::Text;

/// `1,482 bytes`
#[must_use]
pub fn bytes(text: Text, bytes: u64) -> String {
    text.with("bytes", [("bytes", bytes.into())])
}

/// As short as a column wants it: `640 B`, `1.5 kB`, `21.5 GB`.
#[must_use]
pub fn size(text: Text, bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "two digits are shown")]
    let mut value = bytes as f64;
    let mut units = ["B", "kB", "MB", "GB", "TB"].into_iter();
    let mut unit = units.next().unwrap_or_default();
    while value >= 1_000.0
        && let Some(next) = units.next()
    {
        value /= 1_000.0;
        unit = next;
    }
    let whole = unit == "B" || value >= 100.0 || value.fract() < 0.05;
    format!("{}\u{a0}{unit}", decimal(text, if whole { format!("{value:.0}") } else { format!("{value:.1}") }))
}

/// `0.41 s`, `3 min 20 s`, `2 h 5 min`, `3 d`; of a negative one its length.
#[must_use]
pub fn span(text: Text, span: TimeDelta) -> String {
    let span = span.abs();
    let count = |number: i64| u64::try_from(number).unwrap_or_default();
    let (minutes, hours, days) = (span.num_minutes(), span.num_hours(), span.num_days());
    if minutes < 1 {
        #[expect(clippy::cast_precision_loss, reason = "under a minute")]
        let seconds = span.num_milliseconds() as f64 / 1_000.0;
        return format!("{}\u{a0}s", decimal(text, format!("{seconds:.2}")));
    }
    let (key, high, low) = if hours < 1 {
        ("span-minutes", minutes, span.num_seconds() % 60)
    } else if days < 1 {
        ("span-hours", hours, minutes % 60)
    } else {
        ("span-days", days, hours % 24)
    };
    text.with(key, [("high", count(high).into()), ("low", count(low).into())])
}

fn decimal(text: Text, number: String) -> String {
    if text.language == Language::English { number } else { number.replace('.', ",") }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EN: Text = Text::new(Language::English);

    #[test]
    fn bytes_are_short_in_a_column_and_exact_in_a_sentence() {
        assert_eq!(
            [0, 640, 1_482, 48_210_933, 500_000_000_000].map(|n| size(EN, n)),
            ["0\u{a0}B", "640\u{a0}B", "1.5\u{a0}kB", "48.2\u{a0}MB", "500\u{a0}GB"]
        );
        assert_eq!(size(Text::new(Language::German), 1_482), "1,5\u{a0}kB");
        assert_eq!(bytes(EN, 1_482), "1,482 bytes");
        assert_eq!(bytes(EN, 1), "1 byte");
    }

    #[test]
    fn a_span_is_as_exact_as_its_length_deserves() {
        assert_eq!(span(EN, TimeDelta::milliseconds(412)), "0.41\u{a0}s");
        assert_eq!(span(EN, TimeDelta::seconds(-200)), "3 min 20 s");
        assert_eq!(span(EN, TimeDelta::minutes(125)), "2 h 5 min");
        assert_eq!(span(Text::new(Language::German), TimeDelta::milliseconds(412)), "0,41\u{a0}s");
    }
}
