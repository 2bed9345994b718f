//! The section about alerts: what is watched, and who is told. What each setting means stands in `default.toml`.

use dezky_domain::{
    alert::{Channel, Rule, Settings},
    audit::Source,
    language::Language,
    member::Email,
};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use super::{ConfigError, Mail};

/// The shortest secret that signs.
const SECRET: usize = 16;

#[derive(Debug, Clone, Deserialize)]
pub struct Alerts {
    pub mail: Vec<String>,
    pub language: String,
    pub quiet_minutes: u32,
    pub gap: bool,
    pub quarantine: bool,
    pub new_owner: bool,
    pub partner_access: bool,
    pub failed_sign_ins: u32,
    pub failed_sign_ins_minutes: u32,
    pub silent_minutes: SilentMinutes,
    pub webhook: Webhook,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub struct SilentMinutes {
    pub authentik: u32,
    pub ocis: u32,
    pub stalwart: u32,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Webhook {
    /// Its path may be a secret.
    pub url: SecretString,
    pub secret: SecretString,
    pub timeout_seconds: u64,
}

impl Webhook {
    #[must_use]
    pub fn is_off(&self) -> bool {
        self.url.expose_secret().is_empty()
    }

    /// Scheme, host and port: what may be shown.
    #[must_use]
    pub fn origin(&self) -> Option<String> {
        let (scheme, rest) = self.url.expose_secret().split_once("://")?;
        Some(format!("{scheme}://{}", rest.split(['/', '?', '#']).next().unwrap_or_default()))
    }
}

impl Alerts {
    /// Minutes of silence after which a source is silent; 0 is never. The platform itself isn't heard of: it is here.
    /// Zulip tells nothing.
    #[must_use]
    pub const fn silent_minutes(&self, source: Source) -> u32 {
        match source {
            Source::Platform | Source::Zulip => 0,
            Source::Authentik => self.silent_minutes.authentik,
            Source::Ocis => self.silent_minutes.ocis,
            Source::Stalwart => self.silent_minutes.stalwart,
        }
    }

    /// Whether anything is looked for by this rule.
    #[must_use]
    pub fn is_on(&self, rule: Rule) -> bool {
        match rule {
            Rule::SourceSilent => Source::HEARD.iter().any(|source| self.silent_minutes(*source) > 0),
            Rule::Gap => self.gap,
            Rule::Quarantine => self.quarantine,
            Rule::FailedSignIns => self.failed_sign_ins > 0,
            Rule::NewOwner => self.new_owner,
            Rule::PartnerAccess => self.partner_access,
        }
    }

    /// Who is told of a new alert.
    #[must_use]
    pub fn recipients(&self) -> Vec<(Channel, String)> {
        let mail = self.mail.iter().map(|to| (Channel::Mail, to.clone()));
        mail.chain(self.webhook.origin().map(|origin| (Channel::Webhook, origin))).collect()
    }

    #[must_use]
    pub fn language(&self) -> Language {
        Language::parse(&self.language).unwrap_or(Language::English)
    }

    /// As operators see it.
    #[must_use]
    pub fn settings(&self) -> Settings {
        let others = [Rule::Gap, Rule::Quarantine, Rule::NewOwner, Rule::PartnerAccess];
        let sources = Source::HEARD.iter().filter(|source| **source != Source::Platform);
        Settings {
            silent: sources.map(|source| (*source, self.silent_minutes(*source))).collect(),
            failed_sign_ins: (self.failed_sign_ins, self.failed_sign_ins_minutes),
            rules: others.map(|rule| (rule, self.is_on(rule))).to_vec(),
            quiet_minutes: self.quiet_minutes,
            mail: self.mail.clone(),
            webhook: self.webhook.origin(),
        }
    }

    pub(super) fn check(&self, mail: &Mail) -> Result<(), ConfigError> {
        let wrong = |key: &str, why: &str| Err(ConfigError::Value { key: key.to_owned(), why: why.to_owned() });
        if let Some(odd) = self.mail.iter().find(|address| Email::parse(address).is_err()) {
            return wrong("alerts.mail", &format!("addresses such as ops@dezky.eu were expected, not {odd}"));
        }
        if !self.mail.is_empty() && (mail.url.expose_secret().is_empty() || mail.from.is_empty()) {
            return wrong("mail.url", "a mail server and mail.from were expected, since alerts.mail is set");
        }
        if Language::parse(&self.language).is_none() {
            return wrong("alerts.language", "one of en, de, fr, da was expected");
        }
        if self.quiet_minutes == 0 {
            return wrong("alerts.quiet_minutes", "at least 1 was expected");
        }
        // What is counted is kept until the alert: a limit of millions would keep millions.
        if self.failed_sign_ins > 1_000 || !(1..=1_440).contains(&self.failed_sign_ins_minutes) {
            return wrong("alerts.failed_sign_ins", "at most 1000 within at most 1440 minutes were expected");
        }
        if self.webhook.is_off() {
            return Ok(());
        }
        if !dezky_connect::hook::may_send(self.webhook.url.expose_secret()) {
            return wrong("alerts.webhook.url", "https://… was expected, or http:// on this machine");
        }
        if self.webhook.secret.expose_secret().len() < SECRET {
            return wrong(
                "alerts.webhook.secret",
                "at least 16 characters were expected, since alerts.webhook.url is set",
            );
        }
        if !(1..=60).contains(&self.webhook.timeout_seconds) {
            return wrong("alerts.webhook.timeout_seconds", "1 to 60 was expected");
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Config, Outside, settings};

    fn load(file: &str) -> Result<Config, String> {
        let file = Some(("dezky.toml".into(), file.to_owned()));
        Config::load(&Outside { file, ..Outside::default() }).map_err(|error| error.to_string())
    }

    #[test]
    fn a_setting_that_cannot_be_names_itself() {
        let post = "[mail]\nurl = 'file:///tmp/x'\nfrom = 'a@b.example'\n";
        for (file, key) in [
            ("[alerts]\nmail = ['x']".to_owned(), "alerts.mail"),
            ("[alerts]\nmail = ['ops@x.example']".to_owned(), "mail.url"),
            ("[alerts]\nlanguage = 'xx'".to_owned(), "alerts.language"),
            ("[alerts]\nquiet_minutes = 0".to_owned(), "alerts.quiet_minutes"),
            ("[alerts]\nfailed_sign_ins = 100000".to_owned(), "alerts.failed_sign_ins"),
            (
                "[alerts.webhook]\nurl = 'http://x.example/'\nsecret = '0123456789abcdef'".to_owned(),
                "alerts.webhook.url",
            ),
            ("[alerts.webhook]\nurl = 'https://x.example/'\nsecret = 'short'".to_owned(), "alerts.webhook.secret"),
        ] {
            let error = load(&file).unwrap_err();
            assert!(error.starts_with(key), "{error}");
        }
        let config = load(&format!("{post}[alerts]\nmail = ['ops@x.example']")).unwrap();
        assert_eq!(config.alerts.recipients().len(), 1);
    }

    #[test]
    fn the_hooks_secrets_are_shown_nowhere() {
        let file = "[alerts.webhook]\nurl = 'https://x.example:1/T0KEN?a=b'\nsecret = '0123456789abcdef'";
        let config = load(file).unwrap();
        assert_eq!(config.alerts.webhook.origin().as_deref(), Some("https://x.example:1"));
        assert!(!format!("{config:?}").contains("T0KEN") && !format!("{config:?}").contains("0123456789abcdef"));
        let outside = Outside { file: Some(("d".into(), file.to_owned())), ..Outside::default() };
        let all = settings(&outside).unwrap();
        let shown = |key: &str| all.iter().find(|one| one.key == key).unwrap().value.clone();
        assert_eq!(shown("alerts.webhook.secret"), "••••••");
        assert_eq!(shown("alerts.webhook.url"), "https://x.example:1/••••••");
    }
}
