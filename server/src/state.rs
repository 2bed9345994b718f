//! The composition root: everything that is made once, and handed to who needs it.

use std::{fmt, sync::Arc};

use dezky_app::shell::Assets;
use dezky_connect::http::Options as HttpOptions;
use dezky_domain::{
    ctx::Clock,
    launch::{App, AppTile, LinkTile},
    port::{Platform, Services},
};
use dezky_store::Store;
use leptos::config::{Env, LeptosOptions, ReloadWSProtocol};

use crate::{
    auth::oidc::Providers,
    config::Config,
    http::{address::Network, limit::Limits},
    service,
    worker::heartbeat::Heartbeats,
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
    #[must_use]
    pub fn new(config: Config, store: Store, clock: Arc<dyn Clock>) -> Self {
        let platform = Arc::new(Platform {
            name: config.platform.name.clone(),
            time_zone: config.platform.time_zone.clone(),
            hosted_in: config.platform.hosted_in.clone(),
            url: config.web.url.clone(),
            tenant_url: config.web.tenant_url.clone(),
            providers: config.oidc.origins(),
            secure: config.web.secure,
        });
        let http = dezky_connect::http::client(HttpOptions::default());
        let leptos = leptos_options(&config);
        let config = Arc::new(config);
        let stored = Arc::new(tokio::sync::watch::Sender::new(0));
        let services = service::services(&config, &store, &platform, &stored);
        Self {
            providers: Arc::new(Providers::new(&config.oidc, http, Arc::clone(&clock))),
            limits: Arc::new(Limits::new(&config.limits)),
            trusted: config.web.trusted_proxies.iter().filter_map(|text| Network::parse(text)).collect(),
            heartbeats: Arc::new(Heartbeats::new(Arc::clone(&clock))),
            assets: assets(&leptos),
            stop: tokio_util::sync::CancellationToken::new(),
            leptos,
            stored,
            services,
            config,
            store,
            clock,
        }
    }
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

/// The tiles of a tenant, as the configuration has them.
#[must_use]
pub fn tiles(config: &Config, slug: &str) -> (Vec<AppTile>, Vec<LinkTile>) {
    let apps = config
        .launcher
        .apps
        .iter()
        .filter_map(|entry| Some(AppTile { app: App::parse(&entry.app)?, url: entry.url.replace("{slug}", slug) }));
    let links = config.launcher.links.get(slug).into_iter().flatten().map(|link| LinkTile {
        name: link.name.clone(),
        url: link.url.clone(),
        icon: link.icon.clone(),
    });
    (apps.collect(), links.collect())
}
