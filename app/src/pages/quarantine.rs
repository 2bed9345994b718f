//! To be written.

use leptos::prelude::*;

#[component]
pub fn Quarantine() -> impl IntoView {
    view! { <p></p> }
}
