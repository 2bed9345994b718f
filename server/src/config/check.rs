//! What a value must be beyond its type. Each message says what was expected.

use std::net::SocketAddr;

use dezky_domain::{launch::App, tenant::Slug};

use secrecy::ExposeSecret as _;

use super::{Config, ConfigError};

impl Config {
    fn check_sources(&self) -> Result<(), ConfigError> {
        let wrong = |key: &str, why: &str| Err(ConfigError::Value { key: key.to_owned(), why: why.to_owned() });
        let (authentik, stalwart) = (&self.sources.authentik, &self.sources.stalwart);
        if authentik.overlap_seconds < 120 {
            return wrong("sources.authentik.overlap_seconds", "at least 120 was expected");
        }
        if stalwart.poll_ms < 50 {
            return wrong("sources.stalwart.poll_ms", "at least 50 was expected");
        }
        if stalwart.line_kib == 0 {
            return wrong("sources.stalwart.line_kib", "at least 1 was expected");
        }
        for (key, secret) in [
            ("sources.authentik.webhook_secret", &authentik.webhook_secret),
            ("sources.stalwart.webhook_secret", &stalwart.webhook_secret),
        ] {
            if (1..32).contains(&secret.expose_secret().len()) {
                return wrong(key, "at least 32 characters were expected");
            }
        }
        if !stalwart.webhook_url.is_empty() {
            web_address("sources.stalwart.webhook_url", &stalwart.webhook_url)?;
            if stalwart.webhook_secret.expose_secret().is_empty() {
                return wrong("sources.stalwart.webhook_secret", "a secret was expected, since webhook_url is set");
            }
        }
        Ok(())
    }

    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let wrong = |key: &str, why: &str| Err(ConfigError::Value { key: key.to_owned(), why: why.to_owned() });
        if self.platform.time_zone.parse::<chrono_tz::Tz>().is_err() {
            return wrong("platform.time_zone", "an IANA name such as Europe/Copenhagen was expected");
        }
        let legal = [
            ("platform.imprint_url", &self.platform.imprint_url),
            ("platform.privacy_url", &self.platform.privacy_url),
        ];
        for (key, url) in legal.into_iter().filter(|(_, url)| !url.is_empty()) {
            web_address(key, url)?;
        }
        let url: Result<http::Uri, _> = self.web.url.parse();
        let Some(host) = url.as_ref().ok().and_then(http::Uri::host) else {
            return wrong("web.url", "an address such as https://app.dezky.eu was expected");
        };
        if !self.metrics.listen.is_empty() {
            let Ok(listen) = self.metrics.listen.parse::<SocketAddr>() else {
                return wrong(
                    "metrics.listen",
                    "an address with a port such as 127.0.0.1:3001 was expected, or nothing",
                );
            };
            // Whoever forwards to this machine comes from this machine.
            if !listen.ip().is_loopback() && self.metrics.token.expose_secret().is_empty() {
                return wrong("metrics.token", "a token was expected, since metrics.listen is open to other machines");
            }
        }
        if self.web.url.ends_with('/') {
            return wrong("web.url", "an address without a slash at its end was expected");
        }
        if self.web.tenant_url.matches("{slug}.").count() != 1 {
            return wrong("web.tenant_url", "an address with {slug} as its first label was expected");
        }
        let local = host == "localhost" || host.ends_with(".localhost") || host == "127.0.0.1";
        if !self.web.secure && !local {
            return wrong("web.secure", "true was expected: web.url isn't this machine");
        }
        if self.web.secure && !(self.web.url.starts_with("https://") && self.web.tenant_url.starts_with("https://")) {
            return wrong("web.url", "https was expected, since web.secure is true");
        }
        for proxy in &self.web.trusted_proxies {
            if crate::http::address::Network::parse(proxy).is_none() {
                return wrong(
                    "web.trusted_proxies",
                    &format!("an address or a network such as 10.0.0.0/8 was expected, not {proxy}"),
                );
            }
        }
        if self.session.idle_minutes < 1 || self.session.absolute_hours < 1 {
            return wrong("session", "life times of at least one minute and one hour were expected");
        }
        if (1..30).contains(&self.audit.retention_days) {
            return wrong("audit.retention_days", "0 or at least 30 was expected");
        }
        if !self.oidc.recovery_url.is_empty() {
            web_address("oidc.recovery_url", &self.oidc.recovery_url)?;
        }
        if self.sources.ocis.poll_ms < 50 {
            return wrong("sources.ocis.poll_ms", "at least 50 was expected");
        }
        if self.sources.ocis.line_kib == 0 {
            return wrong("sources.ocis.line_kib", "at least 1 was expected");
        }
        self.check_sources()?;
        self.check_engines()?;
        self.alerts.check(&self.mail)?;
        if self.limits.sign_in_per_minute == 0 {
            return wrong("limits.sign_in_per_minute", "at least 1 was expected");
        }
        if self.limits.asks_per_hour == 0 {
            return wrong("limits.asks_per_hour", "at least 1 was expected");
        }
        for entry in &self.launcher.apps {
            if App::parse(&entry.app).is_none() {
                return wrong(
                    "launcher.apps",
                    &format!("{} is not one of mail, calendar, files, office, chat, meet", entry.app),
                );
            }
            web_address("launcher.apps", &entry.url)?;
        }
        for (slug, links) in &self.launcher.links {
            if Slug::parse(slug).is_err() {
                return wrong("launcher.links", &format!("{slug} is not a tenant's slug"));
            }
            links.iter().try_for_each(|link| web_address("launcher.links", &link.url))?;
        }
        Ok(())
    }

    fn check_engines(&self) -> Result<(), ConfigError> {
        let wrong = |key: &str, why: &str| Err(ConfigError::Value { key: key.to_owned(), why: why.to_owned() });
        let provision = &self.provision;
        if provision.workers == 0
            || provision.look_seconds < 1
            || provision.lease_seconds < 1
            || provision.grace_days < 0
        {
            return wrong(
                "provision",
                "at least one worker, one second between looks and one of a lease were expected",
            );
        }
        let engines = [
            ("authentik", &self.authentik.url, &self.authentik.token),
            ("stalwart", &self.stalwart.url, &self.stalwart.token),
            ("ocis", &self.ocis.url, &self.ocis.token),
        ];
        for (name, url, token) in engines.into_iter().filter(|(_, url, _)| !url.is_empty()) {
            web_address(&format!("{name}.url"), url)?;
            if url.ends_with('/') {
                return wrong(&format!("{name}.url"), "an address without a slash at its end was expected");
            }
            if token.expose_secret().is_empty() {
                return wrong(&format!("{name}.token"), "a token was expected, since the engine's url is set");
            }
        }
        let zulip = &self.zulip;
        if !zulip.socket.as_os_str().is_empty() && !zulip.realms {
            return wrong("zulip.realms", "true was expected, since zulip.socket is set");
        }
        if zulip.realms && self.authentik.url.is_empty() {
            return wrong("zulip.realms", "authentik.url was expected as well: people come first");
        }
        if zulip.timeout_seconds == 0 {
            return wrong("zulip.timeout_seconds", "at least 1 was expected");
        }
        if self.authentik.url.is_empty() {
            return match engines.iter().find(|(_, url, _)| !url.is_empty()) {
                Some((name, ..)) => {
                    wrong(&format!("{name}.url"), "authentik.url was expected as well: people come first")
                }
                None => Ok(()),
            };
        }
        // A letter is two calls and the mail server's: a lease that ended meanwhile would have them made twice. Zulip's
        // take longer, and making a realm twice makes one.
        let slowest = [&self.authentik.timeout_seconds, &self.stalwart.timeout_seconds, &self.ocis.timeout_seconds];
        let slowest = i64::try_from(slowest.into_iter().max().copied().unwrap_or_default()).unwrap_or(i64::MAX);
        if provision.lease_seconds < slowest.saturating_mul(2).saturating_add(5) {
            return wrong(
                "provision.lease_seconds",
                "more than twice the longest timeout_seconds of the engines, and five, was expected",
            );
        }
        if self.secrets.keys.as_os_str().is_empty() {
            return wrong(
                "secrets.keys",
                "a key file was expected, since authentik.url is set; `dezky secrets key` writes one",
            );
        }
        if !self.mail.url.expose_secret().is_empty() && self.mail.from.is_empty() {
            return wrong("mail.from", "a sender was expected, since mail.url is set");
        }
        Ok(())
    }
}

/// A link on a page leads to the web and nowhere else: `javascript:` runs, `data:` shows a stranger's page.
fn web_address(key: &str, url: &str) -> Result<(), ConfigError> {
    if url.starts_with("https://") || url.starts_with("http://") {
        return Ok(());
    }
    Err(ConfigError::Value { key: key.to_owned(), why: format!("{url} is not an http or https address") })
}
