//! Configuration in layers: the commented `default.toml` that is compiled in, then `dezky.toml`, then the environment.
//! A key that doesn't exist or a value that can't be names itself and says where it came from.

use std::{collections::BTreeMap, net::SocketAddr, path::PathBuf};

use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use thiserror::Error;

mod alerts;
mod check;
mod engines;
mod layers;
mod listing;

pub use self::alerts::Alerts;
pub use self::engines::{Authentik, Mail, Ocis, Provision, RepairPolicy, Secrets, Stalwart, Traefik, Zulip};

pub use listing::{Setting, settings};

pub const DEFAULT: &str = include_str!("default.toml");

#[derive(Debug, Error)]
pub enum ConfigError {
    #[error("{key} ({origin}): there is no such key; `dezky config` lists them all")]
    Unknown { key: String, origin: String },
    #[error("{key}: {why}")]
    Value { key: String, why: String },
    #[error("{0}")]
    Layers(#[from] config::ConfigError),
}

#[derive(Debug, Clone, Deserialize)]
pub struct Config {
    pub platform: Platform,
    pub web: Web,
    pub database: Database,
    pub session: Session,
    pub oidc: Oidc,
    pub sources: Sources,
    pub audit: Audit,
    pub alerts: Alerts,
    pub launcher: Launcher,
    pub provision: Provision,
    pub secrets: Secrets,
    pub authentik: Authentik,
    pub stalwart: Stalwart,
    pub ocis: Ocis,
    pub zulip: Zulip,
    pub mail: Mail,
    pub traefik: Traefik,
    pub limits: Limits,
    pub metrics: Metrics,
    pub log: Log,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Platform {
    pub name: String,
    pub domain: String,
    pub time_zone: String,
    pub hosted_in: String,
    pub imprint_url: String,
    pub privacy_url: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Web {
    pub listen: SocketAddr,
    pub url: String,
    pub tenant_url: String,
    pub secure: bool,
    pub trusted_proxies: Vec<String>,
    pub site: PathBuf,
    pub body_kib: usize,
    pub timeout_seconds: u64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Database {
    pub url: SecretString,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Session {
    pub idle_minutes: i64,
    pub absolute_hours: i64,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Oidc {
    pub issuer: String,
    pub client_id: String,
    pub client_secret: SecretString,
    pub scopes: Vec<String>,
    pub shared_subjects: String,
    pub recovery_url: String,
    pub tenants: BTreeMap<String, TenantClient>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct TenantClient {
    pub issuer: String,
    pub client_id: String,
    pub client_secret: SecretString,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Sources {
    pub ocis: OcisSource,
    pub authentik: AuthentikSource,
    pub stalwart: StalwartSource,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Audit {
    pub retention_days: u32,
}

impl Audit {
    /// None keeps events for ever.
    #[must_use]
    pub const fn retention(&self) -> Option<u32> {
        if self.retention_days == 0 { None } else { Some(self.retention_days) }
    }
}

#[derive(Debug, Clone, Deserialize)]
pub struct AuthentikSource {
    pub poll_seconds: u64,
    pub overlap_seconds: u32,
    pub first: FirstLook,
    pub webhook_secret: SecretString,
}

/// Where a source that is asked begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FirstLook {
    Everything,
    Now,
}

#[derive(Debug, Clone, Deserialize)]
pub struct StalwartSource {
    pub path: PathBuf,
    pub poll_ms: u64,
    pub line_kib: usize,
    pub webhook_secret: SecretString,
    pub webhook_url: String,
    pub log_directory: String,
    pub mail: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub struct OcisSource {
    pub path: PathBuf,
    pub poll_ms: u64,
    pub line_kib: usize,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Launcher {
    pub apps: Vec<AppEntry>,
    pub links: BTreeMap<String, Vec<LinkEntry>>,
}

#[derive(Debug, Clone, Deserialize)]
pub struct AppEntry {
    pub app: String,
    pub url: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct LinkEntry {
    pub name: String,
    pub url: String,
    pub icon: String,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Limits {
    pub sign_in_per_minute: u32,
    pub asks_per_hour: u32,
    pub live_per_person: usize,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Metrics {
    pub token: SecretString,
    /// Where `dezky work` answers; empty for nowhere.
    pub listen: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    Pretty,
    Json,
}

#[derive(Debug, Clone, Deserialize)]
pub struct Log {
    pub format: LogFormat,
    pub filter: String,
}

/// What of the outside the configuration is read from; handed in, so that tests don't touch the process.
#[derive(Debug, Clone, Default)]
pub struct Outside {
    /// `dezky.toml`'s path and content.
    pub file: Option<(PathBuf, String)>,
    pub environment: BTreeMap<String, String>,
}

impl Outside {
    /// The process's environment, and `file` or, where that isn't given, `dezky.toml` if it is there.
    ///
    /// # Errors
    /// `Value` when a file that was asked for can't be read.
    pub fn read(file: Option<PathBuf>) -> Result<Self, ConfigError> {
        let asked = file.is_some();
        let path = file.unwrap_or_else(|| PathBuf::from("dezky.toml"));
        let file = match std::fs::read_to_string(&path) {
            Ok(content) => Some((path, content)),
            Err(_) if !asked => None,
            Err(error) => {
                return Err(ConfigError::Value { key: path.display().to_string(), why: error.to_string() });
            }
        };
        Ok(Self { file, environment: std::env::vars().collect() })
    }
}

impl Config {
    /// # Errors
    /// Names the key, what is wrong with it, and where it came from.
    pub fn load(outside: &Outside) -> Result<Self, ConfigError> {
        let config: Self = layers::layers(outside)?.try_deserialize()?;
        config.check()?;
        Ok(config)
    }

    #[must_use]
    pub fn database_url(&self) -> &str {
        self.database.url.expose_secret()
    }

    /// Scheme, host and port of every issuer, each once: of the configured ones, and of Authentik, where provisioned
    /// tenants have theirs.
    #[must_use]
    pub fn origins(&self) -> Vec<String> {
        let issuers = std::iter::once(&self.oidc.issuer).chain(self.oidc.tenants.values().map(|client| &client.issuer));
        let all = issuers.map(String::as_str).chain(std::iter::once(self.public_authentik()));
        let origin = |issuer: &str| {
            let (scheme, rest) = issuer.split_once("://")?;
            Some(format!("{scheme}://{}", rest.split('/').next()?))
        };
        all.filter_map(origin).collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    }

    /// Authentik's address as browsers know it: the issuers' beginning.
    #[must_use]
    pub fn public_authentik(&self) -> &str {
        let Authentik { url, public_url, .. } = &self.authentik;
        if public_url.is_empty() { url } else { public_url }
    }

    /// A tenant's own host.
    #[must_use]
    pub fn tenant_url(&self, slug: &str) -> String {
        self.web.tenant_url.replace("{slug}", slug)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outside(file: &str, environment: &[(&str, &str)]) -> Outside {
        Outside {
            file: Some(("dezky.toml".into(), file.to_owned())),
            environment: environment.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        }
    }

    #[test]
    fn the_defaults_load_and_the_environment_has_the_last_word() {
        assert_eq!(Config::load(&Outside::default()).unwrap().web.body_kib, 64);
        let config = Config::load(&outside(
            "[web]\nbody_kib = 1\nlisten = '127.0.0.1:1'",
            &[("DEZKY__WEB__BODY_KIB", "2"), ("HOME", "/"), ("DEZKY__WEB__TRUSTED_PROXIES", "10.0.0.0/8,127.0.0.1")],
        ));
        let web = config.unwrap().web;
        assert_eq!((web.body_kib, web.listen.port(), web.trusted_proxies.len()), (2, 1, 2));
    }

    #[test]
    fn a_wrong_key_or_value_names_itself() {
        let error = |outside: &Outside| Config::load(outside).unwrap_err().to_string();
        assert!(error(&outside("[web]\nport = 1", &[])).contains("web.port (dezky.toml)"));
        assert!(error(&outside("", &[("DEZKY__WEB__PORT", "1")])).contains("web.port (environment)"));
        assert!(error(&outside("[web]\nbody_kib = 'many'", &[])).contains("web.body_kib"));
        assert!(error(&outside("[platform]\ntime_zone = 'Mars/North'", &[])).contains("platform.time_zone"));
        assert!(
            error(&outside("[web]\nurl = 'http://dezky.eu'\ntenant_url='http://{slug}.dezky.eu'", &[]))
                .contains("web.secure")
        );
        assert!(error(&outside("[oidc.tenants.acme]\nclient = 'x'", &[])).contains("oidc.tenants.acme.client"));
    }

    #[test]
    fn realms_are_off_and_want_people_first() {
        let off = Config::load(&Outside::default()).unwrap().zulip;
        assert!(!off.realms && off.socket.as_os_str().is_empty());
        let engines = "[authentik]\nurl = 'https://a.example'\ntoken = 'x'\n[secrets]\nkeys = 'k'\n";
        let realms = |more: &str| Config::load(&outside(&format!("{engines}[zulip]\n{more}"), &[]));
        let on = realms("realms = true\nsocket = '/run/zulip/realms.sock'").unwrap().zulip;
        assert_eq!((on.realms, on.timeout_seconds), (true, 150), "longer than the lease, which is renewed meanwhile");
        for wrong in ["socket = '/run/zulip/realms.sock'", "realms = true\ntimeout_seconds = 0"] {
            assert!(realms(wrong).unwrap_err().to_string().starts_with("zulip."), "{wrong}");
        }
        let alone = Config::load(&outside("[zulip]\nrealms = true", &[])).unwrap_err();
        assert!(alone.to_string().starts_with("zulip.realms"));
    }

    #[test]
    fn a_secret_comes_from_a_file_and_is_never_shown() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "0123\n").unwrap();
        let outside = outside("", &[("DEZKY__OIDC__CLIENT_SECRET_FILE", file.path().to_str().unwrap())]);
        let config = Config::load(&outside).unwrap();
        assert_eq!(config.oidc.client_secret.expose_secret(), "0123");
        assert!(!format!("{config:?}").contains("0123"));
        assert!(settings(&outside).unwrap().iter().all(|setting| !setting.value.contains("0123")));
    }
}
