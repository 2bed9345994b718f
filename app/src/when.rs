//! Times as people read them: in the platform's time zone, in the reader's language, with the absolute time in
//! `<time datetime>`.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use dezky_domain::{language::Language, timeline::Moment};

use crate::text::Text;

#[derive(Debug, Clone, Copy)]
pub struct When {
    zone: Tz,
    text: Text,
}

impl When {
    /// An unknown zone is UTC; the configuration refuses one at the start.
    #[must_use]
    pub fn new(zone: &str, language: Language) -> Self {
        Self { zone: zone.parse().unwrap_or(Tz::UTC), text: Text::new(language) }
    }

    #[must_use]
    pub const fn in_zone(zone: Tz, language: Language) -> Self {
        Self { zone, text: Text::new(language) }
    }

    fn local(self, at: DateTime<Utc>) -> DateTime<Tz> {
        at.with_timezone(&self.zone)
    }

    /// `CET`, or an offset where the zone has no letters.
    #[must_use]
    pub fn zone(self, at: DateTime<Utc>) -> String {
        self.local(at).format("%Z").to_string()
    }

    /// `14:06`
    #[must_use]
    pub fn minute(self, at: DateTime<Utc>) -> String {
        self.local(at).format("%H:%M").to_string()
    }

    /// `14:06:02`
    #[must_use]
    pub fn second(self, at: DateTime<Utc>) -> String {
        self.local(at).format("%H:%M:%S").to_string()
    }

    /// `14:06:02.408`; without a fraction where there is none.
    #[must_use]
    pub fn exact(self, at: DateTime<Utc>) -> String {
        let local = self.local(at);
        let format = if local.timestamp_subsec_micros() == 0 { "%H:%M:%S" } else { "%H:%M:%S%.3f" };
        local.format(format).to_string()
    }

