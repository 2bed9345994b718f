//! The built files: style sheet, script, wasm, fonts, icons. Those with a hash in their name are kept forever. What the
//! build compressed is served as it is.

use axum::{
    Router,
    http::{HeaderValue, header},
};
use tower::ServiceBuilder;
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

use crate::state::State;

pub fn files(state: &State) -> Router<State> {
    let site = &state.config.web.site;
    let kept = |value: &'static str| {
        ServiceBuilder::new()
            .layer(SetResponseHeaderLayer::overriding(header::CACHE_CONTROL, HeaderValue::from_static(value)))
    };
    let directory = |name: &str| ServeDir::new(site.join(name)).precompressed_br();
    // Without hashes in their names, as in a development build, files are asked for again each time.
    let hashed = if state.leptos.hash_files { "public, max-age=31536000, immutable" } else { "no-cache" };
    let mut router = Router::new()
        .nest_service("/pkg", kept(hashed).service(directory("pkg")))
        .nest_service("/fonts", kept("public, max-age=2592000").service(directory("fonts")));
    for name in ["icons.svg", "favicon.svg", "robots.txt"] {
        let file = ServeFile::new(site.join(name)).precompressed_br();
        router = router.route_service(&format!("/{name}"), kept("public, max-age=3600").service(file));
    }
    router
}
