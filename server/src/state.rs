//! The composition root: everything that is made once, and handed to who needs it.

use std::{fmt, sync::Arc, time::Duration};

use dezky_app::shell::Assets;
use dezky_connect::{
    authentik::{self, Authentik},
    dns::Dns,
    http::Options as HttpOptions,
    ocis::{self, Ocis},
    post::Post,
    stalwart::{self, Stalwart},
    zulip::{self, Zulip},
};
use dezky_domain::{
    ctx::Clock,
    port::{Platform, Services},
};
use dezky_store::Store;
use leptos::config::{Env, LeptosOptions, ReloadWSProtocol};

use crate::{
    alert::Outlets,
    auth::oidc::Providers,
    config::Config,
    http::{address::Network, limit::Limits},
    provision::{
        engines::{Engines, Line},
        hosts::Routes,
        platform::Own,
        seal::Keys,
    },
    service::{self, Shared},
    worker::{heartbeat::Heartbeats, own_account::OwnAccount},
};

/// Cheap to clone: everything in it is shared.
#[derive(Clone)]
pub struct State {
    pub config: Arc<Config>,
    pub store: Store,
    pub clock: Arc<dyn Clock>,
    pub services: Services,
    pub providers: Arc<Providers>,
    pub limits: Arc<Limits>,
    pub trusted: Arc<[Network]>,
    pub heartbeats: Arc<Heartbeats>,
    /// The keys that seal secrets in the database.
    pub keys: Arc<Keys>,
    pub engines: Arc<Engines>,
    /// Whose events are read.
    pub authentik: Option<Arc<Authentik>>,
    pub stalwart: Option<Arc<Stalwart>>,
    pub own_account: Arc<OwnAccount>,
    /// Told when Authentik said that there is something to read.
    pub nudged: Arc<tokio::sync::Notify>,
    /// Megabytes that engines may push at once.
    pub hooks: Arc<tokio::sync::Semaphore>,
    /// How alerts leave.
    pub outlets: Arc<Outlets>,
    /// The routes to tenants' hosts.
    pub routes: Arc<Routes>,
    pub dns: Arc<dyn Dns>,
    /// Told whenever provisioning has work, so that a worker begins at once.
    pub wanted: Arc<tokio::sync::Notify>,
    /// Told when somebody wants the DNS of mail domains looked at.
    pub look_at_dns: Arc<tokio::sync::Notify>,
    /// The same for hosts.
    pub look_at_hosts: Arc<tokio::sync::Notify>,
    /// Names this process among others on one database.
    pub process: Arc<str>,
    /// Told whenever events were stored, so that open timelines look at once.
    pub stored: Arc<tokio::sync::watch::Sender<u64>>,
    pub assets: Assets,
    pub leptos: LeptosOptions,
    pub stop: tokio_util::sync::CancellationToken,
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("State")
    }
}

impl axum::extract::FromRef<State> for LeptosOptions {
    fn from_ref(state: &State) -> Self {
        state.leptos.clone()
    }
}

