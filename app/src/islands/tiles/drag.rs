//! Tiles are dragged where they are arranged; where one is let go, the whole order is posted as a form.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{DragEvent, Element, HtmlFormElement, HtmlInputElement};

use crate::islands::dom::{all, by_id, everywhere, listen, within};

pub fn begin() {
    // A link is dragged by itself, and so would take its tile's place.
    for link in everywhere(".arranging .tile") {
        let _ = link.set_attribute("draggable", "false");
    }
    for slot in everywhere(".arranging .slot") {
        let _ = slot.set_attribute("draggable", "true");
    }
    let dragged: Rc<RefCell<Option<Element>>> = Rc::default();
    for section in everywhere(".arranging") {
        let held = Rc::clone(&dragged);
        listen(&section, "dragstart", move |event: DragEvent| {
            let slot = within(&event, ".slot");
            if let (Some(slot), Some(data)) = (&slot, event.data_transfer()) {
                // Firefox drags nothing that has no data.
                let _ = data.set_data("text/plain", &slot.get_attribute("data-key").unwrap_or_default());
            }
            held.replace(slot);
        });
        let held = Rc::clone(&dragged);
        listen(&section, "dragover", move |event: DragEvent| {
            if target(&event, held.borrow().as_ref()).is_some() {
                event.prevent_default();
            }
        });
        let held = Rc::clone(&dragged);
        listen(&section, "drop", move |event: DragEvent| {
            let Some(slot) = held.take() else { return };
            if let Some(target) = target(&event, Some(&slot)) {
                event.prevent_default();
                put(&slot, &target);
                post(&all(&target.closest(".arranging").ok().flatten().unwrap_or(target), ".slot"));
            }
        });
    }
}

/// The tile that another one of its section is held over.
fn target(event: &DragEvent, dragged: Option<&Element>) -> Option<Element> {
    let (dragged, target) = (dragged?, within(event, ".slot")?);
    (target != *dragged && target.parent_element() == dragged.parent_element()).then_some(target)
}

/// Before the target where it comes from behind, after it where it comes from before.
fn put(slot: &Element, target: &Element) {
    let behind = target.compare_document_position(slot) & web_sys::Node::DOCUMENT_POSITION_FOLLOWING != 0;
    let before = if behind { Some(target.clone()) } else { target.next_element_sibling() };
    if let Some(section) = target.parent_node() {
        let _ = section.insert_before(slot, before.as_deref());
    }
}

fn post(slots: &[Element]) {
    let keys: Vec<String> = slots.iter().filter_map(|slot| slot.get_attribute("data-key")).collect();
    let Some(form) = by_id::<HtmlFormElement>("arrange") else { return };
    let Some(order) = document().create_element("input").ok().and_then(|input| input.dyn_into().ok()) else { return };
    let order: HtmlInputElement = order;
    order.set_type("hidden");
    order.set_name("order");
    order.set_value(&keys.join(" "));
    if form.append_child(&order).is_ok() {
        let _ = form.submit();
    }
}
