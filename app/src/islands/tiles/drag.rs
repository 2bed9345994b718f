//! Tiles are dragged where they are arranged; where one is let go, the whole order is posted as a form.

use std::{cell::RefCell, rc::Rc};

use web_sys::{DragEvent, Element, HtmlFormElement};

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
                post(&slot, &target);
            }
        });
    }
}

/// The tile that another one of its section is held over.
fn target(event: &DragEvent, dragged: Option<&Element>) -> Option<Element> {
    let (dragged, target) = (dragged?, within(event, ".slot")?);
    (target != *dragged && target.parent_element() == dragged.parent_element()).then_some(target)
}

/// The section's tiles in their new order: before the target where it comes from behind, after it where it comes from before.
fn post(slot: &Element, target: &Element) {
    let Some(section) = target.parent_element() else { return };
    let mut slots = all(&section, ".slot");
    let place = |of: &Element| slots.iter().position(|other| other == of);
    let (Some(from), Some(to)) = (place(slot), place(target)) else { return };
    let slot = slots.remove(from);
    slots.insert(to, slot);
    let keys: Vec<String> = slots.iter().filter_map(|slot| slot.get_attribute("data-key")).collect();
    let (Some(order), Some(form)) = (by_id::<Element>("arrange-order"), by_id::<HtmlFormElement>("arrange")) else {
        return;
    };
    let _ = order.set_attribute("value", &keys.join(" "));
    let _ = order.remove_attribute("disabled");
    let _ = form.submit();
}