impl State {
    /// # Errors
    /// What of the configuration can't be used: the key file, the mail server's address, the resolver.
    pub fn new(config: Config, store: Store, clock: Arc<dyn Clock>) -> Result<Self, Unusable> {
        let platform = Arc::new(Platform {
            name: config.platform.name.clone(),
            time_zone: config.platform.time_zone.clone(),
            hosted_in: config.platform.hosted_in.clone(),
            imprint_url: config.platform.imprint_url.clone(),
            privacy_url: config.platform.privacy_url.clone(),
            url: config.web.url.clone(),
            tenant_url: config.web.tenant_url.clone(),
            providers: config.origins(),
            secure: config.web.secure,
            chat: config.zulip.realms,
        });
        let keys = Arc::new(keys(&config)?);
        let http = dezky_connect::http::client(HttpOptions::default());
        let leptos = leptos_options(&config);
        let config = Arc::new(config);
        let routes = Arc::new(Routes { store: store.clone(), config: Arc::clone(&config) });
        let Made { engines, authentik, stalwart } = engines(&config, &store, &routes)?;
        let engines = Arc::new(engines);
        let dns = dezky_connect::dns::System::new().map_err(|trouble| Unusable::new("dns", &trouble))?;
        let outlets = Arc::new(Outlets::new(&config).map_err(|why| Unusable { key: "alerts", why })?);
        let shared = Shared {
            store: store.clone(),
            config: Arc::clone(&config),
            stored: Arc::new(tokio::sync::watch::Sender::new(0)),
            wanted: Arc::new(tokio::sync::Notify::new()),
            engines: Arc::clone(&engines),
            keys: Arc::clone(&keys),
            outlets: Arc::clone(&outlets),
            own_account: Arc::new(OwnAccount::new(stalwart.clone(), store.clone())),
            look_at_dns: Arc::default(),
            look_at_hosts: Arc::default(),
        };
        let oidc = Providers::new(&config.oidc, http, Arc::clone(&clock), store.clone(), Arc::clone(&keys));
        Ok(Self {
            services: service::services(&shared, &platform),
            stored: shared.stored,
            wanted: shared.wanted,
            providers: Arc::new(oidc),
            limits: Arc::new(Limits::new(&config.limits)),
            trusted: config.web.trusted_proxies.iter().filter_map(|text| Network::parse(text)).collect(),
            heartbeats: Arc::new(Heartbeats::new(Arc::clone(&clock))),
            assets: assets(&leptos),
            stop: tokio_util::sync::CancellationToken::new(),
            process: process().into(),
            dns: Arc::new(dns),
            leptos,
            keys,
            engines,
            authentik,
            stalwart,
            own_account: shared.own_account,
            look_at_dns: shared.look_at_dns,
            look_at_hosts: shared.look_at_hosts,
            nudged: Arc::default(),
            hooks: Arc::new(tokio::sync::Semaphore::new(HOOKS)),
            outlets,
            routes,
            config,
            store,
            clock,
        })
    }
}

impl State {
    /// What services are made of, for a worker that does what they do.
    #[must_use]
    pub fn shared(&self) -> Shared {
        Shared {
            store: self.store.clone(),
            config: Arc::clone(&self.config),
            stored: Arc::clone(&self.stored),
            wanted: Arc::clone(&self.wanted),
            engines: Arc::clone(&self.engines),
            keys: Arc::clone(&self.keys),
            outlets: Arc::clone(&self.outlets),
            own_account: Arc::clone(&self.own_account),
            look_at_dns: Arc::clone(&self.look_at_dns),
            look_at_hosts: Arc::clone(&self.look_at_hosts),
        }
    }
}

/// Megabytes of batches that are held at once: two of the largest, or many that are small.
const HOOKS: usize = 66;

/// How long a list of Zulip's realms serves: a round of looks at all tenants costs one.
const LISTED: Duration = Duration::from_secs(60);

/// What of the configuration can't be used.
#[derive(Debug, thiserror::Error)]
#[error("{key}: {why}")]
pub struct Unusable {
    key: &'static str,
    why: String,
}

impl Unusable {
    fn new(key: &'static str, why: &dyn fmt::Debug) -> Self {
        Self { key, why: format!("{why:?}") }
    }
}

fn keys(config: &Config) -> Result<Keys, Unusable> {
    let path = &config.secrets.keys;
    if path.as_os_str().is_empty() {
        return Ok(Keys::default());
    }
    Keys::read(path).map_err(|error| Unusable { key: "secrets.keys", why: error.to_string() })
}

#[derive(Default)]
struct Made {
    engines: Engines,
    authentik: Option<Arc<Authentik>>,
    stalwart: Option<Arc<Stalwart>>,
}

