//! Durations as Authentik writes them: `hours=2`, `minutes=10;seconds=30`.

use chrono::TimeDelta;

/// None for anything that isn't one.
pub fn parse(text: &str) -> Option<TimeDelta> {
    text.split(';').try_fold(TimeDelta::zero(), |sum, part| {
        let (unit, count) = part.trim().split_once('=')?;
        let count: i64 = count.trim().parse().ok()?;
        let part = match unit.trim() {
            "milliseconds" => TimeDelta::try_milliseconds(count),
            "seconds" => TimeDelta::try_seconds(count),
            "minutes" => TimeDelta::try_minutes(count),
            "hours" => TimeDelta::try_hours(count),
            "days" => TimeDelta::try_days(count),
            "weeks" => TimeDelta::try_weeks(count),
            _ => None,
        };
        sum.checked_add(&part?)
    })
}

#[cfg(test)]
mod tests {
    use super::parse;
    use chrono::TimeDelta;

    #[test]
    fn a_duration_is_read_as_authentik_writes_it() {
        assert_eq!(parse("hours=2"), Some(TimeDelta::hours(2)));
        assert_eq!(parse("minutes=1;seconds=30"), Some(TimeDelta::seconds(90)));
        assert_eq!((parse("soon"), parse("hours=x"), parse("")), (None, None, None));
    }
}
