//! The types of events that the sandbox knows, a part of the real ones: those that it makes and those that Dezky asks
//! for. A webhook or tracer that names another is refused as a whole, as the real one does it.

use super::Level::{self, Debug, Error, Info, Trace, Warn};

/// A type of event.
#[derive(Debug)]
pub struct Known {
    pub name: &'static str,
    pub level: Level,
    /// As a log line has it.
    pub words: &'static str,
    /// At the end of every id of this type; those of the recordings are theirs.
    pub number: u32,
}

const fn known(name: &'static str, level: Level, words: &'static str, number: u32) -> Known {
    Known { name, level, words, number }
}

pub static KNOWN: &[Known] = &LIST;
const LIST: [Known; 64] = [
    known("acme.auth-error", Warn, "ACME authentication error", 5),
    known("acme.auth-too-many-attempts", Warn, "Too many ACME authentication attempts", 6),
    known("acme.error", Error, "ACME error", 20),
    known("acme.order-completed", Info, "ACME order completed", 10),
    known("acme.order-invalid", Warn, "ACME order invalid", 13),
    known("acme.order-start", Info, "ACME order started", 8),
    known("acme.process-cert", Info, "Processing ACME certificate", 7),
    known("auth.client-registration", Info, "OAuth Client registration", 30),
    known("auth.credential-expired", Debug, "Credential expired", 34),
    known("auth.error", Error, "Authentication error", 31),
    known("auth.failed", Debug, "Authentication failed", 35),
    known("auth.mfa-required", Trace, "Missing MFA token for authentication", 36),
    known("auth.success", Info, "Authentication successful", 37),
    known("auth.token-expired", Debug, "OAuth token expired", 38),
    known("auth.too-many-attempts", Warn, "Too many authentication attempts", 39),
    known("auth.warning", Debug, "Authentication warning", 40),
    known("delivery.completed", Info, "Delivery completed", 80),
    known("delivery.delivered", Info, "Message delivered", 81),
    known("delivery.dsn-perm-fail", Info, "DSN permanent failure notification", 82),
    known("delivery.dsn-success", Info, "DSN success notification", 83),
    known("delivery.dsn-temp-fail", Info, "DSN temporary failure notification", 84),
    known("delivery.failed", Info, "Delivery failed", 85),
    known("dkim.signature-created", Info, "DKIM signature created", 596),
    known("dkim.signature-deleted", Info, "DKIM signature deleted", 597),
    known("dkim.signature-published", Info, "DKIM signature published", 598),
    known("dkim.signature-retired", Info, "DKIM signature retired", 599),
    known("dkim.signature-retiring", Info, "DKIM signature retiring", 600),
    known("dns.record-created", Info, "DNS record created", 610),
    known("dns.record-creation-failed", Warn, "DNS record creation failed", 611),
    known("dns.record-deletion-failed", Debug, "DNS record deletion failed", 612),
    known("dns.record-propagated", Info, "DNS record propagated", 613),
    known("dns.record-propagation-timeout", Warn, "DNS record propagation timeout", 614),
    known("jmap.forbidden", Debug, "JMAP operation forbidden", 220),
    known("jmap.invalid-arguments", Debug, "Invalid JMAP arguments", 221),
    known("jmap.method-call", Debug, "JMAP method call", 223),
    known("jmap.unknown-method", Debug, "Unknown JMAP method", 232),
    known("limit.quota", Debug, "Quota limit reached", 240),
    known("limit.too-many-requests", Warn, "Too many requests", 241),
    known("message-ingest.ham", Info, "Message ingested", 283),
    known("message-ingest.spam", Info, "Possible spam message ingested", 284),
    known("queue.authenticated-message-queued", Info, "Queued message submission for delivery", 381),
    known("queue.message-queued", Info, "Queued message for delivery", 382),
    known("registry.build-error", Error, "Configuration build error", 560),
    known("registry.write-error", Error, "Registry write error", 561),
    known("security.abuse-ban", Info, "Banned due to abuse", 32),
    known("security.authentication-ban", Info, "Banned due to authentication errors", 33),
    known("security.ip-allow-expired", Info, "IP allow expired", 549),
    known("security.ip-block-expired", Info, "IP block expired", 550),
    known("security.ip-blocked", Info, "Blocked IP address", 318),
    known("security.ip-unauthorized", Info, "Unauthorized IP address", 551),
    known("security.loiter-ban", Info, "Banned due to loitering", 553),
    known("security.scan-ban", Info, "Banned due to scan", 554),
    known("security.unauthorized", Info, "Unauthorized access", 552),
    known("server.bootstrap-mode", Warn, "Server started in bootstrap mode", 390),
    known("server.recovery-mode", Warn, "Server started in recovery mode", 391),
    known("server.shutdown", Info, "Shutting down Stalwart Server", 392),
    known("server.startup", Info, "Starting Stalwart Server", 393),
    known("server.startup-error", Error, "Server startup error", 394),
    known("task-manager.task-failed", Warn, "Task failed during processing", 587),
    known("task-manager.task-queued", Info, "Task queued for processing", 588),
    known("telemetry.journal-error", Warn, "Journal collector error", 420),
    known("telemetry.log-error", Warn, "Log collector error", 421),
    known("telemetry.otel-exporter-error", Warn, "OpenTelemetry exporter error", 422),
    known("telemetry.webhook-error", Warn, "Webhook collector error", 423),
];

/// The same by name alone, for what takes a list of them.
pub const NAMES: &[&str] = &NAME_LIST;
const NAME_LIST: [&str; 64] = {
    let mut names = [""; 64];
    let mut at = 0;
    while at < names.len() {
        names[at] = LIST[at].name;
        at += 1;
    }
    names
};

pub fn of(name: &str) -> Option<&'static Known> {
    KNOWN.iter().find(|known| known.name == name)
}
