//! Ticked rows of a list: a box in its head for all of them, how many there are in the bar above, and none again with
//! Escape. Without a script they are ticked one by one, or the bar is told to take the page.

use leptos::prelude::document;
use wasm_bindgen::JsCast as _;
use web_sys::{Event, HtmlInputElement, KeyboardEvent};

use super::{
    dom::{by_id, everywhere, is_command, is_typing, listen, within},
    keys::OPEN,
};

const HEAD: &str = "tick-all";
const ROWS: &str = "tbody .check";
/// The choice of the bar that means them.
const CHOICE: &str = "#bulk-which > [value=ticked]";

pub fn begin() {
    let Some(head) = by_id::<HtmlInputElement>(HEAD) else { return };
    let word = everywhere(CHOICE).first().and_then(|choice| choice.text_content()).unwrap_or_default();
    let _ = head.remove_attribute("hidden");
    tell(&head, &word);
    listen(&document(), "change", {
        let (head, word) = (head.clone(), word.clone());
        move |event: Event| {
            if within(&event, &format!("#{HEAD}")).is_some() {
                tick(head.checked());
            } else if within(&event, ROWS).is_none() {
                return;
            }
            tell(&head, &word);
        }
    });
    listen(&document(), "keydown", move |event: KeyboardEvent| {
        let ours = !is_typing() || within(&event, ".check").is_some();
        let open = [OPEN, "dialog[open]"].iter().any(|open| !everywhere(open).is_empty());
        if event.key() == "Escape" && !event.default_prevented() && !is_command(&event) && ours && !open {
            tick(false);
            tell(&head, &word);
        }
    });
}

fn rows() -> Vec<HtmlInputElement> {
    everywhere(ROWS).into_iter().filter_map(|row| row.dyn_into().ok()).collect()
}

fn tick(on: bool) {
    rows().iter().for_each(|row| row.set_checked(on));
}

fn tell(head: &HtmlInputElement, word: &str) {
    let rows = rows();
    let ticked = rows.iter().filter(|row| row.checked()).count();
    head.set_checked(ticked > 0 && ticked == rows.len());
    head.set_indeterminate(ticked > 0 && ticked < rows.len());
    for choice in everywhere(CHOICE) {
        let count = if ticked > 0 { format!("{word} ({ticked})") } else { word.to_owned() };
        choice.set_text_content(Some(&count));
    }
}
