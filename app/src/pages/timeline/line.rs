//! How the line is shown to this reader: language, clock, what is filtered, and where a filter's link leads.

use std::{collections::HashMap, sync::Arc};

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use dezky_domain::{
    access::Action,
    id::EventId,
    timeline::{Moment, Parts, TimelineFilter},
};

use crate::{Backend, backend::address, text::Text, when::When};

#[derive(Debug, Clone)]
pub struct Line {
    pub text: Text,
    pub when: When,
    pub now: DateTime<Utc>,
    /// Where this line is: `/operator/audit` or `/admin/audit`.
    pub path: &'static str,
    pub filter: TimelineFilter,
    /// The platform's line says whose each event is; a tenant's own needn't.
    pub tenants: bool,
    /// Whether a gap leads to its source.
    pub sources: bool,
    /// What tells of the same act as the entries that are shown.
    pub parts: Arc<HashMap<EventId, Parts>>,
}

impl Line {
    #[must_use]
    pub fn new(backend: &Backend) -> Self {
        let tenants = backend.ctx.tenant().is_none();
        let filter = Self::filter(backend, backend.pairs());
        Self {
            text: backend.text,
            when: backend.when,
            now: backend.ctx.now(),
            path: if tenants { "/operator/audit" } else { "/admin/audit" },
            filter,
            tenants,
            sources: backend.ctx.may(Action::ReadSources),
            parts: Arc::default(),
        }
    }

    /// What these pairs of a query string ask of the line that is shown here.
    pub fn filter<'a>(backend: &Backend, pairs: impl Iterator<Item = (&'a str, &'a str)>) -> TimelineFilter {
        let filter = TimelineFilter::from_pairs(pairs);
        let tenant = filter.tenant.clone().filter(|_| backend.ctx.tenant().is_none());
        TimelineFilter { tenant, ..filter }
    }

    /// With what tells of the same acts.
    #[must_use]
    pub fn telling(mut self, parts: HashMap<EventId, Parts>) -> Self {
        self.parts = Arc::new(parts);
        self
    }

    /// The right that the address asks for, which need not be the host's: the operator's console isn't there on a
    /// tenant's host.
    #[must_use]
    pub fn right(&self, backend: &Backend) -> Action {
        if backend.path.starts_with("/admin") { Action::ReadTenantAudit } else { Action::ReadPlatformAudit }
    }

    /// This line's address with a filter.
    #[must_use]
    pub fn address(&self, filter: &TimelineFilter) -> String {
        address(self.path, &filter.pairs())
    }

    /// This line's address with its filter changed.
    pub fn with(&self, change: impl FnOnce(&mut TimelineFilter)) -> String {
        let mut filter = self.filter.clone();
        change(&mut filter);
        self.address(&filter)
    }

    /// An event's own page.
    #[must_use]
    pub fn event(&self, id: impl std::fmt::Display) -> String {
        format!("{}/{id}", self.path)
    }

    /// Midnight, as many days before today.
    #[must_use]
    pub fn midnight(&self, days_ago: i64) -> Moment {
        let day = self.when.date(self.now) - TimeDelta::days(days_ago);
        Moment::Local(day.and_time(chrono::NaiveTime::MIN))
    }

    fn is_midnight(&self, moment: Option<Moment>, days_ago: i64) -> bool {
        moment.is_some_and(|moment| self.when.exactly(&moment) == self.when.exactly(&self.midnight(days_ago)))
    }

    /// Nothing is filtered but, perhaps, today.
    #[must_use]
    pub fn is_today(&self) -> bool {
        let rest = TimelineFilter { from: None, ..self.filter.clone() };
        rest.is_empty() && (self.filter.from.is_none() || self.is_midnight(self.filter.from, 0))
    }

    /// The span of time that is filtered for, in words.
    #[must_use]
    pub fn span(&self) -> Option<String> {
        let TimelineFilter { from, until, .. } = self.filter;
        let said = match (from, until) {
            (None, None) => return None,
            (_, None) if self.is_midnight(from, 0) => self.text.say("time-today"),
            (_, Some(_)) if self.is_midnight(from, 1) && self.is_midnight(until, 0) => self.text.say("time-yesterday"),
            (_, None) if self.is_midnight(from, 6) => self.text.say("time-week"),
            (Some(from), None) => self.text.with("time-from", [("from", self.moment(from).into())]),
            (None, Some(until)) => self.text.with("time-until", [("until", self.moment(until).into())]),
            (Some(from), Some(until)) => {
                let fills = [("from", self.moment(from).into()), ("until", self.end(from, until).into())];
                self.text.with("time-between", fills)
            }
        };
        Some(said)
    }

    fn moment(&self, moment: Moment) -> String {
        self.at(self.when.exactly(&moment))
    }

    /// The end of a span needs its day only where that is another one.
    fn end(&self, from: Moment, until: Moment) -> String {
        let (from, until) = (self.when.exactly(&from), self.when.exactly(&until));
        if self.when.date(from) == self.when.date(until) { self.when.minute(until) } else { self.at(until) }
    }

    /// `14:06` of today, and with the day of any other: `23 November, 14:06`.
    #[must_use]
    pub fn at(&self, at: DateTime<Utc>) -> String {
        let (day, today) = (self.when.date(at), self.when.date(self.now));
        let time = self.when.minute(at);
        if day == today {
            return time;
        }
        let key = if day.year() == today.year() { "moment" } else { "moment-year" };
        self.text.with(
            key,
            [
                ("day", day.day().to_string().into()),
                ("month", self.when.month(day).into()),
                ("year", day.year().to_string().into()),
                ("time", time.into()),
            ],
        )
    }
}
