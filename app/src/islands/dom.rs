//! Short words for the page that the server made.

use js_sys::Function;
use leptos::prelude::document;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Element, Event, EventTarget, HtmlElement, KeyboardEvent};

/// Those that fit, in the order of the page.
pub fn all(within: &Element, selector: &str) -> Vec<Element> {
    let Ok(found) = within.query_selector_all(selector) else { return Vec::new() };
    (0..found.length()).filter_map(|place| found.item(place)?.dyn_into().ok()).collect()
}

/// The same of the whole page.
pub fn everywhere(selector: &str) -> Vec<Element> {
    document().document_element().map(|root| all(&root, selector)).unwrap_or_default()
}

pub fn by_id<T: JsCast>(id: &str) -> Option<T> {
    document().get_element_by_id(id)?.dyn_into().ok()
}

/// What of this kind an event happened in.
pub fn within(event: &Event, selector: &str) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest(selector).ok()?
}

/// For as long as the page is there. Whoever listens knows what kind of event that is.
pub fn listen<E: JsCast + 'static>(target: &EventTarget, event: &str, heard: impl Fn(E) + 'static) {
    let _ = target.add_event_listener_with_callback(event, &hearing(heard));
}

/// What a browser calls with an event, for as long as the page is there.
pub fn hearing<E: JsCast + 'static>(heard: impl Fn(E) + 'static) -> Function {
    kept(Box::new(move |event: Event| heard(event.unchecked_into())))
}

/// One kind of closure for all events: each kind takes its room in the page's weight.
fn kept(heard: Box<dyn Fn(Event)>) -> Function {
    Closure::wrap(heard).into_js_value().unchecked_into()
}

pub fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Held with what makes another command of a key.
pub fn is_command(event: &KeyboardEvent) -> bool {
    event.ctrl_key() || event.meta_key() || event.alt_key()
}

/// Whether somebody is typing into something.
pub fn is_typing() -> bool {
    document().active_element().is_some_and(|active| active.matches("input, textarea, select").unwrap_or(false))
}
