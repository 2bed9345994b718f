//! The command palette: Ctrl or ⌘ and K open it from anywhere, and so do the links that lead to the page that finds. What
//! it lists is made by the server; here are its keys.

mod list;

use std::rc::Rc;

use leptos::prelude::*;

use self::list::Palette;

#[island]
pub fn Finder(
    /// The page that finds the same.
    page: String,
    /// The list alone; ends with `q=`, so that what is asked for can follow.
    rows: String,
    /// How many were found, `{n}` where it isn't one.
    one: String,
    many: String,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    // Kept by the effect, which runs in the browser alone: what isn't `Send` must not be made on the server, whose
    // threads change.
    Effect::new(move |_: Option<Option<Rc<Palette>>>| {
        let palette = Palette::begin([page.clone(), rows.clone(), one.clone(), many.clone()]);
        ready.set(palette.is_some());
        // It stands on every page of who is signed in, and so it wakes what needs no island of its own.
        super::copy::begin();
        // Before the keys: Escape is for what is open, if anything is.
        super::ticks::begin();
        super::keys::begin();
        super::again::begin();
        palette
    });
    view! { <span hidden data-palette="" data-ready=move || ready.get().then_some("")></span> }
}
