//! The launcher moves: arrows go from tile to tile, `/` to the filter, typing there filters at once, and where tiles are
//! arranged they can be dragged. Without a script the filter is a form and the buttons move them.

mod drag;
mod keys;

use leptos::prelude::*;

#[island]
pub fn Tiles(
    /// What the filter says once it has a script.
    hint: String,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    Effect::new(move |_: Option<()>| {
        keys::begin(&hint);
        drag::begin();
        ready.set(true);
    });
    view! { <span hidden data-tiles="" data-ready=move || ready.get().then_some("")></span> }
}
