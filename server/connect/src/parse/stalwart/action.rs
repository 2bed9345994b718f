//! Every type of event that is known, in one place: how it is told, its class, and how it came out.

use dezky_domain::audit::{
    Class::{self, Mutation, Noise, Security},
    Outcome::{self, Done, Failed, Refused},
};

/// What an event is about, which decides how it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    SignIn,
    /// Somebody who didn't get in: whose name was typed isn't who typed it.
    Attempt,
    /// A program asked to be let in on people's behalf.
    Client,
    /// An address is kept out from now on, or no longer.
    Ban,
    /// A known account asked for what it may not have.
    Denied,
    Call,
    Key,
    Record,
    Certificate,
    /// A message on its way; `Delivered` into a mailbox here.
    Mail,
    Delivered,
    Quota,
    /// The server itself.
    Server,
    /// Something of the server's doesn't work.
    Trouble,
    /// Known, and told by nothing but its type.
    Other,
    Unknown,
}

/// facts/stalwart.md §5.4, with the names that the list of events of 0.16.18 has for its families. All are names that
/// Stalwart knows: a webhook that names one it doesn't is refused as a whole.
///
/// `auth.failed` without a name and `jmap.method-call` of what only reads become noise when they are read.
pub const ACTIONS: &[(&str, Kind, Class, Outcome)] = &[
    ("auth.success", Kind::SignIn, Security, Done),
    ("auth.failed", Kind::Attempt, Security, Refused),
    ("auth.error", Kind::Attempt, Security, Failed),
    ("auth.too-many-attempts", Kind::Attempt, Security, Refused),
    ("auth.mfa-required", Kind::Attempt, Security, Refused),
    ("auth.credential-expired", Kind::Attempt, Security, Refused),
    ("auth.token-expired", Kind::Attempt, Noise, Refused),
    ("auth.client-registration", Kind::Client, Security, Done),
    ("security.authentication-ban", Kind::Ban, Security, Done),
    ("security.abuse-ban", Kind::Ban, Security, Done),
    ("security.scan-ban", Kind::Ban, Security, Done),
    ("security.loiter-ban", Kind::Ban, Security, Done),
    ("security.ip-blocked", Kind::Ban, Security, Refused),
    ("security.ip-block-expired", Kind::Ban, Security, Done),
    ("security.ip-allow-expired", Kind::Ban, Security, Done),
    ("security.ip-unauthorized", Kind::Denied, Security, Refused),
    ("security.unauthorized", Kind::Denied, Security, Refused),
    (METHOD_CALL, Kind::Call, Mutation, Done),
    ("jmap.forbidden", Kind::Denied, Security, Refused),
    ("dkim.signature-created", Kind::Key, Mutation, Done),
    ("dkim.signature-published", Kind::Key, Mutation, Done),
    ("dkim.signature-retiring", Kind::Key, Mutation, Done),
    ("dkim.signature-retired", Kind::Key, Mutation, Done),
    ("dkim.signature-deleted", Kind::Key, Mutation, Done),
    ("dns.record-created", Kind::Record, Mutation, Done),
    ("dns.record-propagated", Kind::Record, Noise, Done),
    ("dns.record-creation-failed", Kind::Record, Mutation, Failed),
    ("dns.record-deletion-failed", Kind::Record, Mutation, Failed),
    ("dns.record-propagation-timeout", Kind::Record, Mutation, Failed),
    ("acme.order-start", Kind::Certificate, Noise, Done),
    ("acme.order-completed", Kind::Certificate, Mutation, Done),
    ("acme.process-cert", Kind::Certificate, Noise, Done),
    ("acme.order-invalid", Kind::Certificate, Mutation, Failed),
    ("acme.auth-error", Kind::Certificate, Mutation, Failed),
    ("acme.auth-too-many-attempts", Kind::Certificate, Mutation, Failed),
    ("acme.error", Kind::Certificate, Mutation, Failed),
    ("queue.authenticated-message-queued", Kind::Mail, Noise, Done),
    ("queue.message-queued", Kind::Mail, Noise, Done),
    ("message-ingest.ham", Kind::Delivered, Noise, Done),
    ("message-ingest.spam", Kind::Delivered, Noise, Done),
    ("delivery.delivered", Kind::Mail, Noise, Done),
    ("delivery.completed", Kind::Mail, Noise, Done),
    ("delivery.failed", Kind::Mail, Noise, Failed),
    ("delivery.dsn-success", Kind::Mail, Noise, Done),
    ("delivery.dsn-temp-fail", Kind::Mail, Noise, Failed),
    ("delivery.dsn-perm-fail", Kind::Mail, Noise, Failed),
    ("limit.quota", Kind::Quota, Noise, Refused),
    (STARTUP, Kind::Server, Mutation, Done),
    ("server.shutdown", Kind::Server, Mutation, Done),
    ("server.startup-error", Kind::Server, Mutation, Failed),
    ("server.recovery-mode", Kind::Server, Mutation, Done),
    ("server.bootstrap-mode", Kind::Server, Mutation, Done),
    ("registry.build-error", Kind::Trouble, Mutation, Failed),
    ("registry.write-error", Kind::Trouble, Mutation, Failed),
    // What is written elsewhere for us to read may be missing from here on.
    ("telemetry.webhook-error", Kind::Trouble, Security, Failed),
    ("telemetry.log-error", Kind::Trouble, Security, Failed),
    ("telemetry.journal-error", Kind::Trouble, Noise, Failed),
    ("telemetry.otel-exporter-error", Kind::Trouble, Noise, Failed),
];

