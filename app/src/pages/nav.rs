//! The central navigation: the tiles as other pages of the tenant show them, in data and as a small document without any
//! script.

use dezky_domain::launch::Tile;
use leptos::prelude::*;
use serde::Serialize;

use super::launcher::told;
use crate::{
    Backend,
    shell::{Assets, Document},
    ui::Icon,
};

/// One tile, as an engine's header needs it.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    pub name: String,
    pub url: String,
    /// Phosphor's name of its icon, without a weight.
    pub icon: String,
    /// `apps` or `links`.
    pub group: &'static str,
    pub pinned: bool,
}

#[must_use]
pub fn entries(backend: &Backend, tiles: &[Tile]) -> Vec<Entry> {
    let entry = |tile: &Tile| Entry {
        name: told(backend.text, tile).0,
        url: tile.url.clone(),
        icon: tile.icon.clone(),
        group: if tile.is_app() { "apps" } else { "links" },
        pinned: tile.pinned,
    };
    tiles.iter().map(entry).collect()
}

/// A whole document for a frame: its links lead the page around it.
#[must_use]
pub fn document(backend: Backend, assets: Assets, entries: Vec<Entry>) -> String {
    Owner::new_root(None).with(|| {
        provide_context(backend.clone());
        provide_context(assets);
        leptos_meta::provide_meta_context();
        let title = backend.text.say("launcher-title");
        let rows = entries.into_iter().map(|entry| {
            let rel = (entry.group == "links").then_some("noreferrer");
            view! {
                <li>
                    <a class="tile" href=entry.url target="_top" rel=rel>
                        <Icon name=format!("{}-regular", entry.icon) size="i-24"/><b>{entry.name}</b>
                    </a>
                </li>
            }
        });
        let rows = rows.collect_view();
        view! {
            <Document backend=Some(backend) title=title.clone()>
                <nav class="central" aria-label=title><ul class="tiles small">{rows}</ul></nav>
            </Document>
        }
        .to_html()
    })
}
