//! What somebody filters the timeline for again and again, under a name of their own.

use crate::{Result, audit::Outcome, error::Why, id::ViewId, timeline::TimelineFilter};

/// A view of one line: a tenant's, or the platform's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    pub id: ViewId,
    pub name: String,
    /// Without a span of time: "today" would be a day long ago tomorrow.
    pub filter: TimelineFilter,
}

impl View {
    /// Of one person and one line: more tabs than these are no help to anybody.
    pub const MOST: usize = 20;

    /// # Errors
    /// `Invalid` for `name`: empty, longer than 40 characters, or with control characters.
    pub fn parse_name(name: &str) -> Result<String> {
        let name = name.trim();
        if name.is_empty() || name.chars().count() > 40 || name.chars().any(char::is_control) {
            return Err(Why("wrong-view-name").at("name"));
        }
        Ok(name.to_owned())
    }

    /// What everybody has without saving it: all, and what was refused.
    #[must_use]
    pub fn usual() -> [TimelineFilter; 2] {
        let refused = TimelineFilter { outcome: Some(Outcome::Refused), ..TimelineFilter::default() };
        [TimelineFilter::default(), refused]
    }

    /// What of a filter is kept.
    #[must_use]
    pub fn of(filter: &TimelineFilter) -> TimelineFilter {
        TimelineFilter { from: None, until: None, ..filter.clone() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::Moment;

    #[test]
    fn a_name_is_a_short_line() {
        assert_eq!(View::parse_name("  Shared outside ").unwrap(), "Shared outside");
        for wrong in ["", "   ", "a\nb", &"x".repeat(41)] {
            View::parse_name(wrong).unwrap_err();
        }
        View::parse_name(&"ü".repeat(40)).unwrap();
    }

    #[test]
    fn a_time_is_not_kept() {
        let (from, text) = (Moment::parse("2026-11-24"), "mara".to_owned());
        let filter = TimelineFilter { from, text: text.clone(), ..TimelineFilter::default() };
        assert_eq!(View::of(&filter), TimelineFilter { text, ..TimelineFilter::default() });
        assert!(View::of(&TimelineFilter { from, ..TimelineFilter::default() }).is_empty());
    }
}