    /// What `<time datetime>` holds: `2026-11-24T12:58:12.408Z`.
    #[must_use]
    pub fn machine(self, at: DateTime<Utc>) -> String {
        at.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true)
    }

    #[must_use]
    pub fn date(self, at: DateTime<Utc>) -> NaiveDate {
        self.local(at).date_naive()
    }

    #[must_use]
    pub fn weekday(self, day: NaiveDate) -> String {
        self.text.say(WEEKDAYS[day.weekday().num_days_from_monday() as usize])
    }

    #[must_use]
    pub fn month(self, day: NaiveDate) -> String {
        self.text.say(MONTHS[day.month0() as usize])
    }

    /// `Tuesday, 24 November`, with the year where it isn't this one.
    #[must_use]
    pub fn day(self, day: NaiveDate, now: DateTime<Utc>) -> String {
        let key = if day.year() == self.local(now).year() { "day-long" } else { "day-long-year" };
        self.text.with(
            key,
            [
                ("weekday", self.weekday(day).into()),
                ("day", day.day().to_string().into()),
                ("month", self.month(day).into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }

    /// `24 November 2026`
    #[must_use]
    pub fn full_day(self, day: NaiveDate) -> String {
        self.text.with(
            "day-full",
            [
                ("day", day.day().to_string().into()),
                ("month", self.month(day).into()),
                ("year", day.year().to_string().into()),
            ],
        )
    }

    /// The last day of what ends at `end`, which itself is outside: a grant's end is the midnight after it.
    #[must_use]
    pub fn last_day(self, end: DateTime<Utc>) -> NaiveDate {
        self.date(end - TimeDelta::microseconds(1))
    }

    /// As near as it is useful: `12 min ago`, `today, 08:12`, `yesterday, 17:40`, `3 November 2026`.
    #[must_use]
    pub fn near(self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        let ago = now - at;
        if ago < TimeDelta::minutes(1) && ago > TimeDelta::minutes(-1) {
            return self.text.say("when-now");
        }
        if ago < TimeDelta::hours(1) && ago > TimeDelta::zero() {
            let minutes = u64::try_from(ago.num_minutes()).unwrap_or_default();
            return self.text.with("when-minutes", [("minutes", minutes.into())]);
        }
        let (day, today) = (self.date(at), self.date(now));
        let time = self.minute(at);
        if day == today {
            self.text.with("when-today", [("time", time.into())])
        } else if today.pred_opt() == Some(day) {
            self.text.with("when-yesterday", [("time", time.into())])
        } else {
            self.full_day(day)
        }
    }

    /// Midnight of the day that `now` is in.
    #[must_use]
    pub fn day_start(self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.exactly(&Moment::Local(self.date(now).and_time(chrono::NaiveTime::MIN)))
    }

    /// What a person's moment means here. A time that the clocks skip is the next one that exists; one that comes twice
    /// is the first.
    #[must_use]
    pub fn exactly(self, moment: &Moment) -> DateTime<Utc> {
        match moment {
            Moment::Exact(exact) => *exact,
            Moment::Local(local) => self.resolve(*local),
        }
    }

    fn resolve(self, local: NaiveDateTime) -> DateTime<Utc> {
        (0..=180)
            .find_map(|minutes| self.zone.from_local_datetime(&(local + TimeDelta::minutes(minutes))).earliest())
            .map_or_else(|| local.and_utc(), |found| found.to_utc())
    }

    /// What `<input type="datetime-local">` holds.
    #[must_use]
    pub fn field(self, moment: &Moment) -> String {
        self.local(self.exactly(moment)).format("%Y-%m-%dT%H:%M").to_string()
    }

    /// Which of the day's 96 quarters of an hour.
    #[must_use]
    pub fn quarter(self, at: DateTime<Utc>) -> usize {
        let local = self.local(at);
        (local.hour() * 4 + local.minute() / 15) as usize
    }
}

const WEEKDAYS: [&str; 7] = [
    "weekday-monday",
    "weekday-tuesday",
    "weekday-wednesday",
    "weekday-thursday",
    "weekday-friday",
    "weekday-saturday",
    "weekday-sunday",
];
const MONTHS: [&str; 12] = [
    "month-january",
    "month-february",
    "month-march",
    "month-april",
    "month-may",
    "month-june",
    "month-july",
    "month-august",
    "month-september",
    "month-october",
    "month-november",
    "month-december",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_zone_decides_the_day() {
        let when = When::new("Europe/Copenhagen", Language::English);
        assert_eq!(when.date(utc("2026-11-24T23:30:00Z")).to_string(), "2026-11-25");
        assert_eq!(when.second(utc("2026-11-24T13:06:02Z")), "14:06:02");
        assert_eq!(when.zone(utc("2026-11-24T13:06:02Z")), "CET");
        assert_eq!(when.day_start(utc("2026-11-24T13:06:02Z")), utc("2026-11-23T23:00:00Z"));
    }

    #[test]
    fn a_near_moment_can_end_a_sentence() {
        for language in Language::ALL {
            let when = When::new("Europe/Copenhagen", *language);
            for at in ["13:05:00", "12:57:00", "08:00:00"] {
                let said = when.near(utc(&format!("2026-11-24T{at}Z")), utc("2026-11-24T13:06:02Z"));
                assert!(!said.ends_with('.'), "{language:?}: {said}");
            }
        }
    }

    #[test]
    fn the_last_day_is_the_one_before_the_midnight_at_its_end() {
        let when = When::new("Europe/Copenhagen", Language::English);
        assert_eq!(when.last_day(utc("2026-12-20T23:00:00Z")).to_string(), "2026-12-20");
        assert_eq!(when.last_day(utc("2026-12-20T23:00:01Z")).to_string(), "2026-12-21");
    }

    #[test]
    fn an_hour_that_is_skipped_is_the_next_that_exists() {
        let when = When::new("Europe/Copenhagen", Language::English);
        let skipped = Moment::parse("2026-03-29T02:30").unwrap();
        assert_eq!(when.exactly(&skipped), utc("2026-03-29T01:00:00Z"));
        let twice = Moment::parse("2026-10-25T02:30").unwrap();
        assert_eq!(when.exactly(&twice), utc("2026-10-25T00:30:00Z"));
    }
}
