//! Announcements: what everybody of a tenant, or of the whole platform, is told on the launcher for some time.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    Result,
    error::{Why, both},
    id::AnnouncementId,
};

crate::words! {
    Severity {
        Info = "info",
        Warn = "warn",
        Bad = "bad",
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    pub id: AnnouncementId,
    /// The platform's, told to every tenant.
    pub platform: bool,
    pub what: NewAnnouncement,
    /// Who wrote it, by name.
    pub by: String,
}

/// An announcement as it is typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAnnouncement {
    pub severity: Severity,
    pub title: String,
    pub text: String,
    pub from: DateTime<Utc>,
    pub until: DateTime<Utc>,
}

impl NewAnnouncement {
    /// # Errors
    /// `Invalid` for `title` (1 to 120 characters), `text` (at most 500), `severity`, what the span's is, or `until`
    /// (after `from`).
    pub fn new(severity: &str, title: &str, text: &str, span: Result<(DateTime<Utc>, DateTime<Utc>)>) -> Result<Self> {
        let severity = Severity::parse(severity).ok_or_else(|| Why("wrong-severity").at("severity"));
        let (title, text) = (title.trim(), text.trim());
        let odd = |text: &str| text.chars().any(|c| c.is_control() && c != '\n' && c != '\r');
        let titled = (1..=120).contains(&title.chars().count()) && !title.chars().any(char::is_control);
        let short = text.chars().count() <= 500 && !odd(text);
        let span =
            span.and_then(|(from, until)| Why("wrong-until").unless(from < until, "until").map(|()| (from, until)));
        let words = both(Why("wrong-title").unless(titled, "title"), Why("wrong-text").unless(short, "text"));
        let ((severity, _), (from, until)) = both(both(severity, words), span)?;
        Ok(Self { severity, title: title.to_owned(), text: text.to_owned(), from, until })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_announcement_has_a_title_and_an_end_after_its_beginning() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let (from, until) = (at("2026-11-24T10:00:00Z"), at("2026-11-25T10:00:00Z"));
        let fine =
            NewAnnouncement::new("warn", " Mail is read-only ", "At night.\nAll of it.", Ok((from, until))).unwrap();
        assert_eq!((fine.severity, fine.title.as_str()), (Severity::Warn, "Mail is read-only"));
        let field = |error| match error {
            Err(crate::AppError::Invalid { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(field(NewAnnouncement::new("loud", "x", "", Ok((from, until)))), "severity");
        assert_eq!(field(NewAnnouncement::new("info", " ", "", Ok((from, until)))), "title");
        assert_eq!(field(NewAnnouncement::new("info", "a\nb", "", Ok((from, until)))), "title");
        assert_eq!(field(NewAnnouncement::new("info", "x", &"x".repeat(501), Ok((from, until)))), "text");
        assert_eq!(field(NewAnnouncement::new("info", "x", "\u{7}", Ok((from, until)))), "text");
        assert_eq!(field(NewAnnouncement::new("info", "x", "", Ok((until, until)))), "until");
    }
}
