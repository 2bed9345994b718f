//! A button that takes a value along; `islands/copy.rs` makes it work, and until then it isn't seen.

use leptos::prelude::*;

use super::Icon;

#[component]
pub fn Copy(
    value: String,
    /// What the button does, by name: “Copy the wanted value of _dmarc”.
    label: String,
    /// What it says when it was done.
    done: String,
) -> impl IntoView {
    view! {
        <button class="btn copy invisible" type="button" data-copy=value data-done=done aria-label=label>
            <Icon name="copy-bold"/>
        </button>
    }
}
