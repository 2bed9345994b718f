//! `dezky serve` and `dezky work`

use std::{net::SocketAddr, process::ExitCode, sync::Arc};

use axum::Router;
use dezky_domain::ctx::Clock;
use dezky_store::Store;
use tokio::net::TcpListener;

use super::Failure;
use crate::{config::Config, http, lifecycle::Lifecycle, state::State, telemetry, worker};

pub async fn serve(config: Config, clock: Arc<dyn Clock>, workers: bool) -> Result<ExitCode, Failure> {
    let listen = config.web.listen;
    let state = start(config, clock).await?;
    let lifecycle = Lifecycle::new(state.stop.clone())?;
    // Bound before anything runs: a port that is taken is said at once.
    let listener = bind("web.listen", listen).await?;
    if workers {
        worker::spawn(&lifecycle, &state);
    }
    answer(&lifecycle, &state, listener, http::router(&state));
    tracing::info!(url = state.config.web.url, %listen, workers, "serving");
    Ok(lifecycle.run().await)
}

pub async fn work(config: Config, clock: Arc<dyn Clock>) -> Result<ExitCode, Failure> {
    let listen: Option<SocketAddr> = config.metrics.listen.parse().ok();
    let state = start(config, clock).await?;
    let lifecycle = Lifecycle::new(state.stop.clone())?;
    if let Some(listen) = listen {
        let listener = bind("metrics.listen", listen).await?;
        answer(&lifecycle, &state, listener, http::machines(&state));
    }
    worker::spawn(&lifecycle, &state);
    tracing::info!(listen = state.config.metrics.listen, "working");
    Ok(lifecycle.run().await)
}

async fn bind(key: &str, listen: SocketAddr) -> Result<TcpListener, Failure> {
    Ok(TcpListener::bind(listen).await.map_err(|error| format!("{key} {listen}: {error}"))?)
}

fn answer(lifecycle: &Lifecycle, state: &State, listener: TcpListener, router: Router) {
    let router = router.into_make_service_with_connect_info::<SocketAddr>();
    let stop = state.stop.clone();
    lifecycle.spawn("web", async move {
        let serving = axum::serve(listener, router).with_graceful_shutdown(async move { stop.cancelled().await });
        if let Err(error) = serving.await {
            tracing::error!(%error, "the web server ended");
        }
    });
}

async fn start(config: Config, clock: Arc<dyn Clock>) -> Result<State, Failure> {
    telemetry::logs(&config.log)?;
    let recorder = telemetry::metrics()?;
    if http::health::RECORDER.set(recorder).is_err() {
        return Err("metrics were set up twice".into());
    }
    let store = Store::connect(config.database_url(), Arc::clone(&clock)).await?;
    store.migrate().await?;
    Ok(State::new(config, store, clock)?)
}
