//! A button that takes a value along. Without a script, or where the browser gives no clipboard, there is no button: the
//! value beside it can be selected.

use js_sys::{Function, Promise, Reflect};
use leptos::{prelude::*, task::spawn_local};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// How long the button says that it was done.
const SAID: std::time::Duration = std::time::Duration::from_secs(2);

#[island]
pub fn Copy(
    value: String,
    /// What the button does, by name: “Copy the wanted value of _dmarc”.
    label: String,
    /// What it says when it was done.
    done: String,
) -> impl IntoView {
    let (ready, copied) = (RwSignal::new(false), RwSignal::new(false));
    Effect::new(move |_| ready.set(clipboard().is_ok()));
    let press = move |_| {
        let value = value.clone();
        spawn_local(async move {
            if write(&value).await.is_ok() {
                copied.set(true);
                set_timeout(move || copied.set(false), SAID);
            }
        });
    };
    let said = label.clone();
    view! {
        <button class="btn copy" class:invisible=move || !ready.get() type="button" on:click=press
            aria-label=move || if copied.get() { done.clone() } else { said.clone() }
            data-ready=move || ready.get().then_some("")>
            <svg class="i" aria-hidden="true">
                <use href=move || if copied.get() { "/icons.svg#check-bold" } else { "/icons.svg#copy-bold" }></use>
            </svg>
        </button>
    }
}

/// The browser's clipboard; a page that didn't come by TLS has none.
fn clipboard() -> Result<JsValue, JsValue> {
    let navigator = Reflect::get(&window(), &"navigator".into())?;
    let clipboard = Reflect::get(&navigator, &"clipboard".into())?;
    if clipboard.is_object() { Ok(clipboard) } else { Err(JsValue::UNDEFINED) }
}

async fn write(value: &str) -> Result<JsValue, JsValue> {
    let clipboard = clipboard()?;
    let write: Function = Reflect::get(&clipboard, &"writeText".into())?.dyn_into()?;
    let promise: Promise = write.call1(&clipboard, &value.into())?.dyn_into()?;
    JsFuture::from(promise).await
}
