//! Puts the pieces of the page in place. A piece that didn't change isn't touched, so that nothing flickers; one that did
//! keeps the focus, what was ticked and what was opened.

use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, FocusOptions, HtmlElement};

use crate::islands::dom::{all, everywhere, listen};

/// As many messages as are kept; who came later heard the others.
const KEPT: u32 = 20;

/// Each piece in the place of the one with its id.
pub fn put(html: &str) {
    let Ok(fresh) = document().create_element("div") else { return };
    fresh.set_inner_html(html);
    let held = held();
    let mut said = Vec::new();
    for piece in all(&fresh, ":scope > [data-part]") {
        if let Some(old) = document().get_element_by_id(&piece.id()) {
            said.extend(news(&old, &piece));
            change(&old, &piece);
        }
    }
    if let Some((id, top)) = held
        && let Some(element) = document().get_element_by_id(&id)
    {
        window().scroll_by_with_x_and_y(0.0, element.get_bounding_client_rect().top() - top);
    }
    count();
    said.iter().for_each(|word| say(word));
}

/// What is to be said of what changed: each state that isn't what it was.
fn news(old: &Element, new: &Element) -> Vec<String> {
    let itself = Some(new.clone()).filter(|new| new.has_attribute("data-state"));
    let states = itself.into_iter().chain(all(new, "[data-state]"));
    let changed = states.filter(|state| {
        let before = document().get_element_by_id(&state.id()).filter(|before| old.contains(Some(before)));
        before.and_then(|before| before.get_attribute("data-state")) != state.get_attribute("data-state")
    });
    changed.filter_map(|state| state.get_attribute("data-said")).collect()
}

/// First the parts within, where they are the same ones; the whole only if that doesn't do.
fn change(old: &Element, new: &Element) {
    let (before, after) = (all(old, "[data-part]"), all(new, "[data-part]"));
    let same = before.len() == after.len() && before.iter().zip(&after).all(|(one, other)| one.id() == other.id());
    if same {
        for (one, other) in before.iter().zip(&after).filter(|(one, other)| one.outer_html() != other.outer_html()) {
            if let Ok(copy) = other.clone_node_with_deep(true).and_then(|copy| Ok(copy.dyn_into::<Element>()?)) {
                replace(one, &copy);
            }
        }
    }
    if old.outer_html() != new.outer_html() {
        replace(old, new);
    }
}

fn replace(old: &Element, new: &Element) {
    let active = document().active_element().filter(|active| old.contains(Some(active)));
    for kept in ["input[type=checkbox][id]", "details[id]"] {
        let property = JsValue::from_str(if kept.starts_with('d') { "open" } else { "checked" });
        for one in all(old, kept) {
            let other = all(new, kept).into_iter().find(|other| other.id() == one.id());
            if let (Some(other), Ok(value)) = (other, js_sys::Reflect::get(&one, &property)) {
                let _ = js_sys::Reflect::set(&other, &property, &value);
            }
        }
    }
    if let Some(parent) = old.parent_node() {
        let _ = parent.replace_child(new, old);
    }
    let Some(active) = active else { return };
    // What had the focus may be gone, as a button is once it has done its work: then the piece itself gets it.
    let again = Some(active.id()).filter(|id| !id.is_empty()).and_then(|id| document().get_element_by_id(&id));
    let again = again.unwrap_or_else(|| {
        let _ = new.set_attribute("tabindex", "-1");
        new.clone()
    });
    if let Ok(again) = again.dyn_into::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = again.focus_with_options(&options);
    }
}

/// The piece at the upper edge of what is seen, and how far down it is.
fn held() -> Option<(String, f64)> {
    let pieces = everywhere("[data-part]");
    let seen = pieces.into_iter().map(|piece| (piece.id(), piece.get_bounding_client_rect().top()));
    seen.filter(|(_, top)| *top >= 0.0).min_by(|one, other| one.1.total_cmp(&other.1))
}

fn say(word: &str) {
    let Some(place) = document().get_element_by_id("steps-said") else { return };
    let Ok(said) = document().create_element("p") else { return };
    said.set_text_content(Some(word));
    let _ = place.append_child(&said);
    if place.child_element_count() > KEPT
        && let Some(first) = place.first_element_child()
    {
        first.remove();
    }
}

/// From now on the button says how many differences are chosen.
pub fn count_choices() {
    listen(&document(), "change", |_: Event| count());
}

fn count() {
    let Some(button) = document().get_element_by_id("repair") else { return };
    let chosen = everywhere("#drift input:checked").len();
    let word = button.get_attribute(if chosen == 1 { "data-one" } else { "data-many" });
    if let Some(word) = word.map(|word| word.replace("{n}", &chosen.to_string()))
        && button.text_content().as_deref() != Some(&word)
    {
        button.set_text_content(Some(&word));
    }
}
