//! Listens for a newer version and fetches it. Versions that come faster than the answers are one question.

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
    time::Duration,
};

use leptos::{leptos_dom::helpers::set_timeout, task::spawn_local};
use web_sys::{Event, EventSource, MessageEvent};

use super::place;
use crate::islands::{ask, dom::hearing};

/// After a refusal; an interruption the browser mends by itself.
const AGAIN: Duration = Duration::from_secs(10);

#[derive(Debug)]
pub struct Watch {
    /// Ends with `after=`, so that a version can follow.
    events: String,
    pieces: String,
    /// The page's version, and the newest that was heard of.
    version: Cell<i64>,
    newest: Cell<i64>,
    asking: Cell<bool>,
    heard: js_sys::Function,
    broken: js_sys::Function,
    stream: RefCell<Option<EventSource>>,
}

impl Watch {
    /// Begins to listen.
    pub fn begin(events: String, pieces: String, version: i64) -> Rc<Self> {
        let watch = Rc::new_cyclic(|watch: &Weak<Self>| {
            let (heard, broken) = (watch.clone(), watch.clone());
            let heard = hearing(move |event: MessageEvent| {
                let version = event.data().as_string().and_then(|data| data.trim().parse().ok());
                if let (Some(watch), Some(version)) = (heard.upgrade(), version) {
                    watch.hear(version);
                }
            });
            let broken = hearing(move |_: Event| {
                if let Some(watch) = broken.upgrade() {
                    watch.fall_back();
                }
            });
            Self {
                events,
                pieces,
                version: Cell::new(version),
                newest: Cell::new(version),
                asking: Cell::new(false),
                heard,
                broken,
                stream: RefCell::new(None),
            }
        });
        place::count_choices();
        watch.listen();
        watch
    }

    fn listen(self: &Rc<Self>) {
        let Ok(stream) = EventSource::new(&format!("{}{}", self.events, self.version.get())) else {
            return self.fall_back();
        };
        let heard = stream.add_event_listener_with_callback("version", &self.heard);
        stream.set_onerror(Some(&self.broken));
        self.stream.replace(Some(stream));
        if heard.is_err() {
            self.fall_back();
        }
    }

    /// Where no stream can be had, the page asks by itself, and tries for a stream again.
    fn fall_back(self: &Rc<Self>) {
        let closed = self.stream.borrow().as_ref().is_none_or(|stream| stream.ready_state() == EventSource::CLOSED);
        if !closed {
            return;
        }
        if let Some(stream) = self.stream.take() {
            stream.close();
        }
        let watch = Rc::clone(self);
        set_timeout(
            move || {
                watch.listen();
                watch.hear(i64::MAX);
            },
            AGAIN,
        );
    }

    fn hear(self: &Rc<Self>, version: i64) {
        if version <= self.version.get() {
            return;
        }
        self.newest.set(version.max(self.newest.get()));
        if !self.asking.replace(true) {
            let watch = Rc::clone(self);
            spawn_local(async move { watch.catch_up().await });
        }
    }

    async fn catch_up(&self) {
        while self.version.get() < self.newest.get() {
            let asked = self.newest.get();
            let Some((version, html)) = ask::piece(&self.pieces, "X-Version").await else { break };
            place::put(&html);
            self.version.set(version);
            // An answer that is older than what was heard of won't get newer by asking at once.
            if version < asked {
                break;
            }
        }
        self.newest.set(self.version.get());
        self.asking.set(false);
    }
}
