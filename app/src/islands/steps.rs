//! A tenant's provisioning moves: when a step has changed, the pieces of the page that show it are put in anew. What is
//! being read stays where it is, and so does the focus. Without a script the page is as it was when it was asked for.

mod place;
mod watch;

use std::rc::Rc;

use leptos::prelude::*;

use self::watch::Watch;

/// What changed is said here, one message a step, to who doesn't see it change.
#[island]
pub fn Steps(
    /// Server-sent events: each says the version; those after the one that the address ends with.
    events: String,
    /// The pieces as they are now.
    pieces: String,
    /// The page's.
    version: i64,
    /// What the place is called.
    said: String,
) -> impl IntoView {
    let ready = RwSignal::new(false);
    // Kept by the effect, which runs in the browser alone: what isn't `Send` must not be made on the server, whose
    // threads change.
    Effect::new(move |_: Option<Rc<Watch>>| {
        ready.set(true);
        Watch::begin(events.clone(), pieces.clone(), version)
    });
    view! {
        <div class="vh" id="steps-said" role="log" aria-label=said data-ready=move || ready.get().then_some("")></div>
    }
}
