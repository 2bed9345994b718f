//! The launcher moves: arrows go from tile to tile, `/` to the filter, and typing there filters at once. Without a script
//! the filter is a form.

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
        ready.set(true);
    });
    view! { <span hidden data-tiles="" data-ready=move || ready.get().then_some("")></span> }
}
