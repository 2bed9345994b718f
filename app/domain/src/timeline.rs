//! What the timeline is asked for, as it stands in the URL, and what it answers.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

use crate::{
    audit::{AuditEvent, Outcome, Source},
    id::EventId,
    page::Cursor,
};

/// Which tenant's events.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum TenantFilter {
    Slug(String),
    /// Those that nobody could attribute.
    Unattributed,
}

/// A moment as people write it: with an offset, or in the viewer's own time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Moment {
    Exact(DateTime<chrono::Utc>),
    Local(NaiveDateTime),
}

impl Moment {
    /// `2026-11-24`, `2026-11-24T14:02`, `2026-11-24T14:02:05`, or RFC 3339 with an offset.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if let Ok(exact) = DateTime::parse_from_rfc3339(text) {
            return Some(Self::Exact(exact.to_utc()));
        }
        let local = ["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M"]
            .iter()
            .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
            .or_else(|| {
                NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(|day| day.and_time(chrono::NaiveTime::MIN))
            });
        // Year 0 and year 9999 both fit into microseconds; beyond them `chrono` would overflow.
        local.filter(|local| (0..=9999).contains(&chrono::Datelike::year(local))).map(Self::Local)
    }

    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::Exact(exact) => exact.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            Self::Local(local) => local.format("%Y-%m-%dT%H:%M:%S").to_string(),
        }
    }
}

/// All of the timeline's filters. Empty means everything.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineFilter {
    /// A part of any word of the event; at most 200 characters.
    pub text: String,
    pub source: Option<Source>,
    pub tenant: Option<TenantFilter>,
    /// The actor's id or exact name.
    pub actor: Option<String>,
    pub action: Option<String>,
    /// The target's id or exact name.
    pub target: Option<String>,
    pub outcome: Option<Outcome>,
    pub from: Option<Moment>,
    /// Not included.
    pub until: Option<Moment>,
    /// With what is hidden otherwise.
    pub noise: bool,
}

impl TimelineFilter {
    /// Reads a query string's pairs. Unknown keys and values are ignored: a link from yesterday still opens.
    #[must_use]
    pub fn from_pairs<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut filter = Self::default();
        for (key, value) in pairs {
            let value: String = value.trim().chars().take(200).collect();
            if value.is_empty() {
                continue;
            }
            match key {
                "q" => filter.text = value,
                "source" => filter.source = Source::parse(&value),
                "tenant" if value == "none" => filter.tenant = Some(TenantFilter::Unattributed),
                "tenant" => filter.tenant = Some(TenantFilter::Slug(value)),
                "actor" => filter.actor = Some(value),
                "action" => filter.action = Some(value),
                "target" => filter.target = Some(value),
                "outcome" => filter.outcome = Outcome::parse(&value),
                "from" => filter.from = Moment::parse(&value),
                "until" => filter.until = Moment::parse(&value),
                "noise" => filter.noise = value == "shown",
                _ => {}
            }
        }
        filter
    }

    /// The pairs of the URL that asks for this.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let tenant = self.tenant.as_ref().map(|tenant| match tenant {
            TenantFilter::Slug(slug) => slug.clone(),
            TenantFilter::Unattributed => "none".to_owned(),
        });
        let text = (!self.text.is_empty()).then(|| self.text.clone());
        [
            ("q", text),
            ("source", self.source.map(|source| source.word().to_owned())),
            ("tenant", tenant),
            ("actor", self.actor.clone()),
            ("action", self.action.clone()),
            ("target", self.target.clone()),
            ("outcome", self.outcome.map(|outcome| outcome.word().to_owned())),
            ("from", self.from.as_ref().map(Moment::text)),
            ("until", self.until.as_ref().map(Moment::text)),
            ("noise", self.noise.then(|| "shown".to_owned())),
        ]
        .into_iter()
        .filter_map(|(key, value)| value.map(|value| (key, value)))
        .collect()
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What tells of the same act as an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parts {
    /// All there are.
    pub count: u64,
    /// Besides the entry's own.
    pub systems: Vec<Source>,
    /// When the last of them happened.
    pub until: DateTime<chrono::Utc>,
    /// What engines say of it first, then the rest, as it was stored; not all where there are many.
    pub first: Vec<AuditEvent>,
}

/// Newest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimelinePage {
    pub events: Vec<AuditEvent>,
    /// Of those entries that have any.
    pub parts: HashMap<EventId, Parts>,
    /// How many events of today are hidden as noise.
    pub noise: u64,
    /// Where the next older page begins; `None` at the end.
    pub older: Option<Cursor>,
    /// The highest sequence there was when this page was read: what comes later is new.
    pub head: i64,
    /// When the oldest event that is kept happened.
    pub oldest: Option<DateTime<chrono::Utc>>,
}

/// A quarter of an hour on the strip: how many events, how many of them refused or failed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quarter {
    pub events: u32,
    pub refused: u32,
    /// A gap was found that begins or ends here.
    pub lost: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_survives_its_url() {
        let url = [
            ("q", "budget"),
            ("source", "ocis"),
            ("tenant", "none"),
            ("actor", "Mara Quist"),
            ("action", "file_create"),
            ("target", "/Final/cover.odg"),
            ("outcome", "refused"),
            ("from", "2026-11-24T14:02:00"),
            ("until", "2026-11-24T13:30:00Z"),
            ("noise", "shown"),
        ];
        let filter = TimelineFilter::from_pairs(url.into_iter());
        assert_eq!(filter.pairs(), url.map(|(key, value)| (key, value.to_owned())));
    }

    #[test]
    fn nonsense_in_the_url_is_ignored() {
        let url = [("source", "x"), ("outcome", "?"), ("from", "yesterday"), ("until", "99999-01-01"), ("zzz", "1")];
        assert!(TimelineFilter::from_pairs(url.into_iter()).is_empty());
    }

    #[test]
    fn a_day_begins_at_midnight_where_the_viewer_is() {
        let Some(Moment::Local(local)) = Moment::parse("2026-11-24") else { panic!() };
        assert_eq!(local.to_string(), "2026-11-24 00:00:00");
    }
}
