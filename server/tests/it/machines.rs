//! What `dezky work` answers where `metrics.listen` says so: machines, and nothing else.

use std::net::SocketAddr;

use axum::{
    body::Body,
    extract::ConnectInfo,
    http::{Request, StatusCode},
};
use dezky_server::{
    config::{Config, Outside},
    http,
};
use tower::ServiceExt as _;

use crate::support::World;

async fn asked(world: &World, path: &str, peer: &str) -> StatusCode {
    let mut request = Request::get(path).body(Body::empty()).unwrap();
    request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().unwrap()));
    http::machines(&world.state).oneshot(request).await.unwrap().status()
}

#[tokio::test]
async fn a_worker_answers_machines_and_nothing_else() {
    let world = World::new().await;
    let (here, elsewhere) = ("127.0.0.1:40000", "192.0.2.7:40000");
    for path in ["/healthz", "/readyz"] {
        assert_eq!(asked(&world, path, elsewhere).await, StatusCode::OK, "{path}");
    }
    assert_eq!(asked(&world, "/metrics", here).await, StatusCode::OK);
    assert_eq!(asked(&world, "/metrics", elsewhere).await, StatusCode::UNAUTHORIZED);
    for path in ["/", "/sign-in", "/internal/traefik", "/hooks/stalwart", "/brand/acme/f4b942.css"] {
        assert_eq!(asked(&world, path, here).await, StatusCode::NOT_FOUND, "{path}");
    }
}

#[test]
fn where_others_reach_it_a_token_is_asked_for() {
    let load = |metrics: &str| {
        let file = Some(("dezky.toml".into(), format!("[metrics]\n{metrics}")));
        Config::load(&Outside { file, ..Outside::default() }).map(drop).map_err(|error| error.to_string())
    };
    assert_eq!(load("listen = '127.0.0.1:3001'"), Ok(()));
    assert_eq!(load("listen = '0.0.0.0:3001'\ntoken = 'of some length'"), Ok(()));
    assert!(load("listen = '0.0.0.0:3001'").unwrap_err().starts_with("metrics.token"));
    assert!(load("listen = 'everywhere'").unwrap_err().starts_with("metrics.listen"));
}
