//! To be written.

use leptos::prelude::*;

#[component]
pub fn Me() -> impl IntoView {
    view! { <p></p> }
}
