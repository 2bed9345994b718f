//! Keys on the launcher: where the focus goes, and what the filter leaves.

use leptos::prelude::{document, window};
use web_sys::{DomRect, Element, Event, HtmlInputElement, KeyboardEvent};

use crate::islands::dom::{all, by_id, everywhere, focus, is_command, is_typing, listen};

pub fn begin(hint: &str) {
    if let Some(filter) = by_id::<HtmlInputElement>("q") {
        // Where there is room for it, and as a rule a keyboard; a window can be made narrow afterwards.
        let (field, plain, hint) = (filter.clone(), filter.placeholder(), hint.to_owned());
        let say = move || field.set_placeholder(if wide() { &hint } else { &plain });
        say();
        listen(&window(), "resize", move |_: Event| say());
        listen(&filter.clone(), "input", move |_: Event| sift(&filter.value()));
    }
    listen(&document(), "keydown", |event: KeyboardEvent| {
        if !is_command(&event) && !event.default_prevented() && everywhere("dialog[open]").is_empty() && pressed(&event)
        {
            event.prevent_default();
        }
    });
}

fn wide() -> bool {
    window()
        .match_media("(hover: hover) and (width >= 1100px)")
        .is_ok_and(|media| media.is_some_and(|media| media.matches()))
}

/// Whether the key meant something here.
fn pressed(event: &KeyboardEvent) -> bool {
    let (key, filter) = (event.key(), by_id::<HtmlInputElement>("q"));
    let active = document().active_element();
    let in_filter = active.as_ref().is_some_and(|active| active.id() == "q");
    match (key.as_str(), filter) {
        ("/", Some(filter)) if !is_typing() => {
            focus(&filter);
            filter.select();
            true
        }
        ("Escape", Some(filter)) if in_filter && !filter.value().is_empty() => {
            filter.set_value("");
            sift("");
            true
        }
        ("ArrowDown", Some(_)) if in_filter => tiles().first().map(focus).is_some(),
        (key, _) => {
            let tiles = tiles();
            let at = active.and_then(|active| tiles.iter().position(|tile| *tile == active));
            let to = at.and_then(|at| neighbour(&tiles, at, key)).and_then(|to| tiles.get(to));
            to.map(focus).is_some()
        }
    }
}

/// Those that can be seen.
fn tiles() -> Vec<Element> {
    everywhere(".slot:not([hidden]) > a.tile")
}

/// The tile that an arrow leads to; `None` for another key, and at the edge.
fn neighbour(tiles: &[Element], at: usize, key: &str) -> Option<usize> {
    let here = tiles.get(at)?.get_bounding_client_rect();
    let over = |there: &DomRect| there.bottom() <= here.top() + 1.0;
    let under = |there: &DomRect| there.top() >= here.bottom() - 1.0;
    let nearest = |fits: &dyn Fn(&DomRect) -> bool| {
        let far = |there: &DomRect| (there.top() - here.top()).abs() * 1_000.0 + (there.left() - here.left()).abs();
        let rects = tiles.iter().map(Element::get_bounding_client_rect).enumerate();
        let fitting = rects.filter(|(_, there)| fits(there));
        fitting.min_by(|(_, one), (_, other)| far(one).total_cmp(&far(other))).map(|(place, _)| place)
    };
    match key {
        "ArrowRight" => Some(at + 1).filter(|to| *to < tiles.len()),
        "ArrowLeft" => at.checked_sub(1),
        "ArrowDown" => nearest(&under),
        "ArrowUp" => nearest(&over),
        "Home" => Some(0),
        "End" => tiles.len().checked_sub(1),
        _ => None,
    }
}

/// Leaves the tiles whose name or line holds what was typed.
fn sift(asked: &str) {
    let asked = small(asked.trim());
    let mut left = 0;
    for section in everywhere("section.group:has(.slot)") {
        let mut here = 0;
        for slot in all(&section, ".slot") {
            let holds = small(&slot.text_content().unwrap_or_default()).contains(&asked);
            let _ = slot.toggle_attribute_with_force("hidden", !holds);
            here += usize::from(holds);
        }
        let _ = section.toggle_attribute_with_force("hidden", here == 0);
        left += here;
    }
    if let Some(said) = by_id::<Element>("sifted-out") {
        let _ = said.toggle_attribute_with_force("hidden", left > 0);
    }
}

/// In small letters, by the browser's tables: Rust's own would be a thirtieth of the page's weight.
fn small(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}
