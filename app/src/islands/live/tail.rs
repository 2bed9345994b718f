//! Listens for what is new and says it on the pill. A stream first; where that is refused for good, a question every
//! few seconds, and the stream again after a while.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use leptos::{
    leptos_dom::helpers::{IntervalHandle, TimeoutHandle},
    prelude::*,
    task::spawn_local,
};
use web_sys::{Event, EventSource, HtmlElement, MessageEvent};

use super::{Said, place};
use crate::islands::{ask, dom::hearing};

const ASK_AGAIN: Duration = Duration::from_secs(5);
const STREAM_AGAIN: Duration = Duration::from_secs(60);
/// More aren't put in one by one: the page is loaded anew.
const MOST: u32 = 99;

#[derive(Debug)]
pub struct Tail {
    /// Each ends with `after=`, so that a sequence can follow.
    events: String,
    count: String,
    rows: String,
    head: Cell<i64>,
    new: Cell<u32>,
    said: Said,
    pill: HtmlElement,
    heard: js_sys::Function,
    broken: js_sys::Function,
    stream: RefCell<Option<EventSource>>,
    asking: Cell<Option<IntervalHandle>>,
    waiting: Cell<Option<TimeoutHandle>>,
}

impl Tail {
    /// Begins to listen. `None` where the page has no place for a pill.
    pub fn begin([events, count, rows]: [String; 3], head: i64, said: Said) -> Option<Rc<Self>> {
        let pill = place::pill()?;
        let tail = Rc::new_cyclic(|tail: &std::rc::Weak<Self>| {
            let (heard, broken, pressed) = (tail.clone(), tail.clone(), tail.clone());
            let heard = hearing(move |event: MessageEvent| {
                let count = event.data().as_string().and_then(|data| data.trim().parse().ok());
                if let (Some(tail), Some(count)) = (heard.upgrade(), count) {
                    tail.tell(count);
                }
            });
            let broken = hearing(move |_: Event| {
                if let Some(tail) = broken.upgrade() {
                    tail.fall_back();
                }
            });
            let pressed = hearing(move |_: Event| {
                if let Some(tail) = pressed.upgrade() {
                    spawn_local(async move { tail.insert().await });
                }
            });
            pill.set_onclick(Some(&pressed));
            Self {
                events,
                count,
                rows,
                head: Cell::new(head),
                new: Cell::new(0),
                said,
                pill,
                heard,
                broken,
                stream: RefCell::new(None),
                asking: Cell::new(None),
                waiting: Cell::new(None),
            }
        });
        tail.listen();
        Some(tail)
    }

    /// Opens the stream; it opens itself again as long as the server doesn't refuse.
    pub fn listen(self: &Rc<Self>) {
        self.stop();
        let Ok(stream) = EventSource::new(&format!("{}{}", self.events, self.head.get())) else {
            return self.fall_back();
        };
        let heard = stream.add_event_listener_with_callback("count", &self.heard);
        stream.set_onerror(Some(&self.broken));
        self.stream.replace(Some(stream));
        if heard.is_err() {
            self.fall_back();
        }
    }

    pub fn stop(&self) {
        if let Some(stream) = self.stream.take() {
            stream.close();
        }
        if let Some(asking) = self.asking.take() {
            asking.clear();
        }
        if let Some(waiting) = self.waiting.take() {
            waiting.clear();
        }
    }

    /// `Stopped at 14:06`, in the page's time zone.
    pub fn stopped(&self) -> String {
        self.said.stopped.replace("{time}", &place::clock(&self.said.zone))
    }

    /// An interruption that the browser mends by itself is none; a refusal is.
    fn fall_back(self: &Rc<Self>) {
        let closed = self.stream.borrow().as_ref().is_none_or(|stream| stream.ready_state() == EventSource::CLOSED);
        if !closed {
            return;
        }
        self.stop();
        let tail = Rc::clone(self);
        let ask = move || {
            let tail = Rc::clone(&tail);
            spawn_local(async move { tail.ask().await });
        };
        self.asking.set(set_interval_with_handle(ask, ASK_AGAIN).ok());
        let tail = Rc::clone(self);
        self.waiting.set(set_timeout_with_handle(move || tail.listen(), STREAM_AGAIN).ok());
    }

    async fn ask(&self) {
        let Some(answer) = ask::fetch(&format!("{}{}", self.count, self.head.get())).await else { return };
        if let Some(count) = ask::text(&answer).await.and_then(|text| text.trim().parse().ok()) {
            self.tell(count);
        }
    }

    fn tell(&self, count: u32) {
        self.new.set(count);
        let word = match count {
            1 => self.said.new_one.clone(),
            count => self.said.new_many.replace("{n}", &most(count)),
        };
        place::show(&self.pill, (count > 0).then_some(&word));
    }

    /// Puts the new entries where they belong in time, and leaves what is being read where it is.
    async fn insert(self: Rc<Self>) {
        if self.new.get() > MOST {
            return place::reload();
        }
        let Some((head, html)) = ask::piece(&format!("{}{}", self.rows, self.head.get()), "X-Head").await else {
            return place::show(&self.pill, Some(&self.said.failed));
        };
        let Some(shown) = place::insert(&html) else { return place::reload() };
        self.head.set(head);
        self.tell(0);
        let word =
            if shown == 1 { self.said.shown_one.clone() } else { self.said.shown_many.replace("{n}", &most(shown)) };
        place::announce(&word);
        // The stream counts from the sequence that it was opened with.
        if self.stream.borrow().is_some() {
            self.listen();
        }
    }
}

fn most(count: u32) -> String {
    if count > MOST { format!("{MOST}+") } else { count.to_string() }
}
