//! To be written.

use leptos::prelude::*;

#[component]
pub fn Timeline() -> impl IntoView {
    view! { <p></p> }
}
