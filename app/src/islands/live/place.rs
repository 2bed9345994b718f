//! Where things go in the page that the server made: the pill in the day's header, entries in their day's list.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FocusOptions, HtmlElement};

use crate::islands::dom::everywhere;

/// The same arrow as everywhere.
const ARROW: &str = r##"<svg class="i" aria-hidden="true"><use href="/icons.svg#arrow-up-bold"></use></svg>"##;

/// The pill, hidden, in its place; what it says is announced since its place is a status.
pub fn pill() -> Option<HtmlElement> {
    let pill: HtmlElement = document().create_element("button").ok()?.dyn_into().ok()?;
    // It stands where a focused element is scrolled away from the sticky bars; the margins say that it is seen there.
    pill.set_class_name("pill -scroll-mt-s8 scroll-mb-s7");
    pill.set_attribute("type", "button").ok()?;
    pill.set_hidden(true);
    document().get_element_by_id("new")?.append_child(&pill).ok()?;
    Some(pill)
}

/// Shows the pill with a word, or takes it away. The word is ours, but it is still not HTML.
pub fn show(pill: &HtmlElement, word: Option<&str>) {
    pill.set_hidden(word.is_none());
    if let Some(word) = word {
        pill.set_inner_html(ARROW);
        if pill.append_with_str_1(word).is_err() {
            pill.set_text_content(Some(word));
        }
    }
}

/// Said to who doesn't see the page.
pub fn announce(word: &str) {
    let Some(place) = document().get_element_by_id("new") else { return };
    let said = place.query_selector(".vh").ok().flatten().or_else(|| {
        let said = document().create_element("p").ok()?;
        said.set_class_name("vh");
        place.append_child(&said).ok()?;
        Some(said)
    });
    if let Some(said) = said {
        said.set_text_content(Some(word));
    }
}

/// Puts entries where they belong in time and says how many. `None` when one is of a day that the page doesn't have
/// yet: then the page must be made anew.
pub fn insert(html: &str) -> Option<u32> {
    let newest = document().get_element_by_id("line")?;
    let fresh = document().create_element("ol").ok()?;
    fresh.set_inner_html(html);
    let entries = children(&fresh);
    let ends = number(&newest, "data-until").unwrap_or(f64::MAX);
    if entries.iter().any(|entry| number(entry, "data-at").is_some_and(|at| at >= ends)) {
        return None;
    }
    let kept = held();
    let mut shown = 0;
    let mut top: Option<Element> = None;
    // The oldest first: of two with the same time, the newer comes to stand above.
    for entry in entries.iter().rev() {
        if document().get_element_by_id(&entry.id()).is_some() {
            continue;
        }
        let at = number(entry, "data-at")?;
        // What is older than all that is shown will come with the older pages.
        let Some(day) = day(at) else { continue };
        let before = children(&day).into_iter().find(|other| number(other, "data-at").is_some_and(|other| other <= at));
        day.insert_before(entry, before.as_deref()).ok()?;
        top = Some(entry.clone());
        shown += 1;
    }
    for gone in ["nothing", "quiet"] {
        if let Some(gone) = document().get_element_by_id(gone) {
            gone.remove();
        }
    }
    if let Some((element, offset)) = &kept {
        window().scroll_by_with_x_and_y(0.0, element.get_bounding_client_rect().top() - offset);
    }
    focus(top.as_ref(), kept.is_some());
    Some(shown)
}

/// The list of the day that a moment falls into.
fn day(at: f64) -> Option<Element> {
    everywhere("ol[data-from]").into_iter().find(|day| number(day, "data-from").is_some_and(|from| from <= at))
}

/// The entry at the upper edge of what is seen, and how far down it is. `None` where the head of the line is in view:
/// there the new entries are to be seen, and the others make room.
fn held() -> Option<(Element, f64)> {
    let line = document().get_element_by_id("line")?;
    if line.get_bounding_client_rect().top() >= 0.0 {
        return None;
    }
    let entries = everywhere("ol[data-from] > li");
    let seen = entries.into_iter().find(|entry| entry.get_bounding_client_rect().bottom() > 0.0)?;
    let offset = seen.get_bounding_client_rect().top();
    Some((seen, offset))
}

/// The pill is gone, so the focus goes to the first of the new entries; without scrolling where something is being read.
fn focus(entry: Option<&Element>, still: bool) {
    let summary = entry.and_then(|entry| entry.query_selector("summary, a").ok().flatten());
    if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        let options = FocusOptions::new();
        options.set_prevent_scroll(still);
        let _ = summary.focus_with_options(&options);
    }
}

fn children(of: &Element) -> Vec<Element> {
    let all = of.children();
    (0..all.length()).filter_map(|place| all.item(place)).collect()
}

/// Read by the browser: Rust's own tables for it are a twentieth of the page's weight.
fn number(element: &Element, attribute: &str) -> Option<f64> {
    Some(js_sys::parse_float(&element.get_attribute(attribute)?)).filter(|number| !number.is_nan())
}

pub fn reload() {
    let _ = window().location().reload();
}

/// `14:06` in a time zone, by the browser's own calendar.
pub fn clock(zone: &str) -> String {
    let options = js_sys::Object::new();
    for (key, value) in [("timeZone", zone), ("hour", "2-digit"), ("minute", "2-digit"), ("hourCycle", "h23")] {
        let _ = js_sys::Reflect::set(&options, &JsValue::from_str(key), &JsValue::from_str(value));
    }
    let now = js_sys::Date::new_0();
    now.to_locale_time_string_with_options("en-GB", &options).into()
}