pub(super) const METHOD_CALL: &str = "jmap.method-call";
pub(super) const STARTUP: &str = "server.startup";

/// Groups of events, or parts of groups, of which nothing else is told: what a server does all day. A type that begins
/// like none of these and isn't listed is unknown, which is kept and shown.
const ALL_DAY: &[&str] = &[
    "ai.",
    "arc.",
    "auth.warning",
    "calendar.",
    "cluster.",
    "dane.",
    "delivery.",
    "dkim.",
    "dmarc.",
    "eval.",
    "http.",
    "imap.",
    "incoming-report.",
    "iprev.",
    "jmap.",
    "limit.",
    "mail-auth.",
    "manage-sieve.",
    "message-ingest.",
    "milter.",
    "mta-hook.",
    "mta-sts.",
    "network.",
    "outgoing-report.",
    "pop3.",
    "push-subscription.",
    "queue.",
    "registry.build-warning",
    "resource.",
    "sieve.",
    "smtp.",
    "spam.",
    "spf.",
    "store.",
    "task-manager.",
    "telemetry.metrics-",
    "tls.",
    "tls-rpt.",
    "web-dav.",
];

/// How an event of that type is told, by itself.
pub(super) fn of(kind: &str) -> (Kind, Class, Outcome) {
    if let Some((_, told, class, outcome)) = ACTIONS.iter().find(|(word, ..)| *word == kind) {
        return (*told, *class, *outcome);
    }
    if ALL_DAY.iter().any(|begin| kind.starts_with(begin)) {
        (Kind::Other, Noise, Done)
    } else {
        (Kind::Unknown, Class::Unknown, Done)
    }
}

/// Whether an event tells of people's mail: personal data, to be asked for only where somebody wants it.
#[must_use]
pub fn is_mail(kind: &str) -> bool {
    matches!(of(kind).0, Kind::Mail | Kind::Delivered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_type_is_listed_twice() {
        let words: std::collections::BTreeSet<_> = ACTIONS.iter().map(|(word, ..)| word).collect();
        assert_eq!(words.len(), ACTIONS.len());
    }

    #[test]
    fn what_is_new_is_shown_and_what_goes_on_all_day_is_not() {
        assert_eq!(of("auth.session-stolen").1, Class::Unknown);
        assert_eq!(of("security.new-ban").1, Class::Unknown);
        assert_eq!(of("teapot.short").1, Class::Unknown);
        assert_eq!(of("").1, Class::Unknown);
        assert_eq!(of("store.cache-hit").1, Noise);
        assert_eq!(of("dkim.pass").1, Noise);
        assert_eq!(of("dkim.signature-created").1, Mutation);
    }

    #[test]
    fn mail_is_told_apart() {
        assert!(is_mail("message-ingest.spam") && is_mail("queue.message-queued"));
        assert!(!is_mail("auth.failed") && !is_mail("limit.quota") && !is_mail("nothing"));
    }
}
