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
    let watch = StoredValue::new_local(None::<Rc<Watch>>);
    Effect::new(move |_| {
        watch.set_value(Some(Watch::begin(events.clone(), pieces.clone(), version)));
        ready.set(true);
    });
    view! {
        <div class="vh" id="steps-said" role="log" aria-label=said data-ready=move || ready.get().then_some("")></div>
    }
}