/// Those that are configured, each behind its gate.
fn engines(config: &Arc<Config>, store: &Store, routes: &Arc<Routes>) -> Result<Made, Unusable> {
    if config.authentik.url.is_empty() {
        return Ok(Made::default());
    }
    let client = |seconds: u64| {
        let timeout = Duration::from_secs(seconds);
        dezky_connect::http::client(HttpOptions { timeout, ..HttpOptions::default() })
    };
    let authentik = Arc::new(Authentik::new(
        client(config.authentik.timeout_seconds),
        authentik::Options {
            url: config.authentik.url.clone(),
            token: config.authentik.token.clone(),
            authorization_flow: config.authentik.authorization_flow.clone(),
            invalidation_flow: config.authentik.invalidation_flow.clone(),
            recovery_flow: config.authentik.recovery_flow.clone(),
        },
    ));
    let own = Own {
        store: store.clone(),
        config: Arc::clone(config),
        authentik: Arc::clone(&authentik),
        post: Post::new(&config.mail.url, &config.mail.from).map_err(|why| Unusable { key: "mail", why })?,
        routes: Arc::clone(routes),
    };
    let mut lines = vec![Line::new(Arc::new(own), 4), Line::new(authentik.clone(), config.authentik.at_once)];
    let mut mail = None;
    if !config.stalwart.url.is_empty() {
        let options = stalwart::Options {
            url: config.stalwart.url.clone(),
            token: config.stalwart.token.clone(),
            passwords: config.stalwart.passwords,
        };
        let engine = Arc::new(Stalwart::new(client(config.stalwart.timeout_seconds), options));
        lines.push(Line::new(engine.clone(), config.stalwart.at_once));
        mail = Some(engine);
    }
    if !config.ocis.url.is_empty() {
        let token = config.ocis.token.clone();
        let auth = if config.ocis.user.is_empty() {
            ocis::Auth::Bearer(token)
        } else {
            ocis::Auth::AppToken { user: config.ocis.user.clone(), token }
        };
        let options = ocis::Options { url: config.ocis.url.clone(), auth };
        let engine = Ocis::new(client(config.ocis.timeout_seconds), options);
        lines.push(Line::new(Arc::new(engine), config.ocis.at_once));
    }
    if !config.zulip.socket.as_os_str().is_empty() {
        let options = zulip::Options {
            socket: config.zulip.socket.clone(),
            timeout: Duration::from_secs(config.zulip.timeout_seconds),
            fresh: LISTED,
        };
        lines.push(Line::slow(Arc::new(Zulip::new(options))));
    }
    Ok(Made { engines: Engines::new(lines), authentik: Some(authentik), stalwart: mail })
}

/// The machine's name and the process's number.
fn process() -> String {
    let host = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    format!("{}:{}", host.trim(), std::process::id())
}

fn leptos_options(config: &Config) -> LeptosOptions {
    // Debug builds run under cargo-leptos, which watches; the reload script is left out of every page all the same.
    LeptosOptions::builder()
        .output_name("dezky")
        .site_root(config.web.site.display().to_string())
        .site_pkg_dir("pkg")
        .site_addr(config.web.listen)
        .env(Env::PROD)
        .reload_ws_protocol(ReloadWSProtocol::WS)
        .hash_files(hash_file().is_some())
        .build()
}

/// Written beside the binary by cargo-leptos: lines of `css: <hash>`.
fn hash_file() -> Option<String> {
    let beside = std::env::current_exe().ok()?.parent()?.join("hash.txt");
    std::fs::read_to_string(beside).ok()
}

fn assets(options: &LeptosOptions) -> Assets {
    let hash = hash_file().and_then(|lines| {
        lines.lines().find_map(|line| {
            line.split_once(':').filter(|(file, _)| *file == "css").map(|(_, hash)| hash.trim().to_owned())
        })
    });
    let name = hash.map_or_else(|| options.output_name.to_string(), |hash| format!("{}.{hash}", options.output_name));
    Assets { stylesheet: format!("/pkg/{name}.css").into() }
}
