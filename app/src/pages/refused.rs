//! To be written.

use leptos::prelude::*;

#[component]
pub fn Refused() -> impl IntoView {
    view! { <p></p> }
}
