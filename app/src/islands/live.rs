//! The line moves: how many events are new is told as it happens, and they are put in when somebody asks for them. What
//! is being read never moves by itself. Without a script there is no button, and a reload does the same.

mod place;
mod tail;

use std::rc::Rc;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use self::tail::Tail;

/// The island's texts, filled in by the server but for `{n}` and `{time}`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Said {
    pub live: String,
    pub stopped: String,
    pub new_one: String,
    pub new_many: String,
    pub shown_one: String,
    pub shown_many: String,
    pub failed: String,
    /// The time zone that the page's times are in, as an IANA name.
    pub zone: String,
}

/// The button in the page's head. The pill stands in the day's header, in the place that the server left for it.
#[island]
pub fn Live(
    /// Server-sent events: how many there are after the sequence that the address ends with.
    events: String,
    /// The same as a plain number, for when there is no stream.
    count: String,
    /// Those events, as entries.
    rows: String,
    /// The highest sequence when the page was made.
    head: i64,
    said: Said,
) -> impl IntoView {
    let (ready, on, since) = (RwSignal::new(false), RwSignal::new(true), RwSignal::new(String::new()));
    let live = said.live.clone();
    // Kept by the effect, which runs in the browser alone: what isn't `Send` must not be made on the server, whose
    // threads change.
    Effect::new(move |tail: Option<Option<Rc<Tail>>>| {
        let listens = on.get();
        let Some(tail) = tail else {
            ready.set(true);
            return Tail::begin([events.clone(), count.clone(), rows.clone()], head, said.clone());
        };
        if let Some(tail) = &tail {
            if listens {
                tail.listen();
            } else {
                tail.stop();
            }
            since.set(if listens { String::new() } else { tail.stopped() });
        }
        tail
    });
    let toggle = move |_| on.update(|on| *on = !*on);
    view! {
        <span class="small muted" role="status">{since}</span>
        <button class="btn" class:invisible=move || !ready.get() type="button" on:click=toggle
            aria-pressed=move || if on.get() { "true" } else { "false" }
            data-live=move || if on.get() { "on" } else { "off" }
            data-ready=move || ready.get().then_some("")>
            <span class="pulse"></span>
            {live}
        </button>
    }
}
