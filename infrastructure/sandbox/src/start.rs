//! Starting and stopping: the router, and a server on loopback that carries it.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::authentik::events::Webhook;
use crate::directory::Directory;
use crate::engine::{Engines, System, gate, keep};
use crate::error::Error;
use crate::provider::Provider;
use crate::wire::{Exchange, Line};
use crate::{authentik, control, ocis, oidc, page, stalwart, zulip};

/// How to start.
#[derive(Debug)]
pub struct Options {
    /// 0 for any free one.
    pub port: u16,
    /// Where Dezky is: the addresses of its applications derive from it.
    pub origin: String,
    /// None for the one that is compiled in.
    pub directory: Option<Directory>,
    /// Where the engines' state is read from and written to, so that it outlives the process.
    pub keep: Option<PathBuf>,
    /// Where Authentik's events are sent.
    pub webhook: Option<Webhook>,
    /// Where Stalwart's text logs are written, whatever path its tracers name. None for nowhere.
    pub stalwart_log: Option<PathBuf>,
    /// Where Zulip's sidecar listens, a unix socket. None for nowhere.
    pub zulip: Option<PathBuf>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            origin: "http://localhost:3000".to_owned(),
            directory: None,
            keep: None,
            webhook: None,
            stalwart_log: None,
            zulip: None,
        }
    }
}

/// A running sandbox. Dropped, it stops at once.
#[derive(Debug)]
pub struct Sandbox {
    provider: Arc<Provider>,
    port: u16,
    stop: Option<oneshot::Sender<()>>,
    server: JoinHandle<()>,
    keep: Option<(PathBuf, JoinHandle<()>)>,
    webhooks: JoinHandle<()>,
    zulip: Option<JoinHandle<()>>,
}

impl Sandbox {
    /// Listens on 127.0.0.1 and serves from a task of its own.
    pub async fn start(options: Options) -> Result<Self, Error> {
        let directory = options.directory.map_or_else(|| Directory::built_in(&options.origin), Ok)?;
        let kept = options.keep.as_deref().map(keep::load).transpose()?.flatten();
        let engines = kept.map_or_else(|| Engines::fresh(&directory), Engines::holding);
        let provider = Arc::new(Provider::new(&options.origin, directory, engines, options.stalwart_log)?);
        provider.events.send_to(options.webhook);
        let trouble = |e| Error::io(format!("cannot listen on 127.0.0.1:{}", options.port))(e);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(trouble)?;
        let port = listener.local_addr().map_err(trouble)?.port();
        let sidecar = options.zulip.as_deref().map(zulip::listen).transpose()?;
        let (stop, stopped) = oneshot::channel::<()>();
        let app = router(Arc::clone(&provider)).into_make_service_with_connect_info::<Line>();
        let server = tokio::spawn(async move {
            let until = async {
                let _ = stopped.await;
            };
            // It can only fail to accept, and then nobody is there to be told.
            let _ = axum::serve(Exchange(listener), app).with_graceful_shutdown(until).await;
        });
        let keep = options.keep.map(|file| {
            let writer = tokio::spawn(keep::run(Arc::clone(&provider), file.clone()));
            (file, writer)
        });
        let webhooks = tokio::spawn(stalwart::events::run(Arc::clone(&provider)));
        let zulip = sidecar.map(|listener| tokio::spawn(zulip::run(Arc::clone(&provider), listener)));
        Ok(Self { provider, port, stop: Some(stop), server, keep, webhooks, zulip })
    }

    /// `http://localhost:PORT`, without a slash at the end.
    pub fn base_url(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The issuer of an application, with its slash at the end.
    pub fn issuer(&self, client_id: &str) -> String {
        format!("{}/application/o/{client_id}/", self.base_url())
    }

    /// Directory, journal and misbehaviour, for tests in the same process.
    pub fn provider(&self) -> &Provider {
        &self.provider
    }

    /// Stops accepting, and gives calls that are under way two seconds.
    pub async fn shutdown(mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        self.provider.stalwart_events.stop();
        let _ = tokio::time::timeout(Duration::from_secs(2), &mut self.server).await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.server.abort();
        self.webhooks.abort();
        if let Some(sidecar) = &self.zulip {
            sidecar.abort();
        }
        if let Some((file, writer)) = &self.keep {
            writer.abort();
            // Nobody is left to be told.
            let _ = keep::save(&self.provider, file);
        }
    }
}

/// Everything that the sandbox serves.
pub fn router(provider: Arc<Provider>) -> Router {
    Router::new()
        .route("/", get(oidc::home))
        .route("/sandbox/style.css", get(page::style))
        .merge(oidc::routes())
        .merge(control::routes())
        .merge(authentik::routes(&provider))
        .merge(stalwart::routes())
        .merge(ocis::routes())
        .fallback(page::not_found)
        .layer(from_fn_with_state(Arc::clone(&provider), gate))
        .layer(from_fn_with_state(Arc::clone(&provider), guard))
        .with_state(provider)
}

/// Lets in only who calls this machine by a name of this machine, and from no foreign page; notes the call, unless the
/// gate does.
async fn guard(State(provider): State<Arc<Provider>>, request: Request, next: Next) -> Response {
    if is_foreign(&request) {
        return (StatusCode::FORBIDDEN, "the sandbox answers this machine only").into_response();
    }
    let path = request.uri().path();
    let quiet = matches!(path, "/sandbox/journal" | "/sandbox/style.css") || System::of(path).is_some();
    let what = format!("{} {}", request.method(), request.uri());
    let answer = next.run(request).await;
    if !quiet {
        provider.journal.note("call", what, answer.status().as_str());
    }
    answer
}

fn is_foreign(request: &Request) -> bool {
    let named = |name| request.headers().get(name).and_then(|v| v.to_str().ok());
    let host = named(header::HOST).is_some_and(|host| !oidc::is_loopback(host));
    let page =
        named(header::ORIGIN).is_some_and(|o| o.split_once("://").is_none_or(|(_, host)| !oidc::is_loopback(host)));
    host || (page && request.uri().path().starts_with("/sandbox/"))
}
