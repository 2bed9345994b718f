//! Alerts: what on the timeline somebody must hear of, and how they were told. An alert is open once for what it is
//! about; a repeat raises its count. What each rule looks for stands here, in one place.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::{
    audit::{NewEvent, Outcome, Source},
    id::{AlertId, DeliveryId},
    page::Cursor,
    provision::Trouble,
    tenant::TenantRef,
};

crate::words! {
    Rule {
        /// A connected source has said nothing for a while.
        SourceSilent = "source_silent",
        /// Records were lost before they were read.
        Gap = "gap",
        /// Records of a source can't be read.
        Quarantine = "quarantine",
        /// Many failed sign-ins of one account, or from one address.
        FailedSignIns = "failed_sign_ins",
        /// Somebody was made an owner of a tenant.
        NewOwner = "new_owner",
        /// A partner acted in a tenant.
        PartnerAccess = "partner_access",
    }
}

impl Rule {
    /// It is true for as long as it lasts, and over when it isn't; the others are of a moment, and over after a quiet
    /// time.
    #[must_use]
    pub const fn lasts(self) -> bool {
        matches!(self, Self::SourceSilent | Self::Quarantine)
    }
}

/// Actions that are a failed sign-in, whatever the source. A `*` stands for anything.
pub const FAILED_SIGN_INS: &[&str] = &["session.refused", "login_failed", "auth.failed", "security.*-ban"];
/// Actions that can make somebody an owner.
pub const ROLE_GIVEN: &[&str] = &["member.add", "member.role", "grant"];
/// What a partner does in a tenant.
pub const PARTNER_ACCESS: &[&str] = &["partner.*"];

/// Whether one of `patterns` means this action.
#[must_use]
pub fn means(patterns: &[&str], action: &str) -> bool {
    patterns.iter().any(|pattern| match pattern.split_once('*') {
        None => *pattern == action,
        Some((head, tail)) => {
            action.len() >= head.len() + tail.len() && action.starts_with(head) && action.ends_with(tail)
        }
    })
}

/// Whether the event made somebody an owner who wasn't one.
#[must_use]
pub fn makes_owner(event: &NewEvent) -> bool {
    const OWNER: &str = crate::access::Role::Owner.word();
    let was = event.changes.iter().any(|change| change.field == "role" && change.before.as_deref() == Some(OWNER));
    event.source == Source::Platform
        && event.outcome == Outcome::Done
        && means(ROLE_GIVEN, &event.action)
        && event.words.get("role").is_some_and(|role| role == OWNER)
        && !was
}

crate::words! {
    AboutKind {
        Source = "source",
        /// An account, by its name or the source's id.
        Actor = "actor",
        Address = "address",
        /// A person of ours, by id.
        Person = "person",
        /// So many at once that they are told as one.
        Several = "several",
    }
}

/// What an alert is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    pub kind: AboutKind,
    /// By which the timeline finds it; a source's word.
    pub id: String,
    /// As people read it.
    pub name: String,
}

impl About {
    #[must_use]
    pub fn source(source: Source) -> Self {
        Self { kind: AboutKind::Source, id: source.word().to_owned(), name: source.name().to_owned() }
    }

    /// What is open once at most; at most 200 characters.
    #[must_use]
    pub fn key(&self) -> String {
        format!("{}:{}", self.kind.word(), self.id.to_lowercase()).chars().take(200).collect()
    }
}

/// What a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: Rule,
    pub about: About,
    pub tenant: Option<crate::id::TenantId>,
    /// When it began.
    pub since: DateTime<Utc>,
    /// Rises with each occurrence: an alert that knows this mark knows of it. Of an event its sequence; of what lasts,
    /// the microsecond at which it last began anew.
    pub mark: i64,
    /// How many; of what lasts, how many there are now.
    pub count: u64,
}

impl Finding {
    /// Whether the tenant that it is about is told of it, beside the platform.
    #[must_use]
    pub const fn is_tenants(&self) -> bool {
        self.tenant.is_some() && matches!(self.rule, Rule::NewOwner | Rule::PartnerAccess | Rule::FailedSignIns)
    }

