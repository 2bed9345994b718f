//! What a tenant decides for itself.

use serde::{Deserialize, Serialize};

use crate::{
    Result,
    error::{Why, both},
    language::Language,
    member::Email,
};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// For people who chose none, and for letters. None follows the browser.
    pub language: Option<Language>,
    /// Minutes without a request after which a session ends; none is the platform's. Never longer than that.
    pub idle_minutes: Option<u32>,
    /// Hours after its sign-in at which a session ends; so with it.
    pub session_hours: Option<u32>,
    /// Days that events are kept. None keeps them as long as the platform does.
    pub retention_days: Option<u32>,
    /// Who is written to of what needs attention.
    pub alert_mail: Vec<String>,
}

/// What the platform has where a tenant decides nothing, and what a tenant's can't be longer than.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    pub idle_minutes: u32,
    pub session_hours: u32,
    /// None keeps events for ever.
    pub retention_days: Option<u32>,
}

impl Settings {
    pub const NONE: Self =
        Self { language: None, idle_minutes: None, session_hours: None, retention_days: None, alert_mail: Vec::new() };

    /// # Errors
    /// `Invalid` for `idle_minutes` or `session_hours` that are longer than the platform's.
    pub fn within(&self, limits: Limits) -> Result<()> {
        if self.idle_minutes.is_some_and(|minutes| minutes > limits.idle_minutes) {
            return Err(Why("longer-than-platform").at("idle_minutes"));
        }
        if self.session_hours.is_some_and(|hours| hours > limits.session_hours) {
            return Err(Why("longer-than-platform").at("session_hours"));
        }
        Ok(())
    }

    /// From a form; what is empty is the platform's.
    ///
    /// # Errors
    /// `Invalid` for `idle_minutes` (5 to 1,440), `session_hours` (1 to 720), `retention_days` (30 to 3,650) or `alert_mail`
    /// (at most 5 addresses, separated by commas or lines).
    pub fn parse(language: &str, idle: &str, hours: &str, retention: &str, mail: &str) -> Result<Self> {
        let number = |text: &str, field, span: std::ops::RangeInclusive<u32>| match text.trim() {
            "" => Ok(None),
            text => {
                let number = text.parse().ok().filter(|number| span.contains(number));
                number.map(Some).ok_or_else(|| Why("wrong-number").at(field))
            }
        };
        let mail = mail.split([',', '\n', ' ']).map(str::trim).filter(|address| !address.is_empty());
        let alert_mail = mail
            .map(|address| Email::parse(address).map(|email| email.as_str().to_owned()))
            .collect::<Result<Vec<_>>>()
            .map_err(|_| Why("wrong-email").at("alert_mail"))
            .and_then(|mail| Why("too-many-addresses").unless(mail.len() <= 5, "alert_mail").map(|()| mail));
        let session = both(number(idle, "idle_minutes", 5..=1_440), number(hours, "session_hours", 1..=720));
        let audit = both(number(retention, "retention_days", 30..=3_650), alert_mail);
        let ((idle_minutes, session_hours), (retention_days, alert_mail)) = both(session, audit)?;
        Ok(Self { language: Language::parse(language), idle_minutes, session_hours, retention_days, alert_mail })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_empty_is_the_platforms() {
        assert_eq!(Settings::parse("", "", " ", "", "\n").unwrap(), Settings::NONE);
    }

    #[test]
    fn what_is_out_of_reason_is_refused_by_its_field() {
        let all = Settings::parse("de", "30", "12", "400", "a@b.example, c@d.example").unwrap();
        assert_eq!((all.idle_minutes, all.alert_mail.len()), (Some(30), 2));
        for (idle, hours, days, mail) in
            [("4", "", "", ""), ("", "0", "", ""), ("", "", "29", ""), ("", "", "", "nobody"), ("x", "", "", "")]
        {
            assert!(Settings::parse("", idle, hours, days, mail).is_err());
        }
    }
}
