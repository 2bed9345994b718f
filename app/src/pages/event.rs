//! To be written.

use leptos::prelude::*;

#[component]
pub fn Event() -> impl IntoView {
    view! { <p></p> }
}