    /// The same person can become an owner of two tenants.
    #[must_use]
    pub fn key(&self) -> String {
        let tenant = self.tenant.filter(|_| matches!(self.rule, Rule::NewOwner | Rule::PartnerAccess));
        tenant.map_or_else(|| self.about.key(), |tenant| format!("{}@{tenant}", self.about.key()))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alert {
    /// Rises with every alert.
    pub seq: i64,
    pub id: AlertId,
    pub rule: Rule,
    /// What it is open once for.
    pub key: String,
    pub about: About,
    pub tenant: Option<TenantRef>,
    /// When what it is about began.
    pub since: DateTime<Utc>,
    pub opened: DateTime<Utc>,
    /// When it was last noticed.
    pub seen: DateTime<Utc>,
    pub count: u64,
    pub closed: Option<Closed>,
}

/// The end of an alert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    pub at: DateTime<Utc>,
    /// Who acknowledged it; none where it ended by itself.
    pub by: Option<String>,
    pub note: Option<String>,
}

impl Alert {
    /// Its place among the closed ones.
    #[must_use]
    pub fn cursor(&self) -> Option<Cursor> {
        self.closed.as_ref().map(|closed| Cursor { micros: closed.at.timestamp_micros(), seq: self.seq })
    }
}

crate::words! {
    Channel {
        Mail = "mail",
        Webhook = "webhook",
        /// A letter to who the tenant names in its settings.
        Tenant = "tenant",
    }
}

crate::words! {
    DeliveryState {
        /// Not tried yet, or tried again by itself.
        Waiting = "waiting",
        Sent = "sent",
        /// Given up; a person can have it tried again.
        Failed = "failed",
    }
}

/// An alert on its way to somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    pub id: DeliveryId,
    pub alert: AlertId,
    pub channel: Channel,
    /// An address, or the webhook's scheme and host: its path may be a secret.
    pub to: String,
    pub state: DeliveryState,
    /// Since it was last asked for, with the one that runs.
    pub attempts: u32,
    pub next_try: Option<DateTime<Utc>>,
    pub trouble: Option<Trouble>,
    pub sent: Option<DateTime<Utc>>,
}

/// An alert and what became of its deliveries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub alert: Alert,
    pub deliveries: Vec<Delivery>,
}

/// The page of alerts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alerts {
    /// All of them, the newest first.
    pub open: Vec<Told>,
    /// The one that ended last first.
    pub closed: Vec<Told>,
    /// Where the older ones begin; `None` at the end.
    pub older: Option<Cursor>,
    pub settings: Settings,
}

/// What is watched and who is told, without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Minutes of silence by source; 0 is off.
    pub silent: Vec<(Source, u32)>,
    /// So many in so many minutes; 0 is off.
    pub failed_sign_ins: (u32, u32),
    /// The other rules, and whether they are on.
    pub rules: Vec<(Rule, bool)>,
    pub quiet_minutes: u32,
    pub mail: Vec<String>,
    /// Scheme and host.
    pub webhook: Option<String>,
}

impl Settings {
    #[must_use]
    pub const fn tells_nobody(&self) -> bool {
        self.mail.is_empty() && self.webhook.is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything_and_nothing_else_does() {
        let failed = |action| means(FAILED_SIGN_INS, action);
        assert!(["session.refused", "login_failed", "auth.failed", "security.scan-ban"].into_iter().all(failed));
        assert!(!["session.start", "auth.failed2", "security.ban", "security.ip-blocked", ""].into_iter().any(failed));
        assert!(means(PARTNER_ACCESS, "partner.enter") && !means(PARTNER_ACCESS, "partners.enter"));
    }

    #[test]
    fn a_key_is_short_and_of_one_tenant_where_it_must_be() {
        let about = About { kind: AboutKind::Actor, id: "Ä".repeat(500), name: String::new() };
        assert_eq!(about.key().chars().count(), 200);
        let tenant = crate::id::TenantId::from_uuid(uuid::Uuid::nil());
        let mut finding = Finding {
            rule: Rule::FailedSignIns,
            about: About { kind: AboutKind::Person, id: "P".into(), name: String::new() },
            tenant: Some(tenant),
            since: DateTime::UNIX_EPOCH,
            mark: 0,
            count: 1,
        };
        assert_eq!(finding.key(), "person:p");
        finding.rule = Rule::NewOwner;
        assert_eq!(finding.key(), format!("person:p@{tenant}"));
    }
}
