//! Keys and small comforts of every page: Escape closes what opened at a control, the menu closes when the focus leaves it,
//! j and k go along the line of time, and a strip of tabs shows the one that is current.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, KeyboardEvent, Node};

use super::dom::{all, everywhere, focus, is_command, is_typing, listen};

/// What opens at a control; `ui` makes them of `<details>`.
pub const OPEN: &str = ":is(.pick, .drop, .menu)[open]";
/// The rows of a line of time that can be opened.
const ROWS: &str = ".line ol > li > details > summary";

pub fn begin() {
    everywhere(".tabs").iter().for_each(show);
    listen(&document(), "keydown", |event: KeyboardEvent| {
        if event.default_prevented() || is_command(&event) {
            return;
        }
        match event.key().as_str() {
            "Escape" => everywhere(OPEN).iter().for_each(close),
            "j" if !is_typing() => go(&event, 1),
            "k" if !is_typing() => go(&event, -1),
            _ => {}
        }
    });
    listen(&document(), "focusin", |event: Event| {
        let to = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        let left = |open: &Element| !open.contains(to.as_ref());
        for open in everywhere(OPEN).iter().filter(|open| left(open)) {
            let _ = open.remove_attribute("open");
        }
    });
}

/// The focus goes back to what opened it.
fn close(open: &Element) {
    let _ = open.remove_attribute("open");
    all(open, "summary").first().iter().for_each(|summary| focus(summary));
}

/// One row on, or to the first.
fn go(event: &KeyboardEvent, by: isize) {
    let rows = everywhere(ROWS);
    let active = document().active_element();
    let here = rows.iter().position(|row| active.as_ref() == Some(row));
    let next = here.map_or(Some(0), |here| here.checked_add_signed(by));
    if let Some(row) = next.and_then(|next| rows.get(next)) {
        event.prevent_default();
        focus(row);
    }
}

/// Where there are more tabs than fit, the current one may lie outside.
fn show(tabs: &Element) {
    if let Some(current) = all(tabs, "[aria-current]").first() {
        let (strip, tab) = (tabs.get_bounding_client_rect(), current.get_bounding_client_rect());
        if tab.right() > strip.right() {
            #[expect(clippy::cast_possible_truncation, reason = "pixels")]
            tabs.set_scroll_left((tab.left() - strip.left() - (strip.width() - tab.width()) / 2.0) as i32);
        }
    }
}
