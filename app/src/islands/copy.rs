//! Buttons that take a value along. Without a script, or where the browser gives no clipboard, there is no button: the
//! value beside it can be selected.

use js_sys::{Function, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event};

use super::dom::{everywhere, listen, within};

/// The page's buttons, which `ui/copy.rs` made.
pub fn begin() {
    let Ok(clipboard) = clipboard() else { return };
    for button in everywhere(BUTTON) {
        let _ = button.set_attribute("class", "btn copy");
        let _ = button.set_attribute("data-ready", "");
    }
    listen(&document(), "click", move |event: Event| {
        let Some(button) = within(&event, BUTTON) else { return };
        if write(&clipboard, &button).is_ok() {
            say(&button);
        }
    });
}

const BUTTON: &str = "[data-copy]";

/// The browser's clipboard; a page that didn't come by TLS has none.
fn clipboard() -> Result<JsValue, JsValue> {
    let navigator = Reflect::get(&window(), &"navigator".into())?;
    let clipboard = Reflect::get(&navigator, &"clipboard".into())?;
    if clipboard.is_object() { Ok(clipboard) } else { Err(JsValue::UNDEFINED) }
}

fn write(clipboard: &JsValue, button: &Element) -> Result<JsValue, JsValue> {
    let write: Function = Reflect::get(clipboard, &"writeText".into())?.dyn_into()?;
    write.call1(clipboard, &button.get_attribute("data-copy").into())
}

fn say(button: &Element) {
    let _ = button.set_attribute("aria-label", &button.get_attribute("data-done").unwrap_or_default());
    if let Ok(Some(icon)) = button.query_selector("use") {
        let _ = icon.set_attribute("href", "/icons.svg#check-bold");
    }
}
