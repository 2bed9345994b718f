//! The wasm entry: it wakes the islands that a page has. Everything else was rendered on the server.

// Linked for its islands: each exports a function that the page's script finds by name.
use dezky_app as _;
use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
