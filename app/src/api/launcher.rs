//! What somebody does to their own launcher: moves and pins tiles, hides what was announced.

use leptos::prelude::*;

/// The launcher, or the page on which it is arranged, at the tile that was moved.
#[cfg(feature = "ssr")]
fn page(arranging: bool, key: &str) -> String {
    if arranging { crate::backend::address("/", &[("arrange", "1"), ("at", key)]) } else { "/".to_owned() }
}

/// One of these is the key of a tile, or `order` are the keys of a section's tiles with a space between them.
/// `arranging` is there on the page on which tiles are arranged.
#[server(prefix = "/api", endpoint = "launcher/arrange")]
pub async fn arrange_tile(
    up: Option<String>,
    down: Option<String>,
    pin: Option<String>,
    unpin: Option<String>,
    order: Option<String>,
    arranging: Option<String>,
) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, PRESSED, answer};
    use dezky_domain::{
        AppError,
        access::Action,
        launch::{Arrange, TileKey},
    };

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let pressed = [(Arrange::Up, up), (Arrange::Down, down), (Arrange::Pin, pin), (Arrange::Unpin, unpin)];
    let pressed = pressed.into_iter().find_map(|(how, key)| Some((how, key?)));
    let at = pressed.as_ref().map(|(_, key)| key.clone()).unwrap_or_default();
    let arranged = async {
        backend.ctx.require(Action::ArrangeLauncher)?;
        let key = |key: &str| key.parse::<TileKey>().map_err(|()| AppError::Missing);
        let launchers = &backend.services.launchers;
        match pressed {
            Some((how, pressed)) => launchers.arrange(&backend.ctx, key(&pressed)?, how).await,
            None => {
                let keys = order.unwrap_or_default();
                let keys: dezky_domain::Result<Vec<_>> = keys.split_whitespace().take(200).map(key).collect();
                launchers.order(&backend.ctx, &keys?).await
            }
        }
    };
    let to = page(arranging.is_some(), &at);
    let done = arranged.await.map(|()| Done { path: to.clone(), said: None });
    answer(&backend, Form { name: PRESSED, page: to, typed: &[] }, done).await
}

#[server(prefix = "/api", endpoint = "announcements/hide")]
pub async fn hide_announcement(id: String) -> Result<(), ServerFnError> {
    use super::answer::{Done, Form, PRESSED, answer};
    use dezky_domain::{AppError, access::Action};

    let backend = crate::backend::backend().map_err(|_| ServerFnError::new("no backend"))?;
    let hidden = async {
        backend.ctx.require(Action::ArrangeLauncher)?;
        let id = id.parse().map_err(|_| AppError::Missing)?;
        backend.services.launchers.hide(&backend.ctx, id).await
    };
    let done = hidden.await.map(|()| Done { path: page(false, ""), said: None });
    answer(&backend, Form { name: PRESSED, page: page(false, ""), typed: &[] }, done).await
}
